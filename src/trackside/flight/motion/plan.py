"""Plans: vehicles, the way they climb and where they start, as rows of numbers for the compiled code."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trackside.flight.arc import OMEGA_RAD_S
from trackside.flight.classes import StageArrays, ideal_speed_m_s
from trackside.flight.motion.forces import EQUATOR_M, FLATTENING
from trackside.flight.motion.store import (
    BOOST_DRAG,
    FALL_DRAG,
    LEAN,
    LEAN_RAD,
    LEEWAY_SHARE,
    LIFT_TO_DRAG,
    PAD,
    PITCH_OVER_S,
    PLAN_WIDTH,
    SPIN_RAD_S,
    STAGE,
    STAGE_BURN,
    STAGE_COAST,
    STAGE_DROP,
    STAGE_FLOW,
    STAGE_LOSS,
    STAGE_THRUST,
    STAGE_WIDTH,
    STAGES,
    UP,
    VERTICAL_S,
)
from trackside.flight.vehicle import STANDARD_GRAVITY_M_S2

Floats = npt.NDArray[np.float64]

# The drag coefficient at high speed that `drag_scale` is counted from: the V-2's (see tables.DRAG_MACH).
REFERENCE_DRAG = 0.15
# Pressure at sea level, where the lower specific impulse holds (U.S. Standard Atmosphere 1976).
SEA_LEVEL_PA = 101_325.0
# Climbing straight up and leaning over end at this share of the first burn at the latest.
MOST_OF_BURN = 0.8
# Speeds that errors are weighed by (see `leeway`); gravity and air cost any vehicle more than LEAST_LOSS.
FAST_M_S, SLOWEST_M_S, ESCAPE_M_S, LEAST_LOSS_M_S = 7_000.0, 500.0, 11_180.0, 400.0
# Larger ones make steps so long that they leap over a corner of the air now and then.
LEEWAY = 0.02, 4.0


def plans(
    vehicles: StageArrays,
    lean_rad: Floats,
    *,
    lat_deg: float | Floats,
    lon_deg: float | Floats,
    azimuth_deg: float | Floats,
    lift_to_drag: float | Floats = 0.0,
    spin_rad_s: float = OMEGA_RAD_S,
) -> Floats:
    """One row for each vehicle, shape (n, PLAN_WIDTH); arguments other than `vehicles` have shape (n,) or are single.

    `lean_rad` is how far from the vertical the thrust has turned at the end of the pitch-over; ``0 .. pi/2``.
    A `spin_rad_s` of zero is an Earth that stands still.
    """
    rows = np.zeros((len(vehicles.payload_share), PLAN_WIDTH))
    _place(rows, np.radians(lat_deg), np.radians(lon_deg), np.radians(azimuth_deg))
    first_burn = vehicles.burn_time_s[:, 0]
    shorter = np.minimum(1.0, MOST_OF_BURN * first_burn / (vehicles.vertical_s + vehicles.pitch_over_s))
    rows[:, VERTICAL_S] = vehicles.vertical_s * shorter
    rows[:, PITCH_OVER_S] = vehicles.pitch_over_s * shorter
    rows[:, LEAN_RAD] = lean_rad
    rows[:, BOOST_DRAG] = 0.5 * REFERENCE_DRAG * vehicles.drag_scale * vehicles.area_m2_kg
    rows[:, FALL_DRAG] = 0.5 / vehicles.ballistic_coefficient_kg_m2
    rows[:, LIFT_TO_DRAG] = lift_to_drag
    rows[:, SPIN_RAD_S] = spin_rad_s
    _stages(rows, vehicles)
    rows[:, LEEWAY_SHARE] = leeway(ideal_speed_m_s(vehicles))
    return rows


def _place(rows: Floats, lat: float | Floats, lon: float | Floats, azimuth: float | Floats) -> None:
    """The pad on the ellipsoid, the vertical there, and the level direction in which the thrust leans."""
    ecc2 = FLATTENING * (2.0 - FLATTENING)
    normal = EQUATOR_M / np.sqrt(1.0 - ecc2 * np.sin(lat) ** 2)
    rows[:, PAD] = normal * np.cos(lat) * np.cos(lon)
    rows[:, PAD + 1] = normal * np.cos(lat) * np.sin(lon)
    rows[:, PAD + 2] = normal * (1.0 - ecc2) * np.sin(lat)
    rows[:, UP] = np.cos(lat) * np.cos(lon)
    rows[:, UP + 1] = np.cos(lat) * np.sin(lon)
    rows[:, UP + 2] = np.sin(lat)
    north, east = np.cos(azimuth), np.sin(azimuth)
    rows[:, LEAN] = -north * np.sin(lat) * np.cos(lon) - east * np.sin(lon)
    rows[:, LEAN + 1] = -north * np.sin(lat) * np.sin(lon) + east * np.cos(lon)
    rows[:, LEAN + 2] = north * np.cos(lat)


def _stages(rows: Floats, vehicles: StageArrays) -> None:
    count = vehicles.propellant_share.shape[1]
    rows[:, STAGES] = count
    for stage in range(count):
        column = STAGE + STAGE_WIDTH * stage
        flow = vehicles.propellant_share[:, stage] / vehicles.burn_time_s[:, stage]
        vacuum, sea_level = vehicles.isp_vacuum_s[:, stage], vehicles.isp_sea_level_s[:, stage]
        rows[:, column + STAGE_FLOW] = flow
        rows[:, column + STAGE_THRUST] = flow * STANDARD_GRAVITY_M_S2 * vacuum
        rows[:, column + STAGE_LOSS] = flow * STANDARD_GRAVITY_M_S2 * (vacuum - sea_level) / SEA_LEVEL_PA
        rows[:, column + STAGE_BURN] = vehicles.burn_time_s[:, stage]
        rows[:, column + STAGE_COAST] = vehicles.coast_s[:, stage]
        rows[:, column + STAGE_DROP] = vehicles.dry_share[:, stage]


def leeway(ideal_speed_m_s: Floats) -> Floats:
    """How much larger errors of speed may be than those of a vehicle of `FAST_M_S`, for the same error of apogee.

    Straight up, h = v^2 / 2g / (1 - v^2 / v_e^2), so dh/dv = v / g / (1 - v^2 / v_e^2)^2; an error is a share of v.
    """
    speed = np.maximum(ideal_speed_m_s - LEAST_LOSS_M_S, SLOWEST_M_S)
    return np.asarray(np.clip(_lever(np.full(1, FAST_M_S)) / _lever(speed), *LEEWAY))


def _lever(speed_m_s: Floats) -> Floats:
    return np.asarray((speed_m_s / np.maximum(1.0 - (speed_m_s / ESCAPE_M_S) ** 2, 0.05)) ** 2)
