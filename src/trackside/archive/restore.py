"""Facts put into an archive as they stood in another: the same ids, order, times, standings and decisions.

What is held already is passed over, so a stream can be put in twice, or again after it broke off. A document and all
that belongs to it go in together or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, final

import sqlalchemy as sa

from trackside.archive import derive, fulltext, judging
from trackside.archive.convert import plain_reading
from trackside.archive.engine import Database, utc_text
from trackside.archive.fact import Evidence, Fact, Filed, Judged, Noted, Standing, Taking, Withdrawn
from trackside.archive.growing import Growth, pairs
from trackside.archive.held import Added
from trackside.archive.readback import IN_FORCE, counted
from trackside.archive.rows import Row, document_of, rows_of
from trackside.archive.schema import (
    DOCUMENTS,
    EVIDENCE,
    READINGS,
    STANDINGS,
    TAKINGS,
)
from trackside.archive.write import (
    BATCH_BYTES,
    check_read,
    check_text,
    document_row,
    reading_id,
)
from trackside.errors import BadInput
from trackside.record import Document, Reading

# So many documents go in together.
BATCH = 200
_Told = Evidence | Filed | Taking | Noted | Standing
# What tells one taking, one standing from another.
_TAKEN = (TAKINGS.c.document_id, TAKINGS.c.sha256, TAKINGS.c.source, TAKINGS.c.address, TAKINGS.c.taken_utc)
_STOOD = (STANDINGS.c.document_id, STANDINGS.c.reading_id, STANDINGS.c.because, STANDINGS.c.since_utc)


@final
@dataclass(frozen=True, slots=True)
class Refused:
    """What was not put in: a document or a judgement, by id, and why."""

    about: str
    because: str


@final
@dataclass(slots=True)
class _Block:
    """A document and what belongs to it, or more of what belongs to one that is held."""

    document_id: str
    filed: Filed | None = None
    evidence: list[Evidence] = field(default_factory=list)
    takings: list[Taking] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return sum(len(e.raw) for e in self.evidence)


def restore(database: Database, facts: Iterable[Fact]) -> Iterator[Added | Refused]:
    """Put facts in, and say of every document what that did, once it is stored; of judgements only what was refused.

    Launches are not derived here. Ask for all that comes out: what is not asked for is not stored.
    """
    decided: list[Judged | Withdrawn] = []
    for batch in _batches(_blocks(_without(decided, facts))):
        yield from _enter(database, batch)
    # People decide about what is held, so their decisions come in when all of it is.
    yield from _decide(database, decided)


def _without(decided: list[Judged | Withdrawn], facts: Iterable[Fact]) -> Iterator[_Told]:
    """The facts of documents; decisions are laid aside."""
    for fact in facts:
        if isinstance(fact, Judged | Withdrawn):
            decided.append(fact)
        else:
            yield fact


def _blocks(facts: Iterable[_Told]) -> Iterator[_Block]:
    block: _Block | None = None
    waiting: list[Evidence] = []
    for fact in facts:
        if isinstance(fact, Evidence):
            waiting.append(fact)
            continue
        about = fact.document.id if isinstance(fact, Filed) else fact.document_id
        if block is None or isinstance(fact, Filed) or about != block.document_id:
            if block:
                yield block
            block = _Block(about)
        block.evidence += waiting
        waiting = []
        _place(block, fact)
    if block:
        yield block


def _place(block: _Block, fact: Filed | Taking | Noted | Standing) -> None:
    if isinstance(fact, Filed):
        block.filed = fact
    elif isinstance(fact, Taking):
        block.takings.append(fact)
    elif isinstance(fact, Noted):
        block.noted.append(fact)
    else:
        block.standings.append(fact)


def _batches(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    batch, weight = list[_Block](), 0
    for block in blocks:
        batch.append(block)
        weight += block.weight
        if len(batch) == BATCH or weight > BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _enter(database: Database, batch: Sequence[_Block]) -> list[Added | Refused]:
    outcomes: list[Added | Refused] = []
    with database.writing() as connection:
        entries = _Entries(connection, batch, database.where)
        for block in batch:
            try:
                outcomes.append(entries.enter(block))
            except BadInput as fault:
                outcomes.append(Refused(block.document_id, str(fault)))
        entries.write()
    return outcomes


@final
class _Entries:
    """One batch on its way in: what is held of it already, and the rows to be written."""

    def __init__(self, connection: sa.Connection, batch: Sequence[_Block], where: str) -> None:
        self._db, self._where = connection, where
        self._growth = Growth(connection)
        ids = sorted({b.document_id for b in batch})
        digests = {t.sha256 for b in batch for t in b.takings} | {b.filed.document.sha256 for b in batch if b.filed}
        self._numbers: dict[str, int] = pairs(connection, DOCUMENTS.c.id, DOCUMENTS.c.number, ids)
        self._evidence = set(pairs(connection, EVIDENCE.c.sha256, EVIDENCE.c.sha256, sorted(digests)))
        taken = sa.select(*_TAKEN).where(TAKINGS.c.document_id.in_(ids))
        self._takings = {tuple(row) for row in connection.execute(taken)}
        spoken = {n.id for b in batch for n in b.noted} | {s.reading_id for b in batch for s in b.standings}
        named = sorted(filter(None, spoken))
        self._readings: dict[str, str] = pairs(connection, READINGS.c.id, READINGS.c.document_id, named)
        standing = sa.select(IN_FORCE.c.document_id, IN_FORCE.c.since_utc).where(IN_FORCE.c.document_id.in_(ids))
        self._since: dict[str, str] = {row[0]: row[1] for row in connection.execute(standing)}
        stood = sa.select(*_STOOD).where(STANDINGS.c.document_id.in_(ids))
        self._stood = {tuple(row) for row in connection.execute(stood)}
        self._ready: dict[str, dict[str, list[Row]]] = {}
        # What the batch told of, by id, and which reading it left in force: its facts may lie in several blocks.
        self._documents: dict[str, Document] = {}
        self._told: dict[str, Noted] = {}
        self._left: dict[str, str | None] = {}

    def enter(self, block: _Block) -> Added:
        """Take a document among the rows to be written; refused as a whole before any of it is taken."""
        new = block.document_id not in self._numbers
        document = self._document(block, new=new)
        self._check(block, document, new=new)
        for e in block.evidence:
            self._evidence.add(e.sha256)
            self._growth.evidence(e.sha256, e.raw)
        if new and block.filed:
            self._file(block.filed)
        for t in block.takings:
            self._take(t)
        for n in block.noted:
            self._read(n, document)
        stood = [self._stand(s) for s in block.standings if new or self._is_news(s)]
        return Added(block.document_id, new, reread=bool(stood) and not new)

    def write(self) -> None:
        """Write all rows, and what is derived from each document."""
        self._growth.write()
        fulltext.take_out(self._db, [self._numbers[i] for i, reading in self._left.items() if reading is None])
        noted = list(self._in_force())
        fulltext.put(self._db, (fulltext.entry(*one) for one in noted))
        derive.note(self._db, noted)

    def _in_force(self) -> Iterator[tuple[int, Document, Reading]]:
        """What the batch left in force; readings that were held before are read back."""
        back = [document for document, reading in self._left.items() if reading and reading not in self._told]
        held = counted(self._db, back, self._where)
        for document_id, left in self._left.items():
            if document_id in held:
                number, reading = held[document_id]
                yield number, reading.document, reading
            elif left:
                document = self._documents[document_id]
                yield self._numbers[document_id], document, _reading(self._told[left], document)

    def _document(self, block: _Block, *, new: bool) -> Document:
        if block.document_id not in self._documents:
            self._documents[block.document_id] = (
                block.filed.document if block.filed else self._held_document(block, new=new)
            )
        return self._documents[block.document_id]

    def _held_document(self, block: _Block, *, new: bool) -> Document:
        if new:
            raise BadInput(block.document_id, "is spoken of, but is neither held nor told of before that")
        found = self._db.execute(sa.select(DOCUMENTS).where(DOCUMENTS.c.id == block.document_id)).mappings().one()
        return document_of(found)

    def _check(self, block: _Block, document: Document, *, new: bool) -> None:
        """Refuse a document that would be half there, or whose reading does not stand in its text."""
        check_text(document)
        bytes_known = self._evidence | {e.sha256 for e in block.evidence}
        wanted = {document.sha256, *(t.sha256 for t in block.takings)} if new else {t.sha256 for t in block.takings}
        if missing := sorted(wanted - bytes_known):
            raise BadInput(missing[0], f"are bytes of {document.id} that are neither held nor told of before it")
        for noted in block.noted:
            reading = _reading(noted, document)
            plain = plain_reading(reading)
            if (made := reading_id(reading, plain)) != noted.id:
                raise BadInput(noted.id, f"does not fit its content, which makes {made}")
            check_read(reading)
            self._ready[noted.id] = rows_of(reading, plain)
        known = {n.id for n in block.noted} | {i for i, of in self._readings.items() if of == document.id}
        if unknown := [s.reading_id for s in block.standings if s.reading_id and s.reading_id not in known]:
            raise BadInput(unknown[0], f"is to stand for {document.id}, but is neither held nor told of before that")
        if new and not block.standings:
            raise BadInput(document.id, "comes without any standing, so nobody could say whether it counts")

    def _file(self, filed: Filed) -> None:
        row = {**document_row(filed.document), "sha256": filed.document.sha256, **_origin(filed)}
        self._numbers[filed.document.id] = self._growth.number(DOCUMENTS, row)

    def _take(self, t: Taking) -> None:
        told = {"document_id": t.document_id, "sha256": t.sha256, "source": t.source, **_origin(t)}
        key = tuple(told[column.name] for column in _TAKEN)
        if key not in self._takings:
            self._takings.add(key)
            self._growth.number(TAKINGS, told)

    def _read(self, n: Noted, document: Document) -> None:
        self._told[n.id] = n
        if n.id not in self._readings:
            self._readings[n.id] = document.id
            self._growth.reading(n.id, document.id, self._ready[n.id])

    def _is_news(self, s: Standing) -> bool:
        """Of a document held before, only what came to stand later than what stands is news.

        Of what came to stand at the same time, as in one batch, the order is that of telling.
        """
        last = dt.datetime.fromisoformat(self._since[s.document_id])
        return s.since.earliest > last or (s.since.earliest == last and _stood(s) not in self._stood)

    def _stand(self, s: Standing) -> Standing:
        row = dict(zip((column.name for column in _STOOD), _stood(s), strict=True))
        self._growth.number(STANDINGS, row)
        self._stood.add(_stood(s))
        self._since[s.document_id] = row["since_utc"]
        self._left[s.document_id] = s.reading_id
        return s


def _decide(database: Database, facts: Iterable[Judged | Withdrawn]) -> list[Refused]:
    """Judgements and withdrawals in one transaction: people make them, so they are few."""
    refused: list[Refused] = []
    with database.writing() as connection:
        gone = set(judging.withdrawals(connection))
        for fact in facts:
            about = fact.judgement.id if isinstance(fact, Judged) else fact.withdrawal.judgement_id
            added = utc_text(fact.added.earliest)
            try:
                if isinstance(fact, Judged):
                    judging.judge(connection, fact.judgement, added)
                elif fact.withdrawal not in gone:
                    judging.withdraw(connection, fact.withdrawal, added)
            except BadInput as fault:
                refused.append(Refused(about, str(fault)))
    return refused


def _reading(noted: Noted, document: Document) -> Reading:
    return Reading(document, noted.mentions, noted.claims, noted.reactions, noted.history)


def _stood(s: Standing) -> tuple[Any, ...]:
    return s.document_id, s.reading_id, s.because, utc_text(s.since.earliest)


def _origin(told: Filed | Taking) -> Row:
    where = {"address": told.address, "content_type": told.content_type}
    return {**where, "taken_utc": utc_text(told.taken.earliest)}
