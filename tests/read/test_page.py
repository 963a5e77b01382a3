"""Bytes to a Document: forms, encodings, refusals, titles, days, languages."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trackside.errors import BadDocument, called
from trackside.read.page import page
from trackside.read.page_bytes import LARGEST_BYTES
from trackside.read.page_date import full_dates, published
from trackside.read.page_language import language_of
from trackside.read.page_text import plain, title_of

STORY = (
    "The missile flew about 640 km and reached 97 km, the joint staff said. It fell into the sea east of the country."
)
KOREAN = (
    "합동참모본부는 오늘 오전 동해상으로 발사된 단거리 탄도미사일 두 발을 포착했다고 밝혔다. 비행거리는 약 410km이다."
)
JAPANESE = "防衛省によると、弾道ミサイルは午前七時ごろ発射され、およそ410キロ飛行して日本海に落下したとみられる。"
FRENCH = "Le missile a été tiré à l'aube depuis la côte, a déclaré le ministère; la portée était d'environ 640 km."


def refusal(raw: bytes, source: str = "story.txt", kind: str = "") -> str:
    with pytest.raises(BadDocument) as caught:
        page(raw, source, kind=kind)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(called(source))
    return message


def day_of(text: str) -> str:
    found = published(text)
    return found.isoformat() if found else ""


# Refusals: one clear line each.


@pytest.mark.parametrize(
    "raw", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16"), "\u200b\u200e\n".encode()]
)
def test_nothing_to_read_is_refused(raw: bytes) -> None:
    assert "is empty" in refusal(raw)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"PK\x03\x04\x14\x00\x06\x00", "zip archive"),
        (b"\x1f\x8b\x08\x00\x00\x00", "gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old office document"),
        (b"SQLite format 3\x00", "SQLite database"),
        (b"text until here\x00and on", "NUL byte at offset 15"),
        ("a\0b".encode("utf-16"), "NUL characters"),
        (bytes(range(1, 32)) * 20, "binary data"),
    ],
)
def test_binary_is_refused_by_name(raw: bytes, what: str) -> None:
    assert what in refusal(raw)


def test_a_pdf_and_a_false_pdf_are_told_apart() -> None:
    assert "is a broken PDF" in refusal(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "report.pdf")
    assert "is a broken PDF" in refusal(b"\n%PDF-1.4\n", "report.txt")
    assert "is named a PDF but is not one" in refusal(STORY.encode(), "report.pdf")
    assert "is named a PDF but is not one" in refusal(STORY.encode(), "-", kind="application/pdf")


def test_a_text_too_large_is_refused_with_both_sizes() -> None:
    message = refusal(b"a" * (LARGEST_BYTES + 5_000_000))
    assert "holds 25.0 MB, the most is 20 MB" in message


def test_a_feed_and_a_page_without_words_are_refused() -> None:
    assert "feed of many articles" in refusal(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed.xml")
    for raw in (b"<html></html>", b"<!-- only this --><html><body><nav>Home</nav><script>x()</script></body></html>"):
        assert "without an article" in refusal(raw, "page.html")


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", [FRENCH, KOREAN, JAPANESE])
def test_text_that_was_read_in_a_wrong_encoding_is_refused(text: str, wrong: str) -> None:
    garbled = text.encode().decode(wrong, "ignore")
    assert "wrong encoding" in refusal(garbled.encode())


def test_lost_letters_are_refused_and_one_is_not() -> None:
    assert "has lost 9 letters" in refusal((STORY + " caf\ufffd" * 9).encode())
    assert page((STORY * 30 + " caf\ufffd").encode(), "story.txt").text.endswith("caf\ufffd")


def test_korean_bytes_shown_as_western_letters_are_refused() -> None:
    assert "wrong encoding" in refusal(KOREAN.encode("cp949").decode("latin-1").encode())


# Encodings.


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [STORY, KOREAN, JAPANESE, FRENCH])
def test_unicode_in_every_form(text: str, codec: str) -> None:
    assert page(text.encode(codec), "story.txt").text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (KOREAN, "cp949"),
        (KOREAN, "euc_kr"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (FRENCH + " Il s’agit d’un “essai”.", "cp1252"),
    ],
)
def test_legacy_encodings_are_told_from_the_bytes(text: str, codec: str) -> None:
    assert page(text.encode(codec), "story.txt").text == text


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("EUC-KR", "cp949", KOREAN),
        ("ks_c_5601-1987", "cp949", KOREAN),
        ("Shift_JIS", "cp932", JAPANESE),
        ("windows-1254", "cp1254", "Türkiye'nin füzesi 561 kilometre uçtu, dedi bakanlık. İğneada açıklarına düştü."),
        ("gb2312", "gb18030", "据国防部消息，导弹飞行约一万二千公里，落入太平洋公海。"),
        ("windows-1251", "cp1251", "Ракета пролетела около шести тысяч километров, сообщило министерство обороны."),
    ],
)
def test_a_page_declares_its_encoding(declared: str, codec: str, text: str) -> None:
    markup = f'<html><head><meta charset="{declared}"></head><body><article><p>{text}</p></article></body></html>'
    assert page(markup.encode(codec), "page.html").text == text


def test_a_false_declaration_gives_way_to_the_bytes() -> None:
    declared = f'<html><head><meta charset="euc-kr"></head><body><p>{JAPANESE}</p></body></html>'
    assert page(declared.encode(), "page.html").text == JAPANESE


def test_a_server_declares_the_encoding() -> None:
    text = "Ракета пролетела около шести тысяч километров, сообщило министерство обороны."
    assert page(text.encode("cp1251"), "https://example.org/a", kind="text/plain; charset=windows-1251").text == text


# The text itself is left alone.


def test_line_ends_are_the_only_white_space_changed() -> None:
    assert page(b"One line\r\nand  another\rand\ta third ", "a.txt").text == "One line\nand  another\nand\ta third "


def test_invisible_characters_go_and_visible_ones_stay() -> None:
    raw = "flew 8\u200b0\u200c0\u202c km \u200eeast, caf\u00ad\u00e9 \u201cquoted\u201d \u2013 \u00bd \u338f".encode()
    assert page(raw, "a.txt").text == "flew 800 km east, café “quoted” – ½ ㎏"


def test_hangul_and_accents_are_composed_and_nothing_else_is_normalised() -> None:
    apart = unicodedata.normalize("NFD", KOREAN + " café") + " \u212b \uf9e1 ㎞ ８００"
    assert page(apart.encode(), "a.txt").text == KOREAN + " café \u212b \uf9e1 ㎞ ８００"


KEPT_OUT: list[Literal["Cc", "Cf", "Cs", "Mn", "Mc", "Me", "Lo"]] = ["Cc", "Cf", "Cs", "Mn", "Mc", "Me", "Lo"]
# Without the upper half of Latin-1: a run of nothing but those is what a wrong encoding looks like, and is refused.
VISIBLE = st.one_of(
    st.characters(codec="utf-8", max_codepoint=0x7E, exclude_categories=KEPT_OUT),
    st.characters(codec="utf-8", min_codepoint=0x100, exclude_categories=KEPT_OUT),
)


@given(st.text(VISIBLE, max_size=300))
def test_plain_text_keeps_every_visible_character(text: str) -> None:
    raw = f"North Korea fired a missile. {text}"
    document = page(raw.encode(), "a.txt")
    assert document.text.split() == re.sub("[\u2028\u2029]", "\n", raw).split()


@settings(max_examples=300)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "-"]))
def test_any_bytes_are_read_or_refused(raw: bytes, source: str) -> None:
    try:
        document = page(raw, source)
    except BadDocument:
        return
    assert document.text.strip()
    assert 0 <= document.title_end <= len(document.text)


# Markdown.

MARKDOWN = """---
title: "A missile over the strait"
date: 2023-05-04
---

