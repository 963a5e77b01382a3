"""Launches as history counts them: `event_of` one of them, and the `Chronicle` of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from trackside.assess import systems
from trackside.assess.counting import BALLISTIC, kinds_of
from trackside.assess.crossings import crossed
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import HELD, Chronicle, Coverage, Event, Launch, Value

Told = Callable[[Launch], tuple[tuple[float, float] | None, tuple[str, ...]]]


def nothing_more(_launch: Launch) -> tuple[tuple[float, float] | None, tuple[str, ...]]:
    """No coordinates and no country flown over are known beside the claims."""
    return None, ()


def event_of(launch: Launch, *, more: Told = nothing_more) -> Event | None:
    """A launch as history counts it; None for one without a day, and for one that is only planned, possible or denied.

    Parameters
    ----------
    launch : Launch
        From `reconcile`.
    more : callable
        Coordinates of the site in degrees, and countries flown over, where a document has them outside its claims.
    """
    when = launch.date
    if when is None or (launch.claims and not any(c.modality in HELD for c in launch.claims)):
        return None
    at, over = more(launch)
    ranges, landings = _numbers(launch, "range"), _words(launch, "landing", "eez")
    must = () if over else crossed(launch.country, ranges, landings, orbit=_reached_orbit(launch))
    return Event(
        id=launch.id,
        country=launch.country,
        when=when,
        clock=next((v for v in _values(launch, "launch_time") if isinstance(v, Moment)), None),
        systems=_words(launch, "system"),
        kinds=_words(launch, "kind"),
        platforms=_words(launch, "platform"),
        sites=_words(launch, "site"),
        outcomes=_words(launch, "outcome"),
        landings=landings,
        lat_deg=at[0] if at else None,
        lon_deg=at[1] if at else None,
        missiles=max(1, round(next((e.best for e in _numbers(launch, "missile_count")), 1.0))),
        ranges=ranges,
        apogees=_numbers(launch, "apogee"),
        flight_times=_numbers(launch, "flight_time"),
        over=over or must,
        worked_out=("over",) if must else (),
        sources=tuple(dict.fromkeys(m.document_id for m in launch.mentions)),
    )


def chronicle(launches: Iterable[Launch], coverage: Sequence[Coverage], *, more: Told = nothing_more) -> Chronicle:
    """Every launch that happened, the earliest first, and how far that reaches."""
    events = [e for e in (event_of(launch, more=more) for launch in launches) if e is not None]
    return Chronicle(tuple(sorted(events, key=lambda e: (e.when.earliest, e.id))), tuple(coverage))


def joined(past: Chronicle, also: Chronicle) -> Chronicle:
    """A chronicle with the launches of another that it does not hold.

    A launch of the other is one that is held where country and day are the same and neither kinds nor systems speak
    against it; each that is held stands for one of the other, so that a second launch of a day is added.
    """
    free, new = list(past.events), list[Event]()
    for event in also.events:
        same = next((e for e in free if _may_be_one(e, event)), None)
        if same is None:
            new.append(event)
        else:
            free.remove(same)
    events = sorted([*past.events, *new], key=lambda e: (e.when.earliest, e.id))
    return Chronicle(tuple(events), (*past.coverage, *also.coverage))


def _may_be_one(a: Event, b: Event) -> bool:
    if (a.country, a.when.date) != (b.country, b.when.date):
        return False
    named = systems.known(a.systems), systems.known(b.systems)
    if all(named):
        return bool({s.name for s in named[0]} & {s.name for s in named[1]})
    kinds = [{("ballistic" if k in BALLISTIC else k) for k in kinds_of(e)} for e in (a, b)]
    return not all(kinds) or bool(kinds[0] & kinds[1])


def _values(launch: Launch, attribute: str) -> list[Value]:
    finding = launch.finding(attribute)
    return [p.value for p in finding.positions] if finding else []


def _words(launch: Launch, *attributes: str) -> tuple[str, ...]:
    """Every value of some attributes, the best supported first; whether in the zone as ``eez`` itself."""
    found = [(a, v) for a in attributes for v in _values(launch, a) if isinstance(v, str)]
    return tuple("eez" if (a, v) == ("eez", "inside") else v for a, v in found if (a, v) != ("eez", "outside"))


def _numbers(launch: Launch, attribute: str) -> tuple[Estimate, ...]:
    return tuple(v for v in _values(launch, attribute) if isinstance(v, Estimate))


def _reached_orbit(launch: Launch) -> bool:
    return "space_launch" in _words(launch, "kind")[:1] and _words(launch, "outcome")[:1] == ("success",)
