"""The file of `trackside read --out`: one line of JSON for every document, and what it takes to go on with one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, final

from trackside.errors import BadInput


@final
@dataclass(frozen=True, slots=True)
class Sheet:
    """An open file of readings; `held` knows the documents on its lines by sixteen bytes each."""

    file: BinaryIO
    held: frozenset[bytes]

    def holds(self, source: str, sha256: str) -> bool:
        """Whether the document of that name and digest is on a line already; of that address where no digest is told.

        A page on the web is known by its address alone: its bytes differ at every visit.
        """
        return _key(source, sha256) in self.held

    def write(self, line: str) -> None:
        """One more line, handed to the system at once, so that nothing is lost when this process ends."""
        self.file.write(line.encode("utf-8", "replace") + b"\n")
        self.file.flush()


@contextmanager
def sheet(path: str, *, resume: bool) -> Iterator[Sheet]:
    """The file to write to; with `resume` behind its last whole line, whatever stands behind that is taken away.

    Raises
    ------
    BadInput
        When it holds something and is not to be gone on with, holds other things than readings, or cannot be written.
    """
    target = Path(path)
    if not resume and target.exists() and target.stat().st_size:
        raise BadInput(path, "holds something already", "go on with it by --resume, or name another file")
    try:
        held, end = _held(target, path) if target.exists() else (frozenset[bytes](), 0)
        with target.open("r+b" if target.exists() else "xb") as file:
            file.seek(end)
            file.truncate()
            yield Sheet(file, held)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(path, f"cannot be written ({reason})", "make room, or name another file with --out") from error


def check_apart(path: str, sources: list[str]) -> None:
    """Refuse a file within a folder that is read: a later run would read it.

    Raises
    ------
    BadInput
        When it lies in one of the sources.
    """
    target = Path(path).resolve()
    for source in sources:
        if os.path.isdir(source) and Path(source).resolve() in target.parents:  # noqa: PTH112 - a source may be any text
            raise BadInput(path, f"lies in {source}, which is read", "name a file outside it")


def _held(target: Path, path: str) -> tuple[frozenset[bytes], int]:
    """What the lines of a file hold, and where its last whole line ends."""
    held, end = set[bytes](), 0
    with target.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            try:
                told = json.loads(line)
                held |= {_key(told["source"], told["sha256"]), *_address_alone(told["source"])}
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                told = f"line {number} is no reading"
                raise BadInput(path, told, "name a file that `trackside read --out` made, or a new one") from error
            end += len(line)
    return frozenset(held), end


def _address_alone(source: str) -> tuple[bytes, ...]:
    return (_key(source, ""),) if source.lower().startswith(("http://", "https://")) else ()


def _key(source: str, sha256: str) -> bytes:
    return hashlib.blake2b(f"{source}\0{sha256}".encode("utf-8", "replace"), digest_size=16).digest()
