"""Slips in numbers: a thousand lost, miles for kilometres, a wrong digit, range and height swapped, the impossible."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from trackside.read.doubt_ground import MOST_VALUES, Doubt, Ground, Told, table, written
from trackside.read.quantity import Quantity
from trackside.record import Modality

LENGTHS = ("range", "apogee")
# Two numbers are the same within this share, two values agree within that, and a thousand is lost within these factors.
SAME, AGREE = 0.015, 0.06
THOUSAND = (780.0, 1280.0)
# A conversion in brackets is off when it is beyond these factors; people round (600 miles for 1,000 km).
CONVERTED = (0.78, 1.28)
# Fewer digits than these may differ by chance.
LEAST_DIGITS = 4
# Mean radius of the Earth, m, and its gravitational parameter, m^3/s^2 (IUGG; IERS).
_EARTH_M, _MU = 6_371_000.0, 3.986004418e14
# No flight is shorter than a fall, told times are rounded; a boost and a flat path make it at most so much longer.
TOO_SHORT, FITS = 0.8, (0.9, 1.8)
_BRACKET = re.compile(r"\s*[(/\[]\s*(?:or\s+)?")
_CLOSED = re.compile(r"\s*[)/\];]")


def numbers(g: Ground) -> Iterator[Doubt]:
    """Every doubt about a number, surest kind first."""
    for rule in (_unit, _thousand, _converted, _swapped, _timed, _low, _beside, _short, _farthest, _fastest, _digit):
        yield from rule(g)


def _pairs(g: Ground, attributes: Sequence[str]) -> Iterator[tuple[Told, Told]]:
    """Values of one attribute of one launch, two and two."""
    for (_, attribute), told in g.held.items():
        if attribute in attributes:
            yield from combinations(told, 2)


def _is(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(a, b)


def _backed(g: Ground, one: Told) -> int:
    """How many other values of its attribute agree with one."""
    near = [t for t in g.numbers(one.event, one.attribute) if t.at != one.at]
    return sum(_is(t.value.best, one.value.best, AGREE) for t in near)


def _unit(g: Ground) -> Iterator[Doubt]:
    """The same number in two units: "4,500 miles" where another says 4,500 km. The lonelier one is in doubt."""
    for a, b in _pairs(g, (*LENGTHS, "speed")):
        if a.value.unit != b.value.unit or a.value.unit not in table()["units"]:
            continue
        if max(a.size, b.size) < 1.1 * min(a.size, b.size) or not _is(a.number, b.number, SAME):
            continue
        if (g.part(a.start) == g.part(b.start) and a.voice == b.voice) or "cruise" in g.kinds(a.event):
            continue
        odd, other = _odd_one(g, a, b)
        told = written(other.value.best, other.size, other.value.unit)
        yield odd.at, f"may be {told}, as told elsewhere in the text: the same number in another unit"


def _odd_one(g: Ground, a: Told, b: Told) -> tuple[Told, Told]:
    """The one in doubt of two: fewer values agree with it, or its unit is rarer in the text, or it stands later."""
    common = [g.sizes.get(q.start, 1.0) for q in g.quantities if q.unit == a.value.unit]
    ranks = [(_backed(g, t), common.count(t.size), -t.start) for t in (a, b)]
    return (a, b) if ranks[0] < ranks[1] else (b, a)


def _thousand(g: Ground) -> Iterator[Doubt]:
    """A value a thousand times another's: "six kilometers" where another says 6,200 km."""
    bounds = table()["bounds"]
    for a, b in _pairs(g, LENGTHS):
        small, big = sorted((a, b), key=lambda t: t.value.best)
        if not THOUSAND[0] <= big.value.best / small.value.best <= THOUSAND[1] or "cruise" in g.kinds(a.event):
            continue
        if a.attribute == "range" and g.words_of(a.event, "outcome") - {"success"}:
            continue
        told = written(big.value.best, big.size, "m"), written(small.value.best, small.size, "m")
        if big.value.best > bounds["longest_range_m"]:
            yield big.at, f"a thousand times the {told[1]} told elsewhere in the text: digits may be one group too many"
        elif small.value.best <= bounds["low_apogee_m"] and small.size >= 1000 and not _denied(g, small):
            may = written(small.value.best * 1000, small.size, "m")
            yield small.at, f"may be {may}: a thousandth of the {told[0]} told elsewhere in the text"


def _denied(g: Ground, one: Told) -> bool:
    """Whether the same value of the same launch is denied somewhere, so that the text knows of the slip."""
    return any(
        (s.event, s.attribute, s.value) == (one.event, one.attribute, one.value) and s.how is Modality.DENIED
        for s in g.said
    )


