"""The time that a statement about history looks back over: dates, spans and "this year" -> `Period`."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterator, Sequence

from trackside.measure import Estimate
from trackside.moment import Moment, day, days, local_days, month, year
from trackside.read.asking import Asking, Found
from trackside.read.lexicon import Lexicon
from trackside.read.topic.time import dates as topic_dates
from trackside.read.when import DateMark, dates
from trackside.record import Period

DAY_S = 86_400.0
# "In years", "for months": at least two of them, and no telling how many.
FEWEST_MANY = 2.0
# How far before and behind a date the words may stand that say what it is there for.
LEAD, TAIL = 34, 24
# How far behind a date another one is joined to it ("April and July").
JOINED = 7
# More words than this between "since" and a date, and it is the date of something else.
MOST_BETWEEN = 6
# How far a number of weeks, months or years reaches below itself, and "more than" above it; choices, in units.
BELOW, ABOVE, WINDOW = 0.5, 1.0, 1.15
Span = tuple[int, int]


def dated(text: str, lexicon: Lexicon, on: Moment) -> tuple[DateMark, ...]:
    """The dates in a statement, as they count from the day of the launch it speaks of."""
    today = local(on)
    if lexicon.topic is not None:
        return tuple(topic_dates(text, lexicon.topic, today))
    return dates(text, lexicon, today)


def local(moment: Moment) -> dt.date:
    """The first calendar day of a moment in its own zone."""
    return local_days(moment)[0]


def period(
    asking: Asking, text: str, marks: Sequence[DateMark], on: Moment, *, shape: str, ordinal: int
) -> tuple[Period, list[Span]]:
    """The period of a clause, and which of its words told it."""
    marks = _counting(asking, text, marks, on)
    spans = [(m.start, m.end) for m in marks]
    unknown, known = asking.first("unknown", text), _known(asking, text)
    now = asking.first("now", text) if shape != "record" else None
    lasting = _lasting(asking, text, spans, shape=shape, ordinal=ordinal)
    told = next(_roles(asking, text, marks, shape), None)
    since, inside, launched = None, False, False
    if told:
        mark, inside, launched = told
        spans += [] if shape == "interval" else _anchor(asking, text, mark)
        since = days(mark.first, mark.last, on.zone)
    if known and not now and (not told or known.start < told[0].start):
        since, inside, launched = day(dt.date.fromisoformat(known.meaning), on.zone), False, False
        spans.append((known.start, known.end))
    elif now and (not told or (now.start <= told[0].start and told[0].end <= now.end)):
        # "This year" may be found as a date too; it is the period itself all the same.
        since, inside, launched = _now(now.meaning, on), True, False
    for hit in (unknown, now, lasting[1], asking.first("per", text) if shape == "record" else None):
        spans += [(hit.start, hit.end)] if hit else []
    far = unknown is not None and known is None and not (told and inside)
    said = text[unknown.start : unknown.end] if unknown and far and since is None else ""
    return Period(since, inside, launched, lasting[0], said), spans


def _anchor(asking: Asking, text: str, mark: DateMark) -> list[Span]:
    """The words around a date that make it another launch's: "since | the ICBM test of | November 2017"."""
    lead = text[max(0, mark.start - LEAD) : mark.start]
    begun = [
        h
        for h in asking.find("since", lead)
        if asking.first("tail", lead[h.end :].rstrip() or " ") or h.end == len(lead.rstrip())
    ]
    start = [(mark.start - len(lead) + begun[-1].start, mark.start)] if begun else []
    behind = asking.first("tail", text[mark.end :]) if begun else None
    return start + ([(mark.end, mark.end + behind.end)] if behind else [])


def _counting(asking: Asking, text: str, marks: Sequence[DateMark], on: Moment) -> list[DateMark]:
    """The dates that a statement counts from: not the day it speaks of, nor a span ("six days after")."""
    spans = [(h.start, h.end) for group in ("gap", "again", "lasting") for h in asking.find(group, text)]
    today = local(on)
    return [m for m in marks if m.first != today and not any(a <= m.start and m.end <= b for a, b in spans)]


def _roles(asking: Asking, text: str, marks: Sequence[DateMark], shape: str) -> Iterator[tuple[DateMark, bool, bool]]:
    """The dates that a statement counts from; those named in passing ("after April and July") are none."""
    passing = -JOINED - 1
    for mark in marks:
        if 0 <= mark.start - passing <= JOINED:
            passing = mark.end
            continue
        role = _role(asking, text, mark, shape)
        passing = passing if role else mark.end
        if role:
            yield role


