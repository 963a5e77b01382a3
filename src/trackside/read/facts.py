"""What is said of each launch in words and clock times: place, type, platform, outcome, where it fell, when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from trackside.moment import Moment
from trackside.read.attribution import Voices
from trackside.read.clock import ClockMark
from trackside.read.fact import Fact
from trackside.read.flying import flies, labelled
from trackside.read.landing import landings
from trackside.read.marks import Marks, within
from trackside.read.mention import Story
from trackside.read.news import Event
from trackside.read.phrases import Hit
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.site import sites
from trackside.read.telling import Telling

# A time told so is on the launch site's own clock, whoever tells it.
_THERE = re.compile(r"\s+(?:local\s+time|by\s+the\s+clock\s+there|there\b)")
# An hour at which something was written or said of a launch is none of its own.
_WRITTEN = re.compile(
    r"\b(?:posts?|entry|item|report|bulletin|correction|we\s+(?:said|wrote|reported))\b[^.;\d]{0,12}$", re.IGNORECASE
)
_WE = re.compile(r",?\s+(?:we|our)\b")
# What Seoul or Tokyo gives is on their clock, whatever Pyongyang's own clock showed.
SPEAKER_ZONES = {"KR": "Asia/Seoul", "JP": "Asia/Tokyo"}
_CARRIES = re.compile(
    r"launch|mobile|borne|based|mounted|under\s*water|submerged|\bfrom\b|towed|(?-i:TEL)s?\b", re.IGNORECASE
)
_OFF = re.compile(
    r"\b(?:from|aboard|on|onto|off|out\s+of|atop|by|in|inside|using|of|with|between)\s+(?:[\w.-]+\s+){0,5}$",
    re.IGNORECASE,
)
_FIRES = re.compile(
    r"(?:,?\s+[\w.-]+){0,4},?\s+(?:(?:test-|test\s+)?fired|launched|loosed|released|let\s+go)\b", re.IGNORECASE
)
_NEITHER = re.compile(r"\b(?:not|nothing|none|no|neither|never|nor|n't|without)\b[^.;]{0,60}$", re.IGNORECASE)


def facts(marks: Marks, who: Voices, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Everything said of the launches in words and clock times, in no particular order."""
    zones = {n: _zone(marks, e) for n, e in enumerate(tale.events)}
    shared = [*_countries(marks, tale), *_dates(marks, tale, zones)]
    yield from shared
    yield from _of_twins(tale, shared)
    yield from _times(marks, who, tale, zones, told)
    yield from sites(marks, tale, told)
    yield from _types(marks, tale, told)
    yield from landings(marks, tale)
    yield from _words(marks, tale, told)


def _zone(marks: Marks, event: Event) -> str:
    country = marks.lexicon.countries.get(event.country)
    return country.zone if country else "UTC"


def _countries(marks: Marks, tale: Story) -> Iterator[Fact]:
    for number, event in enumerate(tale.events):
        named = (p for p in marks.places if p.kind in ("country", "adjective") and p.value == event.country)
        first = next((p for p in named if number == 0 or tale.at(p.start) == number), None)
        if first:
            yield Fact(number, "country", event.country, first.start, first.end)


def _dates(marks: Marks, tale: Story, zones: dict[int, str]) -> Iterator[Fact]:
    for anchor in tale.anchors:
        event = tale.events[anchor.event]
        for date in within(marks.dates, anchor.place, anchor.place + 1):
            if event.first and event.last and event.first <= date.first and date.last <= event.last:
                for number in (anchor.event, *_together(tale, event)):
                    yield Fact(number, "launch_date", date.moment(zones[number]), date.start, date.end)


def _together(tale: Story, event: Event) -> Iterator[int]:
    """Launches of the day that other countries are told to have made together with this one."""
    for number, other in enumerate(tale.events):
        if event.main and other.main and other.country != event.country and other.first == event.first:
            yield number


