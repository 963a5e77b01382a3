"""Who vouches for the words at any place of a text: the innermost named source, carried on until another takes over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import final

from trackside.read.actor import ActorMark, office_of
from trackside.read.letterhead import issuer_of
from trackside.read.marks import Marks, within
from trackside.read.frame import CLOCK_REACH, Frame, frames, is_placed
from trackside.read.sentence import Sentence
from trackside.record import Source

# How many scopes may lie around one word, and how many actors back a pronoun may reach.
NESTED, REMEMBERED = 12, 150
# How far behind an account's owner its number may begin ("Tokyo's first estimate of about 620 km").
NUMBER_BEHIND = 40
# A person named this near to a sentence's head is its subject, whom a later "he" means.
SUBJECT_REACH = 24
# How far into a text its dateline may stand.
DATELINE_REACH = 500
# A date this near to a sentence's head opens the story of another day.
DATED_REACH = 25
# How far into a paragraph the word may begin that goes on with the one before.
OPENING_REACH = 6
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
_BESIDE_NAME = re.compile(r"[\W\d]+|\b(?:the|at|GMT|UTC|KST|JST|[ap]m)\b")
_IN_PLACE = re.compile(r"\b(?:In|From)\s+$")
# "It was the North's seventh launch" is history, told by the narrator.
_COUNTS = re.compile(r"\s+(?:is|was|were|are|would\s+be|has\s+been)\s+(?:the|its|their|only|[A-Z])")
_AFTER_CITY = re.compile(r"(?:\s*,[^\n]{0,30}?|\s*\([^)\n]{2,40}\)|[^\n]{0,24}?)\s*(?:--|—|–|-|:)\s")
_LEAD = re.compile(r"(?i)^\s*(?:the|an?)\b")


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
    issuer = issuer_of(marks, named)
    seen: list[ActorMark] = []
    told: list[Told] = []
    for _, group in groupby(marks.sentences, key=lambda s: s.whole):
        parts = list(group)
        told.append((parts, list(_sentence_scopes(marks, parts, named, seen, country))))
    scopes = sorted((s for _, found in told for s in found), key=lambda s: s.start)
    return Voices(tuple(scopes), tuple(_carried_on(marks, told, named, issuer)), named, issuer)


def _carried_on(marks: Marks, told: Sequence[Told], who: Sequence[ActorMark], issuer: Source) -> Iterator[Scope]:
    """Who speaks where no scope reaches: who spoke last in the paragraph, until the narrator takes over."""
    carried, listed, headed, paragraph, before = issuer, issuer, issuer, -1, (0, 0)
    for parts, found in told:
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
        yield from _left_over(parts, found, issuer if found else carried)
        speaking = [s for s in found if s.shape not in ("number", "clock")]
        if speaking and not first.heading:
            carried = max(speaking, key=lambda s: s.cue).source


def _alone(marks: Marks, heading: Sentence, named: Sequence[ActorMark]) -> Source | None:
    """The speaker whose name alone, or with a clock time, heads an entry."""
    actor = next((a for a in within(named, heading.start, heading.end) if a.kind in ("office", "person", "group")), None)
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
    for part in parts:
        yield Scope(part.start, part.end, source, part.start)
        spoken = [s for s in found if part.start <= s.cue < part.end and s.shape not in ("number", "clock")]
        source = max(spoken, key=lambda s: s.cue).source if spoken else source


def _sentence_scopes(
    marks: Marks, parts: Sequence[Sentence], named: Sequence[ActorMark], seen: list[ActorMark], country: str
) -> Iterator[Scope]:
    """The scopes of one sentence, its parts between semicolons taken one by one."""
    for part in parts:
        spoken = frames(marks, part, within(named, part.start, part.end))
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
            if shape == "number":
                counted = within(marks.quantities, min(cue, actor.start), actor.end + NUMBER_BEHIND)
                start, end = min(cue, actor.start), max([actor.end, *(q.end for q in counted[:1])])
            elif shape in ("measured", "upto"):
                counted = [q.start for q in within(marks.quantities, part.start, part.end) if q.start < actor.start]
                start, end = min([*counted, actor.start]), actor.end if shape == "upto" else part.end
            elif shape == "front":
                start = actor.start
                end = _front_end(spoken, actor, cue, part.end)
            elif shape in ("tail", "closing"):
                start, end = parts[0].start if shape == "closing" else start, max(cue, actor.end)
            yield Scope(start, end, who.source, cue, who, shape)


def _front_end(spoken: Sequence[Frame], actor: ActorMark, cue: int, end: int) -> int:
    """Where the words of a leading speaker end: where the next one takes over, or a clause around this one goes on."""
    later = [f[0].start for f in spoken if f[2] == "front" and f[0].start > max(actor.start, cue)]
    around = [f[1] for f in spoken if f[0].start < actor.start and f[1] > cue]
    return min([*later, *around, end])


def _resolved(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], named: Sequence[ActorMark], country: str
) -> ActorMark | None:
    """Whom a pronoun or "the ministry" refers back to; everybody else is who they are."""
    if actor.kind not in ("unplaced", "pronoun"):
        return actor
    here = bisect_right(named, actor.start, key=lambda a: a.start)
    earlier, seen = named[max(0, here - REMEMBERED) : here], seen[-REMEMBERED:]
    if actor.kind == "unplaced":
        return _placed(marks, actor, seen, earlier, country)
    if actor.name == "its own account":
        return _launching(marks, actor, seen, country)
    if actor.name in marks.lexicon.words["he_she"].table:
        return _person(marks, actor, seen, earlier, country)
    noun = actor.name.split()[-1]
    if noun == "it":
        return _thing(marks, actor, seen, earlier)
    if noun in ("they", "another", "them"):
        return _opening(marks, actor, earlier) or next(reversed(seen), None)
    alike = (a for a in reversed(earlier) if a.category == noun and a.kind in ("office", "person"))
    return next(alike, None) or next(reversed(seen), None)


def _thing(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark]
) -> ActorMark | None:
    """Whom "it" means: never a person; who opens the sentence or the one before, who spoke last, or any office."""
    at = bisect_right(marks.sentences, actor.start, key=lambda s: s.start) - 1
    here = marks.sentences[max(0, at)].start
    spoken = (a for a in reversed(seen) if a.kind == "office" or a.kind == "country" or a.category == "media")
    subject = next((a for a in earlier if a.start >= here and a.kind in ("country", "office")), None)
    subject = subject if subject and not is_placed(marks.text, subject) else None
    opens = subject if subject and not _LEAD.sub("", marks.text[here : subject.start]).strip() else None
    offices = (a for a in reversed(earlier) if a.kind == "office")
    return opens or _opening(marks, actor, earlier) or next(spoken, None) or next(offices, None) or subject


def _placed(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark], country: str
) -> ActorMark:
    """An office named without its country: the last of its kind; else of the country that spoke last, or launched."""
    of_state = " state " in actor.name
    alike = (a for a in reversed(earlier) if a.category and a.category == actor.category and a.kind == "office")
    last = None if of_state else next(alike, None)
    if last:
        return last
    opens = _paragraph_start(marks, actor.start)
    beside = [a for a in earlier if a.start >= opens and (of_state or _scene(marks, a, actor) or _citing(marks, a, actor))]
    spoken = beside if of_state or beside else [a for a in seen if a.category != "media"]
    lands = [a.country for a in reversed(spoken) if a.country in marks.lexicon.countries]
    home = next(iter(lands), "" if of_state else _dateline(marks)) or country
    name = office_of(marks.lexicon, home, actor.name) if home in marks.lexicon.countries else actor.name
    return ActorMark(actor.start, actor.end, name, home, "office", actor.category)


def _dateline(marks: Marks) -> str:
    """The country from which a report is sent: "TOKYO (Kyodo) - ...", "SEOUL, March 25 -- ..."."""
    for place in within(marks.places, 0, DATELINE_REACH):
        opens = marks.text[: place.start].rstrip(" ")[-1:] in ("", "\n")
        if place.kind == "country" and opens and _AFTER_CITY.match(marks.text, place.end):
            return place.value
    return ""


def _scene(marks: Marks, place: ActorMark, actor: ActorMark) -> bool:
    """Whether a sentence opens with the country where its "ministry" sits: "In Tokyo, ... the ministry said"."""
    if place.kind != "country" or not _IN_PLACE.search(marks.text, max(0, place.start - 8), place.start):
        return False
    return not re.search(r"[.!?]\s", marks.text[place.end : actor.start])


def _citing(marks: Marks, medium: ActorMark, actor: ActorMark) -> bool:
    """Whether a country's medium tells what "the ministry" says in the same sentence: "NHK, citing the ministry"."""
    return medium.category == "media" and not re.search(r"[.!?]\s", marks.text[medium.end : actor.start])


