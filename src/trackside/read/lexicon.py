"""`Lexicon`: the words of one language, compiled once from ``lexicon/*.toml`` and never changed."""

from __future__ import annotations

import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar, final

from trackside.earth.gazetteer import site_names
from trackside.errors import BadInput
from trackside.measure import Hedge
from trackside.read.asking import Asking
from trackside.read.bounded import bounded
from trackside.read.phrases import Phrases, Scanner, expanded
from trackside.read.topic.words import TopicWords, pattern, topic_words

NamedT = TypeVar("NamedT")
Table = dict[str, Any]
# Names shorter than this are not looked for in capitals: they would be other words.
LEAST_CAPITALS = 4
# Groups of common words that matter in a few lines only, and are looked for there.
RARELY_WANTED = ("letterhead",)
# Tables of the calendar whose words are looked for in a text.
CALENDAR = ("months", "weekdays", "offsets", "periods", "ordinals")


@final
@dataclass(frozen=True, slots=True)
class Unit:
    """An SI unit and how many of it the word means (a mile is 1609.344 m)."""

    name: str
    size: float


@final
@dataclass(frozen=True, slots=True)
class Cue:
    """A word beside a number that says what the number is, from faint (1) to sure (5)."""

    attribute: str
    weight: float


@final
@dataclass(frozen=True, slots=True)
class Office:
    """A public office, agency, medium or group that can say something.

    `category` (ministry, military, agency ...) is what "the ministry" later in a text refers back to. Where `only_with`
    is given, offices of several countries bear the name: it is this one only in a text that names one of these.
    """

    name: str
    country: str = ""
    category: str = ""
    only_with: frozenset[str] = frozenset()


@final
@dataclass(frozen=True, slots=True)
class CountryWords:
    """How one country is called: by name, adjective and capital; `zone` is the clock its sites keep."""

    iso2: str
    name: str
    zone: str


