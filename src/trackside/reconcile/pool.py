"""Many values of one attribute become one Finding: who holds what, side by side, dissent kept."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence

from trackside.measure import Estimate, overlap
from trackside.moment import Moment
from trackside.reconcile.likeness import folded, share
from trackside.record import ATTRIBUTES, Claim, Finding, Modality, Position, Value

# Two agencies that give the same flight within this share say the same; a choice between rounding (under 1 %) and the
# differences that analysts argue about (5 % and more).
SAME_SHARE = 0.025
_SAME_CLOCK = dt.timedelta(minutes=1)
_HELD = (Modality.ASSERTED, Modality.ESTIMATED)
# "A ballistic missile" leaves open which; it contradicts none of these.
_BALLISTIC = {"ballistic", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "hypersonic"}


def pool(claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """One Finding per attribute that anybody asserts or estimates, in the order of `ATTRIBUTES`.

    Denied, planned and hypothetical claims hold no position; they stay among the launch's claims.
    """
    return tuple(_findings(claims))


def _findings(claims: Sequence[Claim]) -> Iterator[Finding]:
    for attribute in ATTRIBUTES:
        held = [c for c in claims if c.attribute == attribute and c.modality in _HELD]
        if held:
            positions = _positions(held)
            yield Finding(attribute, positions, _agreed(attribute, positions))


def _positions(claims: Sequence[Claim]) -> tuple[Position, ...]:
    groups: list[list[Claim]] = []
    for c in claims:
        home = next((g for g in groups if _equal(g[0].value, c.value)), None)
        if home is None:
            groups.append([c])
        else:
            home.append(c)
    made = [Position(g[0].value, tuple(g)) for g in groups]
    return tuple(sorted(made, key=lambda p: -len(p.speakers)))


def _agreed(attribute: str, positions: Sequence[Position]) -> bool:
    """Each speaker's values find one of every other speaker's that says the same.

    A speaker with several values (two missiles, two ranges) does not disagree with himself.
    """
    held: dict[str, list[Value]] = {}
    for p in positions:
        for speaker in p.speakers:
            held.setdefault(speaker, []).append(p.value)
    return all(
        any(_alike(attribute, x, y) for x, y in itertools.product(a, b))
        for a, b in itertools.combinations(held.values(), 2)
    )


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a, Moment) and isinstance(b, Moment):
        return a.earliest == b.earliest and a.latest == b.latest
    if isinstance(a, str) and isinstance(b, str):
        return folded(a) == folded(b)
    return a == b


def _alike(attribute: str, a: Value, b: Value) -> bool:
    if isinstance(a, Estimate) and isinstance(b, Estimate):
        return _same_number(a, b)
    if isinstance(a, Moment) and isinstance(b, Moment):
        return a.earliest <= b.latest + _SAME_CLOCK and b.earliest <= a.latest + _SAME_CLOCK
    if isinstance(a, str) and isinstance(b, str):
        return _same_words(attribute, a, b)
    return False


def _same_number(a: Estimate, b: Estimate) -> bool:
    if a.unit == "count" or any(math.isinf(x) or x == 0.0 for e in (a, b) for x in (e.low, e.high)):
        return overlap(a, b)
    if a.unit != b.unit:
        return a.unit in {"Mach", "m/s"} and b.unit in {"Mach", "m/s"}
    return abs(a.best - b.best) <= SAME_SHARE * max(a.best, b.best) or _spans(a, b) or _spans(b, a)


def _spans(a: Estimate, b: Estimate) -> bool:
    """Whether `a` was told as a span ("800 to 900 km") that holds the other number."""
    return (a.high - a.low) > 4 * SAME_SHARE * a.best and a.low <= b.best <= a.high


def _same_words(attribute: str, a: str, b: str) -> bool:
    if attribute == "kind":
        return a == b or ({a, b} <= _BALLISTIC and "ballistic" in {a, b})
    if attribute in {"site", "system", "landing"}:
        return share(folded(a), folded(b)) or folded(a) == folded(b)
    return folded(a) == folded(b)
