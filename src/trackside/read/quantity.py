"""Numbers with units and hedges, as `Estimate`s with their place in the text. Here alone words become SI units."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, final

from trackside.measure import Estimate, Hedge, between, stated
from trackside.read.clock import elapsed
from trackside.read.lexicon import Lexicon, Unit
from trackside.read.number import Number, numbers, tail
from trackside.read.phrases import Hit, Hits

# How far before a number its hedge may begin.
HEDGE_REACH = 40
# A number without its own unit may borrow one from a number that stands no farther away than this.
BORROW_REACH = 60
# How far before "from" a word of changing may stand, and before a number the words that say that one missile flew it.
CHANGE_REACH, FLEW_REACH = 60, 60
# Where words say that it is a length, it may stand this far behind; it is then one of kilometres or miles, not small.
ANSWER_REACH, LEAST_ANSWER, LEAST_LENDER = 300, 100, 1000.0
PAIR_REACH = 20
LENGTHS = ("range", "apogee")
# The longest length in metres that is believed of a number without a unit.
MOST_BORROWED = 4e7
# Numbers beyond these say something else (or nothing) about a missile, in SI units.
LARGEST = {"m": 1e9, "s": 1e7, "m/s": 3e8, "Mach": 100.0, "count": 1000.0}

# How far before a number a unit may begin that stands before it.
PREFIX_REACH = 14
_WORDS_BEFORE = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)?[\s\u00a0-]*$")
_WORD = re.compile(r"\w+")

# Hours, minutes and seconds run together: "67min32s", "1h7m32s".
_RUN_TOGETHER = re.compile(r"(?:h|hrs?|mins?)(?=\d)|m(?=\s?\d{1,2}\s?s(?:ecs?)?\b)", re.IGNORECASE)
_GAP = re.compile(r"[\s\u00a0\u2009\u202f]*(-|‑)?[\s]*")
_SPAN_JOIN = re.compile(r"\s*(?:(?:up\s+)?to|[-–—‑~]|and|or)\s*", re.IGNORECASE)
_SPAN_OPEN = re.compile(r"\b(between|from|anything\s+between|anywhere\s+between)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OF = re.compile(r"\bof\s+(?:[a-z]+\s+){0,2}$")
_PART_JOIN = re.compile(r"[\s,]*(?:and\s+)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(\s*$")
_ENDING = re.compile(
    r"\s*(?:[.,;:)—–](?!\d)|$|-\s|(?:up|out|along|away|high|downrange|flown|and|while|with|for|on|each|respectively)\b)"
)
_UP_OR_OUT = re.compile(r"\s(?:up|high|out|along|downrange|across)\b")
_SMALL_WORD = re.compile(r"\s+(?:(?:of|at|to|was|were|is|as)\s+)?$")
_ANSWER = re.compile(r":\s*$|\b(?:says?|said|guess|answer)\s+$")
_STOP = re.compile(r"\s*[.;,)]")
_ON_FROM = re.compile(r"\s+\w+\s+(?:of|to|in|by)\b")


@final
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit at ``text[start:end]``, hedge included; `core` is where the bare number begins.

    `unit` is m, s, m/s or Mach; `joined` says that the number is hyphenated to its unit or noun ("the 700-km figure");
    `size` is how many of the SI unit the unit as written is; `doubt` what it may mean instead ("may be 5,000 km").
    """

    start: int
    end: int
    core: int
    estimate: Estimate
    hedge: Hedge = Hedge.NONE
    joined: bool = False
    borrowed: bool = False
    size: float = 1.0
    doubt: str = ""

    @property
    def unit(self) -> str:
        """The SI unit."""
        return self.estimate.unit


class _Page(NamedTuple):
    """A text with what is looked up in it: hedges by their end, whether any unit stands before a number ("Mach"), and
    the units found so far by where their number begins."""

    text: str
    lexicon: Lexicon
    hedges: dict[int, Hit[Hedge]]
    prefixed: bool
    units: dict[int, Hit[Unit] | None]