@final
@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language. Every table is data; :func:`load_lexicons` makes it from TOML.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    numbers : Mapping
        Number words and their values.
    units, prefixed : Phrases
        Units that follow a number, and those before it (Mach 22).
    hedges_before, hedges_after : Phrases
        Words that bound a number.
    cues_before, cues_after : Phrases
        Words before or after a number that say which attribute it is.
    words : Mapping
        Every other group of words, by the group's name.
    patterns : Mapping
        Regular expressions for dates and clock times, by group; linear in the length of the text.
    scanner : Scanner
        Every table that is looked for in a whole text, under the name of its group.
    asking : Asking or None
        The words of claims about history.
    topic : TopicWords or None
        The words of a language that names the topic first (Korean, Japanese); all other tables are then empty.
    """

    language: str
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    openers: frozenset[str]
    numbers: Mapping[str, float]
    units: Phrases[Unit]
    prefixed: Phrases[str]
    hedges_before: Phrases[Hedge]
    hedges_after: Phrases[Hedge]
    cues_before: Phrases[tuple[Cue, ...]]
    cues_after: Phrases[tuple[Cue, ...]]
    words: Mapping[str, Phrases[str]]
    patterns: Mapping[str, re.Pattern[str]]
    calendar: Mapping[str, Mapping[str, int]]
    zones: Mapping[str, str]
    countries: Mapping[str, CountryWords]
    actors: Phrases[Office]
    compounds: Phrases[str]
    renamed: Mapping[str, str]
    scanner: Scanner
    topic: TopicWords | None = None
    asking: Asking | None = None


def load_lexicons() -> Mapping[str, Lexicon]:
    """The lexicons that come with the package, by language code.

    Raises
    ------
    BadInput
        When a lexicon file is damaged: says which one, or which ones a language has, and where.
    """
    folder = importlib.resources.files("trackside.read") / "lexicon"
    texts: dict[str, dict[str, str]] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml") and file.name != "SOURCES.toml":
            texts.setdefault(file.name.split(".")[0], {})[file.name] = file.read_text(encoding="utf-8")
    return MappingProxyType({code: of_files(files) for code, files in texts.items()})


def of_files(files: Mapping[str, str]) -> Lexicon:
    """The lexicon of one language from what its files hold, by name.

    Raises
    ------
    BadInput
        When a file is damaged, or what they hold together makes no lexicon.
    """
    merged: Table = {}
    for name, text in files.items():
        _merge(merged, _parsed(name, text))
    try:
        return compiled(merged)
    except BadInput as error:
        names = [name for name, text in files.items() if error.given in text] or list(files)
        raise BadInput(", ".join(names), f"is a damaged lexicon ({error})", "repair the file") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        told = f"{type(error).__name__}: {error}"
        raise BadInput(", ".join(files), f"is a damaged lexicon ({told})", "repair the file") from error


def compiled(table: Table) -> Lexicon:
    """A lexicon from its tables, as read from TOML; a topic-first language has tables of another make."""
    if table.get("grammar", {}).get("order") == "topic_first":
        return replace(compiled({"language": table["language"]}), topic=topic_words(table), asking=_asking(table))
    text, numbers, calendar = table.get("text", {}), table.get("numbers", {}), table.get("calendar", {})
    cues = table.get("cues", {})
    words, before, after = (
        {**dict(_groups(table, cues)), "site_name": Phrases(site_names(), cased=True)},
        Phrases(_cues(cues, "before")),
        Phrases(_cues(cues, "after")),
    )
    hedges = Phrases(_inverted(table.get("hedges", {}).get("before", {}), Hedge))
    actors = Phrases(_shouted(dict(_offices(table.get("offices", {})))), cased=True)
    compounds = Phrases(
        _shouted({k: v for k, v in table.get("compounds", {}).items() if isinstance(v, str)}), cased=True
    )
    units = Phrases(dict(_units(table.get("units", {}))))
    prefixed = Phrases(dict.fromkeys(table.get("units", {}).get("prefixed", ()), "Mach"))
    counted = Phrases({**numbers, **calendar.get("ordinals", {})})
    return Lexicon(
        language=table["language"],
        abbreviations=frozenset(text.get("abbreviations", ())),
        final_abbreviations=frozenset(text.get("final_abbreviations", ())),
        openers=frozenset(text.get("openers", ())),
        numbers=MappingProxyType({k: float(v) for k, v in numbers.items()}),
        units=units,
        prefixed=prefixed,
        hedges_before=hedges,
        hedges_after=Phrases(_inverted(table.get("hedges", {}).get("after", {}), Hedge)),
        cues_before=before,
        cues_after=after,
        words=MappingProxyType(words),
        patterns=MappingProxyType(_patterns(table.get("patterns", {}), calendar, numbers, dict(_zones(table)))),
        calendar=MappingProxyType(calendar),
        zones=MappingProxyType(dict(_zones(table))),
        countries=MappingProxyType(
            {k: CountryWords(k, c["name"], c["zone"]) for k, c in table.get("countries", {}).items()}
        ),
        actors=actors,
        compounds=compounds,
        renamed=MappingProxyType(table.get("compounds", {}).get("renamed", {})),
        scanner=Scanner(
            {
                **{name: table for name, table in words.items() if name not in RARELY_WANTED},
                "cue_before": before,
                "cue_after": after,
                "hedge_before": hedges,
                "actor": actors,
                "compound": compounds,
                "number": counted,
                "prefixed": prefixed,
                "length": Phrases({k: unit for k, unit in units.table.items() if unit.name == "m"}),
                **{name: Phrases(dict(calendar.get(name, {}))) for name in CALENDAR},
            }
        ),
        asking=_asking(table),
    )


def _asking(table: Table) -> Asking | None:
    return Asking(table["asking"]) if "asking" in table else None


def _parsed(name: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(name, f"is a damaged lexicon ({error})", "repair the file") from error


def _merge(into: Table, table: Table) -> None:
    for key, value in table.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        elif isinstance(value, list) and isinstance(into.get(key), list):
            into[key] = [*into[key], *value]
        else:
            into[key] = value


def _inverted(groups: Mapping[str, list[str]], kind: type[Hedge]) -> dict[str, Hedge]:
    return {phrase: kind(value) for value, phrases in groups.items() for phrase in phrases}


def _units(table: Table) -> Iterator[tuple[str, Unit]]:
    for name, sizes in table.items():
        if isinstance(sizes, dict):
            for size, phrases in _numbered(sizes):
                for phrase in phrases:
                    yield phrase, Unit(name, size)


def _numbered(table: Table, prefix: str = "") -> Iterator[tuple[float, list[str]]]:
    """Entries whose key is a number; TOML reads a bare key such as 0.3048 as two nested ones."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _numbered(value, f"{prefix}{key}.")
        else:
            yield float(prefix + key), value


