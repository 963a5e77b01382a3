"""The ring that a range draws around a place: every point as far away along the geodesic, wherever on the globe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

import numpy as np
import numpy.typing as npt

from trackside.earth import Place
from trackside.earth.geodesic import ANTIPODE_M, destinations, distances_m, leg
from trackside.earth.region import Region, region_inside, whole_globe, without
from trackside.errors import BadQuantity
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

SHORTEST_M = 1.0
# Half the equator, 20,037.5 km, is sometimes given as the farthest range there is; beyond it a range means nothing.
LONGEST_M = 20_040_000.0

# The straight lines between a ring's points, on a map of equal degrees, may leave the ring by no more than this.
CHORD_M = 200.0
# A step of longitude so wide that it could be mistaken for one the other way around is cut in two.
_WIDEST_STEP_DEG = 30.0
# Halvings of a step of azimuth that bring a point onto the antimeridian to well under a millimetre.
_HALVINGS = 36
# A ring through a pole itself has no longitude there; it is drawn this much beside it, within the promised metre.
_POLE_GAP_M = 0.5
# From here on some geodesics are no longer the shortest way to where they end: half the polar axis times pi, the first
# such distance anywhere (Karney 2013, section 2: along the equator), less a margin.
_FOLDED_M = math.pi * 6_356_752.3142 - 500.0
_FOLDED_AZIMUTHS = 14_400
_FOLDED_SLIP_M = 0.5


@final
@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """What lies within a range of a place.

    Attributes
    ----------
    place : Place
        The centre.
    range_m : Estimate
        The range, in metres.
    region : Region
        Everything within its best value.
    band : Region or None
        Everything between its low and its high value, which is inside by one reading and outside by another; None when
        the range is told exactly, or has no upper end ("more than 2,500 km").
    """

    place: Place
    range_m: Estimate
    region: Region
    band: Region | None

    @property
    def __geo_interface__(self) -> Mapping[str, Any]:
        """A GeoJSON feature (RFC 7946) of the region."""
        told = {"name": self.place.name, "range_m": self.range_m.best}
        return {"type": "Feature", "properties": told, "geometry": self.region.__geo_interface__}


def ring(place: Place, range_m: Estimate | float, *, points: int = 361) -> Ring:
    """The ring around a place.

    Parameters
    ----------
    place : Place
        The centre, anywhere on the globe.
    range_m : Estimate or float
        1 m to 20,040 km. From the antipode's distance on (20,003.9 km) it is the whole globe.
    points : int
        Least number of points on the ring, the first repeated at the end; more are set where a map of equal degrees
        bends (near a pole), so that no line between two of them leaves the ring by more than 200 m.

    Raises
    ------
    BadQuantity
        For a range outside those bounds or not in metres, or fewer than 13 points.
    """
    if points < 13:
        raise BadQuantity(f"{points} points", "a ring needs 13 or more")
    told = _checked(range_m)
    return Ring(place, told, disc(place, told.best, points=points), _band(place, told, points))


def disc(place: Place, range_m: float, *, points: int = 361) -> Region:
    """Everything within a range of a place, as a region; every point of its edge is within a metre of that distance."""
    if range_m >= ANTIPODE_M:
        return whole_globe()
    beside = _beside_poles(place, range_m)
    if beside < _FOLDED_M:
        lats, lons = _circle(place, beside, points)
        # With growing azimuth the centre lies to the right; backwards, to the left.
        return region_inside(lats[::-1], lons[::-1])
    return _all_but_the_antipode(place, beside)


def _checked(range_m: Estimate | float) -> Estimate:
    told = range_m if isinstance(range_m, Estimate) else _exact(range_m)
    if told.unit != "m":
        raise BadQuantity(f"{told.best} {told.unit}", "a range is a length in metres")
    if not SHORTEST_M <= told.best <= LONGEST_M:
        raise BadQuantity(
            f"a range of {told.best / 1000:g} km",
            "a range is more than a metre and at most 20,004 km, the way to the other side of the globe",
            "give a range such as 800km",
        )
    return told


def _exact(range_m: float) -> Estimate:
    if not math.isfinite(range_m):
        raise BadQuantity(
            f"a range of {range_m} m", "a range is a finite number of metres", "give a range such as 800km"
        )
    return Estimate(range_m, range_m, range_m, "m")


def _band(place: Place, told: Estimate, points: int) -> Region | None:
    if not told.low < told.high < math.inf:
        return None
    outer = disc(place, max(told.high, SHORTEST_M), points=points)
    return without(outer, disc(place, told.low, points=points)) if told.low >= SHORTEST_M else outer


def _beside_poles(place: Place, range_m: float) -> float:
    for pole in (90.0, -90.0):
        away = leg(place.lat_deg, place.lon_deg, pole, place.lon_deg).distance_m
        if abs(range_m - away) < _POLE_GAP_M and away > _POLE_GAP_M:
            return away + math.copysign(_POLE_GAP_M, range_m - away)
    return range_m


def _circle(place: Place, range_m: float, points: int) -> tuple[Floats, Floats]:
    """Points in order of azimuth, as many as the tolerance asks for; the first is not repeated."""
    azimuths = np.linspace(0.0, 360.0, points)
    lats, lons = destinations(place.lat_deg, place.lon_deg, azimuths, range_m)
    for _ in range(60):
        middles = (azimuths[:-1] + azimuths[1:]) / 2
        at = np.flatnonzero(_bent(place, range_m, middles, lats, lons))
        if not len(at):
            break
        more_lats, more_lons = destinations(place.lat_deg, place.lon_deg, middles[at], range_m)
        azimuths = np.insert(azimuths, at + 1, middles[at])
        lats, lons = np.insert(lats, at + 1, more_lats), np.insert(lons, at + 1, more_lons)
    return _with_seam(place, range_m, azimuths, lats, lons)


def _with_seam(place: Place, range_m: float, azimuths: Floats, lats: Floats, lons: Floats) -> tuple[Floats, Floats]:
    """The same points and those on the antimeridian, where the map is cut; else the cut would fall on a chord."""
    past = _turn(lons - 180.0)
    at = np.flatnonzero((past[:-1] * past[1:] < 0.0) & (np.abs(past[:-1]) < 90.0) & (np.abs(past[1:]) < 90.0))
    low, high, side = azimuths[at], azimuths[at + 1], np.sign(past[at])
    for _ in range(_HALVINGS if len(at) else 0):
        middle = (low + high) / 2
        same = np.sign(_turn(destinations(place.lat_deg, place.lon_deg, middle, range_m)[1] - 180.0)) == side
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    seam_lats, seam_lons = destinations(place.lat_deg, place.lon_deg, low, range_m)
    return np.insert(lats, at + 1, seam_lats)[:-1], np.insert(lons, at + 1, seam_lons)[:-1]


def _bent(place: Place, range_m: float, middles: Floats, lats: Floats, lons: Floats) -> npt.NDArray[np.bool_]:
    """Which of a ring's steps leave it too far, or could be taken the wrong way around."""
    true_lats, true_lons = destinations(place.lat_deg, place.lon_deg, middles, range_m)
    steps = _turn(np.diff(lons))
    off_lat = true_lats - (lats[:-1] + lats[1:]) / 2
    off_lon = _turn(true_lons - lons[:-1] - steps / 2) * np.cos(np.radians(true_lats))
    off_m = 111_700.0 * np.hypot(off_lat, off_lon)
    found: npt.NDArray[np.bool_] = (off_m > CHORD_M) | (np.abs(steps) > _WIDEST_STEP_DEG)
    return found


