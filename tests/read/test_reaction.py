import pytest

from tests.read.marked import launched


@pytest.mark.parametrize(
    ("sentence", "actor", "stance"),
    [
        ("The White House condemned the launch.", "US White House", "condemns"),
        ("Japan's Prime Minister Fumio Kishida called it outrageous.", "Fumio Kishida", "condemns"),
        ("Tokyo lodged a protest.", "Japan government", "protests"),
        ("France said it was deeply concerned.", "France government", "concerned"),
        ("The Indo-Pacific Command saw no immediate threat.", "US Indo-Pacific Command", "no_immediate_threat"),
        ("KCNA said the test did not have the slightest effect on neighbours.", "KCNA", "defends"),
        ("Kim Jong Un expressed great satisfaction with the test, KCNA said.", "KCNA", "praises"),
        ("China urged all parties to return to dialogue.", "China government", "calls_for_talks"),
        ("The White House said the door to diplomacy was open.", "US White House", "calls_for_talks"),
        ("Russia called it a violation of U.N. Security Council resolutions.", "Russia government", "condemns"),
        ("Russia saw no effect on its security.", "Russia government", "no_immediate_threat"),
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
    ],
)
def test_a_plain_report_is_no_stance(sentence: str) -> None:
    assert launched(sentence).reactions == ()
