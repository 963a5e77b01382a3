"""`Vehicle`, `Stage`: a rocket as its flight knows it, in shares of its lift-off mass."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

from trackside.errors import BadInput

# Four stages are the most that any announced missile or its satellite launcher has.
MOST_STAGES = 4
# Standard gravity, by which specific impulse is defined (3rd General Conference on Weights and Measures, 1901).
STANDARD_GRAVITY_M_S2 = 9.80665


@final
@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, in shares of the lift-off mass of the whole vehicle.

    Attributes
    ----------
    propellant_share : float
        Mass burnt, over the lift-off mass; 0 < share < 1.
    dry_share : float
        Mass dropped when it has burnt out, over the lift-off mass; 0 for a body that stays whole.
    isp_vacuum_s, isp_sea_level_s : float
        Specific impulse in vacuum and at sea level, ``sea level <= vacuum``; thrust in between falls with the pressure.
    burn_time_s : float
        At constant flow; more than zero.
    coast_s : float
        From its burnout to the next ignition.
    """

    propellant_share: float
    dry_share: float
    isp_vacuum_s: float
    isp_sea_level_s: float
    burn_time_s: float
    coast_s: float = 0.0


@final
@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle of a broad class: what its path through air and gravity depends on, and nothing else.

    Attributes
    ----------
    stages : tuple of Stage
        One to four, in the order they burn.
    area_m2_kg : float
        Frontal area over lift-off mass while it climbs.
    drag_scale : float
        Its drag against the generic curve (1: as the curve).
    ballistic_coefficient_kg_m2 : float
        Mass over drag area of what falls after the last burnout, at hypersonic speed.
    lift_to_drag : float
        Constant ratio of what falls; 0 for a ballistic flight.

    Raises
    ------
    BadInput
        When the shares leave nothing to carry, or a number cannot be one.
    """

    stages: tuple[Stage, ...]
    area_m2_kg: float
    drag_scale: float
    ballistic_coefficient_kg_m2: float
    lift_to_drag: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= len(self.stages) <= MOST_STAGES:
            raise BadInput(f"{len(self.stages)} stages", f"a vehicle has one to {MOST_STAGES} stages")
        if not self.payload_share > 0.0:
            raise BadInput("stages that weigh as much as the whole", "something must be left to carry")
        for stage in self.stages:
            numbers = (stage.propellant_share, stage.isp_vacuum_s, stage.isp_sea_level_s, stage.burn_time_s)
            if not all(math.isfinite(x) and x > 0.0 for x in numbers):
                raise BadInput(f"a stage {stage}", "share, specific impulse and burn time are more than zero")
        if not all(x > 0.0 for x in (self.area_m2_kg, self.drag_scale, self.ballistic_coefficient_kg_m2)):
            raise BadInput("an area, drag or ballistic coefficient of zero", "these are more than zero")

    @property
    def payload_share(self) -> float:
        """What is left of the lift-off mass after the last stage is dropped."""
        return 1.0 - sum(s.propellant_share + s.dry_share for s in self.stages)

    @property
    def burn_time_s(self) -> float:
        """From lift-off to the last burnout, coasts between stages included."""
        return sum(s.burn_time_s + s.coast_s for s in self.stages) - self.stages[-1].coast_s