def quantities(
    text: str, lexicon: Lexicon, free: Sequence[Number] | None = None, hits: Hits | None = None
) -> tuple[Quantity, ...]:
    """Every number with a unit, in order.

    Parameters
    ----------
    text : str
        Any text.
    lexicon : Lexicon
        The words of its language.
    free : sequence of Number, optional
        The numbers that are not something else already (clock times, dates, names of missiles); all where left out.
    hits : mapping, optional
        What the lexicon's scanner found in the text.
    """
    hits = hits or lexicon.scanner.scan(text)
    hedges = {h.end: h for h in hits["hedge_before"]}
    page = _Page(text, lexicon, hedges, bool(hits["prefixed"]), {})
    found, at = list(_elapsed(page)), 0
    taken = [(q.start, q.end) for q in found]
    free = [n for n in (numbers(text, lexicon, hits) if free is None else free) if not _covered(n.start, taken)]
    while at < len(free):
        quantity, used = _quantity(page, free, at)
        if quantity is not None and _sensible(quantity.estimate):
            found.append(quantity)
        at += used
    found.sort(key=lambda q: q.start)
    return tuple(_with_borrowed(text, tuple(found), free, hits))


def _elapsed(page: _Page) -> Iterator[Quantity]:
    """Times told as hours, minutes and seconds with colons behind words of lasting: "flew for 1:07:32"."""
    for match in elapsed(page.text, page.lexicon):
        seconds = 3600.0 * int(match["hours"]) + 60.0 * int(match["minutes"]) + float(match["seconds"])
        start, end = match.start("hours"), match.end("seconds")
        yield _hedged(page, start, end, (seconds, 1.0, "s"), joined=False)


def _quantity(page: _Page, free: list[Number], at: int) -> tuple[Quantity | None, int]:
    """The quantity that begins with a number, and how many numbers it uses up."""
    first = free[at]
    unit = _unit_at(page, first)
    second = free[at + 1] if at + 1 < len(free) else None
    if second and _joins(page, first, second, unit):
        last = _unit_at(page, second)
        shared = last or unit
        if shared:
            return _spanned(page, first, second, shared), 2
    if unit is None:
        return None, 1
    if unit.value.name == "s":
        return _duration(page, free, at)
    return _single(page, first, unit), 1


def _unit_at(page: _Page, number: Number) -> Hit[Unit] | None:
    """The unit after a number ("800 km", "700-km"), or before it ("Mach 22")."""
    if number.start not in page.units:
        page.units[number.start] = _found_unit(page, number)
    return page.units[number.start]


def _found_unit(page: _Page, number: Number) -> Hit[Unit] | None:
    text, lexicon = page.text, page.lexicon
    gap = _GAP.match(text, number.end)
    together = _RUN_TOGETHER.match(text, number.end)
    if together:
        short = text[number.end : together.end()].lower()
        return Hit(number.end, together.end(), Unit("s", 3600.0 if short.startswith("h") else 60.0))
    hit = lexicon.units.at(text, gap.end()) if gap else None
    if hit and not (text[hit.start : hit.end] in ("M", "S", "H", "NM") and hit.value.name != "m"):
        return hit
    prefix = _prefix_before(page, number.start)
    if prefix:
        return Hit(prefix.start, number.end, Unit("Mach", 1.0))
    return None


def _prefix_before(page: _Page, start: int) -> Hit[str] | None:
    """A unit that stands right before a number: "Mach 22", "Mach number 6"."""
    if not page.prefixed:
        return None
    text = page.text
    words = _WORDS_BEFORE.search(text, max(0, start - PREFIX_REACH), start)
    for match in _WORD.finditer(words[0]) if words else ():
        hit = page.lexicon.prefixed.at(text, words.start() + match.start()) if words else None
        if hit and not text[hit.end : start].strip(" -\u00a0\n"):
            return hit
    return None


