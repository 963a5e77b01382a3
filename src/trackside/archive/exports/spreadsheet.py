"""CSV: for spreadsheets and statistics; UTF-8, RFC 4180, no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from trackside.archive.exports.columns import CLAIM_COLUMNS, LAUNCH_COLUMNS, Cell, Column, claim_rows, launch_row
from trackside.archive.exports.selection import Selection

# What makes a spreadsheet take a text for a formula, also in the wide forms of East Asian keyboards (OWASP, "CSV
# Injection"). Such a text gets an apostrophe before it; so does one that looks as if it had got one already, so that
# taking one apostrophe away always gives the text back.
_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_RAN = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")


def write(path: Path, selection: Selection) -> None:
    """One row for each claim, or for each launch."""
    columns, rows = rows_of(selection)
    encoding = "utf-8-sig" if selection.wanted.bom else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file)
        out.writerow(c.name for c in columns)
        out.writerows([*map(cell_text, row)] for row in rows)


def rows_of(selection: Selection) -> tuple[tuple[Column, ...], Iterator[tuple[Cell, ...]]]:
    """The columns and the rows of the table asked for."""
    if selection.wanted.per == "launch":
        return LAUNCH_COLUMNS, map(launch_row, selection.drawn())
    return CLAIM_COLUMNS, _flat(claim_rows(told) for told in selection.launches())


def cell_text(cell: Cell) -> str:
    """A cell as `written`, and such that no spreadsheet runs it."""
    return safe(cell) if isinstance(cell, str) else written(cell)


def written(cell: Cell) -> str:
    """A cell as text: numbers in full, times in UTC, an empty text for what is not known."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else str(plain_cell(cell))


def plain_cell(cell: Cell) -> str | float | int | bool | None:
    """A cell without kinds of its own for days and times: these are ISO texts, times in UTC ending in Z."""
    if isinstance(cell, dt.datetime):
        return cell.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def safe(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def unsafe(text: str) -> str:
    """The text that `safe` was given."""
    return text[1:] if _RAN.match(text) else text


def _flat(rows: Iterable[Iterable[tuple[Cell, ...]]]) -> Iterator[tuple[Cell, ...]]:
    return (row for some in rows for row in some)