# A missile over the *strait*

It flew **about 640 km**, the [joint staff](https://example.org/a_(b)) said, and
reached `97 km`.<!-- check this --> ![a map](map.png "Map")

> The ministry_of_defence called 3 * 4 * 5 a _plain_ sum.

1. first
- second
"""


def test_markdown_reads_as_on_the_page() -> None:
    document = page(MARKDOWN.encode(), "note.md")
    assert document.title == "A missile over the strait"
    assert document.published == dt.date(2023, 5, 4)
    assert document.text[: document.title_end].strip() == "A missile over the strait"
    assert "It flew about 640 km, the joint staff" in document.text
    assert "reached 97 km. \n" in document.text
    assert "\nThe ministry_of_defence called 3 * 4 * 5 a plain sum." in document.text
    assert "\n1. first\n- second" in document.text


def test_the_same_bytes_named_txt_keep_their_marks() -> None:
    assert "**about 640 km**" in page(MARKDOWN.encode(), "note.txt").text


@pytest.mark.parametrize("piece", ["(", "[a", "*a ", "<!-- ", "> ", "`a", "# a ", "![", "_a", "---\n", "[](", "# "])
def test_markdown_marks_without_end_cost_no_more_than_their_length(piece: str) -> None:
    words, _ = plain("x " + piece * (300_000 // len(piece)))
    assert words.startswith("x")


# Web pages.

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Missile falls short | Coast Courier</title>
<meta property="og:title" content="Missile falls short"><script>var range_km = 9999;</script></head><body>
<div class="cookie-notice"><p>We use cookies to show you 500 km of adverts. <button>Fine</button></p></div>
<nav><a href="/">Home</a> <a href="/data">31 missiles so far</a></nav>
<article><h1>Missile falls short</h1><p class="byline">By A. Writer | 4 May 2023</p>
<p>{STORY}</p><table><tr><th>Range</th><td>640 km</td></tr><tr><th>Peak</th><td>97 km</td></tr></table>
<div class="read-more"><a href="/old">Older missile flew 1,234 km</a></div>
<ul><li>It rose at <b>5:27</b> a.m. from a lake.</li><li>It fell at 5:51&nbsp;a.m. off the coast.</li></ul>
<p>The ministry called the launch &ldquo;regrettable&rdquo; and lodged a protest through its embassy&#8203; the same
day.</p>
</article><aside><h3>Related</h3><p>How far is it? 3,400 km and other numbers</p></aside>
<div id="comments"><p>I heard it went 1,500 km</p></div><footer>Copyright 2019 Coast Courier</footer></body></html>"""


class Visible(HTMLParser):
    """The words of a page as a browser shows them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def visible(markup: str) -> str:
    parser = Visible()
    parser.feed(markup)
    return " ".join("".join(parser.words).replace("\u200b", "").split())


def test_a_web_page_gives_the_article_alone() -> None:
    document = page(PAGE.encode(), "https://example.org/story")
    assert document.title == "Missile falls short"
    assert document.text[: document.title_end] == "Missile falls short"
    assert document.published == dt.date(2023, 5, 4)
    assert document.language == "en"
    for gone in ("cookies", "31 missiles", "1,234", "3,400", "1,500", "Copyright", "9999"):
        assert gone not in document.text
    for kept in ("640 km and reached 97 km", "rose at 5:27 a.m.", "“regrettable”", "protest"):
        assert kept in document.text


def test_every_line_of_a_web_page_stands_on_the_page() -> None:
    on_page = visible(PAGE)
    for line in page(PAGE.encode(), "story.html").text.split("\n"):
        for cell in line.split("\t"):
            assert " ".join(cell.split()) in on_page


def test_html_is_told_by_content_before_name() -> None:
    assert page(PAGE.encode(), "story.txt").title == "Missile falls short"
    assert page(b"<p>One missile.</p><p>It flew.</p><p>It fell.</p>", "-").text == "One missile.\nIt flew.\nIt fell."
    assert page(b"5 < 6 and </p> is a tag; the missile flew.", "a.txt").text.startswith("5 < 6")


def test_a_page_of_two_lines_falls_back_to_its_words() -> None:
    document = page(b"<html><body><div>Flash: one missile</div><div>flew 800 km</div></body></html>", "flash.html")
    assert document.text == "Flash: one missile\nflew 800 km"


def test_a_page_of_very_many_elements_is_read_without_the_extractor() -> None:
    markup = "<html><body><article><p>x" + "<b>y</b>" * 30_000 + "</p></article></body></html>"
    assert page(markup.encode(), "big.html").text == "x" + "y" * 30_000


def test_elements_nested_without_end_are_refused_in_words() -> None:
    depth = 10_000
    raw = "<html><body>" + "<div>" * depth + "<p>deep</p>" + "</div>" * depth + "</body></html>"
    assert "without an article" in refusal(raw.encode(), "deep.html")


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2022-06-05T14:20:00+09:00">', "", "2022-06-05"),
        ('<meta name="pubdate" content="20 March 2021">', "", "2021-03-20"),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2024-09-26"}]}</script>', "", "2024-09-26"),
        ('<script type="application/ld+json">{broken</script>', "<p>Posted 1 May 2020</p>", "2020-05-01"),
        ("", '<time datetime="2022-06-05">Sunday</time>', "2022-06-05"),
        ("", '<span class="date">June 5, 2022</span>', "2022-06-05"),
        # 22:30 in London is the next day in Seoul, and the page prints its own day.
        (
            '<meta property="article:published_time" content="2022-03-24T22:30:00Z">',
            "<p>2022년 3월 25일</p>",
            "2022-03-25",
        ),
        (
            '<meta property="article:published_time" content="2022-03-24T22:30:00Z">',
            "<p>2019년 3월 25일</p>",
            "2022-03-24",
        ),
        ('<meta property="article:modified_time" content="2022-03-24T22:30:00Z">', "", ""),
        ("", "<footer>Copyright 3 May 2022</footer>", ""),
    ],
)
def test_the_day_of_a_web_page(head: str, body: str, day: str) -> None:
    markup = f"<html><head>{head}</head><body><article><h1>A launch</h1>{body}<p>{STORY}</p></article></body></html>"
    found = page(markup.encode(), "a.html").published
    assert (found.isoformat() if found else "") == day


# Days of plain text.


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (" date 2021-09-16 The country has announced that it has developed a system", "2021-09-16"),
        ("SEOUL, Jan. 12, 2022 (midweek roundup)\n\nA missile flew.", "2022-01-12"),
        ("A headline here\n\nBy our staff\nMarch 25, 2022\n\nText.", "2022-03-25"),
        ("PRESS RELEASE\n15 June 2023\nMinistry of Defence\n\nText.", "2023-06-15"),
        ("Pyongyang, March 25, Juche 111 (2022) (KCNA) -- A missile soared.", "2022-03-25"),
        ("EDWARDS AIR FORCE BASE, Calif. (Feb. 24, 2021) -- Airmen launched", "2021-02-24"),
        ("10:26 KST 18 Nov 2022\n\nMISSILE FIRED", "2022-11-18"),
        ("A headline\nSept 15, 2021 7:40 pm\n\nText.", "2021-09-15"),
        ("2024-10-31T08:02:00+09:00\nText.", "2024-10-31"),
        ("Updated: 3 May 2023\nPosted: 2 May 2023\nText.", "2023-05-02"),
        ("Updated: 3 May 2023\nText.", "2023-05-03"),
        ("NEW DELHI, 19th of April, 2012: The missile", "2012-04-19"),
        ("Moscow. 24.03.2022. Text", "2022-03-24"),
        ("25/03/2022\nText", "2022-03-25"),
        ("03/25/2022\nText", "2022-03-25"),
        ("Harbour Watch | Friday, 9 February 2018\nText", "2018-02-09"),
        ("송고시간 2021-09-16 08:12\n본문", "2021-09-16"),
        ("입력 2022.11.03 (13:10) 수정 2022.11.04 (15:46)\n본문", "2022-11-03"),
        ("(평양 주체111(2022)년 1월 12일발 조선중앙통신) 본문이다.", "2022-01-12"),
        ("[알림] '22. 10. 4.(화) 09:35\n본문", "2022-10-04"),
        ("2022년 3월 24일 목요일\n본문", "2022-03-24"),
        ("令和4年3月24日(木)\n本文", "2022-03-24"),
        ("平成元年五月三日\n本文", "1989-05-03"),
        ("二〇二二年十二月二十五日　日曜版\n本文", "2022-12-25"),
        ("２０２２年１１月３日\n本文", "2022-11-03"),
    ],
)
def test_the_day_a_text_says(head: str, day: str) -> None:
    assert day_of(head) == day


@pytest.mark.parametrize(
    "head",
    [
        "North Korea fired the missile on March 24, 2022, the staff said.",
        "On 24 March 2022, North Korea fired a missile that flew 1,090 km.",
        "The launch of 24 March 2022 was the longest yet.",
        "It has not tested one since November 29, 2017.",
        "March 24, 2022 was a day of many missiles.",
        "It flew for 71 minutes.\n\nThe last one, in 2017, flew for 53.",
        "SEOUL, Feb. 30, 2022 - A day that never was.",
        "03/04/2022\nEither the third of April or the fourth of March.",
        "북한은 2022년 3월 24일 미사일을 발사했다고 합참이 밝혔다.",
        "北朝鮮は2022年3月24日に弾道ミサイルを発射したと防衛省が発表した。",
        "The missile, item 2022-03-245, flew.",
        "SEOUL (Reuters) - No year here, March 24.",
        "x" * 700 + "\n24 March 2022\n" + "y" * 700,
    ],
)
def test_no_day_is_invented(head: str) -> None:
    assert day_of(head) == ""


def test_a_date_at_the_foot_counts_only_on_its_own_line() -> None:
    body = "The missile flew. " * 60
    assert day_of(f"{body}\n\n(END) 24 March 2022") == "2022-03-24"
    assert day_of(f"{body}\nIt was fired on 24 March 2022.") == ""


def test_a_date_cut_by_the_window_is_not_half_read() -> None:
    assert day_of("a" * 590 + "\n2022-03-24\n" + "b" * 300) == "2022-03-24"


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%Y-%m-%d", "%Y年%m月%d日", "%Y년 %m월 %d일"]),
)
def test_every_day_is_read_back(day: dt.date, form: str) -> None:
    found = [d.day for d in full_dates(f"Dated: {day.strftime(form)}\n")]
    assert found == [day]


# Titles.


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Missile falls short\n\nThe missile flew 640 km.", "Missile falls short"),
        ("Missile falls short\nThe missile flew 640 km, the joint staff said on Friday.", "Missile falls short"),
        ("Monday, 15 May 2017\n\nWHAT FLEW?\n\nIt took hours.", "WHAT FLEW?"),
        ("PRESS RELEASE\n15 June 2023\nMinistry\n\nOn the missiles launched\n\n1. Text.", "On the missiles launched"),
        ("FLASH\n10:26 KST 18 Nov 2022\n\nMISSILE FIRED - MILITARY\n\n(more)", "MISSILE FIRED - MILITARY"),
        (
            " date 2021-09-29 A proof of the new missile is announced\n\nText.",
            "A proof of the new missile is announced",
        ),
        (
            "A headline that is broken into two\nlines by its writer\n\nText is here.",
            "A headline that is broken into two lines by its writer",
        ),
        (
            "BC-MISSILE-2ND-LD\nJune 23, 2016\n\n    SEOUL, June 23 -- After misfires the\ncountry got one to fly.",
            "",
        ),
        ("SEOUL, Jan. 12, 2022 - The missile flew 640 km.\n\nIt fell.", ""),
        ("The missile flew 640 km, the staff said.", ""),
        ("발사체 두 발 발사\n\n합참은 밝혔다.", "발사체 두 발 발사"),
        ("弾道ミサイル発射について\n2022年3月24日\n\n発射した。", "弾道ミサイル発射について"),
        ("x" * 200 + "\n\nText.", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    found, end = title_of(text)
    assert found == title
    assert text[:end].split()[-len(title.split()) :] == title.split() if title else end == 0


# Languages.


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (STORY, "", "en"),
        (STORY, "ko", "en"),
        (KOREAN, "", "ko"),
        ("KN-23 SRBM 2발, 비행거리 약 600km, 고도 60km, JCS", "en", "ko"),
        (JAPANESE, "", "ja"),
        ("据国防部消息，导弹飞行约一万二千公里。", "zh-CN", "zh"),
        ("据国防部消息，导弹飞行约一万二千公里。", "", "und"),
        ("El misil voló unos 640 km y cayó en el mar, según el ministerio.", "", "und"),
        (FRENCH, "fr", "fr"),
        ("N. KOREA FIRES BALLISTIC MISSILE TOWARD EAST SEA", "", "en"),
        ("12345 67890", "", "und"),
    ],
)
def test_languages(text: str, declared: str, code: str) -> None:
    assert language_of(text, declared) == code


# House rules.


def test_the_same_words_are_the_same_document_whatever_the_bytes() -> None:
    one, other = page(KOREAN.encode("cp949"), "a.txt"), page(KOREAN.encode(), "b.txt")
    assert one.id == other.id
    assert one.sha256 != other.sha256


def test_plain_text_never_pays_for_web_pages() -> None:
    code = (
        "import sys; from trackside.read.page import page; page(b'The missile flew.', 'a.txt'); "
        "print([m for m in ('lxml', 'trafilatura', 'charset_normalizer') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("Paris, le 18 novembre 2023.", "2023-11-18"),
        ("PARIS, le 18 novembre 2023 (AFP) --", "2023-11-18"),
        ("Paris, samedi 18 novembre 2023 -", "2023-11-18"),
        ("Paris, le 1er août 2019.", "2019-08-01"),
        ("Biscarrosse, le 18/11/2023.", "2023-11-18"),
        ("Berlin, 18. November 2023 (dpa) -", "2023-11-18"),
        ("BERLIN, den 3. März 2021 --", "2021-03-03"),
        ("Berlin, Samstag, 18. Dezember 2023:", "2023-12-18"),
        ("Madrid, 18 de noviembre de 2023 (EFE).-", "2023-11-18"),
        ("MADRID, 7 de septiembre del 2023.", "2023-09-07"),
        ("Roma, 5 maggio 2020 (ANSA) -", "2020-05-05"),
        ("Moskva, 18 noyabrya 2023 goda --", "2023-11-18"),
        ("MOSCOW, 26 oktyabrya 2022 g. -", "2022-10-26"),
        ("Москва, 26 октября 2022 г. —", "2022-10-26"),
        ("Paris, le 31 novembre 2023.", ""),
        ("The test of 18 novembre 2023 was seen:", ""),
        ("It had flown on 18 novembre 2023,", ""),
        ("Since den 3. März 2021", ""),
    ],
)
def test_a_dateline_in_another_language_dates_an_english_text(dateline: str, day: str) -> None:
    assert day_of(f"{dateline} The ministry said that a missile was fired on Saturday and flew 640 km.") == day


@pytest.mark.parametrize(
    ("raw", "source", "what"),
    [
        (b'{"title": "North Korea fired a missile", "body": "It flew 800 km."}', "story.json", "is JSON, a text"),
        (b'[{"text": "North Korea fired a missile"}]', "story.json", "is JSON, a text"),
        (b'{"text": "North Korea fired', "story.json", "is JSON, a text"),
        (b'\xef\xbb\xbf {\n "text": "It flew 800 km."\n}', "-", "is JSON, a text"),
        (b'{"text": "One."}\n{"text": "Two."}\n', "-", "is JSON Lines, a text"),
    ],
)
def test_json_is_named_as_what_it_is(raw: bytes, source: str, what: str) -> None:
    assert what in refusal(raw, source)


@pytest.mark.parametrize("lead", ["[Update] ", "[1] ", "{photo} ", "[[[", "[SEOUL, Jan. 12] "])
def test_a_text_that_begins_with_a_bracket_is_a_text(lead: str) -> None:
    assert page((lead + STORY).encode(), "story.txt").text == lead + STORY
    assert page(STORY.encode(), "story.json").text == STORY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NK fired 2 SRBMs, 430km, apogee 90km - JCS", "en"),
        ("2 SRBMs, 430km, apogee 90km", "en"),
        ("Iran tests MRBM, 1,500km", "en"),
        ("DPRK ICBM 15 Apr, 1,000km, apogee 6,000km, 73 min - MoD Japan", "en"),
        ("Pakistan: Shaheen-3 launch, 2,750 km range", "en"),
        ("Le tir du SLBM M51, 430 km, apogee 90 km", "und"),
        ("Start der SRBM, 430 km, apogee 90 km", "und"),
        ("Village fair, 300 people, 40 kg cake", "und"),
        ("Lanzó un SRBM, 430 km", "und"),
        ("SRBM 430 km " + "kilometrow dalej lecial pocisk balistyczny krotkiego zasiegu " * 6, "und"),
    ],
)
def test_a_few_words_about_missiles_are_english(text: str, code: str) -> None:
    assert language_of(text) == code
