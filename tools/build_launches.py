"""The shipped history, made from the shared tables and from the hand-kept decisions in tools/launches.

    python -m tools.build_launches SHARED

SHARED holds data/launch_facts.csv, data/cns_layout_sample.csv and data/tests.csv. Writes
src/trackside/archive/data/launches.csv and docs/data/launches.md. Every row of tests.csv must be spoken for, in
tools/launches/told.toml or by numbers equal to those of the other table; every number of it must be found in the row
it went to.
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from pathlib import Path

from tools.launches import events, korea, other
from tools.launches.events import COLUMNS, Event
from tools.launches.page import Row, page

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "trackside" / "archive" / "data"
TABLE, PAGE = DATA / "launches.csv", ROOT / "docs" / "data" / "launches.md"


def main() -> None:
    """Write the table and the page about it."""
    made = build(Path(sys.argv[1]) / "data")
    TABLE.write_text(table(made), encoding="utf-8", newline="")
    rows = [e.row() for e in made]
    PAGE.write_text(about(rows), encoding="utf-8")
    print(f"{TABLE.name}: {len(made)} launches")


def build(data: Path) -> list[Event]:
    """Every launch, the earliest first."""
    told = events.decisions("told.toml")["told"]
    korean = korea.launches(data, events.decisions("settled.toml")["missile"])
    rows = events.table(data / "tests.csv")
    everything = [*korean, *other.launches(rows, told)]
    events.add_tests(everything, rows, told)
    return sorted(everything, key=lambda e: (e.cells["date"], e.cells["id"]))


def table(made: list[Event]) -> str:
    """The table, byte for byte the same for the same launches."""
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows(e.row() for e in made)
    return text.getvalue()


def about(rows: list[dict[str, str]] | list[Row]) -> str:
    """The page about the table."""
    sources = tomllib.loads((DATA / "SOURCES.toml").read_text(encoding="utf-8"))
    korea_covered = sources["coverage"][0]
    return page(rows, (korea_covered["first"].isoformat(), korea_covered["last"].isoformat()))


if __name__ == "__main__":
    main()
