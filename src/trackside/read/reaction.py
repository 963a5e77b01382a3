"""Who takes which stance on a launch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.actor import ActorMark
from trackside.read.attribution import Voices
from trackside.read.frame import may_govern
from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence
from trackside.record import NARRATOR, Source

# How far behind the words of a stance its author may be named ("a protest was lodged by the government").
BY_REACH = 70
# How far before talks the words may stand that tell they are going nowhere.
STALLED_REACH = 30
_NOT_SUBJECT = re.compile(
    r"\b(?:by|of|in|to|with|at|from|against|toward|near|via|through|on|over)\s+(?:the\s+|its\s+)?$"
)
_OURS = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:government\s+of\s+)?$", re.IGNORECASE)
_QUOTES = re.compile('["“”]')
_JOINED = re.compile(r"\s*,?\s*(?:and\s+)?(?:the\s+)?")


@final
@dataclass(frozen=True, slots=True)
class Stand:
    """A stance that an actor takes in the words ``text[start:end]``."""

    actor: Source
    stance: str
    start: int
    end: int


def stands(marks: Marks, who: Voices) -> Iterator[Stand]:
    """Every stance with a named actor, one for each actor and stance in a sentence."""
    for part in marks.sentences:
        taken: set[tuple[str, str]] = set()
        for hit in marks.words("stance", part.start, part.end) if not part.heading else ():
            if marks.has("talks", hit.start, hit.start + 1) and not _urged(marks, part, hit.start):
                continue
            for actor in _takers(marks, who, part, hit.start, hit.end):
                if (actor.name, hit.value) not in taken:
                    taken.add((actor.name, hit.value))
                    yield Stand(actor, hit.value, part.start, part.end)


def _urged(marks: Marks, part: Sentence, place: int) -> bool:
    """Whether talks are asked for or offered ("urged a return to dialogue"), not only spoken of."""
    stalled = marks.has("stalled", max(part.start, place - STALLED_REACH), place)
    return marks.has("urging", part.start, part.end) and not stalled


def _takers(marks: Marks, who: Voices, part: Sentence, start: int, end: int) -> list[Source]:
    """Who takes a stance: "we" is the issuer, "by" names the author, else the subject, else who speaks."""
    if _OURS.search(marks.text, part.start, start) and who.issuer != NARRATOR:
        return [who.issuer]
    named = [a for a in within(who.actors, part.start, part.end) if a.kind not in ("pronoun", "unplaced")]
    author = _author(marks.text, named, end)
    subjects = [author] if author else _subjects(marks.text, named, start) or _first(marks.text, named, start)
    if subjects:
        return [a.source for a in subjects]
    speaker = who.at(start)
    return [] if speaker == NARRATOR else [speaker]


def _first(text: str, named: Sequence[ActorMark], start: int) -> list[ActorMark]:
    """The sentence's first actor, whom later verbs still have as subject: "condemned it while insisting ..."."""
    free = (a for a in named if a.end <= start and not _NOT_SUBJECT.search(text[max(0, a.start - 14) : a.start]))
    return [a for a in [next(free, None)] if a]


def _author(text: str, named: Sequence[ActorMark], end: int) -> ActorMark | None:
    """Who is named after "by" behind the words: "a protest was delivered by the Government of Japan"."""
    behind = (a for a in named if end <= a.start <= end + BY_REACH)
    return next((a for a in behind if _BY.search(text[end : a.start])), None)


def _subjects(text: str, named: Sequence[ActorMark], start: int) -> list[ActorMark]:
    """The nearest actor before the words that can govern them, and those joined to it by "and"."""
    before = [a for a in named if a.end <= start]
    at = next((n for n in reversed(range(len(before))) if _may_take(text, before[n], start)), -1)
    if at < 0:
        return []
    subjects = [before[at]]
    while at > 0 and _JOINED.fullmatch(text, before[at - 1].end, before[at].start):
        at -= 1
        subjects.append(before[at])
    return subjects


def _may_take(text: str, actor: ActorMark, start: int) -> bool:
    held = _NOT_SUBJECT.search(text[max(0, actor.start - 14) : actor.start])
    return not held and may_govern(_QUOTES.sub(" ", text[actor.end : start]))
