"""`Item`: what an importer gives for each document."""

from __future__ import annotations

from typing import NamedTuple

from trackside.archive.intake import Intake
from trackside.record import Document, Reading


class Item(NamedTuple):
    """A document with its bytes and what was read in it."""

    intake: Intake
    document: Document
    reading: Reading
