"""How many rings, and who lies in them, a second; beside the flat habits they replace.

    python benchmarks/bench_reach.py [ROUNDS]

Peers in the same run: a plain haversine over the same places (sphere, no ellipsoid, no countries), and a circle of
degrees buffered on the flat map by shapely (what "circles on a map" usually are), with how far each is off.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
import shapely

from trackside.earth import Place, load_gazetteer, load_land
from trackside.earth.geodesic import distances_m
from trackside.reach import exposure, ring

Floats = npt.NDArray[np.float64]

SPHERE_M = 6_371_008.8


def main() -> None:
    """Print a line per task: milliseconds (median of the rounds) and tasks a second."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    report("load the gazetteer", timed(load_gazetteer, min(rounds, 10)))
    report("load the land, 50m", timed(load_land, min(rounds, 10)))
    world, land = load_gazetteer(), load_land()
    cities = [p for p in world.places if p.kind == "city"]
    points = np.array([(p.lat_deg, p.lon_deg) for p in cities])
    for name, range_m in (("Sunan", 8e5), ("Kura", 6e6), ("Plesetsk", 1.8e7)):
        here = world.place(name)
        drawn = ring(here, range_m)
        print(f"\n{name}, {range_m / 1e3:,.0f} km, {len(exposure(drawn, world, land).places)} of {len(cities)} cities")
        report("  ring", timed(partial(ring, here, range_m), rounds))
        report("  exposure", timed(partial(exposure, drawn, world, land), rounds))
        report("  peer: haversine only", timed(partial(haversine, here, points), rounds))
        report("  peer: flat buffer", timed(partial(flat_buffer, here, range_m), rounds))
        print(f"  the sphere is off by up to {off_sphere_m(here, points) / 1e3:.1f} km among these places,")
        print(f"  the flat circle by up to {off_flat_m(here, range_m) / 1e3:,.0f} km on its edge")


def timed(task: Callable[[], object], rounds: int) -> float:
    """Median seconds of a task."""
    task()
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def report(what: str, seconds: float) -> None:
    """One line of the report."""
    print(f"{what:<24} {seconds * 1e3:8.2f} ms {1 / seconds:10,.0f} a second")


def haversine(here: Place, points: Floats) -> Floats:
    """Great-circle distances on the mean sphere."""
    lat1, lat2 = np.radians(here.lat_deg), np.radians(points[:, 0])
    d_lat, d_lon = lat2 - lat1, np.radians(points[:, 1] - here.lon_deg)
    h = np.sin(d_lat / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(d_lon / 2) ** 2
    found: Floats = 2 * SPHERE_M * np.arcsin(np.sqrt(h))
    return found


def flat_buffer(here: Place, range_m: float) -> shapely.Geometry:
    """A circle on the map of equal degrees, as wide as the range is along a meridian."""
    return shapely.Point(here.lon_deg, here.lat_deg).buffer(range_m / 111_195.0, quad_segs=90)


def off_sphere_m(here: Place, points: Floats) -> float:
    """The most that the sphere's distances are off."""
    true = distances_m(here.lat_deg, here.lon_deg, points[:, 0].copy(), points[:, 1].copy())
    return float(np.max(np.abs(haversine(here, points) - true)))


def off_flat_m(here: Place, range_m: float) -> float:
    """The most that the flat circle's edge is off the range, where it lies on the globe at all."""
    edge = shapely.get_coordinates(flat_buffer(here, range_m))
    edge = edge[np.abs(edge[:, 1]) <= 90.0]
    return float(
        np.max(np.abs(distances_m(here.lat_deg, here.lon_deg, edge[:, 1].copy(), edge[:, 0].copy()) - range_m))
    )


if __name__ == "__main__":
    main()
