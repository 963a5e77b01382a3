"""`Shelf`: a book of mentions in memory, which settles what is brought to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import final

from trackside.reconcile.likely import Likely
from trackside.reconcile.rulings import Rulings
from trackside.reconcile.seating import Book, Seat, leave, place
from trackside.reconcile.traits import Traits

_DAY_S = 86_400.0
# Spans up to this are looked up day by day, longer ones among the days that there are.
_FEW_DAYS_S = 5 * _DAY_S


@final
class _Calendar:
    """Mentions by a key and day; those with vaguer dates by their spans."""

    def __init__(self) -> None:
        self._days: dict[str, dict[int, dict[str, Traits]]] = defaultdict(lambda: defaultdict(dict))
        self._spans: dict[str, dict[tuple[float, float], dict[str, Traits]]] = defaultdict(lambda: defaultdict(dict))

    def enter(self, key: str, t: Traits) -> None:
        for home in self._homes(key, t):
            home[t.mention_id] = t

    def strike(self, key: str, t: Traits) -> None:
        for home in self._homes(key, t):
            home.pop(t.mention_id, None)

    def near(self, key: str, first: float, last: float) -> Iterator[Traits]:
        """Every mention that overlaps in date (days as a whole), once."""
        days = self._days[key]
        short = last - first <= _FEW_DAYS_S
        wanted = _days_of(first, last) if short else [d for d in days if first - _DAY_S <= d * _DAY_S <= last]
        found: dict[str, Traits] = {}
        for day in wanted:
            found |= days.get(day, {})
        yield from found.values()
        for (begin, end), home in self._spans[key].items():
            if first <= end and begin <= last:
                yield from home.values()

    def _homes(self, key: str, t: Traits) -> Iterator[dict[str, Traits]]:
        if not t.precise:
            yield self._spans[key][t.span]
            return
        for day in _days_of(*t.span):
            yield self._days[key][day]


@final
class _Country:
    """Mentions of one country, to be found by date, or by what they say where either gives none."""

    def __init__(self) -> None:
        self._dated = _Calendar()
        self._undated, self._all = Likely(), Likely()

    def enter(self, t: Traits) -> None:
        self._all.enter(t)
        if t.earliest is None:
            self._undated.enter(t)
        else:
            self._dated.enter(t.country, t)

    def strike(self, t: Traits) -> None:
        self._all.strike(t)
        if t.earliest is None:
            self._undated.strike(t)
        else:
            self._dated.strike(t.country, t)

    def near(self, t: Traits) -> Iterator[Traits]:
        """Every mention that `t` can be of one launch with."""
        if t.earliest is None:
            yield from self._all.like(t)
        else:
            yield from self._dated.near(t.country, *t.span)
            yield from self._undated.like(t)


@final
class Shelf(Book):
    """Mentions in memory under given rulings; what is brought or taken away is settled at once, and only that."""

    def __init__(self, decided: Rulings) -> None:
        self._decided = decided
        self._traits: dict[str, Traits] = {}
        self._unit: dict[str, str] = {}
        self._members: dict[str, tuple[Traits, ...]] = {}
        self._seats: dict[str, Seat] = {}
        self._of_document: dict[str, set[str]] = defaultdict(set)
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._all: dict[str, _Country] = defaultdict(_Country)
        self._leaders: dict[str, _Country] = defaultdict(_Country)
        # Rows by table and by country; who leads a launch; which rows sit in it, by table.
        self._of_table, self._of_country = _Calendar(), _Calendar()
        self._leading: dict[str, set[str]] = defaultdict(set)
        self._rows_at: dict[tuple[str, str], set[str]] = defaultdict(set)
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
        tables = {t.company for t in members if t.is_row}
        if old is not None:
            self._beside[old.beside].discard(unit)
            self._leading[old.leader].discard(unit)
            for table in tables:
                self._rows_at[old.leader, table].discard(unit)
        if seat is not None:
            self._seats[unit] = seat
            self._beside[seat.beside].add(unit)
            for table in tables:
                self._rows_at[seat.leader, table].add(unit)
        leads = seat is not None and (seat.leader == unit or len(members) > 1)
        if seat is not None and leads:
            self._leading[seat.leader].add(unit)
        for t in members:
            if leads:
                self._leaders[t.country].enter(t)
            elif old is not None:
                self._leaders[t.country].strike(t)

    def leaders_near(self, t: Traits) -> Iterable[tuple[Traits, str]]:
        return ((other, self._unit[other.mention_id]) for other in self._leaders[t.country].near(t))

    def units_near(self, t: Traits) -> Iterable[str]:
        # One that is being taken in or out has no unit just then; it is settled afterwards in any case.
        return {u for other in self._all[t.country].near(t) if (u := self._unit.get(other.mention_id)) is not None}

    def beside(self, unit: str) -> Iterable[str]:
        return {u for t in self._members[unit] for u in self._beside[t.mention_id]} - {unit}

    def strangers(self, unit: str) -> Iterable[str]:
        members = self._members[unit]
        found = {u for t in members if not t.is_row for u in self._of_document[t.document_id]}
        apart = (m for t in members for m in self._decided.apart.get(t.mention_id, ()))
        found.update(self._unit[m] for m in apart if m in self._unit)
        return found - {unit}

    def leading(self, leader: str) -> Iterable[Traits]:
        return [t for u in self._leading[leader] for t in self._members[u]]

    def rows_at(self, leader: str, table: str) -> Iterable[str]:
        return self._rows_at[leader, table]

    def rows_near(self, t: Traits, first: float, last: float, *, own: bool) -> Iterable[str]:
        calendar, key = (self._of_table, t.company) if own else (self._of_country, t.country)
        return {u for m in calendar.near(key, first, last) if (u := self._unit.get(m.mention_id)) is not None}

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
        self._all[t.country].enter(t)
        if t.is_row:
            self._of_table.enter(t.company, t)
            self._of_country.enter(t.country, t)
        return self._formed(t.mention_id)

    def _strike(self, mention: str) -> set[str]:
        if mention not in self._traits:
            return set()
        changed = self._dissolved(self._unit[mention])
        t = self._traits.pop(mention)
        self._all[t.country].strike(t)
        if t.is_row:
            self._of_table.strike(t.company, t)
            self._of_country.strike(t.country, t)
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
                self._of_document[t.document_id].add(unit)
            changed.add(unit)
        return changed

    def _dissolved(self, unit: str) -> set[str]:
        changed = leave(self, unit)
        for t in self._members.pop(unit):
            del self._unit[t.mention_id]
            self._of_document[t.document_id].discard(unit)
        return changed


def _days_of(first: float, last: float) -> range:
    return range(int(first // _DAY_S), int(last // _DAY_S) + 1)
