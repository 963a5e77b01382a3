"""What is said of each launch in words and clock times: place, type, platform, outcome, where it fell, when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.moment import Moment
from trackside.read.attribution import Voices
from trackside.read.clock import ClockMark
from trackside.read.flying import flies, labelled
from trackside.read.marks import Marks, within
from trackside.read.mention import Story
from trackside.read.news import Event
from trackside.read.person import is_vessel
from trackside.read.phrases import Hit
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling
from trackside.read.toponym import PlaceMark

# How far behind a launch verb the place it happened at may be named.
SITE_REACH = 150
# What Seoul or Tokyo gives is on their clock, whatever Pyongyang's own clock showed.
SPEAKER_ZONES = {"KR": "Asia/Seoul", "JP": "Asia/Tokyo"}
# A distance right before "from" is counted from the place, which is then no site.
_MEASURED = re.compile(r"\b(?:km|kilomet\w+|miles?|away|metres?|meters?)\s+(?:\w+\s+)?(?:from|off|of)\s+$")
# Words that lead to a place of launch, how far before its name they may begin, and how near a word of falling may be.
_SITE_LEAD = re.compile(
    r"\b(?P<lead>from|at|near|off|outside|around|under|below|out\s+of|in|leaving|left|of)\s+(?P<named>(?:(?:the|an?|its|his|their)\s+)?"
    r"(?:(?!(?:from|at|near|off|in|to|by|on|and|that|said|says)\s)[a-z-]+\s+){0,3})$"
)
SITE_LEAD, LANDING_BEFORE = 60, 30
# In a dated list the place follows the date at once: "9 June -- Semnan", "2 March. The Wonsan area".
_AFTER_LABEL = re.compile(r"(?P<lead>[^A-Za-z]*(?:[\w.]+\s+){0,3}[^A-Za-z]*)(?P<named>)$")
_AREA = re.compile(r"\s+(?:area|suburbs?|outskirts|region|vicinity)\b|[’']s\s+(?:outskirts|suburbs?)")
_NEAR = re.compile(r"\b(?:near|outskirts\s+of|area\s+of|vicinity\s+of|outside)\s+$")
_TO_SITE = re.compile(r"\b(?:from|at|in|near|off)\s+$")
_LISTED = re.compile(r"(?:,|\band\b|\bor\b|:)\s*(?:\w+\s+){0,3}$")
_NO_SITE = re.compile(
    r"^(?:the\s+)?(?:vicinity|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\w+day\b|Mach|EEZ|Staff|Joint|Council|"
    r"Defen[cs]e|State|Command|ICBMs?|KST|JST|GMT|UTC|Ex\b|Exercise|New\s+York|Washington|Parliament|Congress|"
    r"(?:(?:north|south)(?:ern\s+side)?|Korea|Bay|Gulf|Cape|Port|Coast|Islands?|Sea|Ocean|Mount|River|Lake)$)",
    re.IGNORECASE,
)
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


@final
@dataclass(frozen=True, slots=True)
class Fact:
    """A worded or timed attribute of launch number `event`, in the words ``text[start:end]``."""

    event: int
    attribute: str
    value: str | Moment
    start: int
    end: int


def facts(marks: Marks, who: Voices, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Everything said of the launches in words and clock times, in no particular order."""
    zones = {n: _zone(marks, e) for n, e in enumerate(tale.events)}
    shared = [*_countries(marks, tale), *_dates(marks, tale, zones)]
    yield from shared
    yield from _of_twins(tale, shared)
    yield from _times(marks, who, tale, zones)
    sites = list(_sites(marks, tale, told))
    yield from sites
    yield from _known_sites(marks, tale, sites)
    yield from _types(marks, tale, told)
    yield from _landings(marks, tale)
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
            model = tale.events[fact.event]
            same = (event.country, event.first, event.last) == (model.country, model.first, model.last)
            if same and (number, fact.attribute) not in known:
                known.add((number, fact.attribute))
                yield Fact(number, fact.attribute, fact.value, fact.start, fact.end)


def _times(marks: Marks, who: Voices, tale: Story, zones: dict[int, str]) -> Iterator[Fact]:
    """Clock times of launches; those of impact, alerts, posts and meetings are none."""
    for part in marks.sentences:
        for clock in within(marks.clocks, part.start, part.end):
            number = tale.at(clock.start)
            day = _day_of(marks, clock, tale.events[number]) if number >= 0 else None
            if day and _is_launch_time(marks, part, clock):
                zone = SPEAKER_ZONES.get(who.at(clock.start).country, zones[number])
                yield Fact(number, "launch_time", clock.moment(day, zone), clock.start, clock.end)


def _day_of(marks: Marks, clock: ClockMark, event: Event) -> dt.date | None:
    near = [d for d in within(marks.dates, clock.end, clock.end + 12) if d.is_day]
    if near:
        return near[0].first
    return event.first if event.is_day else None


