"""Clock times and days that do not go together: zones, AM and PM, the day of UTC, days of the week."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from trackside.assess.audit_finding import AuditFinding, Cited, weigh
from trackside.assess.audit_peer import SLIP_WITHIN_MIN, Peers, minutes_apart, slipped
from trackside.assess.audit_row import Row
from trackside.flight.say import listed

# Two accounts of one launch whose clocks differ by just a zone, half a day or a day: one of them is wrong.
SLIPPED = 0.95
PER_WEIGHT = 3.0
# "12:40" against "00:40": who writes twelve has read AM as if it were nothing.
TWELVE = 8.0
# Clocks this far apart are told even where no slip has a name.
APART_MIN, FAR_MIN = 10.0, 300.0
APART = 0.35
# A day that all others call the day before or after.
OTHER_DAY = 0.9
# Somebody has printed the day of the site beside a clock of UTC: the two together name a day too late or too early.
MIXED, UTC_DAY = 3.0, 1.5
WORTH = 0.3
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WRONG_WEEKDAY = 0.8
_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
# A launch hour of the site that fewer than this share of a country's launches have, where the same clock half a day
# away
# is common: a hint, no more.
RARE, COMMON, FEWEST, HINT = 0.01, 0.05, 40, 0.15
# When Pyongyang kept UTC+8:30 (IANA time zone database).
PYONGYANG_FIRST, PYONGYANG_LAST = dt.date(2015, 8, 15), dt.date(2018, 5, 4)
SETTLE = "A report of the day that gives the time with its zone."


def times(peers: Peers) -> Iterator[AuditFinding]:
    """Slips of clock and calendar."""
    for row, others in peers.pairs():
        yield from _clock(peers, row, others)
        yield from _day(peers, row, others)
        yield from _weekday(row)
    yield from _hours(peers)


def _clock(peers: Peers, row: Row, others: Sequence[Row]) -> Iterator[AuditFinding]:
    """The clock against that of others, one finding for the side that is likelier wrong."""
    apart = [(o, m) for o in others if (m := minutes_apart(row, o)) is not None and abs(m) > APART_MIN]
    if not apart or row.clock is None:
        return
    against = [o for o, _ in apart]
    agree = [row, *(o for o in others if o.clock and o not in against)]
    name = next((w for _, m in apart if (w := slipped(m) or _half_hour(row, m))), "")
    if "day" in name:
        # Whoever gives no clock may still give the day.
        near = [o for o in peers.beyond([row, *against]) if o.clock is None]
        against += [o for o in near if o.day == against[0].day]
        agree += [o for o in near if o.day == row.day]
    against_only, agree_only = ({r.speaker for r in side} for side in (against, agree))
    voices = len(against_only - agree_only) - len(agree_only - against_only)
    support = PER_WEIGHT ** (peers.weight(against) - peers.weight(agree) + 0.5 * voices)
    if "day" in name:
        support *= _mixed(row, against[0]) / _mixed(against[0], row)
    twelve = _twelve(row) / max(_twelve(o) for o in against)
    if "AM" not in name:
        twelve = 1.0
    sureness = (SLIPPED if name else APART) * weigh(0.5, support, twelve)
    if sureness < WORTH * (1.0 if name else 0.5):
        return
    words = f"they are apart by {name}" if name else f"they are {_span(abs(apart[0][1]))} apart"
    because = (
        f"{row.speaker} has the launch at {_told(row)}, {_who(against)}: {words}. It should likely be "
        f"{_instant(against[0])}."
    )
    values = (*row.cited("launch_time"), *(c for o in against for c in o.cited("launch_time")))
    same = " ".join(sorted({_instant(row), _instant(against[0])}))
    yield _finding(row, sureness, because, values, same)


def _half_hour(row: Row, minutes: float) -> str:
    """Seoul and Pyongyang kept clocks half an hour apart for some years; who left out the zone may mean either."""
    near = abs(abs(minutes) - 30.0) <= SLIP_WITHIN_MIN
    kept = row.country == "KP" and row.day is not None and PYONGYANG_FIRST <= row.day <= PYONGYANG_LAST
    return "half an hour (the clock of Seoul for that of Pyongyang, or the other way round)" if near and kept else ""


def _mixed(row: Row, other: Row) -> float:
    """How much likelier the day that the clock makes is wrong, where the day printed is just the one others have."""
    return MIXED if row.printed == other.day and row.printed != row.day else 1.0


def _day(peers: Peers, row: Row, others: Sequence[Row]) -> Iterator[AuditFinding]:
    """The day at the site against the days that others give, where the clocks themselves do not tell."""
    known = [o for o in others if o.day and row.day and (o.clock is None or row.clock is None)]
    against = [o for o in known if o.day != row.day]
    if row.day is None or not against or len({o.day for o in against}) > 1:
        return
    agree = [row, *(o for o in known if o.day == row.day)]
    other = against[0].day
    mixed = MIXED if row.clock and row.printed == other else 1.0
    # A day of UTC left without its clock: at the sites of the Far East a morning's launch falls on the day before.
    early = UTC_DAY if other and row.clock is None and row.day + dt.timedelta(1) == other else 1.0
    sureness = OTHER_DAY * weigh(0.5, PER_WEIGHT ** (peers.weight(against) - peers.weight(agree)), mixed, early)
    if sureness < WORTH:
        return
    because = f"{row.speaker} puts the launch on {row.day} at the site, {_days(against)}. "
    because += (
        f"The entry prints {row.printed} beside a clock of UTC ({_told(row)}), which is {row.day} at the site: the day "
        f"printed is likely the day of the site, and the day of UTC one earlier."
        if mixed > 1.0
        else f"It should likely be {other}."
    )
    values = (
        *row.cited("launch_date"),
        *row.cited("launch_time"),
        *(c for o in against for c in (*o.cited("launch_date"), *o.cited("launch_time"))),
    )
    if values:
        same = f"{' '.join(sorted(map(str, (row.day, other))))} {row.country}"
        yield _finding(row, sureness, because, values, same)


def _weekday(row: Row) -> Iterator[AuditFinding]:
    """A day of the week in the words of the date that the date does not fall on."""
    for cited in row.cited("launch_date"):
        named = _WEEKDAY.search(cited.quote.exact)
        if named and row.printed and row.printed.weekday() != WEEKDAYS.index(named[1].lower()):
            right = WEEKDAYS[row.printed.weekday()].capitalize()
            because = (
                f"{row.printed} was a {right}, and the entry calls it a {named[1].capitalize()}: day or date is wrong."
            )
            yield _finding(row, WRONG_WEEKDAY, because, (cited,))


def _hours(peers: Peers) -> Iterator[AuditFinding]:
    """Launches at an hour of the site that is rare, while half a day away is common; nobody else gives the time."""
    known: dict[str, list[int]] = defaultdict(list)
    for day_and_hour in {(r.country, r.day, h) for r in peers.rows if (h := _hour(r)) is not None}:
        known[day_and_hour[0]].append(day_and_hour[2])
    for row, others in peers.pairs():
        hour, hours = _hour(row), known[row.country]
        if hour is None or len(hours) < FEWEST or any(o.clock for o in others):
            continue
        here, there = (sum(h in {x % 24 for x in (y - 1, y, y + 1)} for h in hours) for y in (hour, hour + 12))
        if here <= max(1, RARE * len(hours)) and there >= COMMON * len(hours):
            because = (
                f"{row.speaker} has the launch at {_told(row)}, about {hour} o'clock at the site, when hardly any "
                "launch of "
                f"that country was ({here} of {len(hours)} within an hour of it; {there} half a day away)."
            )
            yield _finding(row, HINT, because, row.cited("launch_time"))


def _finding(row: Row, sureness: float, because: str, values: Sequence[Cited], same: str = "") -> AuditFinding:
    values = tuple(values)
    return AuditFinding(row.launch.id, row.when, "time", sureness, because, SETTLE, values, row.source, same=same)


def _twelve(row: Row) -> float:
    return TWELVE if any(re.match(r"12:", c.quote.exact) for c in row.cited("launch_time")) and not _noon(row) else 1.0


def _noon(row: Row) -> bool:
    """Whether the words themselves say that it is AM or PM."""
    return any(re.search(r"[AaPp]\.?[Mm]", c.quote.exact) for c in row.cited("launch_time"))


def _hour(row: Row) -> int | None:
    from zoneinfo import ZoneInfo

    return row.clock.earliest.astimezone(ZoneInfo(row.zone)).hour if row.clock else None


def _told(row: Row) -> str:
    words = next((c.quote.exact for c in row.cited("launch_time")), "")
    return f"“{words}”" if words else _instant(row)


def _instant(row: Row) -> str:
    return row.clock.earliest.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC") if row.clock else str(row.day)


def _who(rows: Sequence[Row]) -> str:
    return listed(list(dict.fromkeys(f"{o.speaker} ({o.source}) at {_told(o)}" for o in rows)))


def _days(rows: Sequence[Row]) -> str:
    return listed(list(dict.fromkeys(f"{o.speaker} ({o.source}) on {o.day}" for o in rows)))


def _span(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
