"""The ground under the map: land, coasts, borders and a light graticule, cut to the paper."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from trackside.brief.figure import add
from trackside.brief.globe import View, area, bent, graticule, lines, path, rings
from trackside.earth.geodesic import ANTIPODE_M
from trackside.earth.land import Land

Floats = npt.NDArray[np.float64]

# Outlines cut at the antimeridian or closed along the pole have edges there that are no coast.
_SEAM_LON_DEG, _SEAM_LAT_DEG = 179.995, -89.9
# Two countries' outlines share a border when its corners agree to this (about 10 m).
_SAME_DEG = 1e-4
_NOT_DRAWN, _COAST, _BORDER = 0, 1, 2


@final
@dataclass(frozen=True, slots=True)
class Basemap:
    """What was drawn: for each country the widest free spot for its name (code, x, y, width of room)."""

    names: tuple[tuple[str, float, float, float], ...]


@final
@dataclass(slots=True)
class _Ground:
    """Outlines on their way to paper: what each country fills, and every outline's corners and projected points."""

    filled: dict[str, list[BaseGeometry]] = field(default_factory=dict)
    outlines: list[tuple[Floats, Floats, Floats]] = field(default_factory=list)


def draw(root: ET.Element, land: Land, on: View, *, home: str, tolerance: float) -> Basemap:
    """Draw the ground; the country `home` (ISO alpha-2) a shade apart."""
    add(root, "rect", "water", x=0.0, y=0.0, width=on.width, height=on.height)
    add(root, "path", "graticule", d=path(p for g in graticule(on) for p in lines(g, on, 0.3)), transform="scale(.1)")
    ground = _gather(land, on)
    for iso2, parts in ground.filled.items():
        data = path((r for part in parts for r in rings(part, tolerance)), closed=True)
        if data:
            add(root, "path", "land home" if iso2 == home else "land", d=data, transform="scale(.1)")
    coasts, borders = _edges(ground)
    for style, runs in (("border", borders), ("coast", coasts)):
        data = path(p for run in runs for p in lines(run, on, tolerance))
        if data:
            add(root, "path", style, d=data, transform="scale(.1)")
    _world_edge(root, on)
    return Basemap(tuple(_rooms(ground)))


def _gather(land: Land, on: View) -> _Ground:
    ground = _Ground()
    for iso2, lats_deg, lons_deg in _outlines(land):
        if not on.sees(lats_deg, lons_deg):
            continue
        lats, lons = bent(lats_deg, lons_deg)
        points = on.project(lats, lons)
        filled = area(points, lats, lons, on)
        if not filled.is_empty:
            ground.filled.setdefault(iso2, []).append(filled)
            ground.outlines.append((lats, lons, points))
    return ground


def _outlines(land: Land) -> Iterator[tuple[str, Floats, Floats]]:
    for outline in land.outlines:
        for ring in outline.rings:
            yield outline.iso2, ring[:, 0], ring[:, 1]


def _edges(ground: _Ground) -> tuple[list[Floats], list[Floats]]:
    """Coasts (edges of one outline) and borders (edges of two, drawn once), as runs of projected points."""
    coasts: list[Floats] = []
    borders: list[Floats] = []
    if not ground.outlines:
        return coasts, borders
    kinds = np.split(_kinds(ground), np.cumsum([len(lats) for lats, _, _ in ground.outlines])[:-1])
    for (_, _, points), kind in zip(ground.outlines, kinds, strict=True):
        for start, end in _runs(kind[:-1]):
            if kind[start] != _NOT_DRAWN:
                (coasts if kind[start] == _COAST else borders).append(points[start : end + 1])
    return coasts, borders


def _kinds(ground: _Ground) -> npt.NDArray[np.int_]:
    """For each corner of all outlines, one after another, the kind of the edge that starts there."""
    lats = np.concatenate([lats for lats, _, _ in ground.outlines])
    lons = np.concatenate([lons for _, lons, _ in ground.outlines])
    grid = np.rint(np.column_stack([lats, np.mod(lons, 360.0)]) / _SAME_DEG).astype(np.int64)
    # Each corner as a small number, then each edge as one number whichever way it is walked.
    _, corner = np.unique(grid[:, 0] * 10_000_000 + grid[:, 1], return_inverse=True)
    after = np.roll(corner, -1)
    edge = np.minimum(corner, after) * len(corner) + np.maximum(corner, after)
    # From an outline's last corner no edge starts.
    last = np.cumsum([len(lats) for lats, _, _ in ground.outlines]) - 1
    edge[last] = -1 - np.arange(len(last))
    _, first, same, times = np.unique(edge, return_index=True, return_inverse=True, return_counts=True)
    kinds = np.where(times[same] == 1, _COAST, np.where(first[same] == np.arange(len(edge)), _BORDER, _NOT_DRAWN))
    lon_seam, lat_seam = np.abs(lons) > _SEAM_LON_DEG, lats < _SEAM_LAT_DEG
    kinds[(lon_seam & np.roll(lon_seam, -1)) | (lat_seam & np.roll(lat_seam, -1))] = _NOT_DRAWN
    return kinds


def _runs(kinds: npt.NDArray[np.int_]) -> Iterator[tuple[int, int]]:
    """The stretches of equal kind: first edge, and one past the last."""
    cuts = [0, *(np.flatnonzero(np.diff(kinds)) + 1).tolist(), len(kinds)]
    yield from ((a, b) for a, b in itertools.pairwise(cuts) if b > a)


def _world_edge(root: ET.Element, on: View) -> None:
    """Where the paper reaches beyond the far side of the globe, the globe's edge."""
    radius = ANTIPODE_M * on.scale
    if radius < np.hypot(on.width, on.height) / 2:
        x, y = on.width / 2, on.height / 2
        hole = f"M{x - radius:.1f} {y}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0a{radius:.1f} {radius:.1f}"
        add(root, "path", "beyond", d=f"M0 0H{on.width:g}V{on.height:g}H0Z{hole} 0 1 0 {-2 * radius:.1f} 0Z")


def _rooms(ground: _Ground) -> Iterator[tuple[str, float, float, float]]:
    """For each country a spot well inside its largest visible part and how wide the part is there, largest first."""
    largest = {
        iso2: max((p for part in parts for p in shapely.get_parts(part)), key=lambda p: p.area)
        for iso2, parts in ground.filled.items()
        if iso2
    }
    for iso2, part in sorted(largest.items(), key=lambda kv: -kv[1].area):
        if part.area > 400:
            spot = shapely.point_on_surface(part)
            left, _, right, _ = part.bounds
            across = shapely.intersection(part, shapely.LineString([(left, spot.y), (right, spot.y)]))
            widest = max(shapely.get_parts(across), key=lambda p: p.length)
            yield iso2, (widest.bounds[0] + widest.bounds[2]) / 2, spot.y, widest.length
