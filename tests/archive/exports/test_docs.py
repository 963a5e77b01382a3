"""The pages say what is written: every column, every suffix, every record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import schema
from trackside.archive.exports import FORMATS
from trackside.archive.exports.columns import CLAIM_COLUMNS, LAUNCH_COLUMNS, Column

DOCS = Path(__file__).parents[3] / "docs"
COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")
ROOM = (DOCS / "rooms" / "archive.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("column", [*CLAIM_COLUMNS, *LAUNCH_COLUMNS[:9]], ids=lambda c: c.name)
def test_every_column_stands_in_the_table_with_what_it_means(column: Column) -> None:
    assert f"| `{column.name}` | {column.kind} | {column.about} |" in COMMANDS


def test_every_ending_of_a_launch_s_columns_is_told() -> None:
    points = {"place", "lat_deg", "lon_deg", "uncertainty_m", "point_from"}
    for c in LAUNCH_COLUMNS[9:]:
        role, _, ending = c.name.partition("_")
        if (role in {"site", "landing"} and ending in points) or c.name.endswith(("_said_by", "_values", "_agreed")):
            continue
        # What is told of one attribute with "alike" or dots behind it holds for the others of its kind.
        alike = c.name.replace("apogee", "range").replace("time_low_s", "time_s").replace("time_high_s", "time_s")
        assert f"`{alike.replace('count_high', 'count_low')}`" in COMMANDS, c.name


def test_every_suffix_is_told() -> None:
    assert all(f"`{suffix}`" in COMMANDS for suffix in FORMATS)


def test_every_record_of_the_stream_is_told() -> None:
    records = set(schema.load("archive")["$defs"]) - {"sha256"}
    assert all(f"`{name}`" in ROOM.split("## Exports")[1].split("\n## ")[0] for name in records)
