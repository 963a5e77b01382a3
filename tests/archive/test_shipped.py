"""The shipped history: every claim quotes its cell, and what is well known of the launches is so."""

import datetime as dt
import re
from pathlib import Path

import pytest
from tools import build_launches
from tools.launches.page import missiles

from trackside.archive import open_archive
from trackside.archive.shipped import (
    ROWS_READ,
    SOURCE,
    coordinates,
    coverage,
    flown_over,
    rows,
    shipment,
    shipped,
    shipped_readings,
    shipped_version,
)
from trackside.earth import load_gazetteer
from trackside.earth.geodesic import leg
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import ATTRIBUTES, Modality, Reading, Value, digest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
KINDS = {"ballistic", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "hypersonic", "space_launch"}
PLATFORMS = {"rail", "submarine", "road", "silo", "ship", "air", "barge"}
OUTCOMES = {"success", "failure", "partial", "unknown"}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {r.document.source.removeprefix(SOURCE): r for r in shipped_readings()}


def held(reading: Reading, attribute: str) -> list[tuple[Value, str]]:
    return [(c.value, c.speaker.name) for c in reading.claims if c.attribute == attribute]


def numbers(reading: Reading, attribute: str) -> list[tuple[float, str]]:
    return [(v.best, who) for v, who in held(reading, attribute) if isinstance(v, Estimate)]


def utc(reading: Reading) -> list[str]:
    return [f"{v.earliest:%Y-%m-%dT%H:%M:%S}" for v, _ in held(reading, "launch_time") if isinstance(v, Moment)]


def test_every_claim_quotes_a_cell_of_its_row(readings: dict[str, Reading]) -> None:
    for row in rows():
        reading = readings[row["id"]]
        text = reading.document.text
        assert reading.claims
        for c in reading.claims:
            assert text[c.quote.start : c.quote.end] == c.quote.exact
            line = text[text.rfind("\n", 0, c.quote.start) + 1 :].partition("\n")[0]
            column, _, cell = line.partition(": ")
            assert row[column] == cell
            assert c.quote.exact in cell
            assert c.attribute in ATTRIBUTES
            assert c.mention_id == reading.mentions[0].id


def test_what_is_claimed_is_of_the_vocabulary(readings: dict[str, Reading]) -> None:
    words = {name: {v for r in readings.values() for v, _ in held(r, name)} for name in ("kind", "platform", "outcome")}
    assert words["kind"] <= KINDS
    assert words["platform"] <= PLATFORMS
    assert words["outcome"] <= OUTCOMES
    assert {v for r in readings.values() for v, _ in held(r, "eez")} == {"inside", "outside"}


def test_every_row_has_a_source_a_real_date_and_an_id_of_its_own() -> None:
    held_rows = rows()
    assert len({r["id"] for r in held_rows}) == len(held_rows)
    for row in held_rows:
        assert re.fullmatch(r"(https?://\S+ )*https?://\S+", row["sources"]), row["id"]
        assert re.fullmatch(r"[A-Z]{2}-\d{4}-\d{2}(-\d{2})?-\d+", row["id"])
        assert row["id"][3:10] in row["date"] or " to " in row["date"]
        for day in re.findall(r"\d{4}-\d{2}-\d{2}", row["date"]):
            assert dt.date(1980, 1, 1) <= dt.date.fromisoformat(day) <= dt.date(2026, 4, 30)
    assert [r["date"] for r in held_rows] == sorted(r["date"] for r in held_rows)


def test_an_about_is_an_estimate_and_a_doubt_is_carried(readings: dict[str, Reading]) -> None:
    claims = [c for r in readings.values() for c in r.claims]
    assert {c.modality for c in claims if c.quote.exact.startswith("about ")} == {Modality.ESTIMATED}
    assert {c.modality for c in claims if not c.quote.exact.startswith("about ")} == {Modality.ASSERTED}
    tracked = [c for c in readings["KP-2017-05-29-1"].claims if c.attribute == "flight_time"]
    assert [c.doubt for c in tracked] == ["how long PACOM tracked it"]
    assert not any(c.doubt for c in readings["KP-2022-03-24-1"].claims)


