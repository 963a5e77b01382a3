"""How rows come in: numbered one after the other by the one writer, and passed over where they are there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from trackside.archive.rows import Row
from trackside.archive.schema import (
    CLAIMS,
    DOCUMENTS,
    EVIDENCE,
    HISTORY,
    MENTIONS,
    REACTIONS,
    READINGS,
    STANDINGS,
    TAKINGS,
)

_NUMBERED = (DOCUMENTS, TAKINGS, READINGS, STANDINGS)
# Each after those that it refers to.
_ORDER = (EVIDENCE, DOCUMENTS, TAKINGS, READINGS, STANDINGS, MENTIONS, CLAIMS, REACTIONS, HISTORY)


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert the rows that are not there; those whose key is there say the same and are passed over."""
    if rows:
        made = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
        connection.execute(made.on_conflict_do_nothing(), list(rows))


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """The number after the last one; nobody else writes until the transaction ends."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))).scalar_one()) + 1


def pairs(
    connection: sa.Connection, key: sa.ColumnElement[str], value: sa.ColumnElement[Any], wanted: Sequence[str]
) -> dict[str, Any]:
    """What stands in one column beside each of some values in another."""
    return {row[0]: row[1] for row in connection.execute(sa.select(key, value).where(key.in_(wanted)))}


@final
class Growth:
    """The facts that a batch adds, gathered in the caller's transaction and written together."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._next = {table.name: next_number(connection, table) for table in _NUMBERED}

    def evidence(self, sha256: str, raw: bytes) -> None:
        """Bytes under their digest; the same bytes may come more than once."""
        self._rows[EVIDENCE.name].append({"sha256": sha256, "bytes": raw})

    def number(self, table: sa.Table, row: Row) -> int:
        """A row under the next number of its table."""
        number = self._next[table.name]
        self._next[table.name] += 1
        self._rows[table.name].append({"number": number, **row})
        return number

    def reading(self, reading_id: str, document_id: str, parts: Mapping[str, Sequence[Row]]) -> None:
        """A reading with the rows of everything read in it, by table."""
        number = self.number(READINGS, {"id": reading_id, "document_id": document_id})
        for table, rows in parts.items():
            self._rows[table] += [{"reading": number, **row} for row in rows]

    def write(self) -> None:
        """Write all that was gathered. Only bytes may be there already: everything else is known to be new."""
        insert_new(self._db, EVIDENCE, self._rows.pop(EVIDENCE.name, []))
        for table in _ORDER:
            if rows := self._rows[table.name]:
                self._db.execute(table.insert(), rows)
