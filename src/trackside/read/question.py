"""A statement about history in words -> the `Question` it claims an answer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from trackside.moment import Moment
from trackside.read.asking import Asking, Found
from trackside.read.lexicon import Lexicon
from trackside.read.question_time import dated, period
from trackside.read.question_what import category
from trackside.read.topic.words import plain
from trackside.record import Category, Period, Question

# What a record is of where the words do not say, by shape of the words: "the longest" is a distance.
_BRACKETS = re.compile(r"\([^()]{0,120}\)|（[^（）]{0,120}）")
# Words without an ordinal of their own go with the clause before them when they are shorter than this.
SHORT_CLAUSE = 3
FIRSTS = ("first", "none", "last", "pause", "never")


def question(words: str, *, on: Moment, country: str, lexicon: Lexicon, since: Moment | None = None) -> Question | None:
    """The question that a statement answers, or None where what is counted cannot be told; the first of several."""
    return next(iter(questions(words, on=on, country=country, lexicon=lexicon, since=since)), None)


def questions(
    words: str, *, on: Moment, country: str, lexicon: Lexicon, since: Moment | None = None
) -> tuple[Question, ...]:
    """Every question that a statement answers: "the 13th of the year and the fourth of its type" answers two.

    Parameters
    ----------
    words : str
        The statement, in the lexicon's language.
    on : Moment
        The day of the launch it speaks of, from which "this year" and "since March" count.
    country : str
        Who launched, ISO 3166 alpha-2: whose launches are counted.
    lexicon : Lexicon
        The words of the language.
    since : Moment or None
        The date the statement counts from, where it is known already from the text around it.
    """
    asking = lexicon.asking
    if asking is None:
        return ()
    text = " ".join(_BRACKETS.sub(" ", plain(words).translate({0x2019: "'", 0x2018: "'"})).split())
    marks = dated(text, lexicon, on)
    found: list[Question] = []
    for start, end in _clauses(asking, text, [(m.start, m.end) for m in marks]):
        one = _of_clause(asking, lexicon, text[start:end], on, found[-1] if found else None)
        if one is not None:
            found.append(replace(one, words=words, country=country))
    if len(found) == 1 and since is not None and found[0].period.since is None and not found[0].period.unknown:
        found = [_from(found[0], since, named=asking.has("since", text) or asking.has("since_behind", text))]
    return tuple(found)


def _from(one: Question, since: Moment, *, named: bool) -> Question:
    """A question with the date that its statement is known to count from, where it counts from one ("since then")."""
    back = one.shape in ("first_since", "interval") and one.period.lasting is None
    if not back and not (named and one.shape == "first_of_kind"):
        return one
    shape = "first_since" if one.shape == "first_of_kind" else one.shape
    return replace(one, shape=shape, period=replace(one.period, since=since, launched=True))


def _clauses(asking: Asking, text: str, dates: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a statement that each compare: a part that compares nothing stays with the one before it."""
    cuts = [m for m in asking.find("split", text) if not any(a < m.end and m.start < b for a, b in dates)]
    ends, begins = [*[m.start for m in cuts], len(text)], [0, *[m.end for m in cuts]]
    start, last = 0, len(ends) - 1
    for at, end in enumerate(ends):
        after = text[begins[at + 1] : ends[at + 1]] if at < last else ""
        whole = at == last or asking.has("stop", text[end : begins[at + 1]])
        if whole or (_compares(asking, text[start:end]) and _compares(asking, after)):
            if _compares(asking, text[start:end]) or start == 0:
                yield start, end
            start = begins[at + 1] if at < last else end


def _compares(asking: Asking, text: str) -> bool:
    if any(asking.has(group, text) for group in ("first", "never", "none", "last", "record")):
        return True
    if asking.has("again", text) or asking.has("gap", text):
        return True
    return bool(_ordinal(asking, text)) or (asking.has("count", text) and len(text.split()) >= SHORT_CLAUSE)


def _of_clause(asking: Asking, lexicon: Lexicon, text: str, on: Moment, before: Question | None) -> Question | None:
    marks = dated(text, lexicon, on)
    shape, ordinal, measure, per = _shape(asking, text)
    if not shape or asking.has("nations", text):
        return None
    when, spans = period(asking, text, marks, on, shape=shape, ordinal=ordinal)
    if shape == "first":
        shape, when = _first(when)
    if shape == "record" and measure == "count" and (when.inside or when.lasting):
        # "Seven in January, the most": the period is one of those compared.
        per, when = per or _length(when), Period()
    what, told = category(asking, lexicon, text, spans, counted=shape == "nth" or measure == "count")
    if before is not None and not told:
        what = before.category
    if shape == "first_since" and not when.since and not when.lasting and not when.unknown:
        return None
    return Question(shape, what, when, ordinal, measure, per)


def _shape(asking: Asking, text: str) -> tuple[str, int, str, str]:
    """Shape, ordinal, measure and span of a record; ``first`` where the period decides what sort of first it is."""
    record = asking.first("record", text)
    ordinal = _ordinal(asking, text)
    first = asking.first("first", text)
    barred = [(f.start, f.end) for f in asking.find("no_ordinal", text)]
    first = None if first and _within(first, barred) else first
    if record and record.meaning == "other" and not first and not ordinal:
        return "", 1, "", ""
    if record and record.meaning != "other" and not ordinal and not first:
        per = asking.first("per", text)
        measure = "count" if per and record.meaning == "power" and asking.has("counts_much", text) else record.meaning
        return "record", 1, measure, per.meaning if per and measure == "count" else ""
    if asking.has("again", text) and not ordinal and not first:
        return "interval", 1, "", ""
    if ordinal:
        return "nth", ordinal, "", ""
    if first or any(asking.has(group, text) for group in ("none", "last", "pause", "gap", "never")):
        return "first", 1, "", ""
    count = asking.first("count", text)
    number = asking.number(str(count.parts["n"])) if count else 0
    return ("nth", number, "", "") if number > 1 else ("", 1, "", "")


def _first(when: Period) -> tuple[str, Period]:
    """What sort of first it is: of a year, since something, or ever."""
    if when.inside:
        return "nth", when
    return ("first_since", when) if when.since or when.lasting or when.unknown else ("first_of_kind", when)


def _length(when: Period) -> str:
    """The name of the span that a period is as long as: "the most in January" is a record of months."""
    days = (when.since.latest - when.since.earliest).days if when.since else 0
    return "day" if days < 2 else "week" if days < 8 else "month" if days < 32 else "year"


def _ordinal(asking: Asking, text: str) -> int:
    """The ordinal of a clause that compares launches, or 0."""
    barred = [(f.start, f.end) for f in asking.find("no_ordinal", text)]
    for hit in asking.find("ordinal", text):
        if not _within(hit, barred) and (number := asking.number(str(hit.parts["n"]))) > 1:
            return number
    return 0


def _within(hit: Found, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start < end for start, end in spans)


__all__ = ["Category", "question", "questions"]
