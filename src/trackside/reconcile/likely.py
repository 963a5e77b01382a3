"""Which mentions can be so alike that they are worth comparing where a date says nothing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import final

from trackside.reconcile.likeness import (
    CLEAR,
    ENOUGH,
    NEAR,
    NEAR_NUMBER,
    NO_DATE,
    SAME_CLASS,
    SAME_CLOCK,
    SAME_CLOCK_WITHIN_S,
    SAME_PLATFORM,
    SAME_SITE,
    SAME_SYSTEM,
    SAME_WORDS,
    digits_weight,
)
from trackside.reconcile.names import name_keys, share
from trackside.reconcile.traits import NUMBERS, Traits

_DAY_S = 86_400.0
# So much must be found in common for a score that could matter, dates apart.
_WANTED = ENOUGH - CLEAR - NO_DATE
# Figures that agree lie in one step of this ladder or in two that touch; a little wider than asked, for rounding.
_STEP = math.log(NEAR * 1.01)
_NAMES = {"site": SAME_SITE, "system": SAME_SYSTEM}
# What is told, as it is looked up: a sentence, a name, a figure, a step of figures, a day of a launch time.
_Key = tuple[str, object]


@final
class Likely:
    """Mentions by what they say: one finds all with which it may score ``ENOUGH - CLEAR`` undated, and few more."""

    def __init__(self) -> None:
        self._held: dict[_Key, dict[str, Traits]] = defaultdict(dict)
        self._spelled: dict[_Key, set[str]] = defaultdict(set)

    def enter(self, t: Traits) -> None:
        """Add a mention."""
        for key in _keys(t):
            self._held[key][t.mention_id] = t
        for kind in _NAMES:
            for name in t.words[kind]:
                for part in name_keys(name):
                    self._spelled[kind, part].add(name)

    def strike(self, t: Traits) -> None:
        """Take a mention out."""
        for key in _keys(t):
            home = self._held[key]
            home.pop(t.mention_id, None)
            if not home:
                del self._held[key]

    def like(self, t: Traits) -> Iterator[Traits]:
        """Every mention that may be enough like another, once; its own, too, where it was entered."""
        most: dict[str, float] = defaultdict(float)
        there: dict[str, Traits] = {}
        for weight, found in self._grounds(t):
            there |= found
            for m in found:
                most[m] += weight
        platforms = set(t.words["platform"])
        for m, other in there.items():
            platform = 0.0 if platforms.isdisjoint(other.words["platform"]) else SAME_PLATFORM
            kind = SAME_CLASS if t.classes and t.classes == other.classes else 0.0
            if most[m] + platform + kind >= _WANTED:
                yield other

    def _grounds(self, t: Traits) -> Iterator[tuple[float, dict[str, Traits]]]:
        """The weight that something told has at most, and all who tell it, too."""
        yield SAME_WORDS, self._any(("mark", x) for x in t.marks)
        for kind, weight in _NAMES.items():
            yield weight, self._any((kind, other) for name in t.words[kind] for other in self._alike(kind, name))
        days = (d for a, b in t.clocks for d in _days(a - SAME_CLOCK_WITHIN_S, b + SAME_CLOCK_WITHIN_S))
        yield SAME_CLOCK, self._any(("clock", d) for d in days)
        for number in NUMBERS:
            steps = {_step(x) + n for x in t.numbers[number] for n in (-1, 0, 1)}
            yield NEAR_NUMBER, self._any((f"near {number}", n) for n in steps)
            for x in t.numbers[number]:
                more = digits_weight(number, x) - NEAR_NUMBER
                if more > 0:
                    yield more, self._held.get((number, x), {})

    def _any(self, keys: Iterator[_Key]) -> dict[str, Traits]:
        found: dict[str, Traits] = {}
        for key in keys:
            found |= self._held.get(key, {})
        return found

    def _alike(self, kind: str, name: str) -> set[str]:
        likely = {other for part in name_keys(name) for other in self._spelled.get((kind, part), ())}
        return {other for other in likely if share(name, other)}


def _keys(t: Traits) -> Iterator[_Key]:
    for x in t.marks:
        yield "mark", x
    for kind in _NAMES:
        for name in t.words[kind]:
            yield kind, name
    for a, b in t.clocks:
        for d in _days(a, b):
            yield "clock", d
    for number in NUMBERS:
        for value in t.numbers[number]:
            yield number, value
            yield f"near {number}", _step(value)


def _step(value: float) -> int:
    return math.floor(math.log(value) / _STEP)


def _days(first: float, last: float) -> range:
    return range(int(first // _DAY_S), int(last // _DAY_S) + 1)
