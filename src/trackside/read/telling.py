"""Verbs that tell of a launch as done, and the country that is their subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.read.actor import ActorMark
from trackside.read.flying import flies, is_far, labelled
from trackside.read.launcher import BY, SUBJECT_REACH, aside, launcher
from trackside.read.marks import Marks, within
from trackside.read.phrases import Hit, Phrases
from trackside.read.placed import Row
from trackside.read.sentence import Sentence

# How far from a launch verb its weapon and its subject may stand.
WEAPON_REACH = 140
# How far before a verb of launching the weapon may have been named that it leaves unsaid.
SPOKEN_OF_REACH = 700
# How far from its verb what is launched may stand.
OBJECT_REACH = 40
# How far before a verb its denial begins: a negation and a few words.
DENIAL_REACH = 240
# "Pakistan tested one", "fired another": the weapon named before.
_ONE_MORE = re.compile(r"\s+(?:one|another|its\s+own)\b(?!\s+of\b)")
_THAT_BEFORE = re.compile(
    r"\b(?:not(?!\s+only\b)|never|no|neither|nor|without|if|whether|unless|would|should|could|might|will|can|(?-i:may)|to|"
    r"plans? to|"
    r"threat(?:ens|ened)? to|about to|ready to|order to|next)\s+(?:\w+\s+){0,2}$|\bwhen\s+$|n[’']t\s+(?:\w+\s+)?$|"
    r"\bno\s+\w+\s+(?:had|has|have)\s+been\s+$|"
    r"\bden(?:y|ies|ied|ying)\s+(?:(?:the\s+)?(?:reports?|claims?|allegations?)\s+)?(?:that\s+)?(?:[\w’']+\s+){0,4}?"
    r"(?:ha(?:d|s|ve|ving)\s+)?$",
    re.IGNORECASE,
)
# Words that are verbs as well as nouns; after an article or an adjective they are nouns, which tell of no launch.
_ALSO_NOUNS = frozenset(("launch", "test", "fire", "shot", "launches", "tests", "fires", "firing"))
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|an?|this|that|these|those|its|their|his|of|first|second|third|last|latest|new|such|one|each|every|no|any|missile|"
    r"rocket|flight|satellite|nuclear|engine|ballistic|live|open|under|on|opened|caught|after|before|for|in|by|joint|[a-z]+al|[a-z]+ful|[a-z]+ed|upcoming|coming)|"
    r"[’']s)\s+$",
    re.IGNORECASE,
)
_GERUND_BEFORE = re.compile(
    r"(?:\b(?:the|an?|this|that|its|their|of|first|second|third|last|latest|such|missile|rocket|joint)|[’']s)\s+$",
    re.IGNORECASE,
)
# A subject that only points to a missile told of before.
_PRONOUN = re.compile(
    r"[\s\"“]*(?:it|they|that\s+one|this\s+one|another|both|the\s+(?:first|second|third|other)(?:\s+one)?)\b[,\s]",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not(?!\s+only\b)|never|no|neither|nor)\s+(?:\w+\s+){0,2}$|n[’']t\s+(?:\w+\s+)?$|"
    r"\bden(?:y|ies|ied|ying)\s+(?:[\w’']+\s+){0,5}$",
    re.IGNORECASE,
)
# "A missile is fired lofted when ...": what is so of any missile.
_IN_GENERAL = re.compile(
    r"(?:^|[\s“\"])(?:an?|any|every|some|most)\s+(?:[\w-]+\s+){0,2}(?:missiles?|rockets?|warheads?)\s+(?:is|are)\s+$",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_JOINED_LANDS = re.compile(r",?\s{1,12}and\s{1,12}(?:the\s{1,12})?")
_LISTED_LANDS = re.compile(r",\s{1,12}(?:the\s{1,12})?")
_NOUN_OF_PLACE = re.compile(
    r"\s+(?:ranges?|sites?|pads?|vehicles?|facility|bans?|moratorium|stations?|complex|stands?|beds?|bench|grounds?|areas?|cent(?:er|re)s?|series|crews?|trucks?|keys?|windows?|orders?|control|programmes?|programs?)\b"
)
# "test-fired its L-SAM": a weapon by its name alone.
_TESTED = re.compile(r"(?:test-|test\s+|flight-|flight\s+)(?:fir|launch|test)", re.IGNORECASE)
_BY_NAME = re.compile(r"\s+(?:its|an?|the)\s+(?:new\s+)?[A-Z][\w]*[-A-Z0-9]\w*")
_HAD_BEEN = re.compile(r"\s+(?:(?:missiles?|rockets?|was|were|has|had|been|also|then|later|\w+ly)\s+){0,4}")
_OF_ONE = re.compile(r"\s+(?:of\s+)?(?:an?|one|two|three|four|the|\d)\s+(?:[\w-]+\s+){0,2}")
OWN_LAUNCH = re.compile(
    r"(?:[’']s?)?\s+"
    r"(?:(?:latest|own|second|third|ballistic|cruise|missile|rocket|satellite|weapons?|successful|failed)\s+){0,3}"
    r"(?:launch(?:es|ing)?|firings?|test-firing|salvo|volley|barrage|shots?)\b(?!\s+(?:site|pad|vehicle|would|will|could))"
)


@final
@dataclass(frozen=True, slots=True)
class Telling:
    """A verb that tells of a launch, with its subject's country; `close` when the subject stands right before it.

    `sure` says that its words are of launching, not only of a weapon and a flight.
    """

    start: int
    end: int
    country: str
    subject: int
    sentence: int
    close: bool = False
    sure: bool = True


def tellings(marks: Marks, named: Sequence[ActorMark]) -> Row[Telling]:
    """Every verb that tells of a launch as done, with the country of its subject where one is named."""
    found = list[Telling]()
    weak = marks.lexicon.words["weak_launch_verb"]
    for number, part in enumerate(marks.sentences):
        for verb in marks.words("launch_verb", part.start, part.end):
            is_weak = _only(weak, marks, verb)
            if _denied(marks.text, part, verb) or not _armed(marks, part, verb, is_weak=is_weak):
                continue
            if _is_noun(marks.text, part, verb) or _of_no_weapon(marks, verb):
                continue
            if is_weak and _after_denial(marks, part, verb):
                continue
            found.extend(_by_all(marks, _telling(marks, part, verb, named, number)))
        for verb in marks.words("light_verb", part.start, part.end):
            noun = next(iter(marks.words("launch_noun", verb.end, min(verb.end + 60, part.end))), None)
            if noun and not _denied(marks.text, part, verb) and marks.has("weapon", part.start, part.end):
                found.extend(_by_all(marks, _telling(marks, part, verb, named, number)))
        for verb in marks.words("reply_verb", part.start, part.end):
            told = any(t.sentence == number for t in found[-2:])
            if not told and not _denied(marks.text, part, verb) and _armed(marks, part, verb, is_weak=True):
                found.extend(_by_all(marks, _telling(marks, part, verb, named, number)))
        found.extend(_possessed(marks, part, number))
        found.extend(_launch_by(marks, part, number))
        flown = (v for v in marks.words("flown_verb", part.start, part.end) if _flown(marks, part, v))
        found.extend(_telling(marks, part, verb, named, number) for verb in flown)
    found.extend(_took_place(marks) if found or marks.systems else ())
    found.extend(_told_otherwise(marks, {t.sentence for t in found}))
    return Row(sorted(found, key=lambda t: t.start))


def _told_otherwise(marks: Marks, known: set[int]) -> Iterator[Telling]:
    """Sentences that speak of a weapon and its flight in other words than those of launching."""
    heads = labelled(marks)
    for number, part in enumerate(marks.sentences):
        if number in known or part.heading:
            continue
        headed = heads.get(number)
        if headed:
            yield Telling(headed.start, headed.end, "", -1, number, sure=False)
            continue
        if not flies(marks, part):
            continue
        groups = ("launch_verb", "launch_noun", "flown_verb")
        verbs = [v for g in groups for v in marks.words(g, part.start, part.end) if not _denied(marks.text, part, v)]
        if verbs and not _after_denial(marks, part, verbs[0]):
            yield Telling(verbs[0].start, verbs[0].end, "", -1, number, sure=False)


def _by_all(marks: Marks, telling: Telling) -> Iterator[Telling]:
    """A telling, once for each of the countries that are its subject together: "North and South Korea fired"."""
    yield telling
    joint, at, known = _JOINED_LANDS, telling.subject, {telling.country}
    for land in reversed(within(marks.places, at - SUBJECT_REACH // 2, at)) if telling.close else ():
        if land.kind not in ("country", "adjective") or not joint.fullmatch(marks.text, land.end, at):
            continue
        if land.value not in known and not aside(marks.text, land.start, land.end, telling.start):
            yield replace(telling, country=land.value, subject=land.start)
        joint, at, known = _LISTED_LANDS, land.start, known | {land.value}


def _took_place(marks: Marks) -> Iterator[Telling]:
    """Where a launch already told of is said to have taken place: "the test took place in ..."."""
    for number, part in enumerate(marks.sentences):
        for verb in marks.words("take_place", part.start, part.end):
            nouns = [n for g in ("launch_noun", "launch_verb") for n in marks.words(g, part.start, verb.start)]
            near = [n for n in nouns if not marks.text[n.end : verb.start].strip()]
            if near and _THE.search(marks.text, part.start, near[0].start) and not _denied(marks.text, part, verb):
                yield Telling(near[0].start, verb.end, "", -1, number)


def _possessed(marks: Marks, part: Sentence, number: int) -> Iterator[Telling]:
    """Launches that a country's name makes its own: "North Korea's missile launches", "the Iranian test"."""
    for land in within(marks.places, part.start, part.end):
        own = OWN_LAUNCH.match(marks.text, land.end) if land.kind in ("country", "adjective") else None
        if (
            own
            and (land.kind == "adjective" or "s" in own[0][:2])
            and not _THAT_BEFORE.search(marks.text[max(part.start, land.start - 30) : land.start])
        ):
            yield Telling(land.start, own.end(), land.value, land.start, number, close=True)


