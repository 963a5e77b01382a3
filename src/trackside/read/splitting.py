"""Launches of one day told apart: by their kinds, or as the first and the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.read.flying import is_far
from trackside.read.marks import Marks, within
from trackside.read.news import Event
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling

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
    if events[0].is_day and not _by_kind(marks, told, events, anchors):
        _by_order(marks, events, anchors)


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
        anchors.extend(Anchor(hit.start, 0 if n == 1 else twin) for n, hit in _shots(marks, events[0]) if n <= 2)
        return True
    return False
