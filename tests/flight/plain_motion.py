"""The same equations of motion written plainly for SciPy: one flight, one state, nothing shared but the tables."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.integrate import solve_ivp

from trackside.flight.motion import store, tables

Vector = npt.NDArray[np.float64]

MU, SPIN, EQUATOR, FLAT, J2 = 3.986004418e14, 7.2921159e-5, 6_378_137.0, 1.0 / 298.257223563, 1.08262998905e-3
POLE, ECC2 = EQUATOR * (1.0 - FLAT), FLAT * (2.0 - FLAT)
AIR, DRAG = tables.AIR.reshape(-1, 2, 4), tables.DRAG.reshape(-1, 4)


@dataclass(frozen=True)
class Flown:
    """What the plain integration found."""

    apogee_m: float
    apogee_time_s: float
    time_s: float
    place: Vector
    burnout: Vector


def height(r: Vector) -> float:
    size = float(np.linalg.norm(r))
    return size - POLE / math.sqrt(1.0 - ECC2 * (1.0 - (r[2] / size) ** 2))


def climb(state: Vector) -> float:
    """By the chain rule on the height."""
    r, v = state[:3], state[3:]
    size = float(np.linalg.norm(r))
    sine = float(r[2]) / size
    along = float(r @ v) / size
    sine_rate = (float(v[2]) - sine * along) / size
    root = math.sqrt(1.0 - ECC2 * (1.0 - sine**2))
    return along + POLE * ECC2 * sine * sine_rate / root**3


def gravity(r: Vector) -> Vector:
    size = float(np.linalg.norm(r))
    lean = 5.0 * (r[2] / size) ** 2
    bulge = 1.5 * J2 * (EQUATOR / size) ** 2 * np.array([1.0 - lean, 1.0 - lean, 3.0 - lean])
    return np.asarray(-MU / size**3 * r * (1.0 + bulge))


def air(h: float) -> Vector:
    """Density and slowness."""
    h = min(max(h, tables.LOWEST_M), tables.HIGHEST_M - 1e-3)
    cell = (h - tables.LOWEST_M) / tables.FINE_M
    if h >= tables.BEND_M:
        cell = (h - tables.BEND_M) / tables.COARSE_M + tables.BEND_CELL
    t = cell - int(cell)
    return np.asarray(AIR[int(cell)] @ np.array([1.0, t, t * t, t**3]))


def drag(mach: float) -> float:
    cell = min(mach / tables.MACH_CELL, len(DRAG) - 1e-9)
    t = cell - int(cell)
    return float(DRAG[int(cell)] @ np.array([1.0, t, t * t, t**3]))


def turned(v: Vector, time: float, spin: float = SPIN) -> Vector:
    """Carried along by the turning Earth."""
    c, s = math.cos(spin * time), math.sin(spin * time)
    return np.array([c * v[0] - s * v[1], s * v[0] + c * v[1], v[2]])


@dataclass(frozen=True)
class Forces:
    """What acts in one segment."""

    spin: float
    flow: float = 0.0
    thrust: float = 0.0
    loss: float = 0.0
    mass_at_zero: float = 1.0
    area: float = 0.0
    lift: float = 0.0
    pointing: Callable[[float], Vector] | None = None

    def __call__(self, t: float, state: Vector) -> Vector:
        r, v = state[:3], state[3:]
        density, slowness = air(height(r))
        pressure = density / (1.4 * slowness**2)
        wind = v - self.spin * np.array([-r[1], r[0], 0.0])
        speed = float(np.linalg.norm(wind)) + 1e-12
        mass = self.mass_at_zero - self.flow * t
        braking = self.area * drag(speed * slowness) * density * speed / mass
        pull = gravity(r) - braking * wind
        if self.flow > 0.0:
            towards = self.pointing(t) if self.pointing else wind / speed
            pull = pull + (self.thrust - self.loss * pressure) / mass * towards
        if self.lift > 0.0:
            square = r - (r @ wind) / speed**2 * wind
            pull = pull + self.lift * braking * speed * square / np.linalg.norm(r)
        return np.concatenate([v, pull])


def fly(plan: Vector) -> Flown:
    """One flight with DOP853 at the tightest tolerance that double numbers allow."""
    pad, up, lean = plan[store.PAD : 3], plan[store.UP : 6], plan[store.LEAN : 9]
    spin = float(plan[store.SPIN_RAD_S])
    state, time = np.concatenate([pad, spin * np.array([-pad[1], pad[0], 0.0])]), 0.0
    best = (-1.0, 0.0)

    def until(end: float, forces: Forces) -> bool:
        nonlocal state, time, best
        found: Any = solve_ivp(
            forces,
            (time, end),
            state,
            method="DOP853",
            rtol=1e-12,
            atol=[1e-7] * 3 + [1e-10] * 3,
            events=[_peak, _ground],
        )
        for when, where in zip(found.t_events[0], found.y_events[0], strict=True):
            best = max(best, (height(where[:3]), float(when)))
        state, time = found.y[:, -1], float(found.t[-1])
        return len(found.t_events[1]) > 0

    mass, area = 1.0, float(plan[store.BOOST_DRAG])
    vertical, over = float(plan[store.VERTICAL_S]), float(plan[store.PITCH_OVER_S])

    def leaning(t: float) -> Vector:
        angle = float(plan[store.LEAN_RAD]) * max(t - vertical, 0.0) / over
        return turned(math.cos(angle) * up + math.sin(angle) * lean, t, spin)

    down = False
    for stage in range(int(plan[store.STAGES])):
        first = store.STAGE + store.STAGE_WIDTH * stage
        flow, thrust, loss, burn, coast, drop = (float(x) for x in plan[first : first + store.STAGE_WIDTH])
        start, at_zero = time, mass + flow * time
        for end in (vertical, vertical + over) if stage == 0 else ():
            down = down or until(end, Forces(spin, flow, thrust, loss, at_zero, area, 0.0, leaning))
        down = down or until(start + burn, Forces(spin, flow, thrust, loss, at_zero, area))
        mass -= flow * burn + drop
        if coast > 0.0:
            down = down or until(time + coast, Forces(spin, mass_at_zero=mass, area=area))
    burnout = state.copy()
    if not down:
        until(time + 20_000.0, Forces(spin, area=float(plan[store.FALL_DRAG]), lift=float(plan[store.LIFT_TO_DRAG])))
    return Flown(best[0], best[1], time, state[:3], burnout)


def _peak(_t: float, state: Vector) -> float:
    return climb(state)


def _ground(_t: float, state: Vector) -> float:
    return height(state[:3]) if _t > 1.0 else 1.0


_peak.direction = -1  # type: ignore[attr-defined]
_ground.direction = -1  # type: ignore[attr-defined]
_ground.terminal = True  # type: ignore[attr-defined]
