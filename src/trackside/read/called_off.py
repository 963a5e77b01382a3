"""`without_called_off`: the words of launching less those of a launch that was called off before it was to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from trackside.read.phrases import Hit
from trackside.read.placed import Row, first_after, within
from trackside.read.sentence import Sentence

LAUNCHING = ("launch_verb", "launch_noun", "light_verb", "take_place", "reply_verb")
# How far behind "cancelled" the launch may stand.
OBJECT_REACH = 70
# Where a clause of its own begins, words of launching tell of something else again.
_CLAUSE = re.compile(r"[;:–—]|,\s|\b(?:but|and|that|which|who|after|before|when|while|since|until|as|because|than)\s")
# What is called off stands right behind; "put off by the weather" calls nothing off.
_NO_OBJECT = re.compile(r"\s+(?:in|by|for|until|till|to|from|on)\b")
Words = dict[str, tuple[Hit[Any], ...]]


def without_called_off(text: str, hits: Words, sentences: Row[Sentence]) -> Words:
    """The words without those of a launch called off: "postponed a test of", "the launch was scrubbed"."""
    gone = set[int]()
    for verb in hits.get("calls_off", ()):
        if _NO_OBJECT.match(text, verb.end):
            continue
        clause = _CLAUSE.search(text, verb.end, verb.end + OBJECT_REACH)
        part = sentences[max(0, first_after(sentences, verb.start) - 1)]
        end = min(clause.start() if clause else verb.end + OBJECT_REACH, part.end)
        gone.update(h.start for h in _launching(hits, verb.end, end))
    for verb in hits.get("called_off", ()):
        part = sentences[max(0, first_after(sentences, verb.start) - 1)]
        if not _launching(hits, verb.end, part.end):
            gone.update(h.start for h in _launching(hits, part.start, verb.end))
    if not gone:
        return hits
    return {g: tuple(h for h in hit if h.start not in gone) if g in LAUNCHING else hit for g, hit in hits.items()}


def _launching(hits: Words, start: int, end: int) -> Sequence[Hit[Any]]:
    return [h for group in LAUNCHING for h in within(hits.get(group, ()), start, end)]
