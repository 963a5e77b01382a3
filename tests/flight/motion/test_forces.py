import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from tests.flight import plain_motion as plain
from trackside.flight.motion import store
from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.forces import acceleration, climb_m_s, gravity_m_s2, height_m
from trackside.flight.motion.lanes import WIDTH, load
from trackside.flight.motion.lanes import store as put

Vector = npt.NDArray[np.float64]

TO_SPACE = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)

lats_deg, lons_deg = st.floats(-90.0, 90.0), st.floats(-180.0, 180.0)
speeds = st.tuples(*[st.floats(-8e3, 8e3)] * 3)


def place(lat_deg: float, lon_deg: float, height: float) -> Vector:
    return np.array(TO_SPACE.transform(lon_deg, lat_deg, height))


@given(lats_deg, lons_deg)
def test_the_height_is_zero_on_the_ellipsoid(lat_deg: float, lon_deg: float) -> None:
    assert height_m(*place(lat_deg, lon_deg, 0.0)) == pytest.approx(0.0, abs=1e-4)


@given(lats_deg, lons_deg, st.floats(0.0, 8_000e3))
def test_the_height_along_the_radius_is_a_little_more_than_the_true_one(
    lat_deg: float, lon_deg: float, height: float
) -> None:
    more = height_m(*place(lat_deg, lon_deg, height)) - height
    assert -1e-4 < more < min(20.0, 6e-6 * height) + 1e-4


@given(lats_deg, lons_deg, st.floats(0.0, 8_000e3), speeds)
def test_the_climb_is_how_fast_the_height_grows(
    lat_deg: float, lon_deg: float, height: float, speed: tuple[float, float, float]
) -> None:
    r, v = place(lat_deg, lon_deg, height), np.array(speed)
    later, earlier = r + 0.01 * v, r - 0.01 * v
    assert climb_m_s(*r, *v) == pytest.approx((height_m(*later) - height_m(*earlier)) / 0.02, abs=1e-4)


def potential(r: Vector) -> float:
    """Of the Earth and its bulge: Bate, Mueller and White, Fundamentals of Astrodynamics (1971), section 9.6.3."""
    size = float(np.linalg.norm(r))
    legendre = 1.5 * (r[2] / size) ** 2 - 0.5
    return float(-plain.MU / size * (1.0 - plain.J2 * (plain.EQUATOR / size) ** 2 * legendre))


@given(lats_deg, lons_deg, st.floats(0.0, 8_000e3))
def test_gravity_is_the_slope_of_its_potential(lat_deg: float, lon_deg: float, height: float) -> None:
    r = place(lat_deg, lon_deg, height)
    slopes = [(potential(r - step) - potential(r + step)) / 200.0 for step in 100.0 * np.eye(3)]
    assert np.array(gravity_m_s2(*r)) == pytest.approx(np.array(slopes), abs=1e-6)


@pytest.mark.parametrize(("lat_deg", "weight"), [(0.0, 9.7803253359), (90.0, 9.8321849379), (45.0, 9.8061977695)])
def test_gravity_and_the_turning_earth_give_the_known_weights(lat_deg: float, weight: float) -> None:
    # Normal gravity of WGS 84 (NIMA TR8350.2, section 4); what J4 adds to J2 is 0.00012 at the poles.
    r = place(lat_deg, 0.0, 0.0)
    pull = np.array(gravity_m_s2(*r)) + plain.SPIN**2 * r * [1.0, 1.0, 0.0]
    assert np.linalg.norm(pull) == pytest.approx(weight, abs=2e-4)


@compiled
def _acceleration(lanes: Any, states: Any, times: Any, out: Any) -> None:
    x, y, z = load(states, 0), load(states, 1), load(states, 2)
    u, v, w = load(states, 3), load(states, 4), load(states, 5)
    a, b, c = acceleration(lanes, load(times, 0), x, y, z, u, v, w)
    put(out, 0, a)
    put(out, 1, b)
    put(out, 2, c)


