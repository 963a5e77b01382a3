"""`TopicWords`: the words of a topic-first language, found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, final

from trackside.errors import BadInput
from trackside.measure import Hedge
from trackside.read.bounded import bounded
from trackside.read.phrases import expanded

Table = dict[str, Any]

# Full-width letters, digits and marks as their plain forms, one for one, so that offsets stay.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
}
_PLAIN |= dict.fromkeys((0x301C, 0x223C, 0x2053), 0x7E) | dict.fromkeys((0x2010, 0x2011, 0x2013, 0x2212), 0x2D)
_PLAIN |= dict.fromkeys((0x201C, 0x201D), 0x22) | dict.fromkeys((0x2018, 0x2019), 0x27) | {0xFF65: 0x30FB}


_ONE = (1,)
_WIDE = re.compile("[" + re.escape("".join(map(chr, _PLAIN))) + "]")


@final
@dataclass(frozen=True, slots=True)
class Word:
    """A word of a group at ``text[start:end]`` and what it means."""

    start: int
    end: int
    group: str
    value: str


@final
@dataclass(frozen=True, slots=True)
class Country:
    """A country's English name and the clock its sites keep (IANA)."""

    name: str
    zone: str


@final
@dataclass(frozen=True, slots=True)
class TopicWords:
    """The words of one topic-first language. Every table is data.

    Attributes
    ----------
    home : str
        The country that "the government" and "our military" mean, unless the issuer says otherwise.
    phrases : Mapping
        Phrase to its meanings, each a group and a value.
    lengths : Mapping
        First two letters to the lengths of the phrases that begin with them, longest first.
    within : frozenset
        Groups whose words count also where a longer word of another group begins ("비행" in "비행했").
    leads : str
        Particles that a phrase may begin with; a word may begin right behind one.
    bounded : frozenset
        Groups whose words do not begin in the middle of a word.
    neighbours : frozenset
        Countries whose launches a narrator of this language tells by the clock of his home.
    late : frozenset
        Countries whose media tell of a launch on the day after it.
    beside : frozenset
        Countries whose launches are told of with home's offices, which then need no country before their names.
    renamed : Mapping
        Names composed of a country and an office, and the names in common use.
    multipliers, digits, counting : Mapping
        Number words: those that multiply, those written in a row, and those that stand before a counter only.
    units, prefixed : Mapping
        Units behind and before a number: SI unit and size.
    hedges : Mapping
        Hedge words by where they stand: before, inside (between number and unit), after.
    patterns : Mapping
        Regular expressions with named groups; linear in the length of the text.
    calendar : Mapping
        Eras, offsets and weekdays.
    """

    home: str
    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    lengths: Mapping[str, tuple[int, ...]]
    within: frozenset[str]
    particles: str
    leads: str
    bounded: frozenset[str]
    late: frozenset[str]
    neighbours: frozenset[str]
    beside: frozenset[str]
    renamed: Mapping[str, str]
    multipliers: Mapping[str, float]
    digits: Mapping[str, int]
    counting: Mapping[str, int]
    units: Mapping[str, tuple[str, float]]
    prefixed: Mapping[str, tuple[str, float]]
    hedges: Mapping[str, Mapping[str, Hedge]]
    patterns: Mapping[str, re.Pattern[str]]
    calendar: Mapping[str, Mapping[str, int]]
    countries: Mapping[str, Country]

    @property
    def ten(self) -> str:
        """The letter for ten in a language that writes numbers in letters; else nothing."""
        return _ten(self.multipliers) if self.digits else ""

    def office_of(self, name: str, land: str) -> str:
        """The common name of a country's office, from a name with ``%s`` for the country."""
        full = name.replace("%s", self.countries[land].name) if land in self.countries else name
        return self.renamed.get(full, full)

    def find(self, text: str) -> Iterator[Word]:
        """Every phrase in a plain text from left to right; the longest wins; one phrase may be of several groups."""
        at, end = 0, len(text)
        lengths, phrases, alone, of_starts = dict(self.lengths), dict(self.phrases), _ONE, self.bounded
        while at < end:
            sizes = lengths.get(text[at : at + 2]) or (alone if text[at] in phrases else None)
            if sizes is None:
                at += 1
                continue
            step, seen = 1, set[tuple[str, str]]()
            mid = bool(of_starts) and at > 0 and text[at - 1].isalpha()
            for length in sizes:
                if at + length > end:  # a cut slice would be a shorter phrase under a longer one's length
                    continue
                for group, value in phrases.get(text[at : at + length], ()):
                    if mid and group in of_starts:
                        continue
                    # A shorter cue still counts for another attribute: "飛んで" is of times, "飛ん" of distances too.
                    kind = value.partition("|")[0] if group.startswith("cue") else ""
                    if step in (1, length) or (group in self.within and (group, kind) not in seen):
                        yield Word(at, at + length, group, value)
                        seen.add((group, kind))
                        step = max(step, length)
            at += 1 if text[at] in self.leads else step  # behind a particle the next word begins


def plain(text: str) -> str:
    """A text of the same length with full-width letters, digits, spaces and dashes in their plain forms."""
    return text.translate(_PLAIN) if _WIDE.search(text) else text


