"""Population Monte Carlo: members drawn from the classes, made to fly as announced, weighed, and drawn again.

O. Cappé, A. Guillin, J.-M. Marin and C. P. Robert, Population Monte Carlo, J. Comput. Graph. Stat. 13 (2004) 907-929.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.flight.classes import PARAMETERS, load_classes
from trackside.flight.ensemble.beliefs import likelihoods
from trackside.flight.ensemble.guess import Known, guess, joined, known
from trackside.flight.ensemble.members import PAYLOAD, Controls, Members, flights
from trackside.flight.ensemble.setting import Setting
from trackside.flight.ensemble.solve import Wanted, solve
from trackside.flight.ensemble.summary import effective_size
from trackside.flight.numbers import Numbers

Floats = npt.NDArray[np.float64]

DIMENSIONS = len(PARAMETERS)
# Flights of each class from which the first guesses come, and the lean they are drawn over (half a degree to 45).
SCOUTS, SCOUT_LEAN_RAD = 500, (0.003, 0.8)
# A lean as likely to be small as large has a density without limit at none at all; below this it stays what it is here.
UPRIGHT_RAD = 0.01
# A drawn coordinate keeps this share of its even prior, whatever the first population says.
EVEN_SHARE = 0.25
BINS = 8
# The most that a single flight may weigh is the mean weight times the root of their number: E. L. Ionides, J. Comput.
# Graph. Stat. 17 (2008) 295-311.


@final
@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Flights that peak and land as announced; all arrays of shape (n,).

    Attributes
    ----------
    members, controls : Members, Controls
        Who flew, and how.
    apogee_m, range_m, time_s, burnout_speed_m_s, burnout_time_s : array
        The flight of each.
    base : array
        Weight before flight time and speed are looked at; sums to the share of vehicles that can fly so at all.
    fits : mapping of str to array
        For ``flight_time`` and ``speed``, where told: how well each flight fits.
    """

    members: Members
    controls: Controls
    apogee_m: Floats
    range_m: Floats
    time_s: Floats
    burnout_speed_m_s: Floats
    burnout_time_s: Floats
    base: Floats
    fits: Mapping[str, Floats]

    def weights(self, *, without: Collection[str] = ()) -> Floats:
        """Weights that sum to one, given all numbers but those left out; all zero where nothing fits."""
        capped = self._capped(without)
        total = float(capped.sum())
        return np.asarray(capped / total) if total > 0.0 else np.zeros_like(capped)

    def effective(self, *, without: Collection[str] = ()) -> float:
        """The effective sample size of those weights."""
        return effective_size(self.weights(without=without))

    @property
    def evidence(self) -> float:
        """How much weight there is in all, to be held against that of other populations of the same numbers."""
        return float(self._capped(()).sum())

    def _capped(self, without: Collection[str]) -> Floats:
        product = self.base.copy()
        for about, fit in self.fits.items():
            if about not in without:
                product = product * fit
        return capped_weights(product)


def capped_weights(weights: Floats) -> Floats:
    """Weights cut down to their mean times the root of their number: near a fold of the map one can be boundless."""
    return np.asarray(np.minimum(weights, weights.mean() * math.sqrt(len(weights)))) if len(weights) else weights


@final
@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """From what members are drawn: a probability for each class, and for each coordinate of each class a histogram."""

    classes: Floats
    bins: Floats

    def draw(self, count: int, rng: np.random.Generator) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
        """Classes, points of the unit cube, and the logarithm of the density they were drawn with."""
        kind = rng.choice(len(self.classes), size=count, p=self.classes).astype(np.int64)
        edges = np.cumsum(self.bins[kind], axis=2)
        pick = rng.random((count, DIMENSIONS))
        cell = np.minimum((pick[:, :, None] > edges).sum(axis=2), BINS - 1)
        u = (cell + rng.random((count, DIMENSIONS))) / BINS
        height = np.take_along_axis(self.bins[kind], cell[:, :, None], axis=2)[:, :, 0] * BINS
        return kind, u, np.log(self.classes[kind]) + np.log(height).sum(axis=1)


def first_proposal() -> Proposal:
    """Every class alike, every coordinate even."""
    count = len(load_classes())
    return Proposal(np.full(count, 1.0 / count), np.full((count, DIMENSIONS, BINS), 1.0 / BINS))


