"""Classes against figures, figures against physics."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from trackside import flight
from trackside.assess.audit_finding import AuditFinding, Cited, cite, weigh
from trackside.assess.audit_peer import Peers
from trackside.assess.audit_row import Row, best
from trackside.errors import BadInput
from trackside.flight.arc import arc, least_energy_range_m
from trackside.flight.say import length, listed
from trackside.measure import Estimate, Verdict
from trackside.reconcile.names import folded
from trackside.record import Claim

# How far each class flies at most, in km, as the INF treaty and the field draw the lines.
CLASSES: Final[Mapping[str, float]] = {"SRBM": 1000.0, "MRBM": 3000.0, "IRBM": 5500.0, "ICBM": 20037.0}
# Flights a little beyond a class's end are called by it still.
LOOSE = 1.15
TOO_FAR = 0.8
# A lofted flight's numbers give the range it stood for; air and shaping blur it.
LOFTED_LOOSE, TOO_MIGHTY = 1.7, 0.5
# A success of a class of long range that climbed and flew like one of short range.
ICBM_LEAST_M, TOO_WEAK = 600_000.0, 0.45
TWO_CLASSES = 0.4
# Others give another class: labels are argued about, so it takes more than one to make it likely.
OTHER_CLASS, PER_WEIGHT = 0.35, 1.6
# Before its numbers are looked at, one account in ten is taken to have a figure that is wrong.
PRIOR = 0.1
NEVER = 0.95
# A flight that stays below this is mostly in air that carries and slows it.
IN_AIR_M = 60_000.0
_WINGED = re.compile(r"(?i)cruise|glide|hgv|hypersonic|slv|space|satellite|marv|artillery|mlrs")
_CLASS = re.compile(r"\b(SRBM|MRBM|IRBM|ICBM)\b")
SETTLE = "What the offices that tracked it said of type and figures."


def classes(peers: Peers) -> Iterator[AuditFinding]:
    """Flights beyond or far below their class; labels that are of two classes."""
    for row, others in peers.pairs():
        found = _flight(row) or _by_others(peers, row, others)
        if found:
            yield found
    yield from _two_classes(peers.rows)


def _flight(row: Row) -> AuditFinding | None:
    named = _named(row)
    far, high = row.claim("range"), row.number_of("apogee")
    if len(named) != 1 or far is None or _is_winged(row):
        return None
    kind = named.pop()
    most = 1000.0 * CLASSES[kind]
    own = best(far)
    stood_for = _stood_for(row)
    if own > most * LOOSE:
        because = (
            f"{row.source} calls it {_an(kind)} {kind}, which flies to {length(most)}, and gives a range of "
            f"{length(own)}."
        )
        return _class_finding(row, TOO_FAR, because)
    if stood_for and stood_for > most * LOFTED_LOOSE:
        because = (
            f"{row.source} calls it {_an(kind)} {kind}, which flies to {length(most)}; its range of {length(own)} "
            "with an apogee of "
            f"{length(high or 0.0)} takes a speed that carries some {length(round(stood_for, -5))}."
        )
        return _class_finding(row, TOO_MIGHTY, because)
    weak = kind in {"ICBM", "IRBM"} and stood_for is not None and max(own, high or 0.0) < ICBM_LEAST_M
    if weak and row.word("outcome").lower().startswith("success"):
        because = (
            f"{row.source} calls it a successful {kind}, and gives a range of {length(own)} with an apogee of "
            f"{length(high or 0.0)}: "
            "the flight of a missile of short range."
        )
        return _class_finding(row, TOO_WEAK, because)
    return None


def _by_others(peers: Peers, row: Row, others: Sequence[Row]) -> AuditFinding | None:
    """A class of range that nobody else gives, where others give one."""
    own = _named(row)
    told = [(o, _named(o)) for o in others if o.speaker != row.speaker and _named(o)]
    against = [o for o, theirs in told if own.isdisjoint(theirs)]
    if not own or not against or len(against) < len(told):
        return None
    names = listed(list(dict.fromkeys(f"{o.speaker} ({o.source}) {' or '.join(sorted(_named(o)))}" for o in against)))
    sureness = weigh(OTHER_CLASS, PER_WEIGHT ** (peers.weight(against) - peers.weight([row])))
    because = f"{row.source} calls it {_an(min(own))} {' or '.join(sorted(own))}, {names}."
    return _class_finding(row, sureness, because, tuple(cite(c, o.source) for o in against for c in _kinds(o)))


def _named(row: Row) -> set[str]:
    return {m for w in row.words("kind") for m in _CLASS.findall(w)}


def _kinds(row: Row) -> tuple[Claim, ...]:
    return tuple(c for c in (*row.claims, *row.context) if c.attribute == "kind")


def _stood_for(row: Row) -> float | None:
    """How far the speed of its arc carries at best."""
    far, high = row.number_of("range"), row.number_of("apogee")
    if not far or not high or high < 20_000.0 or far > 2e7 or high > 2e7:
        return None
    return least_energy_range_m(arc(far, high).speed_m_s)


def _class_finding(row: Row, sureness: float, because: str, beside: tuple[Cited, ...] = ()) -> AuditFinding:
    kinds = tuple(cite(c, row.source) for c in _kinds(row))
    values = (*kinds, *row.cited("range"), *row.cited("apogee"), *beside) or row.cited("system")
    same = f"{row.when} {sorted({c.quote.exact for c in kinds})}"
    return AuditFinding(row.launch.id, row.when, "class", sureness, because, SETTLE, values, row.source, same=same)


def _two_classes(rows: Sequence[Row]) -> Iterator[AuditFinding]:
    """One label under two classes of range, within a table; the rarer class is told."""
    held: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for r in rows:
        label, named = r.word("system"), _CLASS.search(r.word("kind"))
        if r.cells and label and named:
            held[r.table, folded(label)][named[1]].append(r)
    for (table, _), kinds in held.items():
        if len(kinds) < 2:
            continue
        usual = max(kinds, key=lambda k: len(kinds[k]))
        for kind, mine in kinds.items():
            if kind != usual:
                row = mine[0]
                because = (
                    f"{table} calls {row.word('system')} {_an(kind)} {kind} in {len(mine)} rows and {_an(usual)} "
                    f"{usual} in {len(kinds[usual])}."
                )
                values = tuple(c for r in mine for c in r.cited("kind")) or row.cited("system")
                yield AuditFinding(
                    row.launch.id,
                    row.when,
                    "class",
                    TWO_CLASSES,
                    because,
                    SETTLE,
                    values,
                    row.source,
                    tuple(dict.fromkeys(r.source for r in mine)),
                )


def physics(peers: Peers) -> Iterator[AuditFinding]:
    """Range, apogee, time and speed of one account, and the time of one with range and apogee of another."""
    for row, others in peers.pairs():
        if _is_winged(row) or row.word("outcome").lower().startswith("fail"):
            continue
        own = {a: c for a in ("range", "apogee", "flight_time", "speed") if (c := row.claim(a)) is not None}
        found = _checked(row, own, ()) if len(own) > 1 else None
        if found is None and "flight_time" in own and not {"range", "apogee"} <= set(own):
            found = _joined(row, own, others)
        if found:
            yield found


def _joined(row: Row, own: Mapping[str, Claim], others: Sequence[Row]) -> AuditFinding | None:
    """A time against the range and apogee that somebody else gives both."""
    for other in others:
        arc = {a: c for a in ("range", "apogee") if (c := other.claim(a)) is not None}
        if len(arc) == 2:
            return _checked(row, {"flight_time": own["flight_time"], **arc}, (other,))
    return None


def _checked(row: Row, claims: Mapping[str, Claim], others: Sequence[Row]) -> AuditFinding | None:
    value = {a: c.value for a, c in claims.items() if isinstance(c.value, Estimate)}
    values = tuple(cite(c, next((o.source for o in others if c in o.claims), row.source)) for c in claims.values())
    try:
        numbers = flight.Numbers(value.get("range"), value.get("apogee"), value.get("flight_time"), value.get("speed"))
        # Range and apogee alone are some arc's, whatever they are.
        report = flight.bounds(numbers) if {"flight_time", "speed"} & set(value) else None
    except BadInput as refusal:
        return AuditFinding(row.launch.id, row.when, "physics", NEVER, f"{refusal}.", SETTLE, values, row.source)
    if report is None:
        return None
    tested = [c for c in report.checks if c.about != "speed" or not _is_in_air(value)]
    graves = [c for c in tested if c.verdict in {Verdict.CONTRADICTED, Verdict.STRAINED} and c.probability is not None]
    if not graves:
        return None
    worst = min(graves, key=lambda c: c.probability or 0.0)
    sureness = weigh(PRIOR, 1.0 / max(worst.probability or 0.0, 0.002))
    who = listed(list(dict.fromkeys(c.speaker.name for c in claims.values())))
    return AuditFinding(
        row.launch.id, row.when, "physics", sureness, f"{who}: {worst.because}", SETTLE, values, row.source
    )


def _is_in_air(value: Mapping[str, Estimate]) -> bool:
    """Whether it stayed so low that air and lift shaped it: then a free arc says too little about its speed."""
    high = value.get("apogee")
    return high is not None and high.best < IN_AIR_M


def _is_winged(row: Row) -> bool:
    return any(_WINGED.search(w) for a in ("kind", "system") for w in row.words(a))


def _an(kind: str) -> str:
    return "an" if kind in CLASSES else "a"
