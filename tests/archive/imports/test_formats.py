"""Which format a table is in, and bringing it into an archive."""

import json
from pathlib import Path

import pytest

from tests.archive.imports.tables import CNS, NOON, ROW, TAKEN, csv_of, gazetteer, lexicons, row
from trackside.archive import open_archive, plain_reading
from trackside.archive.held import Item
from trackside.archive.imports import FORMATS, Fault, guess, import_into, import_table
from trackside.archive.imports.jsonl import shared_sources
from trackside.archive.store import Archive
from trackside.errors import BadInput
from trackside.record import Document, Reading


@pytest.mark.parametrize(
    ("raw", "source", "name"),
    [
        (csv_of([ROW]), "a.csv", "cns"),
        (csv_of([ROW], encoding="utf-8-sig", separator=";"), "a.csv", "cns"),
        (b"date,time_as_given,missile_key,missile_name,facility_name,outcome\n", "a.csv", "nk-missile-tests"),
        (b'{"timeBins": []}', "a.json", "nk-missile-tests"),
        (b"date,type,event,description,resources\n", "a.csv", "beyond-parallel"),
        (b"{}\n", "claims.jsonl", "jsonl"),
        (b"\x1f\x8b", "CLAIMS.JSONL.GZ", "jsonl"),
    ],
)
def test_a_format_is_guessed_where_it_is_unmistakable(raw: bytes, source: str, name: str) -> None:
    assert guess(raw, source) == name
    assert name in FORMATS


@pytest.mark.parametrize(
    "raw", [b"", b"a,b\n1,2\n", b"{}", b"\x00\x01", b"date,time\n", b"date,missile_name,facility_name,outcome\n"]
)
def test_what_could_be_anything_is_asked_about(raw: bytes) -> None:
    with pytest.raises(BadInput, match=r"say --format cns\|nk-missile-tests\|beyond-parallel\|jsonl"):
        guess(raw, "a.csv")


def test_an_unknown_format_is_one_line() -> None:
    with pytest.raises(BadInput, match="no format of tables"):
        import_table(b"", "a", "excel", taken=TAKEN, lexicons=lexicons())


def imported(shelf: Archive, raw: bytes) -> tuple[list[int], list[Fault]]:
    faults = list[Fault]()
    told = import_table(raw, "t.csv", "cns", taken=TAKEN, lexicons=lexicons(), gazetteer=gazetteer())
    done = import_into(shelf, told, on_fault=faults.append)
    return [done.read, len(done.added), len(done.already), len(done.reread), len(done.superseded), done.faults], faults


def test_the_same_table_twice_adds_nothing_and_an_edition_only_what_changed(tmp_path: Path) -> None:
    rows = [row(), row(date="5-Mar-24"), row(date="soon"), row(date="6-Mar-24", apogee="high")]
    edition = [rows[0], row(date="5-Mar-24", test="Failure"), rows[3]]
    with open_archive(tmp_path / "a.sqlite", clock=lambda: NOON, bare=True) as shelf:
        counts, faults = imported(shelf, csv_of(rows))
        assert counts == [4, 3, 0, 0, 0, 2]
        assert [f.row for f in faults] == [4, 5]
        assert imported(shelf, csv_of(rows))[0] == [4, 0, 3, 0, 0, 2]
        assert imported(shelf, csv_of(edition))[0] == [3, 1, 2, 0, 1, 1]
        assert len(list(shelf.documents())) == 3
        assert imported(shelf, csv_of(rows))[0] == [4, 0, 3, 1, 1, 2]
        held = {h.source: shelf.reading(h.id) for h in shelf.documents()}
    assert [c.value for c in held["cns#2024-03-05 Tern-2 Heron Point"].claims if c.attribute == "outcome"] == [
        "success"
    ]


def test_long_tables_are_read_as_they_are_asked_for() -> None:
    """Ten thousand rows are not read before the first is given."""
    raw = csv_of([row(date=f"{1 + n % 28}-Mar-{n // 28 % 20:02}") for n in range(10_000)], CNS)
    told = import_table(raw, "t.csv", "cns", taken=TAKEN, lexicons=lexicons())
    first = next(told)
    assert isinstance(first, Item)
    assert json.loads(first.intake.raw)[0]["Date"] == "1-Mar-00"
    told.close()


def test_lines_of_one_name_stand_beside_each_other_and_a_row_of_an_edition_takes_its_place(tmp_path: Path) -> None:
    def lines(*sources: str) -> bytes:
        readings = (Reading(Document(name, f"Text {n} of {name}."), ()) for n, name in enumerate(sources))
        return b"\n".join(json.dumps(plain_reading(r, with_text=True)).encode() for r in readings)

    def brought(raw: bytes) -> list[str]:
        told = import_table(raw, "t.jsonl", "jsonl", taken=TAKEN, lexicons=lexicons())
        done = import_into(shelf, told, on_fault=lambda _: None, apart=shared_sources(raw, "t.jsonl"))
        assert done.faults == 0
        return sorted(h.source for h in shelf.documents())

    page, row_of, other = "https://example.org/a", "cns#2024-03-05 Tern-2", "cns#2024-03-06 Tern-2"
    first = lines("-", "-", page, page, row_of, row_of, other)
    with open_archive(tmp_path / "a.sqlite", clock=lambda: NOON, bare=True) as shelf:
        for _ in range(2):
            assert brought(first) == sorted(["-", "-", page, page, row_of, row_of, other])
        assert brought(lines(other)).count(other) == 1
        texts = {r.document.text for r in shelf.readings()}
    assert f"Text 0 of {other}." in texts
    assert f"Text 6 of {other}." not in texts
