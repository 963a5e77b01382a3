"""`Told`: one statement in a cell of the launch table, with who said it. The grammar is in docs/data/launches.md.

1090 km (KCNA, CNS/NTI); 1080 km (ROK JCS); 150 km x2 (CNS/NTI)
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import final
from zoneinfo import ZoneInfo

from trackside.errors import BadInput
from trackside.measure import Estimate, Hedge, between, rounding_step, stated
from trackside.moment import Moment, clock, day, days, month, year

_STATEMENT = re.compile(r"(?P<value>[^();]+?)(?: x(?P<missiles>\d+))?(?: \((?P<who>[^();]+)\))?(?:; |$)")
_AMOUNT = re.compile(r"(?:(?P<hedge>[a-z ]+) )?(?P<low>[\d.]+)(?: to (?P<high>[\d.]+))? (?P<unit>km|min|s|deg)")
_MACH = re.compile(r"(?:(?P<hedge>[a-z ]+) )?Mach (?P<low>[\d.]+)(?P<high>)(?P<unit>)")
_CLOCK = re.compile(r"(?P<about>about )?(?P<time>\d{2}:\d{2}(?::\d{2})?) (?P<zone>UTC|KST|JST|local)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_HEDGES = {
    None: Hedge.NONE,
    "about": Hedge.ABOUT,
    "more than": Hedge.AT_LEAST,
    "less than": Hedge.AT_MOST,
    "nearly": Hedge.NEARLY,
}
_UNITS = {"km": (1000.0, "m"), "min": (60.0, "s"), "s": (1.0, "s"), "deg": (1.0, "deg"), "": (1.0, "Mach")}
_ZONES = {"UTC": "UTC", "KST": "Asia/Seoul", "JST": "Asia/Tokyo"}
# "About 07:00" is a quarter of an hour either way: a choice, the size of a news agency's rounding.
_ABOUT = dt.timedelta(minutes=15)


@final
@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a cell.

    Attributes
    ----------
    value : str
        The words, such as ``1090 km``; they stand at ``cell[start:end]``.
    speakers : tuple of str
        Everyone who says so; empty where it is the compiler's own. ``KCNA or ROK JCS`` is one of them, unknown which.
    missiles : int or None
        Of how many of the salvo's missiles it is said, where the cell says that.
    """

    value: str
    start: int
    end: int
    speakers: tuple[str, ...]
    missiles: int | None


def statements(cell: str) -> tuple[Told, ...]:
    """Every statement of a cell, in order.

    Raises
    ------
    BadInput
        When the cell does not follow the grammar.
    """
    found, at = [], 0
    while at < len(cell):
        m = _STATEMENT.match(cell, at)
        if m is None or m.end() == at:
            raise BadInput(cell, "not a list of statements", "write: VALUE [xN] [(SPEAKER, SPEAKER)]; VALUE ...")
        who = tuple(m["who"].split(", ")) if m["who"] else ()
        found.append(
            Told(m["value"], m.start("value"), m.end("value"), who, int(m["missiles"]) if m["missiles"] else None)
        )
        at = m.end()
    return tuple(found)


def amount(words: str) -> Estimate:
    """What ``more than 6200 km``, ``800 to 900 km``, ``4052 s`` or ``Mach 5`` mean, in m, s, deg or Mach.

    Raises
    ------
    BadInput
        When the words are none of these.
    """
    m = _AMOUNT.fullmatch(words) or _MACH.fullmatch(words)
    if m is None or m["hedge"] not in _HEDGES:
        raise BadInput(
            words, "not a number with a unit", "write: [about|more than|less than|nearly] NUMBER [to NUMBER] km"
        )
    size, unit = _UNITS[m["unit"]]
    if m["high"]:
        return between(float(m["low"]) * size, float(m["high"]) * size, unit)
    step = rounding_step(m["low"]) * size
    return stated(float(m["low"]) * size, unit, hedge=_HEDGES[m["hedge"]], step=step)


def calendar(words: str, zone: str) -> Moment:
    """What ``2022-03-24``, ``2020-03``, ``2011`` or ``2011-01-21 to 2011-02-19`` name in a zone.

    Raises
    ------
    BadInput
        When the words are no date.
    """
    first, _, last = words.partition(" to ")
    if last:
        return days(dt.date.fromisoformat(first), dt.date.fromisoformat(last), zone)
    m = _DATE.fullmatch(words)
    if m is None:
        raise BadInput(words, "not a date", "write: YYYY, YYYY-MM, YYYY-MM-DD, or two days with 'to' between")
    if m[3]:
        return day(dt.date.fromisoformat(words), zone)
    return month(int(m[1]), int(m[2]), zone) if m[2] else year(int(m[1]), zone)


def launch_time(words: str, date: str, zone: str) -> Moment:
    """The instant of a clock time such as ``20:28 UTC`` for a launch whose day at the site is `date` in `zone`.

    The day in the clock's own zone is whichever makes the day at the site right.

    Raises
    ------
    BadInput
        When the words are no clock time with a zone, or the date is no day.
    """
    m = _CLOCK.fullmatch(words)
    if m is None:
        raise BadInput(words, "not a clock time with its zone", "write: HH:MM[:SS] UTC|KST|JST|local")
    told_in = _ZONES.get(m["zone"], zone)
    time, day_here = dt.time.fromisoformat(m["time"]), dt.date.fromisoformat(date)
    for shift in (0, -1, 1):
        when = clock(day_here + dt.timedelta(days=shift), time, told_in)
        if when.earliest.astimezone(ZoneInfo(zone)).date() == day_here:
            reach = _ABOUT if m["about"] else dt.timedelta(0)
            return Moment(when.earliest - reach, when.latest + reach, told_in)
    raise BadInput(words, f"no such clock time on {date} in {zone}")
