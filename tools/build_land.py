"""Country outlines for maps, made from Natural Earth in the shared folder.

    python tools/build_land.py SHARED

Writes src/trackside/earth/data/land_110m.npz and land_50m.npz: rings on a grid of a hundredth of a degree, each number
the step from the one before, so that they pack well. A ring is followed by the holes in it.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import Polygon, shape

OUT = Path(__file__).parents[1] / "src" / "trackside" / "earth" / "data"
GRID_DEG = 0.01
# Natural Earth gives these no ISO code: the code of the state whose ISO entry covers the ground, none if two claim it.
ISO_OF = {
    "France": "FR",
    "Norway": "NO",
    "Northern Cyprus": "CY",
    "Somaliland": "SO",
    "Ashmore and Cartier Islands": "AU",
    "Indian Ocean Territories": "AU",
    "Siachen Glacier": "",
}


def main() -> None:
    """Write both scales and say how large they are."""
    base = Path(sys.argv[1]) / "data" / "base"
    for scale in ("110m", "50m"):
        path = OUT / f"land_{scale}.npz"
        write(path, list(polygons(base / f"ne_{scale}_admin_0_countries.geojson.gz")))
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


def polygons(path: Path) -> Iterator[tuple[str, Polygon]]:
    """Every polygon with its country's code, on the grid and valid; parts under one code are joined."""
    mine: dict[str, list[shapely.Geometry]] = {}
    for feature in json.loads(gzip.decompress(path.read_bytes()))["features"]:
        told = feature["properties"]
        iso2 = told["ISO_A2"] if told["ISO_A2"] != "-99" else ISO_OF[told["ADMIN"]]
        mine.setdefault(iso2, []).append(shapely.set_precision(shape(feature["geometry"]), GRID_DEG))
    for iso2, parts in mine.items():
        for part in shapely.get_parts(shapely.union_all(parts, grid_size=GRID_DEG)):
            yield iso2, shapely.normalize(part)


def write(path: Path, found: list[tuple[str, Polygon]]) -> None:
    """The rings one after the other, with where each ends, whose it is and whether it is a hole."""
    codes = sorted({iso2 for iso2, _ in found})
    rings = [(iso2, hole > 0, ring) for iso2, p in found for hole, ring in enumerate((p.exterior, *p.interiors))]
    grid = [np.rint(np.asarray(ring.coords) / GRID_DEG).astype(np.int32) for _, _, ring in rings]
    steps = np.diff(np.concatenate([np.zeros((1, 2), np.int32), *grid]), axis=0)
    np.savez_compressed(
        path,
        steps=np.ascontiguousarray(steps.T).astype(np.int32),
        ends=np.cumsum([len(g) for g in grid]).astype(np.int32),
        codes=np.array(codes),
        country=np.array([codes.index(iso2) for iso2, _, _ in rings], dtype=np.int16),
        hole=np.array([hole for _, hole, _ in rings]),
    )


if __name__ == "__main__":
    main()
