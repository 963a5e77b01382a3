"""Many values of one attribute become one Finding: who holds what, side by side, dissent kept."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from trackside.earth import Gazetteer, Place
from trackside.earth.geodesic import leg
from trackside.measure import SOUND_M_S, Estimate, overlap
from trackside.moment import Moment
from trackside.reconcile.lineage import voice
from trackside.reconcile.names import folded, keyed, share
from trackside.record import ATTRIBUTES, HELD, Claim, Finding, Position, Value

# Two agencies that give the same flight within this share say the same; a choice between rounding (under 1 %) and the
# differences that analysts argue about (5 % and more).
SAME_SHARE = 0.025
_SAME_CLOCK = dt.timedelta(minutes=1)
_PLACES = ("site", "landing")
# Two named places this near to each other may be two names for where one thing happened.
NEIGHBOURS_M = 30_000.0
# A sea or a province reaches in its long direction about this much farther than its mean half-width.
WIDTHS = 1.5
# One splash point is told as an offset from this cape or that peninsula, some hundred kilometres apart.
SAME_COAST_M = 300_000.0
# "A ballistic missile" leaves open which; it contradicts none of these.
_BALLISTIC = {"ballistic", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "hypersonic"}


def pool(
    claims: Sequence[Claim], gazetteer: Gazetteer | None = None, *, origins: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """One Finding per attribute that anybody asserts or estimates, in the order of `ATTRIBUTES`.

    Denied, planned and hypothetical claims hold no position; they stay among the launch's claims. With a gazetteer two
    names of one place ("East Sea", "Sea of Japan") are known to be one. `origins` tells of a document that repeats
    another which one that is: positions are counted by independent voices.
    """
    return tuple(_findings(claims, gazetteer, origins or {}))


def _findings(claims: Sequence[Claim], gazetteer: Gazetteer | None, origins: Mapping[str, str]) -> Iterator[Finding]:
    for attribute in ATTRIBUTES:
        held = [c for c in claims if c.attribute == attribute and c.modality in HELD]
        if held:
            positions = _positions(held, origins)
            yield Finding(attribute, positions, _agreed(attribute, positions, gazetteer))


def _positions(claims: Sequence[Claim], origins: Mapping[str, str]) -> tuple[Position, ...]:
    groups: list[list[Claim]] = []
    for c in claims:
        home = next((g for g in groups if _equal(g[0].value, c.value)), None)
        if home is None:
            groups.append([c])
        else:
            home.append(c)
    made = [Position(g[0].value, tuple(g), tuple(dict.fromkeys(voice(c, origins) for c in g))) for g in groups]
    return tuple(sorted(made, key=lambda p: -len(p.voices)))


def _agreed(attribute: str, positions: Sequence[Position], gazetteer: Gazetteer | None) -> bool:
    """Each speaker's values find one of every other speaker's that says the same.

    A speaker with several values (two missiles, two ranges) does not disagree with himself.
    """
    held: dict[str, list[Value]] = {}
    for p in positions:
        for speaking in p.voices:
            held.setdefault(speaking, []).append(p.value)
    return all(
        any(_alike(attribute, x, y, gazetteer) for x, y in itertools.product(a, b))
        for a, b in itertools.combinations(held.values(), 2)
    )


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a, Moment) and isinstance(b, Moment):
        return a.earliest == b.earliest and a.latest == b.latest
    if isinstance(a, str) and isinstance(b, str):
        return folded(a) == folded(b)
    return a == b


def _alike(attribute: str, a: Value, b: Value, gazetteer: Gazetteer | None) -> bool:
    if isinstance(a, Estimate) and isinstance(b, Estimate):
        return _same_number(a, b)
    if isinstance(a, Moment) and isinstance(b, Moment):
        return a.earliest <= b.latest + _SAME_CLOCK and b.earliest <= a.latest + _SAME_CLOCK
    if isinstance(a, str) and isinstance(b, str):
        return _same_place(a, b, gazetteer) if attribute in _PLACES else _same_words(attribute, a, b)
    return False


def _same_number(a: Estimate, b: Estimate) -> bool:
    if a.unit == "count" or any(math.isinf(x) or x == 0.0 for e in (a, b) for x in (e.low, e.high)):
        return overlap(a, b)
    if a.unit != b.unit:
        return overlap(_metres_per_second(a), _metres_per_second(b))
    return abs(a.best - b.best) <= SAME_SHARE * max(a.best, b.best) or _spans(a, b) or _spans(b, a)


def _metres_per_second(e: Estimate) -> Estimate:
    """A speed in m/s; what a Mach number means depends on the air it is counted in."""
    if e.unit != "Mach":
        return e
    slow, fast = SOUND_M_S
    return Estimate(e.best * (slow + fast) / 2, e.low * slow, e.high * fast, "m/s")


def _spans(a: Estimate, b: Estimate) -> bool:
    """Whether `a` was told as a span ("800 to 900 km") that holds the other number."""
    return (a.high - a.low) > 4 * SAME_SHARE * a.best and a.low <= b.best <= a.high


def _same_words(attribute: str, a: str, b: str) -> bool:
    if attribute == "kind":
        return a == b or ({a, b} <= _BALLISTIC and "ballistic" in {a, b})
    return share(keyed(a), keyed(b)) if attribute == "system" else folded(a) == folded(b)


def _same_place(a: str, b: str, gazetteer: Gazetteer | None) -> bool:
    """Whether two phrases can mean one place: by their words, or because the places they name reach each other.

    A phrase that names no place known ("its western coast") contradicts none.
    """
    if share(keyed(a), keyed(b)):
        return True
    first, second = (gazetteer.named_in(x)[:1] if gazetteer else () for x in (a, b))
    if not first or not second:
        return gazetteer is not None
    x, y = first[0], second[0]
    return x == y or leg(x.lat_deg, x.lon_deg, y.lat_deg, y.lon_deg).distance_m <= _meeting_m(x, y)


def _meeting_m(a: Place, b: Place) -> float:
    """How far apart two named places may lie and still stand for one: two seas or two sites never do."""
    if a.kind == b.kind:
        return SAME_COAST_M if a.kind == "coast" else 0.0
    return WIDTHS * (a.uncertainty_m + b.uncertainty_m) + NEIGHBOURS_M
