"""Launches derived from the readings in force: settled as a whole, or as far as some documents touch them.

The derived tables are a cache: `traits` and `marks` are noted when a document is added, `memberships` and `profiles`
follow from them and from judgements. `settled` says up to which standing, and under which judgements, that was done
last; so whatever was added since then, and by whomever, is looked at with the next call.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import final

import sqlalchemy as sa

from trackside.archive import readback
from trackside.archive.derive_book import (
    SOME,
    Rows,
    in_some,
    insert,
    membership_row,
    profile_row,
    trait_row,
    traits_from_plain,
)
from trackside.archive.engine import Database
from trackside.archive.judging import judgements
from trackside.archive.rows import Row
from trackside.archive.schema import (
    CLAIMS,
    DOCUMENTS,
    MARKS,
    MEMBERSHIPS,
    MENTIONS,
    PROFILES,
    READINGS,
    SETTLED,
    STANDINGS,
    TRAITS,
)
from trackside.reconcile import (
    TRAITS_FORM,
    Rulings,
    Shelf,
    leave,
    marks_of,
    place,
    ruled,
    rulings,
    traits_of,
    why,
)
from trackside.record import Document, Judgement, Reading, Ruling

# Above this share of the documents held, and above so many, deriving the whole is the shorter way.
MOST_SHARE, MOST = 0.1, 300
_ON_READINGS = (Ruling.DISCARD, Ruling.CORRECT)
_ON_SEATS = (Ruling.SAME, Ruling.DIFFERENT)


@final
@dataclass(frozen=True, slots=True)
class Settled:
    """What deriving launches came to: how many there are, and how many mentions were looked at for it."""

    launches: int
    looked_at: int = 0


def note(connection: sa.Connection, noted: Iterable[tuple[int, Document, Reading]]) -> None:
    """Keep what later comparisons need of documents whose reading in force is new; of one told twice the last one."""
    last = {number: (document, reading) for number, document, reading in noted}
    for some in in_some(sorted(last)):
        told = [(n, *last[n]) for n in some]
        traits = [trait_row(t) for _, _, reading in told for t in traits_of(reading)]
        marks = [{"mark": m, "document": n} for n, document, _ in told for m in sorted(marks_of(document.text))]
        _replace(connection, TRAITS, TRAITS.c.document_id.in_([document.id for _, document, _ in told]), traits)
        _replace(connection, MARKS, MARKS.c.document.in_(some), marks)


def settle(database: Database, *, whole: bool) -> Settled:
    """Derive the launches anew: all of them, or what was added, superseded, judged or withdrawn since the last time.

    Where nothing was, nothing is written.
    """
    looked_at = 0
    with database.reading() as connection:
        whole = whole or _is_stale(connection)
    if not whole:
        with database.writing() as connection:
            touched = _touched(connection)
            held = connection.execute(sa.select(sa.func.count()).select_from(DOCUMENTS)).scalar_one()
            whole = len(touched) > max(MOST, MOST_SHARE * held)
            if not whole:
                looked_at = _settle_some(connection, touched, database.where)
    if whole:
        looked_at = _settle_all(database)
    with database.reading() as connection:
        count = sa.select(sa.func.count()).select_from(PROFILES)
        return Settled(connection.execute(count).scalar_one(), looked_at)


def _decided(connection: sa.Connection) -> Rulings:
    return rulings(judgements(connection))


def _note_traits(connection: sa.Connection, document_id: str, reading: Reading | None) -> None:
    rows = [trait_row(t) for t in traits_of(reading)] if reading else []
    _replace(connection, TRAITS, TRAITS.c.document_id == document_id, rows)


def _replace(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool], rows: Sequence[Row]) -> None:
    """Have these rows where others stood; where they stand already nothing is written."""
    there = {tuple(row) for row in connection.execute(sa.select(table).where(where))}
    if there != {tuple(row[c.name] for c in table.c) for row in rows}:
        connection.execute(table.delete().where(where))
        insert(connection, table, rows)


def _is_stale(connection: sa.Connection) -> bool:
    """Whether nothing was settled yet, or traits were noted in another form."""
    return "standing" not in _settled(connection) or _is_of_other_form(connection)


def _is_of_other_form(connection: sa.Connection) -> bool:
    # Not "!=": that would look at every row instead of the ends of an index.
    other = sa.or_(TRAITS.c.form < TRAITS_FORM, TRAITS.c.form > TRAITS_FORM)
    return connection.execute(sa.select(TRAITS.c.form).where(other).limit(1)).first() is not None


def _is_lost(connection: sa.Connection) -> bool:
    """Whether what was noted of mentions is gone, as when the derived tables were dropped."""
    noted, told = (connection.execute(sa.select(t).limit(1)).first() for t in (TRAITS.c.mention_id, MENTIONS.c.id))
    return noted is None and told is not None


def _settled(connection: sa.Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(sa.select(SETTLED))}


def _mark_settled(connection: sa.Connection, standing: int, ids: Iterable[str]) -> None:
    told = {"standing": str(standing), "judgements": json.dumps(sorted(ids))}
    if told == _settled(connection):
        return
    connection.execute(SETTLED.delete())
    insert(connection, SETTLED, [{"name": name, "value": value} for name, value in told.items()])


def _last_standing(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(STANDINGS.c.number), 0))).scalar_one())


def _before(connection: sa.Connection, given: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that were in force when launches were last settled."""
    then = set(json.loads(_settled(connection).get("judgements", "[]")))
    return [dataclasses.replace(j, withdrawn=False) for j in given if j.id in then]


