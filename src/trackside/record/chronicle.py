"""`Event`: one launch as history counts it. `Chronicle`: all that are known, in order, and how far that reaches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import final

from trackside.measure import Estimate
from trackside.moment import Moment


@final
@dataclass(frozen=True, slots=True)
class Event:
    """One launch as history counts it: everything held of it, with competing values side by side.

    Attributes
    ----------
    id : str
        Of the launch.
    country : str
        Who launched, ISO 3166 alpha-2.
    when : Moment
        The day (month, year) at the launch site, in the site's zone.
    clock : Moment or None
        The launch time, where it is told.
    systems, kinds, platforms, sites, outcomes, landings : tuple of str
        Every value held, the best supported first.
    lat_deg, lon_deg : float or None
        Of the site, where coordinates are held.
    missiles : int
        How many flew, at least 1.
    ranges, apogees, flight_times : tuple of Estimate
        Every value held, in m and s, the best supported first.
    over : tuple of str
        Countries it is said to have flown over, ISO 3166 alpha-2.
    sources : tuple of str
        Where it is told of.
    worked_out : tuple of str
        Which of these attributes nobody told and other ones give (``over``).
    """

    id: str
    country: str
    when: Moment
    clock: Moment | None = None
    systems: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    landings: tuple[str, ...] = ()
    lat_deg: float | None = None
    lon_deg: float | None = None
    missiles: int = 1
    ranges: tuple[Estimate, ...] = ()
    apogees: tuple[Estimate, ...] = ()
    flight_times: tuple[Estimate, ...] = ()
    over: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    worked_out: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Gap:
    """A day of which launches are known not to be held.

    `kinds`, `systems` and `missiles` (how many at most) are what is told of them; empty or None, it is not told.
    """

    date: dt.date
    kinds: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    missiles: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Coverage:
    """The span of time in which every announced launch of a country is believed to be held, but for some days.

    `kinds` are the kinds it holds for (``ballistic`` stands for all that are); empty, it holds for all. `gaps` are the
    days on which something is known to be missing all the same.
    """

    country: str
    first: dt.date
    last: dt.date
    kinds: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Chronicle:
    """Every launch that is known, the earliest first, and for which countries and times that is all there were.

    Outside its coverage a launch that is not held may still have happened: what rests on there being none is open.
    """

    events: tuple[Event, ...]
    coverage: tuple[Coverage, ...] = ()

    def covers(self, country: str, first: dt.date, last: dt.date, kinds: tuple[str, ...] = ()) -> bool:
        """Whether launches of a country between two days are believed to be held, of some kinds or of any.

        What is known to be missing all the same is told by `gaps`.
        """
        return any(
            c.country == country and c.first <= first and last <= c.last and _holds(c.kinds, kinds)
            for c in self.coverage
        )

    def gaps(self, country: str) -> tuple[Gap, ...]:
        """Every day of which launches of a country are known not to be held, the earliest first."""
        found = {g for c in self.coverage if c.country == country for g in c.gaps}
        return tuple(sorted(found, key=lambda g: (g.date, g.kinds, g.systems)))


def _holds(covered: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return not covered or (bool(asked) and set(asked) <= set(covered))
