"""Choosing, refusing, and writing whole files or none."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.archive.exports.held import examples, gazetteer
from trackside.archive import Archive, open_archive
from trackside.archive.exports import FORMATS, Wanted, export
from trackside.archive.exports.selection import Selection, date_text
from trackside.cli.archive_export import run_export
from trackside.errors import BadInput, NothingFound
from trackside.moment import Moment, day, days, month, year


def run(archive: Archive, path: Path | str, **wanted: object) -> list[str]:
    """Export as CSV by launch and give the dates that came out."""
    done = export(archive, path, wanted=Wanted(per="launch", **wanted), gazetteer=gazetteer())  # type: ignore[arg-type]
    lines = done.path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == done.launches + 1
    return [line.split(",")[1] for line in lines[1:]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with examples(tmp_path / "a.sqlite") as held:
        yield held


def test_launches_are_chosen_by_span_country_and_id(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    assert run(archive, out) == ["2012-04-19", "2021-09-15", "2022-03-24"]
    assert run(archive, out, since=dt.date(2021, 9, 15)) == ["2021-09-15", "2022-03-24"]
    assert run(archive, out, until=dt.date(2021, 9, 15)) == ["2012-04-19", "2021-09-15"]
    assert run(archive, out, since=dt.date(2021, 9, 16), until=dt.date(2022, 3, 24)) == ["2022-03-24"]
    assert run(archive, out, country="IN") == ["2012-04-19"]
    some = [x.id for x in archive.launches()][:2]
    assert run(archive, out, launches=(some[1], some[0][:-2], some[1])) == ["2021-09-15", "2012-04-19"]
    assert run(archive, out, launches=(some[1],), country="KP") == ["2021-09-15"]


@pytest.mark.parametrize("name", ["x.csv", "x.kml", "x.db", "x.jsonl", "x.bib"])
def test_when_nothing_fits_nothing_is_written(archive: Archive, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(NothingFound, match="no launch is held that fits"):
        export(archive, tmp_path / name, wanted=Wanted(country="FR"), gazetteer=gazetteer())
    assert set(tmp_path.iterdir()) == before


def test_an_empty_archive_has_a_stream_and_no_table(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        assert export(archive, tmp_path / "x.jsonl", wanted=Wanted(), gazetteer=gazetteer()).documents == 0
        with pytest.raises(NothingFound, match="no launch is held yet"):
            export(archive, tmp_path / "x.csv", wanted=Wanted(), gazetteer=gazetteer())
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["record"] for r in lines] == ["archive", "end"]


@pytest.mark.parametrize("name", ["x.xlsx", "x", ".csv", "x.json", "x.csv.bak", "x.gz"])
def test_an_unknown_suffix_is_one_line_that_lists_the_known(archive: Archive, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        export(archive, tmp_path / name, wanted=Wanted(), gazetteer=gazetteer())
    assert all(suffix in str(caught.value) for suffix in FORMATS)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["X.CSV", "a.b.Csl.Json", "x.KML"])
def test_the_suffix_may_be_in_capitals(archive: Archive, tmp_path: Path, name: str) -> None:
    assert export(archive, tmp_path / name, wanted=Wanted(), gazetteer=gazetteer()).path.stat().st_size


@pytest.mark.parametrize(
    ("name", "per"), [("x.kml", "claim"), ("x.csv", "document"), ("x.bib", "launch"), ("x.db", "x")]
)
def test_rows_that_a_format_does_not_have_are_refused(archive: Archive, tmp_path: Path, name: str, per: str) -> None:
    with pytest.raises(BadInput, match="has no such rows"):
        export(archive, tmp_path / name, wanted=Wanted(per=per), gazetteer=gazetteer())


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadInput, match="ends before it begins"):
        Wanted(since=dt.date(2022, 3, 24), until=dt.date(2022, 3, 23))


def test_no_archive_is_overwritten(archive: Archive, tmp_path: Path) -> None:
    open_archive(tmp_path / "other.sqlite", bare=True).close()
    before = (tmp_path / "other.sqlite").read_bytes()
    with pytest.raises(BadInput, match="is the archive itself"):
        export(archive, tmp_path / "a.sqlite", wanted=Wanted(), gazetteer=gazetteer())
    with pytest.raises(BadInput, match="is an archive and would be lost"):
        export(archive, tmp_path / "other.sqlite", wanted=Wanted(), gazetteer=gazetteer())
    assert (tmp_path / "other.sqlite").read_bytes() == before
    (tmp_path / "x.db").write_bytes(b"old")
    export(archive, tmp_path / "x.db", wanted=Wanted(), gazetteer=gazetteer())
    export(archive, tmp_path / "x.db", wanted=Wanted(), gazetteer=gazetteer())


def breaking(given: Callable[[], Iterator[object]]) -> Callable[..., Iterator[object]]:
    """A method that gives one thing and is then interrupted."""

    def method(*_: object) -> Iterator[object]:
        yield next(given())
        raise KeyboardInterrupt

    return method


@pytest.mark.parametrize("name", [f"x{suffix}" for suffix in FORMATS])
def test_an_error_on_the_way_leaves_the_old_file(
    archive: Archive, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_bytes(b"old")
    before = set(tmp_path.iterdir())
    for method in ("launches", "facts"):
        monkeypatch.setattr(Archive, method, breaking(getattr(archive, method)))
    with pytest.raises(KeyboardInterrupt):
        export(archive, tmp_path / name, wanted=Wanted(), gazetteer=gazetteer())
    assert (tmp_path / name).read_bytes() == b"old"
    assert set(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_a_full_disk_is_an_error_that_the_command_can_tell(archive: Archive, suffix: str) -> None:
    form = FORMATS[suffix]
    write = getattr(import_module(f"trackside.archive.exports.{form.module}"), form.writes)
    with Selection(archive, Wanted(), gazetteer()) as selection, pytest.raises(OSError):  # noqa: PT011 - as each says it
        write(Path("/dev/full"), selection)


def test_a_folder_that_is_missing_or_a_file_is_one_line(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "absent" / "x.csv", tmp_path / "file" / "x.csv"):
        with pytest.raises(BadInput, match="cannot be written"):
            export(archive, path, wanted=Wanted(), gazetteer=gazetteer())
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(BadInput, match="is a folder"):
        export(archive, tmp_path / "x.csv", wanted=Wanted(), gazetteer=gazetteer())


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (None, None),
        (day(dt.date(2022, 3, 24), "Asia/Pyongyang"), "2022-03-24"),
        (month(2017, 2, "Asia/Seoul"), "2017-02"),
        (month(2017, 12, "Asia/Seoul"), "2017-12"),
        (year(2017, "Asia/Seoul"), "2017"),
        (days(dt.date(2017, 11, 2), dt.date(2017, 11, 5), "Asia/Seoul"), "2017-11-02/2017-11-05"),
        (days(dt.date(2017, 11, 30), dt.date(2018, 1, 2), "UTC"), "2017-11-30/2018-01-02"),
        (days(dt.date(2017, 1, 1), dt.date(2018, 12, 31), "UTC"), "2017-01-01/2018-12-31"),
    ],
)
def test_a_date_is_told_by_the_calendar_of_its_zone(moment: Moment | None, text: str | None) -> None:
    assert date_text(moment) == text


# The command.


def asked(path: Path, **options: object) -> argparse.Namespace:
    told = {"launch": None, "since": None, "until": None, "country": None, "per": None, "no_bom": False, "json": False}
    return argparse.Namespace(subject=[str(path)], **{**told, **options})


def test_the_command_says_what_it_wrote(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_export(asked(tmp_path / "x.db", country="north korea"), archive, gazetteer()) == 0
    told = capsys.readouterr().out
    assert "x.db: 2 launches, 47 claims, 4 documents" in told
    assert "datasette " in told
    run_export(asked(tmp_path / "x.csv", json=True, since="2022-01-01"), archive, gazetteer())
    told = json.loads(capsys.readouterr().out)
    assert told == {"out": str(tmp_path / "x.csv"), "beside": None, "launches": 1, "claims": 24, "documents": 2}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"since": "yesterday"}, "--since yesterday: is no day"),
        ({"country": "Ruritania"}, "--country Ruritania: is no country known"),
        ({"launch": ["launch-ffffffffffff"]}, "launch-ffffffffffff: names no launch"),
    ],
)
def test_bad_options_are_one_line(archive: Archive, tmp_path: Path, options: dict[str, object], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        run_export(asked(tmp_path / "x.csv", **options), archive, gazetteer())
    assert str(caught.value).startswith(told)
