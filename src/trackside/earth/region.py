"""`Region`: an area of the globe. The antimeridian and the poles are dealt with here and nowhere else.

A region is kept as polygons of (lon_deg, lat_deg) within -180..180 and -90..90, cut at the antimeridian and, where it
holds a pole, closed along the pole's edge of the map: the form that RFC 7946 (section 3.1.9) asks for, and in which the
plane's rules of inside and outside hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import affinity

from trackside.earth.geodesic import check_point
from trackside.errors import BadInput

Floats = npt.NDArray[np.float64]

_WORLD = shapely.box(-180.0, -90.0, 180.0, 90.0)
# A point this near the antimeridian, a millimetre, is on it.
_ON_SEAM_DEG = 1e-8
# WGS 84: equatorial radius in metres and first eccentricity (NIMA TR8350.2, table 3.1 and 3.3).
_A_M = 6_378_137.0
_E = 0.0818191908426215


@final
@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """An area of the globe, perhaps in several parts.

    Attributes
    ----------
    geometry : shapely.MultiPolygon
        Valid polygons of (lon_deg, lat_deg) within the world's rectangle, outer rings counterclockwise; may be empty.
    """

    geometry: shapely.MultiPolygon

    def __post_init__(self) -> None:
        west, south, east, north = self.geometry.bounds if not self.geometry.is_empty else (0.0, 0.0, 0.0, 0.0)
        if west < -180.0 or east > 180.0 or south < -90.0 or north > 90.0 or not self.geometry.is_valid:
            raise BadInput(
                f"an area of bounds {west}, {south}, {east}, {north}",
                "a region needs valid polygons within -180..180 and -90..90",
                "make it with region_inside() from the ring around it",
            )

    def contains(self, lat_deg: float, lon_deg: float) -> bool:
        """Whether the point lies inside or on the edge; longitudes in any turn."""
        check_point(lat_deg, lon_deg)
        lon = (lon_deg + 180.0) % 360.0 - 180.0
        # On the map's seam the point has two places; the region may touch it at either.
        places = [(lon, lat_deg), (180.0, lat_deg)] if lon == -180.0 else [(lon, lat_deg)]
        return any(bool(shapely.intersects_xy(self.geometry, x, y)) for x, y in places)

    @property
    def area_m2(self) -> float:
        """Its area on WGS 84, by the authalic latitude (Snyder 1987, USGS PP 1395, eq. 3-11 and 3-12)."""
        flat = shapely.transform(self.geometry, _equal_area)
        return float(flat.area)

    @property
    def __geo_interface__(self) -> Mapping[str, Any]:
        """A GeoJSON geometry (RFC 7946)."""
        mapping: Mapping[str, Any] = shapely.geometry.mapping(self.geometry)
        return mapping


def whole_globe() -> Region:
    """The region that holds every point."""
    return Region(shapely.MultiPolygon([_WORLD]))


def region_inside(lats_deg: Floats, lons_deg: Floats) -> Region:
    """The region to the left of a closed curve.

    Parameters
    ----------
    lats_deg, lons_deg : arrays of shape (n,), n >= 3
        The curve's points in order, so close together that no step passes more than half a turn of longitude; closed
        by itself or not; longitudes in any turn. It must not cross itself nor pass exactly through a pole.

    Raises
    ------
    BadInput
        For fewer than three points.
    """
    if len(lats_deg) < 3:
        raise BadInput(f"a curve of {len(lats_deg)} points", "an area needs three points around it")
    lons, lats = _unrolled(lons_deg, lats_deg)
    turns = round((lons[-1] - lons[0]) / 360.0)
    if turns:
        return Region(_polygons(_around_a_pole(lons, lats, turns)))
    flat = _rolled_up(shapely.make_valid(shapely.Polygon(np.column_stack([lons, lats]))))
    # A clockwise curve around neither pole has its outside on its left: all the world but the patch.
    anticlockwise = bool(shapely.is_ccw(shapely.linearrings(np.column_stack([lons, lats]))))
    return Region(_polygons(flat if anticlockwise else _WORLD.difference(flat)))


def without(outer: Region, inner: Region) -> Region:
    """What the first region holds and the second does not."""
    return Region(_polygons(outer.geometry.difference(inner.geometry)))


def _unrolled(lons_deg: Floats, lats_deg: Floats) -> tuple[Floats, Floats]:
    """The closed curve with longitudes that run on past 180 instead of jumping."""
    lons, lats = np.append(lons_deg, lons_deg[0]), np.append(lats_deg, lats_deg[0])
    steps = (np.diff(lons) + 180.0) % 360.0 - 180.0
    run = np.concatenate([[lons[0]], lons[0] + np.cumsum(steps)])
    seam = 360.0 * np.round((run - 180.0) / 360.0) + 180.0
    return np.where(np.abs(run - seam) < _ON_SEAM_DEG, seam, run), lats


def _around_a_pole(lons: Floats, lats: Floats, turns: int) -> shapely.Geometry:
    """The cap to the left of a curve that runs once around: eastward the north pole's, westward the south pole's."""
    # Three turns of it reach across the whole map whichever longitude it starts at, so that no seam is left inside.
    steps = 360.0 * turns * np.arange(-1, 2) - 360.0 * round(lons[0] / 360.0)
    xs = np.concatenate([lons[:-1] + step for step in steps])
    ys = np.tile(lats[:-1], 3)
    pole = 90.0 * turns
    edge = np.column_stack([np.append(xs, [xs[-1], xs[0]]), np.append(ys, [pole, pole])])
    return shapely.make_valid(shapely.Polygon(edge)).intersection(_WORLD)


def _rolled_up(flat: shapely.Geometry) -> shapely.Geometry:
    """An area on the unrolled map, each turn of it laid back onto -180..180."""
    west, _, east, _ = flat.bounds
    turns = range(math.floor((west + 180.0) / 360.0), math.floor((east + 180.0) / 360.0) + 1)
    return shapely.union_all([affinity.translate(flat, -360.0 * k).intersection(_WORLD) for k in turns])


def _polygons(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """The areas of a geometry, without the points and lines that cutting can leave, wound as RFC 7946 asks."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(geometry)) if p.geom_type == "Polygon" and p.area > 0.0]
    return shapely.orient_polygons(shapely.MultiPolygon(parts))


def _equal_area(points: Floats) -> Floats:
    sin_lat = np.sin(np.radians(points[:, 1]))
    q = _authalic_q(sin_lat)
    return np.column_stack([_A_M * np.radians(points[:, 0]), _A_M * q / 2.0])


def _authalic_q(sin_lat: Floats) -> Floats:
    e_sin = _E * sin_lat
    q: Floats = (1.0 - _E**2) * (sin_lat / (1.0 - e_sin**2) + np.arctanh(e_sin) / _E)
    return q
