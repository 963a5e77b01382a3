"""The formats by name, which of them some bytes are in, and one way to read any."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Protocol

from trackside.archive.imports import beyond_parallel, cns, jsonl, nk_missile_tests
from trackside.archive.imports.fault import Fault
from trackside.archive.imports.item import Item
from trackside.archive.imports.sheet import first_rows, recognised
from trackside.earth import Gazetteer
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.read import Lexicon

Told = Generator[Item | Fault, None, int]
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
    header = next((c for c in first_rows(raw, source) if sum(1 for x in c if x.strip()) > 1), ())
    found = [
        name
        for name, layout in _LAYOUTS.items()
        if any(set(layout.needed) <= set(recognised(cells, layout.columns)) for cells in first_rows(raw, source))
    ]
    if len(found) == 1:
        return found[0]
    given = ", ".join(x.strip() for x in header if x.strip())[:100]
    told = f"could be {' or '.join(found)}" if found else f"is no table that is known by its header ({given or 'none'})"
    raise BadInput(source, told, f"say --format {'|'.join(FORMATS)}")
