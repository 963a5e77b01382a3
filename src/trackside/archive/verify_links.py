"""What refers to what: rows that are missing, references and standings that point nowhere, judgements."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa

from trackside.archive.damage import Damage, Progress
from trackside.archive.engine import Database
from trackside.archive.judging import judgement_of
from trackside.archive.paging import counted, pages
from trackside.archive.rows import Out
from trackside.archive.schema import (
    CLAIMS,
    DERIVED,
    DOCUMENTS,
    EVIDENCE,
    FACTS,
    JUDGEMENTS,
    MENTIONS,
    METADATA,
    MIGRATED,
    READINGS,
    STANDINGS,
    TAKINGS,
    WITHDRAWALS,
)
from trackside.errors import BadInput

# So many references of one kind that point nowhere are named; a table that is gone would name every row.
_NAMED = 20
_SUBJECTS = {"document": DOCUMENTS.c.id, "mention": MENTIONS.c.id, "claim": CLAIMS.c.id}


def judgements(database: Database, progress: Progress) -> Iterator[Damage]:
    """Judgements whose content does not make their id, or that are about nothing held here."""
    of = counted(database, JUDGEMENTS)
    for done, row in pages(database, sa.select(JUDGEMENTS), JUDGEMENTS.c.number):
        progress("judgements", done, of)
        try:
            found = judgement_of(row)
        except BadInput as error:
            yield Damage("judgement", row["id"], error.wanted)
            continue
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            yield Damage("judgement", row["id"], f"cannot be read any more ({error})")
            continue
        for subject in found.subjects:
            if not _is_held(database, subject):
                yield Damage("judgement", row["id"], f"is about {subject}, which is not held here")
    for _, row in pages(database, sa.select(WITHDRAWALS), WITHDRAWALS.c.number):
        yield from _signed(row)


def numbers(database: Database, progress: Progress) -> Iterator[Damage]:
    """Rows of facts that are gone: their numbers run from 1 without gaps."""
    numbered = [table for table in FACTS if "number" in table.c and table is not MIGRATED]
    for place, table in enumerate(numbered):
        progress("rows", place, len(numbered))
        last = sa.func.coalesce(sa.func.max(table.c.number), 0)
        with database.reading() as connection:
            held, highest = connection.execute(sa.select(sa.func.count(), last).select_from(table)).one()
        if held != highest:
            yield Damage("table", table.name, f"has {held:,} rows where there were {highest:,}")


def references(database: Database, progress: Progress) -> Iterator[Damage]:
    """Rows that refer to one that is not there; bytes that no document was made from."""
    derived = set(DERIVED)
    keys = [key for table in METADATA.sorted_tables if table not in derived for key in table.foreign_key_constraints]
    for place, key in enumerate(keys):
        progress("references", place, len(keys))
        yield from _lost(database, key)
    # Takings are not indexed by their bytes: asked for each row, this would take the square of them.
    unused_bytes = sa.select(EVIDENCE.c.sha256).where(EVIDENCE.c.sha256.not_in(sa.select(TAKINGS.c.sha256)))
    with database.reading() as connection:
        unused = connection.execute(unused_bytes.limit(_NAMED)).scalars().all()
    yield from (Damage("evidence", sha256, "belongs to no document any more") for sha256 in unused)


def standings(database: Database, progress: Progress) -> Iterator[Damage]:
    """Documents of which nothing says whether they count; standings with a reading of another document."""
    progress("standings", 0, 2)
    stands = sa.exists().where(STANDINGS.c.document_id == DOCUMENTS.c.id)
    with database.reading() as connection:
        unsettled = connection.execute(sa.select(DOCUMENTS.c.id).where(~stands).limit(_NAMED)).scalars().all()
    yield from (Damage("document", i, "nothing says which reading of it is in force") for i in unsettled)
    progress("standings", 1, 2)
    wrong = (
        sa.select(STANDINGS.c.number, STANDINGS.c.document_id, STANDINGS.c.reading_id)
        .join(READINGS, READINGS.c.id == STANDINGS.c.reading_id)
        .where(READINGS.c.document_id != STANDINGS.c.document_id)
        .limit(_NAMED)
    )
    with database.reading() as connection:
        rows = connection.execute(wrong).all()
    for row in rows:
        yield Damage("standing", str(row.number), f"gives {row.document_id} a reading of another, {row.reading_id}")


def _lost(database: Database, key: sa.ForeignKeyConstraint) -> Iterator[Damage]:
    table, other = key.table, key.referred_table
    own = [element.parent for element in key.elements]
    there = sa.exists().where(*(element.column == element.parent for element in key.elements)).correlate(table)
    wanted = sa.select(*table.primary_key.columns, *own).where(~there, *(c.is_not(None) for c in own))
    with database.reading() as connection:
        rows = connection.execute(wanted.limit(_NAMED)).all()
    width = len(table.primary_key.columns)
    for row in rows:
        name, told = "/".join(map(str, row[:width])), ", ".join(map(str, row[width:]))
        yield Damage(table.name, name, f"refers to {told} in {other.name}, which is not there")


def _signed(row: Out) -> Iterator[Damage]:
    if not row["by"].strip() or not row["reason"].strip():
        yield Damage("withdrawal", row["judgement_id"], "has lost its name or its reason")
    try:
        json.loads(row["moment"])
    except ValueError:
        yield Damage("withdrawal", row["judgement_id"], "has lost its time")


def _is_held(database: Database, subject: str) -> bool:
    column = _SUBJECTS.get(subject.partition("-")[0])
    if column is None:
        return False
    with database.reading() as connection:
        return connection.execute(sa.select(column).where(column == subject).limit(1)).first() is not None