def _turn(degrees: Floats) -> Floats:
    turned: Floats = (degrees + 180.0) % 360.0 - 180.0
    return turned


def _all_but_the_antipode(place: Place, range_m: float) -> Region:
    """The globe without the small patch around the antipode that is farther away.

    There the geodesics cross each other, so only those of them that are still the shortest way bound the patch.
    """
    azimuths = np.linspace(0.0, 360.0, _FOLDED_AZIMUTHS, endpoint=False)
    lats, lons = destinations(place.lat_deg, place.lon_deg, azimuths, range_m)
    shortest = np.abs(distances_m(place.lat_deg, place.lon_deg, lats, lons) - range_m) < _FOLDED_SLIP_M
    lats, lons = lats[shortest], lons[shortest]
    far = -place.lat_deg, _turn(np.array([place.lon_deg + 180.0]))[0]
    bearings = [leg(*far, lat, lon).azimuth_deg for lat, lon in zip(lats, lons, strict=True)]
    order = np.argsort(bearings)
    if len(order) < 8:
        return whole_globe()
    # Growing bearings run clockwise around the antipode, the rest of the globe to the left; but where the patch is so
    # small that it lies beside the exact antipode they run the other way, and the patch itself comes out.
    found = region_inside(lats[order], lons[order])
    return found if found.contains(place.lat_deg, place.lon_deg) else without(whole_globe(), found)
