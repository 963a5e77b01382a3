"""The reconstruction as a whole: reproducible, and right where it can be checked."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flight.ensemble.drawn import JAPAN, SUNAN, irbm_population
from trackside.earth import geodesic
from trackside.errors import BadInput
from trackside.flight import Departure, Kind, Numbers, Reconstruction, reconstruct
from trackside.flight.ensemble.longest import farthest
from trackside.flight.ensemble.members import Controls, flights
from trackside.measure import Estimate, Hedge, stated

MEMBERS = 800


@pytest.fixture(scope="module")
def japan() -> Reconstruction:
    return reconstruct(JAPAN, SUNAN, seed=3, members=MEMBERS, threads=2)


def test_the_same_seed_gives_the_same_answer_on_any_number_of_threads(japan: Reconstruction) -> None:
    again = reconstruct(JAPAN, SUNAN, seed=3, members=MEMBERS, threads=1)
    assert again.predictions == japan.predictions
    assert again.classes == japan.classes
    assert again.effective_sample_size == japan.effective_sample_size
    assert again.longest is not None
    assert japan.longest is not None
    assert np.array_equal(again.longest.sample_m, japan.longest.sample_m)
    other = reconstruct(JAPAN, SUNAN, seed=4, members=MEMBERS)
    assert other.predictions != japan.predictions
    assert (other.seed, japan.seed) == (4, 3)


def test_other_seeds_agree_within_the_scatter(japan: Reconstruction) -> None:
    other = reconstruct(JAPAN, SUNAN, seed=11, members=MEMBERS)
    for about in ("flight_time", "speed"):
        p, q = japan.prediction(about), other.prediction(about)
        assert p is not None
        assert q is not None
        assert abs(q.expected.best - p.expected.best) < 0.35 * (p.expected.high - p.expected.low)


def test_it_was_lofted_by_a_vehicle_of_several_stages(japan: Reconstruction) -> None:
    assert japan.kinds[Kind.LOFTED] == pytest.approx(1.0)
    assert sum(japan.kinds.values()) == pytest.approx(1.0)
    assert sum(japan.classes.values()) == pytest.approx(1.0)
    assert japan.classes["one-stage liquid"] == japan.classes["one-stage solid"] == 0.0


def test_the_tracks_start_at_the_pad_and_land_where_announced(japan: Reconstruction) -> None:
    assert japan.bundle is not None
    for track in japan.bundle.tracks:
        assert (track.time_s[0], track.height_m[0]) == (0.0, 0.0)
        found = geodesic.leg(SUNAN.lat_deg, SUNAN.lon_deg, float(track.lat_deg[-1]), float(track.lon_deg[-1]))
        assert found.distance_m == pytest.approx(1_090e3, rel=0.03)
        assert found.azimuth_deg == pytest.approx(72.0, abs=1.0)
        assert float(track.height_m.max()) == pytest.approx(6_248.5e3, rel=0.01)
        assert track.height_m[-1] == pytest.approx(0.0, abs=1.0)
        assert np.all(track.height_m >= 0.0)
    lengths = [float(t.time_s[-1]) for t in japan.bundle.tracks]
    time = japan.prediction("flight_time")
    assert time is not None
    assert min(lengths) < time.expected.best < max(lengths) + 60.0


def test_flights_to_the_east_reach_farther(japan: Reconstruction) -> None:
    numbers = Numbers(stated(787e3, "m", step=1e3), stated(2_111.5e3, "m", step=100.0))
    longest = reconstruct(numbers, Departure(40.07, 125.2, 71.0), members=MEMBERS).longest
    assert longest is not None
    reach = {azimuth: e.best for azimuth, e in longest.by_direction}
    assert reach[90.0] > longest.still.best > reach[270.0]
    assert reach[0.0] == pytest.approx(reach[180.0], rel=0.05)


def test_no_other_lean_carries_a_member_farther() -> None:
    population = irbm_population()
    pick = np.arange(6)
    members, payload = population.members.take(pick), population.controls.payload[pick]
    reach, _ = farthest(members, payload, spin_rad_s=0.0)
    turn = np.radians(members.azimuth_deg)
    for lean in np.geomspace(0.03, 1.3, 60):
        flown = flights(members, Controls(payload, lean * np.cos(turn), lean * np.sin(turn)), spin_rad_s=0.0)
        assert np.all(np.where(flown.landed, flown.range_m, 0.0) < reach * 1.003)
    assert np.all((reach > 3_500e3) & (reach < 6_500e3))


def test_one_number_is_refused() -> None:
    with pytest.raises(BadInput, match="at least two"):
        reconstruct(Numbers(range_m=stated(800e3, "m")))


def test_what_cannot_be_flown_is_a_value_and_no_error() -> None:
    # 10,000 km in five minutes at a height of 20 km: nothing does that.
    numbers = Numbers(stated(10_000e3, "m"), stated(20e3, "m"), stated(300.0, "s"))
    found = reconstruct(numbers, members=300)
    assert not found.fits
    assert (found.longest, found.bundle, found.burnout_speed_m_s) == (None, None, None)


@given(
    st.floats(20e3, 15_000e3), st.floats(10e3, 11_000e3), st.floats(60.0, 9_000.0),
    st.sampled_from(["closed", "more", "less", "none"]), st.sampled_from([None, SUNAN, Departure(-89.9, 0.0)]),
)  # fmt: skip
@settings(max_examples=12, deadline=None)
def test_whatever_is_announced_comes_to_an_end(
    range_m: float, apogee_m: float, time_s: float, wording: str, where: Departure | None
) -> None:
    def told(value: float, unit: str) -> Estimate | None:
        hedge = {"more": Hedge.AT_LEAST, "less": Hedge.AT_MOST}.get(wording, Hedge.NONE)
        return None if wording == "none" and unit == "s" else stated(value, unit, hedge=hedge, step=value / 50)

    found = reconstruct(Numbers(told(range_m, "m"), told(apogee_m, "m"), told(time_s, "s")), where, members=120)
    for p in found.predictions:
        assert p.expected.low <= p.expected.best <= p.expected.high
        assert math.isfinite(p.expected.high)
        assert p.probability is None or 0.0 <= p.probability <= 1.0
        assert all(math.isfinite(x) for x in p.ladder)
