"""The page as plain values: what is said, in order. The composer makes them, each writer shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from trackside.measure import Verdict


@final
@dataclass(frozen=True, slots=True)
class Said:
    """Who holds a value: the name as shown, how firmly (a key of the ``modality`` table), and the claims' numbers."""

    who: str
    modality: str
    claims: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Held:
    """One value of one attribute in words, with everybody who holds it."""

    value: str
    by: tuple[Said, ...]


@final
@dataclass(frozen=True, slots=True)
class FactRow:
    """One attribute with its values side by side; `agreed` is None where one value stands alone."""

    attribute: str
    held: tuple[Held, ...]
    agreed: bool | None
    note: str = ""


@final
@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its words: title and description for those who do not see it, notes for everybody."""

    svg: str
    title: str
    description: str
    notes: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class CheckItem:
    """One check: what was tested against what, the two numbers in words, the verdict, why, and by which method."""

    heading: str
    verdict: Verdict
    word: str
    claimed: str
    expected: str
    chance: str
    because: str
    method: int
    claims: tuple[int, ...]
    strip: Figure | None


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """One speaker's account of the flight: what kind of path it makes and what follows from it.

    `longest` says how far the same vehicle could fly, `screen` the same in fewer words where flights fit.
    """

    label: str
    path: str
    because: str
    burnout: str
    longest: str
    screen: str
    claims: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in the table: its number on the page, and where its words are marked in the source text."""

    number: int
    attribute: str
    value: str
    who: str
    modality: str
    quote: str
    language: str
    doubt: str
    source: int
    mark: str


@final
@dataclass(frozen=True, slots=True)
class Words:
    """Quoted words that are not a claim of a number or name (a reaction, a statement about history)."""

    who: str
    label: str
    quote: str
    language: str
    source: int
    mark: str


@final
@dataclass(frozen=True, slots=True)
class Remembered:
    """A statement about history, with what all launches held say of it.

    `verdict` is empty where nothing was checked; `countings` say by which countings it is true or false, `launches`
    name those that decide it.
    """

    words: Words
    verdict: str
    word: str
    because: str
    countings: tuple[str, ...]
    launches: str


@final
@dataclass(frozen=True, slots=True)
class Section:
    """All that is said of one launch."""

    anchor: str
    headline: str
    place_and_time: str
    lead: tuple[str, ...]
    gravest: str
    gravest_word: str
    facts: tuple[FactRow, ...]
    map: Figure | None
    side: Figure | None
    longest: Figure | None
    readings: tuple[Reading, ...]
    checks: tuple[CheckItem, ...]
    unchecked: str
    disagreements: tuple[FactRow, ...]
    within: str
    claims: tuple[ClaimRow, ...]
    history: tuple[Remembered, ...]
    reactions: tuple[Words, ...]
    unknown: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Background:
    """A launch that is only told of, in one line, with its claims and what is said of it besides."""

    headline: str
    claims: tuple[ClaimRow, ...]
    history: tuple[Remembered, ...]
    reactions: tuple[Words, ...]
    left_out: str


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A run of source text under the same marks; see `trackside.brief.marks`.

    `opens` are marks that begin here (id, whether it continues one that was interrupted), `closes` how many end after
    it, `back` the places on the page that quote what just ended; `gap` counts characters left out instead of text.
    """

    text: str
    opens: tuple[tuple[str, bool], ...] = ()
    closes: int = 0
    back: tuple[tuple[str, str], ...] = ()
    gap: int = 0


@final
@dataclass(frozen=True, slots=True)
class SourceText:
    """One document: where it came from, and its text with every quoted span marked."""

    number: int
    title: str
    source: str
    link: str
    published: str
    language: str
    language_name: str
    sha256: str
    whole: bool
    pieces: tuple[Piece, ...]


@final
@dataclass(frozen=True, slots=True)
class Method:
    """A method or a body of data that was used, with where to read of it."""

    number: int
    title: str
    citation: str
    link: str


@final
@dataclass(frozen=True, slots=True)
class Page:
    """The whole briefing."""

    title: str
    description: str
    sections: tuple[Section, ...]
    background: tuple[Background, ...]
    limits: tuple[str, ...]
    methods: tuple[Method, ...]
    data: tuple[Method, ...]
    sources: tuple[SourceText, ...]
    made: str
    version: str
