"""`fly`: many flights at once, from lift-off to the ground."""

from __future__ import annotations

import hashlib
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

import numpy as np
import numpy.typing as npt

from trackside.flight.arc import MU_M3_S2
from trackside.flight.motion.airborne import airborne
from trackside.flight.motion.compiled import entrance, uncounted
from trackside.flight.motion.fall import CEILING_M, FLOOR_M, MOON_M, fall
from trackside.flight.motion.forces import EQUATOR_M
from trackside.flight.motion.lanes import WIDTH
from trackside.flight.motion.store import (
    APOGEE,
    BURNOUT_TIME,
    END_PLACE,
    END_SPEED,
    OUTCOME,
    RESULT_WIDTH,
    ROWS,
    TRACE_WIDTH,
    Outcome,
)
from trackside.flight.motion.tables import AIR, DRAG

Floats = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]

# Flights handed to a thread at a time: enough that the last, half empty lanes of a batch hardly count, few enough to
# stay in cache.
BATCH = 512
# Air speeds below these do not make the tolerance any finer. On the pad there is none; near the ground a centimetre a
# second has no time left to lead astray.
SLOW_M_S, SLOW_FALL_M_S = 20.0, 3_000.0
_UNTRACED = np.zeros((0, 0, TRACE_WIDTH))
_WAITING, _PARKED = float(Outcome.WAITING), float(Outcome.PARKED)
_UNFINISHED, _ORBIT = float(Outcome.UNFINISHED), float(Outcome.ORBIT)


@final
@dataclass(frozen=True, slots=True)
class Tolerance:
    """How exactly to fly; the default is what docs/methods/powered_flight.md reports on.

    Attributes
    ----------
    powered_share : float
        Local error of the speed as a share of the air speed, until the last burnout and out of the air; of vehicles as
        fast as `plan.FAST_M_S`, and more or less for slower and faster ones.
    falling_share : float
        The same on the way down, where errors have no time left to grow.
    """

    powered_share: float = 7e-8
    falling_share: float = 2e-6


def _make(fingerprint: str) -> Any:
    """The compiled flight of one batch; what it is compiled from is part of the key under which it is kept on disk."""

    @entrance
    def run(plans: Any, results: Any, traces: Any, crew: Any, powered: float, falling: float) -> None:
        # Numba looks at this file alone to see whether kept code is still good, but at every value it closes over.
        _ = fingerprint
        plan, result, trace = uncounted(plans), uncounted(results), uncounted(traces)
        lanes, flights, segments = uncounted(crew[0]), uncounted(crew[1]), uncounted(crew[2])
        airborne(plan, result, trace, (lanes, flights, segments), _WAITING, powered, SLOW_M_S, CEILING_M)
        fall(result, trace, lanes, flights)
        airborne(plan, result, trace, (lanes, flights, segments), _PARKED, falling, SLOW_FALL_M_S, math.inf)

    return run


def _fingerprint() -> str:
    """A digest of everything the compiled code is made of: this folder's sources and the tables of the air."""
    digest = hashlib.sha256(AIR.tobytes() + DRAG.tobytes() + repr(MU_M3_S2).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


_fly = _make(_fingerprint())


def fly(plans: Floats, *, tolerance: Tolerance | None = None, threads: int = 1) -> Floats:
    """Results of flights, one row each, columns as in `store`; the same on any number of threads.

    Parameters
    ----------
    plans : array of shape (n, PLAN_WIDTH)
        From `plan.plans`.
    tolerance : Tolerance or None
        The default when None.
    threads : int
        How many batches fly at the same time.
    """
    exact = tolerance or Tolerance()
    results = _blank(plans)
    batches = [slice(start, start + BATCH) for start in range(0, len(plans), BATCH)]

    def one(batch: slice) -> None:
        _fly(plans[batch], results[batch], _UNTRACED, _crew(), exact.powered_share, exact.falling_share)

    if threads == 1 or len(batches) < 2:
        for batch in batches:
            one(batch)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(one, batches))
    name_orbits(results)
    return results


def traced(plans: Floats, *, tolerance: Tolerance | None = None, points: int = 400) -> tuple[Floats, Floats]:
    """Results of a few flights, and every step of theirs: time, place and speed, shape (n, points, 7).

    The number of points of each flight stands in its result; a flight with more steps loses its last ones.
    """
    exact = tolerance or Tolerance()
    results, traces = _blank(plans), np.zeros((len(plans), points, TRACE_WIDTH))
    _fly(plans, results, traces, _crew(), exact.powered_share, exact.falling_share)
    return results, traces


def name_orbits(results: Floats) -> None:
    """What burnt out level, and so was never parked, may yet be in an orbit that stays above the air."""
    sensible = np.abs(results[:, END_PLACE:APOGEE]).max(axis=1) < MOON_M
    up = np.flatnonzero((results[:, OUTCOME] == _UNFINISHED) & (results[:, BURNOUT_TIME] > 0.0) & sensible)
    place, speed = results[up, END_PLACE:END_SPEED], results[up, END_SPEED:APOGEE]
    radius = np.linalg.norm(place, axis=1)
    spin = (np.cross(place, speed) ** 2).sum(axis=1) / MU_M3_S2
    inverse = 2.0 / radius - (speed**2).sum(axis=1) / MU_M3_S2
    perigee = spin / (1.0 + np.sqrt(np.maximum(1.0 - spin * inverse, 0.0)))
    results[up[(inverse > 0.0) & (perigee > EQUATOR_M + FLOOR_M)], OUTCOME] = _ORBIT


def _crew() -> tuple[Floats, Wholes, Wholes]:
    """The working memory of the lanes; for each lane its flight, and how far that has come in its programme."""
    return np.zeros(ROWS * WIDTH), np.full(WIDTH, -1), np.zeros(WIDTH, np.int64)


def _blank(plans: Floats) -> Floats:
    """Every flight waits for its turn, but those whose plan holds something that is no number."""
    results = np.zeros((len(plans), RESULT_WIDTH))
    results[:, OUTCOME] = np.where(np.isfinite(plans).all(axis=1), _WAITING, _UNFINISHED)
    return results
