"""Adding documents: whole batches in one transaction each, so that nothing is ever half there.

What can be made ready without the database is made ready before the transaction begins, so that other writers get
their turn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import final

import sqlalchemy as sa

from trackside.archive import derive, fulltext
from trackside.archive.convert import plain_reading
from trackside.archive.engine import Database, utc_text
from trackside.archive.growing import Growth, next_number, pairs
from trackside.archive.held import Added, Item
from trackside.archive.holders import Holders
from trackside.archive.plain import Plain, dumped
from trackside.archive.readback import IN_FORCE, in_force
from trackside.archive.rows import Row, rows_of
from trackside.archive.schema import (
    DOCUMENTS,
    READINGS,
    STANDINGS,
    TAKINGS,
)
from trackside.errors import BadInput
from trackside.record import Document, Reading, content_id, digest

# A batch ends early when its bytes would weigh on memory.
BATCH_BYTES = 32_000_000
# What makes a taking another one; besides its time, where a source gives anew what it had given up.
_TAKEN = (TAKINGS.c.document_id, TAKINGS.c.sha256, TAKINGS.c.source, TAKINGS.c.address)
_MISSING = "missing"


@final
@dataclass(frozen=True, slots=True)
class Prepared:
    """An item that was checked, with the rows it comes to."""

    item: Item
    reading_id: str
    rows: dict[str, list[Row]]


def prepared(item: Item) -> Prepared:
    """An item ready to be added.

    Raises
    ------
    BadInput
        When its parts do not belong together, or a quote is not the exact words of the document.
    """
    check_belonging(item)
    plain = plain_reading(item.reading)
    return Prepared(item, reading_id(item.reading, plain), rows_of(item.reading, plain))


def in_batches(items: Iterable[Item], most: int) -> Iterator[list[Prepared]]:
    """Items made ready, some at a time; those before one that fails come out before its error does."""
    batch, size = list[Prepared](), 0
    failed: Exception | None = None
    given = iter(items)
    while failed is None:
        try:
            ready = prepared(next(given))
        except StopIteration:
            break
        except Exception as error:
            failed = error
            break
        batch.append(ready)
        size += len(ready.item.intake.raw)
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
    if failed is not None:
        raise failed


def add(database: Database, batch: Sequence[Prepared], now_utc: str, *, supersede: bool) -> list[Added]:
    """Add a batch in one transaction and say what that did, in order."""
    with database.writing() as connection:
        entries = _Entries(connection, batch, now_utc)
        added = [entries.enter(p, supersede=supersede) for p in batch]
        entries.write()
    return added


def retire(database: Database, prefix: str, kept: Collection[str], because: str, now_utc: str) -> list[str]:
    """Let the documents in force count no more that only sources which begin so hold, and that are not to be kept."""
    with database.writing() as connection:
        asked = sa.select(TAKINGS.c.source).distinct().where(TAKINGS.c.source.startswith(prefix, autoescape=True))
        sources = connection.execute(asked).scalars().all()
        holders = Holders(connection, sources)
        given = {i for source in sources for i in holders.of(source)}.difference(kept)
        free = [i for i in given if not holders.among(i, sources)]
        wanted = sa.select(DOCUMENTS.c.id, DOCUMENTS.c.number).where(DOCUMENTS.c.id.in_(free))
        gone = [(i, number) for i, number in connection.execute(wanted.order_by(DOCUMENTS.c.number))]
        first = next_number(connection, STANDINGS)
        said = {"reading_id": None, "because": because, "since_utc": now_utc}
        if rows := [{"number": first + n, "document_id": i, **said} for n, (i, _) in enumerate(gone)]:
            connection.execute(STANDINGS.insert(), rows)
        fulltext.take_out(connection, [number for _, number in gone])
    return [i for i, _ in gone]


def note_all(connection: sa.Connection, where: str) -> None:
    """Keep what is derived from each document that counts, where nothing of that is kept yet."""
    for number, reading in in_force(connection, where):
        fulltext.put(connection, [fulltext.entry(number, reading.document, reading)])
        derive.note(connection, [(number, reading.document, reading)])


def check_belonging(item: Item) -> None:
    """Refuse what does not belong together: another document's reading, other bytes, words that stand nowhere."""
    intake, document, reading = item
    if reading.document.id != document.id:
        raise BadInput(
            reading.document.id, f"was read, but {document.id} is to be kept", "give the document's own reading"
        )
    if document.sha256 and document.sha256 != intake.sha256:
        raise BadInput(document.source, "is not made from the bytes taken in", "give the intake it was read from")
    if digest(intake.raw) != intake.sha256:
        raise BadInput(document.source, "its bytes do not have the SHA-256 told of them", "take it in again")
    check_text(document)
    check_read(reading)


def check_read(reading: Reading) -> None:
    """Refuse words that do not stand in the document, and claims about launches it does not mention."""
    document = reading.document
    mentions = {m.id for m in reading.mentions}
    quotes = [said.quote for said in reading.claims]
    for q in (*quotes, *(said.quote for said in reading.reactions), *(said.quote for said in reading.history)):
        if q.document_id != document.id or document.text[q.start : q.end] != q.exact:
            where = f"{q.start}..{q.end} of {document.source}"
            raise BadInput(q.exact, f"is not what stands at {where}", "quote the exact words")
    if len(mentions) < len(reading.mentions):
        raise BadInput(document.id, "its reading mentions one launch twice", "give each mention its own ordinal")
    for claim in reading.claims:
        if claim.mention_id not in mentions:
            raise BadInput(claim.id, f"is about {claim.mention_id}, which its reading does not mention")


