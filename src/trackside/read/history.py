"""Statements that set a launch among others: first since, n-th, record, first of its kind, interval."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.marks import Marks, within
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.read.when import DateMark
from trackside.record import HISTORY_KINDS

# How far a statement may go on behind the words that make it one.
LONGEST_TAIL = 120
# How far a statement may reach from its anchor, and how far before it the words stand that begin it.
LONGEST_STATEMENT, LEAD = 260, 70
_CLAUSE = re.compile(r"[,;:.!?](?=\s|[\"”’)]|$)|\s[-–—]+\s|\n\s*\n")
# Forms that may stand in a sentence beside the one that tells of the launch.
_BESIDE = (
    "record_never",
    "record_set",
    "record_beaten",
    "first_of_kind_none",
    "first_since_none",
    "first_since_counted",
    "first_since_last_time",
    "nth_in_period_bare",
    "nth_in_period_ordinal",
    "interval_second",
)
# Forms that need a date; that count; and that need words before them which set one launch among others.
_DATED = (
    "first_since_last",
    "first_since_last_time",
    "first_since_last_back",
    "first_since_previous",
    "first_since_previous_missile",
    "first_since_previous_recent",
    "first_since_done",
)
_COUNTING = (
    "nth_in_period_year",
    "nth_in_period_ordinal",
    "nth_in_period_count",
    "nth_in_period_count_alone",
    "nth_in_period_under",
    "first_since_counted",
)
_TOLD = (
    "nth_in_period_bare",
    "nth_in_period_time",
    "nth_in_period_of",
    "first_of_kind_test",
    "first_of_kind_test_fire",
    "first_of_kind_doer",
)
_OFTEN = re.compile(r"(?:twice|thrice|\w+\s+times)\b", re.IGNORECASE)
# "The second in six days" tells how long after the first, and not how many there were.
_SECOND_IN = re.compile(r"second\s+in\s+[\w-]+\s+(?:days|weeks|months)", re.IGNORECASE)
_COUNTED = ("first_since", "nth_in_period", "interval")
# "It was the", ", its", "Britain's": what makes an ordinal say which of many, and no mere telling-apart of today's.
_SETS = re.compile(
    r"\b(?:is|was|were|be|been|being|marks?|marked|makes?|made|became|becoming|represents?|represented|called|as|for)\b"
    r"[^.;,]{0,40}\Z"
    r"|[,(:–—-]\s*(?:its|their|the|a|his|[\w’' ]{0,24}[’']s?)\s*\Z"
    r"|(?:\b(?:its|their|a|own|with\s+the|and\s+(?:also\s+)?the)|[’']s?)\s+\Z",
    re.IGNORECASE,
)
# Where the noun ends that an ordinal counts: "first remarks | on the missile".
_HEAD_ENDS = re.compile(r"\s(?:of|on|about|for|since|in|by|from|to|with|over|at|that|which|who|when|it|this)\b")
_OF_WHAT = re.compile(r"\s+of\s+(?:(?:an?|the|its)\s+)?(?:new\s+)?(?:[A-Z]|missile|weapon|type)")
_FREE = re.compile(r"\s*(?:$|[,:—–-]|(?:since|in|within|inside|outside|to|time|such|of|by|from|over|under|this|so)\b)")
_DAY = re.compile(r"\b(?:on|by|since|until|from|of)\s+(?:the\s+)?(?:night\s+of\s+the\s+)?\d*$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:(?:just|only|about|barely|some|less\s+than|more\s+than|within)\s+)?(?:an?\s+)?[\w,-]{1,60}\s{1,12}$"
)
# Another launch, in words that name none: "fired another", "the sixth time".
_OTHER = re.compile(r"\b(?<!one )another\b|\b\w+(?:st|nd|rd|th|second|third)\s+time\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+$")
_THAT = re.compile(
    r"\b(?:it|that|this|which|launch|test|shot|firing)\s+(?:is|was|came|comes|took\s+place|follows?|followed)\b",
    re.IGNORECASE,
)


# A form of statement: its name and its pattern.
Form = tuple[str, re.Pattern[str]]


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """A history statement in the words ``text[start:end]``; `since` is the date it counts from, where it names one."""

    kind: str
    since: DateMark | None
    start: int
    end: int


def comparisons(marks: Marks) -> Iterator[Comparison]:
    """Every history statement of a text outside its headings."""
    forms = _forms(marks)
    starts = marks.sentences.starts
    words = (marks.hits.get(f"{kind}_word", ()) for kind in HISTORY_KINDS)
    for number in sorted({marks.number(h.start) for hits in words for h in hits}):
        part, earlier = marks.sentences[number], starts[number - 2] if number > 1 else 0
        for kind in HISTORY_KINDS if not part.heading else ():
            anchors = marks.words(f"{kind}_word", part.start, part.end)
            if anchors:
                yield from _of_kind(marks, part, kind, anchors, _standing(marks, part, earlier, forms[kind]))


def _forms(marks: Marks) -> dict[str, list[Form]]:
    """The forms of each kind of statement, by name without "history_"."""
    named = [(k.removeprefix("history_"), p) for k, p in marks.lexicon.patterns.items() if k.startswith("history_")]
    return {kind: [(k, p) for k, p in named if k.startswith(f"{kind}_")] for kind in HISTORY_KINDS}


def _standing(marks: Marks, part: Sentence, earlier: int, forms: list[Form]) -> list[Form]:
    """Those forms that may stand in a sentence, which tells of launches or stands near one that does."""
    if _of_launches(marks, part.start, part.end):
        return forms
    near = _of_launches(marks, earlier, part.start)
    return [(k, p) for k, p in forms if (near and k in _BESIDE) or k == "first_since_long"]


def _of_kind(
    marks: Marks, part: Sentence, kind: str, anchors: Sequence[Hit[str]], forms: list[Form]
) -> Iterator[Comparison]:
    """The statements of one kind in a sentence, none within another."""
    beyond = part.start
    for anchor in anchors:
        if anchor.start < beyond or _in_date(marks, anchor.start):
            continue
        tried = (_tried(marks, part, n, p, anchor.start) for n, p in forms)
        match = next((m for m in tried if m), None)
        if match is None:
            continue
        since = next(iter(within(marks.dates, match.start(), part.end)), None)
        end = _clause_end(marks.text, match.end(), part.end, since)
        beyond = match.end()
        start = _whole_start(marks.text, part.start, match.start(), kind)
        yield Comparison(kind, since if kind in _COUNTED else None, start, end)


def _tried(marks: Marks, part: Sentence, form: str, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
    """The match of one form of statement at an anchor, when what it compares are launches."""
    match = pattern.match(marks.text, at, min(part.end, at + LONGEST_STATEMENT))
    return match if match and _fits(marks, part, form, match) else None


def _fits(marks: Marks, part: Sentence, form: str, match: re.Match[str]) -> bool:
    """Whether the words of a form compare launches, and do not only tell today's apart."""
    start, end = match.span()
    if form == "interval_after":
        return _between_launches(marks, part, match)
    if form in _DATED:
        return any(_is_told(marks, d) for d in within(marks.dates, start, min(part.end, end + LEAD)))
    if form in ("first_since_none", "first_since_none_for"):
        return _of_launches(marks, start, end)
    if form in ("nth_in_period_count", "nth_in_period_count_alone") and _OFTEN.match(match[0]):
        return _of_launches(marks, part.start, part.end)
    if form in _COUNTING:
        return _counts(marks, part, match)
    set_among = form not in _TOLD or _SETS.search(marks.text, max(part.start, start - LEAD), start)
    first = form in (*_TOLD, "first_of_kind_ever") and _first_since(marks, part, start)
    return not first and bool(set_among or _OF_WHAT.match(marks.text, end))


