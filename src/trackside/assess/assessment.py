"""`Assessment`: all that follows from what is claimed of one launch, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from trackside import flight, reach
from trackside.assess.history import HistoryCheck
from trackside.earth import Place, Track
from trackside.measure import Estimate
from trackside.record import Claim, Document, Finding, Launch


@final
@dataclass(frozen=True, slots=True)
class Examination:
    """A flight check joined to the people whose numbers it tests.

    Attributes
    ----------
    speaker : str
        Whose number is tested.
    others : tuple of str
        Whose numbers it is tested against; empty when all are the speaker's own.
    check : flight.Check
        The number claimed, the number expected, the verdict and why.
    rests_on : tuple of Claim
        Every claim that went in, the tested one first.
    """

    speaker: str
    others: tuple[str, ...]
    check: flight.Check
    rests_on: tuple[Claim, ...]


@final
@dataclass(frozen=True, slots=True)
class Flown:
    """One reading of how the missile flew: a speaker's numbers, or those of several joined where one alone is short.

    Attributes
    ----------
    label : str
        Whose numbers, as shown ("KCNA").
    report : flight.Report
        What closed-form flight makes of them.
    track : Track or None
        The free-flight arc, where the numbers make one.
    rests_on : tuple of Claim
        The claims that made it.
    """

    label: str
    report: flight.Report
    track: Track | None
    rests_on: tuple[Claim, ...]


@final
@dataclass(frozen=True, slots=True)
class Aim:
    """The direction of flight and where it comes from (a compass word, or the bearing to where it fell)."""

    azimuth_deg: float
    because: str
    claims: tuple[Claim, ...]


@final
@dataclass(frozen=True, slots=True)
class Assessment:
    """All that follows from what is claimed of one launch.

    Attributes
    ----------
    launch : Launch
        What is claimed and what is found.
    documents : tuple of Document
        Every document the launch's claims come from.
    site : Place or None
        Where on the globe it started, when the gazetteer knows a site named.
    aim : Aim or None
        Which way it flew.
    flown : tuple of Flown
        One reading of the flight per speaker with two numbers or more.
    examinations : tuple of Examination
        Every check, the gravest verdict first.
    unchecked : str
        Why the flight could not be checked (a cruise missile), or an empty string.
    disagreements : tuple of Finding
        The findings whose positions cannot all be true.
    ring : reach.Ring or None
        The ring that the greatest range flown draws from the site; from the middle of a small country when no site is
        known.
    range_m : Estimate or None
        The range that drew it.
    exposure : reach.Exposure or None
        The places and countries within the ring.
    methods : tuple of str
        Ids of the methods used (`flight.METHODS` and others), in order of use.
    history : tuple of HistoryCheck
        A check for each of the launch's statements about history, in their order; empty without a chronicle.
    """

    launch: Launch
    documents: tuple[Document, ...]
    site: Place | None
    aim: Aim | None
    flown: tuple[Flown, ...]
    examinations: tuple[Examination, ...]
    unchecked: str
    disagreements: tuple[Finding, ...]
    ring: reach.Ring | None
    range_m: Estimate | None
    exposure: reach.Exposure | None
    methods: tuple[str, ...]
    history: tuple[HistoryCheck, ...] = ()
