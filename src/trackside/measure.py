"""`Estimate`: what a number in words means; how far it reaches on either side. Never an algebra."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import final

from trackside.errors import BadQuantity

# How far a rounded number reaches: the half step of its last non-zero digit, but an announced "800 km" is hardly ever
# rounded to whole hundreds, so the reach is capped at this share of the value. A choice, not a measurement.
ROUNDING_CAP = 0.025
# "About", "some", "roughly": at least this share of the value on either side.
ABOUT_SHARE = 0.05
# "Nearly", "almost": the value is not reached, but it is close.
NEARLY_SHARE = 0.10

# What one Mach is between the stratosphere and the ground (US Standard Atmosphere 1976, table I).
SOUND_M_S = (290.0, 345.0)


class Verdict(StrEnum):
    """The outcome of a check, from agreement to contradiction, or that too little is told."""

    CONSISTENT = "consistent"
    STRAINED = "strained"
    CONTRADICTED = "contradicted"
    UNDETERMINED = "undetermined"


class Hedge(StrEnum):
    """What the words around a number do to it."""

    NONE = "none"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEARLY = "nearly"


@final
@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the interval its wording allows, in SI.

    Attributes
    ----------
    best : float
        The number as stated. Finite.
    low, high : float
        The interval the words allow; ``-inf`` or ``inf`` where they leave it open. ``low <= best <= high``.
    unit : str
        ``m``, ``s``, ``m/s``, ``Mach``, ``count`` or ``deg``.

    Raises
    ------
    BadQuantity
        When the three numbers are not in order, or `best` is not finite.
    """

    best: float
    low: float
    high: float
    unit: str

    def __post_init__(self) -> None:
        if not math.isfinite(self.best) or not self.low <= self.best <= self.high:
            raise BadQuantity(
                f"{self.low} .. {self.best} .. {self.high} {self.unit}",
                "an estimate needs low <= best <= high with a finite best",
            )


def stated(best: float, unit: str, *, hedge: Hedge = Hedge.NONE, step: float = 0.0) -> Estimate:
    """The estimate that a stated number and its hedge mean.

    Parameters
    ----------
    best : float
        The number, in SI; zero or more.
    unit : str
        Its SI unit.
    hedge : Hedge
        What the words around it say.
    step : float
        The size of its last written digit in SI (1,090 km written to tens: 10,000 m); zero for an exact count.
    """
    half = min(step / 2, ROUNDING_CAP * best) if best else step / 2
    if hedge is Hedge.ABOUT:
        half = max(2 * half, ABOUT_SHARE * best)
    low, high = {
        Hedge.AT_LEAST: (best, math.inf),
        Hedge.AT_MOST: (0.0, best),
        Hedge.NEARLY: (best * (1 - NEARLY_SHARE), best),
    }.get(hedge, (best - half, best + half))
    return Estimate(best, low, high, unit)


def between(low: float, high: float, unit: str) -> Estimate:
    """The estimate that a span ("800 to 900 km") means; the ends may come in either order."""
    low, high = min(low, high), max(low, high)
    return Estimate((low + high) / 2, low, high, unit)


def overlap(a: Estimate, b: Estimate) -> bool:
    """Whether two estimates of one unit can both be true; False for different units."""
    return a.unit == b.unit and a.low <= b.high and b.low <= a.high


def rounding_step(digits: str) -> float:
    """The size of the last digit that carries meaning: ``"1,090"`` -> 10, ``"6 248.5"`` -> 0.1, ``"4052"`` -> 1.

    Separators are commas, spaces, thin spaces and apostrophes; a full stop starts the decimals.
    """
    bare = digits if digits.isdigit() else "".join(c for c in digits if c.isdigit() or c == ".")
    whole, _, decimals = bare.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10.0 ** min(zeros, max(len(whole) - 1, 0)))
