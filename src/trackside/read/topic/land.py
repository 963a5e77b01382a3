"""Who launched: the country that the words of launching in a text of a topic-first language belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trackside.read.marks import within
from trackside.read.sentence import Sentence
from trackside.read.topic.day import done, reports, takes_over
from trackside.read.topic.named import MEDIA, Actor
from trackside.read.topic.sheet import Sheet
from trackside.read.topic.words import Word

# What a country's place in a sentence about a launch is worth; the first sentences count more.
AS_SUBJECT, AS_OWNER, AS_SYSTEM, AS_NAMED = 4.0, 4.0, 2.0, 0.5
FIRST_NAMED = 1.5
LEAD, LEAD_SHARE = 5, 2.0
ABOUT = ("weapon", "kind", "launch", "launch_noun", "detect", "provocation")
# How far before a launch or a weapon its owner stands.
OWNED = 8


def tellings(sheet: Sheet) -> list[Word]:
    """Words that tell of a launch as done, with a weapon in their sentence; detection at a clock time tells of one."""
    told: list[Word] = []
    for part in sheet.parts:
        if sheet.has(part.start, part.end, "drill"):
            continue
        armed = sheet.has(part.start, part.end, "weapon", "kind") or bool(within(sheet.systems, part.start, part.end))
        counted = bool(within(sheet.counts, part.start, part.end) or within(sheet.clocks, part.start, part.end))
        verbs = sheet.inside("launch", part.start, part.end) if armed or counted else ()
        told.extend(v for v in verbs if done(sheet, v.end))
        if armed and bool(within(sheet.clocks, part.start, part.end)):
            told.extend(sheet.inside("detect", part.start, part.end)[:1])
    return sorted(told or _flights(sheet), key=lambda w: w.start)


def _flights(sheet: Sheet) -> Iterator[Word]:
    """Words that tell, on a day and with its distance, of a flight: all that some texts tell of a launch."""
    for part in sheet.parts:
        numbers = within(sheet.quantities, part.start, part.end)
        days = [d for d in within(sheet.dates, part.start, part.end) if d.is_day]
        armed = sheet.has(part.start, part.end, "weapon", "kind") or bool(within(sheet.systems, part.start, part.end))
        undone = sheet.has(part.start, part.end, "drill", "engine", "exercise", "aside")
        unreal = sheet.words.patterns["not_flown"].search(sheet.text, part.start, part.end)
        if armed and days and not undone and not unreal and not part.heading and any(q.unit == "m" for q in numbers):
            flown = sheet.inside("detect", numbers[0].end, part.end)[:1]
            yield from (w for w in flown if done(sheet, w.end))


def launcher(sheet: Sheet) -> str:
    """Whose launches a document is about: by who stands as subject or owner of launches, and whose types are named."""
    votes: dict[str, float] = defaultdict(float)
    seen = 0
    for part in sheet.parts:
        if not sheet.has(part.start, part.end, *ABOUT):
            continue
        seen += 1
        for country, worth in _votes(sheet, part):
            first = FIRST_NAMED if worth and not any(votes.values()) else 0.0
            votes[country] += first + worth * (LEAD_SHARE if seen <= LEAD else 1.0)
    for system in sheet.systems:
        if system.country:
            votes[system.country] += AS_SYSTEM
    issuer = sheet.who.issuer.country
    if issuer and (sheet.who.of_state or not any(v >= AS_NAMED * 2 for v in votes.values())):
        return issuer
    if not votes and not tellings(sheet):
        return ""
    offices = (a.country for a in sheet.who.actors if a.country not in ("", sheet.words.home))
    best = max(votes, key=votes.__getitem__, default="")
    soil = (w.value for w in sheet.groups.get("soil", ()))  # who is only named is less than where it rose
    return best if best and votes[best] >= AS_SYSTEM else next(soil, "") or best or next(offices, "")


def _votes(sheet: Sheet, part: Sentence) -> Iterator[tuple[str, float]]:
    for actor in sheet.who.within(part.start, part.end):
        if actor.kind == "country" and actor.country:
            yield actor.country, _worth(sheet, part, actor)
        elif actor.category == "agency" and actor.country != sheet.words.home:
            yield actor.country, AS_SYSTEM  # a state's agency tells of its own launches
        elif actor.kind == "office" and actor.country and actor.category not in MEDIA:
            worth = _worth_of_office(sheet, part, actor)
            if worth:
                yield actor.country, worth


def _worth(sheet: Sheet, part: Sentence, actor: Actor) -> float:
    if _owns(sheet, actor):
        return AS_OWNER
    verb = next((v for v in sheet.inside("launch", actor.end, part.end) if done(sheet, v.end)), None)
    named = AS_NAMED if actor.country != sheet.words.home else 0.0
    if actor.role == "subject" and verb and not sheet.has(actor.end, verb.start, "report"):
        return AS_SUBJECT
    if actor.role == "topic":
        return named / 2 if reports(sheet, part, actor) else AS_SUBJECT if verb else named
    return named if actor.role in ("subject", "other") else 0.0


def _worth_of_office(sheet: Sheet, part: Sentence, actor: Actor) -> float:
    """What an office is worth that launches itself, or tells of a launch that nobody else is said to have made."""
    verb = next((v for v in sheet.inside("launch", actor.end, part.end) if done(sheet, v.end)), None)
    if verb is None or actor.role not in ("topic", "subject") or _passive(sheet, verb):
        return 0.0
    between = sheet.who.within(actor.end, verb.start)
    if any(a.role in ("topic", "subject") or a.country not in ("", actor.country) for a in between):
        return 0.0
    if actor.role == "subject":
        return 0.0 if sheet.has(actor.end, verb.start, "report") or _seen(sheet, part, verb) else AS_SUBJECT
    if not reports(sheet, part, actor):
        return 0.0 if _seen(sheet, part, verb) else AS_SUBJECT
    return 0.0 if actor.country == sheet.words.home else AS_SYSTEM


def _passive(sheet: Sheet, verb: Word) -> bool:
    return bool(sheet.words.patterns["passive"].search(sheet.text, verb.start, verb.end + 1))


def _owns(sheet: Sheet, actor: Actor) -> bool:
    """Whether a launch or a weapon right behind a country is that country's: "북한 미사일", "北朝鮮による発射"."""
    owned = sheet.words.patterns["possessive"].match(sheet.text, actor.end)
    aimed_at = sheet.words.patterns["target"].match(sheet.text, actor.end)
    if not owned or aimed_at or actor.role not in ("other", "account"):
        return False
    near = (owned.end(), owned.end() + OWNED)
    return sheet.has(*near, "weapon", "kind", "launch_noun", "launch") or bool(within(sheet.systems, *near))


