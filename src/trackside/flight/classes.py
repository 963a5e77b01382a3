"""`VehicleClass`: six broad classes of ballistic missile as published, wide ranges, and points of them as vehicles."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt

from trackside.errors import BadInput
from trackside.flight.vehicle import MOST_STAGES, STANDARD_GRAVITY_M_S2, Stage, Vehicle

Floats = npt.NDArray[np.float64]

# The coordinates of a class's unit cube, in this order, the same for all classes. A one-stage class has no use for
# those of UPPER; it leaves them out, and they make no difference to its vehicles.
PARAMETERS: Final = (
    "payload_share",
    "isp_vacuum_s",
    "upper_isp_vacuum_s",
    "sea_level_share",
    "structure_share",
    "thrust_to_weight",
    "upper_thrust_to_weight",
    "split_ratio",
    "coast_s",
    "area_m2_kg",
    "drag_scale",
    "ballistic_coefficient_kg_m2",
    "vertical_s",
    "pitch_over_s",
)
UPPER: Final = ("upper_isp_vacuum_s", "upper_thrust_to_weight", "split_ratio", "coast_s")


@final
@dataclass(frozen=True, slots=True)
class Span:
    """A range in which nothing is known but its ends.

    Attributes
    ----------
    low, high : float
        Its ends, in the unit of the quantity; ``low < high``.
    log : bool
        Whether equal ratios, rather than equal differences, are equally likely; then ``low > 0``.

    Raises
    ------
    BadInput
        When the ends are not in that order.
    """

    low: float
    high: float
    log: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise BadInput(f"a range from {self.low} to {self.high}", "a range goes from low to high")
        if self.log and self.low <= 0.0:
            raise BadInput(f"a range of ratios from {self.low}", "it starts above zero")

    def at(self, u: Floats) -> Floats:
        """The values at shares `u` (0 to 1, any shape) of the way from `low` to `high`; rises with `u`."""
        value = self.low * (self.high / self.low) ** u if self.log else self.low + (self.high - self.low) * u
        return np.clip(value, self.low, self.high)

    def holds(self, x: float) -> bool:
        """Whether a value lies within, ends included."""
        return self.low <= x <= self.high


@final
@dataclass(frozen=True, slots=True, eq=False)
class VehicleClass:
    """A broad class of missile: ranges of its technology, never the data of one design.

    Attributes
    ----------
    name : str
        As a person would say it, "two-stage liquid".
    propellant : str
        ``liquid`` or ``solid``.
    stages : int
        One to four.
    prior : float
        How likely a flight is to be of this class before its numbers are known; those of all classes sum to one.
    spans : mapping of str to Span
        One for each of `PARAMETERS`, for a single stage without those of `UPPER`.

    Raises
    ------
    BadInput
        When a range is missing or has no place here.
    """

    name: str
    propellant: str
    stages: int
    prior: float
    spans: Mapping[str, Span]

    def __post_init__(self) -> None:
        if self.propellant not in {"liquid", "solid"} or not 1 <= self.stages <= MOST_STAGES:
            raise BadInput(f"{self.propellant}, {self.stages} stages", f"liquid or solid, one to {MOST_STAGES} stages")
        wanted = {name for name in PARAMETERS if self.stages > 1 or name not in UPPER}
        if odd := wanted ^ set(self.spans):
            raise BadInput(
                f"the class {self.name}", f"its ranges must be {', '.join(sorted(wanted))}", str(sorted(odd))
            )


@final
@dataclass(frozen=True, slots=True, eq=False)
class StageArrays:
    """Many vehicles of one class side by side, in shares of their lift-off mass.

    Attributes
    ----------
    propellant_share, dry_share, isp_vacuum_s, isp_sea_level_s, burn_time_s, coast_s : array of shape (n, stages)
        As in `Stage`; the coast after the last stage is 0.
    payload_share, area_m2_kg, drag_scale, ballistic_coefficient_kg_m2 : array of shape (n,)
        As in `Vehicle`.
    vertical_s, pitch_over_s : array of shape (n,)
        As in `Ascent`.
    """

    propellant_share: Floats
    dry_share: Floats
    isp_vacuum_s: Floats
    isp_sea_level_s: Floats
    burn_time_s: Floats
    coast_s: Floats
    payload_share: Floats
    area_m2_kg: Floats
    drag_scale: Floats
    ballistic_coefficient_kg_m2: Floats
    vertical_s: Floats
    pitch_over_s: Floats


@cache
def load_classes() -> tuple[VehicleClass, ...]:
    """The classes of ``data/classes.toml``, in its order: liquid, then solid, by number of stages."""
    return tuple(
        VehicleClass(
            row["name"],
            row["propellant"],
            row["stages"],
            row["prior"],
            MappingProxyType({name: _span(given) for name, given in row["spans"].items()}),
        )
        for row in _table()["class"]
    )


@cache
def load_lifting() -> Span:
    """The lift-to-drag ratios of bodies that steer while they fall, from ``data/classes.toml``."""
    return _span(_table()["lifting"]["lift_to_drag"])


def shares(vehicle_class: VehicleClass, u: Floats) -> StageArrays:
    """The vehicles at points of a class's unit cube.

    A stage's burn time follows from its thrust, ``t = m_p Isp / (TW m)`` with the mass `m` at its ignition: at sea
    level for the first stage, in vacuum for the others (Sutton and Biblarz, Rocket Propulsion Elements, on flight
    performance). The larger the coordinate of `payload_share`, the slower the vehicle gets, all others being equal.

    Parameters
    ----------
    vehicle_class : VehicleClass
        Whose ranges are meant.
    u : array of shape (n, len(PARAMETERS))
        Points of the unit cube, one coordinate for each of `PARAMETERS`.

    Raises
    ------
    BadInput
        When the points have another number of coordinates, or lie outside the cube.
    """
    drawn = _drawn(vehicle_class, u)
    gross = _gross(drawn, vehicle_class.stages)
    dry = gross * drawn["structure_share"][:, None]
    vacuum = _by_stage(drawn, "isp_vacuum_s", vehicle_class.stages)
    sea_level = vacuum * drawn["sea_level_share"][:, None]
    coast = np.zeros_like(gross)
    coast[:, :-1] = drawn["coast_s"][:, None] if vehicle_class.stages > 1 else 0.0
    return StageArrays(
        propellant_share=gross - dry,
        dry_share=dry,
        isp_vacuum_s=vacuum,
        isp_sea_level_s=sea_level,
        burn_time_s=_burn_time_s(drawn, gross, gross - dry, np.hstack([sea_level[:, :1], vacuum[:, 1:]])),
        coast_s=coast,
        payload_share=drawn["payload_share"],
        area_m2_kg=drawn["area_m2_kg"],
        drag_scale=drawn["drag_scale"],
        ballistic_coefficient_kg_m2=drawn["ballistic_coefficient_kg_m2"],
        vertical_s=drawn["vertical_s"],
        pitch_over_s=drawn["pitch_over_s"],
    )


def vehicle(arrays: StageArrays, row: int, *, lift_to_drag: float = 0.0) -> Vehicle:
    """One row of the arrays as a `Vehicle`; what falls is ballistic unless a lift-to-drag ratio is given."""
    stages = zip(
        arrays.propellant_share[row].tolist(),
        arrays.dry_share[row].tolist(),
        arrays.isp_vacuum_s[row].tolist(),
        arrays.isp_sea_level_s[row].tolist(),
        arrays.burn_time_s[row].tolist(),
        arrays.coast_s[row].tolist(),
        strict=True,
    )
    return Vehicle(
        stages=tuple(Stage(*numbers) for numbers in stages),
        area_m2_kg=float(arrays.area_m2_kg[row]),
        drag_scale=float(arrays.drag_scale[row]),
        ballistic_coefficient_kg_m2=float(arrays.ballistic_coefficient_kg_m2[row]),
        lift_to_drag=lift_to_drag,
    )


def _drawn(vehicle_class: VehicleClass, u: Floats) -> dict[str, Floats]:
    if u.ndim != 2 or u.shape[1] != len(PARAMETERS):
        raise BadInput(f"points of shape {u.shape}", f"one row a vehicle, one column for each of {len(PARAMETERS)}")
    if not bool(np.all((u >= 0.0) & (u <= 1.0))):
        raise BadInput("points outside the unit cube", "every coordinate is between 0 and 1")
    return {
        name: vehicle_class.spans[name].at(u[:, column])
        for column, name in enumerate(PARAMETERS)
        if name in vehicle_class.spans
    }


def _by_stage(drawn: dict[str, Floats], name: str, stages: int) -> Floats:
    upper = [drawn[f"upper_{name}"]] * (stages - 1) if stages > 1 else []
    return np.column_stack([drawn[name], *upper])


def _gross(drawn: dict[str, Floats], stages: int) -> Floats:
    """Masses of the stages, which share what the payload leaves in the geometric row of the split ratio."""
    ratio = drawn["split_ratio"] if stages > 1 else np.ones_like(drawn["payload_share"])
    weights = ratio[:, None] ** np.arange(stages)
    left = (1.0 - drawn["payload_share"]) / weights.sum(axis=1)
    return np.asarray(weights * left[:, None])


def _ignition(payload: Floats, gross: Floats) -> Floats:
    """What is still carried when each stage ignites: the payload, that stage and all above it."""
    return np.asarray(payload[:, None] + np.cumsum(gross[:, ::-1], axis=1)[:, ::-1])


def _burn_time_s(drawn: dict[str, Floats], gross: Floats, propellant: Floats, isp_s: Floats) -> Floats:
    thrust_to_weight = _by_stage(drawn, "thrust_to_weight", gross.shape[1])
    return np.asarray(propellant * isp_s / (thrust_to_weight * _ignition(drawn["payload_share"], gross)))


def _table() -> dict[str, Any]:
    with (files("trackside.flight") / "data" / "classes.toml").open("rb") as table:
        return tomllib.load(table)


def _span(row: Mapping[str, Any]) -> Span:
    return Span(float(row["low"]), float(row["high"]), row.get("scale") == "log")


def ideal_speed_m_s(vehicles: StageArrays) -> Floats:
    """The speed of the rocket equation in vacuum and without gravity."""
    mass, speed = np.ones_like(vehicles.payload_share), np.zeros_like(vehicles.payload_share)
    for stage in range(vehicles.propellant_share.shape[1]):
        empty = mass - vehicles.propellant_share[:, stage]
        speed += STANDARD_GRAVITY_M_S2 * vehicles.isp_vacuum_s[:, stage] * np.log(mass / empty)
        mass = empty - vehicles.dry_share[:, stage]
    return speed
