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
from trackside.flight.vehicle import Stage, Vehicle

if TYPE_CHECKING:
    from trackside.flight.ensemble.reconstruct import reconstruct
    from trackside.flight.weigh import check
    from trackside.flight.wright import as_wright, longest_wright_1992, wright_1992
else:
    # What stands on compiled code, and the older model, wait until asked for: the compiler takes long to load.
    _LATER = {
        "check": "weigh",
        "reconstruct": "ensemble.reconstruct",
        **dict.fromkeys(("as_wright", "longest_wright_1992", "wright_1992"), "wright"),
    }

    def __getattr__(name):
        """The verbs that stand on compiled code, imported when first asked for."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"trackside.flight.{_LATER[name]}"), name)


__all__ = [
    "METHODS",
    "Arc",
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
    "as_wright",
    "bounds",
    "check",
    "longest_wright_1992",
    "reconstruct",
    "trajectory",
    "wright_1992",
]
