"""What is held, read back: documents, readings, single nouns by their ids. Long lists come a page at a time.

Between two pages no transaction is open, so that somebody who reads slowly keeps no writer waiting.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import sqlalchemy as sa

from trackside.archive.convert import plain_claim, plain_mention, plain_reading
from trackside.archive.engine import Database
from trackside.archive.held import Held
from trackside.archive.paging import PAGE, by_reading, in_pages
from trackside.archive.plain import Plain
from trackside.archive.rows import Out, claim_of, document_of, history_of, mention_of, reaction_of
from trackside.archive.schema import (
    CLAIMS,
    DOCUMENTS,
    EVIDENCE,
    HISTORY,
    JUDGEMENTS,
    MEMBERSHIPS,
    MENTIONS,
    REACTIONS,
    READINGS,
    STANDINGS,
)
from trackside.errors import BadArchive, BadInput
from trackside.moment import Moment
from trackside.record import Reading

# The last character of Unicode: every id that begins with a prefix sorts before prefix + this.
_LAST = "\U0010ffff"
_KINDS: Mapping[str, sa.Column[str]] = {
    "document": DOCUMENTS.c.id,
    "mention": MENTIONS.c.id,
    "claim": CLAIMS.c.id,
    "launch": MEMBERSHIPS.c.launch_id,
    "judgement": JUDGEMENTS.c.id,
}
KINDS = tuple(_KINDS)


def _latest(*, read: bool) -> sa.Subquery:
    """The last standing of every document; with `read` the last one that a reading had."""
    later = STANDINGS.alias()
    numbers = sa.select(sa.func.max(later.c.number)).where(later.c.document_id == STANDINGS.c.document_id)
    if read:
        numbers = numbers.where(later.c.reading_id.is_not(None))
    return sa.select(STANDINGS).where(STANDINGS.c.number == numbers.scalar_subquery()).subquery()


# Which reading of each document is in force; none (NULL) where it counts no more.
IN_FORCE = _latest(read=False)


def documents(database: Database, *, superseded: bool) -> Iterator[Held]:
    """Every document held, in the order they were added; those that count no more only when asked for."""
    wanted = sa.select(
        *(c for c in DOCUMENTS.c if c.name != "text"), IN_FORCE.c.number.label("standing"), IN_FORCE.c.reading_id
    ).add_columns(IN_FORCE.c.because)
    wanted = wanted.outerjoin(IN_FORCE, IN_FORCE.c.document_id == DOCUMENTS.c.id)
    for page in in_pages(database.reading, wanted, DOCUMENTS.c.number):
        for row in page:
            _check_stands(row, row["standing"], database.where)
            if superseded or row["reading_id"] is not None:
                yield _held(row)


def readings(database: Database, ids: Iterable[str] | None) -> Iterator[Reading]:
    """The readings in force, in the order their documents were added, or in the order of the ids given."""
    wanted = _with_standing(IN_FORCE)
    if ids is None:
        for page in in_pages(database.reading, wanted, DOCUMENTS.c.number):
            with database.reading() as connection:
                found = _built(connection, [r for r in page if _counts(r, database.where)])
            yield from found
        return
    given = iter(ids)
    while some := list(itertools.islice(given, PAGE)):
        with database.reading() as connection:
            rows = {r["id"]: r for r in _rows(connection, wanted.where(DOCUMENTS.c.id.in_(some)))}
            for i in some:
                if i not in rows:
                    raise BadInput(i, "names no document held here", "see `trackside archive list`")
            found = _built(connection, [rows[i] for i in some if _counts(rows[i], database.where)])
        yield from found


def counted(connection: sa.Connection, ids: Sequence[str], where: str) -> dict[str, tuple[int, Reading]]:
    """The readings in force of some documents by their ids, each with its document's number; others are left out."""
    found: dict[str, tuple[int, Reading]] = {}
    for start in range(0, len(ids), PAGE):
        wanted = _with_standing(IN_FORCE).where(DOCUMENTS.c.id.in_(ids[start : start + PAGE]))
        rows = [r for r in _rows(connection, wanted) if _counts(r, where)]
        for row, built in zip(rows, _built(connection, rows), strict=True):
            found[row["id"]] = (row["number"], built)
    return found


def in_force(connection: sa.Connection, where: str) -> Iterator[tuple[int, Reading]]:
    """Every reading in force with its document's number, inside the caller's transaction."""
    for page in in_pages(lambda: nullcontext(connection), _with_standing(IN_FORCE), DOCUMENTS.c.number):
        rows = [row for row in page if _counts(row, where)]
        yield from zip((row["number"] for row in rows), _built(connection, rows), strict=True)


def reading(connection: sa.Connection, document_id: str, where: str) -> Reading:
    """The reading of one document: the one in force, or the last that was, where the document counts no more."""
    wanted = _with_standing(_latest(read=True)).where(DOCUMENTS.c.id == document_id)
    row = one(connection, wanted, document_id, where)
    if not _counts(row, where):
        raise _lost(document_id, where)
    return _built(connection, [row])[0]


def raw(connection: sa.Connection, document_id: str, where: str) -> bytes:
    """The bytes that a document was first made from."""
    wanted = sa.select(EVIDENCE.c.bytes).join(DOCUMENTS, DOCUMENTS.c.sha256 == EVIDENCE.c.sha256)
    return bytes(one(connection, wanted.where(DOCUMENTS.c.id == document_id), document_id, where)["bytes"])