def _launch_by(marks: Marks, part: Sentence, number: int) -> Iterator[Telling]:
    """Launches told as a noun with who made them: "a ballistic missile launch by North Korea"."""
    for noun in marks.words("launch_noun", part.start, part.end):
        by = BY.match(marks.text, noun.end, part.end)
        land = (
            next((p for p in within(marks.places, by.end(), by.end() + 1) if p.kind == "country"), None) if by else None
        )
        if land and not _denied(marks.text, part, noun):
            yield Telling(noun.start, land.end, land.value, land.start, number, close=True)


def _telling(marks: Marks, part: Sentence, verb: Hit[str], named: Sequence[ActorMark], number: int) -> Telling:
    country, subject, close = launcher(marks, part, verb, named)
    return Telling(verb.start, verb.end, country, subject, number, close)


def by_type(marks: Marks, telling: Telling) -> Telling:
    """A telling in which nobody is said to fire as one by whoever makes its one type: "a Tayfun had been fired"."""
    part = marks.sentences[telling.sentence]
    before = within(marks.systems, max(part.start, telling.start - OBJECT_REACH), telling.start)
    behind = within(marks.systems, telling.end, min(part.end, telling.end + OBJECT_REACH))
    near = before[-1:] if before and _HAD_BEEN.fullmatch(marks.text, before[-1].end, telling.start) else ()
    fired = near or (behind[:1] if behind and _OF_ONE.fullmatch(marks.text, telling.end, behind[0].start) else ())
    if telling.country or not telling.sure or not fired:
        return telling
    return replace(telling, country=fired[0].country, subject=fired[0].start, close=bool(fired[0].country))


