"""One citation for each value: the document it stands in, with the exact words. Or one for each document.

The key of a citation is the id of what it cites, ``claim-3f9a61c2d07b`` or ``document-1d92c07ab3e4``: it is unique,
stays the same from export to export, and `trackside archive show` answers to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final
from urllib.parse import urlsplit

from trackside.archive.exports.columns import number_cells
from trackside.archive.exports.selection import Selection, Told, date_text
from trackside.archive.exports.spreadsheet import written
from trackside.archive.held import Held
from trackside.archive.shown import shown_source
from trackside.moment import Moment
from trackside.record import NARRATOR, Claim, Value

_WEB = ("http", "https")


@final
@dataclass(frozen=True, slots=True)
class Citation:
    """What a bibliography says of one document, or of one value in it.

    Attributes
    ----------
    key : str
        The id of the claim, or of the document.
    title : str
        The document's title, or else its name.
    table : str
        Where it lay when that is no address on the web: a file, a table and its row.
    outlet : str
        Who published it, as the host of its address tells; empty where it was a file.
    published : datetime.date or None
        When, where it says so.
    address : str
        Its address on the web; empty where it was a file.
    taken : datetime.date
        The day it was taken in, UTC.
    language : str
        ISO 639-1, or ``und``.
    note : str
        The value with who says so and in which words; the digest of the bytes.
    launch : str
        The id of the launch it is about; of a document's launches, the first that is told.
    """

    key: str
    title: str
    table: str
    outlet: str
    published: dt.date | None
    address: str
    taken: dt.date
    language: str
    note: str
    launch: str


def citations(selection: Selection) -> Iterator[Citation]:
    """A citation for each claim of every launch wanted, or for each of its documents, each key once."""
    for told in selection.launches():
        if selection.wanted.per == "document":
            yield from (_cited(held.id, held, "", told) for held in told.fresh)
        else:
            yield from (_cited(c.id, told.documents[c.quote.document_id], said(c), told) for c in told.claims)


def said(claim: Claim) -> str:
    """A value, who says so, how firmly, and the exact words with their place."""
    q = claim.quote
    doubt = f" Doubt: {claim.doubt}." if claim.doubt else ""
    who = "the document itself" if claim.speaker == NARRATOR else claim.speaker.name
    told = f"{claim.attribute.replace('_', ' ')}: {_value(claim.value)}; {claim.modality}, said by {who}"
    return f"{told}: “{q.exact}” (characters {q.start} to {q.end}).{doubt} "


def _value(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Moment):
        first, last = (written(t) for t in (value.earliest, value.latest))
        return f"{date_text(value)} ({first} to {last})"
    best, low, high = map(written, number_cells(value))
    if not low or not high:
        return f"{best} {value.unit}" + (f", at least {low}" if low else f", at most {high}" if high else "")
    return f"{best} {value.unit}" + ("" if low == high else f", {low} to {high}")


def _cited(key: str, held: Held, words: str, told: Told) -> Citation:
    parts = urlsplit(held.address)
    on_web = parts.scheme in _WEB
    return Citation(
        key,
        held.title or shown_source(held.source),
        "" if on_web else shown_source(held.address),
        (parts.hostname or "").removeprefix("www.") if on_web else "",
        held.published,
        shown_source(held.address) if on_web else "",
        held.taken.earliest.date(),
        held.language,
        f"{words}SHA-256 of the document as taken in: {held.sha256}",
        told.launch.id,
    )
