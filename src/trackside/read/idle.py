"""`idle`: whether a text can tell of no launch, so that nothing further need be looked for in it."""

from __future__ import annotations

from trackside.read.clock import CLOCK_ANCHORS
from trackside.read.phrases import Hits
from trackside.read.quantity import LENGTHS
from trackside.read.telling import OWN_LAUNCH

# Words of these groups arm a text; those of launching tell of a launch in it, if only with an hour or a length.
_WEAPONS = ("weapon", "system", "missile_noun")
_LAUNCHING = ("launch_verb", "launch_noun", "flown_verb", "light_verb", "reply_verb")
_LANDS = ("country", "adjective")


def idle(text: str, hits: Hits) -> bool:
    """Whether a text names no weapon and no country's launch, and has no hour or length beside words of launching.

    Each way of telling of a launch (see `telling`) needs one of these; what passes here may still tell of none.
    """
    if any(hits.get(group) for group in _WEAPONS) or _measures(hits):
        return False
    if any(OWN_LAUNCH.match(text, hit.end) for group in _LANDS for hit in hits.get(group, ())):
        return False
    launching = any(hits.get(group) for group in _LAUNCHING)
    return not (launching and any(anchor.search(text) for anchor, *_ in CLOCK_ANCHORS.values()))


def _measures(hits: Hits) -> bool:
    """Whether a unit of length or of Mach is named, or words for both a height and a distance, which need no unit."""
    if hits.get("prefixed") or hits.get("length"):
        return True
    sure = {c.attribute for h in hits.get("cue_after", ()) for c in h.value if c.weight >= 5}
    return sure >= set(LENGTHS)
