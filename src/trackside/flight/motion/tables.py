"""Tables for the compiled code: air, drag and the weights of the integrators, made once when the room is first used."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from trackside.earth import air

Floats = npt.NDArray[np.float64]

# Cells of the air: fine to where the air still brakes, coarse to where there is none.
LOWEST_M, BEND_M, HIGHEST_M = -5_000.0, 130_000.0, 1_000_000.0
FINE_M, COARSE_M = 500.0, 5_000.0
# The standard atmosphere is made of layers, and its density has a corner at each join that no real air has. The corners
# are rounded over this height (a Gaussian's standard deviation): density changes by 1 % there at the most, and an
# integrator takes half as many steps for the same accuracy.
ROUNDING_M = 800.0
BEND_CELL = (BEND_M - LOWEST_M) / FINE_M
# Density and slowness (one over the speed of sound): four coefficients each. They give the pressure, too: below 86 km
# air is an ideal gas with a ratio of specific heats of 1.4, above there is none that would change a thrust.
AIR_WIDTH, DENSITY, SLOWNESS = 8, 0, 4

# The drag coefficient of the V-2 against Mach, over its value at high speed, as straight lines between four points: the
# curve of L. Gronlund and D. C. Wright, Science & Global Security 3 (1992) 101-159, in general use for slender bodies.
DRAG_MACH = (0.8, 1.2, 1.8, 5.0)
DRAG_RATIO = (1.0, 0.40 / 0.15, 0.25 / 0.15, 1.0)
# Corners are rounded off over this much Mach: nature has none there, and an integrator stumbles over each.
DRAG_ROUNDING = 0.25
MACH_CELL, FASTEST_MACH = 0.05, 8.0

# Fifth order with an error of fourth: J. R. Dormand and P. J. Prince, J. Comp. Appl. Math. 6 (1980) 19-26, table 2.
_WEIGHTS = (
    (),
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_FOURTH = (5179 / 57600, 0.0, 7571 / 16695, 393 / 640, -92097 / 339200, 187 / 2100, 1 / 40)
STAGES = len(_WEIGHTS)


def _square() -> Floats:
    table = np.zeros((STAGES, STAGES))
    for stage, row in enumerate(_WEIGHTS):
        table[stage, : len(row)] = row
    return table


# Speeds are a sum of accelerations, positions a sum of speeds: the table times itself gives positions at once.
SPEED_WEIGHTS = _square()
PLACE_WEIGHTS = SPEED_WEIGHTS @ SPEED_WEIGHTS
STAGE_TIMES = SPEED_WEIGHTS.sum(axis=1)
SPEED_ERRORS = SPEED_WEIGHTS[-1] - np.array(_FOURTH)

# Substeps of the extrapolated Stoermer rule and the weight of each result in the limit of none (Hairer, Norsett and
# Wanner, Solving Ordinary Differential Equations I, section II.14): order ten.
SUBSTEPS = np.arange(1, 6)
LIMIT_WEIGHTS = np.array([np.prod([n**2 / (n**2 - m**2) for m in SUBSTEPS if m != n]) for n in SUBSTEPS])


def _cells(edges: Floats, function: Callable[[Floats], Floats], step: float) -> Floats:
    """Cubics with the values and the slopes of a function at the edges of cells; shape (cells, 4)."""
    width = np.diff(edges)
    value = function(edges)
    slope = (function(edges + step) - function(edges - step)) / (2.0 * step)
    rise, start, end = np.diff(value), slope[:-1] * width, slope[1:] * width
    return np.stack([value[:-1], start, 3.0 * rise - 2.0 * start - end, start + end - 2.0 * rise], axis=1)


_AT = np.linspace(-4.0, 4.0, 81)
_BELL = np.exp(-0.5 * _AT**2) / np.exp(-0.5 * _AT**2).sum()


def _rounded(function: Callable[[Floats], Floats], *, log: bool) -> Callable[[Floats], Floats]:
    """A function of height with its corners rounded off; `log` where it falls by powers of ten."""

    def smooth(height_m: Floats) -> Floats:
        around = np.clip(height_m[:, None] + ROUNDING_M * _AT, LOWEST_M, HIGHEST_M - 1.0)
        value = np.asarray(function(around))
        return np.asarray(np.exp(np.log(value) @ _BELL) if log else value @ _BELL)

    return smooth


def drag_ratio(mach: Floats) -> Floats:
    """Drag coefficient over its value at high speed, corners rounded off."""
    return np.asarray(np.interp(mach[..., None] + DRAG_ROUNDING * _AT, DRAG_MACH, DRAG_RATIO) @ _BELL)


def _air() -> Floats:
    edges = np.concatenate([np.arange(LOWEST_M, BEND_M, FINE_M), np.arange(BEND_M, HIGHEST_M + 1.0, COARSE_M)])
    density = _rounded(air.density_kg_m3, log=True)
    slowness = _rounded(lambda height_m: 1.0 / air.sound_m_s(height_m), log=False)
    return np.hstack([_cells(edges, f, 5.0) for f in (density, slowness)]).ravel()


AIR = _air()
DRAG = _cells(np.arange(0.0, FASTEST_MACH + MACH_CELL / 2, MACH_CELL), drag_ratio, 1e-3).ravel()
