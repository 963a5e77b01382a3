"""Values that nothing supports: figures that come up too often, rows without a source, figures that nobody repeats."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from trackside.assess.audit_finding import AuditFinding, cite, weigh
from trackside.assess.audit_peer import Peers, same_number
from trackside.assess.audit_row import Row, best
from trackside.flight.say import amount, listed
from trackside.measure import Estimate
from trackside.record import Claim

# A figure is held against its neighbours, the other multiples of ten kilometres within this share of it.
STEP_M, AROUND = 10_000.0, 0.6
# Independent measurements would give it no more often than its share of them; chances less than this are told.
CHANCE = 1e-3
FEWEST = 12
# That a figure is rounded or a stand-in is then all but sure; that each row needs a change is not.
REPEATED, REPEATED_ALONE = 0.45, 0.3
# A direction is held against those within so many degrees; where mostly nothing else is known, it is a stand-in.
NEAR_DEG, STAND_IN = 20, 0.9
NO_SOURCE, NO_COLUMN = 0.7, 0.5
# Accounts of one number that differ: somebody errs, or they tell of different things.
PRIOR, PER_WEIGHT = 0.25, 1.8
# An office that differs from all others has said so: that is news, and hardly ever an error of the entry.
OFFICES_DIFFER = 0.15
# Differences up to this are the usual ones between two offices.
USUAL, NOTED, WIDE = 1.06, 1.15, 1.5
SMALL, LARGE, UNITED = 0.5, 1.5, 1.5
_ADDRESS = re.compile(r"https?://|www\.")
_SOURCES = re.compile(r"(?i)\b(sources?|url|urls|link|links|references?|address(es)?)\b")
SETTLE_SOURCE = "The compiler's own notes: where was each figure taken from?"


def repeated(peers: Peers) -> Iterator[AuditFinding]:
    """Figures that come up far more often than independent measurements would have them."""
    for attribute in ("apogee", "range"):
        tables: dict[str, dict[tuple[str, float], Row]] = defaultdict(dict)
        for r in peers.rows:
            value = r.number_of(attribute)
            if r.cells and value:
                tables[r.table].setdefault((r.when, value), r)
        for table, held in tables.items():
            yield from _too_often(peers, table, attribute, held)


def bearings(peers: Peers) -> Iterator[AuditFinding]:
    """A direction that a table gives far more often than any near it: what stands there when none is known."""
    tables: dict[str, dict[tuple[str, float], Row]] = defaultdict(dict)
    for r in peers.rows:
        if (degrees := r.degrees) is not None:
            tables[r.table].setdefault((r.when, degrees), r)
    for table, held in tables.items():
        counts = Counter(degrees for _, degrees in held)
        value, days = counts.most_common(1)[0]
        around = sum(n for d, n in counts.items() if abs(d - value) <= NEAR_DEG)
        rows = [r for (_, d), r in held.items() if d == value]
        bare = sum(r.number_of("range") is None for r in rows)
        chance = _tail(days, around, 1.0 / (2 * NEAR_DEG + 1))
        if days >= FEWEST and 2 * bare > days and chance < CHANCE:
            because = (
                f"{table} gives the direction {value:.0f}° on {days} days, of {around} days with one within "
                f"{NEAR_DEG}° of it; on {bare} "
                "of them no range is known either. It likely stands where no direction is known, and should be left "
                "empty there."
            )
            values = tuple(r.cited_cell("bearing", r.bearing) for r in rows[:6] if r.bearing)
            sources = tuple(dict.fromkeys(r.source for r in rows))
            yield AuditFinding(
                rows[0].launch.id,
                rows[0].when,
                "repeated",
                STAND_IN,
                because,
                SETTLE_SOURCE,
                values,
                sources[0],
                sources,
            )


def _too_often(
    peers: Peers, table: str, attribute: str, held: Mapping[tuple[str, float], Row]
) -> Iterator[AuditFinding]:
    """One finding for each figure; a day counts once, however many missiles flew."""
    by_value: dict[float, list[Row]] = defaultdict(list)
    for (_, value), row in held.items():
        by_value[value].append(row)
    for value, rows in by_value.items():
        around = [v for _, v in held if abs(v - value) <= AROUND * value]
        cells = max(1 + 2 * math.floor(AROUND * value / STEP_M), 2)
        chance = _tail(len(rows), len(around), 1.0 / cells)
        if len(rows) >= FEWEST and chance < CHANCE:
            yield _often(peers, table, attribute, value, rows, len(around))


def _often(peers: Peers, table: str, attribute: str, value: float, rows: Sequence[Row], around: int) -> AuditFinding:
    own = {id(r) for r in rows}
    others = [
        (r, o)
        for r, os in peers.pairs()
        if id(r) in own
        for o in os
        if (v := o.number_of(attribute)) and not same_number(v, value)
    ]
    told = dict.fromkeys(f"{r.when} {amount(o.number_of(attribute) or 0.0, 'm')} ({o.speaker})" for r, o in others)
    seen = list(told)[:6]
    total = sum(1 for r in peers.rows if r.table == table and r.number_of(attribute) == value)
    because = (
        f"{table} gives {_article(attribute)} {attribute} of {amount(value, 'm')} on {len(rows)} days ({total} "
        f"rows), of {around} days "
        "with a figure near it: far more often than measurements fall on one value. It is likely rounded, or stands "
        "in for "
        f"a figure that is not known."
    )
    because += f" Other sources have, for some of these days, another figure: {listed(seen)}." if others else ""
    claim = rows[0].claim(attribute)
    values = (
        *((cite(claim, rows[0].source),) if claim else ()),
        *(c for _, o in others[:6] for c in o.cited(attribute)),
    )
    sureness = REPEATED if others else REPEATED_ALONE
    row = rows[0]
    return AuditFinding(
        row.launch.id,
        row.when,
        "repeated",
        sureness,
        because,
        SETTLE_SOURCE,
        values,
        row.source,
        tuple(dict.fromkeys(r.source for r in rows)),
    )


def _tail(seen: int, of: int, share: float) -> float:
    """The chance that at least `seen` of `of` fall into a cell that should get `share` of them."""
    return sum(math.comb(of, k) * share**k * (1.0 - share) ** (of - k) for k in range(seen, of + 1))


def unsupported(peers: Peers) -> Iterator[AuditFinding]:
    """Rows without an address of a source; a table that has none at all is told once."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for r in peers.rows:
        if r.cells:
            tables[r.table].append(r)
    for table, rows in tables.items():
        entries = {(r.source, r.number): r for r in rows}
        bare = [r for r in entries.values() if not any(_ADDRESS.search(q.exact) for q in r.cells.values())]
        if not bare:
            continue
        whole = len(bare) == len(entries)
        what = "No row" if whole else f"{len(bare)} of {len(entries)} rows"
        lacking = f"{what} of {table} names" if whole else f"{what} of {table} do not name"
        because = f"{lacking} the address of a source, so these figures cannot be traced."
        row, sureness = bare[0], NO_COLUMN if whole else NO_SOURCE
        column, words = next(iter(row.cells.items()))
        values = (row.cited_cell(column, words),)
        yield AuditFinding(
            row.launch.id,
            row.when,
            "unsupported",
            sureness,
            because,
            SETTLE_SOURCE,
            values,
            row.source,
            tuple(dict.fromkeys(r.source for r in bare)),
        )