def _cues(cues: Table, side: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for attribute, sides in cues.items():
        table = sides.get(side, {})
        for weight, phrases in _numbered(table) if isinstance(table, dict) else ():
            for one in (choice for phrase in phrases for choice in expanded(phrase)):
                found[one] = (*found.get(one, ()), Cue(attribute, weight))
    return found


def _groups(table: Table, cues: Table) -> Iterator[tuple[str, Phrases[str]]]:
    for name, content in table.get("words", {}).items():
        worded = _worded(name, content)
        forms = _forms(worded) if name in table.get("names", {}).get("groups", ()) else worded
        yield name, Phrases(forms, cased=name in table.get("cased", {}).get("groups", ()))
    for name, sides in cues.items():
        for side, phrases in sides.items():
            if isinstance(phrases, list):
                yield f"{name}_{side}", Phrases(dict.fromkeys(phrases, name))
    called = {p: iso2 for iso2, c in table.get("countries", {}).items() for p in c["names"]}
    yield "country", Phrases(_shouted(called), cased=True)
    spoken = {p: iso2 for iso2, c in table.get("countries", {}).items() for p in c.get("adjectives", ())}
    yield "adjective", Phrases({**{p.upper(): iso2 for p, iso2 in spoken.items()}, **spoken}, cased=True)


def _forms(names: Mapping[str, str]) -> dict[str, str]:
    """Names also in the plural, and the longer ones in capitals: "three Musudans", "AN AGNI"."""
    long = [name for name in names if len(name) >= LEAST_CAPITALS and name.isascii()]
    forms = {f"{name}s": names[name] for name in names if name[-1:].isalpha()}
    return {**{name.upper(): names[name] for name in long}, **forms, **names}


def _worded(name: str, content: list[str] | Mapping[str, list[str]]) -> dict[str, str]:
    if isinstance(content, list):
        return dict.fromkeys(content, name)
    return {phrase: value for value, phrases in content.items() for phrase in phrases}


def _zones(table: Table) -> Iterator[tuple[str, str]]:
    """Names of zones; whoever has a "Seoul time" has "Seoul's clock" too."""
    by_clock = table.get("zone_forms", {})
    for zone, names in table.get("zones", {}).items():
        for name in names:
            yield name, zone
            for ending, form in by_clock.items():
                if name.endswith(" " + ending):
                    yield form.replace("%s", name.removesuffix(" " + ending)), zone


def _patterns(patterns: Mapping[str, str], calendar: Table, numbers: Table, zones: Table) -> dict[str, re.Pattern[str]]:
    """Compiles the patterns; ``@months@`` and the like stand for any word of that table."""
    tables: Table = {"weekdays": {}, **calendar, "numbers": numbers, "zones": zones}

    def words(name: str, *, cased: bool = False) -> str:
        return any_of(tables[name], cased=cased)

    linear = {k: bounded(p) for k, p in patterns.items()}
    compiled = {k: pattern(k, re.sub(r"@(\w+)@", lambda m: words(m[1]), p), re.IGNORECASE) for k, p in linear.items()}
    beside = words("zones", cased=True).replace(r"\ ", r"\s+").replace("'", "['’]")
    day = words("weekdays")
    zone_beside = rf"(?i:,?\s+(?:on\s+)?{day})?[\s(,]*(?P<zone>{beside})\b"
    return {**compiled, "zone_beside": re.compile(bounded(zone_beside))}


def any_of(words: Iterable[str], *, cased: bool = False) -> str:
    """A regular expression for any of some words, the longest first; unless `cased`, capitals do not count.

    It shares the letters that words begin with and spells small and large letters out, so that most places of a text
    are done with at one look; a plain list of words is tried one by one.
    """
    trie: Table = {}
    for word in words:
        node = trie
        for letter in word if cased else word.lower():
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?-i:{_branches(trie, cased=cased)})"


def _branches(node: Table, *, cased: bool) -> str:
    ways = [_letter(c, cased=cased) + _branches(after, cased=cased) for c, after in node.items() if c]
    if len(ways) == 1 and "" not in node:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if '' in node else ''}" if ways else ""


def _letter(letter: str, *, cased: bool) -> str:
    plain = cased or letter.upper() == letter.lower()
    return re.escape(letter) if plain else f"[{letter.upper()}{letter.lower()}]"


def _shouted(table: dict[str, NamedT]) -> dict[str, NamedT]:
    """A table of names with their forms in capitals, as headlines and letterheads have them."""
    return {**{name.upper(): value for name, value in table.items() if " " in name}, **table}


def _offices(table: Table) -> Iterator[tuple[str, Office]]:
    for country, rows in table.items():
        for name, row in rows.items():
            iso2 = "" if country == "any" else country
            office = Office(name, iso2, row.get("category", ""), frozenset(row.get("only_with", ())))
            for phrase in (name, *row.get("called", ())):
                yield phrase, office
