"""From the flight wanted to the controls that give it: payload and lean against apogee and landing point, by Newton.

Every vehicle of a class can be loaded and leaned so that it peaks and lands where an announcement says, or it cannot.
This turns three of its unknowns into the three numbers that are known best, and leaves the others free.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.flight.ensemble.members import STEEPEST_LEAN_RAD, Controls, Flights, Members, flights

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# Steps of the difference quotients: in payload coordinate, and in radians of lean.
PAYLOAD_STEP, LEAN_STEP_RAD = 4e-3, 3e-4
# Apogee and landing point are met to this share of theirs; the rest is carried over by the derivatives.
MET = 2e-3
MOST_ROUNDS = 8
# A miss larger than this (a factor of the apogee, a share of the range) is given up, and the more so the later.
FAR_OFF, NEARER = 3.0, 0.6
# Derivatives are taken afresh every so many steps.
FRESH = 3
# One round changes the payload coordinate at most by this, the lean by this share of itself and a little.
PAYLOAD_REACH, LEAN_REACH, LEAN_LEAST_RAD = 0.25, 0.5, 0.01


@final
@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """The flight each member is to make: arrays of shape (n,)."""

    apogee_m: Floats
    range_m: Floats


@final
@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Controls that give the flight wanted, where `found`.

    Attributes
    ----------
    controls : Controls
        Payload and lean.
    found : array of shape (n,)
        Whether the member can make that flight at all.
    time_s, burnout_speed_m_s, burnout_time_s : array of shape (n,)
        Of that flight.
    density : array of shape (n,)
        Logarithm of how densely controls lie per logarithm of apogee, logarithm of range and radian of azimuth: the
        inverse of the determinant of the derivatives.
    """

    controls: Controls
    found: Bools
    time_s: Floats
    burnout_speed_m_s: Floats
    burnout_time_s: Floats
    density: Floats


def solve(members: Members, wanted: Wanted, guess: Controls, *, threads: int = 1) -> Solution:
    """Load and lean every member so that it flies as wanted.

    The derivatives are taken at the start and again where three steps have not sufficed; in between each flight mends
    them by Broyden's rule (C. G. Broyden, Math. Comp. 19 (1965) 577-593), which costs one flight a step, not four.
    """
    z = np.column_stack([guess.payload, guess.lean_north, guess.lean_east])
    found, out = np.zeros(len(members), dtype=bool), np.full((len(members), 4), np.nan)
    left = np.arange(len(members))
    values, slopes, ok = _derivatives(members, z, wanted, threads)
    for turn in range(1, MOST_ROUNDS + 1):
        step, determinant, good = _newton(values[:, :3], slopes[:, :3], ok)
        met = good & (np.abs(values[:, :3]).max(axis=1) < MET)
        carried = values[:, 3:] + np.einsum("nij,nj->ni", slopes[:, 3:], step)
        done = left[met]
        found[done], out[done, :3], out[done, 3] = True, carried[met], -np.log(np.abs(determinant[met]))
        z[done] += step[met]
        going = good & ~met & _hopeful(z[left], step, values, turn)
        left, before, slopes, step = left[going], values[going], slopes[going], step[going]
        if not len(left):
            break
        start = z[left].copy()
        z[left] = _limited(start, step)
        here, aim = members.take(left), Wanted(wanted.apogee_m[left], wanted.range_m[left])
        if turn % FRESH == 0:
            values, slopes, ok = _derivatives(here, z[left], aim, threads)
        else:
            values, ok = _values(here, z[left], aim, threads)
            slopes = _mended(slopes, z[left] - start, values - before)
    # Beyond the steepest lean flights no longer change with it, and such a one would outweigh all others.
    found &= (z[:, 0] >= 0.0) & (z[:, 0] <= 1.0) & (np.hypot(z[:, 1], z[:, 2]) < STEEPEST_LEAN_RAD - LEAN_STEP_RAD)
    return Solution(Controls(z[:, 0], z[:, 1], z[:, 2]), found, out[:, 0], out[:, 1], out[:, 2], out[:, 3])


