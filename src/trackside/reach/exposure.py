"""Which places and countries lie within a ring, and how many people live in those places."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, final

import numpy as np
import numpy.typing as npt

from trackside.earth import Gazetteer, Land, Place
from trackside.earth.geodesic import distances_m, sphere_distances_m
from trackside.reach.ring import Ring

Floats = npt.NDArray[np.float64]

# Natural Earth's populated places, one list for the whole globe, so that countries can be compared. Towns of the other
# tables lie within these agglomerations and would be counted twice.
COUNTED = ("city",)
# The great circle on the mean sphere is never off the geodesic by more than this share (the flattening and half of it).
_SPHERE_SLIP = 0.006


@final
@dataclass(frozen=True, slots=True)
class Reached:
    """A place and how far it is from the ring's centre.

    Attributes
    ----------
    place : Place
    distance_m : float
        Along the geodesic.
    sure : bool
        Whether it is within the low end of the range too.
    """

    place: Place
    distance_m: float
    sure: bool


@final
@dataclass(frozen=True, slots=True)
class Exposure:
    """Who lies within a ring.

    Attributes
    ----------
    places : tuple of Reached
        Places within the range's best value, nearest first.
    beyond : tuple of Reached
        Places that only its high value reaches, nearest first; empty when that is unbounded.
    countries : tuple of str
        ISO codes of the countries of which any part lies within the best value, in order.
    population : int
        People in `places`, as Natural Earth counts agglomerations; those who live between them are not counted.
    """

    places: tuple[Reached, ...]
    beyond: tuple[Reached, ...]
    countries: tuple[str, ...]
    population: int

    @property
    def __geo_interface__(self) -> Mapping[str, Any]:
        """A GeoJSON feature collection (RFC 7946) of the places."""
        return {"type": "FeatureCollection", "features": [_feature(r) for r in self.places]}


def exposure(ring: Ring, gazetteer: Gazetteer, land: Land, *, kinds: Collection[str] = COUNTED) -> Exposure:
    """The places and countries within a ring.

    Parameters
    ----------
    ring : Ring
        The ring.
    gazetteer : Gazetteer
        The places to look among.
    land : Land
        The countries to look among; the 50m outlines hold small islands that the 110m ones lack.
    kinds : collection of str
        Kinds of place to look at; Natural Earth's cities by default.
    """
    best, low, high = ring.range_m.best, ring.range_m.low, ring.range_m.high
    farthest = high if math.isfinite(high) else best
    near = _nearest_first(ring.place, [p for p in gazetteer.places if p.kind in kinds], farthest)
    reached = [Reached(place, distance, distance <= low) for distance, place in near]
    places = tuple(r for r in reached if r.distance_m <= best)
    beyond = tuple(r for r in reached if r.distance_m > best)
    countries = land.countries_within(ring.region.geometry)
    return Exposure(places, beyond, countries, sum(r.place.population for r in places))


def _nearest_first(centre: Place, places: list[Place], farthest_m: float) -> list[tuple[float, Place]]:
    lats = np.fromiter((p.lat_deg for p in places), float, len(places))
    lons = np.fromiter((p.lon_deg for p in places), float, len(places))
    # The sphere is quick and nearly right: only what it cannot rule out is measured on the ellipsoid.
    roughly = sphere_distances_m(centre.lat_deg, centre.lon_deg, lats, lons)
    maybe = np.flatnonzero(roughly * (1.0 - _SPHERE_SLIP) <= farthest_m)
    distances = distances_m(centre.lat_deg, centre.lon_deg, lats[maybe], lons[maybe])
    order = np.argsort(distances, kind="stable")
    return [(float(distances[i]), places[maybe[i]]) for i in order if distances[i] <= farthest_m]


def _feature(reached: Reached) -> Mapping[str, Any]:
    feature = reached.place.__geo_interface__
    return {**feature, "properties": feature["properties"] | {"distance_m": reached.distance_m}}
