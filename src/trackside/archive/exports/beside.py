"""A file whole or not at all: written beside the wanted name, then renamed into place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trackside.errors import BadInput


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """An empty file beside `path` to write into; it takes its place at the end, and is taken away after any error.

    Raises
    ------
    BadInput
        When the folder is missing, is a file, may not be written to, or the disk is full.
    """
    target = path.resolve()
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        made = Path(name)
        yield made
        made.chmod(0o666 & ~_umask())
        made.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(str(path), f"cannot be written ({reason})", "check the folder, or name another file") from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
