"""The form of an archive's tables: what says it, older ones brought up to date, newer ones left alone."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.archive.nouns import sample
from tests.archive.places import HERE, contents, opened, refused, rows
from trackside.archive import engine, schema
from trackside.archive.migrations import form_2, upgrade
from trackside.archive.schema import APPLICATION_ID, FORM

DIGEST = "59ee207e267d"
# Made by the code of the first form: three samples, the second read anew and then again as before, one launch.
FIRST = (Path(__file__).parent / "first_form.sql").read_text(encoding="utf-8")


def first_form(path: Path) -> Path:
    db = sqlite3.connect(path)
    db.executescript(FIRST)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    return path


def form(where: str) -> object:
    ((told,),) = rows(where, "SELECT version_num FROM alembic_version")
    return told


def shape(where: str) -> list[tuple[object, ...]]:
    """Columns, keys, indexes and triggers as the database itself tells them."""
    if "://" not in where:
        told = rows(where, "SELECT type, name, tbl_name, sql FROM sqlite_master")
        # White space says nothing.
        return sorted(((*what, "".join(str(sql).split())) for *what, sql in told), key=str)
    return [
        *rows(
            where,
            "SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns "
            "WHERE table_schema = 'trackside' ORDER BY 1, 2",
        ),
        *rows(
            where,
            "SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'trackside'::regnamespace ORDER BY 1, 2, 3",
        ),
        *rows(where, "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"),
    ]


def test_a_file_says_what_it_is(path: Path) -> None:
    opened(path).close()
    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(FORM,)]
    assert rows(path, "PRAGMA journal_mode") == [("delete",)]
    assert [p.name for p in path.parent.iterdir()] == ["archive.sqlite"]


def test_an_archive_says_when_its_tables_were_made(where: str) -> None:
    opened(where).close()
    assert form(where) == f"{FORM:04}"
    told = rows(where, "SELECT number, name, applied_utc FROM migrations")
    assert told == [(FORM, "begun in this form", "2026-03-01T12:30:15.250000Z")]


def test_the_form_has_a_new_number_whenever_it_changes(path: Path) -> None:
    # To change the tables in `schema`: add a revision that makes them from the form before, raise FORM, and only then
    # write the new digest here. What revision 2 makes stays as it is.
    opened(path).close()
    told = [
        (kind, name, sql) for kind, name, _, sql in shape(str(path)) if not str(name).startswith(("sqlite_", "words_"))
    ]
    assert (FORM, hashlib.sha256(repr(told).encode()).hexdigest()[:12]) == (2, DIGEST)


def test_an_older_archive_is_brought_up_to_date(path: Path) -> None:
    first_form(path)
    with opened(path) as archive:
        assert [tuple(sample(n)[2] for n in range(3))] == [tuple(archive.readings())]
        assert [archive.raw(sample(n)[1].id) for n in range(3)] == [sample(n)[0].raw for n in range(3)]
        assert [len(x.mentions) for x in archive.launches()] == [3]
        before = contents(path)
        # To add what it holds already changes nothing: the new tables say the same as the old ones.
        assert not archive.add(*sample(1)).reread
    assert contents(path) == before
    assert rows(path, "SELECT number, name FROM migrations ORDER BY number") == [
        (1, "first tables"),
        (2, "facts apart from what is derived"),
    ]
    assert rows(path, "PRAGMA user_version") == [(FORM,)]
    assert [because for (because,) in rows(path, "SELECT because FROM standings ORDER BY number")] == [
        *("read", "read", "read"),
        *("reread", "reread"),
    ]
    assert not [name for name in before if name.startswith("first_")]


def test_what_moved_over_is_as_if_it_had_been_added_now(path: Path, tmp_path: Path) -> None:
    first_form(path)
    other = tmp_path / "now.sqlite"
    _, document, reading = sample(1)
    with opened(path) as moved, opened(other) as now:
        for n in range(3):
            now.add(*sample(n))
        now.add(sample(1)[0], document, dataclasses.replace(reading, claims=reading.claims[1:]))
        now.add(*sample(1))
        now.settle()
        moved.settle()
    before, after = contents(path), contents(other)
    before.pop("migrations"), after.pop("migrations")
    assert before == after


@pytest.mark.parametrize("place", ["sqlite", "postgresql"])
def test_tables_grown_step_by_step_are_those_made_at_once(
    place: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if place == "sqlite":
        grown, made = (str(tmp_path / f"{name}.sqlite") for name in ("grown", "made"))
    else:
        new: Callable[[], str] = request.getfixturevalue("new_postgresql")
        grown, made = new(), new()
    opened(made).close()
    address = engine._url(grown)
    server = engine._server(address) if address else engine._file(Path(grown))
    with server.connect() as connection, connection.begin():
        if address:
            connection.exec_driver_sql("CREATE SCHEMA trackside")
        upgrade(connection, "2026-03-01T12:30:15.250000Z", first="0000")
    server.dispose()
    assert form(grown) == form(made)
    assert shape(grown) == shape(made)
    assert [n for (n,) in rows(grown, "SELECT number FROM migrations")] == [1, 2]


def test_revision_2_makes_what_it_made_whatever_becomes_of_the_schema(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_given: object) -> None:
        raise AssertionError("a revision looked at today's tables")

    made = str(tmp_path / "made.sqlite")
    opened(made).close()
    first_form(path)
    monkeypatch.setattr(schema, "build", none)
    monkeypatch.setattr(schema, "guards", none)
    opened(path).close()
    # As long as today's form is the second.
    assert FORM != 2 or shape(str(path)) == shape(made)


def test_a_newer_archive_is_refused_and_left_alone(where: str) -> None:
    opened(where).close()
    if "://" in where:
        rows(where, f"UPDATE alembic_version SET version_num = '{FORM + 1:04}'")  # noqa: S608
    else:
        rows(where, f"PRAGMA user_version = {FORM + 1}")
    before = contents(where)
    assert "made by a newer Trackside" in refused(where)
    assert contents(where) == before


def test_an_upgrade_that_fails_leaves_the_old_form(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_form(path)
    before = path.read_bytes()

    def failing(connection: sa.Connection) -> None:
        made(connection)
        connection.exec_driver_sql("no sql at all")

    made = form_2.build
    monkeypatch.setattr(form_2, "build", failing)
    assert "cannot be used" in refused(path)
    assert path.read_bytes() == before


def test_an_older_archive_that_may_only_be_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_form(path)
    connected = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda p, **how: connected(f"file:{p}?mode=ro", uri=True, **how))
    assert "made by an older Trackside" in refused(path)


def test_an_older_archive_that_another_process_holds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_form(path)
    monkeypatch.setattr(engine, "WAIT_S", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert "in use by another process" in refused(path)
    finally:
        holder.close()
    opened(path).close()
    assert rows(path, "PRAGMA user_version") == [(FORM,)]


def test_an_old_archive_opened_by_two_at_once_is_upgraded_once(path: Path) -> None:
    first_form(path)
    code = "import sys; from trackside.archive import open_archive; open_archive(sys.argv[1]).close()"
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=HERE, stderr=subprocess.PIPE) for _ in "12"]
    said = [p.communicate(timeout=60) for p in both]
    assert [p.returncode for p in both] == [0, 0], said
    assert [n for (n,) in rows(path, "SELECT number FROM migrations")] == [1, 2]


def test_alembic_is_imported_only_for_an_old_archive(path: Path) -> None:
    opened(path).close()
    code = """if True:
        import sys
        import trackside.archive
        before = "sqlalchemy" in sys.modules
        with trackside.archive.open_archive(sys.argv[1]) as archive:
            list(archive.documents())
        print(before, "sqlalchemy" in sys.modules, "alembic" in sys.modules, "psycopg" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False", "False"]
