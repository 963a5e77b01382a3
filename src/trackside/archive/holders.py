"""`Holders`: which sources hold a document's text still, so that it is let go only when none of them does.

The id of a document does not depend on where it was found, so several sources may give the same one. Of the documents
that count, a source holds the one that it gave last.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, final

import sqlalchemy as sa

from trackside.archive.readback import IN_FORCE
from trackside.archive.schema import TAKINGS


@final
class Holders:
    """What some sources gave, and whatever else gave the same; kept up to date by `give` and `stand`.

    Parameters
    ----------
    connection : Connection
        In whose transaction to look.
    sources : sequence of str
        The sources that are asked about.
    documents : sequence of str
        Documents that they may come to give.
    """

    def __init__(self, connection: sa.Connection, sources: Sequence[str], documents: Sequence[str] = ()) -> None:
        self._given: dict[str, dict[str, tuple[dt.datetime, int]]] = defaultdict(dict)
        self._sources: dict[str, set[str]] = defaultdict(set)
        self._counts = set[str]()
        self._number = 0
        for row in connection.execute(_around(sources, documents)):
            self.give(row.source, row.document_id, dt.datetime.fromisoformat(row.taken_utc))
            if row.reading_id is not None:
                self._counts.add(row.document_id)

    def give(self, source: str, document: str, taken: dt.datetime) -> None:
        """Take note that a source gave a document at a time."""
        self._number += 1
        given = self._given[source]
        given[document] = max(given.get(document, (taken, 0)), (taken, self._number))
        self._sources[document].add(source)

    def stand(self, document: str, *, counts: bool) -> None:
        """Take note that a document counts, or does not count any more."""
        (self._counts.add if counts else self._counts.discard)(document)

    def of(self, source: str) -> list[str]:
        """The documents that count and that a source ever gave, in the order it gave them first."""
        return [d for d in self._given.get(source, ()) if d in self._counts]

    def last(self, source: str) -> str | None:
        """The document that a source holds: of those that count the one it gave last."""
        given = self._given.get(source, {})
        return max(self.of(source), key=given.__getitem__, default=None)

    def among(self, document: str, others: Iterable[str]) -> bool:
        """Whether a source holds a document that is none of these others."""
        return any(self.last(source) == document for source in self._sources[document].difference(others))


def _around(sources: Sequence[str], documents: Sequence[str]) -> sa.Select[Any]:
    """All takings of every source that gave one of the documents, or one of those that the sources gave, too."""
    theirs = TAKINGS.alias()
    beside = sa.select(TAKINGS.c.source).join(theirs, theirs.c.document_id == TAKINGS.c.document_id)
    holders = beside.where(theirs.c.source.in_(sources)).union(
        sa.select(TAKINGS.c.source).where(TAKINGS.c.document_id.in_(documents))
    )
    return (
        sa.select(TAKINGS, IN_FORCE.c.reading_id)
        .outerjoin(IN_FORCE, IN_FORCE.c.document_id == TAKINGS.c.document_id)
        .where(TAKINGS.c.source.in_(holders))
        .order_by(TAKINGS.c.number)
    )
