"""One document of a bulk file: a JSON object with its ``text``, and ``title``, ``published`` and ``language``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from trackside.errors import BadDocument
from trackside.read.page_bytes import LARGEST_BYTES, normalised, refuse_damaged
from trackside.read.page_date import full_dates, published
from trackside.read.page_parts import Parts
from trackside.read.page_text import begins_with, title_of


def record_page(raw: bytes, source: str) -> Parts:
    """The document that one line of JSON Lines holds; what is not told is looked for in the text.

    Raises
    ------
    BadDocument
        For what is no JSON object, has no ``text``, an empty or damaged one, or a ``published`` that is no day.
    """
    if len(raw) > LARGEST_BYTES:
        size, most = len(raw) / 1e6, LARGEST_BYTES / 1e6
        raise BadDocument(source, f"holds {size:.1f} MB, the most is {most:.0f} MB", "split the document")
    told = _parsed(raw, source)
    text = normalised(_words(told, "text", source))
    refuse_damaged(text, source)
    title = " ".join(normalised(_words(told, "title", source)).split())
    day = _day(told, source) or published(text)
    named = (title, begins_with(text, title)) if title else title_of(text)
    return Parts(text, *named, day, _words(told, "language", source))


def _parsed(raw: bytes, source: str) -> Mapping[str, object]:
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadDocument(source, "is not UTF-8, which JSON Lines are written in", "write it again as UTF-8") from error
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(":")[0].lower() or "nested too deep"
        raise BadDocument(source, f"is no JSON ({reason})", 'write one {"text": ...} a line') from error
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        raise BadDocument(source, 'has no "text", a JSON object with one was wanted', 'write one {"text": ...} a line')
    return told


def _words(told: Mapping[str, object], key: str, source: str) -> str:
    value = told.get(key) or ""
    if not isinstance(value, str):
        raise BadDocument(source, f'"{key}" is {value!r:.40}, words were wanted', "write it in quotation marks")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise BadDocument(source, f'"{key}" holds half a character', "write it again as UTF-8")
    return value


def _day(told: Mapping[str, object], source: str) -> dt.date | None:
    words = _words(told, "published", source).strip()
    found = next((d.day for d in sorted(full_dates(words[:200]), key=lambda d: d.start)), None)
    if words and found is None:
        raise BadDocument(source, f'"published" is {words!r:.40}, a day was wanted', "write it like 2022-03-24")
    return found
