"""How much longer real flights last than their free-flight arc, and how fast they are said to be."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from trackside.measure import SOUND_M_S

Floats = npt.NDArray[np.float64]

# Boost and re-entry only ever add time. How much they add is modelled as lognormal, with a median that grows with the
# free flight: MARGIN_MEDIAN_S * (T / 1000 s) ** MARGIN_POWER. Fitted by least squares on logarithms to the sixteen rows
# of data/residuals.csv (slope 0.35 +- 0.10, residual 0.38; a constant median fits worse, 0.52, and would be far too
# long for a flight of two minutes). MARGIN_SIGMA is the residual widened for so few rows by sqrt(1 + 2/16), rounded up.
# tests/flight/test_margin.py makes the fit again from the file.
MARGIN_MEDIAN_S = 99.0
MARGIN_POWER = 0.35
MARGIN_SIGMA = 0.42

# Announced top speeds over the surface speed of the arc: with 340 m/s for Mach 1 the five rows of data/speeds.csv have
# a middle of 0.97 and a spread of 0.03 (a missile burns out above the ground, and is slower there than an arc that
# starts from the surface). Five rows of one announcer are few, so the spread is widened.
SPEED_MEDIAN = 0.97
SPEED_SIGMA = 0.08
# Nobody says at which height a Mach number is counted: 340 m/s at sea level, 295 m/s at 11-20 km, 330 m/s at 50 km
# (U.S. Standard Atmosphere 1976, table I). The convention here: any value in this span, evenly.
SOUND_LOW_M_S, SOUND_HIGH_M_S = SOUND_M_S

# A table, because a check asks for the normal distribution some ten thousand times; straight lines between its points
# are off by less than 1e-6.
_DEVIATES = np.linspace(-9.0, 9.0, 6001)
_NORMAL = np.array([0.5 * math.erfc(-z / math.sqrt(2.0)) for z in _DEVIATES.tolist()])


def normal(z: Floats) -> Floats:
    """The standard normal distribution function, to 1e-6."""
    return np.asarray(np.interp(z, _DEVIATES, _NORMAL))


def kindest_tail(at_low: float, at_high: float) -> float:
    """The two-sided probability of the value between two that lies nearest the middle of a distribution.

    `at_low` and `at_high` are the distribution function at the ends of what a wording allows.
    """
    if at_low <= 0.5 <= at_high:
        return 1.0
    return float(2.0 * (at_high if at_high < 0.5 else 1.0 - at_low))


def margin_below(margin_s: Floats, free_time_s: Floats) -> Floats:
    """The probability that boost and re-entry add no more than `margin_s` to a free flight; 0 for a negative margin."""
    positive = np.maximum(margin_s, 1e-9)
    return normal(np.log(positive / margin_median_s(free_time_s)) / MARGIN_SIGMA) * (margin_s > 0.0)


def margin_median_s(free_time_s: float | Floats) -> Floats:
    """The time that boost and re-entry typically add to a free flight."""
    return np.asarray(MARGIN_MEDIAN_S * (np.asarray(free_time_s) / 1000.0) ** MARGIN_POWER)


def speed_below(speed: float | Floats, unit: str, arc_speeds_m_s: Floats) -> Floats:
    """The probability that the announced top speed is no more than `speed` (in ``m/s`` or ``Mach``, any shape).

    `arc_speeds_m_s` holds surface speeds of equal weight, shape (n,).
    """
    sound = sounds_m_s() if unit == "Mach" else np.ones(1)
    middles = SPEED_MEDIAN * (arc_speeds_m_s[:, None] / sound[None, :]).ravel()
    ratio = np.maximum(np.asarray(speed, dtype=float)[..., None], 1e-9) / middles
    return np.asarray(normal(np.log(ratio) / SPEED_SIGMA).mean(axis=-1))


def sounds_m_s() -> Floats:
    """Speeds of sound of equal weight over the span of the convention."""
    return SOUND_LOW_M_S + (SOUND_HIGH_M_S - SOUND_LOW_M_S) * (np.arange(9) + 0.5) / 9