def _converted(g: Ground) -> Iterator[Doubt]:
    """A conversion in brackets that is not one: "500 miles (310 km)"."""
    told = {t.start: t for t in g.all_held(*LENGTHS, "speed")}
    for a, b in zip(g.quantities, g.quantities[1:], strict=False):
        one = told.get(a.start)
        if one is None or b.unit != a.unit or not _in_brackets(g.text, a, b):
            continue
        size = g.sizes.get(b.start, 1.0)
        share = b.estimate.best / a.estimate.best
        if size == one.size or CONVERTED[0] <= share <= CONVERTED[1]:
            continue
        said, should = written(b.estimate.best, size, b.unit), written(one.value.best, size, b.unit)
        turned = b.estimate.best / size * one.size / (one.number * size)
        swap = "; the units may be swapped" if CONVERTED[0] <= turned <= CONVERTED[1] else ""
        yield one.at, f"the text converts it to {said}, but it is {should}{swap}"


def _in_brackets(text: str, a: Quantity, b: Quantity) -> bool:
    return bool(_BRACKET.fullmatch(text, a.end, b.start)) and _CLOSED.match(text, b.end) is not None


def _swapped(g: Ground) -> Iterator[Doubt]:
    """One speaker's range is another's height and the other way round; the pair that fewer give is in doubt."""
    for (r1, h1), (r2, h2) in combinations(list(_both(g))[:MOST_VALUES], 2):
        a, b = r1.value.best, h1.value.best
        if r1.event != r2.event or max(a, b) < 1.5 * min(a, b):
            continue
        if _is(a, h2.value.best, AGREE) and _is(b, r2.value.best, AGREE):
            fewer = (r1, h1) if _backed(g, r1) < _backed(g, r2) else (r2, h2)
            for t in fewer:
                yield t.at, "range and height may be swapped: the text gives them the other way round elsewhere"


def _both(g: Ground) -> Iterator[tuple[Told, Told]]:
    """Range and height that one sentence gives, if it gives one of each."""
    told: dict[int, list[Told]] = {}
    for t in g.all_held(*LENGTHS):
        told.setdefault(g.part(t.start).start, []).append(t)
    for here in told.values():
        ranges, heights = ([t for t in here if t.attribute == k] for k in LENGTHS)
        if len(ranges) == len(heights) == 1 and ranges[0].event == heights[0].event:
            yield ranges[0], heights[0]


def fall_s(height_m: float) -> float:
    """The time to coast straight up to a height and fall back, round Earth, no air: the least a flight takes."""
    if height_m <= 0:
        return 0.0
    far = _EARTH_M + height_m
    share = _EARTH_M / far
    return 2 * math.sqrt(far**3 / (2 * _MU)) * (math.acos(math.sqrt(share)) + math.sqrt(share * (1 - share)))


def _timed(g: Ground) -> Iterator[Doubt]:
    """A height that the times told rule out, where another unit fits them: 4,500 miles in 53 minutes."""
    for h in g.all_held("apogee"):
        times = [t.value.best for t in g.numbers(h.event, "flight_time") if t.value.best >= 300]
        if not times or h.size < 1000 or _backed(g, h):
            continue
        minutes = f"{max(times) / 60:,.3g} minutes of flight"
        in_km, thousandfold = h.number * 1000, h.value.best * 1000
        too_high = max(times) < TOO_SHORT * fall_s(h.value.best)
        if h.size > 1001 and too_high and all(_fits(t, in_km) for t in times):
            yield (
                h.at,
                f"may be {written(in_km, 1000, 'm')}: {minutes} are too few for {written(h.value.best, h.size, 'm')}",
            )
        elif _is_low(h) and _alone(g, h) and _ballistic(g, h.event) and all(_fits(t, thousandfold) for t in times):
            yield h.at, f"may be {written(thousandfold, h.size, 'm')}: {minutes} go far higher"


def _fits(time: float, height: float) -> bool:
    return FITS[0] * fall_s(height) <= time <= FITS[1] * fall_s(height) + 300


def _is_low(h: Told) -> bool:
    return h.size >= 1000 and h.value.best <= table()["bounds"]["low_apogee_m"]


def _alone(g: Ground, one: Told) -> bool:
    """Whether no ordinary value of its attribute is told of the launch; a small one beside it is of something else."""
    return all(_is_low(t) for t in g.numbers(one.event, one.attribute))


def _ballistic(g: Ground, event: int) -> bool:
    kinds = g.kinds(event)
    return bool(kinds) and kinds <= set(table()["kinds"]["ballistic"])


def _low(g: Ground) -> Iterator[Doubt]:
    """A far-flying ballistic missile that stays lower than an airliner."""
    bounds = table()["bounds"]
    for h in (t for t in g.all_held("apogee") if _is_low(t) and _alone(g, t) and _ballistic(g, t.event)):
        if g.words_of(h.event, "outcome") - {"success"}:
            continue
        flown, lasted = _most(g, h.event, "range"), _most(g, h.event, "flight_time")
        upper = g.kinds(h.event) & set(table()["kinds"]["upper"])
        far = flown >= bounds["low_apogee_range_m"] and h.value.best <= bounds["low_apogee_share"] * flown
        if far or (upper and (flown >= bounds["upper_kind_range_m"] or lasted >= bounds["upper_kind_time_s"])):
            may = written(h.value.best * 1000, h.size, "m")
            yield h.at, f"may be {may}: no ballistic missile that flies so far stays this low"


