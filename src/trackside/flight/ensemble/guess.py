"""Where to begin looking for a member's controls: at those of the known flight that is most like the one wanted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, final

import numpy as np
import numpy.typing as npt

from trackside.flight.classes import PARAMETERS, VehicleClass, ideal_speed_m_s, load_classes, shares
from trackside.flight.ensemble.members import PAYLOAD, Controls, Flights, Members
from trackside.flight.ensemble.solve import Wanted

Floats = npt.NDArray[np.float64]

# What decides how a lean turns into a path; a difference of a third of the span counts like a third of the height.
_STEERING = tuple(PARAMETERS.index(name) for name in ("thrust_to_weight", "vertical_s", "pitch_over_s"))
_SPAN_SHARE, _SIZE_SHARE = 0.35, 0.25
# A lofted flight drifts over the turning Earth by some share of its height, so near means near against both.
_DRIFT_SHARE = 0.2
_HALVINGS = 8


@final
@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Flights already flown: who, how, and what became of them."""

    members: Members
    controls: Controls
    apogee_m: Floats
    north_m: Floats
    east_m: Floats


def known(members: Members, controls: Controls, flown: Flights) -> Known:
    """The flights that came down."""
    good = flown.landed
    return Known(members.take(good), controls.take(good), flown.apogee_m[good], flown.north_m[good], flown.east_m[good])


def joined(one: Known, other: Known) -> Known:
    """The flights of both."""

    def members(name: str) -> Any:
        return np.concatenate([getattr(one.members, name), getattr(other.members, name)])

    def controls(name: str) -> Floats:
        return np.concatenate([getattr(one.controls, name), getattr(other.controls, name)])

    return Known(
        Members(**{f.name: members(f.name) for f in fields(Members)}),
        Controls(**{f.name: controls(f.name) for f in fields(Controls)}),
        np.concatenate([one.apogee_m, other.apogee_m]),
        np.concatenate([one.north_m, other.north_m]),
        np.concatenate([one.east_m, other.east_m]),
    )


def guess(members: Members, wanted: Wanted, among: Known) -> tuple[Controls, npt.NDArray[np.bool_]]:
    """Controls to start from, and whether anything is known of the member's class."""
    start, any_known = np.zeros((len(members), 3)), np.zeros(len(members), dtype=bool)
    for number, vehicle_class in enumerate(load_classes()):
        here, there = members.kind == number, among.members.kind == number
        if not here.any() or not there.any():
            continue
        nearest = np.flatnonzero(there)[_nearest(members.take(here), wanted, here, among, there)]
        start[here, 1] = among.controls.lean_north[nearest]
        start[here, 2] = among.controls.lean_east[nearest]
        theirs = among.members.u[nearest].copy()
        theirs[:, PAYLOAD] = among.controls.payload[nearest]
        speed = ideal_speed_m_s(shares(vehicle_class, theirs))
        start[here, 0] = _payload_for(vehicle_class, members.u[here], speed)
        any_known[here] = True
    return Controls(start[:, 0], start[:, 1], start[:, 2]), any_known


def _nearest(
    mine: Members, wanted: Wanted, here: npt.NDArray[np.bool_], among: Known, there: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    theirs = among.members.u[there][:, _STEERING] / _SPAN_SHARE
    size = wanted.range_m[here] + _DRIFT_SHARE * wanted.apogee_m[here]
    turn = np.radians(mine.azimuth_deg)
    north, east = wanted.range_m[here] * np.cos(turn), wanted.range_m[here] * np.sin(turn)
    apart = (np.log(wanted.apogee_m[here])[:, None] - np.log(among.apogee_m[there])[None, :]) ** 2
    apart += ((north[:, None] - among.north_m[there][None, :]) / size[:, None]) ** 2
    apart += ((east[:, None] - among.east_m[there][None, :]) / size[:, None]) ** 2
    apart /= _SIZE_SHARE**2
    for column, index in enumerate(_STEERING):
        apart += (mine.u[:, index][:, None] / _SPAN_SHARE - theirs[:, column][None, :]) ** 2
    return np.asarray(np.argmin(apart, axis=1), dtype=np.intp)


def _payload_for(vehicle_class: VehicleClass, u: Floats, speed_m_s: Floats) -> Floats:
    """The payload coordinate with which a vehicle would reach an ideal speed; an end of its range where it cannot."""
    low, high, points = np.zeros(len(u)), np.ones(len(u)), u.copy()
    for _ in range(_HALVINGS):
        points[:, PAYLOAD] = 0.5 * (low + high)
        faster = ideal_speed_m_s(shares(vehicle_class, points)) > speed_m_s
        low, high = np.where(faster, points[:, PAYLOAD], low), np.where(faster, high, points[:, PAYLOAD])
    return np.clip(0.5 * (low + high), 0.01, 0.99)
