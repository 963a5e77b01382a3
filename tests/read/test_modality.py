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
        ("It is a missile for 800 km.", Modality.HYPOTHETICAL),
        ("The test plan called for 800 km.", Modality.PLANNED),
        ("The type is supposed to reach 800 km.", Modality.HYPOTHETICAL),
        ("The type is listed in the handbooks at 800 km.", Modality.HYPOTHETICAL),
        ("Fired flat it would go 800 km.", Modality.HYPOTHETICAL),
        ("A physicist says 800 km on a normal trajectory.", Modality.HYPOTHETICAL),
        ("By Tokyo's estimate it flew 800 km.", Modality.ESTIMATED),
        ("Tokyo gave 800 km, assuming a normal path.", Modality.ESTIMATED),
        ("The 800 km, Seoul said, was an exaggeration.", Modality.DENIED),
        ("The claim that it flew 800 km is untrue.", Modality.DENIED),
        ("It flew 800 km exactly as calculated.", Modality.ASSERTED),
        ("Experts differ on what the type can do. One says 800 km.", Modality.HYPOTHETICAL),
        ("Experts differ on what the type can do. It flew 800 km.", Modality.ASSERTED),
        ("The weapon, with an 800-kilometre reach, was fired at noon.", Modality.HYPOTHETICAL),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "The JCS corrected the range from 350 km to 380 km.",
        "Tokyo first gave 350 km, then 380 km.",
        "Its flight distance, first reported as 350 km, was put at 380 km after review.",
        "The 350 km first announced has been replaced by 380 km.",
        "It flew 380 km, not 350 km.",
        "It flew 380 km rather than the 350 km first reported.",
        "The JCS said it was 380 km, up from 350 km.",
        "At first the JCS reported 350 km; after analysis it said 380 km.",
    ],
)
def test_an_old_figure_and_the_new_one_in_one_sentence(sentence: str) -> None:
    found = claims(launched(sentence), "range")
    assert {c.value.best: c.modality for c in found} == {350e3: Modality.DENIED, 380e3: Modality.ASSERTED}  # type: ignore[union-attr]


def test_a_span_is_no_correction() -> None:
    found = claims(launched("They flew from 350 km to 380 km."), "range")
    assert [(c.value.low, c.modality) for c in found] == [(350e3, Modality.ASSERTED)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("heading", "expected"), [("Estimates so far", Modality.ESTIMATED), ("What happened", Modality.ASSERTED)]
)
def test_the_heading_of_a_list_says_how_firm_it_is(heading: str, expected: Modality) -> None:
    found = launched(f"* {heading}\n  - Ground distance: 800 km.\n  - Highest point: 60 km.")
    assert [c.modality for a in ("range", "apogee") for c in claims(found, a)] == [expected, expected]


def test_reports_called_wrong_are_denied() -> None:
    found = claims(launched("Japan said reports that it flew 800 km were wrong."), "range")
    assert [c.modality for c in found] == [Modality.DENIED]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It fell 150 km short of its 600 km target.", {600e3: Modality.PLANNED}),
        ("It came down 150 km (93 miles) shy of the 600-km goal.", {600e3: Modality.PLANNED}),
        ("It undershot the 600 km target by 150 km.", {600e3: Modality.PLANNED}),
        ("It landed 150 km short of the 600 km planned.", {600e3: Modality.PLANNED}),
        ("It flew 450 km instead of an intended 600.", {450e3: Modality.ASSERTED, 600e3: Modality.PLANNED}),
        ("It flew 450 km, 150 km less than planned.", {450e3: Modality.ASSERTED}),
        ("It flew 50 km farther than the planned 600 km.", {600e3: Modality.PLANNED}),
        ("It fell short by 150 km.", {}),
        ("It flew 600 km into the sea, farther than before.", {600e3: Modality.ASSERTED}),
        ("It hit its target 600 km away, short of Japan.", {600e3: Modality.ASSERTED}),
        ("It hit the 600-km target.", {600e3: Modality.ASSERTED}),
        ("It fell just short of 600 km.", {600e3: Modality.ASSERTED}),
    ],
)
def test_a_distance_aimed_at_is_planned_and_what_was_missing_of_it_no_claim(
    sentence: str, expected: dict[float, Modality]
) -> None:
    found = claims(launched(sentence), "range")
    assert {c.value.best: c.modality for c in found} == expected  # type: ignore[union-attr]
