"""Numbers that are put aside by the order of the words: given up, corrected, or told as not so."""

from __future__ import annotations

from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence

# How far before a number the words may begin, and how far behind it, that put it aside.
BEFORE, BEHIND = 110, 90
# How far an erratum's words reach within its sentence.
ERRATUM_REACH = 300
# How far behind a number the next one may begin that takes its place.
NEXT_REACH = 130


def put_aside(marks: Marks, part: Sentence, start: int, end: int) -> bool | None:
    """Whether a number is put aside for another, or plainly is what takes another's place; None where neither is told.

    Parameters
    ----------
    marks : Marks
        The document.
    part : Sentence
        Where the number stands.
    start, end : int
        The number.
    """
    if "erratum" not in marks.lexicon.patterns:
        return None
    erratum = _in_erratum(marks, part, start)
    if erratum is not None:
        return erratum
    aside = is_disputed(marks, part, start, end) or _was_revised(marks, part, start)
    return True if aside or _is_replaced(marks, part, end) or _is_beside(marks, part, start) else None


def in_erratum(marks: Marks, part: Sentence, start: int) -> bool:
    """Whether words are of an earlier version, or of an entry that the sentence behind it calls wrong."""
    patterns, text = marks.lexicon.patterns, marks.text
    if "erratum" not in patterns:
        return False
    if _in_erratum(marks, part, start):
        return True
    at = marks.number(part.start) + 1
    after = marks.sentences[at] if at < len(marks.sentences) else None
    taken_back = after is not None and patterns["this_was_wrong"].match(text, after.start, after.end)
    return bool(taken_back) and bool(
        patterns["earlier_entry"].search(text, max(part.start, start - ERRATUM_REACH), start)
    )


def is_disputed(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a number is told as not so: "600 km, not 500 km", "it did not fly 600 km, as reported"."""
    patterns, text, before = marks.lexicon.patterns, marks.text, (max(part.start, start - BEFORE), start)
    if "not_this" not in patterns:
        return False
    if patterns["not_this"].search(text, *before):
        return True
    behind = (end, min(part.end, end + BEHIND))
    return bool(patterns["did_not"].search(text, *before) and patterns["as_told"].match(text, *behind))


def _in_erratum(marks: Marks, part: Sentence, start: int) -> bool | None:
    """Whether an earlier version of the text gave a number, or what it should have given instead."""
    patterns = marks.lexicon.patterns
    erratum = patterns["erratum"].search(marks.text, max(part.start, start - ERRATUM_REACH), start)
    return None if erratum is None else not patterns["instead"].search(marks.text, erratum.end(), start)


def _was_revised(marks: Marks, part: Sentence, start: int) -> bool:
    """Whether a number is what was changed: "the range was corrected from 350 km", "withdrew its figure of 350 km"."""
    patterns, text, before = marks.lexicon.patterns, marks.text, (max(part.start, start - BEFORE), start)
    if patterns["revised_from"].search(text, *before) and marks.has("revising", *before):
        return True
    return bool(patterns["gives_up"].search(text, *before))


def _is_replaced(marks: Marks, part: Sentence, end: int) -> bool:
    """Whether the next number takes this one's place: "600 km, later revised to 450 km"."""
    following = within(marks.quantities, end, min(part.end, end + NEXT_REACH))[:1]
    if not following:
        return False
    revised = marks.lexicon.patterns["revised_to"].fullmatch(marks.text, end, following[0].start)
    return bool(revised) and not marks.has_any(("actor", "country"), end, following[0].start)


def _is_beside(marks: Marks, part: Sentence, start: int) -> bool:
    """Whether a number stands beside the new one as the old one: "4,500 km (earlier: 4,600 km)"."""
    opening = marks.lexicon.patterns["formerly"].search(marks.text, max(part.start, start - BEFORE), start)
    before = within(marks.quantities, opening.start() - 60, opening.start()) if opening else ()
    return bool(before) and opening is not None and not marks.text[before[-1].end : opening.start()].strip()
