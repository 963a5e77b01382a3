"""A backup: all of an archive, a file or a PostgreSQL database, in one new SQLite file, while others write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from trackside.archive import fulltext
from trackside.archive.damage import Progress
from trackside.archive.engine import Database
from trackside.archive.schema import APPLICATION_ID, EVIDENCE, FORM, METADATA, REVISION, WORDED, build
from trackside.archive.whole import whole_file
from trackside.errors import BadArchive, BadInput

# Between two stretches of so many pages other writers get their turn.
_STRETCH_PAGES, _PAUSE_S = 2_000, 0.02
# Each time somebody wrote, SQLite begins the copy anew; after so many times it is made in one go, and writers wait.
_MOST_RESTARTS = 3
# Rows on their way at a time; of evidence, where one may be 200 MB, a few.
_ROWS, _FEW = 500, 4


def backup(database: Database, target: str | Path, *, force: bool = False, progress: Progress | None = None) -> None:
    """Write all of an archive into one new SQLite file, whole or not at all; others may read and write meanwhile.

    Parameters
    ----------
    database : Database
        The archive's.
    target : path
        The file; an archive like any other, once it is there.
    force : bool
        Whether a file that is there already is replaced.
    progress : callable, optional
        Told how far it has come.

    Raises
    ------
    BadInput
        When there is a file already, or none can be written there.
    BadArchive
        When the archive is damaged, or the copy cannot be read back.
    """
    path = Path(target)
    _check(database, path, force=force)
    with whole_file(path) as made:
        if database.dialect == "sqlite":
            _copy_file(database, made, progress or _silent)
        else:
            _copy_rows(database, made, progress or _silent)
        _read_back(made, database.where)


def _check(database: Database, path: Path, *, force: bool) -> None:
    given = str(path)
    if path.is_dir():
        raise BadInput(given, "is a folder, a file name was wanted", f"write {given.rstrip('/')}/backup.sqlite")
    if not path.parent.is_dir():
        raise BadInput(given, f"there is no folder {path.parent}", "make it first, or name another file")
    if database.dialect == "sqlite" and path.exists() and path.samefile(database.where):
        raise BadInput(given, "is the archive itself", "name another file")
    if path.exists() and not force:
        raise BadInput(given, "is there already", "name another file, or replace it with --force")


def _copy_file(database: Database, made: Path, progress: Progress) -> None:
    # A connection of its own: the backup holds no transaction between two stretches.
    with _closing(f"{Path(database.where).resolve().as_uri()}?mode=ro") as source, _closing(made.as_uri()) as copy:
        try:
            source.backup(copy, pages=_STRETCH_PAGES, progress=_Patience(progress), sleep=_PAUSE_S)
        except _Restless:
            source.backup(copy)
        except sqlite3.Error as error:
            raise BadArchive(database.where, f"cannot be copied ({error})", "see `trackside archive verify`") from error


def _copy_rows(database: Database, made: Path, progress: Progress) -> None:
    """Every row of every table from one snapshot; what was indexed is indexed again, because each kind has its own."""
    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(made, isolation_level=None))
    try:
        with database.reading() as source, engine.connect() as copy, copy.begin():
            copy.exec_driver_sql("BEGIN")
            copy.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            copy.exec_driver_sql(f"PRAGMA user_version = {FORM}")
            build(copy)
            REVISION.create(copy)
            for table in (*METADATA.sorted_tables, REVISION):
                if table is not WORDED:
                    _copy_table(source, copy, table, progress)
            fulltext.copy(source, copy)
    finally:
        engine.dispose()


def _copy_table(source: sa.Connection, copy: sa.Connection, table: sa.Table, progress: Progress) -> None:
    of = int(source.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
    some = _FEW if table is EVIDENCE else _ROWS
    asked = source.execute(sa.select(table), execution_options={"yield_per": some})
    done = 0
    for rows in asked.mappings().partitions(some):
        copy.execute(table.insert(), [dict(row) for row in rows])
        done += len(rows)
        progress(table.name, done, of)
    if done != of:
        raise BadArchive(table.name, f"gave {done:,} rows of {of:,}", "try again")


def _read_back(made: Path, where: str) -> None:
    """The copy as it lies on the disk, read once through."""
    with _closing(f"{made.as_uri()}?mode=ro") as copy:
        try:
            found = [str(row[0]) for row in copy.execute("PRAGMA quick_check")]
            found += [f"{row[0]} refers to {row[2]}" for row in copy.execute("PRAGMA foreign_key_check")]
        except sqlite3.Error as error:
            found = [str(error)]
    if found != ["ok"]:
        raise BadArchive(where, f"cannot be copied whole ({found[0]})", "see `trackside archive verify`")


@contextmanager
def _closing(uri: str) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(uri, uri=True, timeout=30.0)
    try:
        yield db
    finally:
        db.close()


class _Restless(Exception):
    """Somebody writes so often that a copy in stretches would never end."""


class _Patience:
    """Tells how far a copy has come, and gives up on stretches after `_MOST_RESTARTS` beginnings."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._left, self._restarts = progress, -1, 0

    def __call__(self, status: int, remaining: int, total: int) -> None:
        del status
        self._restarts += self._left >= 0 and remaining > self._left
        self._left = remaining
        self._progress("pages", total - remaining, total)
        if self._restarts > _MOST_RESTARTS:
            raise _Restless


def _silent(what: str, done: int, of: int) -> None:
    del what, done, of
