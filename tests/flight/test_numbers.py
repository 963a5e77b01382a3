import math

import pytest

from trackside.errors import BadInput, BadPlace, BadQuantity
from trackside.flight import Departure, Numbers, bounds
from trackside.measure import Estimate


def exact(value: float, unit: str) -> Estimate:
    return Estimate(value, value, value, unit)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("range_m", exact(-5_000.0, "m"), "more than zero"),
        ("range_m", exact(0.0, "m"), "more than zero"),
        ("range_m", exact(20_038e3, "m"), "20,037 km"),
        ("range_m", exact(1e12, "m"), "20,037 km"),
        ("range_m", exact(800.0, "s"), "is given in m"),
        ("apogee_m", exact(400_001e3, "m"), "Moon"),
        ("flight_time_s", exact(10.5 * 86_400, "s"), "10 days"),
        ("flight_time_s", exact(-1.0, "s"), "more than zero"),
        ("speed", exact(0.0, "Mach"), "more than zero"),
        ("speed", exact(1e9, "m/s"), "no announced flight"),
        ("speed", exact(20.0, "km"), "m/s or Mach"),
    ],
)
def test_impossible_numbers_are_refused_with_a_reason(field: str, value: Estimate, words: str) -> None:
    with pytest.raises(BadQuantity, match=words):
        Numbers(**{field: value})


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_no_number_at_all_is_refused_before_it_gets_here(value: float) -> None:
    with pytest.raises(BadQuantity):
        Estimate(value, value, value, "m")


def test_one_number_is_not_enough() -> None:
    with pytest.raises(BadInput, match="at least two"):
        bounds(Numbers(range_m=exact(800e3, "m")))
    with pytest.raises(BadInput, match="0 numbers"):
        bounds(Numbers())


def test_a_departure_is_on_the_globe() -> None:
    with pytest.raises(BadPlace):
        Departure(91.0, 0.0)
    with pytest.raises(BadQuantity, match="azimuth"):
        Departure(40.0, 125.0, math.nan)
    with pytest.raises(BadQuantity, match="azimuth"):
        Departure(40.0, 125.0, 720.0)


def test_half_the_equator_is_still_a_range() -> None:
    report = bounds(Numbers(range_m=exact(20_037e3, "m"), apogee_m=exact(1_000e3, "m")))
    assert report.arc is not None
    assert report.arc.settled
