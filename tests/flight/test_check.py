"""`check` as a whole: closed form and ensemble joined, on real announcements and on slips made of them."""

import pytest

from tests.flight.authority import rows
from tests.flight.cases import KM, announced, km, slips, true_flights
from trackside.flight import METHODS, Check, Departure, Numbers, Path, Report, bounds, check
from trackside.flight.report import verdict_of
from trackside.measure import Estimate, Verdict, stated

MEMBERS = 1_500
SUNAN = Departure(39.2, 125.67, 72.0)
FAR, HIGH = km("1090"), km("6248.5")
KCNA = Numbers(FAR, HIGH, stated(4_052.0, "s", step=1.0))
JAPAN = Numbers(FAR, HIGH, stated(4_260.0, "s", step=60.0))


def about(report: Report, name: str) -> Check:
    return next(c for c in report.checks if c.about == name)


@pytest.fixture(scope="module")
def japan() -> Report:
    return check(JAPAN, SUNAN, members=MEMBERS)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, set[Verdict]]:
    return {f: {c.verdict for c in check(n, d, members=MEMBERS).checks} for f, n, d in true_flights()}


def test_no_true_flight_is_contradicted_and_at_most_one_in_ten_strained(verdicts: dict[str, set[Verdict]]) -> None:
    assert not [f for f, v in verdicts.items() if Verdict.CONTRADICTED in v]
    strained = [f for f, v in verdicts.items() if Verdict.STRAINED in v]
    assert len(strained) * 10 <= len(verdicts), strained


def test_the_time_announced_by_pyongyang_is_contradicted_by_both() -> None:
    report = check(KCNA, SUNAN, members=MEMBERS)
    found = about(report, "flight_time")
    assert (found.verdict, found.probability) == (Verdict.CONTRADICTED, 0.0)
    # The ensemble alone would say so, too: the clock is allowed to be off, and still the time is far outside.
    assert report.reconstruction is not None
    alone = report.reconstruction.prediction("flight_time")
    assert alone is not None
    assert alone.probability is not None
    assert verdict_of(alone.probability) is Verdict.CONTRADICTED
    assert not report.reconstruction.fits
    assert "flight_time" in report.reconstruction.culprits
    assert "without either" in report.because


def test_the_71_minutes_of_japan_fit(japan: Report) -> None:
    assert about(japan, "flight_time").verdict is about(japan, "apogee").verdict is Verdict.CONSISTENT
    assert japan.path is Path.BALLISTIC
    assert japan.reconstruction is not None
    assert japan.reconstruction.fits


def test_the_sentence_tells_what_the_others_lead_to(japan: Report) -> None:
    because = about(japan, "flight_time").because
    assert because.startswith(
        "Of flights by broad classes of vehicle with a range of 1,090 km and an apogee of 6,248.5 km"
    )
    assert "68 min 31 s (4,111 s)" in because
    assert because.endswith("the 71 min claimed fit.")


def test_a_range_that_nothing_depends_on_is_left_open(japan: Report) -> None:
    found = about(japan, "range")
    assert (found.verdict, found.probability) == (Verdict.UNDETERMINED, None)
    assert found.expected is not None
    assert found.expected.low < 1_090e3 < found.expected.high


def test_the_same_flights_judge_another_speakers_time(japan: Report) -> None:
    assert japan.reconstruction is not None
    other = check(Numbers(FAR, HIGH, stated(4_500.0, "s", step=60.0)), SUNAN, known=japan.reconstruction)
    assert other.reconstruction is not None
    assert other.reconstruction.predictions is japan.reconstruction.predictions
    assert about(other, "flight_time").verdict is Verdict.CONTRADICTED
    again = check(JAPAN, SUNAN, known=japan.reconstruction)
    assert about(again, "flight_time") == about(japan, "flight_time")


