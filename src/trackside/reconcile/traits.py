"""`Traits`: a mention with what its claims say of it, gathered once, to be kept and compared in great numbers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import final

from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.reconcile.lineage import Sentence, sentences
from trackside.reconcile.names import keyed
from trackside.record import HELD, Claim, Document, Mention, Reading, table_of

# Counted up whenever traits are gathered otherwise than before, so that what is kept of them is made anew.
TRAITS_FORM = 3

WORDS = ("site", "system", "kind", "platform")
NUMBERS = ("range", "apogee", "flight_time")
# A day of some calendar is at most an hour longer than 24; what is wider than this is no day.
DAY_S = 26 * 3600.0
# A mention whose launch times lie farther apart than this tells of several launches at once.
ONE_CLOCK_S = 20 * 60.0
# So do figures of one kind that are so far apart.
ONE_NUMBER = 2.5

# What a kind of weapon may turn out to be. Labels compete: Seoul's short-range missile is Pyongyang's rocket artillery,
# Tokyo's long-range missile is Pyongyang's satellite; an ICBM never is either's short-range missile.
_CLASSES: Mapping[str, frozenset[str]] = {
    "space launch": frozenset({"orbit", "long"}),
    "icbm": frozenset({"long"}),
    "irbm": frozenset({"long"}),
    "srbm": frozenset({"short"}),
    "rocket artillery": frozenset({"short", "air"}),
    "cruise": frozenset({"air"}),
    "ballistic": frozenset({"long", "short", "orbit"}),
    "mrbm": frozenset({"long", "short"}),
    "slbm": frozenset({"long", "short"}),
}


@final
@dataclass(frozen=True, slots=True)
class Traits:
    """What can be compared of one mention.

    Attributes
    ----------
    mention_id, document_id, country : str
        Whose they are.
    company : str
        What tells its launches apart by itself: no two mentions that have this in common are one launch. The document;
        for a row of a table the table and country, since one launch is one row there.
    main : bool
        Whether its document announces the launch.
    published : str
        The document's day, or an empty string.
    earliest, latest : float or None
        The span of its date, in seconds since 1970; None where no date is told.
    day : str
        Its date as told: ``2022-03-24``, ``2017-11``, or an empty string.
    words : mapping of str to tuple of str
        Every folded name told, by attribute (`WORDS`), in order.
    numbers : mapping of str to tuple of float
        Every value held, in SI, by attribute (`NUMBERS`), in order.
    clocks : tuple of tuple of float
        Every launch time told, as a span in seconds since 1970.
    marks : frozenset of int
        Of the sentences that tell of it, and of longer words quoted in them.
    precise : bool
        Whether its date is a day.
    classes : frozenset of str
        What its kinds of weapon may turn out to be; empty where that is open.
    mixed : bool
        Whether it tells of several launches in one: launch times, classes or figures that no one launch has.
    rank : str
        Its place in the order in which mentions are settled, as text that sorts: days before vaguer dates, one launch
        before several in one, those that tell more before those that tell less, the older before the newer (so that a
        new document seldom comes before any), then by id.
    window : tuple of float
        When it may have been: the launch times where they lie within its day, else its day or longer span.
    told : frozenset of str
        Which attributes it tells anything of; a launch time is ``clock``.
    """

    mention_id: str
    document_id: str
    company: str
    country: str
    main: bool
    published: str
    earliest: float | None
    latest: float | None
    day: str
    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[float, ...]]
    clocks: tuple[tuple[float, float], ...]
    marks: frozenset[int]

    precise: bool = field(init=False, compare=False)
    classes: frozenset[str] = field(init=False, compare=False)
    mixed: bool = field(init=False, compare=False)
    rank: str = field(init=False, compare=False)
    window: tuple[float, float] = field(init=False, compare=False)
    told: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        precise = self.earliest is not None and self.latest is not None and self.latest - self.earliest <= DAY_S
        told = {name for name in WORDS if self.words[name]} | {name for name in NUMBERS if self.numbers[name]}
        for name, value in (
            ("precise", precise),
            ("told", frozenset(told | ({"clock"} if self.clocks else set()))),
            ("classes", _classes(self.words["kind"])),
            ("mixed", _is_mixed(self)),
            ("window", _window(self) if precise else self.span),
        ):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "rank", _rank(self))

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, where one launch is one row."""
        return self.company != self.document_id

    @property
    def span(self) -> tuple[float, float]:
        """The span of its date, without ends where no date is told."""
        if self.earliest is None or self.latest is None:
            return -math.inf, math.inf
        return self.earliest, self.latest

    @property
    def alike(self) -> tuple[object, ...]:
        """All that is compared, without whose it is: mentions of which this is equal are compared once."""
        told = (tuple(self.words[w] for w in WORDS), tuple(self.numbers[n] for n in NUMBERS))
        return (self.earliest, self.latest, self.day, *told, self.clocks, self.marks)


