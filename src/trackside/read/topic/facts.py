"""What a text of a topic-first language says of each launch in words and clock times, and who takes a stance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trackside.read.clock import ClockMark
from trackside.read.fact import Fact
from trackside.read.facts import SPEAKER_ZONES
from trackside.read.history import Comparison
from trackside.read.marks import within
from trackside.read.mention import Story
from trackside.read.reaction import Stand
from trackside.read.sentence import Sentence
from trackside.read.splitting import Anchor
from trackside.read.topic.apart import sharing
from trackside.read.topic.day import done
from trackside.read.topic.named import MEDIA, Actor
from trackside.read.topic.sheet import Sheet
from trackside.read.topic.time import LOCAL
from trackside.read.topic.words import Word
from trackside.read.weapon import SystemMark
from trackside.record import HISTORY_KINDS, NARRATOR, Source

# How far behind a clock time or place its verb of launching may stand, and how long a statement of history goes on.
VERB_REACH, TAIL = 90, 60
# How far behind a clock time stands the meeting it is of, and how many rows a column of hours has.
SPOKEN, ROWS = 12, 10
# How far before a clock time its day begins.
BESIDE = 16
# How far apart days begin that are told of together.
TOGETHER = 20
# How far behind a place without a word for places its launch stands.
NEAR_LAUNCH = 34
# Whose launches a narrator in Seoul or Tokyo tells by his own clock.
NEIGHBOURS = ("KP", "KR", "JP")
OF_SITE = ("launch", "launch_noun", "impact", "detect", "flown")
OF_TELLING = ("launch", "launch_noun", "clock_noun", "weapon", "kind", "flown", "impact", "eez")
FALLING = ("impact", "outcome", "launch", "flown", "reaches")
OF_LAUNCH = ("launch", "launch_noun", "clock_noun", "detect")


def facts(sheet: Sheet, tale: Story) -> Iterator[Fact]:
    """Everything said of the launches in words and clock times, in no particular order."""
    yield from _countries(sheet, tale)
    yield from _dates(sheet, tale)
    for part in sheet.parts:
        if part.heading or sheet.has(part.start, part.end, "notice"):
            continue
        told: Iterable[Fact] = _times(sheet, tale, part)
        if _of_launch(sheet, part) or any(part.start <= a.place < part.end for a in tale.anchors):
            told = (*told, *_worded(sheet, tale, part), *_places(sheet, tale, part))
        for fact in told:
            shared = sharing(sheet, tale, part, fact.attribute, fact.start) if fact.attribute != "system" else ()
            yield from (replace(fact, event=n) for n in dict.fromkeys((fact.event, *shared)))


def _of_launch(sheet: Sheet, part: Sentence) -> bool:
    told = sheet.has(part.start, part.end, *OF_TELLING)
    return told or bool(within(sheet.quantities, part.start, part.end) or within(sheet.systems, part.start, part.end))


def _zone(sheet: Sheet, country: str) -> str:
    return sheet.words.countries[country].zone if country in sheet.words.countries else "UTC"


def _countries(sheet: Sheet, tale: Story) -> Iterator[Fact]:
    for number, event in enumerate(tale.events):
        named = [a for a in sheet.who.actors if a.country == event.country and a.kind in ("country", "office")]
        first = next((a for a in named if number == 0 or tale.at(a.start) == number), next(iter(named), None))
        if first:
            yield Fact(number, "country", event.country, first.start, first.end)


def _dates(sheet: Sheet, tale: Story) -> Iterator[Fact]:
    for anchor in tale.anchors:
        event = tale.events[anchor.event]
        for date in within(sheet.dates, anchor.place, anchor.place + 1):
            if event.first and event.last and event.first <= date.first and date.last <= event.last:
                moment = date.moment(_zone(sheet, event.country))
                twins = (n for n, e in enumerate(tale.events) if n > anchor.event and e.is_beside(event))
                for number in (anchor.event, *twins):
                    yield Fact(number, "launch_date", moment, date.start, date.end)


def _twins(tale: Story, number: int) -> Sequence[int]:
    """The other launches of the day and the country of one."""
    one = tale.events[number] if number >= 0 else None
    alike = one is not None and one.is_day
    same = (n for n, e in enumerate(tale.events) if one and (e.country, e.first) == (one.country, one.first))
    return [n for n in same if n != number] if alike else []


def _times(sheet: Sheet, tale: Story, part: Sentence) -> Iterator[Fact]:
    """Clock times whose next verb is one of launching; of impact, alerts, posts and meetings none."""
    for clock in within(sheet.clocks, part.start, part.end):
        number = tale.at(clock.start)
        event = tale.events[number] if number >= 0 else None
        if event and event.first and event.is_day and _launches(sheet, part, clock):
            speaker = sheet.who.at(clock.start).country or sheet.who.issuer.country
            home = sheet.words.home if event.country in sheet.words.neighbours and not speaker else speaker
            site = _zone(sheet, event.country)
            zone = site if clock.zone == LOCAL else SPEAKER_ZONES.get(home, site)
            told = replace(clock, zone="") if clock.zone == LOCAL else clock
            day = _day_beside(sheet, clock) or event.first
            yield Fact(number, "launch_time", told.moment(day, zone), clock.start, clock.end)


def _day_beside(sheet: Sheet, clock: ClockMark) -> dt.date | None:
    """The day told beside a clock time of another zone, which need not be the day at the site."""
    near = [d for d in within(sheet.dates, clock.start - BESIDE, clock.start) if d.is_day and d.end <= clock.start]
    return near[-1].first if clock.zone not in ("", LOCAL) and near else None


def _launches(sheet: Sheet, part: Sentence, clock: ClockMark) -> bool:
    """Whether a clock time is that of a launch: its next verb says so, or its sentence and no other verb."""
    if part.heading or _on_air(sheet, part, clock) or _of_entry(sheet, part, clock):
        return False
    behind = min(part.end, clock.end + VERB_REACH)
    nouns = [
        w for g in ("clock_noun", "impact") for w in sheet.inside(g, max(part.start, clock.start - 14), clock.start)
    ]
    if nouns:
        return nouns[-1].group == "clock_noun"
    spoken = min(behind, clock.end + SPOKEN)
    shot = next(iter(sheet.inside("shot", clock.end, spoken)), None)
    follows = shot is not None and bool(sheet.text[clock.end : shot.start].strip())
    on_air = any(a.category in MEDIA for a in sheet.who.within(clock.end, spoken))
    if follows or on_air or sheet.has(clock.end, spoken, "meeting", "alert"):
        return follows  # "the second, which followed at 6:37"
    verbs = [w for g in (*OF_LAUNCH, "impact", "alert") for w in sheet.inside(g, clock.end, behind)]
    first = min(verbs, key=lambda w: w.start, default=None)
    if first is not None:
        return first.group in OF_LAUNCH
    if sheet.has(part.start, part.end, "impact", "alert"):
        return False
    return (
        sheet.has(part.start, clock.start, *OF_LAUNCH)
        or sheet.has(clock.end, behind, "flown")
        or _under_hours(sheet, part)
    )


def _of_entry(sheet: Sheet, part: Sentence, clock: ClockMark) -> bool:
    """Whether a clock time opens an entry of a live report: "▽10:35 ..."."""
    line = sheet.text.rfind("\n", 0, clock.start) + 1
    opens = not sheet.text[line : clock.start].strip(" \t▽▼■◆◇○●・·▲△[(【")
    if opens and not any(a.kind != "country" and a.role != "other" for a in sheet.who.within(part.start, part.end)):
        return not sheet.has(part.start, part.end, "launch")
    return opens and ":" in sheet.text[clock.start : clock.end] and sheet.text[clock.end - 1].isdigit()


def _under_hours(sheet: Sheet, part: Sentence) -> bool:
    """Whether a row stands under a column of launch times."""
    at = sheet.index(part.start)
    heads = (e for e in sheet.parts[max(0, at - ROWS) : at] if part.bullet and part.paragraph - e.paragraph <= ROWS)
    return any(sheet.has(e.start, e.end, "clock_noun") for e in heads)


def _on_air(sheet: Sheet, part: Sentence, clock: ClockMark) -> bool:
    """Whether a clock time right behind a medium is when it reported."""
    media = [a for a in sheet.who.within(part.start, clock.start) if a.category in ("agency", "media")][-1:]
    gap = sheet.words.patterns["said_gap"]
    return any(a.role == "topic" and gap.fullmatch(sheet.text, a.end, clock.start) for a in media)


def _zoned(sheet: Sheet, word: Word) -> str:
    """The value of a word; not inside a zone is outside it."""
    away = word.value == "inside" and sheet.words.patterns["not_fallen"].match(sheet.text, word.end)
    return "outside" if away else word.value


def _worded(sheet: Sheet, tale: Story, part: Sentence) -> Iterator[Fact]:
    """Type, kind, outcome, platform, zone and direction, each by its own words."""
    launching = sheet.has(part.start, part.end, "launch", "launch_noun", "rises")
    negation, text = sheet.words.patterns["negated"], sheet.text
    anchored = any(part.start <= a.place < part.end for a in tale.anchors)
    if not anchored and _foreign_plan(sheet, tale, part):
        return
    for system in within(sheet.systems, part.start, part.end):
        if (anchored or not _compared(sheet, part, system)) and not negation.match(text, system.end):
            fact = Fact(tale.at(system.start), "system", system.name, system.start, system.end)
            yield from _for_all(sheet, tale, part, fact)
    for group in ("kind", "outcome", "platform", "direction", "eez"):
        for word in sheet.inside(group, part.start, part.end):
            if group == "platform" and not launching:
                continue
            if not anchored and _compared(sheet, part, word):
                continue
            if (group == "eez" or not negation.match(text, word.end)) and not _aside(sheet, group, word):
                fact = Fact(tale.at(word.start), group, _zoned(sheet, word), word.start, word.end)
                yield from _for_all(sheet, tale, part, fact)


def _compared(sheet: Sheet, part: Sentence, mark: Word | SystemMark) -> bool:
    """Whether words are of a launch that is only counted from: "2016년 2월 광명성 4호 이후 7년 만이다"."""
    since = sheet.words.patterns["since"]
    told = (since.match(sheet.text, d.end, part.end) for d in within(sheet.dates, part.start, mark.start))
    return any(m is not None and mark.end <= m.end() for m in told)


def _foreign_plan(sheet: Sheet, tale: Story, part: Sentence) -> bool:
    """Whether words are of another country's type, of which no launch is told as done."""
    land = tale.events[tale.at(part.start)].country
    foreign = any(s.country not in ("", land) for s in within(sheet.systems, part.start, part.end))
    launches = [w for g in ("launch", "launch_noun") for w in sheet.inside(g, part.start, part.end)]
    if not foreign or any(done(sheet, w.end) for w in launches):
        return False
    return bool(launches or sheet.words.patterns["ahead"].search(sheet.text, part.start, part.end))


