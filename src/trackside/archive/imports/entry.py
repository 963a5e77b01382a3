"""`Entry`: rows of a table as a document whose claims quote its cells, so that a table is a source like any article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.archive.intake import Intake
from trackside.archive.plain import dumped
from trackside.moment import Moment
from trackside.record import Document, Quote, digest, quote


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One or more rows of a table that tell of one launch, as a document.

    Attributes
    ----------
    document : Document
        Its text has a line ``Column: value`` for every cell that is not empty, and an empty line between rows.
    intake : Intake
        The rows as they stood in the table, as JSON: nothing of them is lost.
    cells : mapping of (row, column) to (start, end)
        Where each cell's value stands in the text; rows count from 0.
    """

    document: Document
    intake: Intake
    cells: Mapping[tuple[int, str], tuple[int, int]]

    def cell(self, row: int, column: str) -> Quote | None:
        """The words of one cell, or None where it is empty."""
        where = self.cells.get((row, column))
        return quote(self.document, *where) if where else None

    def words(self, row: int, column: str, start: int, end: int) -> Quote:
        """Some words of one cell, by their place in the cell's value."""
        first, _ = self.cells[row, column]
        return quote(self.document, first + start, first + end)


def entry(
    source: str,
    rows: Sequence[Mapping[str, str]],
    *,
    address: str,
    taken: Moment,
    title: str = "",
    published: dt.date | None = None,
) -> Entry:
    """Rows of a table as one document.

    Parameters
    ----------
    source : str
        A name that stays the same when the table is published anew (``cns#1984-04-09 Scud-B``): a later entry with the
        same name and other content takes the earlier one's place.
    rows : sequence of mapping
        Column to value as the table has it, line breaks within values made spaces; empty values are left out.
    address : str
        The table and where in it.
    taken : Moment
        When the table was taken in.
    title : str
        Begins the text, where given.
    published : date, optional
        The day the entry was made or last changed, where the table says so.
    """
    cells: dict[tuple[int, str], tuple[int, int]] = {}
    lines, at = [title] if title else [], len(title) + 1 if title else 0
    for number, row in enumerate(rows):
        if lines:
            lines.append("")
            at += 1
        for column, value in row.items():
            flat = " ".join(value.split())
            if not flat:
                continue
            start = at + len(column) + 2
            cells[number, column] = (start, start + len(flat))
            lines.append(f"{column}: {flat}")
            at = start + len(flat) + 1
    raw = dumped([dict(row) for row in rows]).encode()
    intake = Intake(raw, source, address, taken, digest(raw), "application/json")
    text = "\n".join(lines)
    document = Document(
        source, text, title=title, published=published, language="en", sha256=intake.sha256, title_end=len(title)
    )
    return Entry(document, intake, cells)
