"""Taking in many documents, one by one: folders, lists of addresses, feeds, web archives, JSON Lines, Parquet."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, final
from urllib.parse import urljoin

from trackside.archive.intake import Clock, Intake, Opener, take_in
from trackside.archive.intake_piece import LeftOut, Piece, left_out, piece, printable
from trackside.archive.intake_rows import from_json_lines, from_parquet
from trackside.archive.intake_warc import from_wacz, from_warc
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.read.page import ENTRY
from trackside.read.page_bytes import is_feed
from trackside.read.page_feed import entries

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
Known = Callable[[str, str], bool]
# A file is a list of addresses when so many lines, all that are looked at, are addresses.
_LOOKED_AT = 50
_LONGEST_ADDRESS = 10_000
_ROWS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def take_in_many(
    sources: Iterable[str],
    *,
    clock: Clock,
    stdin: BinaryIO | None = None,
    opener: Opener | None = None,
    listed: str = "",
    known: Known = lambda _source, _sha256: False,
) -> Iterator[Piece]:
    """Every document behind the sources, in their order, each when it is asked for; memory does not grow with them.

    Parameters
    ----------
    sources : iterable of str
        What `take_in` takes, and folders, lists of addresses (a ``.txt`` with nothing else in it), feeds, ``.warc``,
        ``.warc.gz``, ``.wacz``, ``.jsonl``, ``.ndjson`` (also ``.gz``) and ``.parquet``.
    clock, stdin, opener
        As `take_in` has them.
    listed : str
        A file of further sources, one a line; empty lines and those that begin with ``#`` are passed over.
    known : callable
        Whether a document of that name and digest is to be passed over; asked with an empty digest before an address
        on the web is opened.

    Yields
    ------
    Intake or LeftOut
        What cannot be had is a value, and what comes behind it is still taken in.
    """
    door = _Door(clock, stdin, opener, known)
    found = chain(_each(iter(sources), door, lists=True), _behind_list(listed, door) if listed else ())
    return (x for x in found if isinstance(x, LeftOut) or not known(x.source, x.sha256))


def _behind_list(listed: str, door: _Door) -> Iterator[Piece]:
    try:
        with Path(listed).open("rb"):
            pass
    except (OSError, ValueError) as error:
        yield LeftOut(listed, f"cannot be read ({_reason(error)})", "check the path after --list")
    else:
        yield from _each(_lines(Path(listed)), replace(door, stdin=None), lists=True)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        while line := file.readline(_LONGEST_ADDRESS):
            if line.strip() and not line.lstrip().startswith("#"):
                yield line.strip()


@final
@dataclass(frozen=True, slots=True)
class _Door:
    clock: Clock
    stdin: BinaryIO | None
    opener: Opener | None
    known: Known

    def take_in(self, source: str) -> Intake:
        return take_in(source, clock=self.clock, stdin=self.stdin, opener=self.opener)


def _behind(source: str, door: _Door, *, lists: bool = True) -> Iterator[Piece]:
    """The documents behind one source; a folder's files and a list's addresses are sources themselves.

    A text of addresses within a folder is a text: reading a folder opens nothing outside it.
    """
    path, local = Path(source), source.strip() not in ("", "-") and "://" not in source and "\0" not in source
    if local and _is_folder(path):
        yield from _each(_files(path, source), door, lists=False)
    elif local and lists and _is_list(path):
        yield from _each(_lines(path), door, lists=False)
    elif local and _is_bulk(path):
        yield from _opened(path, printable(source), Moment(now := door.clock(), now, "UTC"))
    elif not (_ADDRESS.match(source) and door.known(source, "")):
        yield from _single(door.take_in(source))


def _each(within: Iterator[str], door: _Door, *, lists: bool) -> Iterator[Piece]:
    for source in within:
        try:
            yield from _behind(source, door, lists=lists)
        except BadInput as error:
            yield left_out(source, error)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # Intake says what is wrong with it.


def _files(folder: Path, source: str) -> Iterator[str]:
    """The ordinary files under a folder, by name; hidden ones and pipes and devices are passed over.

    A folder in it that may not be read is a source of its own, which says so.
    """
    empty, closed = True, list[str]()
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and (path := Path(where) / name).is_file():
                empty = False
                yield str(path)
    if str(folder) in closed:
        raise BadInput(source, "is a folder that may not be read", "check its permissions")
    yield from closed
    if empty and not closed:
        raise BadInput(source, "is a folder without files", "name the files, or another folder")


def _is_list(path: Path) -> bool:
    """Whether a text holds nothing but addresses, as far as is looked at."""
    if path.suffix.lower() != ".txt":
        return False
    try:
        looked_at = list(islice(_lines(path), _LOOKED_AT))
    except (OSError, ValueError):
        return False  # Intake says what is wrong with it.
    return bool(looked_at) and all(_ADDRESS.fullmatch(line) for line in looked_at)


def _is_bulk(path: Path) -> bool:
    """Whether a file is one of many documents, told by its name; one that is not there is intake's to refuse."""
    return path.name.lower().endswith((".warc", ".warc.gz", ".wacz", ".parquet", *_ROWS)) and path.is_file()


def _opened(path: Path, source: str, now: Moment) -> Iterator[Piece]:
    name = path.name.lower()
    try:
        if name.endswith(".wacz"):
            yield from from_wacz(path, source, now)
        elif name.endswith(".parquet"):
            yield from from_parquet(path, source, now)
        else:
            with path.open("rb") as file:
                yield from (from_json_lines if name.endswith(_ROWS) else from_warc)(file, source, now)
    except OSError as error:
        raise BadInput(source, f"cannot be read ({_reason(error)})", "check the file and its permissions") from error


def _single(taken: Intake) -> Iterator[Piece]:
    """A document as it was taken in, or the entries of a feed."""
    if not is_feed(taken.raw):
        yield replace(taken, source=printable(taken.source), address=printable(taken.address))
        return
    for number, entry in enumerate(entries(taken.raw, taken.source, kind=taken.content_type), 1):
        own = f"{taken.address}#{number}"
        address = next((a for link in entry.links if (a := _whole(link, taken.address))), f"{taken.source}#{number}")
        yield piece(entry.raw, address, own, taken.taken, kind=ENTRY)


def _whole(link: str, feed: str) -> str:
    """An entry's address, read from the feed's own where it is not whole; empty where it is none."""
    try:
        address = urljoin(feed if _ADDRESS.match(feed) else "", link)
    except ValueError:
        return ""
    return address if _ADDRESS.fullmatch(address) else ""


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).strip().lower()
