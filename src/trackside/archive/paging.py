"""Rows of a table, read a page at a time: between pages no transaction is open, and memory stays flat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

from trackside.archive.engine import Database
from trackside.archive.rows import Out

# So many rows come at a time: enough that asking costs little, little enough that memory stays flat.
PAGE = 200


def pages(
    database: Database, wanted: sa.Select[Any], key: sa.Column[Any], *, page: int = PAGE
) -> Iterator[tuple[int, Out]]:
    """The rows of a selection in the order of a unique column that it selects, each with its place from 1."""
    done = 0
    for rows in in_pages(database.reading, wanted, key, page=page):
        for row in rows:
            done += 1
            yield done, row


def in_pages(
    transaction: Callable[[], AbstractContextManager[sa.Connection]],
    wanted: sa.Select[Any],
    key: sa.Column[Any],
    *,
    page: int = PAGE,
) -> Iterator[Sequence[Out]]:
    """The rows of a selection in the order of a unique column that it selects, a page in a transaction each."""
    ordered = asked = wanted.order_by(key).limit(page)
    while True:
        with transaction() as connection:
            rows = connection.execute(asked).mappings().all()
        if not rows:
            return
        yield rows
        asked = ordered.where(key > rows[-1][key.name])


def by_reading(connection: sa.Connection, table: sa.Table, numbers: Sequence[int]) -> Mapping[int, Sequence[Out]]:
    """What was read in some readings by their numbers, in the order it was read; nothing under any other number."""
    found: dict[int, list[Out]] = defaultdict(list)
    wanted = sa.select(table).where(table.c.reading.in_(numbers)).order_by(table.c.reading, table.c.place)
    for row in connection.execute(wanted).mappings():
        found[row["reading"]].append(row)
    return found


def counted(database: Database, table: sa.Table) -> int:
    """How many rows a table has."""
    with database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
