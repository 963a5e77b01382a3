"""Launches of one day told apart in a topic-first language: by types fired together, by order, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from trackside.read.marks import within
from trackside.read.mention import Story
from trackside.read.news import Event
from trackside.read.sentence import Sentence
from trackside.read.splitting import Anchor
from trackside.read.topic.sheet import Sheet
from trackside.read.topic.words import Word
from trackside.read.weapon import SystemMark

# How far from one type's name the next one stands that is fired with it ("two A and two B").
JOINED = 24
# What a verb at the end of a sentence says of all that was fired.
ENDS = ("outcome", "landing", "eez")
# How far from its head a sentence says that it tells of one more launch of the day.
HEAD = 16
# Kinds that no two names of one missile have.
FAR, NEAR = ("ICBM", "IRBM", "MRBM"), ("SRBM", "cruise", "rocket_artillery", "SLBM", "space_launch")
_MODEL = re.compile(r"(?<=[0-9A-Za-z])[^\x00-\x7f]+$")


def apart(sheet: Sheet, told: Sequence[Word], events: list[Event], anchors: list[Anchor]) -> None:
    """Adds the launches that types fired together and the order or the kinds of shots tell apart."""
    if not events[0].is_day:
        return
    for part in sheet.parts:
        if not part.heading:
            _by_type(sheet, part, told, events, anchors)
    _by_order(sheet, events, anchors)
    _by_kind(sheet, told, events, anchors)


def fired_together(sheet: Sheet, part: Sentence) -> list[SystemMark]:
    """Types named one right after the other and joined by "and" before a verb of launching."""
    found = within(sheet.systems, part.start, part.end)
    for first, second in pairwise(found):
        between = sheet.text[first.end : second.start]
        joined = sheet.words.patterns["and_type"].search(between) and len(between) <= JOINED
        if joined and first.name != second.name and sheet.has(second.end, part.end, "launch"):
            return [first, second]
    return []


def _by_type(sheet: Sheet, part: Sentence, told: Sequence[Word], events: list[Event], anchors: list[Anchor]) -> None:
    """Two types fired in one sentence are two launches, and so are two countries' types."""
    pair = fired_together(sheet, part)
    if not pair or not any(part.start <= v.start < part.end for v in told):
        return
    here = next((a.event for a in anchors if part.start <= a.place < pair[0].start), None)
    base = events[here or 0]
    numbers = list[int]()
    for at, system in enumerate(pair):
        country = system.country or base.country
        known = here or 0 if country == base.country and not at else -1
        if known < 0:
            known = len(events)
            events.append(replace(base, country=country, main=base.main and country == base.country, born=system.start))
        numbers.append(known)
    anchors.extend(Anchor(s.start, n) for s, n in zip(pair, numbers, strict=True))
    anchors.extend(_told_later(sheet, part, pair, numbers, anchors))


def _told_later(
    sheet: Sheet, part: Sentence, pair: Sequence[SystemMark], numbers: Sequence[int], anchors: Sequence[Anchor]
) -> Iterator[Anchor]:
    """Where later sentences tell of each of two types: at its name, and at the first and second of two numbers."""
    names = {_bare(s.name): n for s, n in zip(pair, numbers, strict=True)}
    for later in sheet.parts[sheet.index(part.start) + 1 :]:
        if any(later.start <= a.place < later.end for a in anchors):
            continue
        known = [s for s in within(sheet.systems, later.start, later.end) if _bare(s.name) in names]
        yield from (Anchor(s.start, names[_bare(s.name)]) for s in known)
        values = within(sheet.quantities, later.start, later.end)
        for first, second in pairwise(values):
            between = sheet.text[first.end : second.start]
            if not known and sheet.words.patterns["and"].fullmatch(between) and between and _each(sheet, first.start):
                yield from (Anchor(first.start, numbers[0]), Anchor(second.start, numbers[1]))
                yield Anchor(second.end, numbers[0])


def _each(sheet: Sheet, place: int) -> bool:
    return sheet.has(max(0, place - 4), place, "each")


def _bare(name: str) -> str:
    """A type's name by its letters and digits, without the word for a model behind its number."""
    return _MODEL.sub("", "".join(c for c in name if c.isalnum()))


