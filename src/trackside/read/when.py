"""Dates as told: relative to the day of publication, to the day told before and to the year spoken of."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.moment import Moment, days
from trackside.read.lexicon import Lexicon
from trackside.read.phrases import Hits, around, folded, places_of, without_overlaps

# News of the coming night is dated by the day it is read: a day named without a year may lie this far ahead.
AHEAD = dt.timedelta(days=1)
# A day without a month may be of a month told this long before publication at the most.
MONTH, RECENT_DAYS = dt.timedelta(days=31), 70
# How far before "that year" the year may stand.
YEAR_REACH = 1200
# How far before a day its year may have been told for the paragraph.
YEAR_BEFORE = 240
# How long after a day told just before another one may be that is told without its year: "On 5 May 2022 ... On 7 May".
GOING_ON = dt.timedelta(days=60)
_PARAGRAPH_END = re.compile(r"\n\s*\n|[.!?”\"]\s*\n")
# "A day earlier" at the head of a paragraph counts from the day told last, unless that is only the day of the report.
_PARAGRAPH_START = re.compile(r"\n\s*[\"“]?$")
LETTERHEAD = 200
_NAMELY = re.compile(r"\s*[,(]\s*(?:on\s+)?")
_ALSO = re.compile(r"\s*[,(]\s*(?:an?\s+|also\s+an?\s+)?")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_THAT_YEAR = re.compile(r"\b(?:that|same)\s+year\b", re.IGNORECASE)
# A year that a paragraph stays in: "all from 2017. On 14 May ...".
_IN_YEAR = re.compile(r"\b(?:in|from|of|during|throughout)\s+((?:19|20)\d\d)\b(?!\s*[-–])")
# A day at the head of a line with a colon behind it heads what happened then.
_LINE_HEAD, _LABEL = re.compile(r"(?:\A|\n)[ \t*•-]{0,4}\Z"), re.compile(r"\s*:\s*\S")
_ORDINAL_LIKE = re.compile(r"\d(?:st|nd|rd|th)\b")
# Where each pattern can match at all: near words of a table of the calendar ("" are years in digits), so many letters
# before and behind; the order is that of belief.
DATE_ANCHORS = {
    "iso": ("", 2, 10),
    "month": ("months", 20, 36),
    "absolute": ("months", 32, 32),
    "american": ("months", 16, 40),
    "span": ("periods", 24, 24),
    "rel_month": ("periods", 12, 2),
    "day_only": ("ordinals", 24, 40),
    "weekday": ("weekdays", 18, 16),
    "year": ("", 16, 24),
    "offset": ("offsets", 1, 2),
    "shift": ("periods", 24, 24),
}


@final
@dataclass(frozen=True, slots=True)
class DateMark:
    """A date at ``text[start:end]``: the days from `first` to `last`; `how` says by which kind of words."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    how: str

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.first == self.last

    def moment(self, zone: str) -> Moment:
        """The span of these days on the clock of a zone."""
        return days(self.first, self.last, zone)


@final
class ByEnd:
    """Dates in order of their ends, whatever order they are found in."""

    __slots__ = ("_dates", "_ends")

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._dates: list[DateMark] = []

    def add(self, date: DateMark) -> None:
        """Adds a date; of dates that end together the one found first counts as the last."""
        at = bisect_left(self._ends, date.end)
        self._ends.insert(at, date.end)
        self._dates.insert(at, date)

    def before(self, place: int) -> DateMark | None:
        """The last date that ends before an offset, or right at it."""
        at = bisect_right(self._ends, place)
        return self._dates[at - 1] if at else None


@final
class Told:
    """The dates of a text found so far, so that the one told last before a place is found at once."""

    __slots__ = ("_text", "all", "dates", "of_days", "with_year")

    def __init__(self, text: str) -> None:
        self._text = text
        self.dates: list[DateMark] = []
        self.all, self.with_year, self.of_days = ByEnd(), ByEnd(), ByEnd()

    def add(self, date: DateMark) -> None:
        """Adds a date."""
        self.dates.append(date)
        self.all.add(date)
        if date.is_day:
            self.of_days.add(date)
        if _YEAR_LIKE.search(self._text, date.start, date.end) or _THAT_YEAR.search(self._text, date.start, date.end):
            self.with_year.add(date)


