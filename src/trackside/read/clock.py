"""Clock times as told; a zone is only given where the text gives one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

from trackside.moment import Moment, clock
from trackside.read.lexicon import Lexicon
from trackside.read.phrases import around, folded, places_of, without_overlaps

# Where a zone may stand beside a clock time.
ZONE_REACH = 24
# How far before a clock time its "at" may stand.
CLOCK_LEAD = 24
_SPACE = re.compile(r"\s*")
_ELAPSED_LIKE = re.compile(r"\d:\d\d:\d\d")
ELAPSED_BEFORE = 60
CLOCK_ANCHORS = {
    "clock": (re.compile(r"\d[:.]\d"), 6, 40),
    "hour": (re.compile(r"\d\s*[ap]\.?\s?m", re.IGNORECASE), 3, 6),
    "military": (re.compile(r"\d{4}(?=\s*[A-Zhl])"), 2, 14),
    "spoken": (re.compile(r"[mM]orning|[aA]fternoon|[eE]vening"), 64, 2),
}
_AFTERNOON = ("p", "afternoon", "evening")


@final
@dataclass(frozen=True, slots=True)
class ClockMark:
    """A clock time at ``text[start:end]``; `zone` is an IANA name where the text names one, else empty."""

    start: int
    end: int
    time: dt.time
    zone: str = ""

    def moment(self, date: dt.date, zone: str) -> Moment:
        """The instant on a day, in the zone told, else in the one given."""
        return clock(date, self.time, self.zone or zone)


def clocks(text: str, lexicon: Lexicon) -> tuple[ClockMark, ...]:
    """Every clock time in a text, in order and without overlaps."""
    found: list[ClockMark] = []
    zones = lexicon.patterns["zone_beside"]
    lasting = {m.start("hours") for m in elapsed(text, lexicon)}
    for name, (anchor, before, after) in CLOCK_ANCHORS.items():
        pattern = lexicon.patterns.get(name)
        for match in around(pattern, text, places_of(anchor, text), before, after) if pattern else ():
            time = _time(match, lexicon)
            if time is not None and match.start() not in lasting:
                zone, end = _zone_beside(text, match, lexicon, zones)
                if name == "clock" and not zone and _is_measure(text, match, lexicon):
                    continue
                found.append(ClockMark(match.start(), max(match.end(), end), time, zone))
    return tuple(_halves_shared(text, without_overlaps(found, _length)))


def elapsed(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Times told as hours, minutes and seconds with colons behind words of lasting: "flew for 1:07:32"."""
    pattern = lexicon.patterns.get("elapsed")
    yield from around(pattern, text, places_of(_ELAPSED_LIKE, text), ELAPSED_BEFORE, 24) if pattern else ()


def _is_measure(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether what looks like a clock time is a number: "7.10 km", and "7.10" without "at" or a half of the day."""
    if match["half"] or match["daypart"] or match["daypart2"]:
        return False
    dotted = "." in match[0]
    space = _SPACE.match(text, match.end())
    unit = lexicon.units.at(text, space.end()) if space else None
    if unit and (dotted or unit.value.size < 3600 or unit.value.name != "s"):
        return True
    at = lexicon.patterns.get("clock_lead")
    return dotted and not (at and at.search(text, max(0, match.start() - CLOCK_LEAD), match.start()))


def _halves_shared(text: str, found: list[ClockMark]) -> list[ClockMark]:
    """In "2:41 and 2:52 p.m." both times are after noon: the half of the day reaches back to the time before."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at], found[at + 1]
        joined = re.fullmatch(r"\s*(?:and|to|[-–])\s*", text[here.end : after.start], re.IGNORECASE)
        told = re.search(r"[a-z]", text[here.start : here.end], re.IGNORECASE)
        if joined and not told and here.time.hour < 12 <= after.time.hour <= here.time.hour + 13:
            found[at] = replace(here, time=here.time.replace(hour=here.time.hour + 12), zone=here.zone or after.zone)
    return found


def _time(match: re.Match[str], lexicon: Lexicon) -> dt.time | None:
    groups = match.groupdict()
    if groups.get("word") and groups.get("hour") is None:
        hour = int(lexicon.numbers[folded(groups["word"])])
    else:
        hour = int(groups["hour"])
    half = (groups.get("half") or groups.get("daypart") or groups.get("daypart2") or "").lower()
    if half.startswith(_AFTERNOON) and hour < 12:
        hour += 12
    elif half.startswith("a") and not half.startswith("afternoon") and hour == 12:
        hour = 0
    if hour > 23 or (match.re is lexicon.patterns.get("spoken") and not 1 <= hour <= 23):
        return None
    return dt.time(hour, int(groups.get("minute") or 0), int(groups.get("second") or 0))


def _zone_beside(text: str, match: re.Match[str], lexicon: Lexicon, zones: re.Pattern[str]) -> tuple[str, int]:
    """The zone named right after a clock time, and where its name ends."""
    word = match.groupdict().get("word") or ""
    if word in lexicon.zones:
        return lexicon.zones[word], match.end()
    beside = zones.match(text, match.end(), match.end() + ZONE_REACH)
    if beside is None:
        return "", match.end()
    return lexicon.zones[" ".join(beside["zone"].replace("’", "'").split())], beside.end()


def _length(mark: ClockMark) -> int:
    return mark.end - mark.start
