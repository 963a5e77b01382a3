"""facts apart from what is derived

Bytes as evidence of their own, readings by number, standings for events (so that a document can be superseded), claims
with the number they give, judgements, and tables of what is derived. Documents and all that was read in them move over
as they are; launches of the first form were derived and are left behind, to be derived anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from trackside.archive.migrations import form_2

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FIRST = (
    *("launch_events", "launch_mentions", "launches", "history", "reactions", "claims", "mentions"),
    *("reading_events", "readings", "documents", "migrations"),
)
# Names of indexes hold for a whole file, and the new tables take some of them over.
_INDEXES = {
    "reading_events": ("reading_events_of_document", "reading_events_of_reading"),
    "mentions": ("mentions_by_id",),
    "claims": ("claims_by_id", "claims_of_mention"),
    "launches": ("launches_by_id",),
    "launch_events": ("launch_events_of_key",),
}
# So many rows are held in memory at a time.
_AT_ONCE = 1000

_EVIDENCE = """INSERT INTO evidence (sha256, bytes) SELECT sha256, raw FROM first_documents
    WHERE number IN (SELECT min(number) FROM first_documents GROUP BY sha256)"""
_DOCUMENTS = """INSERT INTO documents (number, id, sha256, source, address, content_type, title, title_end, published,
    language, text, taken_utc)
    SELECT number, id, sha256, source, address, content_type, title, title_end, published, language, text, taken_utc
    FROM first_documents"""
_TAKINGS = """INSERT INTO takings (number, document_id, sha256, source, address, content_type, taken_utc)
    SELECT number, id, sha256, source, address, content_type, taken_utc FROM first_documents"""
_READINGS = """INSERT INTO readings (number, id, document_id)
    SELECT row_number() OVER (ORDER BY min(e.number)), r.id, r.document_id
    FROM first_readings r JOIN first_reading_events e ON e.reading_id = r.id GROUP BY r.id, r.document_id"""
_STANDINGS = """INSERT INTO standings (number, document_id, reading_id, because, since_utc)
    SELECT e.number, e.document_id, e.reading_id,
    CASE WHEN e.number = (SELECT min(f.number) FROM first_reading_events f WHERE f.document_id = e.document_id)
    THEN 'read' ELSE 'reread' END, e.added_utc FROM first_reading_events e"""
_MIGRATIONS = (
    "INSERT INTO migrations (number, name, applied_utc) SELECT number, name, applied_utc FROM first_migrations"
)


def upgrade(now_utc: str) -> None:
    """Make the new tables, move everything over, drop the old ones."""
    del now_utc
    for table, indexes in _INDEXES.items():
        for index in indexes:
            op.drop_index(index, table)
    for table in _FIRST:
        op.rename_table(table, f"first_{table}")
    connection = op.get_bind()
    form_2.build(connection)
    for statement in (_EVIDENCE, _DOCUMENTS, _TAKINGS, _READINGS, _STANDINGS, _MIGRATIONS):
        connection.exec_driver_sql(statement)
    _move(connection, "mentions", _mention)
    _move(connection, "claims", _claim)
    _move(connection, "reactions", dict)
    _move(connection, "history", dict)
    for table in _FIRST:
        op.drop_table(f"first_{table}")


def _move(connection: sa.Connection, name: str, changed: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
    """The rows of a table under their readings' numbers, some at a time."""
    wanted = sa.text(
        f"SELECT n.number AS reading, t.* FROM first_{name} t JOIN readings n ON n.id = t.reading_id "  # noqa: S608
        "ORDER BY n.number, t.place"
    )
    for part in connection.execute(wanted).mappings().partitions(_AT_ONCE):
        rows = [changed(dict(row)) for row in part]
        kept = [{key: value for key, value in row.items() if key != "reading_id"} for row in rows]
        connection.execute(sa.table(name, *map(sa.column, kept[0])).insert(), kept)


def _mention(row: Mapping[str, Any]) -> dict[str, Any]:
    when = json.loads(row["date"]) if row["date"] else {}
    ends = {end: _seconds(when[end]) if when else None for end in ("earliest", "latest")}
    return {**row, "main": bool(row["main"]), **ends}


def _seconds(time: str) -> float:
    """From an instant to the seconds since 1970 began in UTC."""
    return (dt.datetime.fromisoformat(time) - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)).total_seconds()


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    plain = json.loads(row["value"])
    plain.pop("attribute")
    value = plain["value"]
    best = value.get("best") if isinstance(value, dict) else None
    return {**row, "value": _dumped(plain), "best": best}


def _dumped(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
