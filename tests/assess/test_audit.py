"""The audit over small tables, each made to hold one thing."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence

import pytest
from benchmarks.bench_audit import Cells, readings_of
from hypothesis import given
from hypothesis import strategies as st

from trackside.archive.imports.entry import entry
from trackside.archive.shipped import shipped_readings
from trackside.assess.audit import audit
from trackside.assess.audit_finding import AuditFinding, Cited, weigh
from trackside.assess.audit_peer import peers, slipped
from trackside.assess.audit_row import rows, table_rows
from trackside.errors import BadInput
from trackside.library import Library, load_library
from trackside.measure import Verdict, stated
from trackside.moment import day
from trackside.reconcile import reconcile
from trackside.record import Claim, Document, Mention, Modality, Reading, Source, quote

TAKEN = day(dt.date(2026, 1, 1), "UTC")
ROW: Cells = {
    "id": "1",
    "country": "KP",
    "zone": "Asia/Pyongyang",
    "date": "2021-09-15",
    "time": "03:34",
    "system": "Nodong",
    "kind": "MRBM",
    "site": "Sunchon Airbase",
    "lat": "39.4126",
    "lon": "125.8903",
    "range": "650",
    "apogee": "160",
    "outcome": "success",
    "landing": "Sea of Japan",
    "n": "1",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def said(who: str, on: str, figures: Mapping[str, str], *, words: Mapping[str, str] | None = None) -> Reading:
    """What an office says of a flight, as a row of a table that tells who says what."""
    made = entry(
        f"told#{who} {on} {figures}", [{"who": who, "day": on, **figures, **(words or {})}], address="x", taken=TAKEN
    )
    mention = Mention(made.document.id, 0, "KP", day(dt.date.fromisoformat(on), "Asia/Pyongyang"), main=True)
    units = {"range": ("m", 1e3), "apogee": ("m", 1e3), "flight_time": ("s", 1.0), "missile_count": ("count", 1.0)}
    claims = []
    for name, text in figures.items():
        unit, size = units[name]
        value = stated(float(text) * size, unit, step=size)
        at = made.cell(0, name)
        assert at is not None
        claims.append(Claim(mention.id, name, value, Source(who), Modality.ASSERTED, at))
    for name, text in (words or {}).items():
        at = made.cell(0, name)
        assert at is not None
        claims.append(Claim(mention.id, name, text, Source(who), Modality.ASSERTED, at))
    return Reading(made.document, (mention,), tuple(claims))


def found(readings: Sequence[Reading], library: Library) -> tuple[AuditFinding, ...]:
    return audit(reconcile(readings, gazetteer=library.gazetteer), readings, library)


def of(findings: Sequence[AuditFinding], check: str) -> list[AuditFinding]:
    return [f for f in findings if f.check == check]


def test_a_row_without_fault_raises_nothing_but_that_it_names_no_source(library: Library) -> None:
    assert [f.check for f in found(readings_of([ROW]), library)] == ["unsupported"]


def test_swapped_numbers_are_laid_at_the_compilers_door_when_an_office_gives_them_the_other_way(
    library: Library,
) -> None:
    table = readings_of([ROW | {"range": "540", "apogee": "360"}])
    office = said("ROK JCS", "2021-09-15", {"range": "360", "apogee": "540"})
    (swap,) = of(found([*table, office], library), "swapped")
    assert swap.row == "seeded#1"
    assert swap.sureness > 0.7
    assert "range 360 km, apogee 540 km" in swap.because
    assert {c.speaker for c in swap.values} == {"Example database", "ROK JCS"}


def test_of_two_tables_that_nothing_tells_apart_one_finding_says_so(library: Library) -> None:
    table = readings_of([ROW | {"range": "540", "apogee": "360"}])
    (other,) = readings_of([ROW | {"range": "360", "apogee": "540"}])
    (swap,) = of(found([*table, _as_table(other, "second")], library), "swapped")
    assert swap.verdict is Verdict.UNDETERMINED
    assert "here or there" in swap.because


def test_numbers_near_each_other_are_never_called_swapped(library: Library) -> None:
    table = readings_of([ROW | {"range": "500", "apogee": "520"}])
    office = said("ROK JCS", "2021-09-15", {"range": "520", "apogee": "500"})
    assert not of(found([*table, office], library), "swapped")


@pytest.mark.parametrize(
    ("given", "right", "words"),
    [
        ("650000", "650", "thousand"),
        ("6500", "650", "decimal point"),
        ("404", "650", "miles"),
        ("560", "650", "another order"),
    ],
)
def test_a_slip_has_a_name_and_says_what_it_should_be(given: str, right: str, words: str, library: Library) -> None:
    table = readings_of([ROW | {"range": given}])
    office = said("ROK JCS", "2021-09-15", {"range": right, "apogee": "160"})
    slips = [f for f in of(found([*table, office], library), "slip") if "range" in f.because]
    assert slips
    assert words in slips[0].because
    assert f"read {right} km" in slips[0].because
    assert slips[0].row == "seeded#1"


def test_a_flight_time_that_no_flight_has_is_the_surest_finding(library: Library) -> None:
    kcna = said("KCNA", "2022-03-24", {"range": "1090", "apogee": "6248.5", "flight_time": "4052"})
    first = found([kcna], library)[0]
    assert first.check == "physics"
    assert first.verdict is Verdict.CONTRADICTED
    assert "4,052 s" in first.because


@pytest.mark.parametrize("kind", ["cruise", "HGV", "SLV"])
def test_what_flies_on_wings_or_to_orbit_is_not_held_to_an_arc(kind: str, library: Library) -> None:
    flight = said("KCNA", "2022-01-05", {"range": "2000", "apogee": "1", "flight_time": "7580"}, words={"kind": kind})
    checks = {f.check for f in found([flight], library)}
    assert not checks & {"physics", "slip", "class"}


def test_a_depressed_flight_is_no_error(library: Library) -> None:
    flight = said("ROK JCS", "2021-09-15", {"range": "800", "apogee": "60"}, words={"kind": "SRBM"})
    assert not {f.check for f in found([flight], library)} & {"physics", "slip", "class", "swapped"}


def test_twelve_at_noon_that_was_past_midnight(library: Library) -> None:
    clocks = readings_of([ROW | {"time": "12:40", "date": "2021-09-15"}])
    other = readings_of([ROW | {"time": "00:40", "date": "2021-09-15", "landing": "East Sea"}])
    renamed = [_as_table(r, "second") for r in other]
    (slip,) = of(found([*clocks, *renamed], library), "time")
    assert slip.row == "seeded#1"
    assert "twelve hours" in slip.because
    assert slip.sureness > 0.7


def test_the_day_of_the_site_beside_a_clock_of_utc(library: Library) -> None:
    table = readings_of(
        [ROW | {"date": "2017-05-14", "time": "20:28", "range": "787", "apogee": "2111.5", "kind": "IRBM"}]
    )
    office = said(
        "KCNA", "2017-05-14", {"range": "787", "apogee": "2111.5"}, words={"system": "Nodong", "site": "Sunchon"}
    )
    (slip,) = of(found([*table, office], library), "time")
    assert "beside a clock of UTC" in slip.because
    assert slip.row == "seeded#1"


@pytest.mark.parametrize(
    ("minutes", "word"),
    [(540, "nine"), (-510, "eight and a half"), (722, "twelve"), (1440, "day"), (300, ""), (17, "")],
)
def test_a_slip_of_the_clock_by_name(minutes: float, word: str) -> None:
    assert word in slipped(minutes)
    assert bool(slipped(minutes)) == bool(word)


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("125.8903", "39.4126", "no point on the globe"),
        ("39.4126", "-125.8903", "the other sign of the longitude"),
        ("38.4126", "125.8903", "a latitude one degree more"),
        ("41.5", "129.5", "from the nearest place of that name"),
    ],
)
def test_coordinates_far_from_the_name(lat: str, lon: str, words: str, library: Library) -> None:
    (wrong,) = of(found(readings_of([ROW | {"lat": lat, "lon": lon}]), library), "coordinates")
    assert words in wrong.because


def test_any_namesake_nearby_is_good_enough(library: Library) -> None:
    assert not of(found(readings_of([ROW | {"site": "Uiju", "lat": "40.2", "lon": "124.53"}]), library), "coordinates")


def test_a_sea_that_the_range_cannot_reach(library: Library) -> None:
    (out,) = of(
        found(readings_of([ROW | {"landing": "Pacific Ocean", "range": "300", "apogee": "100"}]), library), "landing"
    )
    assert "Pacific" in out.because


def test_a_launch_entered_again_on_the_next_day(library: Library) -> None:
    again = ROW | {"id": "2", "date": "2021-09-16"}
    (twin,) = of(found(readings_of([ROW, again]), library), "duplicate")
    assert set(twin.rows) == {"seeded#1", "seeded#2"}


def test_two_launches_of_one_week_are_no_twins(library: Library) -> None:
    other = ROW | {"id": "2", "date": "2021-09-16", "time": "21:05", "range": "450"}
    assert not of(found(readings_of([ROW, other]), library), "duplicate")


def test_a_count_that_is_not_the_number_of_rows(library: Library) -> None:
    office = said(
        "ROK JCS", "2021-09-15", {"range": "650", "apogee": "160", "missile_count": "2"}, words={"system": "Nodong"}
    )
    (count,) = of(found([*readings_of([ROW | {"n": "3"}]), office], library), "count")
    assert "3 rows" in count.because
    assert "counts 2" in count.because


def test_what_an_office_says_unlike_all_others_is_a_hint_only(library: Library) -> None:
    offices = [("ROK JCS", "650"), ("KCNA", "650"), ("Japan Ministry of Defense", "500")]
    told = [said(who, "2021-09-15", {"range": far, "apogee": "160"}) for who, far in offices]
    odd = of(found([*readings_of([ROW]), *told], library), "outlier")
    assert all(f.sureness < 0.2 for f in odd)
    assert any("Japan" in f.values[0].speaker for f in odd)


def test_tables_with_the_same_coordinates_to_the_decimetre_are_of_one_family(library: Library) -> None:
    many = [
        ROW | {"id": str(n), "date": f"2021-09-{n:02}", "lat": "39.4125941", "lon": "125.8903112"} for n in (1, 9, 19)
    ]
    copied = [_as_table(r, "second") for r in readings_of(many)]
    readings = [*readings_of(many), *copied]
    held = peers(rows(reconcile(readings, gazetteer=library.gazetteer), readings, library.gazetteer))
    assert len(set(held.families.values())) == 1


def test_the_order_of_the_readings_makes_no_difference(library: Library) -> None:
    readings = [*readings_of([ROW | {"range": "560"}]), *shipped_readings()[-60:]]
    first = found(readings, library)
    random.Random(3).shuffle(readings)  # noqa: S311 - nothing secret is drawn
    assert {(f.check, f.because) for f in found(readings, library)} == {(f.check, f.because) for f in first}


def test_the_surest_comes_first_and_every_finding_cites(library: Library) -> None:
    findings = found(shipped_readings(), library)
    assert [f.sureness for f in findings] == sorted((f.sureness for f in findings), reverse=True)
    assert all(f.values and f.because.endswith((".", ")")) and f.settle for f in findings)
    texts = {r.document.id: r.document.text for r in shipped_readings()}
    quotes = [c.quote for f in findings for c in f.values]
    assert all(texts[q.document_id][q.start : q.end] == q.exact for q in quotes)


def test_the_shipped_history_holds_kcnas_impossible_flight_time(library: Library) -> None:
    assert any(
        f.check == "physics" and f.date == "2022-03-24" and f.sureness > 0.9 for f in found(shipped_readings(), library)
    )


@given(st.floats(0.01, 0.99), st.floats(1.0, 50.0))
def test_a_ground_for_an_error_never_makes_it_less_likely(prior: float, ratio: float) -> None:
    assert weigh(prior, ratio) >= weigh(prior) - 1e-12
    assert weigh(prior, 1.0 / ratio) <= weigh(prior) + 1e-12


def test_a_text_with_colons_is_no_table() -> None:
    assert table_rows(Document("story", "SEOUL: It flew 800 km.\nThe military said so.")) == ()


def test_a_finding_without_values_is_refused() -> None:
    with pytest.raises(BadInput):
        AuditFinding("launch-1", "2022", "physics", 0.5, "x", "y", (), "row")


def test_a_finding_of_an_unknown_check_is_refused() -> None:
    cited = Cited("range", "KCNA", "row", quote(Document("d", "800 km"), 0, 6))
    with pytest.raises(BadInput):
        AuditFinding("launch-1", "2022", "spelling", 0.5, "x", "y", (cited,), "row")


def _as_table(reading: Reading, table: str) -> Reading:
    """The same rows as another table's, by another speaker."""
    old = reading.document
    text = old.text + "\nnote: copied"
    document = Document(
        old.source.replace("seeded", table), text, old.title, old.published, "en", title_end=old.title_end
    )
    (m,) = reading.mentions
    mention = Mention(document.id, 0, m.country, m.date, m.main, m.site, m.system, m.kind, m.platform)
    claims = tuple(
        Claim(
            mention.id,
            c.attribute,
            c.value,
            Source("Second database"),
            c.modality,
            quote(document, c.quote.start, c.quote.end),
        )
        for c in reading.claims
    )
    return Reading(document, (mention,), claims)


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        ("33.5°S", "70.1° W", (-33.5, -70.1)),
        ("S 33.5", "w70.1", (-33.5, -70.1)),
        ("33.5 N", "70.1E", (33.5, 70.1)),
        ("−33.5", "+70.1", (-33.5, 70.1)),
        ("39,4126", "125,89", (39.4126, 125.89)),
        ("1,234", "12,345.5", (1234.0, 12345.5)),
        ("0,125", "5", (0.125, 5.0)),
        ("-33.5 S", "70", None),
        ("N 33.5 S", "70", None),
        ("33.5", "east", None),
        ("1.2.3", "5", None),
    ],
)
def test_coordinates_have_their_side_of_the_globe(
    lat: str, lon: str, point: tuple[float, float] | None, library: Library
) -> None:
    readings = readings_of([{**ROW, "lat": lat, "lon": lon}])
    (row,) = rows(reconcile(readings, gazetteer=library.gazetteer), readings, library.gazetteer)
    assert row.point == point
