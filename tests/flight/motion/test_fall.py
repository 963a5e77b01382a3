import math
from itertools import pairwise
from types import FunctionType
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from tests.flight import plain_motion as plain
from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.flight.arc import arc, ellipse
from trackside.flight.motion import fall as falling
from trackside.flight.motion import store
from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.lanes import WIDTH, load, sqrt
from trackside.flight.motion.store import Outcome

Vector = npt.NDArray[np.float64]

# From the edge of the air upwards, climbing; speeds as shares of the one that never comes back, for apogees of 8,000 km
# at the most.
heights_m, climbs_deg, shares = st.floats(140e3, 800e3), st.floats(1.0, 90.0), st.floats(0.2, 0.7)


def start(height_m: float, climb_deg: float, share: float, seed: int) -> Vector:
    rng = np.random.default_rng(seed)
    up, level, _ = np.linalg.qr(rng.normal(size=(3, 3)))[0].T
    radius, climb = plain.EQUATOR + height_m, math.radians(climb_deg)
    speed = share * math.sqrt(2.0 * plain.MU / radius)
    return np.concatenate([radius * up, speed * (math.sin(climb) * up + math.cos(climb) * level)])


starts = st.builds(start, heights_m, climbs_deg, shares, st.integers(0, 2**32 - 1))


def fallen(states: Vector) -> tuple[Vector, Vector]:
    """Results and traces of flights that begin above the air."""
    results, traces = np.zeros((len(states), store.RESULT_WIDTH)), np.zeros((len(states), 60, store.TRACE_WIDTH))
    results[:, store.OUTCOME] = Outcome.PARKED
    results[:, store.END_PLACE : store.END_PLACE + 6] = states
    falling.fall(results, traces, np.zeros(store.ROWS * WIDTH), np.full(WIDTH, -1))
    return results, traces


def energy(state: Vector) -> float:
    """Of motion and of place, the bulge included."""
    r, v = state[:3], state[3:]
    size = float(np.linalg.norm(r))
    legendre = 1.5 * (r[2] / size) ** 2 - 0.5
    return float(0.5 * v @ v - plain.MU / size * (1.0 - plain.J2 * (plain.EQUATOR / size) ** 2 * legendre))


def spin(state: Vector) -> float:
    """The angular momentum about the axis, which the bulge leaves alone."""
    return float(state[0] * state[4] - state[1] * state[3])


def held(state: Vector, later: Vector) -> tuple[float, float]:
    """By how much energy and spin have changed, as shares."""
    most = float(np.linalg.norm(state[:3]) * np.linalg.norm(state[3:]))
    return abs(energy(later) / energy(state) - 1.0), abs(spin(later) - spin(state)) / most


@given(starts)
def test_energy_and_spin_are_kept(state: Vector) -> None:
    results, traces = fallen(state[None])
    result = results[0]
    assume(result[store.OUTCOME] == Outcome.PARKED)
    # A step of a share of the ellipse grows with it.
    energies, spins = (1e-9, 1e-10) if result[store.APOGEE] < 2_000e3 else (1e-6, 1e-9)
    for later in traces[0, : int(result[store.TRACED]), 1:]:
        changed = held(state, later)
        assert changed[0] < energies
        assert changed[1] < spins


@given(starts)
def test_a_fall_ends_at_the_edge_of_the_air(state: Vector) -> None:
    result = fallen(state[None])[0][0]
    assume(result[store.OUTCOME] == Outcome.PARKED)
    assume(result[store.APOGEE] > falling.CEILING_M)
    # The ellipse of the moment says when; the bulge bends the path by some kilometres meanwhile.
    height = float(np.linalg.norm(result[store.END_PLACE :][:3])) - plain.EQUATOR
    assert height == pytest.approx(falling.FLOOR_M, abs=40e3)
    assert result[store.END_PLACE :][:3] @ result[store.END_SPEED :][:3] < 0.0
    assert 0.0 < result[store.APOGEE_TIME] < result[store.END_TIME]


@pytest.mark.parametrize("seed", range(12))
def test_a_fall_ends_where_the_plain_integration_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    state = start(rng.uniform(140e3, 800e3), rng.uniform(15.0, 90.0), rng.uniform(0.2, 0.7), seed)
    result = fallen(state[None])[0][0]
    assert result[store.OUTCOME] == Outcome.PARKED
    limit_m = 0.01 + 2.0 * (result[store.APOGEE] / 8_000e3) ** 4
    found: Any = solve_ivp(
        lambda _, s: np.concatenate([s[3:], plain.gravity(s[:3])]),
        (0.0, result[store.END_TIME]),
        state,
        method="DOP853",
        rtol=1e-13,
        atol=[1e-7] * 3 + [1e-10] * 3,
        events=_peak,
    )
    assert np.linalg.norm(found.y[:3, -1] - result[store.END_PLACE :][:3]) < limit_m
    assert result[store.APOGEE_TIME] == pytest.approx(found.t_events[0][0], abs=1e-3)
    assert result[store.APOGEE] == pytest.approx(plain.height(found.y_events[0][0][:3]), abs=limit_m)


