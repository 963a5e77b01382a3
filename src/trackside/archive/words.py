"""Words of texts for looking up."""

from __future__ import annotations

import sqlalchemy as sa

from trackside.record import Document


def index(connection: sa.Connection, number: int, document: Document) -> None:
    """Take a new document's words into the table of words, by the document's number."""
    del connection, number, document