def dates(
    text: str,
    lexicon: Lexicon,
    published: dt.date | None,
    hits: Hits | None = None,
    taken: frozenset[int] = frozenset(),
) -> tuple[DateMark, ...]:
    """Every date in a text, in order and without overlaps; relative ones only when the day of publication is known.

    `taken` are offsets that belong to something else: the "12" of "the Hwasong-12 of May 14".
    """
    anchor = published or _stated_day(text, lexicon)
    hits = {**(hits or lexicon.scanner.scan(text)), "": places_of(_YEAR_LIKE, text)}
    hits["ordinals"] = sorted((*hits.get("ordinals", ()), *places_of(_ORDINAL_LIKE, text)), key=lambda h: h.start)
    found = Told(text)
    for name, (group, before, after) in DATE_ANCHORS.items():
        pattern = lexicon.patterns.get(name)
        for match in around(pattern, text, hits.get(group, ()), before, after) if pattern else ():
            if match.start() in taken:
                continue
            days_told = _days(name, match, lexicon, anchor, found)
            if days_told:
                found.add(DateMark(*_span_of(name, match), *days_told, name))
    return tuple(_without_doubles(text, without_overlaps(found.dates, _rank)))


def _without_doubles(text: str, found: Sequence[DateMark]) -> Iterator[DateMark]:
    """The dates, each day once: not the weekday of the day before it, nor a count of days to the day behind it.

    "August 18, a Sunday" is one day, and so is "three days earlier, on Thursday".
    """
    for at, date in enumerate(found):
        before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
        if date.how == "weekday" and before and before.is_day and _ALSO.fullmatch(text, before.end, date.start):
            continue
        if date.how == "shift" and after and after.is_day and _NAMELY.fullmatch(text, date.end, after.start):
            continue
        yield date


def published_or_stated(text: str, lexicon: Lexicon, published: dt.date | None) -> dt.date | None:
    """The day of publication, or else the first full date among the first lines."""
    return published or _stated_day(text, lexicon)


def _stated_day(text: str, lexicon: Lexicon) -> dt.date | None:
    found = [
        (match.start(), day, match.end())
        for name in ("iso", "absolute", "american")
        if (pattern := lexicon.patterns.get(name))
        for match in pattern.finditer(text, 0, 600)
        if match["year"] and (day := _day(match, lexicon, int(match["year"])))
    ]
    heads = {day for start, day, end in found if _LINE_HEAD.search(text, 0, start) and _LABEL.match(text, end)}
    return min(found, default=(0, None, 0))[1] if len(heads) < 2 else None


Days = tuple[dt.date, dt.date]


def _days(name: str, match: re.Match[str], lexicon: Lexicon, anchor: dt.date | None, found: Told) -> Days | None:
    """First and last day that a match means, or None when it means none."""
    if name in ("iso", "absolute", "american"):
        return _of_day(match, lexicon, anchor, found)
    if name == "year":
        return _year(int(match["year"]))
    if name == "month":
        return _of_month(match, lexicon, anchor, found)
    if name == "day_only":
        return _of_day_only(match, lexicon, anchor, found)
    if name == "shift":
        return _of_shift(match, lexicon, anchor, found)
    return _of_relative(name, match, lexicon, anchor) if anchor else None


def _of_relative(name: str, match: re.Match[str], lexicon: Lexicon, anchor: dt.date) -> Days | None:
    """What only has a meaning from the day of publication: weekdays, "yesterday", "last month"."""
    if name == "weekday":
        return _of_weekday(match, lexicon, anchor)
    if name == "offset":
        day = anchor + dt.timedelta(days=lexicon.calendar["offsets"][folded(match["offset"])])
        return day, day
    return _of_span(match, lexicon, anchor) if name == "span" else _of_relative_month(match, anchor)


