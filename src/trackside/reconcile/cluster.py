"""Which mentions are one launch: the best-founded links first, never two mentions of one document together."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from trackside.reconcile.likeness import Reason, Traits, compatible_dates, reasons, traits
from trackside.record import Judgement, Mention, Reading, Ruling

# Reached by a shared day alone; a shared month needs two things more in common. See the weights in likeness.py.
ENOUGH = 1.5


@final
@dataclass(frozen=True, slots=True)
class Link:
    """How well two mentions go together, and why."""

    first: Mention
    second: Mention
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The sum of the reasons' weights."""
        return sum(r.weight for r in self.reasons)


def links(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Every pair of mentions from two documents that could be one launch, the best founded first.

    Only mentions of one country whose dates can be one day are compared. The order depends on content alone.
    """
    known = [traits(m, r.claims) for r in readings for m in r.mentions]
    by_country: dict[str, list[Traits]] = defaultdict(list)
    for t in known:
        by_country[t.mention.country].append(t)
    found = [
        _link(a, b)
        for group in by_country.values()
        for a, b in itertools.combinations(sorted(group, key=lambda t: t.mention.id), 2)
        if a.mention.document_id != b.mention.document_id and compatible_dates(a.mention.date, b.mention.date)
    ]
    return tuple(sorted(found, key=lambda k: (-k.score, k.first.id, k.second.id)))


def cluster(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> tuple[tuple[Mention, ...], ...]:
    """Mentions in groups of one launch each; the order of the readings makes no difference.

    A person's ruling ("same", "different") goes before any score. Two mentions of one document are told apart by the
    document itself and stay apart unless a person joins them.
    """
    mentions = {m.id: m for r in readings for m in r.mentions}
    groups = {m: frozenset({m}) for m in mentions}
    apart = {frozenset(j.subjects) for j in judgements if j.ruling is Ruling.DIFFERENT and not j.withdrawn}
    for j in sorted(judgements, key=lambda j: j.id):
        if j.ruling is Ruling.SAME and not j.withdrawn:
            _join(groups, [s for s in j.subjects if s in groups])
    for link in links(readings):
        a, b = groups[link.first.id], groups[link.second.id]
        if link.score >= ENOUGH and a != b and _may_join(a, b, mentions, apart):
            _join(groups, [link.first.id, link.second.id])
    made = {g: tuple(sorted((mentions[i] for i in g), key=lambda m: m.id)) for g in groups.values()}
    return tuple(made.values())


def _link(a: Traits, b: Traits) -> Link:
    return Link(a.mention, b.mention, tuple(reasons(a, b)))


def _may_join(a: frozenset[str], b: frozenset[str], mentions: dict[str, Mention], apart: set[frozenset[str]]) -> bool:
    documents = {mentions[i].document_id for i in a} & {mentions[i].document_id for i in b}
    dates = all(compatible_dates(mentions[i].date, mentions[j].date) for i in a for j in b)
    return not documents and dates and not any(frozenset({i, j}) in apart for i in a for j in b)


def _join(groups: dict[str, frozenset[str]], ids: Sequence[str]) -> None:
    whole = frozenset().union(*(groups[i] for i in ids))
    for i in whole:
        groups[i] = whole
