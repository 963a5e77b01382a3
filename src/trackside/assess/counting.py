"""The ways in which launches can be counted, and which launches are of a category under each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, final

from trackside.assess import systems
from trackside.moment import day, local_days
from trackside.record import Category, Chronicle, Event, Gap

BALLISTIC = frozenset({"ballistic", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "hypersonic"})
# What is counted where the words leave the kind open: the kinds, and how that is said.
OPEN_KINDS = {
    "launch": (
        (("ballistic",), "ballistic launches only"),
        (("ballistic", "cruise"), "with cruise missiles"),
        (("ballistic", "space_launch"), "with space launches"),
        (("ballistic", "cruise", "space_launch"), "with cruise missiles and space launches"),
        (("ballistic", "cruise", "space_launch", "rocket_artillery"), "with rocket artillery and all else"),
    ),
    "missile": ((("ballistic",), "ballistic missiles only"), (("ballistic", "cruise"), "with cruise missiles")),
    # What flies over a country is told of as a missile whatever it was meant to be.
    "over": (
        (("ballistic",), "missiles only"),
        (("ballistic", "space_launch"), "with space launches"),
    ),
}
ALL_KINDS = ("ballistic", "cruise", "space_launch", "rocket_artillery")


class Day(NamedTuple):
    """The first and last calendar day that a launch can have been on; one and the same where the day is told."""

    first: dt.date
    last: dt.date


@final
@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting.

    Attributes
    ----------
    kinds : tuple of str
        Which kinds are counted; ``ballistic`` stands for all that are.
    said : str
        How these are called.
    unit : str
        ``launches``, ``days`` or ``missiles``.
    failed : bool
        Whether failed launches count.
    utc : bool
        Whether days are those of UTC, and not of the place of launch.
    disputed : bool
        Whether a launch counts of which others say that it was of another kind or system.
    systems : tuple of str
        The only systems that count; empty, all do.
    """

    kinds: tuple[str, ...]
    said: str
    unit: str
    failed: bool = True
    utc: bool = False
    disputed: bool = True
    systems: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """The way in words: "by days, with cruise missiles, failed launches left out"."""
        parts = [{"launches": "by launches", "days": "by launch days", "missiles": "by missiles"}[self.unit], self.said]
        parts += [] if self.failed else ["failed launches left out"]
        parts += ["by dates in UTC"] if self.utc else []
        parts += [] if self.disputed else ["disputed types left out"]
        return ", ".join(p for p in parts if p)


def ways(category: Category, subject: Event | None, units: Iterable[str]) -> Iterator[Way]:
    """Every natural way of counting that the words leave open, the plainest of each kind first."""
    # What failed later has flown over all the same.
    failures = (True,) if category.outcome or category.over or category.landing else (True, False)
    for kinds, said, only in _kinds(category, subject):
        for unit in units:
            for failed in failures:
                for utc in (False, True):
                    for disputed in (True, False):
                        yield Way(kinds, said, unit, failed, utc, disputed, only)


Kinds = tuple[tuple[str, ...], str, tuple[str, ...]]


def _kinds(category: Category, subject: Event | None) -> Iterator[Kinds]:
    """Which kinds and systems the words leave open, each with how it is called."""
    if category.kinds:
        yield category.kinds, "", ()
    elif category.systems:
        yield _classes(category.systems), "", ()
    elif category.same:
        yield from _such(subject)
    else:
        name = "over" if category.over or category.landing else "missile" if category.noun != "launch" else "launch"
        yield from ((kinds, said, ()) for kinds, said in OPEN_KINDS[name])


def _such(subject: Event | None) -> Iterator[Kinds]:
    """ "Such a launch": of the same system, of the same class, or of the same broad kind."""
    if subject is not None and subject.systems:
        yield _classes(subject.systems), f"{subject.systems[0]} alone", subject.systems
    told = kinds_of(subject) if subject else ()
    narrow = tuple(k for k in told if k not in ALL_KINDS)
    if narrow:
        yield narrow[:1], f"{narrow[0]} alone", ()
    if not told or BALLISTIC & set(told):
        yield ("ballistic",), "all ballistic launches", ()
    else:
        yield told, "", ()


def _classes(names: tuple[str, ...]) -> tuple[str, ...]:
    classes = [_broad(s.kind) for s in systems.known(names)] or ["ballistic", "space_launch"]
    return tuple(dict.fromkeys(classes))


def _broad(kind: str) -> str:
    return "ballistic" if kind in BALLISTIC else kind


def kinds_of(event: Event) -> tuple[str, ...]:
    """The kinds that a launch is told to be of, or is by the class of its systems."""
    named = systems.known(event.systems)
    told = (*event.kinds, *(s.kind for s in named), *(t for s in named for t in s.traits if t == "hypersonic"))
    return tuple(dict.fromkeys(told))


