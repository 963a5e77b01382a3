"""`Line`: what the cells of one row mean; whatever cannot be read is noted, and the rest comes in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, final

from trackside.archive.imports.cells import (
    KINDS,
    OUTCOMES,
    STATUSES,
    Lengths,
    damaged,
    degrees,
    is_nothing,
    length_reader,
    one_of,
    without_marks,
)
from trackside.archive.imports.dates import LOCAL, UTC, Clock, Told, clock_told, day_told
from trackside.archive.imports.fault import CellError, Faults, shown
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.sheet import Row, key
from trackside.moment import Moment
from trackside.read import Lexicon
from trackside.record import Modality

_T = TypeVar("_T")
_SPREADSHEET_ERROR = re.compile(r"#[A-Z0/]+[!?]")
_KIND, _OUTCOME = one_of(KINDS, "kind of missile"), one_of(OUTCOMES, "outcome")
_STATUS = one_of(STATUSES, "status")
_A_DAY = dt.timedelta(days=1)


@final
@dataclass(frozen=True, slots=True)
class Line:
    """What the cells of one row mean.

    Attributes
    ----------
    row : Row
        The cells.
    day : Told
        The day (month, year) as written.
    zone : str
        The zone the day is told in: that of the launch time, or the launch site's where there is none.
    at : Moment or None
        The launch time.
    updated : datetime.date or None
        When the row was made or last changed.
    words : mapping
        ``system``, ``kind``, ``site``, ``landing`` and ``outcome``, where told.
    lengths : mapping
        ``range`` and ``apogee``, where told.
    modality : Modality
        How firmly the row stands.
    placed : bool
        Whether the site's coordinates are told, and can be.
    doubts : mapping
        Field to what is likely wrong with its cell.
    """

    row: Row
    day: Told
    zone: str
    at: Moment | None = None
    updated: dt.date | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[str, Lengths] = field(default_factory=dict)
    modality: Modality = Modality.ASSERTED
    placed: bool = False
    doubts: Mapping[str, str] = field(default_factory=dict)

    @property
    def event(self) -> tuple[str, ...]:
        """What the rows of one salvo have in common besides the time."""
        return (self.day.name, *(self.words.get(x, "").casefold() for x in ("system", "kind", "site")))


@final
class LineReader:
    """Reads the rows of one table."""

    __slots__ = ("_in_km", "_layout", "_length", "_taken")

    def __init__(self, layout: Layout, taken: dt.date, lexicon: Lexicon) -> None:
        self._layout, self._taken = layout, taken
        self._length, self._in_km = length_reader(lexicon, layout.bare_unit), length_reader(lexicon, "km")

    def line(self, row: Row, faults: Faults) -> Line | None:
        """What a row means, or None where it tells no day; whatever cannot be read is noted, all of it."""
        doubts = dict(_damage(row, faults))
        day = self._day(row, faults)
        time = _cell(row, "time", faults, clock_told)
        updated = _cell(row, "updated", faults, self._day_told)
        made = updated.first if updated and updated.first == updated.last else None
        words, lengths = self._words(row, faults), self._lengths(row, faults)
        status = _cell(row, "status", faults, _STATUS)
        placed = _is_placed(row, words, faults)
        if day is None:
            return None
        zone = (time.zone or UTC) if time else LOCAL
        at = self._at(row, day, time, faults, doubts)
        self._doubt_day(row, day, made, faults, doubts)
        modality = Modality(status) if status else Modality.ASSERTED
        return Line(row, day, zone, at, made, words, lengths, modality, placed=placed, doubts=doubts)

    def _day_told(self, cell: str) -> Told:
        return day_told(cell, self._taken)

    def _day(self, row: Row, faults: Faults) -> Told | None:
        """The day, without which a row is lost."""
        if not is_nothing(cell := row.cells.get("date", "")):
            try:
                return self._day_told(without_marks(cell))
            except CellError as error:
                alone = len(row.cells) == 1
                faults.add(row.names["date"], f"{error}; {'a note? ' if alone else ''}the row is left out")
        elif len(row.cells) == 1:
            faults.add("", f"only {shown(next(iter(row.cells.values())))}: a note and no launch; left out")
        else:
            faults.add(row.names["date"], "tells no day; the row is left out")
        return None

    def _at(self, row: Row, day: Told, time: Clock | None, faults: Faults, doubts: dict[str, str]) -> Moment | None:
        if time is None:
            return None
        column, cell = row.names["time"], row.cells["time"]
        if not day.is_day:
            faults.add(column, f"{shown(cell)} is the time of a day, and none is told; left out")
            return None
        if time.on not in (None, day.first):
            faults.add(column, f"{shown(cell)} is of another day than {day.name}; left out")
            return None
        if doubt := self._layout.clock_doubt(cell, time):
            doubts["time"] = doubt
            faults.add(column, f"{doubt}; taken as written, with this doubt")
        return time.moment(day.first, UTC)

    def _doubt_day(self, row: Row, day: Told, made: dt.date | None, faults: Faults, doubts: dict[str, str]) -> None:
        """A day after that of the entry, or of the table, is a slip, most often in the month or the year."""
        slip = ""
        if made is not None and day.first > made + _A_DAY:
            slip = f"the row was made or changed on {made}, before this day: a slip in the month or the year?"
        elif day.first > self._taken + _A_DAY:
            slip = f"this day comes after {self._taken}, when the table was taken"
        if slip:
            faults.add(row.names["date"], f"{slip} Taken as written, with this doubt")
        if doubt := "; ".join(x for x in (doubts.get("date", ""), day.doubt, slip) if x):
            doubts["date"] = doubt

    def _words(self, row: Row, faults: Faults) -> dict[str, str]:
        readers: Mapping[str, Callable[[str], str]] = {
            "system": _words_told,
            "kind": _KIND,
            "site": _words_told,
            "landing": lambda cell: _words_told(self._layout.landings.get(cell, cell)),
            "outcome": _OUTCOME,
        }
        told = {name: _cell(row, name, faults, read) for name, read in readers.items()}
        return {name: value for name, value in told.items() if value}

    def _length_of(self, row: Row, name: str) -> Callable[[str], Lengths]:
        """A column that is called "Apogee (km)" says the unit of all its numbers."""
        return self._in_km if key(row.names.get(name, "")).endswith(" km") else self._length

    def _lengths(self, row: Row, faults: Faults) -> dict[str, Lengths]:
        told = {name: _cell(row, name, faults, self._length_of(row, name)) for name in ("range", "apogee")}
        for name, lengths in told.items():
            if lengths and lengths.unread:
                faults.add(row.names[name], lengths.unread)
        return {name: lengths for name, lengths in told.items() if lengths and lengths.found}


def _cell(row: Row, name: str, faults: Faults, read: Callable[[str], _T]) -> _T | None:
    """What a cell means; None where it tells nothing or cannot be read."""
    cell = row.cells.get(name, "")
    if is_nothing(cell):
        return None
    try:
        return read(without_marks(cell))
    except CellError as error:
        faults.add(row.names[name], str(error))
        return None


def _words_told(cell: str) -> str:
    if _SPREADSHEET_ERROR.fullmatch(cell):
        raise CellError(f"{cell} is an error of the spreadsheet; left out")
    return cell


def _damage(row: Row, faults: Faults) -> Mapping[str, str]:
    """Cells with letters that were read in a wrong encoding before; they are kept as they stand."""
    doubts = {}
    for name, cell in row.cells.items():
        if letters := damaged(cell):
            doubts[name] = f"its letters were damaged before ({letters})"
            faults.add(row.names[name], f"{doubts[name]}; kept as they stand")
    return doubts


def _is_placed(row: Row, words: Mapping[str, str], faults: Faults) -> bool:
    """Whether both coordinates of a known site are told, and can be."""
    both = {name: _cell(row, name, faults, _degrees(most)) for name, most in (("lat_deg", 90.0), ("lon_deg", 180.0))}
    if None in both.values():
        for name in both:
            if is_nothing(row.cells.get(name, "")) and any(x is not None for x in both.values()):
                faults.add(row.names.get(name, name), "is missing beside the other coordinate")
        return False
    if "site" not in words and "site" in row.names:
        faults.add(row.names["lat_deg"], "coordinates of a site that is not known; kept in the text alone")
        return False
    return True


def _degrees(most: float) -> Callable[[str], float]:
    return lambda cell: degrees(cell, most)
