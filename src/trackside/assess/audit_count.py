"""How many flew: counts told against rows, numbers of a series, outcomes that the figures belie."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trackside.assess.audit_finding import AuditFinding, cite, weigh
from trackside.assess.audit_peer import Peers
from trackside.assess.audit_row import Row, best
from trackside.flight.say import length, listed
from trackside.reconcile.names import folded
from trackside.record import Claim

# Somebody counts otherwise than the table has rows: salvos are often counted anew, by people who count different
# things.
PRIOR, PER_WEIGHT = 0.3, 1.1
# The difference is just the missiles that the table calls failed: then both may be right.
FAILED_LEFT_OUT = 0.1
GAP = 0.55
# A failure that flew as far as others of its label flew in full, or a success that hardly flew.
FULL, HARDLY, FEWEST = 0.9, 0.1, 3
FAILED_IN_FULL, SUCCESS_WITHOUT = 0.3, 0.5
_SERIES = re.compile(r"(?i)^(series|salvo|missile no\.?|number in series)$")
SETTLE_COUNT = "The announcements of the day, and whether they count failed missiles and other systems."
SETTLE_OUTCOME = "Whether it failed in flight, at its end, or only by somebody's judgement."


def counts(peers: Peers) -> Iterator[AuditFinding]:
    """Counts against rows, and series with gaps or repeats."""
    yield from _told_against_rows(peers)
    yield from _series(peers.rows)


def outcomes(peers: Peers) -> Iterator[AuditFinding]:
    """A failure that flew in full, a success that did not."""
    usual = _usual(peers.rows)
    for row in peers.rows:
        word, far = row.word("outcome").lower(), row.claim("range")
        middle = next((usual[folded(w)] for w in row.words("system") if folded(w) in usual), None)
        if far is None or middle is None or not word:
            continue
        if word.startswith("fail") and best(far) >= FULL * middle:
            because = (
                f"{row.source} calls it a failure, yet gives {length(best(far))}, as far as others of its label flew "
                f"in full ({length(middle)})."
            )
            yield _outcome(row, FAILED_IN_FULL, because)
        elif word.startswith("success") and best(far) <= HARDLY * middle:
            because = (
                f"{row.source} calls it a success, yet gives {length(best(far))}, where others of its label flew "
                f"{length(middle)}."
            )
            yield _outcome(row, SUCCESS_WITHOUT, because)


def _outcome(row: Row, sureness: float, because: str) -> AuditFinding:
    values = (*row.cited("range"), *row.cited("outcome"))
    return AuditFinding(row.launch.id, row.when, "outcome", sureness, because, SETTLE_OUTCOME, values, row.source)


def _usual(rows: Sequence[Row]) -> Mapping[str, float]:
    """The middle range of each label's successes, where enough days of them are held."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for r in rows:
        far = r.number_of("range")
        if far and r.word("outcome").lower().startswith("success"):
            for w in r.words("system"):
                found[folded(w)][r.when] = far
    return {name: statistics.median(days.values()) for name, days in found.items() if len(days) >= FEWEST}


def _told_against_rows(peers: Peers) -> Iterator[AuditFinding]:
    by_launch: dict[str, list[Row]] = defaultdict(list)
    by_day: dict[tuple[str, str, str], set[tuple[str, int]]] = defaultdict(set)
    for r in peers.rows:
        by_launch[r.launch.id].append(r)
        if r.cells and peers.family(r) in peers.compilers:
            by_day[r.table, r.country, r.when].add((r.source, r.number))
    # A table of one row a launch counts nothing by its rows; one of a row for each missile has salvos somewhere.
    of_missiles = {r.table for r in peers.rows if r.siblings > 1}
    for mine in by_launch.values():
        for table in dict.fromkeys(r.table for r in mine if r.table in of_missiles and _row_a_missile(peers, r)):
            held = {(r.source, r.number): r for r in mine if r.table == table}
            first = next(iter(held.values()))
            that_day = len(by_day[table, first.country, first.when])
            yield from _differing(peers, mine, held, that_day)


