"""JSON Lines and Parquet: a document for each row; what is wrong with one row leaves the others alone."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from pathlib import Path

import pytest

from tests.archive.nouns import fixed_clock
from trackside.archive import Intake, LeftOut, take_in_many
from trackside.read.page import RECORD, page

ROWS = [
    {"id": "one", "text": "It flew 640 km.", "published": "2022-01-12", "url": "https://example.org/one"},
    {"id": "two", "text": "It fell."},
    {"text": "Nameless."},
]
NAMES = ["https://example.org/one", "{path}#two", "{path}:3"]


def found(path: Path) -> list[Intake | LeftOut]:
    return list(take_in_many([str(path)], clock=fixed_clock))


def check_rows(path: Path) -> None:
    taken = [x for x in found(path) if isinstance(x, Intake)]
    assert [x.source for x in taken] == [name.format(path=path) for name in NAMES]
    read = [page(x.raw, x.source, kind=x.content_type) for x in taken]
    assert [d.text for d in read] == [row["text"] for row in ROWS]
    assert read[0].published == dt.date(2022, 1, 12)
    assert {x.content_type for x in taken} == {RECORD}


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.JSONL", "a.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    raw = "\n".join(json.dumps(row) for row in ROWS).encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    check_rows(tmp_path / name)


def test_a_line_of_a_hundred_megabytes_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "first"}\n\n{"text": "')
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "last"}\n')
    first, long, last = found(path)
    assert isinstance(first, Intake)
    assert isinstance(last, Intake)
    assert (first.source, last.source) == (f"{path}:1", f"{path}:4")
    assert isinstance(long, LeftOut)
    assert str(long.error) == f"{path}:3: is a line of 100 MB, the most is 20 MB; split it"


def test_json_lines_that_unpack_to_too_much(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 100_000_000))
    (bomb,) = found(path)
    assert isinstance(bomb, LeftOut)
    assert "zip bomb" in bomb.because


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet")
    check_rows(tmp_path / "a.parquet")
    dated = [{**row, "published": dt.date(2022, 1, 12), "other": [1, 2]} for row in ROWS]
    parquet.write_table(pa.Table.from_pylist(dated), tmp_path / "a.parquet")
    check_rows(tmp_path / "a.parquet")


def test_parquet_that_is_none_or_has_no_text(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "none.parquet").write_bytes(b"PAR1 junk")
    parquet.write_table(pa.table({"body": ["x"]}), tmp_path / "other.parquet")
    for name, said in (("none.parquet", "is no Parquet file"), ("other.parquet", 'has no column "text"')):
        (left,) = found(tmp_path / name)
        assert isinstance(left, LeftOut)
        assert said in left.because
        assert "\n" not in str(left.error)


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    (left,) = found(tmp_path / "a.parquet")
    assert isinstance(left, LeftOut)
    assert "pip install 'trackside[parquet]'" in left.advice
