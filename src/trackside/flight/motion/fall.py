"""Free fall above the air: Stoermer's rule of order ten, in steps of equal eccentric anomaly, eight flights at once.

Above 200 km on the way up and 140 km on the way down the air changes a landing point by less than a metre (measured:
docs/methods/powered_flight.md), so only gravity and the bulge of the Earth act. The ellipse of the moment says
beforehand when a flight will peak and come down, so no step is tried in vain.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from trackside.flight.arc import MU_M3_S2
from trackside.flight.motion.airborne import trace_lane
from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.events import peak_near
from trackside.flight.motion.forces import EQUATOR_M, gravity_m_s2
from trackside.flight.motion.lanes import WIDTH, load, store
from trackside.flight.motion.store import (
    APOGEE,
    APOGEE_TIME,
    END_PLACE,
    END_TIME,
    OUTCOME,
    PLACE,
    SPEED,
    STEP,
    STEPS_TAKEN,
    TIME,
    Outcome,
)
from trackside.flight.motion.tables import LIMIT_WEIGHTS, SUBSTEPS

CEILING_M, FLOOR_M = 200_000.0, 140_000.0
# Longest step in eccentric anomaly, where the flight is as far out as its semi-axis; nearer in a step is shorter in the
# same proportion, since gravity changes faster there.
LONGEST_RAD = 0.4
# Beyond the Moon's way round the Earth nothing here holds, and no flight like that is an announced one.
MOON_M = 384_400_000.0
# The legs of a fall: up to the apogee, and from there down to the edge of the air.
_UP, _DOWN = 0, 1
_PARKED, _ORBIT, _ESCAPED = float(Outcome.PARKED), float(Outcome.ORBIT), float(Outcome.ESCAPED)


@compiled
def _substeps(x: Any, y: Any, z: Any, u: Any, v: Any, w: Any, h: Any, count: int) -> Any:
    """How far `count` substeps of Stoermer's rule lead, and how much faster; both counted from the start."""
    ax, ay, az = gravity_m_s2(x, y, z)
    px, py, pz = 0.5 * ax, 0.5 * ay, 0.5 * az
    sx, sy, sz = h * (u + h * px), h * (v + h * py), h * (w + h * pz)
    ax, ay, az = gravity_m_s2(x + sx, y + sy, z + sz)
    for _ in range(1, count):
        px, py, pz = px + ax, py + ay, pz + az
        sx, sy, sz = sx + h * (u + h * px), sy + h * (v + h * py), sz + h * (w + h * pz)
        ax, ay, az = gravity_m_s2(x + sx, y + sy, z + sz)
    return sx, sy, sz, h * (px + 0.5 * ax), h * (py + 0.5 * ay), h * (pz + 0.5 * az)


@compiled
def _step(lanes: Any, whole: Any) -> None:
    """One step: the limit that the results of one to five substeps run to."""
    x, y, z = load(lanes, PLACE), load(lanes, PLACE + 1), load(lanes, PLACE + 2)
    u, v, w = load(lanes, SPEED), load(lanes, SPEED + 1), load(lanes, SPEED + 2)
    sx, sy, sz, du, dv, dw = _substeps(x, y, z, u, v, w, whole, 1)
    weight = LIMIT_WEIGHTS[0]
    sx, sy, sz, du, dv, dw = weight * sx, weight * sy, weight * sz, weight * du, weight * dv, weight * dw
    for level in range(1, SUBSTEPS.shape[0]):
        n, weight = SUBSTEPS[level], LIMIT_WEIGHTS[level]
        ax, ay, az, bx, by, bz = _substeps(x, y, z, u, v, w, whole * (1.0 / n), n)
        sx, sy, sz = sx + weight * ax, sy + weight * ay, sz + weight * az
        du, dv, dw = du + weight * bx, dv + weight * by, dw + weight * bz
    _store(lanes, PLACE, x + sx, y + sy, z + sz)
    _store(lanes, SPEED, u + du, v + dv, w + dw)
    store(lanes, TIME, load(lanes, TIME) + whole)


@compiled
def _store(lanes: Any, row: int, x: Any, y: Any, z: Any) -> None:
    store(lanes, row, x)
    store(lanes, row + 1, y)
    store(lanes, row + 2, z)


@compiled
def _ellipse(lanes: Any, lane: int) -> Any:
    """Semi-axis, eccentricity and eccentric anomaly of the ellipse of the moment; a negative axis never comes back."""
    x, y, z = lanes[PLACE * WIDTH + lane], lanes[(PLACE + 1) * WIDTH + lane], lanes[(PLACE + 2) * WIDTH + lane]
    u, v, w = lanes[SPEED * WIDTH + lane], lanes[(SPEED + 1) * WIDTH + lane], lanes[(SPEED + 2) * WIDTH + lane]
    radius = math.sqrt(x * x + y * y + z * z)
    axis = 1.0 / (2.0 / radius - (u * u + v * v + w * w) / MU_M3_S2)
    cosine, sine = 1.0 - radius / axis, (x * u + y * v + z * w) / math.sqrt(MU_M3_S2 * max(axis, 1.0))
    return axis, math.hypot(cosine, sine), math.atan2(sine, cosine) % (2.0 * math.pi)


