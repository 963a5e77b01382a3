"""Damage done on purpose, row by row and byte by byte, and each thing named; a sound archive gives nothing."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from tests.archive.nouns import TAKEN, fixed_clock, sample
from tests.archive.postgres import empty_database
from trackside.archive import Archive, open_archive
from trackside.archive.damage import Damage
from trackside.archive.schema import JUDGEMENTS
from trackside.errors import BadArchive
from trackside.moment import Moment
from trackside.record import Judgement, Ruling, Withdrawal, digest

NOW = Moment(TAKEN, TAKEN, "UTC")


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound archive; every test damages a copy."""
    path = tmp_path_factory.mktemp("sound") / "archive.sqlite"
    with open_archive(path, clock=fixed_clock) as opened:
        fill(opened)
    return path


@pytest.fixture(scope="module")
def sound_database(postgresql_server: str) -> str:
    """The same as a database."""
    address = empty_database(postgresql_server, "sound")
    with open_archive(address, clock=fixed_clock) as opened:
        fill(opened)
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """A copy of the sound archive of either kind."""
    if request.param == "sqlite":
        where = str(tmp_path / "archive.sqlite")
        shutil.copy(request.getfixturevalue("sound_file"), where)
    else:
        server, _, name = request.getfixturevalue("sound_database").rpartition("/")
        copy = f"copy{time.monotonic_ns()}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        where = f"{server}/{copy}"
    with open_archive(where, clock=fixed_clock) as opened:
        yield opened
    if "://" in where:
        # A server with a hundred databases takes a minute to stop.
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def fill(archive: Archive) -> None:
    """Four documents, one superseded, one read twice; judgements, one of them withdrawn."""
    for n in range(3):
        archive.add(*sample(n))
    intake, document, reading = sample(1)
    archive.add(intake, document, dataclasses.replace(reading, claims=reading.claims[:2]))
    intake, document, reading = sample(3)
    renamed = dataclasses.replace(document, source="report0.txt")
    archive.add(intake, renamed, dataclasses.replace(reading, document=renamed), supersede=True)
    first, second = mentions(archive)[:2]
    ruling = Judgement(Ruling.SAME, (first, second), "A. Person", NOW, "the same day and place")
    other = Judgement(Ruling.DISCARD, (mentions(archive)[2],), "A. Person", NOW, "a drill")
    archive.judge(ruling)
    archive.judge(other)
    archive.withdraw(Withdrawal(other.id, "A. Person", NOW, "it was none"))
    archive.settle()


def mentions(archive: Archive) -> list[str]:
    return [m.id for r in archive.readings() for m in r.mentions]


def damaged(archive: Archive, *statements: str) -> list[Damage]:
    """What is found after some statements that no archive would let through."""
    with archive._db.writing() as connection:
        if connection.dialect.name == "sqlite":
            triggers = (
                connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
            )
            for name in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    engine = _loose(archive)
    with engine.begin() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount != 0, statement
    engine.dispose()
    return list(archive.verify())


def _loose(archive: Archive) -> sa.Engine:
    """A connection that minds neither triggers nor foreign keys."""
    if archive._db.dialect == "sqlite":
        return sa.create_engine(f"sqlite:///{archive.where}")
    asked = "-c search_path=trackside -c session_replication_role=replica"
    return sa.create_engine(archive._db._engine.url, connect_args={"options": asked})


def test_a_sound_archive_gives_nothing(archive: Archive) -> None:
    seen = list[tuple[str, int, int]]()
    assert list(archive.verify(progress=lambda *told: seen.append(told))) == []
    assert {what for what, _, _ in seen} >= {"evidence", "documents", "readings", "judgements", "words"}
    assert all(done <= of for _, done, of in seen)


def test_an_empty_one_neither(where: str) -> None:
    with open_archive(where, clock=fixed_clock) as archive:
        assert list(archive.verify()) == []


