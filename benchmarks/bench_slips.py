"""Which slips a check finds, and how often it cries wolf: the announced flights of tests/authorities, whole and spoilt.

python -m benchmarks.bench_slips
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.flight.cases import slips, true_flights

from trackside.flight import Departure, Numbers, Path, check
from trackside.measure import Verdict

GRAVEST = (Verdict.CONTRADICTED, Verdict.STRAINED, Verdict.CONSISTENT, Verdict.UNDETERMINED)
MEMBERS = 1_800
Job = tuple[str, str, Numbers, Departure]


def judged(job: Job) -> tuple[str, str, str]:
    """The flight, what was done to it, and the gravest verdict, or the kind of path where it is not a ballistic one."""
    flight, what, numbers, where = job
    report = check(numbers, where, members=MEMBERS, threads=1)
    if report.path is not Path.BALLISTIC:
        return flight, what, str(report.path)
    return flight, what, next(v for v in GRAVEST if any(c.verdict is v for c in report.checks)).value


def main() -> None:
    """Print the table, and every true flight that is not consistent."""
    jobs: list[Job] = [(f, "as announced", n, d) for f, n, d in true_flights()]
    jobs += [(f, what, s, d) for f, n, d in true_flights() for what, s in slips(n)]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(judged, jobs, chunksize=4))
    kinds = ("contradicted", "strained", "not ballistic", "unknown", "orbital", "undetermined", "consistent")
    print(f"{'':30}" + "".join(f"{k:>15}" for k in kinds))
    for what in dict.fromkeys(w for _, w, _ in found):
        count = Counter(v for _, w, v in found if w == what)
        print(f"{what:30}" + "".join(f"{count[k]:>15}" for k in kinds))
    for flight, what, verdict in found:
        if what == "as announced" and verdict != "consistent":
            print(f"{flight}: {verdict}")


if __name__ == "__main__":
    main()
