"""Backups: of a file and of a database, while somebody writes, whole or not there, read back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.archive.nouns import TAKEN, fixed_clock, sample
from tests.archive.places import child, contents, opened
from trackside.archive import Archive
from trackside.archive.backup import _MOST_RESTARTS, _Patience, _Restless
from trackside.errors import BadArchive, BadInput
from trackside.moment import Moment
from trackside.record import Judgement, Ruling

WRITER = """
import sys
from tests.archive.nouns import fixed_clock, sample
from trackside.archive import open_archive
with open_archive(sys.argv[1], clock=fixed_clock) as archive:
    print("ready", flush=True)
    for n in range(1000, 3000):
        archive.add(*sample(n))
        print(n, flush=True)
"""


def fill(archive: Archive) -> None:
    for n in range(12):
        archive.add(*sample(n))
    intake, document, reading = sample(20)
    archive.add(intake, document, reading)
    first, second = (m.id for r in list(archive.readings())[:2] for m in r.mentions)
    archive.judge(Judgement(Ruling.SAME, (first, second), "A. Person", Moment(TAKEN, TAKEN, "UTC"), "the same day"))
    archive.settle()


def test_a_backup_is_an_archive_with_the_same_answers(where: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with opened(where) as archive:
        fill(archive)
        before = contents(where)
        archive.backup(copy)
        assert contents(where) == before
        with opened(copy) as other:
            assert tuple(other.readings()) == tuple(archive.readings())
            assert tuple(other.launches()) == tuple(archive.launches())
            assert other.judgements() == archive.judgements()
            assert [other.raw(d.id) for d in other.documents()] == [archive.raw(d.id) for d in archive.documents()]
            for words in ('"missile flew" 450', "Tokyo", "miss*"):
                one, two = archive.find(words, limit=50), other.find(words, limit=50)
                assert {h.document for h in one.hits} == {h.document for h in two.hits}
            assert not list(other.verify())
            # It takes more.
            assert other.add(*sample(99)).new
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_every_row_of_a_database_is_in_its_backup(postgresql: str, tmp_path: Path) -> None:
    with opened(postgresql) as archive:
        fill(archive)
        archive.backup(tmp_path / "copy.sqlite")
    one, two = contents(postgresql), contents(tmp_path / "copy.sqlite")
    assert {name: len(rows) for name, rows in one.items() if name != "words"} == {
        name: len(rows) for name, rows in two.items() if not name.startswith("sqlite_")
    }


def test_a_file_that_is_there_is_replaced_only_when_asked(where: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    target.write_text("mine")
    with opened(where) as archive:
        archive.add(*sample())
        with pytest.raises(BadInput, match="--force"):
            archive.backup(target)
        assert target.read_text() == "mine"
        archive.backup(target, force=True)
    with opened(target) as copy:
        assert len(list(copy.documents())) == 1


def test_places_where_no_backup_can_be(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    with opened(path) as archive:
        archive.add(*sample())
        for target, told in [
            (path, "the archive itself"),
            (tmp_path / "link", "the archive itself"),
            (tmp_path, "is a folder"),
            (tmp_path / "none" / "x", "there is no folder"),
            (path / "x", "there is no folder"),
        ]:
            with pytest.raises(BadInput, match=told) as refused:
                archive.backup(target, force=True)
            assert "\n" not in str(refused.value)
    assert {p.name for p in tmp_path.iterdir()} == {path.name, "link"}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_while_somebody_writes_is_of_one_moment(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = str(tmp_path / "archive.sqlite" if kind == "sqlite" else request.getfixturevalue("postgresql"))
    with opened(where) as archive:
        for n in range(40):
            archive.add(*sample(n))
        writer = child(WRITER, where)
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            for n in range(3):
                stored = int(writer.stdout.readline())
                archive.backup(tmp_path / f"copy{n}.sqlite")
                with opened(tmp_path / f"copy{n}.sqlite") as copy:
                    held = [d.source for d in copy.documents()]
                    # What was told to be stored before it began is in it, and nothing is half there.
                    assert {f"report{m}.txt" for m in (*range(40), *range(1000, stored + 1))} <= set(held)
                    assert len(list(copy.readings())) == len(held)
                    assert not [d for d in copy.verify() if "settle`" not in d.advice]
            assert writer.poll() is None, writer.communicate()
        finally:
            writer.kill()
            writer.communicate()


def test_a_damaged_file_is_not_copied_as_if_it_were_sound(path: Path, tmp_path: Path) -> None:
    with opened(path) as archive:
        for n in range(60):
            archive.add(*sample(n))
    pages = path.read_bytes()
    db = sqlite3.connect(path)
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'").fetchone()
    db.close()
    at = (root - 1) * 4096
    path.write_bytes(pages[:at] + bytes(4096) + pages[at + 4096 :])
    with opened(path) as archive, pytest.raises(BadArchive, match="verify") as refused:
        archive.backup(tmp_path / "copy.sqlite")
    assert "\n" not in str(refused.value)
    assert {p.name for p in tmp_path.iterdir()} == {path.name}


def test_a_copy_that_is_begun_again_and_again_is_made_in_one_go() -> None:
    patience = _Patience(lambda *_: None)
    for _ in range(_MOST_RESTARTS):
        patience(0, 10, 100)
        patience(0, 90, 100)
    patience(0, 10, 100)
    with pytest.raises(_Restless):
        patience(0, 90, 100)


def test_a_full_or_closed_folder_leaves_nothing(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with opened(path) as archive:
        archive.add(*sample())
        monkeypatch.setattr("trackside.archive.backup._read_back", full)
        with pytest.raises(BadInput, match="no space left"):
            archive.backup(tmp_path / "copy.sqlite")
    assert {p.name for p in tmp_path.iterdir()} == {path.name}


def test_other_programs_can_read_a_backup(path: Path, tmp_path: Path) -> None:
    with opened(path) as archive:
        archive.add(*sample())
        archive.backup(tmp_path / "copy.sqlite")
    sqlite = shutil.which("sqlite3")
    if sqlite is None:
        pytest.skip("there is no sqlite3 program here")
    asked = "SELECT source FROM documents"
    done = subprocess.run([sqlite, str(tmp_path / "copy.sqlite"), asked], capture_output=True, text=True, check=True)
    assert done.stdout == "report0.txt\n"


def test_the_clock_is_not_asked(path: Path, tmp_path: Path) -> None:
    with opened(path) as archive:
        archive.add(*sample())
        archive.backup(tmp_path / "one.sqlite")
        archive.backup(tmp_path / "two.sqlite")
    assert contents(tmp_path / "one.sqlite") == contents(tmp_path / "two.sqlite") == contents(path)
    assert fixed_clock() == TAKEN
