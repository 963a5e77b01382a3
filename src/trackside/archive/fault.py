"""What SQLite and the file system refuse, as one line for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trackside.errors import BadArchive, TracksideError

# How long a writer waits for another to finish; one document takes milliseconds.
WAIT_S = 30.0

_DAMAGED = ("is damaged", "restore a copy")
_PERMISSIONS = "check the permissions of the file and its folder"
# By the beginning of SQLite's result code (SQLite documentation, "Result and Error Codes").
_BY_CODE = {
    "SQLITE_NOTADB": ("is no archive", "name an archive file, or one that does not exist yet"),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_BUSY": (f"has been in use by another process for {WAIT_S:.0f} s", "try again when that is done"),
    "SQLITE_READONLY": ("may be read but not written", _PERMISSIONS),
    "SQLITE_CANTOPEN": ("cannot be opened or made", _PERMISSIONS),
    "SQLITE_IOERR": ("cannot be read or written", "check the disk; nothing was changed"),
    "SQLITE_FULL": ("cannot grow, the disk is full", "make room and try again; nothing was changed"),
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong with an archive's file into a `BadArchive`; Trackside's own errors pass unchanged."""
    try:
        yield
    except TracksideError:
        raise
    except sqlite3.Error as error:
        raise BadArchive(str(path), *_because(error)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadArchive(str(path), f"cannot be opened or made ({reason})", _PERMISSIONS) from error
    except ValueError as error:
        raise BadArchive(str(path), *_DAMAGED) from error


def _because(error: sqlite3.Error) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorname", "")
    reason = (f"cannot be used ({str(error).lower()})", "restore a copy, or name another file")
    return next((told for start, told in _BY_CODE.items() if code.startswith(start)), reason)
