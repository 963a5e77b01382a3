import csv
import math
from importlib.resources import files

import numpy as np
import pytest

from trackside.flight import Departure
from trackside.flight.arc import arc
from trackside.flight.margin import (
    MARGIN_MEDIAN_S,
    MARGIN_POWER,
    MARGIN_SIGMA,
    SOUND_HIGH_M_S,
    SOUND_LOW_M_S,
    SPEED_MEDIAN,
    SPEED_SIGMA,
    margin_below,
    margin_median_s,
    normal,
    speed_below,
)


def _data(name: str) -> list[dict[str, str]]:
    text = (files("trackside.flight") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _margins() -> list[tuple[float, float, float]]:
    found = []
    for row in _data("residuals.csv"):
        where = (
            Departure(float(row["lat_deg"]), float(row["lon_deg"]), float(row["azimuth_deg"]))
            if row["lat_deg"]
            else None
        )
        free = arc(float(row["range_km"]) * 1e3, float(row["apogee_km"]) * 1e3, where).flight_time_s
        found.append((free, float(row["flight_time_s"]) - free, float(row["residual_s"])))
    return found


def test_the_residuals_in_the_file_are_those_of_the_closed_form() -> None:
    for _, margin, written in _margins():
        assert margin == pytest.approx(written, abs=0.1)
        assert margin > 0


def test_the_disputed_announcement_did_not_calibrate_anything() -> None:
    assert not any(row["flight"] == "2022-03-24" for row in _data("residuals.csv"))


def test_every_calibration_row_names_its_source() -> None:
    assert all(len(row["source"]) > 5 for name in ("residuals.csv", "speeds.csv") for row in _data(name))


def test_the_constants_are_the_fit_to_the_file() -> None:
    free, margin, _ = (np.array(column) for column in zip(*_margins(), strict=True))
    power, level = np.polyfit(np.log(free / 1000.0), np.log(margin), 1)
    left = np.log(margin) - level - power * np.log(free / 1000.0)
    count = len(free)
    spread = math.sqrt(float(left @ left) / (count - 2)) * math.sqrt(1 + 2 / count)
    assert math.exp(level) == pytest.approx(MARGIN_MEDIAN_S, abs=1.0)
    assert power == pytest.approx(MARGIN_POWER, abs=0.01)
    assert spread <= MARGIN_SIGMA <= spread + 0.03


def test_a_constant_margin_fits_worse_than_one_that_grows() -> None:
    free, margin, _ = (np.array(column) for column in zip(*_margins(), strict=True))
    left = np.log(margin / margin_median_s(free))
    assert float(np.std(left)) < 0.8 * float(np.std(np.log(margin)))


def test_the_speed_ratio_is_that_of_the_file() -> None:
    ratios = [
        float(row["mach"]) * 340.0 / arc(float(row["range_km"]) * 1e3, float(row["apogee_km"]) * 1e3).speed_m_s
        for row in _data("speeds.csv")
    ]
    assert np.exp(np.mean(np.log(ratios))) == pytest.approx(SPEED_MEDIAN, abs=0.01)
    assert np.std(np.log(ratios), ddof=1) < SPEED_SIGMA / 2


def test_boost_never_takes_time_away() -> None:
    free = np.array([100.0, 1_000.0, 5_000.0])
    assert np.all(margin_below(np.array([-1.0, 0.0, -500.0]), free) == 0.0)
    assert np.allclose(margin_below(margin_median_s(free), free), 0.5, atol=1e-6)


def test_the_normal_table() -> None:
    z = np.linspace(-10, 10, 2_011)
    exact = [0.5 * math.erfc(-x / math.sqrt(2)) for x in z]
    assert np.allclose(normal(z), exact, atol=1e-6, rtol=0)


def test_a_mach_number_is_any_speed_of_the_convention() -> None:
    arcs = np.array([5_000.0])
    slow = speed_below(5_000.0 / SOUND_HIGH_M_S, "Mach", arcs)
    fast = speed_below(5_000.0 / SOUND_LOW_M_S, "Mach", arcs)
    exact = speed_below(5_000.0, "m/s", arcs)
    assert float(slow) < float(exact) < float(fast)
