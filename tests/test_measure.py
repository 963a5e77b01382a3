"""Estimates: what numbers in words mean."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.errors import BadQuantity
from trackside.measure import Estimate, Hedge, between, overlap, rounding_step, stated

positive = st.floats(1e-3, 1e9)


@pytest.mark.parametrize(
    ("digits", "step"),
    [("1,090", 10.0), ("6 248.5", 0.1), ("4052", 1.0), ("800", 100.0), ("5,000", 1000.0), ("71", 1.0), ("0.25", 0.01)],
)
def test_the_last_digit_that_carries_meaning(digits: str, step: float) -> None:
    assert rounding_step(digits) == pytest.approx(step)


def test_a_plain_number_reaches_half_its_last_digit() -> None:
    assert stated(1_090e3, "m", step=10e3) == Estimate(1_090e3, 1_085e3, 1_095e3, "m")


def test_a_round_number_does_not_reach_half_a_hundred() -> None:
    e = stated(800e3, "m", step=100e3)
    assert (e.low, e.high) == (780e3, 820e3)


def test_hedges_open_one_end() -> None:
    assert stated(6e6, "m", hedge=Hedge.AT_LEAST, step=1e6).high == math.inf
    assert stated(2e4, "m", hedge=Hedge.AT_MOST, step=1e4).low == 0.0


def test_an_exact_count_has_no_width() -> None:
    assert stated(2, "count") == Estimate(2, 2, 2, "count")


@given(positive, st.floats(0, 1e6))
def test_about_is_never_narrower_than_the_plain_number(best: float, step: float) -> None:
    plain, about = stated(best, "m", step=step), stated(best, "m", hedge=Hedge.ABOUT, step=step)
    assert about.low <= plain.low <= plain.best <= plain.high <= about.high


@given(positive, positive)
def test_a_span_holds_both_its_ends_in_either_order(a: float, b: float) -> None:
    assert between(a, b, "m") == between(b, a, "m")
    assert between(a, b, "m").low == min(a, b)


@given(positive, positive, positive, positive)
def test_overlap_is_mutual(a: float, b: float, c: float, d: float) -> None:
    x, y = between(a, b, "m"), between(c, d, "m")
    assert overlap(x, y) == overlap(y, x)
    assert overlap(x, x)


def test_units_never_overlap() -> None:
    assert not overlap(stated(5, "m"), stated(5, "s"))


@pytest.mark.parametrize("bad", [(1.0, 2.0, 3.0), (5.0, 1.0, 4.0), (math.nan, 0.0, 1.0), (math.inf, 0.0, math.inf)])
def test_an_estimate_out_of_order_is_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(BadQuantity, match="low <= best <= high"):
        Estimate(*bad, "m")
