"""What is taken back or disputed in a topic-first language: a value that another one replaces, a claim called false."""

from __future__ import annotations

from collections.abc import Sequence

from trackside.read.marks import within
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.topic.sheet import Sheet
from trackside.record import NARRATOR, Source

# How far behind a value the words stand that deny it, and how far before it those that say it was an earlier one.
DENIED_REACH, EARLIER_REACH = 60, 40
# Up to how far behind a value another one stands that is meant instead.
INSTEAD = 48
# How far before a value the words stand that call it the right one.
LEAD = 16


def denied_by(sheet: Sheet, start: int, end: int, name: str) -> Source | None:
    """Who denies a value: who gave it and takes it back, or who disputes it."""
    part, p = sheet.part(start), sheet.words.patterns
    marks = _marks(sheet, part, name)
    own = next((m for m in marks if m.start == start), None)
    if p["corrects"].match(sheet.text, end, part.end) or (own and corrects(sheet, part, own)):
        return None
    after = _after(sheet, marks, own) if own else []
    instead = after and after[0].start - end < INSTEAD and p["not_but"].match(sheet.text, end, part.end)
    if instead or (after and corrects(sheet, part, after[0])):
        return sheet.who.at(start)
    called = p["denied_after"].match(sheet.text, end, min(part.end, end + DENIED_REACH))
    others = p["own_value"].match(sheet.text, end, part.end)  # "1,100km를 비행했다며 북한의 발표는 기만이라고"
    if called and not others and not within(sheet.quantities, end, called.end()):
        return _who_denies(sheet, part, start, called.end())
    lead = sheet.text[max(part.start, start - EARLIER_REACH) : start]
    earlier = p["earlier"].search(lead) and p["corrected"].search(sheet.text, end, part.end)
    return sheet.who.at(start) if earlier else None


def _who_denies(sheet: Sheet, part: Sentence, start: int, end: int) -> Source:
    """Whoever the sentence is about, else who speaks at the denial, else who speaks at the value."""
    topics = [a for a in sheet.who.within(part.start, start) if a.role == "topic"]
    if topics:
        return topics[-1].source
    there = sheet.who.at(end - 1)
    return there if there != NARRATOR else sheet.who.at(start)


def corrects(sheet: Sheet, part: Sentence, mark: Quantity) -> bool:
    """Whether a value is told as the right one: "450km로 정정했다", "450キロの誤り"."""
    p, lead = sheet.words.patterns, (max(part.start, mark.start - LEAD), mark.core)
    return bool(p["corrects"].match(sheet.text, mark.end, part.end) or p["corrects_lead"].search(sheet.text, *lead))


def _after(sheet: Sheet, marks: Sequence[Quantity], own: Quantity) -> Sequence[Quantity]:
    """The values of the same unit behind one, from the first that is not told together with it ("430 and 690 km")."""
    after = [m for m in marks if m.start >= own.end and m.unit == own.unit]
    for at, mark in enumerate(after):
        if not sheet.words.patterns["and"].fullmatch(sheet.text, own.end, mark.start):
            return after[at:]
        own = mark
    return []


def _marks(sheet: Sheet, part: Sentence, name: str) -> Sequence[Quantity]:
    return within(sheet.counts if name == "missile_count" else sheet.quantities, part.start, part.end)
