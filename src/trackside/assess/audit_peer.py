"""Which rows tell of the same missile: what one table says is held against what others say of it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.assess.audit_row import Row, best
from trackside.earth.geodesic import leg
from trackside.reconcile.names import folded, share
from trackside.record import Claim

# Weights are judgements, as those of reconcile/likeness.py, which they resemble. Here a wrong clock or day must not
# keep two
# rows apart, because finding such slips is what this is for: they only lower the score.
SAME_CLOCK, NEAR_CLOCK, SLIPPED_CLOCK, OTHER_CLOCK = 3.0, 1.0, 0.5, -1.5
# The same minute on the day before or after is hardly ever another launch.
SAME_MINUTE = 2.0
SAME_DAY, SAME_SYSTEM, OTHER_SYSTEM, SAME_SITE, OTHER_SITE = 1.0, 1.0, -0.75, 1.0, -0.75
SAME_NUMBER, SWAPPED_NUMBERS, FAR_NUMBER = 1.0, 2.0, -0.5
ENOUGH, ENOUGH_ON_ANOTHER_DAY = 2.0, 3.5
# The other row may have a better counterpart in this table; by less than this it is a tie within a salvo.
TIE = 0.5
SAME_SHARE, FAR = 0.025, 1.5
SAME_SITE_M = 30_000.0
# What a slip of the unit or of the decimal point makes of a number; it must not keep two rows apart.
UNITS = (1.609344, 10.0, 100.0, 1000.0)
# Two tables with coordinates equal to a tenth of a metre in this share of their common rows are of one descent: nobody
# measures a launch site so, twice.
DESCENT_SHARE, DESCENT_ROWS, EXACT_DEG = 0.5, 3, 1e-6
# Minutes by which a clock is off when a zone, an AM or PM, or the day was mistaken.
SLIPS: Mapping[int, str] = {
    540: "nine hours (Korean time taken for UTC, or the other way round)",
    510: "eight and a half hours (Pyongyang time of 2015 to 2018 taken for UTC, or the other way round)",
    720: "twelve hours (AM taken for PM, or the other way round)",
    900: "fifteen hours (the clock of Korea beside the day of UTC)",
    930: "fifteen and a half hours (the clock of Pyongyang, 2015 to 2018, beside the day of UTC)",
    1440: "a whole day (the day of UTC with the clock of the site, or the other way round)",
    60: "one hour",
}
SLIP_WITHIN_MIN = 3.0


# A table is its compiler's own where he speaks for this share of its rows; else it tells who says what.
COMPILED_SHARE = 0.8
# So many of a speaker's rows tell whether he is named in them.
FEW = 20
# A compiler copies from offices; an office errs less often about its own figures. A judgement, not a measurement.
COMPILER, OFFICE = 1.0, 2.0
# Counterparts are looked for on the day itself and the days before and after.
NEIGHBOURS = (0, -1, 1)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """Every row with its counterparts in other tables and texts.

    Attributes
    ----------
    rows : tuple of Row
        All of them, in the order given.
    of : sequence of tuple of Row
        Beside each row the rows of others that tell of the same missile, one a table and speaker.
    families : mapping of (table, speaker) to str
        Whose word it is: an office's own wherever it is told of, and one and the same for tables of one descent.
    compilers : frozenset of str
        Families that speak for whole tables; the others are offices and witnesses who speak for themselves.
    """

    rows: tuple[Row, ...]
    of: Sequence[tuple[Row, ...]]
    families: Mapping[tuple[str, str], str]
    compilers: frozenset[str]

    def family(self, row: Row) -> str:
        """Whose word the row is."""
        return self.families[row.table, row.speaker]

    def others_say(self, row: Row, others: Iterable[Row], attribute: str) -> tuple[tuple[Row, Claim], ...]:
        """What others claim of an attribute: those of another family, or where there are none, other speakers at all.

        A table that repeats the row's own speaker says nothing new.
        """
        own, said = self.family(row), {}
        for o in others:
            for c in o.everything(attribute):
                if c.speaker.name != row.speaker:
                    said[c.id] = (o, c)
        apart = {k: (o, c) for k, (o, c) in said.items() if self.families.get((o.table, c.speaker.name)) != own}
        return tuple((apart or said).values())

    def beyond(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows themselves and their counterparts."""
        wanted = {id(r) for r in rows}
        near = (o for r, others in self.pairs() if id(r) in wanted for o in (r, *others))
        return tuple({id(o): o for o in near}.values())

    def weight(self, rows: Iterable[Row]) -> float:
        """How much it counts that these rows say so: each family once, an office for more than a compiler."""
        return self.weight_of((r.table, r.speaker) for r in rows)

    def weight_of(self, speakers: Iterable[tuple[str, str]]) -> float:
        """The same by table and speaker."""
        families = {self.families.get(s, s[1]) for s in speakers}
        return sum(COMPILER if f in self.compilers else OFFICE for f in families)

    def pairs(self) -> Iterator[tuple[Row, tuple[Row, ...]]]:
        """Every row with its counterparts."""
        return zip(self.rows, self.of, strict=True)


