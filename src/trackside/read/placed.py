"""`Row`: things found in a text, in order of place, and `within`: those that begin between two offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Protocol, TypeVar, final


class Placed(Protocol):
    """Something found at an offset."""

    @property
    def start(self) -> int:
        """Where it begins."""


PlacedT = TypeVar("PlacedT", bound=Placed)
PlacedT_co = TypeVar("PlacedT_co", bound=Placed, covariant=True)
_START = attrgetter("start")


@final
class Row(tuple[PlacedT_co, ...]):
    """A tuple of things in order of place that keeps where each begins.

    Looking up a place is then a search among plain numbers, several times as fast as one that asks each thing.
    """

    starts: list[int]

    def __new__(cls, found: Iterable[PlacedT_co] = ()) -> Row[PlacedT_co]:
        """A row of things that are in order already."""
        row = super().__new__(cls, found)
        row.starts = [one.start for one in row]
        return row


def within(found: Sequence[PlacedT], start: int, end: int) -> Sequence[PlacedT]:
    """What begins between two offsets, of things in order of place."""
    if not found:
        return ()
    if isinstance(found, Row):
        starts = found.starts
        low = bisect_left(starts, start)
        return found[low : bisect_left(starts, end, low)] if low < len(starts) and starts[low] < end else ()
    low = bisect_left(found, start, key=_START)
    return found[low : bisect_left(found, end, lo=low, key=_START)]


def any_begins(starts: Mapping[str, Sequence[int]], groups: Iterable[str], start: int, end: int) -> bool:
    """Whether a word of any of some groups begins between two offsets, from where the words of each group begin."""
    for group in groups:
        at = starts.get(group)
        if at is not None:
            low = bisect_left(at, start)
            if low < len(at) and at[low] < end:
                return True
    return False


def first_after(found: Sequence[Any], place: int) -> int:
    """The number of the first thing that begins behind an offset; the one before it begins at the offset or before."""
    return bisect_right(found.starts, place) if isinstance(found, Row) else bisect_right(found, place, key=_START)
