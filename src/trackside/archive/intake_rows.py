"""Documents by the thousand: JSON Lines and Parquet, one row after the other; each becomes one line of JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from trackside.archive.intake_piece import LeftOut, Piece, piece
from trackside.archive.intake_unpack import Allowance, opened
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.read.page import RECORD

# What one line may hold; it is the reader's limit for one document.
LONGEST_LINE = 20_000_000
# So many rows of a Parquet file are in memory at a time.
ROWS_AT_A_TIME = 64
# What of a Parquet file is read; other columns stay where they are.
COLUMNS = ("id", "text", "published", "url", "title", "language")
_CHUNK = 1 << 20


def from_json_lines(file: BufferedReader, source: str, now: Moment) -> Iterator[Piece]:
    """Each line of a file of JSON Lines, packed with gzip or not; empty lines count but are passed over."""
    lines = opened(file, Allowance(source))
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            size = len(line) + _rest_of_line(lines)
            yield LeftOut(f"{source}:{number}", f"is a line of {size / 1e6:.0f} MB, the most is 20 MB", "split it")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            raw = line.strip(b"\r\n")
            yield piece(raw, _name(_row(raw), source, number), f"{source}:{number}", now, kind=RECORD)


def _rest_of_line(lines: BinaryIO) -> int:
    size = 0
    while part := lines.readline(_CHUNK):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _row(raw: bytes) -> Mapping[str, object]:
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        return {}  # What is wrong with it is the reader's to say.
    return told if isinstance(told, dict) else {}


def _name(row: Mapping[str, object], source: str, number: int) -> str:
    """What a row is called: its address, else its id, else its place."""
    url, own = row.get("url"), row.get("id")
    if isinstance(url, str) and url.strip():
        return " ".join(url.split())
    return f"{source}#{own}" if isinstance(own, str | int) and str(own).strip() else f"{source}:{number}"


def from_parquet(path: Path, source: str, now: Moment) -> Iterator[Piece]:
    """Each row of a Parquet file with the columns of `COLUMNS` that it has.

    Raises
    ------
    BadInput
        Where pyarrow is not installed, for what is no Parquet file, and one without a column ``text``.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        advice = "install it with pip install 'trackside[parquet]', or give JSON Lines"
        raise BadInput(source, "is Parquet, which needs pyarrow, and that is not installed", advice) from error
    number = 0
    with path.open("rb"):
        pass  # Whether it may be read is the system's to say, in its own words.
    try:
        with ParquetFile(path, pre_buffer=False) as file:
            columns = [c for c in COLUMNS if c in file.schema_arrow.names]
            if "text" not in columns:
                raise BadInput(source, 'has no column "text"', "name its columns id, text, published, url")
            for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME, columns=columns, use_threads=False):
                for told in batch.to_pylist():
                    number += 1
                    row = _plain(told)
                    raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
                    yield piece(raw, _name(row, source, number), f"{source}:{number}", now, kind=RECORD)
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        told = " ".join(str(error).split())[:80].lower()
        raise BadInput(source, f"is no Parquet file, or a damaged one ({told})", "fetch it again") from error


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    """A row as JSON has it: days written out, bytes as letters, nothing where there is nothing."""
    return {key: _told(value) for key, value in row.items() if value is not None}


def _told(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else str(value)
