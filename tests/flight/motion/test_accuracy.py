import numpy as np
import numpy.typing as npt
import pytest

from tests.flight import plain_motion
from tests.flight.motion.drawn import apart, compared, draw, middle
from trackside.flight.classes import VehicleClass, load_classes
from trackside.flight.motion import store
from trackside.flight.motion.fly import fly
from trackside.flight.motion.plan import plans

Floats = npt.NDArray[np.float64]

PER_CLASS = 4
# Impact and apogee in metres, time in seconds.
LIMITS = [10.0, 5.0, 0.01]


@pytest.mark.parametrize("kind", load_classes(), ids=lambda kind: kind.name)
def test_flights_are_those_of_the_plain_integration(kind: VehicleClass) -> None:
    rows = draw(kind, 3 * PER_CLASS, 11)
    rows = rows[np.flatnonzero(compared(fly(rows)))[:PER_CLASS]]
    assert len(rows) == PER_CLASS
    results = fly(rows)
    plain = [plain_motion.fly(row) for row in rows]
    assert np.all(np.array([apart(r, p) for r, p in zip(results, plain, strict=True)]) < LIMITS)
    burnouts = results[:, store.BURNOUT_PLACE :][:, :6] - np.array([p.burnout for p in plain])
    assert np.all(np.linalg.norm(burnouts[:, :3], axis=1) < 1.0)
    assert np.all(np.linalg.norm(burnouts[:, 3:], axis=1) < 0.01)


@pytest.mark.parametrize("lift_to_drag", [0.5, 1.0])
def test_flights_with_lift_are_those_of_the_plain_integration(lift_to_drag: float) -> None:
    rows = draw(load_classes()[0], 2, 5, lift_to_drag=lift_to_drag)
    for row, result in zip(rows, fly(rows), strict=True):
        assert result[store.OUTCOME] == store.Outcome.LANDED
        assert np.all(apart(result, plain_motion.fly(row)) < LIMITS)


@pytest.mark.parametrize(("lean_deg", "azimuth_deg"), [(70.0, 270.0), (80.0, 90.0), (85.0, 0.0)])
def test_grazing_flights_are_those_of_the_plain_integration(lean_deg: float, azimuth_deg: float) -> None:
    lean = np.radians([lean_deg])
    rows = plans(middle("one-stage solid"), lean, lat_deg=20.0, lon_deg=0.0, azimuth_deg=azimuth_deg)
    results = fly(rows)
    assert 20e3 < results[0, store.APOGEE] < 300e3
    assert np.all(apart(results[0], plain_motion.fly(rows[0])) < LIMITS)


def test_on_an_earth_that_stands_still_too() -> None:
    rows = draw(load_classes()[0], 2, 3)
    rows[:, store.SPIN_RAD_S] = 0.0
    for row, result in zip(rows, fly(rows), strict=True):
        plain = plain_motion.fly(row)
        assert np.linalg.norm(result[store.END_PLACE :][:3] - plain.place) < LIMITS[0]
        assert result[store.APOGEE] == pytest.approx(plain.apogee_m, abs=LIMITS[1])
