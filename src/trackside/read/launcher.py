"""`launcher`: who fires, by the words around a verb of launching."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trackside.read.actor import ActorMark
from trackside.read.marks import Marks, within
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.read.toponym import PlaceMark

# How far before its verb whoever launches may be named.
SUBJECT_REACH = 190
# How far behind its verb whoever launched may begin: "fired by the Royal Navy".
BY_REACH = 10
# How far into a paragraph the cities of its dateline stand, and how long the rest of it may be.
DATELINE_REACH, DATELINE_TAIL = 24, 40
_REPORTS = re.compile(r"\s+(?:(?:had|has|have|also|later|\w+ly)\s+){0,2}$")
_CLAUSE_OF_ITS_OWN = re.compile(r"\s+(?:\w+\s+){0,4}?(?:that|an?|the|two|three|it|they|\w+s)\s")
_ITS_WEAPON = re.compile(
    r"\b(?:its|their)\s+(?:[\w-]+\s+){0,4}?(?:missiles?|rockets?|forces|troops|military|army|guards|navy|units?)\b"
)
_SAID = re.compile(r"\s+(?:said|says|announced|claimed|declared|confirmed|reported)\b")
_IT = re.compile(r"\b(?:it|they)\s+(?:(?:had|has|have|successfully|also|just)\s+){0,3}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:[^,.;:]{1,50}?\s+(?:in|of)\s+)?(?:the\s+)?$")
# "Seoul/Tokyo, 7 March 2017.-": where a report was written, and when.
_DATELINE_LEAD = re.compile(r"\s*(?:[A-Z][\w.]*[\s/,]{1,3}){0,4}")
_DATELINE_TAIL = re.compile(r"(?:/[A-Z]\w+)*\s*[,(]\s*(?:\d{1,2}\s+\w|[A-Z][a-z]{2,8}\.?\s+\d{1,2}\b)")
_OF_SEA = re.compile(r"\s+(?:Ocean|Sea|Gulf|Peninsula)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?$")
_FROM_THERE = re.compile(r"\s+from\s+")
_CALLED_BEFORE = re.compile(r"\b(?:which|what|as|whom)\s+(?:the\s+)?$")
_CALLED = re.compile(r"\s+(?:\w+\s+)?(?:call|name|label|dub|design|know)")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?\w+\s+and\s+$")
_PLACED = re.compile(
    r"\b(?:toward|towards|over|in|with|to|against|near|off|for|into|at|from|after|like|than|across|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "hours after North Korea fired": there it is who fires.
_AFTER = re.compile(r"\b(?:after|like|than)\s+(?:the\s+)?$", re.IGNORECASE)
_DOES = re.compile(r"\s+(?:(?:had|has|have|also|again|itself)\s+){0,2}")
_SPEAKS = re.compile(r"\s+(?:said|says)\b")
_REPROACHES = re.compile(r"\s+(?:condemned|protested)\b|[’']s\s+(?:military\s+|Joint\s+Chiefs\b)")
_CLAUSE_BETWEEN = re.compile(r"[;]|\b(?:said|says|told|that|which|who)\b")
BY = re.compile(r"\s+by\s+(?:the\s+)?")


def launcher(marks: Marks, part: Sentence, verb: Hit[str], named: Sequence[ActorMark]) -> tuple[str, int, bool]:
    """The country that fires, where it is named, and whether it stands close: "fired by North Korea", or a subject."""
    text = marks.text
    lands = [
        p
        for p in within(marks.places, part.start, part.end)
        if p.kind in ("country", "adjective") and not dateline(text, part, p) and not _OF_SEA.match(text, p.end)
    ]
    by = _named_by(marks, part, verb, lands, named)
    if by is not None:
        return *by, True
    announced = [p for p in lands if p.end <= verb.start and _SAID.match(text, p.end)]
    itself = announced and not any(p.start > announced[-1].start and p.end <= verb.start for p in lands)
    if itself and not marks.has("flown_verb", verb.start, verb.end) and _IT.search(text, part.start, verb.start):
        return announced[-1].value, announced[-1].start, True
    if marks.has("flown_verb", verb.start, verb.start + 1):
        lands = [p for p in lands if p.kind == "adjective" or text[p.end : p.end + 2] in ("'s", "’s", "s'", "s’")]
    before = [
        p
        for p in lands
        if p.end <= verb.start
        and verb.start - p.end < SUBJECT_REACH
        and not aside(text, p.start, p.end, verb.start)
        and not _only_reports(marks, p, verb)
    ]
    if before:
        near = before[-1]
        spoken = marks.has("report_verb", near.end, verb.start) or marks.has(
            "title", near.end, min(near.end + 24, verb.start)
        )
        return near.value, near.start, not spoken and _close(text[near.end : verb.start])
    people = [
        a
        for a in within(named, part.start, verb.start)
        if a.country and a.kind in ("person", "office") and verb.start - a.end < SUBJECT_REACH
    ]
    if people and not marks.has("report_verb", people[-1].end, verb.start):
        return people[-1].country, people[-1].start, False
    after = [p for p in lands if p.start >= verb.end and _FROM.search(text, verb.end, p.start)]
    return (after[0].value, after[0].start, False) if after else ("", -1, False)


def _named_by(
    marks: Marks, part: Sentence, verb: Hit[str], lands: Sequence[PlaceMark], named: Sequence[ActorMark]
) -> tuple[str, int] | None:
    """Who is named behind a verb as the one who fires: "by Iran", "by the Royal Navy"; "was fired from Yemen"."""
    text = marks.text
    for land in lands:
        gap = text[verb.end : land.start]
        owned = text[land.end : land.end + 1] in "'’" and not text[land.end : land.end + 1].isspace()
        by = len(gap) < 90 and re.fullmatch(r"[^,.;]*\bby\s+(?:the\s+)?", gap)
        if land.start >= verb.end and by and not (owned and land.kind == "country"):
            return land.value, land.start
        if land.start >= verb.end and _FROM_THERE.fullmatch(gap) and _PASSIVE.search(text, part.start, verb.start):
            return land.value, land.start
    office = next((a for a in within(named, verb.end, verb.end + BY_REACH) if a.country and a.kind == "office"), None)
    if office and BY.fullmatch(text, verb.end, office.start):
        return office.country, office.start
    return None


def _only_reports(marks: Marks, land: PlaceMark, verb: Hit[str]) -> bool:
    """Whether a country reports what somebody did in a clause of its own: "Japan said that a missile was fired"."""
    said = next(iter(marks.words("report_verb", land.end, min(land.end + 24, verb.start))), None)
    if said is None or not _REPORTS.fullmatch(marks.text, land.end, said.start):
        return False
    own = _IT.search(marks.text, said.end, verb.start) or _ITS_WEAPON.search(marks.text, said.end, verb.start)
    return not own and bool(_CLAUSE_OF_ITS_OWN.match(marks.text, said.end, verb.start))


def dateline(text: str, part: Sentence, land: PlaceMark) -> bool:
    """Whether a capital only says where a report was written: "SEOUL/TOKYO (March 25) -"."""
    name = text[land.start : land.end]
    if not part.heading and _DATELINE_LEAD.fullmatch(text, part.start, land.start):
        dated = _DATELINE_TAIL.match(text, land.end, land.end + DATELINE_TAIL)
        if dated and land.start - part.start < DATELINE_REACH:
            return True
    return not part.heading and name.isupper() and len(name) > 4 and land.start - part.start < DATELINE_REACH


def _close(gap: str) -> bool:
    return len(gap.split()) <= 12 and not _CLAUSE_BETWEEN.search(gap)


def aside(text: str, start: int, end: int, verb: int) -> bool:
    """Whether a country is only where something is or whom it concerns ("toward Japan", "in Washington said")."""
    before, after = text[max(0, start - 12) : start], text[end : min(verb, end + 30)]
    if _CALLED_BEFORE.search(before) and _CALLED.match(after):
        return True
    if _BETWEEN.search(text[max(0, start - 30) : start]):
        return True
    if _PLACED.search(before) and not (_AFTER.search(before) and _DOES.fullmatch(text, end, verb)):
        return True
    if _SPEAKS.match(after):
        return not _ITS_WEAPON.search(text, end, verb)
    return bool(_REPROACHES.match(after))
