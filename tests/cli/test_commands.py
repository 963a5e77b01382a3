"""The stable commands: the JSON that DESIGN promises, exit codes, and files written whole."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run
from trackside.brief.columns import cells

MARCH = [str(EXAMPLES / f"2022-03-24_{city}.txt") for city in ("pyongyang", "tokyo")]
KOREAN = Path(__file__).parents[1] / "corpus" / "own" / "open" / "own_ko001_flash.txt"


def test_brief_writes_the_page_and_says_what_is_in_it(run: Run, tmp_path: Path) -> None:
    ran = run("brief", *MARCH, "--out", "march.html")
    assert ran.code == 0
    assert "contradicted" in ran.out
    assert len(ran.out.splitlines()) <= 40
    page = (tmp_path / "march.html").read_bytes()
    assert page.lower().startswith(b"<!doctype html>")
    assert len(page) < 1_500_000
    assert not re.search(rb"""(?:src|href)=["']https?://(?![^"']*["'][^>]*rel=)|@import|url\(http""", page)


def test_brief_gives_its_json_alone_on_standard_output(run: Run) -> None:
    ran = run("brief", *MARCH, "--json")
    assert ran.code == 0
    launch = ran.json["launches"][0]
    assert {"id", "date", "country", "system", "findings", "checks", "disagreements", "history"} <= set(launch)
    assert (launch["date"], launch["country"], launch["system"]) == ("2022-03-24", "KP", "Hwasong-17")
    verdicts = {(c["speaker"], c["about"]): c["verdict"] for c in launch["checks"] if not c["others"]}
    assert verdicts["KCNA", "flight_time"] == "contradicted"
    assert ran.json["out"] == "brief.html"


def test_brief_from_standard_input_is_the_same_as_from_the_file(run: Run, tmp_path: Path) -> None:
    piped = run("brief", "-", "--json", stdin=Path(MARCH[0]).read_bytes())
    assert "<bdi>standard input</bdi>" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    filed = run("brief", MARCH[0], "--json")
    assert piped.json["launches"][0]["id"] == filed.json["launches"][0]["id"]


def test_brief_keeps_nothing_unless_asked(run: Run, tmp_path: Path) -> None:
    run("brief", *MARCH)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["brief.html"]
    run("brief", *MARCH, "--archive", "kept.sqlite")
    listed = run("archive", "list", "--json", "--archive", "kept.sqlite").json
    assert len(listed["documents"]) == 2
    assert [x["date"] for x in listed["launches"] if x["main"]] == ["2022-03-24"]


def test_read_gives_every_claim_with_its_exact_words(run: Run) -> None:
    ran = run("read", "--json", *MARCH)
    assert ran.code == 0
    assert [d["source"] for d in ran.json["documents"]] == MARCH
    for document, path in zip(ran.json["documents"], MARCH, strict=True):
        text = Path(path).read_text(encoding="utf-8")
        assert {"id", "source", "title", "published", "language", "mentions", "claims", "reactions", "history"} <= set(
            document
        )
        mentions = {m["id"] for m in document["mentions"]}
        for c in document["claims"]:
            assert c["mention"] in mentions
            assert " ".join(c["quote"].split()) in " ".join(text.split())
    values = [c["value"] for c in ran.json["documents"][0]["claims"] if c["attribute"] == "range"]
    assert {"best": 1_090_000.0, "low": 1_085_000.0, "high": 1_095_000.0, "unit": "m"} in values


def test_read_for_people_lists_who_said_what(run: Run) -> None:
    ran = run("read", MARCH[0])
    assert ran.code == 0
    line = next(x for x in ran.out.splitlines() if "1,090 km" in x)
    assert "KCNA" in line
    assert "asserted" in line


LONG = (
    "TOKYO, March 24, 2022 -- North Korea launched a ballistic missile from Sunan on Thursday, the Japanese Defense "
    "Ministry said. It flew about 1,100 km and fell into the sea some 150 km west of the Oshima Peninsula of Hokkaido."
)


@pytest.mark.parametrize("columns", ["40", "72", "100", "160"])
@pytest.mark.parametrize("article", [LONG, *MARCH])
def test_what_is_printed_keeps_to_the_width_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str, article: str
) -> None:
    text = article if article == LONG else Path(article).read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    whole = run("read", "a.txt").out
    monkeypatch.setenv("COLUMNS", columns)
    for ran in (run("read", "a.txt"), run("brief", "a.txt")):
        assert ran.code == 0
        assert max(map(cells, ran.out.splitlines())) <= int(columns)
    printed = "".join(run("read", "a.txt").out.split())
    if int(columns) < 100:  # side by side the words of one cell do not follow each other
        assert all("".join(words.split()) in printed for words in re.findall("“.*”", whole))


@pytest.mark.parametrize("columns", ["", "0", "-3", "wide"])
def test_into_a_pipe_each_claim_is_one_line_in_columns(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = [x for x in run("read", str(KOREAN)).out.splitlines() if x.startswith("    ")]
    assert len(lines) == len(run("read", "--json", str(KOREAN)).json["documents"][0]["claims"])
    assert len({cells(x[: x.index("“")]) for x in lines}) == 1


def test_a_launch_is_headed_by_its_site_and_not_by_its_region(run: Run) -> None:
    told = (
        b"MOSCOW, Oct. 26, 2023 -- Russia's Defence Ministry said a Yars missile was launched on Wednesday from a silo "
        b"in the Arkhangelsk region. The missile lifted off from Plesetsk at 10:00 and hit Kura."
    )
    assert "\n  Russia, 25 October 2023, Yars, Plesetsk\n" in run("read", "-", stdin=told).out
    brief = run("brief", "-", stdin=told).out
    assert brief.splitlines()[2].startswith("Plesetsk (62.93° N, 40.57° E) · 10:00 MSK")
    assert "Launch site      Arkhangelsk (" in brief  # both are shown with who says them


def test_a_day_that_nobody_says_has_its_row_and_its_reason(run: Run, tmp_path: Path) -> None:
    told = b"SEOUL, March 25, 2022 -- North Korea fired a ballistic missile that flew 800 km, the JCS said."
    why = "not said; worked out from the day of the report"
    listed = run("read", "-", stdin=told).out
    assert re.search(rf"^    Date +25 March 2022 +{why}$", listed, re.MULTILINE)
    assert f"Date             25 March 2022, {why}\n" in run("brief", "-", stdin=told).out
    assert why in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert why not in run("read", MARCH[0]).out
    said = run("brief", MARCH[0]).out
    assert "24 March 2022" in said.splitlines()[0]
    assert why not in said


def test_check_says_by_how_much(run: Run) -> None:
    ran = run("check", "--range", "1090km", "--apogee", "6248.5km", "--time", "4052s", "--json", "--seed", "7")
    checks = {c["about"]: c for c in ran.json["checks"]}
    assert {"about", "claimed", "expected", "probability", "verdict", "because"} <= set(checks["flight_time"])
    assert checks["flight_time"]["verdict"] == "contradicted"
    assert checks["flight_time"]["probability"] == 0.0
    assert "4,075 s" in checks["flight_time"]["because"]
    assert ran.json["reconstruction"]["seed"] == 7
    assert ran.json["reconstruction"]["longest_range"]["best"] > 13e6


@pytest.mark.parametrize("time", ["71min", "71 minutes", "1 hour 11 minutes", "1h11min", "1:11:00", "4260 s"])
def test_check_understands_times_as_people_write_them(run: Run, time: str) -> None:
    ran = run("check", "--range", "1,090 km", "--apogee", "over 6,000 km", "--time", time, "--json")
    checks = {c["about"]: c for c in ran.json["checks"]}
    assert checks["flight_time"]["claimed"]["best"] == 4260.0
    assert checks["flight_time"]["verdict"] == "consistent"


@pytest.mark.parametrize("speed", ["Mach20", "Mach 20", "mach 20", "7km/s"])
def test_check_takes_speeds(run: Run, speed: str) -> None:
    ran = run("check", "--range", "1090km", "--apogee", "6248.5km", "--speed", speed, "--json")
    assert ran.code == 0
    assert [c["about"] for c in ran.json["checks"]] == ["speed"]


def test_check_calls_a_low_flight_not_ballistic(run: Run) -> None:
    ran = run("check", "--range", "800km", "--apogee", "60km")
    assert ran.code == 0
    assert "not ballistic" in ran.out
    assert "194 km" in ran.out


def test_reach_lists_places_and_writes_a_ring(run: Run, tmp_path: Path) -> None:
    ran = run("reach", "--from", "Sunan", "--range", "800km", "--json", "--out", "ring.geojson")
    assert ran.code == 0
    assert ran.json["from"]["name"] == "Sunan"
    seoul = next(p for p in ran.json["places"] if p["name"] == "Seoul")
    assert 190e3 < seoul["distance"] < 230e3
    assert set(ran.json["countries"]) == {"CN", "JP", "KP", "KR", "RU"}
    ring = json.loads((tmp_path / "ring.geojson").read_text(encoding="utf-8"))
    assert ring["type"] == "FeatureCollection"
    assert ring["features"][0]["geometry"]["type"] in {"Polygon", "MultiPolygon"}


def test_reach_from_a_point_across_the_antimeridian(run: Run) -> None:
    ran = run("reach", "--from", "57.3,161.8", "--range", "6000km", "--json")
    assert {"RU", "US", "JP"} <= set(ran.json["countries"])


def test_adding_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    first = run("archive", "add", *MARCH, "--archive", "a.sqlite", "--json")
    before = (tmp_path / "a.sqlite").read_bytes()
    again = run("archive", "add", *MARCH, "--archive", "a.sqlite", "--json")
    assert [d["new"] for d in first.json["documents"]] == [True, True]
    assert [d["new"] for d in again.json["documents"]] == [False, False]
    assert (tmp_path / "a.sqlite").read_bytes() == before


def test_the_archive_is_named_by_the_environment_too(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKSIDE_ARCHIVE", str(tmp_path / "mine.sqlite"))
    assert run("archive", "add", MARCH[0]).code == 0
    assert (tmp_path / "mine.sqlite").exists()
    shown = run("archive", "list").out
    assert "2022-03-24" in shown


def test_anything_listed_can_be_shown(run: Run) -> None:
    run("archive", "add", *MARCH)
    listed = run("archive", "list", "--json").json
    for thing in (*listed["documents"], *listed["launches"]):
        assert f"id: {thing['id']}\n" in run("archive", "show", thing["id"]).out
        shown = run("archive", "show", thing["id"], "--json")
        assert shown.code == 0
        assert json.loads(shown.out)["id"] == thing["id"]


def test_an_empty_archive_says_what_to_do(run: Run) -> None:
    ran = run("archive", "list")
    assert ran.code == 0
    assert "archive add" in ran.out


def test_progress_goes_to_standard_error_when_there_is_much_to_do(run: Run) -> None:
    ran = run("read", "--json", *MARCH, *MARCH)
    assert "reading 4 of 4" in ran.err
    assert ran.json["documents"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("brief", (*MARCH,)),
        ("read", (*MARCH,)),
        ("check", ("--range", "1090km", "--apogee", "6248.5km")),
        ("reach", ("--from", "Sunan", "--range", "800km")),
        ("archive add", (*MARCH,)),
        ("archive list", ()),
    ],
)
def test_every_key_of_the_json_is_documented(run: Run, name: str, arguments: tuple[str, ...]) -> None:
    page = (EXAMPLES.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
    answer = run(*name.split(), *arguments, "--json").json
    assert set(answer) <= set(re.findall(r"`(\w+)`", row))
    for value in answer.values():
        for item in value[:1] if isinstance(value, list) else ():
            if isinstance(item, dict) and name != "archive list":
                assert set(item) <= set(re.findall(r"`(\w+)`", page)) | {"text"}, set(item)
