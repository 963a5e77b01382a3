import numpy as np
import numpy.typing as npt
import pytest

from trackside.earth import air
from trackside.flight.motion import tables

Floats = npt.NDArray[np.float64]

# Where the standard's layers meet, geometric; below 86 km table 4 gives the heights in geopotential metres.
_LEVELS = np.array([11e3, 20e3, 32e3, 47e3, 51e3, 71e3])
JOINS_M = np.concatenate([air.RADIUS_M * _LEVELS / (air.RADIUS_M - _LEVELS), [86e3, 91e3, 110e3, 120e3]])
HEIGHTS_M = np.linspace(0.0, 119_990.0, 24_000)


def tabled(table: Floats, column: int, cells: Floats) -> Floats:
    rows = table[cells.astype(int), column : column + 4]
    return np.asarray((rows * (cells % 1.0)[:, None] ** np.arange(4)).sum(axis=1))


def tabled_air(column: int, heights_m: Floats) -> Floats:
    fine = (heights_m - tables.LOWEST_M) / tables.FINE_M
    coarse = tables.BEND_CELL + (heights_m - tables.BEND_M) / tables.COARSE_M
    cells = np.where(heights_m < tables.BEND_M, fine, coarse)
    return tabled(tables.AIR.reshape(-1, tables.AIR_WIDTH), column, cells)


def test_rounding_the_corners_of_the_air_changes_it_by_a_hundredth_at_most() -> None:
    density = tabled_air(tables.DENSITY, HEIGHTS_M) / air.density_kg_m3(HEIGHTS_M) - 1.0
    slowness = tabled_air(tables.SLOWNESS, HEIGHTS_M) * air.sound_m_s(HEIGHTS_M) - 1.0
    assert np.abs(density).max() < 0.0105
    assert np.abs(slowness).max() < 0.005


def test_away_from_corners_the_air_is_the_standard_one() -> None:
    far = np.abs(HEIGHTS_M[:, None] - JOINS_M).min(axis=1) > 2.5 * tables.ROUNDING_M
    assert far.mean() > 0.6
    heights = HEIGHTS_M[far]
    assert tabled_air(tables.DENSITY, heights) == pytest.approx(air.density_kg_m3(heights), rel=0.003)
    assert tabled_air(tables.SLOWNESS, heights) == pytest.approx(1.0 / air.sound_m_s(heights), rel=0.0003)


def test_high_up_and_below_the_sea_there_is_air_too() -> None:
    low, high = np.array([-4_000.0, -1_000.0]), np.linspace(130e3, 999e3, 500)
    assert tabled_air(tables.DENSITY, low) == pytest.approx(air.density_kg_m3(low), rel=0.01)
    assert tabled_air(tables.DENSITY, high) == pytest.approx(air.density_kg_m3(high), rel=0.002)


def test_what_the_tables_give_for_the_pressure_is_the_pressure() -> None:
    # An ideal gas: p = density * sound^2 / 1.4. Above 86 km, where gases part, too little is left to change a thrust.
    heights = HEIGHTS_M[HEIGHTS_M < 86e3]
    pressure = tabled_air(tables.DENSITY, heights) / (1.4 * tabled_air(tables.SLOWNESS, heights) ** 2)
    assert pressure == pytest.approx(air.pressure_pa(heights), rel=0.012)
    far = HEIGHTS_M[HEIGHTS_M >= 86e3]
    left = tabled_air(tables.DENSITY, far) / (1.4 * tabled_air(tables.SLOWNESS, far) ** 2)
    assert np.abs(left - air.pressure_pa(far)).max() < 1e-5 * 101_325.0


def test_drag_follows_the_published_points_with_its_corners_rounded() -> None:
    mach = np.linspace(0.0, tables.FASTEST_MACH - 1e-6, 4_000)
    ratio = tabled(tables.DRAG.reshape(-1, 4), 0, mach / tables.MACH_CELL)
    straight = np.interp(mach, [0.8, 1.2, 1.8, 5.0], np.array([0.15, 0.40, 0.25, 0.15]) / 0.15)
    assert ratio == pytest.approx(tables.drag_ratio(mach), abs=1e-3)
    corner = np.abs(mach[:, None] - [0.8, 1.2, 1.8, 5.0]).min(axis=1)
    assert np.abs(ratio - straight)[corner > 0.75].max() < 0.003
    # The peak of 0.40 at Mach 1.2 is the sharpest corner and loses most.
    assert mach[np.abs(ratio - straight).argmax()] == pytest.approx(1.2, abs=0.01)
    assert 0.15 * ratio.max() == pytest.approx(0.32, abs=0.01)
    assert 1.1 < mach[ratio.argmax()] < 1.4


def test_the_runge_kutta_weights_are_of_fifth_order() -> None:
    a, c = tables.SPEED_WEIGHTS, tables.STAGE_TIMES
    b = a[-1]
    for power in range(1, 6):
        assert b @ c ** (power - 1) == pytest.approx(1.0 / power, abs=1e-14)
    # Of the conditions with more than one step inside, those that hold two and three of them.
    assert b @ a @ c == pytest.approx(1 / 6, abs=1e-14)
    assert b @ a @ a @ c == pytest.approx(1 / 24, abs=1e-14)
    assert b @ a @ a @ a @ c == pytest.approx(1 / 120, abs=1e-14)
    assert (b * c) @ a @ c**2 == pytest.approx(1 / 15, abs=1e-14)
    assert c[-2:] == pytest.approx([1.0, 1.0])


def test_the_embedded_weights_are_of_fourth_order_and_no_better() -> None:
    c = tables.STAGE_TIMES
    for power in range(1, 5):
        assert tables.SPEED_ERRORS @ c ** (power - 1) == pytest.approx(0.0, abs=1e-14)
    assert abs(tables.SPEED_ERRORS @ c**4) > 1e-4


def test_extrapolation_leaves_no_power_below_the_tenth() -> None:
    # The error of Stoermer's rule runs in even powers of the substep; five results take out the first four.
    n, weights = tables.SUBSTEPS.astype(float), tables.LIMIT_WEIGHTS
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    for power in (2, 4, 6, 8):
        assert weights @ n**-power == pytest.approx(0.0, abs=1e-12)
    assert abs(weights @ n**-10.0) > 1e-6
