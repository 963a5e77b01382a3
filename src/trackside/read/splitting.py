"""Launches of one day told apart: by their kinds or types, or as the first and the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.read.flying import is_far
from trackside.read.marks import Marks, within
from trackside.read.news import Event
from trackside.read.phrases import Hit
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling
from trackside.read.weapon import SystemMark

# How far behind a verb of launching what is fired may be named, and how far before it.
OBJECTS_REACH, SUBJECT_REACH = 160, 60
# A number right before a type's name counts that type alone.
OF_TYPE_REACH = 24
_OBJECTS_END = re.compile(r"[;:]|\b(?:that|which|who|like|than|similar|called|known|named)\b")
_ONE_OF = re.compile(r"(?:^|\s)(?:an?|one|two|three|four|the|its|\d)\s+(?:[\w-]+\s+){0,4}[“\"]?$")
_LETTER = re.compile(r"(?<=[a-z])-[A-Z]$")
_AND_ONE = re.compile(r"\b(?:and|then)\s+(?:an?|one|two|three|four|\d)\s+(?:[\w-]+\s+){0,3}[“\"]?$")
_SUBJECT_GAP = re.compile(r"\s+(?:(?:missiles?|rockets?|ICBMs?|was|were|had|has|been|then|also|later|\w+ly)\s+){0,4}")
# How far before a kind of missile its number may stand.
KIND_REACH = 60
_ONE_MORE_KIND = re.compile(r"\b(?P<one>an?)\s+(?:[\w-]+\s+){0,2}$")
_JOINS = re.compile(r",?\s*(?:and|plus|then|,)\s*(?:then\s+|also\s+)?")
# How many shots of one day are told apart at the most.
MOST_SHOTS = 6


@final
@dataclass(frozen=True, slots=True)
class Anchor:
    """Words at an offset that say which launch is spoken of."""

    place: int
    event: int


def split(marks: Marks, told: Sequence[Telling], events: list[Event], anchors: list[Anchor]) -> None:
    """Adds a launch for each further kind or shot of the day that the text tells apart, and where its words are."""
    if not events[0].is_day or _by_kind(marks, told, events, anchors):
        return
    if not _by_hour(marks, events, anchors) and not _by_type(marks, told, events, anchors):
        _by_order(marks, events, anchors)


def _by_hour(marks: Marks, events: list[Event], anchors: list[Anchor]) -> bool:
    """Items of a list, each with an hour and the figures of a flight, are launches: "- 06:01: flew 350 km"."""
    items = [
        (part, clocks[0])
        for part in marks.sentences
        if part.bullet
        and (clocks := within(marks.clocks, part.start, part.end))
        and any(map(is_far, within(marks.quantities, clocks[0].end, part.end)))
        and marks.has_any(("launch_verb", "launch_noun", "weapon"), part.start, clocks[0].end)
        and _is_of_main(marks, anchors, events[0], part)
    ]
    hours = {clock.time for _, clock in items}
    if len(items) < 2 or len(hours) < len(items):
        return False
    for number, (part, _) in enumerate(items):
        if number:
            events.append(replace(events[0], kind="", born=part.start))
        anchors.append(Anchor(part.start, len(events) - 1 if number else 0))
    return True


def _by_type(marks: Marks, told: Sequence[Telling], events: list[Event], anchors: list[Anchor]) -> bool:
    """Two types fired, where the text counts so many shots or names both at once: "a DF-26 from Qinghai and a DF-21".

    Two names without that may be two sides' names for one missile.
    """
    fired = [
        (at, place, family(system.name))
        for at, telling in enumerate(told)
        if telling.sure
        and telling.country in ("", events[0].country)
        and _is_of_main(marks, anchors, events[0], telling)
        for place, system in _objects(marks, telling)
    ]
    types = list(dict.fromkeys(name for *_, name in fired))
    if any(a != b and (a.startswith(b) or b.startswith(a)) for a in types for b in types):
        return False
    at_once = len({(at, name) for at, _, name in fired}) > len({at for at, *_ in fired})
    counted = (c for c in marks.counts if not within(marks.systems, c.end, c.end + OF_TYPE_REACH))
    shots = [c.estimate.best for c in counted if _is_of_main(marks, anchors, events[0], c)]
    if len(types) < 2 or not (at_once or max(shots, default=0) >= len(types)):
        return False
    numbers = {types[0]: 0}
    for name in types[1:]:
        numbers[name] = len(events)
        events.append(replace(events[0], kind="", born=next(place for _, place, told in fired if told == name)))
    found = [Anchor(place, numbers[name]) for _, place, name in fired]
    again = [
        Anchor(s.start, numbers[family(s.name)])
        for s in marks.systems
        if family(s.name) in numbers and _is_of_main(marks, anchors, events[0], s)
    ]
    anchors.extend(found + again)
    return True


def family(name: str) -> str:
    """A type's name by its letters and digits alone: "DF-26B" and "DF 26B" are one, and so are variants by a letter."""
    name = _LETTER.sub("", name)
    return "".join(c for c in name.lower() if c.isalnum())


