"""`Check` and `Report`: what closed form and the ensemble make of the announced numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

from trackside.flight.arc import Arc
from trackside.flight.ensemble.reconstruction import Reconstruction
from trackside.measure import Estimate, Verdict

# Fewer than one in a hundred flights would do this: said of real launches about twice a year, if at all.
CONTRADICTED_BELOW = 0.01
# Outside the 90 % interval that is shown beside the claim.
STRAINED_BELOW = 0.10


class Path(StrEnum):
    """What the numbers say about the kind of path."""

    BALLISTIC = "ballistic"
    NOT_BALLISTIC = "not ballistic"
    ORBITAL = "orbital"
    UNKNOWN = "unknown"


@final
@dataclass(frozen=True, slots=True)
class Check:
    """One announced number held against the others.

    Attributes
    ----------
    about : str
        ``flight_time``, ``apogee``, ``range`` or ``speed``.
    claimed : Estimate
        The number as announced.
    expected : Estimate or None
        What the other numbers lead one to expect: the median and the 90 % interval; None where nothing follows.
    probability : float or None
        Two-sided tail probability of a number as extreme as claimed, given the others; of all values the wording allows
        the best fitting one is judged. Zero when impossible, None when undetermined.
    verdict : Verdict
        ``contradicted`` when impossible or below `CONTRADICTED_BELOW`, ``strained`` below `STRAINED_BELOW`.
    because : str
        One plain sentence.
    method : str
        Id in `METHODS`.
    """

    about: str
    claimed: Estimate
    expected: Estimate | None
    probability: float | None
    verdict: Verdict
    because: str
    method: str


@final
@dataclass(frozen=True, slots=True)
class Report:
    """All that is made of the announced numbers of one flight.

    Attributes
    ----------
    checks : tuple of Check
        One per number that the others say something about.
    path : Path
        ``ballistic``, ``not ballistic``, ``orbital`` or ``unknown``.
    because : str
        Why that path: a sentence or two with the numbers that show it.
    arc : Arc or None
        The free-flight arc of the stated range and apogee, or of the range and the apogee that the time implies.
    longest_range_m : Estimate or None
        How far the same vehicle with the same load could fly on a still Earth, where there is a reconstruction; else
        only a floor, the least-energy range of the same surface speed, open up to half way round the Earth.
    least_energy : Arc or None
        The arc that covers the stated range with the least speed.
    predicted : tuple of (str, Estimate)
        What is not announced but follows, with its 90 % interval; speed in ``m/s``.
    methods : tuple of str
        Ids in `METHODS`, in order of use.
    seed : int
        As given; the closed form draws nothing at random.
    reconstruction : Reconstruction or None
        The ensemble behind the expected values; None where closed form had to do.
    """

    checks: tuple[Check, ...]
    path: Path
    because: str
    arc: Arc | None
    longest_range_m: Estimate | None
    least_energy: Arc | None
    predicted: tuple[tuple[str, Estimate], ...] = ()
    methods: tuple[str, ...] = ()
    seed: int = 0
    reconstruction: Reconstruction | None = None


def verdict_of(probability: float) -> Verdict:
    """The verdict that a tail probability stands for."""
    if probability < CONTRADICTED_BELOW:
        return Verdict.CONTRADICTED
    return Verdict.STRAINED if probability < STRAINED_BELOW else Verdict.CONSISTENT
