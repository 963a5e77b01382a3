"""The one tree of errors: what a person gave that cannot be used, and what was looked for in vain.

    TracksideError
    ├── BadInput (also a ValueError)      something given cannot be used          the command line exits 2
    │   ├── BadQuantity                   a number outside what it can mean
    │   ├── BadMoment                     a time without a zone, or no time at all
    │   ├── BadPlace                      a place nobody knows, or that several share
    │   ├── BadDocument                   bytes that hold no readable text
    │   └── BadArchive                    a file that is no archive, or a damaged one
    └── NothingFound                      read without fault, but no launch in it  the command line exits 3

Nature's refusals (no ballistic flight has these three numbers) are not errors: they are values with a sentence.
"""

from __future__ import annotations


class TracksideError(Exception):
    """Everything Trackside raises on purpose; the message is one line for a person."""


class BadInput(TracksideError, ValueError):
    """Something given cannot be used: says what was given, what was wanted and what to do.

    Parameters
    ----------
    given : str
        What the caller gave, in the caller's words (shortened to one line).
    wanted : str
        What was wanted instead, as the end of the sentence "given: wanted".
    advice : str
        What to write or do now.
    """

    def __init__(self, given: str, wanted: str, advice: str = "") -> None:
        self.given, self.wanted, self.advice = given, wanted, advice
        super().__init__(f"{_one_line(given)}: {wanted}" + (f"; {advice}" if advice else ""))


class BadQuantity(BadInput):
    """A number outside what it can mean (a negative distance, an altitude beyond the Moon)."""


class BadMoment(BadInput):
    """A time that is none, or that has no zone and so could be any of two days."""


class BadPlace(BadInput):
    """A place that nobody knows, or a name that several places share."""


class BadDocument(BadInput):
    """Bytes that hold no readable text: empty, binary, damaged or not what their name says."""

    def __init__(self, given: str, wanted: str, advice: str = "") -> None:
        super().__init__(called(given), wanted, advice)
        self.given = given


class BadArchive(BadInput):
    """A file that is no archive, is damaged, or cannot be written."""


class NothingFound(TracksideError):
    """Everything was read without fault, and what was looked for is not there."""


def called(source: str) -> str:
    """What a source is called in a message: its name, and ``-`` by what it stands for."""
    return "standard input" if source == "-" else source


def _one_line(text: str, longest: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
