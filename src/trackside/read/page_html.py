"""Web pages: the words of the article, without what stands around it; its title, day and declared language."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from trackside.read.page_bytes import normalised
from trackside.read.page_date import Dated, full_dates, published
from trackside.read.page_text import begins_with

# An extraction that keeps less of the page's only article than this has lost paragraphs; the plain one is taken.
LEAST_KEPT = 0.4
# Real pages hold some thousand elements; above this many the extraction takes seconds, growing with their square.
MOST_ELEMENTS = 20_000

# Parts that are never the article, by element and by the names that page makers give them.
_NEVER = "//script|//style|//noscript|//template|//svg|//iframe|//nav|//form|//button|//input|//select|//dialog"
_AROUND = "//body//aside|//body/footer|//body/header|//footer[not(ancestor::article)]"
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|comments?|disqus|related|recommend(?:ed|ations?)?|most-?read|trending|popular"
    r"|newsletter|subscri(?:be|ption)|paywall|promo|advert(?:isement)?s?|ads?|sponsor(?:ed)?|share|sharing|social|breadcrumbs?"
    r"|ticker|read-?more|more-?(?:from|stories|news)|you-?may-?like|skip(?:-link)?|menu|navbar|sidebar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "time",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset(("td", "th"))
_DAY_KEYS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "date",
)
_IN_UTC = re.compile(r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")
_DATED_NAMES = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|time|timestamp|published|pubdate|posted|byline|meta)", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^(?:[-–•*]|\d{1,3}\.) ")


@final
@dataclass(frozen=True, slots=True)
class WebPage:
    """What is read from a web page.

    `title_end` is where the title ends when the text begins with it; `language` is what the page declares.
    """

    text: str
    title: str
    title_end: int
    published: dt.date | None
    language: str


def web_page(markup: str) -> WebPage:
    """The article of a page. Its text is empty when there are no words in it.

    trafilatura finds the article, minded of precision; where it finds nothing, or loses most of the only article,
    the words of article, main or body are taken as they stand. Every line is words that stand on the page.
    """
    try:
        tree = document_fromstring(
            markup.encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except etree.ParserError:
        return WebPage("", "", 0, None, "")  # lxml's word for a page without any element.
    told = _told_day(tree)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    headline, title = _headline(tree), _title(tree)
    labelled = _labelled_day(tree)
    _prune(tree)
    text = _article(tree)
    if text and headline and headline not in " ".join(text[: 2 * len(headline) + 400].split()):
        text = f"{headline}\n{text}"
    day = _settled(told, labelled or published(text))
    title_end = begins_with(text, headline) or begins_with(text, title)
    return WebPage(text, headline or title, title_end, day, language)


def words_of(markup: str) -> str:
    """The words of a piece of markup, one block a line; of the account in a feed's entry."""
    try:
        tree = document_fromstring(
            f"<div>{markup}</div>".encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except etree.ParserError:
        return ""
    for element in list(tree.iter("script", "style", "noscript", "template", "iframe", "form")):
        _drop(element)
    return normalised(_blocks_of(tree))


def _article(tree: HtmlElement) -> str:
    from trafilatura import extract

    holder = _holder(tree)
    only_article = holder.tag != "body"
    plain, on_page = normalised(_blocks_of(holder)), " ".join(normalised("".join(tree.itertext())).split())
    small = sum(1 for _ in tree.iter()) <= MOST_ELEMENTS
    found = extract(tree, favor_precision=True, include_comments=False, include_tables=True) if small else None
    extracted = _as_on_page(normalised(found or ""), on_page)
    lossy = only_article and len(extracted) < LEAST_KEPT * len(plain)
    return plain if lossy or not extracted else extracted


def _holder(tree: HtmlElement) -> HtmlElement:
    """The page's only article, else its main part, else its body."""
    for path in ("//article", "//main|//*[@role='main']"):
        found = tree.xpath(path)
        if len(found) == 1:
            return found[0]
    body = tree.find("body")
    return tree if body is None else body


def _prune(tree: HtmlElement) -> None:
    for element in tree.xpath(f"{_NEVER}|{_AROUND}"):
        _drop(element)
    for element in tree.xpath("//body//*[@class or @id]"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if (
            _AROUND_NAMES.search(names)
            and element.tag not in ("article", "main")
            and not element.xpath(".//article|.//main|.//h1")
        ):
            _drop(element)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _as_on_page(extracted: str, on_page: str) -> str:
    """The extracted lines as the page has them: list marks and table bars that it put in taken out again."""
    lines = (_as_written(line.strip(), on_page) for line in extracted.split("\n"))
    return "\n".join(line for line in lines if line)


def _as_written(line: str, on_page: str) -> str:
    if " ".join(line.split()) in on_page:
        return line
    if line.startswith("|"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        return "" if all(set(c) <= set("-: ") for c in cells) else "\t".join(c for c in cells if c)
    unmarked = _LIST_MARK.sub("", line)
    return unmarked if " ".join(unmarked.split()) in on_page else line


def _blocks_of(element: HtmlElement) -> str:
    """The words of an element, one block a line, cells of a row apart by a tab."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        edge = "\n" if node.tag in _BLOCKS else "\t" if node.tag in _CELLS else ""
        parts += [edge, (node.text if event == "start" else node.tail if node is not element else "") or ""]
    lines = (re.sub(r"[^\S\t]+|\s*\t\s*", _one_space, line).strip() for line in _by_edges(parts))
    return "\n".join(line for line in lines if line)


def _by_edges(parts: list[str]) -> Iterator[str]:
    line: list[str] = []
    for part in parts:
        if part == "\n":
            yield "".join(line)
            line = []
        else:
            line.append(part if part == "\t" else re.sub(r"\s+", " ", part))
    yield "".join(line)


def _one_space(found: re.Match[str]) -> str:
    return "\t" if "\t" in found[0] else " "


def _headline(tree: HtmlElement) -> str:
    """The words of the article's first top heading."""
    found = tree.xpath("//article//h1|//main//h1") or tree.xpath("//h1")
    return next((words for h in found if (words := " ".join(normalised(h.text_content()).split()))), "")


def _title(tree: HtmlElement) -> str:
    metas = tree.xpath("//meta[@property='og:title' or @name='og:title']/@content")
    titles = [*metas, *(t.text_content() for t in tree.xpath("//head/title"))]
    return next((words for t in titles if (words := " ".join(normalised(t).split()))), "")


def _told_day(tree: HtmlElement) -> str:
    """The moment of publication in the page's own data about itself, as written there, or an empty string."""
    metas = {
        (m.get("property") or m.get("name") or m.get("itemprop") or "").lower(): m.get("content", "")
        for m in reversed(tree.xpath("//meta[@content]"))
    }
    named = [metas[key] for key in _DAY_KEYS if key in metas]
    items = tree.xpath("//*[@itemprop='datePublished']/@datetime")
    times = tree.xpath("(//article|//main)//time[@datetime][not(ancestor::aside)]/@datetime") or tree.xpath(
        "//time[@datetime]/@datetime"
    )
    return next((str(t).strip() for t in (*named, *_linked(tree), *items, *times[:1]) if _first_day(str(t))), "")


def _linked(tree: HtmlElement) -> Iterator[str]:
    """Every ``datePublished`` in the page's linked data (JSON-LD), outermost first."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue  # Linked data that cannot be read says nothing; the words of the page still do.
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, dict):
                yield from (str(v) for k, v in node.items() if k == "datePublished")
            waiting += list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []


def _labelled_day(tree: HtmlElement) -> dt.date | None:
    """The first full date in a short element that its maker named a date, a byline or the like."""
    for element in tree.xpath("//body//time|//body//*[@class or @id or @itemprop]"):
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
        if (element.tag == "time" or _DATED_NAMES.search(names)) and not element.xpath(
            "ancestor-or-self::aside|ancestor::footer"
        ):
            words = " ".join(element.text_content().split())
            if len(words) <= 160 and (day := _first_day(words)):
                return day
    return None


def _settled(told: str, seen: dt.date | None) -> dt.date | None:
    """The day the page's data tells; a time in UTC gives way to the day printed on the page if that is next to it."""
    day = _first_day(told)
    if day and seen and _IN_UTC.search(told) and abs((day - seen).days) <= 1:
        return seen
    return day or seen


def _first_day(words: str) -> dt.date | None:
    found: list[Dated] = sorted(full_dates(words[:400]), key=lambda d: d.start)
    return found[0].day if found else None
