"""Which launches a document speaks of, and of which of them each of its words is."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final
from zoneinfo import ZoneInfo

from trackside.read.attribution import Voices
from trackside.read.dating import Dated, event_dates, is_dateline, is_said
from trackside.read.flying import SAID_DAYS, armed, flies, is_far
from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling, subjects
from trackside.read.when import DateMark

# State media report the day after; without a date of its own their launch lies within these days.
REPORT_LAG = dt.timedelta(days=2)
# How far from a date its clock time may stand, and for how many days after a launch it is reported on.
CLOCK_REACH, AFTERMATH = 24, dt.timedelta(days=4)
MONTH = dt.timedelta(days=31)
_OUT_OF = re.compile(r"\b(?:from|out\s+of)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}$")
# A launch this many days before publication is still the news; an older one only when the lead names its day.
NEWS_DAYS, LEAD_DAYS, LEAD_SENTENCES = 7, 21, 4


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


@final
@dataclass(frozen=True, slots=True)
class Anchor:
    """Words at an offset that say which launch is spoken of."""

    place: int
    event: int


@final
@dataclass(frozen=True, slots=True)
class Story:
    """The launches of a document and the words that point to each."""

    events: tuple[Event, ...]
    anchors: tuple[Anchor, ...]
    reach: tuple[Anchor, ...]

    def at(self, place: int) -> int:
        """The number of the launch that the words at an offset speak of, or -1 when there is none."""
        at = bisect_right(self.reach, place, key=lambda a: a.place)
        return self.reach[at - 1].event if at else 0 if self.events else -1


def story(marks: Marks, who: Voices, told: Sequence[Telling], country: str) -> Story:
    """The launches of a document and which of them its words speak of."""
    if not country or not told:
        return Story((), (), ())
    found = [(_at_the_site(marks, d, country), firm) for d, firm in event_dates(marks, told)]
    if not _is_told(marks, told, found):
        return Story((), (), ())
    dated = [(d, _launch_near(marks, d, told, country)) for d, firm in _apart(marks, found)]
    events, anchors = _gathered(marks, who, told, country, dated)
    events, anchors = _others(marks, told, country, events, anchors)
    events, anchors = _split_by_kind(marks, told, events, anchors)
    anchors.sort(key=lambda a: a.place)
    return Story(tuple(events), tuple(anchors), tuple(_reach(marks, anchors)))


def _is_told(marks: Marks, told: Sequence[Telling], found: Sequence[Dated]) -> bool:
    """Whether a particular launch is told of: with its day or month, its hour, its numbers, or whose it was."""
    dated = {_part_number(marks, d.start) for d, sure in found if d.last - d.first <= MONTH}
    if any(sure and d.is_day for d, sure in found) and (any(t.sure for t in told) or any(map(is_far, marks.quantities))):
        return True
    for telling in told:
        part = marks.sentences[telling.sentence]
        if telling.sure and telling.close:
            return True
        if part.heading or marks.has("supposing", part.start, part.end):
            continue
        timed = telling.sentence in dated or bool(within(marks.clocks, part.start, part.end))
        flown = marks.has("flown_verb", part.start, part.end) and bool(within(marks.quantities, part.start, part.end))
        flown = flown and not marks.has("able_before", part.start, part.end)
        if timed or flown:
            return True
    return False


def _at_the_site(marks: Marks, date: DateMark, country: str) -> DateMark:
    """A day told on another clock ("10:40 a.m. Sunday Hawaii time") as the day at the site."""
    clocks = [c for c in within(marks.clocks, date.start - CLOCK_REACH, date.end + CLOCK_REACH) if c.zone]
    words = marks.lexicon.countries.get(country)
    if not clocks or not date.is_day or words is None:
        return date
    clock = min(clocks, key=lambda c: abs(c.start - date.start))
    day = clock.moment(date.first, "UTC").earliest.astimezone(ZoneInfo(words.zone)).date()
    return replace(date, first=day, last=day)


def _apart(marks: Marks, found: Sequence[Dated]) -> list[Dated]:
    """The dates without those soon after a firm one that only may be of a launch: reports come the days after."""
    firm = {d.first for d, sure in found if sure and d.is_day}
    fresh = {f for f in firm if marks.published and 0 <= (marks.published - f).days <= NEWS_DAYS}
    return [(d, sure) for d, sure in found if sure or not any(f < d.first <= f + AFTERMATH for f in fresh)]


def _launch_near(marks: Marks, date: DateMark, told: Sequence[Telling], country: str) -> str:
    """Whose launch a date is of: the nearest subject in its sentence, else the one maker of the types named there."""
    part = _part_at(marks, date.start)
    near = [t for t in told if part.start <= t.start < part.end and t.close]
    if near:
        return min(near, key=lambda t: abs(t.start - date.start)).country
    makers = {s.country for s in within(marks.systems, part.start, part.end)}
    if len(makers) == 1:
        return makers.pop()
    others = {t.country for t in told if t.close} | {s.country for s in marks.systems}
    own = subjects(marks, part, date.start) if armed(marks, part) else []
    return next((c for c in own if c == country or c in others), country)


def _part_at(marks: Marks, place: int) -> Sentence:
    at = bisect_right(marks.sentences, place, key=lambda s: s.start)
    return marks.sentences[max(0, at - 1)]


def _gathered(
    marks: Marks, who: Voices, told: Sequence[Telling], country: str, dated: Sequence[tuple[DateMark, str]]
) -> tuple[list[Event], list[Anchor]]:
    """One launch for every country and day, the main one first."""
    events = [_main_event(marks, who, told, country, dated)]
    anchors: list[Anchor] = []
    for date, of in dated:
        number = _same_event(events, date, of)
        if number < 0:
            number = len(events)
            near = marks.published and (marks.published - date.last).days <= 3
            events.append(
                Event(of, date.first, date.last, main=bool(near) and of == country and date.is_day, born=date.start)
            )
        elif _is_narrower(date, events[number], dated):
            events[number] = replace(events[number], first=date.first, last=date.last)
        anchors.append(Anchor(date.start, number))
    return events, anchors


def _is_narrower(date: DateMark, event: Event, dated: Sequence[tuple[DateMark, str]]) -> bool:
    """Whether a date tells the day of a launch more closely than known; not where its span holds several days told."""
    first, last = event.first or date.first, event.last or date.last
    days_told = {d.first for d, of in dated if d.is_day and of == event.country and first <= d.first <= last}
    return date.last - date.first < last - first and not (len(days_told) > 1 and date.is_day)


def _same_event(events: Sequence[Event], date: DateMark, country: str) -> int:
    for number, event in enumerate(events):
        if event.country == country and event.first and event.last:
            inside = event.first <= date.first and date.last <= event.last
            around = date.first <= event.first and event.last <= date.last and not date.is_day
            if inside or around:
                return number
    return -1


def _main_event(
    marks: Marks, who: Voices, told: Sequence[Telling], country: str, dated: Sequence[tuple[DateMark, str]]
) -> Event:
    """The launch that the document announces: the first dated one of its country not long before publication."""
    day = marks.published
    early = marks.sentences[min(LEAD_SENTENCES, len(marks.sentences) - 1)].end
    fresh = [
        d
        for d, of in dated
        if of == country and (day is None or (day - d.last).days <= (LEAD_DAYS if d.start < early else NEWS_DAYS))
    ]
    if fresh:
        span = Event(country, fresh[0].first, fresh[0].last, main=True)
        best = next((d for d in fresh[:2] if d.is_day and _is_narrower(d, span, dated)), fresh[0])
        return Event(country, best.first, best.last, main=True, born=best.start)
    ours = [d for d, of in dated if of == country]
    lead = [d for d in ours[:1] if any(_is_of(marks, d, t, told) for t in told[:1])]
    if lead or (ours and not (any(t.sentence < 3 for t in told) or _flies_before(marks, ours[0].start))):
        return Event(country, ours[0].first, ours[0].last, main=True, born=ours[0].start)
    named = _day_of_lead(marks, early)
    if named and day and not _said_long_ago(marks, told[0], day):
        return Event(country, named.first, named.last, main=True, born=named.start)
    if day is None:
        return Event(country, None, None, main=True, born=told[0].start)
    said = _said_long_ago(marks, told[0], day)
    first, last = (said - REPORT_LAG, said) if said else _undated(marks, who, country, day, told[0])
    return Event(country, first, last, main=True, born=told[0].start)


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
    """A day of the news named in the first sentences, though not as that of a launch: "If your dog woke you today"."""
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
            if any(s.actor is not None and s.actor.kind == "person" and s.source.country == country for s in scopes):
                return date.first, date.first
            if any(s.source.country not in ("", country) for s in scopes):
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
    return any(d.is_day and d.first == day and is_dateline(marks, _part_at(marks, d.start), d) for d in marks.dates)


def _others(
    marks: Marks, told: Sequence[Telling], country: str, events: list[Event], anchors: list[Anchor]
) -> tuple[list[Event], list[Anchor]]:
    """Launches by other countries told of without a date of their own, on the day of the main one."""
    dated = {(_part_number(marks, a.place), events[a.event].country) for a in anchors}
    by_country = {e.country: n for n, e in reversed(list(enumerate(events)))}
    for country_there, place in _from_elsewhere(marks, {c for _, c in dated}, set(by_country)):
        if country_there not in by_country:
            by_country[country_there] = len(events)
            events.append(replace(events[0], country=country_there, main=False, born=place))
        anchors.append(Anchor(place, by_country[country_there]))
    for telling in told:
        part = marks.sentences[telling.sentence]
        if not telling.close or not telling.country or (telling.sentence, telling.country) in dated:
            continue
        if telling.country not in by_country and not part.heading and _own_weapon(marks, part, telling):
            by_country[telling.country] = len(events)
            events.append(replace(events[0], country=telling.country, main=False, born=telling.start))
        number = by_country.get(telling.country, -1)
        if number >= 0 and (telling.country != country or len(by_country) > 1):
            anchors.append(Anchor(max(telling.subject, part.start) if telling.subject >= 0 else telling.start, number))
    return events, anchors


def _from_elsewhere(marks: Marks, dated: set[str], known: set[str]) -> Iterator[tuple[str, int]]:
    """Sentences about a weapon fired from a known site of a country that has no launch yet: its launch of that day."""
    for part in marks.sentences:
        sites = marks.words("site_name", part.start, part.end)
        if part.heading or not sites or not flies(marks, part) or within(marks.dates, part.start, part.end):
            continue
        site = sites[0]
        from_there = _OUT_OF.search(marks.text, max(part.start, site.start - 40), site.start)
        if from_there and site.value in marks.lexicon.countries and site.value not in dated | known:
            yield site.value, part.start


def _part_number(marks: Marks, place: int) -> int:
    return bisect_right(marks.sentences, place, key=lambda s: s.start) - 1


def _own_weapon(marks: Marks, part: Sentence, telling: Telling) -> bool:
    """A new country's launch is only believed when it is the subject itself and a weapon follows."""
    near = telling.subject >= 0 and telling.start - telling.subject < 80
    return (
        near
        and (marks.has("weapon", part.start, part.end) or bool(within(marks.clocks, part.start, part.end)))
        and not marks.has("conditional", max(part.start, telling.start - 24), telling.start)
    )


