"""What cells mean: lengths, kinds, outcomes, places; and what they leave open (``Unknown``, ``N/A``)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from trackside.archive.imports.fault import CellError, shown
from trackside.measure import Estimate, rounding_step, stated
from trackside.read import Lexicon
from trackside.read.quantity import quantities
from trackside.record import UNTOLD, Modality

# Marks of footnotes behind a value; they are no part of it.
_FOOTNOTE = re.compile(r"(?:\s*(?:\*+|[†‡§]+|\[[0-9a-z]{1,3}\]|[⁰¹²³⁴-⁹]+))+$", re.IGNORECASE)
# What such a mark ends with.
_MARKS = frozenset("*†‡§]⁰¹²³⁴⁵⁶⁷⁸⁹")
# UTF-8 read as Windows-1252, once or twice, and letters lost for good: "â€™", "Ã©", "ï¿½".
_DAMAGED = re.compile("[ÂÃ][\u0080-\u00bf\u0152-\u0192\u02c6-\u203a€™]|â[€\u0080-\u009f].?|ï¿½|ï»¿|\ufffd")
_BARE = re.compile(r"~?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[A-Za-z]{1,3})?")
_ZERO = re.compile(r"0+(?:\.0+)?\s*(?:km|kms|kilomet(?:er|re)s?|m)?", re.IGNORECASE)
_BESIDE = re.compile(r"\([^()]*\)|\b(?:and|or|to)\b|[\s,;/.&+]+", re.IGNORECASE)
_LONGEST_CELL = 400

KINDS = {
    **{k.lower(): k for k in ("SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "ballistic", "cruise", "hypersonic")},
    "slv": "space_launch", "satellite launch vehicle": "space_launch", "space launch vehicle": "space_launch",
    "hgv": "hypersonic", "hypersonic glide vehicle": "hypersonic", "hypersonic missile": "hypersonic",
    "ballistic missile": "ballistic", "crbm": "ballistic",
    "short-range ballistic missile": "SRBM", "medium-range ballistic missile": "MRBM",
    "intermediate-range ballistic missile": "IRBM", "intercontinental ballistic missile": "ICBM",
    "submarine-launched ballistic missile": "SLBM",
    "cruise missile": "cruise", "lacm": "cruise", "ascm": "cruise", "slcm": "cruise", "glcm": "cruise",
    "mlrs": "rocket_artillery", "mrl": "rocket_artillery", "rocket artillery": "rocket_artillery",
}  # fmt: skip
OUTCOMES = {
    "success": "success", "successful": "success", "failure": "failure", "failed": "failure", "fail": "failure",
    "partial": "partial", "partial success": "partial", "partial failure": "partial", "partially successful": "partial",
}  # fmt: skip
STATUSES = {
    "confirmed": Modality.ASSERTED,
    "unconfirmed": Modality.ESTIMATED,
    "suspected": Modality.ESTIMATED,
    "probable": Modality.ESTIMATED,
}
# What a missile's name says of what it flew from.
_PLATFORMS = (
    (re.compile(r"\brail[- ](?:mobile|based|borne)", re.IGNORECASE), "rail"),
    (re.compile(r"\bsilo[- ](?:based|launched)", re.IGNORECASE), "silo"),
    (re.compile(r"\bsubmarine[- ]launched", re.IGNORECASE), "submarine"),
    (re.compile(r"\broad[- ]mobile", re.IGNORECASE), "road"),
    (re.compile(r"\bship[- ](?:based|launched)", re.IGNORECASE), "ship"),
    (re.compile(r"\bair[- ]launched", re.IGNORECASE), "air"),
)


class Length(NamedTuple):
    """A length at ``cell[start:end]``; `doubt` is a slip that it was read over."""

    start: int
    end: int
    estimate: Estimate
    doubt: str = ""


class Lengths(NamedTuple):
    """All lengths of a cell, and what of it could not be read."""

    found: tuple[Length, ...]
    unread: str = ""


def is_nothing(cell: str) -> bool:
    """Whether a cell leaves open what it could tell."""
    return without_marks(cell).casefold() in UNTOLD


def without_marks(cell: str) -> str:
    """A cell without the footnote marks at its end."""
    return _FOOTNOTE.sub("", cell).rstrip() if cell[-1:] in _MARKS else cell


def damaged(cell: str) -> str:
    """Letters that somebody before us read in a wrong encoding, or lost; an empty string where there are none."""
    match = None if cell.isascii() else _DAMAGED.search(cell)
    return match.group() if match else ""


def one_of(words: Mapping[str, str], what: str) -> Callable[[str], str]:
    """A reader of cells that hold one of a few words."""

    def read(cell: str) -> str:
        known = words.get(cell.casefold())
        if known is None:
            raise CellError(f"{shown(cell)} is no {what} that is known; left out")
        return known

    return read


def platform_in(system: str) -> tuple[str, int, int] | None:
    """What a missile's name says it flew from, and where in the name."""
    for pattern, platform in _PLATFORMS:
        if match := pattern.search(system):
            return platform, match.start(), match.end()
    return None