def country_of(sheet: Sheet, start: int, end: int, verbs: Sequence[Word], main: str) -> tuple[str, int]:
    """Who launched what words tell of, and where that is said: by the subject, the owner, or whose type it is."""
    part = sheet.part(start)
    for verb in verbs:
        able = [a for a in sheet.who.within(part.start, verb.start) if _launches(sheet, part, a, verb, main)]
        able = [a for a in able if a.role in ("subject", "topic")] or able  # who fires is more than whose missile flew
        if able:
            return able[-1].country, able[-1].start
        allies = sheet.inside("together", part.start, verb.start)
        if allies and not sheet.has(verb.end, part.end, "detect"):
            return allies[-1].value.split()[0], allies[-1].start
    makers = {s.country: s.start for s in reversed(within(sheet.systems, start, end)) if s.country}
    if len(makers) == 1 and not any(a.country == main for a in sheet.who.within(start, end)):
        return next(iter(makers.items()))
    return main, start


def _launches(sheet: Sheet, part: Sentence, actor: Actor, verb: Word, main: str) -> bool:
    """Whether an actor is who launches: a country or its forces before the verb, and not who tells of it."""
    if _passive(sheet, verb) and actor.kind == "office":
        return False  # what is fired is told of by an office, not fired by it
    if not actor.country or actor.kind not in ("country", "office") or actor.category in ("agency", "media"):
        return False
    if actor.role == "subject":
        return not sheet.has(actor.end, verb.start, "report") and (
            actor.kind == "country" or not _seen(sheet, part, verb)
        )
    if actor.role == "topic":
        if actor.kind == "office" and actor.country != main and _fires(sheet, actor, verb):
            return True
        return not reports(sheet, part, actor) and (actor.kind == "country" or not _seen(sheet, part, verb))
    return actor.kind == "country" and _owns(sheet, actor)


def _fires(sheet: Sheet, actor: Actor, verb: Word) -> bool:
    """Whether forces say what they did: "軍は2発を撃ち、命中したと発表", and nobody else is its subject."""
    others = (a for a in sheet.who.within(actor.end, verb.start) if a.role in ("subject", "topic"))
    joined = sheet.words.patterns["joins_on"].match(sheet.text, verb.end - 1)
    armed = sheet.words.patterns["object"].search(sheet.text, actor.end, verb.start)
    told = sheet.part(verb.start).end
    own = sheet.words.patterns["own"].search(sheet.text, actor.end, verb.end)
    owned = own is not None and not sheet.has(verb.end, told, "estimate", "detect")
    return (bool(joined and armed) or owned) and not any(others)


def _seen(sheet: Sheet, part: Sentence, verb: Word) -> bool:
    """Whether a launch is only seen or told of by the subject, and not by somebody else: "합참이 발사를 탐지했다"."""
    seen = [w for g in ("detect", "report", "estimate") for w in sheet.inside(g, verb.end, part.end)]
    first = min(seen, key=lambda w: w.start, default=None)
    return first is not None and not any(takes_over(a) for a in sheet.who.within(verb.end, first.start))