def _touched(connection: sa.Connection) -> set[str]:
    """The documents whose standing changed since launches were settled last, and those newer judgements are about."""
    since = int(_settled(connection)["standing"])
    newer = sa.select(STANDINGS.c.document_id).where(STANDINGS.c.number > since)
    found = set(connection.execute(newer).scalars())
    given = judgements(connection)
    before, now = {j.id for j in _before(connection, given)}, {j.id for j in given if not j.withdrawn}
    changed = [j for j in given if j.id in before ^ now and j.ruling in (*_ON_READINGS, *_ON_SEATS)]
    subjects = [s for j in changed for s in j.subjects]
    # Who was joined with a subject sits by it: the whole group is settled anew.
    for decided in (rulings(_before(connection, given)), rulings(given)):
        subjects += [m for s in subjects for m in decided.groups.get(s, ())]
    return found | _documents_of(connection, subjects)


def _documents_of(connection: sa.Connection, subjects: Iterable[str]) -> set[str]:
    """The documents of ids of documents, mentions and claims."""
    ids = sorted(set(subjects))
    found = {i for i in ids if i.startswith("document-")}
    for table in (MENTIONS, CLAIMS):
        for some in in_some(ids):
            wanted = sa.select(READINGS.c.document_id).join(table, table.c.reading == READINGS.c.number)
            found.update(connection.execute(wanted.where(table.c.id.in_(some)).distinct()).scalars())
    return found


def _settle_some(connection: sa.Connection, touched: set[str], where: str) -> int:
    given = judgements(connection)
    before, decided = rulings(_before(connection, given)), rulings(given)
    touched = touched | _mates(connection, touched, (before, decided))
    old = Rows(connection, before)
    following = _left(connection, old, touched, before)
    _refreshed(connection, touched, decided, where)
    book = Rows(connection, decided)
    wanted = sa.select(TRAITS.c.mention_id)
    for some in in_some(sorted(touched)):
        following.update(connection.execute(wanted.where(TRAITS.c.document_id.in_(some))).scalars())
    units = {u for m in following if (u := book.unit(m)) is not None}
    looked_at = place(book, units)
    book.write()
    _mark_settled(connection, _last_standing(connection), (j.id for j in given if not j.withdrawn))
    return looked_at


def _mates(connection: sa.Connection, touched: set[str], decided: Iterable[Rulings]) -> set[str]:
    """The documents of mentions that people joined with any of some documents: they move when those come or go."""
    groups = {g for one in decided for g in one.groups.values()}
    of: dict[str, str] = {}
    for some in in_some(sorted({m for g in groups for m in g})):
        told = sa.select(MENTIONS.c.id, READINGS.c.document_id).join(READINGS, READINGS.c.number == MENTIONS.c.reading)
        of |= {row.id: row.document_id for row in connection.execute(told.where(MENTIONS.c.id.in_(some)))}
    return {of[m] for g in groups if any(of.get(m) in touched for m in g) for m in g if m in of}


def _left(connection: sa.Connection, old: Rows, touched: set[str], before: Rulings) -> set[str]:
    """Take every mention of some documents out of its launch; gives the units that have to be settled because of it."""
    mentions: set[str] = set()
    for some in in_some(sorted(touched)):
        ever = (
            sa.select(MENTIONS.c.id)
            .join(READINGS, READINGS.c.number == MENTIONS.c.reading)
            .join(STANDINGS, STANDINGS.c.reading_id == READINGS.c.id)
            .where(STANDINGS.c.document_id.in_(some))
        )
        wanted = sa.select(MEMBERSHIPS.c.mention_id).where(MEMBERSHIPS.c.mention_id.in_(ever))
        mentions.update(connection.execute(wanted).scalars())
    grouped = {g for m in mentions for g in before.groups.get(m, (m,))}
    old.recall(sorted(grouped))
    following: set[str] = set()
    for unit in sorted({u for m in grouped if (u := old.unit(m)) is not None}):
        following |= leave(old, unit) | {unit, *(t.mention_id for t in old.members(unit))}
    old.write()
    for some in in_some(sorted(mentions)):
        connection.execute(MEMBERSHIPS.delete().where(MEMBERSHIPS.c.mention_id.in_(some)))
    return following


def _refreshed(connection: sa.Connection, touched: set[str], decided: Rulings, where: str) -> None:
    """Note the traits of documents anew where people ruled on them or where they count no more."""
    judged = _documents_of(connection, (*decided.discarded, *decided.corrected))
    documents = sorted(touched)
    held = readback.counted(connection, documents, where)
    for i in documents:
        if i not in held:
            _note_traits(connection, i, None)
        else:
            _note_traits(connection, i, ruled(held[i][1], decided) if i in judged else held[i][1])


