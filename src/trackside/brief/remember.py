"""A checked statement about history in words: the verdict, the countings that differ, the launches that decide it."""

from __future__ import annotations

from collections.abc import Sequence

from trackside.assess import Counting, HistoryCheck
from trackside.brief import vocabulary, wording
from trackside.brief.page import Remembered, Words
from trackside.record import Event

# More launches, or countings, than this are counted and not listed.
MOST_LAUNCHES, MOST_COUNTINGS = 6, 5


def remember(words: Words, check: HistoryCheck | None) -> Remembered:
    """A statement with its check; without one nothing is shown as checked."""
    if check is None:
        return Remembered(words, "", "", "", (), "")
    return Remembered(
        words,
        check.verdict.value,
        vocabulary.verdict(check.verdict),
        vocabulary.capital(check.because.rstrip(".") + "."),
        tuple(countings(check.countings)),
        deciding(check.launches),
    )


def countings(told: Sequence[Counting]) -> list[str]:
    """The ways of counting in words, where they do not all say the same."""
    if len({c.holds for c in told}) < 2:
        return []
    lines = [_counting(c) for c in sorted(told, key=lambda c: (c.holds is not True, not c.natural))]
    more = len(lines) - MOST_COUNTINGS
    return lines if more <= 0 else [*lines[:MOST_COUNTINGS], f"{more} more ways of counting left out"]


def _counting(c: Counting) -> str:
    word = {True: "true", False: "false", None: "cannot be told"}[c.holds]
    number = f" ({c.count})" if c.count is not None else ""
    aside = "" if c.natural else ", though its words do not ask for that"
    lead = "" if c.how.startswith(("by ", "with ")) else "with " if c.how.split(",")[0].endswith("left out") else "for "
    return f"{word} {lead}{c.how}{number}{aside}"


def deciding(launches: Sequence[Event]) -> str:
    """The launches that decide a statement, the latest of many, by day and name."""
    shown = launches[-MOST_LAUNCHES:]
    told = "; ".join(_launch(e) for e in shown)
    more = len(launches) - len(shown)
    return f"{told}; and {wording.counted(more, 'earlier one', 'earlier ones')}" if more else told


def _launch(event: Event) -> str:
    what = event.systems[0] if event.systems else vocabulary.term("kind", event.kinds[0]) if event.kinds else ""
    failed = " (failed)" if event.outcomes[:1] == ("failure",) else ""
    return f"{wording.day(event.when)}{', ' + what if what else ''}{failed}"
