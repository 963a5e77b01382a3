import pytest

from tests.read.marked import claims, document, english, launched, reading
from trackside.read.actor import actors
from trackside.read.attribution import voices
from trackside.read.marks import mark


def figure(text: str, words: str) -> str:
    """Who vouches for a number in a text that follows the plain news of a launch."""
    told = f"North Korea fired a missile.\n\n{text}"
    marks = mark(document(told), english())
    return voices(marks, actors(marks), "KP").figure(told.index(words)).name


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
    found = launched("KCNA said the test was a success.\n\nMost such shots end early; this one flew 800 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["narrator"]


def test_a_paragraph_that_goes_on_with_the_same_flight_is_still_the_speakers() -> None:
    found = launched("KCNA said the test was a success.\n\nIt flew 800 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["KCNA"]


def test_a_sentence_with_another_day_is_the_narrators() -> None:
    found = launched("KCNA said the test was a success. In 2017 a Hwasong-12 flew 3,700 km.")
    assert [c.speaker.name for c in claims(found, "range")] == ["narrator"]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Tokyo has 800 km and a height of 60.", "800 km", "Japan government"),
        ("Japan's is 650 km.", "650 km", "Japan government"),
        ("By the Japanese navy's count it flew 650 km.", "650 km", "Japan navy"),
        ("Contrary to Pyongyang's claim of 700 km, it flew 600 km, the JCS said.", "700 km", "North Korea government"),
        (
            "Contrary to Pyongyang's claim of 700 km, it flew 600 km, the JCS said.",
            "600",
            "South Korea Joint Chiefs of Staff",
        ),
        ("It was clocked by Seoul at Mach 10.", "Mach 10", "South Korea government"),
        ("It flew 600 km (JCS) or 620 km (Japan).", "620 km", "Japan government"),
        ("It rose to 60 km; it headed eastward for 600 km: JCS.", "60 km", "South Korea Joint Chiefs of Staff"),
        ("Kim Jong-dae said he had been told by the French navy that it flew 600 km.", "600 km", "France navy"),
        ("Nobuo Kishi, Japan's defence minister, told lawmakers that it flew 600 km.", "600 km", "Nobuo Kishi"),
        ("Nobuo Kishi was quoted by NHK as saying it flew 600 km.", "600 km", "Nobuo Kishi"),
        ("The JCS said it flew 600 km, Reuters reported.", "600 km", "South Korea Joint Chiefs of Staff"),
        ("A retired colonel in Singapore leans to 600 km.", "600 km", "retired colonel"),
        ("In Tokyo the ministry put the flight at 600 km.", "600 km", "Japan Ministry of Defense"),
        ("Pyongyang's agency is silent. Protest to North Korea: lodged; flight 600 km.", "600 km", "narrator"),
        ("The carrier Admiral Kuznetsov recorded it. It flew 600 km.", "600 km", "narrator"),
        ("It should be noted that such a missile flies 600 km.", "600 km", "narrator"),
        (
            "Distances are those of the JCS.\n\nAnother shot. It went 600 km.",
            "600 km",
            "South Korea Joint Chiefs of Staff",
        ),
    ],
)
def test_sources_are_named_in_many_ways(text: str, words: str, speaker: str) -> None:
    assert figure(text, words) == speaker


