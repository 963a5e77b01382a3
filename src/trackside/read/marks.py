"""`Marks`: everything marked in a document's text once, so that later stages only look things up."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol, TypeVar, final

from trackside.read.clock import ClockMark, clocks
from trackside.read.lexicon import Lexicon
from trackside.read.number import numbers
from trackside.read.phrases import Hit
from trackside.read.quantity import Quantity, quantities
from trackside.read.sentence import Sentence, quoted, sentences
from trackside.read.toponym import PlaceMark, places
from trackside.read.weapon import SystemMark, counts, systems
from trackside.read.when import DateMark, dates, published_or_stated
from trackside.record import Document


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


PlacedT = TypeVar("PlacedT", bound=_Placed)

_START = attrgetter("start")
# So many things between two offsets are stepped over; more are bisected.
FEW = 8


@final
@dataclass(frozen=True, slots=True)
class Marks:
    """A document's text with everything found in it; every tuple is in order of place.

    `hits` holds what the lexicon's scanner finds, by the group's name; `published` the day from which relative dates
    count.
    """

    document: Document
    lexicon: Lexicon
    published: dt.date | None
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[int, int], ...]
    quantities: tuple[Quantity, ...]
    counts: tuple[Quantity, ...]
    dates: tuple[DateMark, ...]
    clocks: tuple[ClockMark, ...]
    systems: tuple[SystemMark, ...]
    places: tuple[PlaceMark, ...]
    hits: Mapping[str, tuple[Hit[Any], ...]]

    @property
    def text(self) -> str:
        """The text that all offsets refer to."""
        return self.document.text

    def part(self, place: int) -> Sentence:
        """The sentence that holds an offset."""
        return self.sentences[self.number(place)]

    def number(self, place: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self.sentences, place, key=lambda s: s.start) - 1)

    def words(self, group: str, start: int, end: int) -> Sequence[Hit[str]]:
        """The words of a group that begin between two offsets."""
        hits = self.hits.get(group, ())
        low = bisect_left(hits, (start,))
        return hits[low : bisect_left(hits, (end,), low)]

    def has(self, group: str, start: int, end: int) -> bool:
        """Whether a word of a group begins between two offsets."""
        hits = self.hits.get(group, ())
        low = bisect_left(hits, (start,))
        return low < len(hits) and hits[low].start < end


def mark(document: Document, lexicon: Lexicon) -> Marks:
    """Marks a document's text: sentences, numbers, times, weapons, places and words that matter."""
    text = document.text
    hits = lexicon.scanner.scan(text)
    hits["weapon"] = tuple(h for h in hits.get("weapon", ()) if h.value != "none")
    published = published_or_stated(text, lexicon, document.published)
    where = places(text, lexicon, hits)
    named = systems(text, lexicon, hits, where)
    of_names = frozenset(at for s in named for at in range(s.start, s.end))
    when, hours = dates(text, lexicon, published, hits, of_names), clocks(text, lexicon)
    spans = [(d.start, d.end) for d in when] + [(c.start, c.end) for c in hours] + [(s.start, s.end) for s in named]
    taken = tuple(sorted(spans))
    free = tuple(n for n in numbers(text, lexicon, hits) if not _taken(n.start, taken))
    return Marks(
        document, lexicon, published, sentences(text, lexicon), quoted(text), quantities(text, lexicon, free, hits),
        counts(text, free, hits), when, hours, named, where, hits,
    )  # fmt: skip


def within(found: Sequence[PlacedT], start: int, end: int) -> Sequence[PlacedT]:
    """What begins between two offsets, of things in order of place."""
    if not found:
        return found
    low = bisect_left(found, start, key=_START)
    high = low
    while high < len(found) and found[high].start < end and high - low < FEW:
        high += 1
    return found[low : high if high - low < FEW else bisect_left(found, end, lo=high, key=_START)]


def _taken(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    low = bisect_left(spans, (at + 1, 0))
    return low > 0 and spans[low - 1][0] <= at < spans[low - 1][1]
