"""Launches built from rows when they are asked for, each with the grounds on which its mentions belong to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from trackside.archive import readback
from trackside.archive.derive_book import in_some
from trackside.archive.engine import Database
from trackside.archive.judging import judgements
from trackside.archive.paging import PAGE
from trackside.archive.plain import Plain
from trackside.archive.schema import MARKS, MEMBERSHIPS, PROFILES, TRAITS
from trackside.earth import Gazetteer
from trackside.errors import BadArchive, BadInput
from trackside.reconcile import Print, Rulings, copies, launch_of, ruled, rulings
from trackside.record import Launch, Reading


def launches(
    database: Database, gazetteer: Gazetteer | None = None, documents: Iterable[str] | None = None
) -> Iterator[Launch]:
    """The launches as settled last, one built at a time, by date; all, or those that some documents tell of."""
    with database.reading() as connection:
        order = (sa.func.coalesce(PROFILES.c.earliest, -1e18), PROFILES.c.launch_id)
        ids = connection.execute(sa.select(PROFILES.c.launch_id).order_by(*order)).scalars().all()
        if documents is not None:
            wanted = _launches_of(connection, list(documents))
            ids = [one for one in ids if one in wanted]
        # Once: a launch built later goes by the same decisions as the first.
        decided = rulings(judgements(connection))
    for one in ids:
        with database.reading() as connection:
            found = _built(connection, one, database.where, decided, gazetteer)
        if found is not None:  # settled otherwise since the list was made
            yield found


def _launches_of(connection: sa.Connection, documents: Sequence[str]) -> set[str]:
    joined = sa.join(MEMBERSHIPS, TRAITS, TRAITS.c.mention_id == MEMBERSHIPS.c.mention_id)
    found = set[str]()
    for start in range(0, len(documents), PAGE):
        some = TRAITS.c.document_id.in_(documents[start : start + PAGE])
        found.update(connection.execute(sa.select(MEMBERSHIPS.c.launch_id).select_from(joined).where(some)).scalars())
    return found


def launch(database: Database, launch_id: str, gazetteer: Gazetteer | None = None) -> Launch:
    """One launch by its id, as it was settled last."""
    with database.reading() as connection:
        found = _built(connection, launch_id, database.where, rulings(judgements(connection)), gazetteer)
    if found is None:
        raise BadInput(launch_id, "names no launch held here", "see `trackside archive list`")
    return found


def _built(
    connection: sa.Connection, launch_id: str, where: str, decided: Rulings, gazetteer: Gazetteer | None
) -> Launch | None:
    rows = connection.execute(
        sa.select(MEMBERSHIPS.c.mention_id, MEMBERSHIPS.c.because, TRAITS.c.document_id)
        .outerjoin(TRAITS, TRAITS.c.mention_id == MEMBERSHIPS.c.mention_id)
        .where(MEMBERSHIPS.c.launch_id == launch_id)
    ).all()
    if not rows:
        return None
    documents = sorted({r.document_id for r in rows if r.document_id is not None})
    held = readback.counted(connection, documents, where)
    readings = {i: r for i, (_, given) in held.items() if (r := ruled(given, decided)) is not None}
    there = {m.id for r in readings.values() for m in r.mentions}
    leader = json.loads(rows[0].because)["leader"]
    others = sorted({r.mention_id for r in rows if r.mention_id in there and r.mention_id != leader})
    if leader not in there:
        raise BadArchive(where, f"has changed since {launch_id} was derived", "run `trackside archive settle`")
    told = {r.mention_id: r.document_id for r in rows}
    used = {told[m] for m in (leader, *others)}
    prints = _prints(connection, {i: held[i] for i in used})
    return launch_of((leader, *others), (readings[i] for i in used), decided, prints, gazetteer)


def _prints(connection: sa.Connection, held: dict[str, tuple[int, Reading]]) -> dict[str, Print]:
    marks: dict[int, set[int]] = defaultdict(set)
    for some in in_some([number for number, _ in held.values()]):
        for row in connection.execute(sa.select(MARKS).where(MARKS.c.document.in_(some))):
            marks[row.document].add(row.mark)
    published = {i: r.document.published for i, (_, r) in held.items()}
    return {
        i: Print(i, day.isoformat() if (day := published[i]) else "", frozenset(marks[number]))
        for i, (number, _) in held.items()
    }


def grounds(database: Database, launch_id: str) -> Plain:
    """Why each mention is of a launch, beside which other and with what score; and which documents repeat which."""
    with database.reading() as connection:
        wanted = (
            sa.select(MEMBERSHIPS, TRAITS.c.document_id)
            .join(TRAITS, TRAITS.c.mention_id == MEMBERSHIPS.c.mention_id)
            .where(MEMBERSHIPS.c.launch_id == launch_id)
            .order_by(MEMBERSHIPS.c.score.desc(), MEMBERSHIPS.c.mention_id)
        )
        rows = connection.execute(wanted).all()
        held = readback.counted(connection, sorted({r.document_id for r in rows}), database.where)
        found = copies(_prints(connection, held).values(), rulings(judgements(connection)).repeats)
    told = [
        {"document": c.document_id, "repeats": c.origin_id, "because": c.because}
        for c in sorted(found.values(), key=lambda c: c.document_id)
    ]
    return {"links": [_link(r.mention_id, r.score, json.loads(r.because)) for r in rows], "copies": told}


def _link(mention: str, score: float, because: Plain) -> Plain:
    """One mention's link; the leader, which others are held against, has none but itself."""
    if because["leader"] == mention:
        told: Plain = {"mention": mention, "leads": True}
    else:
        told = {
            "mention": mention,
            "beside": because["beside"],
            "score": score,
            "because": [f"{weight:+g} {words}" for weight, words in because["reasons"]],  # type: ignore[attr-defined]
        }
    return {**told, **({"joined": because["joined"]} if "joined" in because else {})}
