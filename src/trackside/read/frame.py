"""Who says something in a sentence, by which word, and which of the sentence's words that makes theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trackside.read.actor import ActorMark
from trackside.read.denial import is_disputed
from trackside.read.marks import Marks, within
from trackside.read.phrases import Hit
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.unspoken import numbered, owned_number, unspoken

# How many words may stand between a subject and its verb once what is set off by commas is taken out.
SUBJECT_WORDS = 7
# The same where "who ..." comes in between.
CLAUSE_WORDS = 16
# How far the words of a tail ("..., the ministry said on Wednesday in a note") may go on after the verb.
TAIL_REACH = 110
# How many letters may stand between a number and the participle that names its source.
BESIDE = 3
# How near a number and the name of its source stand, and how far from them what denies the number.
NUMBER_BEFORE, DENIED_REACH = 40, 40
_APPOSITION = re.compile(r",(?:[^,;:.]|[.:](?=\d)|(?<=\b[ap])\.|(?<=\.m)\.){1,140},|\([^)]{0,80}\)|-\s[^-]{1,90}\s-")
_LEADS_IN = re.compile(
    r"(?:[,\"”“—–:;]|--?)(?:\s*(?!(?:and|but|which|that|as|while|when|where|who|in|after)\b)[^,\"”;:]{0,90})?$"
)
_OWN_THING = re.compile(
    r"[’']s?\s+(?:\w+\s+){0,2}(?:launch(?:es)?|tests?|missiles?|shots?|firings?|acts?|programmes?|programs?)\b"
)
_PARTED = re.compile(
    r"[;:!?\"“”]|,(?!\s*(?:too|however|though)\b)|\b(?:that|which|said|says|and\s+(?:its|the|a)\b|but|while)\b"
)
_SUBJECT_LEAD = re.compile(r"\s+(?:(?:the|an?|[A-Z][\w.]*|state|official|private|news)\s+){0,5}")
# How far before a second verb "and later" may begin.
JOIN_REACH = 40
_AND_LATER = re.compile(r"\b(?:and|but|then)\s+(?:later\s+|also\s+)?$")
_RULED = re.compile(r"\b(?:by|of|in|from|near|to|with|over|at|on)\s+(?:(?:the|an?)\s+)?$")
_CITING = re.compile(r"\b(?:citing|quoting)\s+(?:the\s+|a\s+)?$")
_PLACING = re.compile(
    r"\b(?:by|in|from|near|to|with|over|at|on|off|toward|towards|into|around|outside|inside)\s+(?:the\s+)?$"
)
_QUOTED_BY = re.compile(r"\b(?:quoted|cited)\s+(?:by|in)\s+(?:the\s+)?$")
_TOLD_TO = re.compile(
    r"(?<![,\"”—–-]\s)\b(?:told|tells|tell|telling|informed|briefed|notified|assured|asked)\s+(?:the\s+)?$"
)
_AFTER_QUOTE = re.compile(r"[,.?!][\"”][^,;:\"”“]{0,60}$")
_AT = re.compile(r"\b(?:at|as)\s+(?:\w+\s+){0,2}$")
_WHO = re.compile(r"(?:in|at|of|from|on|with)\s+(?:the\s+)?[\w’' -]{2,40},\s+(?=who\b)")
_NAMES = re.compile(r"(?i)call|describ|term|dub|name|label|style|identif|know")
_SOURCED = re.compile(r",?\s+(?:that|which)\s+(?:the\s+)?|,?\s+as\s+(?:the\s+)?")
_DISPUTING = re.compile(
    r",\s+(?:which|an?\s+(?:figure|claim|number|distance|height|value|assertion|account|version)(?:\s+that)?)\s+(?:the\s+)?$"
)
_WHICH = re.compile(r"\b(?:that|which)\b")
_WHAT = re.compile(r"\b(?:what|which|as)\s+(?:the\s+)?$")
_PASSIVE = re.compile(r"\s+by\b")
_COMMA = re.compile(r",\s*(?:(?:the|an?)\s+)?")
_TOWARD = re.compile(r"\b(?:to|with|at|against|toward|towards|between|into|than|like|unlike)\s+(?:the\s+)?$")
_TELLS = re.compile(r"(?:told|tells|tell|telling|informed|informs|briefed|quoted)", re.IGNORECASE)
# What may follow the verb of a tail; an object ("placed the fall outside the zone") begins what is said.
_ADJUNCT = re.compile(
    r"\s*(?:[.,;:!?)\"”’—–-]|$|(?:on|in|at|late|early|earlier|later|then|again|here|there|also|yesterday|today|tonight|to|during|"
    r"via|through|by|from|with|without|after|before|as|citing|quoting|of|for|about|under|over|this|last|and|so|afterwards?|"
    r"[A-Z][a-z]+day|(?:the|a|an|one|two|three|some|several|hours?|minutes?|days?|shortly|soon|immediately|separately|simply|\w+ly)\b"
    r"(?:\s+\w+){0,2}\s+(?:day|morning|evening|night|week|later|before|after|earlier)|\w+ly)\b)"
)
# After these a word like "record" or "places" is no verb.
_NOUN_AFTER = re.compile(
    r"(?i)(?:\b(?:the|an?|this|these|those|its|his|her|their|our|my|no|any|every|each|both|of|for|in|on|by|from|with|old|new|own|"
    r"same|first|last|second|two|three|four|five|six|several|some|many|\d+)|[’']s)\s+$|\w-$"
)
_INVERTED = re.compile(
    r"(?:say|said|says|report|reported|reports|added|announced|announces|adds|according|told|informed|informs|writes|wrote|"
    r"valued|estimated|estimates|confirmed|confirms|claimed|claims|noted|notes|explained|explains|stated|states|assured|"
    r"assures|referred|communicated|made\s+known)$"
)


class Frame(NamedTuple):
    """Who says something, where the reporting word stands, and the shape of what is theirs.

    `front` from the name on, `tail` up to the name, `closing` the same over the whole sentence, `around` all the part,
    `measured` the part from its first number on, `upto` the same only up to the name, `number` only the number beside
    it, `name` what somebody only calls a thing, `clock` the clock time beside it.
    """

    actor: ActorMark
    cue: int
    shape: str


def frames(marks: Marks, part: Sentence, named: Sequence[ActorMark]) -> list[Frame]:
    """Who says something in a part of a sentence, in order, without those who only pass on another's words."""
    free = [a for at, a in enumerate(named) if not (at and _describes(marks.text, named[at - 1], a))]
    free = [a for a in free if not _is_object(marks.text[max(part.start, a.start - 20) : a.start])]
    found = sorted(_frames(marks, part, free), key=lambda f: f.actor.start)
    found = [_shared(one, found[at + 1 :]) for at, one in enumerate(found)]
    return [one for at, one in enumerate(found) if not _passes_on(marks, found, at)]


