"""`audit`: every launch and every row of every table through all checks; what is likely wrong, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from trackside.assess import (
    audit_count,
    audit_kind,
    audit_landing,
    audit_slip,
    audit_swap,
    audit_time,
    audit_twin,
    audit_value,
    audit_where,
)
from trackside.assess.audit_finding import AuditFinding
from trackside.assess.audit_peer import Peers, peers
from trackside.assess.audit_row import rows
from trackside.library import Library
from trackside.record import Launch, Reading

# A table's cells are what they are; what was read in prose is taken to be right so often.
READ_RIGHT = 0.85
# A swap and a slip say why two accounts differ; that they differ need not be said again.
_EXPLAINS = ("swapped", "slip", "physics")


def audit(launches: Iterable[Launch], readings: Iterable[Reading], library: Library) -> tuple[AuditFinding, ...]:
    """What is likely wrong in the entries that launches rest on, the surest first.

    Parameters
    ----------
    launches : iterable of Launch
        As derived from the readings.
    readings : iterable of Reading
        Tables and texts alike; those that belong to none of the launches are passed over.
    library : Library
        The reference data.
    """
    known = peers(rows(launches, readings, library.gazetteer))
    entries = {r.source for r in known.rows if r.cells}
    found = _once(_explained(tuple(_as_read(f, entries) for f in _all(known, library))))
    return tuple(sorted(found, key=lambda f: (-f.sureness, f.check, f.date, f.row, f.because)))


def _all(known: Peers, library: Library) -> Iterator[AuditFinding]:
    yield from audit_kind.physics(known)
    yield from audit_swap.swapped(known)
    yield from audit_slip.slips(known)
    yield from audit_twin.twins(known)
    yield from audit_time.times(known)
    yield from audit_count.counts(known)
    yield from audit_count.outcomes(known)
    yield from audit_where.coordinates(known, library)
    yield from audit_landing.landings(known, library)
    yield from audit_value.repeated(known)
    yield from audit_value.bearings(known)
    yield from audit_value.unsupported(known)
    yield from audit_kind.classes(known)
    yield from audit_value.outliers(known)


def _as_read(finding: AuditFinding, entries: Set[str]) -> AuditFinding:
    """A finding about a text allows for the reader's own mistakes."""
    return finding if finding.row in entries else replace(finding, sureness=READ_RIGHT * finding.sureness)


def _explained(found: tuple[AuditFinding, ...]) -> Iterator[AuditFinding]:
    """All but the outliers whose values a swap or slip explains."""
    told = {c for f in found if f.check in _EXPLAINS for c in f.values}
    return (f for f in found if f.check != "outlier" or not any(c in told for c in f.values))


def _once(found: Iterable[AuditFinding]) -> Iterable[AuditFinding]:
    """What is said of several missiles, by several tables that copied one number, or of both sides, is said once."""
    kept: dict[object, AuditFinding] = {}
    for f in sorted(found, key=lambda f: (-f.sureness, f.row)):
        key = _key(f)
        if key in kept:
            first = kept[key]
            listed = tuple(dict.fromkeys((*(first.rows or (first.row,)), *(f.rows or (f.row,)))))
            kept[key] = replace(first, rows=listed, values=tuple(dict.fromkeys((*first.values, *f.values))))
        else:
            kept[key] = replace(f, rows=f.rows or (f.row,))
    return kept.values()


def _key(f: AuditFinding) -> object:
    return (f.check, f.same) if f.same else (f.check, f.row, f.because)