def test_the_day_is_the_narrators_unless_somebody_leads_the_sentence_in() -> None:
    tail = "North Korea fired a missile on Thursday, the JCS said."
    front = "The JCS said North Korea fired a missile on Thursday."
    for text, speaker in ((tail, "narrator"), (front, "South Korea Joint Chiefs of Staff")):
        marks = mark(document(text), english())
        assert voices(marks, actors(marks), "KP").dating(text.index("Thursday")).name == speaker


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
        ("MINISTRY OF DEFENSE, JAPAN\nPress release\n\nA missile flew.", "Japan Ministry of Defense"),
        (
            "Press Information Bureau\nGovernment of India\nMinistry of Defence\n\nA missile flew.",
            "India Ministry of Defence",
        ),
        ("Ministry of Defence\n\nNorth Korea fired a missile.", "North Korea Ministry of Defence"),
        ("Ministry of Defense\n\nIt fell off Japan. Japan protested. Japan is safe.", "Japan Ministry of Defense"),
        ("Ministry of Defense\n\nIt fell off Japan, off Russia and off China.", "narrator"),
        ("SEOUL, March 25 (Reuters) - A missile flew, the JCS said.", "narrator"),
        ("The Joint Chiefs of Staff said on Friday that a missile flew.", "narrator"),
    ],
)
def test_a_letterhead_names_the_issuer(head: str, issuer: str) -> None:
    marks = mark(document(head), english())
    assert voices(marks, actors(marks), "KP").issuer.name == issuer


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("A retired designer in Miass guessed that it flew 600 km.", "600 km", "retired designer"),
        ("Local journalists wrote that it flew 600 km.", "600 km", "Local journalists"),
        (
            "It flew 600 km, two people with direct knowledge of it said.",
            "600 km",
            "people with direct knowledge of it",
        ),
        ("Two American news services came up with 600 km.", "600 km", "American news services"),
        ("Its makers advertise 600 km.", "600 km", "makers"),
        ("An analyst at a London institute thought it flew 600 km.", "600 km", "analyst at a London institute"),
        ("A diplomat in Seoul said it flew 600 km.", "600 km", "diplomat in Seoul"),
        ("Officials in Seoul said it flew 600 km.", "600 km", "South Korea Officials"),
        ("To North Korea's media it was a shell of 600 km.", "600 km", "KCNA"),
        ("Sources in the fleet rounded this off to 600 km.", "600 km", "Sources"),
        ("Seoul had drawn a different picture. The missile flew 600 km.", "600 km", "South Korea government"),
        ("The JCS disagreed. The missile flew 600 km.", "600 km", "South Korea Joint Chiefs of Staff"),
        ("The JCS told reporters that it flew 600 km.", "600 km", "South Korea Joint Chiefs of Staff"),
        ("The makers were not there. It flew 600 km.", "600 km", "narrator"),
        ("Passengers on a ferry were awake. It flew 600 km.", "600 km", "narrator"),
        ("North Korea launched a short-range class missile over 600 km.", "600 km", "narrator"),
    ],
)
def test_people_without_a_name_speak_too(text: str, words: str, speaker: str) -> None:
    assert figure(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("It flew just 600 km, tumbling, by the South's figures.", "600 km", "South Korea government"),
        ("By the North's account it covered 600 km.", "600 km", "North Korea government"),
        ("It covered 600 km, in the North's own accounting.", "600 km", "North Korea government"),
        ("Seoul disagreed. By their account it flew 600 km.", "600 km", "South Korea government"),
        ("For Japan, which first warned the north of its main island, it flew 600 km.", "600 km", "Japan government"),
        ("To Tokyo, the missile flew 600 km.", "600 km", "Japan government"),
        ("It was sent to Japan, and it flew 600 km.", "600 km", "narrator"),
        ("Japan, in whose view both flew 600 km, complained.", "600 km", "Japan government"),
        ("It was the record, which Tokyo had clocked at 71 minutes.", "71 minutes", "Japan government"),
        ("It flew 600 km, which the JCS announced 47 minutes later.", "600 km", "South Korea Joint Chiefs of Staff"),
        ("An engineer in Ulsan, who has seen many, holds out for 600 km.", "600 km", "engineer"),
        ("North Korea launched an ICBM-class missile over 600 km.", "600 km", "narrator"),
    ],
)
def test_accounts_are_named_in_many_ways(text: str, words: str, speaker: str) -> None:
    assert figure(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Toto Dynamics, the makers, advertised 600 km.", "600 km", "Toto Dynamics"),
        ("Roketsan, the maker, lists it at 600 km.", "600 km", "Roketsan"),
        ("The makers, Lockheed Martin, have always stuck to 600 km.", "600 km", "Lockheed Martin"),
        ("The Eastern Theater Command said it flew 600 km.", "600 km", "Eastern Theater Command"),
        ("The South China Morning Post wrote that it flew 600 km.", "600 km", "South China Morning Post"),
        ("It flew 600 km, has announced the Asan Institute.", "600 km", "Asan Institute"),
        ("The Asan Institute was closed. It flew 600 km.", "600 km", "narrator"),
        ("The JCS told the Sunday Times that it flew 600 km.", "600 km", "South Korea Joint Chiefs of Staff"),
        ("KCNA said the Missile Corps fired it. It flew 600 km.", "600 km", "KCNA"),
    ],
)
def test_bodies_that_no_list_knows_speak(text: str, words: str, speaker: str) -> None:
    assert figure(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The missile flew 600 km. It fell off Oga, the JCS said.", "600 km", "South Korea Joint Chiefs of Staff"),
        ("The pair flew 600 km. They fell off Oga, according to Tokyo.", "600 km", "Japan government"),
        ("The missile flew 600 km. The JCS said it fell off Oga.", "600 km", "narrator"),
        ("The missile flew 600 km. Analysts were surprised, the JCS said.", "600 km", "narrator"),
        ("The missile flew 600 km.\n\nIt fell off Oga, the JCS said.", "600 km", "narrator"),
        ("KCNA is glad, it said. The missile flew 600 km. It fell off Oga, the JCS said.", "600 km", "KCNA"),
        ("It should be noted that it flew 600 km. It fell off Oga, the JCS said.", "600 km", "narrator"),
    ],
)
def test_who_is_named_at_the_end_of_a_tale_tells_its_beginning_too(text: str, words: str, speaker: str) -> None:
    assert figure(text, words) == speaker
