"""Where a missile fell or was sent, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trackside.read.fact import Fact
from trackside.read.marks import Marks, within
from trackside.read.mention import Story
from trackside.read.sentence import Sentence
from trackside.read.site import is_start, told_in_full
from trackside.read.toponym import PlaceMark

# How far before a place the word may stand that tells of falling there.
FALL_REACH = 120
# A place that this shot did not go to: "instead of the usual range on Kamchatka".
_NOT_THERE = re.compile(
    r"\b(?:instead\s+of|rather\s+than|usual|usually|normally)\b[^.;]{0,60}$|"
    r"\b(?:no|nothing|neither|none|never|did\s+not|not\s+have)\s+(?:(?!(?:and|but)\b)\w+\s+){0,5}$",
    re.IGNORECASE,
)
# How a flight leads up to where it ended: "4,200 miles to", "sent the missile to", "heading for".
_REACHED = re.compile(r"\b(?:km|kilomet(?:er|re)s?|miles?)\)?(?=,?\s+to\s)")
_TO_SEA = re.compile(
    r"\b(?:km|kilomet(?:er|re)s?|miles?|sent|send|sending|flew|fly|flown|went|go|gone|carried|travell?ed)\b[^.;]{0,60}"
    r"\bto\s+(?:[a-z]+\s+){0,4}(?:(?:in|off|at|on|of)\s+)?$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor\s+(?:the\s+)?$")
_BOUND = re.compile(
    r"\b(?:head(?:ing|ed|s)?|bound|ma(?:de|king)|aim(?:ed|ing)|meant|intended|destined)\s+for\s+(?:the\s+)?$"
)


def landings(marks: Marks, tale: Story) -> Iterator[Fact]:
    """All places of fall but what a headline says of a launch whose place of fall the text names."""
    yield from told_in_full(marks, list(_landings(marks, tale)))


def _landings(marks: Marks, tale: Story) -> Iterator[Fact]:
    """Distances from a coast, seas, ranges and other places that a missile fell into or was sent to."""
    for part in marks.sentences:
        found = list(_places(marks, part))
        found += [span for span in _described(marks, part) if not any(_meets(span, f) for f in found)]
        for start, end in found:
            event = tale.at(start)
            if event >= 0 and not _NOT_THERE.search(marks.text, max(part.start, start - 90), start):
                yield Fact(event, "landing", " ".join(marks.text[start:end].split()), start, end)


def _places(marks: Marks, part: Sentence) -> Iterator[tuple[int, int]]:
    """Distances from named places, and named seas and ranges behind a word of falling."""
    for place in within(marks.places, part.start, part.end):
        if place.kind in ("landing", "sea") and _is_fall(marks, part, place):
            yield place.start, place.end


def _is_fall(marks: Marks, part: Sentence, place: PlaceMark) -> bool:
    """Whether a word of falling leads to a place; a distance from one only needs a word of flight in its sentence."""
    if place.kind == "landing" and marks.has_any(("flight_verb", "fall_verb"), part.start, part.end):
        return True
    return _falls_before(marks, part, place.start) and not (place.kind == "sea" and is_start(marks, part, place))


def _falls_before(marks: Marks, part: Sentence, start: int) -> bool:
    near = max(part.start, start - FALL_REACH)
    if _FOR.search(marks.text, near, start) and not _BOUND.search(marks.text, near, start):
        return False
    return marks.has_any(("landing_verb", "fall_verb"), near, start) or bool(_TO_SEA.search(marks.text, near, start))


def _described(marks: Marks, part: Sentence) -> Iterator[tuple[int, int]]:
    """Places told in common words behind a word of falling: "near the coast", "between Brazil and West Africa"."""
    pattern, waters = marks.lexicon.patterns["fallen_at"], marks.lexicon.patterns["waters_at"]
    end = -1
    verbs = [h.end for h in marks.words("fall_verb", part.start, part.end)]
    for after in sorted((*verbs, *(m.end() for m in _REACHED.finditer(marks.text, part.start, part.end)))):
        match = pattern.match(marks.text, after, part.end)
        if match and match.start("place") >= end:
            end = match.end("place")
            yield match.span("place")
    for match in waters.finditer(marks.text, part.start, part.end) if end < 0 else ():
        if match["into"] or marks.has("fall_verb", max(part.start, match.start() - FALL_REACH), match.start()):
            yield match.span("place")


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
