"""How far a number may be rounded by what it leaves open; the words around it are another matter (`say`)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from trackside.measure import Estimate

# Lengths and speeds are shown in thousands of their unit from here on.
KILO = 1000.0
# A time is rounded to a minute at most, as its own unit is.
_MINUTE_S = 60.0
_EPSILON = 1e-9
# One of each unit that people write numbers in besides the one shown: statute and nautical mile, foot; km/h, mph, knot
# (SI Brochure, 9th ed., table 8, and the yard of 1959).
OTHER_UNITS = {"m": (1609.344, 1852.0, 0.3048), "m/s": (1 / 3.6, 0.44704, 1852.0 / 3600.0)}
# A converted number has at least so many digits: "500 miles" is closer to 800 km than to a round thousand.
_LEAST_DIGITS = 2
# By so small a share a bound may be rounded to its own side, which makes it say a little more.
_INWARD_SHARE = 0.002
_MOST_DIGITS = 9


def rounded(value: Estimate) -> float:
    """The stated number as it is shown: as written where that is short, else as round as its wording allows.

    A number converted from another unit (4,200 miles) is shown with about as many digits as were said (6,800 km), but
    never leaves the interval ``[low, high]`` by more than one part in 10⁹.
    """
    best, low, high = value.best, value.low, value.high
    if low != high and (said := digits_said(best, value.unit)):
        return _converted(value, max(said, _LEAST_DIGITS))
    size = KILO if value.unit in {"m", "m/s"} and abs(best) >= KILO else 1.0
    if abs(best / size - round(best / size, 1)) < 1e-6 or low == high:
        return best
    third = math.floor(math.log10(abs(best))) - 2
    for step in _steps(value, third):
        near = round(best / step) * step
        # Past the third digit a bound is rounded to its own side.
        inner = (math.ceil if best == low else math.floor)(best / step) * step
        for shown in (near, inner) if step < 10.0**third else (near,):
            if low <= shown + abs(best) * _EPSILON and shown - abs(best) * _EPSILON <= high:
                return shown
    return best


def digits_said(x: float, unit: str) -> int:
    """With how many digits a number was said in another unit than the one shown; 0 where it was said in that one."""
    if unit not in OTHER_UNITS or x <= 0.0:
        return 0
    said = min(digits(x / size) for size in OTHER_UNITS[unit])
    return said if said + 1 < digits(x) else 0


def digits(x: float) -> int:
    """Significant digits it takes to write a number (nine at most)."""
    mantissa = f"{x:.{_MOST_DIGITS - 1}e}".partition("e")[0]
    return len(mantissa.replace(".", "").replace("-", "").rstrip("0")) or 1


def _converted(value: Estimate, said: int) -> float:
    """A number in another unit to as many digits as were said, or to as many more as its interval asks for."""
    best, slack = value.best, value.best * _EPSILON
    size = math.floor(math.log10(best))
    inward = math.ceil if best == value.low else math.floor
    for many in range(said, _MOST_DIGITS):
        step = 10.0 ** (size - many + 1)
        near, inner = round(best / step) * step, inward(best / step) * step
        for shown in (near, inner) if abs(inner - best) <= _INWARD_SHARE * best else (near,):
            if value.low - slack <= shown <= value.high + slack:
                return shown
    return best


def interval_step(value: Estimate, against: float | None = None) -> float:
    """To what the ends of an interval worked out are rounded: a tenth of its width, or the third digit of a bound.

    `against` is a number it is set beside: the step is made fine enough that the number stays on its own side.
    """
    step = _by_width(value)
    while against is not None and step > _EPSILON and _muddles(value, against, step):
        step /= 10.0
    return step


def _steps(value: Estimate, third: int) -> Iterator[float]:
    """Steps to try, ever finer: from the width of the wording, or from the third digit where one side is open."""
    ends = (value.best - value.low if value.low > 0.0 else 0.0, value.high - value.best)
    reach = min((r for r in ends if math.isfinite(r) and r > 0.0), default=0.0)
    first = max(third, round(math.log10(2.0 * reach))) if reach else third
    if value.unit == "s" and 10.0**first > _MINUTE_S:
        yield _MINUTE_S
        first = 1
    for power in range(first, third - 7, -1):
        yield 10.0**power


def _by_width(value: Estimate) -> float:
    if math.isinf(value.low) or math.isinf(value.high) or value.low <= 0.0:
        edge = next((x for x in (value.high, value.low) if math.isfinite(x)), value.best)
        digits = 3 if value.unit == "s" else 2
        fine = 10.0 ** (math.floor(math.log10(max(abs(edge), _EPSILON))) - digits)
        least = {"s": 1.0 if edge >= 2 * _MINUTE_S else 0.0, "Mach": 0.1}.get(value.unit, 0.0)
        return max(fine, least)
    width = max(value.high - value.low, abs(value.best) * 1e-4, _EPSILON)
    return float(10.0 ** math.floor(math.log10(width / 10.0) + 0.2))


def _muddles(value: Estimate, against: float, step: float) -> bool:
    """Whether rounding both ends to `step` would put a number on the other side of one of them, or on it."""
    for end in (value.low, value.high):
        if math.isfinite(end) and end > 0.0 and against != end:
            shown = round(end / step) * step
            if (against < end) != (against < shown - _EPSILON) or abs(shown - against) < _EPSILON:
                return True
    return False
