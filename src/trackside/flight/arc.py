"""The free-flight ellipse from surface to surface: its time, its speed, least energy, on a still or a turning Earth.

Every formula is derived in docs/methods/free_flight.md, where the symbols are drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.earth.geodesic import EARTH_RADIUS_M, bearing_rad, half_angle_rad, on_sphere
from trackside.flight.numbers import Departure

Floats = npt.NDArray[np.float64]

# Gravitational parameter and rate of rotation of WGS 84 (NIMA TR8350.2, third edition, table 3.1 and section 3).
MU_M3_S2 = 3.986004418e14
OMEGA_RAD_S = 7.2921159e-5
# No point of the sphere lies farther away than this.
HALF_ROUND_M = math.pi * EARTH_RADIUS_M
# The speed of a satellite that skims the surface, where there is no air.
CIRCULAR_M_S = math.sqrt(MU_M3_S2 / EARTH_RADIUS_M)
# A smaller half angle (6 mm over ground) is vertical flight; keeps the formulas clear of 0/0.
LEAST_HALF_ANGLE_RAD = 1e-9
# Each round of the fixed point shortens the step at least by half for apogees up to the Moon's distance.
MOST_ROUNDS = 60
SETTLED_SHARE = 1e-10
# Directions tried when only the departure is known: every 2 degrees holds the least time within 0.02 s.
DIRECTIONS_DEG = np.arange(0.0, 360.0, 2.0)


@final
@dataclass(frozen=True, slots=True)
class Arc:
    """The free-flight ellipse from surface to surface: no boost phase, no air.

    Attributes
    ----------
    range_m : float
        Distance over ground, on the sphere.
    apogee_m : float
        Greatest height above the sphere.
    flight_time_s : float
        From surface to surface: the least time a flight with this range and apogee can take.
    speed_m_s : float
        At the surface, against the ground; about the greatest speed of the flight.
    flight_path_angle_deg : float
        Upward angle of that velocity, against the ground.
    rotating : bool
        Whether the landing point was carried along by the turning Earth.
    azimuth_deg : float or None
        Direction of the landing point at the departure; None on a still Earth.
    central_angle_deg : float
        Angle between departure and landing as the stars see it.
    settled : bool
        Whether flight time and carried landing point were settled together.
    """

    range_m: float
    apogee_m: float
    flight_time_s: float
    speed_m_s: float
    flight_path_angle_deg: float
    rotating: bool = False
    azimuth_deg: float | None = None
    central_angle_deg: float = 0.0
    settled: bool = True


@final
@dataclass(frozen=True, slots=True)
class Ellipse:
    """The elements of free-flight ellipses: arrays of one shape, or floats in arrays of shape ().

    `half_angle_rad` is half the central angle; `eta_rad` the eccentric anomaly, counted from the apogee to the surface.
    """

    half_angle_rad: Floats
    eccentricity: Floats
    short_of_one: Floats
    semi_axis_m: Floats
    eta_rad: Floats

    @property
    def time_s(self) -> Floats:
        """From surface to surface, by Kepler's equation."""
        swept = self.eta_rad + self.eccentricity * np.sin(self.eta_rad)
        return np.asarray(2.0 * np.sqrt(self.semi_axis_m**3 / MU_M3_S2) * swept)

    @property
    def speed_m_s(self) -> Floats:
        """At the surface, against the stars (vis-viva)."""
        return np.asarray(np.sqrt(MU_M3_S2 * (2.0 / EARTH_RADIUS_M - 1.0 / self.semi_axis_m)))

    @property
    def level_speed_m_s(self) -> Floats:
        """The horizontal part of it, from the angular momentum."""
        parameter = self.semi_axis_m * self.short_of_one * (1.0 + self.eccentricity)
        return np.asarray(np.sqrt(MU_M3_S2 * parameter) / EARTH_RADIUS_M)


