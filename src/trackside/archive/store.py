"""`Archive`: documents, what was read in them, what people decided, and the launches derived from that.

One SQLite file or one PostgreSQL database; `engine` says how it is written to, `schema` what lies in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import final

import sqlalchemy as sa

from trackside.archive import derive, derived, facts, fulltext, growing, judging, readback, restore, write
from trackside.archive.backup import backup
from trackside.archive.convert import plain_launch
from trackside.archive.damage import Damage, Progress
from trackside.archive.derive import Settled
from trackside.archive.engine import Database, utc_text
from trackside.archive.evidence import Packed, pack
from trackside.archive.fact import Fact
from trackside.archive.fault import only_reads
from trackside.archive.held import Added, Held, Item, Shipment
from trackside.archive.hit import Found
from trackside.archive.intake import Clock, Intake
from trackside.archive.plain import Plain
from trackside.archive.restore import Refused
from trackside.archive.schema import SHIPMENTS
from trackside.archive.sought import sought
from trackside.archive.verify import verify
from trackside.earth import Gazetteer
from trackside.errors import BadArchive
from trackside.record import Document, Judgement, Launch, Reading, Withdrawal

# What a bare archive says it was shipped, so that it stays bare.
BARE = "bare"


@final
class Archive:
    """An open archive. Made by `open_archive`; the only thing in the house that changes a database."""

    __slots__ = ("_clock", "_db")

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db, self._clock = database, clock

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def where(self) -> str:
        """The file's path, or the server's address without any password."""
        return self._db.where

    def close(self) -> None:
        """Let go of the file or the server."""
        self._db.close()

    def add(self, intake: Intake, document: Document, reading: Reading, *, supersede: bool = False) -> Added:
        """Keep a document, its bytes and what was read in it; adding the same again changes nothing.

        Parameters
        ----------
        intake, document, reading
            What was taken in, its text, and what was read in that.
        supersede : bool
            Whether it takes the place of those held of the same source; they stay, but count no more.

        Raises
        ------
        BadInput
            When the three do not belong together, or a quote is not the exact words of the document.
        BadArchive
            When the archive cannot be written or is damaged.
        """
        return next(self.add_many([Item(intake, document, reading)], supersede=supersede))

    def add_many(self, items: Iterable[Item], *, supersede: bool = False, batch: int = 200) -> Iterator[Added]:
        """Keep many documents, `batch` in one transaction each; what comes out is stored, whatever happens then.

        An item that is refused ends it, after those before it were stored. Ask for all that comes out: what is not
        asked for is not stored.
        """
        for ready in write.in_batches(items, batch):
            yield from write.add(self._db, ready, self._now(), supersede=supersede)

    def documents(self, *, superseded: bool = False) -> Iterator[Held]:
        """Every document held, in the order they were added; those that count no more only when asked for."""
        return readback.documents(self._db, superseded=superseded)

    def readings(self, documents: Iterable[str] | None = None) -> Iterator[Reading]:
        """The readings in force, of every document in the order they were added, or of those given by id in theirs."""
        return readback.readings(self._db, documents)

    def reading(self, document_id: str) -> Reading:
        """The reading of one document, by its id or an unambiguous beginning of it.

        Of a document that counts no more it is the last one that did.
        """
        with self._db.reading() as connection:
            found = readback.named(connection, document_id, ("document",))[1]
            return readback.reading(connection, found, self.where)

    def raw(self, document_id: str) -> bytes:
        """The bytes of one document as they were taken in."""
        with self._db.reading() as connection:
            found = readback.named(connection, document_id, ("document",))[1]
            return readback.raw(connection, found, self.where)

    def named(self, wanted: str, *kinds: str) -> str:
        """The whole id that an id or the beginning of one names, among ``document``, ``mention``, ``claim`` ...

        Raises
        ------
        BadInput
            When it names nothing held here, or several things.
        """
        with self._db.reading() as connection:
            return readback.named(connection, wanted, kinds or readback.KINDS)[1]

    def judge(self, judgement: Judgement) -> bool:
        """Keep a person's decision; False when the same one is held already.

        Raises
        ------
        BadInput
            When it is about something that is not held here.
        """
        with self._db.writing() as connection:
            return judging.judge(connection, judgement, self._now())

    def withdraw(self, withdrawal: Withdrawal) -> bool:
        """Keep that a judgement counts no more; the judgement itself stays.

        Raises
        ------
        BadInput
            When no such judgement is held, or it was withdrawn before.
        """
        with self._db.writing() as connection:
            judging.withdraw(connection, withdrawal, self._now())
        return True

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement in the order they were given, with those withdrawn marked so."""
        with self._db.reading() as connection:
            return judging.judgements(connection)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Every withdrawal in the order they were given."""
        with self._db.reading() as connection:
            return judging.withdrawals(connection)

    def settle(self, *, whole: bool = True) -> Settled:
        """Derive the launches anew: all of them, or those that anything new since the last time touches."""
        return derive.settle(self._db, whole=whole)

    def launches(
        self, gazetteer: Gazetteer | None = None, *, documents: Iterable[str] | None = None
    ) -> Iterator[Launch]:
        """The launches that the readings in force speak of, by date; all, or those that some documents tell of.

        With a gazetteer two names of one place are known to be one.
        """
        return derived.launches(self._db, gazetteer, documents)

    def launch(self, launch_id: str, gazetteer: Gazetteer | None = None) -> Launch:
        """One launch, by its id or an unambiguous beginning of it."""
        return derived.launch(self._db, self.named(launch_id, "launch"), gazetteer)

    def show(self, wanted: str, gazetteer: Gazetteer | None = None) -> Plain:
        """A document with its reading, a mention, a claim, a launch or a judgement as plain parts.

        By id or the beginning of one; the kind may be left out: ``3f9a`` finds ``claim-3f9a61c2d07b``. A launch says
        besides why each mention is of it (``links``) and which documents repeat which (``copies``).
        """
        with self._db.reading() as connection:
            kind, found = readback.named(connection, wanted, readback.KINDS)
            if kind == "judgement":
                return judging.plain_judgement(connection, found, self.where)
            if kind != "launch":
                return readback.shown(connection, kind, found, self.where)
        return {**plain_launch(derived.launch(self._db, found, gazetteer)), **derived.grounds(self._db, found)}

    def facts(self, documents: Collection[str] | None = None) -> Iterator[Fact]:
        """Every fact held, or all that belongs to some documents; each after those that it refers to."""
        return facts.facts(self._db, documents)

    def restore(self, told: Iterable[Fact]) -> Iterator[Added | Refused]:
        """Put in facts as another archive gave them, with their ids, times, order and decisions.

        What is held already is passed over. Launches are not derived: `settle` does so. Ask for all that comes out:
        what is not asked for is not stored.
        """
        return restore.restore(self._db, told)

    def find(
        self,
        words: str,
        *,
        country: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
        attribute: str = "",
        limit: int = 20,
    ) -> Found:
        """The documents that have all the words: the best `limit` of the 2,000 added last, and how many there are.

        Parameters
        ----------
        words : str
            Words that must all occur; ``"words in a row"``; ``-word`` must not occur; ``begin*``.
        country : str
            The side whose launches the document tells of, ISO 3166 alpha-2.
        since, until : date, optional
            The document's day of publication, both included.
        attribute : str
            What the document makes a claim about, such as ``range``.
        limit : int
            How many hits to give. Of more than 2,000 documents found, those added before the last 2,000 are not ranked.

        Raises
        ------
        BadInput
            When there is nothing to look for.
        """
        asked = sought(words, country=country, since=since, until=until, attribute=attribute)
        with self._db.reading() as connection:
            return fulltext.search(connection, asked, limit=limit)

    def reindex(self) -> None:
        """Make the index for finding anew from the documents and readings in force; nothing else changes."""
        with self._db.writing() as connection:
            fulltext.fill(connection)

    def verify(self, progress: Progress | None = None) -> Iterator[Damage]:
        """Whatever is damaged, one by one: hashes, ids and quotes are recomputed. Nothing comes of a sound archive."""
        return verify(self._db, progress)

    def backup(self, target: str | Path, *, force: bool = False, progress: Progress | None = None) -> None:
        """Write all of it into one new SQLite file, whole or not at all, while others read and write.

        Raises
        ------
        BadInput
            When there is a file already and `force` is not given, or none can be written there.
        BadArchive
            When the archive is damaged, or the copy cannot be read back.
        """
        backup(self._db, target, force=force, progress=progress)

    def evidence(self, folder: str | Path, *, launch: str = "", documents: Iterable[str] | None = None) -> Packed:
        """Write a folder that a stranger can check with standard tools: raw bytes, hashes, texts, claims.

        Parameters
        ----------
        folder : path
            Made now, whole or not at all.
        launch : str
            Take the documents that tell of this launch; an id or the beginning of one.
        documents : iterable of str, optional
            Take these, by ids or beginnings of ids; with neither, every document that counts.

        Raises
        ------
        BadInput
            For ids that name nothing, or when the folder is there already.
        """
        if launch:
            wanted = list(dict.fromkeys(m.document_id for m in self.launch(launch).mentions))
        elif documents is None:
            wanted = [held.id for held in self.documents()]
        else:
            wanted = list(dict.fromkeys(self.named(i, "document") for i in documents))
        return pack(self._db, folder, wanted, self._now())

    def receive(self, shipped: Shipment | None, *, bare: bool = False) -> None:
        """Bring in what the package ships, once for every version; nothing comes into an archive begun bare."""
        with self._db.reading() as connection:
            seen = set(connection.execute(sa.select(SHIPMENTS.c.version)).scalars())
        if BARE in seen or (shipped and _has_come(shipped.version, seen)):
            return
        try:
            if bare and not seen:
                self._received(BARE)
            elif shipped and not bare:
                self._bring(shipped)
        except BadArchive as error:
            # Whoever may only read finds what is there.
            if not only_reads(error):
                raise

    def _bring(self, shipped: Shipment) -> None:
        brought = {x.document_id for x in self.add_many(shipped.items(), supersede=True)}
        if shipped.prefix:
            write.retire(self._db, shipped.prefix, brought, f"not in {shipped.version} any more", self._now())
        self.settle(whole=False)
        self._received(shipped.version)

    def _received(self, version: str) -> None:
        with self._db.writing() as connection:
            row = {"number": growing.next_number(connection, SHIPMENTS), "version": version, "added_utc": self._now()}
            growing.insert_new(connection, SHIPMENTS, [row])

    def _now(self) -> str:
        return utc_text(self._clock())


def _has_come(version: str, seen: Iterable[str]) -> bool:
    """Whether a version, or a newer one, was brought in before: an older Trackside takes nothing newer back."""
    return version in seen or any(_numbers(version) < _numbers(other) for other in seen)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.partition("-")[0].split(".") if part.isdecimal())
