"""Which mentions are one launch, settled one by one in an order that only their content decides.

Every mention is compared with the *leaders* that come before it in that order, and joins the best or leads a launch of
its own. So a mention's place depends on nothing that comes after it, and on nothing before it but leaders near its date
and the places of mentions that must not meet it (those of its own document, those a person told apart, and of a row
those of its table in a launch that it could join). A row also leaves a launch to another row of its table, near its own
date, that is more like that one, wherever either stands. That is all that has to be looked at when a document comes in:
the same rule settles a whole archive and a single newcomer, and gives the same launches.
"""

from __future__ import annotations

import heapq
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, final

from trackside.reconcile.likeness import CLEAR, ENOUGH, Reason, compatible, reasons, score
from trackside.reconcile.traits import DAY_S, Traits


@final
@dataclass(frozen=True, slots=True)
class Seat:
    """Where a mention belongs: its launch, by the leader; with whom it was compared, and how well that went.

    A leader sits with itself, without a score.
    """

    leader: str
    beside: str
    score: float = 0.0


class _Offer(NamedTuple):
    """A seat that a unit could take; the best score sorts first, of equals what was there first."""

    worse: float
    head: str
    rank: str
    seat: Seat
    precise: bool


class Book(ABC):
    """What settling needs to know and where it writes: in memory (`Shelf`) or in the archive.

    A *unit* is one mention, or several that a person joined; it goes by the id of the first in rank.
    """

    @abstractmethod
    def members(self, unit: str) -> tuple[Traits, ...]:
        """The mentions of a unit, the first in rank first; empty when it is gone."""

    @abstractmethod
    def traits(self, mention: str) -> Traits:
        """One mention that is there."""

    @abstractmethod
    def seat(self, unit: str) -> Seat | None:
        """Where a unit sits, if it does."""

    @abstractmethod
    def take(self, unit: str, seat: Seat | None) -> None:
        """Give a unit its seat, or none."""

    @abstractmethod
    def leaders_near(self, t: Traits) -> Iterable[tuple[Traits, str]]:
        """Every mention that others of its country are compared with and whose date can be that of `t`; its unit.

        Where either gives no date, those that cannot score ``ENOUGH - CLEAR`` may be left out.
        """

    @abstractmethod
    def units_near(self, t: Traits) -> Iterable[str]:
        """Every unit of the country with a date that can be that of `t`, or none; left out as with `leaders_near`."""

    @abstractmethod
    def beside(self, unit: str) -> Iterable[str]:
        """Every unit that was compared with a mention of this one and sits with it, in any order."""

    @abstractmethod
    def strangers(self, unit: str) -> Iterable[str]:
        """Every unit that must not share a launch with this one, but for rows of one table."""

    @abstractmethod
    def leading(self, leader: str) -> Iterable[Traits]:
        """The mentions of a launch that others are compared with."""

    @abstractmethod
    def rows_at(self, leader: str, table: str) -> Iterable[str]:
        """Every unit of a launch that holds a row of a table, by the table as `Traits.company` has it."""

    @abstractmethod
    def rows_near(self, t: Traits, first: float, last: float, *, own: bool) -> Iterable[str]:
        """Every unit that holds a row whose date can lie in a span: of the row's own table, or of its country."""

    def likeness(self, a: Traits, b: Traits) -> float:
        """How well two mentions go together."""
        return score(a, b)


def place(book: Book, units: Iterable[str], *, afresh: bool = False) -> int:
    """Seat units, and all those whose seats hang on theirs; says how many were looked at.

    Parameters
    ----------
    book : Book
        What is known; seats are written to it.
    units : iterable of str
        Those that are new, or whose traits or strangers have changed.
    afresh : bool
        Whether `units` are all there are and none has a seat: then nothing needs to be followed up.
    """
    given = set(units)
    if not afresh:
        given |= {other for u in given for other in _rows_near(book, u)}
    waiting = [(book.members(u)[0].rank, u) for u in given]
    heapq.heapify(waiting)
    queued = {u for _, u in waiting}
    looked_at = 0
    while waiting:
        rank, unit = heapq.heappop(waiting)
        queued.discard(unit)
        looked_at += 1
        old, new = book.seat(unit), _best(book, unit)
        if new == old:
            continue
        book.take(unit, new)
        for other in () if afresh else _followed_up(book, unit, old, new):
            members = book.members(other)
            if members and other not in queued and members[0].rank > rank:
                queued.add(other)
                heapq.heappush(waiting, (members[0].rank, other))
    return looked_at


def leave(book: Book, unit: str) -> set[str]:
    """Take a unit out, before it is gone from the book; gives those that must be settled anew because of it."""
    old = book.seat(unit)
    if old is None:
        return set()
    rows = set(_rows_near(book, unit))
    book.take(unit, None)
    return (rows | set(_followed_up(book, unit, old, None))) - {unit}


def why(book: Book, unit: str, seat: Seat) -> tuple[Reason, ...]:
    """The reasons for a unit's seat: the best of its mentions, held against the one it sits beside."""
    if seat.leader == unit:
        return ()
    other = book.traits(seat.beside)
    fits = [(-book.likeness(t, other), t.rank, t) for t in book.members(unit) if compatible(t, other)]
    return tuple(reasons(min(fits)[2], other))


