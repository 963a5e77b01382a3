"""Names of missiles and launch vehicles, and how many missiles are told of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
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
    r"(?:[\w’'\"“”-]+\s+){0,7}?(?:of\s+(?:its|their|these|the)\s+(?:[\w-]+\s+){0,2})?[\"“‘']?$", re.IGNORECASE
)
_STOPPERS = re.compile(
    r"(?<!-)\b(?:and|or|to|in|from|by|at|with|that|which|per|percent|after|before|on|for|as|said|is|are|was|were|had|has|have|"
    r"days?|years?|months?|weeks?|hours?|minutes?|countries|states|times|governments|tests?|launches|stages?|axles?|"
    r"officials?|km|kilometers?|meters?|miles?|of\s+the)\b(?!-)|-stage|-ton|-year|-metre|-meter|-axle|-foot",
    re.IGNORECASE,
)
# How far from a missile word a name may begin, and how long the name of a field may be.
NAME_REACH, FIELD_REACH, SALVO_REACH = 60, 40, 14
_TO_NAME = re.compile(
    r"\s+(?:(?:is\s+|was\s+|were\s+)?(?:called|named|known\s+as|dubbed|designated|labelled|code-?named|christened)\s+(?:the\s+)?|"
    r"(?:of\s+the\s+)?type\s+|of\s+the\s+)?"
)
_A_SHARE = re.compile(r"\s+(?:of|from)\s+(?:either|each|every|these|those|them|both)\b")
_OF_GUNS = re.compile(
    r"\s+of\s+(?:artillery|ammunition|shells?|mortar|howitzer|gun|talks|sanctions|questions)\b|\s+from\s+guns\b"
)
# What may follow a number of missiles that stands without a noun behind a verb of firing, or of counting.
_FIRED = re.compile(
    r"\s*(?:[.,;:)]|$|more\b|others?\b|apiece\b|each\b|of\s+(?:them|its|their|these|those)\b|"
    r"(?:from|into|towards?|over|within|at|on|in|and|this|that|last|yesterday|today|so\s+far|altogether)\b(?!\s+a\s+half))"
)
_CLOSED = re.compile(
    r"\s*(?:[.,;:()]|$|\n|of\s+(?:them|these|those|its|their)\b|in\s+all\b|altogether\b|missiles?\b)(?!\d)"
)
_FIELD = re.compile(
    r"\b(?:number|quantity|count|how\s+many|missiles|projectiles|shots|rounds)"
    r"(?:\s+(?:of\s+(?:missiles|projectiles|shots|launches|rounds)|fired|launched|seen|detected)){0,2}\??\s*[:=]\s*$",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(r"\b(?:pair|brace|duo|trio|quartet|quintet)\b", re.IGNORECASE)
_THEY = re.compile(
    r"\s+(?:from\s+[A-Z]|(?:of\s+them\s+)?(?:had\s+|have\s+|has\s+|was\s+|were\s+)?(?:left|flew|flown|went|gone|rose|fired|launched|"
    r"climbed|fell|landed|came|covered|travell?ed|blasted|lifted|took\s+off|shot|soared|sent)\b)"
)
# "A salvo of four", "missiles, eight of them", "the three flew".
_SALVO = re.compile(
    r"\b(?:salvo(?:es)?|volleys?|barrages?|bursts?|series|strings?|batch(?:es)?|pairs?|groups?)\s+of$", re.IGNORECASE
)
_IN_ALL = re.compile(r"\s+(?:in\s+(?:all|total)|altogether)\b")
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those)\b")
_WERE_FIRED = re.compile(
    r"\s+(?:more\s+|others\s+)?(?:were|had\s+been|have\s+been)\s+(?:test-?)?"
    r"(?:fired|launched|shot|sent|lobbed|loosed|detected|tracked|counted|let\s+(?:off|fly|go|loose))\b"
)
_MORE = re.compile(r"\s+(?:more|others)\s+(?:\w+\s+)?(?:followed|left|flew|went|came|rose|were\s+\w+ed)\b")
_WHOLE = re.compile(r"\b(?:all|the)\s+$|[,–—]\s*(?:all\s+)?$|--\s*$", re.IGNORECASE)
_COUNTING = re.compile(
    r"(?:at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|more\s+than)\b", re.IGNORECASE
)


@final
@dataclass(frozen=True, slots=True)
class SystemMark:
    """A missile's name at ``text[start:end]`` with the country that makes the type."""

    start: int
    end: int
    name: str
    country: str


# "from Musudan-ri": the village, not the missile called after it.
_OF_VILLAGE = re.compile(r"[-\u2011](?:ri|ni|dong|gun|up|do)\b")


def systems(text: str, lexicon: Lexicon, hits: Hits, places: Sequence[PlaceMark]) -> tuple[SystemMark, ...]:
    """Every name of a missile with its number: a known family's (Hwasong-17, DF-31AG), or one beside a missile word."""
    found: list[SystemMark] = []
    designator = lexicon.patterns.get("designator")
    known = lexicon.words["system"].meanings if "system" in lexicon.words else {}
    votes = Counter(_named(hits, places) if hits.get("system") else ())
    for hit in hits.get("system", ()):
        after = designator.match(text, hit.end) if designator else None
        end = after.end() if after else hit.end
        name = " ".join(text[hit.start : end].split())
        name = name.removesuffix("s") if name[-2:-1].isdigit() or name.removesuffix("s") in known else name
        if not (len(name) <= 3 and name.isalpha()) and not _OF_VILLAGE.match(text, hit.end):
            found.append(SystemMark(hit.start, end, name, _maker(hit.value, votes)))
    return tuple(sorted([*found, *_unlisted(text, lexicon, hits, places, found)], key=lambda s: s.start))


