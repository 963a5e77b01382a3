"""What one way of counting makes of a question: whether it holds, how many there were, and which launches decide it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

from trackside.assess.counting import (
    Day,
    Seen,
    Way,
    covered,
    day_of,
    either_day,
    is_counted,
    is_of,
    kinds_of,
    may_count,
    of_kinds,
)
from trackside.moment import local_days
from trackside.record import Chronicle, Event, Gap, Question

DAY_S = 86_400.0
ONE = dt.timedelta(days=1)
# More days than this with launches missing say no more than that much is missing.
NAMED_GAPS = 3


class Outcome(NamedTuple):
    """What one way of counting gives; `holds` is None where it cannot be told."""

    holds: bool | None
    because: str
    launches: tuple[Event, ...] = ()
    number: int | None = None


def met(because: str, launches: tuple[Event, ...] = (), number: int | None = None) -> Outcome:
    """The statement is true under a way of counting."""
    return Outcome(holds=True, because=because, launches=launches, number=number)


def missed(because: str, launches: tuple[Event, ...] = (), number: int | None = None) -> Outcome:
    """The statement is false under a way of counting."""
    return Outcome(holds=False, because=because, launches=launches, number=number)


class Counted(NamedTuple):
    """Launches of a category in a span: those that surely were, and those that may have been."""

    sure: tuple[Event, ...]
    maybe: tuple[Event, ...]


def any_gap(_gap: Gap) -> bool:
    """Every gap matters."""
    return True


@final
@dataclass(frozen=True)
class Tally:
    """One question, one way of counting, and the launches of the country up to the day spoken of."""

    question: Question
    past: Chronicle
    way: Way
    country: str
    today: dt.date
    subjects: tuple[Event, ...]
    seen: tuple[Seen, ...]

    @cached_property
    def earlier(self) -> tuple[tuple[Event, Day, bool | None], ...]:
        """Every launch of the category that was or may have been before the day spoken of."""
        own, found = {e.id for e in self.subjects}, []
        for event, kinds, local, utc in self.seen:
            when = utc if self.way.utc else local
            if when.first >= self.today or event.id in own:
                continue
            belongs = is_of(event, self.question.category, self.way, kinds)
            if belongs is not False:
                found.append((event, when, belongs))
        return tuple(found)

    def between(self, first: dt.date, last: dt.date) -> Counted:
        """Those from a first to a last day."""
        sure, maybe = list[Event](), list[Event]()
        for event, when, belongs in self.earlier:
            if when.last < first or when.first > last:
                continue
            inside = first <= when.first and when.last <= last
            (sure if inside and belongs else maybe).append(event)
        return Counted(tuple(sure), tuple(maybe))

    @cached_property
    def own(self) -> Counted:
        """The launches spoken of that are of the category, and those that may be."""
        asked = [(e, is_of(e, self.question.category, self.way, kinds_of(e))) for e in self.subjects]
        return Counted(tuple(e for e, belongs in asked if belongs), tuple(e for e, b in asked if b is None))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The days of which launches that may count are known not to be held."""
        what = self.question.category
        return tuple(g for g in self.past.gaps(self.country) if may_count(g, self.country, what, self.way))

    def covers(self, first: dt.date, last: dt.date, *, matters: Callable[[Gap], bool] = any_gap) -> bool:
        """Whether all launches that count are held in a span; of known gaps only those that matter."""
        whole = covered(self.past, self.country, first, last, self.way)
        return whole and not any(first <= g.date <= last and matters(g) for g in self.gaps)

    def unheld(self, first: dt.date, last: dt.date, *, since: str = "") -> str:
        """Why launches of a span that is not covered may be missing, in words."""
        days = [str(g.date) for g in self.gaps if first <= g.date <= last]
        known = f"; of {' and '.join(days[:NAMED_GAPS])} launches are known to be missing" if days else ""
        return f"not every launch between {since or first} and {self.today} is held{known}"

    def begins(self, *, matters: Callable[[Gap], bool] = any_gap) -> dt.date | None:
        """From which day on all launches of the country are held, if from any; taken for the day of its first."""
        firsts = [
            c.first
            for c in self.past.coverage
            if c.country == self.country and self.covers(c.first, self.today, matters=matters)
        ]
        return min(firsts, default=None)

    def last(self) -> tuple[Event, Day] | None:
        """The last launch of the category before, whose day is told."""
        sure = [(e, d) for e, d, belongs in self.earlier if belongs and d.first == d.last]
        return max(sure, key=lambda ed: ed[1].last, default=None)


