"""`read_topic_first`: a document in a topic-first language in, its launches and claims out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trackside.moment import days
from trackside.read.lexicon import Lexicon
from trackside.read.mention import Story
from trackside.read.topic.facts import comparisons, facts, stands
from trackside.read.topic.role import modality, roles
from trackside.read.topic.sheet import Sheet, sheet
from trackside.read.topic.tale import story
from trackside.read.topic.words import TopicWords
from trackside.record import (
    MEASURED,
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

# Number of the launch, attribute, value, the words, and how firmly.
Said = tuple[int, str, Value, int, int, Modality]
_BARE = ("country", "launch_date", "direction", "eez")


def read_topic_first(document: Document, lexicon: Lexicon, words: TopicWords) -> Reading:
    """The launches a document speaks of, with every claim, reaction and history statement in its exact words."""
    page = sheet(document, lexicon, words)
    tale = story(page)
    if not tale.events:
        return Reading(document)
    said = [s for s in (*_measured(page, tale), *_counted(page, tale), *_worded(page, tale)) if s[0] >= 0]
    told = {number for number, attribute, *_ in said if attribute not in _BARE}
    kept = [s for s in said if s[0] in told or tale.events[s[0]].main]
    return _reading(page, tale, kept)


def _measured(page: Sheet, tale: Story) -> Iterator[Said]:
    for quantity, attribute in roles(page, tale):
        if attribute in MEASURED and not page.part(quantity.start).heading:
            how = modality(page, quantity.start, quantity.end, attribute)
            if how is not Modality.HYPOTHETICAL or attribute == "range":
                yield tale.at(quantity.start), attribute, quantity.estimate, quantity.start, quantity.end, how


def _counted(page: Sheet, tale: Story) -> Iterator[Said]:
    for count in page.counts:
        part = page.part(count.start)
        groups = ("launch", "launch_noun", "weapon", "kind", "flown", "detect", "reach")
        if (
            not part.heading
            and page.has(part.start, part.end, *groups)
            and not page.has(part.start, part.end, "artillery")
        ):
            how = modality(page, count.start, count.end, "missile_count")
            yield tale.at(count.start), "missile_count", count.estimate, count.start, count.end, how


def _worded(page: Sheet, tale: Story) -> Iterator[Said]:
    for fact in facts(page, tale):
        how = modality(page, fact.start, fact.end, fact.attribute)
        how = Modality.ASSERTED if how is Modality.HYPOTHETICAL else how
        yield fact.event, fact.attribute, fact.value, fact.start, fact.end, how


def _reading(page: Sheet, tale: Story, said: Sequence[Said]) -> Reading:
    numbers = sorted({number for number, attribute, *_ in said if attribute != "country"} or {0})
    mentions = {n: _mention(page, tale, n, at, said) for at, n in enumerate(numbers)}
    main = mentions[numbers[0]]
    claims: dict[str, Claim] = {}
    for number, attribute, value, start, end, how in said:
        if number in mentions:
            claim = _claim(page, mentions[number], (attribute, value, how), start, end)
            claims.setdefault(claim.id, claim)
    document = page.document
    reactions = [Reaction(main.id, s.actor, s.stance, quote(document, s.start, s.end)) for s in stands(page, tale)]
    history = [
        HistoryStatement(
            mentions.get(tale.at(c.start), main).id,
            c.kind,
            c.since.moment("UTC") if c.since else None,
            quote(document, c.start, c.end),
        )
        for c in comparisons(page)
    ]
    return Reading(document, tuple(mentions.values()), tuple(claims.values()), tuple(reactions), tuple(history))


def _claim(page: Sheet, mention: Mention, told: tuple[str, Value, Modality], start: int, end: int) -> Claim:
    attribute, value, how = told
    speaker: Source = page.who.issuer if attribute == "country" else page.who.at(start)
    return Claim(mention.id, attribute, value, speaker, how, quote(page.document, start, end))


def _mention(page: Sheet, tale: Story, number: int, ordinal: int, said: Sequence[Said]) -> Mention:
    event = tale.events[number]
    land = page.words.countries.get(event.country)
    date = days(event.first, event.last, land.zone if land else "UTC") if event.first and event.last else None

    def first(attribute: str) -> str:
        return next((v for n, a, v, *_ in said if n == number and a == attribute and isinstance(v, str)), "")

    kind = event.kind or first("kind")
    told = (first("site"), first("system"), kind, first("platform"))
    return Mention(page.document.id, ordinal, event.country, date, event.main, *told)