def _peak(_time: float, state: Vector) -> float:
    return plain.climb(state)


_peak.direction = -1  # type: ignore[attr-defined]


def test_what_never_comes_down_is_said_to() -> None:
    low = plain.EQUATOR + 300e3
    circling, leaving = (np.array([low, 0.0, 0.0, 0.0, share * math.sqrt(plain.MU / low), 0.0]) for share in (1.0, 1.5))
    # Straight up at all but the speed that never comes back: its ellipse ends beyond the Moon.
    beyond = np.array([low, 0.0, 0.0, 0.9999 * math.sqrt(2.0 * plain.MU / low), 1.0, 0.0])
    results, _ = fallen(np.array([circling, leaving, beyond]))
    assert results[:, store.OUTCOME].tolist() == [Outcome.ORBIT, Outcome.ESCAPED, Outcome.ESCAPED]


def test_any_number_of_flights_fall_one_like_the_other() -> None:
    states = np.array([start(200e3, 40.0, 0.7, seed) for seed in range(19)])
    results, _ = fallen(states)
    # A fall of eight takes as many steps as the longest of them needs; all of these need the same.
    alone = np.concatenate([fallen(state[None])[0] for state in states])
    assert results == pytest.approx(alone, rel=1e-9)


@compiled
def _spherical(x: Any, y: Any, z: Any) -> Any:
    inverse = 1.0 / (x * x + y * y + z * z)
    pull = -plain.MU * (inverse * sqrt(inverse))
    return pull * x, pull * y, pull * z


def _with_spherical_gravity() -> Any:
    """`fall._step` compiled anew around a round Earth, for which the path is known in closed form."""
    names = {**vars(falling), "gravity_m_s2": _spherical}
    for name in ("_substeps", "_step"):
        names[name] = compiled(FunctionType(getattr(falling, name).py_func.__code__, names))
    step = names["_step"]

    @compiled
    def run(lanes: Any, lengths: Any) -> None:
        step(lanes, load(lengths, 0))

    return run


def test_falls_round_a_round_earth_are_the_ellipses_of_the_closed_form() -> None:
    step = _with_spherical_gravity()
    ranges_m = np.array([50e3, 300e3, 800e3, 2_000e3, 5_000e3, 10_000e3, 1_090e3, 4_500e3])
    apogees_m = np.array([20e3, 100e3, 250e3, 500e3, 1_200e3, 1_400e3, 6_248.5e3, 7_700e3])
    arcs = [arc(s, h) for s, h in zip(ranges_m, apogees_m, strict=True)]
    climbs = np.radians([a.flight_path_angle_deg for a in arcs])
    speeds = np.array([a.speed_m_s for a in arcs])
    lanes = np.zeros((store.ROWS, WIDTH))
    lanes[store.PLACE] = EARTH_RADIUS_M
    lanes[store.SPEED], lanes[store.SPEED + 1] = speeds * np.sin(climbs), speeds * np.cos(climbs)
    paths = ellipse(ranges_m / EARTH_RADIUS_M / 2.0, apogees_m)
    for earlier, later in _shares(14):
        e, eta = paths.eccentricity, paths.eta_rad
        swept = (later - earlier) * eta + e * (np.sin(later * eta) - np.sin(earlier * eta))
        flat = lanes.ravel()
        step(flat, np.sqrt(paths.semi_axis_m**3 / plain.MU) * swept)
        lanes = flat.reshape(lanes.shape)
    angle = np.arctan2(lanes[store.PLACE + 1], lanes[store.PLACE])
    assert np.hypot(lanes[store.PLACE], lanes[store.PLACE + 1]) == pytest.approx(EARTH_RADIUS_M, abs=0.2)
    assert angle * EARTH_RADIUS_M == pytest.approx(ranges_m, abs=0.2)
    assert lanes[store.TIME] == pytest.approx(np.array([a.flight_time_s for a in arcs]), abs=1e-6)


def _shares(steps: int) -> list[tuple[float, float]]:
    """Where steps of equal eccentric anomaly begin and end, counted from the apogee in shares of that at the ground."""
    ends = np.linspace(-1.0, 1.0, steps + 1).tolist()
    return list(pairwise(ends))
