"""How each mention came to its launch: links that explain themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.reconcile.likeness import Reason
from trackside.reconcile.rulings import ruled, rulings
from trackside.reconcile.seating import why
from trackside.reconcile.shelf import Shelf
from trackside.reconcile.traits import traits_of
from trackside.record import Judgement, Reading


@final
@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention is of a launch: the mention it was compared with, by which reasons; a leader has none.

    `joined` says who put it there, where a person did.
    """

    mention_id: str
    leader_id: str
    beside_id: str
    reasons: tuple[Reason, ...]
    joined: str = ""

    @property
    def score(self) -> float:
        """The sum of the reasons' weights."""
        return round(sum(r.weight for r in self.reasons), 3)


def links(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> tuple[Link, ...]:
    """One link for each mention, sorted by the launches' leaders, then by mention."""
    decided = rulings(judgements)
    shelf = Shelf(decided)
    counted = {r.document.id: r for given in readings if (r := ruled(given, decided)) is not None}
    shelf.bring((t for r in counted.values() for t in traits_of(r)), afresh=True)
    found = (x for _, mentions in shelf.launches() for x in _links(shelf, mentions, decided.joined))
    return tuple(sorted(found, key=lambda x: (x.leader_id, x.mention_id)))


def _links(shelf: Shelf, mentions: Sequence[str], joined: Mapping[str, str]) -> Iterator[Link]:
    for m in mentions:
        unit = shelf.unit(m)
        seat = shelf.seat(unit)
        if seat is not None:
            yield Link(m, seat.leader, seat.beside, why(shelf, unit, seat), joined.get(m, ""))
