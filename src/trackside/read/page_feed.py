"""Feeds (RSS 0.9 to 2.0, Atom): cut into their entries, and an entry to its words, title, day and language.

Elements are known by their local names, so that every version and every prefix is read alike (RSS 2.0 specification;
RFC 4287; RSS 1.0 modules Dublin Core and Content).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import TYPE_CHECKING, final

from trackside.errors import BadDocument
from trackside.read.page_bytes import decoded, is_feed, normalised, refuse_damaged
from trackside.read.page_date import full_dates
from trackside.read.page_parts import Parts
from trackside.read.page_text import begins_with

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The fullest account of an entry first.
_BODIES = ("encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
_ENTITY = re.compile(r"&(\w{2,32};)")
_XML_OWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: its own element as bytes, which `entry_page` reads; its links, best first, as written."""

    raw: bytes
    links: tuple[str, ...]


def entries(raw: bytes, source: str, *, kind: str = "") -> Iterator[Entry]:
    """The entries of a feed in its order.

    Parameters
    ----------
    raw : bytes
        The whole feed.
    source : str
        As the caller named it.
    kind : str
        The media type that a server told, with or without a charset.

    Raises
    ------
    BadDocument
        For what is no feed, is broken, declares entities of its own, or has no entry.
    """
    if not is_feed(raw):
        raise BadDocument(source, "is no feed", "give an RSS or Atom file")
    root = _parsed(decoded(raw, source, kind), source)
    language = root.get(_LANG) or next((_text(e) for e in root.iter("{*}language")), "")
    found = list(root.iter("{*}item", "{*}entry"))
    if not found:
        raise BadDocument(source, "is a feed without entries", "fetch it again, or give the address of an article")
    return (_cut_out(e, language) for e in found)


def entry_page(raw: bytes, source: str) -> Parts:
    """The words of an entry that `entries` cut out: its title and the fullest account it gives.

    Raises
    ------
    BadDocument
        For an entry that is broken, damaged or has no words.
    """
    entry = _parsed(raw.decode(), source)
    title = " ".join(_words(_first(entry, ("title",))).split())
    body = next((words for name in _BODIES if (words := _words(_first(entry, (name,))))), "")
    text = body if begins_with(body, title) else f"{title}\n\n{body}".strip()
    if not text:
        raise BadDocument(source, "is an entry of a feed without words", "give the address of the article")
    refuse_damaged(text, source)
    return Parts(text, title, begins_with(text, title), _day(entry), entry.get(_LANG, ""))


def _parsed(markup: str, source: str) -> _Element:
    """The tree of a feed. Entities are neither declared nor fetched: those of HTML are letters, all others are gone."""
    from lxml import etree

    if "<!ENTITY" in markup:
        raise BadDocument(source, "declares entities, which no feed needs", "fetch it again from where it is published")
    plain = _ENTITY.sub(_letter, _DECLARATION.sub("", markup, count=1))
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(plain.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken(source) from error
    if root is None:
        raise _broken(source)
    return root


def _broken(source: str) -> BadDocument:
    return BadDocument(source, "is a broken feed", "fetch it again")


def _letter(found: re.Match[str]) -> str:
    return found[0] if found[1] in _XML_OWN else html5.get(found[1], "")


def _cut_out(entry: _Element, language: str) -> Entry:
    from lxml import etree

    if language and not entry.get(_LANG):
        entry.set(_LANG, language.strip()[:40])
    return Entry(etree.tostring(entry, encoding="utf-8", with_tail=False), _links(entry))


def _links(entry: _Element) -> tuple[str, ...]:
    links = [e for e in entry.iterchildren("{*}link") if e.get("rel", "alternate") == "alternate"]
    ids = [e for e in entry.iterchildren("{*}guid", "{*}id") if e.get("isPermaLink") != "false"]
    return tuple(told for e in (*links, *ids) if (told := (e.get("href") or _text(e)).strip()))


def _first(entry: _Element, names: tuple[str, ...]) -> _Element | None:
    wanted = (e for name in names for e in entry.iterchildren("{*}*") if _local(e) == name)
    return next((e for e in wanted if len(e) or _text(e)), None)


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _words(element: _Element | None) -> str:
    """The readable words of an element: of markup inside it, or of markup written into it as text."""
    if element is None:
        return ""
    from lxml import etree

    from trackside.read.page_html import words_of

    if len(element):
        return words_of(etree.tostring(element, encoding="unicode", with_tail=False))
    told = _text(element)
    marked_up = element.get("type", "html") != "text" and re.search(r"<[a-zA-Z/!]|&[#\w]{2,32};", told)
    return words_of(told) if marked_up else normalised(told)


def _day(entry: _Element) -> dt.date | None:
    """The day an entry tells, in the zone that it tells it in."""
    for name in _DAYS:
        told = _first(entry, (name,))
        if told is not None and (day := _told_day(_text(told))):
            return day
    return None


def _told_day(words: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(words).date()
    except (TypeError, ValueError):
        return next((d.day for d in sorted(full_dates(words[:200]), key=lambda d: d.start)), None)
