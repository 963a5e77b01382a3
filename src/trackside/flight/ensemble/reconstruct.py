"""`reconstruct`: from a few announced numbers to everything that flights of broad classes of vehicle say about them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from trackside.errors import BadInput
from trackside.flight.arc import least_energy_apogee_m
from trackside.flight.case import settle
from trackside.flight.classes import load_classes, load_lifting
from trackside.flight.course import course
from trackside.flight.ensemble.drawn import bundle, longest
from trackside.flight.ensemble.guess import Known
from trackside.flight.ensemble.population import (
    Population,
    draw,
    first_proposal,
    next_proposal,
    scout,
    settled,
)
from trackside.flight.ensemble.predict import FEWEST, focused, narrowed, predict, told, without
from trackside.flight.ensemble.reconstruction import Kind, Prediction, Reconstruction
from trackside.flight.ensemble.setting import Setting
from trackside.flight.ensemble.summary import estimate
from trackside.flight.numbers import Departure, Numbers, need_two
from trackside.flight.report import CONTRADICTED_BELOW, Path
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

# Members of the last population, and the shares of them that look for where to draw before.
MEMBERS, FIRST_SHARE, MIDDLE_SHARE = 4_200, 0.15, 0.3
# Fewer members suffice to foretell one number; to see whether lift fits better takes more, for few vehicles glide so.
FOR_ONE, FIRST_FOR_ONE, FOR_LIFT = 0.6, 0.3, 1.2
# A flight a quarter higher than least energy is lofted, a quarter lower depressed.
LOFTED_FROM, DEPRESSED_TO = 1.25, 0.75
FEWEST_MEMBERS = 50
# Odds are not told beyond this: no comparison of two models is surer.
SUREST = 1e4
_UNITS = {"range": "m", "apogee": "m", "flight_time": "s", "speed": "m/s"}


def reconstruct(
    numbers: Numbers,
    departure: Departure | None = None,
    *,
    seed: int = 0,
    members: int = MEMBERS,
    threads: int | None = None,
) -> Reconstruction:
    """Fly broad classes of vehicles so that they fit what was announced, and say what that leaves open.

    Parameters
    ----------
    numbers : Numbers
        At least two.
    departure : Departure or None
        Without one the flights start anywhere in any direction; without azimuth they go in any direction.
    seed : int
        The same seed gives the same answer, on any number of threads.
    members : int
        Size of the last population; the more, the smoother.
    threads : int or None
        As many as there are processors when None.

    Raises
    ------
    BadInput
        For fewer than two numbers, a negative seed, too few members, or no thread.
    """
    need_two(numbers)
    _refuse(seed, members, threads)
    streams = np.random.default_rng(seed).spawn(6)
    crew = threads or _processors()
    setting = Setting(departure)
    scouts = scout(setting, streams[0], crew)
    joint = _population(numbers, setting, scouts, members, streams[1], crew)
    judged = _predictions(numbers, setting, scouts, joint, members, streams[2], crew)
    predictions = tuple(p for p, _ in judged)
    lifting = _lifting(numbers, setting, joint, members, streams[3], crew)
    weights, effective = joint.weights(), joint.effective()
    enough = effective >= FEWEST
    refuted = _refuted(predictions)
    return Reconstruction(
        predictions=predictions,
        kinds=_kinds(joint, weights, lifting[0]) if enough else {},
        classes=_classes(joint, weights) if enough else {},
        longest=longest(joint, setting, streams[4], crew) if enough else None,
        burnout_speed_m_s=estimate(joint.burnout_speed_m_s, weights, "m/s") if enough else None,
        burnout_time_s=estimate(joint.burnout_time_s, weights, "s") if enough else None,
        lifting_odds=lifting[0],
        lift_to_drag=lifting[1],
        fits=enough and not refuted,
        culprits=tuple(p.about for p, rest_fits in judged if p.about in refuted and rest_fits),
        effective_sample_size=effective,
        bundle=bundle(joint, departure, streams[5], seed) if enough else None,
        seed=seed,
    )


def _population(
    numbers: Numbers,
    setting: Setting,
    scouts: Known,
    members: int,
    rng: np.random.Generator,
    crew: int,
    *,
    first_share: float = FIRST_SHARE,
) -> Population:
    """Three populations: one to see where the fitting vehicles are, one to see it better, one drawn from there."""
    here = narrowed(setting, numbers)
    guide = draw(numbers, here, first_proposal(), scouts, int(first_share * members), rng, crew)
    if guide.effective() < 2.0:
        return guide

    def following(count: int) -> Population:
        return draw(numbers, focused(here, guide), next_proposal(guide), settled(guide, scouts), count, rng, crew)

    middle = following(int(MIDDLE_SHARE * members))
    # One that happened to miss what the first one saw is no guide.
    guide = middle if middle.effective() > guide.effective() else guide
    return following(members)


def _predictions(
    numbers: Numbers,
    setting: Setting,
    scouts: Known,
    joint: Population,
    members: int,
    rng: np.random.Generator,
    crew: int,
) -> list[tuple[Prediction, bool]]:
    """Each number announced given the others, and whether those fit each other; then those that are not announced."""
    claims = told(numbers)
    found: list[tuple[Prediction | None, bool]] = []
    for about, claim in claims.items():
        rest = told(without(numbers, about))
        if about in ("flight_time", "speed") and {"range", "apogee"} <= set(rest):
            found.append((predict(about, joint, claim, claim.unit), _agree(about, joint, rest)))
        elif about in ("range", "apogee") and len(rest) > 1:
            fewer, count = without(numbers, about), int(FOR_ONE * members)
            alone = _population(fewer, setting, scouts, count, rng, crew, first_share=FIRST_FOR_ONE)
            found.append((predict(about, alone, claim, claim.unit), _agree(about, alone, rest)))
    found.extend((predict(about, joint, None, unit), False) for about, unit in _UNITS.items() if about not in claims)
    return [(p, agree) for p, agree in found if p is not None]


def _agree(about: str, population: Population, rest: Mapping[str, Estimate]) -> bool:
    """Whether the numbers left when one is left out refute none of each other."""
    others = [
        predict(name, population, claim, claim.unit, also=(about,))
        for name, claim in rest.items()
        if name in population.fits and len(rest) > 2
    ]
    return all(p is not None and p.probability is not None and p.probability >= CONTRADICTED_BELOW for p in others)


def _lifting(
    numbers: Numbers,
    setting: Setting,
    joint: Population,
    members: int,
    rng: np.random.Generator,
    crew: int,
) -> tuple[float | None, Estimate | None]:
    """The odds of lift against none, asked only where the shape of the path is too flat for a plain fall."""
    if numbers.range_m is None or numbers.apogee_m is None or _path(numbers, setting) is Path.BALLISTIC:
        return None, None
    span = load_lifting()
    lifted = Setting(setting.departure, setting.apogee_m, setting.range_m, (span.low, span.high))
    count = int(FOR_LIFT * members)
    found = _population(numbers, lifted, scout(lifted, rng, crew), count, rng, crew, first_share=0.7)
    if found.effective() < FEWEST:
        return None, None
    evidence, plain = found.evidence, joint.evidence
    odds = min(evidence / plain, SUREST) if plain > 0.0 else SUREST
    ratio = estimate(found.members.lift_to_drag, found.weights(), "") if odds > 1.0 else None
    return odds, ratio


def _path(numbers: Numbers, setting: Setting) -> Path:
    return course(settle(numbers, setting.departure)).path


def _refuted(predictions: Sequence[Prediction]) -> set[str]:
    """Numbers that the others contradict; range, apogee and time disagree as one, the kinder of the last two counts."""
    tails = {p.about: p.probability for p in predictions if p.probability is not None}
    kindest = max((tails[name] for name in ("flight_time", "apogee") if name in tails), default=0.0)
    return {
        name for name, tail in tails.items() if (tail if name == "speed" else max(tail, kindest)) < CONTRADICTED_BELOW
    }


def _refuse(seed: int, members: int, threads: int | None) -> None:
    for name, value in (("seed", seed), ("members", members), ("threads", threads)):
        if value is not None and not isinstance(value, int):
            raise BadInput(f"{name} {value!r}", "a whole number was wanted")
    if seed < 0:
        raise BadInput(f"seed {seed}", "a seed is a whole number of zero or more", "write --seed 0, or leave it out")
    if members < FEWEST_MEMBERS:
        raise BadInput(f"{members} members", f"an ensemble has {FEWEST_MEMBERS} members or more")
    if threads is not None and threads < 1:
        raise BadInput(f"{threads} threads", "at least one thread is needed")


def _processors() -> int:
    """How many processors this process may use; not every system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _kinds(population: Population, weights: Floats, lifting_odds: float | None) -> Mapping[Kind, float]:
    """How likely each kind is; lift counts where it was asked about."""
    ratio = population.apogee_m / least_energy_apogee_m(population.range_m)
    lofted, depressed = ratio > LOFTED_FROM, ratio < DEPRESSED_TO
    odds = lifting_odds or 0.0
    falling = 1.0 / (1.0 + odds)
    return {
        Kind.LOFTED: falling * float(weights[lofted].sum()),
        Kind.LEAST_ENERGY: falling * float(weights[~lofted & ~depressed].sum()),
        Kind.DEPRESSED: falling * float(weights[depressed].sum()),
        Kind.LIFTING: odds * falling,
    }


def _classes(population: Population, weights: Floats) -> Mapping[str, float]:
    share = np.bincount(population.members.kind, weights=weights, minlength=len(load_classes()))
    return {c.name: float(s) for c, s in zip(load_classes(), share, strict=True)}