def reading_id(reading: Reading, plain: Plain | None = None) -> str:
    """From all that was read, and not from the name the document was given this time.

    `plain` is the reading's plain form, where it is made already.
    """
    plain = plain or plain_reading(reading)
    told = [dumped(plain[part]) for part in ("mentions", "claims", "reactions", "history")]
    return content_id("reading", reading.document.id, told)


@final
class _Entries:
    """One batch on its way in: what is held of it already, and the rows to be written."""

    def __init__(self, connection: sa.Connection, batch: Sequence[Prepared], now_utc: str) -> None:
        self._db, self._now = connection, now_utc
        self._growth = Growth(connection)
        ids = sorted({p.item.document.id for p in batch})
        readings = [p.reading_id for p in batch]
        self._numbers: dict[str, int] = pairs(connection, DOCUMENTS.c.id, DOCUMENTS.c.number, ids)
        taken = sa.select(*_TAKEN, TAKINGS.c.taken_utc).where(TAKINGS.c.document_id.in_(ids))
        self._takings = {tuple(row) for row in connection.execute(taken)}
        self._places = {row[:-1] for row in self._takings}
        self._readings: set[str] = set(pairs(connection, READINGS.c.id, READINGS.c.number, readings))
        self._standing: dict[str, str | None] = pairs(connection, IN_FORCE.c.document_id, IN_FORCE.c.reading_id, ids)
        self._batch = batch
        self._holders: Holders | None = None
        self._noted = list[tuple[int, Document, Reading]]()
        self._gone = list[str]()

    def enter(self, p: Prepared, *, supersede: bool) -> Added:
        """Take one item among the rows to be written."""
        document = p.item.document
        new = document.id not in self._numbers
        self._take(p, new=new, supersede=supersede)
        standing = self._standing.get(document.id, _MISSING)
        # What was superseded or withdrawn stays so until it is given again as what stands now.
        if standing is None and not supersede:
            return Added(document.id, new=False)
        if other := standing != p.reading_id:
            self._read(p)
            self._stand(document.id, p.reading_id, "read" if new else "given again" if standing is None else "reread")
            self._noted.append((self._numbers[document.id], document, p.item.reading))
        gone = self._supersede(document) if supersede else ()
        return Added(document.id, new, reread=other and not new, superseded=gone)

    def write(self) -> None:
        """Write all rows, and what is derived from each new document."""
        self._growth.write()
        self._index()
        derive.note(self._db, self._noted)

    def _index(self) -> None:
        """Let each document be found by its words as it stands at the end of the batch: as read last, or not at all."""
        gone = sa.select(DOCUMENTS.c.number).where(DOCUMENTS.c.id.in_(self._gone))
        fulltext.take_out(self._db, self._db.execute(gone).scalars().all() if self._gone else [])
        last = {number: (number, document, reading) for number, document, reading in self._noted}
        standing = (noted for noted in last.values() if self._standing[noted[1].id] is not None)
        fulltext.put(self._db, (fulltext.entry(*noted) for noted in standing))

    def _take(self, p: Prepared, *, new: bool, supersede: bool) -> None:
        intake, document, _ = p.item
        taken = utc_text(intake.taken.earliest)
        place = (document.id, intake.sha256, document.source, intake.address)
        # Given again after something else from there, it is told of again, so that it is known what the source holds.
        again = supersede and self._held_by().last(document.source) != document.id
        if (place in self._places and not again) or (*place, taken) in self._takings:
            return
        self._places.add(place)
        self._takings.add((*place, taken))
        if self._holders:
            self._holders.give(document.source, document.id, intake.taken.earliest)
        origin = {"address": intake.address, "content_type": intake.content_type, "taken_utc": taken}
        self._growth.evidence(intake.sha256, intake.raw)
        told = {"document_id": document.id, "sha256": intake.sha256, "source": document.source, **origin}
        self._growth.number(TAKINGS, told)
        if new:
            row = {**document_row(document), "sha256": intake.sha256, **origin}
            self._numbers[document.id] = self._growth.number(DOCUMENTS, row)

    def _read(self, p: Prepared) -> None:
        if p.reading_id not in self._readings:
            self._readings.add(p.reading_id)
            self._growth.reading(p.reading_id, p.item.document.id, p.rows)

    def _stand(self, document_id: str, reading: str | None, because: str) -> None:
        told = {"document_id": document_id, "reading_id": reading, "because": because, "since_utc": self._now}
        self._growth.number(STANDINGS, told)
        self._standing[document_id] = reading
        if self._holders:
            self._holders.stand(document_id, counts=reading is not None)

    def _supersede(self, document: Document) -> tuple[str, ...]:
        """Let go what the source gave before, unless another source holds it still."""
        holders, source = self._held_by(), document.source
        gone = [i for i in holders.of(source) if i != document.id and not holders.among(i, (source,))]
        for other in gone:
            self._stand(other, None, f"superseded by {document.id}")
            self._gone.append(other)
        return tuple(gone)

    def _held_by(self) -> Holders:
        if self._holders is None:
            sources = sorted({p.item.document.source for p in self._batch})
            self._holders = Holders(self._db, sources, sorted({p.item.document.id for p in self._batch}))
        return self._holders


def check_text(document: Document) -> None:
    """Refuse characters that no database of the two can keep."""
    for words_given in (document.text, document.title, document.source):
        if "\0" in words_given or not _is_unicode(words_given):
            raise BadInput(document.source, "holds a NUL or half a character, which is no text", "clean the text first")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def document_row(document: Document) -> Row:
    """What of a document's row the document itself tells."""
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "title_end": document.title_end,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "text": document.text,
    }
