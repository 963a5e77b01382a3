import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from trackside.earth.region import Region, region_inside, whole_globe, without
from trackside.errors import BadInput, BadPlace

# The area of the WGS 84 ellipsoid (GeographicLib's Planimeter, world 510 065 621 724 088 m2).
GLOBE_M2 = 510_065_621_724_088.0


def square(west: float, south: float, size: float) -> Region:
    lats = np.array([south, south, south + size, south + size])
    return region_inside(lats, np.array([west, west + size, west + size, west]))


def test_the_whole_globe() -> None:
    globe = whole_globe()
    assert globe.area_m2 == pytest.approx(GLOBE_M2, rel=1e-9)
    assert all(globe.contains(lat, lon) for lat in (-90, 0, 90) for lon in (-180, 0, 180, 540))


@given(st.floats(-180, 180), st.floats(-80, 60))
def test_a_square_holds_its_middle_wherever_it_starts(west: float, south: float) -> None:
    found = square(west, south, 20.0)
    assert found.geometry.is_valid
    assert found.contains(south + 10, west + 10)
    assert found.contains(south + 10, west + 10 - 360)
    assert not found.contains(south + 10, west + 30)
    assert found.area_m2 == pytest.approx(square(0.0, south, 20.0).area_m2, rel=1e-9)


def test_across_the_antimeridian_it_is_cut_in_two() -> None:
    found = square(175.0, 0.0, 10.0)
    assert len(found.geometry.geoms) == 2
    assert found.contains(5, 180)
    assert found.contains(5, -180)
    assert found.contains(5, -176)
    assert not found.contains(5, 0)


def test_right_of_a_curve_is_outside() -> None:
    lats, lons = np.array([0.0, 0.0, 10.0, 10.0]), np.array([0.0, 10.0, 10.0, 0.0])
    patch, rest = region_inside(lats, lons), region_inside(lats[::-1], lons[::-1])
    assert patch.contains(5, 5)
    assert not rest.contains(5, 5)
    assert rest.contains(90, 0)
    assert rest.contains(-90, 0)
    assert patch.area_m2 + rest.area_m2 == pytest.approx(GLOBE_M2, rel=1e-9)


@pytest.mark.parametrize("start", [-170.0, 0.0, 123.4, 179.9])
def test_around_a_pole_the_left_side_counts(start: float) -> None:
    lons = start + np.arange(0.0, 360.0, 10.0)
    north, south = region_inside(np.full(36, 60.0), lons), region_inside(np.full(36, 60.0), lons[::-1])
    assert north.contains(90, 17)
    assert not north.contains(-90, 17)
    assert south.contains(-90, 17)
    assert not south.contains(75, start)
    assert north.area_m2 + south.area_m2 == pytest.approx(GLOBE_M2, rel=1e-9)
    # No seam is left where the curve happens to start.
    assert len(north.geometry.geoms) == 1
    assert north.geometry.equals(shapely.box(-180, 60, 180, 90))


def test_the_difference_of_two() -> None:
    ring = without(square(170.0, 0.0, 20.0), square(175.0, 5.0, 10.0))
    assert ring.contains(2, 180)
    assert not ring.contains(10, 180)
    assert without(square(0, 0, 5), whole_globe()).geometry.is_empty


def test_geojson_winds_outer_rings_counterclockwise() -> None:
    mapping = square(175.0, 0.0, 10.0).__geo_interface__
    assert mapping["type"] == "MultiPolygon"
    for polygon in mapping["coordinates"]:
        assert shapely.is_ccw(shapely.linearrings(polygon[0]))
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in polygon[0])


def test_what_is_no_region_is_refused() -> None:
    with pytest.raises(BadInput, match="three points"):
        region_inside(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    with pytest.raises(BadInput, match="valid polygons"):
        Region(shapely.MultiPolygon([shapely.box(170, 0, 190, 10)]))
    with pytest.raises(BadPlace):
        whole_globe().contains(91, 0)
