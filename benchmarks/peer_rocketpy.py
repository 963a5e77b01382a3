"""One flight of a generic rocket with RocketPy, the usual tool for single flights: another model, over a flat Earth.

Round numbers that fly a few minutes; they describe no rocket there is.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from rocketpy import (
    Environment,
    Flight,
    GenericMotor,
    PointMassMotor,
    PointMassRocket,
    Rocket,
)

THRUST_N, BURN_S, PROPELLANT_KG, CASE_KG, REST_KG = 24_000.0, 60.0, 600.0, 100.0, 300.0
RADIUS_M, DRAG = 0.25, 0.3


def prepared(freedoms: int) -> Callable[[], tuple[float, float]]:
    """A job that flies it once, with six degrees of freedom or three; gives apogee in metres and time in seconds."""
    air = Environment(latitude=40.0, longitude=130.0, elevation=0.0)
    air.set_atmospheric_model(type="standard_atmosphere")
    rocket, mode = (_body(), "6 DOF") if freedoms == 6 else (_point(), "3 DOF")

    def job() -> tuple[float, float]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flight = Flight(
                rocket=rocket,
                environment=air,
                rail_length=10.0,
                inclination=85.0,
                heading=90.0,
                max_time=2_000.0,
                simulation_mode=mode,
            )
        return float(flight.apogee), float(flight.t_final)

    return job


def _body() -> Any:
    motor = GenericMotor(
        thrust_source=THRUST_N,
        burn_time=BURN_S,
        chamber_radius=RADIUS_M,
        chamber_height=3.0,
        chamber_position=1.6,
        propellant_initial_mass=PROPELLANT_KG,
        nozzle_radius=0.2,
        dry_mass=CASE_KG,
        center_of_dry_mass_position=1.6,
        dry_inertia=(80.0, 80.0, 3.0),
    )
    rocket = Rocket(
        radius=RADIUS_M,
        mass=REST_KG,
        inertia=(400.0, 400.0, 10.0),
        power_off_drag=DRAG,
        power_on_drag=DRAG,
        center_of_mass_without_motor=4.2,
    )
    rocket.add_motor(motor, position=0.0)
    rocket.add_nose(length=1.0, kind="ogive", position=6.5)
    rocket.add_trapezoidal_fins(n=4, root_chord=0.8, tip_chord=0.4, span=0.5, position=0.9)
    return rocket


def _point() -> Any:
    motor = PointMassMotor(
        thrust_source=THRUST_N, dry_mass=CASE_KG, propellant_initial_mass=PROPELLANT_KG, burn_time=BURN_S
    )
    rocket = PointMassRocket(
        radius=RADIUS_M, mass=REST_KG, center_of_mass_without_motor=0.0, power_off_drag=DRAG, power_on_drag=DRAG
    )
    rocket.add_motor(motor, position=0.0)
    return rocket
