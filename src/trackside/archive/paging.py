"""Rows of a table one by one, read a page at a time: between pages no transaction is open, and memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from trackside.archive.engine import Database
from trackside.archive.rows import Out

PAGE = 200


def pages(
    database: Database, wanted: sa.Select[Any], key: sa.Column[Any], *, page: int = PAGE
) -> Iterator[tuple[int, Out]]:
    """The rows of a selection in the order of a unique column that it selects, each with its place from 1."""
    done, last = 0, None
    while True:
        asked = wanted.order_by(key).limit(page)
        with database.reading() as connection:
            rows = connection.execute(asked if last is None else asked.where(key > last)).mappings().all()
        for row in rows:
            done += 1
            yield done, row
        if len(rows) < page:
            return
        last = rows[-1][key.name]


def counted(database: Database, table: sa.Table) -> int:
    """How many rows a table has."""
    with database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
