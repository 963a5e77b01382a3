"""What settling costs against the number of mentions: all at once, and one more document.

python benchmarks/bench_reconcile.py [MENTIONS ...]

Made-up mentions of 600 launches in 7 countries, the best known told of a hundred times as often as the least: 10 %
dated in UTC, 7 % by month or year, 2.5 % on a wrong day, and a share, printed with each figure, not dated at all;
names, figures and launch times left out or off in part; no sentence alike, so that nothing is compared for free.
Seconds are of one core's work.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple, final

from trackside.reconcile import Shelf, Traits, rulings

LAUNCHES, NEWCOMERS = 600, 100
COUNTRIES = ("KP", "KP", "KP", "KP", "KP", "KP", "IN", "RU", "CN", "IR", "US", "KR")
SIZES = (1_000, 10_000, 100_000, 200_000)
UNDATED = (0.005, 0.2)
DAY_S = 86_400.0


@final
class Flown(NamedTuple):
    """A launch as it was."""

    country: str
    day: dt.date
    clock_s: float
    words: dict[str, str]
    numbers: dict[str, float]


def flown(some: random.Random) -> Flown:
    """Any launch."""
    words = {"kind": some.choice(["srbm", "icbm", "cruise", "mrbm", "irbm"]), "platform": "road"}
    words |= {"site": f"site{some.randrange(20)}", "system": f"system {some.randrange(1, 30)}"}
    numbers = {"range": 1e3 * some.randrange(100, 9000), "apogee": 1e3 * some.randrange(30, 6000)}
    numbers |= {"flight_time": float(some.randrange(300, 4000))}
    day = dt.date(1998, 1, 1) + dt.timedelta(days=some.randrange(9800))
    return Flown(some.choice(COUNTRIES), day, some.randrange(86_400), words, numbers)


def dated(x: Flown, some: random.Random, undated: float) -> tuple[float | None, float | None, str]:
    """The span of a date as somebody tells it, and its name."""
    midnight = dt.datetime.combine(x.day, dt.time(), dt.UTC).timestamp()
    local = midnight - (0.0 if some.random() < 0.1 else 9 * 3600.0)
    told = some.random()
    if some.random() < undated:
        return None, None, ""
    if told < 0.01:
        first = dt.datetime(x.day.year, 1, 1, tzinfo=dt.UTC).timestamp()
        return first, first + 365 * DAY_S, str(x.day.year)
    if told < 0.07:
        first = local - (x.day.day - 1) * DAY_S
        return first, first + 30 * DAY_S, f"{x.day:%Y-%m}"
    slip = some.choice([-1, 1, 365]) if told < 0.095 else 0
    return local + slip * DAY_S, local + (slip + 1) * DAY_S - 1, str(x.day + dt.timedelta(days=slip))


def mentions(count: int, undated: float, seed: int = 1) -> Iterator[Traits]:
    """That many mentions, two to a document; such a share of them without a date."""
    some = random.Random(seed)
    launches = [flown(some) for _ in range(LAUNCHES)]
    known = [1 / (1 + n) ** 0.7 for n in range(LAUNCHES)]
    for n, x in enumerate(some.choices(launches, known, k=count)):
        earliest, latest, day = dated(x, some, undated)
        clock = dt.datetime.combine(x.day, dt.time(), dt.UTC).timestamp() - 9 * 3600 + x.clock_s
        clock += 60.0 * some.randrange(-2, 3)
        off = {k: v * some.choice([1, 1, 1, 1.02, 0.97, 0.5]) for k, v in x.numbers.items()}
        yield Traits(
            mention_id=f"mention-{some.getrandbits(48):012x}",
            document_id=f"document-{n // 2}",
            company=f"document-{n // 2}",
            country=x.country,
            main=some.random() < 0.5,
            published=str(x.day + dt.timedelta(days=some.randrange(3))),
            earliest=earliest,
            latest=latest,
            day=day,
            words={k: (v,) if some.random() < 0.5 else () for k, v in x.words.items()},
            numbers={k: (round(v),) if some.random() < 0.6 else () for k, v in off.items()},
            clocks=((clock, clock),) if some.random() < 0.4 else (),
            marks=frozenset(some.getrandbits(60) for _ in range(3)),
        )


def measured(count: int, undated: float) -> str:
    """One line on what that many mentions cost, the last documents one by one."""
    made = list(mentions(count, undated))
    shelf, first = Shelf(rulings(())), len(made) - 2 * NEWCOMERS
    began = time.process_time()
    shelf.bring(made[:first], afresh=True)
    whole_s = time.process_time() - began
    each_s = []
    for n in range(first, len(made), 2):
        began = time.process_time()
        shelf.bring(made[n : n + 2])
        each_s.append(time.process_time() - began)
    each_s.sort()
    launches = sum(1 for _ in shelf.launches())
    typical, slow, slowest = (1e3 * each_s[int(part * (len(each_s) - 1))] for part in (0.5, 0.95, 1.0))
    return (
        f"{count:9,} mentions, {100 * undated:4.1f} % undated {whole_s:8.2f} s {1e6 * whole_s / first:6.0f} us each "
        f"{launches:6,} launches   one more document: {typical:.1f} ms (95 %: {slow:.1f}, slowest {slowest:.0f})"
    )


if __name__ == "__main__":
    for size in [int(x) for x in sys.argv[1:]] or SIZES:
        for undated in UNDATED:
            print(measured(size, undated), flush=True)
