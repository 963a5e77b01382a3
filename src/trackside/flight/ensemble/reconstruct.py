"""`reconstruct`: from a few announced numbers to everything that flights of broad classes of vehicle say about them."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from trackside.flight.case import settle
from trackside.flight.classes import load_classes, load_lifting
from trackside.flight.course import course
from trackside.flight.ensemble.drawn import bundle, longest
from trackside.flight.ensemble.guess import Known
from trackside.flight.ensemble.population import (
    Population,
    capped_weights,
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

# Members of the second population, and the share of them that looks for where to draw.
MEMBERS, FIRST_SHARE = 4_200, 0.15
# Fewer members suffice to foretell one number, and to ask whether lift fits better.
FOR_ONE, FIRST_FOR_ONE, FOR_LIFT = 0.4, 0.35, 0.6
# A flight a quarter higher than least energy is lofted, a quarter lower depressed.
LOFTED_FROM, DEPRESSED_TO = 1.25, 0.75
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
        Size of the second population; the more, the smoother.
    threads : int or None
        As many as there are processors when None.

    Raises
    ------
    BadInput
        For fewer than two numbers.
    """
    need_two(numbers)
    streams = np.random.default_rng(seed).spawn(8)
    crew = threads or len(os.sched_getaffinity(0))
    setting = Setting(departure)
    scouts = scout(setting, streams[0], crew)
    joint = _population(numbers, setting, scouts, members, streams[1], crew)
    predictions = tuple(_predictions(numbers, setting, scouts, joint, members, streams[2], crew))
    lifting = _lifting(numbers, setting, joint, members, streams[3], crew)
    weights, effective = joint.weights(), joint.effective()
    fits = effective >= FEWEST and not any(_refuted(p) for p in predictions)
    culprits = () if fits else tuple(_culprits(numbers, predictions))
    enough = effective >= FEWEST
    return Reconstruction(
        predictions=predictions,
        kinds=_kinds(joint, weights) if enough else {},
        classes=_classes(joint, weights) if enough else {},
        longest=longest(joint, setting, streams[4], crew) if enough else None,
        burnout_speed_m_s=estimate(joint.burnout_speed_m_s, weights, "m/s") if enough else None,
        burnout_time_s=estimate(joint.burnout_time_s, weights, "s") if enough else None,
        lifting_odds=lifting[0],
        lift_to_drag=lifting[1],
        fits=fits,
        culprits=culprits,
        because="",
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
    """Two populations: one to see where the fitting vehicles are, one drawn from there."""
    here = narrowed(setting, numbers)
    first = draw(numbers, here, first_proposal(), scouts, int(first_share * members), rng, crew)
    if first.effective() < 2.0:
        return first
    return draw(numbers, focused(here, first), next_proposal(first), settled(first), members, rng, crew)


def _predictions(
    numbers: Numbers,
    setting: Setting,
    scouts: Known,
    joint: Population,
    members: int,
    rng: np.random.Generator,
    crew: int,
) -> list[Prediction]:
    """Each number announced given the others, where they say anything; then those that are not announced."""
    claims, found = told(numbers), []
    for about, claim in claims.items():
        rest = told(without(numbers, about))
        if about in ("flight_time", "speed") and {"range", "apogee"} <= set(rest):
            found.append(predict(about, joint, claim, claim.unit))
        elif about in ("range", "apogee") and len(rest) > 1:
            fewer = without(numbers, about)
            count = int(FOR_ONE * members)
            alone = _population(fewer, setting, scouts, count, rng, crew, first_share=FIRST_FOR_ONE)
            found.append(predict(about, alone, claim, claim.unit))
    for about, unit in _UNITS.items():
        if about not in claims:
            found.append(predict(about, joint, None, unit))
    return [p for p in found if p is not None]


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
    # Few vehicles glide just so: most of the members are spent on finding them.
    count = int(FOR_LIFT * members)
    found = _population(numbers, lifted, scout(lifted, rng, crew), count, rng, crew, first_share=0.7)
    evidence, plain = _evidence(found), _evidence(joint)
    if evidence <= 0.0:
        return (None, None) if plain <= 0.0 else (0.0, None)
    odds = evidence / plain if plain > 0.0 else math.inf
    ratio = estimate(found.members.lift_to_drag, found.weights(), "") if odds > 1.0 else None
    return odds, ratio


def _path(numbers: Numbers, setting: Setting) -> Path:
    return course(settle(numbers, setting.departure)).path


def _evidence(population: Population) -> float:
    product = population.base.copy()
    for fit in population.fits.values():
        product = product * fit
    return float(capped_weights(product).sum()) if len(product) else 0.0


def _refuted(p: Prediction) -> bool:
    return p.probability is not None and p.probability < CONTRADICTED_BELOW


def _culprits(numbers: Numbers, predictions: tuple[Prediction, ...]) -> list[str]:
    """Numbers that, left out, make the rest fit: those the others refute, or else those the others allow for."""
    refuted = [p.about for p in predictions if _refuted(p)]
    return refuted or [p.about for p in predictions if p.about in told(numbers) and len(told(numbers)) > 2]


def _kinds(population: Population, weights: Floats) -> Mapping[Kind, float]:
    least = _least(population.range_m)
    ratio = population.apogee_m / least
    lofted, depressed = ratio > LOFTED_FROM, ratio < DEPRESSED_TO
    return {
        Kind.LOFTED: float(weights[lofted].sum()),
        Kind.LEAST_ENERGY: float(weights[~lofted & ~depressed].sum()),
        Kind.DEPRESSED: float(weights[depressed].sum()),
    }


def _least(reach_m: Floats) -> Floats:
    """Apogees of least energy (see `arc.least_energy`)."""
    from trackside.earth.geodesic import EARTH_RADIUS_M

    half = np.minimum(reach_m / (2.0 * EARTH_RADIUS_M), math.pi / 2)
    return np.asarray(EARTH_RADIUS_M * (np.sin(half) + np.cos(half) - 1.0) / 2.0)


def _classes(population: Population, weights: Floats) -> Mapping[str, float]:
    share = np.bincount(population.members.kind, weights=weights, minlength=len(load_classes()))
    return {c.name: float(s) for c, s in zip(load_classes(), share, strict=True)}