class Seen(NamedTuple):
    """A launch with what every way of counting asks of it, worked out once."""

    event: Event
    kinds: tuple[str, ...]
    local: Day
    utc: Day


def seen(past: Chronicle, country: str) -> tuple[Seen, ...]:
    """Every launch of a country."""
    return tuple(Seen(e, kinds_of(e), *either_day(e)) for e in past.events if e.country == country)


def is_of(event: Event, category: Category, way: Way, kinds: tuple[str, ...]) -> bool | None:
    """Whether a launch of some kinds is of a category under a way of counting; None where too little is told of it."""
    if _failed(event) and (not way.failed or category.outcome == "success"):
        return False
    if category.outcome == "failure" and not _failed(event):
        return False
    of_kind = of_kinds(kinds, way.kinds)
    if not way.disputed and any(of_kinds((kind,), way.kinds) is False for kind in event.kinds if of_kind):
        return False
    wanted = category.systems or way.systems
    if wanted and not _named(event, wanted, way):
        return False
    if category.traits and not _has_traits(event, category.traits):
        return False
    narrowed = (
        (category.platform and category.platform not in _platforms(event))
        or (category.over and category.over not in event.over)
        or (category.landing and not _in_zone(event))
    )
    return False if narrowed else of_kind


def may_count(gap: Gap, country: str, category: Category, way: Way) -> bool:
    """Whether launches of a day that are known not to be held may be of a category under a way of counting."""
    wanted = category.systems or way.systems
    if wanted and not gap.systems:
        # Of launches told without a system those of the same class may be it.
        return bool({s.kind for s in systems.known(wanted)} & set(gap.kinds))
    asked = category if gap.systems else replace(category, traits=())
    return any(
        is_of(e, asked, way, kinds_of(e)) is not False
        for e in (missing(gap, country), missing(gap, country, "failure"))
    )


def missing(gap: Gap, country: str, *outcomes: str) -> Event:
    """What is known not to be held, as a launch."""
    when = day(gap.date, "UTC")
    return Event(f"not-held-{gap.date}", country, when, systems=gap.systems, kinds=gap.kinds, outcomes=outcomes)


def of_kinds(told: tuple[str, ...], wanted: tuple[str, ...]) -> bool | None:
    """Whether a launch told to be of some kinds is of one that is wanted; None where too little is told of it."""
    if not told:
        # Of a launch told without a kind a narrow one would have been told; that it was ballistic is likely, not known.
        return None if {"ballistic", "cruise"} & set(wanted) else False
    broad = "ballistic" in wanted and bool(BALLISTIC & set(told))
    return broad or bool(set(told) & set(wanted))


def _named(event: Event, wanted: tuple[str, ...], way: Way) -> bool:
    """Whether a launch was of one of some systems: by any label, or, nothing disputed, by every one."""
    ours = [any(systems.same((label,), name) for name in wanted) for label in event.systems]
    return any(ours) and (way.disputed or all(ours))


def _has_traits(event: Event, traits: tuple[str, ...]) -> bool:
    held = {t for s in systems.known(event.systems) for t in s.traits}
    return set(traits) <= held


def _platforms(event: Event) -> tuple[str, ...]:
    return (*event.platforms, *(("rail",) if any("rail-mobile" in s.lower() for s in event.systems) else ()))


def _in_zone(event: Event) -> bool:
    return any(landing == "eez" or "EEZ" in landing or "economic zone" in landing for landing in event.landings)


def is_counted(event: Event, way: Way) -> bool:
    """Whether a way of counting does not leave a launch out for having failed."""
    return way.failed or not _failed(event)


def _failed(event: Event) -> bool:
    return event.outcomes[:1] == ("failure",)


def day_of(event: Event, way: Way) -> Day:
    """The day or days a launch can have been on, as a way of counting dates it."""
    if way.utc and event.clock is not None:
        date = event.clock.earliest.astimezone(dt.UTC).date()
        return Day(date, date)
    return Day(*local_days(event.when))


def either_day(event: Event) -> tuple[Day, ...]:
    """The days a launch has by the local calendar and in UTC: a report may mean either."""
    plain = Way((), "", "launches")
    other = Way((), "", "launches", utc=True)
    return day_of(event, plain), day_of(event, other)


def covered(past: Chronicle, country: str, first: dt.date, last: dt.date, way: Way) -> bool:
    """Whether every launch that a way counts is held, between two days."""
    broad = tuple(dict.fromkeys(_broad(k) for k in way.kinds))
    kinds = tuple(k for k in broad if k in ALL_KINDS) or broad
    return first > last or past.covers(country, first, last, kinds)
