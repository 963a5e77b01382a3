"""`bounded`: a regular expression of a lexicon in which no run is endless, so that its time grows with its text."""

from __future__ import annotations

import re

# No gap within a phrase is wider, no word or number longer; what is left out up to a mark is a sentence at most.
LONGEST_GAP, LONGEST_WORD, LONGEST_REST = 12, 60, 400
# A class or a shorthand with an endless repetition behind it: `\s+`, `[\w-]*?`, `[^.;]*`.
_ENDLESS = re.compile(r"(?<!\\)((?:\\\\)*)(\\[swdSWD]|\[\^?\]?(?:\\.|[^\]\\])*\])([*+])")


def bounded(pattern: str) -> str:
    """The pattern with an upper bound for every run of one kind of character; what it means in any prose is the same.

    A search from every place of a long run, each to its end, takes the square of its length; runs in runs take more.
    """
    return _ENDLESS.sub(lambda m: f"{m[1]}{m[2]}{{{'01'[m[3] == '+']},{_longest(m[2])}}}", pattern)


def _longest(kind: str) -> int:
    if kind == r"\s" or (r"\s" in kind and r"\w" not in kind and not kind.startswith("[^")):
        return LONGEST_GAP
    return LONGEST_REST if kind.startswith("[^") or kind in (r"\S", r"\W", r"\D") else LONGEST_WORD
