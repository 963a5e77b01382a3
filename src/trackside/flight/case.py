"""`Case`: announced numbers and the Earth they flew over, with the law that ties range, apogee and time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.flight.arc import HALF_ROUND_M, arc, fly, most_time_azimuth_deg
from trackside.flight.margin import margin_below, margin_median_s
from trackside.flight.numbers import HIGHEST_M, Departure, Numbers
from trackside.flight.spread import nodes, quantile
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

# The highest apogee announced so far is 7,687.5 km (KCNA, 31 October 2024). A time or a speed that would need an apogee
# a quarter higher still is more likely to come from a path that was not ballistic, or from a slip.
HIGHEST_PLAUSIBLE_M = 1.25 * 7_687_500.0
# Where the search for an apogee or a range begins; lower than any flight, so that it does not show.
LOWEST_M = 1.0
# Points of a search: coarse over all sizes (steps of 10 %), then fine within the part that matters.
COARSE, FINE = 200, 161
# Weight left outside the fine part at either end.
LEFT_OUT = 1e-4
# How far the round Earth may be off: against the ellipsoid with its J2 bulge the free flight comes out right to 0.04 %
# at the equator, 0.03 % in middle latitudes and 0.1 % at a pole (tests/flight/test_independent.py); doubled for flights
# from one to the other. What is less impossible than this is not called impossible.
ROUND_EARTH_SHARE = 0.002
# Fewer points a number suffice where two spreads and the margin are mixed.
FEW = 5


@final
@dataclass(frozen=True, slots=True)
class Case:
    """Announced numbers, and the departure with its azimuth settled (None: the Earth is taken as standing still)."""

    numbers: Numbers
    departure: Departure | None
    least_time: bool = False

    def times_s(self, range_m: float | Floats, apogee_m: float | Floats) -> Floats:
        """Free-flight times of ranges and apogees, broadcast."""
        azimuth = None if self.departure is None else self.departure.azimuth_deg
        return fly(range_m, apogee_m, self.departure, azimuth).time_s

    @property
    def earth(self) -> str:
        """How the Earth was taken, as the end of "even without a boost phase"."""
        if self.departure is None:
            return ", on an Earth taken as standing still"
        if self.least_time:
            return " and in the quickest direction over the turning Earth"
        return f", over the turning Earth towards azimuth {self.departure.azimuth_deg:.0f}°"

    @property
    def method(self) -> str:
        """The id of the law that gives its times."""
        return "free-flight-arc" if self.departure is None else "turning-earth"


def settle(numbers: Numbers, departure: Departure | None) -> Case:
    """The case with the azimuth as given, or else the one that gives the least time and so overstates nothing."""
    if departure is None or departure.azimuth_deg is not None:
        return Case(numbers, departure)
    if numbers.range_m is None:
        return Case(numbers, None)
    apogee = numbers.apogee_m.best if numbers.apogee_m else implied_apogee_m(Case(numbers, None))
    if apogee is None:
        return Case(numbers, None)
    quickest = arc(numbers.range_m.best, apogee, departure).azimuth_deg
    return Case(numbers, replace(departure, azimuth_deg=quickest), least_time=True)


def directions(case: Case, range_m: float, apogee_m: float) -> tuple[Case, ...]:
    """The case as it is; without an azimuth also the slowest direction, so that a long time is judged as kindly too."""
    if case.departure is None or not case.least_time:
        return (case,)
    slowest = most_time_azimuth_deg(range_m, apogee_m, case.departure)
    return case, replace(case, departure=replace(case.departure, azimuth_deg=slowest))


def envelope(found: Sequence[Estimate]) -> Estimate:
    """The estimate that holds all of several, its middle the mean of theirs."""
    best = sum(e.best for e in found) / len(found)
    return Estimate(best, min(e.low for e in found), max(e.high for e in found), found[0].unit)


def implied_apogee_m(case: Case) -> float | None:
    """The apogee that the stated range and time give after the typical margin.

    None where no arc is that quick, or where it would lie higher than `HIGHEST_PLAUSIBLE_M`.
    """
    if case.numbers.range_m is None or case.numbers.flight_time_s is None:
        return None
    grid, range_m, total = (
        np.geomspace(LOWEST_M, HIGHEST_M, COARSE),
        case.numbers.range_m.best,
        case.numbers.flight_time_s.best,
    )
    for _ in range(3):
        free = case.times_s(range_m, grid)
        whole = free + margin_median_s(free)
        at = int(np.searchsorted(whole, total))
        if not 0 < at < len(grid):
            return None
        grid = np.geomspace(grid[at - 1], grid[at], FINE)
    peak = math.sqrt(grid[0] * grid[-1])
    return peak if peak <= HIGHEST_PLAUSIBLE_M else None


@final
@dataclass(frozen=True, slots=True)
class Inference:
    """What a flight time says about an apogee or a range: `below(x)` is the probability that it is no more than x."""

    below: Callable[[Floats], Floats]
    grid: Floats
    cumulative: Floats

    def at(self, share: float) -> float:
        """The value below which a share of the probability lies, held to the ends of the search."""
        return float(np.interp(share, self.cumulative, self.grid))

    @property
    def expected(self) -> Estimate:
        """The median and the 90 % interval; metres."""
        return Estimate(self.at(0.5), self.at(0.05), self.at(0.95), "m")

    @property
    def reaches(self) -> tuple[float, float]:
        """The probability below the first and the last value searched; (0, 1) when all of it lies within."""
        return float(self.cumulative[0]), float(self.cumulative[-1])


def infer_apogee(case: Case, range_m: Estimate, flight_time: Estimate) -> Inference:
    """What range and flight time say about the apogee; metres."""
    return _infer(lambda x, r: case.times_s(r, x), nodes(range_m, FEW), nodes(flight_time, FEW), HIGHEST_M)


def infer_range(case: Case, apogee: Estimate, flight_time: Estimate) -> Inference:
    """What apogee and flight time say about the range; metres, up to half way round."""
    return _infer(case.times_s, nodes(apogee, FEW), nodes(flight_time, FEW), HALF_ROUND_M)


def _infer(times: Callable[[Floats, Floats], Floats], other: Floats, totals: Floats, most: float) -> Inference:
    # Free time rises with both apogee and range, so "no more than x" is "a margin of at least what x leaves over".
    def below(x: Floats) -> Floats:
        free = times(x[:, None], other[None, :])[:, :, None]
        return np.asarray(1.0 - margin_below(totals - free, free).mean(axis=(1, 2)))

    coarse = np.geomspace(LOWEST_M, most, COARSE)
    rough = below(coarse)
    first = min(max(int(np.searchsorted(rough, LEFT_OUT)) - 1, 0), COARSE - 2)
    last = min(max(int(np.searchsorted(rough, 1.0 - LEFT_OUT)), first + 1), COARSE - 1)
    grid = np.geomspace(coarse[first], coarse[last], FINE)
    return Inference(below, grid, below(grid))


@final
@dataclass(frozen=True, slots=True)
class Duration:
    """What range and apogee say about the flight time.

    `free_s` is the free flight of the stated numbers, `least_s` that of the kindest reading of them, `times_s` those of
    all readings, of equal weight.
    """

    free_s: float
    least_s: float
    times_s: Floats

    @property
    def impossible_below_s(self) -> float:
        """No flight is shorter, even if the round Earth is as far off as it can be."""
        return self.least_s * (1.0 - ROUND_EARTH_SHARE)

    def below(self, total_s: float | Floats) -> Floats:
        """The probability that the whole flight takes no longer; any shape."""
        margin = np.asarray(total_s, dtype=float)[..., None] - self.times_s
        return np.asarray(margin_below(margin, self.times_s).mean(axis=-1))

    @property
    def expected(self) -> Estimate:
        """The median and the 90 % interval of the whole flight time."""
        longest = float(self.times_s.max())
        grid = np.linspace(float(self.times_s.min()), longest + 6.0 * float(margin_median_s(longest)), 4 * FINE)
        low, best, high = np.interp((0.05, 0.5, 0.95), self.below(grid), grid)
        return Estimate(float(best), float(low), float(high), "s")


def infer_duration(case: Case, range_m: Estimate, apogee: Estimate) -> Duration:
    """What range and apogee say about the flight time; the kindest reading takes the lowest end of both."""
    shortest, lowest = max(range_m.low, LOWEST_M), max(apogee.low, LOWEST_M)
    kindest = case
    if case.departure is not None and case.least_time:
        kindest = settle(
            Numbers(range_m=_exact(shortest), apogee_m=_exact(lowest)), replace(case.departure, azimuth_deg=None)
        )
    mixed = case.times_s(nodes(range_m, FEW)[:, None], nodes(apogee)[None, :]).ravel()
    least = float(kindest.times_s(shortest, lowest))
    return Duration(float(case.times_s(range_m.best, apogee.best)), min(least, float(mixed.min())), mixed)


def ends(value: Estimate) -> tuple[float, float]:
    """The 5 % and 95 % points of what the wording leaves open."""
    low, high = quantile(value, np.array([0.05, 0.95]))
    return float(low), float(high)


def _exact(metres: float) -> Estimate:
    return Estimate(metres, metres, metres, "m")
