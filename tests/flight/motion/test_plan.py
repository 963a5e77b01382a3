import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from tests.flight.motion.drawn import middle
from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.flight.arc import MU_M3_S2
from trackside.flight.motion import store
from trackside.flight.motion.plan import FAST_M_S, LEAST_LOSS_M_S, LEEWAY, MOST_OF_BURN, plans
from trackside.flight.vehicle import STANDARD_GRAVITY_M_S2

Vector = npt.NDArray[np.float64]

TO_SPACE = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
FROM_SPACE = Transformer.from_crs("EPSG:4978", "EPSG:4979", always_xy=True)
ANYWHERE = {"lat_deg": 40.0, "lon_deg": 127.0, "azimuth_deg": 60.0}
WGS84 = Geod(ellps="WGS84")


def row(lat_deg: float, lon_deg: float, azimuth_deg: float, name: str = "two-stage solid") -> Vector:
    rows = plans(middle(name), np.array([0.1]), lat_deg=lat_deg, lon_deg=lon_deg, azimuth_deg=azimuth_deg)
    return np.asarray(rows[0])


@given(st.floats(-90.0, 90.0), st.floats(-180.0, 180.0), st.floats(0.0, 360.0))
def test_the_pad_lies_on_the_ellipsoid_and_leans_where_it_should(lat: float, lon: float, azimuth: float) -> None:
    plan = row(lat, lon, azimuth)
    pad, up, lean = plan[store.PAD :][:3], plan[store.UP :][:3], plan[store.LEAN :][:3]
    assert pad == pytest.approx(np.array(TO_SPACE.transform(lon, lat, 0.0)), abs=1e-6)
    assert pad + 1_000.0 * up == pytest.approx(np.array(TO_SPACE.transform(lon, lat, 1_000.0)), abs=1e-6)
    assert lean @ up == pytest.approx(0.0, abs=1e-12)
    assert np.linalg.norm(lean) == pytest.approx(1.0, abs=1e-12)


@given(st.floats(-80.0, 80.0), st.floats(-180.0, 180.0), st.floats(0.0, 360.0))
def test_to_lean_is_to_go_in_the_direction_of_the_azimuth(lat: float, lon: float, azimuth: float) -> None:
    plan = row(lat, lon, azimuth)
    there = plan[store.PAD :][:3] + 10.0 * plan[store.LEAN :][:3]
    to_lon, to_lat, _ = FROM_SPACE.transform(there[0], there[1], there[2])
    found, _, distance = WGS84.inv(lon, lat, to_lon, to_lat)
    assert math.cos(math.radians(found - azimuth)) == pytest.approx(1.0, abs=1e-9)
    assert distance == pytest.approx(10.0, abs=1e-4)


@pytest.mark.parametrize("name", ["one-stage liquid", "two-stage solid", "three-stage liquid"])
def test_stages_burn_what_they_hold_with_the_thrust_of_their_impulse(name: str) -> None:
    vehicle = middle(name)
    plan = row(10.0, 20.0, 30.0, name)
    count = vehicle.propellant_share.shape[1]
    stages = plan[store.STAGE :][: count * store.STAGE_WIDTH].reshape(count, -1)
    flow, burn = stages[:, store.STAGE_FLOW], stages[:, store.STAGE_BURN]
    assert plan[store.STAGES] == count
    assert flow * burn == pytest.approx(vehicle.propellant_share[0])
    assert stages[:, store.STAGE_THRUST] / flow == pytest.approx(STANDARD_GRAVITY_M_S2 * vehicle.isp_vacuum_s[0])
    at_sea_level = stages[:, store.STAGE_THRUST] - 101_325.0 * stages[:, store.STAGE_LOSS]
    assert at_sea_level / flow == pytest.approx(STANDARD_GRAVITY_M_S2 * vehicle.isp_sea_level_s[0])
    left = 1.0 - (flow * burn + stages[:, store.STAGE_DROP]).sum()
    assert left == pytest.approx(vehicle.payload_share[0], abs=1e-12)


def test_a_short_first_burn_cuts_the_climb_short() -> None:
    vehicle = middle("one-stage solid", vertical_s=1.0, pitch_over_s=1.0, thrust_to_weight=1.0)
    vehicle.burn_time_s[:] = 10.0
    plan = plans(vehicle, np.array([0.1]), lat_deg=0.0, lon_deg=0.0, azimuth_deg=0.0)[0]
    assert plan[store.VERTICAL_S] + plan[store.PITCH_OVER_S] == pytest.approx(MOST_OF_BURN * 10.0)
    ratio = vehicle.vertical_s[0] / vehicle.pitch_over_s[0]
    assert plan[store.VERTICAL_S] / plan[store.PITCH_OVER_S] == pytest.approx(ratio)


def test_one_place_serves_many_vehicles_and_each_may_have_its_own() -> None:
    vehicle = middle("one-stage solid")
    lats, leans = np.array([10.0]), np.array([0.2])
    one = plans(vehicle, leans, lat_deg=10.0, lon_deg=5.0, azimuth_deg=90.0, lift_to_drag=1.0, spin_rad_s=0.0)
    many = plans(vehicle, leans, lat_deg=lats, lon_deg=np.array([5.0]), azimuth_deg=np.array([90.0]), lift_to_drag=1.0)
    assert one[0, : store.SPIN_RAD_S] == pytest.approx(many[0, : store.SPIN_RAD_S])
    assert one[0, store.SPIN_RAD_S] == 0.0
    assert many[0, store.SPIN_RAD_S] == pytest.approx(2 * math.pi / 86_164.1, rel=1e-6)


def test_the_faster_a_vehicle_the_less_it_may_err() -> None:
    slow, fast = (
        plans(middle("one-stage solid"), np.array([0.1]), **ANYWHERE),
        plans(middle("three-stage solid", payload_share=0.0), np.array([0.1]), **ANYWHERE),
    )
    shares = float(slow[0, store.LEEWAY_SHARE]), float(fast[0, store.LEEWAY_SHARE])
    assert shares[0] == LEEWAY[1]
    assert LEEWAY[0] <= shares[1] < 1.0


def test_a_share_of_speed_is_worth_what_it_moves_the_apogee() -> None:
    # Straight up in vacuum: how much higher for a share of speed more, by differences of the energy integral.
    def higher_m(speed: float) -> float:
        apogees = [EARTH_RADIUS_M / (2.0 * MU_M3_S2 / (EARTH_RADIUS_M * v**2) - 1.0) for v in (speed, speed * 1.0001)]
        return apogees[1] - apogees[0]

    rows = plans(middle("two-stage solid"), np.array([0.1]), **ANYWHERE)
    mass, ideal = 1.0, 0.0
    for stage in range(2):
        column = store.STAGE + store.STAGE_WIDTH * stage
        flow, thrust, _, burn, _, drop = rows[0, column : column + store.STAGE_WIDTH]
        ideal += thrust / flow * math.log(mass / (mass - flow * burn))
        mass -= flow * burn + drop
    wanted = higher_m(FAST_M_S) / higher_m(ideal - LEAST_LOSS_M_S)
    assert float(rows[0, store.LEEWAY_SHARE]) == pytest.approx(min(wanted, LEEWAY[1]), rel=0.01)
