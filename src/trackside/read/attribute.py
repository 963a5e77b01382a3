"""Which attribute of a launch a number is, judged from the words on either side of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import final

from trackside.read.lexicon import Cue
from trackside.read.marks import Marks, within
from trackside.read.phrases import Hit
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence

# How sure the words must make an attribute, on the scale of the lexicon's weights; times need more, for they abound.
LEAST_SURE = {"m": 1.1, "s": 1.9, "m/s": 0.0, "Mach": 0.0}
# What a cue loses for every word between it and the number, and for a comma or another number in between.
LOSS_BEFORE, LOSS_AFTER, LOSS_COMMA, LOSS_NUMBER = 0.13, 0.45, 0.75, 0.5
# A word behind a comma mostly belongs to the next number.
LOSS_AFTER_COMMA = 0.25
# The longest flight of a missile that is believed, in seconds; what lasts longer is something else.
LONGEST_FLIGHT_S = 4 * 3600.0
# How far cues are looked for, in characters.
REACH_BEFORE, REACH_AFTER = 110, 42
# How far behind a number a conversion of it may begin.
CONVERSION_REACH = 24
# How far before "by" and a number the verb may stand that makes the number a difference.
DIFFERENCE_REACH = 70
# How near the height must follow the bare distance that belongs to it.
PAIR_REACH = 50
# How far before a length in brackets the name of a type begins.
TYPE_REACH = 60
# Two values so close in one sentence are one value told in two units.
SAME_VALUE = 0.03
# A Mach number told in m/s as well: from the cold of the stratosphere to a warm day at sea, with some rounding.
SLOWEST_SOUND, FASTEST_SOUND = 285.0, 350.0
# After these words a cue belongs to the number that follows it: "205 miles at an apogee of 43".
_OTHERS = re.compile(
    r"\b(?:at|with|and|on|to)\s+(?:an?|the|its|some|apogees?|altitudes?|peaks?|heights?|speeds?|maximum)\b"
    r"(?!\s+(?:top|peak|apogee|highest|most|least)\b(?!\s+of))"
)
# "Seoul said 350 km; Tokyo 400."
_OTHER_SIDE = re.compile(
    r"\s*;\s+(?:[A-Z][\w.’']*\s*){1,4},?\s*(?:(?:had|has|have|says?|said|put|it|at|with|made)\s+){0,3}"
)
_AT = re.compile(r"[,\s]*(?:and\s+)?(?:both\s+|all\s+|each\s+)?at\s+")
_NEXT_TO = re.compile(r"[\s(\[,/—–-]*(?:or\s+)?")
# A conversion in brackets, and what may stand between its numbers.
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,80}[)\]]")
_OPEN = re.compile(r"[(\[][^()\[\]]{0,60}$")
_CONVERTING = re.compile(r"[(\[\s,;/]*(?:(?:or|and|at|by|some|about|an?|equal\s+to)[\s,;/]+){0,3}")
_UP_TO = re.compile(r"up\s+to\s")
_AND = re.compile(r"\s*(?:,|and|,\s+and)\s+(?:of\s+)?")
# "It was 30 minutes": a sentence that begins so says more of what the one before it spoke of.
_SAYS_MORE = re.compile(
    r"\s*[\"“]?(?:It|That|This|They)\s+(?:\w+\s+)?(?:was|is|were|are|came|comes|may|must|stood)\b(?:\s+\w+){0,4}\s*$"
)
# "The correct figure is 100 km": a correction is of what the sentence before it gave.
_CORRECTS = re.compile(
    r"\s*(?:The|Its|Their)\s+(?:correct(?:ed)?|right|true|actual|real|revised)\s+(?:figure|number|value|one|reading)\s+"
    r"(?:was|is|should)\b(?:\s+\w+){0,4}\s*$"
)
# A list of bare values: what opens it, what parts its first two, and what ends it.
_LIST_OPEN = re.compile(
    r"(?:^|:|\b(?:gave|gives|given|giving|listed|lists|released|published|reported|had|has|says?|said))\s*$"
)
_LIST_COMMA, _LIST_END = re.compile(r"\s*[,/]\s*"), re.compile(r"\s*(?:$|[.;,/]|and\s+(?:Mach|\d)|-\s)")
# Two values of one attribute are nearer to each other than this.
LEAST_APART = 1.5
_WHERE = re.compile(r"(?:to|over|into|towards?|in|at)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\s+(?:later|afterwards?|after(?:\s+(?:that|this|lift-?off|take-?off|launch|blast-?off|leaving|being|the\s+launch))?)\b"
)
_CLAUSES = re.compile(r",\s|;|:\s|\s-\s|--|\bwhile\b|\bbut\b")
_ATTRIBUTES = {"m": ("range", "apogee"), "s": ("flight_time",), "m/s": ("speed",), "Mach": ("speed",)}
# A word joined on by "and" says what the next number is: "reached 500 km and covered 800 km".
_JOINED = re.compile(r"(?:\band|\bthen|&)\s+$")
_JOINS = re.compile(
    r"\s*+(?:\([^)]*\)\s*+)?(?:and|,|or|(?:,?\s*as\s+[^,;.\d]{1,40})?,?\s*(?:and\s+)?(?:but|not)(?:\s+(?:to|only|at))?)\s*"
)
_MAP_BEFORE = re.compile(r"\b(?:is|are|lies?|lie|sits?|stands?|located|situated)\s+(?:only\s+|just\s+)?$")
# "It could reach Guam, 3,400 km away": how far a named place is.
_MAP_PLACE = re.compile(
    r"\b(?:reach|hit|strike|threaten|as\s+far\s+as|range\s+of|(?:[Rr]esidents|[Pp]eople|[Vv]illagers|[Ff]ishermen|[Ii]nhabitants|[Tt]hose|[Cc]itizens|[Ll]ocals)\s+(?:of|in|on|near|at))\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*,\s+$"
)
_OFF_PLACE = re.compile(r"\s*off\s+(?:the\s+)?(?:coast|shore|island|[A-Z])")
_AWAY = re.compile(r"\s+(?:away|off|distant)\b")
_MAP_FROM = re.compile(r"\s*(?:or so\s+)?(?:away\s+)?(?:from|of|off)\s")
_MAP_AFTER = re.compile(
    r"\s*(?:or so\s+)?(?:away\s+)?(?:from|off|short of)\s+"
    r"(?!the\s+(?:launch|pad|site|island)|its\s+launch|where|in\b|at\b|on\b|into\b|over\b|and\b)(?:the\s+)?\w|\s+(?:north|south|east|west)\w*(?:-\w+)?\s+of\s"
)


@final
@dataclass(frozen=True, slots=True)
class Role:
    """What a number is: an attribute, or ``none``; and how sure the words are."""

    quantity: Quantity
    attribute: str
    sureness: float


@final
@dataclass(frozen=True, slots=True)
class Cues:
    """Every word in a text that tells what a number beside it is, in order."""

    before: tuple[Hit[tuple[Cue, ...]], ...]
    after: tuple[Hit[tuple[Cue, ...]], ...]


def cues(marks: Marks) -> Cues:
    """Finds the cues of a text, once."""
    return Cues(marks.hits["cue_before"], marks.hits["cue_after"])


def roles(marks: Marks, found: Cues) -> tuple[Role, ...]:
    """The role of every number with a unit; conversions of the number before are left out."""
    told: list[Role] = []
    for _, group in groupby(marks.sentences, key=lambda s: s.whole):
        whole: list[Role] = []
        before: list[Quantity] = []
        for part in group:
            inside: list[Quantity] = []
            for quantity in within(marks.quantities, part.start, part.end):
                if not _is_repeat(marks.text, quantity, before):
                    inside.append(quantity)
                before.append(quantity)
            here = [_role(marks, found, part, inside, at) for at in range(len(inside))]
            here = _listed(marks, part, _lent(here))
            whole.extend(_in_turn(marks.text, whole, _coordinated(marks.text, _paired(marks, here))))
        told.extend(_timed(whole))
    return tuple(told)


def _in_turn(text: str, before: list[Role], here: list[Role]) -> list[Role]:
    """Numbers without a role take those of the ones before them, in turn: "230 km at 30 km; then 400 and 48"."""
    if len(here) == 1 and before and _OTHER_SIDE.fullmatch(text, before[-1].quantity.end, here[0].quantity.start):
        same = here[0].quantity.unit == before[-1].quantity.unit and not here[0].attribute
        return [replace(here[0], attribute=before[-1].attribute, sureness=1.0)] if same else here
    if len(here) != 2 or len(before) < 2 or any(r.attribute or r.quantity.unit != "m" for r in here):
        return here
    joined = _AND.fullmatch(text, here[0].quantity.end, here[1].quantity.start)
    told = [r.attribute for r in before[-2:]]
    if not joined or sorted(told) != ["apogee", "range"]:
        return here
    return [replace(r, attribute=a, sureness=1.0) for r, a in zip(here, told, strict=True)]


def _listed(marks: Marks, part: Sentence, here: list[Role]) -> list[Role]:
    """Two lengths in a bare list are a distance and a height: "Japan: 750 km, 50 km, 8 min."."""
    lengths = [n for n, r in enumerate(here) if r.quantity.unit == "m"]
    if len(lengths) != 2 or lengths != [0, 1] or any(here[n].attribute for n in lengths):
        return here
    a, b = (here[n].quantity for n in lengths)
    bare = _LIST_COMMA.fullmatch(marks.text, a.end, b.start) and _LIST_END.match(marks.text, b.end, part.end)
    apart = max(a.estimate.best, b.estimate.best) >= LEAST_APART * min(a.estimate.best, b.estimate.best)
    if not (bare and apart and _LIST_OPEN.search(marks.text, part.start, a.start)):
        return here
    told = (replace(here[0], attribute="range", sureness=2.0), replace(here[1], attribute="apogee", sureness=2.0))
    return [*told, *here[2:]]


def _coordinated(text: str, here: list[Role]) -> list[Role]:
    """ "150 km and 200 km in range": a number without a role takes that of the one it is joined to."""
    for at in range(len(here) - 1):
        for one, other in ((at, at + 1), (at + 1, at)):
            a, b = here[one], here[other]
            joined = _JOINS.fullmatch(text, here[at].quantity.end, here[at + 1].quantity.start)
            if joined and not a.attribute and b.attribute and a.quantity.unit == b.quantity.unit:
                here[one] = replace(a, attribute=b.attribute, sureness=b.sureness / 2)
    return here


def _lent(here: list[Role]) -> list[Role]:
    """What borrows its unit from a number that is no flight's is none either: "5,700 km from here, Rome 8,000"."""
    for at in range(1, len(here)):
        if here[at].quantity.borrowed and not here[at].attribute and here[at - 1].attribute == "none":
            here[at] = replace(here[at], attribute="none", sureness=here[at - 1].sureness)
    return here


