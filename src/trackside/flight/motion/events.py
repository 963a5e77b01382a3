"""Apogee and landing inside a step, one lane at a time.

Between its ends a step is the quintic that has their places, speeds and accelerations.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trackside.flight.arc import MU_M3_S2
from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.forces import climb_m_s, gravity_m_s2, height_m
from trackside.flight.motion.lanes import WIDTH
from trackside.flight.motion.store import NEXT_PLACE, NEXT_SPEED, PLACE, PULLS, SPEED
from trackside.flight.motion.tables import STAGES

# Height and climb are met to a tenth of a millimetre and a millimetre a second; halving alone needs forty rounds.
MOST_ROUNDS = 60
MET_M, MET_M_S = 1e-4, 1e-3
_LAST = PULLS + 3 * (STAGES - 1)


@compiled
def within(lanes: Any, lane: int, step: float, share: float) -> Any:
    """Place and speed at a share of a step, shape (6,); right to the same order as the step itself."""
    state = np.empty(6)
    for axis in range(3):
        p0, p1 = lanes[(PLACE + axis) * WIDTH + lane], lanes[(NEXT_PLACE + axis) * WIDTH + lane]
        v0, v1 = lanes[(SPEED + axis) * WIDTH + lane] * step, lanes[(NEXT_SPEED + axis) * WIDTH + lane] * step
        a0, a1 = lanes[(PULLS + axis) * WIDTH + lane] * step**2, lanes[(_LAST + axis) * WIDTH + lane] * step**2
        d, e, f = p1 - p0 - v0 - 0.5 * a0, v1 - v0 - a0, a1 - a0
        c3, c4, c5 = 10.0 * d - 4.0 * e + 0.5 * f, -15.0 * d + 7.0 * e - f, 6.0 * d - 3.0 * e + 0.5 * f
        state[axis] = p0 + share * (v0 + share * (0.5 * a0 + share * (c3 + share * (c4 + share * c5))))
        state[3 + axis] = v0 + share * (a0 + share * (3.0 * c3 + share * (4.0 * c4 + share * 5.0 * c5)))
        state[3 + axis] /= step
    return state


@compiled
def _climb(s: Any) -> Any:
    return climb_m_s(s[0], s[1], s[2], s[3], s[4], s[5])


@compiled
def landing(lanes: Any, lane: int, step: float) -> Any:
    """The share of the step at which the ground is met, and the state there: Newton's method kept inside a bracket."""
    low, high, share = 0.0, 1.0, 0.5
    state = within(lanes, lane, step, share)
    for _ in range(MOST_ROUNDS):
        height = height_m(state[0], state[1], state[2])
        if abs(height) < MET_M:
            break
        if height > 0.0:
            low = share
        else:
            high = share
        guess = share - height / (_climb(state) * step)
        share = guess if low < guess < high else 0.5 * (low + high)
        state = within(lanes, lane, step, share)
    return share, state


@compiled
def peak(lanes: Any, lane: int, step: float) -> Any:
    """The share of the step at which it stops climbing, and the height there: false position kept off the ends."""
    low, high, share = 0.0, 1.0, 0.5
    first, last = _climb(within(lanes, lane, step, low)), _climb(within(lanes, lane, step, high))
    state = within(lanes, lane, step, share)
    for _ in range(MOST_ROUNDS):
        share = low + (high - low) * min(max(first / (first - last), 0.05), 0.95)
        state = within(lanes, lane, step, share)
        climb = _climb(state)
        if abs(climb) < MET_M_S:
            break
        if climb > 0.0:
            low, first = share, climb
        else:
            high, last = share, climb
    return share, height_m(state[0], state[1], state[2])


@compiled
def peak_near(x: float, y: float, z: float, u: float, v: float, w: float) -> Any:
    """How much later a free fall that has all but stopped climbing stops, and how high: a series in the time."""
    ax, ay, az = gravity_m_s2(x, y, z)
    square = x * x + y * y + z * z
    pull = -MU_M3_S2 / (square * square**0.5)
    across = 3.0 * (x * u + y * v + z * w) / square
    jx, jy, jz = pull * (u - across * x), pull * (v - across * y), pull * (w - across * z)
    s = 0.0
    for _ in range(8):
        px, py, pz = x + s * (u + s * (ax / 2 + s * jx / 6)), y + s * (v + s * (ay / 2 + s * jy / 6)), z
        pz += s * (w + s * (az / 2 + s * jz / 6))
        qx, qy, qz = u + s * (ax + s * jx / 2), v + s * (ay + s * jy / 2), w + s * (az + s * jz / 2)
        climb = climb_m_s(px, py, pz, qx, qy, qz)
        if abs(climb) < 1e-6:
            break
        radius = (px * px + py * py + pz * pz) ** 0.5
        s -= climb / ((qx * qx + qy * qy + qz * qz) / radius - MU_M3_S2 / radius**2)
    return s, height_m(px, py, pz)
