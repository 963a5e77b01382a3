"""`Phrases`: a table of fixed phrases; `scan`: all phrases of many tables, found in one linear pass over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, final

from trackside.errors import BadInput

T = TypeVar("T")
Hits = Mapping[str, Sequence["Hit[Any]"]]

# A phrase longer than this is a slip in the data.
LONGEST_PHRASE = 120
_BRACES = re.compile(r"\{([^{}]*)\}")
# A word, a number or a sign with the space before it; a space too many is a piece of its own.
_PIECE = re.compile(r" ?(?:[^\W\d_]+|\d+|[^\w\s]|_)| ")
# The same for small letters of plain English, which needs no look at the tables of Unicode.
_PLAIN_PIECE = re.compile(r" ?(?:[a-z]+|[0-9]+|[^ a-z0-9])| ")
_ODD_SPACE = re.compile(r"[^\S ]")
# Stands behind the last piece, and in no phrase.
_PAST_END = "\0"
_SPACED_TOKEN = re.compile(r"(\s{0,60})([^\W\d_]+|\d+|[^\w\s]|_)")
_FOLDED = (("’", "'"), ("‑", "-"), ("‐", "-"))
_FOLDS = str.maketrans(dict(_FOLDED))
# Where a phrase ends in a trie, and what it means there: its table, its own letters where capitals count, its meaning.
_END = ""
Ending = tuple[int, str | None, Any]
Trie = dict[str, Any]
# Where phrases end that begin with one word, the nearest first, and what ends there.
Reached = list[tuple[int, tuple[Ending, ...]]]
# A named tuple's own constructor costs twice as much, and a text has hits by the thousand.
_new_tuple = tuple.__new__


class Hit(NamedTuple, Generic[T]):
    """A phrase found at ``text[start:end]`` and what it means."""

    start: int
    end: int
    value: T


@final
@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """A table of phrases with their meanings; longer phrases win over shorter ones.

    A phrase begins and ends at a word's edge; digits may stand right before it ("800km"), and anything behind one that
    ends in a sign ("~800").

    Attributes
    ----------
    table : Mapping
        Phrase to meaning. ``{a,b}`` in a phrase stands for either; a space matches any white space.
    cased : bool
        Whether capitals must agree.
    """

    table: Mapping[str, T]
    cased: bool = False
    meanings: Mapping[str, T] = field(init=False, repr=False)
    # Filled when first asked for: most tables are only looked through by a scanner, which has a trie of all.
    _trie: Trie = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        meanings = {one: value for phrase, value in self.table.items() for one in expanded(phrase)}
        object.__setattr__(self, "meanings", meanings)

    def _own_trie(self) -> Trie:
        if self.meanings and not self._trie:
            self._trie.update(_trie_of({"": self}))
        return self._trie

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Every phrase in the text, from left to right, without overlaps."""
        yield from _walk(text, self._own_trie(), 1)[0]

    def at(self, text: str, start: int) -> Hit[T] | None:
        """The longest phrase that begins exactly at an offset, or None."""
        node: Trie | None = self._own_trie()
        end, found = start, None
        if start and text[start - 1].isalpha() and text[start : start + 1].isalpha():
            return None
        while node is not None and (match := _SPACED_TOKEN.match(text, end)):
            word = match[2].lower().translate(_FOLDS)
            node = node.get(" " + word if match[1] and end > start else word)
            if node is None or (match[1] and end == start):
                break
            end = match.end()
            inside = text[end : end + 1].isalnum() and word[-1].isalnum()
            for _, cased, value in node.get(_END, ()) if not inside else ():
                if cased is None or cased == _flat(text[start:end]):
                    found = Hit(start, end, value)
        return found


@final
@dataclass(frozen=True, slots=True)
class Scanner:
    """The phrases of many tables in one trie."""

    tables: Mapping[str, Phrases[Any]]
    _trie: Trie = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_trie", _trie_of(self.tables))

    def scan(self, text: str) -> dict[str, tuple[Hit[Any], ...]]:
        """What each table's phrases find in a text: from left to right, the longest first, without overlaps."""
        found = _walk(text, self._trie, len(self.tables))
        return {name: tuple(hits) for name, hits in zip(self.tables, found, strict=True)}


def expanded(phrase: str) -> list[str]:
    """A phrase with its ``{a,b}`` choices written out: ``"{fly,flew} over"`` gives two phrases."""
    match = _BRACES.search(phrase)
    if not match and len(phrase) > LONGEST_PHRASE:
        raise BadInput(phrase, f"a phrase in a lexicon has at most {LONGEST_PHRASE} characters")
    if not match:
        return [" ".join(phrase.split())]
    rest = phrase[match.end() :]
    return [one for choice in match[1].split(",") for one in expanded(phrase[: match.start()] + choice + rest)]


