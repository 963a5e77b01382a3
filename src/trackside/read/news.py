"""Which launch a document announces, and when that was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, final

from trackside.read.attribution import Voices
from trackside.read.dating import is_dateline, is_said
from trackside.read.flying import SAID_DAYS, armed
from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling
from trackside.read.when import DateMark

# State media report the day after; without a date of its own their launch lies within these days.
REPORT_LAG = dt.timedelta(days=2)
# Countries whose media tell of a launch on the day after it.
REPORTED_LATER = ("KP",)
# A launch this many days before publication is still the news; an older one only when the lead names its day.
# A text with so many entries headed by an hour is a running report.
FEWEST_ENTRIES = 4
NEWS_DAYS, LEAD_DAYS, LEAD_SENTENCES = 7, 45, 4


@final
@dataclass(frozen=True, slots=True)
class Event:
    """A launch in the making: who, when (first to last day), and what sets it apart from others of that day."""

    country: str
    first: dt.date | None
    last: dt.date | None
    main: bool
    kind: str = ""
    born: int = 0

    @property
    def is_day(self) -> bool:
        """Whether its day is known."""
        return self.first is not None and self.first == self.last

    def is_beside(self, other: Event) -> bool:
        """Whether both are of one country and of the same days."""
        return (self.country, self.first, self.last) == (other.country, other.first, other.last)


class DayOf(NamedTuple):
    """A date that says when a launch was, whose it was, and whether its words say so outright."""

    date: DateMark
    country: str
    firm: bool


def main_event(marks: Marks, who: Voices, told: Sequence[Telling], country: str, dated: Sequence[DayOf]) -> Event:
    """The launch that the document announces: the first dated one of its country not long before publication."""
    day = marks.published
    early = marks.sentences[min(LEAD_SENTENCES, len(marks.sentences) - 1)].end
    fresh = [
        d
        for d, of, _ in dated
        if of == country and (day is None or (day - d.last).days <= (LEAD_DAYS if d.start < early else NEWS_DAYS))
    ]
    if fresh and day and fresh[0].start >= early and _of_today(marks, told, country, fresh[0], day):
        return Event(country, day, day, main=True, born=told[0].start)
    if fresh and not (day and _told_before(marks, told, fresh[0], day)):
        span = Event(country, fresh[0].first, fresh[0].last, main=True)
        best = next((d for d in fresh[:2] if d.is_day and is_narrower(d, span, dated)), fresh[0])
        if best is fresh[0] and len(fresh) > 2 and marks.part(fresh[2].start) == marks.part(best.start):
            best = _first_of_several(fresh)
        return Event(country, best.first, best.last, main=True, born=best.start)
    ours = [d for d, of, _ in dated if of == country]
    lead = [d for d in ours[:1] if any(_is_of(marks, d, t, told) for t in told[:1])]
    if lead or (
        ours
        and not (
            any(t.sentence < 3 and not marks.sentences[t.sentence].heading for t in told)
            or _flies_before(marks, ours[0].start)
        )
    ):
        return Event(country, ours[0].first, ours[0].last, main=True, born=ours[0].start)
    named = _day_of_lead(marks, early)
    if named and day and not _said_long_ago(marks, told[0], day):
        return Event(country, named.first, named.last, main=True, born=named.start)
    if day is None:
        return Event(country, None, None, main=True, born=told[0].start)
    said = _said_long_ago(marks, told[0], day)
    first, last = (said - REPORT_LAG, said) if said else _undated(marks, who, country, day, told[0])
    return Event(country, first, last, main=True, born=told[0].start)


def _first_of_several(fresh: Sequence[DateMark]) -> DateMark:
    """The first of the days behind a span that holds them all: "two weapons this week, on Tuesday and on Thursday"."""
    span, (one, other) = fresh[0], fresh[1:3]
    held = all(d.is_day and span.first <= d.first <= span.last for d in (one, other))
    return one if held and span.first != span.last else span


def _of_today(marks: Marks, told: Sequence[Telling], country: str, date: DateMark, day: dt.date) -> bool:
    """Whether a launch is told of without a date, with its hour or its flight, in a text whose first dates are older.

    So a running report begins: with the launch of the day, which it need not name.
    """
    heads = {n for n, p in enumerate(marks.sentences) if p.heading}
    undated = [t for t in told if t.sure and t.country == country and t.sentence not in heads]
    parts = [p for p in (marks.sentences[t.sentence] for t in undated) if not within(marks.dates, p.start, p.end)]
    return date.last < day and (
        any(within(marks.clocks, p.start, p.end) for p in parts) or (bool(parts) and _is_running(marks))
    )


def _is_running(marks: Marks) -> bool:
    """Whether a text has entries headed by their hour."""
    heads = [c for c in marks.clocks if not marks.text[marks.part(c.start).start : c.start].strip()]
    return len(heads) >= FEWEST_ENTRIES


def _told_before(marks: Marks, told: Sequence[Telling], date: DateMark, day: dt.date) -> bool:
    """Whether a launch is told of outright, undated, before an older date; a recent date only yields to its hour."""
    sure = [(t, marks.sentences[t.sentence]) for t in told if t.sure]
    body = [p for p in marks.sentences if not p.heading][:2]
    leads = any(
        p.start <= date.start < p.end and any(t.close and p.start <= t.start < p.end for t, _ in sure) for p in body
    )
    undated = [(t, p) for t, p in sure if p.end <= date.start and (not leads if p.heading else not _is_dated(marks, p))]
    old = (day - date.last).days > SAID_DAYS
    timed = old or any(bool(within(marks.clocks, p.start, p.end)) for _, p in undated)
    return date.first < day and timed and any(t.close for t, _ in undated)


def _is_dated(marks: Marks, part: Sentence) -> bool:
    """Whether a sentence tells a day other than that of its dateline."""
    return any(
        d.how != "rel_month" and not is_dateline(marks, part, d) for d in within(marks.dates, part.start, part.end)
    )


def _flies_before(marks: Marks, place: int) -> bool:
    """Whether a sentence before a place tells of a flight: a weapon with a clock time, or with numbers and a verb."""
    for part in marks.sentences:
        if part.start >= place:
            return False
        numbers = bool(within(marks.quantities, part.start, part.end))
        told = bool(within(marks.clocks, part.start, part.end))
        told = told or (numbers and marks.has("flight_verb", part.start, part.end))
        if not part.heading and armed(marks, part) and told:
            return True
    return False


def _day_of_lead(marks: Marks, end: int) -> DateMark | None:
    """A day of the news named in the first sentences, though not as that of a launch: "Whoever looked up today"."""
    for part in marks.sentences:
        for date in within(marks.dates, part.start, min(part.end, end)):
            near = marks.published is not None and 0 <= (marks.published - date.first).days <= SAID_DAYS
            if near and date.is_day and not is_dateline(marks, part, date) and not is_said(marks, part, date):
                return date
    return None


def _is_of(marks: Marks, date: DateMark, telling: Telling, told: Sequence[Telling]) -> bool:
    """Whether a date in a telling's own sentence belongs to it and not to another one nearer by."""
    part = marks.sentences[telling.sentence]
    here = [t for t in told if t.sentence == telling.sentence]
    nearest = min(here, key=lambda t: abs(t.start - date.start))
    return (
        part.start <= date.start < part.end and nearest.country in (telling.country, "") and date.start > telling.start
    )


