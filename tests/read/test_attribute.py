"""Each cue that tells what a number is, with words it must decide and words it must leave alone."""

import pytest

from tests.read.marked import claims, launched, reading


@pytest.mark.parametrize(
    ("sentence", "attribute", "best"),
    [
        ("It flew 800 km.", "range", 800e3),
        ("It covered a distance of 800 km.", "range", 800e3),
        ("It went up 900 km and out 700 km.", "range", 700e3),
        ("It fell 933 km downrange.", "range", 933e3),
        ("It hit a target 600 km away.", "range", 600e3),
        ("The Joint Chiefs said: 430 km, at an altitude of 36 km.", "range", 430e3),
        ("It rose to 6,000 km.", "apogee", 6000e3),
        ("It peaked at 60 km.", "apogee", 60e3),
        ("It topped out at 60 km.", "apogee", 60e3),
        ("The missile had an apogee of 560 km.", "apogee", 560e3),
        ("It reached 910 km at its highest.", "apogee", 910e3),
        ("It was 950 km up.", "apogee", 950e3),
        ("It stayed aloft for 71 minutes.", "flight_time", 4260.0),
        ("The flight took 4,052 seconds.", "flight_time", 4052.0),
        ("It was in the air for half an hour.", "flight_time", 1800.0),
        ("It flew for 22 minutes.", "flight_time", 1320.0),
        ("It reached a speed of 7 km/s.", "speed", 7000.0),
        ("Its top speed was Mach 17.", "speed", 17.0),
        ("Some 190 km were covered.", "range", 190e3),
        ("The JCS gave 380 km for the distance.", "range", 380e3),
        ("It struck a target 1,200 km off in the ocean.", "range", 1200e3),
        ("The Kremlin's summary made it 7,170 km.", "range", 7170e3),
        ("It went as far as 3,700 km.", "range", 3700e3),
        ("The JCS gave 97 km for the altitude.", "apogee", 97e3),
        ("It never climbed above 60 km.", "apogee", 60e3),
        ("It went above 6,200 km.", "apogee", 6200e3),
        ("It levelled off at 30 km.", "apogee", 30e3),
        ("It left its pad and came down in the sea 20 minutes later.", "flight_time", 1200.0),
        ("The time of flight was not told. It was probably half an hour.", "flight_time", 1800.0),
        ("It flew 800 km; the flight was a matter of seven minutes.", "flight_time", 420.0),
        ("It spent an hour and seven minutes in the air.", "flight_time", 4020.0),
        ("It flew at six times that of sound.", "speed", 6.0),
        ("It climbed to 50 km and flew up to 300 km.", "range", 300e3),
        ("It flew at Mach 6 for 800 km.", "range", 800e3),
        ("It flew at 60 km.", "apogee", 60e3),
        ("It flew for ten minutes at 60 km.", "apogee", 60e3),
        ("It went 500 km (310 miles) up.", "apogee", 500e3),
    ],
)
def test_words_beside_a_number_say_what_it_is(sentence: str, attribute: str, best: float) -> None:
    found = claims(launched(sentence), attribute)
    assert [c.value.best for c in found] == [pytest.approx(best)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sentence",
    [
        "The warhead swung through a corkscrew of 240 km.",
        "The two test ranges lie 2,000 km apart.",
        "Anchorage is 5,700 km from the launch point.",
        "The 17-metre, three-stage missile weighed 50 tonnes.",
        "The alert lasted 34 minutes.",
        "A second alert came 22 minutes later.",
        "Planes were held on the ground for 15 minutes.",
        "It fell 150 km west of Oshima.",
        "The ministry spoke for half an hour.",
        "It took thirty hours to collect the figures.",
        "The notice closed a corridor of 3,000 km.",
        "Ships were kept out of a zone 200 km across.",
        "The first stage fell 250 km from the pad.",
        "It dipped and rose again to a second peak of 42 km.",
        "The satellite entered orbit at 494 km perigee and 500 km apogee.",
        "The truck travelled 40 km to the site.",
        "The second missile followed eight minutes later.",
        "The treaty bans missiles with ranges of 500 to 5,500 km.",
        "It fell 300 km off the Oga peninsula.",
        "It was an intermediate-range ballistic missile (3,000 to 5,500 km).",
        "Anchorage is 5,700 km from the launch point, Seattle 8,000.",
        "That is right, give or take 20 km.",
    ],
)
def test_other_numbers_are_left_alone(sentence: str) -> None:
    found = launched(sentence)
    assert [c for a in ("range", "apogee", "flight_time", "speed") for c in claims(found, a)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It flew 4,200 miles (about 3,650 nautical miles).",
        "It flew 800 km (497 mi; 432 nmi).",
        "It flew 800 km [497 miles].",
        "It flew 800km/497 miles.",
        "It flew 800 km (about 497 miles or 432 nautical miles).",
    ],
)
def test_a_conversion_is_no_second_claim(sentence: str) -> None:
    assert len(claims(launched(sentence), "range")) == 1


