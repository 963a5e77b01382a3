"""The full-text index made anew from the facts, and what the facts say of a document's facets."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from trackside.archive.fulltext import indexed, put
from trackside.archive.fulltext_tables import INDEX
from trackside.archive.readback import IN_FORCE
from trackside.archive.rows import Out
from trackside.archive.schema import CLAIMS, DOCUMENTS, MENTIONS, READINGS, WORDED
from trackside.archive.sought import facets_of

_PAGE = 200


def fill(connection: sa.Connection) -> None:
    """Throw the index away, whatever state it is in, and make it anew, in the caller's transaction."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")
    connection.execute(WORDED.delete())
    for statement in INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    last = 0
    while rows := _standing(connection, last):
        put(connection, (indexed(row, facets(connection, row)) for row in rows))
        last = rows[-1]["number"]


def facets(connection: sa.Connection, row: Out) -> list[str]:
    """The facets of a document, from a row that has its day and the number of its reading."""
    told = [
        connection.execute(sa.select(column).distinct().where(column.table.c.reading == row["reading"])).scalars()
        for column in (MENTIONS.c.country, CLAIMS.c.attribute)
    ]
    return facets_of(dt.date.fromisoformat(row["published"]) if row["published"] else None, *told)


def _standing(connection: sa.Connection, last: int) -> list[Out]:
    """The next documents that count, in the order they were added."""
    wanted: sa.Select[Any] = (
        sa.select(DOCUMENTS, READINGS.c.number.label("reading"))
        .join(IN_FORCE, IN_FORCE.c.document_id == DOCUMENTS.c.id)
        .join(READINGS, READINGS.c.id == IN_FORCE.c.reading_id)
        .where(DOCUMENTS.c.number > last)
        .order_by(DOCUMENTS.c.number)
        .limit(_PAGE)
    )
    return list(connection.execute(wanted).mappings())
