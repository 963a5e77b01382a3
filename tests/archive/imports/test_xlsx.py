"""xlsx as spreadsheets save it, and as somebody who means harm does."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.archive.imports.tables import CNS, ROW, claims, row, told
from trackside.errors import BadInput
from trackside.moment import clock, day, month

Sheet = Any  # openpyxl has no types


def book(fill: Callable[[Sheet], None], header: tuple[str, ...] = CNS, above: int = 0) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for _ in range(above):
        sheet.append(["The title of a table"])
    sheet.append(header)
    fill(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def put(sheet: Sheet, told_row: dict[str, object], formats: dict[str, str] | None = None) -> None:
    sheet.append([told_row.get(c) for c in CNS])
    for column, how in (formats or {}).items():
        sheet.cell(sheet.max_row, CNS.index(column) + 1).number_format = how


def test_dates_times_and_numbers_that_are_real() -> None:
    cells: dict[str, object] = {
        **ROW,
        "Date": dt.datetime(2024, 3, 4),  # noqa: DTZ001 - a spreadsheet's days have no zone
        "Launch Time (UTC)": dt.time(0, 40),
        "Facility Latitude": 39.5,
        "Facility Longitude": 127,
        "Apogee": 50,
    }
    raw = book(lambda s: put(s, cells, {"Date": "d-mmm-yy", "Launch Time (UTC)": "h:mm:ss AM/PM"}), above=2)
    (item,), faults, _ = told(raw, source="table.xlsx")
    assert [c.value for c in claims(item, "launch_time")] == [clock(dt.date(2024, 3, 4), dt.time(0, 40), "UTC")]
    assert [c.value for c in claims(item, "launch_date")] == [day(dt.date(2024, 3, 4), "UTC")]
    assert "lat_deg: 39.5\nlon_deg: 127\n" in item.document.text
    assert [c.doubt for c in claims(item, "apogee")] == ["no unit; km was likely meant"]
    assert [f.path for f in faults] == ['row 4, "Apogee"']


def test_a_month_is_stored_as_its_first_day_and_shown_without_one() -> None:
    first = dt.datetime(1984, 9, 1)  # noqa: DTZ001
    cells: dict[str, object] = {**row(time="", updated=""), "Date": first}
    (item,), _, _ = told(book(lambda s: put(s, cells, {"Date": "mmm-yy"})), source="table.xlsx")
    assert [c.value for c in claims(item, "launch_date")] == [month(1984, 9, "Asia/Pyongyang")]
    (other,), _, _ = told(book(lambda s: put(s, cells, {"Date": "d-mmm-yy"})), source="table.xlsx")
    assert [c.value for c in claims(other, "launch_date")] == [day(first.date(), "Asia/Pyongyang")]


def test_the_sheet_with_the_table_is_found() -> None:
    made = openpyxl.Workbook()
    made.active.append(["About this table", "nothing"])
    sheet = made.create_sheet("Tests")
    sheet.append(CNS)
    sheet.append([ROW.get(c) for c in CNS])
    out = io.BytesIO()
    made.save(out)
    items, _, _ = told(out.getvalue(), source="table.xlsx")
    assert len(items) == 1


def test_a_formula_is_not_computed() -> None:
    cells: dict[str, object] = {**ROW, "Apogee": "=1+1", "Test Outcome": "#REF!"}
    (item,), faults, _ = told(book(lambda s: put(s, cells)), source="table.xlsx")
    assert claims(item, "apogee") == []
    assert [f.path for f in faults] == ['row 2, "Test Outcome"']


def swapped(raw: bytes, name: str, content: bytes) -> bytes:
    """The file with one part put in the place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, content if member.filename == name else old.read(member))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = book(lambda s: put(s, dict(ROW)))


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (swapped(GOOD, SHEET, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), "document type"),
        (swapped(GOOD, SHEET, b"<!--" + b" " * 3_000_000 + b'--><!DOCTYPE x [<!ENTITY a "b">]><x/>'), "document type"),
        (swapped(GOOD, SHEET, '<?xml version="1.0"?><x/>'.encode("utf-16")), "not in UTF-8"),
        (swapped(GOOD, SHEET, b" " * 60_000_000), "zip bomb"),
        (swapped(GOOD, SHEET, b"<worksheet><sheetData><row><c r='A1'"), "damaged"),
        (swapped(GOOD, "xl/workbook.xml", b"<x/>"), "no"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged"),
    ],
    ids=["entity", "late entity", "utf-16", "bomb", "cut xml", "no book", "cut zip", "no zip"],
)
def test_what_is_made_to_harm_or_broken_is_one_line(raw: bytes, because: str) -> None:
    with pytest.raises(BadInput, match=because) as error:
        told(raw, source="table.xlsx")
    assert "\n" not in str(error.value)


def test_a_size_that_a_sheet_claims_is_not_believed() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        sheet = packed.read(SHEET)
    assert b"<dimension" in sheet
    start = sheet.index(b"<dimension")
    end = sheet.index(b">", start) + 1
    items, _, _ = told(swapped(GOOD, SHEET, sheet[:start] + b'<dimension ref="A1"/>' + sheet[end:]), source="t.xlsx")
    assert len(items) == 1
    assert items[0].reading.mentions[0].site == "Heron Point"


def test_rows_far_below_are_not_waited_for() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        sheet = packed.read(SHEET)
    far = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(BadInput, match="empty rows"):
        told(swapped(GOOD, SHEET, far), source="t.xlsx")
