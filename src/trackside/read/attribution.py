"""Who vouches for the words at any place of a text: the innermost named source, carried on until another takes over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, final

from trackside.read.actor import ActorMark
from trackside.read.antecedent import antecedent
from trackside.read.frame import Frame, frames
from trackside.read.letterhead import issuer_of
from trackside.read.marks import Marks, within
from trackside.read.placed import Row, first_after
from trackside.read.sentence import Sentence
from trackside.read.unspoken import CLOCK_REACH
from trackside.record import Source

# How many scopes may lie around one word.
NESTED = 12
# How far behind an account's owner its number may begin ("Tokyo's first estimate of about 620 km").
NUMBER_BEHIND = 40
# Who vouches for a number or a name only is not carried on.
PASSING = ("number", "clock", "name")
# A date this near to a sentence's head opens the story of another day.
DATED_REACH = 60
# How far into a paragraph the word may begin that goes on with the one before.
OPENING_REACH = 6


class Scope(NamedTuple):
    """Words ``text[start:end]`` that somebody vouches for; `cue` is where the reporting words stand."""

    start: int
    end: int
    source: Source
    cue: int
    actor: ActorMark | None = None
    shape: str = ""


# The parts of a sentence and what is found in it.
Told = tuple[Sequence[Sentence], Sequence[Scope]]
_BESIDE_NAME = re.compile(r"[\W\d]+|\b(?:the|at|GMT|UTC|KST|JST|[ap]m)\b")
# "It was Iran's third test" is history, told by the narrator.
_COUNTS = re.compile(r"\s+(?:is|was|were|are|would\s+be|has\s+been)\s+(?:the|its|their|only|[A-Z])")
_CLAUSE_END = re.compile(r"[,;.()]")


@final
@dataclass(frozen=True, slots=True)
class Voices:
    """Who vouches for what in a document: scopes by sentence, and who speaks where no scope reaches."""

    scopes: Row[Scope]
    defaults: Row[Scope]
    actors: Row[ActorMark]
    issuer: Source
    standing: Scope | None = None

    def at(self, place: int) -> Source:
        """Who vouches for the words at an offset: the narrowest scope, else whoever was carried on."""
        scope = self._scope(place)
        if scope:
            return scope.source
        at = first_after(self.defaults, place)
        return self.defaults[at - 1].source if at else self.issuer

    def dating(self, place: int) -> Source:
        """Who vouches for the day of a launch: who leads its sentence in, else the narrator, whose frame the day is."""
        scope = self._scope(place)
        return scope.source if scope and scope.shape == "front" else self.issuer

    def figure(self, place: int) -> Source:
        """Who vouches for a number or a clock time: where nobody does, whoever is said to have given all figures."""
        source = self.at(place)
        standing = self.standing
        return standing.source if standing and source == self.issuer and place > standing.end else source

    def _scope(self, place: int) -> Scope | None:
        last = first_after(self.scopes, place)
        around = [s for s in self.scopes[max(0, last - NESTED) : last] if s.start <= place < s.end]
        return min(around, key=lambda s: s.end - s.start, default=None)


def voices(marks: Marks, named: Row[ActorMark], country: str) -> Voices:
    """Works out who of those named vouches for each part of a text; `country` is whose launch it mainly tells of."""
    issuer = issuer_of(marks, named, country)
    seen: list[ActorMark] = []
    told: list[Told] = []
    for _, group in groupby(marks.sentences, key=lambda s: s.whole):
        parts = list(group)
        told.append((parts, list(_sentence_scopes(marks, parts, named, seen, country))))
    scopes = sorted((s for _, found in told for s in found), key=lambda s: s.start)
    standing = next((s for s in (_standing(marks, t) for t in told) if s), None)
    return Voices(Row(scopes), Row(_carried_on(marks, told, named, issuer)), named, issuer, standing)


def _standing(marks: Marks, told: Told) -> Scope | None:
    """Who is said to have given all the figures that follow: "All distances are those of the Joint Chiefs"."""
    parts, found = told
    start, end = parts[0].start, parts[-1].end
    if not marks.has("blanket", start, end) or within(marks.quantities, start, end):
        return None
    named = next((s for s in found if s.actor), None)
    return Scope(start, end, named.source, named.cue, named.actor) if named else None


def _carried_on(marks: Marks, told: Sequence[Told], who: Sequence[ActorMark], issuer: Source) -> Iterator[Scope]:
    """Who speaks where no scope reaches: who spoke last in the paragraph, until the narrator takes over."""
    carried, listed, headed, paragraph, before = issuer, issuer, issuer, -1, (0, 0)
    for at, (parts, found) in enumerate(told):
        first = parts[0]
        if first.paragraph != paragraph:
            introduced = marks.text[before[0] : before[1]].rstrip().endswith(":")
            headed_anew = first.heading or first.bullet
            if first.heading:
                headed = _alone(marks, first, who) or issuer
            listed = (carried if introduced else listed) if first.bullet else headed
            carried = carried if _continues(marks, first) and not headed_anew else listed
        paragraph, before = first.paragraph, (first.start, parts[-1].end)
        if not found and _narrated(marks, parts):
            carried = issuer
        ahead = _told_behind(marks, told[at : at + 2]) if carried == issuer and not found else None
        yield from _left_over(parts, found, issuer if found else ahead or carried)
        speaking = [s for s in found if s.shape not in PASSING]
        if speaking and not first.heading:
            carried = max(speaking, key=lambda s: s.cue).source


def _told_behind(marks: Marks, told: Sequence[Told]) -> Source | None:
    """Who is named only behind the sentence that goes on with this one: "It rose. It flew 600 km, they said"."""
    (parts, _), *behind = told
    if not behind or behind[0][0][0].paragraph != parts[0].paragraph or _narrated(marks, parts):
        return None
    (after, *_), found = behind[0]
    tail = next((s for s in found if s.shape in ("tail", "around", "closing")), None)
    return tail.source if tail and tail.start <= after.start and _continues(marks, after) else None


def _alone(marks: Marks, heading: Sentence, named: Sequence[ActorMark]) -> Source | None:
    """The speaker whose name alone, or with a clock time, heads an entry."""
    actor = next(
        (a for a in within(named, heading.start, heading.end) if a.kind in ("office", "person", "group")), None
    )
    rest = marks.text[heading.start : actor.start] + marks.text[actor.end : heading.end] if actor else ""
    return actor.source if actor and not _BESIDE_NAME.sub("", rest) else None


def _continues(marks: Marks, first: Sentence) -> bool:
    """Whether a paragraph goes on with what the one before it spoke of: "They flew ...", "The missile ..."."""
    opening = next(iter(marks.words("continuing", first.start, first.start + OPENING_REACH)), None)
    if opening is None or _COUNTS.match(marks.text, opening.end):
        return False
    return not marks.text[first.start : opening.start].strip(' \n"“')


def _narrated(marks: Marks, parts: Sequence[Sentence]) -> bool:
    """Whether the narrator plainly takes over: by words that say so, or with the day of something else."""
    start = parts[0].start
    return marks.has("narrating", start, parts[-1].end) or bool(within(marks.dates, start, start + DATED_REACH))


def _left_over(parts: Sequence[Sentence], found: Sequence[Scope], source: Source) -> Iterator[Scope]:
    """The parts of a sentence: after one with a speaker the next is that speaker's too."""
    speaking = sorted((s for s in found if s.shape not in PASSING), key=lambda s: s.cue)
    cues = [s.cue for s in speaking]
    for part in parts:
        yield Scope(part.start, part.end, source, part.start)
        behind = bisect_left(cues, part.end)
        if behind and cues[behind - 1] >= part.start:
            source = speaking[bisect_left(cues, cues[behind - 1])].source


