import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.flight.spread import OPEN_SHARE, is_open, nodes, quantile
from trackside.measure import Estimate, Hedge, stated


@given(st.floats(1.0, 1e7), st.floats(0.0, 0.5), st.floats(0.0, 0.5), st.floats(0.001, 0.998))
def test_a_closed_spread_stays_between_its_ends_and_rises(
    best: float, below: float, above: float, share: float
) -> None:
    value = Estimate(best, best * (1 - below), best * (1 + above), "m")
    low, high = (float(x) for x in quantile(value, np.array([share, min(share + 0.001, 0.999)])))
    assert value.low <= low * (1 + 1e-12)
    assert low <= high * (1 + 1e-12)
    assert high <= value.high * (1 + 1e-12)
    assert float(quantile(value, 0.5)) == pytest.approx(best)


def test_more_than_lies_above_by_the_stated_share() -> None:
    value = stated(6_000e3, "m", hedge=Hedge.AT_LEAST)
    assert is_open(value)
    points = nodes(value, 2_001)
    assert points.min() > 6_000e3
    assert float(points.mean()) / 6_000e3 - 1 == pytest.approx(OPEN_SHARE, rel=0.01)


def test_up_to_lies_below() -> None:
    value = stated(90e3, "m", hedge=Hedge.AT_MOST)
    assert is_open(value)
    points = nodes(value)
    assert points.max() < 90e3
    assert points.min() > 50e3


def test_an_exact_number_is_one_point() -> None:
    assert nodes(Estimate(5.0, 5.0, 5.0, "s")).tolist() == [5.0]
    assert not math.isinf(nodes(Estimate(5.0, 5.0, math.inf, "s")).max())
