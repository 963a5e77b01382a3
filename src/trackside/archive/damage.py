"""`Damage`: one thing in an archive that is not as it was put in, or does not fit the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

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
