"""`Sheet`: everything marked in a text of a topic-first language once, so that later stages only look things up."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.clock import ClockMark
from trackside.read.lexicon import Lexicon
from trackside.read.marks import within
from trackside.read.placed import Row, any_begins
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence, sentences
from trackside.read.topic.amount import counts, numerals, quantities
from trackside.read.topic.time import clocks, dates, stated_day
from trackside.read.topic.who import Speakers, speakers
from trackside.read.topic.words import TopicWords, Word, plain
from trackside.read.weapon import SystemMark
from trackside.read.when import DateMark
from trackside.record import Document

# What stays open in quotation marks for longer than this was never closed.
LONGEST_QUOTE = 400
# A line no longer than this that only names a day is a heading.
LONGEST_DAY = 30
# The paragraphs before this one are a document's head.
FIRST_ITEM = 2
# Brackets around the name of a missile, each with its other half.
_BRACKETS = "「」《》『』〈〉"
# Words that make a line of a chronicle tell of launches.
ABOUT = ("launch", "launch_noun", "weapon", "kind", "flown", "impact")


@final
@dataclass(frozen=True, slots=True)
class Sheet:
    """A text in plain letters (offsets as in the document) with all that is marked in it, in order of place."""

    document: Document
    words: TopicWords
    text: str
    published: dt.date | None
    parts: tuple[Sentence, ...]
    groups: Mapping[str, tuple[Word, ...]]
    dates: tuple[DateMark, ...]
    clocks: tuple[ClockMark, ...]
    systems: tuple[SystemMark, ...]
    quantities: tuple[Quantity, ...]
    counts: tuple[Quantity, ...]
    who: Speakers
    starts: Mapping[str, list[int]]
    part_starts: list[int]

    def inside(self, group: str, start: int, end: int) -> Sequence[Word]:
        """The words of a group that begin between two offsets."""
        starts = self.starts.get(group)
        if starts is None:
            return ()
        low = bisect_left(starts, start)
        return self.groups[group][low : bisect_left(starts, end, low)]

    def has(self, start: int, end: int, *groups: str) -> bool:
        """Whether a word of one of the groups begins between two offsets."""
        return any_begins(self.starts, groups, start, end)

    def part(self, place: int) -> Sentence:
        """The sentence that holds an offset."""
        return self.parts[self.index(place)]

    def index(self, place: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self.part_starts, place) - 1)


def sheet(document: Document, lexicon: Lexicon, words: TopicWords) -> Sheet:
    """Marks a document's text."""
    text = plain(document.text)
    published = document.published or stated_day(text, words)
    found = tuple(words.find(text))
    groups: dict[str, list[Word]] = {}
    for word in found:
        groups.setdefault(word.group, []).append(word)
    when, hours = dates(text, words, published), clocks(text, words, groups.get("zone", ()))
    named = _systems(text, words, groups.get("system", ()))
    spans = [(d.start, d.end) for d in when] + [(c.start, c.end) for c in hours] + [(s.start, s.end) for s in named]
    taken = sorted(spans)
    numbers = numerals(text, words, taken)
    told = [w for g in ABOUT for w in groups.get(g, ())]
    parts = _unheaded(text, words, sorted(told, key=lambda w: w.start), when, _whole(text, sentences(text, lexicon)))
    groups["launch"] = _nominal(text, words, parts, groups)
    return Sheet(
        document, words, text, published, parts, {k: tuple(v) for k, v in groups.items()}, Row(when), Row(hours),
        Row(named), Row(quantities(text, words, numbers, taken)), Row(counts(text, words, numbers, taken)),
        speakers(text, words, found, parts, when), {k: [w.start for w in v] for k, v in groups.items()},
        [p.start for p in parts],
    )  # fmt: skip


def _systems(text: str, words: TopicWords, found: Sequence[Word]) -> list[SystemMark]:
    """Names of missiles: a family with its number ("화성포-17형", "「火星18」"), or a name that needs none."""
    told = []
    for word in found:
        country, alone = word.value.split("|")
        number = words.patterns["designator"].match(text, word.end)
        if number or alone:
            start, end = _balanced(text, word.start, number.end() if number else word.end)
            name = "".join(c for c in text[start:end] if c not in _BRACKETS and c not in "'\"")
            told.append(SystemMark(start, end, name, country))
    return told


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Words without brackets around them, and without one whose other half is not among them."""
    while start < end and text[start] in _BRACKETS and (text[end - 1] in _BRACKETS or not _closed(text, start, end)):
        start += 1
    while start < end and text[end - 1] in _BRACKETS and not _closed(text, start, end):
        end -= 1
    return start, end


def _closed(text: str, start: int, end: int) -> bool:
    return any(
        o in text[start:end] and c in text[start:end] for o, c in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)
    )


def _nominal(
    text: str, words: TopicWords, parts: Sequence[Sentence], groups: Mapping[str, Sequence[Word]]
) -> list[Word]:
    """Words of launching, and nouns that tell of one: at a sentence's end, or with its verb behind the place."""
    ends = {p.start + len(text[p.start : p.end].rstrip(" 。.")) for p in parts if not p.heading}
    told = words.patterns["noun_done"]
    nouns = [w for w in groups.get("launch_noun", ()) if w.end in ends or told.match(text, w.end)]
    return sorted([*groups.get("launch", ()), *nouns], key=lambda w: w.start)


def _unheaded(
    text: str, words: TopicWords, told: Sequence[Word], when: Sequence[DateMark], parts: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """An item of a list, a row of a table or an entry of a chronicle is no heading, although it has no full stop."""
    items = {p.paragraph for p in parts if not p.heading}
    for part in parts:
        if part.heading and part.paragraph not in items and _is_item(text, words, told, when, part):
            items.add(part.paragraph)
    return tuple(p._replace(heading=False, bullet=True) if p.heading and p.paragraph in items else p for p in parts)


def _is_item(text: str, words: TopicWords, told: Sequence[Word], when: Sequence[DateMark], part: Sentence) -> bool:
    tells = bool(within(told, part.start, part.end))
    if words.patterns["entry"].match(text, part.start, part.end) and tells:
        return True
    item = words.patterns["item"].match(text, part.start, part.end)
    if part.paragraph < FIRST_ITEM and text[part.end - 1] in _BRACKETS:
        return False  # a headline, and no entry of a live report: "防衛相「高度は6000キロ」"
    only_day = bool(within(when, part.start, part.end)) and not tells and part.end - part.start < LONGEST_DAY
    return bool(item) and (not only_day or "\t" in text[part.start : part.end])


def _whole(text: str, parts: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences with speech in brackets kept in one: "「許しがたい。強く非難する」" is one sentence."""
    kept: list[Sentence] = []
    open_at = -1
    for part in parts:
        joins = open_at >= 0 and part.paragraph == kept[-1].paragraph and part.end - open_at < LONGEST_QUOTE
        if joins:
            kept[-1] = kept[-1]._replace(end=part.end, heading=kept[-1].heading and part.heading)
        else:
            kept.append(part)
            open_at = -1
        told = text[kept[-1].start : kept[-1].end]
        if kept[-1].heading and "。" in told:
            kept[-1] = kept[-1]._replace(heading=False)
        is_open = told.count("「") > told.count("」") or told.count('"') % 2 == 1
        open_at = kept[-1].start if is_open else -1
    return tuple(kept)
