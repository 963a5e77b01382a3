"""How many flights a second the engine flies, beside four peers: ``python benchmarks/bench_motion.py [--full]``.

First the engine alone: a hundred to a million random flights (ten million with ``--full``) in the mix that the priors
of the six vehicle classes give, drawn, flown and summed up in chunks on one core and on two, with the peak memory of
the whole process. Then the peers, each in turns with the engine on one core, so that both meet the same machine:

- SciPy and diffrax solve the same equations from lift-off to the ground, with the same air and drag tables.
- heyoka has no tables, so it flies two legs of a fall: the same one in vacuum, and one through exponential air.
- RocketPy solves other equations (flat Earth, its own air) for one generic rocket: six degrees of freedom, and three.

Times are the best of several rounds, with compiling left out. Errors are distances between landing points on the
turning Earth, from DOP853 at 1e-12. A peer that is not installed is named and left out; the extra `bench` has them all.
"""

from __future__ import annotations

import importlib
import math
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import final

import numpy as np
import numpy.typing as npt

# The equations as SciPy flies them stand with the tests; the peers beside this file.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.flight import plain_motion
from tests.flight.motion.drawn import compared, draw

from trackside.flight.classes import load_classes
from trackside.flight.motion import store
from trackside.flight.motion.airborne import airborne
from trackside.flight.motion.fall import CEILING_M, fall
from trackside.flight.motion.fly import BATCH, SLOW_FALL_M_S, Tolerance, fly
from trackside.flight.motion.lanes import WIDTH

Floats = npt.NDArray[np.float64]
Job = Callable[[], object]

COUNTS, MANY = (100, 1_000, 10_000, 100_000, 1_000_000), 10_000_000
CHUNK = 8_192
# What the ratios are measured on, and how many of these are held against the reference.
FLIGHTS, CHECKED = 2_048, 24
ROUNDS = 3
# A race goes on until the peer has run for so long, and so often.
RACE_S, LEAST_ROUNDS = 1.5, 3
OPTIONAL = {"jax", "diffrax", "optimistix", "heyoka", "rocketpy"}


@final
@dataclass(frozen=True, slots=True)
class Race:
    """Two jobs that took turns: the best time of each, in seconds."""

    ours_s: float
    theirs_s: float


def main() -> None:
    """Print the engine's curve, then one line for each peer."""
    start = time.perf_counter()
    fly(drawn(64, 0))
    ready_s, load = time.perf_counter() - start, os.getloadavg()[0]
    print(f"compiled code ready after {ready_s:.1f} s; load on {os.cpu_count()} cores before the start {load:.1f}")
    curve((*COUNTS, MANY) if "--full" in sys.argv[1:] else COUNTS)
    plans = landed(FLIGHTS)
    start_s = time.perf_counter()
    truth = plain_landings(plans[:CHECKED])
    exact_s = time.perf_counter() - start_s
    error = apart(landings(fly(plans[:CHECKED])), truth)
    print(f"\nwhole flights; ours is off by {told(error)} (median and worst of {CHECKED})")
    heading()
    beside_scipy(plans, truth, exact_s)
    if diffrax := peer("diffrax"):
        beside_diffrax(diffrax, plans, truth)
    if rocketpy := peer("rocketpy"):
        beside_rocketpy(rocketpy, plans)
    if heyoka := peer("heyoka"):
        beside_heyoka(heyoka, plans)
    print(f"\nthe whole benchmark took {time.perf_counter() - start:.0f} s")


def peer(name: str) -> ModuleType | None:
    """The module that flies with a peer, or None with a line that says what is missing."""
    try:
        return importlib.import_module(f"benchmarks.peer_{name}")
    except ModuleNotFoundError as missing:
        if missing.name not in OPTIONAL:
            raise
        print(f"{name}: left out, for {missing.name} is not installed")
        return None


# ---- The engine alone ------------------------------------------------------------------------------------------------


def drawn(count: int, seed: int) -> Floats:
    """Plans of random vehicles, as many of each class as its prior gives, in random order."""
    rng, kinds = np.random.default_rng(seed), load_classes()
    each = rng.multinomial(count, [kind.prior for kind in kinds])
    mixed = [draw(kind, n, len(kinds) * seed + i) for i, (kind, n) in enumerate(zip(kinds, each.tolist(), strict=True))]
    return np.asarray(rng.permutation(np.concatenate(mixed)))


def summed(count: int, seed: int) -> Floats:
    """What is kept of a chunk: how many flights ended in which way, and the greatest apogee of those that came down."""
    results = fly(drawn(count, seed))
    outcomes = np.bincount(results[:, store.OUTCOME].astype(int), minlength=len(store.Outcome) - 2)
    down = results[:, store.OUTCOME] <= store.Outcome.FELL_BACK
    return np.array([*outcomes, results[down, store.APOGEE].max()])