def _is_of_main(
    marks: Marks, anchors: Sequence[Anchor], main: Event, what: Telling | SystemMark | Quantity | Sentence
) -> bool:
    """Whether words stand where the main launch is spoken of: no other's day in their sentence or before it."""
    part = marks.part(what.start)
    if part.heading or any(d.is_day and d.first != main.first for d in within(marks.dates, part.start, part.end)):
        return False
    opening = marks.sentences[marks.opening(marks.number(what.start))].start
    near = [a for a in anchors if opening <= a.place < part.end]
    return not near or near[-1].event == 0


def _objects(marks: Marks, telling: Telling) -> Iterator[tuple[int, SystemMark]]:
    """The types that a verb of launching says were fired, and where the words about each begin."""
    text, part = marks.text, marks.sentences[telling.sentence]
    if marks.has("flown_verb", telling.start, telling.start + 1):
        return
    end = min(part.end, telling.end + OBJECTS_REACH)
    stop = _OBJECTS_END.search(text, telling.end, end)
    behind = within(marks.systems, telling.end, stop.start() if stop else end)
    before = within(marks.systems, max(part.start, telling.start - SUBJECT_REACH), telling.start)
    if behind and _ONE_OF.search(text, telling.end, behind[0].start):
        yield part.start, behind[0]
        for system in behind[1:]:
            another = _AND_ONE.search(text, behind[0].end, system.start)
            if another:
                yield another.start(), system
    elif before and not behind and _SUBJECT_GAP.fullmatch(text, before[-1].end, telling.start):
        yield part.start, before[-1]


def _by_order(marks: Marks, events: list[Event], anchors: list[Anchor]) -> None:
    """ "The first climbed 1,413 km ... the second flew 150 km": a shot with its own figures is a launch of its own."""
    shots = list(_shots(marks, events[0]))
    if not {order for order, _ in shots} >= {1, 2}:
        return
    numbers = {1: 0}
    for order, hit in shots:
        if order not in numbers and order == len(numbers) + 1:
            numbers[order] = len(events)
            events.append(replace(events[0], kind="", born=hit.start))
        if order in numbers:
            anchors.append(Anchor(hit.start, numbers[order]))


def _shots(marks: Marks, main: Event) -> Iterator[tuple[int, Hit[str]]]:
    """Words that point to a shot by its order, in sentences of the main launch that give it a figure."""
    for number, part in enumerate(marks.sentences):
        if part.heading or any(d.first != main.first for d in within(marks.dates, part.start, part.end)):
            continue
        for hit in marks.words("shot_order", part.start, part.end):
            if _has_figure(marks, number, hit) and int(hit.value) <= MOST_SHOTS:
                yield int(hit.value), hit


def _has_figure(marks: Marks, number: int, hit: Hit[str]) -> bool:
    """Whether a length follows before the next shot is pointed to, in the same sentence or the next."""
    part: Sentence = marks.sentences[number]
    after = marks.sentences[number + 1 : number + 2]
    end = after[0].end if after and after[0].paragraph == part.paragraph else part.end
    following = next((h.start for h in marks.words("shot_order", hit.end, end)), end)
    return any(map(is_far, within(marks.quantities, hit.end, following)))


def _by_kind(marks: Marks, told: Sequence[Telling], events: list[Event], anchors: list[Anchor]) -> bool:
    """Two kinds of missile counted in one sentence are two launches of one day."""
    for number in sorted({t.sentence for t in told}):
        part = marks.sentences[number]
        kinds = list(_counted_kinds(marks, part))
        names = list(dict.fromkeys(k.value for k, _ in kinds))
        if len(names) != 2 or not _is_of_main(marks, anchors, events[0], part):
            continue
        twin = len(events)
        events.append(replace(events[0], kind=names[1], born=kinds[1][1]))
        events[0] = replace(events[0], kind=names[0])
        for kind in marks.hits["kind"]:
            if kind.start >= part.start and kind.value in names:
                place = next((start for k, start in kinds if k.start == kind.start), kind.start)
                anchors.append(Anchor(place, 0 if kind.value == names[0] else twin))
        anchors.extend(Anchor(hit.start, 0 if n == 1 else twin) for n, hit in _shots(marks, events[0]) if n <= 2)
        return True
    return False


def _counted_kinds(marks: Marks, part: Sentence) -> Iterator[tuple[Hit[str], int]]:
    """Kinds of missile with their number, and where it begins; "an ICBM" counts beside "and two SRBMs"."""
    found = []
    for kind in marks.words("kind", part.start, part.end):
        counts = within(marks.counts, max(part.start, kind.start - KIND_REACH), kind.start)
        count = counts[-1] if counts else None
        one = _ONE_MORE_KIND.search(marks.text, part.start, kind.start)
        if count and not marks.has("kind", count.end, kind.start):
            found.append((kind, count.start, True))
        elif one:
            found.append((kind, one.start("one"), False))
    for at, (kind, start, counted) in enumerate(found):
        before = at and _JOINS.fullmatch(marks.text, found[at - 1][0].end, start)
        behind = at + 1 < len(found) and _JOINS.fullmatch(marks.text, kind.end, found[at + 1][1])
        if counted or before or behind:
            yield kind, start
