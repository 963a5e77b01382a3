import datetime as dt

import pytest

from tests.read.marked import reading

DAY = dt.date(2023, 6, 16)


@pytest.mark.parametrize(
    "text",
    [
        "The United States postponed a test of a Minuteman III missile on Thursday, the Pentagon said.",
        "VANDENBERG, June 16, 2023 - The Air Force has put off a test launch of a Minuteman III missile.",
        "India called off the trial of its Agni-5 missile on Wednesday hours before the window closed.",
        "A test of the M51 missile that was to take place on Tuesday did not go ahead, the French ministry said.",
        "Pakistan scrubbed Thursday's launch of a Shaheen-3 missile because of the weather.",
        "The launch of a Bulava missile by Russia was cancelled on Monday.",
    ],
)
def test_a_launch_called_off_is_none(text: str) -> None:
    assert reading(text, DAY).mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile on Thursday, a day after it had called off another.",
        "Russia was slow to reply: put off by the weather, it fired a Bulava missile on Thursday.",
        "The test was postponed twice before North Korea fired the missile on Thursday.",
    ],
)
def test_what_was_launched_beside_it_stands(text: str) -> None:
    (mention,) = reading(text, DAY).mentions
    assert mention.date is not None
    assert mention.date.date == "2023-06-15"