@pytest.mark.parametrize("row", rows("flight_published_ranges.csv"), ids=lambda r: r["flight"])
def test_published_longest_ranges_lie_within_the_interval_and_near_its_middle(row: dict[str, str]) -> None:
    triple = next(r for r in rows("flight_triples.csv") if r["flight"] == row["flight"])
    numbers, where = announced(triple)
    longest = check(numbers, where, members=MEMBERS).longest_range_m
    assert longest is not None
    low, high = float(row["low_km"]) * KM, float(row["high_km"]) * KM
    assert longest.low <= high
    assert longest.high >= low
    assert 0.85 * low <= longest.best <= 1.15 * high


def test_the_short_range_flights_of_june_2023_are_not_ballistic() -> None:
    # 850 and 780 km at 50 km, as the Government of Japan told on 2023-06-15; second-hand, see flight_shapes.csv.
    for reach in ("850", "780"):
        report = check(Numbers(km(reach), km("50")), members=MEMBERS)
        assert report.path is Path.NOT_BALLISTIC
        assert report.longest_range_m is None


def test_lift_fits_where_no_fall_does() -> None:
    # 14 January 2022: 430 km, 36 km and Mach 6, ROK JCS: far too slow for a fall so flat.
    report = check(Numbers(km("430"), km("36"), speed=stated(6.0, "Mach", step=1.0)), members=3_000)
    assert report.path is Path.NOT_BALLISTIC
    assert report.reconstruction is not None
    assert report.reconstruction.lifting_odds is not None
    assert report.reconstruction.lifting_odds > 3.0
    assert "held up by lift fit these numbers better" in report.because


# What the full table (benchmarks/bench_slips.py) shows to be caught for every flight.
CAUGHT = {
    "range and apogee swapped",
    "apogee: km printed as miles",
    "apogee: miles printed as km",
    "apogee a thousandth",
}


@pytest.mark.parametrize("flight", ["2022-03-24 with Japan's time", "2024-10-31 Hwasong-19"])
def test_slips_are_caught(flight: str) -> None:
    numbers, where = announced(next(r for r in rows("flight_triples.csv") if r["flight"] == flight))
    for what, spoilt in slips(numbers):
        if what in CAUGHT or what == "time 8 % short":
            report = check(spoilt, where, members=MEMBERS)
            assert any(c.verdict is Verdict.CONTRADICTED for c in report.checks) or report.path is not Path.BALLISTIC, (
                what
            )


def test_speeds_of_satellites_are_named_and_nothing_is_flown() -> None:
    report = check(Numbers(apogee_m=km("560"), speed=Estimate(8_100.0, 8_050.0, 8_150.0, "m/s")))
    assert (report.path, report.reconstruction) == (Path.ORBITAL, None)


def test_what_no_vehicle_can_fly_is_left_to_closed_form() -> None:
    numbers = Numbers(stated(3e3, "m", step=1e3), stated(1e3, "m", step=100.0), stated(40.0, "s", step=1.0))
    report = check(numbers, members=600)
    plain = bounds(numbers)
    assert [(c.about, c.verdict) for c in report.checks] == [(c.about, c.verdict) for c in plain.checks]
    assert report.longest_range_m == plain.longest_range_m
    assert report.longest_range_m is not None


def test_two_numbers_foretell_the_others() -> None:
    predicted = dict(check(Numbers(apogee_m=HIGH, flight_time_s=JAPAN.flight_time_s), SUNAN, members=MEMBERS).predicted)
    assert predicted["speed"].low < 7_600.0
    from_time = dict(check(Numbers(range_m=FAR, flight_time_s=JAPAN.flight_time_s), SUNAN, members=MEMBERS).predicted)
    assert from_time["apogee"].low < HIGH.best < from_time["apogee"].high


def test_every_method_used_can_be_cited(japan: Report) -> None:
    assert {c.method for c in japan.checks} <= set(japan.methods) <= set(METHODS)
    assert {"ensemble", "powered-flight"} <= set(japan.methods)
