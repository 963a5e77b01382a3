"""`Marks`: everything marked in a document's text once, so that later stages only look things up."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, final

from trackside.read.called_off import without_called_off
from trackside.read.clock import ClockMark, clocks
from trackside.read.lexicon import Lexicon
from trackside.read.number import numbers
from trackside.read.phrases import Hit
from trackside.read.placed import Row, any_begins, within
from trackside.read.quantity import Quantity, quantities
from trackside.read.sentence import Sentence, quoted, sentences
from trackside.read.toponym import PlaceMark, places
from trackside.read.weapon import SystemMark, counts, systems
from trackside.read.when import DateMark, dates, published_or_stated
from trackside.record import Document

__all__ = ["Marks", "mark", "within"]
_PARAGRAPH = attrgetter("paragraph")
_MAY = re.compile(r"\bMay\b")


@final
@dataclass(frozen=True, slots=True)
class Marks:
    """A document's text with everything found in it; every tuple is in order of place.

    `hits` holds what the lexicon's scanner finds, by the group's name, and `starts` where the hits of each group that
    has any begin; `published` is the day from which relative dates count. `memo` keeps what later stages ask of a
    sentence again and again, by the question and the sentence's start, as long as the document is read.
    """

    document: Document
    lexicon: Lexicon
    published: dt.date | None
    sentences: Row[Sentence]
    quotes: tuple[tuple[int, int], ...]
    quantities: Row[Quantity]
    counts: Row[Quantity]
    dates: Row[DateMark]
    clocks: Row[ClockMark]
    systems: Row[SystemMark]
    places: Row[PlaceMark]
    hits: Mapping[str, tuple[Hit[Any], ...]]
    starts: Mapping[str, list[int]]
    memo: dict[tuple[str, int], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text that all offsets refer to."""
        return self.document.text

    def part(self, place: int) -> Sentence:
        """The sentence that holds an offset."""
        return self.sentences[self.number(place)]

    def number(self, place: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self.sentences.starts, place) - 1)

    def opening(self, number: int) -> int:
        """The number of the first sentence of a sentence's paragraph."""
        return bisect_left(self.sentences, self.sentences[number].paragraph, hi=number, key=_PARAGRAPH)

    def words(self, group: str, start: int, end: int) -> Sequence[Hit[str]]:
        """The words of a group that begin between two offsets."""
        starts = self.starts.get(group)
        if starts is None:
            return ()
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return ()
        return self.hits[group][low : bisect_left(starts, end, low)]

    def has(self, group: str, start: int, end: int) -> bool:
        """Whether a word of a group begins between two offsets."""
        starts = self.starts.get(group)
        if starts is None:
            return False
        low = bisect_left(starts, start)
        return low < len(starts) and starts[low] < end

    def has_any(self, groups: Iterable[str], start: int, end: int) -> bool:
        """Whether a word of any of some groups begins between two offsets."""
        return any_begins(self.starts, groups, start, end)


def mark(document: Document, lexicon: Lexicon, hits: Mapping[str, tuple[Hit[Any], ...]] | None = None) -> Marks:
    """Marks a document's text: sentences, numbers, times, weapons, places and words that matter."""
    text = document.text
    hits = dict(hits or lexicon.scanner.scan(text))
    hits["weapon"] = tuple(h for h in hits.get("weapon", ()) if h.value != "none")
    published = published_or_stated(text, lexicon, document.published)
    where = places(text, lexicon, hits)
    named = systems(text, lexicon, hits, where)
    of_names = frozenset(at for s in named for at in range(s.start, s.end))
    when, hours = dates(text, lexicon, published, hits, of_names), clocks(text, lexicon)
    parts = Row(sentences(text, lexicon))
    hits = without_called_off(text, _out_of(hits, when, text), parts)
    spans = [(d.start, d.end) for d in when] + [(c.start, c.end) for c in hours] + [(s.start, s.end) for s in named]
    taken = tuple(sorted(spans))
    free = tuple(n for n in numbers(text, lexicon, hits) if not _taken(n.start, taken))
    return Marks(
        document, lexicon, published, parts, quoted(text),
        Row(quantities(text, lexicon, free, hits)), Row(counts(text, free, hits)), Row(when), Row(hours), Row(named),
        Row(where), hits, {group: [h.start for h in found] for group, found in hits.items() if found},
    )  # fmt: skip


def _out_of(
    hits: dict[str, tuple[Hit[Any], ...]], when: Sequence[DateMark], text: str
) -> dict[str, tuple[Hit[Any], ...]]:
    """The words without those of doubt that are a month: "25 May"."""
    months = {m.start() for d in when for m in _MAY.finditer(text, d.start, d.end)}
    if not months:
        return hits
    return {group: tuple(h for h in found if h.start not in months) for group, found in hits.items()}


def _taken(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    low = bisect_left(spans, (at + 1, 0))
    return low > 0 and spans[low - 1][0] <= at < spans[low - 1][1]
