"""One population, drawn once for all tests that look at it."""

from functools import cache

import numpy as np

from trackside.flight import Departure, Numbers
from trackside.flight.ensemble.population import Population, draw, first_proposal, scout
from trackside.flight.ensemble.setting import Setting
from trackside.measure import stated

JAPAN = Numbers(stated(1_090e3, "m", step=10e3), stated(6_248.5e3, "m", step=100.0), stated(4_260.0, "s", step=60.0))
SUNAN = Departure(39.2, 125.67, 72.0)


@cache
def irbm_population() -> Population:
    """A first population of 14 May 2017."""
    rng = np.random.default_rng(6)
    setting = Setting(Departure(40.07, 125.2, 71.0))
    numbers = Numbers(stated(787e3, "m", step=1e3), stated(2_111.5e3, "m", step=100.0))
    return draw(numbers, setting, first_proposal(), scout(setting, rng, 2), 60, rng, 2)


@cache
def japan_population() -> Population:
    """A first population of 24 March 2022 with the time of Japan."""
    rng = np.random.default_rng(4)
    setting = Setting(SUNAN)
    return draw(JAPAN, setting, first_proposal(), scout(setting, rng, 2), 500, rng, 2)
