"""`Room`: how much a page may hold, so that it can be mailed whatever comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True, slots=True)
class Room:
    """How many of each thing a page shows; what is left out is counted on the page.

    Attributes
    ----------
    sections : int
        Launches with a section of their own; further ones are listed in a line each.
    maps : int
        Maps; further sections have none.
    claims : int
        Rows in all tables of claims together.
    checks : int
        Checks in one section, the gravest first.
    values, speakers : int
        Values of one attribute, and speakers of one value.
    flights : int
        Flights of a reconstruction behind one arc of a side view, in sections that have a map.
    words : int
        Reactions, and statements about history, in one section.
    text_bytes : int
        Bytes of source text in all; the longest texts are cut to the paragraphs around their quotes.
    """

    sections: int
    maps: int
    claims: int
    checks: int
    values: int
    speakers: int
    flights: int
    words: int
    text_bytes: int


# The first is taken whose page is small enough to be mailed; ordinary announcements come nowhere near the first.
ROOMS: Final = (
    Room(sections=60, maps=16, claims=400, checks=24, values=24, speakers=12, flights=16, words=40, text_bytes=600_000),
    Room(sections=40, maps=6, claims=250, checks=8, values=12, speakers=8, flights=6, words=15, text_bytes=300_000),
    Room(sections=20, maps=2, claims=150, checks=4, values=8, speakers=6, flights=0, words=8, text_bytes=120_000),
)
