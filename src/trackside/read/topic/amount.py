"""Numbers with units, hedges and counters in languages that write 4천500, 1万3千, 千 and 60여 km."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, final

from trackside.measure import Hedge, between, rounding_step, stated
from trackside.read.number import TOO_LARGE
from trackside.read.quantity import LARGEST, Quantity
from trackside.read.topic.words import TopicWords

MOST_MISSILES = 200
_DIGITS = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d{1,3}(?: \d{3})++(?!\d)(?:\.\d++)?|\d++(?:[.・]\d++)?"


@final
@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number at ``text[start:end]`` with the size of its last meaningful digit."""

    start: int
    end: int
    value: float
    step: float


Spans = Sequence[tuple[int, int]]
# Value, size of its last digit, SI unit, and how many of that the unit as written is.
Measured = tuple[float, float, str, float]


def numerals(text: str, words: TopicWords, taken: Spans = ()) -> list[Numeral]:
    """Every number in digits, in number words, or in both: 6천248.5, 1万3千, 千; "several thousand" is none."""
    found, end = list[Numeral](), 0
    letters = "".join((*words.multipliers, *words.digits))
    pattern = numeral_pattern(letters)
    for run in run_pattern(letters).finditer(text):  # a plain class is found fast; what stands before is looked at then
        start = run.start()
        match = pattern.match(text, start) if start >= end and not _covered(start, taken) else None
        if not match:
            continue
        end = match.end()
        vague = words.patterns["vague"].search(text, max(0, match.start() - 4), match.start())
        value = None if vague else _value(match[0], words)
        if value is not None and value < TOO_LARGE:
            found.append(Numeral(match.start(), match.end(), value, _step(match[0], value)))
    return found


@cache
def run_pattern(letters: str) -> re.Pattern[str]:
    """Any run of digits and number words."""
    return re.compile(rf"[\d{letters}]+")


@cache
def numeral_pattern(letters: str) -> re.Pattern[str]:
    """A number in digits, in number words or in both."""
    follow = rf"(?:[{letters}]|\d{{1,3}}(?:,\d{{3}})++|\d++(?:\.\d++)?)*+"
    return re.compile(rf"(?<![A-Za-z0-9.])(?<![A-Za-z]-)(?:{_DIGITS}|[{letters}]){follow}")


def _value(told: str, words: TopicWords) -> float | None:
    """The value of a number: digits, then words that multiply what stands before them."""
    total, section, current, seen = 0.0, 0.0, None, False
    for part in re.findall(r"\d[\d, .]*|\D", told.replace("・", ".")):
        if part[0].isdigit():
            current, seen = float(re.sub("[, ]", "", part).rstrip(".")), True
        elif part in words.digits:
            current = (current or 0.0) * 10 + words.digits[part]
        elif (size := words.multipliers.get(part)) is not None:
            if size >= 10_000:
                total, section, current = total + ((section + (current or 0.0)) or 1.0) * size, 0.0, None
            else:
                section, current = section + (1.0 if current is None else current) * size, None
            seen = True
    return total + section + (current or 0.0) if seen or current is not None else None


def _step(told: str, value: float) -> float:
    told = told.replace("・", ".")
    plain = told if "." in told else f"{value:.0f}"
    return rounding_step(plain.split(".")[0] + "." + plain.split(".")[1]) if "." in plain else rounding_step(plain)


def quantities(text: str, words: TopicWords, found: list[Numeral], taken: Spans) -> list[Quantity]:
    """Every number with a unit, in order; spans and times told in parts are one."""
    free = [n for n in found if not _covered(n.start, taken)]
    told, at = list[Quantity](), 0
    while at < len(free):
        quantity, used = _quantity(text, words, free, at)
        if quantity and 0 < quantity.estimate.best <= LARGEST.get(quantity.unit, math.inf):
            told.append(quantity)
        at += used
    return told


def counts(text: str, words: TopicWords, found: list[Numeral], taken: Spans) -> list[Quantity]:
    """How many missiles: a number before a counter ("2발", "3発"), in words too ("두 발"); ordinals are none."""
    return sorted(_counted(text, words, found, taken), key=lambda q: q.start)


def _counted(text: str, words: TopicWords, found: list[Numeral], taken: Spans) -> Iterator[Quantity]:
    numbers = [n for n in found if not _covered(n.start, taken)]
    named = [
        Numeral(m.start(), m.end("word"), words.counting[m["word"]], 0)
        for m in words.patterns["counted"].finditer(text)
    ]
    for number in (*numbers, *named):
        inside = _after(text, number.end, words.hedges["inside"])
        counter = words.patterns["counter"].match(text, inside[1])
        if not counter or number.value != int(number.value) or not 1 <= number.value <= MOST_MISSILES:
            continue
        yield _hedged(text, words, (number.start, counter.end()), (number.value, 0.0, "count", 1.0), inside[0])