@compiled
def _until(axis: float, eccentricity: float, anomaly: float, leg: int) -> float:
    """The eccentric anomaly at the end of a leg: the apogee, or the edge of the air below it."""
    if leg == _UP:
        return max(anomaly, math.pi)
    cosine = (1.0 - (EQUATOR_M + FLOOR_M) / axis) / eccentricity
    return max(anomaly, 2.0 * math.pi - math.acos(min(max(cosine, -1.0), 1.0)))


@compiled
def _plan_leg(lanes: Any, results: Any, flights: Any, legs: Any, leg: int) -> int:
    """Each lane's ellipse and the anomalies its leg runs between; the number of steps that the longest leg needs."""
    count = 0
    for lane in range(WIDTH):
        legs[lane, 0], legs[lane, 1], legs[lane, 2], legs[lane, 3] = 1.0, 0.0, 0.0, 0.0
        if flights[lane] < 0:
            continue
        axis, eccentricity, anomaly = _ellipse(lanes, lane)
        away = axis < 0.0 or axis * (1.0 + eccentricity) > MOON_M
        if away or axis * (1.0 - eccentricity) > EQUATOR_M + FLOOR_M:
            results[flights[lane], OUTCOME] = _ESCAPED if away else _ORBIT
            flights[lane] = -1
            continue
        end = _until(axis, eccentricity, anomaly, leg)
        legs[lane, 0], legs[lane, 1], legs[lane, 2], legs[lane, 3] = axis, eccentricity, anomaly, end
        lowest = 1.0 - eccentricity * max(math.cos(anomaly), math.cos(end))
        count = max(count, math.ceil((end - anomaly) / (LONGEST_RAD * min(1.0, lowest))))
    return count


@compiled
def _fly_leg(lanes: Any, results: Any, traces: Any, flights: Any, legs: Any, count: int) -> None:
    pace, reached = np.empty(WIDTH), np.empty(WIDTH)
    for lane in range(WIDTH):
        pace[lane] = math.sqrt(legs[lane, 0] ** 3 / MU_M3_S2)
        reached[lane] = legs[lane, 2] - legs[lane, 1] * math.sin(legs[lane, 2])
    for step in range(count):
        for lane in range(WIDTH):
            eccentricity, start, end = legs[lane, 1], legs[lane, 2], legs[lane, 3]
            anomaly = start + (end - start) * (step + 1) / count
            mean = anomaly - eccentricity * math.sin(anomaly)
            lanes[STEP * WIDTH + lane] = pace[lane] * (mean - reached[lane])
            reached[lane] = mean
        _step(lanes, load(lanes, STEP))
        for lane in range(WIDTH):
            if traces.shape[0] > 0 and flights[lane] >= 0 and lanes[STEP * WIDTH + lane] > 0.0:
                trace_lane(lanes, results, traces, lane, flights[lane])


@compiled
def _note_apogee(lanes: Any, results: Any, flights: Any, legs: Any) -> None:
    for lane in range(WIDTH):
        if flights[lane] < 0 or not legs[lane, 3] > legs[lane, 2]:
            continue
        result = results[flights[lane]]
        x, y, z = lanes[PLACE * WIDTH + lane], lanes[(PLACE + 1) * WIDTH + lane], lanes[(PLACE + 2) * WIDTH + lane]
        u, v, w = lanes[SPEED * WIDTH + lane], lanes[(SPEED + 1) * WIDTH + lane], lanes[(SPEED + 2) * WIDTH + lane]
        later, height = peak_near(x, y, z, u, v, w)
        if height > result[APOGEE]:
            result[APOGEE], result[APOGEE_TIME] = height, lanes[TIME * WIDTH + lane] + later


@compiled
def _board(results: Any, lanes: Any, flights: Any, following: int) -> int:
    """The next eight parked flights into the lanes; an idle lane holds a place where nothing is divided by zero."""
    for lane in range(WIDTH):
        while following < results.shape[0] and results[following, OUTCOME] != _PARKED:
            following += 1
        flights[lane] = following if following < results.shape[0] else -1
        for axis in range(6):
            there = results[following, END_PLACE + axis] if flights[lane] >= 0 else EQUATOR_M
            lanes[(PLACE + axis) * WIDTH + lane] = there
        lanes[TIME * WIDTH + lane] = results[following, END_TIME] if flights[lane] >= 0 else 0.0
        following += flights[lane] >= 0
    return following


@compiled
def fall(results: Any, traces: Any, lanes: Any, flights: Any) -> None:
    """Carry every parked flight over its apogee down to the edge of the air, where it stays parked."""
    legs = np.zeros((WIDTH, 4))
    following = _board(results, lanes, flights, 0)
    while flights[0] >= 0:
        taken = 0
        for leg in (_UP, _DOWN):
            count = _plan_leg(lanes, results, flights, legs, leg)
            _fly_leg(lanes, results, traces, flights, legs, count)
            taken += count
            if leg == _UP:
                _note_apogee(lanes, results, flights, legs)
        for lane in range(WIDTH):
            if flights[lane] >= 0:
                result = results[flights[lane]]
                result[END_TIME] = lanes[TIME * WIDTH + lane]
                result[STEPS_TAKEN] += taken
                for axis in range(6):
                    result[END_PLACE + axis] = lanes[(PLACE + axis) * WIDTH + lane]
        following = _board(results, lanes, flights, following)