def _classes(kinds: Sequence[str]) -> frozenset[str]:
    told = [_CLASSES[k] for k in kinds if k in _CLASSES]
    return (frozenset.intersection(*told) or frozenset.union(*told)) if told else frozenset()


def _is_mixed(t: Traits) -> bool:
    narrow = [_CLASSES[k] for k in t.words["kind"] if k in _CLASSES]
    if narrow and not frozenset.intersection(*narrow):
        return True
    starts = [a for a, _ in t.clocks]
    if starts and max(starts) - min(starts) > ONE_CLOCK_S:
        return True
    return any(xs and max(xs) > ONE_NUMBER * min(xs) for xs in t.numbers.values())


def _rank(t: Traits) -> str:
    told = (t.clocks, any(t.numbers.values()), t.words["site"], t.words["system"], t.main)
    less = len(told) - sum(map(bool, told))
    return f"{not t.precise:d}{t.mixed:d}{less}{t.published or '9999-99-99'}{t.mention_id}"


def _window(t: Traits) -> tuple[float, float]:
    first, last = t.span
    within = [(a, b) for a, b in t.clocks if first <= a and b <= last]
    return (min(a for a, _ in within), max(b for _, b in within)) if within else (first, last)


def traits_of(reading: Reading) -> Iterator[Traits]:
    """The traits of every mention of a reading; capabilities and denials are left out."""
    told = sentences(reading.document.text)
    published = reading.document.published
    for m in reading.mentions:
        own = [c for c in reading.claims if c.mention_id == m.id and c.modality in HELD]
        quotes = [(c.quote.start, c.quote.end) for c in own]
        company = _company(reading.document, m)
        yield gathered(m, own, company=company, marks=_marks(told, quotes), published=published)


def gathered(
    mention: Mention,
    held: Sequence[Claim],
    *,
    company: str = "",
    marks: Set[int] = frozenset(),
    published: dt.date | None = None,
) -> Traits:
    """The traits of one mention from the claims of it that are held."""
    date = mention.date
    own = {"site": mention.site, "system": mention.system, "kind": mention.kind, "platform": mention.platform}
    return Traits(
        mention_id=mention.id,
        document_id=mention.document_id,
        company=company or mention.document_id,
        country=mention.country,
        main=mention.main,
        published=published.isoformat() if published else "",
        earliest=date.earliest.timestamp() if date else None,
        latest=date.latest.timestamp() if date else None,
        day=date.date if date else "",
        words={name: _names(name, own[name], held) for name in WORDS},
        numbers={name: _values(name, held) for name in NUMBERS},
        clocks=_clocks(held),
        marks=frozenset(marks),
    )


def _company(document: Document, mention: Mention) -> str:
    """The document, or of a row its table and country: mentions of two countries never meet."""
    table = table_of(document.source)
    return f"{table} {mention.country}" if table else document.id


def _clocks(held: Sequence[Claim]) -> tuple[tuple[float, float], ...]:
    told = [c.value for c in held if c.attribute == "launch_time" and isinstance(c.value, Moment)]
    return tuple(sorted({(x.earliest.timestamp(), x.latest.timestamp()) for x in told}))


def _names(attribute: str, own: str, held: Sequence[Claim]) -> tuple[str, ...]:
    told = [c.value for c in held if c.attribute == attribute and isinstance(c.value, str)]
    return tuple(sorted({key for name in (own, *told) if (key := keyed(name))}))


def _values(attribute: str, held: Sequence[Claim]) -> tuple[float, ...]:
    told = {c.value.best for c in held if c.attribute == attribute and isinstance(c.value, Estimate)}
    return tuple(sorted(x for x in told if x > 0))


def _marks(told: Sequence[Sentence], quotes: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The marks of sentences and quoted words in which a mention's claims stand."""
    found: set[int] = set()
    for s in told:
        if any(start < s.end and s.start < end for start, end in quotes):
            found.update(s.marks)
    return frozenset(found)
