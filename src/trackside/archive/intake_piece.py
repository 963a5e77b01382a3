"""Pieces of a bulk source: an `Intake` for each document in it, a `LeftOut` for each that cannot be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from trackside.archive.intake import Intake
from trackside.errors import BadDocument, BadInput
from trackside.moment import Moment
from trackside.record import digest


@final
@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that could not be taken in or read, and why; `advice` says what to do."""

    source: str
    because: str
    advice: str = ""

    @property
    def error(self) -> BadInput:
        """The same as an error, for where one document is all there is."""
        return BadDocument(self.source, self.because, self.advice)


Piece = Intake | LeftOut


def left_out(source: str, error: BadInput) -> LeftOut:
    """What an error says, under the name of the document."""
    own = error.given == source
    return LeftOut(printable(source), error.wanted if own else str(error), error.advice if own else "")


def printable(name: str) -> str:
    """A name that can be written anywhere: bytes of a file's name that are no letters are shown as ``?``."""
    return name.encode("utf-8", "replace").decode()


def piece(raw: bytes, source: str, address: str, taken: Moment, *, kind: str) -> Intake:
    """One document out of a bulk source; `kind` is what `trackside.read.page` is told of its bytes."""
    return Intake(raw, printable(source), printable(address), taken, digest(raw), kind)
