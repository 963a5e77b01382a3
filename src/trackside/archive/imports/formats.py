"""The formats by name, which of them some bytes are in, and one way to read any."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Protocol

from trackside.archive.held import Item
from trackside.archive.imports import beyond_parallel, cns, jsonl, nk_missile_tests
from trackside.archive.imports.fault import Fault
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.sheet import Cells, first_rows, recognised, words_of
from trackside.earth import Gazetteer
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.read import Lexicon

Told = Generator[Item | Fault, None, int]
# The layouts share some names of columns; one that names so many more than the next is meant.
_CLEAR_LEAD = 2
_NOTHING_BESIDE: Mapping[str, bytes] = {}


class Importer(Protocol):
    """Reads one format; what it does not need it does not look at."""

    def __call__(
        self,
        raw: bytes,
        source: str,
        *,
        taken: Moment,
        lexicons: Mapping[str, Lexicon],
        gazetteer: Gazetteer | None,
        beside: Mapping[str, bytes],
    ) -> Told:
        """Documents with readings and faults, in the order of the rows; gives how many rows there were."""
        ...


FORMATS: Mapping[str, Importer] = {
    "cns": lambda raw, source, *, taken, lexicons, **_: cns.read_table(raw, source, taken=taken, lexicons=lexicons),
    "nk-missile-tests": lambda raw, source, *, taken, lexicons, beside, **_: nk_missile_tests.read_table(
        raw, source, taken=taken, lexicons=lexicons, beside=beside
    ),
    "beyond-parallel": lambda raw, source, *, taken, lexicons, gazetteer, **_: beyond_parallel.read_table(
        raw, source, taken=taken, lexicons=lexicons, gazetteer=gazetteer
    ),
    "jsonl": lambda raw, source, *, taken, **_: jsonl.read_table(raw, source, taken=taken),
}
_LAYOUTS = {"cns": cns.LAYOUT, "nk-missile-tests": nk_missile_tests.LAYOUT, "beyond-parallel": beyond_parallel.LAYOUT}


def import_table(
    raw: bytes,
    source: str,
    format: str,  # noqa: A002 - the word of the command line
    *,
    taken: Moment,
    lexicons: Mapping[str, Lexicon],
    gazetteer: Gazetteer | None = None,
    beside: Mapping[str, bytes] = _NOTHING_BESIDE,
) -> Told:
    """What a table tells, one document with its reading after the other, and the faults of its rows between them.

    Parameters
    ----------
    raw : bytes
        The table.
    source : str
        What to call it.
    format : str
        One of `FORMATS`.
    taken : Moment
        When it was taken in.
    lexicons, gazetteer
        What prose and units are read with.
    beside : mapping
        Files that belong to it, by name (see `nk_missile_tests.BESIDE`).

    Raises
    ------
    BadInput
        For an unknown format, and for bytes that are in another.
    """
    if format not in FORMATS:
        raise BadInput(format, "is no format of tables that is known", f"use one of {', '.join(FORMATS)}")
    return FORMATS[format](raw, source, taken=taken, lexicons=lexicons, gazetteer=gazetteer, beside=beside)


def guess(raw: bytes, source: str) -> str:
    """The format that bytes are unmistakably in.

    Raises
    ------
    BadInput
        When they could be in several, or are in none.
    """
    if nk_missile_tests.is_tests(raw):
        return "nk-missile-tests"
    if source.lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return "jsonl"
    rows = tuple(first_rows(raw, source))
    counts = {name: max(_recognised(rows, layout), default=0) for name, layout in _LAYOUTS.items()}
    first, second = sorted(counts, key=lambda name: -counts[name])[:2]
    if counts[first] >= counts[second] + _CLEAR_LEAD:
        return first
    header = next((c for c in rows if sum(1 for x in c if x.strip()) > 1), ())
    given = ", ".join(words_of(x) for x in header if x.strip())[:100] or "none"
    could = " or ".join(name for name, count in counts.items() if count)
    told = f"could be {could}" if could else f"is no table that is known by its header ({given})"
    raise BadInput(source, told, f"say --format {'|'.join(FORMATS)}")


def _recognised(rows: Sequence[Cells], layout: Layout) -> Iterator[int]:
    """How many columns of a layout each of the first rows names, where it names all that are needed."""
    for cells in rows:
        places = recognised(cells, layout.columns)
        if places.keys() >= set(layout.needed):
            yield len(places)
