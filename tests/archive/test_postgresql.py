"""What a PostgreSQL server can refuse, one clear line each, and that no password is ever told."""

from __future__ import annotations

import builtins
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

import pytest
import sqlalchemy as sa

from tests.archive.nouns import fixed_clock, sample
from tests.archive.places import HERE, contents, opened, refused, rows
from tests.archive.postgres import empty_database
from trackside.archive import open_archive
from trackside.archive.engine import connected
from trackside.archive.shipped import is_shipped
from trackside.errors import BadArchive


def test_an_address_is_told_without_its_password(postgresql: str) -> None:
    assert ":secret@" in postgresql
    for address in (postgresql, postgresql.replace("postgresql://", "postgres://")):
        with opened(address) as archive:
            assert archive.where == postgresql.replace(":secret", "")
    assert "wrong" not in refused(postgresql.replace("secret", "wrong"))
    assert "hidden" not in refused("postgresql://127.0.0.1:1/x?password=hidden&sslpassword=hidden")
    for strange in ("postgresql://user:hidden@[::1/x", "mysql://user:hidden@host/x", "postgresql://u:hidden@h:port/x"):
        assert "hidden" not in refused(strange)


def test_what_a_server_refuses_is_one_line(postgresql_server: str) -> None:
    assert "there is no such database" in refused(f"{postgresql_server}/nowhere")
    assert "does not let this user in" in refused(f"{postgresql_server}/postgres".replace("secret", "wrong"))
    assert "does not let this user in" in refused(f"{postgresql_server}/postgres".replace("tester", "nobody"))
    assert "there is no server there" in refused("postgresql://127.0.0.1:1/archive")
    assert "there is no server there" in refused("postgresql:///archive?host=/nowhere")
    assert "server's name is not known" in refused("postgresql://no-such-host.invalid/archive")


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, globals: Mapping[str, object] | None = None, locals: Mapping[str, object] | None = None,  # noqa: A002
                fromlist: Sequence[str] = (), level: int = 0) -> object:  # fmt: skip
        if name.split(".", maxsplit=1)[0] == "psycopg":
            raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'trackside[postgresql]'" in refused("postgresql://127.0.0.1:1/archive")


def test_a_user_without_rights_is_told(postgresql: str) -> None:
    rows(postgresql, "CREATE ROLE reader LOGIN PASSWORD 'secret'")
    try:
        as_reader = postgresql.replace("tester", "reader")
        assert "the user may not do this here" in refused(as_reader)
        with opened(postgresql) as archive:
            archive.add(*sample())
        assert "the user may not do this here" in refused(as_reader)
        # Whoever may read, and not write, reads.
        rows(postgresql, "GRANT USAGE ON SCHEMA trackside TO reader")
        rows(postgresql, "GRANT SELECT ON ALL TABLES IN SCHEMA trackside TO reader")
        with opened(as_reader) as archive:
            assert len(list(archive.readings())) == 1
            with pytest.raises(BadArchive, match="the user may not do this here"):
                archive.add(*sample(1))
    finally:
        rows(postgresql, "DROP OWNED BY reader")
        rows(postgresql, "DROP ROLE reader")


def test_what_else_a_database_holds_is_left_alone(postgresql: str) -> None:
    rows(postgresql, "CREATE TABLE public.documents (name TEXT)")
    rows(postgresql, "INSERT INTO public.documents VALUES ('mine')")
    with opened(postgresql) as archive:
        archive.add(*sample())
        assert len(list(archive.documents())) == 1
    assert rows(postgresql, "SELECT * FROM public.documents") == [("mine",)]
    assert rows(postgresql, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("documents",)]


def test_a_server_that_only_reads_is_read(postgresql: str) -> None:
    with opened(postgresql) as archive:
        archive.add(*sample())
    name = postgresql.rpartition("/")[2]
    rows(postgresql, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with opened(postgresql) as archive:
        assert len(list(archive.readings())) == 1
        with pytest.raises(BadArchive, match="may be read but not written"):
            archive.add(*sample(1))


def test_a_lost_connection_is_told_and_nothing_is_half(postgresql: str) -> None:
    with opened(postgresql) as archive:
        archive.add(*sample())
        before = contents(postgresql)
        rows(
            postgresql,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'trackside' AND datname = current_database()",
        )
        with pytest.raises(BadArchive, match="nothing was changed"):
            archive.add(*sample(1))
    assert contents(postgresql) == before


def test_a_writer_waits_for_another(postgresql: str) -> None:
    opened(postgresql).close()
    first = connected(postgresql, fixed_clock, upgraded=lambda *_: None)
    done = list[str]()

    def add() -> None:
        with opened(postgresql) as archive:
            archive.add(*sample())
            done.append("added")

    with first.writing() as connection:
        connection.execute(sa.text("SELECT 1"))
        other = threading.Thread(target=add)
        other.start()
        other.join(timeout=0.5)
        assert done == []
    other.join(timeout=30)
    assert done == ["added"]
    first.close()


def test_a_writer_does_not_wait_for_ever(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        sys.modules["trackside.archive.engine"]._FIRST,
        ("postgresql", True),
        ("SET LOCAL lock_timeout = '100ms'", "SELECT pg_advisory_xact_lock(1414679379)"),
    )
    opened(postgresql).close()
    first = connected(postgresql, fixed_clock, upgraded=lambda *_: None)
    with first.writing(), opened(postgresql) as archive, pytest.raises(BadArchive, match="in use by another process"):
        archive.add(*sample())
    first.close()


def test_the_command_line_takes_an_address(postgresql_server: str) -> None:
    address = empty_database(postgresql_server, "commands")
    source = str(next((HERE / "examples").glob("*.txt")))
    for asked in (["add", source], ["add", source], ["list"]):
        command = [sys.executable, "-m", "trackside", "archive", *asked, "--archive", address]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "secret" not in done.stdout + done.stderr
    with open_archive(address) as archive:
        assert [d.source for d in archive.documents() if not is_shipped(d.source)] == [source]