def outliers(peers: Peers) -> Iterator[AuditFinding]:
    """One launch, several accounts, one of them unlike the others: who says what."""
    for row, others in peers.pairs():
        for attribute in ("range", "apogee", "flight_time"):
            claim = row.claim(attribute)
            if claim and row.number_of(attribute):
                found = _unlike(peers, row, claim, others)
                if found:
                    yield found


def _unlike(peers: Peers, row: Row, claim: Claim, others: Sequence[Row]) -> AuditFinding | None:
    attribute, own = claim.attribute, best(claim)
    said = peers.others_say(row, others, attribute)
    if not said or any(_meets(c, claim) for _, c in said):
        return None
    apart = min((max(own / v, v / own) for _, c in said if (v := best(c)) > 0.0), default=1.0)
    if apart <= USUAL:
        return None
    values = [v for _, c in said if (v := best(c)) > 0.0]
    united = UNITED if len({c.speaker for _, c in said}) > 1 and max(values) <= USUAL * min(values) else 1.0
    size = SMALL if apart < NOTED else 1.0 if apart < WIDE else LARGE
    support = peers.weight_of((o.table, c.speaker.name) for o, c in said) - peers.weight([row])
    is_compiled = peers.family(row) in peers.compilers
    sureness = weigh(PRIOR, size, united, PER_WEIGHT**support) if is_compiled else OFFICES_DIFFER
    unit = "s" if attribute == "flight_time" else "m"
    who = listed(list(dict.fromkeys(f"{c.speaker.name} ({o.source}) {amount(best(c), unit)}" for o, c in said)))
    name = attribute.replace("_", " ")
    because = (
        f"{row.speaker} gives {_article(name)} {name} of {amount(own, unit)}, {who}: apart by a factor of {apart:.2f}."
    )
    cited = (cite(claim, row.source), *(cite(c, o.source) for o, c in said))
    settle = "Which announcement each figure was taken from, first or revised, and of which missile of the salvo."
    nearest = min(values, key=lambda v: max(own / v, v / own))
    same = f"{row.when} {attribute} {sorted((own, nearest))}"
    return AuditFinding(row.launch.id, row.when, "outlier", sureness, because, settle, cited, row.source, same=same)


def _meets(one: Claim, other: Claim) -> bool:
    """Whether two claims can both be right: by their intervals, or within what offices round."""
    a, b = one.value, other.value
    if not isinstance(a, Estimate) or not isinstance(b, Estimate):
        return False
    return same_number(a.best, b.best) or (a.low <= b.best <= a.high) or (b.low <= a.best <= b.high)


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"
