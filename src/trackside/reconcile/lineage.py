"""Who repeats whom: documents that share most of their sentences are one document printed several times."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import NamedTuple, final

from trackside.reconcile.names import folded
from trackside.record import NARRATOR, Claim

# Shorter sentences ("Japan condemned the launch.") are written by many on their own. Eight English words are about as
# much text as twenty letters of Korean, Japanese or Chinese.
FEWEST_WORDS, FEWEST_LETTERS = 8, 20
# A copy has more than this share of its sentences from another, and at least so many.
MOST, FEWEST_SHARED = 0.5, 2
# Of a sentence that everybody prints ("The two Koreas are technically still at war") only the first documents that
# have it are remembered; more would tell nothing and cost much.
REMEMBERED = 50

_ENDS = re.compile(r"(?<=[.!?])[\s\"'”’)]+|[。！？]|\n+")
_QUOTED = re.compile(r"“([^“”]{20,})”|\"([^\"\n]{20,})\"|「([^「」]{20,})」|『([^『』]{20,})』")
_WORDS = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Sentence(NamedTuple):
    """A sentence ``text[start:end]`` with the marks of it and of the longer words quoted in it."""

    start: int
    end: int
    marks: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Copy:
    """That one document repeats another: `shared` of its `total` longer sentences stand in the origin.

    `because` says so in words.
    """

    document_id: str
    origin_id: str
    shared: int
    total: int
    because: str


@final
@dataclass(frozen=True, slots=True)
class Print:
    """A document as lineage sees it: when it was published (ISO, or an empty string) and the marks of its sentences."""

    document_id: str
    published: str
    marks: frozenset[int]


def mark(words: str) -> int | None:
    """A number of 64 bits for a sentence, the same whatever its case, spaces and punctuation; None when it is short."""
    bare = _WORDS.findall(words.lower())
    if len(bare) < FEWEST_WORDS and len(_CJK.findall(words)) < FEWEST_LETTERS:
        return None
    return int.from_bytes(blake2b(" ".join(bare).encode(), digest_size=8).digest(), "big", signed=True)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The longer sentences of a text, in order, and those that quote at length."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for end in _ENDS.finditer(text):
        yield from _sentence(text, start, end.start())
        start = end.end()
    yield from _sentence(text, start, len(text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = text[start:end]
    quoted = (mark(next(filter(None, m.groups()))) for m in _QUOTED.finditer(words))
    marks = tuple(x for x in dict.fromkeys((mark(words), *quoted)) if x is not None)
    if marks:
        yield Sentence(start, end, marks)


def marks_of(text: str) -> frozenset[int]:
    """The marks of a text's longer sentences."""
    return frozenset(s.marks[0] for s in sentences(text))


def copies(prints: Iterable[Print], repeats: Mapping[str, str] | None = None) -> dict[str, Copy]:
    """Which documents repeat another, by id: its sentences are mostly the other's, which was published first.

    Parameters
    ----------
    prints : iterable of Print
        In any order.
    repeats : mapping of str to str, optional
        What people decided: the first document repeats the second.
    """
    held = {p.document_id: p for p in prints}
    told = {a: b for a, b in (repeats or {}).items() if a in held}
    found: dict[str, Copy] = {}
    first: dict[str, int] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for p in sorted(held.values(), key=lambda p: (p.published or "9999", p.document_id)):
        origin = None if p.document_id in told else _origin(p, holders, first, told)
        if origin is not None:
            found[p.document_id] = origin
            continue
        # One that a person calls a repeat stays here: whoever copies it repeats what it repeats.
        first[p.document_id] = len(first)
        for m in p.marks:
            if len(holders[m]) < REMEMBERED:
                holders[m].append(p.document_id)
    ended = {a: _ended(c, told, found) for a, c in found.items()}
    for a in sorted(told):
        ended[a] = Copy(a, _end(a, told, found), 0, len(held[a].marks), "a person says that it repeats the other")
    return {a: c for a, c in ended.items() if c.origin_id != a}


def _origin(
    p: Print, holders: Mapping[int, Sequence[str]], first: Mapping[str, int], told: Mapping[str, str]
) -> Copy | None:
    """The document that holds most of this one's sentences, among those before it that are no copies by themselves."""
    counted = Counter(d for m in p.marks for d in holders.get(m, ()))
    # What a person calls a repeat of this one is no origin of it.
    likely = (d for d in counted if p.document_id not in _chain(d, told))
    origin = min(likely, key=lambda d: (-counted[d], first[d]), default="")
    shared = counted[origin]
    if shared < FEWEST_SHARED or shared <= MOST * len(p.marks):
        return None
    because = f"{shared} of its {len(p.marks)} longer sentences stand in the other"
    return Copy(p.document_id, origin, shared, len(p.marks), because)


def _ended(copy: Copy, told: Mapping[str, str], found: Mapping[str, Copy]) -> Copy:
    """A copy of a document that repeats another, as a copy of that other."""
    end = _end(copy.origin_id, told, found)
    if end == copy.origin_id:
        return copy
    because = copy.because.replace("the other", f"{copy.origin_id}, of which a person says that it repeats the other")
    return replace(copy, origin_id=end, because=because)


def _chain(start: str, told: Mapping[str, str]) -> set[str]:
    seen = {start}
    while (start := told.get(start, "")) and start not in seen:
        seen.add(start)
    return seen


def _end(start: str, told: Mapping[str, str], found: Mapping[str, Copy]) -> str:
    """Where a chain of repetitions ends; a circle ends at its least id."""
    seen = [start]
    while True:
        here = seen[-1]
        following = told.get(here) or (found[here].origin_id if here in found else "")
        if not following:
            return here
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)


@cache
def _offices() -> Mapping[str, str]:
    with resources.files(__package__).joinpath("data/offices.toml").open("rb") as file:
        told: dict[str, dict[str, str]] = tomllib.load(file)
    return {folded(name): office for table in told.values() for name, office in table.items()}


@cache
def office(name: str) -> str:
    """The office that a speaker's name stands for, under one name whoever tells of it; else the name itself."""
    return _offices().get(folded(name), name)


def voice(claim: Claim, origins: Mapping[str, str]) -> str:
    """Whose word a claim is: the office that is quoted, or the narrator of the document that others repeat."""
    if claim.speaker == NARRATOR:
        told_in = claim.quote.document_id
        return f"{NARRATOR.name} of {origins.get(told_in, told_in)}"
    return office(claim.speaker.name)
