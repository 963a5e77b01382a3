"""`compiled`: the one way this room has code compiled, typed for the checker."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """A function for use inside compiled code. Products and sums may be fused; a division by zero gives infinity."""
    return cast("Callable[P, R]", numba.njit(fastmath={"contract"}, error_model="numpy")(function))


def entrance(function: Callable[P, R]) -> Callable[P, R]:
    """A compiled function called from Python: lets other threads run meanwhile, and is kept on disk once compiled."""
    wrap = numba.njit(fastmath={"contract"}, error_model="numpy", nogil=True, cache=True)
    return cast("Callable[P, R]", wrap(function))
