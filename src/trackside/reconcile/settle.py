"""Readings in, launches out: the story of the room."""

from __future__ import annotations

from collections.abc import Sequence

from trackside.earth import Gazetteer
from trackside.moment import Moment
from trackside.reconcile.cluster import cluster
from trackside.reconcile.pool import pool
from trackside.record import Judgement, Launch, Mention, Reading, Ruling


def reconcile(
    readings: Sequence[Reading], judgements: Sequence[Judgement] = (), *, gazetteer: Gazetteer | None = None
) -> tuple[Launch, ...]:
    """The launches that readings speak of, those announced first, then by date.

    Parameters
    ----------
    readings : sequence of Reading
        In any order; the order makes no difference to which launches come out.
    judgements : sequence of Judgement
        What people decided; withdrawn ones count for nothing.
    gazetteer : Gazetteer, optional
        Knows the names of places, so that two names of one place are no disagreement.
    """
    ordered = sorted({r.document.id: r for r in readings}.values(), key=lambda r: r.document.id)
    discarded = {s for j in judgements if j.ruling is Ruling.DISCARD and not j.withdrawn for s in j.subjects}
    launches = [_launch(group, ordered, discarded, gazetteer) for group in cluster(ordered, judgements)]
    return tuple(sorted(launches, key=_order))


def _launch(
    mentions: tuple[Mention, ...], readings: Sequence[Reading], discarded: set[str], gazetteer: Gazetteer | None
) -> Launch:
    ids = {m.id for m in mentions}
    claims = tuple(c for r in readings for c in r.claims if c.mention_id in ids and c.id not in discarded)
    return Launch(
        country=mentions[0].country,
        date=_date(mentions),
        main=any(m.main for m in mentions),
        mentions=mentions,
        claims=claims,
        findings=pool(claims, gazetteer),
        reactions=tuple(x for r in readings for x in r.reactions if x.mention_id in ids),
        history=tuple(x for r in readings for x in r.history if x.mention_id in ids),
    )


def _date(mentions: Sequence[Mention]) -> Moment | None:
    """The narrowest date any mention gives; the cluster has seen to it that they can be one."""
    dates = [m.date for m in mentions if m.date is not None]
    return min(dates, key=lambda d: (d.latest - d.earliest, d.earliest), default=None)


def _order(launch: Launch) -> tuple[bool, float, int, str]:
    when = launch.date.earliest.timestamp() if launch.date else 0.0
    return (not launch.main, -when, -len(launch.claims), launch.id)