def _beside(g: Ground) -> Iterator[Doubt]:
    """A ballistic missile that flew high above the air, long or well, and fell beside its launcher."""
    bounds = table()["bounds"]
    for r in (t for t in g.all_held("range") if t.size >= 1000 and t.value.best <= bounds["beside_m"]):
        told = g.words_of(r.event, "outcome")
        if not _alone(g, r) or not _ballistic(g, r.event) or told - {"success"}:
            continue
        high, lasted = _most(g, r.event, "apogee"), _most(g, r.event, "flight_time")
        flew = "success" in told or lasted >= bounds["upper_kind_time_s"]
        may = written(r.value.best * 1000, r.size, "m")
        if high >= bounds["high_apogee_m"]:
            yield r.at, f"may be {may}: what rises to {written(high, 1000, 'm')} does not fall beside its launcher"
        elif flew and g.kinds(r.event) <= set(table()["kinds"]["upper"]):
            yield r.at, f"may be {may}: no long-range missile that did not fail falls beside its launcher"


def _most(g: Ground, event: int, attribute: str) -> float:
    return max((t.value.best for t in g.numbers(event, attribute)), default=0.0)


def _short(g: Ground) -> Iterator[Doubt]:
    """Thousands of kilometres in a sentence that tells of a short-range missile alone."""
    bounds, short = table()["bounds"], set(table()["kinds"]["short"])
    for r in (t for t in g.all_held("range") if t.value.best > bounds["short_kind_range_m"]):
        if not g.kinds(r.event) <= short:
            continue
        part = g.part(r.start)
        here = [s for s in g.said if part.start <= s.start < part.end and s.event == r.event]
        kinds = {s.value for s in here if s.attribute == "kind"}
        if kinds and kinds <= short and not _named(g, part.start, part.end):
            yield r.at, "no short-range missile flies so far: they reach about 1,000 km"


def _named(g: Ground, start: int, end: int) -> bool:
    return any(start <= s.start < end for s in g.systems)


def _farthest(g: Ground) -> Iterator[Doubt]:
    """More than half way round the Earth."""
    for r in g.all_held("range"):
        if r.value.best > table()["bounds"]["longest_range_m"] and "space_launch" not in g.kinds(r.event):
            yield r.at, "farther than half way round the Earth, about 20,000 km: digits or the unit may be wrong"


def _fastest(g: Ground) -> Iterator[Doubt]:
    """Faster than what leaves the Earth for good."""
    bounds = table()["bounds"]
    for v in g.all_held("speed"):
        speed = v.value.best * (bounds["sound_m_s"] if v.value.unit == "Mach" else 1.0)
        if speed > bounds["fastest_m_s"] and "space_launch" not in g.kinds(v.event):
            yield v.at, "faster than what leaves the Earth for good (11 km/s): digits or the unit may be wrong"


def _digit(g: Ground) -> Iterator[Doubt]:
    """Two exact numbers that differ in one digit or by two digits in the wrong order, in a text of one launch."""
    if len({event for event, _ in g.held}) != 1:
        return
    for a, b in _pairs(g, (*LENGTHS, "flight_time")):
        if a.size != b.size or not _one_digit_off(a.number, b.number) or not _one_flight(g, a, b):
            continue
        backed = [sum(t.value.best == x.value.best for t in g.numbers(x.event, x.attribute)) for x in (a, b)]
        for t, o in ((a, b), (b, a)) if backed[0] == backed[1] else ((a, b) if backed[0] < backed[1] else (b, a),):
            which = "" if backed[0] != backed[1] else ", one of the two"
            told = written(o.value.best, o.size, o.value.unit)
            yield t.at, f"may be {told}, as told elsewhere in the text: a digit may be wrong{which}"


def _one_flight(g: Ground, a: Told, b: Told) -> bool:
    """Whether two values can only be of one flight: one missile, no other day or name beside either, two sentences."""
    parts = [g.part(t.start) for t in (a, b)]
    if parts[0] == parts[1] or "cruise" in g.kinds(a.event):
        return False
    counts = [s.value for s in g.said if (s.event, s.attribute) == (a.event, "missile_count")]
    if any(getattr(c, "best", 1) != 1 for c in counts):
        return False
    event = g.tale.events[a.event]
    near = [d for p in parts for d in g.dates if p.start <= d.start < p.end and d.is_day]
    names = {s.name for p in parts for s in g.systems if p.start <= s.start < p.end}
    return len(names) <= 1 and all(event.first and event.first <= d.first <= (event.last or d.first) for d in near)


def _one_digit_off(a: float, b: float) -> bool:
    x, y = (f"{n:.10g}" for n in (a, b))
    if (
        len(x) != len(y)
        or x.find(".") != y.find(".")
        or "e" in x + y
        or len(x.replace(".", "").rstrip("0")) < LEAST_DIGITS
    ):
        return False
    if len(y.replace(".", "").rstrip("0")) < LEAST_DIGITS:
        return False
    off = [i for i, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    turned = len(off) == 2 and x[off[0]] == y[off[1]] and x[off[1]] == y[off[0]]
    return len(off) == 1 or (turned and off[1] - off[0] <= 2)
