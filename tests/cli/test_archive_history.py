"""`trackside archive history`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.schema import faults, load

FIRST = "the first ballistic missile test since March 2020"


def test_a_sentence_is_settled_by_the_shipped_history(run: Run) -> None:
    ran = run("archive", "history", FIRST, "--on", "2021-03-25", "--country", "KP")
    assert ran.code == 0
    assert ran.out.startswith("consistent: none between 2020-03 and 2021-03-25\n")
    assert "decided by:" in ran.out
    assert "29 March 2020" in ran.out


def test_a_false_sentence_names_the_launches_that_make_it_so(run: Run) -> None:
    ran = run("archive", "history", "its first ICBM launch since 2017", "--on", "2022-05-25", "--country", "kp")
    assert ran.out.startswith("contradicted: ")
    assert "24 March 2022" in ran.out


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (FIRST, "2021-03-25"),
        ("올해 세 번째 발사다", "2022-01-14"),
        ("過去最長", "2017-09-15"),
        ("What a day", "2017-09-15"),
    ],
)
def test_its_json_fits_the_schema(run: Run, sentence: str, day: str) -> None:
    ran = run("archive", "history", sentence, "--on", day, "--country", "KP", "--json")
    schema = load("history")
    assert ran.code == 0
    assert faults(ran.json, schema, schema) == []
    assert json.loads(ran.out)["verdict"] in {"consistent", "contradicted", "undetermined"}


def test_countings_that_differ_are_all_told(run: Run) -> None:
    ran = run("archive", "history", "the third launch this month", "--on", "2022-01-14", "--country", "KP")
    assert "  true by launches or launch days, ballistic launches only (3)\n" in ran.out
    assert "  cannot be told by launches or launch days, with cruise missiles (3)\n" in ran.out


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ((FIRST, "--on", "2021-3", "--country", "KP"), "--on 2021-3"),
        ((FIRST, "--on", "2021-03-25", "--country", "XX"), "--country XX"),
        ((" ", "--on", "2021-03-25", "--country", "KP"), '""'),
    ],
)
def test_bad_input_is_one_line_that_names_it(run: Run, argv: tuple[str, ...], named: str) -> None:
    ran = run("archive", "history", *argv)
    assert ran.code == 2
    assert named in ran.complaint


def test_nothing_is_kept_by_asking(run: Run, tmp_path: Path) -> None:
    run("archive", "history", FIRST, "--on", "2021-03-25", "--country", "KP")
    assert not list(tmp_path.rglob("*.sqlite"))
