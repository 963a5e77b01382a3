"""The globe laid flat around one point: azimuthal equidistant, so that distance and direction from there stay true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from trackside.earth.geodesic import ANTIPODE_M, legs, sphere_distances_m

Floats = npt.NDArray[np.float64]

# Edges of outlines longer than this (a border along a parallel) are bent to where they really run.
_LONGEST_EDGE_DEG = 1.0
_METRES_PER_DEGREE = 111_200.0
# What is smaller than this on paper is not drawn.
_SPECK = 0.8
_GRATICULE_DEG = (0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)


@final
@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of paper and the point of the globe in its middle.

    Attributes
    ----------
    lat_deg, lon_deg : float
        The point in the middle.
    width, height : float
        Of the paper, in drawing units.
    scale : float
        Drawing units for one metre.
    """

    lat_deg: float
    lon_deg: float
    width: float
    height: float
    scale: float

    @property
    def reach_m(self) -> float:
        """How far the corners lie from the middle."""
        return min(math.hypot(self.width, self.height) / 2 / self.scale, ANTIPODE_M)

    def project(self, lats_deg: Floats, lons_deg: Floats) -> Floats:
        """Points as paper positions, x to the right and y down; shape (n, 2)."""
        distance, azimuth = legs(self.lat_deg, self.lon_deg, np.asarray(lats_deg), np.asarray(lons_deg))
        turn = np.radians(azimuth)
        x = self.width / 2 + distance * self.scale * np.sin(turn)
        y = self.height / 2 - distance * self.scale * np.cos(turn)
        return np.column_stack([x, y])

    def at(self, azimuth_deg: float, distance_m: float) -> tuple[float, float]:
        """The paper position in a direction and distance from the middle."""
        turn, out = math.radians(azimuth_deg), distance_m * self.scale
        return self.width / 2 + out * math.sin(turn), self.height / 2 - out * math.cos(turn)

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a paper position lies on the paper, `margin` away from its edge."""
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def sees(self, lats_deg: Floats, lons_deg: Floats) -> bool:
        """Whether an outline can show on the paper: is no speck, comes near or may surround the middle or antipode."""
        tall = float(np.ptp(lats_deg))
        wide = float(np.ptp(lons_deg)) * math.cos(math.radians(float(np.abs(lats_deg).min())))
        if max(tall, wide) * _METRES_PER_DEGREE * self.scale < _SPECK:
            return False
        near = sphere_distances_m(self.lat_deg, self.lon_deg, lats_deg, lons_deg).min() <= self.reach_m * 1.02 + 20_000
        return bool(near) or self._surrounded(lats_deg, lons_deg)

    def _surrounded(self, lats_deg: Floats, lons_deg: Floats) -> bool:
        opposite = (-self.lat_deg, self.lon_deg + 180.0)
        return any(
            lats_deg.min() <= lat <= lats_deg.max() and _between(lon, lons_deg.min(), lons_deg.max())
            for lat, lon in ((self.lat_deg, self.lon_deg), opposite)
        )


def view(lat_deg: float, lon_deg: float, radius_m: float, *, width: float, height: float) -> View:
    """A view whose shorter side shows `radius_m` either way of the middle, the whole globe at most."""
    radius = min(radius_m, ANTIPODE_M)
    return View(lat_deg, lon_deg, width, height, min(width, height) / 2 / radius)


def bent(lats_deg: Floats, lons_deg: Floats) -> tuple[Floats, Floats]:
    """An outline with points added along its long edges, straight in latitude and longitude as the data mean them."""
    step = np.maximum(np.abs(np.diff(lats_deg)), np.abs(np.diff(lons_deg)))
    pieces = np.maximum(np.ceil(step / _LONGEST_EDGE_DEG), 1).astype(int)
    edge = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    where = np.append(edge + nth / pieces[edge], len(pieces))
    index = np.arange(len(lats_deg), dtype=float)
    return np.interp(where, index, lats_deg), np.interp(where, index, lons_deg)


def area(points: Floats, lats_deg: Floats, lons_deg: Floats, on: View) -> BaseGeometry:
    """The part of the paper that an outline fills, from its projected points.

    An outline around the antipode is turned inside out by the projection: what it fills is then all around it.
    """
    paper = shapely.box(0.0, 0.0, on.width, on.height)
    filled = shapely.make_valid(shapely.Polygon(points))
    if _holds_antipode(lats_deg, lons_deg, on):
        return paper.difference(filled)
    return shapely.intersection(filled, paper)


def lines(points: Floats, on: View, tolerance: float) -> Iterator[Floats]:
    """The stretches of a projected line that lie on the paper, with points that tell nothing left out."""
    return stretches(points, (0.0, 0.0, on.width, on.height), tolerance)


def stretches(points: Floats, frame: tuple[float, float, float, float], tolerance: float) -> Iterator[Floats]:
    """The stretches of a line within a frame (left, upper, right, lower), with points that tell nothing left out."""
    if len(points) < 2:
        return
    clipped = shapely.clip_by_rect(shapely.LineString(points), *frame)
    for part in shapely.get_parts(shapely.simplify(clipped, tolerance)):
        if part.geom_type == "LineString" and not part.is_empty:
            yield shapely.get_coordinates(part)


def rings(filled: BaseGeometry, tolerance: float) -> Iterator[Floats]:
    """The closed outlines of an area on paper, without what is too small to see."""
    for part in shapely.get_parts(shapely.simplify(filled, tolerance)):
        if part.geom_type == "Polygon" and part.area > tolerance**2:
            yield shapely.get_coordinates(part.exterior)
            yield from (shapely.get_coordinates(hole) for hole in part.interiors)


def graticule(on: View) -> Iterator[Floats]:
    """Projected meridians and parallels, at a spacing that suits the view."""
    reach = on.reach_m / _METRES_PER_DEGREE
    spacing = next((s for s in _GRATICULE_DEG if 2 * reach / s <= 9), _GRATICULE_DEG[-1])
    south, north = max(on.lat_deg - reach, -90.0), min(on.lat_deg + reach, 90.0)
    widest = math.cos(math.radians(min(max(abs(south), abs(north)), 89.9)))
    half = 180.0 if north >= 85 or south <= -85 else min(reach / widest, 180.0)
    fine = max(spacing / 10, 0.25)
    for lat in np.arange(math.ceil(south / spacing) * spacing, north, spacing):
        if abs(lat) < 90:
            along = np.arange(on.lon_deg - half, on.lon_deg + half + fine, fine)
            yield on.project(np.full(len(along), lat), along)
    for lon in np.arange(math.ceil((on.lon_deg - half) / spacing) * spacing, on.lon_deg + half, spacing):
        along = np.arange(max(south, spacing - 90), min(north, 90 - spacing) + fine / 2, fine)
        yield on.project(along, np.full(len(along), lon))


def path(parts: Iterable[Floats], *, closed: bool = False) -> str:
    """Lines as the data of an SVG path in tenths of a drawing unit, relative and whole, which is short."""
    found = []
    for points in parts:
        tenths = np.rint(points * 10).astype(int)
        steps = np.diff(tenths[:-1] if closed else tenths, axis=0)
        steps = steps[np.any(steps != 0, axis=1)]
        if len(steps):
            found.append(f"M{tenths[0, 0]} {tenths[0, 1]}l{_pairs(steps.tolist())}" + ("z" if closed else ""))
    return "".join(found)


def _pairs(steps: Sequence[Sequence[int]]) -> str:
    return " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")


def _between(lon_deg: float, west: float, east: float) -> bool:
    return any(west <= lon_deg + turn <= east for turn in (-720.0, -360.0, 0.0, 360.0))


def _holds_antipode(lats_deg: Floats, lons_deg: Floats, on: View) -> bool:
    outline = shapely.Polygon(np.column_stack([lons_deg, lats_deg]))
    shapely.prepare(outline)
    # A hair beside the meridian, lest it be the seam itself; on a pole's edge of the map it counts as outside.
    turns = [on.lon_deg + 180.0 + t + 1e-7 for t in (-720.0, -360.0, 0.0)]
    return any(bool(shapely.contains_xy(outline, lon, -on.lat_deg)) for lon in turns)
