"""How far the same vehicle with the same load could fly: the lean that carries it farthest, for every member."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trackside.earth.geodesic import ANTIPODE_M
from trackside.flight.arc import OMEGA_RAD_S
from trackside.flight.ensemble.members import Controls, Members, flights
from trackside.flight.motion.store import Outcome

Floats = npt.NDArray[np.float64]

# The best lean lies between one degree and as far as thrust may lean. Two rounds of a parabola through the best three
# leave the range within a tenth of a per cent of its top.
LEANS_RAD = np.geomspace(0.02, 1.35, 18)
# Where the best lean is known from a like flight, it is looked for around there.
AROUND = np.geomspace(0.4, 2.5, 9)
ROUNDS = 2


def farthest(
    members: Members,
    payload: Floats,
    *,
    near_rad: Floats | None = None,
    spin_rad_s: float = OMEGA_RAD_S,
    threads: int = 1,
) -> tuple[Floats, Floats]:
    """The longest range of each member in its own direction, and the lean that gives it; arrays of shape (n,)."""
    count = len(members)
    tried = np.repeat(LEANS_RAD[:, None], count, axis=1) if near_rad is None else AROUND[:, None] * near_rad
    tried = np.minimum(tried, LEANS_RAD[-1])
    every = members.take(np.tile(np.arange(count), len(tried)))
    reach = _reach(every, np.tile(payload, len(tried)), tried.ravel(), spin_rad_s, threads).reshape(tried.shape)
    best = np.clip(np.argmax(reach, axis=0), 1, len(tried) - 2)
    rows = np.arange(count)
    three = np.stack([best - 1, best, best + 1])
    x, y = np.log(tried[three, rows]), reach[three, rows]
    for _ in range(ROUNDS):
        x, y = _nearer(members, payload, x, y, spin_rad_s, threads)
    top = np.argmax(y, axis=0)
    return y[top, rows], np.exp(x[top, rows])


def _nearer(
    members: Members, payload: Floats, x: Floats, y: Floats, spin_rad_s: float, threads: int
) -> tuple[Floats, Floats]:
    """Three points closer about the top of the parabola through three; `x` is the logarithm of the lean."""
    with np.errstate(divide="ignore", invalid="ignore"):
        left, right = (y[1] - y[0]) / (x[1] - x[0]), (y[2] - y[1]) / (x[2] - x[1])
        top = 0.5 * (x[0] + x[1]) - left * (x[2] - x[0]) / (2.0 * (right - left))
    top = np.where(np.isfinite(top), np.clip(top, x[0], x[2]), x[1])
    found = _reach(members, payload, np.exp(top), spin_rad_s, threads)
    better = found > y[1]
    middle_x, middle_y = np.where(better, top, x[1]), np.where(better, found, y[1])
    after = top > x[1]
    low_x, low_y = np.where(better & after, x[1], x[0]), np.where(better & after, y[1], y[0])
    high_x, high_y = np.where(better & ~after, x[1], x[2]), np.where(better & ~after, y[1], y[2])
    return np.stack([low_x, middle_x, high_x]), np.stack([low_y, middle_y, high_y])


def _reach(members: Members, payload: Floats, lean: Floats, spin_rad_s: float, threads: int) -> Floats:
    """Range in the direction it leans; half round the Earth for what reaches orbit, nothing for what fails."""
    turn = np.radians(members.azimuth_deg)
    controls = Controls(payload, lean * np.cos(turn), lean * np.sin(turn))
    flown = flights(members, controls, spin_rad_s=spin_rad_s, threads=threads)
    # What is still up after thousands of steps has gone round and round.
    going = (flown.outcome == Outcome.UNFINISHED) & (flown.burnout_time_s > 0.0)
    away = going | np.isin(flown.outcome, (Outcome.ORBIT, Outcome.ESCAPED))
    return np.where(flown.landed, flown.range_m, np.where(away, ANTIPODE_M, 0.0))
