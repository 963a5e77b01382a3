"""What is told as not so is denied, and what nobody vouches for is no claim."""

import pytest

from tests.read.marked import claims, launched, reading
from trackside.measure import Estimate
from trackside.record import Modality


@pytest.mark.parametrize(
    ("sentence", "attribute", "value"),
    [
        ("A Western official said it was not an ICBM.", "kind", "ICBM"),
        ("It was never an ICBM, an analyst said.", "kind", "ICBM"),
        ("The JCS said it was no ICBM.", "kind", "ICBM"),
        ("It was a Hwasong-12, experts said, not the Hwasong-14.", "system", "Hwasong-14"),
        ("It was a Hwasong-12 rather than a Hwasong-14, Seoul said.", "system", "Hwasong-14"),
        ("The missile was not launched from Wonsan, the JCS said.", "site", "Wonsan"),
    ],
)
def test_a_word_behind_not_is_denied(sentence: str, attribute: str, value: str) -> None:
    found = {c.value: c.modality for c in claims(launched(sentence), attribute)}
    assert found[value] is Modality.DENIED
    assert all(how is not Modality.DENIED for name, how in found.items() if name != value)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not only an ICBM but the largest ever, Seoul said.",
        "It was not the first ICBM that the North fired, Seoul said.",
        "It was an ICBM, not a satellite, Seoul said.",
        "It was an ICBM, Seoul said. The North had not fired missiles since May.",
    ],
)
def test_not_of_something_else_leaves_a_kind_asserted(sentence: str) -> None:
    assert [c.modality for c in claims(launched(sentence), "kind") if c.value == "ICBM"] == [Modality.ASSERTED]


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("It neither flew 800 km nor reached an altitude of 60 km, Tokyo said.", {"range", "apogee"}),
        ("Neither missile flew 800 km, the JCS said.", {"range"}),
        ("It did not fly far, nor did it reach a height of 60 km, the JCS said.", {"apogee"}),
        ("It flew 800 km and reached a height of 60 km, Tokyo said, not Guam.", set()),
    ],
)
def test_a_number_behind_neither_is_denied(sentence: str, denied: set[str]) -> None:
    assert {c.attribute for c in launched(sentence).claims if c.modality is Modality.DENIED} == denied


@pytest.mark.parametrize(
    "sentence",
    [
        "Neither Seoul nor Tokyo said that the missile flew 800 km.",
        "Seoul could not confirm that it flew 800 km.",
        "It is unclear whether the missile was launched from Wonsan.",
        "KCNA did not say whether the test succeeded.",
        "Tokyo declined to say whether the missile landed inside the EEZ.",
        "Officials were still trying to determine whether the missile left from Wonsan.",
        "No official confirmed that the test succeeded.",
    ],
)
def test_what_nobody_vouches_for_is_no_claim(sentence: str) -> None:
    told = {(c.attribute, c.value) for c in launched(sentence).claims}
    assert not {a for a, v in told if a in ("range", "outcome", "eez") or v == "Wonsan"}


@pytest.mark.parametrize(
    "sentence",
    [
        "It is unclear whether the warhead survived, but the missile flew 800 km, the JCS said.",
        "Without saying whether the test succeeded, KCNA said the missile flew 800 km.",
        "It is not clear whether the warhead survived, the JCS said, adding that the missile flew 800 km.",
        "Seoul did not say when it was fired. It flew 800 km, Seoul said.",
    ],
)
def test_what_is_told_beside_the_unsaid_stands(sentence: str) -> None:
    assert [c.modality for c in claims(launched(sentence), "range")] == [Modality.ASSERTED]


@pytest.mark.parametrize(
    ("sentence", "upper"),
    [
        ("It failed to fly more than 1,200 km, Seoul said.", True),
        ("It did not fly more than 1,200 km, Seoul said.", True),
        ("It was unable to fly farther than 1,200 km, Seoul said.", True),
        ("It could not have flown more than 1,200 km, Seoul said.", True),
        ("It flew more than 1,200 km, Seoul said, but failed to hit its target.", False),
    ],
)
def test_more_than_behind_a_failure_is_an_upper_bound(sentence: str, upper: bool) -> None:
    (value,) = (c.value for c in claims(launched(sentence), "range"))
    assert isinstance(value, Estimate)
    assert (value.high == 1.2e6, value.low == 1.2e6) == (upper, not upper)


