import math

import pytest

from trackside.flight import say
from trackside.measure import Estimate


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (say.length(6_248_500.0), "6,248.5 km"),
        (say.length(1_090_000.0), "1,090 km"),
        (say.length(500.0), "0.5 km"),
        (say.rough_length(5_846_000.0), "5,850 km"),
        (say.rough_length(193_700.0), "194 km"),
        (say.duration(4_074.7), "67 min 55 s (4,075 s)"),
        (say.duration(4_260.0), "71 min (4,260 s)"),
        (say.duration(95.4), "95 s"),
        (say.seconds(4_052.0), "4,052 s"),
        (say.pace(7_850.0), "7.8 km/s"),
        (say.pace(2_716.0), "2.72 km/s"),
        (say.pace(198.0), "0.2 km/s"),
        (say.pace_in(22.0, "Mach"), "Mach 22"),
        (say.percent(0.004), "under 1 %"),
        (say.percent(0.451), "45 %"),
        (say.claimed(Estimate(6e6, 6e6, math.inf, "m"), "6,000 km"), "more than 6,000 km"),
        (say.claimed(Estimate(9e4, 0.0, 9e4, "m"), "90 km"), "less than 90 km"),
        (say.claimed(Estimate(9e4, 8e4, 1e5, "m"), "90 km"), "90 km"),
    ],
)
def test_numbers_in_words(said: str, wanted: str) -> None:
    assert said == wanted