def topic_words(table: Table) -> TopicWords:
    """The words of a topic-first language from its tables, as read from TOML."""
    phrases: dict[str, list[tuple[str, str]]] = {}
    for phrase, group, value in _meanings(table):
        for one in expanded(phrase) if "{" in phrase else [phrase]:
            if (group, value) not in phrases.setdefault(one, []):
                phrases[one].append((group, value))
    numerals = table.get("numerals", {})
    return TopicWords(
        home=table["grammar"]["home"],
        phrases=MappingProxyType({k: tuple(v) for k, v in phrases.items()}),
        lengths=MappingProxyType(_lengths(phrases)),
        within=frozenset(table["grammar"].get("within", ())),
        particles=table["grammar"].get("particles", ""),
        leads=table["grammar"].get("leads", ""),
        bounded=frozenset(table["grammar"].get("bounded", ())),
        late=frozenset(table["grammar"].get("late", ())),
        neighbours=frozenset(table["grammar"].get("neighbours", ())),
        beside=frozenset(table["grammar"].get("beside", ())),
        renamed=MappingProxyType(table.get("renamed", {})),
        multipliers=MappingProxyType({k: float(v) for k, v in numerals.get("multipliers", {}).items()}),
        digits=MappingProxyType(numerals.get("digits", {})),
        counting=MappingProxyType(numerals.get("counting", {})),
        units=MappingProxyType(_units(table.get("units", {}))),
        prefixed=MappingProxyType(_units(table.get("prefixed", {}))),
        hedges=MappingProxyType({side: _hedges(rows) for side, rows in table.get("hedges", {}).items()}),
        patterns=MappingProxyType(
            {k: pattern(k, bounded(_spelled(k, p, table))) for k, p in table.get("patterns", {}).items()}
        ),
        calendar=MappingProxyType(table.get("calendar", {})),
        countries=MappingProxyType({k: Country(c["name"], c["zone"]) for k, c in table.get("countries", {}).items()}),
    )


def _meanings(table: Table) -> Iterator[tuple[str, str, str]]:
    """Every phrase with its group and value; a speaker's value is ``kind|country|name|category``."""
    for group, content in table.get("words", {}).items():
        rows = content if isinstance(content, dict) else {group: content}
        yield from ((phrase, group, value) for value, phrases in rows.items() for phrase in phrases)
    for side, attributes in table.get("cues", {}).items():
        for attribute, weights in attributes.items():
            for weight, phrases in weights.items():
                yield from ((phrase, f"cue_{side}", f"{attribute}|{weight}") for phrase in phrases)
    for iso2, row in table.get("countries", {}).items():
        yield from ((phrase, "actor", f"country|{iso2}|{row['name']} government|") for phrase in row["names"])
    for kind in ("offices", "people"):
        for iso2, rows in table.get(kind, {}).items():
            for name, row in rows.items():
                yield from _called(kind, "" if iso2 == "any" else iso2, name, row)


def _called(kind: str, iso2: str, name: str, row: Table | list[str]) -> Iterator[tuple[str, str, str]]:
    category = row.get("category", "") if isinstance(row, dict) else ""
    short = "office" if kind == "offices" else "person"
    for phrase in row["called"] if isinstance(row, dict) else row:
        yield phrase, "actor", f"{short}|{iso2}|{name}|{category}"


def _lengths(phrases: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    """How long the phrases are that begin with two letters; one of a single letter is tried behind them."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        if len(phrase) > 1:
            lengths.setdefault(phrase[:2], {1} if phrase[0] in phrases else set()).add(len(phrase))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def _units(table: Table) -> dict[str, tuple[str, float]]:
    return {word: (name, float(size)) for name, sizes in table.items() for size, ws in sizes.items() for word in ws}


def _hedges(rows: Mapping[str, list[str]]) -> Mapping[str, Hedge]:
    return MappingProxyType({word: Hedge(kind) for kind, words in rows.items() for word in words})


def _spelled(name: str, pattern: str, table: Table) -> str:
    """A pattern of dates or clock times that takes numbers in letters too, in a language that writes 十三日."""
    numerals = table.get("numerals", {})
    digits, millennia = (
        "".join(numerals.get("digits", {})),
        "".join(k for k, v in numerals.get("digits", {}).items() if v in (1, 2)),
    )
    if not digits or not name.startswith(("date_", "clock")):
        return pattern
    ten = _ten(numerals.get("multipliers", {}))
    for number, spelled in ((r"\d{1,2})", f"[{digits}{ten}]{{1,3}}"), (r"\d{4})", f"[{millennia}][{digits}]{{3}}")):
        pattern = pattern.replace(number, f"{number[:-1]}|{spelled})")
    return pattern


def _ten(multipliers: Mapping[str, float]) -> str:
    return next((word for word, size in multipliers.items() if size == 10), "")


def pattern(name: str, told: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern compiled; one that is none is refused by its name."""
    try:
        return re.compile(told, flags)
    except re.error as error:
        raise BadInput(name, f"is no regular expression ({error})", "repair the lexicon") from error
