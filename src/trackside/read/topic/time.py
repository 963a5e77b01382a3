"""Dates and clock times of topic-first languages, from patterns with named groups."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import final

from trackside.read.clock import ClockMark
from trackside.read.topic.words import TopicWords, Word
from trackside.read.when import DateMark

# A day without month or year takes them from a date told no farther away than this, if that is of another time.
LEND_REACH = 40
# How far before a clock time its zone may stand.
ZONE_LEAD = 20
# How far from a clock time a zone may begin at all.
ZONE_REACH = ZONE_LEAD + 16
# The zone of "local time": that of wherever the launch was.
LOCAL = "local"
# A year lends itself to a month and a day told no farther behind it than this.
LEND_YEAR, YEAR_DAYS = 48, 366
MONTH_DAYS, LONGEST_SPAN = 31, 92
# News of the coming night is dated by the day it is read.
AHEAD = dt.timedelta(days=1)
_START = attrgetter("start")
MINUTES = ("minute3", "minute4", "minute5")

# Days counted from another ("a day earlier") count from the last day told in their own paragraph.
_NEW_PARAGRAPH = re.compile(r"[.。」\"”!?)\]] *\n|\n[ \t]*\n")

# The tables of the calendar one of whose words a pattern of dates needs.
NEEDED = {
    "date_era": ("eras",),
    "date_years_back": ("years", "years_told"),
    "date_back_month_day": ("months", "months_told"),
    "date_back_month": ("months", "months_told"),
    "date_weekday": ("weekdays",),
    "date_count": ("sides",),
    "date_word": ("offsets", "back"),
}
NUMBERED = ("year", "era_year", "month", "month_last", "day", "day_last", "hour", "minute", "second", *MINUTES)

Days = tuple[dt.date, dt.date]
Parts = dict[str, str | None]


@final
@dataclass(frozen=True, slots=True)
class _Told:
    """What is known when a date is read: the text, its place, the day of publication, and the dates before it."""

    text: str
    at: int
    published: dt.date | None
    found: Sequence[DateMark]
    words: TopicWords

    def last(self) -> DateMark | None:
        """The last single day told before, wherever that was."""
        return next((d for d in reversed(self.found[-4:]) if d.is_day), None)

    def base(self) -> dt.date | None:
        """The day that "a day earlier" counts from: the last one of its paragraph, else the day of publication."""
        last = self.last()
        near = last and not _NEW_PARAGRAPH.search(self.text, last.end, self.at)
        if last and near and self._beside_news(last):
            return self.published
        return last.first if last and near else self.published

    def _beside_news(self, last: DateMark) -> bool:
        """Whether the last day told is the eve of the news, and the news' own day was told before it."""
        eve = self.published is not None and last.first == self.published - AHEAD
        return eve and any(d.first == d.last == self.published for d in self.found[-4:-1])

    def news(self) -> dt.date | None:
        """The day that "this day" at a distance means: the last one told that is of the news, not of its past."""
        last = self.last()
        if last is None or self.published is None or not _NEW_PARAGRAPH.search(self.text, last.end, self.at):
            return None
        fresh = (d.first for d in reversed(self.found) if d.is_day)
        return next((d for d in fresh if abs((self.published - d).days) <= 1), None)

    def lender(self, *, month: bool = False) -> dt.date | None:
        """A day or month told before in this paragraph that lends its month to a bare day, or a year just told."""
        last = self.found[-1] if self.found else None
        if last is None or ((last.last - last.first).days > MONTH_DAYS and not (month and self._just_said(last))):
            return None
        near = not _NEW_PARAGRAPH.search(self.text, last.end, self.at)
        lends = near and not self.words.patterns["since"].match(self.text, last.end)
        return (
            last.first if lends and not self.words.patterns["lately"].search(self.text, self.at - 4, self.at) else None
        )

    def _just_said(self, last: DateMark) -> bool:
        """Whether a year was told right before, and no other time: "twice in 2017. 29 August ..."."""
        return (last.last - last.first).days < YEAR_DAYS and self.at - last.end < LEND_YEAR


def dates(text: str, words: TopicWords, published: dt.date | None) -> list[DateMark]:
    """Every date, in order; what needs the day of publication is left out where that is unknown."""
    patterns = (p for name, p in words.patterns.items() if name.startswith("date_") and _may_match(name, text, words))
    matches = [m for p in patterns for m in p.finditer(text)]
    found: list[DateMark] = []
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if found and match.start() < found[-1].end:
            continue
        told = _days(_digits(match.groupdict(), words), words, _Told(text, match.start(), published, found, words))
        if told:
            found.append(DateMark(match.start(), match.end(), *told, "day" if told[0] == told[1] else "span"))
    return found