def test_24_march_2022_in_full(readings: dict[str, Reading]) -> None:
    # Deccan Herald and Infobae of 24 and 25 March 2022 (the row's addresses): KCNA 4,052 s, Japan 71 minutes.
    r = readings["KP-2022-03-24-1"]
    jcs, japan, cns = "South Korea Joint Chiefs of Staff", "Japan Ministry of Defense", "CNS/NTI database"
    assert numbers(r, "range") == [(1_090_000, "KCNA"), (1_090_000, cns), (1_080_000, jcs), (1_100_000, japan)]
    assert numbers(r, "apogee") == [(6_248_500, "KCNA"), (6_200_000, jcs), (6_000_000, japan), (6_248_000, cns)]
    assert numbers(r, "flight_time") == [(4052, "KCNA"), (4260, japan)]
    assert set(held(r, "system")) == {
        ("Hwasong-15", cns),
        ("Hwasong-17", "KCNA"),
        ("Hwasong-15", "South Korea government"),
    }
    assert held(r, "kind") == [("ICBM", cns)]
    assert held(r, "eez") == [("inside", japan)]
    assert held(r, "outcome") == [("success", cns)]
    assert utc(r) == ["2022-03-24T05:34:00"]
    assert [v for v, _ in held(r, "landing")][:2] == [
        "Sea of Japan, 150 km west of Oshima Peninsula",
        "170 km west of Cape Tappi",
    ]
    assert coordinates(r.document) == (39.200159, 125.673256)
    assert r.mentions[0].date is not None
    assert r.mentions[0].date.date == "2022-03-24"


def test_25_may_2022_is_not_swapped(readings: dict[str, Reading]) -> None:
    # JCS: 360 km and 540 km (azertag.az and UPI of 25 May 2022, the row's addresses); CNS has them the other way round.
    first, second, third = (readings[f"KP-2022-05-25-{n}"] for n in (1, 2, 3))
    assert numbers(first, "range") == [(360_000, "South Korea Joint Chiefs of Staff")]
    assert numbers(first, "apogee") == [(540_000, "South Korea Joint Chiefs of Staff")]
    assert numbers(second, "range") == []
    assert numbers(third, "range")[0][0] == 760_000
    assert [utc(r)[0][11:16] for r in (first, second, third)] == ["21:00", "21:37", "21:42"]


def test_4_july_2017_was_at_0040_utc(readings: dict[str, Reading]) -> None:
    # "12:40:00 AM" in CNS as published; 09:10 in Pyongyang's time of then.
    assert "2017-07-04T00:40:00" in utc(readings["KP-2017-07-04-1"])
    assert "2017-07-04T12:40:00" not in utc(readings["KP-2017-07-04-1"])


def test_29_november_2017_is_the_local_day(readings: dict[str, Reading]) -> None:
    # 02:48 in Pyongyang, 03:18 in Seoul, 18:18 UTC on 28 November (press.un.org/en/2017/sc13099.doc.htm).
    r = readings["KP-2017-11-29-1"]
    assert "2017-11-28T18:18:00" in utc(r)
    assert {t[:10] for t in utc(r)} == {"2017-11-28"}
    assert "KP-2017-11-28-1" not in readings


def test_missiles_and_launches_are_those_of_the_database() -> None:
    own = [r for r in rows() if r["country"] == "KP"]
    assert sum(map(missiles, own)) == 339
    if not (SHARED / "data/launch_facts.csv").exists():
        pytest.skip("the shared tables are not here")
    lines = (SHARED / "data/launch_facts.csv").read_text(encoding="utf-8").splitlines()[1:]
    # Only the turn of a year could move a missile from one year to the next, and 31 December 2022 is one in both.
    years = [line[:4] for line in lines]
    assert {y: years.count(y) for y in years} == {
        y: sum(missiles(r) for r in own if r["date"][:4] == y) for y in {r["date"][:4] for r in own}
    }


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        # "15 ballistic" by Kyodo on 25 May 2022 (upi.com, 3881653448949).
        ("2022-01-01", "2022-05-25", 15),
        # "Five launches in ten days" on 4 October 2022 (our.today/north-korea-conducts-longest-range-missile-test-yet).
        ("2022-09-25", "2022-10-04", 5),
        # "13th test of the year" on 28 November 2019 (CSIS Beyond Parallel), which does not count 17 April.
        ("2019-05-01", "2019-11-28", 13),
        # "First launch in more than two months" on 29 November 2017 (blog.ucsusa.org/david-wright).
        ("2017-09-16", "2017-11-28", 0),
    ],
)
def test_days_with_a_launch_are_those_that_were_counted_then(first: str, last: str, days: int) -> None:
    then = {r["date"] for r in rows() if r["country"] == "KP" and first <= r["date"] <= last}
    assert len(then) == days


