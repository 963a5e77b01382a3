"""`assembled`: what was found in a text, by whatever grammar, as the reading of its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from trackside.moment import days
from trackside.read.history import Comparison
from trackside.read.mention import Story
from trackside.read.reaction import Stand
from trackside.record import (
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

# Number of the launch, attribute, value, the words, how firmly, and what the value may be instead.
Said = tuple[int, str, Value, int, int, Modality, str]
_BARE = ("country", "launch_date", "direction", "eez")


def worth_telling(tale: Story, said: Sequence[Said]) -> list[Said]:
    """Without what is said of background launches of which nothing but the day is told."""
    told = {number for number, attribute, *_ in said if attribute not in _BARE}
    return [s for s in said if s[0] in told or tale.events[s[0]].main]


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
    for number, attribute, value, start, end, how, doubt in said:
        if number not in mentions:
            continue
        words, who = quote(document, start, end), speaker(attribute, start)
        claim = Claim(mentions[number].id, attribute, value, who, how, words, doubt)
        claims.setdefault(claim.id, claim)
    reactions = [Reaction(main.id, s.actor, s.stance, quote(document, s.start, s.end)) for s in stands]
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


def _spoken_of(tale: Story, said: Sequence[Said]) -> list[int]:
    """The launches that something is said of, the main one first; those announced stay even where only their country is
    told, unless all else that is told is of another launch ("In 1998 it launched ...; nothing was launched this week").
    """
    told = {number for number, attribute, *_ in said if attribute != "country"}
    return sorted(told or {0, *(number for number, *_ in said if tale.events[number].main)})


def _mention(
    document: Document, tale: Story, number: int, ordinal: int, said: Sequence[Said], zone: Callable[[str], str]
) -> Mention:
    event = tale.events[number]
    date = days(event.first, event.last, zone(event.country)) if event.first and event.last else None

    def first(attribute: str) -> str:
        return next((v for n, a, v, *_ in said if n == number and a == attribute and isinstance(v, str)), "")

    told = (first("site"), first("system"), event.kind or first("kind"), first("platform"))
    return Mention(document.id, ordinal, event.country, date, event.main, *told)