def _joins(page: _Page, first: Number, second: Number, unit: Hit[Unit] | None) -> bool:
    """Whether two numbers are the ends of one span: "800-900 km", "from 110 to 670", "between 7,000 and 8,000"."""
    text, last = page.text, _unit_at(page, second)
    before_second = last.start if last and last.start < second.start else second.start
    after_first = unit.end if unit and unit.end > first.end else first.end
    join = _SPAN_JOIN.fullmatch(text, after_first, before_second)
    if not join or (unit and last and unit.value != last.value) or (second.value <= first.value and "-" not in join[0]):
        return False
    word = join[0].strip().lower()
    if unit and unit.start < first.start and last is None and word not in ("and", "or"):
        return second.value <= LARGEST["Mach"]
    opened = _SPAN_OPEN.search(text, max(0, first.start - 30), first.start)
    if _is_no_span(page, first, word, opened, apart=unit is not None):
        return False
    if word in ("and", "or"):
        return bool(opened and opened[1].lower() != "from") and word == "and"
    return last is not None or opened is not None


def _is_no_span(page: _Page, first: Number, word: str, opened: re.Match[str] | None, *, apart: bool) -> bool:
    """Whether two numbers are an old one and a new one, or ("it flew 300 km up to 500 km") a distance and a height."""
    text, flew = page.text, page.lexicon.patterns.get("one_flew")
    if word.startswith("up") and apart and flew and flew.search(text, max(0, first.start - FLEW_REACH), first.start):
        return True
    if opened and opened[1].lower() == "from":
        return _changed(text, opened.start(), page.lexicon)
    owned = word == "to" and _OF.search(text, max(0, first.start - 30), first.start)
    return bool(owned) and _changed(text, first.start, page.lexicon)


def _changed(text: str, place: int, lexicon: Lexicon) -> bool:
    """Whether words of changing stand before "from", so that two numbers are an old one and a new one, no span."""
    verbs = lexicon.words.get("revising")
    before = max(0, place - CHANGE_REACH)
    return verbs is not None and any(True for _ in verbs.find(text[before:place].rpartition(".")[2]))


def _spanned(page: _Page, first: Number, second: Number, unit: Hit[Unit]) -> Quantity:
    text, size = page.text, unit.value.size
    estimate = between(first.value * size, second.value * size, unit.value.name)
    core = min(first.start, unit.start) if unit.start < first.start else first.start
    prefix = _prefix_before(page, first.start)
    core = prefix.start if prefix else core
    hedge = _hedge_before(text, core, page.hedges)
    opened = _SPAN_OPEN.search(text, max(0, core - 30), core)
    start = hedge.start if hedge else opened.start() if opened else core
    kind = hedge.value if hedge else Hedge.NONE
    doubt = _doubt(text, unit, first, second)
    return Quantity(start, max(second.end, unit.end), core, estimate, kind, size=size, doubt=doubt)


def _single(page: _Page, number: Number, unit: Hit[Unit]) -> Quantity:
    text = page.text
    core, end = min(number.start, unit.start), max(number.end, unit.end)
    size, name = unit.value.size, unit.value.name
    joined = text[number.end : number.end + 1] in ("-", "‑") or text[end : end + 1] in ("-", "‑")
    measured = (number.value * size, number.step * size, name)
    found = _hedged(page, core, end, measured, joined=joined, inside=number.hedge)
    return replace(found, size=size, doubt=_doubt(text, unit, number))


def _doubt(text: str, unit: Hit[Unit], *told: Number) -> str:
    """What a length may mean if the dot in its number groups thousands: "5.000 km" may be 5,000 km."""
    if unit.value.name != "m" or not any(n.other for n in told):
        return ""
    return f"may be {'-'.join(f'{n.other or n.value:,.10g}' for n in told)} {text[unit.start : unit.end]}"


