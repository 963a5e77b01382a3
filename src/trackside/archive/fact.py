"""The facts of an archive as values: what its tables hold and nothing that is derived from them.

What a file went through itself (its migrations, which versions of the shipped data it was given) is none of them: it
belongs to the file, not to what is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.record import Claim, Document, HistoryStatement, Judgement, Mention, Reaction, Withdrawal, digest


@final
@dataclass(frozen=True, slots=True)
class Evidence:
    """Bytes as they were taken in, under their SHA-256.

    Raises
    ------
    BadInput
        When it is not theirs.
    """

    sha256: str
    raw: bytes

    def __post_init__(self) -> None:
        if digest(self.raw) != self.sha256:
            raise BadInput(self.sha256, "is not the SHA-256 of its bytes", "they were changed or damaged")


@final
@dataclass(frozen=True, slots=True)
class Taking:
    """That bytes which give a document were taken in: which, under what name, from what address, when."""

    document_id: str
    sha256: str
    source: str
    address: str
    content_type: str
    taken: Moment


@final
@dataclass(frozen=True, slots=True)
class Filed:
    """A document with the address it came from, what a server said it was, and when it was taken."""

    document: Document
    address: str
    content_type: str
    taken: Moment


@final
@dataclass(frozen=True, slots=True)
class Noted:
    """All that one state of the reader read in one document, under the id of that reading."""

    id: str
    document_id: str
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    history: tuple[HistoryStatement, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Standing:
    """Which reading of a document is in force from a time on, and why; None when none is (superseded, withdrawn)."""

    document_id: str
    reading_id: str | None
    because: str
    since: Moment


@final
@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with the time it was put into the archive. That it was withdrawn is a fact of its own."""

    judgement: Judgement
    added: Moment


@final
@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal with the time it was put into the archive."""

    withdrawal: Withdrawal
    added: Moment


Fact = Evidence | Filed | Taking | Noted | Standing | Judged | Withdrawn


@final
@dataclass(frozen=True, slots=True)
class Spoilt:
    """A line of a stream that is no fact: its number, from 1, and why."""

    line: int
    because: str
