"""Readings recomputed: every noun's id, every quote, the reading's own id, the columns for looking up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

import sqlalchemy as sa

from trackside.archive.convert import plain_reading
from trackside.archive.damage import Damage, Progress
from trackside.archive.engine import Database
from trackside.archive.paging import by_reading, counted, pages
from trackside.archive.rows import Out, claim_of, document_of, history_of, mention_of, reaction_of, rows_of
from trackside.archive.schema import CLAIMS, DOCUMENTS, HISTORY, MENTIONS, REACTIONS, READINGS
from trackside.archive.write import reading_id
from trackside.errors import BadInput
from trackside.record import Document, Reading

_Noun = TypeVar("_Noun")
_PARTS: Mapping[str, tuple[sa.Table, Callable[[Out, str], Any]]] = {
    "mention": (MENTIONS, mention_of),
    "claim": (CLAIMS, claim_of),
    "reaction": (REACTIONS, reaction_of),
    "history": (HISTORY, history_of),
}
_PAGE = 100


def readings(database: Database, progress: Progress) -> Iterator[Damage]:
    """Whatever is wrong with any reading, in force or not."""
    of = counted(database, READINGS)
    rows = pages(database, sa.select(READINGS), READINGS.c.number, page=_PAGE)
    for _, numbered in groupby(rows, key=lambda row: (row[0] - 1) // _PAGE):
        some = list(numbered)
        progress("readings", some[-1][0], of)
        yield from _some(database, [row for _, row in some])


def _some(database: Database, some: Sequence[Out]) -> Iterator[Damage]:
    """A page of readings, all their parts asked for at once."""
    with database.reading() as connection:
        wanted = sa.select(DOCUMENTS).where(DOCUMENTS.c.id.in_([row["document_id"] for row in some]))
        documents = {row["id"]: row for row in connection.execute(wanted).mappings()}
        parts = {
            kind: by_reading(connection, table, [row["number"] for row in some]) for kind, (table, _) in _PARTS.items()
        }
    for row in some:
        # A document that is not there is told of where references are.
        if row["document_id"] in documents:
            own = {kind: found[row["number"]] for kind, found in parts.items()}
            yield from _one(row, documents[row["document_id"]], own)


def _one(row: Out, document_row: Out, parts: Mapping[str, Sequence[Out]]) -> Iterator[Damage]:
    damaged = False
    made: dict[str, list[Any]] = defaultdict(list)
    for kind, rows in parts.items():
        for part in rows:
            faults = list(_faults(kind, part, document_row, made[kind]))
            damaged = damaged or bool(faults)
            yield from (Damage(kind, part["id"], because) for because in faults)
    try:
        document = document_of(document_row)
    except (BadInput, ValueError, TypeError):
        # It is told of where documents are; an id cannot be made from it.
        return
    if not damaged:
        yield from _whole(row, document, made, parts)


def _faults(kind: str, part: Out, document: Out, made: list[Any]) -> Iterator[str]:
    """What is wrong with one noun; it is built on the way."""
    try:
        made.append(_PARTS[kind][1](part, document["id"]))
    except BadInput as error:
        yield error.wanted
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        yield f"cannot be read any more ({error})"
    if kind == "mention":
        return
    start, end = part["quote_start"], part["quote_end"]
    if document["text"][start:end] != part["quote"]:
        yield f"its quote is not what stands at {start}..{end} of {document['id']}"


def _whole(
    row: Out, document: Document, made: Mapping[str, list[Any]], parts: Mapping[str, Sequence[Out]]
) -> Iterator[Damage]:
    """What no single part shows: one that is missing or out of place, and columns that only serve for looking up."""
    reading = Reading(document, *(tuple(made[kind]) for kind in _PARTS))
    plain = plain_reading(reading)
    if reading_id(reading, plain) != row["id"]:
        yield Damage("reading", row["id"], f"its parts are not those that were read in {document.id}")
        return
    for kind, (table, _) in _PARTS.items():
        for stored, right in zip(parts[kind], rows_of(reading, plain)[table.name], strict=True):
            others = [name for name, value in right.items() if stored[name] != value]
            if others:
                yield Damage(kind, stored["id"], f"its {' and '.join(others)} is not what its content says")
