"""`Question`: what a statement about history claims, in a form that can be counted out over a `Chronicle`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import Moment

SHAPES = ("first_since", "nth", "record", "first_of_kind", "interval")
# What a record is one of: a measured attribute, the weight of the weapon's class, or how many in a span of time.
MEASURES = ("range", "apogee", "flight_time", "power", "count")
PERS = ("day", "week", "month", "year")
# What the noun of a statement counts: launches or tests, missiles of any guided kind, or missiles one by one.
NOUNS = ("launch", "missile", "missiles")


@final
@dataclass(frozen=True, slots=True)
class Category:
    """What is counted. Every part that is told narrows it; what is not told leaves it open.

    Attributes
    ----------
    noun : str
        One of `NOUNS`: whether the words leave the kind open altogether, fix it to missiles, or count each missile.
    kinds : tuple of str
        Kinds as claims have them (``ballistic``, ``ICBM``); any of them will do.
    systems : tuple of str
        Names of systems, as the words have them; any of them will do.
    platform : str
        As claims have it (``rail``), or an empty string.
    over : str
        The country flown over, ISO 3166 alpha-2, or an empty string.
    landing : str
        ``eez`` for Japan's exclusive economic zone, or an empty string.
    outcome : str
        ``success`` or ``failure``, where only such launches count.
    traits : tuple of str
        What several systems have in common (``solid-fuel``); all of them are wanted.
    same : bool
        Whether it is "such a launch": of the kind of the launch spoken of.
    beyond : tuple of str
        Words that narrow it in a way that no chronicle holds ("unannounced", "into the Pacific").
    """

    noun: str = "launch"
    kinds: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    platform: str = ""
    over: str = ""
    landing: str = ""
    outcome: str = ""
    traits: tuple[str, ...] = ()
    same: bool = False
    beyond: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Period:
    """The time that a statement looks back over; empty, it is all time.

    Attributes
    ----------
    since : Moment or None
        What it counts from.
    inside : bool
        Whether `since` is the period itself ("this year", "in 2022"), and not what lies before it.
    launched : bool
        Whether a launch is said to have been at `since` ("since the launch of 29 March").
    lasting : Estimate or None
        How long it is, in s ("in more than two months").
    unknown : str
        Words that tell where it begins in a way that no calendar holds ("since Lee took office").
    """

    since: Moment | None = None
    inside: bool = False
    launched: bool = False
    lasting: Estimate | None = None
    unknown: str = ""


@final
@dataclass(frozen=True, slots=True)
class Question:
    """What a statement about history claims.

    Attributes
    ----------
    shape : str
        One of `SHAPES`: the first since a time or for so long; the n-th; a record; the first of its kind; so long after
        another.
    category : Category
        What is counted.
    period : Period
        The time looked back over.
    ordinal : int
        Which one it is said to be; 1 for everything but ``nth``.
    measure, per : str
        What a record is of (`MEASURES`) and, of a count, in which span of time (`PERS`).
    country : str
        Whose launches are counted, ISO 3166 alpha-2.
    words : str
        The words it was read from.

    Raises
    ------
    BadInput
        For a shape, measure or ordinal that there is none of.
    """

    shape: str
    category: Category = field(default_factory=Category)
    period: Period = field(default_factory=Period)
    ordinal: int = 1
    measure: str = ""
    per: str = ""
    country: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        for given, known in ((self.shape, SHAPES), (self.measure or "range", MEASURES), (self.per or "day", PERS)):
            if given not in known:
                raise BadInput(given, f"is none of {', '.join(known)}")
        if self.ordinal < 1:
            raise BadInput(str(self.ordinal), "nothing is counted from below 1")
