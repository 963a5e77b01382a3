"""`Names`: names of entries, no two alike within one table."""

from __future__ import annotations

import hashlib
from typing import final


@final
class Names:
    """Gives out names; eight bytes of each are kept, so that long tables stay small."""

    __slots__ = ("_used",)

    def __init__(self) -> None:
        self._used: dict[bytes, int] = {}

    def new(self, name: str, *, told_apart: str = "") -> str:
        """The name where it is new; else with what tells it apart, and what still is not new with a number."""
        used = self._times(name)
        if used > 1 and told_apart:
            name = f"{name} {told_apart}"
            used = self._times(name)
        return name if used == 1 else f"{name} ({used})"

    def _times(self, name: str) -> int:
        short = hashlib.blake2b(name.casefold().encode("utf-8", "replace"), digest_size=8).digest()
        self._used[short] = self._used.get(short, 0) + 1
        return self._used[short]
