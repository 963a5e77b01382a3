"""Web archives: the pages in a WARC file (ISO 28500:2017), or in the WARC files of a WACZ (its specification 1.1.1)."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from email.parser import BytesParser
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from trackside.archive.intake_piece import LeftOut, Piece, left_out, piece
from trackside.archive.intake_unpack import Allowance, Counted, buffered, inflated, opened
from trackside.errors import BadInput
from trackside.moment import Moment

# What one record may hold; what may be read of a page is the reader's to say, and no more.
LARGEST_RECORD_BYTES = 20_000_000
# A header line, and all of a record's header lines, are much shorter.
_LONGEST_LINE, _MOST_LINES = 65_536, 200
_PAGES = ("text/html", "application/xhtml+xml")
_CHUNK = 1 << 16

Headers = Mapping[str, str]


def from_wacz(path: Path, source: str, now: Moment) -> Iterator[Piece]:
    """The pages in the WARC files under ``archive/`` of a WACZ.

    Raises
    ------
    BadInput
        For what is no zip file, a damaged one, one without WARC files, and one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            members = [m for m in packed.infolist() if m.filename.endswith((".warc", ".warc.gz"))]
            if not members:
                raise BadInput(source, "holds no WARC files, a WACZ was wanted", "give the WARC files themselves")
            allowance, left = Allowance(source), path.stat().st_size
            for member in members:
                # Members of a file made to harm may lie over each other: together they count once.
                counted, left = min(member.compress_size, left), left - min(member.compress_size, left)
                with packed.open(member) as file:
                    stream = buffered(Counted(cast("BinaryIO", file), allowance, counted))
                    yield from _pages(opened(stream, allowance), source, now)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadInput(source, f"is a damaged or unusual zip file ({str(error).lower()})", "fetch it again") from error


def from_warc(file: BufferedReader, source: str, now: Moment) -> Iterator[Piece]:
    """The web pages in a WARC file, packed with gzip or not, each with the day it was recorded.

    Only answers of status 200 that are HTML are given; everything else a crawler records is passed over. A page that
    cannot be had is a `LeftOut`; what comes behind it is still read.

    Raises
    ------
    BadInput
        For what is no WARC file, one that ends in the middle, and one that unpacks to too much.
    """
    return _pages(opened(file, Allowance(source)), source, now)


def _pages(stream: BufferedReader, source: str, now: Moment) -> Iterator[Piece]:
    while _begins(stream, source):
        told = _headers(stream, source)
        length = _length(told, source)
        target = told.get("warc-target-uri", "").strip("<> ") or source
        wanted = told.get("warc-type") == "response" and told.get("content-type", "").startswith("application/http")
        if wanted and length <= LARGEST_RECORD_BYTES:
            page = _page(_exactly(stream, length, source), target, source, _day(told, now))
            if page is not None:
                yield page
        else:
            _skip(stream, length, source)
            if wanted:
                most = LARGEST_RECORD_BYTES // 10**6
                yield LeftOut(target, f"is recorded with {length / 1e6:.0f} MB, the most is {most} MB")


def _begins(stream: BufferedReader, source: str) -> bool:
    """Whether another record begins here, after the empty lines behind the last one; its first line is read."""
    line = stream.readline(_LONGEST_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_LINE)
    if line and not line.startswith(b"WARC/"):
        raise BadInput(source, "is no WARC file, or a damaged one", "fetch it again")
    return bool(line)


def _headers(stream: BufferedReader, source: str) -> Headers:
    told: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if line in (b"\r\n", b"\n"):
            return told
        name, colon, value = line.partition(b":")
        if not colon:
            break
        told[name.strip().lower().decode("latin-1")] = value.strip().decode("utf-8", "replace")
    raise BadInput(source, "has a damaged record, nothing behind it can be read", "fetch it again")


def _length(told: Headers, source: str) -> int:
    written = told.get("content-length", "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise BadInput(source, "has a record of unknown length, nothing behind it can be read", "fetch it again")
    return int(written)


def _exactly(stream: BufferedReader, length: int, source: str) -> bytes:
    raw = stream.read(length)
    if len(raw) < length:
        raise _cut_off(source)
    return raw


def _skip(stream: BufferedReader, length: int, source: str) -> None:
    while length > 0:
        got = len(stream.read(min(length, _CHUNK)))
        if not got:
            raise _cut_off(source)
        length -= got


def _cut_off(source: str) -> BadInput:
    return BadInput(source, "ends in the middle of a record", "fetch it again")


def _day(told: Headers, now: Moment) -> Moment:
    try:
        at = dt.datetime.fromisoformat(told.get("warc-date", ""))
    except ValueError:
        return now
    at = at.astimezone(dt.UTC) if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return Moment(at, at, "UTC")


def _page(raw: bytes, target: str, source: str, taken: Moment) -> Piece | None:
    """The page in a recorded answer of a server; None where it is none."""
    head, blank, body = raw.partition(b"\r\n\r\n")
    if not blank:
        head, _, body = raw.partition(b"\n\n")
    status, _, lines = head.partition(b"\n")
    headers = BytesParser().parsebytes(lines, headersonly=True)
    kind = str(headers.get("Content-Type", ""))
    if status.split()[1:2] != [b"200"] or kind.partition(";")[0].strip().lower() not in _PAGES:
        return None
    try:
        if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
            body = _unchunked(body)
        packing = str(headers.get("Content-Encoding", "")).strip().lower()
        if packing not in ("", "identity"):
            body = inflated(body, target, packing, LARGEST_RECORD_BYTES)
    except BadInput as error:
        return left_out(target, error)
    return piece(body, target, f"{source}#{target}", taken, kind=kind)


def _unchunked(body: bytes) -> bytes:
    """The body without the sizes between its chunks (RFC 9112, section 7.1); as it is where it has none after all."""
    parts, stream = [], BytesIO(body)
    while line := stream.readline(_LONGEST_LINE):
        try:
            size = int(line.partition(b";")[0].strip() or b"0", 16)
        except ValueError:
            return body  # Some crawlers take the sizes out and leave the header in.
        if size <= 0:
            break
        parts.append(stream.read(size))
        stream.readline(_LONGEST_LINE)
    return b"".join(parts)
