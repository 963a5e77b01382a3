"""Paragraphs, sentences and quoted speech, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, final

from trackside.read.lexicon import Lexicon

# A line this long, or longer, is not thought to be a heading even without a full stop at its end.
LONGEST_HEADING = 160
# What goes on longer without a full stop is no sentence (a list, a table, a damaged page) and is cut.
LONGEST_SENTENCE = 2000
# A text is hard-wrapped when this share of its lines, of at least so many letters, ends within a sentence.
WRAPPED_SHARE = 0.3
SHORTEST_WRAP = 40
# A text of at least so many lines, of which no more than this share ends with a full stop, is a run of notes.
FEWEST_NOTES, NOTED_SHARE = 3, 0.34
_CLOSING = '.!?:;"”’)…。！？'
_LINE = re.compile(r"[^\n]*\n?")
_STOP = re.compile(r"""[.!?]+["'”’)\]]*(?=\s|$)|[。！？]+[」』”’）]*|;(?=\s)""")
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|\"[^\"]{0,2000}\"|「[^」]{0,2000}」")
_BULLET = re.compile(
    r"\s*(?:[-*•·–—]|o(?=\s)|\(?\d{1,2}[.)](?=\s)|\([a-z0-9]{1,2}\)|\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?\s*)?(?:[A-Z]{2,4}\b|[-–—|:]|(?=[A-Z]))|\[?\d{4}\s+[A-Z]{3}\b|[0-2]\d[0-5]\d\s*[-–—|:]+(?=\s))\s*"
)
_WORD_BEFORE = re.compile(r"[^\s(\"“]*$")


class Sentence(NamedTuple):
    """One sentence or one part before a semicolon, ``text[start:end]``.

    `paragraph` counts from 0; `heading` says that the paragraph has no full stop and stands alone; `bullet` that it
    begins like an item of a list; `whole` counts full sentences, so that parts of one sentence share it.
    """

    start: int
    end: int
    paragraph: int
    whole: int
    heading: bool = False
    bullet: bool = False


@final
@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text, ``text[start:end]``."""

    start: int
    end: int
    bullet: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The blocks of a text: divided by empty lines, bullets, and line ends unless the lines are hard-wrapped."""
    wrapped, blocks, start, end = _is_wrapped(text), list[Paragraph](), -1, 0
    for line in _LINE.finditer(text):
        blank, bullet = not line[0].strip(), bool(_BULLET.match(line[0]))
        if start >= 0 and (blank or bullet or not wrapped):
            blocks.append(Paragraph(start, end, bool(_BULLET.match(text, start))))
            start = -1
        if not blank:
            start, end = (line.start() if start < 0 else start), line.start() + len(line[0].rstrip())
    if start >= 0:
        blocks.append(Paragraph(start, end, bool(_BULLET.match(text, start))))
    return tuple(blocks)


def sentences(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The sentences of a text in order; headings are kept and marked. One line alone heads nothing: it is the text."""
    found: list[Sentence] = []
    whole, blocks = 0, paragraphs(text)
    noted = _is_noted(text, blocks)
    for number, block in enumerate(blocks):
        parts = list(_parts(text, block, lexicon))
        below = len(blocks) > 1 and not (noted and number)
        heading = below and _is_heading(text[block.start : block.end], block, len(parts))
        for start, end, closes in parts:
            found.append(Sentence(start, end, number, whole, heading, block.bullet))
            whole += closes
    return tuple(found)


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of speech in quotation marks, marks included."""
    return tuple(m.span() for m in _QUOTED.finditer(text))


def _parts(text: str, block: Paragraph, lexicon: Lexicon) -> Iterator[tuple[int, int, bool]]:
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.end() <= start or _continues(text, start, stop, block.end, lexicon):
            continue
        yield from _cut(text, start, stop.end(), closes=not stop[0].startswith(";"))
        start = stop.end()
    if text[start : block.end].strip():
        yield from _cut(text, start, block.end, closes=True)


def _cut(text: str, start: int, end: int, *, closes: bool) -> Iterator[tuple[int, int, bool]]:
    """A sentence, or pieces of one too long to be a sentence, so that no stage has to look farther."""
    while end - start > LONGEST_SENTENCE:
        edge = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        edge = edge if edge > start else start + LONGEST_SENTENCE
        yield start, edge, True
        start = edge
    yield start, end, closes


def _continues(text: str, start: int, stop: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a number and the sentence goes on."""
    after = text[stop.end() : min(stop.end() + 40, end)].lstrip()
    if stop[0] == ";":
        return False
    if stop[0][-1] in "\"”'’)]" and after[:1].islower():
        return True
    if not stop[0].startswith("."):
        return after[:1].islower()
    match = _WORD_BEFORE.search(text, max(start, stop.start() - 30), stop.start())
    word = match[0] if match else ""
    if word.isdigit() and stop.start() - start <= len(word) + 4:
        return True
    if len(stop[0]) == 1 and (word.lower() in lexicon.abbreviations or _is_initial(word)):
        return not _starts_anew(word, after, lexicon)
    return after[:1].islower() and after[:2] != "o "


def _is_initial(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or ("." in word and all(len(p) == 1 for p in word.split(".")))


def _starts_anew(word: str, after: str, lexicon: Lexicon) -> bool:
    """After "a.m." or "U.S." a new sentence may begin; after a title or a month it never does."""
    if word.lower() not in lexicon.final_abbreviations:
        return False
    first = after.split(maxsplit=1)[0] if after.split() else ""
    return first[:1].isupper() and first.rstrip(",").lower() in lexicon.openers


def _is_noted(text: str, blocks: Sequence[Paragraph]) -> bool:
    """Whether a text is a run of notes without full stops, in which a line without one is no heading."""
    ended = [text[b.end - 1] in _CLOSING for b in blocks if b.end - b.start >= SHORTEST_WRAP]
    return len(ended) >= FEWEST_NOTES and sum(ended) <= NOTED_SHARE * len(ended)


def _is_heading(block: str, paragraph: Paragraph, parts: int) -> bool:
    bare = block.rstrip(" *_\"'”’)")
    open_ended = not bare.endswith((".", "!", ":", "。", ";", ","))
    return open_ended and parts <= 2 and len(block) <= LONGEST_HEADING and not paragraph.bullet


def _is_wrapped(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    running = sum(len(a) >= SHORTEST_WRAP and a[-1] not in _CLOSING for a, _ in pairs)
    return bool(pairs) and running / len(pairs) >= WRAPPED_SHARE
