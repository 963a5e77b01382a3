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
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.record import NARRATOR, Source

# How many words may stand between a subject and its verb once what is set off by commas is taken out.
SUBJECT_WORDS = 7
# The same where "who ..." comes in between.
CLAUSE_WORDS = 16
# How far the words of a tail ("..., the ministry said on Wednesday in a note") may go on after the verb.
TAIL_REACH = 110
LETTERHEAD_REACH = 420
# How many scopes may lie around one word, and how many actors back a pronoun may reach.
NESTED, REMEMBERED = 12, 150
# How far before a name the clock time may stand that is told by it.
CLOCK_REACH = 44
_APPOSITION = re.compile(r",[^,;:.]{1,140},|\([^)]{0,80}\)|-\s[^-]{1,90}\s-")
_LEADS_IN = re.compile(
    r"(?:[,\"”“—–:;]|--?)(?:\s*(?!(?:and|but|which|that|as|while|when|where|who|in|after)\b)[^,\"”;:]{0,90})?$"
)
_OWN_THING = re.compile(
    r"[’']s?\s+(?:\w+\s+){0,2}(?:launch(?:es)?|tests?|missiles?|shots?|firings?|acts?|programmes?|programs?)\b"
)
_CITING = re.compile(r"\b(?:citing|quoting)\s+(?:the\s+|a\s+)?$")
_INVERTED = re.compile(
    r"(?:said|says|reported|reports|added|announced|adds|according|told|informed|writes|wrote|valued)$"
)


# Who, where the reporting word stands, and the shape: front, tail, around or clock.
Frame = tuple[ActorMark, int, str]


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """Words ``text[start:end]`` that somebody vouches for; `cue` is where the reporting words stand."""

    start: int
    end: int
    source: Source
    cue: int
    actor: ActorMark | None = None


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
        last = bisect_right(self.scopes, place, key=lambda s: s.start)
        around = [s for s in self.scopes[max(0, last - NESTED) : last] if s.start <= place < s.end]
        if around:
            return min(around, key=lambda s: s.end - s.start).source
        at = bisect_right(self.defaults, place, key=lambda s: s.start)
        return self.defaults[at - 1].source if at else self.issuer


def voices(marks: Marks, named: tuple[ActorMark, ...], country: str) -> Voices:
    """Works out who of those named vouches for each part of a text; `country` is whose launch it mainly tells of."""
    issuer = _issuer(marks, named)
    scopes: list[Scope] = []
    defaults: list[Scope] = []
    carried, paragraph, seen = issuer, -1, list[ActorMark]()
    for _, group in groupby(marks.sentences, key=lambda s: s.whole):
        parts = list(group)
        if parts[0].paragraph != paragraph and not parts[0].bullet:
            carried = issuer
        paragraph = parts[0].paragraph
        found = list(_sentence_scopes(marks, parts, named, seen, country))
        takes_over = marks.has("narrating", parts[0].start, parts[-1].end)
        if takes_over and not found:
            carried = issuer
        defaults.append(Scope(parts[0].start, parts[-1].end, issuer if found else carried, parts[0].start))
        scopes.extend(sorted(found, key=lambda s: s.start))
        if found and not parts[0].heading:
            carried = max(found, key=lambda s: s.cue).source
    return Voices(tuple(scopes), tuple(defaults), named, issuer)


def _sentence_scopes(
    marks: Marks, parts: Sequence[Sentence], named: Sequence[ActorMark], seen: list[ActorMark], country: str
) -> Iterator[Scope]:
    """The scopes of one sentence, its parts between semicolons taken one by one."""
    for part in parts:
        frames = _innermost(marks, sorted(_frames(marks, part, within(named, part.start, part.end)), key=_place))
        fronts = [f[0].start for f in frames if f[2] == "front"]
        for actor, cue, shape in frames:
            if shape == "clock":
                clock = within(marks.clocks, max(part.start, actor.start - CLOCK_REACH), actor.end)[-1]
                yield Scope(clock.start, max(clock.end, actor.end), actor.source, cue, actor)
                continue
            who = _resolved(marks, actor, seen, named, country)
            if who is None:
                continue
            seen.append(who)
            start, end = part.start, part.end
            if shape == "front":
                start = actor.start
                end = next((f for f in fronts if f > actor.start), part.end)
            elif shape == "tail":
                end = max(cue, actor.end)
            yield Scope(start, end, who.source, cue, who)


def _place(frame: Frame) -> int:
    return frame[0].start


def _innermost(marks: Marks, frames: list[Frame]) -> list[Frame]:
    """Without those who only pass on what another said: "Yonhap reported, citing the JCS"."""
    return [
        one
        for at, one in enumerate(frames)
        if at + 1 == len(frames) or not _CITING.search(marks.text, one[0].end, frames[at + 1][0].start)
    ]


def _frames(marks: Marks, part: Sentence, named: Sequence[ActorMark]) -> Iterator[Frame]:
    """Actors that say something in a part of a sentence: (who, where the reporting word is, front | tail | around)."""
    text, used = marks.text, set[int]()
    for hit in marks.words("strong_according", part.start, part.end):
        actor = next((a for a in named if hit.end <= a.start <= hit.end + 35 and _is_definite(marks, a)), None)
        if actor and actor.start not in used:
            used.add(actor.start)
            yield actor, hit.start, "around"
    for verb in marks.words("report_verb", part.start, part.end):
        subject = _subject(text, part, verb, [a for a in named if a.start not in used or _may_share(text, a, verb)])
        subject = subject or _subject_after(marks, verb, named)
        if subject and subject.start not in used:
            used.add(subject.start)
            yield subject, verb.start, _shape(marks, part, subject, verb)
    for hit in marks.words("own_account", part.start, part.end):
        yield ActorMark(hit.start, hit.end, "it", "", "pronoun"), hit.start, "around"
    for actor in named:
        if actor.start in used or actor.kind == "pronoun":
            continue
        shape = _unspoken(text, part, actor) or _clocked(marks, part, actor)
        if shape:
            used.add(actor.start)
            yield actor, actor.start, shape


