"""`Document`: the text of one announcement or report, as read, with where it came from. `Quote`: some of its words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import final

from trackside.errors import BadInput
from trackside.record.identity import content_id


@final
@dataclass(frozen=True, slots=True)
class Document:
    """The text of one announcement or report; every quote's offsets refer to `text`.

    Attributes
    ----------
    source : str
        As given by the caller: a file name, an address, ``-``.
    text : str
        The readable text; for a web page what is left without navigation and adverts.
    title : str
        Its title, or an empty string.
    published : datetime.date or None
        The day it was published, where it says so.
    language : str
        ISO 639-1 code: ``en``, ``ko``, ``ja`` ...
    sha256 : str
        Of the bytes as taken in.
    title_end : int
        Where the title ends when the text begins with it, else 0.
    id : str
        From text and publication day, so that the same page taken twice is one document.
    """

    source: str
    text: str
    title: str = ""
    published: dt.date | None = None
    language: str = "en"
    sha256: str = ""
    title_end: int = 0
    id: str = field(init=False)

    def __post_init__(self) -> None:
        day = self.published.isoformat() if self.published else None
        object.__setattr__(self, "id", content_id("document", self.text, day))


@final
@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words ``text[start:end]`` of a document. Made by :func:`quote`, which takes them from the text."""

    document_id: str
    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not self.exact.strip() or len(self.exact) != self.end - self.start or self.start < 0:
            raise BadInput(f"{self.exact!r} at {self.start}..{self.end}", "a quote is the exact words of its document")


# What tables write where nothing is known, in lower case.
UNTOLD = frozenset(
    {
        *("", "-", "–", "—", "?", "n/a", "na", "n.a.", "#n/a", "none", "nan", "null", "tbd"),
        *("unknown", "not known", "not available", "undetermined", "undisclosed", "unspecified"),
    }
)
# Rows of a table are documents whose source is the table's name and what stays of the row: ``cns#1984-04-09 Scud-B``.
# No file or address is taken for one: those have a suffix, a slash or a colon.
_ROW = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)#.")


def table_of(source: str) -> str:
    """The table that a document's source names as a row of it, or an empty string for any other document."""
    found = _ROW.match(source)
    return found[1] if found else ""


def quote(document: Document, start: int, end: int) -> Quote:
    """The words of a document between two offsets, without white space at the ends.

    Raises
    ------
    BadInput
        When there are no words between them.
    """
    exact = document.text[start:end]
    lead = len(exact) - len(exact.lstrip())
    exact = exact.strip()
    return Quote(document.id, start + lead, start + lead + len(exact), exact)
