"""Plain text and Markdown: what stands on the page, and where its title ends."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import final

from trackside.read.page_date import full_dates, only_date

# A headline is shorter than this; longer first lines are prose.
LONGEST_TITLE = 150
# The title is looked for in the first few paragraphs only.
_HEAD_BLOCKS = 3

_BLOCK = re.compile(r"(?<![^\S\n])[^\S\n]*+\S[^\n]*(?:\n[^\S\n]*+\S[^\n]*)*")
_SLUG = re.compile(r"[A-Z0-9][A-Z0-9/&-]*")
_BYLINE = re.compile(r"(?:by|posted by|written by)\s|[(\[（【].*[)\]）】]$|update\s*:", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^(?:date|dated)?[:\s]*$", re.IGNORECASE)
_SENTENCE_END = (".", "。", "．")

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_ROW = re.compile(r"^(\w+)[ \t]*:[ \t]*(.{1,300}?)[ \t]*$", re.MULTILINE)
_MARKS = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?: \"[^\"\n]{0,300}\")?\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?: \"[^\"\n]{0,300}\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\[[^\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"^\[[^\]\n]{1,100}\]:[ \t]*\S+.*\n?", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^\s<>]{1,2000})>"), r"\1"),
    (re.compile(r"^(?:```|~~~).*\n?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]{1,9}(.{1,300}?)[ \t]{0,9}#{0,6}[ \t]{0,9}$", re.MULTILINE), r"\1"),
    (re.compile(r"^(.{0,300}\S)[ \t]{0,9}\n(?:={3,}|-{3,})[ \t]{0,9}$", re.MULTILINE), r"\1\n"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,500})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_\n]{1,500})(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!`)`([^`\n]{1,500})`(?!`)"), r"\1"),
)
_FIRST_HEADING = re.compile(r"^[ \t]{0,3}#[ \t]{1,9}(.{1,300}?)[ \t]{0,9}#{0,6}[ \t]{0,9}$", re.MULTILINE)


@final
@dataclass(frozen=True, slots=True)
class Front:
    """What a Markdown file says of itself above its text."""

    title: str
    published: dt.date | None


def title_of(text: str) -> tuple[str, int]:
    """The headline a text begins with and where it ends; ``("", 0)`` where it begins with prose.

    A headline is a short line that does not end a sentence, in a paragraph before the first prose. Lines that only
    date, sign or label the text are passed over, and so is a letterhead (a paragraph with a date in it) when a single
    headline follows.
    """
    blocks = _headings(text)
    if not blocks:
        return "", 0
    first = blocks[0]
    chosen = _candidates(text, first)
    letterhead = not chosen or any(full_dates_in(text[s:e]) for s, e in first)
    if letterhead and len(blocks) > 1 and len(blocks[1]) == 1 and (later := _candidates(text, blocks[1])):
        return _titled(text, *later[0])
    if chosen:
        return _titled(text, *_continued(text, chosen[0], first))
    return _dated_heading(text, first)


def full_dates_in(line: str) -> bool:
    """Whether a line holds a full date."""
    return next(full_dates(line), None) is not None


def plain(markdown: str) -> tuple[str, Front]:
    """Markdown as it reads on the page, without emphasis marks, heading marks, link targets, pictures and front matter.

    Words and numbers are never changed; list marks, tables and line breaks stay as they are written.
    """
    front, rows = _FRONT.match(markdown), {}
    if front:
        rows = {key.lower(): value.strip("'\"") for key, value in _FRONT_ROW.findall(front[1])}
        markdown = markdown[front.end() :]
    heading = _FIRST_HEADING.search(markdown)
    words = _without_marks(_without_comments(markdown))
    told = next((d.day for d in full_dates(rows.get("date", rows.get("published", "")))), None)
    title = rows.get("title") or (heading[1] if heading else "")
    return words, Front(" ".join(_without_marks(title).split()), told)


def _without_marks(markdown: str) -> str:
    for pattern, instead in _MARKS:
        markdown = pattern.sub(instead, markdown)
    return markdown


def _without_comments(markdown: str) -> str:
    first, *rest = markdown.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in rest)


def begins_with(text: str, title: str) -> int:
    """Where a title ends that a text begins with, white space aside; 0 where it begins otherwise."""
    words = title.split()
    if not words:
        return 0
    found = re.match(r"\s*" + r"\s+".join(map(re.escape, words)), text)
    return found.end() if found else 0


def _headings(text: str) -> list[list[tuple[int, int]]]:
    """The lines (start, end) of the paragraphs before the first prose, at most the first few."""
    blocks: list[list[tuple[int, int]]] = []
    for found in _BLOCK.finditer(text, 0, min(len(text), 2000)):
        lines = _lines(text, found.start(), found.end())
        headings = [span for span in lines if _may_be_heading(text[slice(*span)])]
        body = len(headings) < len(lines)
        if headings and headings[0] == lines[0] and (not body or len(lines) > 1):
            kept = _before_prose(text, lines)
            blocks += [kept] if kept else []
        if body or len(blocks) == _HEAD_BLOCKS:
            break
    return [b for b in blocks if not all(only_date(text[s:e]) for s, e in b)]


def _before_prose(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The heading lines of a paragraph; none when it is prose broken into lines."""
    if all(_may_be_heading(text[s:e]) for s, e in lines):
        return lines if len(lines) <= 6 else []
    if len(lines) == 2 or full_dates_in(text[slice(*lines[1])]):
        return [] if text[lines[1][0] : lines[1][0] + 1].islower() else lines[:1]
    return []


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, at = [], start
    for line in text[start:end].split("\n"):
        lead = len(line) - len(line.lstrip())
        spans.append((at + lead, at + len(line.rstrip())))
        at += len(line) + 1
    return spans


def _may_be_heading(line: str) -> bool:
    return 0 < len(line) < LONGEST_TITLE and (not line.endswith(_SENTENCE_END) or only_date(line))


def _candidates(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines that may be the headline, a label before the words ("date 2021-09-16") cut off."""
    found = []
    for start, end in lines:
        line = text[start:end]
        lead = next((d.end for d in full_dates(line) if _DATE_LABEL.match(line[: d.start])), 0)
        rest = line[lead:].lstrip(" \t:,-–—|")
        labelled = lead and len(rest.split()) >= 4
        if labelled or not (only_date(line) or _SLUG.fullmatch(line) or _BYLINE.match(line) or full_dates_in(line)):
            found.append((end - len(rest) if labelled else start, end))
    return found


def _continued(text: str, first: tuple[int, int], lines: list[tuple[int, int]]) -> tuple[int, int]:
    """A headline that runs on into the next line, which then begins with a small letter."""
    start, end = first
    for s, e in lines:
        if s == end + 1 and text[s].islower():
            end = e
    return start, end


def _dated_heading(text: str, lines: list[tuple[int, int]]) -> tuple[str, int]:
    """A letterhead line with a date in it, where there is no other heading."""
    for start, end in lines:
        if full_dates_in(text[start:end]) and not only_date(text[start:end]):
            return _titled(text, start, end)
    return "", 0


def _titled(text: str, start: int, end: int) -> tuple[str, int]:
    return " ".join(text[start:end].split()), end
