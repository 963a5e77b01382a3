"""The CNS table as published, with rows of our own."""

import datetime as dt

import pytest

from tests.archive.imports.tables import CNS, ROW, check, claims, csv_of, row, told
from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import clock, day, month
from trackside.record import Modality


def test_a_row_is_a_document_whose_claims_quote_its_cells() -> None:
    (item,), faults, rows = told(csv_of([ROW]))
    check(item)
    said = {c.attribute: (c.value, c.quote.exact) for c in item.reading.claims}
    at = clock(dt.date(2024, 3, 4), dt.time(21, 20), "UTC")
    assert said == {
        "country": ("KP", "North Korea"),
        "launch_date": (day(dt.date(2024, 3, 4), "UTC"), "4-Mar-24"),
        "launch_time": (at, "9:20:00 PM"),
        "system": ("Tern-2", "Tern-2"),
        "kind": ("SRBM", "SRBM"),
        "site": ("Heron Point", "Heron Point"),
        "landing": ("Sea of Japan or East Sea", "Sea of Japan or East Sea"),
        "apogee": (Estimate(5e4, 4.875e4, 5.125e4, "m"), "50 km"),
        "range": (Estimate(3.5e5, 3.45e5, 3.55e5, "m"), "350 km"),
        "outcome": ("success", "Success"),
        "missile_count": (Estimate(1.0, 1.0, 1.0, "count"), item.document.text.split("\n\n", 1)[1]),
    }
    assert {c.speaker.name for c in item.reading.claims} == {"CNS/NTI database"}
    assert {c.modality for c in item.reading.claims} == {Modality.ASSERTED}
    assert (faults, rows) == ([], 1)
    assert item.document.published == dt.date(2024, 3, 6)
    assert item.document.source == "cns#2024-03-04 Tern-2 Heron Point"
    assert item.intake.address == "table.csv#2"
    assert "lat_deg: 39.4\nlon_deg: 127.5\n" in item.document.text
    assert "https://example.org/a; https://example.org/b" in item.document.text


def test_the_mention_has_the_day_at_the_site() -> None:
    (item,), _, _ = told(csv_of([ROW]))
    (mention,) = item.reading.mentions
    assert mention.date == day(dt.date(2024, 3, 5), "Asia/Pyongyang")
    assert (mention.country, mention.system, mention.site, mention.kind, mention.main) == (
        "KP",
        "Tern-2",
        "Heron Point",
        "SRBM",
        True,
    )


def test_a_day_without_a_time_is_one_at_the_site() -> None:
    (item,), _, _ = told(csv_of([row(time="")]))
    whole = day(dt.date(2024, 3, 4), "Asia/Pyongyang")
    assert [c.value for c in claims(item, "launch_date")] == [whole]
    assert item.reading.mentions[0].date == whole


def test_twelve_forty_am_is_forty_past_midnight() -> None:
    (item,), _, _ = told(csv_of([row(time="12:40:00 AM")]))
    assert [c.value for c in claims(item, "launch_time")] == [clock(dt.date(2024, 3, 4), dt.time(0, 40), "UTC")]


def test_a_month_is_a_month() -> None:
    (item,), _, _ = told(csv_of([row(date="Sep-84", time="Unknown")]))
    assert [c.value for c in claims(item, "launch_date")] == [month(1984, 9, "Asia/Pyongyang")]


def test_unknown_cells_make_no_claim_and_no_fault() -> None:
    (item,), faults, _ = told(
        csv_of([row(apogee="Unknown", distance="N/A", landing="", test="Unknown", kind="Unknown")])
    )
    assert {c.attribute for c in item.reading.claims} == {
        "country",
        "launch_date",
        "launch_time",
        "system",
        "site",
        "missile_count",
    }
    assert faults == []
    assert "Apogee: Unknown" in item.document.text


def test_what_is_not_confirmed_is_estimated() -> None:
    (item,), _, _ = told(csv_of([row(confirmation="Unconfirmed")]))
    assert {c.modality for c in item.reading.claims} == {Modality.ESTIMATED}


@pytest.mark.parametrize(
    ("kind", "value"), [("SLV", "space_launch"), ("HGV", "hypersonic"), ("SLBM", "SLBM"), ("icbm", "ICBM")]
)
def test_kinds_are_ours(kind: str, value: str) -> None:
    (item,), _, _ = told(csv_of([row(kind=kind)]))
    assert [c.value for c in claims(item, "kind")] == [value]


def test_a_name_says_what_it_flew_from() -> None:
    (item,), _, _ = told(csv_of([row(system="Rail-mobile Tern-2")]))
    assert [(c.value, c.quote.exact) for c in claims(item, "platform")] == [("rail", "Rail-mobile")]
    assert item.reading.mentions[0].platform == "rail"


