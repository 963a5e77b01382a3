import numpy as np
import pytest
import shapely

from trackside.earth import Land, load_gazetteer, load_land
from trackside.earth.land import Scale


@pytest.fixture(scope="module", params=["110m", "50m"])
def land(request: pytest.FixtureRequest) -> Land:
    scale: Scale = request.param
    return load_land(scale)


@pytest.mark.parametrize(
    ("lat", "lon", "iso2"),
    [
        (39.0, 126.0, "KP"),
        (37.3, 127.5, "KR"),
        (36.5, 138.0, "JP"),
        (62.9, 40.6, "RU"),
        (66.0, -173.0, "RU"),
        (28.0, 3.0, "DZ"),
        (46.5, 2.5, "FR"),
        (61.0, 9.0, "NO"),
        (-89.0, 12.0, "AQ"),
        (40.0, 180.0, ""),
        (0.0, -30.0, ""),
        (90.0, 0.0, ""),
    ],
)
def test_whose_ground_a_point_is(land: Land, lat: float, lon: float, iso2: str) -> None:
    assert land.country_at(lat, lon) == iso2
    assert land.country_at(lat, lon + 360.0) == iso2


def test_outlines_are_valid_closed_and_on_the_map(land: Land) -> None:
    for outline in land.outlines:
        assert outline.shape.is_valid
        for ring in outline.rings:
            assert np.array_equal(ring[0], ring[-1])
            assert np.all(np.abs(ring) <= [90.0, 180.0])


def test_rings_and_shape_are_the_same_ground(land: Land) -> None:
    japan = next(o for o in land.outlines if o.iso2 == "JP")
    assert shapely.get_coordinates(japan.shape)[:, ::-1] == pytest.approx(np.concatenate(japan.rings))


def test_capitals_lie_in_their_countries() -> None:
    land, world = load_land("50m"), load_gazetteer()
    missed = []
    for c in (c for c in world.countries if c.capital):
        capital = world.find(c.capital, country=c.iso2, kinds=("city",))[0]
        if land.country_at(capital.lat_deg, capital.lon_deg) not in {c.iso2, ""}:
            missed.append(c.name)
    # Natural Earth's point for Jerusalem is just across the line it draws; the Vatican is smaller than the grid.
    assert missed == ["Israel", "Vatican City"]


def test_countries_within_an_area(land: Land) -> None:
    assert land.countries_within(shapely.box(126.0, 37.0, 128.0, 40.0)) == ("KP", "KR")
    assert land.countries_within(shapely.box(-40.0, 20.0, -30.0, 30.0)) == ()


def test_thinned_outlines_have_fewer_points_and_stay_near(land: Land) -> None:
    rings = list(land.thinned(0.5))
    assert sum(len(r) for _, r in rings) < sum(len(r) for o in land.outlines for r in o.rings) / 2
    korea = shapely.MultiLineString([r[:, ::-1] for iso2, r in rings if iso2 == "KR"])
    whole = next(o.shape for o in land.outlines if o.iso2 == "KR")
    assert shapely.hausdorff_distance(korea, whole.boundary) < 1.0
