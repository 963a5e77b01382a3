"""`issuer_of`: who issues a document that is an announcement, from its letterhead or its dateline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from trackside.read.actor import ActorMark, office_of
from trackside.read.marks import Marks, within
from trackside.record import NARRATOR, Source

# How far into a text a letterhead may stand, and how long its line may be.
LETTERHEAD_REACH, LONGEST_LINE = 420, 110
# How often a side must be named to be that of an office that does not name its country.
OFTEN = 3
_WORD = re.compile(r"[^\W\d_]+")
_OURS = re.compile(r"(?:Government of|our|Our|Republic of|Ministry of Defen[cs]e of)\s+(?:the\s+)?$")
_DATELINE = re.compile(r"\)\s*(?:--|—|–|-)")


def issuer_of(marks: Marks, named: Sequence[ActorMark], country: str) -> Source:
    """Who issues the document: an office alone on a line of its head, or in brackets in its dateline.

    `country` is whose launch it mainly tells of.
    """
    text = marks.text
    heads = [a for a in within(named, 0, LETTERHEAD_REACH) if a.kind in ("office", "unplaced")]
    for actor in sorted([*heads, *_nameless(marks, heads)], key=lambda a: a.start):
        dateline = text[: actor.start].endswith("(") and _DATELINE.match(text, actor.end)
        if (dateline and actor.category == "agency") or _alone(marks, actor):
            return _issuing(marks, actor, country)
    return NARRATOR


def _nameless(marks: Marks, heads: Sequence[ActorMark]) -> Iterator[ActorMark]:
    """Offices of a letterhead without an article and a country: "Ministry of Defence"."""
    for hit in within(marks.hits["compound"], 0, LETTERHEAD_REACH):
        if "inistry" in hit.value and not any(a.start <= hit.start < a.end for a in heads):
            yield ActorMark(hit.start, hit.end, hit.value, "", "unplaced", "ministry")


def _alone(marks: Marks, actor: ActorMark) -> bool:
    """Whether a name has a line to itself, but for a date, its country and words such as "press release"."""
    text = marks.text
    start, stop = text.rfind("\n", 0, actor.start) + 1, text.find("\n", actor.end)
    end = stop if stop >= 0 else len(text)
    if end - start > LONGEST_LINE or not text[end:].strip():
        return False
    known = [(actor.start, actor.end)]
    known += [(p.start, p.end) for p in within(marks.places, start, end) if p.kind == "country"]
    known += [(d.start, d.end) for d in within(marks.dates, start, end)]
    known += [(start + h.start, start + h.end) for h in marks.lexicon.words["letterhead"].find(text[start:end])]
    words = (start + m.start() for m in _WORD.finditer(text[start:end]))
    return all(any(a <= at < b for a, b in known) for at in words)


def _issuing(marks: Marks, actor: ActorMark, country: str) -> Source:
    """An office under its country's name, told by its own letterhead, by "our" and "Government of", or by its text."""
    if actor.kind != "unplaced":
        return actor.source
    text, lands = marks.text, [p for p in marks.places if p.kind == "country"]
    beside = (
        p for p in within(lands, actor.start, actor.end + LETTERHEAD_REACH // 4) if _heads(text, actor.end, p.start)
    )
    ours = (p for p in lands if _OURS.search(text[max(0, p.start - 30) : p.start]))
    land = next(beside, None) or next(ours, None)
    home = land.value if land else _home(marks, country)
    return Source(office_of(marks.lexicon, home, actor.name), home) if home else NARRATOR


def _home(marks: Marks, country: str) -> str:
    """Whose office writes without saying so: the side it speaks of most but for whose launch it tells of."""
    said = Counter(p.value for p in marks.places if p.kind == "country" and p.value in marks.lexicon.countries)
    others = [(land, times) for land, times in said.most_common(3) if land != country]
    often = others and others[0][1] >= OFTEN and (len(others) == 1 or others[0][1] > others[1][1])
    if often:
        return others[0][0]
    return country if country in said and not others else ""


def _heads(text: str, end: int, start: int) -> bool:
    """Whether a country stands in the letterhead below a name or behind it, not in the text that follows."""
    return not re.search(r"\w", text[end:start].replace("of", "").replace("the", ""))
