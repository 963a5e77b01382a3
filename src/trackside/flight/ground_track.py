"""`trajectory`: an arc drawn out as a track over the turning Earth, for the side view and the map."""

from __future__ import annotations

import math

import numpy as np

from trackside.earth import geodesic
from trackside.earth.geodesic import EARTH_RADIUS_M, on_sphere
from trackside.earth.track import Track
from trackside.errors import BadInput
from trackside.flight.arc import (
    MU_M3_S2,
    OMEGA_RAD_S,
    Arc,
    fly,
    starward_azimuth_rad,
)
from trackside.flight.numbers import Departure


def trajectory(arc: Arc, departure: Departure, *, steps: int = 121) -> Track:
    """The arc from a departure as positions over ground: free flight only, from surface to surface.

    The azimuth is the departure's, else the arc's own. On a turning Earth the landing point lies on that azimuth and
    the ground track bends. Points are even in eccentric anomaly, `steps` >= 2 of them; latitudes are those of the
    sphere, `distance_m` is measured on the ellipsoid (at most 0.6 % from the arc's range).

    Raises
    ------
    BadInput
        When neither the departure nor the arc has an azimuth, or `steps` is below 2.
    """
    azimuth = departure.azimuth_deg if departure.azimuth_deg is not None else arc.azimuth_deg
    if azimuth is None:
        raise BadInput("a departure without azimuth", "a track needs a direction", "give Departure(..., azimuth_deg=)")
    if steps < 2:
        raise BadInput(f"{steps} steps", "a track needs at least 2")
    flights = fly(arc.range_m, arc.apogee_m, departure if arc.rotating else None, azimuth)
    shape, lat = flights.ellipse, math.radians(departure.lat_deg)
    e, a, half = float(shape.eccentricity), float(shape.semi_axis_m), float(shape.half_angle_rad)
    # Angles from the apogee: before it negative.
    eta = np.linspace(-float(shape.eta_rad), float(shape.eta_rad), steps)
    time = np.sqrt(a**3 / MU_M3_S2) * (eta + e * np.sin(eta))
    time = time - time[0]
    height = a * (1.0 + e * np.cos(eta)) - EARTH_RADIUS_M
    true_angle = 2.0 * np.arctan(np.tan(eta / 2.0) * math.sqrt(float(shape.short_of_one) / (1.0 + e)))
    heading, spin = math.radians(azimuth), 0.0
    if arc.rotating:
        heading, spin = starward_azimuth_rad(arc.range_m, float(flights.time_s), departure, azimuth), OMEGA_RAD_S
    lats, steps_east = on_sphere(lat, heading, true_angle + half)
    lats_deg, lons_deg = np.degrees(lats), np.degrees(steps_east - spin * time) + departure.lon_deg
    lons_deg = (lons_deg + 180.0) % 360.0 - 180.0
    distance = geodesic.distances_m(departure.lat_deg, departure.lon_deg, lats_deg, lons_deg)
    return Track(time, lats_deg, lons_deg, np.maximum(height, 0.0), distance)
