"""The only module that opens the address of a document: a file, standard input, a page on the web. Snapshot first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, final

from trackside.errors import BadDocument, BadInput
from trackside.moment import Moment
from trackside.record import digest

if TYPE_CHECKING:
    from trackside.archive.intake_web import Answer

# A guard of memory, not of reading: what may be read of each kind of file is the reader's to say.
LARGEST_INTAKE_BYTES = 200_000_000
# How long a page may take in all; how long a server may be silent is intake_web's.
WHOLE_S = 120.0
_CHUNK_BYTES = 1 << 20

Clock = Callable[[], dt.datetime]


@final
@dataclass(frozen=True, slots=True)
class Intake:
    """The bytes of one document as they were taken in.

    Attributes
    ----------
    raw : bytes
        All of them, unchanged.
    source : str
        As the caller named it.
    address : str
        Where they really lay: the full path, the address after redirects, or ``-``.
    taken : Moment
        When, by the caller's clock.
    sha256 : str
        Of `raw`, in hexadecimal.
    content_type : str
        What a server says they are, or an empty string.
    """

    raw: bytes
    source: str
    address: str
    taken: Moment
    sha256: str
    content_type: str = ""


Opener = Callable[[str], AbstractContextManager["Answer"]]


def take_in(address: str, *, clock: Clock, stdin: BinaryIO | None = None, opener: Opener | None = None) -> Intake:
    """The bytes behind an address, with their digest and the time they were taken.

    Parameters
    ----------
    address : str
        A path, ``-`` for standard input, or an http or https address.
    clock : callable
        Gives the present time, aware.
    stdin : binary stream
        What ``-`` reads; without one ``-`` is refused.
    opener : callable
        Opens an http or https address; `intake_web.open_web` where none is given.

    Raises
    ------
    BadInput
        For a missing file, a folder, a file that may not be read, another scheme than http and https, a server that
        does not answer or answers with an error, or more than `LARGEST_INTAKE_BYTES`.
    """
    now = clock()
    content_type, where = "", address
    scheme = address.partition("://")[0].lower() if "://" in address else ""
    if not address.strip():
        raise BadInput(
            f'"{address}"', "an empty name is no source", "name a file, a folder, an address, or - for standard input"
        )
    if address == "-":
        raw = _from_stdin(stdin)
    elif scheme in ("http", "https"):
        raw, where, content_type = _from_web(address, opener, clock)
    elif scheme:
        raise BadInput(address, f"{scheme} addresses are not opened", "give a path, or an http or https address")
    else:
        raw, where = _from_file(address)
    return Intake(raw, address, where, Moment(now, now, "UTC"), digest(raw), content_type)


def _from_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None:
        raise BadDocument("-", "there is none here", "give a path or an address")
    return _bounded(stdin.read(LARGEST_INTAKE_BYTES + 1), "-")


def _from_file(address: str) -> tuple[bytes, str]:
    path = Path(address)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_INTAKE_BYTES + 1)
        where = str(path.resolve())
    except FileNotFoundError as error:
        raise BadInput(address, "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise BadInput(address, "is a folder, a file was wanted", "name the files in it") from error
    except PermissionError as error:
        raise BadInput(address, "may not be read", "check the file's permissions") from error
    except (OSError, ValueError) as error:
        raise BadInput(address, f"cannot be opened ({_reason(error)})", "check the path") from error
    return _bounded(raw, address), where


def _from_web(address: str, opener: Opener | None, clock: Clock) -> tuple[bytes, str, str]:
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError

    from trackside.archive.intake_web import open_web

    advice = "check the address, or save the page and give the file"
    try:
        with (opener or open_web)(address) as answer:
            raw = _all_of(answer, address, clock)
            return raw, answer.geturl(), answer.headers.get("Content-Type", "")
    except HTTPError as error:
        error.close()
        raise BadInput(address, f"the server answered {error.code} {error.reason}".strip(), advice) from error
    except URLError as error:
        raise BadInput(address, f"cannot be reached ({_reason(error.reason)})", advice) from error
    except TimeoutError as error:
        raise BadInput(address, "does not answer in time", advice) from error
    except BadInput:
        raise
    except (OSError, HTTPException, ValueError) as error:
        raise BadInput(address, f"cannot be fetched ({_reason(error)})", advice) from error


def _all_of(answer: Answer, address: str, clock: Clock) -> bytes:
    parts, size, began = [], 0, clock()
    while chunk := answer.read(_CHUNK_BYTES):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST_INTAKE_BYTES:
            break
        if (clock() - began).total_seconds() > WHOLE_S:
            raise BadInput(address, f"takes longer than {WHOLE_S:.0f} s", "save the page and give the file")
    return _bounded(b"".join(parts), address)


def _bounded(raw: bytes, address: str) -> bytes:
    if len(raw) > LARGEST_INTAKE_BYTES:
        raise BadDocument(address, f"holds more than {LARGEST_INTAKE_BYTES // 10**6} MB", "give the article alone")
    return raw


def _reason(error: object) -> str:
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(told).strip().lower()