def _sentence_scopes(
    marks: Marks, parts: Sequence[Sentence], named: Sequence[ActorMark], seen: list[ActorMark], country: str
) -> Iterator[Scope]:
    """The scopes of one sentence, its parts between semicolons taken one by one."""
    for part in parts:
        spoken = frames(marks, part, within(named, part.start, part.end))
        for frame in spoken:
            who = antecedent(marks, frame.actor, seen, named, country)
            if who is None:
                continue
            if frame.shape != "clock":
                seen.append(who)
            start, end = _extent(marks, part, frame, spoken)
            whole = parts[0].start if frame.shape == "closing" else start
            yield Scope(whole, end, who.source, frame.cue, who, frame.shape)


def _extent(marks: Marks, part: Sentence, frame: Frame, spoken: Sequence[Frame]) -> tuple[int, int]:
    """Which words of a part a speaker vouches for."""
    actor, cue, shape = frame
    if shape == "front":
        return actor.start, _front_end(spoken, frame, part.end)
    if shape in ("tail", "closing"):
        return part.start, max(cue, actor.end)
    return (part.start, part.end) if shape == "around" else _narrow(marks, part, frame)


def _narrow(marks: Marks, part: Sentence, frame: Frame) -> tuple[int, int]:
    """The few words that are somebody's: a clock time, a number, a name, or all from the first number on."""
    actor, cue, shape = frame
    if shape == "clock":
        clock = within(marks.clocks, max(part.start, actor.start - CLOCK_REACH), actor.end)[-1]
        return clock.start, max(clock.end, actor.end)
    if shape == "number":
        beside = within(marks.quantities, min(cue, actor.start), actor.end + NUMBER_BEHIND)
        return min(cue, actor.start), max([actor.end, *(q.end for q in beside[:1])])
    if shape == "name":
        stop = _CLAUSE_END.search(marks.text, cue, part.end)
        return actor.start, stop.start() if stop else part.end
    before = [q.start for q in within(marks.quantities, part.start, actor.start)]
    return min([*before, actor.start]), actor.end if shape == "upto" else part.end


def _front_end(spoken: Sequence[Frame], frame: Frame, end: int) -> int:
    """Where the words of a leading speaker end: where the next one takes over, or a clause around this one goes on."""
    start, cue = frame.actor.start, frame.cue
    later = [f.actor.start for f in spoken if f.shape == "front" and f.actor.start > max(start, cue)]
    around = [f.cue for f in spoken if f.actor.start < start and f.cue > cue]
    return min([*later, *around, end])
