"""Feeds: cut into entries, each with its words, title, day, language and links; entities do no harm."""

from __future__ import annotations

import datetime as dt

import pytest

from trackside.errors import BadDocument
from trackside.read.page import ENTRY, page
from trackside.read.page_bytes import is_feed
from trackside.read.page_feed import entries
from trackside.record import Document

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Wire</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Missile flew 640 km</title><link>https://example.org/a</link>
<pubDate>Wed, 12 Jan 2022 23:30:00 +0900</pubDate><description>A short account.</description>
<content:encoded><![CDATA[<p>The missile flew&nbsp;about 640 km, the staff said.</p><script>x()</script><p>It fell
into the sea &amp; sank.</p>]]></content:encoded></item>
<item><title>Tir d'un missile</title><guid>https://example.org/b</guid><description>
&lt;p&gt;Port&eacute;e: 640 km&lt;/p&gt;</description></item>
<item><guid isPermaLink="false">3</guid><description></description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko"><title>Wire</title>
<entry><title type="html">North &lt;b&gt;fires&lt;/b&gt;</title><link rel="self" href="/self"/><link href="/c"/>
<published>2022-01-05T08:10:00+09:00</published><updated>2022-01-06T00:00:00Z</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>It flew 700 km.</p><p>It fell.</p></div></content></entry>
<entry xml:lang="ja"><title>Two</title><summary type="text">Height a &lt; b km</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>Old</title><link>https://example.org/d</link>
<description>It flew 500 km.</description><dc:date>2009-04-05</dc:date></item></rdf:RDF>"""


def documents(feed: str, source: str = "feed.xml") -> list[Document]:
    return [page(e.raw, e.links[0] if e.links else source, kind=ENTRY) for e in entries(feed.encode(), source)]


def refusal(raw: bytes) -> str:
    with pytest.raises(BadDocument) as caught:
        [page(e.raw, "feed.xml", kind=ENTRY) for e in entries(raw, "feed.xml")]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_entry_has_its_own_words_title_day_language_and_address() -> None:
    cut = list(entries(RSS.encode(), "feed.xml"))
    first = page(cut[0].raw, cut[0].links[0], kind=ENTRY)
    assert first.text == (
        "Missile flew 640 km\n\nThe missile flew\xa0about 640 km, the staff said.\nIt fell into the sea & sank."
    ).replace("\xa0", " ")
    assert first.text[: first.title_end] == first.title == "Missile flew 640 km"
    assert (first.published, first.language, first.source) == (dt.date(2022, 1, 12), "en", "https://example.org/a")
    second = page(cut[1].raw, cut[1].links[0], kind=ENTRY)
    assert second.text == "Tir d'un missile\n\nPortée: 640 km"
    assert (second.published, second.language, second.source) == (None, "en", "https://example.org/b")
    assert cut[2].links == ()


def test_an_entry_without_words_is_refused() -> None:
    assert "without words" in refusal(RSS.encode())


def test_atom_and_the_first_rss() -> None:
    one, two = documents(ATOM)
    assert (one.title, one.text) == ("North fires", "North fires\n\nIt flew 700 km.\nIt fell.")
    assert (one.published, one.source, one.language) == (dt.date(2022, 1, 5), "/c", "en")
    assert (two.text, two.language) == ("Two\n\nHeight a < b km", "ja")
    old = documents(RDF)[0]
    assert (old.text, old.published) == ("Old\n\nIt flew 500 km.", dt.date(2009, 4, 5))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_feed_is_known_in_every_encoding(codec: str) -> None:
    assert is_feed(RSS.encode(codec))
    assert is_feed(ATOM.encode(codec))
    assert not is_feed("<html><body>rss</body></html>".encode(codec))
    assert not is_feed("An article about <rss>.".encode(codec))


def test_a_legacy_encoding_that_is_declared() -> None:
    words = "<rss><item><description>북한이 미사일을 발사했다.</description></item></rss>"
    feed = f'<?xml version="1.0" encoding="euc-kr"?>{words}'
    assert (
        page(next(entries(feed.encode("cp949"), "feed.xml")).raw, "x", kind=ENTRY).text == "북한이 미사일을 발사했다."
    )


def test_entities_are_harmless() -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    assert "declares entities" in refusal(f"{laughs}]><rss><item><title>&j;</title></item></rss>".encode())
    outside = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><item><title>&f;</title></item></rss>'
    assert "declares entities" in refusal(outside.encode())
    undeclared = "<rss><item><title>One &unknown; two &hellip;</title></item></rss>"
    assert documents(undeclared)[0].text == "One two …"


def test_a_sloppy_feed_is_read_and_a_broken_one_is_refused() -> None:
    assert documents("<rss><item><title>Fire & fury</title><description>x</description></item></rss>")[0].title
    assert "without entries" in refusal(b"<rss><channel></channel></rss>")
    assert "no feed" in refusal(b"<p>words</p>")
    assert documents("<rss><item><title>Cut off</title><description>It flew 6")[0].text == "Cut off\n\nIt flew 6"


def test_markup_nested_without_end_within_an_entry_ends() -> None:
    deep = "&lt;div&gt;" * 10_000 + "words" + "&lt;/div&gt;" * 10_000
    raw = f"<rss><item><title>Deep</title><description>{deep}</description></item></rss>"
    assert documents(raw)[0].title == "Deep"
