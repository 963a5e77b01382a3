"""Which launches a document speaks of, and of which of them each of its words is."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import final
from zoneinfo import ZoneInfo

from trackside.read.attribution import Voices
from trackside.read.dating import Dated, event_dates, is_said
from trackside.read.flying import armed, flies, is_far
from trackside.read.marks import Marks, within
from trackside.read.news import NEWS_DAYS, DayOf, Event, is_narrower, main_event
from trackside.read.sentence import Sentence
from trackside.read.splitting import Anchor, split
from trackside.read.telling import Telling, by_type
from trackside.read.when import DateMark
from trackside.read.whose import subjects

# How far from a date its clock time may stand, and for how many days after a launch it is reported on.
CLOCK_REACH, AFTERMATH = 40, dt.timedelta(days=4)
MONTH = dt.timedelta(days=31)
# How far before "the same type" the type may be named, and how far before a type's name its number may stand.
TYPE_REACH, COUNT_BEFORE = 1200, 30
# A launch told of without a date in so many first sentences is the news.
LEAD_TELLING = 2
_OUT_OF = re.compile(r"\b(?:from|out\s+of)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}$")
# "said that the missile that Iran tested": only which missile is meant.
_WHOSE = re.compile(
    r"\b(?:missiles?|weapons?|rockets?|ones?|types?)\s+(?:that|which)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE
)
# "shot down by Arrow": not what was launched.
_BY_MEANS = re.compile(r"\bby\s+(?:(?:an?|the|its|their)\s+)?$")
# "Pakistan tested one": the weapon named before.
_ONE = re.compile(r"[\w-]+\s+(?:one|another|its\s+own|two|three)\b")


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
    dated = list(_whose(marks, _apart(marks, found), told, country))
    events, anchors = _gathered(marks, who, told, country, dated)
    events, anchors = _others(marks, told, country, events, anchors)
    split(marks, told, events, anchors)
    anchors.sort(key=lambda a: a.place)
    return Story(tuple(events), tuple(anchors), tuple(_reach(marks, anchors)))


def _is_told(marks: Marks, told: Sequence[Telling], found: Sequence[Dated]) -> bool:
    """Whether a particular launch is told of: with its day or month, its hour, its numbers, or whose it was."""
    dated = {marks.number(d.start) for d, sure in found if d.last - d.first <= MONTH}
    if any(sure and d.is_day for d, sure in found) and (
        any(t.sure for t in told) or any(map(is_far, marks.quantities))
    ):
        return True
    lead = [n for n, s in enumerate(marks.sentences) if not s.heading][:LEAD_TELLING]
    for telling in told:
        part = marks.sentences[telling.sentence]
        if telling.sure and telling.close:
            return True
        if part.heading or marks.has("supposing", part.start, part.end):
            continue
        timed = telling.sentence in dated or bool(within(marks.clocks, part.start, part.end))
        flown = marks.has("flown_verb", part.start, part.end) and bool(within(marks.quantities, part.start, part.end))
        flown = flown and not marks.has("able_before", part.start, part.end)
        early = telling.sure and telling.sentence in lead and armed(marks, part)
        of_a_day = any(d.is_day for d in within(marks.dates, part.start, part.end)) and not _WHOSE.search(
            marks.text, part.start, telling.start
        )
        if timed or flown or (early and (of_a_day or any(map(is_far, marks.quantities)))):
            return True
    return False


def _at_the_site(marks: Marks, date: DateMark, country: str) -> DateMark:
    """A day told on another clock ("9:15 p.m. Friday London time") as the day at the site."""
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


def _whose(marks: Marks, found: Sequence[Dated], told: Sequence[Telling], country: str) -> Iterator[DayOf]:
    """Each date with whose launch it is of; where its sentence names nobody, that of its paragraph goes on."""
    others = {t.country for t in told if t.close and t.country} | {s.country for s in marks.systems}
    paragraph, last = -1, country
    for date, firm in found:
        part = marks.part(date.start)
        if part.paragraph != paragraph:
            paragraph, last = part.paragraph, country
        named = _launch_near(marks, date, told, country)
        if not named and _several(marks, others | {country}):
            at = marks.number(date.start)
            before = marks.sentences[marks.opening(at) : at]
            earlier = within(told, before[0].start, part.start) if before else ()
            own = [t.country for t in reversed(earlier) if t.close and t.country]
            own = own or [c for p in reversed(before[-2:]) for c in subjects(marks, p, p.start)[:1]]
            named = own[0] if own else ""
        named = named or _of_that_type(marks, part)
        last = named or last
        yield DayOf(date, last, firm)


def _of_that_type(marks: Marks, part: Sentence) -> str:
    """Whose launch a sentence about "the same type" tells of: the maker's of the type named last before it."""
    if not marks.has("that_type", part.start, part.end) or within(marks.systems, part.start, part.end):
        return ""
    before = within(marks.systems, part.start - TYPE_REACH, part.start)
    return before[-1].country if before else ""


