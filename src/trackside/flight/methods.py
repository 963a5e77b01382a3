"""The methods this room uses, so that a briefing can name those that were at work."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_BMW = "R. R. Bate, D. D. Mueller and J. E. White, Fundamentals of Astrodynamics, Dover, New York 1971"
_AIR = "U.S. Standard Atmosphere 1976 (NOAA-S/T 76-1562), table I"
_WORLD = "gravity with J2 and shape of WGS 84 (NIMA TR8350.2), U.S. Standard Atmosphere 1976, drag, staged thrust"
_PMC = "O. Cappé and others, J. Comput. Graph. Stat. 13 (2004) 907-929"
_PAGE = "docs/methods/free_flight.md"

# id -> (title, citation sentence, where)
METHODS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "free-flight-arc": (
            "The free-flight ellipse of a range and an apogee",
            f"Kepler's equation for the ellipse about the Earth's centre, from surface to surface: {_BMW}, chapter 6.",
            f"{_PAGE}#the-ellipse",
        ),
        "turning-earth": (
            "The same ellipse above a turning Earth",
            f"The landing point moves east meanwhile: {_BMW}, chapter 6; rotation rate of WGS 84 (NIMA TR8350.2).",
            f"{_PAGE}#the-turning-earth",
        ),
        "least-energy": (
            "The arc of least energy",
            f"sin(φ/2) = λ/(2 - λ), γ = 45° - φ/4: {_BMW}, chapter 6. Only a floor for a missile's range.",
            f"{_PAGE}#least-energy",
        ),
        "boost-margin": (
            "The time that boost and re-entry add",
            "A lognormal margin fitted to thirteen announced flights (four of them second-hand) and three computed.",
            f"{_PAGE}#boost-and-re-entry",
        ),
        "powered-flight": (
            "Flight under power and through air",
            f"A point mass over the turning ellipsoid by adaptive Runge-Kutta (Dormand and Prince 1980): {_WORLD}.",
            "docs/methods/powered_flight.md#equations",
        ),
        "ensemble": (
            "Flights of broad classes of vehicle that fit, each number expected from the others",
            f"Population Monte Carlo over published ranges of technology: {_PMC}.",
            "docs/methods/reconstruction.md#each-number-from-the-others",
        ),
        "top-speed": (
            "The top speed of an arc, and what a Mach number means",
            f"Surface speed by vis-viva; Mach 1 taken as 290 to 345 m/s: {_AIR}.",
            f"{_PAGE}#top-speed",
        ),
        "sensible-air": (
            "Whether a path is ballistic at all",
            f"Apogee against that of least energy, and the share of time below 60 km: {_AIR}.",
            f"{_PAGE}#is-it-ballistic",
        ),
    }
)
