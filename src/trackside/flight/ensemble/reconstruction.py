"""`Reconstruction`: what an ensemble of flights says about announced numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.earth import Bundle
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]


# Shares of a distribution that are kept of it.
LADDER = (
    0.0005,
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    *(i / 40 for i in range(2, 39)),
    0.975,
    0.99,
    0.995,
    0.9975,
    0.999,
    0.9995,
)


class Kind(StrEnum):
    """How a flight used its energy, against the flight that covers the same range with the least."""

    LOFTED = "lofted"
    LEAST_ENERGY = "minimum-energy"
    DEPRESSED = "depressed"
    LIFTING = "lifting"


@final
@dataclass(frozen=True, slots=True)
class Prediction:
    """One number as all the others lead to expect it.

    Attributes
    ----------
    about : str
        ``range``, ``apogee``, ``flight_time`` or ``speed``.
    expected : Estimate
        The median and the 90 % interval of what would be announced, in ``m``, ``s``, ``m/s`` or ``Mach``.
    probability : float or None
        Two-sided, of a number as extreme as the one announced, the best value its wording allows; None where none is.
    effective : float
        The effective number of flights behind it.
    ladder : tuple of float
        The values below which shares `LADDER` lie, for holding other claims against the same flights.
    """

    about: str
    expected: Estimate
    probability: float | None
    effective: float
    ladder: tuple[float, ...]

    def below(self, value: float) -> float:
        """The probability of a number no greater than this."""
        return float(np.interp(value, self.ladder, LADDER, left=0.0, right=1.0))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Longest:
    """How far the same vehicle with the same load could fly on its best trajectory.

    Attributes
    ----------
    still : Estimate
        On an Earth that does not turn, which is how analysts give it.
    by_direction : tuple of (float, Estimate)
        Over the turning Earth from the place of departure, by the azimuth in degrees in which it leans; empty where no
        place is told.
    sample_m : array of shape (n,)
        Ranges on a still Earth, of equal weight: what the distribution is drawn from.
    """

    still: Estimate
    by_direction: tuple[tuple[float, Estimate], ...]
    sample_m: Floats


@final
@dataclass(frozen=True, slots=True, eq=False)
class Reconstruction:
    """Flights that fit announced numbers, and what they have in common.

    Attributes
    ----------
    predictions : tuple of Prediction
        Each number announced, given the others; then those not announced.
    kinds : mapping of Kind to float
        The probability of each; `Kind.LIFTING` only where it was asked about.
    classes : mapping of str to float
        The probability of each broad class of vehicle, its name in `load_classes()`.
    longest : Longest or None
        None when nothing fits.
    burnout_speed_m_s, burnout_time_s : Estimate or None
        Against the ground, and after lift-off.
    lifting_odds : float or None
        How much better flights that are held up by lift fit than ballistic ones; None where it was not asked.
    lift_to_drag : Estimate or None
        Of those that fit, where lift fits better.
    fits : bool
        Whether one flight can have all the numbers.
    culprits : tuple of str
        Where not: each number that, left out, makes the rest fit.
    effective_sample_size : float
        Of the flights behind it all.
    bundle : Bundle or None
        Some of the flights, drawn out, of equal weight; None when nothing fits or no place is told.
    seed : int
        Which makes it again.
    """

    predictions: tuple[Prediction, ...]
    kinds: Mapping[Kind, float]
    classes: Mapping[str, float]
    longest: Longest | None
    burnout_speed_m_s: Estimate | None
    burnout_time_s: Estimate | None
    lifting_odds: float | None
    lift_to_drag: Estimate | None
    fits: bool
    culprits: tuple[str, ...]
    effective_sample_size: float
    bundle: Bundle | None
    seed: int

    def prediction(self, about: str) -> Prediction | None:
        """The prediction of one number, or None."""
        return next((p for p in self.predictions if p.about == about), None)
