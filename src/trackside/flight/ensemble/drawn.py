"""Members drawn with equal weight: their longest ranges, and their flights as tracks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from trackside.earth import Bundle, Track, geodesic
from trackside.flight.arc import OMEGA_RAD_S
from trackside.flight.ensemble.longest import farthest
from trackside.flight.ensemble.members import LOOSE, Members, on_ground, plan
from trackside.flight.ensemble.population import Population
from trackside.flight.ensemble.reconstruction import Longest
from trackside.flight.ensemble.setting import Setting
from trackside.flight.ensemble.summary import estimate
from trackside.flight.motion import store
from trackside.flight.motion.fly import traced
from trackside.flight.motion.forces import EQUATOR_M, FLATTENING
from trackside.flight.numbers import Departure

Floats = npt.NDArray[np.float64]

# Enough for an interval's ends to a few per cent; for each direction fewer do, as the members differ in the same way.
LONGEST_MEMBERS, DIRECTION_MEMBERS = 240, 60
DIRECTIONS_DEG = (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0)
# What a side view can show.
TRACKS = 40
# Points between one step of the integrator and the next.
BETWEEN = 6
_CLOSEST_S = 1e-3


def evenly(weights: Floats, count: int, rng: np.random.Generator) -> npt.NDArray[np.intp]:
    """Indices drawn in proportion to weights, by one even comb: the draw with the least scatter."""
    comb = (np.arange(count) + rng.random()) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), comb), len(weights) - 1)


def longest(population: Population, setting: Setting, rng: np.random.Generator, threads: int) -> Longest:
    """How far the members could fly."""
    pick = evenly(population.weights(), LONGEST_MEMBERS, rng)
    members, payload = population.members.take(pick), population.controls.payload[pick]
    still, lean = farthest(members, payload, spin_rad_s=0.0, threads=threads)
    even = np.full(len(pick), 1.0 / len(pick))
    directions = []
    few = np.arange(0, LONGEST_MEMBERS, LONGEST_MEMBERS // DIRECTION_MEMBERS)
    for azimuth in DIRECTIONS_DEG if setting.departure is not None else ():
        turned = replace(members.take(few), azimuth_deg=np.full(len(few), azimuth))
        reach, _ = farthest(turned, payload[few], near_rad=lean[few], threads=threads)
        directions.append((azimuth, estimate(reach, np.full(len(few), 1.0 / len(few)), "m")))
    return Longest(estimate(still, even, "m"), tuple(directions), np.sort(still))


def bundle(population: Population, departure: Departure | None, rng: np.random.Generator, seed: int) -> Bundle | None:
    """Some flights drawn out over the turning Earth; only where it is known where they started."""
    if departure is None:
        return None
    pick = evenly(population.weights(), TRACKS, rng)
    members = population.members.take(pick)
    results, traces = traced(plan(members, population.controls.take(pick)), tolerance=LOOSE)
    tracks = tuple(_track(members, i, results[i], traces[i]) for i in range(len(pick)))
    return Bundle(tracks, np.full(len(tracks), 1.0 / len(tracks)), seed)


def _track(members: Members, index: int, result: Floats, trace: Floats) -> Track:
    """A flight from the pad to the ground as positions over the turning Earth."""
    points = trace[: int(result[store.TRACED])]
    end = np.concatenate([[result[store.END_TIME]], result[store.END_PLACE : store.END_PLACE + 6]])
    points = np.vstack([points[points[:, 0] < end[0] - 2 * BETWEEN * _CLOSEST_S], end])
    time, place = _finer(points)
    keep = np.concatenate([[True], np.diff(time) > _CLOSEST_S])
    time, place = time[keep], place[keep]
    radius = np.linalg.norm(place, axis=1)
    sine2 = (place[:, 2] / radius) ** 2
    surface = EQUATOR_M * (1.0 - FLATTENING) / np.sqrt(1.0 - FLATTENING * (2.0 - FLATTENING) * (1.0 - sine2))
    lat, lon = on_ground(place, OMEGA_RAD_S * time)
    lat0, lon0 = float(members.lat_deg[index]), float(members.lon_deg[index])
    lat, lon = np.concatenate([[lat0], lat]), np.concatenate([[lon0], lon])
    height = np.concatenate([[0.0], np.maximum(radius - surface, 0.0)])
    return Track(np.concatenate([[0.0], time]), lat, lon, height, geodesic.distances_m(lat0, lon0, lat, lon))


def _finer(points: Floats) -> tuple[Floats, Floats]:
    """Times and places with points put evenly between the steps: cubics through place and speed."""
    a, b = points[:-1, None, :], points[1:, None, :]
    s = ((np.arange(BETWEEN) + 1) / BETWEEN)[None, :, None]
    span = b[:, :, :1] - a[:, :, :1]
    cubic = (1 + 2 * s) * (1 - s) ** 2 * a[:, :, 1:4] + s**2 * (3 - 2 * s) * b[:, :, 1:4]
    cubic = cubic + span * (s * (1 - s) ** 2 * a[:, :, 4:7] - s**2 * (1 - s) * b[:, :, 4:7])
    times = (a[:, :, :1] + span * s).reshape(-1)
    return np.concatenate([points[:1, 0], times]), np.vstack([points[:1, 1:4], cubic.reshape(-1, 3)])
