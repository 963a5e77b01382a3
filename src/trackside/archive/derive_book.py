"""`Rows`: the derived tables as a book that settling reads and writes a few rows of."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, final

import sqlalchemy as sa

from trackside.archive.plain import dumped
from trackside.archive.rows import Row
from trackside.archive.schema import MEMBERSHIPS, PROFILES, TRAITS
from trackside.reconcile import NUMBERS, TRAITS_FORM, WORDS, Book, Reason, Rulings, Seat, Traits, why
from trackside.record import launch_id

# So many values go into one statement.
SOME = 500
_ALL = tuple(f for f in Traits.__dataclass_fields__.values() if f.init)


def trait_row(t: Traits) -> Row:
    """The row of a mention's traits."""
    return {
        "mention_id": t.mention_id,
        "document_id": t.document_id,
        "company": t.company,
        "country": t.country,
        "earliest": t.earliest,
        "latest": t.latest,
        "form": TRAITS_FORM,
        "content": dumped(plain_traits(t)),
    }


def plain_traits(t: Traits) -> dict[str, Any]:
    """Traits as plain parts, in the order of their fields."""
    told = {f.name: getattr(t, f.name) for f in _ALL}
    return {**told, "words": dict(t.words), "numbers": dict(t.numbers), "marks": sorted(t.marks)}


def traits_from_plain(plain: Mapping[str, Any]) -> Traits:
    """The traits of a plain form."""
    told = {name: {k: tuple(v) for k, v in plain[name].items()} for name in ("words", "numbers")}
    clocks = tuple((a, b) for a, b in plain["clocks"])
    return Traits(**{**plain, **told, "clocks": clocks, "marks": frozenset(plain["marks"])})


def membership_row(t: Traits, seat: Seat, reasons: Sequence[Reason], joined: str) -> Row:
    """The row that says of which launch a mention is, with whom it was compared, and why.

    It also says what the mention was when it was settled (``was``): its document, company, country and span, by which
    those are found whose seats hang on its own, when its traits are no longer there.
    """
    because = {
        "leader": seat.leader,
        "beside": seat.beside,
        "reasons": [[r.weight, r.because] for r in reasons],
        **({"joined": joined} if joined else {}),
        "was": [t.document_id, t.company, t.country, t.earliest, t.latest],
    }
    return {
        "mention_id": t.mention_id,
        "launch_id": launch_id(seat.leader),
        "score": seat.score,
        "because": dumped(because),
    }


def profile_row(leader: str, led: Sequence[Traits]) -> Row:
    """The row of a launch: the traits that others are compared with, and the time that they span."""
    ordered = sorted(led, key=lambda t: t.mention_id)
    dated = [(t.earliest, t.latest) for t in ordered if t.earliest is not None and t.latest is not None]
    open_ended = len(dated) < len(ordered)
    return {
        "launch_id": launch_id(leader),
        "country": ordered[0].country,
        "earliest": None if open_ended else min(a for a, _ in dated),
        "latest": None if open_ended else max(b for _, b in dated),
        "content": dumped({"leader": leader, "traits": [plain_traits(t) for t in ordered]}),
    }


