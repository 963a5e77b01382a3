"""A page: bytes as taken in to a Document with its readable text, title, day and language."""

from __future__ import annotations

from trackside.errors import BadDocument
from trackside.read.page_bytes import Form, is_pdf, readable
from trackside.read.page_date import published
from trackside.read.page_language import language_of
from trackside.read.page_parts import Parts
from trackside.read.page_text import begins_with, plain, title_of
from trackside.record import Document, digest

# What intake says of the parts of a bulk file; nobody else has these two.
RECORD, ENTRY = "application/x-trackside-record+json", "application/x-trackside-entry+xml"


def page(raw: bytes, source: str, *, kind: str = "") -> Document:
    """The document that bytes hold: plain text, Markdown, a web page or a PDF, told by content first, then by name.

    Parameters
    ----------
    raw : bytes
        As taken in; at most `trackside.read.page_bytes.LARGEST_BYTES`, a PDF `page_pdf.LARGEST_PDF_BYTES`.
    source : str
        As the caller named it: a path, an address, ``-``.
    kind : str
        What the giver says it is: ``text``, ``markdown``, ``html`` or a media type with or without a charset;
        `RECORD` for one line of JSON Lines, `ENTRY` for one entry of a feed.

    Raises
    ------
    BadDocument
        For bytes that hold no readable text: empty, too large, binary, a PDF of pictures, NUL bytes, damaged, no words
        in the page.
    """
    read = _parts(raw, source, kind)
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


def _parts(raw: bytes, source: str, kind: str) -> Parts:
    # Each reader is imported when it is needed: a text never waits for those of PDFs, feeds and web pages.
    if kind == ENTRY:
        from trackside.read.page_feed import entry_page

        return entry_page(raw, source)
    if kind == RECORD:
        from trackside.read.page_record import record_page

        return record_page(raw, source)
    if is_pdf(raw):
        from trackside.read.page_pdf import pdf_page

        return pdf_page(raw, source)
    text, form = readable(raw, source, kind)
    return {Form.HTML: _web, Form.MARKDOWN: _markdown, Form.TEXT: _text}[form](text)


def _text(text: str) -> Parts:
    return Parts(text, *title_of(text), published(text))


def _markdown(text: str) -> Parts:
    words, front = plain(text)
    if front.title:
        return Parts(words, front.title, begins_with(words, front.title), front.published or published(words))
    return Parts(words, *title_of(words), front.published or published(words))


def _web(text: str) -> Parts:
    # Parsing a web page needs lxml and trafilatura, a third of a second to import; plain text never pays for them.
    from trackside.read.page_html import web_page

    read = web_page(text)
    return Parts(read.text, read.title, read.title_end, read.published, read.language)
