"""How well a flight fits what was announced: the likelihood of a number under its wording and its clock."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from trackside.flight.margin import SPEED_SIGMA, normal, sounds_m_s
from trackside.flight.numbers import Numbers
from trackside.flight.spread import NODES, nodes
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

# When a clock is started and stopped is never said: at ignition or at the first sight of a radar, at impact or when the
# radar loses it. Announced times scatter about the flights of this room by more than their rounding: 40 s and a
# hundredth of the flight, by the flights of tests/authorities/flight_triples.csv (docs/accuracy.md, "Clocks").
CLOCK_S, CLOCK_SHARE = 40.0, 0.01
# So many standard deviations off is no fit at all: the least bad of many hopeless flights must not pass for a good one.
HOPELESS = 5.0
_ROOT_TWO_PI = math.sqrt(2.0 * math.pi)


def clock_s(time_s: Floats) -> Floats:
    """The standard deviation of an announced time about the true one."""
    return np.hypot(CLOCK_S, CLOCK_SHARE * time_s)


def time_below(announced_s: float, time_s: Floats) -> Floats:
    """The probability that a flight of `time_s` is announced with no more than `announced_s`."""
    return normal((announced_s - time_s) / clock_s(time_s))


def time_density(announced: Estimate, time_s: Floats) -> Floats:
    """How likely flights of `time_s` are to be announced in these words, up to one factor for all of them."""
    deviation = clock_s(time_s)
    points = nodes(announced, NODES)
    off = (points[:, None] - time_s[None, :]) / deviation[None, :]
    density = (np.exp(-0.5 * off**2) / (deviation[None, :] * _ROOT_TWO_PI)).mean(axis=0)
    return np.where(np.abs(off).min(axis=0) < HOPELESS, density, 0.0)


def speed_below(announced: float, unit: str, burnout_m_s: Floats) -> Floats:
    """The probability of each flight being announced with no more than this top speed, in ``m/s`` or ``Mach``."""
    sound = sounds_m_s() if unit == "Mach" else np.ones(1)
    ratio = np.log(max(announced, 1e-9) * sound[:, None] / burnout_m_s[None, :])
    return np.asarray(normal(ratio / SPEED_SIGMA).mean(axis=0))


def speed_density(announced: Estimate, burnout_m_s: Floats) -> Floats:
    """How likely flights with these burnout speeds are to be announced with this top speed, up to one factor."""
    sound = sounds_m_s() if announced.unit == "Mach" else np.ones(1)
    points = (nodes(announced, NODES)[:, None] * sound[None, :]).ravel()
    off = np.log(points[:, None] / burnout_m_s[None, :]) / SPEED_SIGMA
    return np.where(np.abs(off).min(axis=0) < HOPELESS, np.exp(-0.5 * off**2).mean(axis=0), 0.0)


def likelihoods(numbers: Numbers, time_s: Floats, burnout_m_s: Floats) -> Mapping[str, Floats]:
    """For flight time and speed, where told, how well each flight fits; range and apogee are met by construction."""
    found: dict[str, Floats] = {}
    if numbers.flight_time_s is not None:
        found["flight_time"] = time_density(numbers.flight_time_s, time_s)
    if numbers.speed is not None:
        found["speed"] = speed_density(numbers.speed, burnout_m_s)
    return found
