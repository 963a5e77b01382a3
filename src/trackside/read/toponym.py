"""Countries, places of launch, places of fall and directions, as the text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from trackside.read.lexicon import Lexicon
from trackside.read.phrases import Hit, matches_at

_DIRECTIONAL = re.compile(r"(?:the|The) (?:North|South)$")
# How far before a country's name another's first word may stand.
CUT_REACH = 24
_CUT_SHORT = re.compile(r"\b(?P<name>[A-Z]\w+)\s+(?:and|or)\s+(?:the\s+)?$")
# The last digit before a unit of length, and how far before it the words of a length may begin ("about 300 to 400 km").
LENGTH_LEAD = 90
_LENGTH_LIKE = re.compile(r"\d[,.]{0,3}\s{0,60}[kmnKMN]")
_WORD_START = re.compile(r"\b\w")
_BREAK = re.compile(r"[ \t]{0,60}\n\s*\n")
_FOLLOWED_BY_NAME = re.compile(r"\s+(?!Korea|Korean|Koreans)[A-Z][a-z]+")


class PlaceMark(NamedTuple):
    """A place named at ``text[start:end]``; `kind` is country, adjective, site, landing or sea; `value` its name.

    For a country the value is its ISO 3166 alpha-2 code.
    """

    start: int
    end: int
    kind: str
    value: str


def places(text: str, lexicon: Lexicon, hits: Mapping[str, Sequence[Hit[str]]]) -> tuple[PlaceMark, ...]:
    """Every country, site and place of fall named in a text, in order."""
    names = {k: lexicon.words[k].table for k in ("country", "adjective") if k in lexicon.words}
    found = list(_countries(text, hits, names))
    for name in ("site", "landing", "sea"):
        pattern = lexicon.patterns.get(name)
        starts = _lengths(text) if name == "landing" else (h.start for h in hits.get(f"{name}_lead", ()))
        for match in matches_at(pattern, text, starts) if pattern else ():
            found.extend(_within_paragraph(text, match, name))
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def _lengths(text: str) -> Iterator[int]:
    """Where a length that tells of a place of fall may begin: at its number, or at any word shortly before it."""
    beyond = 0
    for number in _LENGTH_LIKE.finditer(text):
        low = max(beyond, number.start() - LENGTH_LEAD)
        yield from (word.start() for word in _WORD_START.finditer(text, low, number.end()))
        beyond = number.end()


def _within_paragraph(text: str, match: re.Match[str], kind: str) -> Iterator[PlaceMark]:
    """A named place, cut where its paragraph ends: a headline's last name does not go on in the dateline below."""
    start, end = match.span("place")
    break_at = _BREAK.search(text, start, end)
    if break_at is None:
        yield PlaceMark(start, end, kind, _called(match))
        return
    named = match.start("name") if match.groupdict().get("name") else start
    if named < break_at.start():
        name = " ".join(text[named : break_at.start()].split()).strip(" ,.")
        yield PlaceMark(start, break_at.start(), kind, name)


def _countries(
    text: str, hits: Mapping[str, Sequence[Hit[str]]], names: Mapping[str, Mapping[str, str]]
) -> Iterator[PlaceMark]:
    for kind in ("country", "adjective"):
        called = names.get(kind, {})
        for hit in hits.get(kind, ()):
            words = " ".join(text[hit.start : hit.end].split())
            # "The North" is a country in a Korean text; "the North Sea", "the South Pacific" are not.
            if _DIRECTIONAL.match(words) and _FOLLOWED_BY_NAME.match(text, hit.end):
                continue
            yield from _joined(text, hit, kind, called)
            yield PlaceMark(hit.start, hit.end, kind, hit.value)


def _joined(text: str, hit: Hit[str], kind: str, called: Mapping[str, str]) -> Iterator[PlaceMark]:
    """The country whose name is cut short before another's: "North and South Korea"."""
    shared = " ".join(text[hit.start : hit.end].split()).partition(" ")[2]
    before = _CUT_SHORT.search(text, max(0, hit.start - CUT_REACH), hit.start) if shared else None
    whole = called.get(f"{before['name']} {shared}") if before else None
    if before and whole and whole != hit.value:
        yield PlaceMark(before.start("name"), before.end("name"), kind, whole)


def _called(match: re.Match[str]) -> str:
    groups = match.groupdict()
    name = groups.get("name") or groups.get("part") or match["place"]
    return " ".join(name.split()).strip(" ,.")
