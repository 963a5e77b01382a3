import math

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from trackside.earth import Place
from trackside.earth.geodesic import ANTIPODE_M, destinations, distances_m
from trackside.errors import BadQuantity
from trackside.measure import Estimate, Hedge, between, stated
from trackside.reach import LONGEST_M, disc, ring

# What the ring's straight chords may be off on a map, and as much again for the two tables' roundings.
CHORD_M = 450.0

PLACES = st.builds(Place, st.just("somewhere"), st.floats(-90.0, 90.0), st.floats(-180.0, 180.0))
RANGES = st.floats(100.0, 20_003_000.0)

HARD = [
    (53.02, 158.65, 5e6),  # Petropavlovsk: over the antimeridian and over the north pole
    (53.02, 158.65, 1.5e6),  # over the antimeridian alone
    (62.93, 40.57, 1.8e7),  # Plesetsk, far past a quarter of the globe: over both poles
    (62.93, 40.57, 1e7),
    (-85.0, 30.0, 2e6),  # over the south pole
    (90.0, 0.0, 3e6),  # around the pole itself
    (-90.0, 77.0, 1.2e7),
    (0.0, 180.0, 1e6),  # from the antimeridian itself
    (0.0, 0.0, 10_001_965.729),  # through both poles
    (45.0, -75.0, 4_984_944.378),  # through the north pole to the millimetre
    (0.0, 0.0, 19_969_900.0),  # nearly folded
    (10.0, 0.0, 19_985_000.0),  # folded: the farther side of the antipode is nearer another way
    (-89.9, 3.0, 19_990_000.0),
    (62.93, 40.57, 20_003_000.0),
]


def edge_distances(place: Place, geometry: shapely.Geometry) -> npt.NDArray[np.float64]:
    """Distances from the centre to every point of the edge, but for the map's own edge at the poles."""
    points = shapely.get_coordinates(geometry)
    points = points[np.abs(points[:, 1]) < 90.0]
    return distances_m(place.lat_deg, place.lon_deg, points[:, 1].copy(), points[:, 0].copy())


@pytest.mark.parametrize(("lat", "lon", "range_m"), HARD)
def test_every_point_of_a_hard_ring_is_at_the_range(lat: float, lon: float, range_m: float) -> None:
    place = Place("x", lat, lon)
    region = disc(place, range_m)
    assert region.geometry.is_valid
    assert region.contains(lat, lon)
    assert np.max(np.abs(edge_distances(place, region.geometry) - range_m)) < 1.0


@given(PLACES, RANGES)
@settings(deadline=None)
def test_every_point_of_any_ring_is_at_the_range(place: Place, range_m: float) -> None:
    region = disc(place, range_m, points=121)
    assert region.geometry.is_valid
    assert region.contains(place.lat_deg, place.lon_deg)
    assert np.max(np.abs(edge_distances(place, region.geometry) - range_m), initial=0.0) < 1.0


