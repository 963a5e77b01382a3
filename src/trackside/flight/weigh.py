"""`check`: the announced numbers against closed form and against flights of broad classes of vehicle, joined."""

from __future__ import annotations

from dataclasses import replace

from trackside.flight.case import Case, settle
from trackside.flight.checks import stands
from trackside.flight.ensemble.predict import FIELDS, told, without
from trackside.flight.ensemble.reconstruct import MEMBERS, reconstruct
from trackside.flight.ensemble.reconstruction import Reconstruction
from trackside.flight.ensemble.summary import two_sided
from trackside.flight.examine import bounds
from trackside.flight.methods import METHODS
from trackside.flight.numbers import Departure, Numbers
from trackside.flight.report import Check, Path, Report, verdict_of
from trackside.flight.say import between, counted, listed
from trackside.flight.say import claimed as worded
from trackside.measure import Estimate, Verdict

_NAMES = {"range": "range", "apogee": "apogee", "flight_time": "flight time", "speed": "top speed"}
_TOO = {
    "range": ("near", "far"),
    "apogee": ("low", "high"),
    "flight_time": ("short", "long"),
    "speed": ("slow", "fast"),
}
# How much better lift has to fit before it is said that it does.
LIFT_FROM = 3.0


def check(
    numbers: Numbers,
    departure: Departure | None = None,
    *,
    seed: int = 0,
    members: int = MEMBERS,
    threads: int | None = None,
    known: Reconstruction | None = None,
) -> Report:
    """Whether one flight can have all the announced numbers, and what follows from them.

    Closed form says what no flight can do (`bounds`); flights of broad classes of vehicle say what is to be expected
    (`reconstruct`), each number from the others. Where no such flight is found closed form has the only word.

    Parameters
    ----------
    numbers : Numbers
        At least two.
    departure : Departure or None
        Without one the flight may start anywhere, without azimuth it may go in any direction.
    seed, members, threads
        As for `reconstruct`.
    known : Reconstruction or None
        One with the same range and apogee, to hold another flight time or speed against; nothing is flown then.

    Raises
    ------
    BadInput
        For fewer than two numbers.
    """
    plain = bounds(numbers, departure, seed=seed)
    # Of numbers that no flight can have together nothing follows; with three or more one of them may be left out.
    if plain.path is Path.ORBITAL or (numbers.count == 2 and any(c.probability == 0.0 for c in plain.checks)):
        return plain
    found = known or reconstruct(numbers, departure, seed=seed, members=members, threads=threads)
    case = settle(numbers, departure)
    kindest = _kindest(numbers, found) if known is None else 0.0
    # Flights that were weighed by another time foretell no apogee and no range for this one.
    ours = [c.about for c in plain.checks if known is None or c.about == "flight_time"]
    ours = ours if plain.path is Path.BALLISTIC else []
    checks = tuple(_weighed(c, case, found, kindest) if c.about in ours else c for c in plain.checks)
    by_ensemble = any(c.method == "ensemble" for c in checks) or found.longest is not None
    whole = numbers.range_m is not None and numbers.apogee_m is not None
    lifted = plain.path is Path.NOT_BALLISTIC or (plain.path is Path.UNKNOWN and (whole or _powered(numbers, plain)))
    against = tuple(c.about for c in checks if c.verdict is Verdict.CONTRADICTED)
    if against:
        odd = tuple(about for about in found.culprits or against if _rest_stands(numbers, about, departure))
        found = replace(found, fits=False, culprits=odd)
    return replace(
        plain,
        checks=checks,
        because=" ".join(filter(None, (plain.because, _lift(found) if lifted else _misfit(found, checks)))),
        longest_range_m=None if lifted else found.longest.still if found.longest else plain.longest_range_m,
        predicted=tuple(_foretold(numbers, plain, found)) if not lifted else plain.predicted,
        methods=tuple(m for m in METHODS if m in _used(plain, checks) or (by_ensemble and m in _OURS)),
        reconstruction=found,
    )


def _rest_stands(numbers: Numbers, about: str, departure: Departure | None) -> bool:
    """Whether closed form contradicts nothing of what is left when one number is left out."""
    rest = without(numbers, about)
    return rest.count > 1 and all(c.verdict is not Verdict.CONTRADICTED for c in bounds(rest, departure).checks)


_OURS = ("powered-flight", "ensemble")
# Laws of closed form that count only where no flight of any class fits.
_STAND_INS = ("boost-margin", "top-speed")


