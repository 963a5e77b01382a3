"""Sheets of an xlsx file, row by row: a zip of XML from strangers, so nothing in it is expanded, fetched or run."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from trackside.archive.intake_unpack import HARMLESS_BYTES, MOST_RATIO
from trackside.errors import BadInput

# Rows of a sheet may be told with gaps between them; nobody leaves as many empty as this.
MOST_EMPTY = 10_000
_CHUNK = 1 << 20
# A document type can declare entities (XML 1.0, section 4.2); no spreadsheet program writes one.
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST_DOCTYPE = 16
_DAYS = re.compile(r"d", re.IGNORECASE)
_IN_QUOTES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def sheets(raw: bytes, source: str) -> Iterator[Iterator[tuple[int, Sequence[str], str]]]:
    """The sheets of a file, each as its rows with their numbers; values as they were last computed.

    Raises
    ------
    BadInput
        For a file that is no xlsx, is damaged, unpacks to too much, or declares entities.
    """
    import openpyxl

    _check(raw, source)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts stumble over: KeyError, ValueError, TypeError ...
        raise _damaged(source, error) from error
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a sheet says of its own size need not be so
        yield _rows(sheet, source)


def _rows(sheet: Any, source: str) -> Iterator[tuple[int, Sequence[str], str]]:
    empty = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            told = [_told(cell) for cell in cells]
            empty = 0 if any(told) else empty + 1
            if empty > MOST_EMPTY:
                raise BadInput(source, f"has more than {MOST_EMPTY:,} empty rows above row {number}", "delete them")
            yield number, told, ""
    except BadInput:
        raise
    except Exception as error:  # as above
        raise _damaged(source, error) from error


def _told(cell: Any) -> str:
    """A cell as words: a day with no day shown is a month, numbers without a needless ``.0``."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return _day(value, str(cell.number_format or ""))
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _day(value: dt.datetime, shown_as: str) -> str:
    if value.time() != dt.time.min:
        return value.isoformat(" ", "seconds")
    # A month ("Sep-84") is stored as its first day and shown without one.
    shows_day = bool(_DAYS.search(_IN_QUOTES.sub("", shown_as))) or value.day != 1
    return f"{value:%Y-%m-%d}" if shows_day or not shown_as else f"{value:%Y-%m}"


def _check(raw: bytes, source: str) -> None:
    """Refuse, before anything is unpacked for good, what unpacks to too much or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            members = packed.infolist()
            size = sum(m.file_size for m in members)
            # Against the whole file: members that lie over each other count once.
            if size > HARMLESS_BYTES and size > MOST_RATIO * len(raw):
                raise BadInput(
                    source,
                    f"unpacks to more than {MOST_RATIO} times its size (a zip bomb?)",
                    "save it as CSV if you trust it",
                )
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_part(packed, member, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        raise _damaged(source, error) from error


def _check_part(packed: zipfile.ZipFile, member: zipfile.ZipInfo, source: str) -> None:
    advice = "save it anew with a spreadsheet program"
    with packed.open(member) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            if not before and b"\x00" in chunk[:8]:
                raise BadInput(source, f"{member.filename} is not in UTF-8, which xlsx is written in", advice)
            if _DOCTYPE.search(before + chunk):
                raise BadInput(source, f"{member.filename} declares a document type, which no xlsx does", advice)
            before = chunk[-_LONGEST_DOCTYPE:]


def _damaged(source: str, error: Exception) -> BadInput:
    told = " ".join(str(error).split())[:80].lower() or type(error).__name__
    return BadInput(source, f"is no xlsx file, or a damaged one ({told})", "save it anew, or as CSV")