def _only(weak: Phrases[str], marks: Marks, verb: Hit[str]) -> bool:
    hit = weak.at(marks.text, verb.start)
    return hit is not None and hit.end == verb.end


def _flown(marks: Marks, part: Sentence, verb: Hit[str]) -> bool:
    """Whether a weapon is said to have flown so far or so long."""
    if _denied(marks.text, part, verb) or not within(marks.quantities, part.start, part.end):
        return False
    if _after_denial(marks, part, verb):
        return False
    return bool(marks.words("weapon", max(part.start, verb.start - WEAPON_REACH), verb.start))


def _after_denial(marks: Marks, part: Sentence, verb: Hit[str]) -> bool:
    """Whether the same sentence has denied a launch before, so that a mere flight makes none."""
    first = marks.memo.get(("denied", part.start))
    if first is None:
        verbs = marks.words("launch_verb", part.start, part.end)
        denied = (
            v.start for v in verbs if _NEGATED.search(marks.text, max(part.start, v.start - DENIAL_REACH), v.start)
        )
        first = marks.memo["denied", part.start] = next(denied, part.end)
    return bool(first < verb.start)


def _denied(text: str, part: Sentence, verb: Hit[str]) -> bool:
    before = text[max(part.start, verb.start - 40) : verb.start]
    if text[verb.start - 1 : verb.start] in ("-", "‑") or text[verb.end : verb.end + 1] in ("-", "‑"):
        return True
    if _IN_GENERAL.search(text, part.start, verb.start):
        return True
    return bool(_THAT_BEFORE.search(before)) or bool(_NOUN_OF_PLACE.match(text[verb.end : verb.end + 14]))