def tally(t: Tally) -> Outcome:
    """What a way of counting makes of its question."""
    ask = {"first_since": first_since, "nth": nth, "first_of_kind": first_of_kind, "interval": interval}
    return ask[t.question.shape](t)


def first_since(t: Tally) -> Outcome:
    """Whether there was none since a time, or for so long."""
    period = t.question.period
    outcomes = []
    if period.since is not None:
        first, last = local_days(period.since)
        outcomes.append(_since_launch(t, first, last) if period.launched else _none_from(t, first, last))
    if period.lasting is not None:
        outcomes.append(_gap(t))
    return _both(outcomes)


def _since_launch(t: Tally, first: dt.date, last: dt.date) -> Outcome:
    """None after the time named, and one then; its day may be told by the calendar of another place."""
    there = [e for e, when, b in t.earlier if b and _then(e, when, first, last)]
    own = {e.id for e in there}
    after = t.between(last + ONE, t.today - ONE)
    sure = tuple(e for e in after.sure if e.id not in own)
    maybe = tuple(e for e in after.maybe if e.id not in own)
    said = _span_of(first, last)
    if sure:
        return missed(f"{_amount(sure)} between {said} and {t.today}", sure)
    if maybe:
        return Outcome(None, f"of {_amount(maybe)} it is not told well enough when or what", maybe)
    if not t.covers(last + ONE, t.today - ONE):
        return Outcome(None, t.unheld(last + ONE, t.today - ONE, since=said), tuple(there))
    if not there:
        before = t.last()
        known = t.covers(first, last)
        told = f"the last one before was on {before[1].last}" if before else "none is held before"
        return Outcome(False if known else None, f"none is held on {said}; {told}", (before[0],) if before else ())
    return met(f"none between {said} and {t.today}", tuple(there))


def _then(event: Event, when: Day, first: dt.date, last: dt.date) -> bool:
    """Whether a launch was in a span; of a single day, by the calendar of either place, and told to the day itself."""
    if first == last:
        return any(d.first == d.last == first for d in either_day(event))
    return when.first <= last and first <= when.last


def _none_from(t: Tally, first: dt.date, last: dt.date) -> Outcome:
    """None from a time on that is no launch's."""
    found = t.between(last, t.today - ONE)
    if found.sure:
        return missed(f"{_amount(found.sure)} between {last} and {t.today}", found.sure)
    unclear = (*found.maybe, *(t.between(first, last - ONE).sure if first < last else ()))
    if unclear:
        return Outcome(None, f"of {_amount(unclear)} it is not told well enough when or what", unclear)
    if not t.covers(first, t.today - ONE):
        return Outcome(None, t.unheld(first, t.today - ONE))
    return met(f"none between {last} and {t.today}")


