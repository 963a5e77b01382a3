import pytest

from tests.read.marked import claims, launched
from trackside.record import Modality


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It flew 800 km.", Modality.ASSERTED),
        ("It flew about 800 km.", Modality.ASSERTED),
        ("It flew for ten minutes and covered 800 km in May.", Modality.ASSERTED),
        ("It is believed to have flown 800 km.", Modality.ESTIMATED),
        ("It may have flown 800 km.", Modality.ESTIMATED),
        ("It probably flew 800 km.", Modality.ESTIMATED),
        ("The missile can fly 800 km.", Modality.HYPOTHETICAL),
        ("The missile, with a range of 800 km, is new.", Modality.HYPOTHETICAL),
        ("On a normal trajectory it could reach 800 km.", Modality.HYPOTHETICAL),
        ("Seoul rejected the claim that it flew 800 km.", Modality.DENIED),
        ("The JCS first said it flew 800 km.", Modality.DENIED),
        ("Its planned distance was 800 km.", Modality.PLANNED),
    ],
)
def test_markers_govern_the_number_behind_them(sentence: str, expected: Modality) -> None:
    assert [c.modality for c in claims(launched(sentence), "range")] == [expected]


def test_a_marker_does_not_reach_over_another_clause() -> None:
    found = launched("It may have been new, but it flew 800 km, and Tokyo said it peaked at 60 km.")
    assert [c.modality for c in claims(found, "range")] == [Modality.ASSERTED]


def test_a_denied_figure_and_the_one_put_in_its_place() -> None:
    found = launched("Seoul rejected the 611-km figure and said it flew 620 km.")
    assert [c.modality for c in claims(found, "range")] == [Modality.DENIED, Modality.ASSERTED]


def test_a_capability_is_never_an_apogee() -> None:
    assert claims(launched("Fired steeply the missile could climb to 1,000 km."), "apogee") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The JCS had said that it flew 1,090 km.",
        "The JCS earlier said it flew 1,090 km. Japan said it flew 800 km.",
        "Japan said it flew 1,095 km. Japan had said that it flew about 1,100 km.",
    ],
)
def test_what_was_said_before_stands_while_its_speaker_says_nothing_else(sentence: str) -> None:
    assert {c.modality for c in claims(launched(sentence), "range")} == {Modality.ASSERTED}


@pytest.mark.parametrize(
    "sentence",
    [
        "The JCS had said that it flew 1,000 km. It later said the missile flew 1,090 km.",
        "The JCS had reported that it flew 1,000 km. The JCS now says it flew 1,090 km.",
    ],
)
def test_what_was_said_before_is_given_up_for_another_value(sentence: str) -> None:
    assert [c.modality for c in claims(launched(sentence), "range")] == [Modality.DENIED, Modality.ASSERTED]


def test_reports_called_wrong_are_denied() -> None:
    found = claims(launched("Japan said reports that it flew 800 km were wrong."), "range")
    assert [c.modality for c in found] == [Modality.DENIED]
