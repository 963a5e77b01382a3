"""Launches that are held twice: split by the date line, told under two days by two tables, or entered twice."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from trackside.assess.audit_finding import AuditFinding
from trackside.assess.audit_peer import Peers, minutes_apart, same_number, same_site
from trackside.assess.audit_row import Row
from trackside.flight.say import listed
from trackside.reconcile.names import folded, share

# Entries of one table a day apart: the same minute is hardly chance; the same two figures may well be habit.
SAME_MINUTE, SAME_FIGURES = 0.75, 0.35
# The same minute, site and figures within one table, under two labels.
SAME_ENTRY = 0.5
# Rows of two tables that tell of one missile but are held under two launches: by what they share.
BY_CLOCK, BY_DAY, BY_NEXT_DAY = 0.85, 0.55, 0.7
SETTLE = "Whether any source counts two launches; if none does, `archive judge same` joins them."


def twins(peers: Peers) -> Iterator[AuditFinding]:
    """Entries that are likely one launch."""
    yield from _within_tables(peers.rows)
    yield from _across(peers)


def _within_tables(rows: Sequence[Row]) -> Iterator[AuditFinding]:
    """Two entries of one table on one day or the next, that share what two launches do not."""
    by_day: dict[tuple[str, dt.date], list[Row]] = defaultdict(list)
    for r in rows:
        if r.cells and r.printed:
            by_day[r.table, r.printed].append(r)
    told: set[tuple[str, str]] = set()
    for (table, day), mine in sorted(by_day.items(), key=lambda kv: (kv[0][0], kv[0][1])):
        for later in (by_day.get((table, day + dt.timedelta(1)), []), mine):
            for a, b in itertools.product(mine, later):
                if a.source < b.source or (later is not mine and a.source != b.source):
                    found = _alike(a, b)
                    if found and (a.source, b.source) not in told:
                        told.add((a.source, b.source))
                        yield _finding(b, a, *found)


def _alike(a: Row, b: Row) -> tuple[float, str] | None:
    """Why two entries of one table are likely one; None where they are not."""
    if not _same_label(a, b) or same_site(a, b) is not True or a.speaker != b.speaker:
        return None
    apart, figures = minutes_apart(a, b), _figures(a, b)
    if a.printed != b.printed:
        if apart is not None and abs(abs(apart) - 1440) < 1 and figures is not False:
            return SAME_MINUTE, "the same missile from the same site at the same minute, one day apart"
        if apart is None and figures and _telling(a):
            return SAME_FIGURES, "the same missile from the same site with the same range and apogee, one day apart"
        return None
    if apart is not None and abs(apart) < 1 and figures:
        return SAME_ENTRY, "the same missile from the same site at the same minute with the same range and apogee"
    return None


def _telling(row: Row) -> bool:
    """Whether its figures are more than the round ones that a class of missile always gets."""
    numbers = [v for a in ("range", "apogee") if (v := row.number_of(a))]
    return any(v % 50_000.0 for v in numbers)


def _figures(a: Row, b: Row) -> bool | None:
    """Whether range and apogee are the same; None where one of the two entries lacks one."""
    pairs = [(a.number_of(n), b.number_of(n)) for n in ("range", "apogee")]
    if any(x is None or y is None for x, y in pairs):
        return None
    return all(same_number(x, y) for x, y in pairs if x is not None and y is not None)


def _same_label(a: Row, b: Row) -> bool:
    one, other = a.words("system"), b.words("system")
    return (not one and not other) or any(share(folded(x), folded(y)) for x in one for y in other)


def _across(peers: Peers) -> Iterator[AuditFinding]:
    """Two launches held, that rows of different tables show to be one."""
    tables: dict[str, set[str]] = defaultdict(set)
    met: dict[tuple[str, str], list[tuple[Row, Row]]] = defaultdict(list)
    for row, others in peers.pairs():
        tables[row.launch.id].add(row.table)
        for o in others:
            if row.launch.id < o.launch.id:
                met[row.launch.id, o.launch.id].append((row, o))
    for (one, other), pairs in sorted(met.items()):
        # Where one table has entries in both, that table tells them apart.
        if tables[one].isdisjoint(tables[other]):
            a, b = max(pairs, key=lambda p: len(p[0].numbers("range")) + len(p[0].numbers("apogee")))
            yield _finding(a, b, *_bond(a, b))


def _bond(a: Row, b: Row) -> tuple[float, str]:
    apart = minutes_apart(a, b)
    if apart is not None and abs(apart) <= 15:
        return BY_CLOCK, "the same country at the same time"
    if a.day != b.day:
        same = ["country"]
        same += ["label"] if _same_label(a, b) and a.words("system") else []
        same += ["site"] if same_site(a, b) else []
        same += ["figures"] if _figures(a, b) else []
        day = f"on {a.day} by one and on {b.day} by the other: a slip of the date line"
        return BY_NEXT_DAY, f"the same {listed(same)}, {day}"
    return BY_DAY, "the same day, and more in common than not"


def _finding(row: Row, other: Row, sureness: float, words: str) -> AuditFinding:
    because = (
        f"{row.source} and {other.source} are likely one launch held twice: {words} ({_shown(row)}; {_shown(other)})."
    )
    keys = ("launch_time", "launch_date", "system", "range", "apogee")
    values = tuple(c for r in (row, other) for a in keys for c in r.cited(a))
    return AuditFinding(
        row.launch.id, row.when, "duplicate", sureness, because, SETTLE, values, row.source, (row.source, other.source)
    )


def _shown(row: Row) -> str:
    facts: Mapping[str, str] = {
        a: " ".join(c.quote.exact for c in row.cited(a)[:1]) for a in ("system", "range", "apogee")
    }
    return listed([str(row.day or row.when), *(f"{k} {v}" for k, v in facts.items() if v)])
