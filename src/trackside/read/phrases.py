"""`Phrases`: many fixed phrases found in one linear pass over a text, each with what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar, final

from trackside.errors import BadInput

T = TypeVar("T")

# A trie in a pattern nests as deep as its longest phrase; a phrase longer than this is a slip in the data.
LONGEST_PHRASE = 120
_BRACES = re.compile(r"\{([^{}]*)\}")
_END = ""
Trie = dict[str, "Trie"]


@final
@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found at ``text[start:end]`` and what it means."""

    start: int
    end: int
    value: T


@final
@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """A table of phrases with their meanings, compiled once; longer phrases win over shorter ones.

    Attributes
    ----------
    table : Mapping
        Phrase to meaning. ``{a,b}`` in a phrase stands for either; a space matches any white space.
    cased : bool
        Whether capitals must agree.
    bounded : bool
        Whether a phrase must begin and end at a word's edge (not so in Korean and Japanese).
    """

    table: Mapping[str, T]
    cased: bool = False
    bounded: bool = True
    _meanings: dict[str, T] = field(init=False, repr=False)
    _pattern: re.Pattern[str] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        meanings: dict[str, T] = {}
        for phrase, value in self.table.items():
            for one in expanded(phrase):
                meanings[self._folded(one)] = value
        object.__setattr__(self, "_meanings", meanings)
        object.__setattr__(self, "_pattern", self._compiled(meanings))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Every phrase in the text, from left to right, without overlaps."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            yield Hit(match.start(), match.end(), self._meanings[self._folded(match[0])])

    def at(self, text: str, start: int) -> Hit[T] | None:
        """The longest phrase that begins exactly at an offset, or None."""
        match = self._pattern.match(text, start) if self._pattern else None
        return Hit(match.start(), match.end(), self._meanings[self._folded(match[0])]) if match else None

    def _folded(self, phrase: str) -> str:
        flat = " ".join(phrase.split()).replace("’", "'").replace("‑", "-").replace("‐", "-")
        return flat if self.cased else flat.lower()

    def _compiled(self, phrases: Iterable[str]) -> re.Pattern[str] | None:
        trie: Trie = {}
        for phrase in phrases:
            _plant(trie, phrase)
        if not trie:
            return None
        edges = (r"(?<![^\W\d_])", r"(?![^\W_])") if self.bounded else ("", "")
        return re.compile(edges[0] + _spelled(trie) + edges[1], 0 if self.cased else re.IGNORECASE)


def expanded(phrase: str) -> list[str]:
    """A phrase with its ``{a,b}`` choices written out: ``"{fly,flew} over"`` gives two phrases."""
    match = _BRACES.search(phrase)
    if not match and len(phrase) > LONGEST_PHRASE:
        raise BadInput(phrase, f"a phrase in a lexicon has at most {LONGEST_PHRASE} characters")
    if not match:
        return [" ".join(phrase.split())]
    rest = phrase[match.end() :]
    return [one for choice in match[1].split(",") for one in expanded(phrase[: match.start()] + choice + rest)]


def _plant(trie: Trie, phrase: str) -> None:
    for char in phrase:
        trie = trie.setdefault(char, {})
    trie[_END] = {}


def _spelled(trie: Trie) -> str:
    branches = [_character(char) + _spelled(below) for char, below in sorted(trie.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if _END in trie else body


def _character(char: str) -> str:
    special = {" ": r"\s+", "'": "['’]", "-": "[-‐‑]"}
    return special.get(char, re.escape(char))
