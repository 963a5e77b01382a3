"""`Launch`: the event that mentions from many documents agree on, and the `Finding`s drawn from its claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.record.claim import Claim, Value
from trackside.record.identity import content_id
from trackside.record.mention import Mention
from trackside.record.statement import HistoryStatement, Reaction


@final
@dataclass(frozen=True, slots=True)
class Position:
    """One value held by one or more speakers, with the claims that say so, in the order they were read.

    `voices` are those who hold it independently of each other, each once: the narrators of two documents are two
    voices, unless one document repeats the other. Where none are given each claim's own voice counts.
    """

    value: Value
    claims: tuple[Claim, ...]
    voices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.voices:
            object.__setattr__(self, "voices", tuple(dict.fromkeys(c.voice for c in self.claims)))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who holds it, each once, in the order they were read."""
        return tuple(dict.fromkeys(c.speaker.name for c in self.claims))


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """What is held of one attribute of a launch. It cannot be built without evidence.

    Attributes
    ----------
    attribute : str
        One of `trackside.record.ATTRIBUTES`.
    positions : tuple of Position
        Every value held, the best supported first; dissent is kept, never averaged away.
    agreed : bool
        Whether all positions say the same within rounding and hedges that leave one end open.
    """

    attribute: str
    positions: tuple[Position, ...]
    agreed: bool

    def __post_init__(self) -> None:
        if not self.positions or not all(p.claims for p in self.positions):
            raise BadInput(self.attribute, "a finding needs at least one claim for every value it holds")


@final
@dataclass(frozen=True, slots=True)
class Launch:
    """The event that mentions from one or many documents agree on; it may hold several missiles.

    Attributes
    ----------
    country : str
        Who launched, ISO 3166 alpha-2.
    date : Moment or None
        The calendar day (month, year) at the site.
    main : bool
        Whether any document announces it, rather than telling it as background.
    mentions : tuple of Mention
        The first one leads: the others were found to be of one launch with it. The launch has its id from it, which
        stays the same when other documents tell of the launch, too.
    """

    country: str
    date: Moment | None
    main: bool
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    reactions: tuple[Reaction, ...] = ()
    history: tuple[HistoryStatement, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.mentions:
            raise BadInput("a launch without mentions", "a launch is made from at least one mention")
        object.__setattr__(self, "id", launch_id(self.mentions[0].id))

    def finding(self, attribute: str) -> Finding | None:
        """The finding on one attribute, or None when nothing is claimed of it."""
        return next((f for f in self.findings if f.attribute == attribute), None)


def launch_id(leader: str) -> str:
    """The id of the launch that a mention leads."""
    return content_id("launch", leader)
