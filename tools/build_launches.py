"""The shipped history, made from the shared tables and from the hand-kept decisions in tools/launches.

    python tools/build_launches.py SHARED

SHARED holds data/launch_facts.csv, data/cns_layout_sample.csv and data/tests.csv. Writes
src/trackside/archive/data/launches.csv. Every row of tests.csv must be spoken for, in tools/launches/told.toml or by
numbers equal to those of the other table; every number of it must be found in the row it went to.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.launches import events, korea, other
from tools.launches.events import COLUMNS, Event

OUT = Path(__file__).parents[1] / "src" / "trackside" / "archive" / "data" / "launches.csv"


def main() -> None:
    """Write the table and say how large it is."""
    data = Path(sys.argv[1]) / "data"
    made = list(build(data))
    write(OUT, made)
    print(f"{OUT.name}: {len(made)} launches, {sum(map(missiles, made))} missiles")


def missiles(event: Event) -> int:
    """How many missiles a launch has by the table's first count; 1 where none is told."""
    return int(re.split(r"\D", event.cells["count"])[0] or 1)


def build(data: Path) -> Iterator[Event]:
    """Every launch, the earliest first."""
    told = events.decisions("told.toml")["told"]
    korean = korea.launches(data, events.decisions("settled.toml")["missile"])
    rows = list(csv.DictReader((data / "tests.csv").open(encoding="utf-8", newline="")))
    everything = [*korean, *other.launches(rows, told)]
    events.add_tests(everything, rows, told)
    yield from sorted(everything, key=lambda e: (e.cells["date"], e.cells["id"]))


def write(path: Path, made: Iterable[Event]) -> None:
    """The table, byte for byte the same for the same launches."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()
        for event in made:
            out.writerow(event.row())


if __name__ == "__main__":
    main()
