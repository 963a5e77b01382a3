import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.flight.authority import rows
from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.flight import Departure
from trackside.flight.arc import (
    CIRCULAR_M_S,
    DIRECTIONS_DEG,
    HALF_ROUND_M,
    MU_M3_S2,
    arc,
    ellipse,
    fly,
    least_energy,
    least_energy_range_m,
    share_below,
    skimming_time_s,
    steep_apogee_m,
    vertical_speed_m_s,
)

SECOND = 1.0
KM = 1000.0

ranges_m = st.floats(10.0, 0.999 * HALF_ROUND_M)
apogees_m = st.floats(10.0, 4e8)
departures = st.builds(Departure, st.floats(-89.0, 89.0), st.floats(-180.0, 180.0), st.floats(0.0, 360.0))


@pytest.mark.parametrize("row", rows("flight_times.csv"), ids=lambda r: r["flight"])
def test_free_flight_times_of_announced_flights(row: dict[str, str]) -> None:
    range_m, apogee_m = float(row["range_km"]) * KM, float(row["apogee_km"]) * KM
    where = Departure(float(row["lat_deg"]), float(row["lon_deg"]), float(row["azimuth_deg"]))
    assert arc(range_m, apogee_m).flight_time_s == pytest.approx(float(row["still_s"]), abs=SECOND)
    # Azimuths there are approximate: a few seconds.
    assert arc(range_m, apogee_m, where).flight_time_s == pytest.approx(float(row["turning_s"]), abs=3 * SECOND)


def test_the_disputed_triple_to_a_tenth_of_a_second() -> None:
    assert arc(1_090 * KM, 6_248.5 * KM).flight_time_s == pytest.approx(4074.7, abs=0.05)


@pytest.mark.parametrize("row", rows("flight_least_energy.csv"), ids=lambda r: r["range_km"])
def test_least_energy_table(row: dict[str, str]) -> None:
    found = least_energy(float(row["range_km"]) * KM)
    assert found.speed_m_s / KM == pytest.approx(float(row["speed_km_s"]), abs=0.0006)
    assert found.flight_path_angle_deg == pytest.approx(float(row["angle_deg"]), abs=0.006)
    assert found.apogee_m / KM == pytest.approx(float(row["apogee_km"]), abs=0.6)
    assert found.flight_time_s == pytest.approx(float(row["time_s"]), abs=0.6)


@given(ranges_m, apogees_m)
def test_energy_and_momentum_put_the_apogee_where_it_was_asked_for(range_m: float, apogee_m: float) -> None:
    found = ellipse(range_m / (2 * EARTH_RADIUS_M), apogee_m)
    speed, level = float(found.speed_m_s), float(found.level_speed_m_s)
    top = EARTH_RADIUS_M + apogee_m
    # At the apogee all speed is level, and the momentum is that of the surface.
    at_top = level * EARTH_RADIUS_M / top
    energy = speed**2 / 2 - MU_M3_S2 / EARTH_RADIUS_M
    assert at_top**2 / 2 - MU_M3_S2 / top == pytest.approx(energy, rel=1e-9, abs=1e-3)


@given(ranges_m, apogees_m)
def test_range_to_apogee_and_back(range_m: float, apogee_m: float) -> None:
    found = arc(range_m, apogee_m)
    speed, angle = found.speed_m_s, math.radians(found.flight_path_angle_deg)
    # The textbook's range equation gives the range back from speed and angle alone.
    energy = speed**2 / CIRCULAR_M_S**2
    half = math.atan2(energy * math.sin(angle) * math.cos(angle), 1 - energy * math.cos(angle) ** 2)
    assert 2 * half * EARTH_RADIUS_M == pytest.approx(range_m, rel=1e-4, abs=1.0)


@given(ranges_m, apogees_m, st.floats(1.001, 3.0))
def test_a_higher_apogee_takes_longer(range_m: float, apogee_m: float, more: float) -> None:
    assert arc(range_m, apogee_m * more).flight_time_s > arc(range_m, apogee_m).flight_time_s


@given(ranges_m, apogees_m, st.floats(1.001, 3.0))
def test_a_longer_range_takes_longer(range_m: float, apogee_m: float, more: float) -> None:
    farther = min(range_m * more, HALF_ROUND_M)
    # Straight up and down a few metres more of range are below the last digit of the time.
    assert arc(farther, apogee_m).flight_time_s >= arc(range_m, apogee_m).flight_time_s * (1 - 1e-12)


@given(ranges_m, apogees_m)
def test_no_arc_is_quicker_than_a_satellite_or_than_straight_up(range_m: float, apogee_m: float) -> None:
    time = arc(range_m, apogee_m).flight_time_s
    assert time >= skimming_time_s(range_m) * (1 - 1e-9)
    assert time >= float(ellipse(0.0, apogee_m).time_s) * (1 - 1e-6)
    assert arc(range_m, apogee_m).speed_m_s >= vertical_speed_m_s(apogee_m) * (1 - 1e-9)


