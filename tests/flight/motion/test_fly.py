import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flight import plain_motion as plain
from tests.flight.motion.drawn import compared, draw, middle
from tests.flight.plain_motion import SPIN, turned
from trackside.flight.classes import load_classes
from trackside.flight.motion import store
from trackside.flight.motion.airborne import MOST_STEPS
from trackside.flight.motion.fly import BATCH, Tolerance, fly, name_orbits, traced
from trackside.flight.motion.plan import plans
from trackside.flight.motion.store import Outcome

Floats = npt.NDArray[np.float64]

ROUNDING_M, ROUNDING_S = 2.0, 0.01
MEASURED = [store.END_TIME, store.APOGEE, store.APOGEE_TIME, store.BURNOUT_TIME]
AT_BURNOUT = slice(store.BURNOUT_TIME, store.BURNOUT_SPEED + 3)


def flown(
    name: str = "two-stage solid",
    lean_deg: float = 5.0,
    *,
    at: tuple[float, float] = (40.0, 127.0),
    azimuth_deg: float = 90.0,
    spin_rad_s: float = SPIN,
    lift_to_drag: float = 0.0,
    **drawn: float,
) -> Floats:
    """One flight of a class's middle vehicle."""
    where = {"lat_deg": at[0], "lon_deg": at[1], "azimuth_deg": azimuth_deg}
    lean, vehicle = np.radians([lean_deg]), middle(name, **drawn)
    return np.asarray(fly(plans(vehicle, lean, **where, lift_to_drag=lift_to_drag, spin_rad_s=spin_rad_s))[0])


def ground(result: Floats) -> Floats:
    """The place of landing on the turning Earth."""
    return turned(result[store.END_PLACE :][:3], -result[store.END_TIME])


def pad(lat_deg: float, lon_deg: float) -> Floats:
    rows = plans(middle("one-stage solid"), np.zeros(1), lat_deg=lat_deg, lon_deg=lon_deg, azimuth_deg=0.0)
    return np.asarray(rows[0, store.PAD :][:3])


@pytest.mark.parametrize("lat_deg", [90.0, -90.0])
def test_straight_up_from_a_pole_comes_down_on_it(lat_deg: float) -> None:
    result = flown(lean_deg=0.0, at=(lat_deg, 0.0))
    assert result[store.OUTCOME] == Outcome.LANDED
    assert np.linalg.norm(ground(result) - pad(lat_deg, 0.0)) < 0.1


def test_straight_up_from_the_equator_falls_back_to_the_west() -> None:
    still, turning = (flown(lean_deg=0.0, at=(0.0, 0.0), spin_rad_s=spin) for spin in (0.0, SPIN))
    assert np.linalg.norm(still[store.END_PLACE :][:3] - pad(0.0, 0.0)) < 0.1
    assert ground(turning)[1] < -1_000.0
    assert ground(turning)[2] == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize(("lat_deg", "azimuth_deg"), [(90.0, 180.0), (-90.0, 0.0)])
def test_at_a_pole_all_directions_are_alike(lat_deg: float, azimuth_deg: float) -> None:
    one, other = (flown(at=(lat_deg, lon), azimuth_deg=azimuth_deg) for lon in (0.0, 90.0))
    assert one[MEASURED] == pytest.approx(other[MEASURED], abs=ROUNDING_S)
    assert turned(ground(one), math.pi / 2 / SPIN) == pytest.approx(ground(other), abs=ROUNDING_M)


def test_the_south_mirrors_the_north() -> None:
    north, south = (flown(at=(lat, 10.0), azimuth_deg=azimuth) for lat, azimuth in ((35.0, 60.0), (-35.0, 120.0)))
    assert ground(north) == pytest.approx(ground(south) * [1.0, 1.0, -1.0], abs=ROUNDING_M)
    assert north[MEASURED] == pytest.approx(south[MEASURED], abs=ROUNDING_S)


def test_the_antimeridian_is_one_line() -> None:
    east, west = (flown(at=(40.0, lon)) for lon in (180.0, -180.0))
    assert ground(east) == pytest.approx(ground(west), abs=1e-3)
    assert east[MEASURED] == pytest.approx(west[MEASURED], abs=1e-6)