def streamed(count: int, cores: int) -> Floats:
    """Draw, fly and sum up many flights, a chunk at a time on each core."""
    size = min(CHUNK, math.ceil(count / cores))
    sizes = [min(size, count - begun) for begun in range(0, count, size)]
    outcomes, highest = np.zeros(len(store.Outcome) - 2), 0.0
    with ThreadPoolExecutor(cores) as pool:
        for kept in pool.map(summed, sizes, range(len(sizes))):
            outcomes, highest = outcomes + kept[:-1], max(highest, float(kept[-1]))
    return np.array([*outcomes, highest])


def curve(counts: tuple[int, ...]) -> None:
    """Flights a second, drawing included, against the number of flights."""
    shares = ", ".join(f"{kind.prior:.0%} {kind.name}" for kind in load_classes())
    print(f"the mix: {shares}")
    print(f"{'flights':>10}  {'one core':>12}  {'two cores':>12}  {'a round of each':>19}  {'peak memory':>11}")
    for count in counts:
        # A million on one core takes half a minute on a busy machine: once is enough.
        rounds = (ROUNDS, ROUNDS) if count <= 100_000 else (1, 2)
        one, two = (best_s(partial(streamed, count, cores + 1), rounds[cores]) for cores in (0, 1))
        mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:>10,}  {count / one:>10,.0f}/s  {count / two:>10,.0f}/s", end="  ")
        print(f"{one:>7.3f} s {two:>7.3f} s  {mib:>7,.0f} MiB", flush=True)


# ---- Measuring ------------------------------------------------------------------------------------------------------


def best_s(job: Job, rounds: int = ROUNDS) -> float:
    """The shortest of several runs."""
    return min(_timed(job) for _ in range(rounds))


def raced(ours: Job, theirs: Job) -> Race:
    """Both jobs in turns until the time is up; ours several times in each round because it is over so soon."""
    rounds: list[tuple[float, float]] = []
    while len(rounds) < LEAST_ROUNDS or sum(seconds for _, seconds in rounds) < RACE_S:
        rounds.append((best_s(ours), _timed(theirs)))
    return Race(min(a for a, _ in rounds), min(b for _, b in rounds))


def _timed(job: Job) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def landed(count: int) -> Floats:
    """Flights of the mix that all came down, after at most 8,000 s from at most 8,000 km."""
    plans = drawn(2 * count, 1)
    return np.asarray(plans[compared(fly(plans))][:count])


def landings(results: Floats) -> Floats:
    """Time and place of each landing, shape (n, 4)."""
    return np.asarray(results[:, store.END_TIME : store.END_SPEED])


def plain_landings(plans: Floats) -> Floats:
    """The same from DOP853 at 1e-12."""
    flown = map(plain_motion.fly, plans)
    return np.array([[plain.time_s, *plain.place] for plain in flown])


def apart(some: Floats, others: Floats) -> Floats:
    """How far landings lie apart on the turning Earth, in metres."""
    pairs = zip(some, others, strict=True)
    turned = plain_motion.turned
    return np.array([np.linalg.norm(turned(a[1:4], -a[0]) - turned(b[1:4], -b[0])) for a, b in pairs])


def told(error_m: Floats) -> str:
    """Median and worst error in words."""
    return f"{np.median(error_m):.2g} m, {error_m.max():.2g} m"


def heading() -> None:
    """Over the lines that `report` prints."""
    print(f"{'':<40} {'theirs':>11} {'ours':>13} {'ratio':>9}   their error")


def report(what: str, theirs: float, ours: float, note: str) -> None:
    """One line: flights a second of both and how many times quicker ours is."""
    numbers = f"{_round(theirs):>9}/s {_round(ours):>11}/s {_round(ours / theirs):>9}"
    print(f"{what:<40} {numbers}   {note}", flush=True)


def _round(number: float) -> str:
    return f"{number:,.0f}" if number >= 100.0 else f"{number:.3g}"


# ---- The peers ------------------------------------------------------------------------------------------------------


def beside_scipy(plans: Floats, truth: Floats, exact_s: float) -> None:
    """The same equations, one flight at a time."""
    from benchmarks import peer_scipy

    few = plans[:CHECKED]
    race = raced(lambda: fly(plans), lambda: peer_scipy.landings(few, 1e-8))
    error, ours = apart(peer_scipy.landings(few, 1e-8), truth), len(plans) / race.ours_s
    report("SciPy DOP853, 1e-8", len(few) / race.theirs_s, ours, told(error))
    report("SciPy DOP853, 1e-12", len(few) / exact_s, ours, "the reference")


def beside_diffrax(diffrax: ModuleType, plans: Floats, truth: Floats) -> None:
    """The same equations, batches at a time; both cores are free to it."""
    for solver, batch in (("Dopri5", 256), ("Tsit5", 256), ("Dopri5", len(plans))):
        job = diffrax.prepared(plans, solver, 3e-8, batch)
        error = apart(job()[: len(truth)], truth)
        race = raced(lambda: fly(plans), job)
        what = f"diffrax {solver}, 3e-8, vmap over {batch:,}"
        report(what, len(plans) / race.theirs_s, len(plans) / race.ours_s, told(error))