def _paired(marks: Marks, here: list[Role]) -> list[Role]:
    """Lengths side by side: "430 km, at an altitude of 36 km" (first a distance), "380 km at 97 km" (then a height)."""
    for at in range(len(here) - 1):
        a, b = here[at], here[at + 1]
        end = _past_conversion(marks, a.quantity)
        if b.quantity.start - end >= PAIR_REACH or b.quantity.unit != "m":
            continue
        if not a.attribute and a.quantity.unit == "m" and b.attribute == "apogee" and b.sureness >= 2:
            here[at] = replace(a, attribute="range", sureness=1.0)
        elif b.attribute in ("", "range") and _is_height_of(marks.text, a, end, b.quantity):
            here[at + 1] = replace(b, attribute="apogee", sureness=2.0)
    return here


def _is_height_of(text: str, first: Role, end: int, height: Quantity) -> bool:
    """Whether a length is told as the height of a distance or time before it: behind "at", or "300 km up to 50 km"."""
    if first.attribute not in ("range", "flight_time"):
        return False
    smaller = height.estimate.best < first.quantity.estimate.best
    if _AT.fullmatch(text, end, height.start):
        return smaller or not text[end : height.start].lstrip().startswith(",") or first.attribute == "flight_time"
    return first.attribute == "range" and text[end : height.start].isspace() and bool(_UP_TO.match(text, height.start))


