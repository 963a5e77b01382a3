"""What SQLite, PostgreSQL and the file system refuse, as one line for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from trackside.errors import BadArchive, TracksideError

# How long a writer waits for another to finish; two hundred documents take a second at most.
WAIT_S = 30.0

_DAMAGED = ("is damaged", "restore a copy")
_PERMISSIONS = "check the permissions of the file and its folder"
_READ_ONLY, _NO_RIGHTS = "may be read but not written", "the user may not do this here"
_IN_USE = (f"has been in use by another process for {WAIT_S:.0f} s", "try again when that is done")
_FULL = ("cannot grow, the disk is full", "make room and try again; nothing was changed")
_UNREACHED = "see that the server runs, and check host and port"
# By the beginning of SQLite's result code (SQLite documentation, "Result and Error Codes").
_BY_CODE = {
    "SQLITE_NOTADB": ("is no archive", "name an archive file, or one that does not exist yet"),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_READONLY": (_READ_ONLY, _PERMISSIONS),
    "SQLITE_CANTOPEN": ("cannot be opened or made", _PERMISSIONS),
    "SQLITE_IOERR": ("cannot be read or written", "check the disk; nothing was changed"),
    "SQLITE_FULL": _FULL,
}
# By the beginning of PostgreSQL's error code (PostgreSQL documentation, appendix A).
_BY_STATE = {
    "55P03": _IN_USE,
    "42501": (_NO_RIGHTS, "have the owner of the database grant it"),
    "25006": (_READ_ONLY, "name the server that takes writes"),
    "3D000": ("there is no such database", "make it first (createdb), or check the name"),
    "28": ("the server does not let this user in", "check user name and password"),
    "53100": _FULL,
    "53300": ("the server has no connection left to give", "try again later"),
    "XX": _DAMAGED,
    "57P": ("the server is stopping or starting", "try again when it runs; nothing was changed"),
    "08": ("the connection was lost", "try again; nothing was changed"),
}
# What a server says before it has let anybody in comes without a code.
_BY_WORDS = {
    "could not translate host name": ("the server's name is not known", "check the host in the address"),
    "failed to resolve host": ("the server's name is not known", "check the host in the address"),
    "refused": ("there is no server there", _UNREACHED),
    "no such file or directory": ("there is no server there", _UNREACHED),
    "timeout expired": ("the server does not answer", _UNREACHED),
    "timed out": ("the server does not answer", _UNREACHED),
    "authentication failed": _BY_STATE["28"],
    "no password supplied": _BY_STATE["28"],
    "no pg_hba.conf entry": _BY_STATE["28"],
    "starting up": _BY_STATE["57P"],
    "shutting down": _BY_STATE["57P"],
    "too many clients": _BY_STATE["53300"],
    "permission denied for database": _BY_STATE["42501"],
    'database "': _BY_STATE["3D000"],
    'role "': _BY_STATE["28"],
    "closed the connection": _BY_STATE["08"],
    "connection is lost": _BY_STATE["08"],
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what goes wrong with an archive into a `BadArchive`; Trackside's own errors pass unchanged."""
    try:
        yield
    except TracksideError:
        raise
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        advice = "install it: pip install 'trackside[postgresql]'"
        raise BadArchive(where, "the driver for PostgreSQL is not installed", advice) from error
    except DBAPIError as error:
        raise BadArchive(where, *_because(error.orig or error)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadArchive(where, f"cannot be opened or made ({reason})", _PERMISSIONS) from error
    except SQLAlchemyError as error:
        raise BadArchive(where, *_unknown(error)) from error
    except ValueError as error:
        raise BadArchive(where, *_DAMAGED) from error


def only_reads(error: BadArchive) -> bool:
    """Whether an archive was not written to because it may only be read, by anybody or by this user."""
    return error.wanted in (_READ_ONLY, _NO_RIGHTS)


def _because(error: BaseException) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorname", "")
    if code:
        return next((told for start, told in _BY_CODE.items() if code.startswith(start)), _unknown(error))
    state = getattr(error, "sqlstate", None) or ""
    for start, because in _BY_STATE.items():
        if state.startswith(start):
            return because
    words = str(error).lower()
    return next((told for some, told in _BY_WORDS.items() if not state and some in words), _unknown(error))


def _unknown(error: BaseException) -> tuple[str, str]:
    first = str(error).strip().splitlines()[0].lower() if str(error).strip() else type(error).__name__
    return f"cannot be used ({first})", "restore a copy, or name another archive"
