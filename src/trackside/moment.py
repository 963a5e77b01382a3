"""`Moment`: when something was, as a span of UTC with the zone it was told in."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import final
from zoneinfo import ZoneInfo

from trackside.errors import BadMoment


@final
@dataclass(frozen=True, slots=True)
class Moment:
    """A span of time that holds the moment spoken of.

    Attributes
    ----------
    earliest, latest : datetime.datetime
        First and last instant, aware, in UTC; a day or a month is as wide as itself.
    zone : str
        The zone it was told in, as an IANA name ("Asia/Pyongyang") or "UTC"; decides which calendar day it names.

    Raises
    ------
    BadMoment
        For a naive time, or a span that ends before it begins.
    """

    earliest: dt.datetime
    latest: dt.datetime
    zone: str

    def __post_init__(self) -> None:
        for t in (self.earliest, self.latest):
            if t.utcoffset() is None:
                raise BadMoment(
                    f"{t:%Y-%m-%d %H:%M}",
                    "a time without a zone could be either of two days",
                    "say the zone: datetime(..., tzinfo=ZoneInfo('Asia/Seoul'))",
                )
        if self.latest < self.earliest:
            raise BadMoment(f"{self.earliest} .. {self.latest}", "a span must not end before it begins")

    @property
    def date(self) -> str:
        """The calendar day, month or year that holds the span: ``2022-03-24``, ``2017-11``, ``2017``, or ``""``."""
        first, last = (t.astimezone(ZoneInfo(self.zone)) for t in (self.earliest, self.latest))
        if first.date() == last.date():
            return first.strftime("%Y-%m-%d")
        if (first.year, first.month) == (last.year, last.month):
            return first.strftime("%Y-%m")
        return str(first.year) if first.year == last.year else ""

    @property
    def is_instant(self) -> bool:
        """Whether it is told to the hour or better, so that it has a clock time."""
        return self.latest - self.earliest <= dt.timedelta(hours=2)


def day(date: dt.date, zone: str) -> Moment:
    """The whole of a calendar day in a zone."""
    return days(date, date, zone)


def days(first: dt.date, last: dt.date, zone: str) -> Moment:
    """From the start of the first calendar day to the end of the last, in a zone."""
    start = dt.datetime.combine(first, dt.time.min, tzinfo=_zone(zone))
    end = dt.datetime.combine(last, dt.time.max.replace(microsecond=0), tzinfo=_zone(zone))
    return Moment(start.astimezone(dt.UTC), end.astimezone(dt.UTC), zone)


def local_days(moment: Moment) -> tuple[dt.date, dt.date]:
    """The first and last calendar day of a moment in its own zone."""
    zone = _zone(moment.zone)
    return moment.earliest.astimezone(zone).date(), moment.latest.astimezone(zone).date()


def month(year: int, month_of_year: int, zone: str) -> Moment:
    """The whole of a calendar month in a zone."""
    last = calendar.monthrange(year, month_of_year)[1]
    return days(dt.date(year, month_of_year, 1), dt.date(year, month_of_year, last), zone)


def year(number: int, zone: str) -> Moment:
    """The whole of a calendar year in a zone."""
    return days(dt.date(number, 1, 1), dt.date(number, 12, 31), zone)


def clock(date: dt.date, time: dt.time, zone: str) -> Moment:
    """A clock time on a calendar day, told to the minute (or the second), in a zone.

    Asia/Pyongyang is right by itself for the years of UTC+8:30 (15 August 2015 to 4 May 2018); its source is the IANA
    time zone database.
    """
    start = dt.datetime.combine(date, time.replace(tzinfo=None), tzinfo=_zone(zone)).astimezone(dt.UTC)
    return Moment(start, start + dt.timedelta(seconds=0 if time.second else 59), zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadMoment(name, "is no time zone", "use an IANA name such as Asia/Seoul") from error