def _timed(here: list[Role]) -> list[Role]:
    """A time without a role beside a flight's height or distance in one sentence is the flight's time."""
    flown = any(r.attribute in ("range", "apogee") and r.sureness >= 2 for r in here)
    return [
        replace(r, attribute="flight_time", sureness=1.0) if flown and not r.attribute and r.quantity.unit == "s" else r
        for r in here
    ]


def _role(marks: Marks, found: Cues, part: Sentence, inside: Sequence[Quantity], at: int) -> Role:
    quantity = inside[at]
    orbits = quantity.unit == "m" and marks.has("orbital", part.start, part.end)
    if (
        orbits
        or _is_difference(marks, quantity)
        or _is_place(marks, part, quantity)
        or _is_size(marks.text, quantity)
        or _defines(marks, quantity)
    ):
        return Role(quantity, "none", 5.0)
    allowed = _ATTRIBUTES[quantity.unit]
    if quantity.unit == "s" and _ends_flight(marks, part, quantity):
        return Role(quantity, "flight_time", 3.0)
    scores = dict.fromkeys((*allowed, "none"), 0.0)
    _raise(scores, quantity, _scores(marks, found, part, inside, at))
    corrects = _CORRECTS.match(marks.text[part.start : quantity.start])
    if corrects or max(scores.values()) < LEAST_SURE[quantity.unit]:
        _raise(scores, quantity, _asked(marks, found, part, quantity.start))
    best = max(allowed, key=lambda a: scores[a])
    if quantity.unit == "s" and quantity.estimate.best > LONGEST_FLIGHT_S:
        return Role(quantity, "none", scores[best])
    if quantity.unit in ("Mach", "m/s"):
        return Role(quantity, "speed" if scores["none"] < 4 else "none", max(scores[best], 2.0))
    if scores["none"] > scores[best]:
        return Role(quantity, "none", scores["none"])
    return Role(quantity, best if scores[best] >= LEAST_SURE[quantity.unit] else "", scores[best])


