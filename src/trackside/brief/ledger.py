"""The numbers of the page: which source, claim, mark and method carries which, fixed before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside import flight
from trackside.assess import Assessment
from trackside.brief import vocabulary
from trackside.brief.marks import Span
from trackside.brief.room import ROOMS
from trackside.record import Claim, Document, HistoryStatement, Quote, Reaction

# Longer quotes are shortened in tables; the source text below has them in full.
LONGEST_QUOTE = 280

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")

_GEODESIC = (
    "Distances and directions on the ellipsoid",
    "Geodesics on WGS 84: C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013) 43-55.",
    "https://doi.org/10.1007/s00190-012-0578-z",
)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Numbers given out once for a whole page.

    Attributes
    ----------
    documents : mapping of document id to (number, Document)
        In the order they were read.
    claims : mapping of claim id to number
        In the order of the page; claims beyond the room for them have none.
    marks : mapping of (document id, start, end) to mark id
        Every span of a source text that the page quotes.
    methods : mapping of method id to number
        In order of use.
    """

    documents: Mapping[str, tuple[int, Document]]
    claims: Mapping[str, int]
    marks: Mapping[tuple[str, int, int], str]
    methods: Mapping[str, int]

    def mark(self, quote: Quote) -> str:
        """The id of a quote's mark, or an empty string when the page does not print its document."""
        return self.marks.get((quote.document_id, quote.start, quote.end), "")

    def source(self, quote: Quote) -> int:
        """The number of the document a quote is from; 0 when the page does not have it."""
        return self.documents[quote.document_id][0] if quote.document_id in self.documents else 0

    def language(self, quote: Quote) -> str:
        """The language a quote is in."""
        return language(self.documents[quote.document_id][1]) if quote.document_id in self.documents else ""

    def numbers(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """The claims' numbers, in order, each once."""
        return tuple(sorted({self.claims[c.id] for c in claims if c.id in self.claims}))

    def who(self, claim: Claim) -> str:
        """A claim's speaker as shown: the text's own voice is named for its source."""
        number = self.source(claim.quote)
        lone = len(self.documents) < 2
        return vocabulary.speaker(claim.speaker.name, "the report" if lone or not number else f"source {number}")


def ledger(assessments: Sequence[Assessment], *, most: int = ROOMS[0].claims) -> Ledger:
    """Number everything the page will cite, in the order the assessments are given; at most `most` claims."""
    documents = {d.id: d for a in assessments for d in a.documents}
    claims = list({c.id: c for a in assessments for c in a.launch.claims}.values())[:most]
    numbered = {k: (i, d) for i, (k, d) in enumerate(documents.items(), 1)}
    quotes = [c.quote for c in claims] + [w.quote for a in assessments for w in _worded(a)]
    marks = {
        (q.document_id, q.start, q.end): f"s{numbered[q.document_id][0]}-{q.start}-{q.end}"
        for q in quotes
        if q.document_id in numbered
    }
    used = dict.fromkeys(m for a in assessments for m in _methods(a))
    return Ledger(
        numbered,
        {c.id: i for i, c in enumerate(claims, 1)},
        marks,
        {m: i for i, m in enumerate(used, 1)},
    )


def spans(book: Ledger, assessments: Sequence[Assessment]) -> dict[str, list[Span]]:
    """For each document its quoted spans, with the places on the page that quote them."""
    back: dict[tuple[str, int, int], list[tuple[str, str]]] = {k: [] for k in book.marks}
    for a in assessments:
        for c in a.launch.claims:
            key = (c.quote.document_id, c.quote.start, c.quote.end)
            if key in back and c.id in book.claims:
                back[key].append((f"c{book.claims[c.id]}", str(book.claims[c.id])))
    found: dict[str, list[Span]] = {k: [] for k in book.documents}
    for (document, start, end), mark in book.marks.items():
        found[document].append(Span(start, end, mark, tuple(dict.fromkeys(back[document, start, end]))))
    return found


def language(document: Document) -> str:
    """A document's language where it is a language tag, else an empty string, which means unknown."""
    return document.language if _TAG.fullmatch(document.language) else ""


def method_text(key: str) -> tuple[str, str, str]:
    """Title, citation and address of a method by its id."""
    return flight.METHODS.get(key) or (_GEODESIC if key == "geodesic" else (key, "", ""))


def _worded(a: Assessment) -> Iterator[Reaction | HistoryStatement]:
    yield from a.launch.reactions
    yield from a.launch.history


def _methods(a: Assessment) -> Iterator[str]:
    for x in a.examinations:
        yield x.check.method
    for reading in a.flown:
        yield from reading.report.methods
    yield from a.methods
