"""Whether intervals hold what they promise: flights announced by simulation, and how often the intervals cover them.

    python benchmarks/bench_calibration.py [--announcements 520] [--out docs/images/calibration.svg]

Vehicles are drawn from the classes, leaned at random, flown, and announced: the time by a clock that is off, all
numbers rounded as announcements round. Each number is then foretold from the others, as `trackside check` does it. If
the method is right, a share p of the announced numbers lies below the p-th point of its own prediction, for every p
(S. Talts and others, Validating Bayesian Inference Algorithms with Simulation-Based Calibration, 2018).
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trackside.flight import Departure, Numbers, bounds
from trackside.flight import Path as Course
from trackside.flight.classes import load_classes
from trackside.flight.ensemble.beliefs import clock_s
from trackside.flight.ensemble.members import STEEPEST_LEAN_RAD, Controls, flights
from trackside.flight.ensemble.population import DIMENSIONS, UPRIGHT_RAD
from trackside.flight.ensemble.reconstruct import reconstruct
from trackside.flight.ensemble.setting import Setting
from trackside.measure import Estimate, stated

Floats = npt.NDArray[np.float64]

NUMBERS = ("flight_time", "apogee", "range")
# What is announced as a ballistic missile test goes so high and so far.
HEIGHTS_M, RANGES_M, LONGEST_S = (40e3, 8_000e3), (100e3, 12_000e3), 8_000.0
SITE = Departure(39.2, 125.67)
MEMBERS = 1_500


@dataclass(frozen=True)
class Announcement:
    """A flight as announced, and the numbers themselves."""

    numbers: Numbers
    azimuth_deg: float
    told: dict[str, float]


def announcements(count: int, seed: int) -> list[Announcement]:
    """Simulated announcements of flights drawn from the prior that the ensemble uses."""
    rng = np.random.default_rng(seed)
    found: list[Announcement] = []
    while len(found) < count:
        found.extend(_some(rng, 4_000))
    return found[:count]


def _some(rng: np.random.Generator, size: int) -> Iterator[Announcement]:
    kinds = rng.choice(len(load_classes()), size=size, p=[c.prior for c in load_classes()]).astype(np.int64)
    members = Setting(SITE).place(kinds, rng.random((size, DIMENSIONS)), rng)
    lean, towards = rng.uniform(0.0, STEEPEST_LEAN_RAD, size), rng.uniform(0.0, 2.0 * math.pi, size)
    flown = flights(members, Controls(rng.random(size), lean * np.cos(towards), lean * np.sin(towards)), threads=2)
    # As likely as the ensemble holds it: next to no lean is a little less likely.
    kept = rng.random(size) < lean / UPRIGHT_RAD
    for i in np.flatnonzero(flown.landed & kept):
        height, reach = float(flown.apogee_m[i]), float(flown.range_m[i])
        inside = HEIGHTS_M[0] < height < HEIGHTS_M[1] and RANGES_M[0] < reach < RANGES_M[1]
        if not inside or flown.time_s[i] > LONGEST_S:
            continue
        azimuth = math.degrees(math.atan2(flown.east_m[i], flown.north_m[i])) % 360.0
        time = float(flown.time_s[i] + clock_s(flown.time_s[i]) * rng.standard_normal())
        told = {"flight_time": time, "apogee": height, "range": reach}
        numbers = Numbers(
            range_m=_rounded(reach, "m", float(rng.choice([1e3, 1e4, 5e4])) if reach > 1e6 else 1e3),
            apogee_m=_rounded(height, "m", float(rng.choice([1e2, 1e3, 1e4]))),
            flight_time_s=_rounded(time, "s", float(rng.choice([1.0, 60.0]))),
        )
        if bounds(numbers, Departure(SITE.lat_deg, SITE.lon_deg, azimuth)).path is Course.BALLISTIC:
            yield Announcement(numbers, azimuth, told)


def _rounded(value: float, unit: str, step: float) -> Estimate:
    return stated(max(round(value / step), 1) * step, unit, step=step)


def ranks(job: tuple[Announcement, int]) -> dict[str, float]:
    """For each number the share of its prediction that lies below what was announced."""
    announced, seed = job
    where = Departure(SITE.lat_deg, SITE.lon_deg, announced.azimuth_deg)
    found = reconstruct(announced.numbers, where, seed=seed, members=MEMBERS, threads=1)
    return {p.about: p.below(announced.told[p.about]) for p in found.predictions if p.about in announced.told}


def coverage(shares: Floats, level: float) -> float:
    """The share of announcements inside the middle interval of a level."""
    return float(np.mean(np.abs(shares - 0.5) <= level / 2.0))


def figure(by_number: dict[str, Floats]) -> str:
    """How many of the announcements lie inside each central interval, against how many should; an SVG drawing."""
    size, edge, gap = 220, 46, 34
    wide, high = 3 * (size + gap) + edge, size + 2 * edge
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    levels = np.linspace(0.02, 0.98, 49)
    for column, (about, shares) in enumerate(by_number.items()):
        left, low = edge + column * (size + gap), edge + size
        band = 1.64 * np.sqrt(levels * (1 - levels) / len(shares))
        upper = [f"{left + x * size:.1f},{low - min(x + b, 1) * size:.1f}" for x, b in zip(levels, band, strict=True)]
        lower = [f"{left + x * size:.1f},{low - max(x - b, 0) * size:.1f}" for x, b in zip(levels, band, strict=True)]
        line = [f"{left + x * size:.1f},{low - coverage(shares, x) * size:.1f}" for x in levels]
        at = left + 0.9 * size
        parts += [
            f'<rect x="{left}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#888"/>',
            f'<polygon points="{" ".join(upper + lower[::-1])}" fill="#cfe0f2"/>',
            f'<line x1="{left}" y1="{low}" x2="{left + size}" y2="{edge}" stroke="#888" stroke-dasharray="4 3"/>',
            f'<polyline points="{" ".join(line)}" fill="none" stroke="#1f5f99" stroke-width="2"/>',
            f'<line x1="{at}" y1="{low}" x2="{at}" y2="{edge}" stroke="#bbb"/>',
            f'<text x="{left}" y="{edge - 14}">{_title(about, shares)}</text>',
            f'<text x="{left}" y="{low + 18}">0</text><text x="{left + size - 32}" y="{low + 18}">100 %</text>',
        ]
    key = "across: width of the interval; up: share inside; shaded: where nine in ten curves of a right method lie"
    parts.append(f'<text x="{edge}" y="{size + 2 * edge - 8}">{key}</text></svg>')
    return "\n".join(parts)


def _title(about: str, shares: Floats) -> str:
    return f"{about.replace('_', ' ')}: 90 % intervals hold {100 * coverage(shares, 0.9):.1f} %"


def main() -> None:
    """Simulate, reconstruct, print the coverage and write the figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--announcements", type=int, default=520)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="docs/images/calibration.svg")
    asked = parser.parse_args()
    jobs = [(a, i) for i, a in enumerate(announcements(asked.announcements, asked.seed))]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(ranks, jobs, chunksize=8))
    by_number = {n: np.array([f[n] for f in found if n in f]) for n in NUMBERS}
    for about, shares in by_number.items():
        told = ", ".join(f"{level:.0%}: {coverage(shares, level):.1%}" for level in (0.5, 0.8, 0.9, 0.95))
        print(f"{about:12} {len(shares)} of {len(jobs)} foretold; intervals hold {told}")
    if asked.out:
        Path(asked.out).write_text(figure(by_number) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
