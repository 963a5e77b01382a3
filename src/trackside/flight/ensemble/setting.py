"""`Setting`: where flights start and land in an ensemble, and which apogees and ranges they are made to have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.flight.ensemble.members import Members
from trackside.flight.ensemble.solve import Wanted
from trackside.flight.numbers import Departure, Numbers
from trackside.flight.spread import quantile
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

# Where nothing is told, a flight starts anywhere that people live; it may go as high and far as anything ever flown.
INHABITED_DEG = 60.0
LOWEST_M, HIGHEST_M = 8_000.0, 12_000_000.0
# What of the looking is done over all of a span, even when it is known where to look.
WIDE_SHARE = 0.15
NEAREST_M, FARTHEST_M = 15_000.0, 19_000_000.0


@final
@dataclass(frozen=True, slots=True)
class Setting:
    """The place of an ensemble, and how far its apogee and range are looked for where they are not told.

    Attributes
    ----------
    departure : Departure or None
        Anywhere in any direction when None, in any direction when it has no azimuth.
    apogee_m, range_m : tuple of two floats
        Between what an apogee or a range that is not told is looked for.
    lift_to_drag : tuple of two floats
        Of what falls; evenly between.
    apogee_near_m, range_near_m : tuple of two floats or None
        Where most of the looking is done, once it is known where to look.
    """

    departure: Departure | None
    apogee_m: tuple[float, float] = (LOWEST_M, HIGHEST_M)
    range_m: tuple[float, float] = (NEAREST_M, FARTHEST_M)
    lift_to_drag: tuple[float, float] = (0.0, 0.0)
    apogee_near_m: tuple[float, float] | None = None
    range_near_m: tuple[float, float] | None = None

    def place(self, kind: npt.NDArray[np.int64], u: Floats, rng: np.random.Generator) -> Members:
        """Members at the place told, or at places drawn at random."""
        count = len(kind)
        lat, lon = rng.uniform(-INHABITED_DEG, INHABITED_DEG, count), np.zeros(count)
        azimuth, lift = rng.uniform(0.0, 360.0, count), rng.uniform(*self.lift_to_drag, count)
        if self.departure is not None:
            lat, lon = np.full(count, self.departure.lat_deg), np.full(count, self.departure.lon_deg)
            if self.departure.azimuth_deg is not None:
                azimuth = np.full(count, self.departure.azimuth_deg)
        return Members(kind, u, lat, lon, azimuth, lift)

    def aim(self, numbers: Numbers, count: int, rng: np.random.Generator) -> tuple[Wanted, Floats]:
        """Apogees and ranges to be flown, and the logarithm of what they were drawn with over what is told of them."""
        apogee, high = _drawn(numbers.apogee_m, self.apogee_m, self.apogee_near_m, count, rng)
        reach, far = _drawn(numbers.range_m, self.range_m, self.range_near_m, count, rng)
        return Wanted(apogee, reach), high + far


def _drawn(
    told: Estimate | None,
    span: tuple[float, float],
    near: tuple[float, float] | None,
    count: int,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Values, and the logarithm of their density per logarithm of the value, less that of the wording.

    A number told is drawn as its wording spreads it, so that only the step from value to logarithm is left; one that is
    not told is drawn evenly in its logarithm, most of it from the nearer span where there is one.
    """
    share = (rng.permutation(count) + rng.random(count)) / count
    if told is not None:
        value = np.maximum(quantile(told, np.clip(share, 1e-6, 1.0 - 1e-6)), 1.0)
        return value, np.log(value)
    low, high = math.log(span[0]), math.log(span[1])
    if near is None:
        return np.exp(low + (high - low) * share), np.full(count, -math.log(high - low))
    close, far = math.log(near[0]), math.log(near[1])
    wide = rng.random(count) < WIDE_SHARE
    at = np.where(wide, low + (high - low) * share, close + (far - close) * share)
    inside = (at >= close) & (at <= far)
    return np.exp(at), np.log(WIDE_SHARE / (high - low) + (1.0 - WIDE_SHARE) * inside / (far - close))
