"""`Members`: vehicles of broad classes, each at its own place, and what becomes of them when they fly."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.earth import geodesic
from trackside.flight.arc import OMEGA_RAD_S
from trackside.flight.classes import PARAMETERS, load_classes, shares
from trackside.flight.motion import store
from trackside.flight.motion.fly import Tolerance, fly
from trackside.flight.motion.forces import FLATTENING
from trackside.flight.motion.plan import plans

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PAYLOAD = PARAMETERS.index("payload_share")
# An announced number is never told to better than a tenth of a per cent of what it depends on here, so ensembles fly
# with a tolerance that moves a landing point by 1 m (half of them) or 20 m (99 of 100) and takes two fifths less time.
LOOSE = Tolerance(powered_share=1e-6, falling_share=3e-5)
# Thrust never leans beyond this: what leans further falls back beside its pad.
STEEPEST_LEAN_RAD = 1.4


@final
@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Many vehicles, each with its class, its point of the class's unit cube, its place and the direction it lands in.

    Attributes
    ----------
    kind : array of shape (n,)
        Number of its class in `load_classes()`.
    u : array of shape (n, len(PARAMETERS))
        Points of the unit cube; the coordinate of the payload share is overwritten in flight.
    lat_deg, lon_deg, azimuth_deg : array of shape (n,)
        Where it starts, and the direction of its landing point from there.
    lift_to_drag : array of shape (n,)
        Of what falls.
    """

    kind: Ints
    u: Floats
    lat_deg: Floats
    lon_deg: Floats
    azimuth_deg: Floats
    lift_to_drag: Floats

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, chosen: npt.NDArray[np.bool_] | Ints) -> Members:
        """Some of the members, in the order chosen."""
        return Members(**{f.name: getattr(self, f.name)[chosen] for f in fields(self)})


@final
@dataclass(frozen=True, slots=True, eq=False)
class Controls:
    """What is still free to be chosen for each member: its payload, and how far it leans north and east.

    Attributes
    ----------
    payload : array of shape (n,)
        Coordinate of the payload share in the unit cube.
    lean_north, lean_east : array of shape (n,)
        The lean of the thrust at the end of the pitch-over, as a vector, in radians.
    """

    payload: Floats
    lean_north: Floats
    lean_east: Floats

    def take(self, chosen: npt.NDArray[np.bool_] | Ints) -> Controls:
        """Those of some of the members."""
        return Controls(self.payload[chosen], self.lean_north[chosen], self.lean_east[chosen])

    @property
    def lean_rad(self) -> Floats:
        """How far it leans."""
        return np.hypot(self.lean_north, self.lean_east)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Flights:
    """What became of members: arrays of shape (n,), meaningful where `landed`.

    `north_m` and `east_m` are the parts of the range along the direction of the landing point; `burnout_speed_m_s` is
    against the ground.
    """

    landed: npt.NDArray[np.bool_]
    apogee_m: Floats
    time_s: Floats
    range_m: Floats
    north_m: Floats
    east_m: Floats
    burnout_speed_m_s: Floats
    burnout_time_s: Floats
    outcome: Floats


def plan(members: Members, controls: Controls, *, spin_rad_s: float = OMEGA_RAD_S) -> Floats:
    """The plans of members, in their order."""
    rows = np.zeros((len(members), store.PLAN_WIDTH))
    lean = np.minimum(controls.lean_rad, STEEPEST_LEAN_RAD)
    azimuth = np.degrees(np.arctan2(controls.lean_east, controls.lean_north))
    points = members.u.copy()
    points[:, PAYLOAD] = np.clip(controls.payload, 0.0, 1.0)
    for number, vehicle_class in enumerate(load_classes()):
        here = members.kind == number
        if not here.any():
            continue
        rows[here] = plans(
            shares(vehicle_class, points[here]),
            lean[here],
            lat_deg=members.lat_deg[here],
            lon_deg=members.lon_deg[here],
            azimuth_deg=azimuth[here],
            lift_to_drag=members.lift_to_drag[here],
            spin_rad_s=spin_rad_s,
        )
    return rows


def flights(members: Members, controls: Controls, *, spin_rad_s: float = OMEGA_RAD_S, threads: int = 1) -> Flights:
    """Fly members from the pad to the ground."""
    results = fly(plan(members, controls, spin_rad_s=spin_rad_s), tolerance=LOOSE, threads=threads)
    time = results[:, store.END_TIME]
    lat, lon = on_ground(results[:, store.END_PLACE : store.END_PLACE + 3], spin_rad_s * time)
    distance, azimuth = geodesic.pair_legs(members.lat_deg, members.lon_deg, lat, lon)
    turn = np.radians(azimuth)
    landed = (results[:, store.OUTCOME] == store.Outcome.LANDED) & (results[:, store.APOGEE] > 0.0)
    return Flights(
        landed=landed,
        apogee_m=results[:, store.APOGEE],
        time_s=time,
        range_m=distance,
        north_m=distance * np.cos(turn),
        east_m=distance * np.sin(turn),
        burnout_speed_m_s=_against_ground(results, spin_rad_s),
        burnout_time_s=results[:, store.BURNOUT_TIME],
        outcome=results[:, store.OUTCOME],
    )


def on_ground(place: Floats, turned_rad: Floats) -> tuple[Floats, Floats]:
    """Latitude and longitude under places, shape (n, 3), once the Earth has turned; exact on the ellipsoid."""
    flat = 1.0 - FLATTENING
    level = np.hypot(place[:, 0], place[:, 1])
    lat = np.degrees(np.arctan2(place[:, 2], level * flat**2))
    lon = np.degrees(np.arctan2(place[:, 1], place[:, 0]) - turned_rad)
    return lat, (lon + 180.0) % 360.0 - 180.0


def _against_ground(results: Floats, spin_rad_s: float) -> Floats:
    x, y = results[:, store.BURNOUT_PLACE], results[:, store.BURNOUT_PLACE + 1]
    speed = results[:, store.BURNOUT_SPEED : store.BURNOUT_SPEED + 3]
    return np.sqrt((speed[:, 0] + spin_rad_s * y) ** 2 + (speed[:, 1] - spin_rad_s * x) ** 2 + speed[:, 2] ** 2)