def _settle_all(database: Database) -> int:
    """Settle country by country: each is read, settled in memory, and written in a transaction of its own.

    What comes in meanwhile is settled at the end like anything else that is new.
    """
    with database.reading() as connection:
        stale = _is_of_other_form(connection) or _is_lost(connection)
    with database.writing() as connection:
        given = judgements(connection)
        decided, standing = rulings(given), _last_standing(connection)
        if stale:
            _note_all(connection, database.where)
        else:
            _forget(connection)
        kinds = [j for j in given if j.ruling in _ON_READINGS]
        _refreshed(
            connection, _documents_of(connection, [s for j in kinds for s in j.subjects]), decided, database.where
        )
    looked_at = 0
    with database.reading() as connection:
        countries = (
            connection.execute(sa.select(TRAITS.c.country).distinct().order_by(TRAITS.c.country)).scalars().all()
        )
        together = _together(connection, countries, decided)
    for some in together:
        looked_at += _settle_countries(database, some, decided)
    with database.writing() as connection:
        _swept(connection)
        _mark_settled(connection, standing, (j.id for j in given if not j.withdrawn))
        looked_at += _settle_some(connection, _touched(connection), database.where)
    return looked_at


def _forget(connection: sa.Connection) -> None:
    """Take out what was noted of documents that count no more."""
    gone = sa.select(readback.IN_FORCE.c.document_id).where(readback.IN_FORCE.c.reading_id.is_(None))
    numbers = sa.select(DOCUMENTS.c.number).where(DOCUMENTS.c.id.in_(gone))
    connection.execute(TRAITS.delete().where(TRAITS.c.document_id.in_(gone)))
    connection.execute(MARKS.delete().where(MARKS.c.document.in_(numbers)))


def _note_all(connection: sa.Connection, where: str) -> None:
    """Note the traits and marks of every document anew."""
    connection.execute(TRAITS.delete())
    connection.execute(MARKS.delete())
    held = readback.in_force(connection, where)
    while some := list(itertools.islice(held, SOME)):
        note(connection, ((number, reading.document, reading) for number, reading in some))


def _together(connection: sa.Connection, countries: Sequence[str], decided: Rulings) -> list[list[str]]:
    """The countries in lots that can be settled one by one: those whose mentions people joined are in one."""
    lots = {c: {c} for c in countries}
    for group in set(decided.groups.values()):
        wanted = sa.select(TRAITS.c.country).where(TRAITS.c.mention_id.in_(group)).distinct()
        joined = set().union(*(lots[c] for c in connection.execute(wanted).scalars()))
        lots |= dict.fromkeys(joined, joined)
    return [list(lot) for lot in sorted({tuple(sorted(lot)) for lot in lots.values()})]


def _settle_countries(database: Database, countries: Sequence[str], decided: Rulings) -> int:
    shelf = Shelf(decided)
    with database.reading() as connection:
        rows = connection.execute(sa.select(TRAITS.c.content).where(TRAITS.c.country.in_(countries)))
        looked_at = shelf.bring((traits_from_plain(json.loads(r.content)) for r in rows), afresh=True)
    memberships, profiles = _rows_of(shelf, decided)
    with database.writing() as connection:
        theirs = sa.select(PROFILES.c.launch_id).where(PROFILES.c.country.in_(countries))
        mentions = sa.select(TRAITS.c.mention_id).where(TRAITS.c.country.in_(countries))
        held = sa.or_(MEMBERSHIPS.c.launch_id.in_(theirs), MEMBERSHIPS.c.mention_id.in_(mentions))
        _replace(connection, MEMBERSHIPS, held, memberships)
        _replace(connection, PROFILES, PROFILES.c.country.in_(countries), profiles)
    return looked_at


def _rows_of(shelf: Shelf, decided: Rulings) -> tuple[list[Row], list[Row]]:
    """The memberships and profiles of everything on a shelf."""
    memberships, profiles = list[Row](), list[Row]()
    for leader, mentions in shelf.launches():
        led = []
        for m in mentions:
            unit = shelf.unit(m)
            seat = shelf.seat(unit)
            if seat is None:
                continue
            memberships.append(membership_row(shelf.traits(m), seat, why(shelf, unit, seat), decided.joined.get(m, "")))
            if m == leader or len(shelf.members(unit)) > 1:
                led.append(shelf.traits(m))
        profiles.append(profile_row(leader, led))
    return memberships, profiles


def _swept(connection: sa.Connection) -> None:
    """Take out what belongs to mentions that are there no more."""
    connection.execute(MEMBERSHIPS.delete().where(MEMBERSHIPS.c.mention_id.not_in(sa.select(TRAITS.c.mention_id))))
    connection.execute(PROFILES.delete().where(PROFILES.c.launch_id.not_in(sa.select(MEMBERSHIPS.c.launch_id))))
