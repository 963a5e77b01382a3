import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trackside.earth.geodesic import ANTIPODE_M, destination, destinations, distances_m, leg, sphere_distances_m
from trackside.errors import BadPlace

PRINTED = Path(__file__).parents[1] / "authorities" / "geodesic_karney.csv"
LATS = st.floats(-90.0, 90.0)
LONS = st.floats(-180.0, 180.0)


def printed() -> list[dict[str, float]]:
    lines = [line for line in PRINTED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(lines)]


@pytest.mark.parametrize("row", printed(), ids=lambda row: f"{row['distance_m']:.0f}")
def test_distance_and_azimuth_are_those_of_geographiclib(row: dict[str, float]) -> None:
    found = leg(row["lat1_deg"], row["lon1_deg"], row["lat2_deg"], row["lon2_deg"])
    assert found.distance_m == pytest.approx(row["distance_m"], abs=row["tolerance_m"], rel=0)
    if not math.isnan(row["azimuth1_deg"]):
        assert found.azimuth_deg == pytest.approx(row["azimuth1_deg"] % 360.0, abs=1e-5)


@pytest.mark.parametrize("row", printed()[:20], ids=lambda row: f"{row['distance_m']:.0f}")
def test_destination_is_that_of_geographiclib(row: dict[str, float]) -> None:
    lat, lon = destination(row["lat1_deg"], row["lon1_deg"], row["azimuth1_deg"], row["distance_m"])
    assert lat == pytest.approx(row["lat2_deg"], abs=1e-9)
    assert (lon - row["lon2_deg"] + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=1e-9)


def test_no_length_has_no_distance() -> None:
    assert leg(39.0, 125.7, 39.0, 125.7).distance_m == 0.0
    assert leg(90.0, 0.0, 90.0, 137.0).distance_m == pytest.approx(0.0, abs=1e-6)
    assert leg(10.0, -180.0, 10.0, 180.0).distance_m == pytest.approx(0.0, abs=1e-6)


def test_across_the_antimeridian_is_the_short_way() -> None:
    over = leg(53.0, 179.0, 53.0, -179.0)
    assert over.distance_m == pytest.approx(leg(53.0, 1.0, 53.0, 3.0).distance_m, abs=1e-6)
    assert 0.0 < over.azimuth_deg < 90.0


@pytest.mark.parametrize("lat", [-90.0, -45.0, 0.0, 39.2, 90.0])
def test_the_antipode_is_half_the_way_around_the_poles(lat: float) -> None:
    assert leg(lat, 20.0, -lat, -160.0).distance_m == pytest.approx(ANTIPODE_M, abs=1e-3)


@given(LATS, LONS, st.floats(0.0, 360.0), st.floats(0.0, 19_900_000.0))
def test_there_and_back(lat: float, lon: float, azimuth: float, distance: float) -> None:
    there = destination(lat, lon, azimuth, distance)
    assert leg(lat, lon, *there).distance_m == pytest.approx(distance, abs=1e-5)


@example(-1.0, 1.4747868268716038e-16, 0.0, 0.0)
@given(LATS, LONS, LATS, LONS)
def test_a_leg_is_as_long_back_and_never_past_the_antipode(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    out = leg(lat1, lon1, lat2, lon2)
    assert out.distance_m == pytest.approx(leg(lat2, lon2, lat1, lon1).distance_m, abs=1e-5)
    assert out.distance_m <= ANTIPODE_M + 1e-3
    assert 0.0 <= out.azimuth_deg < 360.0
    assert leg(lat1, lon1, *destination(lat1, lon1, out.azimuth_deg, out.distance_m)).distance_m == pytest.approx(
        out.distance_m, abs=1e-5
    )


def test_many_at_once_are_as_one_by_one() -> None:
    azimuths = np.array([0.0, 37.0, 180.0, 359.0])
    lats, lons = destinations(62.9, 40.6, azimuths, 5e6)
    assert distances_m(62.9, 40.6, lats, lons) == pytest.approx([5e6] * 4, abs=1e-5)
    assert [destination(62.9, 40.6, float(a), 5e6) for a in azimuths] == list(zip(lats, lons, strict=True))


@pytest.mark.parametrize("point", [(90.1, 0.0), (-91.0, 0.0), (math.nan, 0.0), (0.0, math.nan), (0.0, 1e4)])
def test_what_is_no_point_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(BadPlace, match="latitude must be"):
        leg(*point, 0.0, 0.0)
    with pytest.raises(BadPlace, match="latitude must be"):
        destination(*point, 0.0, 1.0)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_the_sphere_is_never_off_by_more_than_it_promises(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    rough = sphere_distances_m(lat1, lon1, np.array([lat2]), np.array([lon2]))[0]
    assert rough == pytest.approx(leg(lat1, lon1, lat2, lon2).distance_m, rel=0.006, abs=1.0)
