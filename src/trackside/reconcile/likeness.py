"""How alike two mentions are: reasons with weights, so that a link can say why it was made."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, final

from trackside.reconcile.names import share
from trackside.reconcile.traits import NUMBERS, Traits

# Weights are judgements, not measurements: a shared day counts for most, because a country seldom launches twice a
# day; what can be argued about (labels, figures) counts for less than what cannot (clock times, class of weapon).
SAME_DAY, SAME_SPAN, NO_DATE = 2.0, 0.75, -0.5
# Days of two calendars that lie one over the other for a part only.
PART_DAY = 1.5
# Launch times apart are two launches, unless figures that nobody gets twice say that one clock is wrong.
SAME_CLOCK, LATER_CLOCK, OTHER_CLOCK = 1.5, 1.0, -5.0
SAME_SITE, OTHER_SITE = 1.0, -0.5
SAME_SYSTEM, OTHER_SYSTEM = 1.0, -0.25
SAME_CLASS, OTHER_CLASS = 0.25, -2.5
SAME_PLATFORM, OTHER_PLATFORM = 0.5, -1.5
# Figures far apart are a disagreement before they are two launches: they do not undo a shared day by themselves, and
# three of them count for two.
NEAR_NUMBER, FAR_NUMBER, FAR_NUMBERS = 0.5, -0.5, -1.0
# The same figure to the digit, by how many digits it has: 950 km, 787 km, 4,475 km, 6,248.5 km.
SAME_DIGITS = {2: 0.75, 3: 1.0, 4: 1.25, 5: 2.0}
# What tells of several launches at once says so much less with its figures about each.
MIXED = 0.5
# Two agencies' figures for one flight differ by a tenth at most as a rule; by a half, hardly ever.
NEAR, FAR = 1.12, 1.6
SAME_CLOCK_WITHIN_S, OTHER_CLOCK_BEYOND_S = 15 * 60.0, 45 * 60.0
# A figure is a round number of tenths of a unit within this (floats).
ROUND = 1e-4
# A sentence, or longer words of a speaker, that both have.
SAME_WORDS = 2.0

# Reached by a shared day alone; a shared month needs something more in common.
ENOUGH = 1.5
# A vaguer date joins the launch that fits best only where the next one fits so much worse.
CLEAR = 0.5


_FEWEST_DIGITS, _MOST_DIGITS = min(SAME_DIGITS), max(SAME_DIGITS)
# A weight, words with gaps, and what belongs in these.
_Ground = tuple[Any, ...]


@final
@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for or against two mentions being one launch."""

    weight: float
    because: str


def reasons(a: Traits, b: Traits) -> Iterator[Reason]:
    """Every ground for or against two mentions being one launch, the date first."""
    return (Reason(weight, because.format(*told)) for weight, because, *told in _grounds(a, b))


def score(a: Traits, b: Traits) -> float:
    """The sum of the reasons' weights, in thousandths exactly, so that no order of adding changes it."""
    weights: list[float] = [ground[0] for ground in _grounds(a, b)]
    return round(sum(weights), 3)


def _grounds(a: Traits, b: Traits) -> Iterator[_Ground]:
    """Weights, and words to be put together for whoever reads them: far more pairs are weighed than told of."""
    yield from _dates(a, b)
    yield from _clocks(a, b)
    yield from _words("site", a, b, SAME_SITE, OTHER_SITE, share)
    yield from _words("system", a, b, SAME_SYSTEM, OTHER_SYSTEM, share)
    yield from _words("platform", a, b, SAME_PLATFORM, OTHER_PLATFORM, str.__eq__)
    yield from _classes(a, b)
    yield from _numbers(a, b)
    if not a.marks.isdisjoint(b.marks):
        yield SAME_WORDS, "the same sentence stands in both"


def compatible(a: Traits, b: Traits) -> bool:
    """Whether two mentions of one country can be of one launch at all; an unknown date can be any.

    A launch time told by one of them must lie within the other's day: so a day in UTC and one in Pyongyang meet where
    they are the same night, and do not where they only have the number in common. What has no day needs so much in
    common that it could matter.
    """
    one_sided = ("clock" in a.told) != ("clock" in b.told)
    (first, last), (begin, end) = (a.window, b.window) if one_sided else (a.span, b.span)
    if first > end or begin > last:
        return False
    if a.precise and b.precise:
        return True
    most = _most(a.told & b.told) + (NO_DATE if a.earliest is None or b.earliest is None else SAME_SPAN)
    return most >= ENOUGH - CLEAR or not a.marks.isdisjoint(b.marks)


@lru_cache(maxsize=1024)
def _most(common: frozenset[str]) -> float:
    """The most that two mentions can have in common, by what both tell of."""
    best = {"clock": SAME_CLOCK, "site": SAME_SITE, "system": SAME_SYSTEM, "platform": SAME_PLATFORM}
    best |= {"kind": SAME_CLASS} | dict.fromkeys(NUMBERS, max(SAME_DIGITS.values()))
    return sum(best[name] for name in common)


