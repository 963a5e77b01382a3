"""How rows come in: numbered one after the other by the one writer, and passed over where they are there already."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from trackside.archive.rows import Row


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert the rows that are not there; those whose key is there say the same and are passed over."""
    if rows:
        made = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
        connection.execute(made.on_conflict_do_nothing(), list(rows))


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """The number after the last one; nobody else writes until the transaction ends."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))).scalar_one()) + 1
