"""`Fact`: one worded or timed attribute of a launch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from trackside.moment import Moment


@final
@dataclass(frozen=True, slots=True)
class Fact:
    """A worded or timed attribute of launch number `event`, in the words ``text[start:end]``."""

    event: int
    attribute: str
    value: str | Moment
    start: int
    end: int