def _may_match(name: str, text: str, words: TopicWords) -> bool:
    """Whether a text holds any of the words that a pattern cannot do without."""
    needed = NEEDED.get(name)
    return needed is None or any(word in text for table in needed for word in words.calendar[table])


def clocks(text: str, words: TopicWords, zones: Sequence[Word]) -> list[ClockMark]:
    """Every clock time; a half of the day reaches on to the next time, and a bare minute takes the hour before it."""
    found: list[ClockMark] = []
    matches = list(words.patterns["clock"].finditer(text))
    for at, match in enumerate(matches):
        parts = _digits(match.groupdict(), words)
        near = found[-1] if found and match.start() - found[-1].end < LEND_REACH else None
        time = _time(parts, words, near, halved=near is not None and _halved(text, words, near))
        if time:
            zone = _zone_beside(text, words, zones, match, matches[at + 1 : at + 2])
            found.append(ClockMark(match.start(), match.end(), time, zone))
    return found


def _zone_beside(
    text: str, words: TopicWords, zones: Sequence[Word], match: re.Match[str], following: Sequence[re.Match[str]]
) -> str:
    """The zone told for a clock time: right behind it or before it."""
    low = bisect_left(zones, match.start() - ZONE_REACH, key=_START)
    for zone in zones[low : bisect_left(zones, match.end() + ZONE_REACH, low, key=_START)]:
        behind = zone.start >= match.end()
        if (
            -4 <= zone.start - match.end() <= 3
        ):  # "8시(한국시간 9시)": the time in brackets is home's, the other one local
            return LOCAL if behind and any(_heads(text, words, zone.end, f.start()) for f in following) else zone.value
        if _heads(text, words, zone.end, match.start()):
            return zone.value
    return ""


def _heads(text: str, words: TopicWords, end: int, start: int) -> bool:
    """Whether a zone stands before a clock time, with nothing but a day between: "하와이 시간으로 15일 오전 11시"."""
    return 0 <= start - end <= ZONE_LEAD and bool(words.patterns["zone_gap"].fullmatch(text, end, start))


def _digits(parts: Parts, words: TopicWords) -> Parts:
    """The parts of a date with numbers in letters as digits: 十三 is 13, 二〇一七 is 2017."""
    return {k: _plain(v, words) if v and k in NUMBERED and not v.isascii() else v for k, v in parts.items()}


def _plain(told: str, words: TopicWords) -> str:
    if any(c not in words.digits and c != words.ten for c in told):
        return told
    if words.ten in told:
        return str(_spelled(told, words))
    return "".join(str(words.digits[c]) for c in told)


def _time(
    parts: dict[str, str | None], words: TopicWords, near: ClockMark | None, *, halved: bool = True
) -> dt.time | None:
    told = parts["hour"] or parts.get("hour2") or parts.get("noon")
    minute = (
        30
        if parts.get("thirty")
        else int(
            parts["minute"] or parts.get("minute2") or next((parts[m] for m in MINUTES if parts.get(m)), None) or 0
        )
    )
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
    elif after_noon.get(half, half == -1 and halved and _shares_half(hour, near)):
        hour += 12
    second = int(parts["second"] or 0)
    return dt.time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _halved(text: str, words: TopicWords, near: ClockMark) -> bool:
    """Whether a time was told in halves of the day: "13:10" lends no afternoon to the "11시" behind it."""
    told = text[near.start : near.end]
    number = re.search(r"\d+", told)
    return not number or int(number[0]) != near.time.hour or any(told.startswith(h) for h in words.calendar["halves"])


def _shares_half(hour: int, near: ClockMark | None) -> bool:
    """Whether a bare hour is after noon because the time told just before it is."""
    return near is not None and near.time.hour >= 12 > hour > 0 and hour >= near.time.hour - 12


def _days(parts: Parts, words: TopicWords, told: _Told) -> Days | None:
    if parts.get("word"):
        return _of_word(str(parts["word"]), words, told)
    if parts.get("count"):
        return _counted(parts, words, told)
    if parts.get("that_day"):
        same = (d for d in reversed(told.found) if d.is_day and d.first.day == int(str(parts["that_day"])))
        return next((_only(d.first) for d in same), None)
    month, day = parts.get("month"), parts.get("day")
    year = _year(parts, words, told)
    if parts.get("months_back"):
        year, month = _month_back(str(parts["months_back"]), words, told)
        if month is None:
            return None
    if day is None:
        return _whole(year, int(month) if month else None, told)
    first = next(_candidates(year, month, int(day), told.published, told.lender(month=month is not None)), None)
    last = parts.get("day_last")
    return first if first is None or last is None else _up_to(first, last, parts)