def _is_object(before: str) -> bool:
    """Whether somebody only quotes, or is only told: "quoted by KCNA", "told lawmakers"."""
    return bool(_QUOTED_BY.search(before) or _TOLD_TO.search(before))


def _describes(text: str, person: ActorMark, other: ActorMark) -> bool:
    """Whether a second name only says who the person before it is: "David Wright, the physicist: ..."."""
    if person.kind != "person" or not _COMMA.fullmatch(text, person.end, other.start):
        return False
    return other.kind == "group" or (other.kind == "country" and text[other.end : other.end + 1] in "'’")


def _shared(one: Frame, later: Sequence[Frame]) -> Frame:
    """An account among others' words reaches only up to its name: "450 km by Seoul's measure and, Tokyo said, ..."."""
    return one._replace(shape="upto") if later and one.shape == "measured" else one


def _passes_on(marks: Marks, found: Sequence[Frame], at: int) -> bool:
    """Whether one only tells what another said: "Yonhap reported, citing the JCS", "the JCS said ..., AP reported"."""
    one = found[at]
    if at + 1 < len(found) and _CITING.search(marks.text, one.actor.end, found[at + 1].actor.start):
        return True
    relays = one.actor.category == "media" and one.shape in ("tail", "around", "closing")
    return relays and any(f.shape == "front" and f.actor.category != "media" for f in found[:at])


def _frames(marks: Marks, part: Sentence, named: Sequence[ActorMark]) -> Iterator[Frame]:
    used: set[int] = set()
    for one in _all_frames(marks, part, named, used):
        used.add(one.actor.start)
        yield one