def test_another_sides_figure_in_brackets_is_no_conversion() -> None:
    assert len(claims(launched("The JCS said it flew 800 km (Tokyo made it 805 km)."), "range")) == 2


def test_a_speed_told_as_a_multiple_of_sound_is_told_once() -> None:
    assert len(claims(launched("It reached Mach 6 (4,600 mph)."), "speed")) == 1
    assert len(claims(launched("It reached Mach 6 and fell at 900 mph."), "speed")) == 2


@pytest.mark.parametrize(
    ("sentence", "height", "distance"),
    [
        ("It went 420 high and 270 out.", 420e3, 270e3),
        ("It flew 760 km. It kept to an altitude of 60, they said.", 60e3, 760e3),
        ("They flew 380 km at 97 km.", 97e3, 380e3),
        ("It flew 500 miles (805 km) at 600 miles (966 km).", 965.6e3, 804.7e3),
        ("It flew 600 km at 60 km (373 miles at 37 miles).", 60e3, 600e3),
        ("It flew 300 km up to 50 km.", 50e3, 300e3),
        ("It flew 300 km up to an altitude of 50 km.", 50e3, 300e3),
        ("The missile flew 500 km up to 2,000 km.", 2000e3, 500e3),
        ("It flew 800 km (497 miles) and 60 km (37 miles) high.", 60e3, 800e3),
        ("It reached 500 km and covered 800 km.", 500e3, 800e3),
        ("Highest point: some 2,100 km. Ground distance: some 790 km.", 2100e3, 790e3),
    ],
)
def test_a_height_and_a_distance_side_by_side(sentence: str, height: float, distance: float) -> None:
    found = launched(sentence)
    assert [c.value.best for c in claims(found, "apogee")] == [pytest.approx(height, 1e-3)]  # type: ignore[union-attr]
    assert [c.value.best for c in claims(found, "range")] == [pytest.approx(distance, 1e-3)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sentence",
    ["They flew 300 km up to 500 km.", "The missile flew from 300 km up to 500 km.", "It flew 300 to 500 km."],
)
def test_a_span_of_distances_is_no_height(sentence: str) -> None:
    found = launched(sentence)
    assert claims(found, "apogee") == []
    assert [c.value.low for c in claims(found, "range")] == [300e3]  # type: ignore[union-attr]


def test_numbers_in_turn_take_the_roles_of_those_before() -> None:
    found = launched("The first pair went 230 km at a height of 30 km; then it was 400 and 48.")
    assert [c.value.best for c in claims(found, "range")] == [230e3, 400e3]  # type: ignore[union-attr]
    assert [c.value.best for c in claims(found, "apogee")] == [30e3, 48e3]  # type: ignore[union-attr]


def test_the_other_side_speaks_of_the_same() -> None:
    found = claims(launched("The JCS said 350 km; Tokyo 400."), "range")
    assert [c.value.best for c in found] == [350e3, 400e3]  # type: ignore[union-attr]


def test_a_headline_says_nothing_that_the_text_repeats() -> None:
    text = "Missile flies 800 km\n\nNorth Korea fired a missile on Thursday. It flew 800 km.\n\nPeak 60 km"
    found = reading(text)
    assert len(claims(found, "range")) == 1
    assert len(claims(found, "apogee")) == 1


def test_joined_numbers_share_their_role() -> None:
    assert len(claims(launched("They flew 250 km (150 miles) and 350 km (215 miles) respectively."), "range")) == 2


def test_a_question_says_what_the_answer_is() -> None:
    found = launched("HOW HIGH? Tokyo: beyond 2,000 km.")
    assert [c.speaker.name for c in claims(found, "apogee")] == ["Japan government"]


def test_a_bare_number_takes_the_nearest_known_role() -> None:
    found = launched(
        "Seoul said it flew 4,500 km and peaked at 970 km. Japan's figures: about 4,600 km, about 1,000 km."
    )
    assert [(c.speaker.name, c.value.best) for c in claims(found, "range")][-1] == ("Japan government", 4600e3)  # type: ignore[union-attr]
    assert [(c.speaker.name, c.value.best) for c in claims(found, "apogee")][-1] == ("Japan government", 1000e3)  # type: ignore[union-attr]
