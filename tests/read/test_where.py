"""Where a launch left from and where it fell, each with words that must not be taken for it."""

import pytest

from tests.read.marked import claims, launched, reading


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("North Korea fired a missile on Thursday from the outskirts of the capital.", "the outskirts of the capital"),
        ("North Korea fired a missile on Thursday from a site near the capital.", "a site near the capital"),
        ("A missile fired by North Korea on Thursday left the capital's airport.", "the capital's airport"),
        ("Russia fired a missile on Thursday from beneath the Sea of Okhotsk.", "the Sea of Okhotsk"),
        ("In the Sea of Okhotsk a Russian submarine fired a missile on Thursday.", "the Sea of Okhotsk"),
        ("Russia fired a missile on Thursday from a submarine submerged in the Barents Sea.", "Barents Sea"),
        ("The missile that North Korea fired on Thursday climbed out of Kusong.", "Kusong"),
        ("The missile that North Korea fired on Thursday departed Kusong at dawn.", "Kusong"),
        ("North Korea fired a missile on Thursday.\n\nStart: Kusong.", "Kusong"),
        ("On Thursday Pakistan launched a missile from Makran.", "Makran"),
    ],
)
def test_where_it_left_from(text: str, site: str) -> None:
    assert [c.value for c in claims(reading(text), "site")] == [site]


def test_several_places_counted_before() -> None:
    found = reading(
        "North Korea fired eight missiles on Thursday from four places: Sunan, Kaechon, Kusong and Hamhung."
    )
    assert {c.value for c in claims(found, "site")} >= {"Kaechon", "Kusong", "Hamhung"}


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile on Thursday from its launch site.",
        "North Korea fired a missile on Thursday, and the trail was seen from Kusong.",
        "Russia fired a missile on Thursday. It flew to its range at Kura.",
        "Iran fired a missile on Thursday. It hit the coast of Makran.",
        "Russia fired a missile on Thursday, and it fell in the Barents Sea.",
        "North Korea fired a missile on Thursday. The mark was off Sinpo.",
        "North Korea fired a missile on Thursday. Miners of Tanchon rejoiced.",
    ],
)
def test_where_it_did_not_leave_from(text: str) -> None:
    assert claims(reading(text), "site") == []


def test_a_region_behind_a_place_is_no_second_place() -> None:
    found = reading("North Korea fired a missile on Thursday from Sinpo, a port in South Hamgyong.")
    assert [c.value for c in claims(found, "site")] == ["Sinpo"]


@pytest.mark.parametrize(
    ("sentence", "landing"),
    [
        ("It came down near the coast of North Korea.", "near the coast of North Korea"),
        ("It splashed down off Sinop.", "off Sinop"),
        ("It fell close to the boat.", "close to the boat"),
        ("It ended between Hainan and the Paracel Islands.", "between Hainan and the Paracel Islands"),
        ("It crashed inland, not far from Pyongyang.", "inland, not far from Pyongyang"),
        ("It dropped into the water 200 km from Eocheong island.", "into the water 200 km from Eocheong island"),
        ("It broke up and fell in open country.", "in open country"),
        ("It came down some 600 km away in waters off Chongjin.", "waters off Chongjin"),
        ("It flew 9,070 km to a circle northwest of Fiji.", "to a circle northwest of Fiji"),
        ("It flew to the equatorial part of the Pacific.", "the equatorial part of the Pacific"),
        ("It touched down at Kwajalein.", "Kwajalein"),
        ("It was heading for the East Sea.", "the East Sea"),
    ],
)
def test_where_it_fell(sentence: str, landing: str) -> None:
    assert [c.value for c in claims(launched(sentence), "landing")] == [landing]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was fired from a submarine in the Sea of Okhotsk.",
        "It landed close to midnight on Friday.",
        "Nothing fell near the islands.",
        "It did not come down near the coast.",
        "It fell in the Pacific instead of the usual range on Kamchatka.",
        "The price of oil fell near the end of the week.",
        "A search began for the Pacific crew.",
    ],
)
def test_where_it_did_not_fall(sentence: str) -> None:
    found = [str(c.value) for c in claims(launched(sentence), "landing")]
    assert [v for v in found if v != "the Pacific"] == []
