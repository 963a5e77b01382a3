"""Statements about history that were really printed, against the answers settled by hand (tests/authorities)."""

import pytest
from benchmarks.bench_history import agrees, false_ones, ours, settled

from trackside.desk import Desk
from trackside.library import load_library
from trackside.measure import Verdict

# Of the rows in tests/authorities/history_statements.csv, so many agree at least; docs/accuracy.md explains the others.
LEAST_AGREEMENT, LEAST_OF_KOREA, LEAST_PLAIN = 0.83, 0.91, 32
# Statements made false on purpose that pass as true all the same, at most: printed ones and the project's own.
MOST_PASSED = {"printed": 0.1, "own": 0.1}


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, bool]]:
    return [(row.country, agrees(row.answer, check)) for row, check in settled(ours(), Desk(load_library()))]


def test_enough_of_them_agree(outcomes: list[tuple[str, bool]]) -> None:
    assert len(outcomes) == 60
    assert sum(good for _, good in outcomes) >= LEAST_AGREEMENT * len(outcomes)


def test_nearly_all_agree_where_all_launches_are_held(outcomes: list[tuple[str, bool]]) -> None:
    held = [good for country, good in outcomes if country == "KP"]
    assert sum(held) >= LEAST_OF_KOREA * len(held)


def test_enough_are_answered_plainly() -> None:
    plain = [r for r in ours() if r.answer in ("true", "false")]
    found = [agrees(row.answer, check) for row, check in settled(plain, Desk(load_library()))]
    assert (sum(found) >= LEAST_PLAIN, len(found)) == (True, 41)


def test_few_statements_made_false_pass_as_true() -> None:
    for name, made in false_ones(Desk(load_library())).items():
        assert len(made) > 40
        passed = [(words, v.how) for words, v, check in made if check.verdict is Verdict.CONSISTENT]
        assert len(passed) <= MOST_PASSED[name] * len(made), passed