def _several(marks: Marks, others: set[str]) -> bool:
    """Whether a text tells of the launches of more than one country."""
    return len(others) > 1 or len({h.value for h in marks.hits["site_name"]}) > 1


def _launch_near(marks: Marks, date: DateMark, told: Sequence[Telling], country: str) -> str:
    """Whose launch a date is of: the nearest subject in its sentence, else the one maker of the types named there."""
    part = marks.part(date.start)
    near = [t for t in within(told, part.start, part.end) if t.close]
    makers = {
        s.country
        for s in within(marks.systems, part.start, part.end)
        if not _BY_MEANS.search(marks.text, part.start, s.start)
    }
    told_by = min(near, key=lambda t: abs(t.start - date.start)).country if near else ""
    if len(makers) == 1 and (not told_by or told_by not in makers):
        return makers.pop()
    if told_by:
        return told_by
    others = {t.country for t in told if t.close} | {s.country for s in marks.systems}
    own = subjects(marks, part, date.start) if armed(marks, part) else []
    named = next((c for c in own if c == country or c in others), "")
    return named or next((t.country for t in within(told, part.start, part.end) if _shows(marks, part, t)), "")


def _shows(marks: Marks, part: Sentence, telling: Telling) -> bool:
    """Whether a country has something to do with a launch that it does not report: "Seoul put out film of a test"."""
    if not telling.sure or not telling.country or not part.start <= telling.subject < telling.start:
        return False
    return not marks.has("report_verb", telling.subject, telling.start)


def _gathered(
    marks: Marks, who: Voices, told: Sequence[Telling], country: str, dated: Sequence[DayOf]
) -> tuple[list[Event], list[Anchor]]:
    """One launch for every country and day, the main one first."""
    events = [main_event(marks, who, told, country, dated)]
    anchors: list[Anchor] = []
    for date, of, _ in dated:
        number = _same_event(events, date, of)
        if number < 0:
            number = len(events)
            near = marks.published and (marks.published - date.last).days <= 3
            events.append(
                Event(of, date.first, date.last, main=bool(near) and of == country and date.is_day, born=date.start)
            )
        elif is_narrower(date, events[number], dated):
            events[number] = replace(events[number], first=date.first, last=date.last)
        anchors.append(Anchor(date.start, number))
    return events, anchors


def _same_event(events: Sequence[Event], date: DateMark, country: str) -> int:
    for number, event in enumerate(events):
        if event.country == country and event.first and event.last:
            inside = event.first <= date.first and date.last <= event.last
            around = date.first <= event.first and event.last <= date.last and not date.is_day
            if inside or around:
                return number
    return -1


def _others(
    marks: Marks, told: Sequence[Telling], country: str, events: list[Event], anchors: list[Anchor]
) -> tuple[list[Event], list[Anchor]]:
    """Launches by other countries told of without a date of their own, on the day of the main one."""
    dated = {(marks.number(a.place), events[a.event].country) for a in anchors}
    by_country = {e.country: n for n, e in reversed(list(enumerate(events)))}
    for country_there, place in _from_elsewhere(marks, {c for _, c in dated}, set(by_country)):
        if country_there not in by_country:
            by_country[country_there] = len(events)
            events.append(replace(events[0], country=country_there, main=False, born=place))
        anchors.append(Anchor(place, by_country[country_there]))
    for spoken in told:
        telling = by_type(marks, spoken)
        typed, part = telling is not spoken, marks.sentences[telling.sentence]
        if not telling.close or not telling.country or (telling.sentence, telling.country) in dated:
            continue
        said = _day_said(marks, part, events[0]) if typed else events[0]
        if said is not events[0]:
            _place_typed(events, anchors, telling, said)
            continue
        if telling.country not in by_country and not part.heading and _own_weapon(marks, part, telling):
            by_country[telling.country] = len(events)
            there = [a for a in anchors if part.paragraph == marks.part(a.place).paragraph and a.place < telling.start]
            model = events[max(there, key=lambda a: a.place).event] if there else events[0]
            together = any(t.country == model.country for t in within(told, telling.start, telling.start + 1))
            events.append(replace(model, country=telling.country, main=model.main and together, born=telling.start))
        number = by_country.get(telling.country, -1)
        if number >= 0 and (telling.country != country or len(by_country) > 1):
            anchors.append(Anchor(max(telling.subject, part.start) if telling.subject >= 0 else telling.start, number))
    anchors.extend(_by_own_types(marks, told, by_country, anchors))
    return events, anchors