def _all_frames(marks: Marks, part: Sentence, named: Sequence[ActorMark], used: set[int]) -> Iterator[Frame]:
    """Every way of naming a source, the surest first; who is in `used` has been yielded before."""
    yield from _numbers(marks, part, named, used)
    for hit in marks.words("strong_according", part.start, part.end):
        actor = _named_by(marks, hit, named)
        if actor and actor.start not in used and not _is_denied_of(marks, part, actor, hit):
            yield Frame(actor, hit.start, "around")
    for hit in marks.words("told_by", part.start, part.end):
        actor = _named_by(marks, hit, named)
        if actor and _is_denied_of(marks, part, actor, hit):
            continue
        if actor and actor.start not in used and marks.text[hit.start - 2 : hit.start] != ", ":
            yield Frame(actor, hit.start, "front")
    yield from _verbal(marks, part, named, used)
    for hit in marks.words("weak_according", part.start, part.end) if not used else ():
        actor = _named_by(marks, hit, named)
        if actor and actor.start not in used and not _is_denied_of(marks, part, actor, hit):
            yield Frame(actor, hit.start, "around")
    for hit in marks.words("own_account", part.start, part.end):
        yield Frame(ActorMark(hit.start, hit.end, "its own account", "", "pronoun"), hit.start, "around")
    for actor in named:
        if actor.start not in used:
            shape = unspoken(marks, part, actor)
            if shape:
                yield Frame(actor, actor.start, shape)


def _numbers(marks: Marks, part: Sentence, named: Sequence[ActorMark], used: set[int]) -> Iterator[Frame]:
    """Who vouches for one number only: "the 600 km announced by the JCS", "Pyongyang's claim of 700 km"."""
    for hit in marks.words("weak_according", part.start, part.end):
        before = within(marks.quantities, hit.start - 24, hit.start)
        actor = _named_by(marks, hit, named) if before and hit.start - before[-1].end <= BESIDE else None
        if actor and not _is_anothers(marks, part, actor, before[-1]):
            yield Frame(actor, before[-1].start, "number")
    for hit in marks.words("seen_by", part.start, part.end):
        actor = _named_by(marks, hit, named)
        if actor and re.fullmatch(r"\s+(?:the\s+)?", marks.text[hit.end : actor.start]) and numbered(marks, actor.end):
            yield Frame(actor, hit.start, "number")
    for actor in named:
        if actor.start not in used and owned_number(marks, part, actor):
            number = within(marks.quantities, actor.end, actor.end + NUMBER_BEFORE)[:1]
            if number and _is_anothers(marks, part, actor, number[0]):
                continue
            yield Frame(actor, actor.start, "number")


def _named_by(marks: Marks, hit: Hit[str], named: Sequence[ActorMark]) -> ActorMark | None:
    return next((a for a in named if hit.end <= a.start <= hit.end + 35 and _is_definite(marks, a)), None)


def _verbal(marks: Marks, part: Sentence, named: Sequence[ActorMark], used: set[int]) -> Iterator[Frame]:
    """Subjects of verbs of saying, judging and measuring, and of "has" before a number."""
    text = marks.text
    told = marks.words("narrating", part.start, part.end)
    verbs = [*marks.words("report_verb", part.start, part.end), *marks.words("vouch_verb", part.start, part.end)]
    for verb in sorted(verbs):
        if _NOUN_AFTER.search(text, max(part.start, verb.start - 12), verb.start) or _PASSIVE.match(text, verb.end):
            continue
        if any(h.start <= verb.start < h.end for h in told):
            continue
        subject = _subject(text, part, verb, [a for a in named if a.start not in used or _may_share(text, a, verb)])
        subject = subject or _subject_after(marks, verb, named)
        if subject and subject.start not in used:
            only_named = _NAMES.match(text, verb.start) and _WHAT.search(text, part.start, subject.start)
            shape = "name" if only_named else _shape(marks, part, subject, verb)
            number = _number_of(marks, subject)
            if _DISPUTING.search(text, part.start, subject.start) and marks.has("denied_before", verb.start, verb.end):
                continue
            if number is None:
                yield Frame(subject, verb.start, shape)
            elif not _is_anothers(marks, part, subject, number):
                relative = _WHICH.search(text, number.end, subject.start)
                yield Frame(subject, number.start, "number") if relative else Frame(subject, verb.start, shape)
    for verb in marks.words("holding", part.start, part.end):
        if numbered(marks, verb.end):
            subject = _subject(text, part, verb, [a for a in named if a.start not in used and a.name != "it"])
            if subject:
                yield Frame(subject, verb.start, "front")


def _number_of(marks: Marks, subject: ActorMark) -> Quantity | None:
    """The number whose source a clause behind it names: "the 600 km that KCNA reported", "600 km, as KCNA reported"."""
    before = within(marks.quantities, subject.start - NUMBER_BEFORE, subject.start)[-1:]
    return before[0] if before and _SOURCED.fullmatch(marks.text, before[0].end, subject.start) else None