def _raise(scores: dict[str, float], quantity: Quantity, told: Iterable[tuple[str, float]]) -> None:
    for attribute, score in told:
        name = "none" if attribute == "not_time" and quantity.unit == "s" else attribute
        if name in scores:
            scores[name] = max(scores[name], score)


def _scores(
    marks: Marks, found: Cues, part: Sentence, inside: Sequence[Quantity], at: int
) -> Iterator[tuple[str, float]]:
    """Each cue on either side with its weight, less what stands in between."""
    text, quantity, starts = marks.text, inside[at], [q.start for q in inside]
    for hit in within(found.before, max(part.start, quantity.start - REACH_BEFORE), quantity.core):
        if hit.end <= quantity.core:
            between = text[min(hit.end, quantity.start) : quantity.start]
            crossed = max(0, at - bisect_left(starts, hit.end))
            share = _share(between, LOSS_BEFORE) * LOSS_NUMBER**crossed
            yield from ((cue.attribute, cue.weight * share) for cue in hit.value)
    following = inside[at + 1].start if at + 1 < len(inside) else part.end
    end = _past_conversion(marks, quantity)
    for hit in within(found.after, end, min(part.end, end + REACH_AFTER, following)):
        joined = _JOINED.search(text, end, hit.start)
        if (joined and at + 1 < len(inside)) or _OTHERS.search(text, end, hit.start):
            continue
        comma = LOSS_AFTER_COMMA if re.match(r"[^\w]*,", text[end : hit.start]) else 1.0
        share = _share(text[end : hit.start], LOSS_AFTER) * comma
        yield from ((cue.attribute, cue.weight * share) for cue in hit.value)


def _past_conversion(marks: Marks, quantity: Quantity) -> int:
    """Where the words behind a number begin: past a conversion of it ("500 miles (800 km) downrange")."""
    following = within(marks.quantities, quantity.end, quantity.end + CONVERSION_REACH)[:1]
    if not following or not _alike(quantity, following[0]):
        return quantity.end
    brackets = _BRACKETS.match(marks.text, quantity.end)
    if brackets:
        return brackets.end()
    beside = _NEXT_TO.fullmatch(marks.text, quantity.end, following[0].start)
    return following[0].end if beside else quantity.end


def _share(between: str, loss: float) -> float:
    commas = len(_CLAUSES.findall(between))
    return LOSS_COMMA**commas / (1 + loss * len(between.split()))


def _ends_flight(marks: Marks, part: Sentence, quantity: Quantity) -> bool:
    """Whether a time runs from a launch to a fall told in one sentence: "it rose at noon and fell 20 minutes later"."""
    if not _LATER.match(marks.text, quantity.end):
        return False
    falls = [
        h for h in marks.words("landing_verb", part.start, quantity.start) if not _WHERE.match(marks.text, h.start)
    ]
    starts = marks.words("launch_verb", part.start, falls[-1].start) if falls else ()
    return bool(starts) and not within(marks.counts, starts[-1].end, quantity.core)


def _asked(marks: Marks, found: Cues, part: Sentence, start: int) -> Iterator[tuple[str, float]]:
    """What the sentence before asks or speaks of ("HOW FAR? Seoul: some 700 km.", "The time is secret. It was ...")."""
    opening = marks.text[part.start : start]
    says_more = _SAYS_MORE.match(opening) or _CORRECTS.match(opening)
    at = marks.number(part.start)
    for earlier in reversed(marks.sentences[max(0, at - 6) : max(at, 0)]):
        if earlier.paragraph < part.paragraph - 1:
            return
        if marks.text[earlier.start : earlier.end].rstrip().endswith("?"):
            hits = (*within(found.before, earlier.start, earlier.end), *within(found.after, earlier.start, earlier.end))
            yield from ((cue.attribute, cue.weight) for hit in hits for cue in hit.value)
            return
        if earlier.paragraph != part.paragraph or not says_more:
            return
        yield from ((c.attribute, c.weight) for h in within(found.before, earlier.start, earlier.end) for c in h.value)
        return


