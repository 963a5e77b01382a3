"""Records: the longest, the highest, the most in a month, counted over what is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from trackside.assess.counting import kinds_of, missing
from trackside.assess.tally import ONE, Outcome, Tally, many, met, missed, unlike
from trackside.measure import Estimate, overlap
from trackside.moment import local_days
from trackside.record import Event, Gap

# What a class of weapon does at most, in m and s, with room to spare: it bounds a launch whose figure nobody told.
# Classes as the public lists have them (SRBM below 1,000 km, MRBM 3,000, IRBM 5,500); heights of lofted flights.
BOUNDS = {
    "SRBM": {"range": 1.0e6, "apogee": 4.0e5, "flight_time": 900.0},
    "MRBM": {"range": 3.0e6, "apogee": 1.5e6, "flight_time": 1_800.0},
    "SLBM": {"range": 3.0e6, "apogee": 1.5e6, "flight_time": 1_800.0},
    "IRBM": {"range": 5.5e6, "apogee": 3.0e6, "flight_time": 2_700.0},
    "cruise": {"range": 3.0e6, "apogee": 2.0e4, "flight_time": 14_400.0},
    "rocket_artillery": {"range": 6.0e5, "apogee": 2.0e5, "flight_time": 600.0},
}
# From light to heavy; what is none of these has no place in the row.
POWER = {"rocket_artillery": 0, "SRBM": 1, "SLBM": 2, "MRBM": 2, "IRBM": 3, "ICBM": 4}
NAMES = {"range": "distance", "apogee": "height", "flight_time": "time of flight"}


class Span(NamedTuple):
    """A calendar day, week, month or year, by its first day."""

    first: dt.date


def record(t: Tally) -> Outcome:
    """Whether a launch, or the span of time it is in, outdoes all before it."""
    if t.question.measure == "count":
        return _most(t)
    if t.subjects and not any(t.own):
        return unlike(t)
    compared = [e for e, when, belongs in t.earlier if belongs is not False and when.last > _after(t)]
    return _heaviest(t, compared) if t.question.measure == "power" else _farthest(t, compared)


def _after(t: Tally) -> dt.date:
    since = t.question.period.since
    return local_days(since)[1] if since is not None else dt.date.min


def _all_held(t: Tally, matters: Callable[[Gap], bool]) -> bool:
    """Whether every launch compared is held, but for those that cannot have done as much."""
    begins = t.begins(matters=matters) if t.question.period.since is None else _after(t)
    return begins is not None and t.covers(max(begins, dt.date(1, 1, 2)), t.today - ONE, matters=matters)


def _farthest(t: Tally, compared: Sequence[Event]) -> Outcome:
    measure = t.question.measure
    own = max(
        (v for e in t.own.sure or t.own.maybe for v in _values(e, measure)[:1]), key=lambda v: v.best, default=None
    )
    if own is None:
        return Outcome(None, f"no {NAMES[measure]} of the launch itself is held")
    told = [(v[0], e) for e in compared if (v := _values(e, measure))]
    best = max(told, key=lambda ve: ve[0].best, default=None)
    said = f"{_amount(own)} against at most {_amount(best[0])} before ({best[1].when.date})" if best else _amount(own)
    launches = (best[1],) if best else ()
    if best and own.best <= best[0].best:
        same = overlap(own, best[0]) and own.best == best[0].best
        return Outcome(None if same else False, said, launches)
    silent = [
        e for e in compared if not _values(e, measure) and e.outcomes[:1] != ("failure",) and _may(e, measure, own)
    ]
    if silent:
        return Outcome(None, f"{said}; of {len(silent)} that may have done as much nothing is told", tuple(silent))

    def matters(gap: Gap) -> bool:
        return _may(missing(gap, t.country), measure, own)

    if not _all_held(t, matters):
        return Outcome(None, f"{said}, but not every launch is held", launches)
    return met(said, launches)


def _may(event: Event, measure: str, own: Estimate) -> bool:
    """Whether a launch whose figure nobody told may have done as much: by its class; without one it was a short one."""
    kinds = [k for k in kinds_of(event) if k not in ("ballistic", "hypersonic")]
    bounds = [BOUNDS[k][measure] if k in BOUNDS else float("inf") for k in kinds]
    return bool(bounds) and max(bounds) > own.best


def _values(event: Event, measure: str) -> tuple[Estimate, ...]:
    return {"range": event.ranges, "apogee": event.apogees, "flight_time": event.flight_times}[measure]


def _amount(value: Estimate) -> str:
    if value.unit == "s":
        return f"{value.best / 60:,.0f} min"
    return f"{value.best / 1000:,.0f} km"


def _heaviest(t: Tally, compared: Sequence[Event]) -> Outcome:
    """By the class of the weapon, in which the words "most powerful" are mostly meant."""
    own = max((_rank(e) for e in t.own.sure or t.own.maybe), default=-1)
    if own < 0:
        return Outcome(None, "the class of the launch itself is not held")
    above = [e for e in compared if _rank(e) > own]
    if above:
        return missed(f"a heavier class was fired on {above[-1].when.date}", tuple(above[-1:]))
    equal = [e for e in compared if _rank(e) == own and e.outcomes[:1] != ("failure",)]
    if equal:
        return Outcome(None, f"one of its own class was fired on {equal[-1].when.date}", tuple(equal[-1:]))
    if not _all_held(t, lambda gap: _rank(missing(gap, t.country)) >= own):
        return Outcome(None, "no class as heavy is held before, but not every launch is held")
    return met("nothing of its class or above before it")


def _rank(event: Event) -> int:
    return max((POWER[k] for k in kinds_of(event) if k in POWER), default=-1)


def _most(t: Tally) -> Outcome:
    """The most launches in any span of one length, up to the day spoken of."""
    per = t.question.per or "month"
    here = _span(t.today, per)
    if t.subjects and not any(t.own):
        return unlike(t)
    sure, maybe = _by_span(t, per)
    own = [*(t.own.sure or t.own.maybe), *sure.pop(here, [])]
    unsure = [*(t.own.maybe if t.own.sure else ()), *maybe.pop(here, [])]
    mine, most_mine = many(t, own) or 1, many(t, [*own, *unsure]) or 1
    others = sorted(((many(t, es), first, es) for first, es in sure.items()), key=lambda x: (x[0], x[1]))
    best = others[-1] if others else None
    said = f"{mine} in the {per} from {here}" + (f", at most {best[0]} before (from {best[1]})" if best else "")
    launches = tuple(best[2]) if best else ()
    if best and best[0] >= most_mine:
        # What is not held may have made this span fuller; what is held already fills the other.
        return Outcome(False if t.covers(here, t.today) else None, said, launches, mine)
    fuller = [e for first, es in maybe.items() if many(t, [*sure.get(first, []), *es]) >= mine for e in es]
    if fuller or (best and best[0] >= mine):
        return Outcome(None, f"{said}; some launches are not told well enough when or what", tuple(fuller), mine)
    gaps = [g for g in t.gaps if _span(g.date, per) != here and _may_fill(t, sure, g, mine)]
    if t.begins(matters=lambda g: g in gaps) is None:
        return Outcome(None, f"{said}, but not every launch is held", launches, mine)
    return met(said, launches, mine)


Spans = dict[dt.date, list[Event]]


def _by_span(t: Tally, per: str) -> tuple[Spans, Spans]:
    """The earlier launches by the span they were in, and those that may have been in one, or of the category."""
    sure, maybe = Spans(), Spans()
    for event, when, belongs in t.earlier:
        if when.last <= _after(t):
            continue
        spans = {_span(when.first + n * ONE, per) for n in range((when.last - when.first).days + 1)}
        held = sure if belongs and len(spans) == 1 and when.first > _after(t) else maybe
        for first in spans:
            held.setdefault(first, []).append(event)
    return sure, maybe


def _may_fill(t: Tally, sure: Spans, gap: Gap, mine: int) -> bool:
    """Whether what is missing of a day may make its span as full as the one spoken of."""
    more = 1 if t.way.unit == "days" else gap.missiles
    held = many(t, sure.get(_span(gap.date, t.question.per or "month"), []))
    return gap.date > _after(t) and (more is None or held + more >= mine)


def _span(date: dt.date, per: str) -> dt.date:
    """The first day of the calendar span that holds a day."""
    if per == "day":
        return date
    if per == "week":
        return date - dt.timedelta(days=date.weekday())
    return date.replace(day=1) if per == "month" else date.replace(month=1, day=1)