def _is_denied_of(marks: Marks, part: Sentence, actor: ActorMark, hit: Hit[str]) -> bool:
    """Whether the words only name the source of a number right before them, denied: "not the 700 km told by KCNA"."""
    before = within(marks.quantities, hit.start - NUMBER_BEFORE, hit.start)[-1:]
    beside = bool(before) and hit.start - before[0].end <= BESIDE
    return beside and _is_anothers(marks, part, actor, before[0])


def _is_anothers(marks: Marks, part: Sentence, actor: ActorMark, number: Quantity) -> bool:
    """Whether somebody's number is denied by another's words: "Seoul disputed KCNA's figure of 700 km"."""
    if is_disputed(marks, part, number.start, number.end):
        return True
    edge = min(number.start, actor.start)
    denied = marks.words("denied_before", max(part.start, edge - 2 * DENIED_REACH), edge)
    if any(edge - h.end <= DENIED_REACH and marks.text[part.start : h.start].strip(' \n"“') for h in denied):
        return True
    after = marks.words("denied_after", max(actor.end, number.end), min(part.end, number.end + DENIED_REACH))
    return bool(after) and not _PARTED.search(marks.text, max(actor.end, number.end), after[0].start)


def is_placed(text: str, actor: ActorMark) -> bool:
    """Whether a country is only where something is or goes: "from Japan", "in Seoul"."""
    before = text[max(0, actor.start - 16) : actor.start]
    return bool(_TOWARD.search(before)) or (actor.kind == "country" and bool(_PLACING.search(before)))


def _is_definite(marks: Marks, actor: ActorMark) -> bool:
    return actor.kind != "pronoun" or actor.name in marks.lexicon.words["definite"].table


def _may_share(text: str, actor: ActorMark, verb: Hit[str]) -> bool:
    """Whether one subject has a second verb: "said ... and later added"."""
    return bool(_AND_LATER.search(text[max(actor.end, verb.start - JOIN_REACH) : verb.start]))


def _subject(text: str, part: Sentence, verb: Hit[str], named: Sequence[ActorMark]) -> ActorMark | None:
    """The subject of a reporting verb: the nearest actor before it, or the person whom that one only describes."""
    before = [a for a in named if a.end <= verb.start and not is_placed(text, a)]
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
    by = _RULED.search(text[part.start : nearest.start])
    if by and len(fitting) > 1 and nearest.kind != "person" and fitting[-2].kind != "pronoun":
        return fitting[-2]
    return nearest


def may_govern(gap: str) -> bool:
    """Whether the words between a subject and a verb leave them together."""
    if _OWN_THING.match(gap):
        return False
    bare = _APPOSITION.sub(" ", gap).strip(" ,\n")
    who = _WHO.match(bare)
    bare = bare[who.end() :] if who else bare
    if _PARTED.search(bare):
        return False
    return len(bare.split()) <= (CLAUSE_WORDS if bare.startswith("who ") else SUBJECT_WORDS)


def _subject_after(marks: Marks, verb: Hit[str], named: Sequence[ActorMark]) -> ActorMark | None:
    """The subject that follows its verb: "..., said Lt. Col. Robert Carver"."""
    text = marks.text
    if not _INVERTED.search(text[verb.start : verb.end]):
        return None
    gap = _SUBJECT_LEAD
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
    if _AFTER_QUOTE.search(lead):
        return "around" if re.search(r"[\"“]|^\s*:", rest) else "tail"
    if re.match(r"\s*,", rest) and len(rest) > 3 and lead.rstrip().endswith(","):
        return "around"
    if re.match(r",\s+\w+ing\b", rest):
        return "around"
    measured = any(_is_given(text, q) for q in within(marks.quantities, verb.end, verb.end + len(rest)))
    bare = not measured and not re.match(r"\s+that\b|\s*:", rest)
    told = _TELLS.search(text[verb.start : verb.end])
    return "tail" if bare and len(rest) <= TAIL_REACH and (told or _ADJUNCT.match(rest)) else "front"


def _is_given(text: str, number: Quantity) -> bool:
    """Whether a number behind a verb is what was said, not how long afterwards: "clocked at 71 minutes"."""
    return number.unit != "s" or bool(_AT.search(text, max(0, number.start - 24), number.start))


def _clause(rest: str) -> str:
    """The rest of a sentence up to where another clause begins."""
    cut = re.search(r",\s+(?:while|whereas|but|though|although)\b", rest)
    return rest[: cut.start()] if cut else rest
