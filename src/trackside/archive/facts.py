"""All facts of an archive, read out in an order in which they can be put in again: document by document.

Facts only grow, so what is read out is the state of one moment without any lock: rows that come later have higher
numbers and are left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, final

import sqlalchemy as sa

from trackside.archive.engine import Database
from trackside.archive.fact import Evidence, Fact, Filed, Judged, Noted, Standing, Taking, Withdrawn
from trackside.archive.judging import judgement_of
from trackside.archive.paging import by_reading, in_pages
from trackside.archive.plain import moment_from_plain
from trackside.archive.rows import Out, claim_of, document_of, history_of, mention_of, reaction_of
from trackside.archive.schema import (
    CLAIMS,
    DOCUMENTS,
    EVIDENCE,
    HISTORY,
    JUDGEMENTS,
    MENTIONS,
    REACTIONS,
    READINGS,
    STANDINGS,
    TAKINGS,
    WITHDRAWALS,
)
from trackside.archive.write import BATCH_BYTES
from trackside.errors import BadArchive
from trackside.moment import Moment
from trackside.record import Withdrawal

_NUMBERED = (DOCUMENTS, TAKINGS, READINGS, STANDINGS, JUDGEMENTS, WITHDRAWALS)
_READ = (MENTIONS, CLAIMS, REACTIONS, HISTORY)
_ByDocument = Mapping[str, Sequence[Out]]


def facts(database: Database, documents: Collection[str] | None = None) -> Iterator[Fact]:
    """Every fact, each after those that it refers to; of some documents only where their ids are given.

    Memory holds a page of documents, some evidence and the digests of what was given already.
    """
    with database.reading() as connection:
        last = {t.name: connection.execute(sa.select(sa.func.max(t.c.number))).scalar_one() or 0 for t in _NUMBERED}
    evidence = _Bytes(database)
    held = sa.select(DOCUMENTS).where(DOCUMENTS.c.number <= last["documents"])
    for rows in in_pages(database.reading, held, DOCUMENTS.c.number):
        page = rows if documents is None else [row for row in rows if row["id"] in documents]
        with database.reading() as connection:
            takings, readings, standings = (_of(connection, t, page, last) for t in (TAKINGS, READINGS, STANDINGS))
            numbers = [r["number"] for some in readings.values() for r in some]
            read = [by_reading(connection, table, numbers) for table in _READ]
        evidence.expect([*(row["sha256"] for row in page), *(t["sha256"] for some in takings.values() for t in some)])
        for row in page:
            yield from evidence.told(row["sha256"])
            yield Filed(document_of(row), row["address"], row["content_type"], _time(row["taken_utc"]))
            for taking in takings[row["id"]]:
                yield from evidence.told(taking["sha256"])
                yield _taking(taking)
            yield from (_noted(r, read) for r in readings[row["id"]])
            yield from map(_standing, standings[row["id"]])
    yield from _decided(database, last)


def _of(connection: sa.Connection, table: sa.Table, page: Sequence[Out], last: Mapping[str, int]) -> _ByDocument:
    """The rows of a table that belong to some documents, by document, in the order of their numbers."""
    found: dict[str, list[Out]] = defaultdict(list)
    ids = [row["id"] for row in page]
    asked = sa.select(table).where(table.c.document_id.in_(ids), table.c.number <= last[table.name])
    for row in _rows(connection, asked.order_by(table.c.number)):
        found[row["document_id"]].append(row)
    return found


@final
class _Bytes:
    """Evidence, each piece once; as much of it is fetched at a time as memory may well hold, one piece at least."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._given: set[bytes] = set()
        self._waiting: dict[str, int] = {}
        self._fetched: dict[str, bytes] = {}

    def expect(self, digests: Sequence[str]) -> None:
        """Say what will be asked for next, about in that order."""
        wanted = [d for d in dict.fromkeys(digests) if bytes.fromhex(d) not in self._given]
        asked = sa.select(EVIDENCE.c.sha256, sa.func.length(EVIDENCE.c.bytes)).where(EVIDENCE.c.sha256.in_(wanted))
        with self._database.reading() as connection:
            sizes = {row[0]: int(row[1]) for row in connection.execute(asked)}
        self._waiting = {d: sizes[d] for d in wanted if d in sizes}

    def told(self, sha256: str) -> Iterator[Evidence]:
        """The evidence under a digest, unless it was given before."""
        key = bytes.fromhex(sha256)
        if key in self._given:
            return
        self._given.add(key)
        if sha256 not in self._fetched:
            self._fetch(sha256)
        yield Evidence(sha256, self._fetched.pop(sha256))

    def _fetch(self, sha256: str) -> None:
        if sha256 not in self._waiting:
            raise BadArchive(self._database.where, f"has lost the bytes {sha256}", "restore a copy")
        some, size = [sha256], self._waiting.pop(sha256)
        for digest in list(self._waiting):
            size += self._waiting[digest]
            if size > BATCH_BYTES:
                break
            some.append(digest)
            del self._waiting[digest]
        asked = sa.select(EVIDENCE).where(EVIDENCE.c.sha256.in_(some))
        with self._database.reading() as connection:
            self._fetched |= {row["sha256"]: bytes(row["bytes"]) for row in _rows(connection, asked)}


def _taking(row: Out) -> Taking:
    where = (row["source"], row["address"], row["content_type"])
    return Taking(row["document_id"], row["sha256"], *where, _time(row["taken_utc"]))


def _noted(row: Out, read: Sequence[Mapping[int, Sequence[Out]]]) -> Noted:
    document_id = row["document_id"]
    mentions, claims, reactions, history = (of_table[row["number"]] for of_table in read)
    return Noted(
        row["id"],
        document_id,
        tuple(mention_of(r, document_id) for r in mentions),
        tuple(claim_of(r, document_id) for r in claims),
        tuple(reaction_of(r, document_id) for r in reactions),
        tuple(history_of(r, document_id) for r in history),
    )


def _standing(row: Out) -> Standing:
    return Standing(row["document_id"], row["reading_id"], row["because"], _time(row["since_utc"]))


def _decided(database: Database, last: Mapping[str, int]) -> Iterator[Fact]:
    with database.reading() as connection:
        judged, withdrawn = (
            _rows(connection, sa.select(t).where(t.c.number <= last[t.name]).order_by(t.c.number))
            for t in (JUDGEMENTS, WITHDRAWALS)
        )
    yield from (Judged(judgement_of(row), _time(row["added_utc"])) for row in judged)
    yield from (Withdrawn(_withdrawal(row), _time(row["added_utc"])) for row in withdrawn)


def _withdrawal(row: Out) -> Withdrawal:
    return Withdrawal(row["judgement_id"], *_signed(row))


def _signed(row: Out) -> tuple[str, Moment, str]:
    return row["by"], moment_from_plain(json.loads(row["moment"])), row["reason"]


def _rows(connection: sa.Connection, asked: sa.Select[Any]) -> list[Out]:
    return list(connection.execute(asked).mappings())


def _time(text: str) -> Moment:
    time = dt.datetime.fromisoformat(text)
    return Moment(time, time, "UTC")
