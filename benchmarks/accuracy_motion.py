"""The compiled flights beside SciPy's DOP853 on the same equations: ``python -m benchmarks.accuracy_motion [COUNT]``.

Flies COUNT random vehicles of every class that land within the limits of `tests/flight/motion/drawn.py` (200 by
default, a quarter of an hour on two cores) and prints the greatest and the 95 % difference of impact, apogee and time.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from tests.flight import plain_motion
from tests.flight.motion.drawn import apart, compared, draw

from trackside.flight.classes import load_classes
from trackside.flight.motion.fly import fly

PROCESSES = 2
# Not every flight drawn takes part in the comparison.
DRAWN = 2


def main(count: int) -> None:
    """Print one line for each class, worst and 95 %."""
    start = time.perf_counter()
    print(f"{'':20} flights      impact, m        apogee, m          time, s")
    with ProcessPoolExecutor(PROCESSES) as pool:
        for seed, kind in enumerate(load_classes()):
            plans = draw(kind, DRAWN * count, seed)
            results = fly(plans)
            kept = np.flatnonzero(compared(results))[:count]
            plain = pool.map(plain_motion.fly, plans[kept])
            found = np.array([apart(results[i], p) for i, p in zip(kept, plain, strict=True)])
            worst, most = found.max(axis=0), np.quantile(found, 0.95, axis=0)
            numbers = "  ".join(f"{a:8.2g} {b:8.2g}" for a, b in zip(worst, most, strict=True))
            print(f"{kind.name:20} {len(kept):7}  {numbers}", flush=True)
    print(f"greatest and 95 % difference from DOP853 at 1e-12; {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