def shown(connection: sa.Connection, kind: str, found: str, where: str) -> Plain:
    """A document with its reading, a mention or a claim as plain parts."""
    if kind == "document":
        return {
            **plain_reading(reading(connection, found, where), with_text=True),
            **_provenance(connection, found, where),
        }
    table = _KINDS[kind].table
    wanted = (
        sa.select(table, READINGS.c.document_id.label("of"))
        .join(READINGS, READINGS.c.number == table.c.reading)
        .join(STANDINGS, STANDINGS.c.reading_id == READINGS.c.id)
        .where(table.c.id == found)
        .order_by(STANDINGS.c.number.desc())
        .limit(1)
    )
    row = one(connection, wanted, found, where)
    return plain_claim(claim_of(row, row["of"])) if kind == "claim" else plain_mention(mention_of(row, row["of"]))


def named(connection: sa.Connection, wanted: str, kinds: Sequence[str]) -> tuple[str, str]:
    """Kind and id of the one thing that an id, or the beginning of one, names.

    The kind may be left out: ``3f9a`` finds ``claim-3f9a61c2d07b``.
    """
    wanted = wanted.strip().lower()
    hits: list[tuple[str, str]] = []
    for kind in kinds:
        prefix = wanted if wanted.startswith(f"{kind}-") else f"{kind}-{wanted}"
        column = _KINDS[kind]
        asked = sa.select(column).distinct().where(column >= prefix, column < prefix + _LAST).order_by(column).limit(6)
        hits += [(kind, found) for found in connection.execute(asked).scalars()]
    exact = [hit for hit in hits if hit[1] == wanted]
    if not hits or not wanted:
        raise BadInput(
            wanted or "an empty id", f"names no {' or '.join(kinds)} held here", "see `trackside archive list`"
        )
    if len(hits) > 1 and not exact:
        some = ", ".join(hit[1] for hit in hits[:5])
        raise BadInput(wanted, f"could be {some}{' ...' if len(hits) > 5 else ''}", "write more of the id")
    return (exact or hits)[0]


def one(connection: sa.Connection, wanted: sa.Select[Any], about: str, where: str) -> Out:
    """The row that must be there; an archive that lacks it is damaged."""
    row = connection.execute(wanted).mappings().first()
    if row is None:
        raise _lost(about, where)
    return row


def _with_standing(standing: sa.Subquery) -> sa.Select[Any]:
    """Documents, each with the number of its reading."""
    return (
        sa.select(
            DOCUMENTS,
            standing.c.number.label("standing"),
            standing.c.reading_id,
            READINGS.c.number.label("reading"),
        )
        .outerjoin(standing, standing.c.document_id == DOCUMENTS.c.id)
        .outerjoin(READINGS, READINGS.c.id == standing.c.reading_id)
    )


def _counts(row: Out, where: str) -> bool:
    """Whether a document counts; one without any standing, or whose reading is gone, is damage."""
    _check_stands(row, row["standing"], where)
    if row["reading_id"] is not None and row["reading"] is None:
        raise _lost(row["id"], where)
    return row["reading_id"] is not None


def _check_stands(row: Out, standing: int | None, where: str) -> None:
    if standing is None:
        raise _lost(row["id"], where)


def _rows(connection: sa.Connection, wanted: sa.Select[Any]) -> list[Out]:
    return list(connection.execute(wanted).mappings())


def _built(connection: sa.Connection, rows: Sequence[Out]) -> list[Reading]:
    """The readings of some documents, everything in the order it was read."""
    numbers = [row["reading"] for row in rows]
    mentions, claims, reactions, history = (
        by_reading(connection, table, numbers) for table in (MENTIONS, CLAIMS, REACTIONS, HISTORY)
    )
    return [
        Reading(
            document_of(row),
            tuple(mention_of(r, row["id"]) for r in mentions[row["reading"]]),
            tuple(claim_of(r, row["id"]) for r in claims[row["reading"]]),
            tuple(reaction_of(r, row["id"]) for r in reactions[row["reading"]]),
            tuple(history_of(r, row["id"]) for r in history[row["reading"]]),
        )
        for row in rows
    ]


def _provenance(connection: sa.Connection, document_id: str, where: str) -> Plain:
    wanted = (
        sa.select(
            DOCUMENTS.c.address,
            DOCUMENTS.c.taken_utc.label("taken"),
            DOCUMENTS.c.content_type,
            sa.func.length(EVIDENCE.c.bytes).label("bytes"),
            IN_FORCE.c.reading_id,
            IN_FORCE.c.because,
        )
        .join(EVIDENCE, DOCUMENTS.c.sha256 == EVIDENCE.c.sha256)
        .join(IN_FORCE, IN_FORCE.c.document_id == DOCUMENTS.c.id)
        .where(DOCUMENTS.c.id == document_id)
    )
    row = dict(one(connection, wanted, document_id, where))
    reading_id, because = row.pop("reading_id"), row.pop("because")
    return {**row, **({} if reading_id else {"standing": because})}


def _held(row: Out) -> Held:
    taken = dt.datetime.fromisoformat(row["taken_utc"])
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    return Held(
        row["id"],
        row["source"],
        row["address"],
        row["title"],
        published,
        row["language"],
        row["sha256"],
        taken=Moment(taken, taken, "UTC"),
        superseded=row["because"] if row["reading_id"] is None else "",
    )


def _lost(about: str, where: str) -> BadArchive:
    return BadArchive(where, f"has lost what belongs to {about}", "restore a copy")
