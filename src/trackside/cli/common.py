"""What several commands share: the archive asked for, the desk, whole files or none, JSON on standard output."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trackside.archive import default_path, open_archive
from trackside.archive.shipped import is_shipped, shipment
from trackside.errors import BadInput

if TYPE_CHECKING:
    from trackside.archive import Archive
    from trackside.desk import Desk

# On less nothing could be read.
NARROWEST = 40
# A name of so many words is likely a text that somebody gave in the place of a file.
_WORDS_OF_A_TEXT = 4


@contextlib.contextmanager
def desk(asked: argparse.Namespace) -> Iterator[Desk]:
    """A desk with the library loaded, and with the archive open when one is named."""
    path = named_archive(asked)
    with _archive(path, bare=False) if path else contextlib.nullcontext() as archive:
        yield _desk(archive)


def named_archive(asked: argparse.Namespace) -> str:
    """The archive that the command line or the environment names; empty when neither does."""
    return str(asked.archive or os.environ.get("TRACKSIDE_ARCHIVE") or "")


@contextlib.contextmanager
def held_archive(asked: argparse.Namespace, *, begin: bool = False) -> Iterator[tuple[Desk, Archive]]:
    """The archive named, or the user's own, with a desk; only `begin` makes one where there is none."""
    with opened_archive(asked, begin=begin) as archive:
        yield _desk(archive), archive


@contextlib.contextmanager
def opened_archive(asked: argparse.Namespace, *, begin: bool = False) -> Iterator[Archive]:
    """The same without a desk, for what reads nothing: the words of three languages take a second to load."""
    path = named_archive(asked)
    if not begin and path and "://" not in path and not Path(path).exists():
        raise BadInput(path, "there is no archive here", "check the path, or begin one with `archive add`")
    with _archive(path or str(default_path()), bare=bool(getattr(asked, "bare", False))) as archive:
        yield archive


def _desk(archive: Archive | None) -> Desk:
    from trackside.desk import Desk
    from trackside.library import load_library

    stdin = sys.stdin.buffer if sys.stdin else None
    return Desk(load_library(), archive=archive, stdin=stdin, progress=progress)


def nothing_begun(asked: argparse.Namespace) -> bool:
    """Whether the user's own archive is meant, and was never begun."""
    return not named_archive(asked) and not default_path().exists()


@contextlib.contextmanager
def _archive(path: str, *, bare: bool) -> Iterator[Archive]:
    """An archive; one that was begun now and got nothing, because the command failed, is taken away again."""
    is_new = "://" not in path and not Path(path).exists()
    empty = False
    try:
        with open_archive(path, bare=bare, shipped=shipment()) as archive:
            try:
                yield archive
            except BaseException:
                empty = is_new and all(is_shipped(held.source) for held in archive.documents())
                raise
    finally:
        if empty:
            Path(path).unlink(missing_ok=True)


def progress(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"trackside: {line}\n")
    sys.stderr.flush()


def screen_width() -> int | None:
    """How many cells a line has: as COLUMNS says, else as the terminal does; None in a file or pipe.

    There every line stands whole, for programs that look through lines.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return max(int(told), NARROWEST)
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, NARROWEST) if sys.stdout.isatty() else None
    except (OSError, ValueError):
        return None


def show(text: str) -> None:
    """Text on standard output, with a newline at its end."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def show_json(document: Mapping[str, object]) -> None:
    """One JSON document on standard output, and nothing else there."""
    show(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def write_whole(path: str, content: bytes) -> None:
    """Write a file whole or not at all: beside it first, then renamed into place.

    Raises
    ------
    BadInput
        When the folder is missing, is a file, or may not be written to.
    """
    target = Path(path).resolve()
    beside = ""
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as made:
            beside = made.name
            made.write(content)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(target)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise BadInput(path, f"cannot be written ({reason})", "name another file with --out") from error


def check_writable(path: str, sources: Sequence[str] = ()) -> None:
    """Refuse, before any long work, a path that cannot be written in the end, or that would overwrite a source."""
    target = Path(path)
    if not path.strip():
        raise BadInput(f'--out "{path}"', "an empty name is no file", "write --out FILE")
    if any(target.resolve() == Path(s).resolve() for s in sources):
        raise BadInput(path, "is one of the sources and would be lost", "name another file with --out")
    if target.exists() and not target.is_file() and not target.is_dir():
        raise BadInput(path, "is no ordinary file", "name another file with --out")
    if target.is_dir():
        raise BadInput(path, "is a folder, a file name was wanted", f"write --out {path.rstrip('/')}/NAME")
    if not target.parent.is_dir():
        raise BadInput(path, f"there is no folder {target.parent}", "make it first, or name another file with --out")
    if not os.access(target.parent, os.W_OK):
        raise BadInput(path, f"the folder {target.parent} may not be written to", "name another file with --out")


def check_sources(sources: Sequence[str], listed: str | None = None) -> None:
    """Refuse, before anything is read, a name on the command line that is empty or that nothing is found under.

    A document that turns out bad is no such mistake: it is left out, and the others are read.
    """
    for source in sources:
        if not source.strip():
            raise BadInput(
                f'"{source}"',
                "an empty name is no source",
                "name a file, a folder, an address, or - for standard input",
            )
    missing = [s for s in sources if s != "-" and "://" not in s and _is_missing(s)]
    if missing:
        others = f" (nor are {len(missing) - 1:,} others)" if len(missing) > 1 else ""
        rest = "; nothing was read" if len(sources) > len(missing) else ""
        words = len(missing[0].split()) >= _WORDS_OF_A_TEXT
        advice = "give a text itself through standard input: -" if words else "check the path"
        raise BadInput(missing[0], f"there is no such file{others}", f"{advice}{rest}")
    if listed is not None:
        _check_list(listed)


def _check_list(listed: str) -> None:
    try:
        with Path(listed).open("rb"):
            pass
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        told = "there is no such file" if _is_missing(listed) else f"cannot be read ({reason.lower()})"
        raise BadInput(listed or '--list ""', told, "check the path after --list") from error


def _is_missing(path: str) -> bool:
    """Whether nothing is there; what is there and cannot be opened is another matter."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