def _hopeful(z: Floats, step: Floats, values: Floats, turn: int) -> Bools:
    """Who is worth another round: not those pressed against an end of their payloads, nor those that come no nearer."""
    outwards = ((z[:, 0] <= 0.0) & (step[:, 0] < 0.0)) | ((z[:, 0] >= 1.0) & (step[:, 0] > 0.0))
    return np.asarray(~outwards & (np.abs(values[:, :3]).max(axis=1) < FAR_OFF * NEARER ** (turn - 1)))


def _values(members: Members, z: Floats, wanted: Wanted, threads: int) -> tuple[Floats, Bools]:
    flown = flights(members, Controls(z[:, 0], z[:, 1], z[:, 2]), threads=threads)
    return _misses(flown, members, wanted), flown.landed


def _mended(slopes: Floats, moved: Floats, changed: Floats) -> Floats:
    """Derivatives that agree with the last step, and are otherwise what they were."""
    short = changed - np.einsum("nij,nj->ni", slopes, moved)
    square = np.maximum((moved**2).sum(axis=1), 1e-18)
    return np.asarray(slopes + short[:, :, None] * moved[:, None, :] / square[:, None, None])


def _derivatives(members: Members, z: Floats, wanted: Wanted, threads: int) -> tuple[Floats, Floats, Bools]:
    """Misses and by-products, shape (n, 6), and their slopes, shape (n, 6, 3)."""
    count = len(members)
    # Towards the inside of the cube, where every payload is one.
    step = np.where(z[:, 0] > 0.5, -PAYLOAD_STEP, PAYLOAD_STEP)
    shifts = np.zeros((4, count, 3))
    shifts[1, :, 0], shifts[2, :, 1], shifts[3, :, 2] = step, LEAN_STEP_RAD, LEAN_STEP_RAD
    all_z = (z[None] + shifts).reshape(-1, 3)
    four = members.take(np.tile(np.arange(count), 4))
    flown = flights(four, Controls(all_z[:, 0], all_z[:, 1], all_z[:, 2]), threads=threads)
    misses = _misses(flown, four, wanted).reshape(4, count, 6)
    landed = np.asarray(flown.landed.reshape(4, count).all(axis=0))
    width = np.stack([step, np.full(count, LEAN_STEP_RAD), np.full(count, LEAN_STEP_RAD)])
    slopes = (misses[1:] - misses[0]) / width[:, :, None]
    return misses[0], np.moveaxis(slopes, 0, 2), landed


def _misses(flown: Flights, members: Members, wanted: Wanted) -> Floats:
    """Logarithm of apogee, north and east over the range, less what is wanted; then time, burnout speed and time."""
    four = len(members) // len(wanted.range_m)
    apogee, reach = np.tile(wanted.apogee_m, four), np.tile(wanted.range_m, four)
    turn = np.radians(members.azimuth_deg)
    return np.column_stack(
        [
            np.log(np.maximum(flown.apogee_m, 1.0) / apogee),
            flown.north_m / reach - np.cos(turn),
            flown.east_m / reach - np.sin(turn),
            flown.time_s,
            flown.burnout_speed_m_s,
            flown.burnout_time_s,
        ]
    )


def _newton(misses: Floats, slopes: Floats, ok: Bools) -> tuple[Floats, Floats, Bools]:
    """The step of Newton's method, the determinant, and where there is one."""
    determinant = np.linalg.det(np.where(ok[:, None, None], slopes, 0.0))
    good = ok & np.isfinite(determinant) & (np.abs(determinant) > 1e-9)
    step = np.zeros_like(misses)
    step[good] = -np.linalg.solve(slopes[good], misses[good][..., None])[..., 0]
    return step, determinant, good


def _limited(z: Floats, step: Floats) -> Floats:
    """The controls after a step that is held back where it goes far."""
    payload = np.clip(z[:, 0] + np.clip(step[:, 0], -PAYLOAD_REACH, PAYLOAD_REACH), 0.0, 1.0)
    reach = LEAN_REACH * np.hypot(z[:, 1], z[:, 2]) + LEAN_LEAST_RAD
    short = np.minimum(1.0, reach / np.maximum(np.hypot(step[:, 1], step[:, 2]), 1e-12))
    return np.column_stack([payload, z[:, 1:] + step[:, 1:] * short[:, None]])
