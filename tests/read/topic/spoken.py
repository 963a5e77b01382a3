"""What the tests of topic-first languages share: the lexicons, and short ways to read a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.read import Lexicon, load_lexicons, read
from trackside.read.topic.sheet import Sheet, sheet
from trackside.read.topic.words import TopicWords
from trackside.record import Claim, Document, Reading

DAY = dt.date(2023, 7, 13)
NEWS = {
    "ko": "북한이 12일 평양 일대에서 탄도미사일을 발사했다.",
    "ja": "北朝鮮は12日、平壌付近から弾道ミサイルを発射した。",
}


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """All lexicons, compiled once for all tests."""
    return load_lexicons()


def words(language: str) -> TopicWords:
    """The words of one topic-first language."""
    found = lexicons()[language].topic
    assert found is not None
    return found


def reading(language: str, text: str, published: dt.date | None = DAY) -> Reading:
    """What is read in some text."""
    return read(Document("test.txt", text, published=published, language=language), lexicons())


def launched(language: str, sentence: str) -> Reading:
    """What is read in a sentence that follows the plain news of a launch on 12 July 2023."""
    return reading(language, f"{NEWS[language]}\n\n{sentence}")


def marked(language: str, text: str, published: dt.date | None = DAY) -> Sheet:
    """A text with everything marked in it."""
    document = Document("test.txt", text, published=published, language=language)
    return sheet(document, lexicons()[language], words(language))


def told(found: Reading, attribute: str) -> list[Claim]:
    """The claims of one attribute, in order."""
    return [c for c in found.claims if c.attribute == attribute]


def values(found: Reading, attribute: str) -> list[float | str]:
    """The values told of one attribute: numbers in SI, days or minutes in UTC, or words."""
    return [_value(c) for c in told(found, attribute)]


def _value(claim: Claim) -> float | str:
    value = claim.value
    if isinstance(value, Estimate):
        return value.best
    if isinstance(value, Moment):
        return value.earliest.isoformat()[:16] if value.is_instant else value.date
    return value
