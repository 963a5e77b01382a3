import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trackside.earth import geodesic
from trackside.errors import BadInput
from trackside.flight import Departure, trajectory
from trackside.flight.arc import arc

KM = 1000.0
# The sphere of 6,371 km against the ellipsoid.
ROUNDNESS = 0.006


@given(
    st.floats(50 * KM, 15_000 * KM),
    st.floats(60 * KM, 7_000 * KM),
    st.floats(-85.0, 85.0),
    st.floats(-180.0, 180.0),
    st.floats(0.0, 360.0),
)
@settings(max_examples=60, deadline=None)
def test_the_track_ends_where_and_when_the_arc_does(
    range_m: float, apogee_m: float, lat: float, lon: float, azimuth: float
) -> None:
    where = Departure(lat, lon, azimuth)
    found = arc(range_m, apogee_m, where)
    track = trajectory(found, where)
    assert track.time_s[-1] == pytest.approx(found.flight_time_s, rel=1e-9)
    assert track.height_m.max() == pytest.approx(apogee_m, rel=1e-9)
    assert track.distance_m[-1] == pytest.approx(range_m, rel=ROUNDNESS)
    assert track.height_m[0] == pytest.approx(0.0, abs=1.0)
    assert track.height_m[-1] == pytest.approx(0.0, abs=1.0)
    assert np.all(np.abs(track.lon_deg) <= 180.0)


def test_the_landing_point_lies_on_the_announced_azimuth() -> None:
    where = Departure(39.2, 125.67, 72.0)
    track = trajectory(arc(1_090 * KM, 6_248.5 * KM, where), where)
    found = geodesic.leg(39.2, 125.67, float(track.lat_deg[-1]), float(track.lon_deg[-1]))
    assert found.azimuth_deg == pytest.approx(72.0, abs=0.3)


def test_on_a_turning_earth_the_ground_track_bends_and_comes_back() -> None:
    where = Departure(0.0, 100.0, 0.0)
    still, turning = (trajectory(arc(1_000 * KM, 6_000 * KM, d), where) for d in (None, where))
    assert np.ptp(still.lon_deg) < 1e-9
    assert np.ptp(turning.lon_deg) > 1.0
    assert turning.lon_deg[-1] == pytest.approx(100.0, abs=1e-6)


def test_across_the_antimeridian_and_over_the_pole() -> None:
    east = trajectory(arc(3_000 * KM, 700 * KM), Departure(55.0, 170.0, 90.0))
    assert east.lon_deg[0] == pytest.approx(170.0)
    assert east.lon_deg[-1] < 0
    north = trajectory(arc(3_000 * KM, 700 * KM), Departure(80.0, 10.0, 0.0))
    assert north.lat_deg.max() > 89.0
    assert abs(north.lon_deg[-1]) > 100.0


def test_a_track_needs_a_direction_and_two_points() -> None:
    flat = arc(1_000 * KM, 300 * KM)
    with pytest.raises(BadInput, match="direction"):
        trajectory(flat, Departure(39.2, 125.67))
    with pytest.raises(BadInput, match="at least 2"):
        trajectory(flat, Departure(39.2, 125.67, 90.0), steps=1)
    assert len(trajectory(flat, Departure(39.2, 125.67, 90.0), steps=2).time_s) == 2


def test_the_azimuth_of_least_time_is_used_when_no_other_is_known() -> None:
    where = Departure(39.2, 125.67)
    found = arc(1_000 * KM, 300 * KM, where)
    track = trajectory(found, where)
    leg = geodesic.leg(39.2, 125.67, float(track.lat_deg[-1]), float(track.lon_deg[-1]))
    assert found.azimuth_deg is not None
    assert leg.azimuth_deg == pytest.approx(found.azimuth_deg, abs=0.5)
