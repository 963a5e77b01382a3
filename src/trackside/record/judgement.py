"""`Judgement`: what a person decided about the record: signed, dated, with a reason, reversible."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import final

from trackside.moment import Moment
from trackside.record.identity import content_id


class Ruling(StrEnum):
    """What a person may decide."""

    SAME = "same"
    DIFFERENT = "different"
    DISCARD = "discard"


@final
@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's decision about two mentions, or about one claim; withdrawing it makes the pure part run again.

    `subjects` are ids of mentions (same, different) or claims (discard).
    """

    ruling: Ruling
    subjects: tuple[str, ...]
    by: str
    when: Moment
    reason: str
    withdrawn: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        told = (self.ruling.value, list(self.subjects), self.by, self.when.earliest.isoformat(), self.reason)
        object.__setattr__(self, "id", content_id("judgement", *told))