def _aside(sheet: Sheet, group: str, word: Word) -> bool:
    """A direction that only says where something is."""
    return group == "direction" and any(
        q.core - word.end in range(-1, 5) for q in within(sheet.quantities, word.end, word.end + 5)
    )


def _for_all(sheet: Sheet, tale: Story, part: Sentence, fact: Fact) -> Iterator[Fact]:
    """A fact, said of each of several days told of together ("the attempts of 31 May and 24 August failed")."""
    here = [a for a in tale.anchors if part.start <= a.place < fact.start]
    shared = fact.attribute == "outcome" or sheet.has(part.start, part.end, "each")
    together = [a.event for a in (_beside(sheet, here) if shared else _joined(sheet, here))]
    span = (part.start, fact.start)
    told_apart = bool(within(sheet.counts, *span)) or bool(within(sheet.dates, *span))
    if sheet.has(part.start, fact.start, "each") and not told_apart:  # "of the shots that day each fell"
        together += _twins(tale, fact.event)
    for event in dict.fromkeys([fact.event, *together]):
        yield replace(fact, event=event)


def _joined(sheet: Sheet, here: Sequence[Anchor]) -> Sequence[Anchor]:
    """The last two days told of, if they stand joined as days of a month: "11월 3일과 18일"."""
    marks = [d for a in here[-2:] for d in within(sheet.dates, a.place, a.place + 1)]
    if len(marks) < 2 or not sheet.words.patterns["and"].fullmatch(sheet.text, marks[0].end, marks[1].start):
        return ()
    numbered = all(any(c.isdigit() for c in sheet.text[m.start : m.end]) for m in marks)
    return here[-2:] if numbered else ()


