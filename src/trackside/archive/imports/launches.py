"""Rows of a table of launches as documents whose claims quote their cells: one document for each salvo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import final

from trackside.archive.held import Item
from trackside.archive.imports.entry import entry
from trackside.archive.imports.fault import Fault, Faults
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.line import Line, LineReader
from trackside.archive.imports.names import Names
from trackside.archive.imports.salvo import reading_of
from trackside.archive.imports.sheet import Row
from trackside.moment import Moment
from trackside.read import Lexicon

# Rows whose launch times follow each other within this are one salvo; reconcile takes such times for one, too.
SALVO = dt.timedelta(minutes=15)
# So many rows of one day are held at a time; the busiest day so far has 18.
MOST_OF_A_DAY = 1000
_COORDINATES = ("lat_deg", "lon_deg")


def read_launches(
    rows: Iterable[tuple[Row, str] | Fault], source: str, layout: Layout, *, taken: Moment, lexicon: Lexicon
) -> Generator[Item | Fault, None, int]:
    """Salvoes as documents with readings, and what could not be read, in the order of the rows.

    Parameters
    ----------
    rows : iterable of (Row, str) or Fault
        Rows with what each is called: ``row 17``, ``/timeBins/3/data/0``.
    source : str
        What to call the table.
    layout : Layout
        How it is laid out.
    taken : Moment
        When it was taken in.
    lexicon : Lexicon
        Whose units and hedges are understood.

    Returns
    -------
    int
        How many rows there were.
    """
    reader = LineReader(layout, taken.latest.date(), lexicon)
    maker = _Maker(source, layout, taken)
    count, last, held = 0, 0, list[Line]()
    for told in rows:
        number = told.row if isinstance(told, Fault) else told[0].number
        count, last = count + (number != last), number
        if isinstance(told, Fault):
            yield told
            continue
        row, place = told
        faults = Faults(row.number, place)
        line = reader.line(row, faults)
        yield from faults
        if line is None:
            continue
        if held and (line.day != held[0].day or len(held) >= MOST_OF_A_DAY):
            yield from maker.day(held)
            held = []
        held.append(line)
    yield from maker.day(held)
    return count


def salvoes(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows of one day grouped into salvoes: one system from one site, each time soon after one before; by first row."""
    groups: list[list[Line]] = []
    latest: dict[tuple[str, ...], list[list[Line]]] = {}
    for line in lines:
        of_event = latest.setdefault(line.event, [])
        home = next((g for g in of_event if _follows(line, g)), None)
        if home is None:
            home = []
            groups.append(home)
            of_event.append(home)
        home.append(line)
    return groups


def _follows(line: Line, group: Sequence[Line]) -> bool:
    """Whether a launch time is within a salvo of one before; one that is not told can be any."""
    if line.at is None:
        return True
    times = [x.at.earliest for x in group if x.at is not None]
    return not times or any(abs(line.at.earliest - t) <= SALVO for t in times)


@final
class _Maker:
    """Makes the items of one table; no two have the same name."""

    __slots__ = ("_layout", "_names", "_source", "_taken")

    def __init__(self, source: str, layout: Layout, taken: Moment) -> None:
        self._source, self._layout, self._taken = source, layout, taken
        self._names = Names()

    def day(self, lines: Sequence[Line]) -> Iterator[Item]:
        """The salvoes of one day."""
        for salvo in salvoes(lines):
            yield self._item(salvo)

    def _item(self, salvo: Sequence[Line]) -> Item:
        name = self._name(salvo)
        updated = max((x.updated for x in salvo if x.updated), default=None)
        first, last = salvo[0].row.number, salvo[-1].row.number
        made = entry(
            f"{self._layout.prefix}#{name}",
            [self._cells(x) for x in salvo],
            address=f"{self._source}#{first}" if first == last else f"{self._source}#{first}-{last}",
            taken=self._taken,
            title=f"{self._layout.name}: {name}",
            published=updated,
        )
        return Item(made.intake, made.document, reading_of(made, salvo, self._layout))

    def _name(self, salvo: Sequence[Line]) -> str:
        """Day, system and site; a later salvo of the same has its time, too, and what still is the same a number."""
        first = salvo[0]
        name = f"{first.day.name} {first.words.get('system', 'unknown')} {first.words.get('site', '')}".strip()
        return self._names.new(name, told_apart=f"{first.at.earliest:%H:%M}" if first.at else "")

    def _cells(self, line: Line) -> dict[str, str]:
        """A row under the names of the layout and in its order, then what else there is by name; without its number."""
        titles, row, told = self._layout.titles, line.row, dict[str, str]()
        for name, title in titles.items():
            if name in row.cells:
                kept = title if line.placed or name not in _COORDINATES else row.names[name]
                told[kept] = row.cells[name]
        for name in sorted(row.cells.keys() - titles.keys() - {"number"}):
            own = row.names[name]
            told[own if own not in told else f"{own} (again)"] = row.cells[name]
        return told