@given(ranges_m, apogees_m)
def test_no_arc_of_a_range_is_slower_than_the_least_energy_one(range_m: float, apogee_m: float) -> None:
    assert arc(range_m, apogee_m).speed_m_s >= least_energy(range_m).speed_m_s * (1 - 1e-7)


@given(st.floats(1_000.0, 0.99 * HALF_ROUND_M))
def test_least_energy_there_and_back(range_m: float) -> None:
    assert least_energy_range_m(least_energy(range_m).speed_m_s) == pytest.approx(range_m, rel=1e-4)


@given(st.floats(1_000.0, 0.99 * HALF_ROUND_M), st.floats(1.2, 4.0))
def test_the_steep_arc_of_a_speed_there_and_back(range_m: float, lofting: float) -> None:
    apogee = least_energy(range_m).apogee_m * lofting + 1_000.0
    assert steep_apogee_m(range_m, arc(range_m, apogee).speed_m_s) == pytest.approx(apogee, rel=1e-5)


@given(ranges_m, apogees_m, departures)
def test_time_and_landing_point_settle_together_everywhere(
    range_m: float, apogee_m: float, departure: Departure
) -> None:
    found = arc(range_m, apogee_m, departure)
    assert found.settled
    # Flown once more to the angle that was found, the time is the same.
    again = ellipse(math.radians(found.central_angle_deg) / 2, apogee_m)
    assert float(again.time_s) == pytest.approx(found.flight_time_s, rel=1e-6)


@given(st.floats(10 * KM, 15_000 * KM), st.floats(10 * KM, 8_000 * KM), departures)
def test_no_direction_is_quicker_than_the_least_time_azimuth(
    range_m: float, apogee_m: float, departure: Departure
) -> None:
    free = Departure(departure.lat_deg, departure.lon_deg)
    assert arc(range_m, apogee_m, free).flight_time_s <= arc(range_m, apogee_m, departure).flight_time_s + 0.5 * SECOND


def test_the_turning_earth_leaves_a_flight_along_the_axis_alone() -> None:
    still, pole = arc(1_000 * KM, 300 * KM), arc(1_000 * KM, 300 * KM, Departure(90.0, 0.0, 180.0))
    assert pole.flight_time_s - still.flight_time_s < 0.1 * SECOND


def test_flying_east_takes_longer_than_flying_west() -> None:
    east, west = (arc(3_000 * KM, 700 * KM, Departure(0.0, 0.0, az)).flight_time_s for az in (90.0, 270.0))
    assert west < arc(3_000 * KM, 700 * KM).flight_time_s < east


def test_half_way_round_the_earth() -> None:
    found = arc(HALF_ROUND_M, 1_200 * KM)
    assert found.central_angle_deg == pytest.approx(180.0)
    # Half the period of the ellipse lies above the latus rectum through both points, and some more.
    semi_axis = float(ellipse(math.pi / 2, 1_200 * KM).semi_axis_m)
    assert found.flight_time_s > math.pi * math.sqrt(semi_axis**3 / MU_M3_S2)
    assert least_energy(HALF_ROUND_M).speed_m_s == pytest.approx(CIRCULAR_M_S, rel=1e-9)


def test_a_stone_thrown_one_metre_high() -> None:
    # Over a few metres the Earth is flat: t = 2 sqrt(2 h / g).
    gravity = MU_M3_S2 / EARTH_RADIUS_M**2
    assert arc(1.0, 1.0).flight_time_s == pytest.approx(2 * math.sqrt(2 / gravity), rel=1e-5)
    assert arc(4.0, 1.0).flight_path_angle_deg == pytest.approx(45.0, abs=1e-3)


def test_many_directions_at_once_are_the_same_as_one_by_one() -> None:
    where = Departure(39.2, 125.7)
    many = fly(1_000 * KM, 6_000 * KM, where, DIRECTIONS_DEG).time_s
    single = [
        arc(1_000 * KM, 6_000 * KM, Departure(39.2, 125.7, float(az))).flight_time_s for az in DIRECTIONS_DEG[::30]
    ]
    assert np.allclose(many[::30], single, atol=1e-5)


def test_share_below_a_height() -> None:
    flat = arc(800 * KM, 60 * KM)
    assert share_below(flat, 60 * KM) == 1.0
    # Near the ground gravity is almost constant: below h the share is 1 - sqrt((H - h) / H).
    assert share_below(flat, 45 * KM) == pytest.approx(0.5, abs=0.01)
    assert share_below(flat, 1.0) == pytest.approx(0.0, abs=1e-4)
