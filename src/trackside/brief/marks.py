"""Source texts with their quoted spans marked: whole where they are short, else the paragraphs around the quotes."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.brief.page import Piece

# How many characters around a quote are printed when a text is too long to print whole; the first that fits is taken.
CONTEXTS = (1_500, 600, 250, 80, 20)

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@final
@dataclass(frozen=True, slots=True)
class Span:
    """Quoted words of one text: offsets, the id of their mark, and what on the page quotes them (href, label)."""

    start: int
    end: int
    mark: str
    back: tuple[tuple[str, str], ...]


def clean(text: str) -> str:
    """A text without characters that no page may hold, the same length as before."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r", " "))


def plain(text: str) -> str:
    """Words from outside, fit to stand in a sentence: one line, nothing invisible that could turn others around.

    The joiners that Persian and Indic letters need stay.
    """
    visible = "".join(c for c in clean(text) if unicodedata.category(c) != "Cf" or c in "\u200c\u200d")
    return " ".join(visible.split())


def marked(text: str, spans: Sequence[Span], context: int | None = None) -> tuple[Piece, ...]:
    """The text in pieces, every span marked however the spans nest or overlap.

    Parameters
    ----------
    text : str
        The whole text.
    spans : sequence of Span
        Each within the text, in any order; no two with the same offsets.
    context : int or None
        None prints the whole text; a number prints that many characters around each span.
    """
    text = clean(text)
    pieces: list[Piece] = []
    done = 0
    for start, end in [(0, len(text))] if context is None else _windows(text, spans, context):
        if start > done:
            pieces.append(Piece("", gap=start - done))
        pieces.extend(_pieces(text, start, end, [s for s in spans if start <= s.start and s.end <= end]))
        done = end
    if done < len(text):
        pieces.append(Piece("", gap=len(text) - done))
    return tuple(pieces)


def contexts(texts: Mapping[str, str], spans: Mapping[str, Sequence[Span]], *, most: int) -> dict[str, int | None]:
    """For each text whether it can be printed whole (None) or with how much context, so that all fit `most` bytes.

    The short texts are printed whole first.
    """
    left, chosen = most, dict.fromkeys(texts, CONTEXTS[-1])
    found: dict[str, int | None] = dict(chosen)
    least = {k: _excerpt_bytes(texts[k], spans[k], CONTEXTS[-1]) for k in texts}
    for k in sorted(texts, key=lambda k: len(texts[k])):
        reserved = sum(least[other] for other in texts if found[other] == CONTEXTS[-1] and other != k)
        for context in (None, *CONTEXTS):
            needed = _bytes(texts[k]) if context is None else _excerpt_bytes(texts[k], spans[k], context)
            if needed + reserved <= left or context == CONTEXTS[-1]:
                found[k], left = context, left - needed
                least[k] = 0
                break
    return found


def _windows(text: str, spans: Iterable[Span], context: int) -> Iterator[tuple[int, int]]:
    """The stretches around the spans, each cut at the ends of its paragraph, or of a word where that is too far."""
    last: tuple[int, int] | None = None
    for s in sorted(spans, key=lambda s: s.start):
        start, end = _cut(text, s.start, -context), _cut(text, s.end, context)
        if last is None or start > last[1]:
            if last is not None:
                yield last
            last = (start, end)
        else:
            last = (last[0], max(last[1], end))
    if last is not None:
        yield last


def _cut(text: str, at: int, context: int) -> int:
    if context < 0:
        first = max(0, at + context)
        paragraph, word = text.rfind("\n", first, at), text.find(" ", first, at)
        return 0 if first == 0 else (max(paragraph, word, first - 1) + 1 if paragraph < 0 else paragraph + 1)
    last = min(len(text), at + context)
    paragraph, word = text.find("\n", at, last), text.rfind(" ", at, last)
    return last if last == len(text) or max(paragraph, word) < 0 else (paragraph if paragraph >= 0 else word)


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Piece]:
    """Runs of text between all starts and ends; a mark that another one's end cuts in two goes on as a continuation."""
    cuts = sorted({start, end, *(s.start for s in spans), *(s.end for s in spans)})
    order = sorted(spans, key=lambda s: (s.start, -s.end))
    opened: list[Span] = []
    again: list[Span] = []
    back: list[tuple[str, str]] = []
    upcoming = 0
    for here, there in itertools.pairwise(cuts):
        fresh: list[Span] = []
        while upcoming < len(order) and order[upcoming].start == here:
            fresh.append(order[upcoming])
            upcoming += 1
        opened.extend([*again, *fresh])
        opens = [(s.mark, True) for s in again] + [(s.mark, False) for s in fresh]
        keep = next((i for i, s in enumerate(opened) if s.end == there), len(opened))
        closed, opened = opened[keep:], opened[:keep]
        back.extend(b for s in closed if s.end == there for b in s.back)
        again = [s for s in closed if s.end > there]
        free = not opened and not again
        yield Piece(text[here:there], tuple(opens), len(closed), tuple(back) if free else ())
        back = [] if free else back


def _excerpt_bytes(text: str, spans: Iterable[Span], context: int) -> int:
    return sum(_bytes(text[a:b]) + 80 for a, b in _windows(text, spans, context))


def _bytes(text: str) -> int:
    """Bytes of a text on the page, escapes counted at their longest kind."""
    return len(text.encode(errors="replace")) + 4 * sum(text.count(c) for c in "&<>\"'")
