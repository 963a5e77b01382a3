"""Tables as files: CSV in the encodings people save it in, and xlsx; rows one by one, under the names of a layout."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.archive.imports.fault import Fault
from trackside.archive.imports.layout import Columns, Layout
from trackside.errors import BadInput

# A header is looked for in so many rows; tables are published with a title and a notice above.
HEADER_WITHIN = 25
# A row of a file with more cells than this is no table of the field's.
MOST_CELLS = 500
_SEPARATORS = (",", ";", "\t")
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_GONE = re.compile("[\ufeff\u200b-\u200f\u2060]")
_NO_WORD = re.compile(r"[^0-9a-z]+")
_XLSX = b"PK\x03\x04"
# What XML and PostgreSQL cannot hold, and halves of characters.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Cells = Sequence[str]
# A row's number, its cells, and what kept it from being read.
Line = tuple[int, Cells, str]


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header.

    Attributes
    ----------
    number : int
        As a spreadsheet counts.
    cells : mapping
        Field to value; columns that belong to no field under their own names, behind a space.
    names : mapping
        Field to the column's own name.
    """

    number: int
    cells: Mapping[str, str]
    names: Mapping[str, str]


def read_rows(raw: bytes, source: str, layout: Layout) -> Iterator[Row | Fault]:
    """The rows of a table in a layout, empty ones passed over.

    Parameters
    ----------
    raw : bytes
        A CSV file (UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs) or an xlsx file.
    source : str
        What to call it in messages.
    layout : Layout
        Which columns are looked for.

    Raises
    ------
    BadInput
        When no header is recognised, or the file is no table that can be read.
    """
    found, seen = False, list[Cells]()
    for cells in _tables(raw, source, layout):
        yield from _below(cells, layout)
        found = True
        break
    if not found:
        seen = [c for _, c in zip(range(3), first_rows(raw, source), strict=False)]
        raise no_header(source, layout, next((c for c in seen if any(x.strip() for x in c)), ()))


def first_rows(raw: bytes, source: str) -> Iterator[Cells]:
    """The first rows of a file, to see what table it is; none where it is none."""
    if is_xlsx(raw):
        from trackside.archive.imports.xlsx import sheets

        for sheet in sheets(raw, source):
            yield from (cells for _, (_, cells, _) in zip(range(HEADER_WITHIN), sheet, strict=False))
    else:
        encoding = _encoding(raw)
        for separator in _SEPARATORS:
            records = _records(raw[:_SAMPLE], separator, encoding)
            yield from (cells for _, (_, cells, _) in zip(range(HEADER_WITHIN), records, strict=False))


def is_xlsx(raw: bytes) -> bool:
    """Whether bytes begin as a zip file does, which an xlsx file is."""
    return raw[:4] == _XLSX


def recognised(cells: Cells, columns: Columns) -> dict[str, int]:
    """Which field stands in which column of a header, by names that may differ in spaces, case and marks."""
    known = {key(name): field for field, names in columns.items() for name in names}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = known.get(key(cell))
        if field is not None and field not in found:
            found[field] = place
    return found


def key(name: str) -> str:
    """A column's name by what it says: lower case, without byte order marks, spaces and punctuation."""
    return _NO_WORD.sub(" ", _GONE.sub("", name).casefold()).strip()


def no_header(source: str, layout: Layout, seen: Cells) -> BadInput:
    """That a header was looked for in vain: what was given, which columns were wanted."""
    given = ", ".join(c.strip() for c in seen if c.strip())[:160] or "nothing"
    wanted = ", ".join(f'"{layout.columns[f][0]}"' for f in layout.needed)
    return BadInput(
        source,
        f"has no header of {layout.name}: it begins with {given}; columns {wanted} were wanted",
        "check --format, or put the header back",
    )


def words_of(value: str) -> str:
    """A cell on one line, with � where a letter cannot be kept."""
    clean = value if value.isascii() and value.isprintable() else _NO_TEXT.sub("\ufffd", value)
    return " ".join(clean.split())


def _tables(raw: bytes, source: str, layout: Layout) -> Iterator[Iterator[Line]]:
    """Every way to read the file in which a header stands near the top, the rows from that header on."""
    if is_xlsx(raw):
        from trackside.archive.imports.xlsx import sheets

        ways: Iterable[Iterator[Line]] = sheets(raw, source)
    else:
        encoding = _encoding(raw)
        ways = (_records(raw, separator, encoding) for separator in _SEPARATORS)
    for way in ways:
        for line, _ in zip(way, range(HEADER_WITHIN), strict=False):
            if set(layout.needed) <= set(recognised(line[1], layout.columns)):
                yield itertools.chain([line], way)
                break


def _below(table: Iterator[Line], layout: Layout) -> Iterator[Row | Fault]:
    _, header, _ = next(table)
    places = recognised(header, layout.columns)
    fields = {place: field for field, place in places.items()}
    names = {field: words_of(_GONE.sub("", header[place])) for field, place in places.items()}
    for place, cell in enumerate(header):
        if place not in fields:
            own = words_of(_GONE.sub("", cell)) or f"column {place + 1}"
            field = f" {own}"
            fields[place] = field if field not in names else f"{field} ({place + 1})"
            names[fields[place]] = own
    for number, cells, because in table:
        told = ((place, words_of(cell)) for place, cell in enumerate(cells))
        filled = {place: cell for place, cell in told if cell}
        if filled and max(filled) >= len(header):
            slipped = f"has {max(filled) + 1} cells where the header has {len(header)}: some have slipped"
            yield Fault(number, f"row {number}", f"{slipped}; the row is left out")
        elif because:
            yield Fault(number, f"row {number}", f"{because}; the row is left out")
        elif filled:
            yield Row(number, {fields[place]: cell for place, cell in filled.items()}, names)


def _records(raw: bytes, separator: str, encoding: str) -> Iterator[Line]:
    """The records of a CSV file (RFC 4180), each with its number."""
    text = io.TextIOWrapper(io.BytesIO(raw), encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)[:MOST_CELLS], ""
        except StopIteration:
            return
        except csv.Error as error:
            yield number, (), f"cannot be read ({error}; is a quotation mark left open?)"


def _encoding(raw: bytes) -> str:
    """UTF-16 by its mark, UTF-8 where all of it is, else Windows-1252, which Excel saves in."""
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(raw), _CHUNK):
            decoder.decode(raw[at : at + _CHUNK], at + _CHUNK >= len(raw))
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
