"""`Judgement`: what a person decided about the record: signed, dated, with a reason, reversible by a `Withdrawal`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import final

from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.record.claim import Value, spelled
from trackside.record.identity import content_id


class Ruling(StrEnum):
    """What a person may decide."""

    SAME = "same"
    DIFFERENT = "different"
    REPEATS = "repeats"
    DISCARD = "discard"
    CORRECT = "correct"


# How many things each ruling is about, at least and at most.
_SUBJECTS = {
    Ruling.SAME: (2, None),
    Ruling.DIFFERENT: (2, 2),
    Ruling.REPEATS: (2, 2),
    Ruling.DISCARD: (1, None),
    Ruling.CORRECT: (1, 1),
}


@final
@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's decision; withdrawing it makes the pure part run again as if it had never been.

    Attributes
    ----------
    ruling : Ruling
        ``same`` and ``different`` are about mentions, ``repeats`` about two documents (the first repeats the second),
        ``discard`` about documents, mentions or claims, ``correct`` about one claim.
    subjects : tuple of str
        Ids of what it is about; their order matters for ``repeats`` alone.
    by : str
        Who decided.
    when : Moment
        When.
    reason : str
        Why.
    value : Estimate, Moment or str, optional
        What the claim should have said; only ``correct`` has one, and always.
    withdrawn : bool
        Whether it counts no more.

    Raises
    ------
    BadInput
        Without a name or a reason, with too few or too many subjects, or with a value where none belongs.
    """

    ruling: Ruling
    subjects: tuple[str, ...]
    by: str
    when: Moment
    reason: str
    value: Value | None = None
    withdrawn: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        _check_signed(self.ruling.value, self.by, self.reason)
        fewest, most = _SUBJECTS[self.ruling]
        if len(set(self.subjects)) != len(self.subjects) or not fewest <= len(self.subjects) <= (most or 10**6):
            wanted = f"{fewest}{'' if most == fewest else ' or more'} different ids were wanted"
            raise BadInput(" ".join(self.subjects) or "no ids", f"{self.ruling} is about other things: {wanted}")
        if (self.value is None) == (self.ruling is Ruling.CORRECT):
            raise BadInput(
                self.ruling.value, "only a correction has a value, and always", "give the value with correct"
            )
        value = None if self.value is None else spelled(self.value)
        told = (self.ruling.value, list(self.subjects), self.by, self.when.earliest.isoformat(), self.reason)
        object.__setattr__(self, "id", content_id("judgement", *told, *(() if value is None else (value,))))


@final
@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a judgement counts no more: by whom, when, why. The judgement itself stays on record."""

    judgement_id: str
    by: str
    when: Moment
    reason: str

    def __post_init__(self) -> None:
        _check_signed(self.judgement_id, self.by, self.reason)


def _check_signed(about: str, by: str, reason: str) -> None:
    if not by.strip():
        raise BadInput(about, "a decision is signed, and no name is given", "say who decides")
    if not reason.strip():
        raise BadInput(about, "a decision gives its reason, and none is given", "say why")
