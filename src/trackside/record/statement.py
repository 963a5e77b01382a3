"""What is said about a launch besides its facts: reactions to it, and statements about history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from trackside.moment import Moment
from trackside.record.claim import Source
from trackside.record.document import Quote
from trackside.record.identity import content_id

STANCES = (
    "condemns",
    "protests",
    "concerned",
    "no_immediate_threat",
    "defends",
    "praises",
    "calls_for_talks",
    "other",
)
HISTORY_KINDS = ("first_since", "nth_in_period", "record", "first_of_kind", "interval")


@final
@dataclass(frozen=True, slots=True)
class Reaction:
    """A stance somebody takes on a launch; `stance` is one of `STANCES`."""

    mention_id: str
    actor: Source
    stance: str
    quote: Quote
    id: str = field(init=False)

    def __post_init__(self) -> None:
        said = (self.quote.document_id, self.quote.start, self.quote.end)
        object.__setattr__(self, "id", content_id("reaction", *said, self.actor.name, self.stance))


@final
@dataclass(frozen=True, slots=True)
class HistoryStatement:
    """A sentence that sets a launch among others ("the first since March"); `kind` is one of `HISTORY_KINDS`.

    `since` is the moment it counts from, where it names one.
    """

    mention_id: str
    kind: str
    since: Moment | None
    quote: Quote
    id: str = field(init=False)

    def __post_init__(self) -> None:
        said = (self.quote.document_id, self.quote.start, self.quote.end)
        object.__setattr__(self, "id", content_id("history", *said, self.kind))
