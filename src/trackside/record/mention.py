"""`Mention`: one launch as one document speaks of it. `Reading`: all that was read in one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from trackside.moment import Moment
from trackside.record.claim import Claim
from trackside.record.document import Document
from trackside.record.identity import content_id
from trackside.record.statement import HistoryStatement, Reaction


@final
@dataclass(frozen=True, slots=True)
class Mention:
    """One launch as one document speaks of it.

    Attributes
    ----------
    document_id : str
        The document.
    ordinal : int
        Its place among the document's launches, from 0; the main launch comes first.
    country : str
        Who launched, ISO 3166 alpha-2.
    date : Moment or None
        The day (month, year) at the launch site, as precise as the text allows.
    main : bool
        Whether the document announces it, rather than telling it as background.
    site, system, kind, platform : str
        As the text has it, or an empty string.
    """

    document_id: str
    ordinal: int
    country: str
    date: Moment | None
    main: bool = False
    site: str = ""
    system: str = ""
    kind: str = ""
    platform: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", content_id("mention", self.document_id, self.ordinal))


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document; every claim belongs to one of its mentions."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    history: tuple[HistoryStatement, ...] = ()
