"""Full-text search: what is indexed of a document, and what is found; one meaning for both kinds of database.

The index is derived: it can be emptied and filled again from the documents and the readings in force. A superseded
document is not in it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Select, TextClause, bindparam, select, text

from trackside.archive import fulltext_postgresql, fulltext_sqlite
from trackside.archive.fulltext_entry import Entry
from trackside.archive.fulltext_tables import INDEX
from trackside.archive.hit import Found, Hit, excerpt
from trackside.archive.readback import IN_FORCE
from trackside.archive.rows import Out
from trackside.archive.schema import CLAIMS, DOCUMENTS, MENTIONS, READINGS, WORDED
from trackside.archive.sought import Sought, facets_of
from trackside.archive.words import RULES, vocabulary
from trackside.record import Document, Reading

# Of more hits than these the ones added last are ranked: ranking reads every hit.
RANKED = 2_000
_BATCH = 200
_SHOWN = text("SELECT number, id, title, source, published, language, text FROM documents WHERE number IN :numbers")
# The launches that the mentions of each document's reading in force belong to.
_LAUNCHES = text(
    "SELECT DISTINCT r.document_id, x.launch_id FROM readings r JOIN mentions m ON m.reading = r.number "
    "JOIN memberships x ON x.mention_id = m.id WHERE r.id IN (SELECT (SELECT s.reading_id FROM standings s "
    "WHERE s.document_id = d.id ORDER BY s.number DESC LIMIT 1) FROM documents d WHERE d.number IN :numbers) "
    "ORDER BY x.launch_id"
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
            # What other rules made of a text cannot be told to the index word for word: it is made anew as a whole.
            fill(connection)
            take_out(connection, numbers)
            return
        entries = _again(connection, row.document, row.facets.split())
        _dialect(connection.dialect.name).remove(connection, entries)
        connection.execute(text("DELETE FROM worded WHERE document = :n"), {"n": row.document})


def copy(source: Connection, target: Connection) -> None:
    """Index in another archive what is indexed in this one, by today's rules."""
    asked = text("SELECT document, facets FROM worded ORDER BY document")
    held = source.execute(asked, execution_options={"yield_per": _BATCH})
    for rows in held.partitions():
        put(target, (e for row in rows for e in _again(target, row.document, row.facets.split())))


def fill(connection: Connection) -> None:
    """Throw the index away, whatever state it is in, and make it anew, in the caller's transaction."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")
    connection.execute(WORDED.delete())
    for statement in INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    last = 0
    while rows := _standing(connection, last):
        put(connection, map(indexed, rows, facets_from(connection, rows)))
        last = rows[-1]["number"]


def facets_from(connection: Connection, rows: Sequence[Out]) -> list[list[str]]:
    """The facets of documents, from rows that have their days and the numbers of their readings."""
    numbers = [row["reading"] for row in rows]
    told = [defaultdict[int, list[str]](list) for _ in range(2)]
    for of_reading, column in zip(told, (MENTIONS.c.country, CLAIMS.c.attribute), strict=True):
        reading = column.table.c.reading
        for number, word in connection.execute(select(reading, column).distinct().where(reading.in_(numbers))):
            of_reading[number].append(word)
    days = (dt.date.fromisoformat(row["published"]) if row["published"] else None for row in rows)
    return [facets_of(day, *(t[number] for t in told)) for day, number in zip(days, numbers, strict=True)]


def _standing(connection: Connection, last: int) -> list[Out]:
    """The next documents that count, in the order they were added."""
    wanted: Select[Any] = (
        select(DOCUMENTS, READINGS.c.number.label("reading"))
        .join(IN_FORCE, IN_FORCE.c.document_id == DOCUMENTS.c.id)
        .join(READINGS, READINGS.c.id == IN_FORCE.c.reading_id)
        .where(DOCUMENTS.c.number > last)
        .order_by(DOCUMENTS.c.number)
        .limit(_BATCH)
    )
    return list(connection.execute(wanted).mappings())


def search(connection: Connection, sought: Sought, *, limit: int = 20) -> Found:
    """The documents that have what is sought: the best `limit` of the 2,000 added last, and how many there are."""
    total, ranked = _dialect(connection.dialect.name).search(connection, sought, ranked=RANKED, limit=limit)
    return Found(tuple(_hits(connection, sought, ranked) if total else ()), total, min(total, RANKED))


def holds(connection: Connection, row: Out, facets: Sequence[str]) -> bool:
    """Whether the index has a document as its row and these facets make it."""
    return bool(_dialect(connection.dialect.name).holds(connection, indexed(row, facets)))


def strangers(connection: Connection) -> list[int]:
    """Numbers that the index has and nothing says why."""
    return list(_dialect(connection.dialect.name).strangers(connection))


def _hits(connection: Connection, sought: Sought, ranked: Sequence[tuple[int, float]]) -> Iterator[Hit]:
    """The documents of some numbers, in that order, with what is shown of them."""
    asked = {"numbers": [number for number, _ in ranked]}
    rows = {row.number: row for row in connection.execute(_many(_SHOWN), asked)}
    launches = defaultdict[str, list[str]](list)
    for row in connection.execute(_many(_LAUNCHES), asked):
        launches[row.document_id].append(row.launch_id)
    for number, score in ranked:
        row = rows[number]
        published = dt.date.fromisoformat(row.published) if row.published else None
        snippet = excerpt(row.text, sought.wanted)
        told = (row.id, row.title, row.source, published, row.language)
        yield Hit(*told, snippet, tuple(launches[row.id]), score)


def _many(asked: TextClause) -> TextClause:
    return asked.bindparams(bindparam("numbers", expanding=True))


def _again(connection: Connection, number: int, facets: Sequence[str]) -> Iterator[Entry]:
    """What was indexed of a document: its text stays as it is, and the rules are the same."""
    asked = text("SELECT number, title, title_end, text FROM documents WHERE number = :n")
    for row in connection.execute(asked, {"n": number}).mappings().all():
        yield indexed(row, facets)


def _dialect(name: str) -> ModuleType:
    return _DIALECTS[name]
