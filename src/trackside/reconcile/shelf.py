"""`Shelf`: a book of mentions in memory, which settles what is brought to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import final

from trackside.reconcile.rulings import Rulings
from trackside.reconcile.seating import Book, Seat, leave, place
from trackside.reconcile.traits import Traits

_DAY_S = 86_400.0


@final
class _Calendar:
    """Mentions by country and day; those with vaguer dates by their spans."""

    def __init__(self) -> None:
        self._days: dict[str, dict[int, dict[str, Traits]]] = defaultdict(lambda: defaultdict(dict))
        self._spans: dict[str, dict[tuple[float, float], dict[str, Traits]]] = defaultdict(lambda: defaultdict(dict))

    def enter(self, t: Traits) -> None:
        for home in self._homes(t):
            home[t.mention_id] = t

    def strike(self, t: Traits) -> None:
        for home in self._homes(t):
            home.pop(t.mention_id, None)

    def near(self, t: Traits) -> Iterator[Traits]:
        """Every mention of the country that overlaps in date, once."""
        days, (first, last) = self._days[t.country], t.span
        wanted = _days_of(t) if t.precise else [d for d in days if first - _DAY_S <= d * _DAY_S <= last]
        found: dict[str, Traits] = {}
        for day in wanted:
            found |= days.get(day, {})
        yield from found.values()
        for (begin, end), home in self._spans[t.country].items():
            if first <= end and begin <= last:
                yield from home.values()

    def _homes(self, t: Traits) -> Iterator[dict[str, Traits]]:
        if not t.precise:
            yield self._spans[t.country][t.span]
            return
        for day in _days_of(t):
            yield self._days[t.country][day]


@final
class Shelf(Book):
    """Mentions in memory under given rulings; what is brought or taken away is settled at once, and only that."""

    def __init__(self, decided: Rulings) -> None:
        self._decided = decided
        self._traits: dict[str, Traits] = {}
        self._unit: dict[str, str] = {}
        self._members: dict[str, tuple[Traits, ...]] = {}
        self._seats: dict[str, Seat] = {}
        self._of_company: dict[str, set[str]] = defaultdict(set)
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._all, self._leaders = _Calendar(), _Calendar()
        self._kinds: dict[tuple[object, ...], int] = {}
        self._kind: dict[str, int] = {}
        self._fits: dict[tuple[int, int], float] = {}

    def bring(self, found: Iterable[Traits], *, afresh: bool = False) -> int:
        """Add mentions and seat them; `afresh` where the shelf was empty. Says how many were looked at."""
        changed: set[str] = set()
        for t in found:
            changed |= self._enter(t)
        return place(self, (u for u in changed if u in self._members), afresh=afresh)

    def take_away(self, mentions: Iterable[str]) -> int:
        """Take mentions out again and seat anew whoever sat by them."""
        changed: set[str] = set()
        for m in mentions:
            changed |= self._strike(m)
        return place(self, (u for u in changed if u in self._members))

    def launches(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every launch: its leader, and all its mentions, the leader first and the others by id."""
        sitting: dict[str, list[str]] = defaultdict(list)
        for unit, seat in self._seats.items():
            sitting[seat.leader] += [t.mention_id for t in self._members[unit]]
        for leader, mentions in sitting.items():
            yield leader, (leader, *sorted(m for m in mentions if m != leader))

    def unit(self, mention: str) -> str:
        """The unit of a mention that is there."""
        return self._unit[mention]

    def members(self, unit: str) -> tuple[Traits, ...]:
        return self._members.get(unit, ())

    def traits(self, mention: str) -> Traits:
        return self._traits[mention]

    def seat(self, unit: str) -> Seat | None:
        return self._seats.get(unit)

    def take(self, unit: str, seat: Seat | None) -> None:
        old, members = self._seats.pop(unit, None), self._members[unit]
        if old is not None:
            self._beside[old.beside].discard(unit)
        if seat is not None:
            self._seats[unit] = seat
            self._beside[seat.beside].add(unit)
        for t in members:
            if seat is not None and (seat.leader == unit or len(members) > 1):
                self._leaders.enter(t)
            elif old is not None:
                self._leaders.strike(t)

    def leaders_near(self, t: Traits) -> Iterable[tuple[Traits, str]]:
        return ((other, self._unit[other.mention_id]) for other in self._leaders.near(t))

    def units_near(self, t: Traits) -> Iterable[str]:
        # One that is being taken in or out has no unit just then; it is settled afterwards in any case.
        return {u for other in self._all.near(t) if (u := self._unit.get(other.mention_id)) is not None}

    def beside(self, unit: str) -> Iterable[str]:
        return {u for t in self._members[unit] for u in self._beside[t.mention_id]} - {unit}

    def strangers(self, unit: str) -> Iterable[str]:
        members = self._members[unit]
        found = {u for t in members for u in self._of_company[t.company]}
        apart = (m for t in members for m in self._decided.apart.get(t.mention_id, ()))
        found.update(self._unit[m] for m in apart if m in self._unit)
        return found - {unit}

    def likeness(self, a: Traits, b: Traits) -> float:
        """The score, once for all mentions that are alike."""
        pair = (self._kind[a.mention_id], self._kind[b.mention_id])
        known = self._fits.get(pair)
        if known is None:
            known = self._fits[pair] = super().likeness(a, b)
        return known

    def _enter(self, t: Traits) -> set[str]:
        if t.mention_id in self._traits:
            return set()
        self._traits[t.mention_id] = t
        self._kind[t.mention_id] = self._kinds.setdefault(t.alike, len(self._kinds))
        self._all.enter(t)
        return self._formed(t.mention_id)

    def _strike(self, mention: str) -> set[str]:
        if mention not in self._traits:
            return set()
        changed = self._dissolved(self._unit[mention])
        t = self._traits.pop(mention)
        self._all.strike(t)
        return changed | self._formed(mention)

    def _formed(self, mention: str) -> set[str]:
        """Make the unit that a mention belongs to from those of its group that are there."""
        group = self._decided.groups.get(mention, (mention,))
        changed: set[str] = set()
        for unit in {self._unit[m] for m in group if m in self._unit}:
            changed |= self._dissolved(unit)
        here = sorted((self._traits[m] for m in group if m in self._traits), key=lambda t: t.rank)
        if here:
            unit = here[0].mention_id
            self._members[unit] = tuple(here)
            for t in here:
                self._unit[t.mention_id] = unit
                self._of_company[t.company].add(unit)
            changed.add(unit)
        return changed

    def _dissolved(self, unit: str) -> set[str]:
        changed = leave(self, unit)
        for t in self._members.pop(unit):
            del self._unit[t.mention_id]
            self._of_company[t.company].discard(unit)
        return changed


def _days_of(t: Traits) -> range:
    first, last = t.span
    return range(int(first // _DAY_S), int(last // _DAY_S) + 1)
