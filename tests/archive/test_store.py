"""The archive file: adding twice, coming back, damage, strangers' files, two writers, death in the middle."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.nouns import TAKEN, fixed_clock, intake_of, launch_of, sample, values
from trackside.archive import Added, default_path, open_archive
from trackside.archive.schema import APPLICATION_ID, FORM
from trackside.archive.store import Archive
from trackside.errors import BadArchive, BadInput
from trackside.moment import Moment
from trackside.record import ATTRIBUTES, Claim, Launch, Modality, Source, quote

HERE = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def opened(path: Path) -> Archive:
    return open_archive(path, clock=fixed_clock)


def tables(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    try:
        return list(db.iterdump())
    finally:
        db.close()


def refused(path: Path) -> str:
    with pytest.raises(BadArchive) as caught:
        open_archive(path, clock=fixed_clock)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# What goes in comes out.


def test_what_was_read_comes_back_as_it_was(path: Path) -> None:
    intake, document, reading = sample()
    with opened(path) as archive:
        assert archive.add(intake, document, reading) == Added(document.id, new=True)
    with opened(path) as archive:
        assert tuple(archive.readings()) == (reading,)
        assert archive.reading(document.id) == reading
        assert archive.reading(document.id).claims[0].id == reading.claims[0].id
        assert archive.raw(document.id) == intake.raw
        (held,) = archive.documents()
    assert (held.id, held.source, held.sha256, held.taken) == (
        document.id,
        "report0.txt",
        intake.sha256,
        Moment(TAKEN, TAKEN, "UTC"),
    )


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=25
)
@given(st.data())
def test_every_value_comes_back(tmp_path: Path, data: st.DataObject) -> None:
    intake, document, reading = sample()
    where = quote(document, 0, data.draw(st.integers(1, 60)))
    attribute = data.draw(st.sampled_from(ATTRIBUTES))
    said = (data.draw(values(attribute)), Source("x"), data.draw(st.sampled_from(Modality)), where)
    whole = dataclasses.replace(reading, claims=(*reading.claims, Claim(reading.mentions[0].id, attribute, *said)))
    fresh = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
    with opened(fresh) as archive:
        archive.add(intake, document, whole)
        assert tuple(archive.readings()) == (whole,)


def test_adding_twice_changes_nothing(path: Path) -> None:
    intake, document, reading = sample()
    with opened(path) as archive:
        archive.add(intake, document, reading)
    before, lines = path.read_bytes(), tables(path)
    later = dataclasses.replace(intake, taken=Moment(TAKEN, TAKEN + dt.timedelta(days=1), "UTC"), source="copy.txt")
    with open_archive(path, clock=lambda: TAKEN + dt.timedelta(days=1)) as archive:
        assert archive.add(later, dataclasses.replace(document, source="copy.txt"), reading) == Added(
            document.id, new=False
        )
    assert tables(path) == lines
    assert path.read_bytes() == before


def test_documents_keep_the_order_they_came_in(path: Path) -> None:
    with opened(path) as archive:
        for n in (3, 1, 2):
            archive.add(*sample(n))
        assert [h.source for h in archive.documents()] == ["report3.txt", "report1.txt", "report2.txt"]
        assert [r.document.source for r in archive.readings()] == ["report3.txt", "report1.txt", "report2.txt"]


def test_a_better_reading_supersedes_and_the_old_one_stays(path: Path) -> None:
    intake, document, reading = sample()
    better = dataclasses.replace(reading, claims=reading.claims[1:])
    with opened(path) as archive:
        archive.add(intake, document, reading)
        assert archive.add(intake, document, better) == Added(document.id, new=False, reread=True)
        assert archive.reading(document.id) == better
        assert archive.show(reading.claims[0].id)["quote"] == "about 450 km"
        # Going back to the first is another event, not another copy.
        assert archive.add(intake, document, reading).reread
        assert archive.reading(document.id) == reading
    assert sum('INSERT INTO "claims"' in line for line in tables(path)) == len(reading.claims) + len(better.claims)


def test_what_does_not_belong_together_is_refused(path: Path) -> None:
    intake, document, reading = sample()
    other = sample(1)
    with opened(path) as archive:
        with pytest.raises(BadInput, match="is to be kept"):
            archive.add(intake, document, other[2])
        with pytest.raises(BadInput, match="not made from the bytes"):
            archive.add(other[0], document, reading)
        wrong = dataclasses.replace(reading.claims[0].quote, start=3, end=15)
        torn = dataclasses.replace(reading, claims=(dataclasses.replace(reading.claims[0], quote=wrong),))
        with pytest.raises(BadInput, match="is not what stands at"):
            archive.add(intake, document, torn)
        homeless = dataclasses.replace(reading, mentions=())
        with pytest.raises(BadInput, match="which its reading does not mention"):
            archive.add(intake, document, homeless)
        assert list(archive.documents()) == []


# Show.


def test_everything_is_shown_by_id_or_its_beginning(path: Path) -> None:
    intake, document, reading = sample()
    with opened(path) as archive:
        archive.add(intake, document, reading)
        archive.settle()
        (launch,) = archive.launches()
        shown = archive.show(document.id)
        assert (shown["text"], shown["sha256"], shown["bytes"]) == (document.text, intake.sha256, len(intake.raw))
        assert shown["taken"] == "2026-03-01T12:30:15.250000Z"
        claim = reading.claims[0]
        for wanted in (claim.id, claim.id[:-3], claim.id.removeprefix("claim-"), f" {claim.id.upper()} "):
            assert archive.show(wanted)["id"] == claim.id
        assert archive.show(launch.id)["country"] == "KP"
        assert archive.show(reading.mentions[0].id)["system"] == "Pukguksong-3"


def test_ids_that_name_nothing_or_too_much(path: Path) -> None:
    with opened(path) as archive:
        archive.add(*sample())
        for wanted in ("claim-ffffffffffff", "", "%", "_", "nonsense", "claim-zz"):
            with pytest.raises(BadInput, match="held here"):
                archive.show(wanted)
        with pytest.raises(BadInput, match=r"could be claim-.* write more of the id"):
            archive.show("claim-")
        with pytest.raises(BadInput, match="held here"):
            archive.reading("claim-")


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


def test_an_archive_of_a_newer_trackside_is_refused_and_left_alone(path: Path) -> None:
    opened(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {FORM + 1}")
    db.close()
    before = path.read_bytes()
    assert "made by a newer Trackside" in refused(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.touch()
    with opened(path) as archive:
        assert list(archive.readings()) == []


def test_folders_and_addresses_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)
    assert "there is no folder" in refused(tmp_path / "absent" / "archive.sqlite")
    assert "is an address" in refused(Path("postgresql://localhost/trackside"))
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


# The form of the file.


def test_the_file_says_what_it_is(path: Path) -> None:
    opened(path).close()
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (FORM,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert db.execute("SELECT number, name, applied_utc FROM migrations").fetchall() == [
        (FORM, "begun in this form", "2026-03-01T12:30:15.250000Z")
    ]
    db.close()
    assert [p.name for p in path.parent.iterdir()] == ["archive.sqlite"]


def test_the_default_place_is_made_when_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_a, **_k: tmp_path / "data" / "trackside")
    assert default_path() == tmp_path / "data" / "trackside" / "archive.sqlite"
    with opened(default_path()) as archive:
        assert list(archive.documents()) == []


def test_a_clock_without_a_zone_is_refused(path: Path) -> None:
    with pytest.raises(BadInput, match="without a zone"):
        open_archive(path, clock=lambda: dt.datetime(2026, 3, 1))  # noqa: DTZ001


# Two writers, and death in the middle.

ADDER = """
import sys
from tests.archive.nouns import sample
from trackside.archive import open_archive
first, last = int(sys.argv[2]), int(sys.argv[3])
for n in range(first, last):
    with open_archive(sys.argv[1]) as archive:
        print(archive.add(*sample(n)).document_id, flush=True)
