"""PDF: the words of its text layer, page after page, with its title and day."""

from __future__ import annotations

import datetime as dt
import logging
import re
import struct
import tomllib
import zlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from trackside.errors import BadDocument
from trackside.read.page_bytes import LARGEST_BYTES, normalised, refuse_damaged
from trackside.read.page_date import published
from trackside.read.page_parts import Parts
from trackside.read.page_text import begins_with, title_of

if TYPE_CHECKING:
    from pypdf import PdfReader

# A report with pictures is much larger than its words.
LARGEST_PDF_BYTES = 100_000_000
# The longest reports of commissions have some thousand pages.
MOST_PAGES = 5000
# A line at the edge of this share of at least so many pages, page number aside, is a running head or foot.
RUNNING_SHARE, RUNNING_PAGES = 0.5, 3
# A title is looked for among so many first letters of the text.
_HEAD = 1500

_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-\n([a-z]+)")
# Fonts show a soft or a true hyphen of Unicode where a word is divided.
_LINE_END = re.compile(r"[\u00ad\u2010][ \t]*(?=\r?\n)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# One syllable of a Korean name in Latin letters: "Jong-" "un".
_SYLLABLE = re.compile(r"[^aeiouwy]{0,3}[aeiouwy]{1,3}(?:ng?|m|c?k|l|p|t|h|b)?", re.IGNORECASE)
# A damaged file can break the parser anywhere, and not only with its own errors.
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
# Names that programs give to files, not titles that people give to texts.
_NO_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|hwpx?|rtf|odt|pptx?)$|^(?:untitled|microsoft word|slide \d|doc\d*$)", re.IGNORECASE
)


def pdf_page(raw: bytes, source: str) -> Parts:
    """The words of a PDF's text layer, its title and its day.

    The title is the one that the file tells of itself if it stands on the page, else the headline; the day is the one
    printed on the page, else the one on which the file was made.

    Raises
    ------
    BadDocument
        For an encrypted or broken file, one of pictures alone, and one larger than `LARGEST_PDF_BYTES`, `MOST_PAGES`
        or `page_bytes.LARGEST_BYTES` letters.
    """
    if len(raw) > LARGEST_PDF_BYTES:
        size, most = len(raw) / 1e6, LARGEST_PDF_BYTES / 1e6
        raise BadDocument(source, f"is a PDF of {size:.0f} MB, the most is {most:.0f} MB", "give the pages that matter")
    try:
        with _quiet():
            pages, title, made = _taken_apart(raw, source)
    except BadDocument:
        raise
    except _breakages() as error:
        raise _broken(source, error) from error
    text = joined(pages)
    if not text.strip():
        raise BadDocument(
            source,
            "is a PDF of pictures, without a text layer",
            "have its words recognised (OCR) and give the result",
        )
    refuse_damaged(text, source)
    return Parts(text, *_titled(text, title), published(text) or made)


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs what it repairs; on a command line that would be noise between the lines that matter."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _taken_apart(raw: bytes, source: str) -> tuple[list[str], str, dt.date | None]:
    # A sixth of a second to import, which texts and web pages never pay for.
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(raw), strict=False)
    if reader.is_encrypted:
        raise BadDocument(source, "is an encrypted PDF", "save it without a password and give that")
    if len(reader.pages) > MOST_PAGES:
        raise BadDocument(source, f"has {len(reader.pages)} pages, the most is {MOST_PAGES}", "give those that matter")
    pages, letters = [], 0
    for page in reader.pages:
        pages.append(normalised(_LINE_END.sub("-", page.extract_text().replace("\0", ""))))
        letters += len(pages[-1])
        if letters > LARGEST_BYTES:
            raise BadDocument(source, f"holds more than {LARGEST_BYTES // 10**6} million letters", "split the file")
    return pages, *_told(reader)


def _told(reader: PdfReader) -> tuple[str, dt.date | None]:
    """The title and the day of making in the file's own data, where they can be read."""
    try:
        told = reader.metadata
        title = " ".join(normalised(str(told.title or "")).split()) if told else ""
        made = told.creation_date if told else None
    except _breakages():  # bad data about a file says nothing against its words
        return "", None
    return "" if _NO_TITLE.search(title) else title, made.date() if made else None


def _breakages() -> tuple[type[Exception], ...]:
    """What a damaged file ends in: the parser's own errors, and what it does not catch of the language's."""
    from pypdf.errors import DependencyError, PyPdfError

    return (PyPdfError, DependencyError, *_DAMAGE)


def _broken(source: str, error: Exception) -> BadDocument:
    told = " ".join(str(error).split()).rstrip(".")[:80] or type(error).__name__
    return BadDocument(source, f"is a broken PDF ({told})", "fetch it again, or give its words as a text file")


def joined(pages: Sequence[str]) -> str:
    """The words of all pages as one text: running heads and feet gone, words divided at line ends made whole.

    A sentence that runs on over the end of a page runs on in the text. A word divided at a line's end loses its hyphen,
    unless that is its own: the word stands elsewhere with it, or is made of parts that are written so ("short-range").
    """
    text = ""
    for page in _without_running([[line.strip() for line in page.split("\n")] for page in pages]):
        body = "\n".join(page).strip("\n")
        runs_on = body[:1].islower() or text[-1:] in ",-"
        text += body if not text or not body else ("\n" if runs_on else "\n\n") + body
    known = {word.lower() for word in _WORD.findall(text)}
    return _HYPHENATED.sub(lambda m: m[1] + ("-" if _is_own(m, known) else "") + m[2], text)


def _is_own(divided: re.Match[str], known: Container[str]) -> bool:
    """Whether the hyphen at which a word is divided is its own."""
    first, second = divided[1].lower(), divided[2]
    if first + second in known:
        return False
    if f"{first}-{second}" in known or first in _parts()["first"] or second in _parts()["second"]:
        return True
    # "Kim Jong-un": behind a family name, two syllables.
    before = divided.string[max(divided.start() - 20, 0) : divided.start()].split()
    named = divided[1].istitle() and bool(before) and before[-1].istitle()
    return named and all(_SYLLABLE.fullmatch(part) for part in divided.groups())


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    """Parts of words that have a hyphen of their own, as in data/hyphens.toml."""
    with (files("trackside.read") / "data" / "hyphens.toml").open("rb") as file:
        return {where: frozenset(words) for where, words in tomllib.load(file).items()}


def _without_running(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    filled = [[line for line in page if line] for page in pages]
    edges = Counter(edge for page in filled for edge in {_DIGITS.sub("#", x) for x in (page[:1] + page[-1:])})
    enough = max(RUNNING_PAGES, RUNNING_SHARE * len(pages))
    running = {edge for edge, times in edges.items() if times >= enough}
    for page, full in zip(pages, filled, strict=True):
        ends = {x for x in full[:1] + full[-1:] if _DIGITS.sub("#", x) in running}
        yield [line for line in page if line not in ends]


def _titled(text: str, told: str) -> tuple[str, int]:
    """The title and where it ends: the file's own if the page begins with it or shows it, else the headline."""
    if told and (end := begins_with(text, told)):
        return told, end
    if told and told in " ".join(text[:_HEAD].split()):
        return told, 0
    found, end = title_of(text)
    return (found, end) if found else (told, 0)