def _of_day(match: re.Match[str], lexicon: Lexicon, anchor: dt.date | None, found: Told) -> Days | None:
    that = folded(match.groupdict().get("that") or "")
    year = _year_meant(that, match, lexicon, anchor, found) if that else int(match["year"] or 0)
    if year:
        day = _day(match, lexicon, year)
        return (day, day) if day else None
    if anchor is None:
        return None
    last = found.of_days.before(match.start())
    if last is not None and last.first == anchor and _one_paragraph(match.string, last.end, match.start()):
        day = _day(match, lexicon, anchor.year)
        if day and anchor < day <= anchor + GOING_ON:
            return day, day
    told = _year_going_on(match, anchor, found)
    if told and (day := _day(match, lexicon, told)):
        return day, day
    for year in (anchor.year, anchor.year - 1, anchor.year - 2, anchor.year - 3, anchor.year - 4):
        day = _day(match, lexicon, year)
        if day and day <= anchor + AHEAD:
            return day, day
    return None


def _year_going_on(match: re.Match[str], anchor: dt.date, found: Told) -> int:
    """The earlier year in which a paragraph goes on ("in May 2017 ... on Sept. 15", "That Aug. 29"), or 0."""
    text = match.string
    last = found.with_year.before(match.start())
    plain = _year_before(match)
    if plain and (last is None or last.end < plain[0]):
        return plain[1] if plain[1] < anchor.year else 0
    if last is None or last.first.year >= anchor.year or last.last - last.first > MONTH:
        return 0
    pointed = text[max(0, match.start() - 5) : match.start()].lower() == "that "
    return last.first.year if pointed or _one_paragraph(text, last.end, match.start()) else 0


def _year_before(match: re.Match[str]) -> tuple[int, int] | None:
    """The year told last before a match in its paragraph, as "in 2017", and where it stands."""
    text, start = match.string, match.start()
    told = list(_IN_YEAR.finditer(text, max(0, start - YEAR_BEFORE), start))
    if not told or not _one_paragraph(text, told[-1].end(), start):
        return None
    return told[-1].start(1), int(told[-1][1])


def _day(match: re.Match[str], lexicon: Lexicon, year: int) -> dt.date | None:
    word = folded(match["month"])
    month = int(word) if word.isdigit() else lexicon.calendar["months"].get(word, 0)
    try:
        return dt.date(year, month, _day_number(match["day"], lexicon))
    except ValueError:
        return None


def _of_month(match: re.Match[str], lexicon: Lexicon, anchor: dt.date | None, found: Told) -> Days | None:
    """A month: "July 2023", "last November", "late November of that year", or plainly "September"."""
    if match["month"][0].islower() or (match["rel"] or "").lower() == "next":
        return None
    month = lexicon.calendar["months"][folded(match["month"])]
    that = folded(match["that"] or "")
    year = _year_meant(that, match, lexicon, anchor, found) if that else int(match["year"] or 0)
    if year:
        return _month(year, month)
    if folded(match["rel"] or "") == "that" and (told := _year_meant("that", match, lexicon, anchor, found)):
        return _month(told, month)
    return _month(anchor.year - (month > anchor.month), month) if anchor else None


def _of_day_only(match: re.Match[str], lexicon: Lexicon, anchor: dt.date | None, found: Told) -> Days | None:
    """A day without its month: of the month told last, if that is a recent one, else the last such day."""
    number = _day_number(match["day"], lexicon)
    told = found.all.before(match.start())
    if anchor is None or not number:
        return None
    beside = told is not None and _one_paragraph(match.string, told.end, match.start())
    recent = told is not None and abs((anchor - told.first).days) <= RECENT_DAYS
    near = told is not None and told.last - told.first <= MONTH and (beside or recent)
    for back in range(3):
        first = (told.first if told and near else anchor).replace(day=1)
        for _ in range(back):
            first = (first - dt.timedelta(days=1)).replace(day=1)
        if number <= calendar.monthrange(first.year, first.month)[1] and first.replace(day=number) <= anchor + AHEAD:
            return first.replace(day=number), first.replace(day=number)
    return None


