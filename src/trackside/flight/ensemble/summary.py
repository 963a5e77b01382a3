"""From weighted flights to medians, intervals and probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from trackside.flight.margin import kindest_tail, normal
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

# The interval shown is the middle nine tenths.
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
# Points of the grid on which a distribution function is turned round.
GRID = 90
# The kernel between members is as wide as B. W. Silverman's rule of thumb has it for their effective number (Density
# Estimation, 1986), but never wider than this share of their spread.
WIDEST_KERNEL = 0.25


def quantiles(values: Floats, weights: Floats, shares: tuple[float, ...] = (LOW, MIDDLE, HIGH)) -> Floats:
    """Weighted quantiles, interpolated between the middles of the members' weights."""
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.asarray(np.interp(np.asarray(shares) * weights.sum(), middle, values[order]))


def effective_size(weights: Floats) -> float:
    """How many equal weights these are worth, given that they sum to one; 0 where all are zero."""
    square = float((weights**2).sum())
    return 1.0 / square if square > 0.0 else 0.0


def estimate(values: Floats, weights: Floats, unit: str) -> Estimate:
    """The median and the 90 % interval."""
    low, middle, high = quantiles(values, weights).tolist()
    return Estimate(middle, low, high, unit)


def invert(below: Callable[[float], float], low: float, high: float, shares: Sequence[float]) -> Floats:
    """Where a rising function of a positive number passes shares of one, read off a fine grid between two values.

    The grid is laid twice: over all of the span, then over the part where the function rises.
    """
    grid = np.geomspace(low, high, GRID)
    value = np.array([below(x) for x in grid.tolist()])
    rising = np.flatnonzero((value > shares[0] / 4) & (value < 1.0 - shares[0] / 4))
    first, last = (
        (rising[0], rising[-1]) if len(rising) else (int(np.searchsorted(value, 0.5)), int(np.searchsorted(value, 0.5)))
    )
    grid = np.geomspace(grid[max(first - 1, 0)], grid[min(last + 1, GRID - 1)], GRID)
    value = np.maximum.accumulate([below(x) for x in grid.tolist()])
    return np.interp(shares, value, grid)


def two_sided(below: Callable[[float], float], told: Estimate) -> float:
    """The probability of a number as extreme as told, by the value its wording allows that lies nearest the middle."""
    at_low = below(told.low) if math.isfinite(told.low) and told.low > 0.0 else 0.0
    at_high = below(told.high) if math.isfinite(told.high) else 1.0
    return kindest_tail(at_low, at_high)


def smooth_below(values: Floats, weights: Floats) -> Callable[[float], float]:
    """The distribution function of a weighted sample, smoothed on a logarithmic scale and no wider for it.

    The members are drawn together towards their mean by as much as the kernel spreads them (M. West, J. R. Stat. Soc. B
    55 (1993) 409-422).
    """
    logs = np.log(values)
    spread = float(np.sqrt(max(np.cov(logs, aweights=weights) if len(logs) > 1 else 0.0, 1e-12)))
    share = min(WIDEST_KERNEL, 1.06 * effective_size(weights) ** -0.2)
    width, mean = spread * share, float(np.average(logs, weights=weights))
    logs = mean + math.sqrt(1.0 - share**2) * (logs - mean)

    def below(value: float) -> float:
        return float((weights * normal((math.log(max(value, 1e-9)) - logs) / width)).sum())

    return below
