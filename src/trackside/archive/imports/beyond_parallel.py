"""The database of North Korean provocations of CSIS Beyond Parallel: one event a row, told in prose, which is read.

Layout: docs/rooms/archive.md, "Importing tables".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from typing import final

from trackside.archive.held import Item
from trackside.archive.imports.cells import is_nothing, without_marks
from trackside.archive.imports.dates import LOCAL, Told, day_told
from trackside.archive.imports.entry import Entry, entry
from trackside.archive.imports.fault import CellError, Fault, Faults, shown
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.moved import moved
from trackside.archive.imports.names import Names
from trackside.archive.imports.sheet import Row, read_rows
from trackside.earth import Gazetteer
from trackside.moment import Moment
from trackside.read import Lexicon, read
from trackside.record import Claim, Document, Mention, Modality, Quote, Reading, Source, Value, quote

SPEAKER = Source("CSIS Beyond Parallel")
LAYOUT = Layout(
    name="North Korean provocations (CSIS Beyond Parallel)",
    prefix="beyond-parallel",
    speaker=SPEAKER,
    columns={
        "date": ("date", "event date"),
        "type": ("type", "provocation type", "category"),
        "event": ("event", "event type", "provocation"),
        "description": ("description", "details", "summary"),
        "resources": ("resources", "resource", "source", "sources", "link"),
    },
    titles={x: x for x in ("date", "type", "event", "description", "resources")},
    needed=("date", "event", "description"),
    country_words="North Korean",
)
# What the name of an event says of the weapon, the narrower first.
_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"short[- ]range ballistic|\bSRBM", "SRBM"),
        (r"medium[- ]range ballistic|\bMRBM", "MRBM"),
        (r"intermediate[- ]range ballistic|\bIRBM", "IRBM"),
        (r"inter-?continental ballistic|\bICBM", "ICBM"),
        (r"submarine[- ]launched ballistic|\bSLBM", "SLBM"),
        (r"cruise missile", "cruise"),
        (r"satellite launch", "space_launch"),
        (r"\bMLRS\b", "rocket_artillery"),
        (r"anti-aircraft|surface-to-air", "other"),
        (r"ballistic missile", "ballistic"),
    )
)
_LAUNCH = re.compile(r"\bmissile|\b(?:satellite|rocket) la(?:un|nu)ch|\bMLRS\b", re.IGNORECASE)
# A row may tell of two weapons at once; its name then says the kind of neither.
_SEVERAL = re.compile(r"[/&]| and ", re.IGNORECASE)


def read_table(
    raw: bytes, source: str, *, taken: Moment, lexicons: Mapping[str, Lexicon], gazetteer: Gazetteer | None = None
) -> Generator[Item | Fault, None, int]:
    """Every row as a document with what is read in its description; gives how many rows there were.

    Rows that the table does not call a launch are documents without one. Where the description tells of none although
    the row is called one, the row's day and kind are claimed.

    Parameters
    ----------
    raw : bytes
        CSV.
    source : str
        What to call it.
    taken : Moment
        When it was taken in.
    lexicons : mapping of language code to Lexicon
        The words of each language that can be read.
    gazetteer : Gazetteer, optional
        Places by name.

    Raises
    ------
    BadInput
        When it is no such table.
    """
    count, maker = 0, _Maker(source, taken, lexicons, gazetteer)
    for row in read_rows(raw, source, LAYOUT):
        count += 1
        if isinstance(row, Fault):
            yield row
            continue
        faults = Faults(row.number, f"row {row.number}")
        item = maker.item(row, faults)
        yield from faults
        if item is not None:
            yield item
    return count


@final
class _Maker:
    """Makes the items of one table."""

    __slots__ = ("_gazetteer", "_lexicons", "_names", "_source", "_taken")

    def __init__(
        self, source: str, taken: Moment, lexicons: Mapping[str, Lexicon], gazetteer: Gazetteer | None
    ) -> None:
        self._source, self._taken, self._lexicons, self._gazetteer = source, taken, lexicons, gazetteer
        self._names = Names()

    def item(self, row: Row, faults: Faults) -> Item | None:
        """A row with a day as a document; what is wrong with it is noted."""
        day = self._day(row, faults)
        if day is None:
            return None
        event = row.cells.get("event", "")
        name = self._names.new(f"{day.name} {event}".strip())
        cells = {row.names[field]: cell for field, cell in row.cells.items()}
        cells |= {title: row.cells[field] for field, title in LAYOUT.titles.items() if field in row.cells}
        made = entry(
            f"{LAYOUT.prefix}#{name}",
            [{title: cells[title] for title in _order(row)}],
            address=f"{self._source}#{row.number}",
            taken=self._taken,
            title=f"{LAYOUT.name}: {name}",
            published=day.first if day.is_day else None,
        )
        return Item(made.intake, made.document, self._reading(made, row, day, faults))

    def _day(self, row: Row, faults: Faults) -> Told | None:
        cell = row.cells.get("date", "")
        if is_nothing(cell):
            faults.add(row.names["date"], "tells no day; the row is left out")
            return None
        try:
            return day_told(without_marks(cell), self._taken.latest.date())
        except CellError as error:
            faults.add(row.names["date"], f"{error}; the row is left out")
            return None

    def _reading(self, made: Entry, row: Row, day: Told, faults: Faults) -> Reading:
        found = self._prose(made, row, faults)
        event = row.cells.get("event", "")
        if not _LAUNCH.search(f"{row.cells.get('type', '')} {event}"):
            if found.mentions:
                faults.add(
                    row.names["description"], f"reads like a launch, the row is called {shown(event)}; kept without"
                )
            return Reading(made.document)
        if not found.mentions and not _LAUNCH.search(event):
            faults.add(
                row.names["description"], f"no launch is found in its words, nor in {shown(event)}; kept without"
            )
            return found
        if not found.mentions:
            faults.add(row.names["description"], "no launch is found in its words; the row's day and kind are claimed")
            found = Reading(made.document, (Mention(made.document.id, 0, LAYOUT.country, None, main=True),))
        return _with_columns(found, made, row, day)

    def _prose(self, made: Entry, row: Row, faults: Faults) -> Reading:
        """What is read in the description alone, told of the whole entry."""
        where = made.cells.get((0, "description"))
        if where is None:
            return Reading(made.document)
        alone = Document(made.document.source, made.document.text[slice(*where)], published=made.document.published)
        try:
            found = read(alone, self._lexicons, self._gazetteer)
        except Exception as error:  # a mistake of ours at one row is no reason to lose the others
            told = f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
            faults.add(row.names["description"], f"made the reader fail ({told}); please report it with the row")
            return Reading(made.document)
        return moved(found, made.document, where[0], narrator=SPEAKER)


def _order(row: Row) -> Iterator[str]:
    """Titles in the order of an entry's text."""
    yield from (title for field, title in LAYOUT.titles.items() if field in row.cells)
    yield from sorted({row.names[f] for f in row.cells if f not in LAYOUT.titles} - set(LAYOUT.titles.values()))


