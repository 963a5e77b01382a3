import csv
import math
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.earth.air import (
    BOTTOM_M,
    GAS_J_KG_K,
    GRAVITY_M_S2,
    JOIN_M,
    RADIUS_M,
    TOP_M,
    Floats,
    _curve,
    density_kg_m3,
    pressure_pa,
    sound_m_s,
    temperature_k,
)

PRINTED = Path(__file__).parents[1] / "authorities" / "air_1976.csv"
HELD = resources.files("trackside.earth").joinpath("data", "air_upper.csv")
OF: dict[str, Callable[[float | Floats], Floats]] = {
    "temperature_k": temperature_k,
    "pressure_pa": pressure_pa,
    "density_kg_m3": density_kg_m3,
    "sound_m_s": sound_m_s,
}
ALL = tuple(OF.values())
HEIGHTS = st.floats(BOTTOM_M, TOP_M)


def printed() -> list[tuple[float, str, str]]:
    """Every printed number: geometric height in metres, what it is, and its digits."""
    lines = [line for line in PRINTED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    told = []
    for row in csv.DictReader(lines):
        height = 1e3 * float(row["height_km"])
        if row["height"] == "geopotential":
            height = RADIUS_M * height / (RADIUS_M - height)
        told += [(height, name, row[name]) for name in OF if row[name]]
    return told


def held() -> list[dict[str, float]]:
    rows = csv.DictReader(HELD.read_text(encoding="utf-8").splitlines())
    return [{name: float(value) for name, value in row.items() if name != "source"} for row in rows]


def last_digit(digits: str) -> float:
    """One unit of the last digit: 1e-9 of 6.958e-6."""
    mantissa, _, power = digits.partition("e")
    return float(10.0 ** (int(power or 0) - len(mantissa.partition(".")[2])))


@pytest.mark.parametrize(("height_m", "name", "digits"), printed())
def test_the_standards_printed_tables(height_m: float, name: str, digits: str) -> None:
    # Above 86 km the print's fifth digit of pressure is not quite that of the standard's own equations.
    loose = 1e-4 * float(digits) if name == "pressure_pa" and height_m > JOIN_M else 0.0
    assert OF[name](height_m) == pytest.approx(float(digits), abs=max(1.001 * last_digit(digits), loose), rel=0)


def test_the_printed_numbers_are_many() -> None:
    told = printed()
    assert len(told) > 140
    assert {name for _, name, _ in told} == set(OF)


def test_an_independent_library_up_to_80_km() -> None:
    ambiance = pytest.importorskip("ambiance")
    heights = np.linspace(-5_000.0, 80_000.0, 1_701)
    other = ambiance.Atmosphere(heights)
    assert temperature_k(heights) == pytest.approx(other.temperature, rel=1e-9)
    # It starts every layer from a rounded pressure; we from what the layer below ends with.
    assert pressure_pa(heights) == pytest.approx(other.pressure, rel=1e-5)
    assert density_kg_m3(heights) == pytest.approx(other.density, rel=1e-5)
    assert sound_m_s(heights) == pytest.approx(other.speed_of_sound, rel=1e-6)


@given(HEIGHTS, st.floats(0.01, 1e5))
def test_density_and_pressure_fall_with_height(height_m: float, step_m: float) -> None:
    higher = min(height_m + step_m, TOP_M)
    if higher - height_m >= 0.01:
        assert density_kg_m3(higher) < density_kg_m3(height_m)
        assert pressure_pa(higher) < pressure_pa(height_m)


@given(st.floats(BOTTOM_M, 80_000.0))
def test_an_ideal_gas_below_80_km(height_m: float) -> None:
    expected = density_kg_m3(height_m) * GAS_J_KG_K * temperature_k(height_m)
    assert pressure_pa(height_m) == pytest.approx(expected, rel=1e-12)
    assert sound_m_s(height_m) ** 2 == pytest.approx(1.4 * pressure_pa(height_m) / density_kg_m3(height_m), rel=1e-12)


@given(st.floats(BOTTOM_M + 1.0, JOIN_M - 1.0))
def test_the_air_carries_its_own_weight(height_m: float) -> None:
    fall = float(pressure_pa(height_m - 0.5) - pressure_pa(height_m + 0.5))
    gravity = GRAVITY_M_S2 * (RADIUS_M / (RADIUS_M + height_m)) ** 2
    assert fall == pytest.approx(float(density_kg_m3(height_m)) * gravity, rel=1e-5)


@given(st.lists(st.one_of(st.floats(-1e4, 2e6), st.just(math.nan)), min_size=1, max_size=20))
def test_many_at_once_are_as_one_by_one(heights_m: list[float]) -> None:
    for what in ALL:
        many = what(np.array(heights_m))
        assert many.dtype == np.float64
        assert many.tolist() == pytest.approx([float(what(h)) for h in heights_m], rel=1e-14, nan_ok=True)
        assert np.isnan(many).tolist() == np.isnan(heights_m).tolist()


def test_shapes_are_kept() -> None:
    for what in ALL:
        assert what(np.zeros((2, 3))).shape == (2, 3)
        assert what(0.0).shape == ()
        assert what(np.zeros(0)).shape == (0,)


def test_nothing_jumps_at_86_km() -> None:
    for what in ALL:
        below, above = what(JOIN_M), what(np.nextafter(JOIN_M, TOP_M))
        assert above == pytest.approx(float(below), rel=1e-6)
    # The pressure's slope meets as well; the density's does not, where the fall of temperature ends.
    around = np.diff(np.log(pressure_pa(JOIN_M + np.array([-100.0, 0.0, 100.0]))))
    assert around[0] == pytest.approx(around[1], rel=1e-3)


def test_outside_its_heights() -> None:
    for what in ALL:
        assert what(-1e6) == what(BOTTOM_M)
        assert np.isnan(what(math.nan))
    for height_m in (np.nextafter(TOP_M, math.inf), 4e8, math.inf):
        assert density_kg_m3(height_m) == 0.0
        assert pressure_pa(height_m) == 0.0
        assert temperature_k(height_m) == temperature_k(TOP_M)
    assert sound_m_s(300e3) == sound_m_s(JOIN_M)


def test_the_kinetic_temperature_is_the_lower_one_from_80_km() -> None:
    scaled = float(sound_m_s(85e3)) ** 2 / (1.4 * GAS_J_KG_K)
    # Table I prints the molecular-scale temperature at 85 km, table 8 the ratio (see the head of the printed rows).
    assert scaled == pytest.approx(188.893, abs=1e-3)
    assert temperature_k(85e3) == pytest.approx(scaled * 0.999694, rel=1e-9)


def test_the_held_rows_are_what_is_told() -> None:
    rows = held()
    assert [rows[0]["height_km"], rows[-1]["height_km"]] == [86.0, 1_000.0]
    for row in rows:
        height_m = 1e3 * row["height_km"]
        assert temperature_k(height_m) == pytest.approx(row["temperature_k"], abs=6e-5)
        assert pressure_pa(height_m) == pytest.approx(row["pressure_pa"], rel=2e-5)
        assert density_kg_m3(height_m) == pytest.approx(row["density_kg_m3"], rel=2e-5)


def test_every_second_row_brings_back_the_others() -> None:
    rows = held()
    heights, logs = (
        np.array(x) for x in zip(*[(r["height_km"], math.log(r["density_kg_m3"])) for r in rows], strict=True)
    )
    left_out = _curve(heights[::2], logs[::2]).at(heights[1::2])
    assert left_out == pytest.approx(logs[1::2], abs=1.5e-3)


@given(st.lists(st.tuples(st.floats(0.1, 50.0), st.floats(1e-3, 5.0)), min_size=3, max_size=12))
def test_a_curve_through_falling_rows_falls(steps: list[tuple[float, float]]) -> None:
    heights, logs = np.cumsum([h for h, _ in steps]), -np.cumsum([fall for _, fall in steps])
    curve = _curve(heights, logs)
    assert curve.at(heights) == pytest.approx(logs, rel=1e-12)
    assert np.all(np.diff(curve.at(np.linspace(heights[0], heights[-1], 400))) <= 1e-12)
