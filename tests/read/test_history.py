import pytest

from tests.read.marked import launched


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It was the first such launch since December 2017.", "first_since"),
        ("North Korea had not fired a ballistic missile since March.", "first_since"),
        ("It was the first launch of its kind in three years.", "first_since"),
        ("It was the eleventh launch of the year.", "nth_in_period"),
        ("It was the third firing this month.", "nth_in_period"),
        ("It is the longest flight the North has ever made.", "record"),
        ("The shot went higher than any before it.", "record"),
        ("No missile of the North had ever gone so high.", "record"),
        ("It was the maiden flight of the missile.", "first_of_kind"),
        ("It came six days after another test.", "interval"),
        ("It was the second in six days.", "interval"),
        ("Thursday's launch was the ninth of 2022.", "nth_in_period"),
        ("It was the first launch of the year.", "nth_in_period"),
        ("It was the type's fourth flight.", "nth_in_period"),
        ("It was the third firing in less than a month.", "nth_in_period"),
        ("That makes eight missiles that the North has tried since April.", "nth_in_period"),
        ("Not since 2017 has the North tested such a missile.", "first_since"),
        ("Pyongyang last tested an ICBM in November 2017.", "first_since"),
        ("It was the biggest missile since the one of November 2017.", "first_since"),
        ("The launch ended a lull of ten months.", "first_since"),
        ("Nobody has shot anything so high.", "record"),
        ("The flight set a new record.", "record"),
        ("The missile flew farther, officials said, than any previous one.", "record"),
        ("It was the first test of the Hwasong-18.", "first_of_kind"),
        ("Never before had the North fired a missile from a lake.", "first_of_kind"),
        ("The missile made its debut at the test.", "first_of_kind"),
        ("Five days after one missile blew up, the North tested another.", "interval"),
        ("The two tests were nine days apart.", "interval"),
    ],
)
def test_statements_that_compare_launches(sentence: str, kind: str) -> None:
    assert kind in [h.kind for h in launched(sentence).history]


@pytest.mark.parametrize(
    "sentence",
    [
        "The first stage fell into the sea.",
        "The second missile flew 300 km.",
        "It flew 800 km.",
        "At first nobody noticed.",
        "Its speed was high.",
        "The third stage of the missile fell into the sea.",
        "The second launch from Sunan failed on the pad.",
        "The first launch was at 7:02 and the second at 7:11.",
        "Officials first said that the missile had flown 400 km.",
        "A record of the flight was kept.",
        "No damage has been reported since the launch.",
        "He made his first remarks on the missile since taking office.",
        "On the 3rd of May this year the missile was shown.",
        "The last missile was fired on Thursday at 8 a.m.",
        "Nobody had expected the test before the election.",
        "Two days after the launch the ministry has still not said a word.",
        "The first freight train in two years crossed the bridge.",
    ],
)
def test_what_compares_nothing(sentence: str) -> None:
    assert launched(sentence).history == ()


@pytest.mark.parametrize("month", ["March", "Dec", "December 2017"])
def test_a_statement_ends_before_the_full_stop(month: str) -> None:
    (found,) = launched(f"It was the first ballistic missile test since {month}. Nobody knew.").history
    assert found.quote.exact.endswith(month)


def test_the_date_it_counts_from() -> None:
    (found,) = launched("It was the first such launch since December 2017.").history
    assert found.since is not None
    assert found.since.date == "2017-12"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The last time was March 8, 1996.", "first_since"),
        ("The last firing of an M51 went back to 12 June 2020.", "first_since"),
        ("The North's previous ballistic missile was the ICBM of 18 November.", "first_since"),
        ("The most recent launch had come in January 2020.", "first_since"),
        ("A Minuteman shot on Oct. 29, 2020, was the last before this one.", "first_since"),
        ("The North had refrained from testing since November.", "first_since"),
        ("Pyongyang had held its fire since January.", "first_since"),
        ("Pyongyang had not tested a missile for five months.", "first_since"),
        ("It had gone five months without a launch.", "first_since"),
        ("It was the first launch after more than four months of quiet.", "first_since"),
        ("It is the strongest missile since 2017.", "first_since"),
        ("The missile was flown for the fifth time.", "nth_in_period"),
        ("Wednesday's shot is the second of a Ghauri to be announced.", "nth_in_period"),
        ("The launch was the second under President Yoon.", "nth_in_period"),
        ("It brought the number of launches this year to nine.", "nth_in_period"),
        ("So far this year the North has fired 30 missiles.", "nth_in_period"),
        ("The North has carried out nine tests in January alone.", "nth_in_period"),
        ("Today's is the sixth occasion in twelve days.", "nth_in_period"),
        ("It was the most that any North Korean missile has spent in the air.", "record"),
        ("It is the highest altitude reached by a North Korean missile.", "record"),
        ("It was the busiest month on record for launches.", "record"),
        ("No North Korean missile had got anywhere near as far.", "record"),
        ("It went farther than the North had ever sent a missile.", "record"),
        ("The missile reached an all-time high.", "record"),
        ("It was the maiden trip of the missile.", "first_of_kind"),
        ("It was the first test-fire of the Hwasongpho-16B.", "first_of_kind"),
        ("It was the first such incident on record.", "first_of_kind"),
        ("The missile has not been flown before.", "first_of_kind"),
    ],
)
def test_other_wordings_of_the_same_statements(sentence: str, kind: str) -> None:
    assert kind in [h.kind for h in launched(sentence).history]


@pytest.mark.parametrize(
    "sentence",
    [
        "The last time the two met was in Hanoi.",
        "The most recent photographs of the site were taken in March 2022.",
        "The minister had not slept for two days.",
        "The launch was not seen for several minutes.",
        "No ferry had sailed for two weeks.",
        "The second of a pair of missiles failed.",
        "The number of ships at sea was small this month.",
        "A second firing will follow within the week.",
        "It could not be compared, since one launch was lawful.",
        "The missile has not been found.",
        "The busiest street of the town was closed.",
        "The highest altitude was 600 km.",
        "The ministry repeated its statement for the third time.",
        "The test followed months of quiet diplomacy.",
        "The launch was on the second floor under Room 39.",
        "Seven planes took off in the last two days.",
        "The second missile under test failed.",
    ],
)
def test_like_wordings_that_compare_nothing(sentence: str) -> None:
    assert launched(sentence).history == ()
