import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.lanes import WIDTH, cubic, least, load, most, rough_power, some, sqrt, store, where

Floats = npt.NDArray[np.float64]

numbers = arrays(np.float64, WIDTH, elements=st.floats(-1e6, 1e6))
SINGLE = 2.5
NAN = float("nan")


@compiled
def _everything(given: Any, single: float, whole: int, out: Any) -> None:
    a, b = load(given, 0), load(given, 1)
    store(out, 0, a + b)
    store(out, 1, a - b)
    store(out, 2, a * b)
    store(out, 3, a / b)
    store(out, 4, -a)
    store(out, 5, a + single)
    store(out, 6, single - a)
    store(out, 7, whole * a)
    store(out, 8, single / a)
    store(out, 9, sqrt(a))
    store(out, 10, least(a, b))
    store(out, 11, most(a, b))
    store(out, 12, where(a < b, a, 0.0))
    store(out, 13, where(a <= b, 1.0, b))
    store(out, 14, where((a > 0.0) & (b > 0.0), 1.0, 0.0))
    store(out, 15, where((a >= b) | (b >= 0.0), 1.0, 0.0))
    store(out, 16, single)


def everything(a: Floats, b: Floats) -> Floats:
    out = np.zeros(17 * WIDTH)
    _everything(np.concatenate([a, b]), SINGLE, 3, out)
    return out.reshape(-1, WIDTH)


OPERATORS: tuple[Callable[[Floats, Floats], Any], ...] = (
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    lambda a, _: -a,
    lambda a, _: a + SINGLE,
    lambda a, _: SINGLE - a,
    lambda a, _: 3 * a,
    lambda a, _: SINGLE / a,
    lambda a, _: np.sqrt(a),
    np.minimum,
    np.maximum,
    lambda a, b: np.where(a < b, a, 0.0),
    lambda a, b: np.where(a <= b, 1.0, b),
    lambda a, b: np.where((a > 0.0) & (b > 0.0), 1.0, 0.0),
    lambda a, b: np.where((a >= b) | (b >= 0.0), 1.0, 0.0),
    lambda a, _: np.full_like(a, SINGLE),
)


@given(numbers, numbers)
def test_lanes_do_what_numpy_does(a: Floats, b: Floats) -> None:
    with np.errstate(all="ignore"):
        expected = np.array([operate(a, b) for operate in OPERATORS])
    assert np.array_equal(everything(a, b), expected, equal_nan=True)


def test_what_is_no_number_is_not_chosen_and_compares_as_false() -> None:
    found = everything(np.full(WIDTH, NAN), np.ones(WIDTH))
    assert np.all(found[10:12] == 1.0)
    assert np.all(found[12:16] == np.array([[0.0], [1.0], [0.0], [1.0]]))


@compiled
def _some(given: Any, limit: float) -> Any:
    return some(load(given, 0) > limit)


@pytest.mark.parametrize("lane", range(WIDTH))
def test_one_lane_is_some(lane: int) -> None:
    a = np.zeros(WIDTH)
    assert not _some(a, 0.5)
    a[lane] = 1.0
    assert _some(a, 0.5)


@compiled
def _single_root(x: float) -> Any:
    return sqrt(x)


def test_the_square_root_of_a_single_number() -> None:
    assert _single_root(2.0) == 2.0**0.5


@compiled
def _cubic(table: Any, positions: Any, out: Any) -> None:
    store(out, 0, cubic(table, 8, 4, load(positions, 0)))


@given(arrays(np.float64, WIDTH, elements=st.floats(0.0, 11.999)), st.integers(0, 2**32 - 1))
def test_a_table_gives_the_cubic_of_its_cell(positions: Floats, seed: int) -> None:
    table, out = np.random.default_rng(seed).normal(size=(12, 8)), np.zeros(WIDTH)
    _cubic(table.ravel(), positions, out)
    cells = positions.astype(int)
    expected = [np.polyval(table[i, 7:3:-1], x - i) for i, x in zip(cells, positions, strict=True)]
    assert out == pytest.approx(np.array(expected), rel=1e-12, abs=1e-12)


@compiled
def _rough_power(given: Any, exponent: float, out: Any) -> None:
    store(out, 0, rough_power(load(given, 0), exponent))


@given(arrays(np.float64, WIDTH, elements=st.floats(-12.0, 12.0)), st.sampled_from([-0.1, -0.2, 0.5]))
def test_a_rough_power_is_within_a_twentieth(powers_of_ten: Floats, exponent: float) -> None:
    x, out = 10.0**powers_of_ten, np.zeros(WIDTH)
    _rough_power(x, exponent, out)
    assert out == pytest.approx(x**exponent, rel=0.05)
