"""The closed form against a plain numeric integration that shares no formula with it."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.flight import Departure
from trackside.flight.arc import MU_M3_S2, OMEGA_RAD_S, arc
from trackside.flight.case import ROUND_EARTH_SHARE

Vector = npt.NDArray[np.float64]

# WGS 84: equatorial and polar radius, and the J2 of its gravity field (NIMA TR8350.2).
EQUATOR_M, POLE_M, J2 = 6_378_137.0, 6_356_752.3142, 1.08263e-3


def _pull(at: Vector) -> Vector:
    distance = float(np.linalg.norm(at))
    return at * (-MU_M3_S2 / distance**3)


def _bulging_pull(at: Vector) -> Vector:
    distance = float(np.linalg.norm(at))
    lean = 5 * (float(at[2]) / distance) ** 2
    bulge = np.array([1 - lean, 1 - lean, 3 - lean]) * (1.5 * J2 * MU_M3_S2 * EQUATOR_M**2 / distance**5)
    return np.asarray(_pull(at) - at * bulge)


def _ellipsoid_radius(at: Vector) -> float:
    lat = math.asin(at[2] / np.linalg.norm(at))
    return EQUATOR_M * POLE_M / math.hypot(POLE_M * math.cos(lat), EQUATOR_M * math.sin(lat))


def _step(at: Vector, going: Vector, step: float, *, bulge: bool) -> tuple[Vector, Vector]:
    pull = _bulging_pull if bulge else _pull
    a1 = pull(at)
    a2 = pull(at + step / 2 * going)
    a3 = pull(at + step / 2 * going + step**2 / 4 * a1)
    a4 = pull(at + step * going + step**2 / 2 * a2)
    return at + step * going + step**2 / 6 * (a1 + a2 + a3), going + step / 6 * (a1 + 2 * a2 + 2 * a3 + a4)


def _fall(at: Vector, going: Vector, *, bulge: bool = False, step: float = 1.0) -> tuple[float, float, Vector]:
    """Flight time, apogee above ground and landing point, by fourth-order Runge-Kutta and a last secant."""

    def height(x: Vector) -> float:
        return float(np.linalg.norm(x)) - (_ellipsoid_radius(x) if bulge else EARTH_RADIUS_M)

    time, top, last = 0.0, 0.0, at
    while True:
        last, before = at, going
        at, going = _step(at, going, step, bulge=bulge)
        time, top = time + step, max(top, height(at))
        if height(at) < 0 and time > 2 * step:
            share = height(last) / (height(last) - height(at))
            landing, _ = _step(last, before, share * step, bulge=bulge)
            return time - step + share * step, top, landing


@pytest.mark.parametrize(("range_km", "apogee_km"), [(1_090, 6_248.5), (300, 74), (787, 2_111.5), (10_000, 1_319)])
def test_the_integrated_flight_has_the_same_time_apogee_and_range(range_km: float, apogee_km: float) -> None:
    found = arc(range_km * 1e3, apogee_km * 1e3)
    angle = math.radians(found.flight_path_angle_deg)
    going = found.speed_m_s * np.array([math.sin(angle), math.cos(angle), 0.0])
    time, top, landing = _fall(np.array([EARTH_RADIUS_M, 0.0, 0.0]), going)
    assert time == pytest.approx(found.flight_time_s, abs=0.01)
    assert top == pytest.approx(found.apogee_m, rel=1e-4)
    assert math.atan2(landing[1], landing[0]) * EARTH_RADIUS_M == pytest.approx(found.range_m, abs=20.0)


@pytest.mark.parametrize(
    ("range_km", "apogee_km", "azimuth"), [(1_090, 6_248.5, 72.0), (4_600, 1_000, 70.0), (800, 400, 280.0)]
)
def test_the_turning_earth_carries_the_landing_point_to_the_announced_range(
    range_km: float, apogee_km: float, azimuth: float
) -> None:
    where = Departure(39.2, 125.67, azimuth)
    found = arc(range_km * 1e3, apogee_km * 1e3, where)
    lat = math.radians(where.lat_deg)
    up, north = np.array([math.cos(lat), 0, math.sin(lat)]), np.array([-math.sin(lat), 0, math.cos(lat)])
    east, spin = np.array([0.0, 1.0, 0.0]), OMEGA_RAD_S * EARTH_RADIUS_M * math.cos(lat)
    landing_fixed = np.cos(found.range_m / EARTH_RADIUS_M) * up + np.sin(found.range_m / EARTH_RADIUS_M) * (
        math.cos(math.radians(azimuth)) * north + math.sin(math.radians(azimuth)) * east
    )
    turn = OMEGA_RAD_S * found.flight_time_s
    cosine, sine = math.cos(turn), math.sin(turn)
    carried = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]]) @ landing_fixed
    # The only velocity that has the arc's ground speed and angle and lies in the plane of the carried landing point.
    heading = carried - np.dot(carried, up) * up
    heading /= np.linalg.norm(heading)
    rise = found.speed_m_s * math.sin(math.radians(found.flight_path_angle_deg))
    ground_level = found.speed_m_s * math.cos(math.radians(found.flight_path_angle_deg))
    across = spin * heading[1]
    level = across + math.sqrt(across**2 - spin**2 + ground_level**2)
    slower = across - math.sqrt(across**2 - spin**2 + ground_level**2)
    tries = [_fall(EARTH_RADIUS_M * up, rise * up + speed * heading) for speed in (level, slower) if speed > 0]
    time, top, landing = min(tries, key=lambda t: abs(t[0] - found.flight_time_s))
    assert time == pytest.approx(found.flight_time_s, abs=0.01)
    assert top == pytest.approx(found.apogee_m, rel=1e-4)
    assert np.linalg.norm(landing - EARTH_RADIUS_M * carried) < 30.0


@pytest.mark.parametrize("lat_deg", [0.0, 39.2, 90.0])
@pytest.mark.parametrize(("speed", "tilt"), [(7_850.0, 0.08), (5_500.0, 0.1), (3_000.0, 0.7)])
def test_the_true_shape_of_the_earth_changes_the_time_less_than_is_allowed_for(
    lat_deg: float, speed: float, tilt: float
) -> None:
    lat = math.radians(lat_deg)
    up, east = np.array([math.cos(lat), 0.0, math.sin(lat)]), np.array([0.0, 1.0, 0.0])
    start = _ellipsoid_radius(up) * up
    time, top, landing = _fall(start, speed * (math.cos(tilt) * up + math.sin(tilt) * east), bulge=True)
    angle = math.acos(float(np.dot(up, landing / np.linalg.norm(landing))))
    assert abs(arc(angle * EARTH_RADIUS_M, top).flight_time_s / time - 1.0) < ROUND_EARTH_SHARE / 2
