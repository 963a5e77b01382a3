"""Flight: whether one ballistic flight can have the numbers announced, on a round and turning Earth.

takes       range, apogee, flight time, speed as Estimates; a point of departure
gives       Report of Checks, Arc, Track
may import  earth, measure, moment, errors
data        residuals.csv, speeds.csv: what the margins are calibrated on
proof       tests/flight
"""

from trackside.flight.arc import Arc
from trackside.flight.examine import check
from trackside.flight.ground_track import trajectory
from trackside.flight.methods import METHODS
from trackside.flight.numbers import Departure, Numbers
from trackside.flight.report import Check, Path, Report

__all__ = ["METHODS", "Arc", "Check", "Departure", "Numbers", "Path", "Report", "check", "trajectory"]
