"""Which launches a text of a topic-first language speaks of, and of which of them each of its words is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trackside.read.marks import within
from trackside.read.mention import Story
from trackside.read.news import Event
from trackside.read.sentence import Sentence
from trackside.read.splitting import Anchor
from trackside.read.topic.sheet import Sheet
from trackside.read.topic.words import Word
from trackside.read.when import DateMark

# A launch this many days before publication is the news; what lies this near the main day is not "then".
NEWS_DAYS, APART_DAYS = 21, 2
LEAD_WEIGHT, LEAD = 5, 4
MONTH_DAYS = 31


def tellings(sheet: Sheet) -> list[Word]:
    """Words that tell of a launch as done, with a weapon in their sentence; detection at a clock time tells of one."""
    told: list[Word] = []
    for part in sheet.parts:
        armed = sheet.has(part.start, part.end, "weapon", "kind") or bool(within(sheet.systems, part.start, part.end))
        counted = bool(within(sheet.counts, part.start, part.end))
        verbs = sheet.inside("launch", part.start, part.end) if armed or counted else ()
        told.extend(v for v in verbs if not sheet.words.patterns["not_done"].match(sheet.text, v.end))
        if armed and bool(within(sheet.clocks, part.start, part.end)):
            told.extend(sheet.inside("detect", part.start, part.end)[:1])
    return sorted(told, key=lambda w: w.start)


def launcher(sheet: Sheet, told: Sequence[Word]) -> str:
    """Whose launches a document is about: the commonest subject of its verbs, else whose type or text it is."""
    votes: Counter[str] = Counter()
    for number, verb in enumerate(told):
        part = sheet.part(verb.start)
        lands = [a for a in sheet.who.within(part.start, verb.start) if a.kind == "country" and a.role != "other"]
        lands = lands or [
            a for a in sheet.who.within(part.start, verb.start) if a.kind == "country" and _owns(sheet, a.end)
        ]
        if lands:
            votes[lands[-1].country] += LEAD_WEIGHT if number < LEAD else 1
    for system in sheet.systems:
        votes[system.country] += bool(system.country)
    if not votes and sheet.who.issuer.country:
        return sheet.who.issuer.country
    sides = (a for a in sheet.who.actors if a.kind == "country" or a.category == "agency")
    everybody = Counter(a.country for a in sides if a.country not in ("", sheet.words.home))
    return max((votes or everybody), key=(votes or everybody).__getitem__, default="")


def _owns(sheet: Sheet, end: int) -> bool:
    return bool(sheet.words.patterns["possessive"].match(sheet.text, end))


def story(sheet: Sheet) -> Story:
    """The launches of a document and which of them its words speak of."""
    told = tellings(sheet)
    country = launcher(sheet, told) if told else ""
    if not country:
        return Story((), (), ())
    dated = [d for part in sheet.parts if not part.heading for d in _event_dates(sheet, part, country)]
    main = _main(sheet, told, country, dated)
    if main is None:
        return Story((), (), ())
    events, anchors = [main], list[Anchor]()
    for date in dated:
        _place(events, anchors, date, country)
    _replies(sheet, told, country, events, anchors)
    _split(sheet, events, anchors)
    anchors.sort(key=lambda a: a.place)
    return Story(tuple(events), tuple(anchors), tuple(_reach(sheet, events, anchors)))


def _place(events: list[Event], anchors: list[Anchor], date: DateMark, country: str) -> None:
    for number, event in enumerate(events):
        if event.country == country and event.first and event.last:
            inside = event.first <= date.first and date.last <= event.last
            if inside or (date.first <= event.first and event.last <= date.last):
                anchors.append(Anchor(date.start, number))
                if inside and not event.is_day:
                    events[number] = Event(country, date.first, date.last, event.main, event.kind, event.born)
                return
    anchors.append(Anchor(date.start, len(events)))
    events.append(Event(country, date.first, date.last, main=False, born=date.start))


def _event_dates(sheet: Sheet, part: Sentence, country: str) -> Iterator[DateMark]:
    """The dates of a sentence that say when something was launched, not when it was said, announced or last done."""
    if sheet.has(part.start, part.end, "notice"):
        return
    for date in within(sheet.dates, part.start, part.end):
        if (date.last - date.first).days > MONTH_DAYS or _is_said(sheet, part, date, country):
            continue
        if _is_since(sheet, part, date):
            if _taken_up(sheet, part, date):
                yield date
        elif _launches(sheet, part, date):
            yield date


def _is_said(sheet: Sheet, part: Sentence, date: DateMark, country: str) -> bool:
    """Whether a date says when something was said: right behind a speaker, before a verb of saying, in a dateline."""
    if sheet.words.patterns["dateline_behind"].match(sheet.text, date.end):
        return True
    before = [a for a in sheet.who.within(part.start, date.start) if a.role in ("topic", "subject")]
    if before and sheet.words.patterns["said_gap"].fullmatch(sheet.text, before[-1].end, date.start):
        own = before[-1].country == country and before[-1].category not in ("agency", "media")
        launching = own and (before[-1].kind == "country" or not sheet.has(part.start, part.end, "report"))
        return not launching or sheet.has(date.end, min(date.end + 4, part.end), "report")
    behind = sheet.words.patterns["said_behind"].match(sheet.text, date.end, part.end)
    if behind and sheet.has(behind.end(), behind.end() + 1, "report"):
        return True
    speaker = next((a for a in sheet.who.within(date.end, date.end + 6) if a.kind != "country"), None)
    return bool(speaker and speaker.role in ("subject", "topic") and sheet.has(speaker.end, speaker.end + 4, "report"))


def _is_since(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    return bool(sheet.words.patterns["since"].match(sheet.text, date.end, part.end))


def _taken_up(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    """Whether a day only compared with is spoken of further: "... since March 25. Then two flew 450 km"."""
    verb = sheet.inside("launch", max(part.start, date.start - 6), date.start)
    if verb and verb[-1].end >= date.start - 1:
        return True
    for after in sheet.parts:
        if part.end <= after.start <= part.end + 60 and after.paragraph == part.paragraph:
            then = sheet.has(after.start, min(after.end, after.start + 24), "then")
            numbers = bool(within(sheet.quantities, after.start, after.end))
            return then and (numbers or bool(within(sheet.systems, after.start, after.end)))
    return False


def _launches(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    """Whether a launch is told of beside a date."""
    verbs = [v for v in sheet.inside("launch", part.start, part.end) if v.start > date.start]
    if verbs:
        return not sheet.words.patterns["not_done"].match(sheet.text, verbs[0].end)
    not_done = sheet.words.patterns["not_done"]
    nouns = [n for n in sheet.inside("launch_noun", part.start, part.end) if not not_done.match(sheet.text, n.end)]
    if nouns and sheet.has(part.start, part.end, "outcome", "weapon", "kind"):
        return True
    of = sheet.words.patterns["possessive"].match(sheet.text, date.end)
    system = of and bool(within(sheet.systems, of.end(), of.end() + 8))
    named = system or (of and bool(within(sheet.quantities, of.end(), of.end() + 2)))
    flown = sheet.has(part.start, part.end, "flown") and bool(within(sheet.quantities, date.end, part.end))
    flown = flown or (sheet.has(part.start, part.end, "detect") and bool(within(sheet.clocks, date.start, part.end)))
    return bool(named or flown)


def _main(sheet: Sheet, told: Sequence[Word], country: str, dated: Sequence[DateMark]) -> Event | None:
    """The launch that the document announces: the first dated one near publication, else that of the day before it."""
    day = sheet.published
    fresh = [d for d in dated if day is None or 0 <= (day - d.last).days + 1 <= NEWS_DAYS]
    if fresh:
        best = next((d for d in fresh if d.is_day), fresh[0])
        return Event(country, best.first, best.last, main=True, born=best.start)
    early = sum(not p.heading for p in sheet.parts if p.start < told[0].start) < LEAD
    clock = any(within(sheet.clocks, sheet.part(t.start).start, t.start) for t in told)
    if dated and not (early and clock):
        return Event(country, dated[0].first, dated[0].last, main=True, born=dated[0].start)
    if day is None or not (early or clock):
        return None
    near = [d.first for d in sheet.dates if d.is_day and d.end <= told[0].start and 0 <= (day - d.first).days <= 3]
    first = near[-1] if near else day if clock else day - dt.timedelta(days=1)
    return Event(country, first, first if near or clock else day, main=True, born=told[0].start)


def _replies(sheet: Sheet, told: Sequence[Word], country: str, events: list[Event], anchors: list[Anchor]) -> None:
    """A launch that another country's forces answer with, on the same day."""
    for verb in told:
        part = sheet.part(verb.start)
        forces = [a for a in sheet.who.within(part.start, verb.start) if a.role in ("topic", "subject")]
        other = forces[-1] if forces else None
        if other and other.country not in ("", country) and sheet.has(part.start, part.end, "reply"):
            anchors.append(Anchor(part.start, len(events)))
            events.append(Event(other.country, events[0].first, events[0].last, main=False, born=verb.start))
            return


