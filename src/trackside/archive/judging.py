"""Judgements and withdrawals: what people decided, kept as they signed it; nothing of it is ever taken away."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

import sqlalchemy as sa

from trackside.archive.growing import next_number
from trackside.archive.plain import (
    Plain,
    dumped,
    estimate_from_plain,
    moment_from_plain,
    part,
    plain_estimate,
    plain_moment,
    word,
)
from trackside.archive.readback import named, one
from trackside.archive.rows import Out
from trackside.archive.schema import JUDGEMENTS, WITHDRAWALS
from trackside.errors import BadArchive, BadInput
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import Judgement, Ruling, Value, Withdrawal

# What each ruling may be about.
_ABOUT = {
    Ruling.SAME: ("mention",),
    Ruling.DIFFERENT: ("mention",),
    Ruling.REPEATS: ("document",),
    Ruling.DISCARD: ("document", "mention", "claim"),
    Ruling.CORRECT: ("claim",),
}


def judge(connection: sa.Connection, judgement: Judgement, now_utc: str) -> bool:
    """Keep a judgement; False when the same one is held already.

    Raises
    ------
    BadInput
        When it is about something that is not held here.
    """
    for subject in judgement.subjects:
        if named(connection, subject, _ABOUT[judgement.ruling])[1] != subject:
            raise BadInput(subject, "is only the beginning of an id", "give the whole id")
    if _exists(connection, JUDGEMENTS.c.id, judgement.id):
        return False
    row = {
        "number": next_number(connection, JUDGEMENTS),
        "id": judgement.id,
        "ruling": judgement.ruling.value,
        "subjects": dumped(list(judgement.subjects)),
        "value": None if judgement.value is None else dumped(plain_ruled(judgement.value)),
        **_signed(judgement.by, judgement.when, judgement.reason),
        "added_utc": now_utc,
    }
    connection.execute(JUDGEMENTS.insert(), row)
    return True


def withdraw(connection: sa.Connection, withdrawal: Withdrawal, now_utc: str) -> None:
    """Keep that a judgement counts no more.

    Raises
    ------
    BadInput
        When no such judgement is held, or it was withdrawn before.
    """
    _, judgement_id = named(connection, withdrawal.judgement_id, ("judgement",))
    if _exists(connection, WITHDRAWALS.c.judgement_id, judgement_id):
        raise BadInput(judgement_id, "was withdrawn before", "see `trackside archive show` for when and why")
    row = {
        "number": next_number(connection, WITHDRAWALS),
        "judgement_id": judgement_id,
        **_signed(withdrawal.by, withdrawal.when, withdrawal.reason),
        "added_utc": now_utc,
    }
    connection.execute(WITHDRAWALS.insert(), row)


def judgements(connection: sa.Connection) -> tuple[Judgement, ...]:
    """Every judgement in the order they were given, with those withdrawn marked so."""
    gone = {w.judgement_id for w in withdrawals(connection)}
    rows = connection.execute(sa.select(JUDGEMENTS).order_by(JUDGEMENTS.c.number)).mappings()
    return tuple(dataclasses.replace(j, withdrawn=j.id in gone) for j in map(judgement_of, rows))


def withdrawals(connection: sa.Connection) -> tuple[Withdrawal, ...]:
    """Every withdrawal in the order they were given."""
    rows = connection.execute(sa.select(WITHDRAWALS).order_by(WITHDRAWALS.c.number)).mappings()
    return tuple(Withdrawal(r["judgement_id"], r["by"], _moment(r["moment"]), r["reason"]) for r in rows)


def plain_judgement(connection: sa.Connection, judgement_id: str, where: str) -> Plain:
    """A judgement as plain parts, with its withdrawal where there is one."""
    j = judgement_of(one(connection, sa.select(JUDGEMENTS).where(JUDGEMENTS.c.id == judgement_id), judgement_id, where))
    gone = next((w for w in withdrawals(connection) if w.judgement_id == j.id), None)
    withdrawn = {"by": gone.by, "when": plain_moment(gone.when), "reason": gone.reason} if gone else None
    return {"value": None, **plain(j), "withdrawn": withdrawn}


def plain(judgement: Judgement) -> Plain:
    """A judgement as it was signed, as plain parts; ``value`` is there for a correction alone."""
    value = {} if judgement.value is None else {"value": plain_ruled(judgement.value)}
    return {
        "id": judgement.id,
        "ruling": judgement.ruling.value,
        "subjects": list(judgement.subjects),
        **value,
        "by": judgement.by,
        "when": plain_moment(judgement.when),
        "reason": judgement.reason,
    }


def plain_ruled(value: Value) -> Plain:
    """What a claim should have said; the key says which kind of value it is."""
    if isinstance(value, Estimate):
        return {"estimate": plain_estimate(value)}
    return {"moment": plain_moment(value)} if isinstance(value, Moment) else {"words": value}


def ruled_from_plain(told: Mapping[str, object]) -> Value:
    """The value of a plain form."""
    if "estimate" in told:
        return estimate_from_plain(part(told, "estimate"))
    return moment_from_plain(part(told, "moment")) if "moment" in told else word(told, "words")


def judgement_of(row: Out) -> Judgement:
    """The judgement of a row."""
    value = ruled_from_plain(json.loads(row["value"])) if row["value"] else None
    subjects = tuple(json.loads(row["subjects"]))
    found = Judgement(Ruling(row["ruling"]), subjects, row["by"], _moment(row["moment"]), row["reason"], value)
    if found.id != row["id"]:
        raise BadArchive(row["id"], "does not fit its content any more", "the archive is damaged; restore a copy")
    return found


def _signed(by: str, when: Moment, reason: str) -> dict[str, object]:
    exact = plain_moment(when)
    return {"by": by, "when_utc": exact["earliest"], "moment": dumped(exact), "reason": reason}


def _moment(text: str) -> Moment:
    return moment_from_plain(json.loads(text))


def _exists(connection: sa.Connection, column: sa.Column[str], wanted: str) -> bool:
    return connection.execute(sa.select(column).where(column == wanted).limit(1)).first() is not None
