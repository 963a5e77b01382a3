"""`assembled`: what was found in a text, by whatever grammar, as the reading of its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, final

from trackside.earth.gazetteer import Gazetteer
from trackside.moment import days
from trackside.read.history import Comparison
from trackside.read.mention import Story
from trackside.read.reaction import Stand
from trackside.record import (
    HELD,
    Claim,
    Document,
    HistoryStatement,
    Mention,
    Modality,
    Reaction,
    Reading,
    Source,
    Value,
    quote,
)

_BARE = ("country", "launch_date", "direction", "eez")


@final
class Said(NamedTuple):
    """What the words ``text[start:end]`` say of launch number `event`: `how` firmly, and what it may be instead."""

    event: int
    attribute: str
    value: Value
    start: int
    end: int
    how: Modality
    doubt: str = ""


def worth_telling(tale: Story, said: Sequence[Said]) -> list[Said]:
    """Without what is said of background launches of which nothing but the day is told."""
    told = {s.event for s in said if s.attribute not in _BARE}
    return [s for s in said if s.event in told or tale.events[s.event].main]


def assembled(
    document: Document,
    tale: Story,
    said: Sequence[Said],
    stands: Iterable[Stand],
    comparisons: Iterable[Comparison],
    *,
    zone: Callable[[str], str],
    speaker: Callable[[str, int], Source],
) -> Reading:
    """The launches, the claims of each, the reactions and the history statements, with their exact words.

    `zone` is the clock that a country's sites keep; `speaker` is who says an attribute at a place of the text.
    """
    numbers = _spoken_of(tale, said)
    mentions = {n: _mention(document, tale, n, at, said, zone) for at, n in enumerate(numbers)}
    main = mentions[numbers[0]]
    claims: dict[str, Claim] = {}
    for s in said:
        if s.event not in mentions:
            continue
        words, who = quote(document, s.start, s.end), speaker(s.attribute, s.start)
        claim = Claim(mentions[s.event].id, s.attribute, s.value, who, s.how, words, s.doubt)
        claims.setdefault(claim.id, claim)
    reactions = [Reaction(main.id, r.actor, r.stance, quote(document, r.start, r.end)) for r in stands]
    history = [
        HistoryStatement(
            mentions.get(tale.at(c.start), main).id,
            c.kind,
            c.since.moment("UTC") if c.since else None,
            quote(document, c.start, c.end),
        )
        for c in comparisons
    ]
    return Reading(document, tuple(mentions.values()), tuple(claims.values()), tuple(reactions), tuple(history))


def sited(reading: Reading, gazetteer: Gazetteer | None) -> Reading:
    """The reading with each launch called by its site where a region is named before it ("Arkhangelsk", "Plesetsk")."""
    return replace(reading, mentions=tuple(_sited(m, reading.claims, gazetteer) for m in reading.mentions))


def _sited(mention: Mention, claims: Sequence[Claim], gazetteer: Gazetteer | None) -> Mention:
    own = [c for c in claims if c.attribute == "site" and c.mention_id == mention.id and c.modality in HELD]
    names = list(dict.fromkeys(c.value for c in own if isinstance(c.value, str)))
    if gazetteer is None or len(names) < 2 or names[0] != mention.site:
        return mention
    found = gazetteer.site_in(names, country=mention.country)
    return replace(mention, site=found[0]) if found else mention


def _spoken_of(tale: Story, said: Sequence[Said]) -> list[int]:
    """The launches that something is said of, the main one first; those announced stay even where only their country is
    told, unless all else that is told is of another launch ("In 1998 it launched ...; nothing was launched this week").
    """
    told = {s.event for s in said if s.attribute != "country"}
    return sorted(told or {0, *(s.event for s in said if tale.events[s.event].main)})


def _mention(
    document: Document, tale: Story, number: int, ordinal: int, said: Sequence[Said], zone: Callable[[str], str]
) -> Mention:
    event = tale.events[number]
    date = days(event.first, event.last, zone(event.country)) if event.first and event.last else None

    def first(attribute: str) -> str:
        own = (s for s in said if s.event == number and s.attribute == attribute)
        of_it = (s.value for s in own if s.how is not Modality.DENIED)
        return next((value for value in of_it if isinstance(value, str)), "")

    told = (first("site"), first("system"), event.kind or first("kind"), first("platform"))
    return Mention(document.id, ordinal, event.country, date, event.main, *told)
