"""`archive import`: what comes in, what is said of the rest, and a second time."""

import argparse
import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.imports.tables import NOON, csv_of, row
from trackside.archive import Archive, open_archive
from trackside.archive.exports import Wanted, export
from trackside.cli.archive_import import run_import
from trackside.desk import Desk
from trackside.errors import BadInput, NothingFound
from trackside.library import Library, load_library

ROWS = [row(), row(date="5-Mar-24", distance="330 lm", kind="XRBM"), row(date="soon")]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def run(asked_of: dict[str, object], archive: Archive, library: Library) -> None:
    asked = argparse.Namespace(**{"format": None, "faults": None, "json": False, **asked_of})
    told = list[str]()
    run_import(asked, Desk(library, archive=archive, clock=lambda: NOON, progress=told.append), archive)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.sqlite", clock=lambda: NOON, bare=True) as made:
        yield made


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_of(ROWS))
    return str(path)


def test_json_counts_and_lists(
    table: str, archive: Archive, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    run({"subject": [table], "json": True}, archive, library)
    told = json.loads(capsys.readouterr().out)
    assert {k: v for k, v in told.items() if k != "faults"} == {
        "read": 3,
        "added": 2,
        "already": 0,
        "reread": 0,
        "superseded": 0,
        "absent": 0,
    }
    assert [(f["row"], f["path"]) for f in told["faults"]] == [
        (3, 'row 3, "Missile Type"'),
        (3, 'row 3, "Distance Travelled"'),
        (4, 'row 4, "Date"'),
    ]
    run({"subject": [table], "json": True, "format": "cns"}, archive, library)
    again = json.loads(capsys.readouterr().out)
    assert (again["read"], again["added"], again["already"]) == (3, 0, 2)
    assert again["faults"] == told["faults"]


def test_what_an_edition_has_no_more_is_told(
    table: str, archive: Archive, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    run({"subject": [table]}, archive, library)
    Path(table).write_bytes(csv_of(ROWS[:1]))
    run({"subject": [table]}, archive, library)
    assert "1 documents of other editions are not in this one" in capsys.readouterr().out


def test_launches_are_derived(table: str, archive: Archive, library: Library) -> None:
    run({"subject": [table]}, archive, library)
    days = {launch.date.date for launch in archive.launches() if launch.date}
    assert days == {"2024-03-05", "2024-03-06"}


def test_text_groups_faults_and_all_go_to_a_file(
    tmp_path: Path, archive: Archive, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    first = dt.date(2024, 1, 1)
    rows = [row(date=str(first + dt.timedelta(n)), kind="XRBM", apogee=f"{n} x", updated="") for n in range(30)]
    path = tmp_path / "table.csv"
    path.write_bytes(csv_of(rows))
    for name in ("faults.csv", "faults.jsonl"):
        run({"subject": [str(path)], "faults": str(tmp_path / name)}, archive, library)
    out = capsys.readouterr().out
    assert "30 rows read; 30 documents added, 0 held already\n60 faults in 30 rows:" in out
    assert 'row 2, "Missile Type"; row 3, "Missile Type"; row 4, "Missile Type" and 27 more: ' in out
    assert f"… and 11 other kinds; all are in {tmp_path / 'faults.csv'}" in out
    with (tmp_path / "faults.csv").open(newline="") as file:
        as_csv = [(int(f["row"]), f["path"], f["because"]) for f in csv.DictReader(file)]
    lines = (tmp_path / "faults.jsonl").read_text().splitlines()
    assert as_csv == [tuple(json.loads(line).values()) for line in lines]
    assert len(as_csv) == 60


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ({"subject": []}, "import takes one FILE"),
        ({"subject": ["a", "b"]}, "import takes one FILE"),
        ({"subject": ["nowhere.csv"]}, "there is no such file"),
        ({"subject": ["TABLE"], "faults": "faults.txt"}, "faults are written as CSV or JSON Lines"),
        (
            {"subject": ["TABLE"], "faults": "TABLE"},
            "is one of the sources .* with --faults",
        ),
        ({"subject": ["TABLE"], "format": "beyond-parallel"}, "has no header of"),
        ({"subject": ["TABLE"], "format": "excel"}, "no format of tables"),
    ],
)
def test_mistakes_are_one_line(
    asked: dict[str, object], because: str, table: str, archive: Archive, library: Library
) -> None:
    named = {k: [table if x == "TABLE" else x for x in v] if isinstance(v, list) else v for k, v in asked.items()}
    named = {k: table if v == "TABLE" else v for k, v in named.items()}
    with pytest.raises(BadInput, match=because) as error:
        run(named, archive, library)
    assert "\n" not in str(error.value)
    assert list(archive.documents()) == []


def test_nothing_read_is_told(tmp_path: Path, archive: Archive, library: Library) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_of([row(date="soon")]))
    with pytest.raises(NothingFound, match=r"no row could be taken in .*row 2, \"Date\""):
        run({"subject": [str(path)]}, archive, library)


def test_the_files_beside_the_tests_are_found(tmp_path: Path, archive: Archive, library: Library) -> None:
    test = {"date": "2024-03-04", "missile": "tern-2", "facility": "heron", "outcome": "success"}
    (tmp_path / "test.en.json").write_text(json.dumps({"timeBins": [{"data": [test]}]}))
    (tmp_path / "missile.en.json").write_text('{"tern-2": {"name": "Tern-2", "type": "SRBM"}}')
    run({"subject": [str(tmp_path / "test.en.json")]}, archive, library)
    (reading,) = archive.readings()
    assert (reading.mentions[0].system, reading.mentions[0].kind) == ("Tern-2", "SRBM")


def test_the_stream_of_an_archive_makes_it_again(
    table: str, tmp_path: Path, archive: Archive, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    run({"subject": [table]}, archive, library)
    stream = tmp_path / "all.jsonl"
    export(archive, stream, wanted=Wanted(), gazetteer=library.gazetteer)
    capsys.readouterr()
    with open_archive(tmp_path / "b.sqlite", clock=lambda: NOON, bare=True) as other:
        run({"subject": [str(stream)], "json": True}, other, library)
        assert json.loads(capsys.readouterr().out)["added"] == 2
        assert list(other.readings()) == list(archive.readings())
        assert list(other.launches()) == list(archive.launches())
        run({"subject": [str(stream)], "json": True}, other, library)
        told = json.loads(capsys.readouterr().out)
        assert (told["added"], told["already"], told["faults"]) == (0, 2, [])
