"""`Archive`: one SQLite file that holds documents, what was read in them, and the launches derived from that.

Facts are append-only. The journal is SQLite's rollback journal, not the write-ahead log: the archive is then one file
that can be copied, mailed and put on a network drive or a read-only disk, and writers here are rare and short
(SQLite documentation, "Write-Ahead Logging", section 1, for what the log costs). Every change is one transaction
under ``BEGIN IMMEDIATE``, so two processes wait for each other and a killed one leaves nothing half.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import final

from trackside.archive.convert import (
    launch_from_plain,
    plain_claim,
    plain_launch,
    plain_mention,
    plain_reading,
)
from trackside.archive.fault import WAIT_S, told
from trackside.archive.intake import Intake
from trackside.archive.migrations import APPLICATION_ID, MIGRATIONS, migrate, version
from trackside.archive.plain import Plain, dumped
from trackside.archive.rows import claim_of, document_of, mention_of, read_reading, write_reading
from trackside.errors import BadArchive, BadInput
from trackside.moment import Moment
from trackside.record import Document, Launch, Reading, content_id

# The last character of Unicode: every id that begins with a prefix sorts before prefix + this.
_LAST = "\U0010ffff"
_KINDS = {"document": "documents", "mention": "mentions", "claim": "claims", "launch": "launches"}
# The reading in force of a document is the one that was added last.
_IN_FORCE = "SELECT reading_id FROM reading_events WHERE document_id = ? ORDER BY number DESC LIMIT 1"
_MENTIONS_IN_FORCE = """SELECT m.id FROM reading_events e JOIN mentions m ON m.reading_id = e.reading_id
    WHERE e.number = (SELECT max(number) FROM reading_events l WHERE l.document_id = e.document_id)"""
_HELD = """SELECT e.key, m.mention_id FROM launch_events e JOIN launch_mentions m ON m.key = e.key
    WHERE e.held = 1 AND e.number = (SELECT max(number) FROM launch_events l WHERE l.key = e.key) ORDER BY e.number"""


@final
@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document did: `new` when the document was not held, `reread` when it was, but read differently."""

    document_id: str
    new: bool
    reread: bool = False


@final
@dataclass(frozen=True, slots=True)
class Held:
    """A document in the archive, without its text: where it came from and when it was taken."""

    id: str
    source: str
    address: str
    title: str
    published: dt.date | None
    language: str
    sha256: str
    taken: Moment