def _by_own_types(
    marks: Marks, told: Sequence[Telling], by_country: Mapping[str, int], anchors: Sequence[Anchor]
) -> list[Anchor]:
    """In a sentence about the launches of two countries, whose each type is: "our side one Hyunmoo-2, ..."."""
    found = list[Anchor]()
    for number in sorted({t.sentence for t in told}):
        part = marks.sentences[number]
        here = {a.event for a in anchors if part.start <= a.place < part.end} & set(by_country.values())
        if len(here) > 1:
            types = within(marks.systems, part.start, part.end)
            found += [_from_count(marks, s.start, by_country[s.country]) for s in types if s.country in by_country]
    return found


def _from_count(marks: Marks, place: int, event: int) -> Anchor:
    """An anchor at a type's name, or at the number that counts it."""
    count = within(marks.counts, place - COUNT_BEFORE, place)
    return Anchor(count[-1].start if count else place, event)


def _place_typed(events: list[Event], anchors: list[Anchor], telling: Telling, said: Event) -> None:
    """Anchors a launch told by its type alone at the day it was told on, as a new launch where it is one."""
    its = replace(said, country=telling.country, main=False, born=telling.start)
    number = next((n for n, e in enumerate(events) if e.is_beside(its)), len(events))
    if number == len(events):
        events.append(its)
    anchors.append(Anchor(telling.subject, number))


def _day_said(marks: Marks, part: Sentence, model: Event) -> Event:
    """An undated launch of one day with another's, or of the day on which its sentence says it was told."""
    said = [d for d in within(marks.dates, part.start, part.end) if d.is_day and is_said(marks, part, d)]
    near = said and marks.published and 0 <= (marks.published - said[0].first).days <= NEWS_DAYS
    return replace(model, first=said[0].first, last=said[0].last) if near else model


def _from_elsewhere(marks: Marks, dated: set[str], known: set[str]) -> Iterator[tuple[str, int]]:
    """Sentences about a weapon fired from a known site of a country that has no launch yet: its launch of that day."""
    for part in marks.sentences:
        sites = marks.words("site_name", part.start, part.end)
        timed = any(bool(within(m, part.start, part.end)) for m in (marks.clocks, marks.quantities))
        tells = flies(marks, part) or (timed and armed(marks, part))
        if part.heading or not sites or not tells or within(marks.dates, part.start, part.end):
            continue
        site = sites[0]
        from_there = _OUT_OF.search(marks.text, max(part.start, site.start - 40), site.start)
        if from_there and site.value in marks.lexicon.countries and site.value not in dated | known:
            yield site.value, part.start


def _own_weapon(marks: Marks, part: Sentence, telling: Telling) -> bool:
    """A new country's launch is only believed when it is the subject itself and a weapon follows."""
    near = telling.subject >= 0 and telling.start - telling.subject < 80
    of_its_own = marks.has("weapon", part.start, part.end) or any(
        s.country == telling.country for s in within(marks.systems, part.start, part.end)
    )
    return (
        near
        and (
            of_its_own
            or bool(within(marks.clocks, part.start, part.end))
            or bool(_ONE.match(marks.text, telling.start, part.end))
        )
        and not marks.has("conditional", max(part.start, telling.start - 24), telling.start)
    )


def _reach(marks: Marks, anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Which launch the words from each offset on speak of: an anchor holds to the end of its paragraph."""
    paragraph, current = -1, 0
    for part in marks.sentences:
        if part.paragraph != paragraph:
            current = 0
        paragraph = part.paragraph
        here = _between(anchors, part)
        compared = _compared(marks, part, here)
        if here and compared < 0:
            current = here[0].event
        yield Anchor(part.start, current)
        if compared >= 0:
            yield Anchor(compared, here[0].event)
        for anchor in here[1:]:
            current = anchor.event
            yield anchor


def _compared(marks: Marks, part: Sentence, here: Sequence[Anchor]) -> int:
    """Where a sentence goes over to the first launch it names, only to compare: "800 km, twice the 400 km of March"."""
    hits = marks.words("comparing", part.start, here[0].place) if here else ()
    if not hits or not within(marks.quantities, part.start, hits[-1].start):
        return -1
    return hits[-1].start if within(marks.quantities, hits[-1].start, part.end) else -1


def _between(anchors: Sequence[Anchor], part: Sentence) -> Sequence[Anchor]:
    low = bisect_right(anchors, part.start - 1, key=lambda a: a.place)
    return anchors[low : bisect_right(anchors, part.end - 1, key=lambda a: a.place)]
