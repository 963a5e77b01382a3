"""What a search gives: `Hit`, with the exact words around the best match; `Found`, the hits and how many there are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.archive.sought import Term
from trackside.archive.words import Token, located

# So many letters are shown around a match, half of that where letters are wide and words short.
WIDTH = 200
# A long text is looked through a stretch at a time, until every word has been seen or so much of it.
_STRETCH, _FAR = 20_000, 200_000
# A word cut in two by the end of a stretch is whole in the next one.
_OVERLAP = 400

_Mark = tuple[int, int, int]


@final
@dataclass(frozen=True, slots=True)
class Snippet:
    """Some exact words of a text, ``text[start:end]``, and where in them the words looked for stand.

    `marks` are spans within `text` here, in order and apart from each other; none where only the title has the words.
    """

    text: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Attributes
    ----------
    document, title, source, language : str
        Its id, and what it is called.
    published : date or None
        Its day.
    snippet : Snippet
        The words around the best match.
    launches : tuple of str
        Ids of the launches it tells of.
    score : float
        How well it fits, comparable within one search only; higher is better.
    """

    document: str
    title: str
    source: str
    published: dt.date | None
    language: str
    snippet: Snippet
    launches: tuple[str, ...]
    score: float


@final
@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of a search, the best first.

    Attributes
    ----------
    hits : tuple of Hit
        The best of those that were ranked.
    total : int
        How many documents have what was sought.
    ranked : int
        How many of them were ranked, those added last; fewer than `total` where there are very many.
    """

    hits: tuple[Hit, ...]
    total: int
    ranked: int


def excerpt(text: str, terms: Sequence[Term]) -> Snippet:
    """The words of a text around the place where most of the terms stand close together."""
    marks = list(_nearest_marks(text, terms))
    if not marks:
        start = len(text) - len(text.lstrip())
        stop = _stop(text, start, WIDTH)
        return Snippet(text[start:stop], start, stop)
    first, last = _best(marks)
    chosen = marks[first : last + 1]
    # A match wider than the room is shown whole.
    begin, end = chosen[0][0], max(m[1] for m in chosen)
    start = _begin(text, begin, max(WIDTH - (end - begin), 0) // 2)
    stop = _stop(text, end, max(WIDTH - (end - start), 0))
    inside = ((max(a, start) - start, b - start) for a, b, _ in marks if a >= start and b <= stop)
    return Snippet(text[start:stop], start, stop, tuple(_joined(inside)))


def _nearest_marks(text: str, terms: Sequence[Term]) -> Iterator[_Mark]:
    """Where the terms stand, up to where all have been seen."""
    unseen, passed = set(range(len(terms))), 0
    for at in range(0, len(text), _STRETCH):
        if at >= _FAR and len(unseen) < len(terms):
            return
        tokens = list(located(text[at : at + _STRETCH + _OVERLAP]))
        for start, end, term in sorted(_marks(tokens, terms)):
            if at + start >= passed:
                yield at + start, at + end, term
                unseen.discard(term)
        passed = at + _STRETCH
        if not unseen:
            return


def _marks(tokens: Sequence[Token], terms: Sequence[Term]) -> Iterator[_Mark]:
    heads: dict[str, list[int]] = {}
    starts = []
    for number, term in enumerate(terms):
        if term.open and len(term.tokens) == 1:
            starts.append(number)
        else:
            heads.setdefault(term.tokens[0], []).append(number)
    for at, token in enumerate(tokens):
        for number in (*heads.get(token.word, ()), *starts):
            end = _end_of(tokens, at, terms[number])
            if end:
                yield token.start, end, number


def _end_of(tokens: Sequence[Token], at: int, term: Term) -> int:
    """Where a term that begins at a token ends in the text; 0 where it does not stand there."""
    if term.form:
        token = tokens[at]
        return token.end if token.form.startswith(term.form) else 0
    run = tokens[at : at + len(term.tokens)]
    *before, last = term.tokens
    if len(run) < len(term.tokens) or any(t.word != w for t, w in zip(run, before, strict=False)):
        return 0
    final_ = run[-1]
    if not term.open:
        return final_.end if final_.word == last else 0
    if not final_.word.startswith(last):
        return 0
    # Of a pair of letters only the first was asked for.
    return final_.start + 1 if not final_.form and len(final_.word) == 2 and len(last) == 1 else final_.end


def _best(marks: Sequence[_Mark]) -> tuple[int, int]:
    """The stretch of marks within `WIDTH` letters that has most of the terms, then most marks; the first of them."""
    best, chosen = (0, 0), (0, 0)
    for first, (start, _, _) in enumerate(marks):
        last, terms = first, set[int]()
        while last < len(marks) and marks[last][1] - start <= WIDTH:
            terms.add(marks[last][2])
            last += 1
        worth = (len(terms), last - first)
        if worth > best:
            best, chosen = worth, (first, max(last - 1, first))
    return chosen


def _begin(text: str, at: int, room: int) -> int:
    """Where to begin so many letters before a place at the most: at a word's beginning, within the paragraph."""
    low = max(at - room, 0)
    before = text[low:at]
    paragraph = before.rfind("\n\n")
    if paragraph >= 0:
        return low + paragraph + 2
    space = re.search(r"\s+", before) if low else None
    # Scripts without spaces are cut anywhere.
    return low + space.end() if space and space.end() < len(before) else low


def _stop(text: str, at: int, room: int) -> int:
    high = min(at + room, len(text))
    after = text[at:high]
    paragraph = after.find("\n\n")
    if paragraph >= 0:
        return at + paragraph
    space = re.search(r"\s+\S*$", after) if high < len(text) else None
    return at + space.start() if space else high


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap as one."""
    held: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if held and start < held[1]:
            held = (held[0], max(end, held[1]))
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held