def _split_by_kind(
    marks: Marks, told: Sequence[Telling], events: list[Event], anchors: list[Anchor]
) -> tuple[list[Event], list[Anchor]]:
    """Two kinds of missile counted in one sentence are two launches of one day."""
    for number in sorted({t.sentence for t in told}):
        part = marks.sentences[number]
        kinds = [
            (k, c)
            for c in within(marks.counts, part.start, part.end)
            for k in list(marks.words("kind", c.end, min(c.end + 60, part.end)))[:1]
        ]
        names = list(dict.fromkeys(k.value for k, _ in kinds))
        if len(names) != 2 or part.heading:
            continue
        twin = len(events)
        events.append(replace(events[0], kind=names[1], born=kinds[1][1].start))
        events[0] = replace(events[0], kind=names[0])
        for kind in marks.hits["kind"]:
            if kind.start >= part.start and kind.value in names:
                place = next((c.start for k, c in kinds if k.start == kind.start), kind.start)
                anchors.append(Anchor(place, 0 if kind.value == names[0] else twin))
        break
    return events, anchors


def _reach(marks: Marks, anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Which launch the words from each offset on speak of: an anchor holds to the end of its paragraph."""
    paragraph, current = -1, 0
    for part in marks.sentences:
        if part.paragraph != paragraph:
            current = 0
        paragraph = part.paragraph
        here = _between(anchors, part)
        if here:
            current = here[0].event
        yield Anchor(part.start, current)
        for anchor in here[1:]:
            current = anchor.event
            yield anchor


def _between(anchors: Sequence[Anchor], part: Sentence) -> Sequence[Anchor]:
    low = bisect_right(anchors, part.start - 1, key=lambda a: a.place)
    return anchors[low : bisect_right(anchors, part.end - 1, key=lambda a: a.place)]