def _up_to(first: Days, last: str, parts: Parts) -> Days | None:
    """A span from a day to another one of its month, of the month told, or right behind it."""
    if parts.get("month_last"):
        end = next(_candidates(first[0].year, parts["month_last"], int(last), None, None), first)[0]
        return (first[0], end) if 0 < (end - first[0]).days <= LONGEST_SPAN else None
    end = first[0].replace(day=1) + dt.timedelta(days=int(last) - 1)
    apart = (end - first[0]).days
    return (first[0], end) if end.month == first[0].month and 0 < apart <= (1 if parts.get("pair") else apart) else None


def _of_word(word: str, words: TopicWords, told: _Told) -> Days | None:
    """ "Today" counts from publication, "that day" from the day told before, "the day before" from its paragraph's."""
    base, offset = told.published, words.calendar["offsets"].get(word, 0)
    if word in words.calendar["back"]:
        offset, last = words.calendar["back"][word], told.last()
        base = told.base() if offset else last.first if last else told.published
        if word in words.calendar.get("news", {}):
            base = told.news() or base
    if word in words.calendar["weekdays"] and base:
        offset = -((base.weekday() - words.calendar["weekdays"][word]) % 7)
    return _only(base + dt.timedelta(days=offset)) if base else None


def _counted(parts: Parts, words: TopicWords, told: _Told) -> Days | None:
    """So many days or weeks before or after a day told before: "닷새 뒤", "3日前"."""
    count, unit, side = str(parts["count"]), str(parts.get("unit") or ""), words.calendar["sides"][str(parts["side"])]
    last = told.last()
    near = last is not None and not _NEW_PARAGRAPH.search(told.text, last.end, told.at)
    base = told.base() if side < 0 or near else None
    number = words.calendar["spelled"].get(count, 0)
    if not number:
        digits = re.match(r"\d+", count)
        number = int(digits[0]) if digits else _spelled(count, words)
        unit = unit or count[len(digits[0]) if digits else 0 :]
    number *= words.calendar["units"].get(unit, 1)
    return _only(base + dt.timedelta(days=side * number)) if base and 0 < number <= MONTH_DAYS else None


def _spelled(count: str, words: TopicWords) -> int:
    spelled = words.calendar["spelled"]
    if not words.ten:
        return spelled.get(count, 0)
    tens, found, ones = count.rpartition(words.ten)
    return (spelled.get(tens, 1) * 10 if found else 0) + spelled.get(ones, 0)


def _month_back(word: str, words: TopicWords, told: _Told) -> tuple[int | None, str | None]:
    """The month that "last month" or "the same month" means."""
    told_last = told.found[-1].last if told.found else None
    after = words.calendar["months_told"].get(word)
    base, offset = (told.published, words.calendar["months"].get(word, 0)) if after is None else (told_last, after)
    if base is None:
        return None, None
    number = base.year * 12 + base.month - 1 + offset
    return number // 12, str(number % 12 + 1)


def _year(parts: Parts, words: TopicWords, told: _Told) -> int | None:
    if parts.get("year"):
        year = int(str(parts["year"]))
        latest = told.published.year % 100 if told.published else 99
        return year if year > 99 else 2000 + year if year <= latest else 1900 + year
    if parts.get("era"):
        ordinal = str(parts["era_year"])
        return words.calendar["eras"][str(parts["era"])] + (1 if not ordinal.isdigit() else int(ordinal))
    if parts.get("years_ago") and told.published:
        return told.published.year - int(str(parts["years_ago"]))
    word = str(parts.get("years_back") or "")
    if word in words.calendar["years_told"] and told.found:
        return told.found[-1].last.year + words.calendar["years_told"][word]
    if word and told.published:
        return told.published.year + words.calendar["years"].get(word, 0)
    return None


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


def _whole(year: int | None, month: int | None, told: _Told) -> Days | None:
    if month is not None and not 1 <= month <= 12:
        return None
    if year is None:
        base = told.lender() or told.published
        if base is None or month is None or told.published is None:
            return None
        year = base.year if base.year < told.published.year else base.year - (month > told.published.month)
    if not 1900 <= year <= 2100:
        return None
    first, last = month or 1, month or 12
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _only(date: dt.date) -> Days:
    return date, date


def stated_day(text: str, words: TopicWords) -> dt.date | None:
    """The first full date in a document's head, for texts that came without a day of publication."""
    numerals = frozenset((*"0123456789", *words.digits))
    found = (d for d in dates(text[:600], words, None) if d.is_day and not numerals.isdisjoint(text[d.start : d.end]))
    return next((d.first for d in found), None)
