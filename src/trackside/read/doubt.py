"""`doubted`: what is said, with likely slips named; they are noticed, never repaired: a claim stands as written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from trackside.read.assemble import Said
from trackside.read.doubt_actor import actors
from trackside.read.doubt_ground import Voiced, ground
from trackside.read.doubt_number import numbers
from trackside.read.doubt_when import times
from trackside.read.marks import Marks
from trackside.read.mention import Story
from trackside.read.topic.sheet import Sheet


def doubted(page: Marks | Sheet, tale: Story, who: Voiced, said: Sequence[Said]) -> list[Said]:
    """The same claims in the same order; where a slip is likely, the doubt says which and why.

    A doubt that a claim has already stays, and the first of several found is kept.
    """
    g = ground(page, tale, said, who)
    found: dict[int, str] = {}
    for at, doubt in chain(numbers(g), times(g), actors(g)):
        found.setdefault(at, doubt)
    return [s._replace(doubt=s.doubt or found.get(at, "")) for at, s in enumerate(said)]