def degrees(cell: str, most: float) -> float:
    """Degrees of latitude or longitude, at most so many on either side.

    Raises
    ------
    CellError
        For what is no number, or too many degrees.
    """
    try:
        value = float(cell)
    except ValueError as error:
        raise CellError(f"{shown(cell)} is no number of degrees; kept in the text alone") from error
    if not math.isfinite(value) or abs(value) > most:
        raise CellError(f"{shown(cell)} is beyond {most:.0f} degrees; kept in the text alone")
    return value


def length_reader(lexicon: Lexicon, bare_unit: str = "") -> Callable[[str], Lengths]:
    """A reader of cells that hold lengths; what it has read it knows again.

    Parameters
    ----------
    lexicon : Lexicon
        Whose units and hedges are understood.
    bare_unit : str
        The unit of numbers without one, where the format says so ("km"); else such a number is taken as km with a
        doubt.
    """

    @lru_cache(maxsize=4096)
    def read(cell: str) -> Lengths:
        return _lengths(cell[:_LONGEST_CELL], lexicon, bare_unit)

    return read


def _lengths(cell: str, lexicon: Lexicon, bare_unit: str) -> Lengths:
    if _ZERO.fullmatch(cell):
        return Lengths((Length(0, len(cell), _zero(cell)),))
    if cell.lstrip()[:1] in ("-", "−"):
        return Lengths((), f"{shown(cell)} is less than nothing; left out")
    found = [q for q in quantities(cell, lexicon) if q.unit == "m" and not q.borrowed]
    if found:
        spans = tuple(Length(q.start, q.end, q.estimate, q.doubt) for q in found)
        rest = _rest(cell, spans)
        return Lengths(spans, f"{shown(rest)} beside the number was not read" if rest else "")
    if (bare := _BARE.fullmatch(cell)) is None:
        return Lengths((), f"{shown(cell)} is no length; left out")
    return _without_unit(cell, bare, bare_unit)


def _without_unit(cell: str, bare: re.Match[str], bare_unit: str) -> Lengths:
    unit, digits = bare["unit"] or "", bare["number"]
    if unit and not _near_km(unit):
        return Lengths((), f"no unit '{unit}' in {shown(cell)}; left out")
    best = float(digits.replace(",", "")) * 1e3
    if not math.isfinite(best) or best > _MOST_M:
        return Lengths((), f"{shown(cell)} is farther than the Moon; left out")
    estimate = stated(best, "m", step=rounding_step(digits) * 1e3)
    start, end = bare.start("number"), bare.end()
    if bare_unit == "km" and not unit:
        return Lengths((Length(start, end, estimate),))
    doubt = f"no unit '{unit}'; km was likely meant" if unit else "no unit; km was likely meant"
    return Lengths((Length(start, end, estimate, doubt),), f"{doubt} by {shown(cell)}; taken as km with this doubt")


_MOST_M = 4e8
# Units of something else, or of other lengths, that look like a slip for km.
_OTHER_UNITS = {"kg", "kt", "kn", "cm", "mm", "nm", "dm", "gm"}


def _near_km(unit: str) -> bool:
    """Whether one slip of a finger makes km of it: a letter put for another, left out, or twice."""
    told = unit.casefold()
    if told in _OTHER_UNITS:
        return False
    return told in {"k", "kkm", "kmm", "mk"} or (len(told) == 2 and (told[0] == "k") != (told[1] == "m"))


def _zero(cell: str) -> Estimate:
    digits = re.match(r"[\d.]+", cell)
    return Estimate(0.0, 0.0, rounding_step(digits.group() if digits else "0") * 500.0, "m")


def _rest(cell: str, spans: Sequence[Length]) -> str:
    """What words of a cell are no length, and no joint between two."""
    kept, at = [], 0
    for span in spans:
        kept.append(cell[at : span.start])
        at = span.end
    return _BESIDE.sub(" ", " ".join((*kept, cell[at:]))).strip()
