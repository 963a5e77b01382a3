"""`trackside read` of many documents: processes, a file to go on with, what is left out, interruption."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, Run
from trackside.read import read

STORY = (
    "SEOUL, Jan. 12, 2022 -- North Korea fired a ballistic missile on Wednesday, the Joint Chiefs of Staff said. "
    "The missile flew about {km} km, it said."
)


def write_rows(path: Path, count: int, *, bad: int = -1) -> None:
    """So many small documents of JSON Lines; the one at `bad` is none."""
    rows = [json.dumps({"id": str(n), "text": STORY.format(km=400 + n)}) for n in range(count)]
    path.write_text("\n".join("{" if n == bad else row for n, row in enumerate(rows)))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def distances(path: Path) -> list[float]:
    return [c["value"]["best"] for d in lines(path) for c in d["claims"] if c["attribute"] == "range"]


def test_two_processes_write_what_one_writes(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "many.jsonl", 40, bad=7)
    one = run("read", "many.jsonl", "--out", "one.jsonl")
    two = run("read", "many.jsonl", "--out", "two.jsonl", "--jobs", "2")
    assert (one.code, two.code) == (0, 0)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert distances(tmp_path / "one.jsonl") == [1000.0 * (400 + n) for n in range(40) if n != 7]
    told = [[line for line in ran.err.splitlines() if " a second" not in line] for ran in (one, two)]
    assert told[0] == told[1]
    assert "many.jsonl:8: is no JSON" in told[0][1]
    assert "39 documents read, 39 of them with launches: one.jsonl" in one.out


def test_two_processes_print_what_one_prints(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "many.jsonl", 3)
    for form in ("--json", "--text"):
        assert run("read", "many.jsonl", form).out == run("read", "many.jsonl", form, "--jobs", "2").out


def test_a_bad_document_is_listed_at_the_end_with_its_reason(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "many.jsonl", 3, bad=1)
    (tmp_path / "empty.txt").write_text("")
    ran = run("read", "--json", "empty.txt", "many.jsonl")
    assert ran.code == 0
    assert len(ran.json["documents"]) == 2
    said = ran.err.splitlines()
    assert said[0] == "trackside: left out 2 of 4 documents:"
    assert said[1].startswith("trackside:   empty.txt: is empty")
    assert said[2].startswith("trackside:   many.jsonl:2: is no JSON")
    assert run("read", "--json", "empty.txt", "many.jsonl", "--strict").code == 2


def test_when_nothing_can_be_read_that_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("")
    ran = run("read", "--json", "a.txt", "b.txt")
    assert (ran.code, ran.out) == (2, "")
    (tmp_path / "empty.jsonl").write_text("\n\n")
    assert "holds no documents" in run("read", "empty.jsonl").complaint


def test_the_text_of_the_offsets_on_request(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "many.jsonl", 1)
    (told,) = run("read", "--json", "--text", "many.jsonl").json["documents"]
    claim = told["claims"][0]
    assert told["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_going_on_reads_only_what_is_missing(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "many.jsonl", 6)
    assert run("read", "many.jsonl", "--out", "whole.jsonl").code == 0
    whole = (tmp_path / "whole.jsonl").read_bytes()
    rows = whole.splitlines(keepends=True)
    (tmp_path / "half.jsonl").write_bytes(b"".join(rows[:3]) + rows[3][:100])
    ran = run("read", "many.jsonl", "--out", "half.jsonl", "--resume", "--json")
    assert ran.json == {"out": "half.jsonl", "read": 3, "already": 3, "left_out": []}
    assert (tmp_path / "half.jsonl").read_bytes() == whole
    assert "0 documents read (6 were there before)" in run("read", "many.jsonl", "--out", "half.jsonl", "--resume").out


def test_a_file_is_not_lost_by_mistake(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "many.jsonl", 2)
    (tmp_path / "notes").write_text("my notes\n")
    assert "holds something already" in run("read", "many.jsonl", "--out", "notes").complaint
    assert "line 1 is no reading" in run("read", "many.jsonl", "--out", "notes", "--resume").complaint
    assert (tmp_path / "notes").read_text() == "my notes\n"
    (tmp_path / "folder").mkdir()
    assert "lies in folder, which is read" in run("read", "folder", "--out", "folder/x.jsonl").complaint
    assert "is one of the sources" in run("read", "many.jsonl", "--out", "many.jsonl").complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "wants a SOURCE"),
        (["a.txt", "--resume"], "--out"),
        (["a.txt", "--jobs", "0"], "from 1 to 256"),
        (["a.txt", "--jobs", "many"], "invalid int"),
        (["--list", "absent"], "check the path after --list"),
    ],
)
def test_bad_use_is_one_line(run: Run, arguments: list[str], said: str) -> None:
    ran = run("read", *arguments)
    assert ran.code == 2
    assert said in ran.complaint


def test_a_list_and_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "a.txt").write_text(STORY.format(km=500))
    (tmp_path / "list").write_text("# mine\nstories\nabsent.txt\n")
    ran = run("read", "--json", "--list", "list")
    assert ran.code == 0
    assert [d["source"] for d in ran.json["documents"]] == ["stories/a.txt"]
    assert "absent.txt: there is no such file" in ran.err


def test_a_reader_that_fails_at_one_document_reads_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(document: Any, *rest: Any) -> Any:
        if "401" in document.text:
            raise IndexError("list index out of range")
        return read(document, *rest)

    monkeypatch.setattr("trackside.desk.read", fails)
    write_rows(tmp_path / "many.jsonl", 3)
    ran = run("read", "--json", "many.jsonl")
    assert (ran.code, len(ran.json["documents"])) == (0, 2)
    assert "many.jsonl#1: made the reader fail (IndexError: list index out of range); please report" in ran.err


@pytest.mark.parametrize("command", ["brief", "archive add"])
def test_other_commands_take_many_too(run: Run, tmp_path: Path, command: str) -> None:
    write_rows(tmp_path / "many.jsonl", 3, bad=1)
    ran = run(*command.split(), "many.jsonl", "--json")
    assert ran.code == 0
    assert "left out many.jsonl:2: is no JSON" in ran.err
    if command == "archive add":
        assert len(ran.json["documents"]) == 2


@pytest.mark.parametrize(
    "raw",
    [
        "The missile\u200b flew \u200e800\u202c km.".encode(),
        b"<html><body>" + b"<div>" * 10_000 + b"The missile flew 800 km." + b"</div>" * 10_000 + b"</body></html>",
        b"North Korea fired a missile \xff\xfe\x00",
        "미사일을 발사했다. ".encode("cp949") + "ミサイルを発射した。".encode(),
        b"caf\xc3\x83\xc2\xa9 d\xc3\x83\xc2\xa9j\xc3\x83\xc2\xa0 l\xc3\x83\xc2\xa0",
        b"x" * 21_000_000,
        b"%PDF-1.4 and no more",
    ],
)
def test_odd_input_is_read_or_one_line(run: Run, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "odd").write_bytes(raw)
    ran = run("read", "odd")
    assert ran.code in (2, 3)
    assert len(ran.err.splitlines()) <= 2
    assert "Traceback" not in ran.err


SPOILT = {
    "en": (
        "SEOUL, Jan. 12, 2022 -- North Korea fired a ballistic missile on Wednesday, the Joint Chiefs of Staff said. "
        "The missile flew 1,0\u200b90\u200b km and rose to \u200f6,2\u200d48.5\u200e km, it said."
    ),
    "ko": (
        "합동참모본부는 2022년 1월 12일 북한이 탄도미사일 1발을 발사했다고 밝혔다. "
        "비행거리는 약 7\u200b00km, 고도는 6\u200b0\u200ekm로 탐지됐다."
    ),
}


@pytest.mark.parametrize(("code", "kilometres"), [("en", {1090.0, 6248.5}), ("ko", {700.0, 60.0})])
def test_invisible_characters_do_not_part_a_number(run: Run, tmp_path: Path, code: str, kilometres: set[float]) -> None:
    (tmp_path / "odd.txt").write_text(SPOILT[code], encoding="utf-8")
    (told,) = run("read", "--json", "--text", "odd.txt").json["documents"]
    lengths = [c for c in told["claims"] if c["attribute"] in ("range", "apogee")]
    assert {c["value"]["best"] / 1000.0 for c in lengths} == kilometres
    assert all(told["text"][c["start"] : c["end"]] == c["quote"] for c in told["claims"])


@pytest.mark.parametrize("language_text", ["It flew {} km.", "비행거리는 {}km다.", "飛翔距離は{}キロ。"])
def test_a_row_of_hundreds_of_digits_is_no_number(run: Run, tmp_path: Path, language_text: str) -> None:
    (tmp_path / "odd.txt").write_text(STORY.format(km=800) + " " + language_text.format("1" * 5_000), encoding="utf-8")
    ran = run("read", "--json", "odd.txt")
    assert "please report" not in ran.err
    assert ran.code in (0, 3)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_and_gone_on_with(tmp_path: Path, jobs: str) -> None:
    """Ctrl-C, as a terminal tells it to every process of the command, leaves whole lines; the rest is read later."""
    write_rows(tmp_path / "many.jsonl", 400)
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "trackside", "read", "many.jsonl", "--out", "out.jsonl", "--jobs", jobs]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while running.poll() is None and not (out.exists() and out.stat().st_size):
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    told = [line for line in said.splitlines() if " a second" not in line]
    assert (running.returncode, told) == (130, ["trackside: interrupted; nothing half-written was left"])
    done = len(lines(out))
    assert 0 < done < 400
    again = subprocess.run([*command, "--resume", "--json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(again.stdout)["already"] == done
    assert distances(out) == [1000.0 * (400 + n) for n in range(400)]


def test_what_is_read_is_what_the_examples_say(run: Run) -> None:
    paths = sorted(map(str, EXAMPLES.glob("*.txt")))
    folder = run("read", "--json", str(EXAMPLES)).json["documents"]
    assert [d for d in folder if d["source"] in paths] == run("read", "--json", *paths).json["documents"]
