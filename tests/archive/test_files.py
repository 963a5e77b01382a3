"""Archive files: what is no archive, damage, places that may not be written to."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.archive.nouns import sample
from tests.archive.places import opened, refused
from trackside.errors import BadArchive

# Files that are no archives.


def test_files_of_other_kinds_are_refused_and_left_alone(path: Path) -> None:
    for raw in (b"hello", b"plain text that is no database at all. " * 50, os.urandom(8192)):
        path.write_bytes(raw)
        assert "is no archive" in refused(path)
        assert path.read_bytes() == raw
    assert [p.name for p in path.parent.iterdir()] == ["archive.sqlite"]


def test_a_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE songs (name TEXT)")
    db.commit()
    db.close()
    before = path.read_bytes()
    assert "an SQLite file of something else" in refused(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.touch()
    with opened(path) as archive:
        assert list(archive.readings()) == []


def test_folders_and_addresses_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)
    assert "there is no folder" in refused(tmp_path / "absent" / "archive.sqlite")
    assert "is an address" in refused(Path("postgresql://localhost/trackside"))
    assert "a file or a PostgreSQL database" in refused("https://localhost/trackside")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_cut_file_is_damaged(path: Path, keep: float) -> None:
    with opened(path) as archive:
        for n in range(60):
            archive.add(*sample(n))
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * keep)])
    with pytest.raises(BadArchive, match="is damaged") as caught, opened(path) as archive:
        list(archive.readings())
    assert str(path) in str(caught.value)


def test_overwritten_pages_are_told_and_never_a_traceback(path: Path) -> None:
    with opened(path) as archive:
        for n in range(60):
            archive.add(*sample(n))
    raw = path.read_bytes()
    for at in range(4096, len(raw) - 4096, 4096 * 3):
        path.write_bytes(raw[:at] + b"\xa5" * 4096 + raw[at + 4096 :])
        try:
            with opened(path) as archive:
                list(archive.readings())
                archive.documents()
                archive.launches()
        except BadArchive as error:
            assert "\n" not in str(error)  # noqa: PT017 - some pages hold nothing that is asked for


def test_changed_words_are_noticed(path: Path) -> None:
    with opened(path) as archive:
        archive.add(*sample())
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"Report 0.", b"Report 9."))
    with opened(path) as archive, pytest.raises(BadArchive, match="does not fit its content any more"):
        list(archive.readings())


# Places that cannot be written. Root may write everywhere, so there the kernel's own folder stands in.


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path
    if os.geteuid() == 0:
        folder = Path("/proc")
    else:
        folder.chmod(0o500)
    assert "cannot be opened or made" in refused(folder / "archive.sqlite")
    assert not (folder / "archive.sqlite").exists()


def test_a_file_that_may_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path) as archive:
        archive.add(*sample())
    connected = sqlite3.connect

    def for_reading(p: Path, *, timeout: float, isolation_level: None) -> sqlite3.Connection:
        return connected(f"file:{p}?mode=ro", uri=True, timeout=timeout, isolation_level=isolation_level)

    monkeypatch.setattr(sqlite3, "connect", for_reading)
    with opened(path) as archive:
        assert len(list(archive.readings())) == 1
        with pytest.raises(BadArchive, match="may be read but not written"):
            archive.add(*sample(1))