def _undated(marks: Marks, who: Voices, country: str, day: dt.date, telling: Telling) -> tuple[dt.date, dt.date]:
    """When a launch without a date of its own was: the day another side reported it, else some day up to the report.

    Other countries' militaries report on the day itself; the launching country's state media on the day after. A report
    that gives the hour, or tells of it under a dateline of its day, is news of that day.
    """
    relayed = False
    for part in marks.sentences:
        for date in within(marks.dates, part.start, part.end):
            if not date.is_day or not 0 <= (day - date.first).days <= SAID_DAYS or not is_said(marks, part, date):
                continue
            scopes = within(who.scopes, part.start, part.end)
            if any(
                a.kind == "person" and a.country in ("", country) for a in within(who.actors, part.start, date.start)
            ):
                return date.first, date.first
            if any(s.source.country not in ("", country) for s in scopes):
                return date.first, date.first
            by_media = any(a.category in ("agency", "media") for a in within(who.actors, part.start, date.start))
            if by_media and country not in REPORTED_LATER:
                return date.first, date.first
            relayed = relayed or any(s.actor is not None and s.actor.category in ("agency", "media") for s in scopes)
    named_only = telling.start == telling.subject  # "North Korea's launch" may be of any day
    flash = marks.clocks or (not relayed and not named_only and _has_dateline(marks, day))
    return (day, day) if flash else (day - REPORT_LAG, day)


def _said_long_ago(marks: Marks, telling: Telling, day: dt.date) -> dt.date | None:
    """The day on which a launch was spoken of, where that is no part of the news: "Japan said on May 4, 2017"."""
    part = marks.sentences[telling.sentence]
    said = (d for d in within(marks.dates, part.start, part.end) if d.is_day and is_said(marks, part, d))
    return next((d.first for d in said if (day - d.first).days > SAID_DAYS), None)


def _has_dateline(marks: Marks, day: dt.date) -> bool:
    return any(d.is_day and d.first == day and is_dateline(marks, marks.part(d.start), d) for d in marks.dates)


def is_narrower(date: DateMark, event: Event, dated: Sequence[DayOf]) -> bool:
    """Whether a date tells the day of a launch more closely than known; not where its span holds several days told."""
    first, last = event.first or date.first, event.last or date.last
    if date.last - date.first >= last - first or not date.is_day:
        return date.last - date.first < last - first
    days_told = {d.first for d, of, _ in dated if d.is_day and of == event.country and first <= d.first <= last}
    return len(days_told) <= 1