def ellipse(half_angle_rad: float | Floats, apogee_m: float | Floats) -> Ellipse:
    """The ellipse about the Earth's centre that meets the surface twice and peaks at `apogee_m`.

    Bate, Mueller & White 1971, section 6.2; written so that nothing cancels for short flights.
    """
    half = np.maximum(half_angle_rad, LEAST_HALF_ANGLE_RAD)
    height = np.asarray(apogee_m, dtype=float)
    sagitta = 2.0 * EARTH_RADIUS_M * np.sin(half / 2.0) ** 2
    e, short = height / (height + sagitta), sagitta / (height + sagitta)
    semi_axis = (EARTH_RADIUS_M + height) / (1.0 + e)
    eta = 2.0 * np.arctan(np.tan(half / 2.0) * np.sqrt((1.0 + e) / short))
    return Ellipse(np.asarray(half), np.asarray(e), np.asarray(short), np.asarray(semi_axis), np.asarray(eta))


@final
@dataclass(frozen=True, slots=True)
class Flights:
    """Ellipses solved together with the turning Earth; `settled` says of all of them whether the solution stands."""

    ellipse: Ellipse
    time_s: Floats
    settled: bool


def fly(
    range_m: float | Floats, apogee_m: float | Floats, departure: Departure | None, azimuth_deg: float | Floats | None
) -> Flights:
    """Ellipses with these ranges and apogees; shapes are broadcast.

    Without a departure or an azimuth the Earth stands still. With both, the landing point moves east while the missile
    is aloft, so central angle and time are solved together by a fixed point of at most `MOST_ROUNDS` rounds.
    """
    angle = np.minimum(range_m, HALF_ROUND_M) / EARTH_RADIUS_M
    found = ellipse(angle / 2.0, apogee_m)
    time = found.time_s
    if departure is None or azimuth_deg is None:
        return Flights(found, time, settled=True)
    lat = math.radians(departure.lat_deg)
    landing_lat, landing_lon = on_sphere(lat, np.radians(azimuth_deg), angle)
    for _ in range(MOST_ROUNDS):
        half = half_angle_rad(lat, landing_lat, landing_lon + OMEGA_RAD_S * time)
        found = ellipse(half, apogee_m)
        last, time = time, found.time_s
        if bool(np.all(np.abs(time - last) <= SETTLED_SHARE * time)):
            return Flights(found, time, settled=True)
    return Flights(found, time, settled=False)


def least_time_azimuth_deg(range_m: float, apogee_m: float, departure: Departure) -> float:
    """The direction in which a flight with this range and apogee takes the least time."""
    times = fly(range_m, apogee_m, departure, DIRECTIONS_DEG).time_s
    return float(DIRECTIONS_DEG[int(np.argmin(times))])


def most_time_azimuth_deg(range_m: float, apogee_m: float, departure: Departure) -> float:
    """The direction in which a flight with this range and apogee takes the most time."""
    times = fly(range_m, apogee_m, departure, DIRECTIONS_DEG).time_s
    return float(DIRECTIONS_DEG[int(np.argmax(times))])


def arc(range_m: float, apogee_m: float, departure: Departure | None = None) -> Arc:
    """The arc with this range and apogee; towards the departure's azimuth, or the one that gives the least time."""
    azimuth = departure and (
        departure.azimuth_deg
        if departure.azimuth_deg is not None
        else least_time_azimuth_deg(range_m, apogee_m, departure)
    )
    flights = fly(range_m, apogee_m, departure, azimuth)
    found = flights.ellipse
    speed, level = float(found.speed_m_s), float(found.level_speed_m_s)
    up = math.sqrt(max(speed**2 - level**2, 0.0))
    if departure is not None and azimuth is not None:
        level = _level_speed_on_ground(level, range_m, float(flights.time_s), departure, azimuth)
    return Arc(
        range_m=range_m,
        apogee_m=apogee_m,
        flight_time_s=float(flights.time_s),
        speed_m_s=math.hypot(up, level),
        flight_path_angle_deg=math.degrees(math.atan2(up, level)),
        rotating=departure is not None,
        azimuth_deg=azimuth,
        central_angle_deg=math.degrees(2.0 * float(found.half_angle_rad)),
        settled=flights.settled,
    )


def starward_azimuth_rad(range_m: float, time_s: float, departure: Departure, azimuth_deg: float) -> float:
    """The azimuth of the flight as the stars see it: towards where the landing point will be."""
    lat = math.radians(departure.lat_deg)
    landing_lat, landing_lon = on_sphere(lat, math.radians(azimuth_deg), range_m / EARTH_RADIUS_M)
    return bearing_rad(lat, float(landing_lat), float(landing_lon) + OMEGA_RAD_S * time_s)