def _flat(phrase: str) -> str:
    return phrase if phrase.isalpha() else " ".join(phrase.split()).translate(_FOLDS)


def _trie_of(tables: Mapping[str, Phrases[Any]]) -> Trie:
    """The tables' phrases word by word; a first word also stands with the space before it, as `_pieces` gives it."""
    root: Trie = {}
    for number, phrases in enumerate(tables.values()):
        for phrase, value in phrases.meanings.items():
            node = root
            for space, word in _SPACED_TOKEN.findall(phrase.translate(_FOLDS)):
                node = node.setdefault((" " if space else "") + word.lower(), {})
            if node is not root:
                same = [e for e in node.get(_END, ()) if e[0] != number or (phrases.cased and e[1] != _flat(phrase))]
                node[_END] = (*same, (number, _flat(phrase) if phrases.cased else None, value))
    root.update({" " + word: node for word, node in root.items()})
    return root


def _pieces(text: str) -> tuple[list[str], list[int]]:
    """A text as the keys of a trie, each word in small letters with the space before it, and where each piece begins.

    Of several spaces each but the last is a piece of its own, and so is the text's end.
    """
    plain = _ODD_SPACE.sub(" ", text)
    if not text.isascii():
        for odd, usual in _FOLDED:
            plain = plain.replace(odd, usual)
    small = plain.lower()
    if len(small) == len(plain):
        pieces = (_PLAIN_PIECE if small.isascii() else _PIECE).findall(small)
        edges = list(accumulate(map(len, pieces), initial=0))
    else:  # a letter whose small form is two letters
        pieces = _PIECE.findall(plain)
        edges = list(accumulate(map(len, pieces), initial=0))
        pieces = [piece.lower() for piece in pieces]
    pieces.append(_PAST_END)
    return pieces, edges


def _walk(text: str, root: Trie, tables: int) -> list[list[Hit[Any]]]:
    """The hits of every table. Each word is looked up once, and walked on from only where a phrase begins with it."""
    found: list[list[Hit[Any]]] = [[] for _ in range(tables)]
    pieces, edges = _pieces(text)
    beyond = [0] * tables
    for at, piece in enumerate(pieces):
        node = root.get(piece)
        if node is None:
            continue
        follower = at + 1
        reached: Reached = []
        while node is not None:
            endings = node.get(_END)
            if endings is not None and not (pieces[follower][0].isalnum() and pieces[follower - 1][-1].isalnum()):
                reached.append((edges[follower], endings))
            while pieces[follower] == " ":
                follower += 1
            node = node.get(pieces[follower])
            follower += 1
        if reached:
            _keep(found, beyond, reached, text, edges[at] + (piece[0] == " "))
    return found


def _keep(found: list[list[Hit[Any]]], beyond: list[int], reached: Reached, text: str, start: int) -> None:
    """Keeps the phrases that begin at an offset, the longest of each table, where no earlier hit covers it."""
    for end, endings in reversed(reached):
        words = ""
        for number, cased, value in endings:
            if start < beyond[number]:
                continue
            if cased is not None:
                words = words or _flat(text[start:end])
                if cased != words:
                    continue
            found[number].append(_new_tuple(Hit, (start, end, value)))
            beyond[number] = end


def places_of(pattern: re.Pattern[str], text: str) -> list[Hit[None]]:
    """Where a plain pattern matches, as places to look around."""
    return [Hit(*m.span(), None) for m in pattern.finditer(text)]


def matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin at given offsets, which are in order, without overlaps."""
    beyond = 0
    for start in starts:
        match = pattern.match(text, start) if start >= beyond else None
        if match:
            yield match
            beyond = match.end()


def around(
    pattern: re.Pattern[str], text: str, anchors: Sequence[Hit[Any]], before: int, after: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern near some places only, in order: a pattern need not be tried where it cannot match."""
    start, end = 0, -1
    for hit in anchors:
        if hit.start - before > end:
            yield from pattern.finditer(text, start, end) if end >= 0 else ()
            start = max(end, hit.start - before, 0)
        end = max(end, hit.end + after)
    yield from pattern.finditer(text, start, end) if end >= 0 else ()


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


SpannedT = TypeVar("SpannedT", bound=_Spanned)


def without_overlaps(found: Iterable[SpannedT], rank: Callable[[SpannedT], Any]) -> list[SpannedT]:
    """The marks in order; of two that overlap the one of higher rank stays."""
    kept: list[SpannedT] = []
    for mark in sorted(found, key=lambda m: (m.start, m.start - m.end)):
        if kept and mark.start < kept[-1].end:
            if rank(mark) > rank(kept[-1]):
                kept[-1] = mark
        else:
            kept.append(mark)
    return kept


def folded(word: str) -> str:
    """A word of the calendar in small letters, without its full stop, with plain spaces."""
    return " ".join(word.lower().rstrip(".").split())