def _launching(marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], country: str) -> ActorMark | None:
    """The side that launched, by whose own account something is told when nobody has spoken before."""
    if seen or country not in marks.lexicon.countries:
        return next(reversed(seen), None)
    name = f"{marks.lexicon.countries[country].name} government"
    return ActorMark(actor.start, actor.end, name, country, "country")


def _person(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark], country: str
) -> ActorMark | None:
    """Whom "he" or "the minister" means: who spoke last in the paragraph, was last named in it, or spoke last at all."""
    opens = _paragraph_start(marks, actor.start)
    spoken = [a for a in seen if _is_one(a)]
    named = [a for a in earlier if _is_one(a)]
    here = marks.sentences[max(0, bisect_right(marks.sentences, actor.start, key=lambda s: s.start) - 1)]
    inside = [a for a in named if here.start <= a.start and a.kind == "person"]
    if inside and inside[0].start - here.start < SUBJECT_REACH:
        return inside[0]
    for found in (spoken, named):
        if found and found[-1].start >= opens:
            return found[-1]
    if spoken or named:
        return (spoken or [a for a in named if a.kind == "person"] or [None])[-1]
    offices = [a for a in earlier if a.kind in ("office", "unplaced") and a.start >= opens]
    if offices or len(actor.name.split()) == 1:
        return _resolved(marks, offices[-1], seen, earlier, country) if offices else None
    return ActorMark(actor.start, actor.end, actor.name.split()[-1], "", "group", "official")


def _is_one(actor: ActorMark) -> bool:
    return actor.kind == "person" or (actor.kind == "group" and actor.category == "official")


def _opening(marks: Marks, actor: ActorMark, earlier: Sequence[ActorMark]) -> ActorMark | None:
    """The subject that the sentence before opens with, of an "it" that opens the next."""
    at = bisect_right(marks.sentences, actor.start, key=lambda s: s.start) - 1
    if at < 1 or marks.sentences[at].paragraph != marks.sentences[at - 1].paragraph:
        return None
    if marks.text[marks.sentences[at].start : actor.start].strip():
        return None
    before = marks.sentences[at - 1]
    first = next((a for a in earlier if a.start >= before.start), None)
    opens = first and not _LEAD.sub("", marks.text[before.start : first.start]).strip()
    return first if first and opens and first.kind in ("office", "country", "group") else None


def _paragraph_start(marks: Marks, place: int) -> int:
    at = max(0, bisect_right(marks.sentences, place, key=lambda s: s.start) - 1)
    number = marks.sentences[at].paragraph
    while at and marks.sentences[at - 1].paragraph == number:
        at -= 1
    return marks.sentences[at].start
