"""`compiled`: the one way this room has code compiled, typed for the checker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core import cgutils
from numba.extending import intrinsic

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """A function for use inside compiled code. Products and sums may be fused; a division by zero gives infinity.

    It becomes part of whatever calls it: handing eight lanes over in a call costs as much as adding them up.
    """
    return cast("Callable[P, R]", numba.njit(fastmath={"contract"}, error_model="numpy", forceinline=True)(function))


def entrance(function: Callable[P, R]) -> Callable[P, R]:
    """A compiled function called from Python: lets other threads run meanwhile, and is kept on disk once compiled."""
    wrap = numba.njit(fastmath={"contract"}, error_model="numpy", nogil=True, cache=True)
    return cast("Callable[P, R]", wrap(function))


def _uncounted(_typing: Any, array: Any) -> Any:
    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        view = context.make_array(sig.args[0])(context, builder, args[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        return view._getvalue()  # noqa: SLF001 - numba's own extensions end so, too

    return array(array), code


# The same array without an owner: nobody counts who uses it, which takes a lock at each call. The caller keeps it.
uncounted = cast("Callable[[Any], Any]", intrinsic(_uncounted))
