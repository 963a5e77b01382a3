"""Errors planted into a clean table are found; the clean table raises hardly any alarm."""

import random
from collections import Counter

import pytest
from benchmarks.bench_audit import about, clean_rows, planted_together, plants, run

from trackside.archive.shipped import shipped_readings
from trackside.library import Library, load_library

# What the benchmark finds of each kind by itself lies above 0.9 but for clocks and days, which need a counterpart that
# tells of them; here errors of all kinds stand in one table, and each kind is planted a few times only.
ALL, EACH, FEWEST = 0.8, 0.5, 6


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_planted_errors_are_found(library: Library) -> None:
    planted, found = Counter[str](), Counter[str]()
    for seed in range(3):
        for name, (n, right) in planted_together(
            clean_rows(),
            random.Random(seed),  # noqa: S311 - nothing secret is drawn
            (library, shipped_readings()),
        ).items():
            planted[name] += n
            found[name] += right
    assert found.total() >= ALL * planted.total()
    assert len(planted) == len(plants())
    weak = {name: (found[name], n) for name, n in planted.items() if n >= FEWEST and found[name] < EACH * n}
    assert not weak


def test_clean_rows_raise_hardly_any_alarm(library: Library) -> None:
    rows = clean_rows()
    alarms = about(run(rows, library, shipped_readings()), [r["id"] for r in rows])
    assert len(rows) > 100
    assert len(alarms) <= 8
    assert sum(f.sureness >= 0.5 for f in alarms) <= 1