def _with_columns(found: Reading, made: Entry, row: Row, day: Told) -> Reading:
    """With the day and the kind of the columns, of the first launch, and its day where the prose leaves it open."""
    first, told = found.mentions[0], day.moment(LOCAL)
    if first.date is None or (
        _open(first.date) and first.date.earliest <= told.latest and told.earliest <= first.date.latest
    ):
        first = replace(first, date=told)
    claims = [
        *found.claims,
        _claim(first, "launch_date", told, made.words(0, "date", 0, len(without_marks(row.cells["date"])))),
    ]
    kind, words = _kind(made, row)
    if kind and words and not first.kind:
        first = replace(first, kind=kind)
        claims.append(_claim(first, "kind", kind, words))
    if not found.claims:
        start = LAYOUT.name.index(LAYOUT.country_words)
        claims.append(
            _claim(first, "country", LAYOUT.country, quote(made.document, start, start + len(LAYOUT.country_words)))
        )
    return replace(found, mentions=(first, *found.mentions[1:]), claims=tuple(claims))


def _open(moment: Moment) -> bool:
    """Whether a date of the prose is worked out and wider than a day."""
    return moment.latest - moment.earliest > dt.timedelta(days=1)


def _kind(made: Entry, row: Row) -> tuple[str, Quote | None]:
    """What the name of the event says of the weapon, with its words."""
    event = row.cells.get("event", "")
    if _SEVERAL.search(event):
        return "", None
    for pattern, kind in _KINDS:
        if match := pattern.search(event):
            return kind, made.words(0, "event", match.start(), match.end())
    return "", None


def _claim(mention: Mention, attribute: str, value: Value, words: Quote) -> Claim:
    return Claim(mention.id, attribute, value, SPEAKER, Modality.ASSERTED, words)
