"""The layout of nagix/nk-missile-tests, with tests of our own."""

import csv
import datetime as dt
import io
import json

import pytest

from tests.archive.imports.tables import check, claims, told
from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import clock, month

ONE: dict[str, object] = {
    "date": "2024-03-04",
    "time": "21:20 (UTC)",
    "series": 1,
    "missile": "tern-2",
    "facility": "heron",
    "landing": "sea-of-japan",
    "apogee": 50,
    "distance": 350,
    "bearing": 90,
    "outcome": "success",
    "description": "A made-up test.",
}
MISSILES = b'{"tern-2": {"name": "Tern-2", "type": "SRBM"}, "unknown": {"name": "Unknown", "type": "Unknown"}}'
FACILITIES = (
    b'{"facilities": {"heron": {"name": "Heron Point", "lat": 39.4, "lon": 127.5}, '
    b'"unknown": {"name": "Unknown", "lat": 39.2, "lon": 125.6}}}'
)
BESIDE = {"missile": MISSILES, "facility": FACILITIES}
Found = tuple[list[object], list[object], int]


def bins(*years: list[object]) -> bytes:
    made = [{"data": data, "year": 2020 + n} for n, data in enumerate(years)]
    return json.dumps({"timeBins": made}, indent="\t").encode()


def test_a_test_is_a_document_with_the_names_behind_its_keys() -> None:
    (item,), faults, rows = told(bins([ONE]), "nk-missile-tests", source="test.en.json", beside=BESIDE)
    check(item)
    said = {c.attribute: (c.value, c.quote.exact) for c in item.reading.claims if c.attribute != "missile_count"}
    assert said["system"] == ("Tern-2", "Tern-2")
    assert said["kind"] == ("SRBM", "SRBM")
    assert said["site"] == ("Heron Point", "Heron Point")
    assert said["landing"] == ("Sea of Japan", "sea-of-japan")
    assert said["range"] == (Estimate(3.5e5, 3.45e5, 3.55e5, "m"), "350")
    assert said["launch_time"] == (clock(dt.date(2024, 3, 4), dt.time(21, 20), "UTC"), "21:20 (UTC)")
    assert {c.speaker.name for c in item.reading.claims} == {"nk-missile-tests"}
    assert "missile: tern-2\nmissile_name: Tern-2\n" in item.document.text
    assert "lat_deg: 39.4\nlon_deg: 127.5\n" in item.document.text
    assert "series" not in item.document.text
    assert (faults, rows) == ([], 1)


@pytest.mark.parametrize(
    ("apogee", "metres"), [(2802, 2.802e6), ("2802", 2.802e6), (3724.9, 3.7249e6), ("97 km", 97e3)]
)
def test_heights_are_numbers_or_words(apogee: object, metres: float) -> None:
    (item,), faults, _ = told(bins([{**ONE, "apogee": apogee}]), "nk-missile-tests", beside=BESIDE)
    assert [c.value.best for c in claims(item, "apogee") if isinstance(c.value, Estimate)] == [metres]
    assert faults == []


def test_without_the_files_beside_it_keys_stand_for_names() -> None:
    (item,), faults, _ = told(bins([ONE]), "nk-missile-tests")
    (mention,) = item.reading.mentions
    assert (mention.system, mention.site, mention.kind) == ("tern-2", "heron", "")
    assert "lat_deg" not in item.document.text
    assert faults == []


def test_the_map_pin_of_an_unknown_place_is_no_coordinate() -> None:
    (item,), faults, _ = told(bins([{**ONE, "facility": "unknown"}]), "nk-missile-tests", beside=BESIDE)
    assert "39.2" not in item.document.text
    assert claims(item, "site") == []
    assert faults == []


def test_what_is_unknown_or_not_applicable_makes_no_claim() -> None:
    test = {**ONE, "time": "unknown", "date": "1984-09", "apogee": "unknown", "distance": "na", "landing": "na"}
    (item,), faults, _ = told(bins([{**test, "outcome": "unknown"}]), "nk-missile-tests", beside=BESIDE)
    assert {c.attribute for c in item.reading.claims} == {
        "country",
        "launch_date",
        "system",
        "kind",
        "site",
        "missile_count",
    }
    assert [c.value for c in claims(item, "launch_date")] == [month(1984, 9, "Asia/Pyongyang")]
    assert faults == []


