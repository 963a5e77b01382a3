"""How alike two mentions are: reasons with weights, so that a link can say why it was made."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import final

from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import HELD, Claim, Mention

# Weights are judgements, not measurements: a shared day counts for most, because a country seldom launches twice a
# day; what can be argued about (labels, figures) counts for less than what cannot (clock times, class of weapon).
SAME_DAY, SAME_SPAN, NO_DATE = 2.0, 0.75, -1.0
SAME_CLOCK, OTHER_CLOCK = 1.5, -1.0
SAME_SITE, OTHER_SITE = 1.0, -0.5
SAME_SYSTEM, OTHER_SYSTEM = 1.0, -0.25
OTHER_CLASS = -2.5
SAME_PLATFORM, OTHER_PLATFORM = 0.5, -1.5
# Figures far apart are a disagreement before they are two launches: one such pair does not undo a shared day.
NEAR_NUMBER, FAR_NUMBER = 0.5, -0.5
# Two agencies' figures for one flight differ by a tenth at most as a rule; by a half, hardly ever.
NEAR, FAR = 1.12, 1.6
SAME_CLOCK_WITHIN, OTHER_CLOCK_BEYOND = dt.timedelta(minutes=15), dt.timedelta(minutes=45)

_CLASSES = {
    "space_launch": "orbit",
    "cruise": "air",
    "rocket_artillery": "air",
    "ICBM": "long",
    "IRBM": "long",
    "SRBM": "short",
}


@final
@dataclass(frozen=True, slots=True)
class Traits:
    """A mention with what its claims say of it, gathered once."""

    mention: Mention
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, tuple[float, ...]]
    clocks: tuple[Moment, ...]


@final
@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for or against two mentions being one launch."""

    weight: float
    because: str


def traits(mention: Mention, claims: Sequence[Claim]) -> Traits:
    """What a mention's own claims say of it; capabilities and denials are left out."""
    flown = [c for c in claims if c.mention_id == mention.id and c.modality in HELD]
    words = {
        name: frozenset(
            key for c in flown if c.attribute == name and isinstance(c.value, str) and (key := folded(c.value))
        ).union({key} if (key := folded(own)) else ())
        for name, own in (
            ("site", mention.site),
            ("system", mention.system),
            ("kind", mention.kind),
            ("platform", mention.platform),
        )
    }
    numbers = {
        name: tuple(c.value.best for c in flown if c.attribute == name and isinstance(c.value, Estimate))
        for name in ("range", "apogee", "flight_time")
    }
    clocks = tuple(c.value for c in flown if c.attribute == "launch_time" and isinstance(c.value, Moment))
    return Traits(mention, words, numbers, clocks)


def reasons(a: Traits, b: Traits) -> Iterator[Reason]:
    """Every ground for or against two mentions being one launch, the date first."""
    yield from _dates(a.mention, b.mention)
    yield from _clocks(a.clocks, b.clocks)
    yield from _words("site", a, b, SAME_SITE, OTHER_SITE, share)
    yield from _words("system", a, b, SAME_SYSTEM, OTHER_SYSTEM, share)
    yield from _words("platform", a, b, SAME_PLATFORM, OTHER_PLATFORM, str.__eq__)
    yield from _classes(a.words["kind"], b.words["kind"])
    for name in a.numbers:
        yield from _numbers(name, a.numbers[name], b.numbers[name])


def compatible_dates(a: Moment | None, b: Moment | None) -> bool:
    """Whether two dates can be one day; an unknown date can be any."""
    return a is None or b is None or (a.earliest <= b.latest and b.earliest <= a.latest)


