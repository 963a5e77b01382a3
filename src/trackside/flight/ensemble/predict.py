"""Each number as the others lead to expect it, out of populations that did not look at it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from trackside.flight.case import settle
from trackside.flight.ensemble.beliefs import clock_s, speed_below, time_below
from trackside.flight.ensemble.population import Population
from trackside.flight.ensemble.reconstruction import LADDER, Prediction
from trackside.flight.ensemble.setting import FARTHEST_M, HIGHEST_M, LOWEST_M, NEAREST_M, Setting
from trackside.flight.ensemble.summary import (
    HIGH,
    LOW,
    MIDDLE,
    effective_size,
    invert,
    quantiles,
    smooth_below,
    two_sided,
)
from trackside.flight.numbers import Numbers
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

FIELDS = {"range": "range_m", "apogee": "apogee_m", "flight_time": "flight_time_s", "speed": "speed"}
# Fewer effective flights than this say nothing about a number.
FEWEST = 25.0
# Boost and re-entry add a few minutes at the most, or a good part of a short flight: what bounds the search.
MOST_ADDED_S, MOST_ADDED_SHARE = 420.0, 0.35
_GRID = 240


def without(numbers: Numbers, about: str) -> Numbers:
    """The numbers less one of them."""
    return replace(numbers, **{FIELDS[about]: None})


def told(numbers: Numbers) -> dict[str, Estimate]:
    """The numbers that are told, by name."""
    return {about: value for about, field in FIELDS.items() if (value := getattr(numbers, field)) is not None}


def narrowed(setting: Setting, numbers: Numbers) -> Setting:
    """The setting with the search for an apogee or a range that is not told cut to what the flight time allows."""
    total = numbers.flight_time_s
    if total is None or (numbers.apogee_m is None) == (numbers.range_m is None):
        return setting
    case = settle(replace(numbers, speed=None), setting.departure)
    longest = (total.high if math.isfinite(total.high) else 1.5 * total.best) + 4.0 * float(
        clock_s(np.array(total.best))
    )
    least = max(total.low, 0.5 * total.best)
    shortest = least - max(MOST_ADDED_S, MOST_ADDED_SHARE * least)
    if numbers.range_m is not None:
        grid = np.geomspace(LOWEST_M, HIGHEST_M, _GRID)
        return replace(setting, apogee_m=_span(grid, case.times_s(numbers.range_m.best, grid), shortest, longest))
    height = numbers.apogee_m.best if numbers.apogee_m is not None else LOWEST_M
    grid = np.geomspace(NEAREST_M, FARTHEST_M, _GRID)
    return replace(setting, range_m=_span(grid, case.times_s(grid, height), shortest, longest))


def focused(setting: Setting, population: Population) -> Setting:
    """The setting with most of its search where a first population fits, and half as much again on either side."""
    weights = population.weights()

    def near(values: Floats, span: tuple[float, float]) -> tuple[float, float]:
        low, high = np.log(quantiles(values, weights, (0.002, 0.998)))
        margin = 0.25 * (high - low) + 0.01
        return max(span[0], float(np.exp(low - margin))), min(span[1], float(np.exp(high + margin)))

    return replace(
        setting,
        apogee_near_m=near(population.apogee_m, setting.apogee_m),
        range_near_m=near(population.range_m, setting.range_m),
    )


def _span(grid: Floats, times_s: Floats, shortest: float, longest: float) -> tuple[float, float]:
    """The part of a search that a flight time allows; all of it where none does, and then nothing will fit."""
    good = np.flatnonzero((times_s > shortest) & (times_s < longest))
    if not len(good):
        return float(grid[0]), float(grid[-1])
    return float(grid[max(good[0] - 1, 0)]), float(grid[min(good[-1] + 1, len(grid) - 1)])


def predict(
    about: str, population: Population, claim: Estimate | None, unit: str, *, also: Collection[str] = ()
) -> Prediction | None:
    """One number out of flights weighed by the others, or by fewer; None when too few of them fit."""
    weights = population.weights(without=(about, *also))
    effective = effective_size(weights)
    if effective < FEWEST:
        return None
    below, sample = _distribution(about, population, weights, unit)
    ladder = tuple(invert(below, float(sample.min()) * 0.5, float(sample.max()) * 2.0, LADDER).tolist())
    low, middle, high = np.interp((LOW, MIDDLE, HIGH), LADDER, ladder).tolist()
    probability = two_sided(below, claim) if claim is not None else None
    return Prediction(about, Estimate(middle, low, high, unit), probability, effective, ladder)


def _distribution(
    about: str, population: Population, weights: Floats, unit: str
) -> tuple[Callable[[float], float], Floats]:
    """How likely the number is to be announced as no more than a value."""
    if about == "flight_time":
        times = population.time_s
        return lambda value: float((weights * time_below(value, times)).sum()), times
    if about == "speed":
        speeds = np.maximum(population.burnout_speed_m_s, 1.0)
        scale = 340.0 if unit == "Mach" else 1.0
        return lambda value: float((weights * speed_below(value, unit, speeds)).sum()), speeds / scale
    values = population.apogee_m if about == "apogee" else population.range_m
    return smooth_below(values, weights), values