def _is_told(marks: Marks, date: DateMark) -> bool:
    """Whether a date names a month or a year, and not only a day of this week."""
    return marks.has("months", date.start, date.end) or any(c.isdigit() for c in marks.text[date.start : date.end])


def _counts(marks: Marks, part: Sentence, match: re.Match[str]) -> bool:
    """Whether what is counted are launches, or nothing is named ("the third this year"); days of a month are not."""
    text, start = marks.text, match.start()
    after = start + len(match[0].split(maxsplit=1)[0])
    stop = _HEAD_ENDS.search(text, after, match.end())
    edge = stop.start() if stop else match.end()
    named = marks.has("history_noun", after, edge) or within(marks.systems, after, edge) or _FREE.match(text, after)
    return (
        bool(named) and not _DAY.search(text, max(part.start, start - LEAD), start) and not _SECOND_IN.match(match[0])
    )


def _of_launches(marks: Marks, start: int, end: int) -> bool:
    """Whether words speak of launches, missiles or flights."""
    spoken = marks.has("history_noun", start, end) or marks.has("history_verb", start, end)
    return spoken or bool(within(marks.systems, start, end))


def _in_date(marks: Marks, at: int) -> bool:
    return any(d.start <= at < d.end for d in within(marks.dates, at - 30, at + 1))


def _first_since(marks: Marks, part: Sentence, at: int) -> bool:
    """Whether a first is the first since something, or of a year: then it is no first of its kind."""
    names = ("history_first_since_counted", "history_nth_in_period_year")
    stop = min(part.end, at + LONGEST_STATEMENT)
    return any(marks.lexicon.patterns[n].match(marks.text, at, stop) for n in names if n in marks.lexicon.patterns)


def _between_launches(marks: Marks, part: Sentence, match: re.Match[str]) -> bool:
    """Whether the time told lies between two launches: one behind the words, and one elsewhere in the sentence."""
    text, end = marks.text, match.end()
    if re.search(r"apart$", match[0]):
        return True
    stop = _CLAUSE.search(text, end, part.end)
    edge = stop.start() if stop else part.end
    other = marks.has("history_noun", part.start, match.start()) or marks.has("history_noun", edge, part.end)
    other = other or bool(_THAT.search(text, part.start, match.start()))
    other = other or bool(_OTHER.search(text, part.start, match.start()) or _OTHER.search(text, edge, part.end))
    return other and _of_launches(marks, end, edge)


def _whole_start(text: str, first: int, start: int, kind: str) -> int:
    """Where a statement begins: with the digits before "th", with the number before "days"."""
    lead = text[max(first, start - LEAD) : start]
    amount = (_AMOUNT if kind == "interval" else _DIGITS).search(lead)
    return start - len(lead) + amount.start() if amount else start


def _clause_end(text: str, end: int, limit: int, since: DateMark | None) -> int:
    """Where the statement's own clause ends, its date included, so that its quote says what it claims."""
    least = max(end, _bare_end(text, since)) if since and since.start - end < LONGEST_TAIL else end
    stop = _CLAUSE.search(text, least, min(limit, least + LONGEST_TAIL))
    return stop.start() if stop else limit if limit - least <= LONGEST_TAIL else least


def _bare_end(text: str, date: DateMark) -> int:
    """Where a date ends without the dot behind its month, which may be the sentence's full stop."""
    return date.end - text[: date.end].endswith(".")