def folded(text: str) -> str:
    """A name without case, accents and apostrophes, its words apart: "Tongch'ang-ri" becomes "tongchang ri"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.split(r"[\W_]+", re.sub(r"['’ʼ]", "", plain).lower())).strip()


def share(a: str, b: str) -> bool:
    """Whether two folded names can be one: the same letters, or half of the shorter one's telling words in common.

    Numbers and compass words must not differ: Hwasong-15 is not Hwasong-17, North Pyongan is not South Pyongan.
    """
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    first, second = set(a.split()), set(b.split())
    for kind in (_numerals, _COMPASS.intersection):
        if kind(first) and kind(second) and kind(first) != kind(second):
            return False
    first, second = first - _PLAIN - _COMPASS, second - _PLAIN - _COMPASS
    common = {x for x in first for y in second if x == y or _stem(x, y)}
    told = common - _numerals(common)
    return bool(told) and 2 * len(common) >= min(len(first), len(second))


def _stem(a: str, b: str) -> bool:
    """Whether one word is the other with an ending: Hwasong and Hwasongpho."""
    return min(len(a), len(b)) >= _SHORTEST_STEM and (a.startswith(b) or b.startswith(a))


_SHORTEST_STEM = 5
_COMPASS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "northern", "southern"}
    | {"eastern", "western", "central"}
)
_PLAIN = frozenset(
    {"the", "a", "of", "in", "near", "area", "areas", "province", "region", "county", "from", "coast", "test", "range"}
    | {
        "launch",
        "site",
        "airport",
        "sea",
        "ocean",
        "waters",
        "open",
        "off",
        "island",
        "peninsula",
        "and",
        "some",
        "about",
    }
    | {"km", "ri", "ni"}
)
_ROMAN = re.compile(r"[ivx]+")


def _numerals(words: Set[str]) -> Set[str]:
    return {w for w in words if any(c.isdigit() for c in w) or _ROMAN.fullmatch(w)}


def _dates(a: Mention, b: Mention) -> Iterator[Reason]:
    if a.date is None or b.date is None:
        yield Reason(NO_DATE, "one of them gives no date")
    elif a.date.date and a.date.date == b.date.date and len(a.date.date) == 10:
        yield Reason(SAME_DAY, f"both on {a.date.date}")
    else:
        yield Reason(SAME_SPAN, "their dates can be one day")


def _clocks(a: Sequence[Moment], b: Sequence[Moment]) -> Iterator[Reason]:
    gaps = [abs(x.earliest - y.earliest) for x, y in itertools.product(a, b)]
    if gaps and min(gaps) <= SAME_CLOCK_WITHIN:
        yield Reason(SAME_CLOCK, f"launch times {min(gaps).seconds // 60} min apart")
    elif gaps and min(gaps) > OTHER_CLOCK_BEYOND:
        yield Reason(OTHER_CLOCK, f"launch times {min(gaps)} apart")


def _words(
    name: str, a: Traits, b: Traits, same: float, other: float, alike: Callable[[str, str], bool]
) -> Iterator[Reason]:
    pairs = list(itertools.product(sorted(a.words[name]), sorted(b.words[name])))
    if not pairs:
        return
    match = next((x for x, y in pairs if alike(x, y)), None)
    if match is not None:
        yield Reason(same, f"the same {name} ({match})")
    else:
        yield Reason(other, f"{name}s differ ({pairs[0][0]}; {pairs[0][1]})")


def _classes(a: frozenset[str], b: frozenset[str]) -> Iterator[Reason]:
    known = {folded(k): v for k, v in _CLASSES.items()}
    first, second = ({known[k] for k in kinds if k in known} for kinds in (a, b))
    if first and second and not first & second:
        yield Reason(OTHER_CLASS, f"another class of weapon ({', '.join(sorted(a))}; {', '.join(sorted(b))})")


def _numbers(name: str, a: Sequence[float], b: Sequence[float]) -> Iterator[Reason]:
    ratios = [max(x, y) / min(x, y) for x, y in itertools.product(a, b) if min(x, y) > 0]
    best = min(ratios, default=math.nan)
    if best <= NEAR:
        yield Reason(NEAR_NUMBER, f"{name}s agree within {100 * (best - 1):.0f} %")
    elif best > FAR:
        yield Reason(FAR_NUMBER, f"{name}s differ by a factor of {best:.1f}")
