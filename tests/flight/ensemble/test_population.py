"""Weights, proposals, and the parts of population Monte Carlo that can be checked on their own."""

import math

import numpy as np
import pytest

from trackside.flight.ensemble.population import (
    BINS,
    DIMENSIONS,
    Proposal,
    capped_weights,
    first_proposal,
    next_proposal,
)
from trackside.flight.ensemble.reconstruction import LADDER
from trackside.flight.ensemble.summary import estimate, invert, quantiles, smooth_below, two_sided
from trackside.flight.margin import normal
from trackside.measure import Estimate


def test_the_first_proposal_is_the_even_prior() -> None:
    kind, u, density = first_proposal().draw(3_000, np.random.default_rng(0))
    assert np.allclose(density, -np.log(6.0))
    assert np.abs(np.bincount(kind, minlength=6) / 3_000 - 1 / 6).max() < 0.03
    assert u.shape == (3_000, DIMENSIONS)
    assert abs(u.mean() - 0.5) < 0.01


def test_a_proposal_draws_with_the_density_it_names() -> None:
    # Importance weights against the even prior average to one, whatever the histograms.
    rng = np.random.default_rng(1)
    bins = rng.dirichlet(np.full(BINS, 8.0), size=(6, DIMENSIONS))
    proposal = Proposal(rng.dirichlet(np.full(6, 5.0)), bins)
    _, u, density = proposal.draw(60_000, rng)
    weights = np.exp(-np.log(6.0) - density)
    assert weights.mean() == pytest.approx(1.0, abs=0.05)
    assert np.average(u[:, 3], weights=weights) == pytest.approx(0.5, abs=0.02)


def test_one_towering_weight_is_cut_and_the_rest_are_kept() -> None:
    weights = np.concatenate([np.linspace(0.5, 1.5, 999), [1e6]])
    capped = capped_weights(weights)
    assert np.array_equal(capped[:-1], weights[:-1])
    assert capped[-1] == pytest.approx(weights.mean() * 1_000**0.5)


def test_few_flights_stay_few_and_none_stay_none() -> None:
    falling = capped_weights(np.exp(-np.arange(4_200.0)))
    assert falling.sum() ** 2 / (falling**2).sum() < 12.0
    lone = capped_weights(np.concatenate([np.zeros(4_199), [1.0]]))
    assert np.count_nonzero(lone) == 1
    assert len(capped_weights(np.zeros(0))) == 0


def test_weighted_quantiles_of_equal_weights_are_plain_ones() -> None:
    values = np.random.default_rng(2).normal(size=4_001)
    found = quantiles(values, np.full(4_001, 1 / 4_001), (0.05, 0.5, 0.95))
    assert found == pytest.approx(np.quantile(values, (0.05, 0.5, 0.95)), abs=0.01)
    assert estimate(values + 10.0, np.full(4_001, 1 / 4_001), "s").best == pytest.approx(
        10.0 + np.median(values), abs=0.01
    )


def test_a_distribution_function_is_turned_round() -> None:
    found = invert(lambda x: float(normal(np.array((x - 4_000.0) / 50.0))), 2_000.0, 8_000.0, LADDER)
    wanted = {0.05: -1.64485, 0.5: 0.0, 0.95: 1.64485, 0.995: 2.57583}
    for share, deviate in wanted.items():
        assert found[LADDER.index(share)] == pytest.approx(4_000.0 + 50.0 * deviate, abs=2.0)
    assert np.all(np.diff(found) >= 0.0)


def test_the_smooth_distribution_keeps_the_middle() -> None:
    values = np.exp(np.random.default_rng(3).normal(8.0, 0.2, 2_000))
    below = smooth_below(values, np.full(2_000, 1 / 2_000))
    assert below(float(np.median(values))) == pytest.approx(0.5, abs=0.02)
    assert below(float(np.quantile(values, 0.05))) == pytest.approx(0.05, abs=0.015)


def test_smoothing_a_few_makes_them_no_wider() -> None:
    logs = np.random.default_rng(4).normal(8.0, 0.2, 30)
    below = smooth_below(np.exp(logs), np.full(30, 1 / 30))
    grid = np.linspace(6.5, 9.5, 3_001)
    share = np.diff([below(x) for x in np.exp(grid).tolist()])
    middle = 0.5 * (grid[1:] + grid[:-1])
    mean = float((share * middle).sum())
    assert mean == pytest.approx(logs.mean(), abs=1e-3)
    assert math.sqrt(float((share * (middle - mean) ** 2).sum())) == pytest.approx(logs.std(ddof=1), rel=0.03)


def test_the_kindest_value_of_the_wording_is_judged() -> None:
    def below(x: float) -> float:
        return float(normal(np.array((x - 100.0) / 10.0)))

    assert two_sided(below, Estimate(90.0, 80.0, 101.0, "s")) == 1.0
    assert two_sided(below, Estimate(70.0, 70.0, 80.0, "s")) == pytest.approx(0.0455, abs=1e-3)
    assert two_sided(below, Estimate(130.0, 120.0, np.inf, "s")) == pytest.approx(0.0455, abs=1e-3)
    assert two_sided(below, Estimate(120.0, 120.0, 120.0, "s")) == pytest.approx(0.0455, abs=1e-3)


def test_the_next_proposal_leans_towards_what_fits_and_leaves_nothing_out() -> None:
    from tests.flight.ensemble.drawn import japan_population

    population = japan_population()
    following = next_proposal(population)
    assert following.classes.min() > 0.0
    fitting = population.weights() @ (population.members.kind == 5)
    assert following.classes[5] > 0.5 * fitting
    assert following.classes.sum() == pytest.approx(1.0)
    assert following.bins.min() > 0.0
    assert np.allclose(following.bins.sum(axis=2), 1.0)