@settings(max_examples=30)
@given(st.floats(-180.0, 180.0), st.floats(-85.0, 85.0), st.floats(0.0, 360.0))
def test_no_meridian_is_special(lon_deg: float, lat_deg: float, azimuth_deg: float) -> None:
    here, there = (flown(at=(lat_deg, lon), azimuth_deg=azimuth_deg) for lon in (0.0, lon_deg))
    assert here[MEASURED] == pytest.approx(there[MEASURED], abs=1.0)
    assert turned(ground(here), math.radians(lon_deg) / SPIN) == pytest.approx(ground(there), abs=ROUNDING_M)


def test_with_the_turning_earth_it_goes_higher_and_longer_than_against_it() -> None:
    east, west = (flown("three-stage solid", 20.0, at=(0.0, 0.0), azimuth_deg=azimuth) for azimuth in (90.0, 270.0))
    still = [flown("three-stage solid", 20.0, at=(0.0, 0.0), azimuth_deg=a, spin_rad_s=0.0) for a in (90.0, 270.0)]
    assert west[store.OUTCOME] == east[store.OUTCOME] == Outcome.LANDED
    assert west[store.APOGEE] < still[0][store.APOGEE] < east[store.APOGEE]
    assert west[store.END_TIME] < still[0][store.END_TIME] < east[store.END_TIME]
    assert still[0][MEASURED] == pytest.approx(still[1][MEASURED], abs=ROUNDING_S)


def test_burnout_is_when_the_last_stage_has_burnt() -> None:
    vehicle = middle("three-stage liquid")
    total = vehicle.burn_time_s.sum() + vehicle.coast_s.sum()
    assert flown("three-stage liquid")[store.BURNOUT_TIME] == pytest.approx(total, abs=1e-6)


def test_stages_may_follow_each_other_at_once() -> None:
    coasting, at_once = (flown("three-stage liquid", coast_s=share) for share in (1e-6, 0.0))
    assert at_once[store.OUTCOME] == Outcome.LANDED
    assert at_once[MEASURED] == pytest.approx(coasting[MEASURED], rel=1e-5)


def test_lift_carries_farther() -> None:
    origin = pad(40.0, 127.0)
    flights = [flown("one-stage solid", 30.0, lift_to_drag=x) for x in (0.0, 0.2, 1.0)]
    assert [x[store.OUTCOME] for x in flights] == [Outcome.LANDED] * 3
    distances = [float(np.linalg.norm(ground(x) - origin)) for x in flights]
    assert distances[0] < distances[1] < distances[2]
    assert flights[0][store.BURNOUT_PLACE :][:3] == pytest.approx(flights[2][store.BURNOUT_PLACE :][:3], abs=1e-6)


def test_what_leans_too_far_falls_back_under_power() -> None:
    result = flown("two-stage liquid", 80.0)
    assert result[store.OUTCOME] == Outcome.FELL_BACK
    assert 0.0 < result[store.END_TIME] < middle("two-stage liquid").burn_time_s.sum()
    assert result[store.BURNOUT_TIME] == 0.0


def test_an_orbit_and_an_escape_are_named() -> None:
    orbit = flown("three-stage liquid", 40.0, payload_share=0.0)
    escape = flown(
        "three-stage liquid", 10.0, isp_vacuum_s=1.0, upper_isp_vacuum_s=1.0, structure_share=0.0, payload_share=0.0
    )
    assert orbit[store.OUTCOME] == Outcome.ORBIT
    assert escape[store.OUTCOME] == Outcome.ESCAPED


@pytest.mark.parametrize("senseless", [math.nan, math.inf])
def test_what_is_no_number_ends_unfinished_and_disturbs_no_other(senseless: float) -> None:
    rows = draw(load_classes()[4], 2 * store.PLAN_WIDTH, 1)
    spoilt = np.arange(store.PLAN_WIDTH)
    others = fly(rows)[1::2]
    rows[2 * spoilt, spoilt] = senseless
    results = fly(rows)
    assert np.all(results[::2, store.OUTCOME] == Outcome.UNFINISHED)
    assert np.all(results[1::2, store.OUTCOME] == others[:, store.OUTCOME])
    assert results[1::2, AT_BURNOUT] == pytest.approx(others[:, AT_BURNOUT], abs=1e-6)
    kept = compared(others)
    assert results[1::2][kept][:, MEASURED] == pytest.approx(others[kept][:, MEASURED], abs=1.0)