def next_proposal(population: Population) -> Proposal:
    """What the members that fit have in common: their classes, and the histogram of each coordinate."""
    # Half of the next are to fit everything, half are to foretell the time, which must not be looked at for that.
    weights = 0.5 * (population.weights() + population.weights(without=("flight_time",)))
    count = len(load_classes())
    fitting = np.bincount(population.members.kind, weights=weights, minlength=count)
    # A class that no member of a small first population could fly may still be flown by the next.
    classes = (1.0 - EVEN_SHARE) * fitting + EVEN_SHARE / count
    bins = np.full((count, DIMENSIONS, BINS), 1.0 / BINS)
    cells = np.minimum((population.members.u * BINS).astype(int), BINS - 1)
    for kind in range(count):
        here = population.members.kind == kind
        mass = float(weights[here].sum())
        if here.sum() < 3 * BINS or mass < 1e-6:
            continue
        for dimension in _drawn(kind):
            filled = np.bincount(cells[here, dimension], weights=weights[here] / mass, minlength=BINS).astype(float)
            bins[kind, dimension] = (1.0 - EVEN_SHARE) * _smoothed(filled) + EVEN_SHARE / BINS
    return Proposal(classes / classes.sum(), bins)


def _drawn(kind: int) -> list[int]:
    """The coordinates that matter to a class: payload is solved for, and a single stage has no upper ones."""
    spans = load_classes()[kind].spans
    return [i for i, name in enumerate(PARAMETERS) if name in spans and i != PAYLOAD]


def _smoothed(filled: Floats) -> Floats:
    padded = np.concatenate([filled[:1], filled, filled[-1:]])
    smooth = 0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:]
    return np.asarray(smooth / smooth.sum())


def scout(setting: Setting, rng: np.random.Generator, threads: int) -> Known:
    """Flights of every class in all directions, leaned little and much: where first guesses are looked up."""
    kinds = np.repeat(np.arange(len(load_classes())), SCOUTS)
    members = setting.place(kinds, rng.random((len(kinds), DIMENSIONS)), rng)
    lean = np.exp(rng.uniform(math.log(SCOUT_LEAN_RAD[0]), math.log(SCOUT_LEAN_RAD[1]), len(kinds)))
    towards = rng.uniform(0.0, 2.0 * math.pi, len(kinds))
    controls = Controls(rng.random(len(kinds)), lean * np.cos(towards), lean * np.sin(towards))
    return known(members, controls, flights(members, controls, threads=threads))


def draw(
    numbers: Numbers,
    setting: Setting,
    proposal: Proposal,
    among: Known,
    count: int,
    rng: np.random.Generator,
    threads: int,
) -> Population:
    """Draw members, make them fly as announced, and weigh what flew."""
    kind, u, drawn = proposal.draw(count, rng)
    members = setting.place(kind, u, rng)
    wanted, aimed = setting.aim(numbers, count, rng)
    start, able = guess(members, wanted, among)
    pick = np.flatnonzero(able)
    members, wanted = members.take(pick), Wanted(wanted.apogee_m[pick], wanted.range_m[pick])
    solution = solve(members, wanted, start.take(pick), threads=threads)
    good = np.flatnonzero(solution.found)
    members, controls = members.take(good), solution.controls.take(good)
    prior = np.log(np.array([c.prior for c in load_classes()]))[members.kind]
    lean = np.log(2.0 * math.pi * np.maximum(controls.lean_rad, UPRIGHT_RAD))
    base = np.exp(prior - drawn[pick][good] - aimed[pick][good] + solution.density[good] - lean) / count
    time, speed = solution.time_s[good], solution.burnout_speed_m_s[good]
    return Population(
        members,
        controls,
        wanted.apogee_m[good],
        wanted.range_m[good],
        time,
        speed,
        solution.burnout_time_s[good],
        base,
        likelihoods(numbers, time, np.maximum(speed, 1.0)),
    )


def settled(population: Population, scouts: Known) -> Known:
    """The flights of a population, which already peak and land as wanted, and the scouts: guesses for the next."""
    turn = np.radians(population.members.azimuth_deg)
    here = Known(
        population.members,
        population.controls,
        population.apogee_m,
        population.range_m * np.cos(turn),
        population.range_m * np.sin(turn),
    )
    return joined(here, scouts)
