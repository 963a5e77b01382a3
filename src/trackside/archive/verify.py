"""Everything in an archive recomputed: hashes of bytes, ids from content, quotes against texts, what refers to what.

It reads a page at a time, so that memory stays flat and writers get their turn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from trackside.archive import verify_derived, verify_links, verify_readings
from trackside.archive.damage import Damage, Progress, is_as_taken
from trackside.archive.engine import Database
from trackside.archive.paging import counted, pages
from trackside.archive.rows import Out, document_of
from trackside.archive.schema import DOCUMENTS, EVIDENCE, TAKINGS
from trackside.errors import BadInput

_Check = Callable[[Database, Progress], Iterator[Damage]]
# Bytes are read a few at a time: one may be 200 MB.
_FEW, _SOME = 8, 50
_COPIED = ("sha256", "source", "address", "content_type", "taken_utc")


def verify(database: Database, progress: Progress | None = None) -> Iterator[Damage]:
    """Whatever is damaged, one by one; nothing comes of a sound archive.

    Parameters
    ----------
    database : Database
        The archive's.
    progress : callable, optional
        Told now and then what is looked at and how far it has come.
    """
    checks: Mapping[str, _Check] = {
        "file": _file,
        "evidence": _evidence,
        "documents": _documents,
        "takings": _takings,
        "readings": verify_readings.readings,
        "judgements": verify_links.judgements,
        "rows": verify_links.numbers,
        "references": verify_links.references,
        "standings": verify_links.standings,
        "launches": verify_derived.launches,
        "words": verify_derived.words,
    }
    for what, check in checks.items():
        try:
            yield from check(database, progress or _silent)
        except BadInput as error:
            # A part that cannot be read ends its own check and no other; a mistake of ours is no damage.
            if not isinstance(error.__cause__, DBAPIError | None):
                raise
            yield Damage(what, error.given, error.wanted)


def _silent(what: str, done: int, of: int) -> None:
    del what, done, of


def _file(database: Database, progress: Progress) -> Iterator[Damage]:
    """SQLite's own check of pages, indexes and constraints; PostgreSQL has checksums of its own."""
    if database.dialect != "sqlite":
        return
    progress("file", 0, 1)
    with database.reading() as connection:
        found = [str(line) for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars()]
    yield from (Damage("file", database.where, line.lower()) for line in found if line != "ok")


def _evidence(database: Database, progress: Progress) -> Iterator[Damage]:
    of = counted(database, EVIDENCE)
    for done, row in pages(database, sa.select(EVIDENCE), EVIDENCE.c.sha256, page=_FEW):
        progress("evidence", done, of)
        if not is_as_taken(row["bytes"], row["sha256"]):
            yield Damage("evidence", row["sha256"], "its bytes have another SHA-256 now")


def _documents(database: Database, progress: Progress) -> Iterator[Damage]:
    of = counted(database, DOCUMENTS)
    for done, row in pages(database, sa.select(DOCUMENTS), DOCUMENTS.c.number, page=_SOME):
        progress("documents", done, of)
        yield from (Damage("document", row["id"], because) for because in _faults_of_document(row))


def _faults_of_document(row: Out) -> Iterator[str]:
    try:
        found = document_of(row)
        dt.datetime.fromisoformat(row["taken_utc"])
    except BadInput as error:
        yield f"its text or day {error.wanted}"
        return
    except (ValueError, TypeError) as error:
        yield f"its day or time cannot be read ({error})"
        return
    if not 0 <= found.title_end <= len(found.text):
        yield "its title ends outside its text"


def _takings(database: Database, progress: Progress) -> Iterator[Damage]:
    """A document's own row says the same as that of its first taking."""
    of = counted(database, DOCUMENTS)
    every = TAKINGS.alias()
    first = sa.select(sa.func.min(every.c.number)).where(every.c.document_id == DOCUMENTS.c.id)
    taken: list[sa.ColumnElement[Any]] = [TAKINGS.c[name].label(f"taken_{name}") for name in _COPIED]
    wanted = (
        sa.select(DOCUMENTS, TAKINGS.c.number.label("taking"), *taken)
        .select_from(DOCUMENTS)
        .outerjoin(TAKINGS, TAKINGS.c.number == first.scalar_subquery())
    )
    for done, row in pages(database, wanted, DOCUMENTS.c.number):
        progress("takings", done, of)
        if row["taking"] is None:
            yield Damage("document", row["id"], "nothing says when it was taken in")
            continue
        others = [name for name in _COPIED if row[name] != row[f"taken_{name}"]]
        if others:
            yield Damage("document", row["id"], f"its {' and '.join(others)} differs from when it was taken in")
