"""Statements about history made false on purpose: how many of them pass as true?

Each is made of a question whose statement is true: a number off by one or by three, "the first since" moved back behind
the launch that it counts from, a span twice as long, "the first" made "the second".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from trackside.assess import HistoryCheck, judge_history
from trackside.assess.counting import is_of, kinds_of, ways
from trackside.measure import Estimate, Verdict
from trackside.moment import Moment, day, local_days
from trackside.record import Chronicle, Question

OFF = (-3, -1, 1, 3)


class Variant(NamedTuple):
    """A question made false, and how."""

    how: str
    question: Question


def variants(question: Question, past: Chronicle, on: Moment) -> Iterator[Variant]:
    """Every variant of a true question that is false by the counting that made it true."""
    span, inside = question.period.lasting, question.shape == "nth"
    for off in OFF if inside else ():
        number = question.ordinal + off
        if number > 1 or (number == 1 and span is None):
            yield Variant(f"number {off:+d}", replace(question, ordinal=number))
    if question.shape == "first_of_kind":
        yield Variant("first made second", replace(question, shape="nth", ordinal=2))
    if span is not None:
        # "The second in a month" made "the first in two months"; what is no count stays what it is.
        low = 1.8 * span.best
        twice = Estimate(2 * span.best, max(low, 2 * span.low), max(2 * span.best, 2 * span.high), span.unit)
        shape = "first_since" if inside else question.shape
        period = replace(question.period, lasting=twice)
        yield Variant("span twice as long", replace(question, shape=shape, ordinal=1, period=period))
    if question.shape == "first_since" and question.period.since is not None:
        yield from _moved_back(question, past, on)


def _moved_back(question: Question, past: Chronicle, on: Moment) -> Iterator[Variant]:
    """ "The first since" the last launch before the one that it counts from, which lies between."""
    since = question.period.since
    if since is None or not question.period.launched:
        return
    way = next(ways(question.category, None, ("launches",)))
    of = [e for e in past.events if e.country == question.country]
    mine = [e for e in of if is_of(e, question.category, way, kinds_of(e))]
    # The launch it counts from must be held, with one before it: the new claim passes over it.
    first, last = local_days(since)
    there = [e for e in mine if first <= _local(e.when) <= last]
    before = [e for e in mine if _local(e.when) < first]
    if there and before:
        back = day(_local(before[-1].when), on.zone)
        yield Variant("since moved back", replace(question, period=replace(question.period, since=back)))


def _local(when: Moment) -> dt.date:
    return when.earliest.astimezone(ZoneInfo(when.zone)).date()


def judged(question: Question, past: Chronicle, on: Moment) -> list[tuple[Variant, HistoryCheck]]:
    """Every variant of a question with its check; none where the question itself does not come out true."""
    if judge_history(question, past, on, question.country).verdict is not Verdict.CONSISTENT:
        return []
    return [(v, judge_history(v.question, past, on, question.country)) for v in variants(question, past, on)]
