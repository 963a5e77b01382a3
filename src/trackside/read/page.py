"""A page: bytes as taken in to a Document with its readable text, title, day and language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import final

from trackside.errors import BadDocument
from trackside.read.page_bytes import Form, readable
from trackside.read.page_date import published
from trackside.read.page_language import language_of
from trackside.read.page_text import begins_with, plain, title_of
from trackside.record import Document, digest


@final
@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    title: str
    title_end: int
    published: dt.date | None
    language: str = ""


def page(raw: bytes, source: str, *, kind: str = "") -> Document:
    """The document that bytes hold: plain text, Markdown or a web page, told by content first, then by name.

    Parameters
    ----------
    raw : bytes
        As taken in; at most `trackside.read.page_bytes.LARGEST_BYTES`.
    source : str
        As the caller named it: a path, an address, ``-``.
    kind : str
        What the giver says it is: ``text``, ``markdown``, ``html`` or a media type with or without a charset.

    Raises
    ------
    BadDocument
        For bytes that hold no readable text: empty, too large, binary, a PDF, NUL bytes, damaged, no words in the page.
    """
    text, form = readable(raw, source, kind)
    read = {Form.HTML: _web, Form.MARKDOWN: _markdown, Form.TEXT: _text}[form](text)
    if not read.text.strip():
        raise BadDocument(source, "is a page without an article in it", "save the article's words as a text file")
    return Document(
        source,
        read.text,
        title=read.title,
        published=read.published,
        language=language_of(read.text, read.language),
        sha256=digest(raw),
        title_end=read.title_end,
    )


def _text(text: str) -> _Page:
    return _Page(text, *title_of(text), published(text))


def _markdown(text: str) -> _Page:
    words, front = plain(text)
    if front.title:
        return _Page(words, front.title, begins_with(words, front.title), front.published or published(words))
    return _Page(words, *title_of(words), front.published or published(words))


def _web(text: str) -> _Page:
    # Parsing a web page needs lxml and trafilatura, a third of a second to import; plain text never pays for them.
    from trackside.read.page_html import web_page

    read = web_page(text)
    return _Page(read.text, read.title, read.title_end, read.published, read.language)
