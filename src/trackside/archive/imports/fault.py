"""`Fault`: what of a row could not be read, and where in the table it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

# A cell is named in a message by so many of its letters.
_LONGEST_CELL = 40


@final
@dataclass(frozen=True, slots=True)
class Fault:
    """What of a row could not be read.

    Attributes
    ----------
    row : int
        Its number as a spreadsheet counts, the header being row 1; for JSON the number of the test or line, from 1.
    path : str
        Where in the table: ``row 17, "Apogee"``, ``/timeBins/3/data/0/apogee``.
    because : str
        What is wrong with it, and what was done.
    """

    row: int
    path: str
    because: str


class CellError(ValueError):
    """A cell that means nothing to us; the message is the end of a `Fault`."""


@final
class Faults:
    """The faults of one row, gathered while it is read: all of them, not only the first."""

    __slots__ = ("found", "place", "row")

    def __init__(self, row: int, place: str) -> None:
        self.row, self.place = row, place
        self.found: list[Fault] = []

    def add(self, column: str, because: str) -> None:
        """Note what is wrong with a cell, or with the row where no column is named."""
        self.found.append(Fault(self.row, self.path(column), because))

    def path(self, column: str) -> str:
        """Where a cell stands: by JSON pointer (RFC 6901) where the row has one, else by row and column."""
        if not column:
            return self.place
        if self.place.startswith("/"):
            return f"{self.place}/{column.replace('~', '~0').replace('/', '~1')}"
        return f'{self.place}, "{column}"'

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found)


def shown(cell: str) -> str:
    """A cell's words in quotation marks, cut where they are long."""
    flat = " ".join(cell.split())
    return f"'{flat if len(flat) <= _LONGEST_CELL else flat[: _LONGEST_CELL - 1] + '…'}'"
