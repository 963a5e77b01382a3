"""Readings in, launches out: the story of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trackside.earth import Gazetteer
from trackside.moment import Moment
from trackside.reconcile.lineage import Print, copies, marks_of
from trackside.reconcile.pool import pool
from trackside.reconcile.rulings import Rulings, ruled, rulings
from trackside.reconcile.shelf import Shelf
from trackside.reconcile.traits import traits_of
from trackside.record import Judgement, Launch, Mention, Reading


def reconcile(
    readings: Sequence[Reading], judgements: Sequence[Judgement] = (), *, gazetteer: Gazetteer | None = None
) -> tuple[Launch, ...]:
    """The launches that readings speak of, those announced first, then by date.

    Parameters
    ----------
    readings : sequence of Reading
        In any order; the order makes no difference to which launches come out.
    judgements : sequence of Judgement
        What people decided; withdrawn ones count for nothing, and of two that contradict each other the later counts.
    gazetteer : Gazetteer, optional
        Knows the names of places, so that two names of one place are no disagreement.
    """
    decided = rulings(judgements)
    counted = {r.document.id: r for given in readings if (r := ruled(given, decided)) is not None}
    shelf = Shelf(decided)
    shelf.bring((t for r in counted.values() for t in traits_of(r)), afresh=True)
    prints = {i: print_of(r) for i, r in counted.items()}
    home = {m.id: r.document.id for r in counted.values() for m in r.mentions}
    launches = (
        launch_of(mentions, [counted[i] for i in dict.fromkeys(home[m] for m in mentions)], decided, prints, gazetteer)
        for _, mentions in shelf.launches()
    )
    return tuple(sorted(launches, key=order))


def launch_of(
    mentions: Sequence[str],
    readings: Iterable[Reading],
    decided: Rulings,
    prints: Mapping[str, Print],
    gazetteer: Gazetteer | None = None,
) -> Launch:
    """One launch from its mentions, the leader first, and the readings they are from, in any order.

    `prints` are those of the documents at least, for telling who repeats whom.
    """
    ordered = sorted(readings, key=lambda r: r.document.id)
    held = {m.id: m for r in ordered for m in r.mentions}
    members = tuple(held[i] for i in mentions)
    ids = set(mentions)
    claims = tuple(c for r in ordered for c in r.claims if c.mention_id in ids)
    repeated = copies((prints[r.document.id] for r in ordered), decided.repeats)
    return Launch(
        country=members[0].country,
        date=date_of(members),
        main=any(m.main for m in members),
        mentions=members,
        claims=claims,
        findings=pool(claims, gazetteer, origins={a: c.origin_id for a, c in repeated.items()}),
        reactions=tuple(x for r in ordered for x in r.reactions if x.mention_id in ids),
        history=tuple(x for r in ordered for x in r.history if x.mention_id in ids),
    )


def print_of(reading: Reading) -> Print:
    """A document as lineage sees it."""
    document = reading.document
    published = document.published.isoformat() if document.published else ""
    return Print(document.id, published, marks_of(document.text))


def date_of(mentions: Iterable[Mention]) -> Moment | None:
    """The narrowest date any mention gives; settling has seen to it that they can be one."""
    dates = [m.date for m in mentions if m.date is not None]
    return min(dates, key=lambda d: (d.latest - d.earliest, d.earliest), default=None)


def order(launch: Launch) -> tuple[bool, float, int, str]:
    """What launches are sorted by: those announced first, the latest first, the most told of first."""
    when = launch.date.earliest.timestamp() if launch.date else 0.0
    return (not launch.main, -when, -len(launch.claims), launch.id)