def _is_definite(marks: Marks, actor: ActorMark) -> bool:
    return actor.kind != "pronoun" or actor.name in marks.lexicon.words["definite"].table


def _may_share(text: str, actor: ActorMark, verb: Hit[str]) -> bool:
    """Whether one subject has a second verb: "said ... and later added"."""
    return bool(re.search(r"\b(?:and|but|then)\s+(?:later\s+|also\s+)?$", text[actor.end : verb.start]))


def _subject(text: str, part: Sentence, verb: Hit[str], named: Sequence[ActorMark]) -> ActorMark | None:
    """The subject of a reporting verb: the nearest actor before it, or the person whom that one only describes."""
    before = [a for a in named if a.end <= verb.start]
    fitting = [a for a in before[-4:] if may_govern(text[a.end : verb.start])]
    if not fitting:
        return None
    persons = [a for a in fitting if a.kind == "person"]
    nearest = fitting[-1]
    if (
        persons
        and nearest.kind in ("country", "office", "group", "unplaced")
        and "," in text[persons[-1].end : nearest.start]
    ):
        return persons[-1]
    by = re.search(r"\b(?:by|of|in|from|near|to|with|over|at|on)\s+(?:the\s+)?$", text[part.start : nearest.start])
    if by and len(fitting) > 1 and nearest.kind != "person":
        return fitting[-2]
    return nearest


def may_govern(gap: str) -> bool:
    """Whether the words between a subject and a verb leave them together."""
    if _OWN_THING.match(gap):
        return False
    bare = _APPOSITION.sub(" ", gap).strip(" ,\n")
    if re.search(
        r"[;:!?\"“”]|,(?!\s*(?:too|however|though)\b)|\b(?:that|which|said|says|and\s+(?:its|the|a)\b|but|while)\b",
        bare,
    ):
        return False
    return len(bare.split()) <= (CLAUSE_WORDS if bare.lstrip().startswith("who ") else SUBJECT_WORDS)


def _subject_after(marks: Marks, verb: Hit[str], named: Sequence[ActorMark]) -> ActorMark | None:
    """The subject that follows its verb: "..., said Lt. Col. Robert Carver"."""
    text = marks.text
    if not _INVERTED.search(text[verb.start : verb.end]):
        return None
    gap = re.compile(r"\s+(?:(?:the|an?|[A-Z][\w.]*|state|official|private|news)\s+){0,5}")
    near = gap.match(text, verb.end)
    limit = near.end() if near else verb.end + 1
    return next((a for a in named if verb.end < a.start <= limit and _is_definite(marks, a)), None)


def _shape(marks: Marks, part: Sentence, subject: ActorMark, verb: Hit[str]) -> str:
    text = marks.text
    if subject.start > verb.start:
        return "around"
    lead, rest = text[part.start : subject.start], _clause(text[verb.end : part.end])
    if not lead.strip() or not _LEADS_IN.search(lead):
        return "front"
    if re.match(r"\s*,", rest) and len(rest) > 3 and lead.rstrip().endswith(","):
        return "around"
    if re.match(r",\s+\w+ing\b", rest):
        return "around"
    bare = not any(q.unit != "s" for q in within(marks.quantities, verb.end, verb.end + len(rest))) and not re.match(
        r"\s+that\b|\s*:", rest
    )
    return "tail" if bare and len(rest) <= TAIL_REACH else "front"


def _clause(rest: str) -> str:
    """The rest of a sentence up to where another clause begins."""
    cut = re.search(r",\s+(?:while|whereas|but|though|although)\b", rest)
    return rest[: cut.start()] if cut else rest


def _unspoken(text: str, part: Sentence, actor: ActorMark) -> str:
    """Sources without a verb: "Japan: ...", "Seoul's figures: ...", "-- JCS.", "by the Chinese account"."""
    after = text[actor.end : part.end]
    if (
        re.match(r"(?:[’']s?)?(?:,[^,:.;]{2,60}(?:,\s+\w+)?)?(?:\s+[\w’']+){0,6}\s*:(?!\d)", after)
        and actor.kind != "unplaced"
    ):
        return "front"
    if re.match(
        r"[’']s\s+(?:(?:first|own|early|latest|official|initial)\s+)?(?:estimate|version|reading|account|figures|bulletins|count)\b",
        after,
    ):
        return "front"
    if re.search(r"(?:--|—|–|\s-)\s*$", text[part.start : actor.start]) and not after.strip(' .\n"”'):
        return "tail"
    return ""


def _clocked(marks: Marks, part: Sentence, actor: ActorMark) -> str:
    """ "at 7:10 by Seoul's clock, 7:11 by Tokyo's": a clock time vouched for by a country."""
    clocks = within(marks.clocks, max(part.start, actor.start - CLOCK_REACH), actor.end)
    near = clocks and re.search(r"\bby\s+(?:the\s+)?$", marks.text[part.start : actor.start])
    return "clock" if near and actor.kind in ("country", "office") else ""


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
