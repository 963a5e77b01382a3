"""How far the same vehicle could fly, in sentences."""

import pytest

from tests.brief.cases import flown
from trackside.brief import how_far, vocabulary
from trackside.flight import Path
from trackside.measure import Estimate

STILL = Estimate(12.5e6, 10.6e6, 18.8e6, "m")
WEST, EAST = Estimate(11.92e6, 10.1e6, 16.0e6, "m"), Estimate(13.31e6, 11.0e6, 19.3e6, "m")
TO_THE_END = Estimate(17.9e6, 13.6e6, 19.93e6, "m")
WITH_THE_SAME = "with the same load, on its best trajectory, would reach"


def test_the_longest_range_is_told_with_its_interval_and_over_the_turning_earth() -> None:
    assert how_far.longest(flown(still=STILL, by_direction=((90.0, EAST), (270.0, WEST)))) == (
        f"The same vehicle {WITH_THE_SAME} about 12,500 km (nine in ten: between 10,600 and 18,800 km) on a still "
        "Earth; over the turning Earth from 11,900 km towards the west to 13,300 km towards the east."
    )


def test_without_a_place_only_a_still_earth_is_told() -> None:
    assert how_far.longest(flown(still=TO_THE_END)) == (
        f"The same vehicle {WITH_THE_SAME} about 17,900 km (nine in ten: between 13,600 km and half way round the "
        "Earth) on a still Earth."
    )


@pytest.mark.parametrize(
    ("path", "fits", "start"),
    [
        (Path.BALLISTIC, True, "The same vehicle with"),
        (Path.UNKNOWN, True, "If it was ballistic, the same vehicle with"),
        (Path.BALLISTIC, False, "By the flights that come nearest to these numbers, the same vehicle with"),
    ],
)
def test_it_is_said_on_what_condition_it_holds(path: Path, fits: bool, start: str) -> None:
    it = flown(path=path, fits=fits, still=STILL)
    assert how_far.longest(it).startswith(start)
    sure = fits and path is Path.BALLISTIC
    assert bool(how_far.burnout(it)) is sure
    assert bool(how_far.screen(it, "KCNA")) is sure


def test_a_floor_is_still_told_as_one() -> None:
    it = flown()
    assert how_far.longest(it) == "The same speed, spent on distance alone, reaches at least 5,900 km on a still Earth."
    assert how_far.burnout(it) == how_far.screen(it, "KCNA") == ""
    assert how_far.told(it) is None


def test_the_burnout_is_told_as_speed_and_time() -> None:
    assert how_far.burnout(flown(still=STILL)) == "It burnt out at 6.1 to 8.2 km/s, 2 to 5 minutes after lift-off."


def test_the_terminal_has_it_in_fewer_words() -> None:
    assert how_far.screen(flown(still=STILL), "Japan Ministry of Defense") == (
        "about 12,500 km (nine in ten: between 10,600 and 18,800 km) on a still Earth with the same load, by the Japan "
        "Ministry of Defense’s numbers."
    )


def test_every_sentence_has_its_words() -> None:
    table = vocabulary.tables()["reconstruction"]
    assert {
        "flights", "any_direction", "cut", "none", "same", "same_unknown", "same_nearest", "still", "turning", "floor",
        "burnout", "load", "heap", "load_short", "nearest", "half_way", "screen",
    } == set(table)  # fmt: skip
    assert {k: v.count("{}") for k, v in table.items() if "{}" in v} == {
        "none": 1, "still": 2, "turning": 3, "floor": 1, "burnout": 2, "screen": 2,
    }  # fmt: skip