def beside_rocketpy(rocketpy: ModuleType, plans: Floats) -> None:
    """Other equations: one rocket over a flat Earth."""
    for freedoms in (6, 3):
        job = rocketpy.prepared(freedoms)
        apogee_m, time_s = job()
        race = raced(lambda: fly(plans), job)
        what = f"RocketPy, {freedoms}-DOF, flat Earth"
        note = f"other equations: its flight peaks at {apogee_m / 1e3:.0f} km, lasts {time_s:.0f} s"
        report(what, 1.0 / race.theirs_s, len(plans) / race.ours_s, note)


def beside_heyoka(heyoka: ModuleType, plans: Floats) -> None:
    """The two legs of a fall, each begun and ended alike."""
    plans, start = burnt_out(plans)
    edge = fallen(start)
    until = edge[:, store.END_TIME]
    known = heyoka.in_vacuum(_states(start), until, 1e-16)()
    error = np.linalg.norm(edge[:, store.END_PLACE : store.END_SPEED] - known[:, 1:4], axis=1)
    print(f"\nfall in vacuum (J2) from burnout to the edge of the air; ours is off by {told(error)} of {len(plans):,}")
    heading()
    for tolerance in (1e-7, 1e-10):
        job = heyoka.in_vacuum(_states(start), until, tolerance)
        error = np.linalg.norm(job()[:, 1:4] - known[:, 1:4], axis=1)
        race = raced(lambda: fallen(start), job)
        report(f"heyoka, {tolerance:.0e}", len(plans) / race.theirs_s, len(plans) / race.ours_s, told(error))
    _beside_heyoka_in_air(heyoka, plans, edge)


def _beside_heyoka_in_air(heyoka: ModuleType, plans: Floats, edge: Floats) -> None:
    usual = Tolerance().falling_share
    error = apart(landings(braked(plans, edge, usual)), landings(braked(plans, edge, 1e-12)))
    print(
        f"\nfall through air from its edge to the ground; ours, with tables, is off by {told(error)} of {len(plans):,};"
    )
    print("heyoka's air is exponential and its drag coefficient constant; its error is from itself at 1e-16")
    heading()
    areas = plans[:, store.FALL_DRAG]
    known = heyoka.in_air(_states(edge), areas, 1e-16)()
    for tolerance in (1e-7, 1e-10):
        job = heyoka.in_air(_states(edge), areas, tolerance)
        error = apart(job()[:, :4], known[:, :4])
        race = raced(lambda: braked(plans, edge, usual), job)
        report(f"heyoka, {tolerance:.0e}", len(plans) / race.theirs_s, len(plans) / race.ours_s, told(error))


# ---- The engine's two legs of a fall --------------------------------------------------------------------------------


def burnt_out(plans: Floats) -> tuple[Floats, Floats]:
    """The flights that burn out above the air, and their results as they stand at burnout."""
    flown = fly(plans)
    start = np.zeros_like(flown)
    start[:, store.OUTCOME] = store.Outcome.PARKED
    start[:, store.END_TIME] = flown[:, store.BURNOUT_TIME]
    start[:, store.END_PLACE : store.APOGEE] = flown[:, store.BURNOUT_PLACE : store.STEPS_TAKEN]
    height = np.array([plain_motion.height(place) for place in start[:, store.END_PLACE : store.END_SPEED]])
    high = (height > 100e3) & (flown[:, store.APOGEE] > CEILING_M)
    return plans[high], start[high]


def fallen(start: Floats) -> Floats:
    """From burnout over the apogee to the edge of the air."""
    results = start.copy()
    for batch, lanes, flights, _ in _batches(len(start)):
        fall(results[batch], _UNTRACED, lanes, flights)
    return results


def braked(plans: Floats, edge: Floats, tolerance: float) -> Floats:
    """From the edge of the air to the ground."""
    results, due = edge.copy(), float(store.Outcome.PARKED)
    for batch, *crew in _batches(len(edge)):
        airborne(plans[batch], results[batch], _UNTRACED, tuple(crew), due, tolerance, SLOW_FALL_M_S, math.inf)
    return results


def _batches(count: int) -> Iterator[tuple[slice, Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    for begun in range(0, count, BATCH):
        yield (
            slice(begun, begun + BATCH),
            np.zeros(store.ROWS * WIDTH),
            np.full(WIDTH, -1),
            np.zeros(WIDTH, np.int64),
        )


def _states(results: Floats) -> Floats:
    """Time, place and speed, shape (n, 7)."""
    return np.asarray(results[:, store.END_TIME : store.APOGEE])


_UNTRACED = np.zeros((0, 0, store.TRACE_WIDTH))


if __name__ == "__main__":
    main()