def _day_number(word: str, lexicon: Lexicon) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else lexicon.calendar["ordinals"].get(folded(word), 0)


def _year_meant(words: str, match: re.Match[str], lexicon: Lexicon, anchor: dt.date | None, found: Told) -> int:
    """The year that "last year" or "the following year" means (from publication, or from the year told last), or 0."""
    shift = lexicon.calendar["year_words"][words]
    if words in ("last", "this"):
        return anchor.year + shift if anchor else 0
    told = [(d.end, d.is_day, d.first.year) for d in found.dates if d.end <= match.start()]
    near = max(0, match.start() - YEAR_REACH)
    told += [(m.end(), True, int(m[0])) for m in _YEAR_LIKE.finditer(match.string, near, match.start())]
    return max(told)[2] + shift if told else 0


def _of_shift(match: re.Match[str], lexicon: Lexicon, anchor: dt.date | None, found: Told) -> Days | None:
    """So many days from the day told last in the same paragraph, or else from publication; "ago" always from there."""
    told = found.of_days.before(match.start())
    beside = told and _one_paragraph(match.string, told.end, match.start())
    opens = told and told.start > LETTERHEAD and _PARAGRAPH_START.search(match.string, told.end, match.start())
    near = bool(beside or opens)
    base = told.first if told and near and match["way"] != "ago" else anchor
    if base is None or (match["same"] and not near):
        return None
    count = folded(match["count"] or "one")
    size = int(count) if count.isdigit() else int(lexicon.numbers.get(count, 1))
    days_off = size * (7 if folded(match["unit"] or "") == "week" else 1) * (not match["same"])
    way = folded(match["way"] or match["way2"] or match["next"] or "")
    day = base + dt.timedelta(
        days=days_off if way in ("later", "afterwards", "after", "next", "following") else -days_off
    )
    return (day, day) if anchor is None or day <= anchor + AHEAD else None


def _of_weekday(match: re.Match[str], lexicon: Lexicon, anchor: dt.date) -> Days | None:
    relation = (match["rel"] or "").lower()
    if relation in ("next", "the following") or match["weekday"][0].islower():
        return None
    back = (anchor.weekday() - lexicon.calendar["weekdays"][folded(match["weekday"])]) % 7
    day = anchor - dt.timedelta(days=back or (7 if relation in ("last", "the previous") else 0))
    return day, day


def _of_span(match: re.Match[str], lexicon: Lexicon, anchor: dt.date) -> Days:
    if match["weekend"]:
        saturday = anchor - dt.timedelta(days=(anchor.weekday() - 5) % 7)
        return saturday, min(saturday + dt.timedelta(days=1), anchor)
    if match["lastweek"]:
        monday = anchor - dt.timedelta(days=anchor.weekday() + 7)
        return monday, monday + dt.timedelta(days=6)
    return anchor - dt.timedelta(days=lexicon.calendar["spans"][folded(match["span"])]), anchor


def _of_relative_month(match: re.Match[str], anchor: dt.date) -> Days | None:
    back = folded(match["rel"]) == "last"
    if folded(match["unit"]) == "year":
        return _year(anchor.year - back)
    first = (anchor.replace(day=1) - dt.timedelta(days=1)) if back else anchor
    return _month(first.year, first.month)


def _month(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> Days:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _span_of(name: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the date's own words stand, without "in" or "on"."""
    if name == "year":
        return match.span("year")
    if name == "weekday" and (match["rel"] or "").lower() == "on":
        return match.span("weekday")
    return match.span()


def _one_paragraph(text: str, start: int, end: int) -> bool:
    """Whether no paragraph ends between two offsets; a line that ends with a full stop ends one."""
    return _PARAGRAPH_END.search(text, start, end) is None


def _rank(mark: DateMark) -> tuple[bool, int]:
    """A day beats a month or a year, and more words beat fewer."""
    return mark.is_day, mark.end - mark.start
