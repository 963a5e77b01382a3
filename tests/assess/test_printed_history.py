"""Statements about history that were really printed, against the answers settled by hand (tests/authorities)."""

import pytest
from benchmarks.bench_history import agrees, ours, settled

from trackside.desk import Desk
from trackside.library import load_library

# Of the rows in tests/authorities/history_statements.csv, so many agree at least; docs/accuracy.md explains the others.
LEAST_AGREEMENT, LEAST_OF_KOREA = 0.85, 0.93


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, bool]]:
    return [(row.country, agrees(row.answer, check)) for row, check in settled(ours(), Desk(load_library()))]


def test_enough_of_them_agree(outcomes: list[tuple[str, bool]]) -> None:
    assert len(outcomes) == 60
    assert sum(good for _, good in outcomes) >= LEAST_AGREEMENT * len(outcomes)


def test_nearly_all_agree_where_all_launches_are_held(outcomes: list[tuple[str, bool]]) -> None:
    held = [good for country, good in outcomes if country == "KP"]
    assert sum(held) >= LEAST_OF_KOREA * len(held)