def _beside(sheet: Sheet, here: Sequence[Anchor]) -> Sequence[Anchor]:
    """The last days told of, as long as each stands right beside the next and no launch is told of between them."""
    first = len(here) - 1
    while first > 0 and here[first].place - here[first - 1].place <= TOGETHER:
        if sheet.has(here[first - 1].place, here[first].place, "launch"):
            break
        first -= 1
    return here[max(0, first) :]


def _places(sheet: Sheet, tale: Story, part: Sentence) -> Iterator[Fact]:
    """Where it was launched from, and where it fell."""
    text, p = sheet.text, sheet.words.patterns
    for start, end in _sites(sheet, part):
        yield Fact(tale.at(start), "site", text[start:end].strip(), start, end)
    falling = sheet.has(part.start, part.end, "impact", "launch", "flown", "reaches")
    for word in sheet.inside("sea", part.start, part.end) if falling else ():
        if p["sea_reached"].match(text, word.end):
            fell = Fact(tale.at(word.start), "landing", word.value, word.start, word.end)
            yield from _for_all(sheet, tale, part, fell)
    for start, end in _fallen(sheet, part):
        yield Fact(tale.at(start), "landing", text[start:end].strip(), start, end)
    for match in p["landing_at"].finditer(text, part.start, part.end) if falling else ():
        start, end = match.span("place")
        if sheet.has(match.end(), match.end() + NEAR_LAUNCH, *FALLING) and not sheet.has(start, end, "sea"):
            yield Fact(tale.at(start), "landing", text[start : match.end()].strip(), start, match.end())
    for quantity in within(sheet.quantities, part.start, part.end):
        place = p["splash"].search(text, max(part.start, quantity.start - 30), quantity.start)
        if place and quantity.unit == "m":
            start = _named_from(sheet, *place.span("place"))
            yield Fact(tale.at(start), "landing", text[start : quantity.end].strip(), start, quantity.end)


