"""Archives in either kind of place: opened by a fixed clock, looked into from outside, refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.archive.nouns import fixed_clock, intake_of
from trackside.archive import Item, open_archive
from trackside.archive.store import Archive
from trackside.errors import BadArchive
from trackside.record import Claim, Document, Mention, Modality, Reading, Source, quote

HERE = Path(__file__).parents[2]


def opened(where: str | Path) -> Archive:
    return open_archive(where, clock=fixed_clock)


def refused(where: str | Path) -> str:
    with pytest.raises(BadArchive) as caught:
        open_archive(where, clock=fixed_clock)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def rows(where: str | Path, sql: str) -> list[tuple[object, ...]]:
    """What a statement gives, past the archive's own code."""
    if "://" in str(where):
        with psycopg.connect(str(where), options="-c search_path=trackside") as server:
            cursor = server.execute(sql)
            return cursor.fetchall() if cursor.description else []
    db = sqlite3.connect(where)
    try:
        with db:
            return db.execute(sql).fetchall()
    finally:
        db.close()


def contents(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    listing = "SELECT tablename FROM pg_tables WHERE schemaname = 'trackside'"
    if "://" not in str(where):
        listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%'"
    return {str(name): sorted(rows(where, f"SELECT * FROM {name}"), key=str) for (name,) in rows(where, listing)}  # noqa: S608


def child(code: str, *args: object) -> subprocess.Popen[str]:
    """Another process that runs some lines of Python."""
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(where: str | Path) -> set[str]:
    """The ids of the documents held, once it is certain that nothing is damaged and no sample is half there."""
    if "://" not in str(where):
        assert rows(where, "PRAGMA integrity_check") == [("ok",)]
        assert rows(where, "PRAGMA foreign_key_check") == []
    with opened(where) as archive:
        held = {d.id for d in archive.documents()}
        readings = list(archive.readings())
        assert all(archive.raw(i) for i in held)
    assert all(len(r.claims) == 4 and len(r.mentions) == len(r.reactions) == len(r.history) == 1 for r in readings)
    assert held == {r.document.id for r in readings}
    assert len(held) == len(readings)
    return held


def tiny(n: int) -> Item:
    """A document of a few words with one mention and one claim."""
    intake = intake_of(f"Missile {n} fell into the sea.".encode(), f"tiny{n}.txt")
    document = Document(intake.source, intake.raw.decode(), sha256=intake.sha256)
    mention = Mention(document.id, 0, "KP", None, main=True)
    claim = Claim(
        mention.id, "landing", "sea", Source("narrator"), Modality.ASSERTED, quote(document, 0, len(document.text))
    )
    return Item(intake, document, Reading(document, (mention,), (claim,)))
