"""Numbers whose attribute is left unsaid ("Tokyo: about 800.") take it from what was told before."""

from __future__ import annotations

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
# Estimates of how far a type could fly differ by more.
SAME_REACH = 3.0


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
    told = [Told(r, tale.at(r.quantity.start), _part(marks, r), a) for r, a in zip(found, able, strict=True)]
    known, done = _known(told), list[Told]()
    last: Told | None = None
    for one in told:
        sourced = who.at(one.role.quantity.start) != who.issuer or one.able
        bare = not one.role.attribute and one.role.quantity.unit == "m"
        done.append(_completed(one, known, last) if bare and sourced else one)
        last = done[-1] if done[-1].role.attribute not in ("", "none") else last
    return done


def _known(told: Sequence[Told]) -> dict[int, list[tuple[float, str]]]:
    """The lengths told of each launch as flown, in order of size, with their attributes."""
    known: dict[int, list[tuple[float, str]]] = {}
    for one in told:
        if one.role.attribute in ("range", "apogee") and not one.able:
            known.setdefault(one.event, []).append((one.role.quantity.estimate.best, one.role.attribute))
    return {event: sorted(values) for event, values in known.items()}


def _completed(one: Told, known: dict[int, list[tuple[float, str]]], last: Told | None) -> Told:
    value = one.role.quantity.estimate.best
    near = last is not None and last.able and one.part.paragraph - last.part.paragraph <= 1
    if one.able or (near and last is not None and _ratio(value, last.role.quantity.estimate.best) <= SAME_REACH):
        return replace(one, role=replace(one.role, attribute="range", sureness=1.0), able=True)
    values = known.get(one.event, [])
    at = bisect_right(values, (value, ""))
    best = min(values[max(0, at - 1) : at + 1], key=lambda v: _ratio(value, v[0]), default=None)
    if best is not None and _ratio(value, best[0]) <= SAME_THING:
        return replace(one, role=replace(one.role, attribute=best[1], sureness=1.0))
    return one


def _ratio(a: float, b: float) -> float:
    return max(a, b) / min(a, b)


def _part(marks: Marks, role: Role) -> Sentence:
    at = bisect_right(marks.sentences, role.quantity.start, key=lambda s: s.start)
    return marks.sentences[max(0, at - 1)]