def _best(book: Book, unit: str) -> Seat:
    members = book.members(unit)
    rank = members[0].rank
    barred, rivals = _Barred(book, unit), _Rivals(book)
    found: dict[str, _Offer] = {}
    for t in members:
        for other, home in book.leaders_near(t):
            if home == unit or not compatible(t, other):
                continue
            seat = book.seat(home)
            if seat is None or (head := book.members(home)[0].rank) >= rank:
                continue
            fit = book.likeness(t, other)
            if fit < ENOUGH - CLEAR or barred.at(seat.leader):
                continue
            if rivals.better(unit, t, other, fit) or (t.is_row and rivals.better(home, other, t, fit)):
                continue
            offer = _Offer(-fit, head, other.rank, Seat(seat.leader, other.mention_id, fit), other.precise)
            if seat.leader not in found or offer[:3] < found[seat.leader][:3]:
                found[seat.leader] = offer
    return _chosen(unit, members[0], sorted(found.values(), key=lambda offer: offer[:3]))


def _chosen(unit: str, head: Traits, found: list[_Offer]) -> Seat:
    """The seat to take; a vague date takes a day's launch only where that is clear, else one as vague as itself."""
    own = Seat(unit, unit)
    if head.precise:
        return next((x.seat for x in found if x.seat.score >= ENOUGH), own)
    days = [x.seat for x in found if x.precise]
    if days and days[0].score >= ENOUGH and all(days[0].score - s.score >= CLEAR for s in days[1:2]):
        return days[0]
    return next((x.seat for x in found if not x.precise and x.seat.score >= ENOUGH), own)


@final
class _Barred:
    """The launches in which somebody sits already, earlier in rank, whom a unit must not meet."""

    def __init__(self, book: Book, unit: str) -> None:
        members = book.members(unit)
        self._book, self._unit, self._rank = book, unit, members[0].rank
        self._tables = {t.company for t in members if t.is_row}
        seats = (book.seat(u) for u in book.strangers(unit) if self._is_earlier(u))
        self._known = {s.leader: True for s in seats if s is not None}

    def at(self, leader: str) -> bool:
        if leader not in self._known:
            rows = (u for table in self._tables for u in self._book.rows_at(leader, table))
            self._known[leader] = any(self._is_earlier(u) for u in rows)
        return self._known[leader]

    def _is_earlier(self, other: str) -> bool:
        members = self._book.members(other)
        return other != self._unit and bool(members) and members[0].rank < self._rank


@final
class _Rivals:
    """The other dated rows of a row's table near its date: what is more like one of them is left to it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, list[Traits]] = {}

    def better(self, unit: str, t: Traits, other: Traits, fit: float) -> bool:
        """Whether a row beside `t`, which is of `unit`, goes better with the other mention."""
        if not t.is_row or t.earliest is None:
            return False
        if t.mention_id not in self._known:
            self._known[t.mention_id] = list(self._rows(unit, t))
        return any(compatible(r, other) and self._book.likeness(r, other) > fit for r in self._known[t.mention_id])

    def _rows(self, unit: str, t: Traits) -> Iterator[Traits]:
        first, last = _neighbourhood(t)
        for u in self._book.rows_near(t, first, last, own=True):
            for m in self._book.members(u) if u != unit else ():
                if m.company == t.company and m.earliest is not None and first <= m.span[1] and m.span[0] <= last:
                    yield m


def _neighbourhood(t: Traits) -> tuple[float, float]:
    """Within which two rows can fit one mention: days of two calendars that do not meet each other may meet a third."""
    first, last = t.span
    return first - DAY_S, last + DAY_S


def _rows_near(book: Book, unit: str) -> Iterator[str]:
    """Rows of any table whose seats may hang on a row that comes or goes: on what it says, wherever it sits."""
    for t in book.members(unit):
        if t.is_row and t.earliest is not None:
            yield from book.rows_near(t, *_neighbourhood(t), own=False)


def _followed_up(book: Book, unit: str, old: Seat | None, new: Seat | None) -> Iterator[str]:
    """Units whose seats may be others now that this one's has changed."""
    moved = (old.leader if old else None) != (new.leader if new else None)
    if not moved:
        return
    yield from book.strangers(unit)
    members = book.members(unit)
    for seat in (old, new):
        for led_by in book.leading(seat.leader) if seat else ():
            # Those of its table that could be in the launch, too, if this one was not.
            for t in members:
                yield from book.rows_near(t, *led_by.span, own=True) if t.is_row else ()
    led, leads = (s is not None and (s.leader == unit or len(members) > 1) for s in (old, new))
    if led:
        yield from book.beside(unit)
    if led or leads:
        for t in members:
            for other in book.units_near(t):
                if other != unit and _matters(book, t, other, comes=leads):
                    yield other


def _matters(book: Book, t: Traits, other: str, *, comes: bool) -> bool:
    """Whether a leader that comes or goes may change another unit's choice."""
    seat = book.seat(other)
    for o in book.members(other):
        if not compatible(o, t):
            continue
        fit = book.likeness(o, t)
        if o.precise and comes and fit >= ENOUGH and (seat is None or fit >= seat.score):
            return True
        # What is vague asks whether the second best fits clearly worse.
        if not o.precise and fit >= ENOUGH - CLEAR:
            return True
    return False
