"""`trackside archive judge`, `settle` and what `show` says of a launch: people decide, and can take it back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, Run

MARCH = (str(EXAMPLES / "2022-03-24_pyongyang.txt"), str(EXAMPLES / "2022-03-24_tokyo.txt"))
SIGNED = ("--by", "A. Person", "--reason", "they speak of two things")

Launches = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def launches(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Launches:
    """The launches of an archive with two articles about one launch, asked for anew each time."""
    monkeypatch.setenv("TRACKSIDE_ARCHIVE", str(tmp_path / "a.sqlite"))
    assert run("archive", "add", *MARCH, "--bare").code == 0

    def told() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = run("archive", "list", "--json").json["launches"]
        return found

    return told


def test_a_launch_says_why_each_mention_is_of_it(run: Run, launches: Launches) -> None:
    (launch,) = launches()
    shown = run("archive", "show", launch["id"], "--json").json
    (led,) = [x for x in shown["links"] if not x.get("leads")]
    assert any("both on 2022-03-24" in why for why in led["because"])
    assert led["score"] == pytest.approx(sum(float(why.split()[0]) for why in led["because"]))
    assert "both on 2022-03-24" in run("archive", "show", launch["id"]).out


def test_different_parts_a_launch_and_withdrawing_joins_it_again(run: Run, launches: Launches) -> None:
    (launch,) = launches()
    mentions = [m["id"] for m in launch["mentions"]]
    judged = run("archive", "judge", "different", *mentions, *SIGNED, "--json").json
    assert len(judged["launches"]) == 2
    assert len(launches()) == 2
    back = run("archive", "judge", "withdraw", judged["id"], "--by", "B. Person", "--reason", "one flight").out
    assert "withdrawn" in back
    assert [x["id"] for x in launches()] == [launch["id"]]
    listed = run("archive", "judge", "list", "--json").json["judgements"]
    assert [(j["ruling"], j["by"], j["withdrawn"]) for j in listed] == [("different", "A. Person", True)]


def test_launches_can_be_named_to_be_joined(run: Run, launches: Launches) -> None:
    mentions = [m["id"] for m in launches()[0]["mentions"]]
    run("archive", "judge", "different", *mentions, *SIGNED)
    apart = [x["id"] for x in launches()]
    assert run("archive", "judge", "same", *apart, *SIGNED).code == 0
    assert len(launches()) == 1


def test_a_corrected_claim_says_who_corrected_it_from_what(run: Run, launches: Launches) -> None:
    (launch,) = launches()
    claim = next(c for c in launch["claims"] if c["attribute"] == "apogee")
    asked = ("archive", "judge", "correct", claim["id"], "--value", "6,200 km", *SIGNED)
    assert run(*asked).code == 0
    (after,) = launches()
    changed = [c for c in after["claims"] if c["quote"] == claim["quote"] and c["attribute"] == "apogee"]
    assert [c["value"]["best"] for c in changed] == [6_200_000.0]
    assert "A. Person" in changed[0]["doubt"]


def test_a_discarded_document_counts_no_more(run: Run, launches: Launches) -> None:
    (launch,) = launches()
    document = launch["mentions"][0]["document"]
    run("archive", "judge", "discard", document, *SIGNED)
    assert all(m["document"] != document for x in launches() for m in x["mentions"])


def test_what_repeats_another_is_told(run: Run, launches: Launches) -> None:
    (launch,) = launches()
    first, second = (m["document"] for m in launch["mentions"])
    run("archive", "judge", "repeats", first, second, *SIGNED)
    (told,) = run("archive", "show", launch["id"], "--json").json["copies"]
    assert (told["document"], told["repeats"]) == (first, second)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("same", "MENTION", "MENTION"), "a decision is signed"),
        (("same", "MENTION", "MENTION", "--by", "A"), "a decision gives its reason"),
        (("same", "MENTION", *SIGNED), "more ids were wanted"),
        (("different", "LAUNCH", "MENTION", *SIGNED), "names no mention held here"),
        (("correct", "CLAIM", *SIGNED), "add --value"),
        (("correct", "CLAIM", "--value", "tall", *SIGNED), "--value tall"),
        (("discard", "CLAIM", "--value", "3 km", *SIGNED), "takes no value"),
        (("discard", "claim-000000000000", *SIGNED), "names no"),
        (("withdraw", "judgement-000000000000", *SIGNED), "names no judgement"),
    ],
)
def test_a_decision_that_cannot_stand_is_one_line(
    run: Run, launches: Launches, asked: tuple[str, ...], told: str
) -> None:
    (launch,) = launches()
    mentions = iter(m["id"] for m in launch["mentions"])
    apogee = next(c["id"] for c in launch["claims"] if c["attribute"] == "apogee")
    ids = {"LAUNCH": lambda: launch["id"], "MENTION": lambda: next(mentions), "CLAIM": lambda: apogee}
    ran = run("archive", "judge", *(ids[word]() if word in ids else word for word in asked))
    assert ran.code == 2
    assert told in ran.complaint
    assert run("archive", "judge", "list", "--json").json == {"judgements": []}


def test_settling_anew_changes_nothing(run: Run, launches: Launches) -> None:
    before = launches()
    assert run("archive", "settle", "--words", "--json").json == {"launches": 1, "mentions": 2}
    assert launches() == before
    assert run("archive", "find", "Hwasong", "--json").json["total"] >= 1
