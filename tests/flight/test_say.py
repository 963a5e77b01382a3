import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.flight import Numbers, bounds, say
from trackside.flight.rounding import interval_step, rounded
from trackside.measure import Estimate, Hedge, stated

MILE = 1609.344


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (say.length(6_248_500.0), "6,248.5 km"),
        (say.length(1_090_000.0), "1,090 km"),
        (say.length(10.0), "10 m"),
        (say.rough_length(5_846_000.0), "5,850 km"),
        (say.rough_length(193_700.0), "194 km"),
        (say.rough_length(3_800.0), "3.8 km"),
        (say.rough_length(12.3), "12 m"),
        (say.counted(4_074.7), "67 min 55 s (4,075 s)"),
        (say.counted(4_260.0), "71 min (4,260 s)"),
        (say.counted(500_000.0), "138 h 53 min (500,000 s)"),
        (say.counted(23.4), "23 s"),
        (say.duration(95.4), "95.4 s"),
        (say.duration(10_799.0), "179 min 59 s"),
        (say.duration(10_800.0), "3 h"),
        (say.rough_duration(4.04), "4 s"),
        (say.rough_pace(7_850.0), "7.8 km/s"),
        (say.rough_pace(2_716.0), "2.72 km/s"),
        (say.rough_pace(198.4), "198 m/s"),
        (say.pace(7_580.0), "7.58 km/s"),
        (say.amount(22.0, "Mach"), "Mach 22"),
        (say.percent(0.004), "under 1 %"),
        (say.percent(0.451), "45 %"),
        (say.claimed(stated(6e6, "m", hedge=Hedge.AT_LEAST)), "more than 6,000 km"),
        (say.claimed(stated(9e4, "m", hedge=Hedge.AT_MOST)), "at most 90 km"),
        (say.claimed(Estimate(9e4, 8e4, 1e5, "m")), "90 km"),
        (say.claimed(stated(60 * MILE, "m", step=10 * MILE)), "97 km"),
        (say.between(Estimate(4_800.0, 4_125.0, 5_467.0, "s")), "between 68 min 20 s and 91 min 40 s"),
        (say.between(Estimate(5.8e6, 5.64e6, 6.02e6, "m")), "between 5,640 and 6,020 km"),
        (say.between(Estimate(7.0, 6.28, 8.04, "Mach")), "between Mach 6.3 and 8"),
        (say.between(Estimate(1e6, 1.0, 3.68e6, "m")), "between 0 and 3,700 km"),
        (say.between(Estimate(5.0, 5.0, 5.0, "s")), "close to 5 s"),
    ],
)
def test_numbers_in_words(said: str, wanted: str) -> None:
    assert said == wanted


def test_two_speeds_are_told_apart_or_called_the_same() -> None:
    assert say.rough_paces(7_904.0, 7_858.0) == ("7.9 km/s", "7.86 km/s")
    one, other = say.rough_paces(7_904.6, 7_903.2)
    assert (one, other) == ("7.905 km/s", "7.903 km/s")
    flat = bounds(Numbers(stated(20_000e3, "m"), stated(1e3, "m"))).because
    assert "instead of" not in flat.partition("instead, ")[2]
    assert "no less speed" in flat


@given(st.floats(1.0, 2e7), st.sampled_from(["m", "s", "m/s", "Mach"]), st.sampled_from(list(Hedge)), st.floats(0, 0.3))
def test_a_rounded_number_stays_within_what_its_wording_allows(
    best: float, unit: str, hedge: Hedge, step: float
) -> None:
    value = stated(best, unit, hedge=hedge, step=step * best)
    assert value.low * (1 - 2e-9) <= rounded(value) <= value.high * (1 + 2e-9)


@given(st.floats(1e3, 1e7), st.floats(1.01, 5.0), st.floats(0.2, 5.0))
def test_a_number_keeps_its_side_of_a_rounded_interval(low: float, wider: float, at: float) -> None:
    value, claim = Estimate(low, low, low * wider, "m"), low * at
    step = interval_step(value, claim)
    for end in (value.low, value.high):
        if abs(claim - end) > 1e-6 * end:
            assert (claim < end) == (claim < round(end / step) * step)


def test_one_screen_tells_a_time_in_one_way() -> None:
    numbers = Numbers(apogee_m=stated(390_000e3, "m"), flight_time_s=stated(500_000.0, "s"))
    because = bounds(numbers).checks[0].because
    assert "only 138 h 53 min were claimed" in because
    assert "8,333 min" not in because
    assert not math.isinf(bounds(numbers).checks[0].claimed.high)
