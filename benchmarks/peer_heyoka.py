"""Falls with heyoka: Taylor series of an order that follows from the tolerance, a few flights at once.

heyoka compiles expressions, and a table is none: its air here is exponential and its drag coefficient constant. It is
asked for one leg at a time, since above the air it does not see drag coming and steps through it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import heyoka as hy
import numpy as np
import numpy.typing as npt

from trackside.flight.arc import MU_M3_S2, OMEGA_RAD_S
from trackside.flight.motion.forces import EQUATOR_M, FLATTENING, J2, POLE_M

Floats = npt.NDArray[np.float64]

# Density at the ground in the standard atmosphere, and a height in which it falls to 1/e that suits the lowest 100 km.
DENSITY_KG_M3, SCALE_M = 1.225, 7_200.0
LATEST_S = 40_000.0


def in_vacuum(start: Floats, until_s: Floats, tolerance: float) -> Callable[[], Floats]:
    """A job that carries states, rows of time, place and speed, to a time each; gravity and J2 alone."""
    names, _, gravity = _gravity()
    solver, width = _solver(_first_order(names, gravity), tolerance)

    def job() -> Floats:
        found = np.zeros_like(start)
        for rows in _batches(len(start), width):
            _load(solver, start[rows])
            solver.propagate_until(until_s[rows])
            found[rows] = _states(solver)
        return found

    return job


def in_air(start: Floats, drag_areas: Floats, tolerance: float) -> Callable[[], Floats]:
    """A job that carries states down to the ground; `drag_areas` are half of area times coefficient over mass."""
    names, height, gravity = _gravity()
    x, y, _, u, v, w = names
    wind = (u + OMEGA_RAD_S * y, v - OMEGA_RAD_S * x, w)
    speed = (wind[0] ** 2.0 + wind[1] ** 2.0 + wind[2] ** 2.0) ** 0.5
    braking = hy.par[0] * (DENSITY_KG_M3 * hy.exp(height * (-1.0 / SCALE_M))) * speed
    pulls = tuple(pull - braking * along for pull, along in zip(gravity, wind, strict=True))
    ground = hy.t_event_batch(height, direction=hy.event_direction.negative)
    solver, width = _solver(_first_order(names, pulls), tolerance, t_events=[ground])

    def job() -> Floats:
        found = np.zeros_like(start)
        for rows in _batches(len(start), width):
            _load(solver, start[rows])
            solver.pars[0] = drag_areas[rows]
            _until_down(solver, width)
            found[rows] = _states(solver)
        return found

    return job


def _until_down(solver: Any, width: int) -> None:
    """heyoka stops all flights of a batch when one is down: let the others go on until all are."""
    met, aims = hy.taylor_outcome(-1), np.full(width, LATEST_S)
    solver.reset_cooldowns()
    while (aims == LATEST_S).any():
        solver.propagate_until(aims)
        ended = [outcome[0] in {met, hy.taylor_outcome.time_limit} for outcome in solver.propagate_res]
        aims = np.where(ended, solver.time, aims)


def _gravity() -> tuple[Any, Any, Any]:
    """The names of place and speed, the height over the ellipsoid along the radius, and the pull."""
    names = hy.make_vars("x", "y", "z", "u", "v", "w")
    x, y, z = names[:3]
    square = x**2.0 + y**2.0 + z**2.0
    share = z**2.0 * square**-1.0
    surface = POLE_M * (1.0 - FLATTENING * (2.0 - FLATTENING) * (1.0 - share)) ** -0.5
    pull, bulge = -MU_M3_S2 * square**-1.5, 1.5 * J2 * EQUATOR_M**2 * square**-1.0
    level = pull * (1.0 + bulge * (1.0 - 5.0 * share))
    return names, square**0.5 - surface, (x * level, y * level, z * pull * (1.0 + bulge * (3.0 - 5.0 * share)))


def _first_order(names: Any, pulls: Any) -> list[tuple[Any, Any]]:
    return [*zip(names[:3], names[3:], strict=True), *zip(names[3:], pulls, strict=True)]


def _solver(system: list[tuple[Any, Any]], tolerance: float, **given: Any) -> tuple[Any, int]:
    width = int(hy.recommended_simd_size())
    anywhere = np.full((6, width), EQUATOR_M)
    return hy.taylor_adaptive_batch(system, anywhere, tol=tolerance, **given), width


def _batches(count: int, width: int) -> list[Any]:
    """Rows for each batch; the last batch flies some flights again rather than fewer."""
    return [np.arange(begun, begun + width) % count for begun in range(0, count, width)]


def _load(solver: Any, states: Floats) -> None:
    solver.set_time(states[:, 0])
    solver.state[:] = states[:, 1:].T


def _states(solver: Any) -> Floats:
    return np.column_stack([solver.time, solver.state.T])
