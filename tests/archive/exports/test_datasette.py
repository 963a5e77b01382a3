"""The SQLite file as others' tools see it: tables, keys, the index of quotes, what every column means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from tests.archive.exports.held import ADDRESS, everything, examples, gazetteer
from trackside.archive.exports import Wanted, export
from trackside.archive.exports.datasette import TABLES


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with examples(tmp_path / "a.sqlite") as archive:
        export(archive, tmp_path / "x.db", wanted=Wanted(), gazetteer=gazetteer())
    with closing(Database(sqlite3.connect(f"file:{tmp_path / 'x.db'}?mode=ro&immutable=1", uri=True))) as db:
        yield db


def test_the_tables_are_seen_with_their_columns_and_keys(database: Database) -> None:
    for name, columns in TABLES.items():
        table: Any = database[name]
        assert [c.name for c in table.columns] == [c.name for c in columns]
        assert table.pks == [columns[0].name]
    keys = {(k.column, k.other_table, k.other_column) for k in database["claims"].foreign_keys}  # type: ignore[union-attr]
    assert keys == {
        ("launch", "launches", "launch"),
        ("document", "documents", "document"),
        ("speaker", "speakers", "speaker"),
    }
    assert list(database.query("PRAGMA foreign_key_check")) == []
    assert list(database.query("PRAGMA integrity_check")) == [{"integrity_check": "ok"}]


@pytest.mark.parametrize(("words", "found"), [("train", "train"), ("4,052", "4,052 seconds"), ("71 MIN", "71 minutes")])
def test_quotes_are_found_by_parts_of_words(database: Database, words: str, found: str) -> None:
    table: Any = database["claims"]
    assert table.detect_fts() == "claims_fts"
    quotes = [row["quote"] for row in table.search(f'"{words}"')]
    assert any(found in q for q in quotes), quotes


def test_a_question_of_the_field_is_one_query(database: Database) -> None:
    """Who says what of the flight's length, and where does it stand?"""
    rows = database.query(
        """SELECT s.name, c.value_best, c.quote, d.address FROM claims c JOIN speakers s USING (speaker)
        JOIN documents d USING (document) JOIN launches l USING (launch)
        WHERE l.date = '2022-03-24' AND c.attribute = 'flight_time' ORDER BY c.value_best"""
    )
    assert [tuple(r.values()) for r in rows] == [
        ("KCNA", 4052.0, "4,052 seconds", "2022-03-24_pyongyang.txt"),
        ("Makoto Oniki", 4260.0, "71 minutes", ADDRESS),
    ]


def test_judgements_come_with_their_withdrawals(tmp_path: Path) -> None:
    with everything(tmp_path / "a.sqlite") as archive:
        done = export(archive, tmp_path / "x.sqlite", wanted=Wanted(), gazetteer=gazetteer())
        held = archive.judgements()
    with closing(Database(tmp_path / "x.sqlite")) as db:
        rows = list(db["judgements"].rows)
        assert done.claims == db["claims"].count
    assert [r["judgement"] for r in rows] == [j.id for j in held]
    assert [bool(r["withdrawn_by"]) for r in rows] == [j.withdrawn for j in held]
    assert json.loads(rows[2]["value"])["estimate"]["best"] == 430e3


def test_the_metadata_beside_it_says_what_every_column_means(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        done = export(archive, tmp_path / "x.db", wanted=Wanted(), gazetteer=gazetteer())
    assert done.beside == tmp_path / "x.metadata.json"
    told = json.loads(done.beside.read_text(encoding="utf-8"))["databases"]["x"]["tables"]
    with closing(Database(tmp_path / "x.db")) as db:
        for name, table in told.items():
            columns = {c.name for c in db[name].columns}
            assert set(table["columns"]) == columns
            assert set(table.get("facets", [])) <= columns
            assert table.get("label_column", "launch" if name == "claims" else "by") in {*columns}


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        for name in ("x.db", "y.db"):
            export(archive, tmp_path / name, wanted=Wanted(), gazetteer=gazetteer())
    assert (tmp_path / "x.db").read_bytes() == (tmp_path / "y.db").read_bytes()
