import math

import pytest

from trackside.earth import Gazetteer, Land, Place, load_gazetteer, load_land
from trackside.earth.gazetteer import gazetteer
from trackside.earth.geodesic import leg
from trackside.measure import Estimate, Hedge, stated
from trackside.reach import Exposure, exposure, ring


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def land() -> Land:
    return load_land("50m")


def km(a: Place, b: Place) -> float:
    return leg(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg).distance_m / 1000


def city(world: Gazetteer, name: str) -> Place:
    return world.find(name, kinds=("city",))[0]


def test_800_km_from_sunan(world: Gazetteer, land: Land) -> None:
    sunan = world.place("Sunan")
    found = exposure(ring(sunan, 800_000.0), world, land)
    names = {r.place.name for r in found.places}
    # Seoul lies 214 km away and Fukuoka 751; Hiroshima 804, Beijing 805 and Osaka 998 lie just or well outside.
    assert [round(km(sunan, city(world, n))) for n in ("Seoul", "Fukuoka", "Hiroshima", "Beijing", "Osaka")] == [
        214,
        751,
        804,
        805,
        998,
    ]
    assert {"Pyongyang", "Seoul", "Fukuoka", "Dalian", "Vladivostok"} <= names
    assert not {"Hiroshima", "Beijing", "Osaka", "Tokyo"} & names
    assert found.countries == ("CN", "JP", "KP", "KR", "RU")
    assert found.population == sum(r.place.population for r in found.places) > 50_000_000


def test_nearest_first_each_at_its_geodesic_distance(world: Gazetteer, land: Land) -> None:
    here = world.place("Kura")
    found = exposure(ring(here, 4e6), world, land)
    distances = [r.distance_m for r in found.places]
    assert distances == sorted(distances)
    assert all(r.distance_m / 1000 == pytest.approx(km(here, r.place)) for r in found.places)
    assert {"US", "RU", "JP"} <= set(found.countries)


@pytest.mark.parametrize("name", ["Sunan", "Kura", "Plesetsk", "Vandenberg"])
@pytest.mark.parametrize("range_m", [3e5, 5e6, 12e6, 19e6])
def test_nothing_within_is_left_out(world: Gazetteer, land: Land, name: str, range_m: float) -> None:
    here = world.place(name)
    found = exposure(ring(here, range_m), world, land)
    plain = [p for p in world.places if p.kind == "city" and km(here, p) * 1000 <= range_m]
    assert len(found.places) == len(plain)
    assert found.population == sum(p.population for p in plain)


def test_an_uncertain_range_tells_sure_from_possible(world: Gazetteer, land: Land) -> None:
    found = exposure(ring(world.place("Sunan"), Estimate(8e5, 7e5, 9e5, "m")), world, land)
    sure = {r.place.name: r.sure for r in found.places}
    assert sure["Seoul"]
    assert not sure["Fukuoka"]
    assert "Hiroshima" in {r.place.name for r in found.beyond}
    assert not any(r.sure for r in found.beyond)
    assert all(8e5 < r.distance_m <= 9e5 for r in found.beyond)


def test_more_than_a_range_has_no_end_to_list(world: Gazetteer, land: Land) -> None:
    found = exposure(ring(world.place("Sunan"), stated(8e5, "m", hedge=Hedge.AT_LEAST)), world, land)
    assert found.beyond == ()
    assert all(r.sure for r in found.places)


def test_the_whole_globe_holds_everybody(world: Gazetteer, land: Land) -> None:
    found = exposure(ring(world.place("Plesetsk"), 20_010_000.0), world, land)
    assert len(found.places) == sum(p.kind == "city" for p in world.places)
    assert set(found.countries) == {o.iso2 for o in land.outlines} - {""}


def test_in_mid_ocean_there_is_nobody(world: Gazetteer, land: Land) -> None:
    assert exposure(ring(Place("Point Nemo", -48.88, -123.39), 1e6), world, land) == Exposure((), (), (), 0)


def test_other_kinds_can_be_asked_for(land: Land) -> None:
    here, there = Place("A", 0.0, 0.0, kind="town", population=5), Place("B", 0.0, 1.0, kind="village")
    found = exposure(ring(here, 2e5), gazetteer([(here, ()), (there, ())]), land, kinds=("town", "village"))
    assert [(r.place.name, r.distance_m) for r in found.places] == [
        ("A", 0.0),
        ("B", pytest.approx(111_319.49, abs=0.01)),
    ]
    assert found.population == 5


def test_places_are_a_geojson_collection(world: Gazetteer, land: Land) -> None:
    found = exposure(ring(world.place("Sunan"), 3e5), world, land).__geo_interface__
    first = found["features"][0]
    assert found["type"] == "FeatureCollection"
    assert first["geometry"]["type"] == "Point"
    assert math.isclose(first["geometry"]["coordinates"][0], 125.7, abs_tol=1.0)
    assert {"name", "country", "population", "distance_m"} <= set(first["properties"])
