"""`Claim`: one thing said of one launch, by whom, how firmly, in which words. `Source`: who vouches for it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import final

from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record.document import Quote
from trackside.record.identity import content_id

# A measured attribute's value is an Estimate, launch_date and launch_time are Moments, the others are words.
MEASURED = ("range", "apogee", "speed", "flight_time", "missile_count")
TIMED = ("launch_date", "launch_time")
WORDED = ("country", "site", "system", "kind", "platform", "direction", "landing", "eez", "outcome")
ATTRIBUTES = MEASURED + TIMED + WORDED

Value = Estimate | Moment | str


class Modality(StrEnum):
    """How firmly a thing is said."""

    ASSERTED = "asserted"
    ESTIMATED = "estimated"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


# What is said to have happened: it holds a position and goes into checks. Plans, capabilities and denials do not.
HELD = (Modality.ASSERTED, Modality.ESTIMATED)


@final
@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a statement: an office, a person, or the narrator of the document.

    `country` is the ISO 3166 alpha-2 code of the side it speaks for, or an empty string.
    """

    name: str
    country: str = ""


# What a text says on its own account.
NARRATOR = Source("narrator")


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said of one launch. It cannot exist without the words it was said in.

    Attributes
    ----------
    mention_id : str
        The launch as its document speaks of it.
    attribute : str
        One of `ATTRIBUTES`.
    value : Estimate, Moment or str
        By attribute; vocabularies of the words are in docs/rooms/record.md.
    speaker : Source
        Who vouches for it.
    modality : Modality
        How firmly.
    quote : Quote
        The exact words.
    doubt : str
        A likely slip in the words and the reason, or an empty string; the value stands as written.
    """

    mention_id: str
    attribute: str
    value: Value
    speaker: Source
    modality: Modality
    quote: Quote
    doubt: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        q = self.quote
        said = (q.document_id, q.start, q.end, self.attribute, spelled(self.value), self.speaker.name)
        object.__setattr__(self, "id", content_id("claim", self.mention_id, *said, self.modality.value))

    @property
    def voice(self) -> str:
        """Who vouches for it, told apart from everybody else: each document's own narrator is somebody of their own."""
        return f"{self.speaker.name} of {self.quote.document_id}" if self.speaker == NARRATOR else self.speaker.name


def spelled(value: Value) -> list[str | float | None]:
    """A value as plain parts, for ids and for the archive: open ends are None."""
    if isinstance(value, Estimate):
        ends = [x if math.isfinite(x) else None for x in (value.low, value.high)]
        return [value.best, *ends, value.unit]
    if isinstance(value, Moment):
        return [value.earliest.isoformat(), value.latest.isoformat(), value.zone]
    return [value]
