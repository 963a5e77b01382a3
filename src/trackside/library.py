"""The shelf: reference data, loaded once, passed in, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from trackside.earth import Gazetteer, Land, load_gazetteer, load_land
from trackside.read import Lexicon, load_lexicons


@final
@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All reference data one run needs.

    Attributes
    ----------
    gazetteer : Gazetteer
        Places and countries by name.
    land : Land
        Outlines of countries and coasts.
    lexicons : mapping of language code to Lexicon
        The words of each language that can be read.
    """

    gazetteer: Gazetteer
    land: Land
    lexicons: Mapping[str, Lexicon]


def load_library() -> Library:
    """Read the reference data that the package holds; nothing is downloaded."""
    return Library(load_gazetteer(), load_land(), load_lexicons())
