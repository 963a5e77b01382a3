"""CSV and Parquet: every value comes back exactly, nothing runs in a spreadsheet, memory stays flat."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import math
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.archive.exports.held import everything, examples, gazetteer
from tests.archive.nouns import claims, sample, words
from trackside.archive import Archive, open_archive
from trackside.archive.exports import Wanted, export
from trackside.archive.exports.columns import CLAIM_COLUMNS, LAUNCH_COLUMNS, claim_rows
from trackside.archive.exports.selection import Told
from trackside.archive.exports.spreadsheet import cell_text, safe, unsafe
from trackside.archive.held import Held
from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import MEASURED, TIMED, Claim, Launch, Mention, Value

Row = Mapping[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{k: unsafe(v) for k, v in row.items()} for row in csv.DictReader(file)]


def value_of(row: Row) -> Value:
    """A value out of its cells, as docs/rooms/archive.md says they are."""
    if row["attribute"] in MEASURED:
        low, high = float(row["value_low"] or -math.inf), float(row["value_high"] or math.inf)
        return Estimate(float(row["value_best"]), low, high, row["unit"])
    if row["attribute"] in TIMED:
        first, last = (dt.datetime.fromisoformat(row[key]) for key in ("earliest_utc", "latest_utc"))
        return Moment(first, last, row["zone"])
    return row["words"]


def held_claims(archive: Archive) -> Iterator[tuple[Launch, Claim]]:
    return ((launch, c) for launch in archive.launches() for c in {c.id: c for c in launch.claims}.values())


@pytest.mark.parametrize("filled", [examples, everything])
def test_every_claim_comes_back_from_csv(filled: Callable[[Path], Archive], tmp_path: Path) -> None:
    with filled(tmp_path / "a.sqlite") as archive:
        done = export(archive, tmp_path / "claims.csv", wanted=Wanted(), gazetteer=gazetteer())
        rows = rows_of(done.path)
        held = list(held_claims(archive))
        documents = {h.id: h for h in archive.documents(superseded=True)}
    assert len(rows) == len(held) == done.claims
    for row, (launch, c) in zip(rows, held, strict=True):
        assert list(row) == [c.name for c in CLAIM_COLUMNS]
        assert (row["launch"], row["claim"], row["attribute"]) == (launch.id, c.id, c.attribute)
        assert value_of(row) == c.value
        assert (row["speaker"], row["speaker_country"]) == (c.speaker.name, c.speaker.country)
        assert (row["modality"], row["doubt"], row["quote"]) == (c.modality.value, c.doubt, c.quote.exact)
        assert (int(row["start"]), int(row["end"])) == (c.quote.start, c.quote.end)
        assert row["sha256"] == documents[row["document"]].sha256


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
@given(claims(), words)
def test_any_claim_comes_back_from_its_cells(claim: Claim, title: str) -> None:
    mention = Mention(claim.quote.document_id, 0, "KP", None)
    held = Held(claim.quote.document_id, "s", "a", title, None, "en", "", taken=Moment(NOON, NOON, "UTC"))
    launch = Launch("KP", None, True, (mention,), (claim,), ())
    (cells,) = claim_rows(Told(launch, (claim,), {held.id: held}, (held,)))
    row = {c.name: unsafe(cell_text(cell)) for c, cell in zip(CLAIM_COLUMNS, cells, strict=True)}
    assert value_of(row) == claim.value
    assert (row["quote"], row["title"], row["doubt"]) == (claim.quote.exact, title, claim.doubt)


NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@given(st.text(st.sampled_from("=+-@'\t\r\n＝＋－＠a ,\""), max_size=6))
def test_no_text_runs_in_a_spreadsheet_and_every_text_comes_back(text: str) -> None:
    assert not safe(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unsafe(safe(text)) == text


def test_a_formula_in_a_document_is_a_text_in_the_table(tmp_path: Path) -> None:
    intake, document, reading = sample()
    evil = dataclasses.replace(document, title='=HYPERLINK("http://example.org","click")')
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        archive.add(intake, evil, dataclasses.replace(reading, document=evil))
        archive.settle()
        export(archive, tmp_path / "x.csv", wanted=Wanted(), gazetteer=gazetteer())
    raw = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert ",\"'=HYPERLINK" in raw
    assert ',"=HYPERLINK' not in raw
    assert {r["title"] for r in rows_of(tmp_path / "x.csv")} == {evil.title}


def test_the_mark_for_spreadsheets_can_be_left_out(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        export(archive, tmp_path / "marked.csv", wanted=Wanted(), gazetteer=gazetteer())
        export(archive, tmp_path / "bare.csv", wanted=Wanted(bom=False), gazetteer=gazetteer())
    marked, bare = ((tmp_path / name).read_bytes() for name in ("marked.csv", "bare.csv"))
    assert marked == b"\xef\xbb\xbf" + bare
    assert b"\r\n" in bare


def test_a_row_for_each_launch_has_the_best_supported_values_and_how_many_compete(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        export(archive, tmp_path / "x.csv", wanted=Wanted(per="launch"), gazetteer=gazetteer())
        launches = list(archive.launches())
    rows = rows_of(tmp_path / "x.csv")
    assert [r["launch"] for r in rows] == [x.id for x in launches]
    assert list(rows[0]) == [c.name for c in LAUNCH_COLUMNS]
    hwasong = next(r for r in rows if r["date"] == "2022-03-24")
    flown = next(x for x in launches if x.id == hwasong["launch"]).finding("range")
    assert flown is not None
    assert float(hwasong["range_m"]) == flown.positions[0].value.best  # type: ignore[union-attr]
    assert int(hwasong["range_values"]) == len(flown.positions) == 3
    assert hwasong["range_said_by"] == "KCNA"
    assert hwasong["flight_time_agreed"] == "false"
    assert hwasong["launch_time_earliest_utc"] == "2022-03-24T05:34:00Z"
    assert (hwasong["site_place"], hwasong["speed"], hwasong["speed_values"]) == ("Sunan", "", "0")


def test_no_path_of_a_disk_goes_out_in_a_table(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        for name in ("x.csv", "x.bib", "x.kml", "x.geojson", "x.csl.json", "x.db"):
            export(archive, tmp_path / name, wanted=Wanted(), gazetteer=gazetteer())
            assert str(Path(__file__).parents[3]).encode() not in (tmp_path / name).read_bytes()


def test_parquet_has_the_columns_of_csv_with_their_types(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        for per in ("claim", "launch"):
            wanted = Wanted(per=per)
            export(archive, tmp_path / "x.csv", wanted=wanted, gazetteer=gazetteer())
            export(archive, tmp_path / "x.parquet", wanted=wanted, gazetteer=gazetteer())
            table = parquet.read_table(tmp_path / "x.parquet")
            columns = CLAIM_COLUMNS if per == "claim" else LAUNCH_COLUMNS
            assert table.column_names == [c.name for c in columns]
            assert [f.metadata[b"about"].decode() for f in table.schema] == [c.about for c in columns]
            told = [{k: unsafe(cell_text(v)) for k, v in row.items()} for row in table.to_pylist()]
            assert told == rows_of(tmp_path / "x.csv")
    types = {c.name: str(f.type) for c, f in zip(LAUNCH_COLUMNS, table.schema, strict=True)}
    assert types["range_m"] == "double"
    assert types["range_values"] == "int32"
    assert types["announced"] == "bool"
    assert types["earliest_utc"] == "timestamp[us, tz=UTC]"


def test_parquet_without_pyarrow_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with (
        examples(tmp_path / "a.sqlite") as archive,
        pytest.raises(BadInput, match=r"pip install 'trackside\[parquet\]'"),
    ):
        export(archive, tmp_path / "x.parquet", wanted=Wanted(), gazetteer=gazetteer())
    assert not list(tmp_path.glob("*x.parquet*"))


def test_tables_are_written_without_holding_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the launches, and the most that is held at once stays the same."""
    most = {}
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        intake, document, reading = sample()
        archive.add(intake, document, reading)
        archive.settle()
        (launch,) = archive.launches()
        for count in (300, 3000):
            many = (launch for _ in range(count))
            monkeypatch.setattr(Archive, "launches", lambda *_, many=many: many)
            tracemalloc.start()
            done = export(archive, tmp_path / "x.csv", wanted=Wanted(), gazetteer=gazetteer())
            most[count] = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert done.launches == count
    assert most[3000] < 1.2 * most[300]
