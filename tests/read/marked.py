"""What the tests of this room share: the English lexicon, and short ways to read a sentence."""

from __future__ import annotations

import datetime as dt
from functools import cache

from trackside.read import Lexicon, load_lexicons, read
from trackside.record import Claim, Document, Reading

DAY = dt.date(2022, 3, 25)


@cache
def english() -> Lexicon:
    """The English lexicon, compiled once for all tests."""
    return load_lexicons()["en"]


def document(text: str, published: dt.date | None = DAY) -> Document:
    """A document of some text."""
    return Document("test.txt", text, published=published)


def reading(text: str, published: dt.date | None = DAY) -> Reading:
    """What is read in some text."""
    return read(document(text, published), {"en": english()})


def launched(sentence: str, published: dt.date | None = DAY) -> Reading:
    """What is read in a sentence that follows the plain news of a launch on 24 March 2022."""
    return reading(f"North Korea fired a ballistic missile from Sunan on Thursday.\n\n{sentence}", published)


def claims(found: Reading, attribute: str) -> list[Claim]:
    """The claims of one attribute, in order."""
    return [c for c in found.claims if c.attribute == attribute]
