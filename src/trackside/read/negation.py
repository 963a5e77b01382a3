"""Words told as not so ("not an ICBM", "neither flew 800 km nor ..."), and words that nobody vouches for."""

from __future__ import annotations

from trackside.read.marks import Marks
from trackside.read.sentence import Sentence

# How far before a word the words may begin that deny it, and how far those that leave it unsaid.
NOT_REACH, UNSAID_REACH = 60, 170


def is_negated(marks: Marks, part: Sentence, start: int, *, number: bool) -> bool:
    """Whether a number or a word is told as not so: "nor reached 60 km", "it was not an ICBM".

    Parameters
    ----------
    marks : Marks
        The document.
    part : Sentence
        Where the words stand.
    start : int
        Where they begin.
    number : bool
        Whether they are a number.
    """
    names = ("neither_flew",) if number else ("is_not", "not_left")
    return any(_behind(marks, name, part, start, NOT_REACH) for name in names)


def is_unsaid(marks: Marks, part: Sentence, start: int) -> bool:
    """Whether words only tell what nobody says: "it is unclear whether", "neither Seoul nor Tokyo said that"."""
    return _behind(marks, "unsaid", part, start, UNSAID_REACH)


def _behind(marks: Marks, name: str, part: Sentence, start: int, reach: int) -> bool:
    pattern = marks.lexicon.patterns.get(name)
    return pattern is not None and bool(pattern.search(marks.text, max(part.start, start - reach), start))
