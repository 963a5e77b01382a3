"""Records: the longest, the highest, the most in a month, counted over what is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from trackside.assess.counting import day_of, kinds_of
from trackside.assess.tally import ONE, Outcome, Tally, ends, met, missed
from trackside.measure import Estimate, overlap
from trackside.record import Event

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
    compared = [e for e, when, belongs in t.earlier if belongs is not False and when.last > _after(t)]
    return _heaviest(t, compared) if t.question.measure == "power" else _farthest(t, compared)


def _after(t: Tally) -> dt.date:
    since = t.question.period.since
    return ends(since)[1] if since is not None else dt.date.min


def _farthest(t: Tally, compared: Sequence[Event]) -> Outcome:
    measure = t.question.measure
    own = max((v for e in t.subjects for v in _values(e, measure)[:1]), key=lambda v: v.best, default=None)
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
    begins = t.begins() if t.question.period.since is None else _after(t)
    if begins is None or not t.covers(max(begins, dt.date(1, 1, 2)), t.today - ONE):
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
    own = max((_rank(e) for e in t.subjects), default=-1)
    if own < 0:
        return Outcome(None, "the class of the launch itself is not held")
    above = [e for e in compared if _rank(e) > own]
    if above:
        return missed(f"a heavier class was fired on {above[-1].when.date}", tuple(above[-1:]))
    equal = [e for e in compared if _rank(e) == own and e.outcomes[:1] != ("failure",)]
    if equal:
        return Outcome(None, f"one of its own class was fired on {equal[-1].when.date}", tuple(equal[-1:]))
    begins = t.begins() if t.question.period.since is None else _after(t)
    if begins is None or not t.covers(begins, t.today - ONE):
        return Outcome(None, "no class as heavy is held before, but not every launch is held")
    return met("nothing of its class or above before it")


def _rank(event: Event) -> int:
    return max((POWER[k] for k in kinds_of(event) if k in POWER), default=-1)


def _most(t: Tally) -> Outcome:
    """The most launches in any span of one length, up to the day spoken of."""
    per = t.question.per or "month"
    spans: dict[dt.date, list[Event]] = {}
    own: list[Event] = list(t.subjects)
    here = _span(t.today, per)
    for event, when, belongs in t.earlier:
        if belongs and when.first == when.last and when.last > _after(t):
            spans.setdefault(_span(when.last, per), []).append(event)
    own += spans.pop(here, [])
    mine = _count(t, own) or 1
    others = sorted(((_count(t, es), first, es) for first, es in spans.items()), key=lambda x: (x[0], x[1]))
    best = others[-1] if others else None
    said = f"{mine} in the {per} from {here}" + (f", at most {best[0]} before (from {best[1]})" if best else "")
    launches = tuple(best[2]) if best else ()
    begins = t.begins()
    if best and best[0] >= mine:
        # What is not held may have made this span fuller; what is held already fills the other.
        return Outcome(False if t.covers(here, t.today) else None, said, launches, mine)
    if begins is None:
        return Outcome(None, f"{said}, but not every launch is held", launches, mine)
    return met(said, launches, mine)


def _span(date: dt.date, per: str) -> dt.date:
    """The first day of the calendar span that holds a day."""
    if per == "day":
        return date
    if per == "week":
        return date - dt.timedelta(days=date.weekday())
    return date.replace(day=1) if per == "month" else date.replace(month=1, day=1)


def _count(t: Tally, events: Sequence[Event]) -> int:
    if t.way.unit == "missiles":
        return sum(e.missiles for e in events)
    return len({day_of(e, t.way) for e in events}) if t.way.unit == "days" else len(events)
