"""Lines and columns on a screen, measured by the cells that letters take up there and not by their number."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence

# Where a line may be broken without a space: between the letters of Chinese and Japanese, which have none.
_UNSPACED = "\u2e80-\u2fff\u3003-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f"
# These never begin a line, and those never end one (JIS X 4051, 4.3 and 4.4).
_CLOSING, _OPENING = "、。，．・：；？！）］｝」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ", "（［｛「『【〈《〔"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[{_UNSPACED}](?<![{_OPENING}{_CLOSING}])|[^\s{_UNSPACED}{_OPENING}{_CLOSING}]+)[{_CLOSING}]*"
    rf"|[{_OPENING}{_CLOSING}]+|\s+"
)
GAP = "  "


def cells(text: str) -> int:
    """How many cells of a terminal a text takes up: East Asian wide letters two, marks that sit on others none."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def padded(text: str, width: int) -> str:
    """The text with spaces up to so many cells."""
    return text + " " * max(width - cells(text), 0)


def visible(line: str) -> str:
    """A line without anything that could steer a terminal or turn its words around."""
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in line)


def wrapped(text: str, width: int | None, *, first: str = "", then: str = "") -> list[str]:
    """A text as lines of at most so many cells; `first` and `then` stand before the first line and the others.

    Broken between words, or the letters of scripts that are written without spaces; a word longer than a line is cut.
    None as the width keeps one line.
    """
    flat = " ".join(text.split())
    if width is None or cells(first) + cells(flat) <= width:
        return [f"{first}{flat}"]
    lines, line, used = list[str](), "", cells(first)
    for piece in _pieces(flat, max(width - max(cells(first), cells(then)), 2)):
        size = cells(piece)
        if used + cells(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", cells(then)
        if line or not piece.isspace():
            line, used = line + piece, used + size
    leads = itertools.chain([first], itertools.repeat(then))
    return [lead + told for lead, told in zip(leads, [*lines, line.rstrip()], strict=False)]


def _pieces(text: str, most: int) -> Iterator[str]:
    """What is never broken, with spaces as pieces of their own; a piece of more than `most` cells is cut."""
    for piece in _PIECE.findall(text):
        while cells(piece) > most:
            cut = next(n for n in range(len(piece), 0, -1) if cells(piece[:n]) <= most or n == 1)
            yield piece[:cut]
            piece = piece[cut:]  # noqa: PLW2901 - what is left of it
        yield piece


def beside(row: Sequence[str], widths: Sequence[int | None], *, indent: str = "") -> list[str]:
    """The cells of one row as lines, each cell wrapped within its column; the last one's width may be None."""
    columns = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for parts in itertools.zip_longest(*columns, fillvalue=""):
        told = [padded(part, width or 0) for part, width in zip(parts, widths, strict=True)]
        lines.append(f"{indent}{GAP.join(told)}".rstrip())
    return lines
