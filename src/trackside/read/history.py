"""Statements that set a launch among others: first since, n-th, record, first of its kind, interval."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from trackside.read.marks import Marks, within
from trackside.read.when import DateMark
from trackside.record import HISTORY_KINDS

# How far a statement may go on behind the words that make it one.
LONGEST_TAIL = 120
_CLAUSE = re.compile(r"[,;:.!?](?=\s|[\"”’)]|$)|\s[-–—]+\s|\n\s*\n")


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """A history statement in the words ``text[start:end]``; `since` is the date it counts from, where it names one."""

    kind: str
    since: DateMark | None
    start: int
    end: int


def comparisons(marks: Marks) -> Iterator[Comparison]:
    """Every history statement of a text outside its headings, at most one of a kind in a sentence."""
    for part in marks.sentences:
        if part.heading:
            continue
        for kind in HISTORY_KINDS:
            worded = marks.has(f"{kind}_word", part.start, part.end)
            pattern = marks.lexicon.patterns.get(f"history_{kind}") if worded else None
            match = pattern.search(marks.text, part.start, part.end) if pattern else None
            if match:
                since = next(iter(within(marks.dates, match.start(), part.end)), None)
                counted = since if kind in ("first_since", "nth_in_period", "interval") else None
                yield Comparison(kind, counted, match.start(), _clause_end(marks.text, match.end(), part.end, since))


def _clause_end(text: str, end: int, limit: int, since: DateMark | None) -> int:
    """Where the statement's own clause ends, its date included, so that its quote says what it claims."""
    least = max(end, _bare_end(text, since)) if since and since.start - end < LONGEST_TAIL else end
    stop = _CLAUSE.search(text, least, min(limit, least + LONGEST_TAIL))
    return stop.start() if stop else limit if limit - least <= LONGEST_TAIL else least


def _bare_end(text: str, date: DateMark) -> int:
    """Where a date ends without the dot behind its month, which may be the sentence's full stop."""
    return date.end - text[: date.end].endswith(".")