def _split(sheet: Sheet, events: list[Event], anchors: list[Anchor]) -> None:
    """Two kinds of missile counted in one sentence are two launches of one day; later words tell them apart."""
    for part in sheet.parts:
        kinds = [k for k in sheet.inside("kind", part.start, part.end) if _counted(sheet, k)]
        if len({k.value for k in kinds}) == 2 and not part.heading and events[0].is_day:
            twin = len(events)
            events.append(replace(events[0], kind=kinds[-1].value, born=kinds[-1].start))
            reaches = [w.value for w in sheet.inside("reach", part.start, kinds[-1].end)]
            anchors.append(Anchor(_from(sheet, kinds), twin))
            later = [w for w in sheet.groups.get("reach", ()) if w.start >= part.end and w.value in reaches]
            told_apart = len(reaches) >= 2
            anchors.extend(Anchor(w.start, twin if w.value == reaches[-1] else 0) for w in later if told_apart)
            return


def _counted(sheet: Sheet, kind: Word) -> bool:
    return any(-4 <= c.start - kind.end <= 4 or 0 <= kind.start - c.end <= 4 for c in sheet.counts)


def _from(sheet: Sheet, kinds: Sequence[Word]) -> int:
    """Where the words of the second kind begin: at its clock time or count, if one stands between."""
    places = [*(c.start for c in sheet.clocks), *(c.start for c in sheet.counts)]
    between = [at for at in places if kinds[0].end + 6 < at < kinds[-1].start]
    return min(between, default=kinds[-1].start)


