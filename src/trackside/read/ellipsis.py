"""Numbers whose attribute is left unsaid ("Tokyo: about 800.") take it from what was told before."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.read.attribute import Role
from trackside.read.attribution import Voices
from trackside.read.marks import Marks
from trackside.read.mention import Story
from trackside.read.sentence import Sentence

# Two sides' values of one attribute differ by no more than this factor, where the wording does not tell.
SAME_THING = 1.35
# How much nearer a value must be to a height than to a distance to be a height.
MUCH_NEARER = 1.15
# Estimates of how far a type could fly differ by more.
SAME_REACH = 3.0

# A length given without saying of what is the distance flown, unless it is shorter than this or in metres.
LEAST_FLIGHT_M, LEAST_SIZE = 50e3, 1000.0
_OF_SOMETHING = re.compile(
    r"\s*+(?:or so\s++)?"
    r"(?:of\s+\w|(?:(?:away|off|out)\s*)?from\s|off\s+\w|(?:north|south|east|west)\w*\b|away\b|inland|long\b)"
)

# "The first went 190 km; the second, 200."
_THE_OTHER = re.compile(r"\b(?:second|third|fourth|fifth|other|others|next|latter|rest)(?:\s+\w+){0,2},?\s*$")


@final
@dataclass(frozen=True, slots=True)
class Told:
    """A number with its role, its launch, and whether it is what the missile could do."""

    role: Role
    event: int
    part: Sentence
    able: bool


def filled(marks: Marks, who: Voices, tale: Story, found: Sequence[Role], able: Sequence[bool]) -> list[Told]:
    """The roles with gaps filled: from a capability spoken of, else from the nearest value known of the same launch."""
    told = [
        Told(r, tale.at(r.quantity.start), marks.part(r.quantity.start), a) for r, a in zip(found, able, strict=True)
    ]
    known, done = _known(told), list[Told]()
    last: Told | None = None
    for one in told:
        start = one.role.quantity.start
        goes_on = last is not None and last.part.whole == one.part.whole and last.role.attribute == "range"
        sourced = who.at(start) != who.issuer or one.able or goes_on or _is_told(marks, one.part, start)
        bare = not one.role.attribute and one.role.quantity.unit == "m"
        done.append(_completed(one, known, last, flown=_flown(marks, one)) if bare and sourced else one)
        last = done[-1] if done[-1].role.attribute not in ("", "none") else last
    return done


def _is_told(marks: Marks, part: Sentence, start: int) -> bool:
    """Whether a sentence reports, or tells of a flight, before a number that is no aside in brackets."""
    aside = marks.text[max(0, start - 1) : start] == "("
    told = marks.has_any(("flown_verb", "launch_noun", "launch_verb"), part.start, start)
    told = (
        told
        or marks.has_any(("report_verb", "revising"), part.start, part.end)
        or marks.has("denied_before", part.start, start)
    )
    return not aside and (told or bool(_THE_OTHER.search(marks.text, part.start, start)))


def _known(told: Sequence[Told]) -> dict[int, list[tuple[float, str]]]:
    """The lengths told of each launch as flown, in order of size, with their attributes."""
    known: dict[int, list[tuple[float, str]]] = {}
    for one in told:
        if one.role.attribute in ("range", "apogee") and not one.able:
            known.setdefault(one.event, []).append((one.role.quantity.estimate.best, one.role.attribute))
    return {event: sorted(values) for event, values in known.items()}


def _flown(marks: Marks, one: Told) -> bool:
    """Whether a length of which nothing else is said is long enough for a flight, and stands for nothing else."""
    quantity = one.role.quantity
    long = quantity.size >= LEAST_SIZE and quantity.estimate.best >= LEAST_FLIGHT_M
    return long and not quantity.joined and not _OF_SOMETHING.match(marks.text, quantity.end)


def _completed(one: Told, known: dict[int, list[tuple[float, str]]], last: Told | None, *, flown: bool) -> Told:
    value = one.role.quantity.estimate.best
    near = last is not None and last.able and one.part.paragraph - last.part.paragraph <= 1
    if one.able or (near and last is not None and _ratio(value, last.role.quantity.estimate.best) <= SAME_REACH):
        return replace(one, role=replace(one.role, attribute="range", sureness=1.0), able=True)
    nearest = _nearest(known.get(one.event, []), value)
    if nearest:
        return replace(one, role=replace(one.role, attribute=nearest, sureness=1.0))
    return replace(one, role=replace(one.role, attribute="range", sureness=1.0)) if flown else one


def _nearest(values: Sequence[tuple[float, str]], value: float) -> str:
    """The attribute of the known value that a value is nearest to; a distance is told more often than a height."""
    at = bisect_right(values, (value, ""))
    near = values[max(0, at - 2) : at + 2]
    far = {
        name: min((_ratio(value, v) for v, a in near if a == name), default=math.inf) for name in ("range", "apogee")
    }
    if far["apogee"] <= SAME_THING and far["apogee"] * MUCH_NEARER < far["range"]:
        return "apogee"
    return "range" if far["range"] <= SAME_THING * MUCH_NEARER else ""


def _ratio(a: float, b: float) -> float:
    return max(a, b) / min(a, b)