def _used(plain: Report, checks: tuple[Check, ...]) -> set[str]:
    return {m for m in plain.methods if m not in _STAND_INS} | {c.method for c in checks}


def _powered(numbers: Numbers, plain: Report) -> bool:
    """Whether closed form knows no height at which a fall over the range takes the time told."""
    return numbers.range_m is not None and numbers.flight_time_s is not None and plain.arc is None


def _kindest(numbers: Numbers, found: Reconstruction) -> float:
    """Range, apogee and time disagree as one: whichever is asked about, the kinder answer of time and apogee counts."""
    claims = told(numbers)
    return max(
        (
            two_sided(p.below, claims[p.about])
            for p in found.predictions
            if p.about in ("flight_time", "apogee") and p.about in claims
        ),
        default=0.0,
    )


def _weighed(plain: Check, case: Case, found: Reconstruction, kindest: float) -> Check:
    """A check with what the ensemble expects, unless closed form has settled the matter or there is no ensemble."""
    prediction = found.prediction(plain.about)
    if prediction is None or prediction.expected.unit != plain.claimed.unit:
        return plain
    impossible = plain.probability == 0.0
    if impossible and plain.about == "flight_time":
        return replace(plain, expected=prediction.expected)
    expected, flight = prediction.expected, _given(plain.about, case)
    if not impossible and expected.high - expected.low > max(expected.best, plain.claimed.best):
        because = f"{flight}, {_OF_TEN[plain.about]} anywhere {between(expected)}: the other numbers hardly decide it."
        return Check(plain.about, plain.claimed, expected, None, Verdict.UNDETERMINED, because, "ensemble")
    probability = two_sided(prediction.below, plain.claimed)
    if plain.about != "speed":
        probability = 0.0 if impossible else max(probability, kindest)
    verdict = verdict_of(probability)
    because = (
        f"{flight}, {_OF_TEN[plain.about]} {between(expected, plain.claimed.best)}; "
        f"the {worded(plain.claimed)} claimed {stands(verdict, plain.claimed, expected, _TOO[plain.about])}."
    )
    return Check(plain.about, plain.claimed, expected, probability, verdict, because, "ensemble")


_OF_TEN = {
    "flight_time": "nine in ten would be announced with a flight time",
    "speed": "nine in ten would be announced with a top speed",
    "apogee": "nine in ten peak",
    "range": "nine in ten come down",
}


def _given(about: str, case: Case) -> str:
    """The flights that the other numbers tell of."""
    numbers = told(case.numbers)
    others = [f"{'an' if n == 'apogee' else 'a'} {_NAMES[n]} of {worded(v)}" for n, v in numbers.items() if n != about]
    flight = f"Of flights by broad classes of vehicle with {listed(others)}"
    peak, reach = numbers.get("apogee"), numbers.get("range")
    if about == "flight_time" and peak is not None and reach is not None:
        flight += f", which fall freely for {counted(float(case.times_s(reach.best, peak.best)))}"
    return flight


def _foretold(numbers: Numbers, plain: Report, found: Reconstruction) -> list[tuple[str, Estimate]]:
    """Numbers that are not announced, by the ensemble where it says anything and else by closed form."""
    ours = {p.about: p.expected for p in found.predictions if getattr(numbers, FIELDS[p.about]) is None}
    ours = {a: e for a, e in ours.items() if e.high - e.low <= 2.0 * e.best}
    return list((dict(plain.predicted) | ours).items())


def _misfit(found: Reconstruction, checks: tuple[Check, ...]) -> str:
    """Which number, left out, makes the rest fit; nothing where they fit."""
    if found.fits or not found.culprits or not any(c.verdict is Verdict.CONTRADICTED for c in checks):
        return ""
    names = [_NAMES[about] for about in found.culprits]
    one = f"the {names[0]}" if len(names) == 1 else f"either the {' or the '.join(names)}"
    return f"No flight found has all these numbers; without {one} the rest fit."


def _lift(found: Reconstruction) -> str:
    """What an ensemble of flights held up by lift adds, where it fits."""
    if found.lifting_odds is None or found.lift_to_drag is None or found.lifting_odds < LIFT_FROM:
        return ""
    ratio = found.lift_to_drag
    return (
        f"Flights that are held up by lift fit these numbers better than flights that fall freely, by "
        f"{'far' if found.lifting_odds > 100 else f'about {found.lifting_odds:.0f} to 1'}; those that fit glide with a "
        f"lift of {ratio.low:.1f} to {ratio.high:.1f} times their drag."
    )