def _gap(t: Tally) -> Outcome:
    """Whether the last one was as long ago as the words say: in days, or by the calendar's years and months."""
    lasting = t.question.period.lasting
    before = t.last()
    if lasting is None:
        return Outcome(None, "no span is told")
    if before is None:
        known = t.begins() is not None
        return Outcome(False if known else None, "none is held before")
    gap = (t.today - before[1].last).days
    low, high = math.floor(lasting.low / DAY_S), lasting.high / DAY_S
    said = f"the last one before was on {before[1].last}, {gap} days earlier"
    later = [e for e, d, b in t.earlier if (b is None or d.first != d.last) and d.last > before[1].last]
    if gap < low and not _by_calendar(before[1].last, t):
        return missed(said, (before[0],))
    if later:
        return Outcome(None, f"of {_amount(later)} it is not told well enough when or what", tuple(later))
    if not t.covers(before[1].last, t.today - ONE):
        return Outcome(None, f"{said}; not every launch since then is held", (before[0],))
    return Outcome(gap <= high or _by_calendar(before[1].last, t), said, (before[0],))


def _by_calendar(last: dt.date, t: Tally) -> bool:
    """Whether the numbers of the years (or months) differ by what is said: from 2017 to 2022 it is five years."""
    lasting = t.question.period.lasting
    best = lasting.best / DAY_S if lasting else 0.0
    years, months = round(best / 365.25), round(best / 30.44)
    if best >= 360:
        return abs(best - years * 365.25) < 1 and t.today.year - last.year == years
    apart = (t.today.year - last.year) * 12 + t.today.month - last.month
    return best >= 30 and abs(best - months * 30.44) < 1 and apart == months


def first_of_kind(t: Tally) -> Outcome:
    """Whether there was none ever before."""
    sure = [e for e, _, belongs in t.earlier if belongs]
    maybe = [e for e, _, belongs in t.earlier if belongs is None]
    if sure:
        return missed(f"{_amount(sure)} before, the first on {sure[0].when.date}", tuple(sure[:1]))
    if maybe:
        return Outcome(None, f"of {_amount(maybe)} before it is not told what they were", tuple(maybe))
    if t.subjects and not any(t.own):
        return unlike(t)
    begins = t.begins()
    if begins is None:
        return Outcome(None, "none is held before, but not every launch is held")
    return met(f"none before among all launches since {begins}")


def nth(t: Tally) -> Outcome:
    """Whether it is the n-th of a period."""
    n, period = t.question.ordinal, t.question.period
    if period.lasting is not None:
        return _within(t)
    begin = _begin(t)
    first = begin or dt.date.min
    before = t.between(first, t.today - ONE)
    low, high = many(t, before.sure), many(t, (*before.sure, *before.maybe))
    if t.subjects and not any(t.own) and low < n:
        return unlike(t)
    mine = t.own.sure or t.own.maybe
    own = max(1, many(t, mine))
    high += many(t, t.own.maybe) if t.own.sure else 0
    since = begin or t.begins()
    open_end = since is None or not t.covers(since, t.today)
    launches = (*before.sure, *mine)
    said = ordinal(low + 1) if own == 1 else f"{ordinal(low + 1)} to {ordinal(low + own)}"
    said = f"it was the {said}" + (f" since {begin}" if begin else " of all that are held")
    if low >= n:
        return missed(said, launches, low + own)
    if open_end or high > low:
        why = "not every launch that this counts is held" if open_end else "some are not told well enough"
        gaps = [str(g.date) for g in t.gaps if first <= g.date <= t.today][:NAMED_GAPS] if open_end else []
        why += f" (of {' and '.join(gaps)} launches are known to be missing)" if gaps else ""
        return Outcome(None, f"{said}, but {why}", launches, low + own)
    return Outcome(low < n <= low + own, said, launches, low + own)


def unlike(t: Tally) -> Outcome:
    """No launch of the day spoken of is of the category: a kind that is held speaks against it, a detail may lack."""
    other = all(of_kinds(kinds_of(e), t.way.kinds) is False for e in t.subjects)
    known = (other and t.covers(t.today, t.today)) or all(not is_counted(e, t.way) for e in t.subjects)
    said = "no launch of that day is held to be one that this counts"
    return Outcome(False if known else None, said, t.subjects)


