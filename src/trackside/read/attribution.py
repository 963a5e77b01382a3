"""Who vouches for the words at any place of a text: the innermost named source, carried on until another takes over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import final

from trackside.read.actor import ActorMark, office_of
from trackside.read.marks import Marks, within
from trackside.read.frame import CLOCK_REACH, frames
from trackside.read.sentence import Sentence
from trackside.record import NARRATOR, Source

LETTERHEAD_REACH = 420
# How many scopes may lie around one word, and how many actors back a pronoun may reach.
NESTED, REMEMBERED = 12, 150
@final
@dataclass(frozen=True, slots=True)
class Scope:
    """Words ``text[start:end]`` that somebody vouches for; `cue` is where the reporting words stand."""

    start: int
    end: int
    source: Source
    cue: int
    actor: ActorMark | None = None
    shape: str = ""


# The parts of a sentence and what is found in it.
Told = tuple[Sequence[Sentence], Sequence[Scope]]
_CLOCKED_ENTRY = re.compile(r"\W*\d{1,2}[:.h]?\d\d\b")


@final
@dataclass(frozen=True, slots=True)
class Voices:
    """Who vouches for what in a document: scopes by sentence, and who speaks where no scope reaches."""

    scopes: tuple[Scope, ...]
    defaults: tuple[Scope, ...]
    actors: tuple[ActorMark, ...]
    issuer: Source

    def at(self, place: int) -> Source:
        """Who vouches for the words at an offset: the narrowest scope, else whoever was carried on."""
        scope = self._scope(place)
        if scope:
            return scope.source
        at = bisect_right(self.defaults, place, key=lambda s: s.start)
        return self.defaults[at - 1].source if at else self.issuer

    def dating(self, place: int) -> Source:
        """Who vouches for the day of a launch: who leads its sentence in, else the narrator, whose frame the day is."""
        scope = self._scope(place)
        return scope.source if scope and scope.shape == "front" else self.issuer

    def _scope(self, place: int) -> Scope | None:
        last = bisect_right(self.scopes, place, key=lambda s: s.start)
        around = [s for s in self.scopes[max(0, last - NESTED) : last] if s.start <= place < s.end]
        return min(around, key=lambda s: s.end - s.start, default=None)


def voices(marks: Marks, named: tuple[ActorMark, ...], country: str) -> Voices:
    """Works out who of those named vouches for each part of a text; `country` is whose launch it mainly tells of."""
    issuer = _issuer(marks, named)
    seen: list[ActorMark] = []
    told: list[Told] = []
    for _, group in groupby(marks.sentences, key=lambda s: s.whole):
        parts = list(group)
        told.append((parts, list(_sentence_scopes(marks, parts, named, seen, country))))
    scopes = sorted((s for _, found in told for s in found), key=lambda s: s.start)
    return Voices(tuple(scopes), tuple(_carried_on(marks, told, issuer)), named, issuer)


import os
VV = set(os.environ.get("V", "").split(","))
def _carried_on(marks: Marks, told: Sequence[Told], issuer: Source) -> Iterator[Scope]:
    """Who speaks where no scope reaches: who spoke last in the paragraph, until the narrator takes over."""
    carried, paragraph = issuer, -1
    for parts, found in told:
        first = parts[0]
        if first.paragraph != paragraph and (not first.bullet or ("clock" in VV and _CLOCKED_ENTRY.match(marks.text, first.start))):
            if "para" not in VV or first.heading: carried = issuer
        paragraph = first.paragraph
        if not found and marks.has("narrating", first.start, parts[-1].end):
            carried = issuer
        if not found and "date" in VV and within(marks.dates, first.start, first.start + 25):
            carried = issuer
        here = issuer if found else carried
        for part in parts:
            yield Scope(part.start, part.end, here, part.start)
            if "semi" in VV:
                here = max((s for s in found if part.start <= s.cue < part.end), key=lambda s: s.cue, default=None) or here
                here = here.source if isinstance(here, Scope) else here
        if found and not first.heading:
            carried = max(found, key=lambda s: s.cue).source


def _sentence_scopes(
    marks: Marks, parts: Sequence[Sentence], named: Sequence[ActorMark], seen: list[ActorMark], country: str
) -> Iterator[Scope]:
    """The scopes of one sentence, its parts between semicolons taken one by one."""
    for part in parts:
        spoken = frames(marks, part, within(named, part.start, part.end))
        fronts = [f[0].start for f in spoken if f[2] == "front"]
        for actor, cue, shape in spoken:
            if shape == "clock":
                clock = within(marks.clocks, max(part.start, actor.start - CLOCK_REACH), actor.end)[-1]
                yield Scope(clock.start, max(clock.end, actor.end), actor.source, cue, actor, shape)
                continue
            who = _resolved(marks, actor, seen, named, country)
            if who is None:
                continue
            seen.append(who)
            start, end = part.start, part.end
            if shape == "front":
                start = actor.start
                end = next((f for f in fronts if f > actor.start), part.end)
            elif shape in ("tail", "closing"):
                start, end = parts[0].start if shape == "closing" else start, max(cue, actor.end)
            yield Scope(start, end, who.source, cue, who, shape)


def _resolved(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], named: Sequence[ActorMark], country: str
) -> ActorMark | None:
    """Whom a pronoun or "the ministry" refers back to; everybody else is who they are."""
    here = bisect_right(named, actor.start, key=lambda a: a.start)
    earlier, seen = named[max(0, here - REMEMBERED) : here], seen[-REMEMBERED:]
    if actor.kind == "unplaced":
        last = next(
            (a for a in reversed(earlier) if a.category and a.category == actor.category and a.kind == "office"), None
        )
        if last:
            return last
        # "The ministry" is of the country that spoke last; where nobody has spoken, of the one that launched.
        home = next((a.country for a in reversed(seen) if a.country in marks.lexicon.countries), country)
        name = office_of(marks.lexicon, home, actor.name) if home in marks.lexicon.countries else actor.name
        return ActorMark(actor.start, actor.end, name, home, "office", actor.category)
    if actor.kind != "pronoun":
        return actor
    people = actor.name in marks.lexicon.words["he_she"].table
    noun = actor.name.split()[-1]
    if noun in ("it", "they", "another", "them", "he", "she"):
        back = (a for a in reversed(seen) if not people or a.kind in ("person", "group"))
    else:
        back = (a for a in reversed(earlier) if a.category == noun and a.kind in ("office", "person"))
    found = next(back, None)
    if found is None and people:
        found = next((a for a in reversed(seen) if a.kind in ("person", "group")), None)
    if found is None and people:
        found = next((a for a in reversed(earlier) if a.kind == "person"), None)
    return found or (seen[-1] if seen and not people else None)


def _issuer(marks: Marks, named: Sequence[ActorMark]) -> Source:
    """Who issues the document, when it is an announcement: an office alone on a line of its head, or in a dateline."""
    text = marks.text
    for actor in within(named, 0, LETTERHEAD_REACH):
        if actor.kind not in ("office", "unplaced"):
            continue
        line_start, line_end = text.rfind("\n", 0, actor.start) + 1, text.find("\n", actor.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        rest = (text[line_start : actor.start] + text[actor.end : line_start + len(line)]).strip()
        alone = not re.sub(
            r"(?i)[\[\]\W\d]|press|release|notice|statement|to|the|january|february|march|april|may|june|july|august|september|october|november|december|no",
            "",
            rest,
        )
        dateline = re.search(r"\($", text[: actor.start]) and re.match(
            r"\)\s*(?:--|—|–|-)", text[actor.end : actor.end + 6]
        )
        if (alone and len(line) < 90) or (dateline and actor.category == "agency"):
            return _issuing(marks, actor)
    return NARRATOR


def _issuing(marks: Marks, actor: ActorMark) -> Source:
    if actor.kind != "unplaced":
        return actor.source
    text = marks.text
    ours = [
        p.value
        for p in marks.places
        if p.kind == "country"
        and re.search(r"(?:Government of|our|Republic of)\s*$", text[max(0, p.start - 16) : p.start])
    ]
    return Source(office_of(marks.lexicon, ours[0], actor.name), ours[0]) if ours else NARRATOR
