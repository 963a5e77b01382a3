"""The model analysts of the field have flown for thirty years, as a named reference: `wright-1992`.

Planar flight over a round Earth at rest, with the Earth, air, drag, thrust and steering of the open program that goes
back to Gronlund & Wright 1992. Written out in docs/methods/wright_1992.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, final

from trackside.errors import BadInput
from trackside.flight.vehicle import Vehicle

# L. Gronlund and D. C. Wright, "Depressed Trajectory SLBMs", Science & Global Security 3 (1992) 101-159, in the form of
# github.com/jlev/ballistic-missile-range (MIT), file sim.py: every constant and equation below.
RADIUS_M: Final = 6_370_000.0
GRAVITY_M_S2: Final = 9.8066
# Turns a kilogramme-force into newtons and a specific impulse into an exhaust speed.
FORCE_GRAVITY_M_S2: Final = 9.81
VERTICAL_S: Final = 5.0
LONGEST_FLIGHT_S: Final = 20_000.0
# No air is left from here on, and a first stage gives its full thrust (a hundred miles).
NO_AIR_M, FULL_THRUST_M = 47_000.0, 160_934.0
FULL_FIRST, FULL_LATER = 1.19, 1.0
STEP_S, FIRST_STEP_S, FIRST_STEPS_UNTIL_S = 0.1, 0.01, 1.0
# Enough for the longest flight at these steps.
MOST_STEPS: Final = 201_000
MOST_WRIGHT_STAGES: Final = 5
# Steeper, the path turns over at its top within a few steps, and the steps can no longer follow it.
STEEPEST_DEG: Final = 89.5
# Faster than anything launched. Drag out of all proportion drives the steps there, or makes what falls turn back.
FASTEST_M_S, SHORTEST_BURN_S = 1e5, 1.0
# The span of burnout angles that is searched for the longest range, and the rounds that narrow the best of them down to
# less than 0.2 degrees, where the range changes by less than 1e-4 of itself.
SEARCHED_STEP_DEG: Final = 10.0
SEARCHED_DEG: Final = tuple(5.0 + SEARCHED_STEP_DEG * i for i in range(9))
SEARCH_ROUNDS, SEARCH_SHARE = 8, 0.45
# A leg is over when less than this share of a step is left of it: what rounding leaves; what the program lets go.
ROUNDING_SHARE, PROGRAM_SHARE = 1e-6, 0.2
# Stands in for a speed of exactly zero where one divides by it.
STANDSTILL_M_S: Final = 1e-9


@final
@dataclass(frozen=True, slots=True)
class WrightStage:
    """One stage as this model wants it: masses in kg, impulse in s, thrust in N.

    `isp_s` and `thrust_n` hold at sea level for a first stage and in vacuum for the others; `dry_kg` is dropped at
    burnout. It must burn for a second at least.
    """

    fuel_kg: float
    dry_kg: float
    isp_s: float
    thrust_n: float

    def __post_init__(self) -> None:
        wanted = all(math.isfinite(x) and x > 0.0 for x in (self.fuel_kg, self.isp_s, self.thrust_n))
        if not (wanted and math.isfinite(self.dry_kg) and self.dry_kg >= 0.0):
            raise BadInput(f"{self}", "fuel, specific impulse and thrust are more than zero, the dry mass not less")
        if not self.burn_time_s >= SHORTEST_BURN_S:
            raise BadInput(f"a burn of {self.burn_time_s:g} s", f"a stage burns for {SHORTEST_BURN_S:g} s at least")

    @property
    def flow_kg_s(self) -> float:
        """Mass burnt in a second."""
        return self.thrust_n / (self.isp_s * FORCE_GRAVITY_M_S2)

    @property
    def burn_time_s(self) -> float:
        """From ignition to burnout."""
        return self.fuel_kg / self.flow_kg_s


@final
@dataclass(frozen=True, slots=True)
class WrightVehicle:
    """One to five stages, what they carry, and the diameters that make drag.

    Masses may be in any one unit as long as thrust and areas are per that unit too. `reentry_diameter_m` is 0 when what
    falls shall feel no air, as in all presets of the open program but one.

    Raises
    ------
    BadInput
        When nothing is carried, a diameter is less than zero, or all is burnt within the 5 s of vertical flight.
    """

    stages: tuple[WrightStage, ...]
    payload_kg: float
    diameter_m: float
    reentry_diameter_m: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= len(self.stages) <= MOST_WRIGHT_STAGES:
            raise BadInput(f"{len(self.stages)} stages", f"this model flies one to {MOST_WRIGHT_STAGES}")
        if not (math.isfinite(self.payload_kg) and self.payload_kg > 0.0):
            raise BadInput(f"a payload of {self.payload_kg:g} kg", "something must be carried")
        if not all(math.isfinite(x) and x >= 0.0 for x in (self.diameter_m, self.reentry_diameter_m)):
            raise BadInput(f"diameters {self.diameter_m:g} and {self.reentry_diameter_m:g} m", "none is below zero")
        if not VERTICAL_S < self.burn_time_s < LONGEST_FLIGHT_S:
            limits = f"this model burns for more than {VERTICAL_S:g} s and less than {LONGEST_FLIGHT_S:g} s"
            raise BadInput(f"a burn of {self.burn_time_s:g} s", limits)

    @property
    def burn_time_s(self) -> float:
        """From lift-off to the last burnout; every stage lights when the one below has burnt out."""
        return sum(s.burn_time_s for s in self.stages)


class WrightOutcome(StrEnum):
    """How a computed flight ended."""

    LANDED = "landed"
    FELL = "came down before its last burnout"
    ALOFT = "still aloft when the time allowed ran out"
    LOST = "changed its speed faster than the steps can follow"


@final
@dataclass(frozen=True, slots=True)
class WrightFlight:
    """One computed flight.

    Attributes
    ----------
    outcome : WrightOutcome
        Unless it landed, the numbers are those of the moment the computation stopped.
    range_m : float
        Over ground, along the sphere; may lead more than once round.
    apogee_m : float
        Greatest height.
    flight_time_s : float
        From lift-off to the ground.
    burnout_speed_m_s, burnout_angle_deg, burnout_height_m, burnout_time_s : float
        Speed, upward angle of the path, height and time at the last burnout.
    """

    outcome: WrightOutcome
    range_m: float
    apogee_m: float
    flight_time_s: float
    burnout_speed_m_s: float
    burnout_angle_deg: float
    burnout_height_m: float
    burnout_time_s: float


@final
@dataclass(frozen=True, slots=True)
class _Leg:
    """A burn, or a part of one, or the fall: what is constant along it. `turn_rad_s` is None where the path is free."""

    until_s: float
    mass_kg: float
    flow_kg_s: float
    thrust_n: float
    full_thrust: float
    area_m2: float
    turn_rad_s: float | None


@final
@dataclass(frozen=True, slots=True)
class _State:
    time_s: float = 0.0
    speed_m_s: float = 0.0
    slope_rad: float = math.pi / 2.0
    angle_rad: float = 0.0
    height_m: float = 0.001
    apogee_m: float = 0.0


def wheelon_angle_deg(range_m: float) -> float:
    """The burnout angle the open program steers for when it is told an expected range: the least-energy angle.

    45 degrees less a quarter of the angle the range spans at the Earth's centre; for 0 <= range_m < pi * `RADIUS_M`.
    """
    if not 0.0 <= range_m < math.pi * RADIUS_M:
        raise BadInput(f"a range of {range_m:g} m", "an expected range is less than half way round")
    return 45.0 - math.degrees(range_m / RADIUS_M) / 4.0


def wright_1992(vehicle: WrightVehicle, burnout_angle_deg: float, *, as_program: bool = False) -> WrightFlight:
    """Fly a vehicle by this model, steered to be at an angle above the horizon at its last burnout.

    Parameters
    ----------
    vehicle : WrightVehicle
    burnout_angle_deg : float
        Above 0 and at most 89.5; `wheelon_angle_deg` gives the angle the open program takes.
    as_program : bool
        Keep the open program's slips and coarser steps (docs/methods/wright_1992.md), to compare with its figures.

    Raises
    ------
    BadInput
        When the angle is outside its range.
    """
    if not 0.0 < burnout_angle_deg <= STEEPEST_DEG:
        raise BadInput(f"a burnout angle of {burnout_angle_deg:g} degrees", f"above 0 and at most {STEEPEST_DEG:g}")
    *burns, fall = _legs(vehicle, burnout_angle_deg, as_program=as_program)
    burnout = _State()
    for burn in burns:
        burnout = _along(burnout, burn, as_program=as_program)
    return _flight(burnout, _along(burnout, fall, as_program=as_program))


def longest_wright_1992(vehicle: WrightVehicle) -> WrightFlight:
    """The flight with the longest range among burnout angles from 5 to 85 degrees.

    Within about 0.2 degrees of the best angle, where the range is flat (1e-4). When the vehicle stays aloft at some
    angle, that flight is returned, with the outcome ``ALOFT``: this model then knows no longest range.
    """
    best, middle = wright_1992(vehicle, SEARCHED_DEG[0]), SEARCHED_DEG[0]
    for angle in SEARCHED_DEG[1:]:
        flight = wright_1992(vehicle, angle)
        if _merit(flight) > _merit(best):
            best, middle = flight, angle
        if best.outcome is WrightOutcome.ALOFT:
            return best
    low, high = (
        min(max(middle + x, SEARCHED_DEG[0]), SEARCHED_DEG[-1]) for x in (-SEARCHED_STEP_DEG, SEARCHED_STEP_DEG)
    )
    for _ in range(SEARCH_ROUNDS):
        inward = SEARCH_SHARE * (high - low)
        left, right = wright_1992(vehicle, low + inward), wright_1992(vehicle, high - inward)
        best = max(best, left, right, key=_merit)
        if best.outcome is WrightOutcome.ALOFT:
            break
        low, high = (low, high - inward) if _merit(left) > _merit(right) else (low + inward, high)
    return best


def as_wright(vehicle: Vehicle) -> WrightVehicle:
    """Our vehicle as this model knows it, with a lift-off mass of 1 kg, so that both models can fly the same one.

    The first stage gets its specific impulse at sea level, the others theirs in vacuum; the scale of its drag goes into
    the area. What this model has no place for is left out: coasts between stages, lift, and drag of what falls.

    Raises
    ------
    BadInput
        When a stage burns for less than a second, or all of them for 5 s or less.
    """
    stages = tuple(
        WrightStage(
            fuel_kg=stage.propellant_share,
            dry_kg=stage.dry_share,
            isp_s=(isp := stage.isp_vacuum_s if number else stage.isp_sea_level_s),
            thrust_n=isp * FORCE_GRAVITY_M_S2 * stage.propellant_share / stage.burn_time_s,
        )
        for number, stage in enumerate(vehicle.stages)
    )
    diameter_m = 2.0 * math.sqrt(vehicle.area_m2_kg * vehicle.drag_scale / math.pi)
    return WrightVehicle(stages, vehicle.payload_share, diameter_m)


def _merit(flight: WrightFlight) -> float:
    if flight.outcome is WrightOutcome.ALOFT:
        return math.inf
    return flight.range_m if flight.outcome is WrightOutcome.LANDED else 0.0


def _legs(vehicle: WrightVehicle, burnout_angle_deg: float, *, as_program: bool) -> list[_Leg]:
    lift_off = vehicle.payload_kg + sum(s.fuel_kg + s.dry_kg for s in vehicle.stages)
    turn = math.radians(burnout_angle_deg - 90.0) / (vehicle.burn_time_s - VERTICAL_S)
    legs, mass, start = [], lift_off, 0.0
    for stage, full in zip(vehicle.stages, (FULL_FIRST, *[FULL_LATER] * MOST_WRIGHT_STAGES), strict=False):
        end, flow = start + stage.burn_time_s, stage.flow_kg_s
        for begin, until, rate in ((start, min(end, VERTICAL_S), 0.0), (max(start, VERTICAL_S), end, turn)):
            if until > begin:
                left = mass - flow * (begin - start)
                legs.append(_Leg(until, left, flow, stage.thrust_n, full, _disc_m2(vehicle.diameter_m), rate))
        # The program takes each spent stage off the lift-off mass, which brings the ones before it back.
        mass, start = (lift_off if as_program else mass) - stage.fuel_kg - stage.dry_kg, end
    return [*legs, _fall(vehicle, as_program=as_program)]


def _fall(vehicle: WrightVehicle, *, as_program: bool) -> _Leg:
    mass, area = vehicle.payload_kg, _disc_m2(vehicle.reentry_diameter_m)
    if as_program:
        # Its area is d / 4 * pi, and its drag goes on slowing the mass of the last moment of burning.
        mass, area = mass + vehicle.stages[-1].dry_kg, math.pi * vehicle.reentry_diameter_m / 4.0
    return _Leg(LONGEST_FLIGHT_S, mass, 0.0, 0.0, FULL_LATER, area, None)


def _disc_m2(diameter_m: float) -> float:
    return math.pi * diameter_m**2 / 4.0


def _along(start: _State, leg: _Leg, *, as_program: bool) -> _State:
    t, v, slope = start.time_s, start.speed_m_s, start.slope_rad
    psi, h, top, m = start.angle_rad, start.height_m, start.apogee_m, leg.mass_kg
    share = PROGRAM_SHARE if as_program else ROUNDING_SHARE
    for _ in range(MOST_STEPS):
        step, left = FIRST_STEP_S if t < FIRST_STEPS_UNTIL_S - 1e-9 else STEP_S, leg.until_s - t
        if h <= 0.0 or left <= share * step or not _can_follow(leg, v):
            break
        step = step if as_program else min(step, left)
        half, force, pull = step / 2.0, _force_n(leg, v, h), _gravity_m_s2(h)
        middle_v = v + half * (force / m - pull * math.sin(slope))
        middle_h = h + half * v * math.sin(slope)
        middle_slope = slope + half * _turn_rad_s(leg, v, slope, h, pull)
        middle_m = m - half * leg.flow_kg_s
        if not as_program:
            force, pull = _force_n(leg, middle_v, middle_h), _gravity_m_s2(middle_h)
        level, up = middle_v * math.cos(middle_slope), middle_v * math.sin(middle_slope)
        touches = h + step * up < 0.0 and not as_program
        step = -h / up if touches else step
        t, psi, h = t + step, psi + step * level / (RADIUS_M + middle_h), 0.0 if touches else h + step * up
        v += step * (force / middle_m - pull * math.sin(middle_slope))
        slope += step * _turn_rad_s(leg, middle_v, middle_slope, middle_h, pull)
        m, top = m - step * leg.flow_kg_s, max(top, h)
    return _State(t, v, slope, psi, h, top)


def _can_follow(leg: _Leg, v: float) -> bool:
    return abs(v) <= FASTEST_M_S and (v >= 0.0 or leg.turn_rad_s is not None)


def _turn_rad_s(leg: _Leg, v: float, slope: float, h: float, pull: float) -> float:
    if leg.turn_rad_s is not None:
        return leg.turn_rad_s
    return math.cos(slope) * (v / (RADIUS_M + h) - pull / (v or STANDSTILL_M_S))


def _gravity_m_s2(h: float) -> float:
    return GRAVITY_M_S2 * (RADIUS_M / (RADIUS_M + h)) ** 2


def _force_n(leg: _Leg, v: float, h: float) -> float:
    force = leg.thrust_n
    if force:
        force *= leg.full_thrust if h >= FULL_THRUST_M else thrust_factor(h)
    if leg.area_m2 and h < NO_AIR_M:
        force -= 0.5 * density_kg_m3(h) * v * v * leg.area_m2 * drag_coefficient(v / sound_m_s(h))
    return force


def density_kg_m3(height_m: float) -> float:
    """Air density: exponential below 19.2 km, then the piece of the 1976 standard made for 32 to 47 km, then none."""
    if height_m >= NO_AIR_M:
        return 0.0
    if height_m < 19_200.0:
        return 1.225 * math.exp(-height_m / 8_420.0)
    return float(1.225 * (0.857003 + height_m / 57_947.0) ** -13.201)


def sound_m_s(height_m: float) -> float:
    """Speed of sound in dry air, from a temperature in three straight pieces with corners at 11 and 25 km."""
    if height_m <= 11_000.0:
        celsius = 15.04 - 0.00649 * height_m
    elif height_m <= 25_000.0:
        celsius = -56.46
    else:
        celsius = -131.21 + 0.00299 * height_m
    return math.sqrt(1.4 * 287.0 * (celsius + 273.15))


def drag_coefficient(mach: float) -> float:
    """The drag curve of the V-2, in straight pieces: 0.15, up to 0.40 at Mach 1.2, 0.25 at 1.8, 0.15 from 5 on."""
    if mach <= 0.8 or mach > 5.0:
        return 0.15
    if mach <= 1.2:
        return 0.625 * mach - 0.35
    return 0.7 - 0.25 * mach if mach <= 1.8 else 0.30625 - 0.03125 * mach


def thrust_factor(height_m: float) -> float:
    """Thrust over the thrust told, below a hundred miles: a cubic through figures of the Saturn V."""
    x = height_m / FULL_THRUST_M
    return ((-0.4339 * x + 0.6233) * x - 0.01) * x + 1.004


def _outcome(burnout: _State, end: _State) -> WrightOutcome:
    if burnout.height_m <= 0.0:
        return WrightOutcome.FELL
    if not 0.0 <= end.speed_m_s <= FASTEST_M_S:
        return WrightOutcome.LOST
    return WrightOutcome.ALOFT if end.height_m > 0.0 else WrightOutcome.LANDED


def _flight(burnout: _State, end: _State) -> WrightFlight:
    return WrightFlight(
        outcome=_outcome(burnout, end),
        range_m=RADIUS_M * end.angle_rad,
        apogee_m=end.apogee_m,
        flight_time_s=end.time_s,
        burnout_speed_m_s=burnout.speed_m_s,
        burnout_angle_deg=math.degrees(burnout.slope_rad),
        burnout_height_m=burnout.height_m,
        burnout_time_s=burnout.time_s,
    )