def _row_a_missile(peers: Peers, row: Row) -> bool:
    """Whether its table has a row for each missile, rather than a column that says how many."""
    counts = [c.quote for c in row.everything("missile_count")]
    told = any(q.start <= c.start and c.end <= q.end for c in counts for q in row.cells.values())
    return bool(row.cells) and peers.family(row) in peers.compilers and not told


def _differing(
    peers: Peers, mine: Sequence[Row], held: Mapping[tuple[str, int], Row], that_day: int
) -> Iterator[AuditFinding]:
    """Counts by others that are neither the rows of this launch nor those of the whole day."""
    row = next(iter(held.values()))
    flew = sum(not r.word("outcome").lower().startswith("fail") for r in held.values())
    told = _by_voice(peers.others_say(row, mine, "missile_count"))
    fits = {len(held), that_day}
    against = [x for said in told for x in said if fits.isdisjoint(_counts(said))]
    if not against:
        return
    agree = [r for said in told for r, _ in said if not fits.isdisjoint(_counts(said))]
    support = peers.weight_of((r.table, c.speaker.name) for r, c in against)
    ratio = PER_WEIGHT ** (support - peers.weight(agree))
    sureness = weigh(PRIOR, ratio, FAILED_LEFT_OUT if all(best(c) == flew for _, c in against) else 1.0)
    who = listed([f"{c.speaker.name} ({r.source}) counts {best(c):.0f}" for r, c in against])
    because = (
        f"{row.table} has {len(held)} row{'s' if len(held) != 1 else ''} for this launch ({that_day} for the day), "
        f"{who}."
    )
    values = (
        *(cite(c, r.source) for r, c in against),
        *(row.cited("missile_count") or row.cited("system")),
    )
    yield AuditFinding(
        row.launch.id,
        row.when,
        "count",
        sureness,
        because,
        SETTLE_COUNT,
        values,
        row.source,
        tuple(dict.fromkeys(s for s, _ in held)),
    )


def _by_voice(said: Iterable[tuple[Row, Claim]]) -> Sequence[Sequence[tuple[Row, Claim]]]:
    """The counts of each speaker in each table together: one entry may tell of a part of the salvo."""
    voices: dict[tuple[str, str], list[tuple[Row, Claim]]] = defaultdict(list)
    for r, c in said:
        voices[r.table, c.speaker.name].append((r, c))
    return list(voices.values())


def _counts(said: Sequence[tuple[Row, Claim]]) -> set[float]:
    """Every count that a speaker can mean: each one told, and that of all entries together."""
    by_entry = {r.source: best(c) for r, c in said}
    return {best(c) for _, c in said} | {sum(by_entry.values())}


def _series(rows: Sequence[Row]) -> Iterator[AuditFinding]:
    """Numbers of a series that leave one out or come twice, by the day as well as by label within the day."""
    days: dict[tuple[str, str], list[tuple[Row, str, int]]] = defaultdict(list)
    for r in rows:
        column = next((c for c in r.cells if _SERIES.match(c)), None)
        if column and r.cells[column].exact.isdigit() and r.printed:
            days[r.table, str(r.printed)].append((r, column, int(r.cells[column].exact)))
    for (_, day), numbered in days.items():
        labels: dict[str, list[int]] = defaultdict(list)
        for r, _, n in numbered:
            labels[r.word("system") + "|" + r.word("site")].append(n)
        whole = sorted(n for _, _, n in numbered)
        by_label: dict[str, list[int]] = defaultdict(list)
        for r, _, n in numbered:
            by_label[r.word("system")].append(n)
        if (
            _gapless(whole)
            or all(_gapless(sorted(x)) for x in by_label.values())
            or all(_gapless(sorted(x)) for x in labels.values())
        ):
            continue
        row, column, _ = numbered[0]
        because = f"The rows of {day} are numbered {', '.join(map(str, whole))}: one is left out or comes twice."
        values = tuple(r.cited_cell(c, r.cells[c]) for r, c, _ in numbered)
        yield AuditFinding(
            row.launch.id,
            row.when,
            "count",
            GAP,
            because,
            SETTLE_COUNT,
            values,
            row.source,
            tuple(dict.fromkeys(r.source for r, _, _ in numbered)),
        )


def _gapless(numbers: Sequence[int]) -> bool:
    return list(numbers) == list(range(1, len(numbers) + 1))
