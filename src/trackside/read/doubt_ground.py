"""`Ground`: what the search for slips looks at, the same for every language."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Protocol, final

from trackside.measure import Estimate
from trackside.read.assemble import Said
from trackside.read.bounded import bounded
from trackside.read.clock import ClockMark
from trackside.read.marks import Marks
from trackside.read.mention import Story
from trackside.read.placed import first_after
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.topic.sheet import Sheet
from trackside.read.weapon import SystemMark
from trackside.read.when import DateMark
from trackside.record import HELD, Modality, Source

# A claim's place among what is said, and the doubt about it.
Doubt = tuple[int, str]
# One launch has at most so many values of one attribute told; more are a list of launches.
MOST_VALUES = 60


class Voiced(Protocol):
    """Who vouches for the words at an offset."""

    def at(self, place: int) -> Source:
        """Who vouches for the words at an offset."""


@final
@dataclass(frozen=True, slots=True)
class Told:
    """A measured value that is held, at ``said[at]``; `size` is how many of the SI unit the unit as written is."""

    at: int
    event: int
    attribute: str
    value: Estimate
    start: int
    end: int
    size: float
    voice: str

    @property
    def number(self) -> float:
        """The number as written, in the unit as written."""
        return round(self.value.best / self.size, 6)


@final
@dataclass(frozen=True, slots=True)
class Ground:
    """A text with what was found in it.

    `held` are the numbers that are held, by launch and attribute, and `words` the words that are not denied; `lands`
    the countries named, `sides` those that anybody who vouches for a claim speaks for; `sizes` how many SI units the
    unit of the number at an offset is, as written.
    """

    text: str
    language: str
    published: dt.date | None
    tale: Story
    said: Sequence[Said]
    parts: Sequence[Sentence]
    dates: Sequence[DateMark]
    clocks: Sequence[ClockMark]
    systems: Sequence[SystemMark]
    quantities: Sequence[Quantity]
    sizes: Mapping[int, float]
    lands: Sequence[tuple[int, int, str]]
    country_names: Mapping[str, str]
    held: Mapping[tuple[int, str], Sequence[Told]]
    words: Mapping[tuple[int, str], frozenset[str]]
    sides: frozenset[str]

    def part(self, place: int) -> Sentence:
        """The sentence that holds an offset."""
        return self.parts[max(0, first_after(self.parts, place) - 1)]

    def all_held(self, *attributes: str) -> Iterator[Told]:
        """Every held value of some attributes."""
        for (_, attribute), told in self.held.items():
            if attribute in attributes:
                yield from told

    def numbers(self, event: int, attribute: str) -> Sequence[Told]:
        """The held values of one attribute of a launch."""
        return self.held.get((event, attribute), ())

    def words_of(self, event: int, attribute: str) -> frozenset[str]:
        """The words that are told of an attribute of a launch, denied ones left out."""
        return self.words.get((event, attribute), frozenset())

    def kinds(self, event: int) -> frozenset[str]:
        """Every kind that is told of a launch."""
        own = self.tale.events[event].kind
        return self.words_of(event, "kind") | ({own} if own else frozenset())

    def pattern(self, name: str) -> re.Pattern[str] | None:
        """A pattern of the text's language, or None."""
        return patterns().get((self.language, name))


def ground(page: Marks | Sheet, tale: Story, said: Sequence[Said], who: Voiced) -> Ground:
    """What the search for slips looks at in a text, from either kind of marks."""
    parts: Sequence[Sentence]
    if isinstance(page, Marks):
        text, parts = page.text, page.sentences
        lands = [(p.start, p.end, p.value) for p in page.places if p.kind in ("country", "adjective")]
        names = {code: c.name for code, c in page.lexicon.countries.items()}
    else:
        text, parts = page.text, page.parts
        actors = (w for w in page.groups.get("actor", ()) if w.value.startswith("country|"))
        lands = [(w.start, w.end, w.value.split("|")[1]) for w in actors]
        names = {code: c.name for code, c in page.words.countries.items()}
    sizes = {q.start: q.size for q in page.quantities}
    sides = frozenset(who.at(s.start).country for s in said)
    return Ground(
        text, page.document.language, page.document.published, tale, said, parts, page.dates, page.clocks,
        page.systems, page.quantities, sizes, lands, names, _held(said, sizes, who), _words(said), sides,
    )  # fmt: skip


def _held(said: Sequence[Said], sizes: Mapping[int, float], who: Voiced) -> dict[tuple[int, str], list[Told]]:
    """What is held of each attribute of each launch; a list of very many values is not of one launch and left out."""
    found: dict[tuple[int, str], list[Told]] = {}
    for at, s in enumerate(said):
        if isinstance(s.value, Estimate) and s.how in HELD and s.value.unit != "count":
            size, voice = sizes.get(s.start, 1.0), who.at(s.start).name
            told = Told(at, s.event, s.attribute, s.value, s.start, s.end, size, voice)
            found.setdefault((s.event, s.attribute), []).append(told)
    return {key: told for key, told in found.items() if len(told) <= MOST_VALUES}


def _words(said: Sequence[Said]) -> dict[tuple[int, str], frozenset[str]]:
    found: dict[tuple[int, str], set[str]] = {}
    for s in said:
        if isinstance(s.value, str) and s.how is not Modality.DENIED:
            found.setdefault((s.event, s.attribute), set()).add(s.value)
    return {key: frozenset(words) for key, words in found.items()}


@cache
def table() -> Mapping[str, Any]:
    """The bounds and words, as in data/doubt.toml."""
    with (files("trackside.read") / "data" / "doubt.toml").open("rb") as file:
        return MappingProxyType(tomllib.load(file))


@cache
def patterns() -> Mapping[tuple[str, str], re.Pattern[str]]:
    """The patterns by language and name; @ stands for any name of a day of the week."""
    found = {}
    for language, rows in table().items():
        days = "|".join(name for names in rows.get("weekdays", ()) for name in names) if "weekdays" in rows else ""
        for name, pattern in rows.items():
            if isinstance(pattern, str):
                zoned = pattern.replace("@zone@", "[A-Z]{3}")
                found[language, name] = re.compile(bounded(zoned).replace("@", f"(?:{days})"))
    return MappingProxyType(found)


def written(value: float, size: float, unit: str) -> str:
    """A number in the unit that has so many SI units, in words: "6,248.5 km"."""
    name = next((n for n, s in table()["units"].get(unit, {}).items() if abs(s / size - 1) < 1e-6), "")
    if not name:
        return f"{value / size:,.6g} {'seconds' if unit == 's' else unit}"
    return f"{value / size:,.6g} {name}"
