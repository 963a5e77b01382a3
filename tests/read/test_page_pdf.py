"""PDF to a Document: words, title, day; pictures, locks and damage in one line each."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from trackside.errors import BadDocument
from trackside.read import page_pdf
from trackside.read.page import page

LINES = (
    "Joint staff: missile flew 640 km",
    "SEOUL, Jan. 12, 2022 -- The joint staff said on Wednesday that the missile",
    "flew about 640 km and reached 97 km. It fell into the sea.",
)


def pdf(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """A PDF with lines of text on each page, written by hand (ISO 32000-1, sections 7.5 and 9.4)."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = "\n".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 750 Td\n{shown}\nET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    body += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    )
    return (body + f"startxref\n{body.index('xref')}\n%%EOF\n").encode()


def refusal(raw: bytes) -> str:
    with pytest.raises(BadDocument) as caught:
        page(raw, "report.pdf")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("report.pdf: ")
    return str(caught.value)


def test_words_title_and_day_of_a_text_layer() -> None:
    read = page(pdf([LINES]), "report.pdf")
    assert read.text == "\n".join(LINES)
    assert (read.title, read.published, read.language) == (LINES[0], dt.date(2022, 1, 12), "en")
    assert read.text[: read.title_end] == LINES[0]


def test_what_the_file_tells_of_itself_counts_where_the_page_is_silent() -> None:
    info = "/Title (Joint staff: missile flew 640 km) /CreationDate (D:20220113090000+09'00')"
    read = page(pdf([[LINES[0], LINES[2]]], info), "report.pdf")
    assert (read.title, read.published) == (LINES[0], dt.date(2022, 1, 13))
    assert page(pdf([LINES], info), "report.pdf").published == dt.date(2022, 1, 12)
    assert page(pdf([LINES], "/Title (Microsoft Word - final2.doc)"), "report.pdf").title == LINES[0]
    assert page(pdf([LINES], "/Title (Untitled)"), "report.pdf").title == LINES[0]


def test_a_sentence_runs_on_over_the_page_and_running_lines_go() -> None:
    pages = [
        ["Ministry of Defence", "The missile flew about", "1"],
        ["Ministry of Defence", "640 km to the east. It then", "2"],
        ["Ministry of Defence", "fell into the sea.", "3"],
    ]
    assert (
        page(pdf(pages), "report.pdf").text
        == "The missile flew about\n\n640 km to the east. It then\nfell into the sea."
    )


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("A mis-\nsile flew. The missile fell.", "A missile flew. The missile fell."),
        ("a bal-\nlistic missile", "a ballistic missile"),
        ("an alti-\ntude of 90 km", "an altitude of 90 km"),
        ("the Hwa-\nsong-17 flew", "the Hwasong-17 flew"),
        ("a medium-range bal-\nlistic missile", "a medium-range ballistic missile"),
        ("the an-\nnouncement said", "the announcement said"),
        ("A short-\nrange one flew.", "A short-range one flew."),
        ("a submarine-\nlaunched missile", "a submarine-launched missile"),
        ("a solid-\nfuelled engine", "a solid-fuelled engine"),
        ("a state-\nowned agency", "a state-owned agency"),
        ("a Tokyo-\nbased analyst", "a Tokyo-based analyst"),
        ("the by-\nproduct; each by-product", "the by-product; each by-product"),
        ("Leader Kim Jong-\nun watched", "Leader Kim Jong-un watched"),
        ("The Indo-\nPacific Command", "The Indo-\nPacific Command"),
        ("from 1990-\nto 2000", "from 1990-\nto 2000"),
    ],
)
def test_a_word_divided_at_a_line_end_is_made_whole_and_keeps_a_hyphen_of_its_own(divided: str, whole: str) -> None:
    assert page_pdf.joined([divided]) == whole


@pytest.mark.parametrize("hyphen", ["-", "\\255"])
def test_a_word_divided_in_a_file_is_made_whole(hyphen: str) -> None:
    lines = [
        "SEOUL, Jan. 12, 2022 -- North Korea fired a short-",
        f"range bal{hyphen}",
        "listic missile on Wednesday, the joint staff said. It rose to an alti-",
        "tude of 97 km and flew 640 km.",
    ]
    text = " ".join(page(pdf([lines]), "report.pdf").text.split())
    assert "fired a short-range ballistic missile on Wednesday" in text
    assert "an altitude of 97 km" in text


def test_pictures_alone_are_refused() -> None:
    writer, raw = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(raw)
    assert "without a text layer" in refusal(raw.getvalue())


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_refused(password: str) -> None:
    writer, raw = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([LINES])))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(raw)
    assert "is an encrypted PDF" in refusal(raw.getvalue())


def test_broken_and_boundless_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is a broken PDF" in refusal(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    loop = pdf([LINES]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert "PDF" in refusal(loop)
    monkeypatch.setattr(page_pdf, "MOST_PAGES", 2)
    assert "has 3 pages, the most is 2" in refusal(pdf([LINES] * 3))
    monkeypatch.setattr(page_pdf, "LARGEST_BYTES", 100)
    assert "million letters" in refusal(pdf([LINES]))
    monkeypatch.setattr(page_pdf, "LARGEST_PDF_BYTES", 500)
    assert "is a PDF of 0 MB, the most is 0 MB" in refusal(pdf([LINES]))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_is_refused_or_repaired(data: st.DataObject) -> None:
    raw = bytearray(pdf([LINES, LINES]))
    for place in data.draw(st.lists(st.integers(8, len(raw) - 1), min_size=1, max_size=12)):
        raw[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadDocument):
        assert page(bytes(raw), "report.pdf").text.strip()


def test_repairs_are_made_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    wrong_place = pdf([LINES]).replace(b"startxref\n", b"startxref\n9")
    assert page(wrong_place, "report.pdf").text == "\n".join(LINES)
    assert capsys.readouterr().err == ""
