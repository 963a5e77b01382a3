"""Which country a launch must have flown over, where nobody is known to have said so; rows of data/crossings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from trackside.measure import Estimate


class Crossing(NamedTuple):
    """A sort of flight that has no way but over a country: so far with such a landing, or into orbit.

    `range_m` is in m; `ground` says why there is no other way.
    """

    country: str
    over: str
    ground: str
    landing: str = ""
    range_m: float = 0.0
    orbit: bool = False


@cache
def crossings() -> tuple[Crossing, ...]:
    """Every row of the table."""
    text = (resources.files("trackside.assess") / "data" / "crossings.toml").read_text(encoding="utf-8")
    return tuple(Crossing(**row) for row in tomllib.loads(text)["crossing"])


def crossed(country: str, ranges: Sequence[Estimate], landings: Sequence[str], *, orbit: bool) -> tuple[str, ...]:
    """The countries flown over by a launch that came down at some places, or reached orbit; ISO 3166 alpha-2."""
    found = [c.over for c in crossings() if c.country == country and _is(c, ranges, landings, orbit=orbit)]
    return tuple(dict.fromkeys(found))


def _is(row: Crossing, ranges: Sequence[Estimate], landings: Sequence[str], *, orbit: bool) -> bool:
    if row.orbit:
        return orbit
    return any(e.best >= row.range_m for e in ranges) and any(row.landing in where.lower() for where in landings)
