"""The layout of CSIS Beyond Parallel, with events of our own."""

import datetime as dt

import pytest

from tests.archive.imports.tables import check, claims, csv_of, told
from trackside.archive.imports import beyond_parallel
from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import day

COLUMNS = ("date", "type", "event", "description", "resources")
PROSE = (
    "North Korea launched two short-range ballistic missiles from Sunan toward the East Sea. "
    "The missiles flew about 300 kilometers, South Korea’s Joint Chiefs of Staff said."
)
ROW = {
    "date": "2024-03-05",
    "type": "Missile Provocation",
    "event": "Short-range Ballistic Missile Launch",
    "description": PROSE,
    "resources": "https://example.org/story",
}
HERE = day(dt.date(2024, 3, 5), "Asia/Pyongyang")


def table(*rows: dict[str, str]) -> bytes:
    return csv_of([{**ROW, **r} for r in rows], COLUMNS, encoding="utf-8")


def test_prose_is_read_and_told_of_the_whole_row() -> None:
    (item,), faults, rows = told(table({}), "beyond-parallel")
    check(item)
    (mention,) = item.reading.mentions
    assert (mention.country, mention.date, mention.main) == ("KP", HERE, True)
    (flown,) = claims(item, "range")
    assert isinstance(flown.value, Estimate)
    assert (flown.value.best, flown.quote.exact) == (3e5, "about 300 kilometers")
    assert "Joint Chiefs" in flown.speaker.name
    assert [c.value.best for c in claims(item, "missile_count") if isinstance(c.value, Estimate)] == [2.0]
    assert ("CSIS Beyond Parallel", "2024-03-05", HERE) in [
        (c.speaker.name, c.quote.exact, c.value) for c in claims(item, "launch_date")
    ]
    assert "narrator" not in {c.speaker.name for c in item.reading.claims}
    assert "https://example.org/story" in item.document.text
    assert (faults, rows) == ([], 1)


def test_what_the_table_calls_no_launch_is_a_document_without_one() -> None:
    other = {"type": "Other Provocation", "event": "Artillery Fire", "description": "Shells fell near a border post."}
    (item,), faults, _ = told(table(other), "beyond-parallel")
    assert item.reading.mentions == ()
    assert "Shells fell" in item.document.text
    assert faults == []


def test_prose_that_reads_like_a_launch_under_another_name_is_listed() -> None:
    (item,), faults, _ = told(table({"type": "Other Provocation", "event": "Rocket Engine Test"}), "beyond-parallel")
    assert item.reading.mentions == ()
    assert [f.path for f in faults] == ['row 2, "description"']


def test_a_launch_by_its_name_alone_claims_its_day_and_kind() -> None:
    (item,), faults, _ = told(table({"description": "Reports are unclear."}), "beyond-parallel")
    check(item)
    said = {c.attribute: (c.value, c.quote.exact) for c in item.reading.claims}
    assert said == {
        "launch_date": (HERE, "2024-03-05"),
        "kind": ("SRBM", "Short-range Ballistic"),
        "country": ("KP", "North Korean"),
    }
    assert [f.because for f in faults] == ["no launch is found in its words; the row's day and kind are claimed"]


def test_a_name_with_two_weapons_says_the_kind_of_neither() -> None:
    event = "Intercontinental ballistic missile & SRBM"
    (item,), _, _ = told(table({"event": event, "description": "Reports are unclear."}), "beyond-parallel")
    assert claims(item, "kind") == []


def test_rows_of_one_day_and_name_are_told_apart() -> None:
    items, _, _ = told(table({}, {"description": "Another one."}), "beyond-parallel")
    assert [i.document.source for i in items] == [
        "beyond-parallel#2024-03-05 Short-range Ballistic Missile Launch",
        "beyond-parallel#2024-03-05 Short-range Ballistic Missile Launch (2)",
    ]


@pytest.mark.parametrize("date", ["", "Unknown", "2024-02-30", "spring"])
def test_a_row_without_a_day_is_lost_and_listed(date: str) -> None:
    items, faults, rows = told(table({"date": date}, {}), "beyond-parallel")
    assert (len(items), rows) == (1, 2)
    assert [f.path for f in faults] == ['row 2, "date"']


def test_another_table_is_refused() -> None:
    with pytest.raises(BadInput, match='columns "date", "event", "description" were wanted'):
        told(b"when,what\n1,2\n", "beyond-parallel")


def test_a_description_that_the_reader_fails_at_loses_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("at this one")

    monkeypatch.setattr(beyond_parallel, "read", fail)
    items, faults, _ = told(table({"event": "Artillery Fire", "type": ""}, {}), "beyond-parallel")
    assert len(items) == 2
    assert [f.row for f in faults] == [2, 3, 3]
    assert faults[0].because == "made the reader fail (RuntimeError: at this one); please report it with the row"