@settings(max_examples=200)
@given(st.integers(0, 2**32 - 1))
def test_every_flight_ends_however_senseless(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = draw(load_classes()[4], 8, 1)
    spoilt = rng.integers(0, store.PLAN_WIDTH, size=(8, 3))
    values = rng.choice([0.0, -1.0, 1.0, 1e-300, 1e300, *rng.normal(size=3)], size=(8, 3))
    np.put_along_axis(rows, spoilt, values, axis=1)
    rows[:, store.STAGES] = rng.integers(1, 5, size=8)
    results = fly(rows)
    assert np.all(results[:, store.OUTCOME] >= 0.0)
    assert np.all(results[:, store.STEPS_TAKEN] <= 2.0 * MOST_STEPS + 100.0)


def test_any_number_of_threads_gives_the_same() -> None:
    rows = draw(load_classes()[2], 3 * BATCH + 7, 4)
    one, two = fly(rows), fly(rows, threads=2)
    assert np.array_equal(one, two)


def test_the_order_in_a_batch_makes_no_difference() -> None:
    rows = draw(load_classes()[4], 400, 5)
    order = np.random.default_rng(0).permutation(len(rows))
    straight, mixed = fly(rows), np.empty((len(rows), store.RESULT_WIDTH))
    mixed[order] = fly(rows[order])
    assert np.array_equal(straight[:, store.OUTCOME], mixed[:, store.OUTCOME])
    kept = compared(straight)
    # Eight that fall together take as many steps as the longest fall needs, so some of its error is left.
    assert straight[kept, store.END_PLACE :][:, :3] == pytest.approx(mixed[kept, store.END_PLACE :][:, :3], abs=1.0)
    assert straight[kept][:, MEASURED] == pytest.approx(mixed[kept][:, MEASURED], abs=2.0)
    assert straight[:, AT_BURNOUT] == pytest.approx(mixed[:, AT_BURNOUT], abs=1e-6)


def test_no_flight_at_all() -> None:
    assert fly(np.zeros((0, store.PLAN_WIDTH))).shape == (0, store.RESULT_WIDTH)


def test_a_finer_tolerance_changes_little_and_takes_more_steps() -> None:
    rows = draw(load_classes()[0], 50, 6)
    usual, fine = fly(rows), fly(rows, tolerance=Tolerance(1e-9, 1e-8))
    kept = compared(usual)
    assert usual[kept, store.END_PLACE :][:, :3] == pytest.approx(fine[kept, store.END_PLACE :][:, :3], abs=20.0)
    assert fine[:, store.STEPS_TAKEN].mean() > 1.3 * usual[:, store.STEPS_TAKEN].mean()


def test_a_trace_is_the_flight_step_by_step() -> None:
    rows = draw(load_classes()[1], 20, 7)
    results, traces = traced(rows)
    assert np.array_equal(results[:, : store.TRACED], fly(rows)[:, : store.TRACED])
    for result, trace in zip(results, traces, strict=True):
        points = trace[: int(result[store.TRACED])]
        assert np.all(np.diff(points[:, 0]) > 0.0)
        assert points[-1, 0] <= result[store.END_TIME]
        burnout = points[np.abs(points[:, 0] - result[store.BURNOUT_TIME]).argmin()]
        assert burnout[1:] == pytest.approx(result[store.BURNOUT_PLACE :][:6], abs=1e-3)
        heights = np.linalg.norm(points[:, 1:4], axis=1) - 6_378_137.0
        assert heights.max() < result[store.APOGEE] + 25e3


def test_a_trace_without_room_loses_its_end() -> None:
    rows = draw(load_classes()[1], 2, 7)
    results, traces = traced(rows, points=10)
    assert results[:, store.TRACED].tolist() == [10.0, 10.0]
    assert np.all(traces[:, :, 0] < 100.0)


def test_what_is_left_in_a_level_orbit_is_named_one_and_what_skims_the_air_is_not() -> None:
    results = np.zeros((3, store.RESULT_WIDTH))
    results[:, store.OUTCOME] = Outcome.UNFINISHED
    results[:, store.BURNOUT_TIME] = 200.0, 200.0, 0.0
    high = plain.EQUATOR + 300e3
    results[:, store.END_PLACE] = high
    circling = math.sqrt(plain.MU / high)
    # 0.97 of the circular speed there dips to some 100 km below the edge of the air.
    results[:, store.END_SPEED + 1] = circling, 0.97 * circling, circling
    name_orbits(results)
    assert results[:, store.OUTCOME].tolist() == [Outcome.ORBIT, Outcome.UNFINISHED, Outcome.UNFINISHED]
