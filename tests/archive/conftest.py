"""Places for archives: a SQLite file, a PostgreSQL database of its own, or a test run on both."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.postgres import Missing, empty_database, server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a server; one for every process that runs tests."""
    running = server()
    try:
        address = running.__enter__()
    except Missing as missing:
        pytest.skip(str(missing))
    try:
        yield address
    finally:
        running.__exit__(None, None, None)


@pytest.fixture
def new_postgresql(postgresql_server: str) -> Callable[[], str]:
    """Gives the address of an empty database, another at every call."""
    numbers = itertools.count(1)
    return lambda: empty_database(postgresql_server, f"archive{next(numbers)}")


@pytest.fixture
def postgresql(new_postgresql: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_postgresql()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an archive file may be made."""
    return tmp_path / "archive.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    """Where an archive may be made: a file, then a database."""
    return str(request.getfixturevalue("path" if request.param == "sqlite" else "postgresql"))
