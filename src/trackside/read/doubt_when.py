"""Slips in dates and times: a weekday of another date, a day to come, hours that disagree, forenoon for afternoon."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from zoneinfo import ZoneInfo

from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.read.assemble import Said
from trackside.read.clock import ClockMark
from trackside.read.doubt_ground import Doubt, Ground, table
from trackside.read.when import DateMark
from trackside.record import HELD

DAY, HALF_DAY = dt.timedelta(days=1), 12 * 3600
# A date without a year is only sure to be of the year taken for it this near to publication.
YEAR_IS_SURE = dt.timedelta(days=45)
# How far before or behind a date or clock time its weekday or part of the day stands.
BESIDE = 24
# One report tells of so many launches by the clock; more are a list.
MOST_CLOCKS = 40
# How far from a clock time of impact its verb stands.
FALL_REACH = 80
# Two offices clock one launch or hour this far apart, s; told times are rounded, a flight is at least 5 minutes here.
SAME_SHOT, ROUNDED, SHARE, SHORTEST, LONGEST = 150, 180, 0.04, 300, 6000
_YEAR = re.compile(r"(?:19|20)\d\d")


def times(g: Ground) -> Iterator[Doubt]:
    """Every doubt about a date or a time."""
    for rule in (_weekday, _to_come, _twelve_hours, _part_of_day, _clocks):
        yield from rule(g)


def _spelled(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _claims(g: Ground, attribute: str) -> Iterator[tuple[int, Said, Moment]]:
    for at, said in enumerate(g.said):
        if said.attribute == attribute and said.how in HELD and isinstance(said.value, Moment):
            yield at, said, said.value


def _date_of(g: Ground, said: Said) -> DateMark | None:
    at = bisect_right(g.dates, said.start, key=lambda d: d.start) - 1
    date = g.dates[at] if at >= 0 else None
    return date if date and date.is_day and said.start < date.end else None


def _weekday(g: Ground) -> Iterator[Doubt]:
    """A weekday beside a date that fell on another day of the week."""
    weekdays = table().get(g.language, {}).get("weekdays", ())
    claims = sorted(_claims(g, "launch_date"), key=lambda c: c[1].start)
    for date in (d for d in g.dates if d.is_day and _is_told_in_full(g, d)):
        name, start, end = _day_beside(g, date)
        told = next((n for n, names in enumerate(weekdays) if name.lower() in (x.lower() for x in names)), None)
        if told is None or told == date.first.weekday():
            continue
        fell = f"{_spelled(date.first)} was a {calendar.day_name[date.first.weekday()]}"
        for at, _, _ in claims[_first(claims, start) : _first(claims, end)]:
            yield at, f"{fell}, not a {calendar.day_name[told]}: the day or the date may be wrong"


def _first(claims: Sequence[tuple[int, Said, Moment]], place: int) -> int:
    return bisect_left(claims, place, key=lambda c: c[1].start)


def _is_told_in_full(g: Ground, date: DateMark) -> bool:
    """Whether a date is told in digits or with its month, in a year that is told or cannot be another."""
    words = g.text[date.start : date.end]
    if not re.search(r"\d", words) or date.how in ("offset", "shift", "weekday"):
        return False
    near = g.published is not None and abs(g.published - date.first) <= YEAR_IS_SURE
    return near or bool(_YEAR.search(words))


def _day_beside(g: Ground, date: DateMark) -> tuple[str, int, int]:
    """The name of a weekday inside, right before or right behind a date, and the span of both."""
    low = max(0, date.start - BESIDE)
    before, inside, behind = g.pattern("day_before"), g.pattern("day_inside"), g.pattern("day_behind")
    match = inside.match(g.text[date.start : date.end]) if inside else None
    start = date.start
    if match is None and before:
        match = before.search(g.text[low : date.start])
        start = low + match.start() if match else start
    if match:
        return ("", 0, 0) if _one_of_several(g, date, start) else (match["day"], start, date.end)
    match = behind.match(g.text, date.end, date.end + BESIDE) if behind else None
    return (match["day"] or match["day2"], date.start, match.end()) if match else ("", 0, 0)


def _one_of_several(g: Ground, date: DateMark, start: int) -> bool:
    """Whether a date and the weekday that starts before it are of a pair: "Saturday and Sunday, March 11 and 12"."""
    joined = g.pattern("days_joined")
    before = joined.search(g.text[max(0, start - BESIDE) : start]) if joined else None
    return before is not None or re.match(r"\s*(?:and|or|to|[-–,&])\s*\d", g.text[date.end : date.end + 8]) is not None


def _to_come(g: Ground) -> Iterator[Doubt]:
    """A day after that of publication."""
    for at, said, _ in _claims(g, "launch_date"):
        date, part, plans = _date_of(g, said), g.part(said.start), g.pattern("foretold")
        if plans and plans.search(g.text, part.start, part.end):
            continue
        if g.published and date and date.first > g.published + DAY and _YEAR.search(g.text, date.start, date.end):
            told = f"lies after the day of publication, {_spelled(g.published)}"
            month = _month_before(date.first, g.published)
            yield at, f"{told}; may be {_spelled(month)}" if month else told


def _month_before(day: dt.date, published: dt.date) -> dt.date | None:
    """The same day of an earlier month or year in the fortnight up to publication."""
    for back in range(15):
        day_before = published - back * DAY
        if day_before.day == day.day and (day_before.month == day.month or day_before.year == day.year):
            return day_before
    return None


def _twelve_hours(g: Ground) -> Iterator[Doubt]:
    """Two clock times of one launch just half a day apart; the one told without a half of the day, or the lonelier."""
    found = [(at, s, m) for at, s, m in _claims(g, "launch_time") if m.is_instant]
    for a, b in combinations(found, 2) if len(found) <= MOST_CLOCKS else ():
        apart = abs((a[2].earliest - b[2].earliest).total_seconds())
        several = a[1][0] != b[1][0] or g.part(a[1][3]) == g.part(b[1][3]) or _missiles(g, a[1][0]) > 2
        if several or abs(apart - HALF_DAY) > SAME_SHOT:
            continue
        ranks = [(_near(x[2], [m for _, _, m in found]), *_half_told(g, x[1])) for x in (a, b)]
        for one, other in ((a, b), (b, a)):
            if ranks[0] == ranks[1] or (one is a) == (ranks[0] < ranks[1]):
                told = " ".join(g.text[other[1][3] : other[1][4]].split())
                yield one[0], f'half a day from "{told}", told elsewhere in the text: a.m. and p.m. may be mixed up'


def _missiles(g: Ground, event: int) -> float:
    return max(
        (
            s.value.best
            for s in g.said
            if (s.event, s.attribute) == (event, "missile_count") and isinstance(s.value, Estimate)
        ),
        default=1,
    )


def _near(one: Moment, told: Sequence[Moment]) -> int:
    return sum(abs((m.earliest - one.earliest).total_seconds()) <= SAME_SHOT for m in told)


def _half_told(g: Ground, said: Said) -> tuple[bool, bool]:
    """How sure the half of the day is: not for a bare "2:33"; "17:34" is surer than "5:34 a.m."."""
    half = g.pattern("half")
    halved = half is not None and half.search(g.text, said.start, said.end + 1) is not None
    clock = _clock_at(g, said.start)
    return halved or clock is None or clock.time.hour > 12, not halved


def _clock_at(g: Ground, place: int) -> ClockMark | None:
    at = bisect_left(g.clocks, place, key=lambda c: c.start)
    return g.clocks[at] if at < len(g.clocks) and g.clocks[at].start == place else None


def _part_of_day(g: Ground) -> Iterator[Doubt]:
    """A clock time that is not in the part of the day told beside it: "7:10 p.m. on Thursday morning"."""
    parts = table().get(g.language, {}).get("parts", {})
    half = g.pattern("half")
    for at, said, _ in _claims(g, "launch_time"):
        clock = _clock_at(g, said.start)
        if clock is None or clock.zone or half is None or not half.search(g.text, clock.start, clock.end + 1):
            continue
        word = _part_beside(g, clock)
        low, high = parts.get(word, (0, 48))
        hour = clock.time.hour + clock.time.minute / 60
        if word and not (low <= hour <= high or low <= hour + 24 <= high):
            yield at, f"not in the {word} told beside it: a.m. and p.m. may be mixed up"


def _part_beside(g: Ground, clock: ClockMark) -> str:
    before, behind = g.pattern("part_before"), g.pattern("part_behind")
    match = before.search(g.text[max(0, clock.start - 2 * BESIDE) : clock.start]) if before else None
    match = match or (behind.match(g.text, clock.end, clock.end + 2 * BESIDE) if behind else None)
    return match["part"].lower() if match else ""


def _clocks(g: Ground) -> Iterator[Doubt]:
    """Told times of flight that the clock times of launch and impact rule out, where the text gives one of each."""
    shots = [(s, m) for _, s, m in _claims(g, "launch_time") if m.is_instant]
    falls = list(_impacts(g, {s.start for s, _ in shots})) if 0 < len(shots) <= MOST_CLOCKS else []
    for event in {s.event for s, _ in shots} if falls else ():
        own = [(s, m) for s, m in shots if s.event == event]
        span = max(m.earliest for _, m in own) - min(m.earliest for _, m in own)
        fallen = [f for f in falls if g.tale.at(f.start) == event]
        if span.total_seconds() > SAME_SHOT or len({f.time for f in fallen}) != 1:
            continue
        said, shot = own[0]
        elapsed = _elapsed(shot, fallen[0])
        if not SHORTEST <= elapsed <= LONGEST:
            continue
        clocks = [" ".join(g.text[a:b].split()) for a, b in ((said.start, said.end), (fallen[0].start, fallen[0].end))]
        told = f'"{clocks[0]}" and "{clocks[1]}" are {elapsed / 60:.0f} minutes apart'
        for t in g.numbers(event, "flight_time"):
            if t.value.best >= SHORTEST and _beyond(t.value.low, t.value.high, elapsed):
                yield t.at, f"the clock times {told}, not {t.value.best / 60:.0f}: one of the three may be wrong"


def _impacts(g: Ground, shots: Container[int]) -> Iterator[ClockMark]:
    """Clock times of a missile's fall, told as past."""
    falls, foretold, other = g.pattern("falls"), g.pattern("foretold"), g.pattern("not_fall")
    if falls is None or foretold is None or other is None:
        return
    for at, clock in enumerate(g.clocks):
        part = g.part(clock.start)
        if clock.start in shots or foretold.search(g.text, part.start, part.end):
            continue
        edge = g.clocks[at - 1].end if at else 0
        next_clock = g.clocks[at + 1].start if at + 1 < len(g.clocks) else part.end
        low = max(part.start, clock.start - FALL_REACH, edge)
        high = min(part.end, clock.end + FALL_REACH, next_clock)
        before = [m.end() for m in falls.finditer(g.text, low, clock.start)][-1:]
        behind = falls.search(g.text, clock.end, high)
        gaps = [(end, clock.start) for end in before] + ([(clock.end, behind.start())] if behind else [])
        if any(not other.search(g.text, *gap) for gap in gaps):
            yield clock


def _elapsed(shot: Moment, fall: ClockMark) -> float:
    """Seconds from a launch to a clock time, on the zone told or the launch's, within half a day."""
    zone = ZoneInfo(fall.zone or shot.zone)
    start = shot.earliest.astimezone(zone)
    end = start.replace(hour=fall.time.hour, minute=fall.time.minute, second=fall.time.second)
    return (end - start).total_seconds() % HALF_DAY


def _beyond(low: float, high: float, elapsed: float) -> bool:
    slack = max(ROUNDED, SHARE * elapsed)
    return low - elapsed > slack or elapsed - high > slack