"""
DYING = """
import os, signal, sys
from tests.archive.nouns import sample
from trackside.archive import derive, open_archive
def dying(*_given):
    os.kill(os.getpid(), signal.SIGKILL)
derive.note = dying
with open_archive(sys.argv[1]) as archive:
    archive.add(*sample(1))
"""


def child(code: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(path: Path) -> set[str]:
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    with opened(path) as archive:
        readings = list(archive.readings())
    assert all(len(r.claims) == 4 and len(r.mentions) == len(r.reactions) == len(r.history) == 1 for r in readings)
    return {r.document.id for r in readings}


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    # Both begin with no file, and half of what they add is the same.
    writers = [child(ADDER, path, 0, 30), child(ADDER, path, 15, 45)]
    said = [w.communicate(timeout=120) for w in writers]
    assert [w.returncode for w in writers] == [0, 0], said
    assert whole(path) == {sample(n)[1].id for n in range(45)}


def test_death_in_the_middle_of_an_addition_leaves_nothing_half(path: Path) -> None:
    with opened(path) as archive:
        archive.add(*sample(0))
    before = tables(path)
    killed = child(DYING, path)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert whole(path) == {sample(0)[1].id}
    assert tables(path) == before


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_killed_import_keeps_all_it_reported(path: Path, after: int) -> None:
    running = child(ADDER, path, 0, 10_000)
    assert running.stdout is not None
    assert running.stderr is not None
    reported = [running.stdout.readline().strip() for _ in range(after)]
    time.sleep(0.002 * after)
    running.kill()
    reported += [line.strip() for line in running.stdout if len(line.strip()) == len(reported[0])]
    running.wait(timeout=60)
    running.stdout.close()
    running.stderr.close()
    held = whole(path)
    assert set(reported) <= held
    assert len(held) <= len(reported) + 1


def test_the_sample_is_what_it_says() -> None:
    intake, document, reading = sample()
    assert intake_of(document.text.encode()).sha256 == intake.sha256 == document.sha256
    assert isinstance(launch_of(reading), Launch)
