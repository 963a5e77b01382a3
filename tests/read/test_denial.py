"""Numbers given up, corrected or disputed, with the one that takes their place; and numbers that only differ."""

import pytest

from tests.read.marked import claims, launched
from trackside.record import Modality

JCS, JAPAN, KCNA, SEOUL = "South Korea Joint Chiefs of Staff", "Japan government", "KCNA", "South Korea government"


def firmness(sentence: str) -> dict[float, Modality]:
    return {c.value.best: c.modality for c in claims(launched(sentence), "range")}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sentence",
    [
        "The JCS said the missile flew 600 km, later revised to 450 km.",
        "The JCS put the range at 600 km, a figure it later corrected to 450 km.",
        "Tokyo, which had put the range at 600 km, lowered it to 450 km.",
        "The initial estimate of 600 km was amended to 450 km.",
        "The JCS amended the range to 450 km from an initial 600 km.",
        "The JCS scaled back its count of the distance to 450 km from 600 km.",
        "The JCS corrected its earlier figure of 600 km to 450 km.",
        "The missile flew 450 km, the JCS said, revising its first assessment of 600 km.",
        "The JCS withdrew its earlier claim of 600 km and said the missile flew 450 km.",
        "The flight covered 450 km (earlier: 600 km).",
        "The range was 450 km (initially given as 600 km).",
        "The range was 450 km, previously 600 km.",
        "An earlier version of this story said the missile flew 600 km; it was 450 km.",
        "An earlier version of this story gave the range as 600 km instead of 450 km.",
        "It did not reach 600 km, as reported, but 450 km.",
        "It flew 450 km, not the 600 km that state TV had reported.",
        "The JCS had initially put the flight at 600 km but later said it was 450 km.",
        "Tokyo gave the range as 450 km after first saying 600 km.",
    ],
)
def test_an_old_number_is_denied_and_the_new_one_asserted(sentence: str) -> None:
    assert firmness(sentence) == {600e3: Modality.DENIED, 450e3: Modality.ASSERTED}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tokyo said it flew 600 km, while the JCS said it flew 450 km.",
        "The JCS said it flew 600 km. Japan revised its figure to 450 km.",
        "The JCS put it at 600 km, while Japan later revised its figure to 450 km.",
        "The JCS said it flew 600 km (450 km by Tokyo's count).",
    ],
)
def test_numbers_that_only_differ_are_not_denied(sentence: str) -> None:
    assert firmness(sentence) == {600e3: Modality.ASSERTED, 450e3: Modality.ASSERTED}


@pytest.mark.parametrize(
    "sentence",
    [
        "The JCS said it flew 600 km and later corrected the altitude to 60 km.",
        "It was not the first to fly 600 km.",
        "The missile did not reach Japan but flew 600 km.",
        "The missile flew 600 km, as the JCS reported, and did not fall into the zone.",
    ],
)
def test_words_of_correction_beside_another_thing_deny_no_number(sentence: str) -> None:
    assert firmness(sentence) == {600e3: Modality.ASSERTED}


def test_an_earlier_version_gives_up_all_its_numbers() -> None:
    found = launched("An earlier version of this story gave the range as 600 km and the apogee as 300 km.")
    assert {c.modality for a in ("range", "apogee") for c in claims(found, a)} == {Modality.DENIED}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The JCS revised the range to 450 km.", JCS),
        ("Japan lowered its estimate to 450 km.", JAPAN),
        ("The JCS said it flew 450 km, not the 600 km that KCNA had claimed.", JCS),
        ("Seoul disputed KCNA's figure of 700 km.", SEOUL),
        ("Seoul said KCNA's claim of 700 km was exaggerated.", SEOUL),
        ("The JCS cast doubt on the 700 km that KCNA reported.", JCS),
        ("KCNA said it flew 700 km, a figure Seoul disputed.", KCNA),
        ("It flew the 700 km that KCNA reported.", KCNA),
    ],
)
def test_who_gives_a_number_up_or_denies_anothers_speaks(sentence: str, speaker: str) -> None:
    assert {c.speaker.name for c in claims(launched(sentence), "range")} == {speaker}
