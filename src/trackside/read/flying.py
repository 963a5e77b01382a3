"""How much a sentence speaks of a launch or a flight, whatever verb it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trackside.read.marks import Marks, within
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.when import DateMark

# A launch this few days before publication is news.
SAID_DAYS = 3
# A shorter length says nothing of a flight.
LEAST_FAR_M = 20_000.0
# How long a flight that is told of with its time lasts.
LEAST_FLIGHT_S, MOST_FLIGHT_S = 60.0, 14_400.0
# In the first paragraphs the day of publication stands alone as the day of the report.
LETTERHEAD_PARAGRAPHS = 4
# How many dates at the heads of paragraphs make a list.
LISTED = 3
# Before a date that labels what follows it stand no words, and behind it a stop, colon, dash or bar.
_LABEL_EDGE = re.compile(r"[\s\W]*")
_LABELLED = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[.:|,–—]|--?\s|$)")
# What the words of a date's sentence weigh towards a launch on that date, and how much is enough.
ENOUGH = 2.0
WEIGHTS = {
    "launch_verb": 1.0,
    "launch_noun": 1.0,
    "outcome": 1.0,
    "platform": 1.0,
    "flown_verb": 0.5,
    "landing_verb": 0.5,
    "kind": 0.5,
}
WEIGHED_AGAINST = {"reporting_noun": 1.5, "unflown": 2.0, "supposing": 1.0, "not_yet": 1.0, "treaty": 1.5}
WEIGHT_WEAPON, WEIGHT_NUMBER, WEIGHT_POINTED, WEIGHT_FRESH, WEIGHT_FOLLOWED = 1.5, 1.0, 1.5, 0.5, 1.5
# A short sentence with a date stands like a heading over the one that goes on with the flight.
SHORT_SENTENCE, WEIGHT_HEADING = 75, 2.0
# What a number of missiles weighs where nothing else tells of a launch.
WEIGHT_COUNT = 1.0
# For how many sentences a weapon named stays the one spoken of, and what that weighs beside numbers of a flight.
GOES_ON, WEIGHT_SPOKEN_OF = 4, 1.0
# A month tells less than a day, and a year less than a month.
WEIGHT_OF_SPAN = {"month": 0.5, "year": 1.0}


def labelled(marks: Marks) -> dict[int, DateMark]:
    """The dates that head what happened then, by sentence: "January 28." before a paragraph, "- 24 March: 71 min".

    In a list of three or more such dates all count, else those before words or numbers of a flight.
    """
    if ("labelled", 0) not in marks.memo:
        marks.memo["labelled", 0] = _labelled(marks)
    heads: dict[int, DateMark] = marks.memo["labelled", 0]
    return heads


def _labelled(marks: Marks) -> dict[int, DateMark]:
    found: dict[int, DateMark] = {}
    for number, part in enumerate(marks.sentences if marks.dates else ()):
        if not number or marks.sentences[number - 1].paragraph != part.paragraph:
            date = next(iter(within(marks.dates, part.start, part.end)), None)
            if date and _labels(marks, part, date):
                found[number] = date
    telling = {n for n in found if any(_tells(marks, p) for p in _headed(marks, n, found[n]))}
    return found if len(found) >= LISTED and len(telling) * 2 >= len(found) else {n: found[n] for n in telling}


def _labels(marks: Marks, part: Sentence, date: DateMark) -> bool:
    lead, rest = marks.text[part.start : date.start], marks.text[date.end : part.end]
    if _LABEL_EDGE.fullmatch(lead) is None or _LABELLED.match(rest) is None:
        return False
    return date.first != marks.published or part.paragraph > LETTERHEAD_PARAGRAPHS


def _headed(marks: Marks, number: int, date: DateMark) -> Iterator[Sentence]:
    """The sentences of a paragraph from one on; those of the next paragraph too where it only has a heading's words."""
    part = marks.sentences[number]
    alone = part.heading and _LABEL_EDGE.fullmatch(marks.text[date.end : part.end]) is not None
    for follower in (marks.sentences[n] for n in range(number, len(marks.sentences))):
        if follower.paragraph > part.paragraph + alone:
            return
        yield follower