def _fallen(sheet: Sheet, part: Sentence) -> Iterator[tuple[int, int]]:
    """Places right before a verb of falling that neither a sea nor a distance names: "波照間島の南西に落下"."""
    for match in sheet.words.patterns["fallen"].finditer(sheet.text, part.start, part.end):
        start, end = _named_from(sheet, *match.span("place")), match.end("place")
        if not sheet.has(start, end, "sea", "eez") and not within(sheet.quantities, start, end):
            yield start, end


def _named_from(sheet: Sheet, start: int, end: int) -> int:
    """Where the name of a place begins behind what leads to it: a subject, a particle, "the same"."""
    leads = list(sheet.words.patterns["place_lead"].finditer(sheet.text, start, end))
    return leads[-1].end() if leads and leads[-1].end() < end else start


def _sites(sheet: Sheet, part: Sentence) -> Iterator[tuple[int, int]]:
    """Places that a launch is said to be from: by a word for places, else by what stands before "from" and a launch."""
    text, p = sheet.text, sheet.words.patterns
    label = p["site_label"].search(text, part.start, part.end)
    if label and not p["site_unknown"].search(text, *label.span("place")):
        yield label.span("place")
        return
    if not sheet.has(part.start, part.end, *OF_SITE, "clock_noun", "rises"):
        return
    found = list[tuple[int, int]]()
    for name in ("site", "site_from"):
        for match in p[name].finditer(text, part.start, part.end):
            start, end = _named_from(sheet, *match.span("place")), match.end("place")
            verbs = sheet.inside("launch", match.end(), min(part.end, match.end() + VERB_REACH))
            reach = match.end() + (VERB_REACH if name == "site" else NEAR_LAUNCH)
            told = sheet.has(match.end(), min(part.end, reach), *(OF_SITE if name == "site" else OF_LAUNCH), "rises")
            timed = bool(within(sheet.dates, start, end)) or bool(within(sheet.clocks, start, end))
            if timed or not told or p["site_same"].fullmatch(text, start, end):
                continue
            if any(a < end and start < b for a, b in found) or _only_country(sheet, start, end):
                continue
            if name == "site_from" and (
                p["site_no"].search(text, *match.span("place")) or (verbs and verbs[0].start < start)
            ):
                continue
            found.append((start, end))
    yield from found


