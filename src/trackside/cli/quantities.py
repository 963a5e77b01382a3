"""Numbers typed on the command line, understood by the same grammar that reads articles."""

from __future__ import annotations

import re
from functools import cache

from trackside.errors import BadQuantity
from trackside.measure import Estimate
from trackside.read import Lexicon, load_lexicons
from trackside.read.quantity import quantities

# What a person types for one number, with room to spare.
LONGEST = 80


def length(text: str, option: str) -> Estimate:
    """A distance or height: ``1090km``, ``680 miles``, ``about 800 km``, ``between 800 and 900 km``."""
    return _one(text, option, ("m",), "a distance with its unit, such as 800km or 'over 6,000 km'")


def span(text: str, option: str) -> Estimate:
    """A time: ``4052s``, ``71min``, ``1 hour 7 minutes``."""
    return _one(text, option, ("s",), "a time with its unit, such as 4052s or '71 minutes'")


def speed(text: str, option: str) -> Estimate:
    """A speed: ``Mach20``, ``7km/s``."""
    return _one(text, option, ("m/s", "Mach"), "a speed with its unit, such as Mach20 or 7km/s")


@cache
def _english() -> Lexicon:
    """The words for units; a command with three numbers reads them once."""
    return load_lexicons()["en"]


def _one(text: str, option: str, units: tuple[str, ...], wanted: str) -> Estimate:
    """The one number that the whole text is.

    Raises
    ------
    BadQuantity
        When the text is more than one number, less than one, or one of another kind.
    """
    # 1:07:32 is hours, minutes and seconds to everybody who types it.
    text = re.sub(r"^\s*(\d+):(\d\d):(\d\d)\s*$", r"\1 hours \2 minutes \3 seconds", text)
    # "1h11min", "Mach20": typed numbers run together as printed ones seldom do.
    bare = re.sub(r"(?<=[a-z])(?=\d)", " ", text.strip())
    if len(bare) > LONGEST:
        raise BadQuantity(f"{option} {bare[:20]}…", f"{len(bare):,} characters", f"{wanted} in {LONGEST} or fewer")
    found = [q for q in quantities(bare, _english()) if (q.start, q.end) == (0, len(bare)) and q.unit in units]
    if len(found) != 1:
        raise BadQuantity(f"{option} {text}", f"wanted {wanted}", "a positive number, digits with or without commas")
    return found[0].estimate