def _begin(t: Tally) -> dt.date | None:
    since = t.question.period.since
    return local_days(since)[0] if since is not None else None


def _within(t: Tally) -> Outcome:
    """Whether it is the n-th in so many days that end with it."""
    n, lasting = t.question.ordinal, t.question.period.lasting
    if lasting is None:
        return Outcome(None, "no span is told")
    low, high = (t.today - dt.timedelta(days=int(x / DAY_S)) for x in (lasting.low, min(lasting.high, 36_500 * DAY_S)))
    fewest, most = t.between(low, t.today - ONE), t.between(high, t.today - ONE)
    if t.subjects and not any(t.own) and many(t, fewest.sure) < n:
        return unlike(t)
    mine = t.own.sure or t.own.maybe
    own = max(1, many(t, mine))
    at_least, at_most = many(t, fewest.sure), many(t, (*most.sure, *most.maybe))
    surely = many(t, most.sure)
    launches = (*most.sure, *mine)
    said = f"{surely + own} from {high} to {t.today}"
    if at_least >= n:
        return missed(f"{at_least + own} from {low} to {t.today}", (*fewest.sure, *mine), at_least + own)
    if surely + own >= n:
        # "The second in six days" tells how long after another one it was; that one is held.
        known = t.covers(high, t.today) or (n == 2 and surely + own == n)
        return Outcome(True if known else None, said if known else f"{said}; not all are held", launches, surely + own)
    known = t.covers(high, t.today) and at_most + max(own, many(t, (*t.own.sure, *t.own.maybe))) < n
    return Outcome(False if known else None, said if known else f"{said}, but not all are held", launches, surely + own)


def interval(t: Tally) -> Outcome:
    """Whether another was so long before."""
    period = t.question.period
    first, last = local_days(period.since) if period.since is not None else (dt.date.min, t.today)
    low, high = 1, 10**6
    if period.lasting is not None:
        low, high = max(0, math.floor(period.lasting.low / DAY_S)), math.ceil(period.lasting.high / DAY_S)
    found = [
        e for e, when, belongs in t.earlier
        if belongs and (period.since is None or _then(e, when, first, last))
        and when.first == when.last and low <= (t.today - when.last).days <= high
    ]  # fmt: skip
    if found:
        return met(f"one was on {found[-1].when.date}", tuple(found[-1:]))
    earliest = max(first, t.today - dt.timedelta(days=min(high, 36_500)))
    latest = min(last, t.today - dt.timedelta(days=low))
    # A day that is not so long before as the words say makes them false whatever was on it.
    known = earliest > latest or t.covers(earliest, latest)
    before = t.last()
    told = f"; the last one before was on {before[1].last}" if before else ""
    return Outcome(False if known else None, f"none is held then{told}", (before[0],) if before else ())


def many(t: Tally, events: Sequence[Event]) -> int:
    """How many launches, days or missiles these are."""
    if t.way.unit == "missiles":
        return sum(e.missiles for e in events)
    return len({day_of(e, t.way) for e in events}) if t.way.unit == "days" else len(events)


def _both(outcomes: Sequence[Outcome]) -> Outcome:
    """Several parts that must all hold."""
    worst = min(outcomes, key=lambda o: {False: 0, None: 1, True: 2}[o.holds], default=None)
    return worst or Outcome(None, "no time is told from which it counts")


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``13th``, ``21st``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _span_of(first: dt.date, last: dt.date) -> str:
    """A day, month or year by its shortest name, any other span by its ends."""
    if first == last:
        return str(first)
    if (first.day, (last + ONE).day) == (1, 1):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return str(first.year)
    return f"{first} to {last}"


def _amount(events: Sequence[Event]) -> str:
    if len(events) == 1:
        return f"one launch ({events[0].when.date})"
    return f"{len(events)} launches ({events[0].when.date}" + (
        f" to {events[-1].when.date})" if len(events) > 2 else f", {events[1].when.date})"
    )
