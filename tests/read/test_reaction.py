import pytest

from tests.read.marked import launched


@pytest.mark.parametrize(
    ("sentence", "actor", "stance"),
    [
        ("The White House condemned the launch.", "US White House", "condemns"),
        ("Japan's Prime Minister Fumio Kishida called it outrageous.", "Fumio Kishida", "condemns"),
        ("Tokyo said that it could in no way be condoned.", "Japan government", "condemns"),
        ("Tokyo lodged a protest.", "Japan government", "protests"),
        ("France said it was deeply concerned.", "France government", "concerned"),
        ("The Indo-Pacific Command saw no immediate threat.", "US Indo-Pacific Command", "no_immediate_threat"),
        ("KCNA said the test did not have the slightest effect on neighbours.", "KCNA", "defends"),
        ("Kim Jong Un expressed great satisfaction with the test, KCNA said.", "Kim Jong Un", "praises"),
        ("China urged all parties to return to dialogue.", "China government", "calls_for_talks"),
        ("The White House said the door to diplomacy was open.", "US White House", "calls_for_talks"),
        ("Russia called it a violation of U.N. Security Council resolutions.", "Russia government", "condemns"),
        ("Russia saw no effect on its security.", "Russia government", "no_immediate_threat"),
        ("The launch was condemned by Japan.", "Japan government", "condemns"),
        ("There was alarm in Tokyo.", "Japan government", "concerned"),
        ('"Absolutely intolerable," said Shinzo Abe.', "Shinzo Abe", "condemns"),
        ("The missile did not pose a threat, the Pentagon said.", "Pentagon", "no_immediate_threat"),
        (
            "In Beijing a foreign ministry spokesman asked both sides to hold back.",
            "China foreign ministry",
            "calls_for_talks",
        ),
        ("The American command in Hawaii saw no immediate threat.", "US government", "no_immediate_threat"),
        ("Seoul's acting president, Hwang Kyo-ahn, condemned it.", "Hwang Kyo-ahn", "condemns"),
        ("Wang Yi, China's foreign minister, called for dialogue.", "Wang Yi", "calls_for_talks"),
        (
            "Seoul said that the North was heading for ruin and condemned the test.",
            "South Korea government",
            "condemns",
        ),
        ("Russia said that it was no violation of anything.", "Russia government", "defends"),
        ("The Security Council, on Monday evening, condemned it.", "UN Security Council", "condemns"),
        (
            "North Korea's foreign ministry spoke of its right to defend itself.",
            "North Korea foreign ministry",
            "defends",
        ),
        ("Japan's defence minister, Nobuo Kishi, said Tokyo would protest.", "Nobuo Kishi", "protests"),
        ("South Korea spoke of an infringement of its territorial waters.", "South Korea government", "condemns"),
        ("Seoul called it a territorial incursion.", "South Korea government", "condemns"),
        ("Tokyo said that the North would bring its own ruin.", "Japan government", "condemns"),
        ("The Pentagon saw nothing in this to worry about.", "Pentagon", "no_immediate_threat"),
        ("The Pentagon said it would not lose any sleep.", "Pentagon", "no_immediate_threat"),
        ("North Korea said it had been fired so as not to endanger ships.", "North Korea government", "defends"),
        ("France called it a step in the right direction.", "France government", "praises"),
    ],
)
def test_who_takes_which_stance(sentence: str, actor: str, stance: str) -> None:
    assert (actor, stance) in [(r.actor.name, r.stance) for r in launched(sentence).reactions]


def test_subjects_that_share_a_verb_each_react() -> None:
    found = launched("The United States, South Korea and Japan denounced the launch.").reactions
    assert {r.actor.name for r in found} == {"US government", "South Korea government", "Japan government"}


@pytest.mark.parametrize(
    "sentence",
    [
        "It flew 800 km.",
        "The weather was fine in Tokyo.",
        "Officials met on Friday.",
        "The North Korean government develops its weapons amid an impasse in negotiations seeking to dismantle them.",
        "North Korea broke off the negotiations with the United States.",
        "An F-15 of the Japan Air Self-Defense Force filmed the trail.",
        "Japan sent two ships to the waters concerned.",
        "The United States called the veto reckless.",
        "Japan was satisfied that it fell outside its zone.",
        "Seoul said that the North's economy was its own ruin.",
        "Japan said that the invasion of Crimea was long ago.",
        "The Pentagon said that there was nothing to add.",
        "Nobody in Tokyo got any sleep that night.",
        "The United States said it would not endanger sources.",
        "Russia took a step back.",
    ],
)
def test_a_plain_report_is_no_stance(sentence: str) -> None:
    assert launched(sentence).reactions == ()


@pytest.mark.parametrize(
    "sentence",
    ["North Korea's launch was a provocation, Japan said.", "North Korea had violated U.N. resolutions, Japan said."],
)
def test_who_launched_takes_no_stance_against_itself(sentence: str) -> None:
    assert {r.actor.name for r in launched(sentence).reactions} == {"Japan government"}


