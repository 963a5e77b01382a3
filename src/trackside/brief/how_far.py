"""The sentences on what a flight leaves of its vehicle: how far it could have flown, and how it burnt out."""

from __future__ import annotations

from trackside.assess import Flown
from trackside.brief import vocabulary, wording
from trackside.flight import Longest, Path


def longest(reading: Flown) -> str:
    """How far the same vehicle could fly; a floor where only closed form tells, nothing where neither does."""
    report = reading.report
    if report.longest_range_m is None:
        return ""
    found = told(reading)
    if found is None:
        return _term("floor").format(wording.floor(report.longest_range_m))
    subject, reach = _term(_subject(reading)), wording.reached(found.still)
    if not found.by_direction:
        return _term("still").format(subject, reach)
    return _term("turning").format(subject, reach, wording.directions(found.by_direction, found.still))


def burnout(reading: Flown) -> str:
    """How fast, and how long after lift-off, its engines went out; nothing where no ballistic flight fits."""
    found = reading.report.reconstruction
    if found is None or not _sure(reading) or found.burnout_speed_m_s is None or found.burnout_time_s is None:
        return ""
    return _term("burnout").format(wording.from_to(found.burnout_speed_m_s), wording.from_to(found.burnout_time_s))


def screen(reading: Flown, who: str) -> str:
    """The same as `longest` in the words of a terminal, by whose numbers, where flights fit."""
    found = told(reading)
    if found is None or not _sure(reading):
        return ""
    return _term("screen").format(wording.reached(found.still), vocabulary.possessive(vocabulary.named(who)))


def told(reading: Flown) -> Longest | None:
    """The longest range from a reconstruction, where the report holds with it."""
    found = reading.report.reconstruction
    return found.longest if found is not None and reading.report.longest_range_m is not None else None


def _sure(reading: Flown) -> bool:
    return _subject(reading) == "same"


def _subject(reading: Flown) -> str:
    """The key of the words that say which vehicle is spoken of, and on what condition."""
    found = reading.report.reconstruction
    if found is not None and not found.fits:
        return "same_nearest"
    return "same" if reading.report.path is Path.BALLISTIC else "same_unknown"


def _term(key: str) -> str:
    return vocabulary.term("reconstruction", key)
