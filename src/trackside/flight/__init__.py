"""Flight: what announced numbers say about a flight, and what a flight of that kind says about the numbers.

takes       range, apogee, flight time, speed as Estimates; a point of departure
gives       Report of Checks, Reconstruction, Arc, Track, Bundle
may import  earth, measure, moment, errors
data        classes.toml: broad classes of vehicle; residuals.csv, speeds.csv: what the margins are calibrated on
proof       tests/flight
"""

from typing import TYPE_CHECKING

from trackside.flight.arc import Arc
from trackside.flight.ensemble.reconstruction import Kind, Longest, Prediction, Reconstruction
from trackside.flight.examine import bounds
from trackside.flight.ground_track import trajectory
from trackside.flight.methods import METHODS
from trackside.flight.numbers import Departure, Numbers
from trackside.flight.report import Check, Path, Report
from trackside.flight.vehicle import Ascent, Stage, Vehicle

if TYPE_CHECKING:
    from trackside.flight.ensemble.reconstruct import reconstruct
    from trackside.flight.weigh import check
    from trackside.flight.wright import wright_1992
else:
    # What stands on compiled code waits until it is asked for: the compiler alone takes a quarter of a second to load.
    _LATER = {"check": "weigh", "reconstruct": "ensemble.reconstruct", "wright_1992": "wright"}

    def __getattr__(name):
        """The verbs that stand on compiled code, imported when first asked for."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"trackside.flight.{_LATER[name]}"), name)


__all__ = [
    "METHODS",
    "Arc",
    "Ascent",
    "Check",
    "Departure",
    "Kind",
    "Longest",
    "Numbers",
    "Path",
    "Prediction",
    "Reconstruction",
    "Report",
    "Stage",
    "Vehicle",
    "bounds",
    "check",
    "reconstruct",
    "trajectory",
    "wright_1992",
]