def eight(acting: list[plain.Forces], states: Vector, times: Vector) -> Vector:
    """The compiled accelerations of eight flights with forces as the plain integration knows them; shape (8, 3)."""
    lanes, out = np.zeros((store.ROWS, WIDTH)), np.zeros((3, WIDTH))
    for lane, now in enumerate(acting):
        lanes[store.FLOW : store.LIFT + 1, lane] = [
            now.flow, now.thrust, now.loss, now.mass_at_zero, now.area, now.lift,
        ]  # fmt: skip
        lanes[store.SPIN, lane] = now.spin
    _acceleration(lanes.ravel(), states.T.ravel(), times, out.ravel())
    return out.T


@given(st.integers(0, 2**32 - 1))
def test_all_forces_are_those_of_the_plain_integration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    states = np.empty((WIDTH, 6))
    acting = []
    for lane in range(WIDTH):
        height = rng.choice([rng.uniform(-1e3, 5e4), rng.uniform(0.0, 3e5), rng.uniform(0.0, 2e6)])
        states[lane, :3] = place(float(rng.uniform(-90, 90)), float(rng.uniform(-180, 180)), float(height))
        states[lane, 3:] = rng.normal(size=3) * 10 ** rng.uniform(0.0, 3.9)
        flow, lift = rng.choice([0.0, rng.uniform(1e-3, 1e-2)]), rng.choice([0.0, rng.uniform(0.1, 2.0)])
        acting.append(plain.Forces(plain.SPIN, flow, 3e3 * flow, 4e-3 * flow, 1.0, 10 ** rng.uniform(-6, -4), lift))
    times = rng.uniform(0.0, 90.0, WIDTH)
    expected = np.array([f(t, s)[3:] for f, t, s in zip(acting, times, states, strict=True)])
    apart = np.linalg.norm(eight(acting, states, times) - expected, axis=1)
    assert np.all(apart < 1e-7 * np.linalg.norm(expected, axis=1))


def test_lift_is_square_to_the_air_and_upwards() -> None:
    r, v = place(30.0, 10.0, 30_000.0), np.array([500.0, 2_000.0, 700.0])
    states, times = np.tile(np.concatenate([r, v]), (WIDTH, 1)), np.zeros(WIDTH)
    ratios = np.linspace(0.0, 2.1, WIDTH)
    found = eight([plain.Forces(0.0, area=1e-4, lift=float(x)) for x in ratios], states, times)
    drag, lift = found[0] - plain.gravity(r), found - found[0]
    assert lift @ v == pytest.approx(0.0, abs=1e-9 * float(np.linalg.norm(drag) * np.linalg.norm(v)))
    level = math.sqrt(1.0 - float(r @ v / np.linalg.norm(r) / np.linalg.norm(v)) ** 2)
    assert np.linalg.norm(lift, axis=1) == pytest.approx(level * ratios * np.linalg.norm(drag), rel=1e-9, abs=1e-12)
    assert np.all(lift[1:] @ r > 0.0)
    assert drag @ v == pytest.approx(-np.linalg.norm(drag) * np.linalg.norm(v), rel=1e-9)


@pytest.mark.parametrize("lean", [0.0, 0.3, math.pi / 2])
def test_while_climbing_thrust_points_where_the_programme_says(lean: float) -> None:
    lanes, out = np.zeros((store.ROWS, WIDTH)), np.zeros((3, WIDTH))
    lanes[[store.FLOW, store.THRUST, store.MASS_AT_ZERO, store.CLIMBING]] = [[0.01], [30.0], [1.0], [1.0]]
    lanes[[store.VERTICAL_UNTIL, store.LEAN_RATE, store.SPIN]] = [[5.0], [lean / 10.0], [plain.SPIN]]
    lanes[[store.UPWARDS, store.LEAN_TOWARDS + 1]] = 1.0
    time, states = 15.0, np.zeros((6, WIDTH))
    states[0] = plain.EQUATOR + 300e3
    _acceleration(lanes.ravel(), states.ravel(), np.full(WIDTH, time), out.ravel())
    thrust = out[:, 0] - plain.gravity(states[:3, 0])
    wanted = plain.turned(np.array([math.cos(lean), math.sin(lean), 0.0]), time)
    assert thrust == pytest.approx(30.0 / 0.85 * wanted, abs=1e-5)
