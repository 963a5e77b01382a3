"""The accounts of a flight that make a line of their own: who gives them, how far, how high, in what colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from trackside.assess import Flown
from trackside.brief import vocabulary, wording
from trackside.flight import Path
from trackside.measure import Estimate

# Each has its own dashes and colour, and there are five of those.
MOST = 5


@final
@dataclass(frozen=True, slots=True)
class Account:
    """One range and apogee of a flight, with everybody who gives them.

    Attributes
    ----------
    style : str
        The class that gives every drawing of it the same colour: ``a0`` to ``a4``.
    arc : bool
        Whether the numbers make a ballistic arc; else nothing is known of the path but how far and how high it went.
    range_m, apogee_m : float
        The best values.
    readings : tuple of Flown
        All that have them, the first one told first.
    """

    style: str
    arc: bool
    range_m: float
    apogee_m: float
    readings: tuple[Flown, ...]

    @property
    def who(self) -> str:
        """The speakers, each once."""
        names = dict.fromkeys(vocabulary.speaker(r.label) for r in self.readings)
        return vocabulary.capital(vocabulary.listing(list(names)))

    @property
    def fitting(self) -> Flown | None:
        """The first reading that flights of a reconstruction fit, or None."""
        return next((r for r in self.readings if (found := r.report.reconstruction) is not None and found.fits), None)

    @property
    def misfit(self) -> bool:
        """Whether a reconstruction was tried and no flight has all the numbers."""
        return self.fitting is None and any(r.report.reconstruction is not None for r in self.readings)

    def far(self) -> str:
        """How far, as claimed or else worked out."""
        return _claimed(self.readings[0], "range") or f"{wording.distance(self.range_m)} (worked out)"

    def high(self) -> str:
        """How high, as claimed or else worked out."""
        return _claimed(self.readings[0], "apogee") or f"{wording.distance(self.apogee_m)} (worked out)"


def accounts(flown: Sequence[Flown]) -> tuple[Account, ...]:
    """The accounts that tell a shape, those that coincide once; at most `MOST`."""
    found: list[tuple[tuple[bool, float, float], list[Flown]]] = []
    for reading in flown:
        shape = _shape(reading)
        if shape is None:
            continue
        same = next((readings for other, readings in found if _alike(other, shape)), None)
        if same is None:
            found.append((shape, [reading]))
        else:
            same.append(reading)
    return tuple(Account(f"a{i}", *shape, tuple(readings)) for i, (shape, readings) in enumerate(found[:MOST]))


def _claimed(reading: Flown, attribute: str) -> str:
    return next((wording.value(c.value, attribute) for c in reading.rests_on if c.attribute == attribute), "")


def _shape(reading: Flown) -> tuple[bool, float, float] | None:
    """Whether it is an arc, how far and how high it goes; None when it tells too little."""
    arc, path = reading.report.arc, reading.report.path
    if path is Path.BALLISTIC and arc is not None:
        return True, arc.range_m, arc.apogee_m
    told = {c.attribute: c.value.best for c in reading.rests_on if isinstance(c.value, Estimate)}
    if path is Path.NOT_BALLISTIC and "range" in told and "apogee" in told:
        return False, told["range"], told["apogee"]
    return None


def _alike(a: tuple[bool, float, float], b: tuple[bool, float, float]) -> bool:
    return a[0] == b[0] and all(math.isclose(x, y, rel_tol=2e-3) for x, y in zip(a[1:], b[1:], strict=True))