def peers(rows: Sequence[Row]) -> Peers:
    """Every row with those of other tables and speakers that tell of the same missile."""
    near = _by_day(rows)
    found: list[dict[tuple[str, str], tuple[float, int]]] = [{} for _ in rows]
    for i, row in enumerate(rows):
        for j in _candidates(row, near):
            other = rows[j]
            if j <= i or (other.table, other.speaker) == (row.table, row.speaker) or other.country != row.country:
                continue
            score = likeness(row, other)
            if score >= (ENOUGH if row.day == other.day else ENOUGH_ON_ANOTHER_DAY):
                _offer(found[i], (other.table, other.speaker), score, j)
                _offer(found[j], (row.table, row.speaker), score, i)
    kept = [
        tuple(
            rows[j] for _key, (score, j) in sorted(mine.items()) if score >= found[j][row.table, row.speaker][0] - TIE
        )
        for row, mine in zip(rows, found, strict=True)
    ]
    families, compilers = _families(rows, kept)
    return Peers(tuple(rows), kept, families, compilers)


def likeness(a: Row, b: Row) -> float:
    """How well two rows go together as accounts of one missile."""
    if (a.mention.id, a.number) == (b.mention.id, b.number):
        return SAME_CLOCK + SAME_DAY + SAME_SITE
    score = SAME_DAY if a.day == b.day else 0.0
    score += _clocks(a, b) + _systems(a, b) + _sites(a, b)
    swapped = _meet(a, "range", b, "apogee") and _meet(a, "apogee", b, "range") and not _meet(a, "range", a, "apogee")
    return score + (SWAPPED_NUMBERS if swapped else _numbers(a, b, "range") + _numbers(a, b, "apogee"))


def slipped(minutes: float) -> str:
    """What a difference between two clocks points to; empty where it points to nothing."""
    near = (words for slip, words in SLIPS.items() if abs(abs(minutes) - slip) <= SLIP_WITHIN_MIN)
    return next(near, "")


def minutes_apart(a: Row, b: Row) -> float | None:
    """By how many minutes the clock of `a` is later than that of `b`; None where one tells no time."""
    first, second = a.clock, b.clock
    return (first.earliest - second.earliest) / dt.timedelta(minutes=1) if first and second else None


def same_site(a: Row, b: Row) -> bool | None:
    """Whether two rows name one site, by its name or its coordinates; None where one names none."""
    met = _share(a.words("site"), b.words("site"))
    if not met and a.point and b.point:
        return _distance_m(a.point, b.point) <= SAME_SITE_M
    return met


def same_number(x: float, y: float) -> bool:
    """Whether two numbers say the same within what agencies round."""
    return abs(x - y) <= SAME_SHARE * max(abs(x), abs(y))


