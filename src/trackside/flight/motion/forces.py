"""Gravity, air, thrust and lift: the equations of motion, written once for eight lanes and for single numbers.

Positions and speeds are in metres in the frame of the stars that coincides with the Earth's own at lift-off: x to the
meridian of Greenwich, z to the north pole. Derivations: docs/methods/powered_flight.md.
"""

from __future__ import annotations

from typing import Any

from trackside.flight.arc import MU_M3_S2
from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.lanes import cubic, least, load, most, some, sqrt, where
from trackside.flight.motion.store import (
    CLIMBING,
    DRAG_AREA,
    FLOW,
    LEAN_RATE,
    LEAN_TOWARDS,
    LIFT,
    MASS_AT_ZERO,
    SPIN,
    THRUST,
    THRUST_LOSS,
    UPWARDS,
    VERTICAL_UNTIL,
)
from trackside.flight.motion.tables import (
    AIR,
    AIR_WIDTH,
    BEND_CELL,
    BEND_M,
    COARSE_M,
    DENSITY,
    DRAG,
    FASTEST_MACH,
    FINE_M,
    HIGHEST_M,
    LOWEST_M,
    MACH_CELL,
    SLOWNESS,
)

# WGS 84 (NIMA TR8350.2, third edition, tables 3.1 and 3.3); J2 from the normalised coefficient, -C20 * sqrt(5).
EQUATOR_M, FLATTENING, J2 = 6_378_137.0, 1.0 / 298.257223563, 1.08262998905e-3
POLE_M = EQUATOR_M * (1.0 - FLATTENING)
_ECC2 = FLATTENING * (2.0 - FLATTENING)
_BULGE_M2 = 1.5 * J2 * EQUATOR_M * EQUATOR_M
# Keeps the direction of the air defined on the pad; a micrometre a second.
_STILL = 1e-12
# Of air, U.S. Standard Atmosphere 1976.
_SPECIFIC_HEATS = 1.4
# A hair below the end of a table: its last cell and not the one after.
_INSIDE = 1.0 - 1e-9


@compiled
def _surface_m(share: Any) -> Any:
    """The radius of the ellipsoid where `share` is the square of the sine of the geocentric latitude; to 0.02 mm."""
    q = _ECC2 * (1.0 - share)
    return POLE_M * (1.0 + q * (1 / 2 + q * (3 / 8 + q * (5 / 16 + q * (35 / 128)))))


@compiled
def _surface_slope_m(share: Any) -> Any:
    """How that radius changes with `share`."""
    q = _ECC2 * (1.0 - share)
    return (-POLE_M * _ECC2) * (1 / 2 + q * (3 / 4 + q * (15 / 16 + q * (35 / 32))))


@compiled
def height_m(x: Any, y: Any, z: Any) -> Any:
    """Height over the ellipsoid along the radius; the true height is 1 m less at 200 km, 20 m less at 8,000 km."""
    square = x * x + y * y + z * z
    inverse = 1.0 / square
    return square * sqrt(inverse) - _surface_m(z * z * inverse)


@compiled
def climb_m_s(x: Any, y: Any, z: Any, u: Any, v: Any, w: Any) -> Any:
    """How fast that height grows."""
    inverse = 1.0 / (x * x + y * y + z * z)
    across = x * u + y * v + z * w
    turning = 2.0 * z * (w - z * across * inverse) * inverse
    return across * sqrt(inverse) - _surface_slope_m(z * z * inverse) * turning


@compiled
def gravity_m_s2(x: Any, y: Any, z: Any) -> Any:
    """The pull of the Earth and of its bulge (J2)."""
    inverse = 1.0 / (x * x + y * y + z * z)
    pull = -MU_M3_S2 * (inverse * sqrt(inverse))
    lean, bulge = 5.0 * (z * z * inverse), _BULGE_M2 * inverse
    level = pull * (1.0 + bulge * (1.0 - lean))
    return level * x, level * y, pull * (1.0 + bulge * (3.0 - lean)) * z


@compiled
def _air_cell(height: Any) -> Any:
    inside = least(most(height, LOWEST_M), HIGHEST_M * _INSIDE)
    fine = (inside - LOWEST_M) * (1.0 / FINE_M)
    return where(inside < BEND_M, fine, (inside - BEND_M) * (1.0 / COARSE_M) + BEND_CELL)


