"""Dates and clock times of topic-first languages, from patterns with named groups."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from trackside.read.topic.words import TopicWords, Word
from trackside.read.when import ClockMark, DateMark

# A day without month or year takes them from a date told no farther away than this, if that is of another time.
LEND_REACH = 40
# News of the coming night is dated by the day it is read.
AHEAD = dt.timedelta(days=1)

Days = tuple[dt.date, dt.date]


def dates(text: str, words: TopicWords, published: dt.date | None) -> list[DateMark]:
    """Every date, in order; what needs the day of publication is left out where that is unknown."""
    matches = [m for name, p in words.patterns.items() if name.startswith("date_") for m in p.finditer(text)]
    found: list[DateMark] = []
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if found and match.start() < found[-1].end:
            continue
        told = _days(match.groupdict(), words, published, found, match.start())
        if told:
            found.append(DateMark(match.start(), match.end(), *told, "day" if told[0] == told[1] else "span"))
    return found


def clocks(text: str, words: TopicWords, zones: Sequence[Word]) -> list[ClockMark]:
    """Every clock time; a half of the day reaches on to the next time, and a bare minute takes the hour before it."""
    found: list[ClockMark] = []
    for match in words.patterns["clock"].finditer(text):
        parts = match.groupdict()
        near = found[-1] if found and match.start() - found[-1].end < LEND_REACH else None
        time = _time(parts, words, near)
        if time:
            zone = next(
                (z.value for z in zones if -4 <= z.start - match.end() <= 3 or 0 <= match.start() - z.end <= 3), ""
            )
            found.append(ClockMark(match.start(), match.end(), time, zone))
    return found


def _time(parts: dict[str, str | None], words: TopicWords, near: ClockMark | None) -> dt.time | None:
    told = parts["hour"] or parts.get("hour2") or parts.get("noon")
    minute = int(parts["minute"] or parts.get("minute2") or parts.get("minute3") or 0)
    if told is None:
        return dt.time(near.time.hour, minute) if near and minute < 60 else None
    hour = 12 if parts.get("noon") else int(told)
    half = words.calendar["halves"].get(parts["half"] or "", -1)
    after_noon = {
        12: hour < 12,
        6: 6 <= hour < 12,
        11: hour < 6,
    }  # 11 at night is 23, 1 at night is 1, 1 at midday is 13
    if half == 0 and hour == 12:
        hour = 0
    elif after_noon.get(half, half == -1 and _shares_half(hour, near)):
        hour += 12
    second = int(parts["second"] or 0)
    return dt.time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _shares_half(hour: int, near: ClockMark | None) -> bool:
    """Whether a bare hour is after noon because the time told just before it is."""
    return near is not None and near.time.hour >= 12 > hour > 0 and hour >= near.time.hour - 12


def _days(
    parts: dict[str, str | None], words: TopicWords, published: dt.date | None, found: Sequence[DateMark], at: int
) -> Days | None:
    if parts.get("word"):
        return _of_word(str(parts["word"]), words, published, found)
    year = _year(parts, words, published)
    month, day = parts.get("month"), parts.get("day")
    if parts.get("months_back") and published:
        back = published.year * 12 + published.month - 1 + words.calendar["months"][str(parts["months_back"])]
        year, month = back // 12, str(back % 12 + 1)
    if day is None:
        return _whole(year, int(month) if month else None, published)
    return next(_candidates(year, month, int(day), published, _lender(found, at)), None)


def _of_word(word: str, words: TopicWords, published: dt.date | None, found: Sequence[DateMark]) -> Days | None:
    """ "Today" counts from publication, "that day" from the day told before."""
    if word in words.calendar["back"]:
        base = found[-1].last if found else published
        offset = words.calendar["back"][word]
    else:
        base, offset = published, words.calendar["offsets"].get(word, 0)
    if word in words.calendar["weekdays"] and published:
        offset = -((published.weekday() - words.calendar["weekdays"][word]) % 7)
    return _only(base + dt.timedelta(days=offset)) if base else None


def _year(parts: dict[str, str | None], words: TopicWords, published: dt.date | None) -> int | None:
    if parts.get("year"):
        told = int(str(parts["year"]))
        return told + 2000 if told < 100 else told
    if parts.get("era"):
        ordinal = str(parts["era_year"])
        return words.calendar["eras"][str(parts["era"])] + (1 if not ordinal.isdigit() else int(ordinal))
    if parts.get("years_back") and published:
        return published.year + words.calendar["years"][str(parts["years_back"])]
    return None


def _lender(found: Sequence[DateMark], at: int) -> dt.date | None:
    return found[-1].first if found and at - found[-1].end < LEND_REACH else None


def _candidates(
    year: int | None, month: str | None, day: int, published: dt.date | None, lender: dt.date | None
) -> Iterator[Days]:
    """The days a date may mean, likeliest first: in the year told, that of the date beside it, or the last such day."""
    base = lender if lender and published and (published - lender).days > 62 else published
    if year is None and base is None:
        return
    for back in range(60):
        if month is None:
            number = (base.year * 12 + base.month - 1 if base else 0) - back
            told = (number // 12, number % 12 + 1)
        else:
            told = ((year if year is not None else base.year if base else 0) - (0 if year else back), int(month))
        if not (1 <= told[1] <= 12 and 1 <= told[0] <= 9998 and 1 <= day <= calendar.monthrange(*told)[1]):
            continue
        date = dt.date(*told, day)
        if year is not None or published is None or date <= published + AHEAD:
            yield _only(date)


def _whole(year: int | None, month: int | None, published: dt.date | None) -> Days | None:
    if month is not None and not 1 <= month <= 12:
        return None
    if year is None:
        if published is None or month is None:
            return None
        year = published.year - (month > published.month)
    if not 1900 <= year <= 2100:
        return None
    first, last = month or 1, month or 12
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _only(date: dt.date) -> Days:
    return date, date


def stated_day(text: str, words: TopicWords) -> dt.date | None:
    """The first full date in a document's head, for texts that came without a day of publication."""
    found = (d for d in dates(text[:600], words, None) if d.is_day and re.search(r"\d", text[d.start : d.end]))
    return next((d.first for d in found), None)
