"""Range and apogee that stand in each other's place."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.assess.audit_finding import AuditFinding, weigh
from trackside.assess.audit_peer import Peers, same_number
from trackside.assess.audit_row import Row
from trackside.flight.say import length, listed
from trackside.reconcile.names import folded

# Numbers nearer to each other than this say nothing when they change places.
APART = 1.1
# Somebody gives the two numbers the other way round: then one of the two is swapped, but for the odd chance.
CROSSED = 0.97
# What speaks for one side: each unit of weight more makes it so many times likelier to be right.
PER_WEIGHT = 5.0
# Nobody else gives the numbers: two of some 250 rows of the CNS table are known to be swapped.
PRIOR = 0.01
# Flights of a kind are comparable when the longer of their two numbers is within this factor; so many are needed.
COMPARABLE, FEWEST = 3.0, 3
# No single ground from other flights of a kind counts for more than this.
MOST_BY_KIND = 8.0
# A swap that nobody else shows is worth telling from here on.
WORTH = 0.3
_CLASS = re.compile(r"\b(?:ICBM|IRBM|MRBM|SRBM|SLBM)\b")


@final
@dataclass(frozen=True, slots=True)
class Shape:
    """Range and apogee of a row, and how other flights of its kind are shaped.

    `higher` of `known` comparable flights went higher than far; those of a whole class say nothing unless all agree.
    """

    range_m: float
    apogee_m: float
    higher: int
    known: int

    @property
    def swapped_by_kind(self) -> float:
        """How many times likelier a flight of this kind has the numbers the other way round."""
        if self.known < FEWEST:
            return 1.0
        lofted = (self.higher + 0.5) / (self.known + 1.0)
        return lofted / (1.0 - lofted) if self.range_m > self.apogee_m else (1.0 - lofted) / lofted

    @property
    def told(self) -> str:
        """The ground from other flights, as a sentence; empty where there is none."""
        if self.known < FEWEST:
            return ""
        return f" Of {self.known} comparable flights of its kind held here, {self.higher} went higher than far."


def swapped(peers: Peers) -> Iterator[AuditFinding]:
    """Rows whose range and apogee others give the other way round, or that no other flight of their kind resembles."""
    flown = _flown(peers.rows)
    for row, others in peers.pairs():
        far, high = row.number_of("range"), row.number_of("apogee")
        if not far or not high or max(far, high) < APART * min(far, high):
            continue
        crossed = [o for o in others if _gives(o, high, far)]
        shape = _shape((row, *others), flown, far, high)
        found = _crossed(peers, row, others, crossed, shape) if crossed else _alone(row, shape)
        if found:
            yield found


def _crossed(
    peers: Peers, row: Row, others: Sequence[Row], crossed: Sequence[Row], shape: Shape
) -> AuditFinding | None:
    """Somebody else has the numbers the other way round: who is likelier to be right?"""
    agree = [
        row,
        *(o for o in others if _gives(o, shape.range_m, shape.apogee_m) and peers.family(o) != peers.family(row)),
    ]
    by_kind = min(max(shape.swapped_by_kind, 1.0 / MOST_BY_KIND), MOST_BY_KIND)
    sureness = CROSSED * weigh(0.5, PER_WEIGHT ** (peers.weight(crossed) - peers.weight(agree)), by_kind)
    even = abs(sureness - 0.5 * CROSSED) < 1e-9
    if sureness < 0.5 * CROSSED - 1e-9 or (even and row.source > min(o.source for o in crossed)):
        return None
    return _finding(row, crossed, shape, sureness)


def _alone(row: Row, shape: Shape) -> AuditFinding | None:
    """Nobody else gives both numbers: only a shape that no flight of its kind has is worth a word."""
    if shape.known < FEWEST or (shape.higher not in {0, shape.known}):
        return None
    # A flight that was lofted on purpose is the other explanation; the more flights never were, the rarer it is.
    sureness = weigh(PRIOR, shape.swapped_by_kind)
    return _finding(row, (), shape, sureness) if sureness >= WORTH else None


def _finding(row: Row, crossed: Sequence[Row], shape: Shape, sureness: float) -> AuditFinding:
    far, high = length(shape.range_m), length(shape.apogee_m)
    names = list(dict.fromkeys(f"{o.speaker} ({o.source})" for o in crossed))
    even = abs(sureness - 0.5 * CROSSED) < 1e-9
    lead = "Range and apogee are swapped here or there" if even else "Range and apogee are likely swapped"
    because = f"{lead}: {row.speaker} gives a range of {far} and an apogee of {high}"
    because += f", {listed(names)} the same two numbers the other way round." if crossed else "."
    because += shape.told
    because += (
        " Nothing held here tells which of the two is right."
        if even
        else f" It should likely read: range {high}, apogee {far}."
    )
    settle = "The announcement of the day (for North Korea: ROK JCS and Japan's Ministry of Defence give both numbers)."
    mine = (*row.cited("range"), *row.cited("apogee"))
    theirs = tuple(c for o in crossed for a in ("range", "apogee") for c in o.cited(a))
    same = f"{row.when} {far} {high}"
    return AuditFinding(
        row.launch.id, row.when, "swapped", sureness, because, settle, (*mine, *theirs), row.source, same=same
    )


def _gives(row: Row, far: float, high: float) -> bool:
    r, a = row.number_of("range"), row.number_of("apogee")
    return r is not None and a is not None and same_number(r, far) and same_number(a, high)


@final
@dataclass(frozen=True, slots=True)
class Flown:
    """One flight as an example of its kind: its size is the longer of range and apogee."""

    key: tuple[str, int]
    sources: frozenset[str]
    size_m: float
    is_higher: bool


def _flown(rows: Sequence[Row]) -> Mapping[str, Sequence[Flown]]:
    """Label or class -> flights of it; one flight that several tables hold counts once, see `_shape`."""
    found: dict[str, list[Flown]] = defaultdict(list)
    for r in rows:
        far, high = r.number_of("range"), r.number_of("apogee")
        if far and high:
            one = Flown((r.when, round(max(far, high) / 2e4)), frozenset({r.source}), max(far, high), high > far)
            for name in {*_labels((r,)), *_classes((r,))}:
                found[name].append(one)
    return found


def _labels(group: Iterable[Row]) -> set[str]:
    return {folded(w) for r in group for w in r.words("system")}


def _classes(group: Iterable[Row]) -> set[str]:
    """Classes of range by name, wherever they stand: "suspected ICBM (Hwasong-17)" names one."""
    return {m for r in group for a in ("kind", "system") for w in r.words(a) for m in _CLASS.findall(w)}


def _shape(group: Sequence[Row], flown: Mapping[str, Sequence[Flown]], far: float, high: float) -> Shape:
    """How comparable flights are shaped: of the same label, or where too few of these are held, of the same class."""
    own, size = {r.source for r in group}, math.log(max(far, high))
    for names in (_labels(group), _classes(group)):
        known = {
            f.key: f.is_higher
            for name in names
            for f in flown.get(name, ())
            if own.isdisjoint(f.sources) and abs(math.log(f.size_m) - size) <= math.log(COMPARABLE)
        }
        higher = sum(known.values())
        if len(known) >= FEWEST and (names == _labels(group) or higher in {0, len(known)}):
            return Shape(far, high, higher, len(known))
    return Shape(far, high, 0, 0)
