"""Names of missiles and launch vehicles, and how many missiles are told of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from trackside.measure import Hedge
from trackside.read.lexicon import Lexicon
from trackside.read.number import Number
from trackside.read.phrases import Hit, Hits
from trackside.read.quantity import Quantity, count_of
from trackside.read.toponym import PlaceMark

# How many letters may stand between a number and the missiles it counts ("two new short-range ballistic missiles").
COUNT_REACH = 70
MOST_MISSILES = 500
_CLAUSE_END = re.compile(r"[.;:!?()\n]\s|,\s(?!short|long|medium|new|solid|liquid|sea|air|surface|nuclear)")
_ADJECTIVE = re.compile(
    r"(?:[\w’'\"“”-]+\s+){0,7}?(?:of\s+(?:its|their|these|the)\s+(?:[\w-]+\s+){0,2})?$", re.IGNORECASE
)
_STOPPERS = re.compile(
    r"\b(?:and|or|to|in|from|by|at|with|that|which|per|percent|after|before|on|for|as|said|is|are|was|were|had|has|have|"
    r"days?|years?|months?|weeks?|hours?|minutes?|countries|states|times|governments|tests?|launches|stages?|axles?|"
    r"officials?|km|kilometers?|meters?|miles?|of\s+the)\b|-stage|-ton|-year|-metre|-meter|-axle|-foot",
    re.IGNORECASE,
)


@final
@dataclass(frozen=True, slots=True)
class SystemMark:
    """A missile's name at ``text[start:end]`` with the country that makes the type."""

    start: int
    end: int
    name: str
    country: str


def systems(text: str, lexicon: Lexicon, hits: Hits, places: Sequence[PlaceMark]) -> tuple[SystemMark, ...]:
    """Every known family name with its number: Hwasong-17, Agni-V, DF-31AG, Minuteman III."""
    found: list[SystemMark] = []
    designator = lexicon.patterns.get("designator")
    for hit in hits.get("system", ()):
        after = designator.match(text, hit.end) if designator else None
        end = after.end() if after else hit.end
        name = " ".join(text[hit.start : end].split())
        if not (len(name) <= 3 and name.isalpha()):
            found.append(SystemMark(hit.start, end, name, _maker(hit.value, hits, places)))
    return tuple(found)


def _maker(countries: str, hits: Hits, places: Sequence[PlaceMark]) -> str:
    """Whose a type is; of several that fire it the one named most in the text."""
    able = countries.split()
    if len(able) == 1:
        return able[0]
    named = [p.value for p in places if p.kind in ("country", "adjective")]
    named += [h.value for h in hits.get("flag", ())] + [h.value.country for h in hits.get("actor", ())]
    return max(able, key=named.count)


def counts(text: str, free: Sequence[Number], hits: Hits) -> tuple[Quantity, ...]:
    """Numbers that count missiles: "two short-range ballistic missiles", "at least six", "a pair of missiles"."""
    hedges = {h.end: h for h in hits.get("hedge_before", ())}
    nouns = hits.get("missile_noun", ())
    starts = [n.start for n in nouns]
    found = []
    for number in free:
        if number.value != int(number.value) or not 1 <= number.value <= MOST_MISSILES:
            continue
        counted = count_of(text, number, hedges)
        at = bisect_right(starts, number.end)
        noun = nouns[at] if at < len(nouns) else None
        if (noun and _counts(text, number, noun)) or (counted.hedge is Hedge.AT_LEAST and _stands_alone(text, number)):
            found.append(counted)
    return tuple(found)


def _counts(text: str, number: Number, noun: Hit[str]) -> bool:
    between = text[number.end : noun.start]
    if (
        len(between) > COUNT_REACH
        or not between[:1].isspace()
        or _STOPPERS.search(between)
        or _CLAUSE_END.search(between)
    ):
        return False
    word = text[noun.start : noun.end].lower()
    plural = word.endswith(("s", "own", "men"))
    return (plural or number.value == 1) and bool(_ADJECTIVE.match(between.lstrip()))


def _stands_alone(text: str, number: Number) -> bool:
    return bool(re.match(r"\s*(?:,|\.|;|of\s+them|were|in\s+all)", text[number.end : number.end + 12]))
