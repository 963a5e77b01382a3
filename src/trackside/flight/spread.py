"""What the wording of a number leaves open, as a spread: points of equal weight, to be carried through a check."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

# "More than 6,000 km": how far the number later announced to the digit lay above, as a mean share. Six cases: 2,500 ->
# 2,802 (12 %), 2,000 -> 2,111.5 (6 %), 6,000 -> 6,248.5 (4 %), 6,200 -> 6,248.5 (1 %), 7,000 -> 7,687.5 (10 %) and
# 1,000 -> 1,413.6 km (41 %): mean 12 %, and spread like an exponential.
OPEN_SHARE = 0.12
# Points of equal weight for one number; the check's own spread is far wider than the steps between nine.
NODES = 9


def is_open(value: Estimate) -> bool:
    """Whether the wording leaves one side open ("more than", "up to")."""
    return math.isinf(value.high) or math.isinf(value.low) or value.low <= 0.0


def quantile(value: Estimate, share: float | Floats) -> Floats:
    """The value below which a share of the spread lies; share in (0, 1).

    Between two ends half of the weight lies evenly on each side of the stated number; beyond an open end the weight
    falls off exponentially with a mean of `OPEN_SHARE` of the number.
    """
    share = np.asarray(share, dtype=float)
    if math.isinf(value.high):
        base = value.low if value.low > 0.0 and math.isfinite(value.low) else value.best
        return np.asarray(base - max(OPEN_SHARE * base, value.best - base) * np.log1p(-share))
    if is_open(value):
        return np.asarray(value.high * np.exp(OPEN_SHARE * np.log(share)))
    below = value.low + (value.best - value.low) * 2.0 * share
    above = value.best + (value.high - value.best) * (2.0 * share - 1.0)
    return np.asarray(np.where(share < 0.5, below, above))


def nodes(value: Estimate, count: int = NODES) -> Floats:
    """Points of equal weight, shape (count,); one point where the number is exact."""
    if value.low == value.high:
        return np.array([value.best])
    return quantile(value, (np.arange(count) + 0.5) / count)
