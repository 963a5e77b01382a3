"""Our longest ranges beside those of the field's thirty-year-old model, for the same generic vehicles.

    python benchmarks/bench_wright.py [VEHICLES PER CLASS]

The model of Gronlund and Wright (1992) flies in a plane over a globe that stands still, without air above 47 km and
without drag on what falls. Ours are flown on a still Earth, then to the east and to the west over the turning one.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from trackside.flight.classes import PARAMETERS, VehicleClass, load_classes, shares, vehicle
from trackside.flight.ensemble.longest import farthest
from trackside.flight.ensemble.members import PAYLOAD, Members
from trackside.flight.wright import WrightOutcome, as_wright, longest_wright_1992

Floats = npt.NDArray[np.float64]


def compare(number: int, kind: VehicleClass, count: int) -> None:
    """One line for a class: medians over random vehicles, in per cent of the older model's longest range."""
    rng = np.random.default_rng(number)
    u = rng.random((count, len(PARAMETERS)))
    members = Members(
        np.full(count, number), u, np.full(count, 39.2), np.zeros(count), np.full(count, 90.0), np.zeros(count)
    )
    start = time.perf_counter()
    ours = {"still": _still(members), "east": farthest(members, u[:, PAYLOAD])[0]}
    ours["west"] = farthest(replace(members, azimuth_deg=np.full(count, 270.0)), u[:, PAYLOAD])[0]
    took = time.perf_counter() - start
    arrays = shares(kind, u)
    start = time.perf_counter()
    theirs = [longest_wright_1992(as_wright(vehicle(arrays, i))) for i in range(count)]
    theirs_took = time.perf_counter() - start
    reach = np.array([f.range_m if f.outcome is WrightOutcome.LANDED else np.nan for f in theirs])
    good = np.isfinite(reach) & (reach < 15_000e3) & (ours["still"] < 15_000e3)
    told = "  ".join(f"{100 * np.median(ours[k][good] / reach[good] - 1):+6.1f} %" for k in ("still", "east", "west"))
    low, high = np.quantile(ours["still"][good] / reach[good] - 1, (0.1, 0.9)) * 100
    middle = np.median(reach[good]) / 1e3
    print(
        f"{kind.name:20} {good.sum():3}  {middle:6,.0f} km  {told}   {low:+.0f} to {high:+.0f} %"
        f"   {theirs_took / took:6.0f} times"
    )


def _still(members: Members) -> Floats:
    return farthest(members, members.u[:, PAYLOAD], spin_rad_s=0.0)[0]


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    print(f"{'':20} {'n':>3}  {'theirs':>9}  {'still':>8}  {'east':>8}  {'west':>8}   still, 1 in 10 to 9 in 10   time")
    for number, kind in enumerate(load_classes()):
        compare(number, kind, count)


if __name__ == "__main__":
    main()