def _only_country(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a place is but a country: what comes "from Russia" is news as often as a missile."""
    return any(a.kind == "country" and a.start == start and a.end >= end for a in sheet.who.within(start, start + 1))


def stands(sheet: Sheet, tale: Story) -> Iterator[Stand]:
    """Every stance with a named actor, one for each actor and stance in a sentence."""
    for part in sheet.parts:
        taken: set[tuple[str, str]] = set()
        spoken = any(a.role == "speech" for a in sheet.who.within(part.start, part.end)) and part.paragraph > 1
        for word in sheet.inside("stance", part.start, part.end) if spoken or not part.heading else ():
            for actor in _takers(sheet, tale, part, word):
                if (actor.name, word.value) not in taken:
                    taken.add((actor.name, word.value))
                    yield Stand(actor, word.value, part.start, part.end)


def _takers(sheet: Sheet, tale: Story, part: Sentence, word: Word) -> Sequence[Source]:
    """Who takes a stance: the last topic before it, else the subject, else several together, else who speaks."""
    own = word.value in ("defends", "praises")
    named = (a for a in sheet.who.within(part.start, word.start) if a.role != "other")
    before = [a for a in named if own or a.kind != "country" or a.country != tale.events[0].country]
    together = sheet.inside("together", part.start, word.start)
    if together:
        listed = _listed(sheet, part, together[-1])
        return listed or [Source(f"{sheet.words.countries[c].name} government", c) for c in together[-1].value.split()]
    for roles in (("topic", "speech"), ("according", "subject")):
        able = [a for a in before if a.role in roles]
        if able:
            return [a.source for a in _last_with_joined(sheet, able)]
    unknown = sheet.words.patterns["topic"].match(sheet.text, part.start, word.start)
    if unknown and not sheet.who.within(unknown.start("name"), unknown.end("name")):
        return [Source(unknown["name"].strip())]
    speaker = sheet.who.at(word.start)
    return [] if speaker == NARRATOR else [speaker]


def _last_with_joined(sheet: Sheet, able: Sequence[Actor]) -> list[Actor]:
    """The last of those able, and all that are told together with it: "A, B and C condemned"."""
    joined = [able[-1]]
    named = sheet.who.within(sheet.part(able[-1].start).start, able[-1].start)
    for actor in reversed(named):
        if not sheet.words.patterns["and"].fullmatch(sheet.text, actor.end, joined[-1].start):
            break
        joined.append(actor)
    return joined


def _listed(sheet: Sheet, part: Sentence, together: Word) -> list[Source]:
    """The countries named one by one right before "the three countries"."""
    named = sheet.who.within(part.start, together.start)[-1:]
    of = sheet.words.patterns["possessive"].match(sheet.text, named[0].end) if named else None
    listed = _last_with_joined(sheet, named) if of and of.end() == together.start else []
    return [a.source for a in reversed(listed)] if len(listed) > 1 else []


def comparisons(sheet: Sheet) -> Iterator[Comparison]:
    """Every history statement outside headings, at most one of a kind in a sentence."""
    for part in sheet.parts:
        told = set[str]()
        for kind in HISTORY_KINDS if not part.heading else ():
            pattern = sheet.words.patterns.get(f"history_{kind}")
            match = pattern.search(sheet.text, part.start, part.end) if pattern else None
            if match and not (kind == "interval" and "first_since" in told):
                told.add(kind)
                yield _comparison(sheet, part, kind, match.start(), match.end())


def _comparison(sheet: Sheet, part: Sentence, kind: str, start: int, end: int) -> Comparison:
    """A statement from the date it counts from to its own end."""
    before = within(sheet.dates, max(part.start, start - TAIL), end)
    since = before[-1] if before and kind in ("first_since", "nth_in_period", "interval") else None
    return Comparison(kind, since, min(start, since.start) if since else start, end)
