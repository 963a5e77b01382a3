"""The summary: one screen of plain text."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.brief.cases import A, icbm, km, rail, reading
from trackside.assess import Assessment
from trackside.brief import summary
from trackside.record import Reading

Assess = Callable[[list[Reading]], list[Assessment]]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_too_wide_and_nothing_steers_the_terminal(case: list[Assessment], width: int) -> None:
    told = summary(case, width=width)
    assert told.endswith("\n")
    lines = told.splitlines()
    assert max(len(line) for line in lines) <= width
    assert not [c for line in lines for c in line if unicodedata.category(c) in {"Cc", "Cf"}]


def test_it_says_what_matters_on_one_screen(assessed: Assess) -> None:
    told = summary(assessed(icbm()))
    assert told.startswith("North Korea: Hwasong-17, 24 March 2022\n")
    flat = " ".join(told.split())
    assert "[contradicted] KCNA’s flight time against the same speaker’s distance and peak height." in flat
    assert "67 min 32 s (KCNA)" in told
    assert "Speakers differ on" in told
    assert len(told.splitlines()) <= 45


def test_it_says_how_far_the_same_vehicle_could_fly(assessed: Assess) -> None:
    flat = " ".join(summary(assessed(icbm())).split())
    assert "Longest range: " in flat
    assert "on a still Earth with the same load, by the Japan Ministry of Defense’s numbers." in flat
    assert "Longest range" not in summary(assessed(rail()))


def test_a_claim_in_doubt_is_named_with_the_reason(assessed: Assess) -> None:
    slip = reading("Tokyo\n\nIt rose to 6 km.", [("6 km", "apogee", km(6, 10), "KCNA", A)], name="a.txt")
    said = [replace(c, doubt="may be 6,000 km: 71 minutes of flight go far higher") for c in slip.claims]
    told = " ".join(summary(assessed([replace(slip, claims=tuple(said))])).split())
    assert "6 km (KCNA): may be 6,000 km: 71 minutes of flight go far higher." in told
    assert "[in doubt]" not in summary(assessed([slip]))


def test_background_is_named_in_one_line(assessed: Assess) -> None:
    told = summary(assessed(rail()))
    assert "[not a ballistic arc]" in told
    assert "Also told of: North Korea: missile launch, April 2019" in told


def test_nothing_at_all_is_said_plainly() -> None:
    assert summary([]).strip() == "No launch."


def test_the_platform_comes_first_of_the_facts(assessed: Assess) -> None:
    facts = [line for line in summary(assessed(rail())).splitlines()[3:] if line.strip()]
    assert facts[0].startswith("Launched from    a train")


def test_a_source_that_is_named_by_number_is_explained(assessed: Assess) -> None:
    first = reading(
        "Tokyo says so\n\nIt flew 500 km.", [("500 km", "range", km(500, 10), "narrator", A)], name="a/one.txt"
    )
    second = reading("Seoul says so\n\nIt flew 700 km.", [("700 km", "range", km(700, 10), "narrator", A)], name="-")
    told = summary(assessed([first, second]))
    assert "500 km (source 1)" in told
    assert told.endswith("source 1: Tokyo says so (one.txt)\nsource 2: Seoul says so (standard input)\n")
    assert "source 1:" not in summary(assessed([first]))
    assert "source 1:" not in summary(assessed(icbm()))