def _by_day(rows: Sequence[Row]) -> Mapping[dt.date, Sequence[int]]:
    found: dict[dt.date, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for day in {row.day, row.printed} - {None}:
            if day is not None:
                found[day].append(i)
    return found


def _candidates(row: Row, near: Mapping[dt.date, Sequence[int]]) -> Iterable[int]:
    day = row.day
    return {j for step in NEIGHBOURS for j in near.get(day + dt.timedelta(step), ())} if day else ()


def _offer(best_of: dict[tuple[str, str], tuple[float, int]], key: tuple[str, str], score: float, at: int) -> None:
    """Keep the best; of equals the first."""
    if key not in best_of or score > best_of[key][0]:
        best_of[key] = (score, at)


def _clocks(a: Row, b: Row) -> float:
    apart = minutes_apart(a, b)
    if apart is None:
        return 0.0
    if abs(apart) <= 15:
        # The nearest of a salvo's clock times is the missile meant.
        return SAME_CLOCK - abs(apart) / 30
    if abs(abs(apart) - 1440) < 1:
        return SAME_MINUTE
    return NEAR_CLOCK if abs(apart) <= 45 else SLIPPED_CLOCK if slipped(apart) else OTHER_CLOCK


def _systems(a: Row, b: Row) -> float:
    met = _share(a.words("system"), b.words("system"))
    return 0.0 if met is None else SAME_SYSTEM if met else OTHER_SYSTEM


def _share(one: Sequence[str], other: Sequence[str]) -> bool | None:
    """Whether a name of one is a name of the other; None where one has none."""
    if not one or not other:
        return None
    return any(share(folded(x), folded(y)) for x in one for y in other)


def _sites(a: Row, b: Row) -> float:
    same = same_site(a, b)
    return 0.0 if same is None else SAME_SITE if same else OTHER_SITE


def _numbers(a: Row, b: Row, attribute: str) -> float:
    first, second = a.numbers(attribute), b.numbers(attribute)
    if not first or not second:
        return 0.0
    if _meet(a, attribute, b, attribute):
        return SAME_NUMBER
    ratios = [max(best(x), best(y)) / max(min(best(x), best(y)), 1e-9) for x in first for y in second]
    slip = any(abs(r / u - 1.0) <= SAME_SHARE for r in ratios for u in UNITS)
    return FAR_NUMBER if min(ratios) > FAR and not slip else 0.0


def _meet(a: Row, one: str, b: Row, other: str) -> bool:
    """Whether a value of one row's attribute says the same as one of the other's."""
    return any(same_number(best(x), best(y)) for x in a.numbers(one) for y in b.numbers(other))


def _distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    if not all(-90.0 <= p[0] <= 90.0 and abs(p[1]) <= 360.0 for p in (a, b)):
        return float("inf")
    return leg(*a, *b).distance_m


def _families(
    rows: Sequence[Row], found: Sequence[tuple[Row, ...]]
) -> tuple[Mapping[tuple[str, str], str], frozenset[str]]:
    """The compiler of a table, who speaks for most of its rows, is one with those whose coordinates it copies."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for r in rows:
        counts[r.table][r.speaker] += 1
    most = {t: c.most_common(1)[0] for t, c in counts.items()}
    compiler = {t: name for t, (name, n) in most.items() if n >= COMPILED_SHARE * counts[t].total()}
    root = {t: t for t in counts}
    for one, other in sorted(p for p in _descended(rows, found) if set(p) <= set(compiler)):
        first, second = sorted((root[one], root[other]))
        root = {t: first if r == second else r for t, r in root.items()}
    by_name = {name: compiler.get(root[t], name) for t, name in sorted(compiler.items(), reverse=True)}
    tables = {r.table for r in rows if r.cells}
    compilers = frozenset(by_name[name] for t, name in compiler.items() if t in tables and not _is_cited(name, rows))
    return {(r.table, r.speaker): _whose(r.speaker, by_name) for r in rows}, compilers


def _is_cited(speaker: str, rows: Sequence[Row]) -> bool:
    """Whether rows say themselves that they have it from this speaker: then he is no compiler but their source."""
    own = (r for r in rows if r.speaker == speaker)
    return any(speaker.lower() in q.exact.lower() for r in itertools.islice(own, FEW) for q in r.cells.values())


def _whose(speaker: str, by_name: Mapping[str, str]) -> str:
    if speaker in by_name:
        return by_name[speaker]
    return next((v for k, v in by_name.items() if share(folded(k), folded(speaker))), speaker)


def _descended(rows: Sequence[Row], found: Sequence[tuple[Row, ...]]) -> Iterator[tuple[str, str]]:
    common: Counter[tuple[str, str]] = Counter()
    exact: Counter[tuple[str, str]] = Counter()
    for row, others in zip(rows, found, strict=True):
        for other in others:
            if row.table < other.table and row.point and other.point:
                pair = (row.table, other.table)
                common[pair] += 1
                gaps = (abs(x - y) for x, y in zip(row.point, other.point, strict=True))
                exact[pair] += max(gaps) <= EXACT_DEG
    for pair, n in common.items():
        if n >= DESCENT_ROWS and exact[pair] >= DESCENT_SHARE * n:
            yield pair
