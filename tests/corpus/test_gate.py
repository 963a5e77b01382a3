"""The gate: the open half of the own corpus keeps its floors; floors only rise; our scorer is the corpus's own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tools import gate
from tools.scoring import Counts, scored, scores
from tools.scoring_same import days, load_names, same_launch, same_value

from trackside.archive import plain_reading
from trackside.desk import Desk
from trackside.library import load_library

NAMES = load_names(gate.NAMES)
THEIRS = gate.ROOT / "../shared/corpus/score.py"
LAUNCH = {"key": "a", "country": "KP", "date": "2022-03-24", "kind": "ICBM"}
GOLD = {
    "launches": [LAUNCH],
    "claims": [
        {
            "launch": "a", "attribute": "range", "best": 800_000.0, "unit": "m", "quote": "about 800 km",
            "speaker": "South Korea Joint Chiefs of Staff", "modality": "asserted",
        }
    ],
    "reactions": [],
    "history": [],
}  # fmt: skip


def read_of(best: float, *, speaker: str = "JCS", quote: str = "800 km") -> dict[str, object]:
    """A reading of one claim."""
    value = {"best": best, "low": None, "high": None, "unit": "m"}
    claim = {"mention": "m", "attribute": "range", "value": value, "quote": quote, "speaker": speaker}
    return {
        "mentions": [{"id": "m", "country": "KP", "date": "2022-03-24"}],
        "claims": [{**claim, "modality": "asserted"}],
    }


def test_the_open_half_keeps_its_floors() -> None:
    path = gate.CORPORA["own/open"]
    floors = gate.load(gate.FLOORS)
    assert "own/open" in floors.least
    found = gate.held(gate.read_and_scored(path))
    assert list(gate.faults("own/open", path, found, floors)) == []


def test_a_value_within_half_a_percent_is_right_and_its_speaker_goes_by_any_name() -> None:
    (row,) = scored(GOLD, read_of(803_000), "flew about 800 km", NAMES).claims
    assert (row.came, row.speaker, row.modality) == ("right", True, True)
    (row,) = scored(GOLD, read_of(803_000, speaker="Japan Coast Guard"), "flew about 800 km", NAMES).claims
    assert (row.came, row.speaker) == ("right", False)
    rows = scored(GOLD, read_of(810_000), "flew about 800 km", NAMES).claims
    assert [row.came for row in rows] == ["missed", "false"]


def test_a_quote_that_is_not_in_the_text_is_counted() -> None:
    assert scored(GOLD, read_of(800_000), "flew about 800\nkm", NAMES).bad_quotes == 1
    assert scored(GOLD, read_of(800_000), "flew about 800 km", NAMES).bad_quotes == 0


def test_a_day_within_a_month_is_right_and_a_month_for_a_day_is_not() -> None:
    day, month = {"country": "KP", "date": "2022-03-24"}, {"country": "KP", "date": "2022-03"}
    assert same_launch(day, month)
    assert not same_launch(month, day)
    assert not same_launch({**day, "country": "KR"}, day)
    assert days({"earliest": "2022-03", "latest": "2022-04-02"}) == ("2022-03-01", "2022-04-02")


@pytest.mark.parametrize(
    ("attribute", "gold", "read", "same"),
    [
        ("speed", {"best": 5.0, "unit": "Mach"}, {"best": 1_600.0, "unit": "m/s"}, True),
        ("speed", {"best": 5.0, "unit": "Mach"}, {"best": 1_900.0, "unit": "m/s"}, False),
        ("range", {"best": 850.0, "low": 800.0, "high": 900.0, "unit": "m"}, {"best": 840.0, "unit": "m"}, False),
        ("launch_time", {"text": "2022-03-24T05:34Z"}, {"text": "2022-03-24T05:35Z"}, True),
        ("launch_time", {"text": "2022-03-24T05:34Z"}, {"text": "2022-03-24T05:36Z"}, False),
        ("landing", {"text": "East Sea"}, {"text": "동해"}, True),
        ("site", {"text": "Sunan"}, {"text": "Sinpo"}, False),
    ],
)
def test_same_values(attribute: str, gold: dict[str, object], read: dict[str, object], same: bool) -> None:
    assert same_value(NAMES, attribute, gold, read) is same


def test_nothing_to_find_and_nothing_found_is_perfect() -> None:
    assert Counts().rates() == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert Counts(1, 1, 0).rates() == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}


def test_floors_only_rise(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    begun = gate.raised(gate.Floors({}, {}), "x", tmp_path, {"en.launch.f1": 0.5, "en.bad_quotes": 2})
    after = gate.raised(begun, "x", tmp_path, {"en.launch.f1": 0.4, "en.bad_quotes": 1})
    assert after.least["x"] == {"en.launch.f1": 0.5, "en.bad_quotes": 1}
    missed = list(gate.faults("x", tmp_path, {"en.launch.f1": 0.4, "en.bad_quotes": 3}, after))
    assert missed == [
        "x: en.launch.f1 is 0.4, under its floor, 0.5",
        "x: en.bad_quotes is 3, above the most allowed, 1",
    ]
    low = gate.lowered(after, "x", "en.launch.f1", 0.4, "the rule was wrong")
    assert low.least["x"]["en.launch.f1"] == 0.4
    assert low.given_way[0]["why"] == "the rule was wrong"


def test_a_corpus_that_changed_is_noticed_until_it_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    floors = gate.raised(gate.Floors({}, {}), "x", tmp_path, {"en.launch.f1": 0.5})
    (tmp_path / "a.txt").write_text("b")
    again = gate.raised(floors, "x", tmp_path, {"en.launch.f1": 0.5})
    assert "the corpus has changed" in next(gate.faults("x", tmp_path, {"en.launch.f1": 0.5}, again))
    taken = gate.accepted(floors, "x", tmp_path, "a slip in the annotation")
    assert list(gate.faults("x", tmp_path, {"en.launch.f1": 0.5}, taken)) == []


def test_the_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    floors = gate.Floors({"x/y": "d"}, {"x/y": {"en.launch.f1": 0.1234}}, ({"accepted": "x/y", "why": '"so"'},))
    (tmp_path / "floors.toml").write_text(gate.written(floors))
    assert gate.load(tmp_path / "floors.toml") == floors


def test_giving_way_wants_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        gate.main(["--lower", "own/open.en.launch.f1"])
    assert ended.value.code == 2
    assert "--why" in capsys.readouterr().err


@pytest.mark.skipif(not THEIRS.exists(), reason="the corpus's own scorer is not beside this checkout")
@pytest.mark.parametrize("corpus", gate.CORPORA)
def test_our_figures_are_those_of_the_corpus_s_own_scorer(corpus: str, tmp_path: Path) -> None:
    path = gate.CORPORA[corpus]
    readings = Desk(load_library()).read(sorted(str(p) for p in path.iterdir() if p.is_file()))
    documents = [plain_reading(r) for r in readings]
    (tmp_path / "read.json").write_text(json.dumps({"documents": documents}), encoding="utf-8")
    command = [sys.executable, str(THEIRS), str(path / "gold"), str(tmp_path / "read.json"), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for lang, ours in scores(path, documents, NAMES).items():
        for name, value in ours.items():
            group, _, rate = name.partition(".")
            assert value == (theirs[lang][group][rate] if rate else theirs[lang][group]), (lang, name)