def test_twelve_o_clock_is_doubted() -> None:
    (item,), faults, _ = told(bins([{**ONE, "time": "12:40 (UTC)"}]), "nk-missile-tests", beside=BESIDE)
    (time,) = claims(item, "launch_time")
    assert time.value == clock(dt.date(2024, 3, 4), dt.time(12, 40), "UTC")
    assert time.doubt == "'12:40 (UTC)' may be 00:40: the table was made from one with AM and PM"
    assert [f.path for f in faults] == ["/timeBins/0/data/0/time"]


def test_every_fault_has_its_pointer() -> None:
    bad = {**ONE, "missile": "gull", "distance": ["far"], "apogee": {"km": 3}, "outcome": True, "date": "2024-02-30"}
    items, faults, rows = told(bins([ONE], [7, bad, {**ONE, "date": "2024-03-05"}]), "nk-missile-tests", beside=BESIDE)
    assert len(items) == 2
    assert rows == 4
    assert [(f.row, f.path) for f in faults] == [
        (2, "/timeBins/1/data/0"),
        (3, "/timeBins/1/data/1/apogee"),
        (3, "/timeBins/1/data/1/distance"),
        (3, "/timeBins/1/data/1/outcome"),
        (3, "/timeBins/1/data/1/missile"),
        (3, "/timeBins/1/data/1/date"),
    ]


@pytest.mark.parametrize(
    "raw", [json.dumps([ONE]), json.dumps({"tests": [ONE]}), "\ufeff" + json.dumps({"tests": [ONE]})]
)
def test_one_list_of_tests_is_read_too(raw: str) -> None:
    items, _, _ = told(raw.encode(), "nk-missile-tests", beside=BESIDE)
    assert len(items) == 1


def test_words_in_a_description_are_no_bin() -> None:
    test = {**ONE, "description": 'Said "data": [{"date": "1999"}] and a ] bracket'}
    items, faults, rows = told(bins([test, ONE]), "nk-missile-tests", beside=BESIDE)
    assert (len(items), faults, rows) == (1, [], 2)


def test_a_file_that_breaks_off_gives_what_was_whole() -> None:
    raw = bins([ONE], [{**ONE, "date": "2025-01-01"}, ONE])
    items, faults, _ = told(raw[: raw.rindex(b'"outcome"')], "nk-missile-tests", beside=BESIDE)
    assert len(items) == 2
    assert "is no JSON" in faults[0].because


@pytest.mark.parametrize("raw", [b"{", b"{}", b'{"timeBins": 3}', b"[", b"\xff[", b'"tests"', b"[[[[" * 50_000])
def test_what_holds_no_tests_is_one_line(raw: bytes) -> None:
    with pytest.raises(BadInput) as error:
        told(raw, "nk-missile-tests")
    assert "\n" not in str(error.value)


def test_files_beside_it_that_are_others_are_refused() -> None:
    with pytest.raises(BadInput, match=r"missile\.en\.json"):
        told(bins([ONE]), "nk-missile-tests", beside={"missile": b"[1]"})


def test_the_same_facts_as_csv() -> None:
    fields = {
        "date": "2024-03-04", "time_as_given": "21:20 (UTC)", "series": "1", "missile_key": "tern-2",
        "missile_name": "Tern-2", "missile_type": "SRBM", "facility_key": "heron", "facility_name": "Heron Point",
        "facility_lat": "39.4", "facility_lon": "127.5", "landing": "sea-of-japan", "apogee_km": "50",
        "distance_km": "350", "bearing_deg": "90", "outcome": "success", "description": "A made-up test.",
    }  # fmt: skip
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(fields))
    writer.writeheader()
    writer.writerow(fields)
    (as_csv,), faults, _ = told(out.getvalue().encode(), "nk-missile-tests")
    (as_json,), _, _ = told(bins([ONE]), "nk-missile-tests", beside=BESIDE)
    assert as_csv.document == as_json.document
    assert as_csv.reading == as_json.reading
    assert faults == []
