"""`read`: a document in, and out come the launches it speaks of and who claims what of them, in which words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from trackside.earth.gazetteer import Gazetteer
from trackside.measure import Estimate
from trackside.read.actor import actors
from trackside.read.assemble import Said, assembled, sited, worth_telling
from trackside.read.attribute import Role, cues, roles
from trackside.read.attribution import Voices, voices
from trackside.read.doubt import doubted
from trackside.read.earlier import in_turn, of_an_earlier
from trackside.read.ellipsis import filled
from trackside.read.facts import facts
from trackside.read.history import comparisons
from trackside.read.idle import idle
from trackside.read.lexicon import Lexicon
from trackside.read.marks import Marks, mark, within
from trackside.read.mention import Story, story
from trackside.read.modality import is_earlier, modality
from trackside.read.negation import is_unsaid
from trackside.read.reaction import stands
from trackside.read.telling import Telling, tellings
from trackside.read.topic.gather import read_topic_first
from trackside.read.whose import main_country
from trackside.record import (
    HELD,
    MEASURED,
    Document,
    Modality,
    Reading,
    Source,
    Value,
)

# What stands wherever a launch is told of, even in a sentence that leaves all else unsaid.
BARE_FACTS = ("country", "launch_date")


def read(document: Document, lexicons: Mapping[str, Lexicon], gazetteer: Gazetteer | None = None) -> Reading:
    """The launches a document speaks of, and every claim, reaction and history statement with its exact words.

    A document in a language without a lexicon, or one that tells of no launch, gives an empty reading.
    """
    lexicon = lexicons.get(document.language)
    if lexicon is None:
        return Reading(document)
    if lexicon.topic is not None:
        return sited(read_topic_first(document, lexicon, lexicon.topic), gazetteer)
    return sited(_read(document, lexicon, gazetteer), gazetteer)


def _read(document: Document, lexicon: Lexicon, gazetteer: Gazetteer | None) -> Reading:
    hits = lexicon.scanner.scan(document.text)
    if idle(document.text, hits):
        return Reading(document)
    marks = mark(document, lexicon, hits)
    named = actors(marks)
    told = tellings(marks, named)
    country = main_country(told, marks, gazetteer)
    if not told or not country:
        return Reading(document)
    who = voices(marks, named, country)
    tale = story(marks, who, told, country)
    if not tale.events:
        return Reading(document)
    said = [*_measured(marks, who, tale), *_counted(marks, who, tale), *_worded(marks, who, tale, told)]
    return assembled(
        document,
        tale,
        doubted(marks, tale, who, worth_telling(tale, list(_given_up(marks, who, said)))),
        stands(marks, who, [country, *(e.country for e in tale.events)]),
        comparisons(marks),
        zone=lambda code: lexicon.countries[code].zone,
        speaker=lambda attribute, start: _speaker(who, attribute, start),
    )


def _speaker(who: Voices, attribute: str, start: int) -> Source:
    """Who says an attribute at a place: country and day are what a text frames its story with."""
    if attribute == "country":
        return who.issuer
    if attribute == "launch_date":
        return who.dating(start)
    return who.figure(start) if attribute in MEASURED or attribute == "launch_time" else who.at(start)


def _given_up(marks: Marks, who: Voices, said: Sequence[Said]) -> Iterator[Said]:
    """Numbers that a speaker had told before telling other ones of the same attribute are denied."""
    told = [(s, s.value) for s in said if isinstance(s.value, Estimate) and s.how in HELD]
    earlier = {s for s, _ in told if is_earlier(marks, marks.part(s.start), s.start, s.end)}
    # The lowest upper end and the highest lower end of what a speaker stands by, by launch and attribute.
    bounds: dict[tuple[int, str, Source], tuple[float, float]] = {}
    for one, value in told if earlier else ():
        if one not in earlier:
            high, low = bounds.get(key := _told_by(who, one), (math.inf, -math.inf))
            bounds[key] = min(high, value.high), max(low, value.low)
    for one in said:
        given_up = one in earlier and _apart(one.value, bounds.get(_told_by(who, one), (math.inf, -math.inf)))
        yield one._replace(how=Modality.DENIED) if given_up else one


def _told_by(who: Voices, one: Said) -> tuple[int, str, Source]:
    return one.event, one.attribute, who.at(one.start)


def _apart(value: Value, bounds: tuple[float, float]) -> bool:
    high, low = bounds
    return isinstance(value, Estimate) and (value.high < low or high < value.low)


def _measured(marks: Marks, who: Voices, tale: Story) -> Iterator[Said]:
    """Numbers with units that are an attribute of a launch."""
    judged = list(_with_modality(marks, who))
    body = next((p.start for p in marks.sentences if not p.heading), 0)
    told_in_full = {r.quantity.estimate.best for r, _ in judged if not marks.part(r.quantity.start).heading}
    found = [_reaching(role, how) for role, how in judged]
    able = [how is Modality.HYPOTHETICAL for _, how in judged]
    every = in_turn(marks, who, tale, filled(marks, who, tale, found, able))
    for told, (_, how) in zip(every, judged, strict=True):
        quantity, attribute = told.role.quantity, told.role.attribute
        if attribute not in MEASURED or told.event < 0 or (told.able and attribute != "range"):
            continue
        if told.event == 0 and of_an_earlier(marks, told.part, quantity.start, quantity.end):
            continue
        if told.part.heading and (told.part.start < body or quantity.estimate.best in told_in_full):
            continue
        if told.able and marks.has("treaty", told.part.start, quantity.start):
            continue
        if is_unsaid(marks, told.part, quantity.start):
            continue
        firm = Modality.HYPOTHETICAL if told.able else how
        start, end = quantity.start, quantity.end
        yield Said(told.event, attribute, quantity.estimate, start, end, firm, quantity.doubt)


def _with_modality(marks: Marks, who: Voices) -> Iterator[tuple[Role, Modality]]:
    found = roles(marks, cues(marks))
    parts = [marks.part(r.quantity.start) for r in found]
    flying = {
        p.start
        for p, r in zip(parts, found, strict=True)
        if r.attribute in ("apogee", "flight_time") and r.sureness >= 2
    }
    for role, part in zip(found, parts, strict=True):
        flown = part.start in flying and not marks.has("modal", part.start, part.end)
        how = modality(marks, who, part, role.quantity.start, role.quantity.end, number=True, flown=flown)
        yield role, how


def _reaching(role: Role, how: Modality) -> Role:
    """What a missile can reach is a range, unless the words plainly say a height."""
    able = how is Modality.HYPOTHETICAL and role.quantity.unit == "m" and role.attribute == "apogee"
    return replace(role, attribute="range") if able and role.sureness < 4 else role


def _counted(marks: Marks, who: Voices, tale: Story) -> Iterator[Said]:
    """How many missiles, in any sentence that is no heading."""
    for part in marks.sentences:
        if part.heading:
            continue
        for count in within(marks.counts, part.start, part.end):
            how = modality(marks, who, part, count.start, count.end, number=False)
            event = tale.at(count.start)
            yield Said(event, "missile_count", count.estimate, count.start, count.end, how, count.doubt)


def _worded(marks: Marks, who: Voices, tale: Story, told: Sequence[Telling]) -> Iterator[Said]:
    for fact in facts(marks, who, tale, tuple(told)):
        if fact.attribute not in BARE_FACTS and is_unsaid(marks, marks.part(fact.start), fact.start):
            continue
        how = modality(marks, who, marks.part(fact.start), fact.start, fact.end, number=fact.attribute == "landing")
        yield Said(fact.event, fact.attribute, fact.value, fact.start, fact.end, how)
