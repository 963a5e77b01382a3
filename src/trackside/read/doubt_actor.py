"""A launching country that the rest of the text contradicts: what a machine translation makes of a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trackside.read.doubt_ground import Doubt, Ground
from trackside.record import HELD

# A launching country is named again and again. One named no oftener than this, in a text that names another, which owns
# what flew, at least so often and so many times as often, is in doubt; twice at least it has to own a weapon or launch.
SELDOM, OFTEN, TIMES, OWNED = 2, 3, 3, 2
OWNED_REACH = 60


def actors(g: Ground) -> Iterator[Doubt]:
    """Every doubt about who launched."""
    named = Counter(code for *_, code in g.lands)
    makers = {s.country for s in g.systems}
    owners = Counter(s.country for s in g.systems if s.country) + _owners(g)
    launching = {e.country for e in g.tale.events}
    for at, said in enumerate(() if _supplied(g) else g.said):
        value = said.value
        if said.attribute != "country" or not isinstance(value, str) or said.how not in HELD:
            continue
        if named[value] > SELDOM or value in makers | g.sides:
            continue
        for owner, count in owners.items():
            alone = launching == {value} or (owner in launching and _same_day(g, said.event, owner))
            if alone and count >= OWNED and named[owner] >= max(OFTEN, TIMES * named[value]):
                name = g.country_names.get(owner, owner)
                yield (
                    at,
                    f"may be {name}: the rest of the text is of its missiles; a translation may have the wrong name",
                )
                break


def _owners(g: Ground) -> Counter[str]:
    """How often each country owns a weapon or a launch by name: "North Korea's missile", "北朝鮮のミサイル"."""
    owned = g.pattern("owned")
    return Counter(code for _, end, code in g.lands if owned and owned.match(g.text, end, end + OWNED_REACH))


def _supplied(g: Ground) -> bool:
    """Whether the text speaks of weapons handed on, so that a country fires another's."""
    pattern = g.pattern("supplied")
    return pattern is None or pattern.search(g.text) is not None


def _same_day(g: Ground, event: int, owner: str) -> bool:
    """Whether the owner launched on the same day, and nothing of its own is told of this launch."""
    this = g.tale.events[event]
    own = {s.attribute for s in g.said if s.event == event} & {"site", "system", "range", "apogee", "flight_time"}
    return not own and any(e.country == owner and e.first == this.first for e in g.tale.events)
