"""Random flights of a class of vehicles, and how far two solutions of one flight lie apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tests.flight.plain_motion import Flown, turned
from trackside.flight.classes import PARAMETERS, StageArrays, VehicleClass, load_classes, shares
from trackside.flight.motion import store
from trackside.flight.motion.plan import plans

Floats = npt.NDArray[np.float64]

# Leans that bring most flights of a class down again, near or far; more stages come to the same path with less.
LEANS_DEG = {1: (0.5, 25.0), 2: (0.3, 10.0), 3: (0.3, 10.0)}
# The flights that solutions are compared on: less than half round the Earth, which is what `check` takes at all, and no
# higher or longer than this; announced ones peak at up to 7,700 km and last up to 75 minutes. Beyond, on the brink of
# an orbit, a millimetre a second at burnout is kilometres on the ground, and any two roundings lie far apart.
HIGHEST_M, LONGEST_S = 8_000e3, 8_000.0


def draw(kind: VehicleClass, count: int, seed: int, *, lift_to_drag: float = 0.0) -> Floats:
    """Plans of vehicles from all over a class, from anywhere and in any direction."""
    rng = np.random.default_rng(seed)
    vehicles = shares(kind, rng.random((count, len(PARAMETERS))))
    return plans(
        vehicles,
        np.radians(rng.uniform(*LEANS_DEG[kind.stages], count)),
        lat_deg=np.degrees(np.arcsin(rng.uniform(-1.0, 1.0, count))),
        lon_deg=rng.uniform(-180.0, 180.0, count),
        azimuth_deg=rng.uniform(0.0, 360.0, count),
        lift_to_drag=lift_to_drag,
    )


def middle(name: str, **drawn: float) -> StageArrays:
    """The vehicle in the middle of a class, but for some coordinates of its unit cube."""
    kind = next(kind for kind in load_classes() if kind.name == name)
    return shares(kind, np.array([[drawn.get(parameter, 0.5) for parameter in PARAMETERS]]))


def compared(results: Floats) -> npt.NDArray[np.bool_]:
    """Which flights take part in a comparison."""
    landed = results[:, store.OUTCOME] == store.Outcome.LANDED
    low, quick = results[:, store.APOGEE] <= HIGHEST_M, results[:, store.END_TIME] <= LONGEST_S
    burnout, end = results[:, store.BURNOUT_PLACE :][:, :3], results[:, store.END_PLACE :][:, :3]
    plane = np.cross(burnout, results[:, store.BURNOUT_SPEED :][:, :3])
    near = np.einsum("ij,ij->i", plane, np.cross(burnout, end)) > 0.0
    return np.asarray(landed & low & quick & near)


def apart(result: Floats, plain: Flown) -> Floats:
    """Impact on the turning Earth in metres, apogee in metres, time in seconds."""
    there = turned(result[store.END_PLACE : store.END_SPEED], -result[store.END_TIME])
    impact = np.linalg.norm(there - turned(plain.place, -plain.time_s))
    return np.abs([impact, result[store.APOGEE] - plain.apogee_m, result[store.END_TIME] - plain.time_s])
