"""What a statement about history counts: words of kinds, systems and places -> `Category`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trackside.read.asking import Asking
from trackside.read.lexicon import Lexicon
from trackside.read.weapon import systems
from trackside.record import Category

Span = tuple[int, int]
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Groups whose words narrow nothing, or narrow it in a way that is held.
_KNOWN = (
    "kinds", "noun", "platform", "outcome", "same", "over", "landing", "first", "never", "none", "last", "traits",
    "pause", "ordinal", "count", "record", "filler", "per", "also", "narrow", "row",
)  # fmt: skip
# More unknown words than this and the rest of a sentence was taken along.
MOST_UNKNOWN = 4
# "The Musudan missile" in one name, in languages that write it so.
_MISSILE = re.compile(r" ?(?:미사일|계열)$")


def category(
    asking: Asking, lexicon: Lexicon, text: str, spans: Sequence[Span], *, counted: bool
) -> tuple[Category, bool]:
    """What a clause counts, and whether it says so at all; `spans` are the words that tell of time."""
    free = _without(text, spans)
    named = tuple(_systems(asking, lexicon, free))
    kinds = tuple(dict.fromkeys(h.meaning for h in asking.find("kinds", free)))
    narrow = tuple(k for k in kinds if k != "any_missile" and not (k == "ballistic" and _is_narrower(kinds)))
    each = counted and asking.has("noun", text)
    same, outcome = asking.first("same", free), asking.first("outcome", free)
    what = Category(
        noun="missiles" if each else "missile" if kinds else "launch",
        kinds=narrow,
        systems=tuple(n for _, _, n in named),
        platform=_meaning(asking, "platform", free),
        over=_over(asking, free),
        landing=_meaning(asking, "landing", free),
        outcome=outcome.meaning if outcome else "",
        traits=tuple(dict.fromkeys(h.meaning for h in asking.find("traits", free))),
        same=same is not None and not narrow and not named,
        beyond=tuple(_beyond(asking, free, [(a, b) for a, b, _ in named])),
    )
    said = Category(beyond=what.beyond)
    return what, what != said


def _is_narrower(kinds: Sequence[str]) -> bool:
    """Whether a kind of ballistic missile is named beside the word: "an intercontinental ballistic missile"."""
    return bool({"ICBM", "IRBM", "MRBM", "SRBM", "SLBM"} & set(kinds))


def _meaning(asking: Asking, group: str, text: str) -> str:
    hit = asking.first(group, text)
    return hit.meaning if hit else ""


def _over(asking: Asking, text: str) -> str:
    """The country that is flown over, or an empty string."""
    hit = asking.first("over", text)
    land = asking.first("lands", str(hit.parts.get("land") or "")) if hit else None
    return land.meaning if land else ""


def _systems(asking: Asking, lexicon: Lexicon, text: str) -> Iterator[tuple[int, int, str]]:
    """Every system named: by its name, or by what it is ("the super-large launcher")."""
    for hit in asking.find("systems", text):
        yield hit.start, hit.end, hit.meaning
    if lexicon.topic is None:
        for mark in systems(text, lexicon, lexicon.scanner.scan(text), ()):
            yield mark.start, mark.end, mark.name
        return
    designator = lexicon.topic.patterns["designator"]
    for word in lexicon.topic.find(text):
        after = designator.match(text, word.end) if word.group == "system" else None
        if word.group == "system" and (after or word.value.endswith("|alone") or len(text[word.start : word.end]) > 2):
            end = after.end() if after else word.end
            name = text[word.start : end].strip("「」《》『』'‘’")
            yield word.start, end, _MISSILE.sub("", name)


def _beyond(asking: Asking, text: str, named: Sequence[Span]) -> Iterator[str]:
    """The words that narrow what is counted and that nothing here knows; those of a language that sets words apart.

    Where words are not set apart only those in the table are known to narrow.
    """
    for hit in asking.find("narrow", text):
        yield text[hit.start : hit.end].strip()
    if not asking.table.get("edges"):
        return
    known = [*named, *((h.start, h.end) for g in _KNOWN for h in asking.find(g, text))]
    begin = min(
        (h.start for g in ("first", "ordinal", "count", "never") for h in asking.find(g, text)), default=len(text)
    )
    left = [m for m in _WORD.finditer(text, begin) if not any(a < m.end() and m.start() < b for a, b in known)]
    yield from (m[0] for m in left[:MOST_UNKNOWN])
    yield from (text[h.start : h.end] for h in asking.find("row", text))


def _without(text: str, spans: Sequence[Span]) -> str:
    """A text of the same length with some of its words blotted out."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