def _unlisted(
    text: str, lexicon: Lexicon, hits: Hits, places: Sequence[PlaceMark], known: Sequence[SystemMark]
) -> Iterator[SystemMark]:
    """Names in no list right beside a missile word: "the Ghadir-110 missile", "a missile called Taimur-2"."""
    pattern, sort = lexicon.patterns.get("unlisted"), lexicon.patterns.get("sort_of_missile")
    country = _named_most(hits, places)
    if pattern is None or sort is None or not country:
        return
    taken, other = {m.start for m in known}, lexicon.words.get("no_missile")
    for noun in hits.get("missile_noun", ()):
        start, end = max(0, noun.start - NAME_REACH), noun.end + NAME_REACH
        if "-" not in text[start:end]:
            continue
        before = [m for m in pattern.finditer(text, start, noun.start) if sort.fullmatch(text, m.end(), noun.start)]
        lead = _TO_NAME.match(text, noun.end)
        after = pattern.match(text, lead.end()) if lead else None
        for match in (m for m in (*before[-1:], after) if m):
            first, last = match.span("name")
            free = first not in taken and not any(k.start < last and first < k.end for k in known)
            if free and not (other and other.at(text, first)):
                taken.add(first)
                yield SystemMark(first, last, match["name"], country)


def _maker(countries: str, votes: Counter[str]) -> str:
    """Whose a type is; of several that fire it the one named most in the text."""
    able = countries.split()
    if len(able) == 1:
        return able[0]
    return max(able, key=lambda country: votes[country])


def _named_most(hits: Hits, places: Sequence[PlaceMark]) -> str:
    named = Counter(_named(hits, places))
    return next((country for country, _ in named.most_common() if country), "")


def _named(hits: Hits, places: Sequence[PlaceMark]) -> list[str]:
    """Every country that a text names, as often as it does, be it by its offices."""
    named = [p.value for p in places if p.kind in ("country", "adjective")]
    return [*named, *(h.value for h in hits.get("flag", ())), *(h.value.country for h in hits.get("actor", ()))]


def counts(text: str, free: Sequence[Number], hits: Hits) -> tuple[Quantity, ...]:
    """Numbers that count missiles: "two ballistic missiles", "fired four", "Number: one", "a single Scud"."""
    hedges = {h.end: h for h in hits.get("hedge_before", ())}
    nouns = sorted([*hits.get("missile_noun", ()), *(h._replace(value="system") for h in hits.get("system", ()))])
    starts = [n.start for n in nouns]
    flies = {h.end for h in hits.get("flown_verb", ())}
    fires = {h.end for g in ("launch_verb", "light_verb") for h in hits.get(g, ())} - flies
    says = {h.end for h in hits.get("count_verb", ())}
    singles = [Number(h.start, h.end, 1.0, 0.0) for h in hits.get("single", ())]
    found = []
    for number in sorted([*free, *singles], key=lambda n: n.start):
        if number.value != int(number.value) or not 1 <= number.value <= MOST_MISSILES:
            continue
        counted = count_of(text, number, hedges)
        at = bisect_right(starts, number.end)
        noun = nouns[at] if at < len(nouns) else None
        alone = number not in singles and _stands_alone(text, number, counted, fires, says)
        if (noun and _counts(text, number, noun)) or alone:
            found.append(counted)
    return tuple(found)


def _counts(text: str, number: Number, noun: Hit[str]) -> bool:
    between = text[number.end : noun.start]
    if between in ("-", "‑"):
        return number.value > 1 and noun.value != "system"
    if (
        len(between) > COUNT_REACH
        or not between[:1].isspace()
        or _STOPPERS.search(between)
        or _CLAUSE_END.search(between)
    ):
        return False
    word = text[noun.start : noun.end].lower()
    plural = noun.value == "system" or word.endswith(("s", "own", "men"))
    share = number.value == 1 and _A_SHARE.match(text, noun.end)
    return (
        (plural or number.value == 1)
        and not share
        and not _OF_GUNS.match(text, noun.end)
        and bool(_ADJECTIVE.match(between.lstrip()))
    )


def _stands_alone(text: str, number: Number, counted: Quantity, fires: set[int], says: set[int]) -> bool:
    """Whether a number without a noun counts missiles: what was fired or counted, a field's, or one hedged upwards."""
    edge = _edge(text, counted.start)
    if edge in fires or _SALVO.search(text, max(0, edge - SALVO_REACH), edge):
        return bool(_FIRED.match(text, number.end))
    if edge in says or _FIELD.search(text, max(0, counted.start - FIELD_REACH), counted.start):
        return bool(_CLOSED.match(text, number.end))
    whole = _WHOLE.search(text, max(0, counted.start - 8), counted.start)
    theirs = _OF_THEM.match(text, number.end) or _THEY.match(text, number.end)
    fired = _WERE_FIRED.match(text, number.end) or _MORE.match(text, number.end) or _IN_ALL.match(text, number.end)
    if number.value > 1 and (fired or (whole and theirs)):
        return True
    if _COLLECTIVE.search(text, number.start, number.end):
        return bool(_THEY.match(text, number.end))
    bounded = counted.hedge is Hedge.AT_LEAST and _COUNTING.match(text, counted.start)
    return bool(bounded) and bool(
        re.match(r"\s*(?:,|\.|;|of\s+them|were|in\s+all)", text[number.end : number.end + 12])
    )


def _edge(text: str, place: int) -> int:
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place
