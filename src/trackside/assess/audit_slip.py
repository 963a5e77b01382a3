"""Slips of unit, decimal point and digit, where other sources or the shape of the flight single them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from trackside.assess.audit_finding import AuditFinding, cite, weigh
from trackside.assess.audit_peer import Peers
from trackside.assess.audit_row import Row, best
from trackside.flight.say import amount, listed
from trackside.record import Claim

# What a factor between two accounts of one number points to, and how many times likelier such a slip makes just this
# factor than an honest disagreement does. Powers of ten are hardly ever honest; a statute mile lies among ratios that
# honest disagreements have now and then.
FACTORS: Mapping[float, tuple[str, float]] = {
    1000.0: ("a factor of a thousand: metres for kilometres, or the other way round", 100.0),
    100.0: ("two places of the decimal point", 30.0),
    10.0: ("one place of the decimal point", 20.0),
    1.609344: ("statute miles taken for kilometres, or turned into kilometres twice", 4.0),
    1.852: ("nautical miles taken for kilometres", 3.0),
    3.28084: ("feet taken for metres", 6.0),
}
MINUTES: Mapping[float, tuple[str, float]] = {60.0: ("minutes taken for seconds", 100.0), **FACTORS}
WITHIN = 0.02
# Digits in another order, or one digit typed wrong in a number of three or more.
TRANSPOSED, MISTYPED = 8.0, 2.0
# Of two accounts that differ, one has to be wrong or both are right in their own way (a first and a revised figure).
PRIOR = 0.35
PER_WEIGHT = 3.0
# No announced ballistic flight is flatter or steeper than this; a number that would make it so is the likelier slip.
FLATTEST, STEEPEST, ODD_SHAPE = 0.02, 30.0, 6.0
WORTH = 0.3
# A factor that is no more than what agencies differ by says nothing.
LEAST_APART = 1.04
_WINGED = frozenset({"cruise", "hypersonic", "space_launch", "slv", "hgv"})
_DIGITS = re.compile(r"\d[\d.,]*")


def slips(peers: Peers) -> Iterator[AuditFinding]:
    """Numbers that a named slip takes to what others say."""
    for row, others in peers.pairs():
        for attribute in ("range", "apogee", "flight_time"):
            yield from _against(peers, row, others, attribute)
        yield from _shapeless(row, others)


def _against(peers: Peers, row: Row, others: Sequence[Row], attribute: str) -> Iterator[AuditFinding]:
    claim, own = row.claim(attribute), row.number_of(attribute)
    said = [(o, c) for o, c in peers.others_say(row, others, attribute) if best(c) > 0.0]
    if claim is None or not own or not said:
        return
    said = _most(said)
    if not said or max(own / best(said[0][1]), best(said[0][1]) / own) < LEAST_APART:
        return
    named = _named(claim, own, said[0][1], best(said[0][1]), attribute)
    if named is None:
        return
    words, ratio = named
    odd = _odd(row, attribute, own, others) / _odd(row, attribute, best(said[0][1]), others)
    support = peers.weight_of((o.table, c.speaker.name) for o, c in said) - peers.weight([row])
    # Whether there is a slip at all, and whether it is on this side.
    sureness = weigh(PRIOR, ratio) * weigh(0.5, PER_WEIGHT**support, odd)
    if sureness >= WORTH:
        yield _finding(row, claim, said, words, sureness)


def _most(said: Sequence[tuple[Row, Claim]]) -> list[tuple[Row, Claim]]:
    """What most others agree on; empty where no value has more than half of them."""
    middle = sorted(best(c) for _, c in said)[len(said) // 2]
    alike = [(o, c) for o, c in said if max(best(c) / middle, middle / best(c)) < LEAST_APART]
    return alike if 2 * len(alike) > len(said) else []


def _finding(row: Row, claim: Claim, said: Sequence[tuple[Row, Claim]], words: str, sureness: float) -> AuditFinding:
    unit = "s" if claim.attribute == "flight_time" else "m"
    name = claim.attribute.replace("_", " ")
    other = amount(best(said[0][1]), unit)
    who = listed(list(dict.fromkeys(f"{c.speaker.name} ({o.source})" for o, c in said)))
    because = (
        f"{row.speaker} gives {_article(name)} {name} of {amount(best(claim), unit)}, {who} {other}: {words}. "
        f"It should likely read {other}."
    )
    values = (cite(claim, row.source), *(cite(c, o.source) for o, c in said))
    settle = "The announcement that the other value is taken from."
    same = f"{row.when} {claim.attribute} {best(claim):g}"
    return AuditFinding(row.launch.id, row.when, "slip", sureness, because, settle, values, row.source, same=same)


def _named(claim: Claim, own: float, other_claim: Claim, other: float, attribute: str) -> tuple[str, float] | None:
    """What turns one number into the other, with its weight; None where nothing with a name does."""
    apart = max(own / other, other / own)
    for factor, named in (MINUTES if attribute == "flight_time" else FACTORS).items():
        if abs(apart / factor - 1.0) <= WITHIN:
            return named
    one, two = _digits(claim), _digits(other_claim)
    if len(one) != len(two) or len(one.rstrip("0")) < 2:
        return None
    if sorted(one) == sorted(two):
        return f"the digits of {one} and {two} are the same in another order", TRANSPOSED
    if min(len(one.rstrip("0")), len(two.rstrip("0"))) < 3:
        return None
    differ = sum(x != y for x, y in zip(one, two, strict=True))
    return (f"{one} and {two} differ in one digit", MISTYPED) if differ == 1 and apart > 1.1 else None


def _digits(claim: Claim) -> str:
    found = _DIGITS.search(claim.quote.exact)
    return re.sub(r"\D", "", found[0]).lstrip("0") if found else ""


def _odd(row: Row, attribute: str, value: float, others: Sequence[Row]) -> float:
    """How much a value speaks against itself: by a shape that no announced flight has."""
    partner = {"range": "apogee", "apogee": "range"}.get(attribute)
    if partner is None or not _ballistic(row):
        return 1.0
    beside = next((v for r in (row, *others) if (v := r.number_of(partner))), None)
    if not beside:
        return 1.0
    steep = beside / value if attribute == "range" else value / beside
    return 1.0 if FLATTEST <= steep <= STEEPEST else ODD_SHAPE


def _shapeless(row: Row, others: Sequence[Row]) -> Iterator[AuditFinding]:
    """A shape that no announced flight has, where nobody else gives the numbers."""
    far, high = row.number_of("range"), row.number_of("apogee")
    if not far or not high or not _ballistic(row) or any(o.number_of(a) for o in others for a in ("range", "apogee")):
        return
    if FLATTEST <= high / far <= STEEPEST or row.word("outcome").lower().startswith("fail"):
        return
    better = [
        f"{name} {amount(x * f, 'm')}"
        for name, x, y in (("range", far, high), ("apogee", high, far))
        for f in (1000.0, 0.001)
        if FLATTEST <= _ratio(name, x * f, y) <= STEEPEST and 1e3 <= x * f <= 2e7
    ]
    meant = f" A slip by a thousand would explain it: {listed(better)}." if better else ""
    because = (
        f"A range of {amount(far, 'm')} with an apogee of {amount(high, 'm')} is a shape that no announced ballistic "
        "flight "
        f"has.{meant}"
    )
    values = (*row.cited("apogee"), *row.cited("range"))
    settle = "Any other account of the flight, and whether it was a cruise missile."
    yield AuditFinding(row.launch.id, row.when, "slip", weigh(PRIOR, ODD_SHAPE), because, settle, values, row.source)


def _ratio(name: str, value: float, other: float) -> float:
    return other / value if name == "range" else value / other


def _ballistic(row: Row) -> bool:
    return _WINGED.isdisjoint(w.lower() for w in row.words("kind"))


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"
