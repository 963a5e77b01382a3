"""`Track`: where something was, when. A missile and a train both write one; `Bundle`: many, with weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.errors import BadInput

Floats = npt.NDArray[np.float64]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Positions in order of time, in seconds after the track's own start.

    Attributes
    ----------
    time_s, lat_deg, lon_deg, height_m : arrays of shape (n,), n >= 2
        Times rise strictly; height is above the ellipsoid; longitudes east positive.
    distance_m : array of shape (n,)
        Distance over ground from the first point.
    """

    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    height_m: Floats
    distance_m: Floats

    def __post_init__(self) -> None:
        shapes = {a.shape for a in (self.time_s, self.lat_deg, self.lon_deg, self.height_m, self.distance_m)}
        if len(shapes) != 1 or len(self.time_s) < 2 or not bool(np.all(np.diff(self.time_s) > 0)):
            raise BadInput(f"a track of shapes {shapes}", "a track needs five equal arrays of two or more rising times")


@final
@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Weighted tracks from one ensemble; the weights sum to one and `seed` makes it again."""

    tracks: tuple[Track, ...]
    weights: Floats
    seed: int

    def __post_init__(self) -> None:
        if len(self.tracks) != len(self.weights) or not np.isclose(self.weights.sum(), 1.0):
            raise BadInput(f"{len(self.tracks)} tracks", "a bundle needs one weight per track, summing to one")
