"""Files and folders that are written whole or not at all: beside their place first, then renamed into it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trackside.errors import BadInput


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A file beside the one wanted, which takes its name when all went well, and is gone when anything did not."""
    with _told(target, "name a file elsewhere"):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        beside = Path(name).resolve()
        try:
            yield beside
            beside.chmod(0o666 & ~_umask())
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            # After the rename there is nothing left of that name.
            beside.unlink(missing_ok=True)
            Path(f"{beside}-journal").unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder beside the one wanted, which takes its name when all is in it, and is gone when anything went wrong."""
    if not target.name:
        raise BadInput(str(target), "names no new folder", "name one that is not there yet")
    if target.exists() or target.is_symlink():
        raise BadInput(str(target), "is there already", "name a folder that is not, so that nothing gets mixed up")
    with _told(target, "name a folder elsewhere"):
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            yield beside
            # mkdtemp lets nobody else in; a folder made the usual way does.
            beside.chmod(0o777 & ~_umask())
            beside.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _told(target: Path, advice: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(str(target), f"cannot be written ({reason})", advice) from error


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