def _role(asking: Asking, text: str, mark: DateMark, shape: str) -> tuple[DateMark, bool, bool] | None:
    """What a date is there for: whether it is the period itself, and whether a launch is said to have been then."""
    lead, tail = text[max(0, mark.start - LEAD) : mark.start].rstrip(), text[mark.end : mark.end + TAIL]
    before, behind = _edge(asking, "since", lead), asking.first("since_behind", tail)
    begun = _begun(asking, lead)
    if begun is not None:
        return mark, False, begun and shape not in ("nth", "record")
    start = _edge(asking, "start", lead)
    if start:
        lead_of = lead[: -len(start)].rstrip()
        before = before or _edge(asking, "since", lead_of)
    if (shape == "nth" and _edge(asking, "too", lead)) or _at(asking, "too_behind", tail):
        return (mark, False, True) if shape == "interval" else None
    other = _at(asking, "not_launched", tail)
    if before or (behind and behind.start <= 1):
        begun = bool(start) or _at(asking, "started", tail)
        return mark, False, not (other or begun or shape in ("nth", "record"))
    if shape == "nth":
        return mark, True, False
    named = asking.has("last", text) or asking.has("none", text) or shape == "interval"
    if named:
        return mark, False, True
    inside = _edge(asking, "inside", lead) or _at(asking, "inside_behind", tail) or shape == "record"
    return (mark, True, False) if inside else (mark, False, True)


def _begun(asking: Asking, lead: str) -> bool | None:
    """Of "since the ... of" a date: whether what was then was a launch; None for other words before a date."""
    hits = list(asking.find("since", lead))
    between = lead[hits[-1].end :] if hits else ""
    if not between.strip() or "," in between or len(between.split()) > MOST_BETWEEN or not _edge(asking, "of", lead):
        return None
    if _edge(asking, "start", lead):
        return None
    tail = asking.first("tail", between)
    return tail is not None and not between[tail.end :].strip()


def _edge(asking: Asking, group: str, lead: str) -> str:
    """The words of a group that a lead ends with."""
    hits = [h for h in asking.find(group, lead) if h.end == len(lead)]
    return lead[hits[-1].start :] if hits else ""


def _at(asking: Asking, group: str, tail: str) -> bool:
    """Whether a tail begins with words of a group."""
    hit = asking.first(group, tail)
    return hit is not None and not tail[: hit.start].strip(" '’s年")


def _known(asking: Asking, text: str) -> Found | None:
    """A time that people know by what happened then ("since Moon took office")."""
    return asking.first("known", text)


def _now(unit: str, on: Moment) -> Moment:
    today = local(on)
    if unit == "year":
        return year(today.year, on.zone)
    if unit == "month":
        return month(today.year, today.month, on.zone)
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday())
        return days(monday, monday + dt.timedelta(days=6), on.zone)
    return day(today, on.zone)


def _lasting(
    asking: Asking, text: str, taken: Sequence[Span], *, shape: str, ordinal: int
) -> tuple[Estimate | None, Found | None]:
    groups = ("again", "gap", "lasting") if shape == "interval" else ("gap", "lasting", "again")
    for group in groups:
        for hit in asking.find(group, text):
            if any(a < hit.end and hit.start < b for a, b in taken):
                continue
            found = _duration(asking, hit, ordinal, window=shape == "nth")
            if found is not None:
                return found, hit
    return None, None


def _duration(asking: Asking, hit: Found, ordinal: int, *, window: bool) -> Estimate | None:
    """How long a span in words is, in s, with what its wording allows either way."""
    parts = hit.parts
    unit = asking.days(str(parts.get("u") or "")) or asking.number(str(parts.get("whole") or ""))
    size = asking.days(str(parts.get("u") or ""))
    told = str(parts.get("n") or parts.get("whole") or "")
    count = float(asking.number(told) or (ordinal if asking.has("as_many", told) else 0))
    if parts.get("whole"):
        size, count = 1.0, float(unit)
    if not size:
        return None
    if reach := asking.vague(told):
        return Estimate(sum(reach) / 2 * size * DAY_S, reach[0] * size * DAY_S, reach[1] * size * DAY_S, "s")
    if not count:
        many = FEWEST_MANY * size * DAY_S
        return Estimate(many, many, math.inf, "s")
    count += 0.5 * bool(parts.get("half"))
    if parts.get("n2"):
        count += asking.number(str(parts["n2"])) * asking.days(str(parts.get("u2") or "")) / size
    hedge = asking.hedge(str(parts.get("hedge") or "")) or asking.hedge(str(parts.get("behind") or ""))
    low, high = _reach(count, size, hedge)
    if window and hedge != "less":
        # What lies within a span is not counted in whole units: "in a week" may be eight days, but not thirteen.
        high = max(min(high, count * WINDOW), count + 1 / size if size > 1 else high)
    return Estimate(count * size * DAY_S, low * size * DAY_S, max(high, count) * size * DAY_S, "s")


def _reach(count: float, size: float, hedge: str) -> tuple[float, float]:
    """From how many units to how many a count of them reaches: whole ones are counted, days to the day."""
    exact = size == 1.0 and hedge != "about"
    if hedge == "more":
        return count, max(2 * count, count + ABOVE)
    if hedge == "less":
        return max(0.0, count - ABOVE), count
    if hedge == "nearly":
        return count - BELOW * min(1.0, count), count * 1.02
    # Days are counted with the first of them or without ("엿새 만에", "15 days after").
    return (count - 1, count) if exact else (count - BELOW * min(1.0, count), count + max(ABOVE, 0.1 * count))


def last_day(moment: Moment) -> dt.date:
    """The last calendar day of a moment in its own zone."""
    return local_days(moment)[1]


def month_end(date: dt.date) -> dt.date:
    """The last day of a day's month."""
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])
