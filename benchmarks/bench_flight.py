"""The closed-form flight check beside a plain integration of the same equations: ``python benchmarks/bench_flight.py``.

Both answer the same question: how long does a missile fall that peaks at 6,248.5 km and comes down 1,090 km away on the
turning Earth? The integration is the usual way: shoot with Runge-Kutta (steps of 5 s, plain floats), correct speed and
angle by Newton's method until apogee and range fit, and carry the landing point east until time and angle agree. Both
run here in one process; times are the median of several rounds.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable

from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.flight import Departure, Numbers, bounds
from trackside.flight.arc import MU_M3_S2, OMEGA_RAD_S, arc
from trackside.measure import stated

RANGE_M, APOGEE_M, STEP_S = 1_090_000.0, 6_248_500.0, 5.0
WHERE = Departure(39.2, 125.67, 72.0)
ROUNDS = 5


def shoot(speed: float, angle: float) -> tuple[float, float, float]:
    """Central angle, apogee and time of a fall in the plane, by Runge-Kutta of fourth order."""
    state: tuple[float, ...] = (EARTH_RADIUS_M, 0.0, speed * math.sin(angle), speed * math.cos(angle))
    elapsed, top = 0.0, 0.0
    while True:
        last, state = state, _step(state, STEP_S)
        if last[0] * last[2] + last[1] * last[3] > 0 >= state[0] * state[2] + state[1] * state[3]:
            top = _apogee(last)
        elapsed += STEP_S
        if math.hypot(state[0], state[1]) < EARTH_RADIUS_M:
            low, high = 0.0, STEP_S
            for _ in range(40):
                middle = (low + high) / 2
                here = _step(last, middle)
                low, high = (middle, high) if math.hypot(here[0], here[1]) > EARTH_RADIUS_M else (low, middle)
            here = _step(last, low)
            return math.atan2(here[1], here[0]), top, elapsed - STEP_S + low


def integrated_time_s() -> float:
    """The time of the fall on the turning Earth by shooting."""
    aloft, speed, angle = 4_000.0, 7_800.0, 1.45
    for _ in range(12):
        wanted = _carried_angle(aloft)
        for _ in range(8):
            base = shoot(speed, angle)
            miss = (wanted - base[0], (APOGEE_M - base[1]) / EARTH_RADIUS_M)
            if max(map(abs, miss)) < 1e-9:
                break
            faster, steeper = shoot(speed + 1.0, angle), shoot(speed, angle + 1e-5)
            a, b = (faster[0] - base[0]) / 1.0, (steeper[0] - base[0]) / 1e-5
            c = (faster[1] - base[1]) / EARTH_RADIUS_M
            d = (steeper[1] - base[1]) / EARTH_RADIUS_M / 1e-5
            whole = a * d - b * c
            speed += (miss[0] * d - b * miss[1]) / whole
            angle += (a * miss[1] - miss[0] * c) / whole
        if abs(base[2] - aloft) < 1e-4:
            break
        aloft = base[2]
    return base[2]


def _step(s: tuple[float, ...], h: float) -> tuple[float, ...]:
    def slope(x: tuple[float, ...]) -> tuple[float, ...]:
        pull = -MU_M3_S2 / (x[0] * x[0] + x[1] * x[1]) ** 1.5
        return x[2], x[3], pull * x[0], pull * x[1]

    k1 = slope(s)
    k2 = slope(tuple(x + h / 2 * k for x, k in zip(s, k1, strict=True)))
    k3 = slope(tuple(x + h / 2 * k for x, k in zip(s, k2, strict=True)))
    k4 = slope(tuple(x + h * k for x, k in zip(s, k3, strict=True)))
    return tuple(x + h / 6 * (p + 2 * q + 2 * r + t) for x, p, q, r, t in zip(s, k1, k2, k3, k4, strict=True))


def _apogee(s: tuple[float, ...]) -> float:
    low, high = 0.0, STEP_S
    for _ in range(40):
        middle = (low + high) / 2
        x = _step(s, middle)
        low, high = (middle, high) if x[0] * x[2] + x[1] * x[3] > 0 else (low, middle)
    x = _step(s, low)
    return math.hypot(x[0], x[1]) - EARTH_RADIUS_M


def _carried_angle(aloft_s: float) -> float:
    lat, azimuth, way = math.radians(WHERE.lat_deg), math.radians(WHERE.azimuth_deg or 0.0), RANGE_M / EARTH_RADIUS_M
    lat2 = math.asin(math.sin(lat) * math.cos(way) + math.cos(lat) * math.sin(way) * math.cos(azimuth))
    east = math.atan2(math.sin(azimuth) * math.sin(way) * math.cos(lat), math.cos(way) - math.sin(lat) * math.sin(lat2))
    turned = east + OMEGA_RAD_S * aloft_s
    return math.acos(math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(turned))


def median_s(job: Callable[[], object], times: int) -> float:
    """The median duration of one call over several rounds of `times` calls."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(times):
            job()
        rounds.append((time.perf_counter() - start) / times)
    return statistics.median(rounds)


def main() -> None:
    """Print agreement, times and ratios."""
    numbers = Numbers(
        stated(RANGE_M, "m", step=10_000.0), stated(APOGEE_M, "m", step=100.0), stated(4_052.0, "s", step=1.0)
    )
    ours, theirs = arc(RANGE_M, APOGEE_M, WHERE).flight_time_s, integrated_time_s()
    print(f"time of fall: closed form {ours:.3f} s, integrated {theirs:.3f} s, apart {abs(ours - theirs):.4f} s")
    one, shot = median_s(lambda: arc(RANGE_M, APOGEE_M, WHERE), 200), median_s(integrated_time_s, 1)
    whole = median_s(lambda: bounds(numbers, WHERE), 20)
    blind = median_s(lambda: bounds(numbers, Departure(39.2, 125.67)), 20)
    print(f"one arc:      closed form {one * 1e3:8.3f} ms, integrated {shot * 1e3:8.1f} ms, ratio {shot / one:,.0f}")
    print(f"whole check:  {whole * 1e3:.1f} ms ({1 / whole:,.0f} checks/s); without azimuth {blind * 1e3:.1f} ms")
    print(
        "              (three checks, intervals carried, some 3,600 arcs: one integration takes as long as "
        f"{shot / whole:.0f} of them)"
    )


if __name__ == "__main__":
    main()