def _tells(marks: Marks, part: Sentence) -> bool:
    return flies(marks, part) or any(map(is_far, within(marks.quantities, part.start, part.end)))


def flies(marks: Marks, part: Sentence) -> bool:
    """Whether a sentence tells of a weapon and of its launch or flight."""
    known = marks.memo.get(("flies", part.start))
    if known is None:
        told = marks.has_any(("launch_verb", "launch_noun", "flown_verb"), part.start, part.end)
        known = told and not marks.has("supposing", part.start, part.end)
        known = known and (armed(marks, part) or any(map(is_far, within(marks.quantities, part.start, part.end))))
        marks.memo["flies", part.start] = known
    return bool(known)


def is_far(quantity: Quantity) -> bool:
    """Whether a number is of the size of a flight's: kilometres by the ten, or faster than sound."""
    return quantity.unit == "Mach" or (quantity.unit == "m" and quantity.estimate.best >= LEAST_FAR_M)


def weight(marks: Marks, number: int, date: DateMark) -> float:
    """How much speaks for a launch on a date: words of launching, a weapon, numbers; less what speaks for others."""
    part = marks.sentences[number]
    total = sum(w for group, w in WEIGHTS.items() if marks.has(group, part.start, part.end))
    total += WEIGHT_COUNT * (total == 0 and _several_came(marks, part))
    pointed = marks.has("pointing", part.start, part.end)
    short = part.end - part.start < SHORT_SENTENCE
    total += (WEIGHT_HEADING if short else WEIGHT_FOLLOWED) * _followed(marks, number)
    flown = spoken_of(marks, number) and any(map(_is_flown, within(marks.quantities, part.start, part.end)))
    total += WEIGHT_SPOKEN_OF * (flown and not armed(marks, part))
    if not (total or pointed or flown):
        return 0.0
    total -= sum(w for group, w in WEIGHED_AGAINST.items() if marks.has(group, part.start, part.end))
    numbers = any(within(found, part.start, part.end) for found in (marks.quantities, marks.clocks))
    fresh = marks.published is not None and 0 <= (marks.published - date.last).days <= SAID_DAYS and date.is_day
    total += (
        WEIGHT_WEAPON * armed(marks, part)
        + WEIGHT_NUMBER * bool(numbers)
        + WEIGHT_POINTED * pointed
        + WEIGHT_FRESH * fresh
    )
    return total - WEIGHT_OF_SPAN.get(date.how, 0.0)


def _several_came(marks: Marks, part: Sentence) -> bool:
    """Whether so many missiles are spoken of with no verb of launching: "the same sea got six missiles"."""
    return any(c.estimate.best > 1 for c in within(marks.counts, part.start, part.end))


def _is_flown(quantity: Quantity) -> bool:
    return is_far(quantity) or (quantity.unit == "s" and LEAST_FLIGHT_S <= quantity.estimate.best <= MOST_FLIGHT_S)


def spoken_of(marks: Marks, number: int) -> bool:
    """Whether a weapon is named in a sentence, or in one of the few before it in its paragraph that it goes on from."""
    paragraph = marks.sentences[number].paragraph
    for part in reversed(marks.sentences[max(0, number - GOES_ON) : number + 1]):
        if part.paragraph != paragraph:
            return False
        if armed(marks, part):
            return True
    return False


def _followed(marks: Marks, number: int) -> bool:
    """Whether the next sentence of a paragraph goes on with a flight, without a date of its own."""
    part, after = marks.sentences[number], marks.sentences[number + 1 : number + 2]
    if not after or after[0].paragraph > part.paragraph + 1:
        return False
    dates = within(marks.dates, part.start, part.end)
    days = {d.first for d in dates}
    others = [d for d in within(marks.dates, after[0].start, after[0].end) if d.first not in days]
    same = after[0].paragraph == part.paragraph
    return (
        (same or not others)
        and not (same and others)
        and flies(marks, after[0])
        and (same or bool(dates and not others))
    )


def armed(marks: Marks, part: Sentence) -> bool:
    """Whether a sentence names a weapon."""
    return marks.has("weapon", part.start, part.end) or bool(within(marks.systems, part.start, part.end))
