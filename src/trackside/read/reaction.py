"""Who takes which stance on a launch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.attribution import Voices
from trackside.read.holder import holders
from trackside.read.marks import Marks
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.read.taker import takers
from trackside.record import Source

# How far before talks the words may stand that tell they are going nowhere, and before a stance its negation.
STALLED_REACH, NEGATED_REACH = 30, 16
# How far behind the words of a stance what it is on may be named.
OBJECT_REACH = 50
# How near to words of blame an enemy may stand, who then is blamed and not the launch.
FOE_REACH = 30
# What a stance turns into where it is denied.
_DENIED = {"concerned": "no_immediate_threat", "condemns": "defends"}
# Words of these stances, denied, only say that nobody took it.
_TURNED = ("provocation", "violation", "violations", "breach", "concerned", "worried", "alarmed", "dangerous", "threat")


@final
@dataclass(frozen=True, slots=True)
class Stand:
    """A stance that an actor takes in the words ``text[start:end]``."""

    actor: Source
    stance: str
    start: int
    end: int


def stands(marks: Marks, who: Voices, launchers: Sequence[str]) -> Iterator[Stand]:
    """Every stance with a named actor, one for each actor and stance in a sentence.

    `launchers` are the countries whose launches the text tells of, first that of its main one.
    """
    launcher = launchers[0] if launchers else ""
    for part in marks.sentences:
        taken: set[tuple[str, str]] = set()
        hits = list(_stances(marks, part))
        held = holders(marks, who, part.start, part.end) if hits else []
        for hit in hits:
            stance = hit.value.removeprefix("faint ")
            for actor in takers(marks, who, part, held, (hit.start, hit.end), stance, launcher):
                own = actor.country in ("", *launchers) or actor == who.issuer
                if (actor.name, stance) not in taken and (own or stance == hit.value):
                    taken.add((actor.name, stance))
                    yield Stand(actor, stance, part.start, part.end)


def _stances(marks: Marks, part: Sentence) -> Iterator[Hit[str]]:
    """The words of a sentence that are a stance on a launch; those of the launching side only are called faint."""
    if part.heading:
        return
    faint = (Hit(h.start, h.end, f"faint {h.value}") for h in marks.words("faint_stance", part.start, part.end))
    for hit in (*marks.words("stance", part.start, part.end), *faint):
        if any(n.start < hit.end and hit.start < n.end for n in marks.words("no_stance", hit.start - 24, hit.end)):
            continue
        if hit.value != "calls_for_talks" and _of_other_things(marks, part, hit):
            continue
        if hit.value in _DENIED and marks.has("foe", max(part.start, hit.start - FOE_REACH), hit.end + FOE_REACH):
            continue
        if marks.has("talks", hit.start, hit.start + 1) and not _urged(marks, part, hit.start):
            continue
        if not marks.has("unsaid", max(part.start, hit.start - NEGATED_REACH), hit.start) or hit.value in (
            "no_immediate_threat",
            "defends",
        ):
            yield hit
        elif hit.value in _DENIED and marks.text[hit.start : hit.end].lower().split()[-1] in _TURNED:
            yield Hit(hit.start, hit.end, _DENIED[hit.value])


def _of_other_things(marks: Marks, part: Sentence, hit: Hit[str]) -> bool:
    """Whether a stance is on a vote, a parade, an exercise or a budget beside its words, and not on a launch."""
    start, end = max(part.start, hit.start - OBJECT_REACH // 2), min(part.end, hit.end + OBJECT_REACH)
    return marks.has("elsewhere", start, end) and not marks.has("history_noun", start, end)


def _urged(marks: Marks, part: Sentence, place: int) -> bool:
    """Whether talks are asked for or offered ("urged a return to dialogue"), not only spoken of."""
    stalled = marks.has("stalled", max(part.start, place - STALLED_REACH), place)
    return marks.has("urging", part.start, part.end) and not stalled