def _is_launch_time(marks: Marks, part: Sentence, clock: ClockMark) -> bool:
    """Whether the verb nearest before (else after) a clock time is one of launching."""
    text = marks.text
    if part.heading or (not text[part.start : clock.start].strip(" (\n") and part.bullet):
        return False
    launches = [h for g in ("launch_verb", "light_verb", "starting") for h in marks.words(g, part.start, clock.start)]
    nouns = list(marks.words("launch_time_noun", part.start, clock.start))
    impacts = list(marks.words("impact_verb", part.start, clock.start))
    last_launch = max((h.start for h in (*launches, *nouns)), default=-1)
    last_impact = max((h.start for h in impacts), default=-1)
    if last_launch < 0 and last_impact < 0:
        return not marks.has("not_launch_time", part.start, part.end) and (
            marks.has("launch_verb", clock.end, clock.end + 60)
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


def _sites(marks: Marks, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    tells = {t.sentence for t in told}
    for number, part in enumerate(marks.sentences):
        last = -1
        for place in within(marks.places, part.start, part.end) if number in tells or flies(marks, part) else ():
            lead = _launching_before(marks, part, place)
            follows = last < 0 or bool(_LISTED.search(marks.text[last : place.start]))
            if place.kind == "site" and lead and follows and _is_site(marks, place) and _from(marks, lead, place):
                last = place.end
                yield Fact(tale.at(place.start), "site", place.value, place.start, place.end)


def _known_sites(marks: Marks, tale: Story, known: Sequence[Fact]) -> Iterator[Fact]:
    """Names of places of launch behind "from", "near", "at" and the like: "Strategic Command says near Kusong"."""
    heads = {
        p
        for n in labelled(marks)
        for p in (marks.sentences[n].start, marks.sentences[min(n + 1, len(marks.sentences) - 1)].start)
    }
    for part in marks.sentences:
        for hit in marks.words("site_name", part.start, part.end) if not part.heading else ():
            event = tale.at(hit.start)
            lead = _SITE_LEAD.search(marks.text, max(part.start, hit.start - SITE_LEAD), hit.start)
            lead = lead or (_AFTER_LABEL.match(marks.text, part.start, hit.start) if part.start in heads else None)
            if event < 0 or lead is None or _is_capital(marks, hit) or hit.value != tale.events[event].country:
                continue
            reach = max(part.start, lead.start() - LANDING_BEFORE)
            fallen = marks.has("landing_verb", reach, lead.start()) and not lead[0].lower().startswith("from")
            measured = _MEASURED.search(marks.text, reach, lead.end("lead") + 1)
            told = any(f.start < hit.end and hit.start < f.end for f in known)
            if not (told or fallen or measured or within(marks.systems, hit.start, hit.end)):
                yield Fact(event, "site", marks.text[hit.start : hit.end], lead.start("named"), hit.end)


def _launching_before(marks: Marks, part: Sentence, place: PlaceMark) -> tuple[int, int] | None:
    """The last words of launching before a place in its sentence."""
    reach = max(part.start, place.start - SITE_REACH)
    for groups in (("launch_verb", "launch_noun", "light_verb"), ("flown_verb", "weapon")):
        words = [h for g in groups for h in marks.words(g, reach, place.start) if h.end <= place.start]
        if words:
            last = max(words, key=lambda h: h.end)
            return last.start, last.end
    return None


def _from(marks: Marks, launching: tuple[int, int], place: PlaceMark) -> bool:
    """A place after "from" is where it left; after "at" or "in" only when nothing else came in between."""
    start, end = launching
    lead = marks.text[end : place.start]
    if within(marks.quantities, end, place.start) and _MEASURED.search(lead):
        return False
    if not _TO_SITE.search(marks.text[max(0, place.start - 8) : place.start]):
        return False
    if not marks.has("launch_verb", start, end) and not re.search(r"\bfrom\s+$", lead):
        return False
    if re.search(r"\bfrom\s+$", lead):
        return not re.search(r"\b(?:said|told)\b[^,]*$", lead)
    return (
        not marks.has("report_verb", end, place.start)
        and not marks.has("landing_verb", end, place.start)
        and len(lead) < 60
    )


def _is_site(marks: Marks, place: PlaceMark) -> bool:
    name = place.value
    named_at = place.end - len(name)
    if marks.has("flag", place.start, place.end) or is_vessel(marks, max(place.start, named_at)):
        return False
    if _NO_SITE.match(name) or len(name) < 3 or (name.isupper() and len(name) < 5):
        return False
    countries = [p for p in within(marks.places, place.start, place.end) if p.kind in ("country", "adjective")]
    whole = any(" ".join(marks.text[p.start : p.end].split()) == name for p in countries)
    return not (
        whole
        and not re.search(r"\barea\b|\bnear\b|\baround\b|\boutside\b|\bsuburb", marks.text[place.start : place.end])
    ) and not any(
        s.start <= place.start + len(marks.text[place.start : place.end]) - len(name) < s.end
        for s in within(marks.systems, place.start, place.end)
    )


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


def _is_capital(marks: Marks, hit: Hit[str]) -> bool:
    """Whether a name stands for its country, not for the area around it ("near Pyongyang", "the Pyongyang area")."""
    around = _AREA.match(marks.text, hit.end) or _NEAR.search(marks.text, max(0, hit.start - 24), hit.start)
    return marks.has("country", hit.start, hit.end) and not around


def _landings(marks: Marks, tale: Story) -> Iterator[Fact]:
    for part in marks.sentences:
        for place in within(marks.places, part.start, part.end):
            event = tale.at(place.start)
            if event < 0 or place.kind not in ("landing", "sea"):
                continue
            if marks.has("landing_verb", max(part.start, place.start - 120), place.start) or (
                place.kind == "landing" and marks.has("flight_verb", part.start, part.end)
            ):
                yield Fact(
                    event, "landing", " ".join(marks.text[place.start : place.end].split()), place.start, place.end
                )


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
            for hit in marks.words(attribute, part.start, part.end):
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
