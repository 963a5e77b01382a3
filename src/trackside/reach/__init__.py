"""Reach: what a range takes in, on a round globe.

takes       places, ranges, the gazetteer and the outlines of countries
gives       Ring, Exposure, Reached; ring() and exposure()
may import  earth, measure, moment, errors (never record)
data        none of its own
proof       tests/reach
"""

from trackside.reach.exposure import COUNTED, Exposure, Reached, exposure
from trackside.reach.ring import LONGEST_M, SHORTEST_M, Ring, disc, ring

__all__ = ["COUNTED", "LONGEST_M", "SHORTEST_M", "Exposure", "Reached", "Ring", "disc", "exposure", "ring"]
