"""The same flights with SciPy's DOP853 at the tolerance of one's choice, by the plain equations of the tests."""

from __future__ import annotations

from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
from scipy.integrate import solve_ivp
from tests.flight import plain_motion

Floats = npt.NDArray[np.float64]


def landings(plans: Floats, rtol: float) -> Floats:
    """Time and place of each landing, shape (n, 4); places below 1 km and speeds below 1 m/s count as that."""

    def loosely(*args: Any, **given: Any) -> Any:
        return solve_ivp(*args, **{**given, "rtol": rtol, "atol": [1e3 * rtol] * 3 + [rtol] * 3})

    with mock.patch.object(plain_motion, "solve_ivp", loosely):
        flown = [plain_motion.fly(plan) for plan in plans]
    return np.array([[plain.time_s, *plain.place] for plain in flown])