def test_the_missiles_of_a_salvo_are_one_document_with_each_its_own_values() -> None:
    rows = [
        row(f1="1"),
        row(f1="2", time="9:30:00 PM", distance="400 km", test="Failure"),
        row(f1="3", time="9:20:00 PM"),
    ]
    (item,), _, count = told(csv_of(rows))
    check(item)
    assert count == 3
    assert [c.value.best for c in claims(item, "missile_count") if isinstance(c.value, Estimate)] == [3.0]
    assert [c.quote.exact for c in claims(item, "range")] == ["350 km", "400 km", "350 km"]
    assert [c.value for c in claims(item, "outcome")] == ["success", "failure", "success"]
    assert [c.quote.exact for c in claims(item, "launch_time")] == ["9:20:00 PM", "9:30:00 PM"]
    assert len(claims(item, "launch_date")) == len(claims(item, "system")) == len(claims(item, "site")) == 1
    assert item.intake.address == "table.csv#2-4"


@pytest.mark.parametrize(
    "other",
    [{"system": "Tern-3"}, {"site": "Egret Point"}, {"date": "5-Mar-24"}, {"time": "11:20:00 PM"}, {"kind": "MRBM"}],
)
def test_what_differs_in_day_system_site_or_by_hours_is_another_launch(other: dict[str, str]) -> None:
    items, _, _ = told(csv_of([row(), row(**other)]))
    assert len(items) == 2
    assert len({i.document.source for i in items}) == len({i.document.id for i in items}) == 2


def test_a_later_salvo_of_one_day_has_its_time_in_its_name() -> None:
    items, _, _ = told(csv_of([row(), row(time="11:20:00 PM"), row(date="5-Mar-24"), row()]))
    assert [i.document.source.partition("#")[2] for i in items] == [
        "2024-03-04 Tern-2 Heron Point",
        "2024-03-04 Tern-2 Heron Point 23:20",
        "2024-03-05 Tern-2 Heron Point",
        "2024-03-04 Tern-2 Heron Point 21:20",
    ]


def test_an_edition_with_rows_before_and_columns_elsewhere_gives_the_same_documents() -> None:
    old, _, _ = told(csv_of([row(f1="1")]))
    columns = ("Notes to self", *reversed(CNS))
    new, _, _ = told(csv_of([row(f1="1", date="1-Mar-24"), row(f1="2")], columns))
    assert new[1].document == old[0].document
    changed, _, _ = told(csv_of([row(apogee="60 km")]))
    assert changed[0].document.source == old[0].document.source
    assert changed[0].document.id != old[0].document.id


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_any_way_people_save_it(separator: str, encoding: str) -> None:
    raw = csv_of([row(site="Heron’s Point – é")], encoding=encoding, separator=separator)
    (item,), faults, _ = told(raw)
    assert item.reading.mentions[0].site == "Heron’s Point – é"
    assert faults == []


def test_columns_may_be_missing_or_named_a_little_differently() -> None:
    names = {
        "\ufeff Date ": "4-Mar-24",
        "Launch Time": "9:20:00 PM",
        "MISSILE  NAME": "Tern-2",
        "Facility\u00a0Name": "Heron Point",
        "Distance Traveled": "350 km",
    }
    (item,), faults, _ = told(csv_of([names], tuple(names), encoding="utf-8"))
    assert {c.attribute for c in item.reading.claims} == {
        "country",
        "launch_date",
        "launch_time",
        "system",
        "site",
        "range",
        "missile_count",
    }
    assert faults == []


def test_a_title_above_the_header_is_passed_over() -> None:
    raw = b"CNS North Korea Missile Test Database,,\r\nas of January,,\r\n,,\r\n" + csv_of([ROW])
    (item,), _, _ = told(raw)
    assert item.intake.address == "table.csv#5"


def test_no_header_is_one_line_that_says_what_was_given_and_wanted() -> None:
    with pytest.raises(BadInput) as error:
        told(b"a,b\n1,2\n")
    assert str(error.value) == (
        "table.csv: has no header of the CNS North Korea Missile Test Database: it begins with a, b; columns "
        '"Date", "Missile Name", "Facility Name" were wanted; check --format, or put the header back'
    )


def test_all_faults_of_a_row_are_told_and_its_other_cells_come_in() -> None:
    bad = row(
        time="25:00", kind="XRBM", apogee="high", distance="330 lm", test="So-so", confirmation="Maybe", lat="north"
    )
    items, faults, rows = told(csv_of([ROW, bad, row(date="5-Mar-24")]))
    assert rows == 3
    columns = ("Launch Time (UTC)", "Missile Type", "Test Outcome", "Distance Travelled", "Apogee")
    last = ("Confirmation Status", "Facility Latitude")
    assert [f.path for f in faults] == [f'row 3, "{c}"' for c in (*columns, *last)]
    assert len(items) == 3
    for word in ("25:00", "XRBM", "high", "330 lm", "So-so", "Maybe", "Facility Latitude: north"):
        assert word in items[1].document.text
    (flown,) = claims(items[1], "range")
    assert (flown.quote.exact, flown.doubt) == ("330 lm", "no unit 'lm'; km was likely meant")


