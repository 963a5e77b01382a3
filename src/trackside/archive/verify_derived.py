"""What is derived, held against the facts it comes from: launches and the words for finding.

Nothing here is a loss: it can all be made again from the facts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from trackside.archive import fulltext
from trackside.archive.damage import REINDEX, SETTLE, Damage, Progress
from trackside.archive.engine import Database
from trackside.archive.judging import judgement_of
from trackside.archive.paging import counted, pages
from trackside.archive.readback import IN_FORCE
from trackside.archive.rows import Out
from trackside.archive.schema import (
    DOCUMENTS,
    JUDGEMENTS,
    MEMBERSHIPS,
    MENTIONS,
    PROFILES,
    READINGS,
    TRAITS,
    WITHDRAWALS,
    WORDED,
)
from trackside.archive.words import RULES
from trackside.errors import BadInput
from trackside.record import Ruling

_NAMED, _PAGE = 20, 100


def launches(database: Database, progress: Progress) -> Iterator[Damage]:
    """Mentions in force that belong to no launch, and members of launches that count no more."""
    progress("launches", 0, 1)
    counting = (
        sa.select(MENTIONS.c.id, READINGS.c.document_id)
        .join(READINGS, READINGS.c.number == MENTIONS.c.reading)
        .join(IN_FORCE, IN_FORCE.c.reading_id == READINGS.c.id)
        .subquery()
    )
    member = sa.exists().where(MEMBERSHIPS.c.mention_id == counting.c.id)
    counts = sa.exists().where(counting.c.id == MEMBERSHIPS.c.mention_id)
    with database.reading() as connection:
        discarded = _discarded(connection)
        alone = connection.execute(sa.select(counting).where(~member)).all()
        gone = connection.execute(sa.select(MEMBERSHIPS.c.mention_id, MEMBERSHIPS.c.launch_id).where(~counts)).all()
    left_out = [row.id for row in alone if not discarded & {row.id, row.document_id}]
    yield from (Damage("mention", i, "belongs to no launch", SETTLE) for i in left_out[:_NAMED])
    for row in gone[:_NAMED]:
        yield Damage("launch", row.launch_id, f"has {row.mention_id}, which counts no more", SETTLE)
    if more := max(len(left_out) - _NAMED, 0) + max(len(gone) - _NAMED, 0):
        yield Damage("launches", "more", f"{more:,} more mentions are not as the facts are", SETTLE)
    yield from _one_sided(database)


def _one_sided(database: Database) -> Iterator[Damage]:
    """Launches that only one of the two tables about them knows, and mentions of which only the derived table knows."""
    led, joined = PROFILES.c.launch_id, MEMBERSHIPS.c.launch_id
    for column, other, because in (
        (led, joined, "has no mentions"),
        (joined, led, "is not described"),
        (TRAITS.c.mention_id, MENTIONS.c.id, "is compared with others, and is not there"),
    ):
        wanted = sa.select(column).distinct().where(~sa.exists().where(other == column)).limit(_NAMED)
        with database.reading() as connection:
            found = connection.execute(wanted).scalars().all()
        yield from (Damage(i.partition("-")[0], i, because, SETTLE) for i in found)


def _discarded(connection: sa.Connection) -> set[str]:
    """Ids of what people discarded; a judgement that cannot be read was told of where judgements are."""
    gone = set(connection.execute(sa.select(WITHDRAWALS.c.judgement_id)).scalars())
    found = set[str]()
    for row in connection.execute(sa.select(JUDGEMENTS)).mappings():
        with contextlib.suppress(BadInput, ValueError, TypeError, KeyError, AttributeError):
            ruled = judgement_of(row)
            found |= set(ruled.subjects) if ruled.ruling is Ruling.DISCARD and ruled.id not in gone else set()
    return found


def words(database: Database, progress: Progress) -> Iterator[Damage]:
    """Documents that cannot be found by their words, or that are found and count no more."""
    of = counted(database, DOCUMENTS)
    wanted: sa.Select[Any] = (
        sa.select(DOCUMENTS, IN_FORCE.c.reading_id, READINGS.c.number.label("reading"), WORDED.c.facets, WORDED.c.rules)
        .outerjoin(IN_FORCE, IN_FORCE.c.document_id == DOCUMENTS.c.id)
        .outerjoin(READINGS, READINGS.c.id == IN_FORCE.c.reading_id)
        .outerjoin(WORDED, WORDED.c.document == DOCUMENTS.c.number)
    )
    rows = pages(database, wanted, DOCUMENTS.c.number, page=_PAGE)
    for _, numbered in groupby(rows, key=lambda row: (row[0] - 1) // _PAGE):
        some = list(numbered)
        progress("words", some[-1][0], of)
        with database.reading() as connection:
            found = list(_unfindable(connection, [row for _, row in some]))
        yield from (Damage("words", document, because, REINDEX) for document, because in found)
    with database.reading() as connection:
        unknown = fulltext.strangers(connection)
    yield from (Damage("words", str(n), "is indexed, and there is no such document", REINDEX) for n in unknown[:_NAMED])


def _unfindable(connection: sa.Connection, rows: Sequence[Out]) -> Iterator[tuple[str, str]]:
    """Documents that are not in the index as they are, and what is wrong with each."""
    standing = [row for row in rows if row["reading"] is not None]
    facets = dict(zip((row["id"] for row in standing), fulltext.facets_from(connection, standing), strict=True))
    for row in rows:
        if row["reading"] is None:
            because = "counts no more, and is still found by its words" if row["rules"] else ""
        elif row["rules"] is None:
            because = "its words are not indexed"
        elif row["rules"] != RULES:
            because = "its words were indexed by older rules"
        elif row["facets"].split() != facets[row["id"]]:
            because = "is indexed under another day, side or attribute than it has"
        else:
            held = fulltext.holds(connection, row, facets[row["id"]])
            because = "" if held else "its words are not found in the index"
        if because:
            yield row["id"], because
