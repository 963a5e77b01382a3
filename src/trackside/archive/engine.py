"""`Database`: one connection to a SQLite file or a PostgreSQL database, its transactions, and its tables' form.

SQLite keeps its rollback journal and not the write-ahead log: the archive is then one file that can be copied, mailed
and put on a network drive or a read-only disk, and writers here are rare and short (SQLite documentation, "Write-Ahead
Logging", section 1, for what the log costs). A change is one transaction under ``BEGIN IMMEDIATE``, so two processes
wait for each other and a killed one leaves nothing half. In PostgreSQL every writing transaction takes one advisory
lock first, which comes to the same: one writer at a time, who may count on what it has read.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import final

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from trackside.archive.fault import WAIT_S, only_reads, told
from trackside.archive.held import default_path
from trackside.archive.intake import Clock
from trackside.archive.schema import APPLICATION_ID, FORM, MIGRATED, NAMESPACE, REVISION, build
from trackside.errors import BadArchive, BadInput

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
# What a transaction begins with. The lock's number is the application id.
_FIRST = {
    ("sqlite", False): ("BEGIN",),
    ("sqlite", True): ("BEGIN IMMEDIATE",),
    ("postgresql", False): ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
    ("postgresql", True): (
        f"SET LOCAL lock_timeout = '{WAIT_S:.0f}s'",
        f"SELECT pg_advisory_xact_lock({APPLICATION_ID})",
    ),
}
# How long a server may take to answer at all.
_CONNECT_S = 10


@final
class Database:
    """One open connection. Made by :func:`connected`; reading and writing happen in its transactions alone."""

    __slots__ = ("_connection", "_engine", "where")

    def __init__(self, where: str, engine: sa.Engine) -> None:
        self.where, self._engine, self._connection = where, engine, engine.connect()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of things."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes, alone; all of it is kept, or nothing when it ends in an error."""
        with self._transaction(writes=True) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file or the server."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[sa.Connection]:
        with told(self.where), self._connection.begin():
            for statement in _FIRST[self.dialect, writes]:
                self._connection.exec_driver_sql(statement)
            yield self._connection


def connected(where: str | Path, clock: Clock, *, upgraded: Callable[[sa.Connection, str], None]) -> Database:
    """A connection to an archive whose tables are of the newest form; made where there is nothing.

    `upgraded` is called, in the same transaction, after the tables of an older archive were brought up to date.

    Raises
    ------
    BadArchive
        For what is no archive, is damaged, was made by a newer Trackside, or cannot be reached or written to.
    """
    url = _url(where)
    shown = _shown(url) if url else str(where)
    with told(shown):
        database = Database(shown, _server(url) if url else _file(Path(where)))
        try:
            _prepare(database, utc_text(clock()), upgraded)
        except BaseException:
            database.close()
            raise
    return database


def utc_text(time: dt.datetime) -> str:
    """An instant as ``2022-03-24T05:34:00Z``."""
    if time.utcoffset() is None:
        raise BadInput(f"{time:%Y-%m-%d %H:%M}", "the clock gives a time without a zone", "use datetime.now(UTC)")
    return time.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _url(where: str | Path) -> URL | None:
    """The address of a server, or None for a file."""
    if isinstance(where, Path) or "://" not in where:
        return None
    advice = "write postgresql://user@host/database, or the path of a file"
    # What cannot be taken apart may hold a password anywhere, so only its beginning is told.
    scheme = where.partition("://")[0]
    try:
        url = make_url(where)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise BadArchive(f"{scheme}://...", "is no address of a database", advice) from error
    if url.drivername not in _POSTGRESQL:
        raise BadArchive(f"{scheme}://...", "is an address, an archive is a file or a PostgreSQL database", advice)
    return url.set(drivername="postgresql+psycopg")


def _shown(url: URL) -> str:
    """An address without anything secret in it."""
    query = {key: value for key, value in url.query.items() if "password" not in key.lower()}
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return plain.render_as_string(hide_password=True)


def _server(url: URL) -> sa.Engine:
    asked = {"options": f"-c search_path={NAMESPACE} -c client_min_messages=error", "connect_timeout": _CONNECT_S}
    return sa.create_engine(url, poolclass=sa.pool.NullPool, connect_args={**asked, "application_name": "trackside"})


def _file(path: Path) -> sa.Engine:
    _check_folder(path)

    def opened() -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        db.execute("PRAGMA foreign_keys = ON")
        return db

    return sa.create_engine("sqlite://", creator=opened, poolclass=sa.pool.NullPool)


def _check_folder(path: Path) -> None:
    if ":/" in str(path.parent):
        raise BadArchive(str(path), "is an address, and was given as the path of a file", "give it as it stands")
    if path.is_dir():
        wanted = "is a folder, an archive file was wanted"
        raise BadArchive(str(path), wanted, f"name a file, such as {path}/archive.sqlite")
    if not path.parent.is_dir():
        if path != default_path():
            raise BadArchive(str(path), f"there is no folder {path.parent}", "make it first, or name another file")
        path.parent.mkdir(parents=True)


def _prepare(database: Database, now_utc: str, upgraded: Callable[[sa.Connection, str], None]) -> None:
    """Bring the tables to the newest form; several processes may do so at once."""
    with database.reading() as connection:
        found = _checked_form(connection, database.where)
    if found == FORM:
        return
    try:
        with database.writing() as connection:
            # Read again under the lock: another process may have been quicker.
            form = _checked_form(connection, database.where)
            if form == 0:
                _begin(connection, now_utc)
            elif form < FORM:
                _upgrade(connection, now_utc)
                upgraded(connection, database.where)
    except BadArchive as error:
        if found and only_reads(error):
            older = "was made by an older Trackside, must be brought up to date, and may be read but not written"
            raise BadArchive(database.where, older, "copy it to where you may write") from error
        raise


def _checked_form(connection: sa.Connection, where: str) -> int:
    form = _form_of_file(connection, where) if connection.dialect.name == "sqlite" else _form_of_server(connection)
    if form > FORM:
        newer = f"was made by a newer Trackside (its form is {form}, this one knows up to {FORM})"
        raise BadArchive(where, newer, "update Trackside")
    return form


def _form_of_file(connection: sa.Connection, where: str) -> int:
    made_by, form, tables = (
        int(connection.exec_driver_sql(asked).scalar_one())
        for asked in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if made_by != APPLICATION_ID and (made_by or tables):
        raise BadArchive(where, "is an SQLite file of something else", "name another file with --archive")
    return form


def _form_of_server(connection: sa.Connection) -> int:
    wanted = f"{NAMESPACE}.{REVISION.name}"
    if connection.execute(sa.select(sa.func.to_regclass(wanted))).scalar_one() is None:
        return 0
    return int(connection.execute(sa.select(REVISION.c.version_num)).scalar_one())


def _begin(connection: sa.Connection, now_utc: str) -> None:
    """A new archive has the newest form at once."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
    else:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {NAMESPACE}")
    build(connection)
    REVISION.create(connection, checkfirst=False)
    connection.execute(REVISION.insert(), {"version_num": f"{FORM:04}"})
    connection.execute(MIGRATED.insert(), {"number": FORM, "name": "begun in this form", "applied_utc": now_utc})


def _upgrade(connection: sa.Connection, now_utc: str) -> None:
    from trackside.archive.migrations import upgrade

    upgrade(connection, now_utc)