@pytest.mark.parametrize(
    ("date", "because"),
    [
        ("", "tells no day; the row is left out"),
        ("31-Apr-17", "'31-Apr-17': April 2017 has no day 31; the row is left out"),
        ("soon", "'soon' is no day, month or year; the row is left out"),
    ],
)
def test_a_row_without_a_day_is_lost_and_listed(date: str, because: str) -> None:
    items, faults, rows = told(csv_of([row(date=date), row()]))
    assert (len(items), rows) == (1, 2)
    assert [(f.row, f.path, f.because) for f in faults] == [(2, 'row 2, "Date"', because)]


def test_a_lost_row_tells_its_other_faults_too() -> None:
    _, faults, _ = told(csv_of([row(date="soon", apogee="high")]))
    assert [f.path for f in faults] == ['row 2, "Date"', 'row 2, "Apogee"']


def test_notes_below_the_table_are_listed() -> None:
    raw = csv_of([ROW]) + b"* Times are in UTC.\r\n"
    items, faults, rows = told(raw)
    assert (len(items), rows) == (1, 2)
    assert [(f.path, f.because) for f in faults] == [
        ("row 3", "only '* Times are in UTC.': a note and no launch; left out")
    ]


def test_footnote_marks_are_left_out_of_the_quote() -> None:
    (item,), faults, _ = told(csv_of([row(apogee="50 km*", test="Success†", date="4-Mar-24[1]")]))
    assert [c.quote.exact for c in claims(item, "apogee")] == ["50 km"]
    assert [c.quote.exact for c in claims(item, "outcome")] == ["Success"]
    assert [c.quote.exact for c in claims(item, "launch_date")] == ["4-Mar-24"]
    assert faults == []


def test_a_row_changed_before_its_day_is_doubted() -> None:
    (item,), faults, _ = told(csv_of([row(date="26-Apr-23", updated="3/29/2023")]))
    (date,) = claims(item, "launch_date")
    assert "made or changed on 2023-03-29, before this day" in date.doubt
    assert [f.path for f in faults] == ['row 2, "Date"']


def test_damaged_letters_stay_and_are_doubted() -> None:
    (item,), faults, _ = told(csv_of([row(site="Heronâ€™s Point")], encoding="utf-8"))
    (site,) = claims(item, "site")
    assert site.value == "Heronâ€™s Point"
    assert "damaged" in site.doubt
    assert [f.path for f in faults] == ['row 2, "Facility Name"']


def test_coordinates_of_no_known_site_are_not_told_as_such() -> None:
    (item,), faults, _ = told(csv_of([row(site="Unknown")]))
    assert "lat_deg" not in item.document.text
    assert "Facility Latitude: 39.4" in item.document.text
    assert [f.path for f in faults] == ['row 2, "Facility Latitude"']


def test_a_row_with_cells_too_many_is_left_out() -> None:
    raw = csv_of([ROW]) + ",".join(["x"] * 25).encode()
    items, faults, _ = told(raw)
    assert len(items) == 1
    assert faults[0].because == "has 25 cells where the header has 19: some have slipped; the row is left out"


def test_a_quotation_mark_left_open_loses_no_row_silently() -> None:
    raw = csv_of([ROW]) + b'"' + b"x" * 200_000 + b"\r\n" + csv_of([row(date="6-Mar-24")]).split(b"\r\n", 1)[1]
    items, faults, _ = told(raw)
    assert items[0].document.source.startswith("cns#2024-03-04")
    assert "quotation mark" in faults[0].because


def test_letters_that_cannot_be_kept_are_shown_as_lost() -> None:
    (item,), faults, _ = told(csv_of([row(site="Heron\x00Point")]))
    assert item.reading.mentions[0].site == "Heron\ufffdPoint"
    assert [f.path for f in faults] == ['row 2, "Facility Name"']


def test_a_column_may_name_the_unit_of_its_numbers() -> None:
    named = {"Date": "4-Mar-24", "Missile Name": "Tern-2", "Facility Name": "Heron Point", "Apogee (km)": "50"}
    (item,), faults, _ = told(csv_of([named], tuple(named)))
    assert [(c.quote.exact, c.doubt) for c in claims(item, "apogee")] == [("50", "")]
    assert faults == []
