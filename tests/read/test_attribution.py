import pytest

from tests.read.marked import claims, document, english, launched, reading
from trackside.read.actor import actors
from trackside.read.attribution import voices
from trackside.read.marks import mark


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("It flew 800 km, South Korea's Joint Chiefs of Staff said.", "South Korea Joint Chiefs of Staff"),
        ("It flew 800 km, according to KCNA.", "KCNA"),
        ("Tokyo said it flew 800 km.", "Japan government"),
        ("Tokyo: it flew 800 km.", "Japan government"),
        ("Japan's defence ministry put it at 800 km flown.", "Japan Ministry of Defense"),
        ("The flight, the defence ministry in Beijing said, covered 800 km.", "China Ministry of National Defense"),
        ("Defence Minister Nobuo Kishi told reporters it flew 800 km.", "Nobuo Kishi"),
        ("Japan's defense minister, Gen Nakatani, said it flew 800 km.", "Gen Nakatani"),
        ("David Wright, a physicist, said it flew 800 km.", "David Wright"),
        ("Two U.S. officials said it flew 800 km.", "U.S. officials"),
        ("A JCS spokesman said it flew 800 km.", "South Korea Joint Chiefs of Staff"),
        ('"It flew 800 km," said Lt. Col. Robert Carver.', "Robert Carver"),
        ("It flew 800 km -- JCS.", "South Korea Joint Chiefs of Staff"),
        ("It flew 800 km, Yonhap reported, citing the JCS.", "South Korea Joint Chiefs of Staff"),
        ("Norway's foreign ministry said it flew 800 km.", "Norway foreign ministry"),
        ("It flew 800 km.", "narrator"),
        ("Our correspondent writes: it flew 800 km.", "narrator"),
    ],
)
def test_the_innermost_named_source_vouches(sentence: str, speaker: str) -> None:
    assert [c.speaker.name for c in claims(launched(sentence), "range")] == [speaker]


def test_a_name_that_several_countries_offices_bear_is_of_the_country_told_of() -> None:
    text = "Pakistan's military fired a Fatah missile on Thursday.\n\nThe Joint Chiefs of Staff said it flew 118 km."
    (claim,) = claims(reading(text), "range")
    assert claim.speaker.country == "PK"
    (seoul,) = claims(launched("The Joint Chiefs of Staff said it flew 118 km."), "range")
    assert seoul.speaker.name == "South Korea Joint Chiefs of Staff"


def test_two_speakers_in_one_sentence() -> None:
    found = launched("Seoul said it flew 780 km, while Tokyo said it flew 850 to 900 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["South Korea government", "Japan government"]


def test_a_speaker_is_carried_on_within_a_paragraph() -> None:
    found = launched("KCNA said the test was a success. It flew 800 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["KCNA"]


def test_a_speaker_is_not_carried_into_the_next_paragraph() -> None:
    found = launched("KCNA said the test was a success.\n\nIt flew 800 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["narrator"]


def test_pronouns_refer_back() -> None:
    found = launched(
        "The defence ministry in Tokyo issued a note. The missile, it said, flew 800 km. "
        "The ministry added that it rose to 60 km."
    )
    assert {c.speaker.name for c in (*claims(found, "range"), *claims(found, "apogee"))} == {
        "Japan Ministry of Defense"
    }


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("[ROK JCS - NOTICE TO PRESS]\n\no Our military saw it.", "South Korea Joint Chiefs of Staff"),
        ("Pyongyang, March 25 (KCNA) -- A missile flew.", "KCNA"),
        ("Inter Services Public Relations\nPakistan\n\nPakistan fired a missile.", "ISPR"),
        ("SEOUL, March 25 (Reuters) - A missile flew, the JCS said.", "narrator"),
        ("The Joint Chiefs of Staff said on Friday that a missile flew.", "narrator"),
    ],
)
def test_a_letterhead_names_the_issuer(head: str, issuer: str) -> None:
    marks = mark(document(head), english())
    assert voices(marks, actors(marks), "KP").issuer.name == issuer