def _reach(sheet: Sheet, events: Sequence[Event], anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Which launch the words from each offset on speak of: an anchor holds to the end of its paragraph."""
    paragraph, current, aside = -1, 0, False
    for part in sheet.parts:
        if part.paragraph != paragraph:
            current, aside = 0, False
        paragraph = part.paragraph
        here = [a for a in anchors if part.start <= a.place < part.end]
        pointer = _pointed(sheet, part, events, anchors)
        current = here[0].event if here else pointer if pointer >= 0 else 0 if aside else current
        aside = bool(here) and current > 0 and not sheet.has(part.start, part.end, "launch")
        yield Anchor(part.start, current)
        for anchor in here[1:]:
            current = anchor.event
            yield anchor


def _pointed(sheet: Sheet, part: Sentence, events: Sequence[Event], anchors: Sequence[Anchor]) -> int:
    """The launch that "then", "this launch" or a name told of an earlier launch points to, or -1."""
    if sheet.has(part.start, min(part.end, part.start + 30), "then"):
        return next(
            (a.event for a in reversed(anchors) if a.place < part.start and not events[a.event].main),
            next((n for n, e in enumerate(events) if not e.main and e.country == events[0].country), 0),
        )
    return 0 if sheet.has(part.start, min(part.end, part.start + 12), "this") else -1
