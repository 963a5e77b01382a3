"""Controls that give a flight wanted, and densities that say how many there are of them."""

import math

import numpy as np
import pytest

from trackside.flight import Departure
from trackside.flight.classes import PARAMETERS
from trackside.flight.ensemble.guess import guess
from trackside.flight.ensemble.members import STEEPEST_LEAN_RAD, Controls, Members, flights
from trackside.flight.ensemble.population import scout
from trackside.flight.ensemble.setting import Setting
from trackside.flight.ensemble.solve import Solution, Wanted, solve

SUNAN = Setting(Departure(39.2, 125.67, 72.0))
TWO_STAGE_LIQUID, ONE_STAGE_SOLID = 1, 3
COUNT = 40


def members(count: int, seed: int = 5) -> Members:
    rng = np.random.default_rng(seed)
    return SUNAN.place(np.full(count, TWO_STAGE_LIQUID), rng.random((count, len(PARAMETERS))), rng)


@pytest.fixture(scope="module")
def solved() -> tuple[Members, Solution]:
    crew = members(COUNT)
    wanted = Wanted(np.full(COUNT, 2_800e3), np.full(COUNT, 930e3))
    start, _ = guess(crew, wanted, scout(SUNAN, np.random.default_rng(1), 2))
    return crew, solve(crew, wanted, start, threads=2)


def test_the_controls_found_give_the_flight_wanted(solved: tuple[Members, Solution]) -> None:
    crew, solution = solved
    assert solution.found.sum() > 0.6 * COUNT
    pick = np.flatnonzero(solution.found)
    flown = flights(crew.take(pick), solution.controls.take(pick))
    assert np.all(np.abs(flown.apogee_m / 2_800e3 - 1.0) < 2e-3)
    turn = math.radians(72.0)
    off = np.hypot(flown.north_m - 930e3 * math.cos(turn), flown.east_m - 930e3 * math.sin(turn))
    assert np.all(off < 0.004 * 930e3)
    assert np.all(np.abs(flown.time_s - solution.time_s[pick]) < 5.0)
    assert np.all(np.abs(flown.burnout_speed_m_s / solution.burnout_speed_m_s[pick] - 1.0) < 2e-3)


def test_what_cannot_be_flown_is_not_found() -> None:
    rng = np.random.default_rng(2)
    crew = SUNAN.place(np.zeros(8, dtype=np.int64), rng.random((8, len(PARAMETERS))), rng)
    wanted = Wanted(np.full(8, 7_500e3), np.full(8, 1_000e3))
    start = Controls(np.full(8, 0.5), np.full(8, 0.05), np.zeros(8))
    assert not solve(crew, wanted, start).found.any()


def test_the_density_is_that_of_the_controls_behind_a_patch_of_flights(solved: tuple[Members, Solution]) -> None:
    # The controls that a small patch of flights needs, by solving at its edges, against the density at its middle.
    crew, solution = solved
    pick = np.flatnonzero(solution.found)[:6]
    one, start = crew.take(pick), solution.controls.take(pick)
    step, count = 0.01, len(pick)

    def at(apogee: float, reach: float, turn_deg: float) -> Controls:
        turned = Members(one.kind, one.u, one.lat_deg, one.lon_deg, one.azimuth_deg + turn_deg, one.lift_to_drag)
        wanted = Wanted(np.full(count, 2_800e3 * apogee), np.full(count, 930e3 * reach))
        found = solve(turned, wanted, start)
        assert found.found.all()
        return found.controls

    up, far, round_ = (
        (at(math.exp(step), 1.0, 0.0), at(math.exp(-step), 1.0, 0.0)),
        (at(1.0, math.exp(step), 0.0), at(1.0, math.exp(-step), 0.0)),
        (at(1.0, 1.0, math.degrees(step)), at(1.0, 1.0, -math.degrees(step))),
    )
    columns = [
        np.stack([p.payload - m.payload, p.lean_north - m.lean_north, p.lean_east - m.lean_east], axis=1) / (2 * step)
        for p, m in (up, far, round_)
    ]
    area = np.abs(np.linalg.det(np.stack(columns, axis=2)))
    assert np.abs(np.log(area) - solution.density[pick]).max() < 0.25


def test_no_lean_beyond_the_steepest_is_taken_for_a_solution() -> None:
    # So short and low that many a vehicle would lie flat. Beyond the steepest lean nothing changes any more, and
    # where a derivative vanishes a flight would outweigh all others.
    rng, kinds = np.random.default_rng(7), np.full(200, ONE_STAGE_SOLID)
    anywhere = Setting(None)
    crew = anywhere.place(kinds, rng.random((200, len(PARAMETERS))), rng)
    wanted = Wanted(np.full(200, 100e3), np.full(200, 430e3))
    start, _ = guess(crew, wanted, scout(anywhere, rng, 2))
    solution = solve(crew, wanted, start, threads=2)
    assert solution.found.sum() > 60
    assert solution.controls.lean_rad[solution.found].max() < STEEPEST_LEAN_RAD
    density = solution.density[solution.found]
    assert density.max() - np.median(density) < 8.0
