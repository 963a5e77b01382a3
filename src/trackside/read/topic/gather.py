"""`read_topic_first`: a document in a topic-first language in, its launches and claims out."""

from __future__ import annotations

from collections.abc import Iterator

from trackside.read.assemble import Said, assembled, worth_telling
from trackside.read.doubt import doubted
from trackside.read.lexicon import Lexicon
from trackside.read.marks import within
from trackside.read.mention import Story
from trackside.read.sentence import Sentence
from trackside.read.topic.apart import sharing
from trackside.read.topic.denial import denied_by
from trackside.read.topic.facts import comparisons, facts, stands
from trackside.read.topic.role import modality, roles
from trackside.read.topic.sheet import Sheet, sheet
from trackside.read.topic.tale import story
from trackside.read.topic.words import TopicWords
from trackside.record import (
    MEASURED,
    Document,
    Modality,
    Reading,
)

DENIED = Modality.DENIED


def read_topic_first(document: Document, lexicon: Lexicon, words: TopicWords) -> Reading:
    """The launches a document speaks of, with every claim, reaction and history statement in its exact words."""
    page = sheet(document, lexicon, words)
    tale = story(page)
    if not tale.events:
        return Reading(document)
    said = [s for s in (*_measured(page, tale), *_counted(page, tale), *_worded(page, tale)) if s.event >= 0]
    # Whoever disputes a value vouches for that, not whoever gave it.
    denials = {s.start: denied_by(page, s.start, s.end, s.attribute) for s in said if s.how is DENIED}
    return assembled(
        document,
        tale,
        doubted(page, tale, page.who, worth_telling(tale, said)),
        stands(page, tale),
        comparisons(page),
        zone=lambda code: words.countries[code].zone if code in words.countries else "UTC",
        speaker=lambda attribute, start: (
            page.who.issuer if attribute == "country" else denials.get(start) or page.who.at(start)
        ),
    )


def _measured(page: Sheet, tale: Story) -> Iterator[Said]:
    for quantity, attribute in roles(page, tale):
        if attribute in MEASURED and not page.part(quantity.start).heading:
            how = modality(page, quantity.start, quantity.end, attribute)
            if how is not Modality.HYPOTHETICAL or attribute == "range":
                event = tale.at(quantity.start)
                yield Said(event, attribute, quantity.estimate, quantity.start, quantity.end, how)


def _counted(page: Sheet, tale: Story) -> Iterator[Said]:
    for count in page.counts:
        part = page.part(count.start)
        groups = ("launch", "launch_noun", "weapon", "kind", "flown", "detect", "reach", "tally")
        if (
            not part.heading
            and (
                part.bullet
                or page.has(part.start, part.end, *groups)
                or _anchored(tale, part.start, part.end)
                or within(page.quantities, part.start, part.end)
                or _told_on(page, part, groups)
            )
            and not page.words.patterns["partial"].search(page.text, max(part.start, count.start - 8), count.start)
            and not page.has(part.start, part.end, "artillery")
        ):
            how = modality(page, count.start, count.end, "missile_count")
            of_each = page.words.patterns["of_each"].match(page.text, count.end)
            shared = sharing(page, tale, part, "missile_count", count.start) if of_each else ()
            for number in dict.fromkeys((tale.at(count.start), *shared)):
                yield Said(number, "missile_count", count.estimate, count.start, count.end, how)


def _told_on(page: Sheet, part: Sentence, groups: tuple[str, ...]) -> bool:
    """Whether somebody says a number of what the sentence before speaks of: "防衛省は「8発」としていたが、改めた"."""
    before = page.parts[max(0, page.index(part.start) - 1)]
    near = before.paragraph == part.paragraph and page.has(before.start, before.end, *groups)
    return near and page.has(part.start, part.end, "report")


def _anchored(tale: Story, start: int, end: int) -> bool:
    """Whether words name the day of a launch."""
    return any(start <= a.place < end for a in tale.anchors)


def _worded(page: Sheet, tale: Story) -> Iterator[Said]:
    for fact in facts(page, tale):
        how = modality(page, fact.start, fact.end, fact.attribute)
        how = Modality.ASSERTED if how is Modality.HYPOTHETICAL else how
        yield Said(fact.event, fact.attribute, fact.value, fact.start, fact.end, how)
