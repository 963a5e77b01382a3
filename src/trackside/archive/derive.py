"""Launches derived from the readings in force, and what is kept so that deriving them again is quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

import sqlalchemy as sa

from trackside.archive.engine import Database
from trackside.archive.judging import judgements
from trackside.archive.readback import readings
from trackside.archive.schema import MEMBERSHIPS
from trackside.errors import BadInput
from trackside.reconcile import reconcile
from trackside.record import Document, Launch, Reading


@final
@dataclass(frozen=True, slots=True)
class Settled:
    """What deriving launches came to: how many there are."""

    launches: int


def note(connection: sa.Connection, number: int, document: Document, reading: Reading) -> None:
    """Keep what later comparisons need of a document whose reading in force is new."""
    del connection, number, document, reading


def settle(database: Database, documents: Iterable[str] | None = None) -> Settled:
    """Derive the launches anew; of some documents or of all comes to the same, and all are looked at."""
    del documents
    found = tuple(launches(database))
    rows = [{"mention_id": m.id, "launch_id": x.id, "score": 0.0, "because": ""} for x in found for m in x.mentions]
    with database.reading() as connection:
        held = {r["mention_id"]: r["launch_id"] for r in connection.execute(sa.select(MEMBERSHIPS)).mappings()}
    if held != {r["mention_id"]: r["launch_id"] for r in rows}:
        with database.writing() as connection:
            connection.execute(MEMBERSHIPS.delete())
            if rows:
                connection.execute(MEMBERSHIPS.insert(), rows)
    return Settled(len(found))


def launches(database: Database) -> Iterator[Launch]:
    """The launches that the readings in force speak of, by date."""
    with database.reading() as connection:
        ruled = judgements(connection)
    found = reconcile(tuple(readings(database, None)), ruled)
    yield from sorted(found, key=lambda x: (x.date.earliest.isoformat() if x.date else "", x.id))


def launch(database: Database, launch_id: str) -> Launch:
    """One launch by its id."""
    found = next((x for x in launches(database) if x.id == launch_id), None)
    if found is None:
        raise BadInput(launch_id, "names no launch held here", "see `trackside archive list`")
    return found
