"""Two writers at once, and death in the middle: what was told as stored is there, and nothing is half there."""

from __future__ import annotations

import random
import signal
import subprocess

import pytest

from tests.archive.nouns import sample
from tests.archive.places import child, contents, opened, rows, whole

ADDER = """
import sys
from tests.archive.nouns import sample
from trackside.archive import open_archive
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    with open_archive(sys.argv[1]) as archive:
        print(archive.add(*sample(n)).document_id, flush=True)
"""
IMPORTER = """
import sys
from tests.archive.nouns import sample
from trackside.archive import Item, open_archive
first, last = int(sys.argv[2]), int(sys.argv[3])
with open_archive(sys.argv[1]) as archive:
    for added in archive.add_many(Item(*sample(n)) for n in range(first, last)):
        print(added.document_id, flush=True)
"""
# As many tiny documents as can be made in a moment, so that an import of ten thousand is a matter of seconds. What is
# derived from each takes longer than all the rest; of so many it is left out, of fewer it is made.
MANY = """
import sys
from tests.archive.places import tiny
from trackside.archive import derive, open_archive
if int(sys.argv[2]) > 5000:
    derive.note = lambda *_given: None
with open_archive(sys.argv[1]) as archive:
    for added in archive.add_many(map(tiny, range(int(sys.argv[2])))):
        print(added.document_id, flush=True)
"""
DYING = """
import os, signal, sys
from tests.archive.nouns import sample
from trackside.archive import derive, open_archive
def dying(*_given):
    os.kill(os.getpid(), signal.SIGKILL)
derive.note = dying
with open_archive(sys.argv[1]) as archive:
    archive.add(*sample(1))
"""


def finished(*writers: subprocess.Popen[str]) -> list[list[str]]:
    said = [w.communicate(timeout=240) for w in writers]
    assert [w.returncode for w in writers] == [0] * len(writers), said
    return [out.split() for out, _ in said]


def killed_after(running: subprocess.Popen[str], lines: int) -> list[str]:
    """Kill it once it has told so many lines, and give every whole line it told."""
    assert running.stdout is not None
    assert running.stderr is not None
    told = [running.stdout.readline() for _ in range(lines)]
    running.kill()
    told += running.stdout
    running.wait(timeout=60)
    running.stdout.close()
    running.stderr.close()
    return [line.strip() for line in told if line.endswith("\n")]


@pytest.mark.parametrize("code", [ADDER, IMPORTER], ids=["one by one", "in batches"])
def test_two_writers_at_once_lose_nothing(where: str, code: str) -> None:
    # Both begin with nothing, and half of what they add is the same.
    finished(child(code, where, 0, 30), child(code, where, 15, 45))
    assert whole(where) == {sample(n)[1].id for n in range(45)}
    assert rows(where, "SELECT count(*), count(DISTINCT document_id) FROM standings") == [(45, 45)]
    assert rows(where, "SELECT count(*) FROM claims") == [(180,)]


def test_two_imports_at_once_lose_nothing(where: str) -> None:
    finished(child(IMPORTER, where, 0, 600), child(IMPORTER, where, 300, 900))
    assert whole(where) == {sample(n)[1].id for n in range(900)}
    assert rows(where, "SELECT count(*), max(number) FROM documents") == [(900, 900)]


def test_death_in_the_middle_of_an_addition_leaves_nothing_half(where: str) -> None:
    with opened(where) as archive:
        archive.add(*sample(0))
    before = contents(where)
    killed = child(DYING, where)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert whole(where) == {sample(0)[1].id}
    assert contents(where) == before


def test_a_killed_import_keeps_all_it_told_and_is_finished_by_the_next(where: str) -> None:
    everything = [sample(n)[1].id for n in range(600)]
    told = set[str]()
    for after in (1, 220):
        told |= set(killed_after(child(IMPORTER, where, 0, 600), after))
        held = whole(where)
        assert told <= held < set(everything)
        # Batches are stored whole and in order.
        assert held == set(everything[: len(held)])
        assert len(held) % 200 == 0
    finished(child(IMPORTER, where, 0, 600))
    assert whole(where) == set(everything)
    assert rows(where, "SELECT count(*), max(number) FROM standings") == [(600, 600)]


def test_an_import_of_many_is_killed_again_and_again(where: str) -> None:
    # A server takes longer over each.
    many = 2_000 if "://" in where else 10_000
    chance = random.Random(20260301)  # noqa: S311 - where to kill, not a secret
    told = set[str]()
    for _ in range(3):
        told |= set(killed_after(child(MANY, where, many), chance.randrange(1, many - 400)))
        _check_tiny(where, told, many)
    (last,) = finished(child(MANY, where, many))
    assert len(set(last)) == many
    _check_tiny(where, set(last), many)
    assert rows(where, "SELECT count(*), max(number) FROM documents") == [(many, many)]
    assert rows(where, "SELECT count(*) FROM claims") == [(many,)]


def _check_tiny(where: str, told: set[str], many: int) -> None:
    """Everything told is there; every document has its bytes, its reading, its mention and its claim."""
    held = {str(i) for (i,) in rows(where, "SELECT id FROM documents")}
    assert told <= held
    assert len(held) % 200 == 0 or len(held) == many
    if "://" not in where:
        assert rows(where, "PRAGMA integrity_check") == [("ok",)]
        assert rows(where, "PRAGMA foreign_key_check") == []
    parts = """SELECT count(*) FROM documents d JOIN evidence e ON e.sha256 = d.sha256
        JOIN standings s ON s.document_id = d.id JOIN readings r ON r.id = s.reading_id
        JOIN mentions m ON m.reading = r.number JOIN claims c ON c.reading = r.number"""
    assert rows(where, parts) == [(len(held),)]
    with opened(where) as archive:
        some = random.Random(1).sample(sorted(held), min(50, len(held)))  # noqa: S311
        assert [r.document.id for r in archive.readings(some)] == some