@final
class Rows(Book):
    """The derived tables inside a transaction; what changes is written by :meth:`write`."""

    def __init__(self, connection: sa.Connection, decided: Rulings) -> None:
        self._db, self._decided = connection, decided
        self._traits: dict[str, Traits | None] = {}
        self._stored: dict[str, Seat | None] = {}
        self._taken: dict[str, Seat | None] = {}
        # Leading mentions as stored, by launch; what this book changes about them.
        self._struck: set[str] = set()
        self._entered: dict[str, Traits] = {}
        # Units that took seats here, by launch.
        self._sitting: dict[str, set[str]] = defaultdict(set)

    def unit(self, mention: str) -> str | None:
        """The unit of a mention, or None when it is not there."""
        members = self._group(mention)
        return members[0].mention_id if members else None

    def members(self, unit: str) -> tuple[Traits, ...]:
        members = self._group(unit)
        return members if members and members[0].mention_id == unit else ()

    def traits(self, mention: str) -> Traits:
        return self._known([mention])[0]

    def seat(self, unit: str) -> Seat | None:
        if unit in self._taken:
            return self._taken[unit]
        if unit not in self._stored:
            self._load_seats([unit])
        return self._stored[unit]

    def take(self, unit: str, seat: Seat | None) -> None:
        members = self.members(unit)
        old = self.seat(unit)
        self._taken[unit] = seat
        if old is not None:
            self._sitting[old.leader].discard(unit)
        if seat is not None:
            self._sitting[seat.leader].add(unit)
        leads = seat is not None and (seat.leader == unit or len(members) > 1)
        for t in members:
            self._struck.add(t.mention_id)
            self._entered.pop(t.mention_id, None)
            if leads:
                self._entered[t.mention_id] = t

    def leaders_near(self, t: Traits) -> Iterable[tuple[Traits, str]]:
        for row in self._db.execute(sa.select(PROFILES.c.content).where(_near(PROFILES, t))).all():
            content = json.loads(row.content)
            for plain in content["traits"]:
                mention = plain["mention_id"]
                if mention in self._struck:
                    continue
                led = self._traits.setdefault(mention, None) or traits_from_plain(plain)
                self._traits[mention] = led
                if mention == content["leader"] and mention not in self._decided.groups:
                    self._stored.setdefault(mention, Seat(mention, mention))
                yield led, self.unit(mention) or mention
        for led in tuple(self._entered.values()):
            if led.country == t.country and _overlap(led, t):
                yield led, self.unit(led.mention_id) or led.mention_id

    def units_near(self, t: Traits) -> Iterable[str]:
        found = [row.mention_id for row in self._read(sa.select(TRAITS).where(_near(TRAITS, t)))]
        self._load_seats([m for m in found if m not in self._stored])
        return {u for m in found if (u := self.unit(m)) is not None}

    def beside(self, unit: str) -> Iterable[str]:
        members = {t.mention_id for t in self.members(unit)}
        self.seat(unit)
        stored = self._stored[unit]
        found = {u for u, seat in self._taken.items() if seat is not None and seat.beside in members}
        if stored is not None:
            rows = self._db.execute(sa.select(MEMBERSHIPS).where(MEMBERSHIPS.c.launch_id == launch_id(stored.leader)))
            seats = {row.mention_id: _seat(row) for row in rows}
            self._known(list(seats))
            for mention, seat in seats.items():
                other = self.unit(mention)
                if other is not None and other not in self._taken and seat.beside in members:
                    self._stored.setdefault(other, seat)
                    found.add(other)
        return found - {unit}

    def strangers(self, unit: str) -> Iterable[str]:
        members = self.members(unit)
        documents = {t.document_id for t in members if not t.is_row}
        found = [r.mention_id for r in self._read(sa.select(TRAITS).where(TRAITS.c.document_id.in_(documents)))]
        found += [m for t in members for m in self._decided.apart.get(t.mention_id, ())]
        return self._units(found) - {unit}

    def leading(self, leader: str) -> Iterable[Traits]:
        wanted = sa.select(PROFILES.c.content).where(PROFILES.c.launch_id == launch_id(leader))
        plain = (p for row in self._db.execute(wanted) for p in json.loads(row.content)["traits"])
        found = [traits_from_plain(p) for p in plain if p["mention_id"] not in self._struck]
        here = (t for u in self._sitting[leader] for t in self.members(u))
        return [*found, *(t for t in here if t.mention_id in self._entered)]

    def rows_at(self, leader: str, table: str) -> Iterable[str]:
        wanted = (
            sa.select(TRAITS)
            .join(MEMBERSHIPS, MEMBERSHIPS.c.mention_id == TRAITS.c.mention_id)
            .where(MEMBERSHIPS.c.launch_id == launch_id(leader), TRAITS.c.company == table)
        )
        units = self._units(row.mention_id for row in self._read(wanted)) - self._taken.keys()
        here = {u for u in self._sitting[leader] if any(t.company == table for t in self.members(u))}
        return {u for u in units if (seat := self.seat(u)) is not None and seat.leader == leader} | here

    def rows_near(self, t: Traits, first: float, last: float, *, own: bool) -> Iterable[str]:
        of = TRAITS.c.company == t.company if own else TRAITS.c.country == t.country
        within = _within(TRAITS, None if first == -math.inf else first, None if last == math.inf else last)
        wanted = sa.select(TRAITS).where(of, TRAITS.c.company != TRAITS.c.document_id, within)
        return self._units([row.mention_id for row in self._read(wanted)])

    def _units(self, mentions: Iterable[str]) -> set[str]:
        return {u for m in mentions if (u := self.unit(m)) is not None}

    def recall(self, mentions: Sequence[str]) -> None:
        """Know mentions as they were when they were last settled, where others were compared with them."""
        led = set[str]()
        for some in in_some(mentions):
            wanted = sa.select(PROFILES.c.content).join(MEMBERSHIPS, MEMBERSHIPS.c.launch_id == PROFILES.c.launch_id)
            for row in self._db.execute(wanted.where(MEMBERSHIPS.c.mention_id.in_(some)).distinct()):
                for plain in json.loads(row.content)["traits"]:
                    self._traits[plain["mention_id"]] = traits_from_plain(plain)
                    led.add(plain["mention_id"])
            for row in self._db.execute(sa.select(MEMBERSHIPS).where(MEMBERSHIPS.c.mention_id.in_(some))):
                if row.mention_id not in led:
                    self._traits[row.mention_id] = _was(row.mention_id, json.loads(row.because)["was"])

    def write(self) -> None:
        """Write every seat that changed, and the profiles of launches whose leading mentions did."""
        gone = [t.mention_id for u in self._taken for t in self.members(u)]
        rows = [row for u, s in self._taken.items() if s is not None for row in self._member_rows(u, s)]
        _delete(self._db, MEMBERSHIPS.c.mention_id, gone)
        insert(self._db, MEMBERSHIPS, rows)
        self._write_profiles()

    def _member_rows(self, unit: str, seat: Seat) -> Iterator[Row]:
        reasons = why(self, unit, seat)
        for t in self.members(unit):
            yield membership_row(t, seat, reasons, self._decided.joined.get(t.mention_id, ""))

    def _write_profiles(self) -> None:
        before = {s.leader for u in self._taken if (s := self._stored.get(u)) is not None}
        after = {s.leader for s in self._taken.values() if s is not None}
        led: dict[str, list[Traits]] = {leader: [] for leader in before | after}
        ids = {launch_id(leader): leader for leader in led}
        for some in in_some(sorted(ids)):
            for row in self._db.execute(sa.select(PROFILES).where(PROFILES.c.launch_id.in_(some))):
                kept = (p for p in json.loads(row.content)["traits"] if p["mention_id"] not in self._struck)
                led[ids[row.launch_id]] += [traits_from_plain(p) for p in kept]
        for t in self._entered.values():
            seat = self.seat(self.unit(t.mention_id) or t.mention_id)
            if seat is not None:
                led[seat.leader].append(t)
        _delete(self._db, PROFILES.c.launch_id, sorted(ids))
        insert(self._db, PROFILES, [profile_row(leader, held) for leader, held in led.items() if held])

    def _group(self, mention: str) -> tuple[Traits, ...]:
        group = self._decided.groups.get(mention)
        known = self._known([mention] if group is None else group, strict=False)
        return tuple(sorted(known, key=lambda t: t.rank)) if group else tuple(known)

    def _known(self, mentions: Sequence[str], *, strict: bool = True) -> list[Traits]:
        missing = [m for m in mentions if m not in self._traits]
        for some in in_some(missing):
            self._read(sa.select(TRAITS).where(TRAITS.c.mention_id.in_(some)))
            for m in some:
                self._traits.setdefault(m, None)
        found = [t for m in mentions if (t := self._traits[m]) is not None]
        if strict and len(found) < len(mentions):
            raise KeyError(f"no traits of {mentions[0]}")
        return found

    def _read(self, wanted: sa.Select[Any]) -> list[sa.Row[Any]]:
        rows = list(self._db.execute(wanted))
        for row in rows:
            if self._traits.get(row.mention_id) is None:
                self._traits[row.mention_id] = traits_from_plain(json.loads(row.content))
        return rows

    def _load_seats(self, mentions: Sequence[str]) -> None:
        for some in in_some(mentions):
            for row in self._db.execute(sa.select(MEMBERSHIPS).where(MEMBERSHIPS.c.mention_id.in_(some))):
                self._stored[row.mention_id] = _seat(row)
            for m in some:
                self._stored.setdefault(m, None)


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows, some at a time."""
    for some in in_some(rows):
        connection.execute(table.insert(), list(some))


def _delete(connection: sa.Connection, column: sa.Column[str], values: Sequence[str]) -> None:
    for some in in_some(values):
        connection.execute(column.table.delete().where(column.in_(some)))


def _seat(row: sa.Row[Any]) -> Seat:
    told = json.loads(row.because)
    return Seat(told["leader"], told["beside"], row.score)


def _was(mention: str, told: Sequence[Any]) -> Traits:
    """A mention that led nothing, as far as others' seats hang on it: without what it was compared by."""
    document, company, country, earliest, latest = told
    return Traits(
        mention_id=mention,
        document_id=document,
        company=company,
        country=country,
        main=False,
        published="",
        earliest=earliest,
        latest=latest,
        day="",
        words=dict.fromkeys(WORDS, ()),
        numbers=dict.fromkeys(NUMBERS, ()),
        clocks=(),
        marks=frozenset(),
    )


def _near(table: sa.Table, t: Traits) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.country == t.country, _within(table, t.earliest, t.latest))


def _within(table: sa.Table, first: float | None, last: float | None) -> sa.ColumnElement[bool]:
    """Whether a row's span meets another, without an end where there is None; a row without dates meets any."""
    begins = sa.true() if last is None else sa.or_(table.c.earliest.is_(None), table.c.earliest <= last)
    return sa.and_(begins, sa.true() if first is None else sa.or_(table.c.latest.is_(None), table.c.latest >= first))


def _overlap(a: Traits, b: Traits) -> bool:
    (first, last), (begin, end) = a.span, b.span
    return first <= end and begin <= last


def in_some(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), SOME):
        yield values[start : start + SOME]