def _dates(a: Traits, b: Traits) -> Iterator[_Ground]:
    if a.earliest is None or b.earliest is None:
        yield NO_DATE, "one of them gives no date"
    elif not (a.precise and b.precise):
        yield SAME_SPAN, "their dates can be one day ({}; {})", a.day or "?", b.day or "?"
    else:
        part = _overlap(a, b)
        if a.day == b.day and part > 0.9:  # half an hour between Pyongyang and Seoul, some years
            yield SAME_DAY, "both on {}", a.day
        elif part >= 1.0:
            yield SAME_DAY, "the launch time lies within both days ({}; {})", a.day, b.day
        else:
            weight = round(PART_DAY + (SAME_DAY - PART_DAY) * part, 2)
            yield weight, "their days overlap for {:.0f} % ({}; {}, in two time zones)", 100 * part, a.day, b.day


def _overlap(a: Traits, b: Traits) -> float:
    """Which part of the shorter of two windows lies within the other; 1 where a launch time does."""
    (first, last), (begin, end) = a.window, b.window
    shorter = min(last - first, end - begin)
    common = min(last, end) - max(first, begin)
    if a.clocks and b.clocks:
        return 1.0 if _gap_s(a, b) <= OTHER_CLOCK_BEYOND_S else 0.0
    return max(0.0, common / shorter) if shorter > 0 else float(common >= 0)


def _gap_s(a: Traits, b: Traits) -> float:
    """The shortest time between a launch time of one and one of the other."""
    return min(max(0.0, y[0] - x[1], x[0] - y[1]) for x, y in itertools.product(a.clocks, b.clocks))


def _clocks(a: Traits, b: Traits) -> Iterator[_Ground]:
    gap_s = _gap_s(a, b) if a.clocks and b.clocks else math.nan
    if gap_s <= SAME_CLOCK_WITHIN_S:
        first = abs(a.clocks[0][0] - b.clocks[0][0]) <= SAME_CLOCK_WITHIN_S
        # Who tells of several launches at once tells of the first above all.
        yield SAME_CLOCK if first else LATER_CLOCK, "launch times {:.0f} min apart", gap_s // 60
    elif gap_s > OTHER_CLOCK_BEYOND_S:
        yield OTHER_CLOCK, "launch times {} apart", dt.timedelta(seconds=gap_s // 60 * 60)


def _words(
    name: str, a: Traits, b: Traits, same: float, other: float, alike: Callable[[str, str], bool]
) -> Iterator[_Ground]:
    first, second = a.words[name], b.words[name]
    if not first or not second:
        return
    match = next((x for x in first for y in second if alike(x, y)), None)
    if match is not None:
        yield same, "the same {} ({})", name, match
    else:
        yield other, "{}s differ ({}; {})", name, first[0], second[0]


def _classes(a: Traits, b: Traits) -> Iterator[_Ground]:
    if a.classes and b.classes and not a.classes & b.classes:
        kinds = "; ".join(", ".join(t.words["kind"]) for t in (a, b))
        yield OTHER_CLASS, "another class of weapon ({})", kinds
    elif len(a.classes) == 1 and a.classes == b.classes:
        yield SAME_CLASS, "the same class of weapon"


def _numbers(a: Traits, b: Traits) -> Iterator[_Ground]:
    far, part = 0.0, MIXED if a.mixed or b.mixed else 1.0
    for name in NUMBERS:
        for weight, *told in _number(name, a.numbers[name], b.numbers[name]):
            if weight > 0 or far > FAR_NUMBERS:
                far += min(weight, 0.0)
                yield part * weight, *told


def _number(name: str, a: Sequence[float], b: Sequence[float]) -> Iterator[_Ground]:
    if not a or not b:
        return
    same = max((_digits(name, x) for x in a if x in b), default=0)
    best = min(max(x, y) / min(x, y) for x in a for y in b)
    called = name.replace("_", " ")
    if same >= _FEWEST_DIGITS:
        yield SAME_DIGITS[min(same, _MOST_DIGITS)], "the same {} to the digit", called
    elif best <= NEAR:
        yield NEAR_NUMBER, "{}s agree within {:.0f} %", called, 100 * (best - 1)
    elif best > FAR:
        yield FAR_NUMBER, "{}s differ by a factor of {:.1f}", called, best


def digits_weight(name: str, value: float) -> float:
    """What a figure weighs that two mentions give to the digit; 0 for one with a single digit."""
    digits = _digits(name, value)
    return SAME_DIGITS[min(digits, _MOST_DIGITS)] if digits >= _FEWEST_DIGITS else 0.0


@lru_cache(maxsize=16_384)
def _digits(name: str, value: float) -> int:
    """How many digits a figure was told with, rounding zeros left out: 950 km has two, 6,248.5 km five, 630 miles two.

    A value in metres or seconds does not say in which unit it was told; it counts as the unit that needs the fewest.
    """
    sizes = (60.0, 1.0) if name == "flight_time" else (1.0, 1609.344, 1852.0, 0.3048)
    tenths = (10 * value / size for size in sizes)
    return min((len(f"{x:.0f}".strip("0")) for x in tenths if abs(x - round(x)) < ROUND), default=0)