def _is_noun(text: str, part: Sentence, verb: Hit[str]) -> bool:
    """Whether a word is the name of a launch rather than the verb: "the launch", "a missile test"."""
    before = text[max(part.start, verb.start - 24) : verb.start]
    word = text[verb.start : verb.end].lower()
    pattern = _GERUND_BEFORE if word.endswith("ing") else _NOUN_BEFORE
    return word in _ALSO_NOUNS and bool(pattern.search(before))


def _of_no_weapon(marks: Marks, verb: Hit[str]) -> bool:
    """Whether what is launched is a programme, an inquiry or an attack: "launched in 2021, the enterprise"."""
    length = next(iter(within(marks.quantities, verb.end, verb.end + 3)), None)
    if length is not None and not is_far(length):
        return True
    end = min(verb.end + OBJECT_REACH, marks.part(verb.start).end)
    other = next(iter(marks.words("not_launched", verb.end, end)), None)
    if other is not None and not marks.has("weapon", verb.end, other.start):
        return not within(marks.systems, verb.end, other.start)
    return marks.has("not_launched", verb.start - OBJECT_REACH // 2, verb.start)


def _armed(marks: Marks, part: Sentence, verb: Hit[str], *, is_weak: bool) -> bool:
    """Whether a weapon is fired: one is named near a verb; a strong verb may leave it to the sentence before."""
    start, end = max(part.start, verb.start - WEAPON_REACH), min(part.end, verb.end + WEAPON_REACH)
    if marks.has("weapon", start, end) or within(marks.systems, start, end):
        return True
    if _TESTED.match(marks.text, verb.start) and _BY_NAME.match(marks.text, verb.end, part.end):
        return True
    if _ONE_MORE.match(marks.text, verb.end, part.end):
        return marks.has("weapon", verb.start - SPOKEN_OF_REACH, verb.start)
    if is_weak and _PRONOUN.match(marks.text, part.start):
        return bool(within(marks.clocks, part.start, part.end)) or any(
            q.unit == "m" for q in within(marks.quantities, part.start, part.end)
        )
    near = (verb.start - SPOKEN_OF_REACH, verb.end + WEAPON_REACH)
    if is_weak or not (marks.has("weapon", *near) or within(marks.systems, *near)):
        return False
    far = any(map(is_far, within(marks.quantities, part.start, part.end)))
    return far or bool(within(marks.clocks, part.start, part.end))