@compiled
def _sine_cosine(angle: Any) -> Any:
    """Sine and cosine of angles up to a quarter turn either way, to 6e-8 at its ends: series to the twelfth power."""
    q = angle * angle
    sine = 1.0 + q * (-1 / 6 + q * (1 / 120 + q * (-1 / 5040 + q * (1 / 362880 + q * (-1 / 39916800)))))
    cosine = q * (-1 / 2 + q * (1 / 24 + q * (-1 / 720 + q * (1 / 40320 + q * (-1 / 3628800 + q * (1 / 479001600))))))
    return angle * sine, 1.0 + cosine


@compiled
def _programmed(lanes: Any, time: Any) -> Any:
    """The direction of thrust while climbing straight up and leaning over, carried along by the turning Earth."""
    sine, cosine = _sine_cosine(most(time - load(lanes, VERTICAL_UNTIL), 0.0) * load(lanes, LEAN_RATE))
    x = cosine * load(lanes, UPWARDS) + sine * load(lanes, LEAN_TOWARDS)
    y = cosine * load(lanes, UPWARDS + 1) + sine * load(lanes, LEAN_TOWARDS + 1)
    z = cosine * load(lanes, UPWARDS + 2) + sine * load(lanes, LEAN_TOWARDS + 2)
    turned, kept = _sine_cosine(load(lanes, SPIN) * time)
    return kept * x - turned * y, turned * x + kept * y, z


@compiled
def _lift(x: Any, y: Any, z: Any, u: Any, v: Any, w: Any) -> Any:
    """Square to the air, upwards in the vertical plane; as long as the cosine of the path's slope.

    On a level path it is one. Straight up or down there is no such direction, and it fades out instead of jumping.
    """
    inverse = 1.0 / (u * u + v * v + w * w + _STILL)
    along = (x * u + y * v + z * w) * inverse
    one = 1.0 / sqrt(x * x + y * y + z * z)
    return (x - along * u) * one, (y - along * v) * one, (z - along * w) * one


@compiled
def acceleration(lanes: Any, time: Any, x: Any, y: Any, z: Any, u: Any, v: Any, w: Any) -> Any:
    """Gravity, drag, thrust and lift of eight flights."""
    gx, gy, gz = gravity_m_s2(x, y, z)
    cell = _air_cell(height_m(x, y, z))
    spin = load(lanes, SPIN)
    a, b = u + spin * y, v - spin * x
    square = a * a + b * b + w * w + _STILL
    inverse = 1.0 / sqrt(square)
    speed = square * inverse
    slowness, density = cubic(AIR, AIR_WIDTH, SLOWNESS, cell), cubic(AIR, AIR_WIDTH, DENSITY, cell)
    mach = speed * slowness
    ratio = cubic(DRAG, 4, 0, least(mach * (1.0 / MACH_CELL), FASTEST_MACH / MACH_CELL * _INSIDE))
    flow = load(lanes, FLOW)
    lightness = 1.0 / (load(lanes, MASS_AT_ZERO) - flow * time)
    drag = load(lanes, DRAG_AREA) * ratio * density * speed * lightness
    ax, ay, az = gx - drag * a, gy - drag * b, gz - drag * w
    burning = flow > 0.0
    if some(burning):
        pressure = density / (_SPECIFIC_HEATS * slowness * slowness)
        push = where(burning, (load(lanes, THRUST) - load(lanes, THRUST_LOSS) * pressure) * lightness, 0.0)
        px, py, pz = a * inverse, b * inverse, w * inverse
        climbing = load(lanes, CLIMBING) > 0.0
        if some(climbing):
            qx, qy, qz = _programmed(lanes, time)
            px, py, pz = where(climbing, qx, px), where(climbing, qy, py), where(climbing, qz, pz)
        ax, ay, az = ax + push * px, ay + push * py, az + push * pz
    ratio_of_lift = load(lanes, LIFT)
    if some(ratio_of_lift > 0.0):
        lx, ly, lz = _lift(x, y, z, a, b, w)
        held = ratio_of_lift * drag * speed
        ax, ay, az = ax + held * lx, ay + held * ly, az + held * lz
    return ax, ay, az