HARM = {
    "bytes": ("UPDATE evidence SET bytes = CAST('x' AS {blob}) WHERE {least}", "evidence", "another SHA-256"),
    "text": ("UPDATE documents SET text = 'Other words. ' || text WHERE {first}", "document", "its text or day"),
    "day": ("UPDATE documents SET published = '2019-10-03' WHERE {first}", "document", "its text or day"),
    "no day": ("UPDATE documents SET published = 'soon' WHERE {first}", "document", "cannot be read"),
    "title end": ("UPDATE documents SET title_end = 9999 WHERE {first}", "document", "its title ends"),
    "address": ("UPDATE documents SET address = 'elsewhere' WHERE {first}", "document", "its address differs"),
    "time": (
        "UPDATE documents SET taken_utc = '2020-01-01T00:00:00Z' WHERE {first}",
        "document",
        "its taken_utc differs",
    ),
    "mention": ("UPDATE mentions SET ordinal = 7 WHERE reading = 1", "mention", "does not fit its content"),
    "mention's country": ("UPDATE mentions SET country = 'IR' WHERE reading = 1", "reading", "its parts are not"),
    "mention's looking up": ("UPDATE mentions SET earliest = 0 WHERE reading = 1", "mention", "its earliest is not"),
    "claim": ("UPDATE claims SET attribute = 'apogee' WHERE {one}", "claim", "does not fit its content"),
    "claim's value": ("UPDATE claims SET value = '{{' WHERE {one}", "claim", "cannot be read"),
    "claim's best": ("UPDATE claims SET best = 1 WHERE {one}", "claim", "its best is not"),
    "claim's doubt": ("UPDATE claims SET doubt = 'none' WHERE {one}", "reading", "its parts are not"),
    "quote": ("UPDATE claims SET quote = 'about 999 km' WHERE {one}", "claim", "its quote is not what stands"),
    "quote's place": (
        "UPDATE claims SET quote_start = quote_start + 1, quote_end = quote_end + 1 WHERE {one}",
        "claim",
        "its quote is not what stands",
    ),
    "reaction": ("UPDATE reactions SET stance = 'praises' WHERE reading = 2", "reaction", "does not fit its content"),
    "history": ("UPDATE history SET kind = 'record' WHERE reading = 2", "history", "does not fit its content"),
    "claim gone": ("DELETE FROM claims WHERE reading = 2 AND place = 1", "reading", "its parts are not"),
    "places": ("UPDATE claims SET place = place + 10 WHERE {one}", "reading", "its parts are not"),
    "reading's id": (
        "UPDATE readings SET id = 'reading-000000000000' WHERE number = 3",
        "reading",
        "its parts are not",
    ),
    "reading gone": ("DELETE FROM readings WHERE number = 2", "table", "has 4 rows where"),
    "document gone": ("DELETE FROM documents WHERE {first}", "table", "has 3 rows where"),
    "last document": ("DELETE FROM documents WHERE number = 4", "readings", "refers to document-"),
    "bytes gone": ("DELETE FROM evidence WHERE {least}", "takings", "refers to "),
    "takings gone": ("DELETE FROM takings WHERE number = 1", "document", "nothing says when"),
    "bytes of nothing": (
        "INSERT INTO evidence (sha256, bytes) VALUES ('{hash}', CAST('' AS {blob}))",
        "evidence",
        "belongs to no document",
    ),
    "no standing": ("DELETE FROM standings WHERE document_id = {third}", "document", "nothing says which reading"),
    "standing of nothing": (
        "UPDATE standings SET reading_id = 'reading-000000000000' WHERE number = 1",
        "standings",
        "refers to reading-0",
    ),
    "another's reading": (
        "UPDATE standings SET reading_id = {another} WHERE number = 1",
        "standing",
        "a reading of another",
    ),
    "judgement": ("UPDATE judgements SET reason = 'because' WHERE number = 1", "judgement", "does not fit its content"),
    "judgement's parts": ("UPDATE judgements SET subjects = '[' WHERE number = 1", "judgement", "cannot be read"),
    "judgement gone": ("DELETE FROM judgements WHERE number = 2", "withdrawals", "refers to judgement-"),
    "withdrawal": (
        "UPDATE withdrawals SET reason = '' WHERE number = 1",
        "withdrawal",
        "has lost its name or its reason",
    ),
    "judgements gone": (
        "INSERT INTO judgements SELECT number + 5, id || 'x', {rest} FROM judgements",
        "table",
        "has 4 rows where",
    ),
}


@pytest.mark.parametrize("name", HARM)
def test_damage_is_named(archive: Archive, name: str) -> None:
    statement, what, because = HARM[name]
    parts = {
        "blob": "BLOB" if archive._db.dialect == "sqlite" else "BYTEA",
        "hash": digest(b""),
        "rest": ", ".join(f'"{c}"' for c in JUDGEMENTS.c.keys()[2:]),
        "first": "number = (SELECT min(number) FROM documents)",
        "one": "reading = 2 AND place = 0",
        "least": "sha256 = (SELECT min(sha256) FROM evidence)",
        "third": "(SELECT id FROM documents WHERE number = 3)",
        "another": "(SELECT id FROM readings WHERE number = 3)",
    }
    found = damaged(archive, statement.format(**parts))
    assert [d for d in found if d.what == what and because in d.because], found
    assert all("\n" not in f"{d.what}{d.id}{d.because}{d.advice}" for d in found)


def test_what_is_derived_is_told_as_such(archive: Archive) -> None:
    found = damaged(archive, "DELETE FROM memberships WHERE mention_id = (SELECT min(mention_id) FROM memberships)")
    assert [(d.what, d.because) for d in found] == [("mention", "belongs to no launch")]
    assert "settle" in found[0].advice
    found = damaged(
        archive,
        "INSERT INTO memberships (mention_id, launch_id, score, because) VALUES ('mention-0', 'launch-0', 0, '')",
    )
    assert ("launch", "has mention-0, which counts no more") in [(d.what, d.because) for d in found]
    archive.settle()
    assert list(archive.verify()) == []


