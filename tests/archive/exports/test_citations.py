"""Citations: one for each value, found again by its id, with the exact words, in BibTeX and in CSL-JSON."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.exports.held import ADDRESS, examples, gazetteer
from tests.archive.nouns import sample
from trackside.archive import Archive, open_archive
from trackside.archive.exports import Wanted, export
from trackside.archive.exports.bibtex import escaped

# What LaTeX sets for each command; read here without a look at how it was written.
LETTERS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\#": "#",
    r"\$": "$",
    r"\%": "%",
    r"\&": "&",
    r"\_": "_",
}
# What the CSL data schema 1.0.2 allows at this place, as far as it is used here.
CSL_KEYS = {
    *("id", "type", "title", "author", "container-title", "issued", "accessed", "URL", "source", "language", "note"),
    "keyword",
}


def parsed(text: str) -> dict[str, dict[str, str]]:
    """Entries by key, as BibTeX reads them: braces are counted, whatever stands before them."""
    entries: dict[str, dict[str, str]] = {}
    at = 0
    while (start := text.find("@", at)) >= 0:
        head = re.compile(r"@(\w+)\{([^,\s]+),\n").match(text, start)
        assert head, text[start : start + 60]
        assert head[2] not in entries
        fields = entries[head[2]] = {"": head[1]}
        at = head.end()
        while field := re.compile(r"  (\w+) = (?=\{)").match(text, at):
            end = closing(text, field.end())
            fields[field[1]] = text[field.end() + 1 : end]
            at = end + 1
            at += text[at : at + 2] == ",\n"
            at += text[at : at + 1] == "\n"
        assert text[at] == "}", text[at : at + 60]
        at += 1
        assert not text[at:].lstrip("\n") or text[at:].lstrip("\n")[0] == "@"
    return entries


def closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise AssertionError("a brace is never closed")


def plain(value: str) -> str:
    """A value as it is set: outer braces of protection gone, commands as letters."""
    inner = value[1:-1] if value.startswith("{") and closing(value, 0) == len(value) - 1 else value
    return re.sub("|".join(map(re.escape, LETTERS)), lambda m: LETTERS[m[0]], inner)


def bib_of(archive: Archive, tmp_path: Path, per: str = "") -> dict[str, dict[str, str]]:
    path = export(archive, tmp_path / "x.bib", wanted=Wanted(per=per), gazetteer=gazetteer()).path
    return parsed(path.read_text(encoding="utf-8"))


def csl_of(archive: Archive, tmp_path: Path, per: str = "") -> list[dict[str, Any]]:
    path = export(archive, tmp_path / "x.csl.json", wanted=Wanted(per=per), gazetteer=gazetteer()).path
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_value_has_its_own_citation_with_its_exact_words(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        entries, items = bib_of(archive, tmp_path), csl_of(archive, tmp_path)
        claims = {c.id: c for x in archive.launches() for c in x.claims}
        assert list(entries) == list(claims) == [i["id"] for i in items]
        for item in items:
            claim, entry = claims[item["id"]], entries[item["id"]]
            assert archive.show(item["id"])["quote"] == claim.quote.exact
            document = archive.reading(claim.quote.document_id).document
            for note in (plain(entry["note"]), item["note"]):
                assert f"“{claim.quote.exact}” (characters {claim.quote.start} to {claim.quote.end})" in note
                assert document.sha256 in note
            assert plain(entry["title"]) == item["title"] == document.title


def test_an_entry_is_what_biblatex_wants(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        entries = bib_of(archive, tmp_path, per="document").values()
        held = {h.title: h for h in archive.documents()}
    for e in entries:
        document = held[plain(e["title"])]
        on_web = document.address == ADDRESS
        assert e[""] == ("online" if on_web else "misc")
        assert e.get("date") == str(document.published)
        assert e["urldate"] == "2026-03-01"
        assert ("url" in e, "author" in e, "howpublished" in e) == (on_web, on_web, not on_web)
    online = next(e for e in entries if e[""] == "online")
    assert online["url"] == "https://www.example.jp/news_%7Ba%7D?x=1&y=50%25#top"
    assert plain(online["author"]) == "example.jp"


def test_items_keep_to_the_csl_data_schema(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        items = csl_of(archive, tmp_path) + csl_of(archive, tmp_path, per="document")
    for item in items:
        assert {"id", "type", "title", "issued", "accessed"} <= set(item) <= CSL_KEYS
        assert item["type"] in {"webpage", "document"}
        assert (item["type"] == "webpage") == ("URL" in item)
        for key in ("issued", "accessed"):
            ((year, month, day),) = item[key]["date-parts"]
            assert (1900 < year < 2100, 0 < month < 13, 0 < day < 32) == (True, True, True)
    assert {i["URL"] for i in items if "URL" in i} == {ADDRESS}


@given(st.text(st.sampled_from("\\{}~^#$%&_ aé발\"'\n@,=")))
def test_every_text_comes_back_from_latex(text: str) -> None:
    value = escaped(text)
    assert plain(f"{{{value}}}") == text
    assert not re.search(r"(?<!\\)[#$%&_~^]", value)


@pytest.mark.parametrize(
    "title", ["100 % of {it}", "} @misc{x,", "\\input{/etc/passwd}", "R&D_1 ~ $5 ^ #2", "발사 “성공”"]
)
def test_a_title_with_letters_that_mean_something_to_latex(title: str, tmp_path: Path) -> None:
    intake, document, reading = sample()
    odd = dataclasses.replace(document, title=title)
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        archive.add(intake, odd, dataclasses.replace(reading, document=odd))
        archive.settle()
        entries, items = bib_of(archive, tmp_path), csl_of(archive, tmp_path)
    assert len(entries) == 4
    assert {plain(e["title"]) for e in entries.values()} == {i["title"] for i in items} == {title}


def test_what_is_not_told_is_left_out(tmp_path: Path) -> None:
    intake, document, reading = sample()
    bare = dataclasses.replace(document, published=None)
    about = dataclasses.replace(reading.mentions[0], document_id=bare.id)
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        archive.add(
            intake,
            bare,
            dataclasses.replace(reading, document=bare, mentions=(about,), claims=(), reactions=(), history=()),
        )
        archive.settle()
        (entry,), (item,) = bib_of(archive, tmp_path, "document").values(), csl_of(archive, tmp_path, "document")
    assert "date" not in entry
    assert "issued" not in item
    assert plain(entry["title"]) == item["title"] == "report0.txt"
