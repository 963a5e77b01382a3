"""Readings as rows of the archive's tables and back: one line of SQL beside the noun it is for."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from trackside.archive.plain import (
    Plain,
    dumped,
    moment_from_plain,
    plain_moment,
    plain_value,
    value_extras,
    value_from_plain,
)
from trackside.errors import BadArchive
from trackside.moment import Moment
from trackside.record import Claim, Document, HistoryStatement, Mention, Modality, Quote, Reaction, Reading, Source

_Noun = TypeVar("_Noun", Document, Mention, Claim, Reaction, HistoryStatement)


def write_reading(db: sqlite3.Connection, reading_id: str, reading: Reading) -> None:
    """All that was read in one document, inside the caller's transaction."""
    for table, width, rows in (
        ("mentions", 11, map(_mention_row, reading.mentions)),
        ("claims", 13, map(_claim_row, reading.claims)),
        ("reactions", 10, map(_reaction_row, reading.reactions)),
        ("history", 9, map(_history_row, reading.history)),
    ):
        placed = ((reading_id, *row, place) for place, row in enumerate(rows))
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", placed)  # noqa: S608 - our own names


def read_reading(db: sqlite3.Connection, reading_id: str, document: Document) -> Reading:
    """One reading of a document, everything in the order it was read."""
    parts = {table: list(_rows(db, table, reading_id)) for table in ("mentions", "claims", "reactions", "history")}
    return Reading(
        document,
        tuple(_checked(mention_of(r, document.id), r) for r in parts["mentions"]),
        tuple(_checked(claim_of(r, document.id), r) for r in parts["claims"]),
        tuple(_checked(_reaction_of(r, document.id), r) for r in parts["reactions"]),
        tuple(_checked(_history_of(r, document.id), r) for r in parts["history"]),
    )


def document_of(row: sqlite3.Row) -> Document:
    """The document of a row."""
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    document = Document(
        row["source"],
        row["text"],
        title=row["title"],
        published=published,
        language=row["language"],
        sha256=row["sha256"],
        title_end=row["title_end"],
    )
    return _checked(document, row)


def mention_of(row: sqlite3.Row, document_id: str) -> Mention:
    """The mention of a row."""
    return Mention(
        document_id,
        row["ordinal"],
        row["country"],
        _moment(row["date"]),
        bool(row["main"]),
        row["site"],
        row["system"],
        kind=row["kind"],
        platform=row["platform"],
    )


def claim_of(row: sqlite3.Row, document_id: str) -> Claim:
    """The claim of a row."""
    return Claim(
        row["mention_id"],
        row["attribute"],
        value_from_plain(_object(row["value"])),
        Source(row["speaker"], row["speaker_country"]),
        Modality(row["modality"]),
        _quote(row, document_id),
        row["doubt"],
    )


def _reaction_of(row: sqlite3.Row, document_id: str) -> Reaction:
    actor = Source(row["actor"], row["actor_country"])
    return Reaction(row["mention_id"], actor, row["stance"], _quote(row, document_id))


def _history_of(row: sqlite3.Row, document_id: str) -> HistoryStatement:
    return HistoryStatement(row["mention_id"], row["kind"], _moment(row["since"]), _quote(row, document_id))


def _rows(db: sqlite3.Connection, table: str, reading_id: str) -> Iterable[sqlite3.Row]:
    return db.execute(f"SELECT * FROM {table} WHERE reading_id = ? ORDER BY place", (reading_id,))  # noqa: S608


def _mention_row(m: Mention) -> tuple[object, ...]:
    words = (m.site, m.system, m.kind, m.platform)
    return (m.id, m.ordinal, m.country, _moment_text(m.date), int(m.main), *words)


def _claim_row(c: Claim) -> tuple[object, ...]:
    value = {"attribute": c.attribute, "value": plain_value(c.value, c.attribute), **value_extras(c.value, c.attribute)}
    said = (c.speaker.name, c.speaker.country, c.modality.value)
    return (c.id, c.mention_id, c.attribute, dumped(value), *said, *_span(c.quote), c.doubt)


def _reaction_row(r: Reaction) -> tuple[object, ...]:
    return (r.id, r.mention_id, r.actor.name, r.actor.country, r.stance, *_span(r.quote))


def _history_row(h: HistoryStatement) -> tuple[object, ...]:
    return (h.id, h.mention_id, h.kind, _moment_text(h.since), *_span(h.quote))


def _span(quote: Quote) -> Iterator[object]:
    return iter((quote.start, quote.end, quote.exact))


def _quote(row: sqlite3.Row, document_id: str) -> Quote:
    return Quote(document_id, row["quote_start"], row["quote_end"], row["quote"])


def _moment_text(moment: Moment | None) -> str | None:
    return dumped(plain_moment(moment)) if moment else None


def _moment(text: str | None) -> Moment | None:
    return moment_from_plain(_object(text)) if text else None


def _object(text: str) -> Mapping[str, object]:
    found: Plain = json.loads(text)
    return found


def _checked(noun: _Noun, row: sqlite3.Row) -> _Noun:
    if noun.id != row["id"]:
        raise BadArchive(str(row["id"]), "does not fit its content any more", "the archive is damaged; restore a copy")
    return noun
