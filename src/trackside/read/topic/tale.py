"""Which launches a text of a topic-first language speaks of, and of which of them each of its words is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final
from zoneinfo import ZoneInfo

from trackside.read.clock import ClockMark
from trackside.read.marks import within
from trackside.read.mention import Story
from trackside.read.news import Event
from trackside.read.sentence import Sentence
from trackside.read.splitting import Anchor
from trackside.read.topic.apart import apart
from trackside.read.topic.day import Days, days
from trackside.read.topic.land import country_of, launcher, tellings
from trackside.read.topic.sheet import Sheet
from trackside.read.topic.time import LOCAL
from trackside.read.topic.words import Word
from trackside.read.when import DateMark

# A launch this many days before publication is the news, and so is what was said this many days before it.
NEWS_DAYS, SAID_DAYS = 21, 3
LEAD = 4
# How far behind "then" the title stands of who held it then.
OFFICE = 6
# How far behind a day its hour stands.
HOUR = 8
# How many shots told under heads of their own may be launches of their own, and how many minutes they lie apart.
FEWEST_SHOTS, APART = 2, 30
DAY = dt.timedelta(days=1)


@final
@dataclass(frozen=True, slots=True)
class Dated:
    """A day of a launch, whose launch it was, and where the words about it begin."""

    date: DateMark
    country: str
    place: int


def story(sheet: Sheet) -> Story:
    """The launches of a document and which of them its words speak of."""
    told, found = tellings(sheet), days(sheet)
    country = launcher(sheet) if told or found.launches else ""
    if not country:
        return Story((), (), ())
    dated = [_with_country(sheet, d.date, d.start, d.end, country) for d in found.launches]
    main = _main(sheet, told, country, dated, found)
    if main is None:
        return Story((), (), ())
    events, anchors = [main], list[Anchor]()
    for one in dated:
        _place(events, anchors, one)
    apart(sheet, told, events, anchors)
    _others(sheet, told, country, found, events, anchors)
    _split(sheet, events, anchors)
    _by_shot(sheet, events, anchors)
    anchors.sort(key=lambda a: a.place)
    return Story(tuple(events), tuple(anchors), tuple(_reach(sheet, events, anchors)))


def _with_country(sheet: Sheet, date: DateMark, start: int, end: int, main: str) -> Dated:
    if not date.is_day:  # "the launch of July" is that of the day of July told before
        told = (d for d in sheet.dates if d.is_day and d.end <= date.start and date.first <= d.first <= date.last)
        day = next((d for d in told if not sheet.published or d.first < sheet.published), None)
        date = replace(date, first=day.first, last=day.first) if day else date
    country, _ = country_of(sheet, start, end, sheet.inside("launch", start, end), main)
    return Dated(_at_site(sheet, date, country), country, date.start)


def _at_site(sheet: Sheet, date: DateMark, country: str) -> DateMark:
    """A day told by another clock ("15일 오전 11시, 하와이 시간") as that of the launch site."""
    clock = next(iter(within(sheet.clocks, date.end, date.end + HOUR)), None)
    land = sheet.words.countries.get(country)
    if not clock or clock.zone in ("", LOCAL) or not land or not date.is_day:
        return date
    at_site = clock.moment(date.first, "UTC").earliest.astimezone(ZoneInfo(land.zone)).date()
    return replace(date, first=at_site, last=at_site)


def _place(events: list[Event], anchors: list[Anchor], one: Dated) -> None:
    date, country = one.date, one.country
    for number, event in enumerate(events):
        if event.country == country and event.first and event.last:
            inside = event.first <= date.first and date.last <= event.last
            if inside or (date.first <= event.first and event.last <= date.last):
                anchors.append(Anchor(one.place, number))
                if inside and not event.is_day:
                    events[number] = Event(country, date.first, date.last, event.main, event.kind, event.born)
                return
    anchors.append(Anchor(one.place, len(events)))
    events.append(Event(country, date.first, date.last, main=False, born=one.place))


def _main(sheet: Sheet, told: Sequence[Word], country: str, dated: Sequence[Dated], found: Days) -> Event | None:
    """The launch that the document announces: the first dated near publication, else that of the day it was told."""
    day = sheet.published
    ours = [d.date for d in dated if d.country == country]
    fresh = [d for d in ours if day is None or 0 <= (day - d.last).days + 1 <= NEWS_DAYS]
    lead = _lead(sheet, told)
    newly = lead and (within(sheet.clocks, *_span(sheet, lead)) or _said_now(found, day, *_span(sheet, lead)))
    if day and lead and newly and fresh and lead.start < fresh[0].start and (day - fresh[0].last).days > SAID_DAYS:
        fresh = []  # an hour without a day, or a launch that somebody tells of today, is of the day of the news
        ours = [d for d in ours if d.start < lead.start]
    if fresh:
        best = next((d for d in fresh if d.is_day), fresh[0])
        return Event(country, best.first, best.last, main=True, born=best.start)
    if lead and day and not any(_number(sheet, d.start) <= _number(sheet, lead.start) for d in ours):
        undated = _undated(sheet, lead, country, found, day, others=bool(ours))
        if undated:
            return undated
    if ours:
        return Event(country, ours[0].first, ours[0].last, main=True, born=ours[0].start)
    if dated:
        return Event(dated[0].country, dated[0].date.first, dated[0].date.last, main=True, born=dated[0].place)
    return None


def _span(sheet: Sheet, word: Word) -> tuple[int, int]:
    part = sheet.part(word.start)
    return part.start, part.end


def _said_now(found: Days, day: dt.date | None, start: int, end: int) -> bool:
    """Whether words are said on the day of the news or one of the few before it."""
    near = (d for d in found.said if start <= d.start < end and d.is_day)
    return day is not None and any(0 <= (day - d.first).days <= SAID_DAYS for d in near)


def _lead(sheet: Sheet, told: Sequence[Word]) -> Word | None:
    """The first words that tell of a launch, if they stand at the head of a document or give the hour."""
    body = [v for v in told if not sheet.part(v.start).heading]
    for number, verb in enumerate(body or told):
        part = sheet.part(verb.start)
        clock = within(sheet.clocks, part.start, part.end)
        if clock or (number == 0 and _number(sheet, verb.start) < LEAD):
            return verb
    return None


def _number(sheet: Sheet, place: int) -> int:
    """How many sentences of the body stand before the one at an offset."""
    return sum(not p.heading for p in sheet.parts[: sheet.index(place)])


def _undated(sheet: Sheet, lead: Word, country: str, found: Days, day: dt.date, *, others: bool) -> Event | None:
    """A launch told of without its day: state media tell of it a day later, everybody else on the day itself."""
    part = sheet.part(lead.start)
    reach = [(d, NEWS_DAYS if part.start <= d.start < part.end else SAID_DAYS) for d in found.said if d.is_day]
    said = next((d for d, most in reach if 0 <= (day - d.first).days <= most), None)
    clock = bool(within(sheet.clocks, part.start, part.end))
    near = [d for d in sheet.dates if d.is_day and d.end <= lead.start and 0 <= (day - d.first).days <= SAID_DAYS]
    near = [d for d in near if d not in found.said and _tells(sheet, d)]
    if near:
        first = last = near[-1].first
    elif said:
        first = last = said.first - DAY * _of_state(sheet, said, country)
    elif sheet.who.issuer.country == country:
        first = last = day - DAY * (country in sheet.words.late)
    elif not clock and (others or any(sheet.groups.get("drill", ()))):
        return None
    else:
        first = last = day
    return Event(country, first, last, main=True, born=lead.start)


def _tells(sheet: Sheet, date: DateMark) -> bool:
    """Whether a date stands in the text itself, or in a heading that tells of a launch."""
    part = sheet.part(date.start)
    return not part.heading or sheet.has(date.end, part.end, "launch", "launch_noun")


def _of_state(sheet: Sheet, said: DateMark, country: str) -> bool:
    """Whether who spoke on a day is the launching country or its media, who tell of a launch the day after."""
    before = [a for a in sheet.who.within(said.start - 16, said.start) if a.role in ("topic", "according", "account")]
    near = [a for a in before[-1:] or sheet.who.within(said.start - 16, said.end + 8) if a.country == country]
    told = any(a.kind == "country" or a.category in ("agency", "media") for a in near)
    return told and country in sheet.words.late


def _others(
    sheet: Sheet, told: Sequence[Word], main: str, found: Days, events: list[Event], anchors: list[Anchor]
) -> None:
    """Launches by another country that are told of without a day of their own: on the day of the main one."""
    for verb in told:
        part = sheet.part(verb.start)
        if part.heading or any(part.start <= a.place < part.end for a in anchors):
            continue
        country, place = country_of(sheet, part.start, part.end, [verb], main)
        known = next((n for n, e in enumerate(events) if e.country == country), None)
        if country == main and known is not None and len({e.country for e in events}) == 1:
            continue
        if known is None:
            known = len(events)
            over = next(
                (d.date for d in reversed(found.launches) if d.start < verb.start and sheet.part(d.start).heading), None
            )
            first, last = (over.first, over.last) if over else (events[0].first, events[0].last)
            events.append(Event(country, first, last, main=False, born=verb.start))
        if country != main:
            anchors.append(Anchor(min(place, verb.start), known))


def _split(sheet: Sheet, events: list[Event], anchors: list[Anchor]) -> None:
    """Two kinds of missile counted in one sentence are two launches of one day; later words tell them apart."""
    for part in sheet.parts:
        kinds = [k for k in sheet.inside("kind", part.start, part.end) if _counted(sheet, k)]
        others = any(a.event for a in anchors if part.start <= a.place < part.end)  # told apart by their days
        if len({k.value for k in kinds}) == 2 and not part.heading and events[0].is_day and not others:
            twin = len(events)
            events.append(replace(events[0], kind=kinds[-1].value, born=kinds[-1].start))
            reaches = [w.value for w in sheet.inside("reach", part.start, kinds[-1].end)]
            anchors.append(Anchor(_from(sheet, kinds), twin))
            later = [w for w in sheet.groups.get("reach", ()) if w.start >= part.end and w.value in reaches]
            told_apart = len(reaches) >= 2
            anchors.extend(Anchor(w.start, twin if w.value == reaches[-1] else 0) for w in later if told_apart)
            return


def _by_shot(sheet: Sheet, events: list[Event], anchors: list[Anchor]) -> None:
    """Shots told one by one under heads of their own, long after each other, are launches of their own."""
    heads = [p for p in sheet.parts if p.heading and sheet.words.patterns["shot"].fullmatch(sheet.text, p.start, p.end)]
    ends = [h.start for h in heads[1:]] + [next((p.start for p in sheet.parts if heads and _ends(heads[-1], p)), 0)]
    hours = [within(sheet.clocks, head.end, end) for head, end in zip(heads, ends, strict=False)]
    if len(heads) < FEWEST_SHOTS or not events[0].is_day or not all(hours):
        return
    first = _minute(hours[0][0])
    for head, hour in zip(heads[1:], hours[1:], strict=True):
        if abs(_minute(hour[0]) - first) >= APART:
            anchors.append(Anchor(head.start, len(events)))
            events.append(replace(events[0], born=head.start))
    anchors.append(Anchor(ends[-1], 0))


def _ends(head: Sentence, part: Sentence) -> bool:
    """Whether the rows under a head end at a sentence of another kind."""
    return part.start > head.start and not part.bullet


def _minute(clock: ClockMark) -> int:
    return clock.time.hour * 60 + clock.time.minute


def _counted(sheet: Sheet, kind: Word) -> bool:
    return any(-4 <= c.start - kind.end <= 4 or 0 <= kind.start - c.end <= 4 for c in sheet.counts)


def _from(sheet: Sheet, kinds: Sequence[Word]) -> int:
    """Where the words of the second kind begin: at its clock time or count, if one stands between."""
    places = [*(c.start for c in sheet.clocks), *(c.start for c in sheet.counts)]
    between = [at for at in places if kinds[0].end + 6 < at < kinds[-1].start]
    return min(between, default=kinds[-1].start)


def _reach(sheet: Sheet, events: Sequence[Event], anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Which launch the words from each offset on speak of: an anchor holds to the end of its paragraph."""
    paragraph, current, section = -1, 0, 0
    for part in sheet.parts:
        here = [a for a in anchors if part.start <= a.place < part.end]
        if part.heading:
            section = here[0].event if here else 0
        if part.paragraph != paragraph:
            current = section
        paragraph = part.paragraph
        pointer = _pointed(sheet, part, events, anchors)
        current = here[0].event if here else pointer if pointer >= 0 else current
        yield Anchor(part.start, current)
        for anchor in here[1:]:
            current = anchor.event
            yield anchor


def _pointed(sheet: Sheet, part: Sentence, events: Sequence[Event], anchors: Sequence[Anchor]) -> int:
    """The launch that "then", "this launch" or a name told of an earlier launch points to, or -1."""
    then = next(iter(sheet.inside("then", part.start, min(part.end, part.start + 30))), None)
    if then and not sheet.has(then.end, then.end + OFFICE, "title"):  # "the minister at the time" is no time
        return next(
            (a.event for a in reversed(anchors) if a.place < part.start and not events[a.event].main),
            next((n for n, e in enumerate(events) if not e.main and e.country == events[0].country), 0),
        )
    return 0 if sheet.has(part.start, min(part.end, part.start + 12), "this") else -1
