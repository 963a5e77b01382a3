"""Every check that the numbers allow: each speaker's own, then one's time against another's range and apogee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trackside import flight
from trackside.assess.assessment import Aim, Examination, Flown
from trackside.assess.constrain import Told, told
from trackside.earth import Place
from trackside.errors import BadInput
from trackside.measure import Verdict
from trackside.record import Claim, Launch, Value

_GRAVEST = (Verdict.CONTRADICTED, Verdict.STRAINED, Verdict.CONSISTENT, Verdict.UNDETERMINED)
_ARC = ("range", "apogee")
Arc = tuple[Value, ...]
# A page tells of several accounts and rounds what it shows: half the flights of a check made for its own sake will do.
MEMBERS = 1_800
# Each account costs half a second, and each flight time is held against each arc; more accounts of one
# launch than this have never been seen. What is left out is said.
MOST_ACCOUNTS = 40
# What flies on wings, or on to orbit, is not a free arc from ground to ground.
_NO_ARC = {
    "cruise": "A cruise missile flies on wings and engine all the way; a free-flight arc is no test of it.",
    "space_launch": "A satellite launcher is not meant to come down after one arc; a free-flight arc is no test of it.",
}


def examine(
    launch: Launch, site: Place | None, aim: Aim | None, *, seed: int = 0
) -> tuple[tuple[Flown, ...], tuple[Examination, ...], str]:
    """All readings of the flight; all checks, the gravest verdict first; what could not be checked, and why."""
    if why_not := _not_an_arc(launch):
        return (), (), why_not
    accounts = told(launch)
    left_out = _left_out(len(accounts))
    accounts = accounts[:MOST_ACCOUNTS]
    departure = _departure(site, aim)
    reports = [(t, _report(t, departure, seed)) for t in accounts if len(t.claims) > 1]
    flown = [_flown(t, r, departure) for t, r in reports if isinstance(r, flight.Report)]
    checks = [x for t, r in reports if isinstance(r, flight.Report) for x in _own(t, r)]
    checks.extend(_crossed(accounts, _known(reports), departure, seed))
    refused = " ".join(dict.fromkeys([*(f"{t.label}: {r}." for t, r in reports if isinstance(r, str)), *left_out]))
    return tuple(flown), tuple(sorted(checks, key=lambda x: _GRAVEST.index(x.check.verdict))), refused


def _left_out(accounts: int) -> list[str]:
    over = accounts - MOST_ACCOUNTS
    return [f"{over} further accounts of the flight were left unchecked."] if over > 0 else []


def _not_an_arc(launch: Launch) -> str:
    kinds = launch.finding("kind")
    words = [str(p.value) for p in kinds.positions] if kinds else [m.kind for m in launch.mentions]
    return next((_NO_ARC[w] for w in words[:1] if w in _NO_ARC), "")


def _departure(site: Place | None, aim: Aim | None) -> flight.Departure | None:
    if site is None:
        return None
    return flight.Departure(site.lat_deg, site.lon_deg, aim.azimuth_deg if aim else None)


def _report(
    account: Told, departure: flight.Departure | None, seed: int, known: flight.Reconstruction | None = None
) -> flight.Report | str:
    """The report, or the sentence that says which claimed number no flight can have."""
    try:
        return flight.check(account.numbers, departure, seed=seed, members=MEMBERS, known=known)
    except BadInput as refusal:
        return str(refusal)


def _flown(account: Told, report: flight.Report, departure: flight.Departure | None) -> Flown:
    track = None
    if report.arc and departure and report.path is flight.Path.BALLISTIC:
        track = flight.trajectory(report.arc, departure)
    return Flown(account.label, report, track, tuple(account.claims.values()))


def _own(account: Told, report: flight.Report) -> Iterator[Examination]:
    for check in report.checks:
        tested = account.claims[check.about]
        rest = tuple(c for c in account.claims.values() if c is not tested)
        others = tuple(dict.fromkeys(c.speaker.name for c in rest if c.voice != tested.voice))
        yield Examination(tested.speaker.name, others, check, (tested, *rest))


def _known(reports: Sequence[tuple[Told, flight.Report | str]]) -> Mapping[Arc, flight.Reconstruction]:
    """The flights already reconstructed, by the range and apogee they were made to have."""
    return {
        _arc(told): report.reconstruction
        for told, report in reports
        # Flights weighed by a top speed as well would say more than range and apogee do.
        if isinstance(report, flight.Report)
        and report.reconstruction is not None
        and set(_ARC) <= set(told.claims)
        and "speed" not in told.claims
    }


def _arc(told: Told) -> Arc:
    return tuple(told.claims[a].value for a in _ARC)


def _crossed(
    accounts: Sequence[Told],
    known: Mapping[Arc, flight.Reconstruction],
    departure: flight.Departure | None,
    seed: int,
) -> Iterator[Examination]:
    """One speaker's flight time against another's range and apogee: which of the two agrees with the arc."""
    # A bound ("over 6,000 km") makes an arc only where nobody gives a full number.
    arcs = [t for t in accounts if t.has_arc] or [t for t in accounts if set(_ARC) <= set(t.claims)]
    pairs = {
        (t.claims["flight_time"].id, *(arc.claims[a].id for a in _ARC)): (t.claims["flight_time"], arc)
        for t in accounts
        for arc in arcs
        if "flight_time" in t.claims and not _same_arc(t, arc)
    }
    for time, arc in pairs.values():
        yield from _cross(time, arc, known.get(_arc(arc)), departure, seed)


def _cross(
    time: Claim, arc: Told, known: flight.Reconstruction | None, departure: flight.Departure | None, seed: int
) -> Iterator[Examination]:
    joined = Told(arc.label, {**{a: arc.claims[a] for a in _ARC}, "flight_time": time})
    report = _report(joined, departure, seed, known)
    for check in report.checks if isinstance(report, flight.Report) else ():
        if check.about == "flight_time":
            yield Examination(time.speaker.name, (arc.label,), check, (time, *(arc.claims[a] for a in _ARC)))


def _same_arc(a: Told, b: Told) -> bool:
    return all(a.claims.get(k) == b.claims[k] for k in _ARC)