def test_overflights_of_japan_are_those_that_sources_name() -> None:
    over = {r["id"] for r in rows() if r["over"]}
    assert over == {
        "KP-1998-08-31-1",
        "KP-2009-04-05-1",
        "KP-2012-12-12-1",
        "KP-2016-02-07-1",
        "KP-2017-08-29-1",
        "KP-2017-09-15-1",
        "KP-2022-10-04-1",
    }
    assert {flown_over(d) for _, d, _ in shipped()} == {(), ("JP",)}


def test_points_lie_where_their_sites_do(readings: dict[str, Reading]) -> None:
    # Held to places of other origin (GeoNames, Who's On First, airportsdata); of several of one name the nearest.
    gazetteer, far, compared = load_gazetteer(), set(), 0
    for row in (r for r in rows() if r["country"] == "KP"):
        site = row["site"].partition(" (")[0].partition(";")[0]
        known = [p for p in gazetteer.find(site, country="KP") if p.source != "cns_nti"]
        where = coordinates(readings[row["id"]].document)
        if known and where:
            compared += 1
            off_m = min(leg(*where, p.lat_deg, p.lon_deg).distance_m - p.uncertainty_m for p in known)
            far |= {(row["site"], round(off_m, -3))} if off_m > 10_000 else set()
    assert compared > 20
    assert far == set()


def test_the_page_about_it_is_of_this_table() -> None:
    assert (ROOT / "docs/data/launches.md").read_text(encoding="utf-8") == build_launches.about([*rows()])


def test_it_is_made_again_byte_for_byte() -> None:
    if not (SHARED / "data/tests.csv").exists():
        pytest.skip("the shared tables are not here")
    made = build_launches.table(build_launches.build(SHARED / "data"))
    assert made.encode() == build_launches.TABLE.read_bytes()


def test_its_version_is_of_its_content() -> None:
    speakers = build_launches.TABLE.with_name("speakers.csv")
    made = [str(ROWS_READ).encode(), build_launches.TABLE.read_bytes(), speakers.read_bytes()]
    assert shipped_version().endswith(digest(b"\0".join(made))[:12])
    assert [(c.country, c.first, c.last) for c in coverage()] == [("KP", dt.date(1984, 4, 9), dt.date(2026, 4, 18))]


def test_every_day_known_to_be_missing_is_told_on_the_page_and_has_no_such_launch() -> None:
    page = " ".join((ROOT / "docs" / "data" / "launches.md").read_text(encoding="utf-8").split())
    told = page[page.index("these days are not here") : page.index("A sentence that turns on those days")]
    gaps = [g for c in coverage() for g in c.gaps]
    assert len(gaps) == 9
    for g in gaps:
        month = f"{g.date:%B %Y}"
        assert re.search(rf"\b{g.date.day}\b[^:;.]*{month}", told), g
        assert g.missiles or not any(r["date"] == str(g.date) and r["country"] == "KP" for r in rows())


def test_an_archive_begins_with_it_and_opens_again_unchanged(tmp_path: Path) -> None:
    noon = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    for _ in range(2):
        with open_archive(tmp_path / "a.sqlite", clock=lambda: noon, shipped=shipment()) as archive:
            assert {d.source for d in archive.documents()} == {SOURCE + r["id"] for r in rows()}
            assert {r.document.id for r in archive.readings()} == {r.document.id for r in shipped_readings()}
    with open_archive(tmp_path / "bare.sqlite", clock=lambda: noon, shipped=shipment(), bare=True) as archive:
        assert list(archive.documents()) == []


def test_documents_are_the_same_every_time() -> None:
    once, again = ({d.source: (d.id, i.sha256) for i, d, _ in shipped()} for _ in range(2))
    assert once == again
    assert len(once) == len(rows())