def _by_order(sheet: Sheet, events: list[Event], anchors: list[Anchor]) -> None:
    """ "The second" and "the third" are launches of their own where the text gives the shots of the day other kinds."""
    known = dict[str, int]()
    ordered = [(p, w) for p in sheet.parts if not p.heading for w in sheet.inside("shot", p.start, p.end)]
    kinds = {k.value for p, _ in ordered for k in sheet.inside("kind", p.start, p.end) if k.value in (*FAR, *NEAR)}
    first = ordered[0][1].start if ordered else 0
    kinds |= {k.value for k in sheet.groups.get("kind", ()) if k.value in FAR and k.start < first}
    if not _differ(kinds):
        return
    for part, word in ordered:
        if word.value != "1" and word.value not in known and _own_figures(sheet, part, word):
            known[word.value] = len(events)
            events.append(replace(events[0], born=word.start))
        if word.value == "1" or word.value in known:
            anchors.append(Anchor(_clause(sheet, part, word), known.get(word.value, 0)))


def _differ(kinds: set[str]) -> bool:
    return (bool(kinds & set(FAR)) and bool(kinds & set(NEAR))) or len(kinds & set(NEAR)) > 1


def _own_figures(sheet: Sheet, part: Sentence, word: Word) -> bool:
    """Whether a shot has an hour or numbers of its own."""
    before = within(sheet.clocks, max(part.start, word.start - HEAD), word.start)
    return bool(before or within(sheet.quantities, word.end, part.end))


def _clause(sheet: Sheet, part: Sentence, word: Word) -> int:
    """Where the words about a shot begin: at its hour, if that stands right before it."""
    hours = within(sheet.clocks, max(part.start, word.start - HEAD), word.start)
    return hours[-1].start if hours else word.start


def _by_kind(sheet: Sheet, told: Sequence[Word], events: list[Event], anchors: list[Anchor]) -> None:
    """ "The same day it fired an SLBM" tells of one more launch, if the one told before of that day was an ICBM."""
    kinds = dict[int, str]()
    for part in sheet.parts:
        here = [a for a in anchors if part.start <= a.place < part.end]
        before = [a for a in anchors if a.place < part.start and sheet.part(a.place).paragraph == part.paragraph]
        here = here or [Anchor(part.start, before[-1].event)] if before else here
        if part.heading or len(here) != 1 or not any(part.start <= v.start < part.end for v in told):
            continue
        number = here[0].event
        kind = next((k.value for k in sheet.inside("kind", part.start, part.end) if k.value in (*FAR, *NEAR)), "")
        if not kind or not events[number].is_day:
            continue
        again = sheet.has(part.start, min(part.end, part.start + HEAD), "again")
        if again and kinds.get(number, kind) != kind:
            anchors[:] = [*(a for a in anchors if a != here[0]), Anchor(here[0].place, len(events))]
            events.append(replace(events[number], kind=kind, born=here[0].place))
        else:
            kinds.setdefault(number, kind)


def _ended_alike(sheet: Sheet, tale: Story, part: Sentence, place: int) -> Sequence[int]:
    """Launches of one day told side by side that end in one verb: "A flew 7,560 s and B 7,120 and hit"."""
    here = [a for a in tale.anchors if part.start <= a.place < place]
    own = tale.events[tale.at(place)]
    twins = [a for a in here if (tale.events[a.event].country, tale.events[a.event].first) == (own.country, own.first)]
    apart_by = sheet.has(twins[0].place, twins[-1].place, "flown", "impact", "launch", "outcome") if twins else True
    return () if apart_by else [a.event for a in twins]


def sharing(sheet: Sheet, tale: Story, part: Sentence, attribute: str, place: int) -> Sequence[int]:
    """The launches that words are said of together: of types fired together, or of all shots told of before."""
    pair = fired_together(sheet, part)
    starts = [s.start for s in pair]
    events = [a.event for a in tale.anchors if a.place in starts]
    if len(events) > 1 and not pair[0].start <= place < pair[1].end:
        return events
    own = tale.at(place)
    if own < 0:
        return ()
    if attribute in ENDS and (ended := _ended_alike(sheet, tale, part, place)):
        return ended
    if not sheet.has(part.start, part.end, "each"):
        return ()
    base = tale.events[own]
    return [n for n, e in enumerate(tale.events) if e.is_beside(base) and e.born <= place]