def default_path() -> Path:
    """Where a person's archive lies when nothing else is said: in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("trackside", appauthor=False) / "archive.sqlite"


def utc_now() -> dt.datetime:
    """The present time, aware."""
    return dt.datetime.now(dt.UTC)


def open_archive(path: str | Path, *, clock: Callable[[], dt.datetime] = utc_now) -> Archive:
    """The archive in a file, made when there is none; use it in a ``with`` statement.

    A file that may be read but not written is opened for reading.

    Raises
    ------
    BadArchive
        For a file that is no archive, is damaged or was made by a newer Trackside, and for a folder that may not be
        written to.
    """
    path = Path(path)
    with told(path):
        if path.is_dir():
            raise BadArchive(
                str(path), "is a folder, an archive file was wanted", f"name a file, such as {path}/archive.sqlite"
            )
        _check_folder(path)
        db = _connected(path)
        try:
            _prepare(db, path, clock)
        except BaseException:
            db.close()
            raise
    return Archive(path, db, clock)


@final
class Archive:
    """An open archive. Made by :func:`open_archive`; the only thing in the house that changes a database."""

    __slots__ = ("_clock", "_db", "path")

    def __init__(self, path: Path, db: sqlite3.Connection, clock: Callable[[], dt.datetime]) -> None:
        self.path, self._db, self._clock = path, db, clock

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def add(self, intake: Intake, document: Document, reading: Reading) -> Added:
        """Keep a document, its bytes and what was read in it; adding the same again changes nothing.

        Raises
        ------
        BadInput
            When the three do not belong together, or a quote is not the exact words of the document.
        BadArchive
            When the file cannot be written or is damaged.
        """
        _check_belonging(intake, document, reading)
        reading_id = _reading_id(reading)
        with self._transaction() as db:
            new = not _exists(db, "documents", document.id)
            if new:
                row = _document_row(intake, document)
                db.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
            if not _exists(db, "readings", reading_id):
                db.execute("INSERT INTO readings VALUES (?, ?)", (reading_id, document.id))
                write_reading(db, reading_id, reading)
            last = db.execute(_IN_FORCE, (document.id,)).fetchone()
            other = last is None or last["reading_id"] != reading_id
            if other:
                event = (None, reading_id, document.id, self._now())
                db.execute("INSERT INTO reading_events VALUES (?, ?, ?, ?)", event)
        return Added(document.id, new, reread=other and not new)

    def documents(self) -> tuple[Held, ...]:
        """Every document held, in the order they were added."""
        with told(self.path):
            wanted = "id, source, address, title, published, language, sha256, taken_utc"
            return tuple(map(_held, self._db.execute(f"SELECT {wanted} FROM documents ORDER BY number")))  # noqa: S608

    def readings(self) -> tuple[Reading, ...]:
        """The reading in force of every document, in the order they were added."""
        with told(self.path):
            ids = [row["id"] for row in self._db.execute("SELECT id FROM documents ORDER BY number")]
            return tuple(self._reading(i) for i in ids)

    def reading(self, document_id: str) -> Reading:
        """The reading in force of one document, by its id or an unambiguous beginning of it."""
        with told(self.path):
            return self._reading(self._found(document_id, ("document",))[1])

    def raw(self, document_id: str) -> bytes:
        """The bytes of one document as they were taken in."""
        with told(self.path):
            found = self._found(document_id, ("document",))[1]
            return bytes(self._one("SELECT raw FROM documents WHERE id = ?", found)["raw"])

    def keep(self, launches: Iterable[Launch]) -> int:
        """Keep launches derived from what is held, and say how many were news; the same launches again change nothing.

        A launch held before is superseded (its row stays, marked by a later event) when the ones given cover all its
        mentions. One that only overlaps a held launch is a partial view of it and is not kept.

        Raises
        ------
        BadInput
            For a launch made of a mention that the archive does not hold.
        """
        with self._transaction() as db:
            given = {_launch_key(x): x for x in launches}
            covered = {m.id for x in given.values() for m in x.mentions}
            for mention_id in covered:
                if not _exists(db, "mentions", mention_id):
                    raise BadInput(mention_id, "is no mention held here", "add its document first")
            held = self._held_launches()
            partly = {key for key, members in held.items() if not members <= covered}
            standing = {m for key in partly for m in held[key]}
            news = [k for k, x in given.items() if k not in held and standing.isdisjoint(m.id for m in x.mentions)]
            gone = [key for key in held if key not in partly and key not in given]
            now = self._now()
            for key in news:
                _write_launch(db, key, given[key], now)
            events = [(key, 1, now) for key in news] + [(key, 0, now) for key in gone]
            db.executemany("INSERT INTO launch_events (key, held, derived_utc) VALUES (?, ?, ?)", events)
        return len(news)

    def launches(self) -> tuple[Launch, ...]:
        """The launches in force, by date."""
        with told(self.path):
            rows = [self._one("SELECT content FROM launches WHERE key = ?", key) for key in self._held_launches()]
            found = [launch_from_plain(json.loads(row["content"])) for row in rows]
        return tuple(sorted(found, key=lambda x: (x.date.earliest.isoformat() if x.date else "", x.id)))

    def show(self, wanted: str) -> Plain:
        """A document with its reading, a mention, a claim or a launch as plain parts, by id or the beginning of one.

        The kind may be left out: ``3f9a`` finds ``claim-3f9a61c2d07b``.
        """
        with told(self.path):
            kind, found = self._found(wanted, tuple(_KINDS))
            if kind == "document":
                return {**plain_reading(self._reading(found), with_text=True), **self._provenance(found)}
            row = self._newest(kind, found)
            if kind == "launch":
                content: Plain = json.loads(row["content"])
                return content
            return (
                plain_claim(claim_of(row, row["of"])) if kind == "claim" else plain_mention(mention_of(row, row["of"]))
            )

    def _newest(self, kind: str, found: str) -> sqlite3.Row:
        if kind == "launch":
            return self._one("SELECT * FROM launches WHERE id = ? ORDER BY number DESC LIMIT 1", found)
        sql = (
            f"SELECT x.*, e.document_id AS of FROM {_KINDS[kind]} x "  # noqa: S608 - our own names
            "JOIN reading_events e ON e.reading_id = x.reading_id WHERE x.id = ? ORDER BY e.number DESC LIMIT 1"
        )
        return self._one(sql, found)

    def _one(self, sql: str, wanted: str) -> sqlite3.Row:
        row: sqlite3.Row | None = self._db.execute(sql, (wanted,)).fetchone()
        if row is None:
            raise BadArchive(str(self.path), f"has lost what belongs to {wanted}", "restore a copy")
        return row

    def _provenance(self, document_id: str) -> Plain:
        sql = "SELECT address, taken_utc, content_type, length(raw) AS bytes FROM documents WHERE id = ?"
        row = self._one(sql, document_id)
        taken = {"address": row["address"], "taken": row["taken_utc"], "content_type": row["content_type"]}
        return {**taken, "bytes": row["bytes"]}

    def _reading(self, document_id: str) -> Reading:
        document = document_of(self._one("SELECT * FROM documents WHERE id = ?", document_id))
        return read_reading(self._db, self._one(_IN_FORCE, document_id)["reading_id"], document)

    def _held_launches(self) -> dict[str, set[str]]:
        """Key of every launch whose latest event says that it is held, with those of its mentions that are in force."""
        in_force = {row["id"] for row in self._db.execute(_MENTIONS_IN_FORCE)}
        held: dict[str, set[str]] = {}
        for row in self._db.execute(_HELD):
            members = held.setdefault(row["key"], set())
            members |= {row["mention_id"]} & in_force
        return held

    def _found(self, wanted: str, kinds: Sequence[str]) -> tuple[str, str]:
        """Kind and id of the one thing that an id, or the beginning of one, names."""
        wanted = wanted.strip().lower()
        hits: list[tuple[str, str]] = []
        for kind in kinds:
            prefix = wanted if wanted.startswith(f"{kind}-") else f"{kind}-{wanted}"
            sql = f"SELECT DISTINCT id FROM {_KINDS[kind]} WHERE id >= ? AND id < ? ORDER BY id LIMIT 6"  # noqa: S608
            hits += [(kind, row["id"]) for row in self._db.execute(sql, (prefix, prefix + _LAST))]
        exact = [hit for hit in hits if hit[1] == wanted]
        if not hits or not wanted:
            raise BadInput(
                wanted or "an empty id", f"names no {' or '.join(kinds)} held here", "see `trackside archive list`"
            )
        if len(hits) > 1 and not exact:
            some = ", ".join(hit[1] for hit in hits[:5])
            raise BadInput(wanted, f"could be {some}{' ...' if len(hits) > 5 else ''}", "write more of the id")
        return (exact or hits)[0]

    def _now(self) -> str:
        return _utc_text(self._clock())

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def _check_folder(path: Path) -> None:
    if "://" in str(path) or ":/" in str(path.parent):
        raise BadArchive(str(path), "is an address, an archive is a file", "name a file, such as archive.sqlite")
    if not path.parent.is_dir():
        if path != default_path():
            raise BadArchive(str(path), f"there is no folder {path.parent}", "make it first, or name another file")
        path.parent.mkdir(parents=True)


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _prepare(db: sqlite3.Connection, path: Path, clock: Callable[[], dt.datetime]) -> None:
    known = len(MIGRATIONS)
    made_by = int(db.execute("PRAGMA application_id").fetchone()[0])
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if made_by != APPLICATION_ID and not (empty and made_by == 0):
        raise BadArchive(str(path), "is an SQLite file of something else", "name another file with --archive")
    if version(db) > known:
        newer = f"was made by a newer Trackside (its form is {version(db)}, this one knows up to {known})"
        raise BadArchive(str(path), newer, "update Trackside")
    migrate(db, _utc_text(clock()))


def _check_belonging(intake: Intake, document: Document, reading: Reading) -> None:
    if reading.document.id != document.id:
        raise BadInput(
            reading.document.id, f"was read, but {document.id} is to be kept", "give the document's own reading"
        )
    if document.sha256 and document.sha256 != intake.sha256:
        raise BadInput(document.source, "is not made from the bytes taken in", "give the intake it was read from")
    claimed = [said.quote for said in reading.claims]
    quotes = [*claimed, *(said.quote for said in reading.reactions), *(said.quote for said in reading.history)]
    for q in quotes:
        if q.document_id != document.id or document.text[q.start : q.end] != q.exact:
            where = f"{q.start}..{q.end} of {document.source}"
            raise BadInput(q.exact, f"is not what stands at {where}", "quote the exact words")


def _reading_id(reading: Reading) -> str:
    """From all that was read, and not from the name the document was given this time."""
    plain = plain_reading(reading)
    told = [dumped(plain[part]) for part in ("mentions", "claims", "reactions", "history")]
    return content_id("reading", reading.document.id, told)


def _launch_key(launch: Launch) -> str:
    return content_id("derived", dumped(plain_launch(launch)))


def _write_launch(db: sqlite3.Connection, key: str, launch: Launch, now: str) -> None:
    if not _exists(db, "launches", key, "key"):
        row = (None, key, launch.id, dumped(plain_launch(launch)), now)
        db.execute("INSERT INTO launches VALUES (?, ?, ?, ?, ?)", row)
        members = sorted({m.id for m in launch.mentions})
        db.executemany("INSERT INTO launch_mentions VALUES (?, ?)", [(key, m) for m in members])


def _exists(db: sqlite3.Connection, table: str, wanted: str, column: str = "id") -> bool:
    return db.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (wanted,)).fetchone() is not None  # noqa: S608


def _document_row(intake: Intake, document: Document) -> tuple[object, ...]:
    published = document.published.isoformat() if document.published else None
    read = (None, document.id, document.source, document.title, document.title_end, published, document.language)
    taken = _utc_text(intake.taken.earliest)
    return (*read, intake.sha256, taken, intake.address, intake.content_type, document.text, intake.raw)


def _held(row: sqlite3.Row) -> Held:
    taken = dt.datetime.fromisoformat(row["taken_utc"])
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    names = (row["id"], row["source"], row["address"], row["title"])
    return Held(*names, published, row["language"], row["sha256"], taken=Moment(taken, taken, "UTC"))


def _utc_text(time: dt.datetime) -> str:
    if time.utcoffset() is None:
        raise BadInput(f"{time:%Y-%m-%d %H:%M}", "the clock gives a time without a zone", "use datetime.now(UTC)")
    return time.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