@pytest.mark.parametrize(
    ("sentences", "attribute", "how"),
    [
        ("An earlier entry said the missile landed inside the EEZ. This was incorrect.", "eez", Modality.DENIED),
        ("An earlier update said that the launch was a failure. That was wrong.", "outcome", Modality.DENIED),
        ("An earlier version of this story said the missile fell inside the EEZ.", "eez", Modality.DENIED),
        ("The North said the launch was a success. This was impressive.", "outcome", Modality.ASSERTED),
    ],
)
def test_an_entry_called_wrong_is_denied(sentences: str, attribute: str, how: Modality) -> None:
    assert [c.modality for c in claims(launched(sentences), attribute)] == [how]


@pytest.mark.parametrize(
    ("sentences", "attribute", "value"),
    [
        ("An earlier version gave the maximum altitude as 150 km. The correct figure is 100 km.", "apogee", 100e3),
        ("An earlier version gave the range as 150 km. The correct figure is 100 km.", "range", 100e3),
    ],
)
def test_a_correct_figure_is_of_what_it_corrects(sentences: str, attribute: str, value: float) -> None:
    held = [c for c in claims(launched(sentences), attribute) if c.modality is Modality.ASSERTED]
    assert [c.value.best for c in held if isinstance(c.value, Estimate)] == [value]


def test_missiles_and_days_are_no_names_and_far_residents_no_distance() -> None:
    found = launched("North Korea fired SRBMs Tuesday, the JCS said. The missiles flew some 400 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["South Korea Joint Chiefs of Staff"]
    assert not claims(launched("Residents of Hokkaido, 700 km away, were told to take shelter."), "range")
    assert [c.speaker.name for c in claims(launched("John Kirby said the missile flew 400 km."), "range")] == [
        "John Kirby"
    ]


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ('"If the missile flew 1,000 km, it could hit any U.S. city," he said.', Modality.HYPOTHETICAL),
        ("Had it flown 1,000 km, it would have crossed Japan.", Modality.HYPOTHETICAL),
        ("Compare Iran's Kheibar Shekan: range 1,000 km.", Modality.HYPOTHETICAL),
        ("If confirmed, it would be a record; the missile flew 1,000 km, Seoul said.", Modality.ASSERTED),
        ("The missile flew 1,000 km, Seoul said, compared with 700 km for the last.", Modality.ASSERTED),
    ],
)
def test_a_flight_supposed_is_hypothetical(sentence: str, how: Modality) -> None:
    found = [c for c in claims(launched(sentence), "range") if isinstance(c.value, Estimate) and c.value.best == 1e6]
    assert [c.modality for c in found] == [how]


def test_how_far_a_ship_sailed_is_no_distance_flown() -> None:
    assert not claims(launched("A U.S. aircraft carrier sailed 1,500 km to the region."), "range")


@pytest.mark.parametrize(
    ("sentence", "ranges", "apogees"),
    [
        ("South Korea's JCS gave 4,500 km, 970 km and Mach 17.", [4.5e6], [970e3]),
        ("Japan: 750 km, 50 km, 8 min. South Korea: 800 km, 60 km.", [750e3, 800e3], [50e3, 60e3]),
        ("Japan: 950 km, 4,500 km.", [950e3], [4.5e6]),
        ("The JCS gave 350 km, 380 km.", [350e3, 380e3], []),
        ("The JCS gave 350 km, 120 km and 90 km.", [350e3, 120e3, 90e3], []),
    ],
)
def test_two_lengths_in_a_bare_list_are_distance_and_height(
    sentence: str, ranges: list[float], apogees: list[float]
) -> None:
    found = launched(sentence)
    for attribute, expected in (("range", ranges), ("apogee", apogees)):
        assert [c.value.best for c in claims(found, attribute) if isinstance(c.value, Estimate)] == expected


def test_the_idf_speaks_as_the_military_of_israel() -> None:
    found = reading("Iran fired a ballistic missile on 24 March 2022.\n\nThe IDF says the missile flew 1,500 km.")
    assert [(c.speaker.name, c.speaker.country) for c in claims(found, "range")] == [("Israel military", "IL")]
    assert {m.country for m in found.mentions} == {"IR"}
