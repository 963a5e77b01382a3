"""`Land`: the outlines of countries, for drawing and for asking whose ground a point is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, final

import numpy as np
import numpy.typing as npt
import shapely

from trackside.earth.geodesic import check_point

Floats = npt.NDArray[np.float64]
Scale = Literal["110m", "50m"]

_GRID_DEG = 0.01


@final
@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One country, as Natural Earth draws it de facto.

    Attributes
    ----------
    iso2 : str
        ISO 3166 alpha-2 code; empty for ground that two states claim and neither's code covers.
    rings : tuple of arrays of shape (n, 2)
        Closed rings of (lat_deg, lon_deg), cut at the antimeridian; a ring and then the holes in it. Steps of 0.01
        degrees (about 1 km).
    shape : shapely geometry
        The same as polygons of (lon_deg, lat_deg), valid.
    """

    iso2: str
    rings: tuple[Floats, ...]
    shape: shapely.MultiPolygon


@final
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Land:
    """All countries at one scale.

    Attributes
    ----------
    scale : str
        ``110m`` for maps of the globe, ``50m`` for maps of a region (Natural Earth's names for 1:110 and 1:50 million).
    outlines : tuple of Outline
        One per country, in the order of their codes.
    tree : shapely.STRtree
        Where each outline lies, in the order of `outlines`.
    """

    scale: Scale
    outlines: tuple[Outline, ...]
    tree: shapely.STRtree

    def country_at(self, lat_deg: float, lon_deg: float) -> str:
        """ISO code of the country that holds the point; empty at sea. Within a kilometre of a coast it is unsure."""
        check_point(lat_deg, lon_deg)
        point = shapely.Point((lon_deg + 180.0) % 360.0 - 180.0, lat_deg)
        return next((self.outlines[i].iso2 for i in self.tree.query(point, predicate="intersects")), "")

    def countries_within(self, area: shapely.Geometry) -> tuple[str, ...]:
        """ISO codes of the countries that an area of (lon_deg, lat_deg), cut at the antimeridian, touches; in order."""
        found = self.tree.query(area, predicate="intersects")
        return tuple(sorted({self.outlines[i].iso2 for i in found} - {""}))

    def thinned(self, tolerance_deg: float) -> Iterator[tuple[str, Floats]]:
        """Rings of (lat_deg, lon_deg) without the bends smaller than a tolerance, each with its country's code."""
        for outline in self.outlines:
            simple = shapely.simplify(outline.shape, tolerance_deg)
            for ring in shapely.get_rings(shapely.get_parts(simple)):
                yield outline.iso2, np.asarray(shapely.get_coordinates(ring)[:, ::-1], dtype=float)


def load_land(scale: Scale = "50m") -> Land:
    """The outlines in the package (origin, licence and border rule: ``data/SOURCES.toml`` beside them)."""
    from importlib import resources

    with resources.files("trackside.earth").joinpath("data", f"land_{scale}.npz").open("rb") as file:
        held = dict(np.load(file))
    points = np.cumsum(held["steps"], axis=1).T * _GRID_DEG
    rings = np.split(points, held["ends"][:-1])
    codes = [str(held["codes"][i]) for i in held["country"]]
    outlines = tuple(_outlines(rings, codes, held["hole"]))
    return Land(scale, outlines, shapely.STRtree([o.shape for o in outlines]))


def _outlines(rings: list[Floats], codes: list[str], hole: npt.NDArray[np.bool_]) -> Iterator[Outline]:
    mine: dict[str, list[int]] = {}
    for i, code in enumerate(codes):
        mine.setdefault(code, []).append(i)
    # Each polygon is an outer ring and the holes up to the next outer ring.
    lines = shapely.linearrings(
        np.concatenate(rings), indices=np.repeat(np.arange(len(rings)), [len(r) for r in rings])
    )
    owner = np.cumsum(~hole) - 1
    polygons = shapely.polygons(lines, indices=owner)
    for code in sorted(mine):
        parts = [polygons[k] for k in dict.fromkeys(int(owner[i]) for i in mine[code])]
        yield Outline(code, tuple(rings[i][:, ::-1] for i in mine[code]), shapely.MultiPolygon(parts))
