"""Numbers that belong to another launch than the one spoken of, and those told of several launches in turn."""

import pytest

from tests.read.marked import claims, launched, reading
from trackside.record import Reading


def by_day(found: Reading, attribute: str) -> dict[float, str]:
    """The values of an attribute with the day of the launch each is of."""
    dates = {m.id: m.date for m in found.mentions}
    told = {c.value.best: dates[c.mention_id] for c in claims(found, attribute)}  # type: ignore[union-attr]
    return {value: date.latest.strftime("%m-%d") if date else "" for value, date in told.items()}


@pytest.mark.parametrize(
    "sentence",
    [
        "The missile flew 800 km, twice the 400 km of the previous test.",
        "The missile flew 800 km. In an earlier test it flew 400 km.",
        "The missile flew 800 km, up from 400 km in the previous test.",
        "The missile flew 800 km, against 400 km (249 miles) in the last launch.",
        "The missile flew 800 km, beyond the previous record of 400 km.",
        "The missile flew 800 km. The previous one had flown 400 km.",
        "Its predecessor flew 400 km, the new missile 800 km, but this time 800 km were covered.",
        "A previous launch saw a missile fly 400 km. This one flew 800 km.",
        "Last month's missile flew 400 km. Thursday's flew 800 km.",
    ],
)
def test_numbers_of_an_earlier_launch_without_a_date_are_left_out(sentence: str) -> None:
    assert 400e3 not in by_day(launched(sentence), "range")
    assert 800e3 in by_day(launched(sentence), "range")


@pytest.mark.parametrize(
    "sentence",
    [
        "Unlike the previous test, the missile flew 800 km.",
        "It flew 800 km, its longest flight since the last test.",
        "The previous launch was a failure, but the missile flew 800 km.",
        "The missile flew 800 km, twice as far as the previous one.",
        "It flew 800 km, more than any previous missile.",
        "In the last test of the year it flew 800 km.",
        "In an earlier statement the JCS said it flew 800 km.",
    ],
)
def test_an_earlier_launch_beside_a_number_takes_it_from_nobody(sentence: str) -> None:
    assert list(by_day(launched(sentence), "range")) == [800e3]


@pytest.mark.parametrize(
    "sentence",
    [
        "It flew 800 km, double the 400 km flown on Jan. 30.",
        "It flew 800 km, compared with the 400 km that a missile fired on Jan. 30 had flown.",
        "It flew 800 km, farther than the 400 km flown by the missile of Jan. 30.",
    ],
)
def test_what_is_only_compared_leaves_the_first_number_where_it_is(sentence: str) -> None:
    found = by_day(launched(sentence), "range")
    assert found[800e3] != found[400e3]


LAUNCHES = "North Korea fired an intercontinental ballistic missile from Sunan on Thursday.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "The shots of Feb. 27 and March 5 flew 300 km and 270 km, at altitudes of 620 km and 560 km, respectively.",
        "On Feb. 27 and March 5 North Korea fired missiles that flew 300 km and 270 km and reached 620 km and 560 km.",
        "One flew on Feb. 27, one on March 5. They went 300 km and 270 km, rising to 620 km and 560 km respectively.",
    ],
)
def test_two_launches_with_two_lists_of_numbers_take_them_in_turn(sentence: str) -> None:
    found = reading(LAUNCHES + sentence)
    distance, height = by_day(found, "range"), by_day(found, "apogee")
    assert distance[300e3] == height[620e3] != distance[270e3] == height[560e3]


@pytest.mark.parametrize(
    "sentence",
    [
        "On Feb. 27 and March 5 North Korea fired missiles. The latter flew 270 km and 300 km.",
        "Thursday's was the first launch since March 5, when two missiles flew 300 km and 270 km.",
    ],
)
def test_two_numbers_of_one_launch_stay_together(sentence: str) -> None:
    assert len(set(by_day(reading(LAUNCHES + sentence), "range").values())) == 1