def test_those_behind_by_each_react() -> None:
    found = launched("It was denounced by Tokyo, Canberra and Wellington.").reactions
    assert {r.actor.name for r in found} == {"Japan government", "Australia government", "New Zealand government"}


def test_a_speaker_goes_on_behind_a_semicolon() -> None:
    found = launched("The Pentagon gave no figures; it posed no threat.").reactions
    assert [(r.actor.name, r.stance) for r in found] == [("Pentagon", "no_immediate_threat")]


def test_a_surname_is_given_its_full_name() -> None:
    text = 'In Tokyo, where Takeshi Iwaya was at work, nobody slept.\n\n"We cannot overlook it," Iwaya said.'
    assert [r.actor.name for r in launched(text).reactions] == ["Takeshi Iwaya"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        (
            "U.S. President Joe Biden and Japanese Prime Minister Fumio Kishida condemned the launch.",
            {"Joe Biden", "Fumio Kishida"},
        ),
        (
            "Foreign Secretary James Cleverly, Chancellor Olaf Scholz and President Emmanuel Macron condemned it.",
            {"James Cleverly", "Olaf Scholz", "Emmanuel Macron"},
        ),
        ("President Yoon Suk-yeol met Prime Minister Fumio Kishida, who condemned the test.", {"Fumio Kishida"}),
        ("U.S. Secretary of State Antony Blinken condemned the launch.", {"Antony Blinken"}),
        ("U.S. Defense Secretary Lloyd Austin condemned the launch.", {"Lloyd Austin"}),
    ],
)
def test_persons_named_together_each_take_the_stance(sentence: str, actors: set[str]) -> None:
    assert {r.actor.name for r in launched(sentence).reactions} == actors


@pytest.mark.parametrize(
    ("sentence", "actor", "stance"),
    [
        (
            "Japan's Shinzo Abe spoke of it, and his government protested through its embassy in Beijing.",
            "Japan government",
            "protests",
        ),
        (
            "Chancellor Olaf Scholz of Germany flew home, and his government deplored it.",
            "Germany government",
            "condemns",
        ),
        (
            "South Korean President Yoon Suk-yeol was told. His foreign ministry condemned it.",
            "South Korea foreign ministry",
            "condemns",
        ),
        ('Kim Jong Un "declared with pride" that it was done, state media said.', "Kim Jong Un", "praises"),
        ('The Kremlin "deeply regretted" the test, a diplomat said.', "Russia government", "concerned"),
        (
            "Israel, where Vice President Joe Biden was on a visit, condemned the launch.",
            "Israel government",
            "condemns",
        ),
        ("Fumio Kishida, who had met Yoon Suk-yeol on Monday, called it outrageous.", "Fumio Kishida", "condemns"),
        ("A peace group in Santa Barbara called the launch reckless.", "peace group", "condemns"),
        ("The association Stop Missiles condemned the test.", "Stop Missiles", "condemns"),
        ("Campaigners in Lossiemouth called it an outrageous waste.", "Campaigners", "condemns"),
        ("CND, which wants the boats scrapped, calls it an outrageous waste.", "CND", "condemns"),
        ("Labour called the reports concerning.", "UK Labour Party", "concerned"),
        ("DRDO chairman Samir V Kamat lauded the users.", "Samir V Kamat", "praises"),
        ("Chief of Defence Staff Gen Anil Chauhan also complimented the teams.", "Anil Chauhan", "praises"),
        ("Ursula von der Leyen condemned the launch.", "Ursula von der Leyen", "condemns"),
        ("U.N. chief Ban Ki-moon deplored the launch.", "UN Secretary-General", "condemns"),
        ("Donald Trump made light of the launch.", "Donald Trump", "no_immediate_threat"),
        (
            "In Paris the ministry was worried by Pyongyang's missile work.",
            "France Ministry of Armed Forces",
            "concerned",
        ),
        ("Condemnation poured in from Tokyo and Washington.", "Japan government", "condemns"),
    ],
)
def test_only_who_takes_a_stance_is_its_actor(sentence: str, actor: str, stance: str) -> None:
    assert {(r.actor.name, r.stance) for r in launched(sentence).reactions if r.stance == stance} >= {(actor, stance)}
    others = {"China government", "KCNA", "Joe Biden", "Yoon Suk-yeol", "North Korea government", "DRDO"}
    assert not others & {r.actor.name for r in launched(sentence).reactions}


def test_who_launched_blames_enemies_and_not_its_launch() -> None:
    text = '"If the enemies go on with their reckless choices, we will act," Kim Jong Un said.'
    assert launched(text).reactions == ()


@pytest.mark.parametrize(
    "sentence",
    ["The carrier strike group saw the launch.", "ICBM, which is short for a long name, is a dangerous word."],
)
def test_other_groups_and_short_words_take_no_stance(sentence: str) -> None:
    assert launched(sentence).reactions == ()
