"""`Damage`: one thing in an archive that is not as it was put in, or does not fit the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeGuard, final

from trackside.record import digest

# Called with what is looked at, how many of them were, and how many there are.
Progress = Callable[[str, int, int], None]

RESTORE = "restore a backup"
SETTLE = "derived; run `trackside archive settle`"
REINDEX = "derived; run `trackside archive settle --words`"


@final
@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong.

    Attributes
    ----------
    what : str
        Its kind: ``file``, a table's name, ``evidence``, ``document``, ``reading``, ``mention``, ``claim`` ...
    id : str
        Which one.
    because : str
        What is wrong with it.
    advice : str
        What to do.
    """

    what: str
    id: str
    because: str
    advice: str = RESTORE


def is_as_taken(raw: object, sha256: str) -> TypeGuard[bytes]:
    """Whether bytes out of the archive are those that were taken in; SQLite may give a text where bytes were kept."""
    return isinstance(raw, bytes) and digest(raw) == sha256