def _duration(page: _Page, free: list[Number], at: int) -> tuple[Quantity, int]:
    """A time told in parts: "1 hour 7 minutes 32 seconds", "1h 26min", "two hours and six minutes"."""
    text = page.text
    total, step, smallest, used, end = 0.0, 0.0, math.inf, 0, free[at].start
    for number in (free[n] for n in range(at, len(free))):
        unit = _unit_at(page, number)
        joins = used == 0 or bool(_PART_JOIN.fullmatch(text, end, number.start))
        if unit and used and smallest == 3600.0 and text[unit.start : unit.end] == "m":
            unit = Hit(unit.start, unit.end, Unit("s", 60.0))
        if unit is None or unit.value.name != "s" or unit.value.size >= smallest or not joins:
            break
        smallest = unit.value.size
        total, step, used, end = total + number.value * smallest, number.step * smallest, used + 1, unit.end
    number = free[at]
    joined = text[number.end : number.end + 1] in ("-", "‑")
    return _hedged(page, number.start, end, (total, step, "s"), joined=joined), used


def _hedged(
    page: _Page,
    core: int,
    end: int,
    measured: tuple[float, float, str],
    *,
    joined: bool,
    inside: Hedge = Hedge.NONE,
) -> Quantity:
    text, (value, step, unit) = page.text, measured
    hedge = _hedge_before(text, core, page.hedges)
    space = _GAP.match(text, end)
    trailing = page.lexicon.hedges_after.at(text, space.end()) if space and not space[1] else None
    trailing = trailing or tail(text, end, page.lexicon)
    kind = trailing.value if trailing else hedge.value if hedge else inside
    estimate = stated(value, unit, hedge=kind, step=step)
    return Quantity(hedge.start if hedge else core, trailing.end if trailing else end, core, estimate, kind, joined)


def _hedge_before(text: str, core: int, hedges: dict[int, Hit[Hedge]]) -> Hit[Hedge] | None:
    """The hedge that ends right before a number."""
    edge = core
    while edge > 0 and text[edge - 1].isspace() and core - edge < HEDGE_REACH:
        edge -= 1
    return hedges.get(edge)


def _with_borrowed(text: str, found: tuple[Quantity, ...], free: list[Number], hits: Hits) -> Iterator[Quantity]:
    """The quantities, and between them numbers that borrow their unit: "950 km up and 300 out", "420 and 270 km"."""
    hedges = {h.end: h for h in hits["hedge_before"]}
    beside = _beside(hits)
    lengths = [
        q
        for q in found
        if q.unit == "m" and not q.joined and not _IN_BRACKETS.search(text, max(0, q.start - 4), q.start)
    ]
    spans, at = [(q.start, q.end) for q in found], 0
    borrowed = [] if lengths else _up_and_out(text, free, hits, hedges)
    for number in free if lengths else ():
        if _covered(number.start, spans):
            continue
        while at < len(lengths) and lengths[at].end <= number.start:
            at += 1
        near = [q for q in lengths[max(0, at - 1) : at + 1] if _may_lend(text, q, number)]
        if not (near and _ENDING.match(text, number.end)):
            last = lengths[max(0, at - 1)]
            near = [last] if last.size >= LEAST_LENDER and _speaks_of_length(text, number, last, hedges, beside) else []
        if near and 10 <= number.value < MOST_BORROWED / min(near[0].size, 1000.0):
            borrowed.append(_borrowing(text, number, near[0], hedges))
    yield from sorted([*found, *borrowed], key=lambda q: q.start)


