"""From claims to flight constraints: whose range, apogee, time and speed belong to one flight."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside import flight
from trackside.measure import Estimate
from trackside.record import Claim, Launch, Modality

FLOWN = (Modality.ASSERTED, Modality.ESTIMATED)
NUMBERS = ("range", "apogee", "flight_time", "speed")
# More readings of one flight than this come from a live blog's endless corrections, not from a launch.
MOST = 12


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
    """Each speaker's own account of the flight, and where nobody gives both range and apogee, a joined one.

    A speaker with two ranges and two apogees tells of two missiles: numbers go together as they stand in the text.
    """
    flown = [c for c in launch.claims if c.attribute in NUMBERS and c.modality in FLOWN]
    speakers = dict.fromkeys(c.speaker.name for c in flown)
    own = [t for name in speakers for t in _accounts(name, [c for c in flown if c.speaker.name == name])]
    if not any("range" in t.claims and "apogee" in t.claims for t in own):
        own.extend(_joined(launch))
    return tuple(own[:MOST])


def _accounts(speaker: str, claims: Sequence[Claim]) -> Iterator[Told]:
    by_attribute = {a: _distinct([c for c in claims if c.attribute == a]) for a in NUMBERS}
    anchors = max(by_attribute.values(), key=len)
    for n, anchor in enumerate(anchors):
        # As many of each: first with first, second with second. Else a number goes with the one it stands nearest to.
        partners = {
            a: values[n] if len(values) == len(anchors) else min(values, key=lambda c: _apart(anchor, c))
            for a, values in by_attribute.items()
            if values
        }
        yield Told(speaker, partners)


def _joined(launch: Launch) -> Iterator[Told]:
    best = {a: f.positions[0].claims[0] for a in NUMBERS if (f := launch.finding(a)) is not None}
    if "range" in best and "apogee" in best:
        yield Told(" and ".join(dict.fromkeys(c.speaker.name for c in best.values())), best)


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Each value once; a bound ("over 6,000 km") gives way to a full number by the same speaker."""
    once = list({c.value: c for c in reversed(claims)}.values())[::-1]
    closed = [c for c in once if _closed(c)]
    return closed or once


def _closed(claim: Claim) -> bool:
    v = claim.value
    return isinstance(v, Estimate) and math.isfinite(v.high) and v.low > 0.0


def _apart(a: Claim, b: Claim) -> tuple[bool, int]:
    return a.quote.document_id != b.quote.document_id, abs(a.quote.start - b.quote.start)