def _is_repeat(text: str, quantity: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether a value repeats one before it in another unit: "4,200 miles (about 3,650 nautical miles)"."""
    opening = _OPEN.search(text, max(0, quantity.start - 64), quantity.start) if before else None
    if opening:
        inside = [q for q in before[-4:] if q.start > opening.start()]
        edges = [opening.start(), *(e for q in inside for e in (q.start, q.end)), quantity.start]
        between = zip(edges[::2], edges[1::2], strict=True)
        told = before[max(0, len(before) - len(inside) - 3) : len(before) - len(inside)]
        if any(_alike(quantity, q) for q in told) and all(_CONVERTING.fullmatch(text, *gap) for gap in between):
            return True
    earlier = before[-1] if before else None
    between_them = text[earlier.end : quantity.start] if earlier else ""
    near = earlier is not None and len(between_them) < 12 and bool(_NEXT_TO.fullmatch(between_them))
    if near and earlier is not None and _alike(earlier, quantity) and not quantity.borrowed:
        return True
    converted = earlier is not None and earlier.unit == quantity.unit and earlier.size != quantity.size
    return near and converted and between_them.strip()[:1] in ("(", "[")


def _alike(a: Quantity, b: Quantity) -> bool:
    """Whether two values are one told twice; the speed of sound is not the same at every height."""
    one, other = a.estimate.best, b.estimate.best
    if a.unit == "Mach" and b.unit == "m/s":
        return SLOWEST_SOUND <= other / one <= FASTEST_SOUND
    return a.unit == b.unit and abs(one - other) <= SAME_VALUE * max(one, other)


def _is_place(marks: Marks, part: Sentence, quantity: Quantity) -> bool:
    """Whether a distance only says where something is: a place of fall, or a distance on the map."""
    if quantity.unit != "m":
        return False
    if any(
        p.kind == "landing" and p.start <= quantity.core < p.end
        for p in within(marks.places, quantity.start - 40, quantity.core + 1)
    ):
        return True
    if _MAP_BEFORE.search(marks.text[part.start : quantity.start]) and _MAP_FROM.match(marks.text, quantity.end):
        return True
    if _AWAY.match(marks.text, quantity.end) and _MAP_PLACE.search(marks.text, part.start, quantity.start):
        return True
    if _OFF_PLACE.match(marks.text, quantity.end):
        return True
    flying = marks.has("flight_verb", max(part.start, quantity.start - 24), quantity.start)
    return bool(_MAP_AFTER.match(marks.text, quantity.end)) and not flying


def _is_difference(marks: Marks, quantity: Quantity) -> bool:
    """Whether a number only says by how much one thing differs from another: "150 km short of its target"."""
    before, behind = (marks.lexicon.patterns.get(name) for name in ("differs_by", "difference"))
    if before and before.search(marks.text, max(0, quantity.start - DIFFERENCE_REACH), quantity.start):
        return True
    return bool(behind and behind.match(marks.text, _past_conversion(marks, quantity)))


def _defines(marks: Marks, quantity: Quantity) -> bool:
    """Whether a length in brackets right behind a type says what the type is: "an IRBM (3,000 to 5,500 km)"."""
    if quantity.unit != "m" or marks.text[max(0, quantity.start - 1) : quantity.start] != "(":
        return False
    reach = (quantity.start - TYPE_REACH, quantity.start)
    ends = [h.end for h in marks.words("kind", *reach)] + [m.end for m in within(marks.systems, *reach)]
    return any(end < quantity.start and marks.text[end : quantity.start].strip() == "(" for end in ends)


def _is_size(text: str, quantity: Quantity) -> bool:
    """Whether a number is the size of a thing: "the 17-metre, three-stage missile", "a 30-minute talk"."""
    if not quantity.joined:
        return False
    after = text[quantity.end : quantity.end + 24].lstrip(" -,")
    return not re.match(
        r"(?:figure|mark|flight|range|distance|claim|altitude|apogee|trip|journey|arc|peak|target|goal|aim|plan|trajectory|path|course|hop|shot|reach|height|ride|run|voyage|estimate|number|reading|value|jump|loft|class)\b",
        after,
    ) or (quantity.estimate.best < 100 and quantity.unit == "m")
