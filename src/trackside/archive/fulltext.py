"""Full-text search: what is indexed of a document, and what is found; one meaning for both kinds of database.

The index is derived: it can be emptied and filled again from the documents and the readings in force. A superseded
document is not in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import ModuleType

from sqlalchemy import Connection, text

from trackside.archive import fulltext_postgresql, fulltext_sqlite
from trackside.archive.fulltext_entry import Entry
from trackside.archive.hit import Found, Hit, excerpt
from trackside.archive.rows import Out
from trackside.archive.sought import Sought, facets_of
from trackside.archive.words import RULES, vocabulary
from trackside.record import Document, Reading

# Of more hits than these the ones added last are ranked: ranking reads every hit.
RANKED = 2_000
_BATCH = 200
# The launches that the mentions of a document's reading in force belong to.
_LAUNCHES = (
    "SELECT DISTINCT x.launch_id FROM readings r JOIN mentions m ON m.reading = r.number "
    "JOIN memberships x ON x.mention_id = m.id WHERE r.id = (SELECT s.reading_id FROM standings s "
    "WHERE s.document_id = :d ORDER BY s.number DESC LIMIT 1) ORDER BY x.launch_id"
)
_DIALECTS: dict[str, ModuleType] = {"sqlite": fulltext_sqlite, "postgresql": fulltext_postgresql}


def entry(number: int, document: Document, reading: Reading) -> Entry:
    """A document as it is indexed, under its number."""
    tokens, forms = vocabulary("" if document.title_end else document.title, document.text)
    countries = (m.country for m in reading.mentions)
    facets = facets_of(document.published, countries, (c.attribute for c in reading.claims))
    return Entry(number, tokens, forms, facets)


def indexed(row: Out, facets: Sequence[str]) -> Entry:
    """A document as it is indexed, from its row."""
    return Entry(row["number"], *vocabulary("" if row["title_end"] else row["title"], row["text"]), facets)


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Index documents, in the caller's transaction; what is indexed of them already is replaced."""
    given = iter(entries)
    while batch := list(islice(given, _BATCH)):
        take_out(connection, [e.document for e in batch])
        _dialect(connection.dialect.name).insert(connection, batch)
        rows = [{"d": e.document, "f": " ".join(e.facets), "r": RULES} for e in batch]
        connection.execute(text("INSERT INTO worded (document, facets, rules) VALUES (:d, :f, :r)"), rows)


def take_out(connection: Connection, numbers: Sequence[int]) -> None:
    """Take documents out of the index, in the caller's transaction; those that are not in it are passed over."""
    asked = text("SELECT document, facets, rules FROM worded WHERE document = :n")
    for row in [r for n in numbers for r in connection.execute(asked, {"n": n})]:
        if row.rules != RULES:
            # The index holds what other rules made of the text, and cannot be told exactly what to forget.
            clear(connection)
            return
        entries = _again(connection, row.document, row.facets.split())
        _dialect(connection.dialect.name).remove(connection, entries)
        connection.execute(text("DELETE FROM worded WHERE document = :n"), {"n": row.document})


def clear(connection: Connection) -> None:
    """Empty the index."""
    _dialect(connection.dialect.name).clear(connection)
    connection.execute(text("DELETE FROM worded"))


def copy(source: Connection, target: Connection) -> None:
    """Index in another archive what is indexed in this one, by today's rules."""
    asked = text("SELECT document, facets FROM worded ORDER BY document")
    held = source.execute(asked, execution_options={"yield_per": _BATCH})
    for rows in held.partitions():
        put(target, (e for row in rows for e in _again(target, row.document, row.facets.split())))


def search(connection: Connection, sought: Sought, *, limit: int = 20) -> Found:
    """The documents that have what is sought: the best `limit` of them, and how many there are."""
    dialect = _dialect(connection.dialect.name)
    total = dialect.count(connection, sought)
    ranked = dialect.rank(connection, sought, ranked=RANKED, limit=limit) if total else []
    return Found(tuple(_hit(connection, sought, number, score) for number, score in ranked), total)


def holds(connection: Connection, number: int, facets: Sequence[str]) -> bool:
    """Whether the index has a document of that number as its text and these facets make it."""
    dialect = _dialect(connection.dialect.name)
    return all(dialect.holds(connection, e) for e in _again(connection, number, facets))


def strangers(connection: Connection) -> list[int]:
    """Numbers that the index has and nothing says why."""
    return list(_dialect(connection.dialect.name).strangers(connection))


def _hit(connection: Connection, sought: Sought, number: int, score: float) -> Hit:
    row = connection.execute(
        text("SELECT id, title, source, published, language, text FROM documents WHERE number = :n"), {"n": number}
    ).one()
    told = connection.execute(text(_LAUNCHES), {"d": row.id}).scalars()
    published = dt.date.fromisoformat(row.published) if row.published else None
    snippet = excerpt(row.text, sought.wanted)
    return Hit(row.id, row.title, row.source, published, row.language, snippet, tuple(told), score)


def _again(connection: Connection, number: int, facets: Sequence[str]) -> Iterator[Entry]:
    """What was indexed of a document: its text stays as it is, and the rules are the same."""
    asked = text("SELECT number, title, title_end, text FROM documents WHERE number = :n")
    for row in connection.execute(asked, {"n": number}).mappings().all():
        yield indexed(row, facets)


def _dialect(name: str) -> ModuleType:
    return _DIALECTS[name]