def _quantity(text: str, words: TopicWords, free: list[Numeral], at: int) -> tuple[Quantity | None, int]:
    first = free[at]
    unit = _unit(text, words, first)
    if at + 1 < len(free):
        second = free[at + 1]
        join = words.patterns["span"].match(text, unit[2] if unit and unit[3] >= first.start else first.end)
        last = _unit(text, words, second) if join and join.end() == second.start else None
        if last is None and join and join.end() == second.start and unit and unit[3] < first.start:
            last = (*unit[:2], second.end, second.start)  # "마하 3~6"
        worded = join is not None and join[0].strip(" ~-—") == join[0].strip()
        if last and worded and words.patterns["corrected_to"].match(text, last[2]):
            last = None  # "600km에서 450km로 정정했다" is no span
        if last and second.value > first.value and (unit is None or unit[:2] == last[:2]):
            size = last[1]
            estimate = between(first.value * size, second.value * size, last[0])
            start = _before(text, first.start, words.hedges["before"])[1]
            return Quantity(start, last[2], first.start, estimate, size=size), 2
    if unit is None:
        return None, 1
    if unit[0] == "s":
        return _duration(text, words, free, at)
    inside = _after(text, first.end, words.hedges["inside"])[0]
    place = (unit[3], unit[2])
    return _hedged(text, words, place, (first.value, first.step, *unit[:2]), inside), 1


def _duration(text: str, words: TopicWords, free: list[Numeral], at: int) -> tuple[Quantity | None, int]:
    """A time told in parts: "1시간 14분", "47분 12초", "71分"."""
    total, step, largest, smallest, end, used = 0.0, 0.0, 1.0, math.inf, free[at].start, 0
    for number in free[at:]:
        unit = _unit(text, words, number)
        if not unit or unit[0] != "s" or unit[1] >= smallest or (used and text[end : number.start].strip()):
            break
        smallest = unit[1]
        largest = max(largest, smallest)
        total, step, end, used = total + number.value * smallest, number.step * smallest, unit[2], used + 1
    inside = _after(text, free[at + max(used, 1) - 1].end, words.hedges["inside"])[0]
    measured = (total / largest, step / largest, "s", largest)
    return _hedged(text, words, (free[at].start, end), measured, inside), max(used, 1)


def _unit(text: str, words: TopicWords, number: Numeral) -> tuple[str, float, int, int] | None:
    """SI unit, size, where it ends and where the number begins with it: "800 km", "마하 6", "초속 2km"."""
    prefix = _before(text, number.start, words.prefixed)
    at = _after(text, number.end, words.hedges["inside"])[1]
    behind = _after(text, at, words.units)
    if prefix[0]:
        name, size = prefix[0]
        length = behind[0] if behind[0] and behind[0][0] == "m" else None
        if name == "Mach" or length:
            size = size * length[1] if length and name != "Mach" else size
            return name, size, behind[1] if length and name != "Mach" else number.end, prefix[1]
    return (*behind[0], behind[1], number.start) if behind[0] else None


def _hedged(text: str, words: TopicWords, place: tuple[int, int], measured: Measured, inside: Hedge | None) -> Quantity:
    """A quantity with the hedges around it; a bound beats "about"."""
    (core, end), (value, step, unit, size) = place, measured
    before, start = _before(text, core, words.hedges["before"])
    if before:
        outer, start_outer = _before(text, start, words.hedges["before"])
        before, start = (outer if outer not in (None, Hedge.ABOUT) else before), start_outer
    after, end = _after(text, end, words.hedges["after"])
    kinds = [k for k in (after, inside, before) if k]
    hedge = next((k for k in kinds if k is not Hedge.ABOUT), kinds[0] if kinds else Hedge.NONE)
    estimate = stated(value * size, unit, hedge=hedge, step=step * size)
    return Quantity(start, end, core, estimate, hedge, size=size)


T = TypeVar("T")


def _before(text: str, at: int, table: Mapping[str, T]) -> tuple[T | None, int]:
    """The longest word of a table that ends right before an offset, a space allowed, and where it begins."""
    edge = at - (at > 0 and text[at - 1] == " ")
    for length in range(min(8, edge), 0, -1):
        if (value := table.get(text[edge - length : edge])) is not None:
            return value, edge - length
    return None, at


def _after(text: str, at: int, table: Mapping[str, T]) -> tuple[T | None, int]:
    """The longest word of a table right behind an offset, a space allowed, and where it ends."""
    edge = at + (text[at : at + 1] == " ")
    for length in range(10, 0, -1):
        if (value := table.get(text[edge : edge + length])) is not None and edge + length <= len(text):
            return value, edge + length
    return None, at


def _covered(at: int, spans: Spans) -> bool:
    """Whether an offset lies in one of the spans, which are in order."""
    low = bisect_right(spans, (at + 1, 0))
    return low > 0 and spans[low - 1][0] <= at < spans[low - 1][1]
