import numpy as np
import pytest

from trackside.earth import Bundle, Track
from trackside.errors import BadInput


def track(times: list[float]) -> Track:
    n = np.zeros(len(times))
    return Track(np.array(times), n, n, n, n)


def test_a_track_needs_rising_times_and_equal_lengths() -> None:
    assert track([0.0, 1.0]).time_s[1] == 1.0
    for times in ([0.0], [0.0, 0.0], [1.0, 0.0]):
        with pytest.raises(BadInput, match="rising times"):
            track(times)
    with pytest.raises(BadInput):
        Track(np.array([0.0, 1.0]), np.zeros(3), np.zeros(2), np.zeros(2), np.zeros(2))


def test_a_bundle_needs_a_weight_each_summing_to_one() -> None:
    one = track([0.0, 1.0])
    assert Bundle((one, one), np.array([0.25, 0.75]), 1).seed == 1
    with pytest.raises(BadInput):
        Bundle((one,), np.array([0.5, 0.5]), 1)
    with pytest.raises(BadInput):
        Bundle((one,), np.array([0.5]), 1)
