"""The tables of an archive and how older files come up to date: named steps in order, each in one transaction.

Facts are append-only: no statement here or in the store updates or deletes a row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

# "TRKS": tells an archive from any other SQLite file (SQLite file format, application ID at offset 68).
APPLICATION_ID = 0x54524B53


class Migration(NamedTuple):
    """One step: a name that is recorded in the file, and what it does."""

    name: str
    run: Callable[[sqlite3.Connection], None]


def migrate(db: sqlite3.Connection, now_utc: str) -> None:
    """Run the steps that a file has not seen. Safe when two processes open a new file at once."""
    while version(db) < len(MIGRATIONS):
        db.execute("BEGIN IMMEDIATE")
        try:
            done = version(db)  # Read again under the lock: another process may have been quicker.
            if done < len(MIGRATIONS):
                MIGRATIONS[done].run(db)
                db.execute("INSERT INTO migrations VALUES (?, ?, ?)", (done + 1, MIGRATIONS[done].name, now_utc))
                db.execute(f"PRAGMA user_version = {done + 1}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise


def version(db: sqlite3.Connection) -> int:
    """How many steps a file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _first_tables(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _FIRST_TABLES:
        db.execute(statement)


_QUOTE = "quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote TEXT NOT NULL"
# Everything read in a document lies at its place in the reading, so that order comes back too.
_IN_READING = """place INTEGER NOT NULL, PRIMARY KEY (reading_id, place),
    FOREIGN KEY (reading_id) REFERENCES readings (id)"""

# A document read again by a better reader gets another reading; the one added last is in force.
_FIRST_TABLES = (
    "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_utc TEXT NOT NULL)",
    """CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
    title_end INTEGER NOT NULL, published TEXT, language TEXT NOT NULL,
    sha256 TEXT NOT NULL, taken_utc TEXT NOT NULL, address TEXT NOT NULL,
    content_type TEXT NOT NULL, text TEXT NOT NULL, raw BLOB NOT NULL)""",
    "CREATE TABLE readings (id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id))",
    """CREATE TABLE reading_events (
    number INTEGER PRIMARY KEY, reading_id TEXT NOT NULL REFERENCES readings (id),
    document_id TEXT NOT NULL REFERENCES documents (id), added_utc TEXT NOT NULL)""",
    "CREATE INDEX reading_events_of_document ON reading_events (document_id, number)",
    "CREATE INDEX reading_events_of_reading ON reading_events (reading_id, number)",
    f"""CREATE TABLE mentions (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, ordinal INTEGER NOT NULL, country TEXT NOT NULL, date TEXT,
    main INTEGER NOT NULL, site TEXT NOT NULL, system TEXT NOT NULL, kind TEXT NOT NULL, platform TEXT NOT NULL,
    {_IN_READING}, UNIQUE (reading_id, id))""",
    "CREATE INDEX mentions_by_id ON mentions (id)",
    f"""CREATE TABLE claims (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, mention_id TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL,
    speaker TEXT NOT NULL, speaker_country TEXT NOT NULL, modality TEXT NOT NULL, {_QUOTE}, doubt TEXT NOT NULL,
    {_IN_READING}, FOREIGN KEY (reading_id, mention_id) REFERENCES mentions (reading_id, id))""",
    "CREATE INDEX claims_by_id ON claims (id)",
    "CREATE INDEX claims_of_mention ON claims (reading_id, mention_id)",
    f"""CREATE TABLE reactions (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, mention_id TEXT NOT NULL, actor TEXT NOT NULL,
    actor_country TEXT NOT NULL, stance TEXT NOT NULL, {_QUOTE}, {_IN_READING})""",
    f"""CREATE TABLE history (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, mention_id TEXT NOT NULL, kind TEXT NOT NULL, since TEXT,
    {_QUOTE}, {_IN_READING})""",
    """CREATE TABLE launches (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL, content TEXT NOT NULL,
    derived_utc TEXT NOT NULL)""",
    "CREATE INDEX launches_by_id ON launches (id)",
    """CREATE TABLE launch_mentions (
    key TEXT NOT NULL REFERENCES launches (key), mention_id TEXT NOT NULL, PRIMARY KEY (key, mention_id))""",
    """CREATE TABLE launch_events (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES launches (key), held INTEGER NOT NULL,
    derived_utc TEXT NOT NULL)""",
    "CREATE INDEX launch_events_of_key ON launch_events (key, number)",
)

MIGRATIONS = (Migration("first tables", _first_tables),)