def _up_and_out(text: str, free: Sequence[Number], hits: Hits, hedges: dict[int, Hit[Hedge]]) -> list[Quantity]:
    """A height and a distance side by side are in kilometres, though the text names no unit: "420 up and 270 out"."""
    cues = {h.start: {c.attribute for c in h.value if c.weight >= 5} for h in hits.get("cue_after", ())}
    kilometre = Quantity(0, 0, 0, stated(1000.0, "m"), size=1000.0)
    found: dict[int, Quantity] = {}
    for pair in pairwise(free):
        near = pair[1].start - pair[0].end <= PAIR_REACH and all(_UP_OR_OUT.match(text, n.end) for n in pair)
        if near and {a for n in pair for a in cues.get(n.end + 1, ())} == set(LENGTHS):
            found |= {n.start: _borrowing(text, n, kilometre, hedges) for n in pair}
    return list(found.values())


def _beside(hits: Hits) -> tuple[set[int], set[int]]:
    """Where sure words of a length end that stand before its number, and where those begin that stand behind it."""
    before = {h.end for h in hits.get("cue_before", ()) for c in h.value if c.weight >= 4 and c.attribute in LENGTHS}
    after = {h.start for h in hits.get("cue_after", ()) for c in h.value if c.weight >= 5 and c.attribute in LENGTHS}
    return before, after


def _speaks_of_length(
    text: str, number: Number, lender: Quantity, hedges: dict[int, Hit[Hedge]], beside: tuple[set[int], set[int]]
) -> bool:
    """Whether a number far from any unit is a length: by words right beside it ("a height of 60", "800 up"), or as an
    answer in the same paragraph ("A physicist: more than 2,000.")."""
    year = 1900 <= number.value <= 2100 and number.step == 1
    if year or not _ENDING.match(text, number.end):
        return False
    if number.end + 1 in beside[1]:
        return not _ON_FROM.match(text, number.end)
    distance = number.start - lender.end
    if not 0 <= distance <= ANSWER_REACH or "\n\n" in text[lender.end : number.start]:
        return False
    hedge = _hedge_before(text, number.start, hedges)
    lead = _SMALL_WORD.search(text, max(0, (hedge or number).start - 12), (hedge or number).start)
    words_end = {lead.start(), lead.end()} if lead else set()
    if words_end & beside[0]:
        return True
    answers = lead is not None and bool(_ANSWER.search(text, max(0, lead.start() - 8), lead.end()))
    return answers and number.value >= LEAST_ANSWER and bool(_STOP.match(text, number.end))


def _may_lend(text: str, lender: Quantity, number: Number) -> bool:
    if number.end <= lender.start:
        return bool(re.fullmatch(r"\s*(?:and|,)\s*", text[number.end : lender.start]))
    between_them = text[lender.end : number.start]
    same_line = len(between_them) <= BORROW_REACH and "\n\n" not in between_them
    year = 1900 <= number.value <= 2100 and number.step == 1
    return same_line and not year


def _borrowing(text: str, number: Number, lender: Quantity, hedges: dict[int, Hit[Hedge]]) -> Quantity:
    size = lender.size
    hedge = _hedge_before(text, number.start, hedges)
    kind = hedge.value if hedge else number.hedge
    estimate = stated(number.value * size, "m", hedge=kind, step=number.step * size)
    start = hedge.start if hedge else number.start
    return Quantity(start, number.end, number.start, estimate, kind, borrowed=True, size=size)


def _sensible(estimate: Estimate) -> bool:
    return 0 < estimate.best <= LARGEST.get(estimate.unit, math.inf)


def _covered(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans, which are in order and do not overlap."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if spans[middle][1] <= at else (low, middle)
    return low < len(spans) and spans[low][0] <= at


def count_of(text: str, number: Number, hedges: dict[int, Hit[Hedge]]) -> Quantity:
    """A bare number as a count of things, with the hedge before it; a count is exact unless hedged."""
    hedge = _hedge_before(text, number.start, hedges)
    kind = hedge.value if hedge else number.hedge
    estimate = stated(number.value, "count", hedge=kind, step=0.0)
    return Quantity(hedge.start if hedge else number.start, number.end, number.start, estimate, kind)
