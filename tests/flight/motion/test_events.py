import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from tests.flight import plain_motion as plain
from trackside.flight.motion import store
from trackside.flight.motion.events import landing, peak, peak_near, within
from trackside.flight.motion.lanes import WIDTH

Vector = npt.NDArray[np.float64]

LANE = 3
LAST_PULL = store.PULLS + 18


def lanes_on(paths: list[np.polynomial.Polynomial], step: float) -> Vector:
    """Working memory in which one lane has just flown along three polynomials of the time, from 0 to `step`."""
    lanes = np.zeros((store.ROWS, WIDTH))
    for axis, path in enumerate(paths):
        speed, pull = path.deriv(), path.deriv(2)
        lanes[[store.PLACE + axis, store.SPEED + axis, store.PULLS + axis], LANE] = [path(0.0), speed(0.0), pull(0.0)]
        ends = [store.NEXT_PLACE + axis, store.NEXT_SPEED + axis, LAST_PULL + axis]
        lanes[ends, LANE] = [path(step), speed(step), pull(step)]
    return lanes.ravel()


def upright(*coefficients: float) -> list[np.polynomial.Polynomial]:
    """A path over the equator whose height is a polynomial."""
    height = np.polynomial.Polynomial(coefficients)
    return [height + plain.EQUATOR, np.polynomial.Polynomial([0.0]), np.polynomial.Polynomial([0.0])]


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 30.0), st.floats(0.0, 1.0))
def test_a_path_of_fifth_degree_is_met_exactly(seed: int, step: float, share: float) -> None:
    rng = np.random.default_rng(seed)
    paths = [np.polynomial.Polynomial(rng.normal(size=6) * 30.0 ** -np.arange(6)) for _ in range(3)]
    found = within(lanes_on(paths, step), LANE, step, share)
    assert found[:3] == pytest.approx([p(share * step) for p in paths], abs=1e-10)
    assert found[3:] == pytest.approx([p.deriv()(share * step) for p in paths], abs=1e-9)


@given(st.floats(0.0, 20e3), st.floats(-5e3, -1.0), st.floats(-10.0, 0.0))
def test_the_ground_is_met_where_the_path_crosses_it(height: float, climb: float, pull: float) -> None:
    down = 2.0 * height / (math.sqrt(climb**2 - 2.0 * pull * height) - climb)
    step = 1.2 * down + 0.01
    share, state = landing(lanes_on(upright(height, climb, 0.5 * pull), step), LANE, step)
    assert share * step == pytest.approx(down, abs=2e-4)
    assert state[0] == pytest.approx(plain.EQUATOR, abs=2e-4)
    assert state[3] == pytest.approx(climb + pull * down, abs=3e-3)


@given(st.floats(0.0, 1e6), st.floats(1.0, 200.0), st.floats(-20.0, -5.0))
def test_the_peak_is_where_it_stops_climbing(height: float, climb: float, pull: float) -> None:
    top = -climb / pull
    share, found = peak(lanes_on(upright(height, climb, 0.5 * pull), 1.7 * top), LANE, 1.7 * top)
    assert share * 1.7 * top == pytest.approx(top, abs=1e-3)
    assert found == pytest.approx(height + 0.5 * climb * top, abs=1e-4)


@given(st.floats(150e3, 8_000e3), st.floats(0.0, 0.8), st.floats(-90.0, 90.0), st.floats(-10.0, 10.0))
@example(150e3, 0.798828125, -30.0, -10.0)
def test_near_its_peak_a_fall_says_when_and_how_high(up_m: float, share: float, lat: float, climb: float) -> None:
    c, s = math.cos(math.radians(lat)), math.sin(math.radians(lat))
    up, level = np.array([c, 0.0, s]), np.array([-0.6 * s, 0.8, 0.6 * c])
    radius = plain.EQUATOR + up_m
    state = np.concatenate([radius * up, climb * up + share * math.sqrt(plain.MU / radius) * level])
    later, height = peak_near(*state)
    found: Any = solve_ivp(_fall, (0.0, later), state, method="DOP853", rtol=1e-12, atol=1e-8)
    assert plain.climb(found.y[:, -1]) == pytest.approx(0.0, abs=1e-3)
    assert height == pytest.approx(plain.height(found.y[:3, -1]), abs=2e-3)


def _fall(_time: float, state: Vector) -> Vector:
    return np.concatenate([state[3:], plain.gravity(state[:3])])