def _level_speed_on_ground(
    level_m_s: float, range_m: float, time_s: float, departure: Departure, azimuth_deg: float
) -> float:
    heading = starward_azimuth_rad(range_m, time_s, departure, azimuth_deg)
    ground = OMEGA_RAD_S * EARTH_RADIUS_M * math.cos(math.radians(departure.lat_deg))
    return math.hypot(level_m_s * math.cos(heading), level_m_s * math.sin(heading) - ground)


def least_energy_apogee_m(range_m: float | Floats) -> Floats:
    """The apogee of the arc that covers a range with the least speed, on a still Earth; up to half way round.

    Its second focus lies in the middle of the chord (Bate, Mueller & White 1971, section 6.2).
    """
    half = np.minimum(range_m, HALF_ROUND_M) / (2.0 * EARTH_RADIUS_M)
    return np.asarray(EARTH_RADIUS_M * (np.sin(half) + np.cos(half) - 1.0) / 2.0)


def least_energy(range_m: float) -> Arc:
    """The arc that covers a range with the least speed, on a still Earth; 0 < range_m <= half way round.

    sin(phi/2) = lambda / (2 - lambda) and gamma = 45 deg - phi/4 (Bate, Mueller & White 1971, section 6.2); the apogee
    follows from both.
    """
    # Half way round the best arc skims the surface; a millimetre keeps the ellipse an ellipse.
    return arc(min(range_m, HALF_ROUND_M), max(float(least_energy_apogee_m(range_m)), 1e-3))


def least_energy_range_m(speed_m_s: float) -> float:
    """How far a surface speed reaches on a still Earth; half way round from the circular speed on."""
    energy = speed_m_s**2 / CIRCULAR_M_S**2
    if energy >= 1.0:
        return HALF_ROUND_M
    return 2.0 * EARTH_RADIUS_M * math.asin(energy / (2.0 - energy))


def vertical_speed_m_s(apogee_m: float) -> float:
    """The least surface speed that reaches a height: straight up."""
    return math.sqrt(2.0 * MU_M3_S2 * apogee_m / (EARTH_RADIUS_M * (EARTH_RADIUS_M + apogee_m)))


def skimming_time_s(range_m: float) -> float:
    """The least time of any arc over a range: around the surface at the circular speed."""
    return range_m / CIRCULAR_M_S


def steep_apogee_m(range_m: float, speed_m_s: float) -> float:
    """The apogee of the steeper of the two arcs with this range and surface speed, on a still Earth.

    The speed is at least the least-energy speed of the range and less than the speed of escape. The range equation,
    tan(h) = lambda t / (1 + t^2 - lambda) with t = tan(gamma) and h half the central angle, is a quadratic in t.
    """
    half = range_m / (2.0 * EARTH_RADIUS_M)
    energy = speed_m_s**2 / CIRCULAR_M_S**2
    inside = energy**2 * math.cos(half) ** 2 - 4.0 * math.sin(half) ** 2 * (1.0 - energy)
    tangent = (energy * math.cos(half) + math.sqrt(max(inside, 0.0))) / (2.0 * math.sin(half))
    level = energy / (1.0 + tangent**2)
    eccentricity = math.sqrt(max(1.0 - level * (2.0 - energy), 0.0))
    return EARTH_RADIUS_M * ((1.0 + eccentricity) / (2.0 - energy) - 1.0)


def share_below(found: Arc, height_m: float) -> float:
    """The share of the flight time of an arc that is spent below a height; 0..1."""
    if found.apogee_m <= height_m:
        return 1.0
    shape = ellipse(math.radians(found.central_angle_deg) / 2.0, found.apogee_m)
    e, a = float(shape.eccentricity), float(shape.semi_axis_m)
    eta = math.acos(min(max(((EARTH_RADIUS_M + height_m) / a - 1.0) / e, -1.0), 1.0))
    above = 2.0 * math.sqrt(a**3 / MU_M3_S2) * (eta + e * math.sin(eta))
    return max(0.0, 1.0 - above / found.flight_time_s)
