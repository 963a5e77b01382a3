"""Parquet: the same columns as CSV, typed, in row groups; by pyarrow, which is an extra of the package."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from trackside.archive.exports.columns import Cell, Column, Kind
from trackside.archive.exports.selection import Selection
from trackside.archive.exports.spreadsheet import rows_of
from trackside.errors import BadInput

# Rows held in memory at a time; large enough to compress well, small enough for any machine.
GROUP = 16_384


def write(path: Path, selection: Selection) -> None:
    """One row for each claim, or for each launch.

    Raises
    ------
    BadInput
        Where pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    columns, rows = rows_of(selection)
    schema = _schema(arrow, columns)
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        for group in _groups(rows):
            by_column = zip(zip(*group, strict=True), schema, strict=True)
            arrays = [arrow.array(cells, field.type) for cells, field in by_column]
            out.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        advice = "pip install 'trackside[parquet]', or write .csv"
        raise BadInput(".parquet", "is written by pyarrow, which is not installed", advice) from error
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, columns: Sequence[Column]) -> Any:
    types = {
        Kind.TEXT: arrow.string(),
        Kind.NUMBER: arrow.float64(),
        Kind.WHOLE: arrow.int32(),
        Kind.FLAG: arrow.bool_(),
        Kind.DAY: arrow.date32(),
        Kind.TIME: arrow.timestamp("us", tz="UTC"),
    }
    return arrow.schema([arrow.field(c.name, types[c.kind], metadata={"about": c.about}) for c in columns])


def _groups(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    while group := list(itertools.islice(rows, GROUP)):
        yield group
