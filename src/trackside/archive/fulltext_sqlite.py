"""Full-text search in SQLite: FTS5, of which only the index is kept (the text is in `documents`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from trackside.archive.fulltext_entry import Entry
from trackside.archive.sought import EVERY, Sought, Term
from trackside.archive.words import INITIAL

# Facets narrow a search and say nothing of how well a text fits.
_WEIGHTS = "1.0, 1.0, 0.0"


def insert(connection: Connection, entries: Iterable[Entry]) -> None:
    """Index documents that are not in the index."""
    rows = [_row(e) for e in entries]
    connection.execute(text("INSERT INTO words (rowid, tokens, forms, facets) VALUES (:d, :t, :w, :f)"), rows)


def remove(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take documents out, given exactly as they were put in."""
    forget = "INSERT INTO words (words, rowid, tokens, forms, facets) VALUES ('delete', :d, :t, :w, :f)"
    for e in entries:
        connection.execute(text(forget), _row(e))


def search(connection: Connection, sought: Sought, *, ranked: int, limit: int) -> tuple[int, list[tuple[int, float]]]:
    """How many documents have what is sought, and the numbers and scores of the best among the `ranked` added last."""
    query = expression(sought)
    counted = text("SELECT count(*) FROM words WHERE words MATCH :q")
    total = int(connection.execute(counted, {"q": query}).scalar_one())
    if not total:
        return 0, []
    asked = (
        f"SELECT number, score FROM (SELECT rowid AS number, -bm25(words, {_WEIGHTS}) AS score FROM words "  # noqa: S608 - our own weights
        "WHERE words MATCH :q ORDER BY rowid DESC LIMIT :ranked) ORDER BY score DESC, number DESC LIMIT :limit"
    )
    rows = connection.execute(text(asked), {"q": query, "ranked": ranked, "limit": limit})
    return total, [(row.number, row.score) for row in rows]


def holds(connection: Connection, entry: Entry) -> bool:
    """Whether the index finds a document by its longest word, which few others have, and by all its facets."""
    longest = [_phrase("tokens", [max(entry.tokens, key=len)])] if entry.tokens else []
    asked = " AND ".join([*longest, *(_phrase("facets", [f]) for f in entry.facets)])
    found = text("SELECT 1 FROM words WHERE words MATCH :q AND rowid = :n")
    return connection.execute(found, {"q": asked, "n": entry.document}).first() is not None


def strangers(connection: Connection) -> list[int]:
    """Numbers in the index that `worded` does not know."""
    asked = text("SELECT rowid FROM words WHERE rowid NOT IN (SELECT document FROM worded) ORDER BY rowid")
    return list(connection.execute(asked).scalars())


def expression(sought: Sought) -> str:
    """What is sought as an FTS5 query (SQLite documentation, "Full-text Query Syntax")."""
    must = [_term(t) for t in sought.wanted]
    must += [f"({' OR '.join(_phrase('facets', [f]) for f in any_of)})" for any_of in sought.facets]
    wanted = " AND ".join(must or [_phrase("facets", [EVERY])])
    return f"({wanted})" + "".join(f" NOT {_term(t)}" for t in sought.terms if t.excluded)


def _term(term: Term) -> str:
    if len(term.form) == 1:
        return _phrase("forms", [INITIAL + term.form])
    if term.form:
        return f"{_phrase('forms', [term.form])} *"
    return _phrase("tokens", term.tokens) + (" *" if term.open else "")


def _phrase(column: str, tokens: Sequence[str]) -> str:
    # Tokens are letters, digits, points and @ alone: nothing in them can end the quotation.
    return f'{column} : "{" ".join(tokens)}"'


def _row(entry: Entry) -> dict[str, object]:
    spaced = {"t": entry.tokens, "w": entry.forms, "f": entry.facets}
    return {"d": entry.document, **{key: " ".join(tokens) for key, tokens in spaced.items()}}