@given(PLACES, st.floats(1e4, 1.99e7), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_inside_is_nearer_and_outside_is_farther(place: Place, range_m: float, seed: int) -> None:
    region = disc(place, range_m)
    azimuths = np.random.default_rng(seed).uniform(0.0, 360.0, 40)
    for distance, inside in ((range_m - CHORD_M, True), (range_m + CHORD_M, False)):
        points = zip(*destinations(place.lat_deg, place.lon_deg, azimuths, distance), strict=True)
        assert all(region.contains(lat, lon) is inside for lat, lon in points)


@given(PLACES, st.floats(1e3, 1.99e7), st.floats(1.001, 2.0))
@settings(deadline=None)
def test_a_longer_range_takes_in_more(place: Place, range_m: float, factor: float) -> None:
    shorter, longer = disc(place, range_m), disc(place, min(range_m * factor, LONGEST_M))
    assert longer.area_m2 > shorter.area_m2


@pytest.mark.parametrize("azimuth", [0.0, 90.0, 251.0])
def test_there_and_back_each_ring_runs_through_the_others_centre(azimuth: float) -> None:
    here = Place("here", 39.2, 125.7)
    lats, lons = destinations(here.lat_deg, here.lon_deg, np.array([azimuth]), 6.7e6)
    there = Place("there", float(lats[0]), float(lons[0]))
    assert not disc(there, 6.7e6 - CHORD_M).contains(here.lat_deg, here.lon_deg)
    assert disc(there, 6.7e6 + CHORD_M).contains(here.lat_deg, here.lon_deg)


@pytest.mark.parametrize(("lat", "lon"), [(39.2, 125.7), (20.757, 87.085), (-33.0, 18.0)])
def test_area_is_that_of_an_independent_library(lat: float, lon: float) -> None:
    region = disc(Place("x", lat, lon), 2e6, points=1441)
    area, _ = Geod(ellps="WGS84").geometry_area_perimeter(region.geometry)
    assert region.area_m2 == pytest.approx(area, rel=2e-6)


def test_a_small_ring_is_nearly_a_flat_circle() -> None:
    assert disc(Place("x", 60.0, 10.0), 1000.0).area_m2 == pytest.approx(math.pi * 1e6, rel=1e-3)


def test_plesetsk_18000_km_leaves_out_only_a_patch_of_the_south_pacific() -> None:
    region = disc(Place("Plesetsk", 62.93, 40.57), 18e6)
    for lat, lon in ((90, 0), (-90, 0), (-41.3, 174.8), (-54.8, -68.3), (40.7, -74.0)):
        assert region.contains(lat, lon)
    assert not region.contains(-62.93, -139.43)
    assert not region.contains(-50.0, -139.43)


def test_petropavlovsk_5000_km_reaches_alaska_over_the_antimeridian() -> None:
    region = disc(Place("Petropavlovsk", 53.02, 158.65), 5e6)
    assert region.contains(61.22, -149.9)
    assert region.contains(39.02, 125.75)
    assert region.contains(90.0, 0.0)
    assert not region.contains(21.3, -157.86)


def test_from_the_antipodes_distance_on_it_is_the_whole_globe() -> None:
    place = Place("x", 12.0, 34.0)
    assert disc(place, ANTIPODE_M).contains(-12.0, -146.0)
    assert not disc(place, 20_000_000.0).contains(-12.0, -146.0)
    globe = ring(place, 20_010_000.0).region
    assert globe.geometry.equals(shapely.box(-180, -90, 180, 90))


@pytest.mark.parametrize("range_m", [0.0, -5000.0, 0.5, 20_100_000.0, 1e12, math.nan, math.inf])
def test_a_range_that_is_none_is_refused(range_m: float) -> None:
    with pytest.raises(BadQuantity, match="range"):
        ring(Place("x", 0, 0), range_m)


def test_a_range_in_other_units_is_refused() -> None:
    with pytest.raises(BadQuantity, match="length in metres"):
        ring(Place("x", 0, 0), Estimate(60.0, 50.0, 70.0, "s"))
    with pytest.raises(BadQuantity, match="13 or more"):
        ring(Place("x", 0, 0), 1e6, points=4)


def test_an_uncertain_range_has_a_band_between_its_ends() -> None:
    place = Place("x", 39.2, 125.7)
    band = ring(place, between(7e5, 9e5, "m")).band
    assert band is not None
    assert not band.contains(39.2, 125.7)
    distances = edge_distances(place, band.geometry)
    assert np.all(np.minimum(np.abs(distances - 7e5), np.abs(distances - 9e5)) < 1.0)
    assert band.area_m2 == pytest.approx(disc(place, 9e5).area_m2 - disc(place, 7e5).area_m2, rel=1e-9)


def test_an_open_end_has_no_band_and_no_lower_end_a_full_one() -> None:
    place = Place("x", 39.2, 125.7)
    assert ring(place, stated(2.5e6, "m", hedge=Hedge.AT_LEAST)).band is None
    assert ring(place, 8e5).band is None
    band = ring(place, stated(8e5, "m", hedge=Hedge.AT_MOST)).band
    assert band is not None
    assert band.contains(39.2, 125.7)


def test_a_ring_is_a_geojson_feature() -> None:
    feature = ring(Place("Petropavlovsk", 53.02, 158.65), 1.5e6).__geo_interface__
    assert feature["type"] == "Feature"
    assert feature["properties"] == {"name": "Petropavlovsk", "range_m": 1.5e6}
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.is_valid
    assert len(shape.geoms) == 2


@pytest.mark.parametrize("range_km", [19_990, 20_000, 20_002, 20_003])
@pytest.mark.parametrize(("lat_deg", "lon_deg"), [(37.5665, 126.978), (39.2, 125.67), (-40.0, 100.0), (12.3, 179.9)])
def test_a_ring_that_leaves_only_a_patch_at_the_antipode_holds_the_rest(
    lat_deg: float, lon_deg: float, range_km: float
) -> None:
    region = disc(Place("x", lat_deg, lon_deg), range_km * 1e3)
    assert region.contains(lat_deg, lon_deg)
    assert region.area_m2 > 5.0e14
