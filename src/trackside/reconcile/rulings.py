"""What people decided, ready to be applied: who belongs together, what is discarded, what should have been said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import Claim, Judgement, Mention, Reading, Ruling, Value
from trackside.record.claim import MEASURED, TIMED

_ON_MENTIONS = ("country", "site", "system", "kind", "platform")


@final
@dataclass(frozen=True, slots=True)
class Rulings:
    """Judgements that are in force, sorted by what they are about.

    Attributes
    ----------
    groups : mapping of str to tuple of str
        Every mention that people joined with others -> all of them, in order.
    apart : mapping of str to frozenset of str
        Every mention that people told from others -> these.
    discarded : frozenset of str
        Documents, mentions and claims that count for nothing.
    corrected : mapping of str to Judgement
        Claim -> what it should have said, by the latest correction.
    repeats : mapping of str to str
        Document -> the one it repeats.
    joined : mapping of str to str
        Every joined mention -> who joined it and why.
    """

    groups: Mapping[str, tuple[str, ...]]
    apart: Mapping[str, frozenset[str]]
    discarded: frozenset[str]
    corrected: Mapping[str, Judgement]
    repeats: Mapping[str, str]
    joined: Mapping[str, str]


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """The judgements in force; where two contradict each other the later one counts (then the greater id)."""
    standing = sorted((j for j in judgements if not j.withdrawn), key=lambda j: (j.when.earliest, j.id))
    groups, apart, joined = _joined(standing)
    return Rulings(
        groups={m: tuple(sorted(g)) for m, g in groups.items()},
        apart=apart,
        discarded=frozenset(s for j in standing if j.ruling is Ruling.DISCARD for s in j.subjects),
        corrected={j.subjects[0]: j for j in standing if j.ruling is Ruling.CORRECT},
        repeats={j.subjects[0]: j.subjects[1] for j in standing if j.ruling is Ruling.REPEATS},
        joined=joined,
    )


def _joined(
    standing: Sequence[Judgement],
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, str]]:
    """Groups and partings, the latest judgement first; an earlier one that a later one forbids is passed over."""
    groups: dict[str, frozenset[str]] = {}
    apart: dict[str, frozenset[str]] = {}
    joined: dict[str, str] = {}
    for j in reversed(standing):
        wholes = [groups.get(s, frozenset({s})) for s in j.subjects]
        if j.ruling is Ruling.SAME:
            whole = frozenset().union(*wholes)
            if any(apart.get(m, frozenset()) & whole for m in whole):
                continue
            groups |= dict.fromkeys(whole, whole)
            joined = dict.fromkeys(j.subjects, f"joined by {j.by}: {j.reason}") | joined
        elif j.ruling is Ruling.DIFFERENT and wholes[0] != wholes[1]:
            a, b = j.subjects
            apart[a] = apart.get(a, frozenset()) | {b}
            apart[b] = apart.get(b, frozenset()) | {a}
    return groups, apart, joined


def ruled(reading: Reading, decided: Rulings) -> Reading | None:
    """A reading as it counts after discards and corrections; None when its document is discarded.

    Raises
    ------
    BadInput
        When a correction gives a kind of value that its claim cannot have.
    """
    if reading.document.id in decided.discarded:
        return None
    gone = {m.id for m in reading.mentions if m.id in decided.discarded}
    changed = any(c.id in decided.discarded or c.id in decided.corrected for c in reading.claims)
    if not gone and not changed:
        return reading
    kept = [c for c in reading.claims if c.mention_id not in gone and c.id not in decided.discarded]
    claims = {c.id: corrected(c, decided.corrected[c.id]) if c.id in decided.corrected else c for c in kept}
    return Reading(
        reading.document,
        tuple(_told_anew(m, reading.claims, claims) for m in reading.mentions if m.id not in gone),
        tuple(claims.values()),
        tuple(x for x in reading.reactions if x.mention_id not in gone),
        tuple(x for x in reading.history if x.mention_id not in gone),
    )


def corrected(claim: Claim, judgement: Judgement) -> Claim:
    """A claim with the value a person says it should have had; the words stay, and its doubt tells who and why."""
    value = judgement.value
    wanted = Estimate if claim.attribute in MEASURED else Moment if claim.attribute in TIMED else str
    if not isinstance(value, wanted):
        raise BadInput(
            judgement.id,
            f"corrects {claim.attribute} of {claim.id} to {_told(value)}, which is no value of it",
            "withdraw it and correct the claim anew",
        )
    day = judgement.when.date or judgement.when.earliest.strftime("%Y-%m-%d")
    because = f"corrected by {judgement.by} on {day} from {_told(claim.value)}: {judgement.reason}"
    return replace(claim, value=value, doubt=because if not claim.doubt else f"{claim.doubt}; {because}")


def _told_anew(m: Mention, before: Sequence[Claim], after: Mapping[str, Claim]) -> Mention:
    """A mention whose own words go with its claims: where the claim they are from is corrected or gone, so are they."""
    for c in before:
        new = after.get(c.id)
        if c.mention_id != m.id or (new is c):
            continue
        value = "" if new is None else new.value
        if isinstance(value, Moment):
            m = replace(m, date=value) if c.attribute == "launch_date" else m
        elif isinstance(value, str) and c.attribute in _ON_MENTIONS and getattr(m, c.attribute) == c.value:
            m = _with_word(m, c.attribute, value)
    return m


def _with_word(m: Mention, attribute: str, word: str) -> Mention:
    if attribute == "country":
        return replace(m, country=word or m.country)
    words = {name: getattr(m, name) for name in ("site", "system", "kind", "platform")} | {attribute: word}
    return replace(m, site=words["site"], system=words["system"], kind=words["kind"], platform=words["platform"])


def _told(value: Value | None) -> str:
    """A value in short words, for people."""
    if isinstance(value, Moment):
        return value.date if not value.is_instant else f"{value.earliest:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, Estimate):
        size, unit = (1e3, "km") if value.unit == "m" else (1.0, value.unit)
        return f"{value.best / size:g} {unit}"
    return repr(value) if value is not None else "nothing"
