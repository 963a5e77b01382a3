"""Days and clock times as tables write them: ``9-Apr-84``, ``Sep-84``, ``4/9/1984``, ``12:40:00 AM``, ``00:40``."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import final

from trackside.archive.imports.fault import CellError, shown
from trackside.moment import Moment, clock, days

# Where the launch sites are whose tables leave the zone out.
LOCAL = "Asia/Pyongyang"
UTC = "UTC"
ZONES = {"utc": UTC, "gmt": UTC, "z": UTC, "kst": "Asia/Seoul", "pyt": LOCAL, "jst": "Asia/Tokyo", "local": LOCAL}
# A launch outside these years is a slip of typing.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n}
_MONTHS["sept"] = 9

_YEAR = r"(?P<year>\d{4}|\d{2})"
_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}){_MIDNIGHT})?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/ .]\s*(?P<name>[a-z]+)\.?[-/ ,.]\s*{_YEAR}",
        r"(?P<name>[a-z]+)\.?[ -](?P<day>\d{1,2})(?:st|nd|rd|th)?,?[ -]\s*(?P<year>\d{4})",
        rf"(?P<name>[a-z]+)\.?[-/ ,']\s*{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        r"(?P<year>\d{4})",
    )
)
_SLASHED = re.compile(rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}")
_CLOCK = re.compile(
    r"(?:(?P<on>\d{4}-\d\d-\d\d)[ T])?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.0+)?)?"
    r"\s*(?:(?P<half>[ap])\.?\s?m\.?)?\s*\(?(?P<zone>[a-z]+)?\)?",
    re.IGNORECASE,
)


@final
@dataclass(frozen=True, slots=True)
class Told:
    """A day, month or year as a cell tells it; `doubt` is what else it may mean."""

    first: dt.date
    last: dt.date
    doubt: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it is told to the day."""
        return self.first == self.last

    @property
    def name(self) -> str:
        """As it is written in the names of entries: ``1984-04-09``, ``1984-09``, ``1984``."""
        if self.is_day:
            return self.first.isoformat()
        return f"{self.first:%Y-%m}" if self.first.month == self.last.month else f"{self.first:%Y}"

    def moment(self, zone: str) -> Moment:
        """The whole of it in a zone."""
        return days(self.first, self.last, zone)


@final
@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as a cell tells it, with the zone it names, or none."""

    time: dt.time
    zone: str = ""
    on: dt.date | None = None

    def moment(self, day: dt.date, zone: str) -> Moment:
        """The minute (or the second) on a day."""
        return clock(day, self.time, self.zone or zone)


def day_told(cell: str, by: dt.date) -> Told:
    """What a cell says of the day.

    Parameters
    ----------
    cell : str
        Its words, footnote marks taken off.
    by : datetime.date
        The day the table was taken: years of two digits are of the hundred years that end with the next one.

    Raises
    ------
    CellError
        When it is no day, month or year of the calendar.
    """
    told = " ".join(cell.split())
    if match := _SLASHED.fullmatch(told):
        return _slashed(told, match, by)
    for pattern in _DAYS:
        if match := pattern.fullmatch(told):
            return _told(told, match.groupdict(), by)
    raise CellError(f"{shown(cell)} is no day, month or year")


def clock_told(cell: str) -> Clock:
    """What a cell says of the clock.

    Raises
    ------
    CellError
        When it is no time of the clock, or names a zone that is not known.
    """
    match = _CLOCK.fullmatch(" ".join(cell.split()))
    if match is None:
        raise CellError(f"{shown(cell)} is no time of the clock")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if hour > 12:
            raise CellError(f"{shown(cell)} counts both to 12 and to 24 hours")
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    zone = (match["zone"] or "").lower()
    if zone and zone not in ZONES:
        raise CellError(f"{shown(cell)} names no zone that is known; UTC, KST, JST and local are")
    try:
        on = dt.date.fromisoformat(match["on"]) if match["on"] else None
        return Clock(dt.time(hour, minute, second), ZONES.get(zone, ""), on)
    except ValueError as error:
        raise CellError(f"{shown(cell)} is no time of the clock ({error})") from error


def _slashed(cell: str, match: re.Match[str], by: dt.date) -> Told:
    """Month first, as in the United States, where the field's tables are made; else the only way it can be."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if first <= 12 else (second, first)
    open_ended = first <= 12 and second <= 12 and first != second
    told = _told(cell, {"year": match["year"], "month": str(month), "day": str(day)}, by)
    doubt = f"{shown(cell)} is read with the month first; the day may come first" if open_ended else ""
    return Told(told.first, told.last, doubt)


def _told(cell: str, parts: dict[str, str | None], by: dt.date) -> Told:
    year = _year(parts["year"] or "", by)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(f"{shown(cell)} is in no year of missiles")
    month = _month(cell, parts)
    if month is None:
        return Told(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if not 1 <= month <= 12:
        raise CellError(f"{shown(cell)} has no month between 1 and 12")
    last = calendar.monthrange(year, month)[1]
    if (day := parts.get("day")) is None:
        return Told(dt.date(year, month, 1), dt.date(year, month, last))
    if not 1 <= int(day) <= last:
        raise CellError(f"{shown(cell)}: {calendar.month_name[month]} {year} has no day {int(day)}")
    on = dt.date(year, month, int(day))
    return Told(on, on)


def _month(cell: str, parts: dict[str, str | None]) -> int | None:
    if name := parts.get("name"):
        if name.lower() not in _MONTHS:
            raise CellError(f"{shown(cell)}: no month is called '{name}'")
        return _MONTHS[name.lower()]
    return int(parts["month"]) if parts.get("month") else None  # type: ignore[arg-type]


def _year(digits: str, by: dt.date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = by.year // 100 * 100 + int(digits)
    return year if year <= by.year + 1 else year - 100
