"""Numbers of other launches than the one spoken of: of an earlier one without a date, or of several in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from trackside.read.attribution import Voices
from trackside.read.ellipsis import Told
from trackside.read.marks import Marks
from trackside.read.mention import Story
from trackside.read.sentence import Sentence

# How far before a number the words may begin that speak of an earlier launch, and how far behind it.
BEFORE, BEHIND = 160, 90
# How many sentences before "respectively" the launches may be named.
NAMED_BEFORE = 2
# Between two launches named side by side, up to the first letters of the second: "Feb. 27 and March 5".
_LISTED = re.compile(r"(?:,|\band)\s+(?:on\s+)?\S{1,4}\s?$|;\s+\S")


def of_an_earlier(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a number is told of an earlier launch that the sentence does not place in time."""
    patterns, text, before = marks.lexicon.patterns, marks.text, (max(0, part.start - 1, start - BEFORE), start)
    if "earlier_test" not in patterns:
        return False
    for name in ("earlier_test", "earlier_shot"):
        opening = patterns[name].search(text, *before)
        if opening and not patterns["this_time"].search(text, opening.end(), start):
            return True
    behind = patterns["of_the_earlier"].match(text, end, min(part.end, end + BEHIND))
    return bool(behind or patterns["earlier_best"].search(text, *before))


def in_turn(marks: Marks, who: Voices, tale: Story, told: Sequence[Told]) -> Iterator[Told]:
    """The numbers, those told in turn with their launches: "on Feb. 27 and March 5 they flew 300 km and 270 km"."""
    for at, one in enumerate(told):
        same = [o for o in told[max(0, at - 6) : at + 7] if _alike(who, o, one)]
        events = _named(marks, tale, one, same[0].role.quantity.start, same[-1].role.quantity.start)
        yield replace(one, event=events[same.index(one)]) if len(events) == len(same) > 1 else one


def _alike(who: Voices, one: Told, other: Told) -> bool:
    """Whether two numbers of one part of a sentence are of one attribute, by one speaker."""
    a, b = one.role.quantity, other.role.quantity
    return one.part == other.part and one.role.attribute == other.role.attribute and who.at(a.start) == who.at(b.start)


def _named(marks: Marks, tale: Story, one: Told, first: int, last: int) -> list[int]:
    """The launches named before some numbers, in order, unless another is named among the numbers."""
    number = marks.number(one.part.start)
    parts = [one.part]
    if marks.has("respective", one.part.start, one.part.end):
        earlier = marks.sentences[max(0, number - NAMED_BEFORE) : number]
        parts += [p for p in reversed(earlier) if p.paragraph == one.part.paragraph]
    for part in parts:
        here = [a for a in tale.anchors if part.start <= a.place < part.end]
        if any(first <= a.place < last for a in here):
            return []
        before = [a for a in here if a.place < first]
        events = list(dict.fromkeys(a.event for a in before))
        listed = len(parts) > 1 or all(_LISTED.search(marks.text, a.place, b.place + 4) for a, b in pairwise(before))
        if len(events) == len(before) > 1 and listed:
            return events
    return []
