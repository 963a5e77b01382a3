"""From claims to flight constraints: whose range, apogee, time and speed belong to one flight."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside import flight
from trackside.measure import Estimate
from trackside.record import HELD, Claim, Finding, Launch

NUMBERS = ("range", "apogee", "flight_time", "speed")
# Numbers of one missile stand within a sentence or two of each other.
CLOSE = 250


@final
@dataclass(frozen=True, slots=True)
class Told:
    """The numbers that belong to one flight by one speaker's account (or several speakers', joined).

    `claims` maps an attribute of `NUMBERS` to the claim that gives it.
    """

    label: str
    claims: Mapping[str, Claim]

    @property
    def numbers(self) -> flight.Numbers:
        """The same as the world wing wants it."""
        value = {a: c.value for a, c in self.claims.items() if isinstance(c.value, Estimate)}
        return flight.Numbers(
            range_m=value.get("range"),
            apogee_m=value.get("apogee"),
            flight_time_s=value.get("flight_time"),
            speed=value.get("speed"),
        )

    @property
    def has_arc(self) -> bool:
        """Whether range and apogee are both told, neither with an open end."""
        return all(a in self.claims and _closed(self.claims[a]) for a in ("range", "apogee"))


def told(launch: Launch) -> tuple[Told, ...]:
    """Each speaker's own account of the flight, and where nobody gives two numbers, a joined one.

    A speaker with two ranges and two apogees tells of two missiles: numbers go together as they stand in the text, and
    where the text leaves that open they are not put together.
    """
    flown = [c for c in launch.claims if c.attribute in NUMBERS and c.modality in HELD]
    voices = dict.fromkeys(c.voice for c in flown)
    own = [t for voice in voices for t in _accounts([c for c in flown if c.voice == voice])]
    if not any(len(t.claims) > 1 and {"range", "apogee"} & set(t.claims) for t in own):
        own.extend(_joined(launch))
    return tuple(own)


def _accounts(claims: Sequence[Claim]) -> Iterator[Told]:
    """One account for each value of the attribute that has most of them."""
    by_attribute = {a: _distinct([c for c in claims if c.attribute == a]) for a in NUMBERS}
    anchors = max(by_attribute.values(), key=len)
    for n, anchor in enumerate(anchors):
        found = {a: _partner(anchor, n, values, len(anchors)) for a, values in by_attribute.items()}
        yield Told(anchor.speaker.name, {a: c for a, c in found.items() if c is not None} | {anchor.attribute: anchor})


def _partner(anchor: Claim, n: int, values: Sequence[Claim], anchors: int) -> Claim | None:
    """The number that belongs to the anchor's missile, or None where the text leaves it open which one does.

    One of each: they belong together. As many of each in one document: first with first. Else only numbers that stand
    close together in one document do.
    """
    here = [c for c in values if c.quote.document_id == anchor.quote.document_id]
    if anchors == 1:
        return values[0] if len(values) == 1 else None
    if len(here) == len(values) == anchors:
        return values[n]
    near = [c for c in here if abs(c.quote.start - anchor.quote.start) <= CLOSE]
    return min(near, key=lambda c: abs(c.quote.start - anchor.quote.start), default=None)


def _joined(launch: Launch) -> Iterator[Told]:
    found = {a: f for a in NUMBERS if (f := launch.finding(a)) is not None}
    best = {a: f.positions[0].claims[0] for a, f in found.items() if not _of_several(f)}
    if len(best) > 1 and {"range", "apogee"} & set(best):
        yield Told(" and ".join(dict.fromkeys(c.speaker.name for c in best.values())), best)


def _of_several(finding: Finding) -> bool:
    """Whether somebody gives two values: those of two missiles, and which number goes with which is not told."""
    voices = [v for p in finding.positions for v in p.voices]
    return len(voices) > len(set(voices))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Each value once; a bound ("over 6,000 km") gives way to a full number by the same speaker."""
    once = list({c.value: c for c in reversed(claims)}.values())[::-1]
    closed = [c for c in once if _closed(c)]
    return closed or once


def _closed(claim: Claim) -> bool:
    v = claim.value
    return isinstance(v, Estimate) and math.isfinite(v.high) and v.low > 0.0