@pytest.mark.parametrize(
    ("statements", "because"),
    [
        (["DELETE FROM worded WHERE document = 2"], "its words are not indexed"),
        (["UPDATE worded SET facets = '@all' WHERE document = 2"], "another day, side or attribute"),
        (["INSERT INTO worded (document, facets, rules) VALUES (1, '@all', '1')"], "still found by its words"),
        (["DELETE FROM words WHERE document = 2"], "not found in the index"),
        (["UPDATE words SET document = 99 WHERE document = 2"], "there is no such document"),
    ],
)
def test_words_for_finding_are_derived_too(archive: Archive, statements: list[str], because: str) -> None:
    if archive._db.dialect == "sqlite":
        statements = [
            s.replace("DELETE FROM words WHERE document = 2", "INSERT INTO words (words) VALUES ('delete-all')")
            for s in statements
        ]
        statements = [
            s.replace(
                "UPDATE words SET document = 99 WHERE document = 2",
                "INSERT INTO words (rowid, tokens) VALUES (99, 'x')",
            )
            for s in statements
        ]
    found = damaged(archive, *statements)
    assert [d for d in found if because in d.because], found
    assert all(d.what == "words" and "derived" in d.advice for d in found)
    archive.reindex()
    assert list(archive.verify()) == []


def test_a_judgement_about_nothing_held(archive: Archive) -> None:
    with archive._db.reading() as connection:
        subjects = json.loads(
            connection.exec_driver_sql("SELECT subjects FROM judgements WHERE number = 1").scalar_one()
        )
    gone = damaged(archive, f"DELETE FROM mentions WHERE id = '{subjects[0]}'")  # noqa: S608
    assert [d for d in gone if d.what == "judgement" and f"is about {subjects[0]}" in d.because]


# Bytes of the file.


def test_flipped_bytes_are_found(sound_file: Path, tmp_path: Path) -> None:
    sound = sound_file.read_bytes()
    for word in (b"The missile flew", b"about 450 km", b"first from a submarine"):
        for at in _places(sound, word)[:8]:
            damaged_file = tmp_path / "damaged.sqlite"
            damaged_file.write_bytes(sound[: at + 2] + bytes([sound[at + 2] ^ 1]) + sound[at + 3 :])
            assert _told(damaged_file), (word, at)


def test_bytes_flipped_anywhere_are_found_or_change_nothing_that_is_kept(sound_file: Path, tmp_path: Path) -> None:
    kept, sound = _kept(sound_file), sound_file.read_bytes()
    chance, unseen = random.Random(3), 0  # noqa: S311 - made anew the same
    for _ in range(40):
        at = chance.randrange(100, len(sound))
        damaged_file = tmp_path / "damaged.sqlite"
        damaged_file.write_bytes(sound[:at] + bytes([sound[at] ^ (1 << chance.randrange(8))]) + sound[at + 1 :])
        if not _told(damaged_file):
            unseen += 1
            assert _kept(damaged_file) == kept, at
    # Most of a small file is empty pages.
    assert unseen < 40


def _kept(path: Path) -> dict[str, list[Any]]:
    """All that hashes and ids vouch for: bytes, texts, days, everything read."""
    db = sqlite3.connect(path)
    try:
        asked: dict[str, str] = {
            "evidence": "SELECT * FROM evidence ORDER BY 1",
            "documents": "SELECT id, text, published FROM documents ORDER BY number",
            **{t: f"SELECT * FROM {t} ORDER BY 1, 2" for t in ("mentions", "claims", "reactions", "history")},  # noqa: S608
            "judgements": 'SELECT id, ruling, subjects, value, "by", reason FROM judgements ORDER BY number',
        }
        return {name: db.execute(query).fetchall() for name, query in asked.items()}
    finally:
        db.close()


def _places(raw: bytes, word: bytes) -> list[int]:
    places, at = [], raw.find(word)
    while at >= 0:
        places.append(at)
        at = raw.find(word, at + 1)
    assert places
    return places


def _told(path: Path) -> list[str]:
    """What is said of a file, when it is opened or verified."""
    try:
        with open_archive(path, clock=fixed_clock) as archive:
            return [f"{d.what} {d.id} {d.because}" for d in archive.verify()]
    except BadArchive as error:
        return [str(error)]


def test_a_part_that_cannot_be_read_ends_no_other_check(archive: Archive) -> None:
    found = damaged(
        archive,
        "UPDATE evidence SET sha256 = 'x' WHERE sha256 = (SELECT min(sha256) FROM evidence)",
        "DROP TABLE withdrawals",
    )
    assert {"evidence", "judgements"} <= {d.what for d in found}, found