def _of_twins(tale: Story, shared: Sequence[Fact]) -> Iterator[Fact]:
    """Country and day, told once of all the launches of one day, for each further one."""
    known = {(f.event, f.attribute) for f in shared}
    for number, event in enumerate(tale.events):
        for fact in shared:
            if event.is_beside(tale.events[fact.event]) and (number, fact.attribute) not in known:
                known.add((number, fact.attribute))
                yield Fact(number, fact.attribute, fact.value, fact.start, fact.end)


def _times(marks: Marks, who: Voices, tale: Story, zones: dict[int, str], told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Clock times of launches; those of impact, alerts, posts and meetings are none."""
    tells = {t.sentence for t in told}
    listed = {marks.sentences[n].paragraph for n in labelled(marks)}
    for place, part in enumerate(marks.sentences):
        telling = place in tells or (part.paragraph in listed and not part.heading)
        for clock in within(marks.clocks, part.start, part.end):
            number = tale.at(clock.start)
            if number < 0 or not _is_launch_time(marks, part, clock, telling=telling):
                continue
            there = _THERE.match(marks.text, clock.end, clock.end + 24)
            zone = zones[number] if there else SPEAKER_ZONES.get(who.at(clock.start).country, zones[number])
            day = _day_of(marks, clock, tale.events[number], zone, zones[number])
            if day:
                yield Fact(number, "launch_time", clock.moment(day, zone), clock.start, clock.end)


def _day_of(marks: Marks, clock: ClockMark, event: Event, zone: str, there: str) -> dt.date | None:
    """The day a clock time is of: where it is told in a far zone, the one that makes it the launch's day there."""
    near = [d for d in within(marks.dates, clock.end, clock.end + 12) if d.is_day]
    if not event.is_day or event.first is None:
        return near[0].first if near else None
    if not clock.zone or clock.zone == there:
        return near[0].first if near else event.first
    days = (event.first + dt.timedelta(days=n) for n in (0, -1, 1))
    return next((d for d in days if _day_there(clock.moment(d, zone), there) == event.first), event.first)


def _day_there(moment: Moment, zone: str) -> dt.date:
    local: dt.datetime = moment.earliest.astimezone(ZoneInfo(zone))
    return local.date()


def _is_launch_time(marks: Marks, part: Sentence, clock: ClockMark, *, telling: bool) -> bool:
    """Whether the verb nearest before (else after) a clock time is one of launching."""
    text = marks.text
    if part.heading or (not text[part.start : clock.start].strip(" (\n") and part.bullet):
        return False
    if _WRITTEN.search(text, part.start, clock.start) or _WE.match(text, clock.end):
        return False
    launches = [h for g in ("launch_verb", "light_verb", "starting") for h in marks.words(g, part.start, clock.start)]
    nouns = list(marks.words("launch_time_noun", part.start, clock.start))
    impacts = list(marks.words("impact_verb", part.start, clock.start))
    last_launch = max((h.start for h in (*launches, *nouns)), default=-1)
    last_impact = max((h.start for h in impacts), default=-1)
    if last_launch < 0 and last_impact < 0:
        return not marks.has("not_launch_time", part.start, part.end) and (
            telling
            or marks.has("launch_verb", clock.end, clock.end + 60)
            or marks.has("timing", part.start, part.end)
            or _same_series(marks, part, clock)
        )
    return last_launch > last_impact


def _same_series(marks: Marks, part: Sentence, clock: ClockMark) -> bool:
    """ "Tokyo logged 07:22": a time right after a reporting verb, where the sentence before gave the launch's."""
    verb = marks.words("report_verb", max(part.start, clock.start - 14), clock.start)
    followed = marks.has("launch_noun", clock.end, clock.end + 30)
    earlier = within(marks.clocks, max(0, part.start - 200), part.start)
    return followed or (bool(verb) and bool(earlier)) or marks.has("second_of", part.start, clock.start)


def _types(marks: Marks, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Kinds and names of missiles, in sentences that tell of a launch or a flight."""
    tells = {t.sentence for t in told}
    for number, part in enumerate(marks.sentences):
        telling = number in tells or flies(marks, part)
        if part.heading or not (telling or _identifies(marks, part)):
            continue
        for kind in marks.words("kind", part.start, part.end):
            event = tale.at(kind.start)
            if event >= 0 and (telling or kind.value != "other") and not _in_a_name(marks.text, kind.start, kind.end):
                yield Fact(event, "kind", kind.value, kind.start, kind.end)
        for system in within(marks.systems, part.start, part.end):
            event = tale.at(system.start)
            if event >= 0 and system.country == tale.events[event].country:
                yield Fact(event, "system", system.name, system.start, system.end)


def _identifies(marks: Marks, part: Sentence) -> bool:
    """Whether a sentence may say what was launched: it is no supposition, capability or thing not flown."""
    if marks.has_any(("supposing", "unflown", "able_before", "conditional"), part.start, part.end):
        return False
    return marks.has_any(("naming", "report_verb", "estimated_before", "flight_verb"), part.start, part.end)


def _words(marks: Marks, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Platform, outcome, economic zone and direction, each by its own words."""
    tells = {t.sentence for t in told}
    dated = {marks.number(a.place) for a in tale.anchors if within(marks.dates, a.place, a.place + 1)}
    for number, part in enumerate(marks.sentences):
        telling = number in tells
        if not telling and not _of_a_flight(marks, part) and number not in dated:
            continue
        for attribute in ("outcome", "eez", "platform", "direction"):
            launch = telling or marks.has_any(("launch_noun", "launch_verb"), part.start, part.end)
            if attribute == "platform" and not launch:
                continue
            groups = ("platform", "boat") if attribute == "platform" else (attribute,)
            for hit in (h for group in groups for h in marks.words(group, part.start, part.end)):
                event = tale.at(hit.start)
                if event < 0 or _names_a_place(marks.text, attribute, hit.end):
                    continue
                if attribute == "outcome" and any(_covering(marks, part, hit)):
                    continue
                if attribute == "platform" and not _carries(marks.text, part, hit):
                    continue
                if attribute == "eez" and hit.value == "inside" and _NEITHER.search(marks.text, part.start, hit.start):
                    yield Fact(event, attribute, "outside", hit.start, hit.end)
                elif not _negated(marks, part, hit.start):
                    yield Fact(event, attribute, hit.value, hit.start, hit.end)


def _covering(marks: Marks, part: Sentence, hit: Hit[str]) -> Iterator[Quantity]:
    """The numbers whose own words a word is part of: "did not fly more than 20 km" is no failure."""
    return (q for q in within(marks.quantities, part.start, hit.end) if q.end > hit.start)


def _carries(text: str, part: Sentence, hit: Hit[str]) -> bool:
    """Whether a thing was launched from, not merely named: "from a ship", "rail-borne"; never "ships watched"."""
    if _in_a_name(text, hit.start, hit.end) and not _CARRIES.search(text, hit.start, hit.end):
        return False
    return bool(
        _CARRIES.search(text, hit.start, hit.end)
        or _OFF.search(text, max(part.start, hit.start - 60), hit.start)
        or _FIRES.match(text, hit.end, part.end)
    )


def _of_a_flight(marks: Marks, part: Sentence) -> bool:
    """Whether a sentence speaks of a missile or its flight at all, by name or as "it"."""
    named = marks.has_any(("weapon", "launch_noun", "flown_verb", "impact_verb"), part.start, part.end)
    return named or bool(
        re.match(r"[\s\"“]*(?:it|they|both|all|its)\b", marks.text[part.start : part.end], re.IGNORECASE)
    )


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether words are part of a longer name: "Space Launch Delta 30", "Ballistic Missile Defense Test Site"."""
    titled = all(w[:1].isupper() and not w.isupper() for w in text[start:end].split())
    return titled and bool(re.match(r"\s+[A-Z][a-z]", text[end : end + 4]))


def _names_a_place(text: str, attribute: str, end: int) -> bool:
    """Whether a word of direction is part of a name: "toward the East Sea", "to the South Pacific"."""
    return attribute == "direction" and bool(re.match(r"\s+[A-Z]", text[end : end + 3]))


def _negated(marks: Marks, part: Sentence, place: int) -> bool:
    return marks.has("negation", max(part.start, place - 14), place)
