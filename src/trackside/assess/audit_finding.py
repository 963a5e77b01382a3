"""`AuditFinding`: something in an entry that is likely wrong, how sure we are of it, and what would settle it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

from trackside.errors import BadInput
from trackside.measure import Verdict
from trackside.record import Claim, Quote

# From here on a finding is called contradicted, strained; the scale is explained in docs/rooms/assess.md.
CONTRADICTED_FROM = 0.85
STRAINED_FROM = 0.5
# Nothing that rests on other people's numbers is ever quite sure, or quite worthless.
MOST_SURE, LEAST_SURE = 0.99, 0.01

CHECKS = (
    "physics",
    "swapped",
    "slip",
    "duplicate",
    "time",
    "count",
    "outcome",
    "coordinates",
    "landing",
    "repeated",
    "unsupported",
    "class",
    "outlier",
)


@final
@dataclass(frozen=True, slots=True)
class Cited:
    """One value as an entry has it: whose it is, of what, and the words.

    Attributes
    ----------
    attribute : str
        One of `trackside.record.ATTRIBUTES`, or the name of the table's column.
    speaker : str
        Who vouches for it.
    row : str
        The key of the entry, or the source of the document.
    quote : Quote
        The words of the cell.
    """

    attribute: str
    speaker: str
    row: str
    quote: Quote


@final
@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something in an entry that is likely wrong.

    Attributes
    ----------
    launch : str
        Id of the launch.
    date : str
        Its day at the site, as far as it is known.
    check : str
        One of `CHECKS`.
    sureness : float
        How likely it is, 0..1, that a person who looks it up finds the entry in need of a change.
    because : str
        What is wrong, why we think so, what it should likely be.
    settle : str
        Where to look.
    values : tuple of Cited
        Who says what, the doubtful value first.
    row : str
        The key of the doubtful entry.
    rows : tuple of str
        Every entry of which the same is to be said, the first one being `row`.
    same : str
        Findings of one check with the same words here are one thing seen from several sides; the surest is kept.
    """

    launch: str
    date: str
    check: str
    sureness: float
    because: str
    settle: str
    values: tuple[Cited, ...]
    row: str
    rows: tuple[str, ...] = ()
    same: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.sureness <= 1.0 or not self.values or self.check not in CHECKS:
            raise BadInput(f"{self.check} {self.sureness}", "a finding needs a known check, 0..1 and values behind it")

    @property
    def verdict(self) -> Verdict:
        """The verdict that its sureness stands for."""
        if self.sureness >= CONTRADICTED_FROM:
            return Verdict.CONTRADICTED
        return Verdict.STRAINED if self.sureness >= STRAINED_FROM else Verdict.UNDETERMINED


def weigh(prior: float, *ratios: float) -> float:
    """The sureness that grounds make together: each ratio is how many times likelier an error makes what is seen.

    Bayes in odds; the grounds are taken as independent, so the outcome is held between `LEAST_SURE` and `MOST_SURE`.
    """
    odds = prior / (1.0 - prior) * math.prod(ratios)
    return min(max(odds / (1.0 + odds), LEAST_SURE), MOST_SURE)


def cite(claim: Claim, row: str) -> Cited:
    """A claim as a value of a finding."""
    return Cited(claim.attribute, claim.speaker.name, row, claim.quote)
