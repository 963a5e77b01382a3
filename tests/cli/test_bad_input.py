"""Bad input: one clear line that names it, exit 2 (3 when no launch is found), nothing half written."""

import gzip
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run
from trackside.archive import Intake, LeftOut, take_in_many, utc_now

QUIET = b"The village fair opened on Sunday, 5 June 2022. Some 300 people came and ate 40 kg of cake."


def left_behind(folder: Path) -> list[str]:
    """Files in a folder, temporary ones too."""
    return sorted(p.name for p in folder.iterdir() if p.is_file())


@pytest.mark.parametrize("command", ["brief", "read"])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n ", "empty|no text|no words"),
        ("binary.txt", bytes(range(256)) * 40, "binary|text"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "binary|image|PNG"),
        ("nul.txt", b"North Korea fired\x00 a missile.", "NUL|binary"),
        ("fake.pdf", b"this is no pdf at all, just a line of text", "PDF"),
        ("real.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
    ],
)
def test_a_file_without_readable_text(
    run: Run, tmp_path: Path, command: str, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run(command, name)
    assert ran.code == 2
    assert name in ran.complaint
    assert any(word.lower() in ran.complaint.lower() for word in said.split("|")), ran.complaint
    assert left_behind(tmp_path) == [name]


@pytest.mark.parametrize("command", ["brief", "read"])
def test_a_missing_file_and_a_folder(run: Run, tmp_path: Path, command: str) -> None:
    assert "nowhere.txt" in run(command, "nowhere.txt").complaint
    assert run(command, "nowhere.txt").code == 2
    assert run(command, str(tmp_path)).code == 2


@pytest.mark.parametrize("command", ["brief", "read", "archive add"])
@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_no_source(run: Run, tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / "good.txt").write_bytes((EXAMPLES / "2022-03-24_tokyo.txt").read_bytes())
    for sources in ([name], ["good.txt", name]):
        ran = run(*command.split(), *sources)
        assert ran.code == 2
        assert f'"{name}": an empty name is no source; name a file' in ran.complaint
    assert left_behind(tmp_path) == ["good.txt"]


@pytest.mark.parametrize("command", ["brief", "read", "read --json", "read --out x.jsonl", "archive add"])
def test_a_missing_name_beside_a_good_one_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "good.txt").write_bytes((EXAMPLES / "2022-03-24_tokyo.txt").read_bytes())
    ran = run(*command.split(), "good.txt", "gone.txt")
    assert ran.code == 2
    assert ran.complaint == "trackside: gone.txt: there is no such file; check the path; nothing was read"
    assert "gone.txt: there is no such file (nor are 2 others)" in run("read", "gone.txt", "b", "good.txt/c").complaint
    assert left_behind(tmp_path) == ["good.txt"]


@pytest.mark.parametrize("command", ["brief", "read", "archive add"])
@pytest.mark.parametrize(("stdin", "said"), [(b"", "is empty"), (bytes(40), "NUL byte"), (b"%PDF-1.7", "broken PDF")])
def test_standard_input_is_called_by_its_name(run: Run, command: str, stdin: bytes, said: str) -> None:
    ran = run(*command.split(), "-", stdin=stdin)
    assert ran.code == 2
    assert ran.complaint.startswith("trackside: standard input: ")
    assert said in ran.complaint


@pytest.mark.parametrize("command", ["brief", "read", "archive add"])
def test_standard_input_without_a_launch_is_called_by_its_name(run: Run, command: str) -> None:
    assert "no launch found in standard input" in run(*command.split(), "-", stdin=QUIET).err


def test_text_in_no_encoding_anybody_uses(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(b"North Korea fired \xff\xfe\x81\x8d\x8f\x90\x9d\x00\x01\x02 missile")
    assert run("read", "odd.txt").code == 2


def test_a_legacy_encoding_is_read_all_the_same(run: Run, tmp_path: Path) -> None:
    text = (EXAMPLES / "2012-04-19_india.txt").read_text(encoding="utf-8").replace("target", "targ\u00e9t")
    (tmp_path / "latin.txt").write_bytes(text.encode("cp1252"))
    ran = run("read", "--json", "latin.txt")
    assert ran.code == 0
    assert ran.json["documents"][0]["mentions"]


def test_fifty_megabytes_of_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "huge.txt").write_bytes(b"North Korea fired a missile that flew 800 km. " * 1_150_000)
    ran = run("brief", "huge.txt")
    assert ran.code == 2
    assert "huge.txt" in ran.complaint
    assert "MB" in ran.complaint
    assert left_behind(tmp_path) == ["huge.txt"]


@pytest.mark.parametrize("command", ["brief", "read"])
def test_an_article_without_a_launch_exits_3(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "fair.txt").write_bytes(QUIET)
    ran = run(command, "fair.txt")
    assert ran.code == 3
    assert "no launch found in fair.txt" in ran.err
    assert left_behind(tmp_path) == ["fair.txt"]


def test_read_gives_its_json_even_without_a_launch(run: Run) -> None:
    ran = run("read", "--json", "-", stdin=QUIET)
    assert ran.code == 3
    assert ran.json["documents"][0]["mentions"] == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--range", "-5 km", "--apogee", "60km"], "-5 km"),
        (["--range", "10^9 km", "--apogee", "60km"], "10^9 km"),
        (["--range", "1000000000 km", "--apogee", "60km"], "1000000000 km|1,000,000,000"),
        (["--range", "0km", "--apogee", "60km"], "0"),
        (["--range", "nan km", "--apogee", "60km"], "nan"),
        (["--range", "800", "--apogee", "60km"], "800"),
        (["--range", "800 kg", "--apogee", "60km"], "800 kg"),
        (["--range", "", "--apogee", "60km", "--time", "9min"], "--range"),
        (["--range", "9" * 5_000 + "km", "--apogee", "60km"], "5,002 characters"),
        (["--range", "800km", "--time", "71 km"], "71 km"),
        (["--range", "800km"], "two"),
        ([], "two"),
        (["--range", "800km", "--apogee", "60km", "--from", "Atlantis"], "Atlantis"),
        (["--range", "800km", "--apogee", "60km", "--from", "95,200"], "95"),
        (["--range", "800km", "--apogee", "60km", "--from", "Sunan", "--azimuth", "east"], "east"),
        (["--range", "800km", "--apogee", "60km", "--azimuth", "90"], "--from"),
    ],
)
def test_numbers_that_cannot_be(run: Run, arguments: list[str], named: str) -> None:
    ran = run("check", *arguments)
    assert ran.code == 2
    assert any(n in ran.complaint for n in named.split("|")), ran.complaint


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--from", "Sunan", "--range", "-800km"], "-800"),
        (["--from", "Sunan", "--range", "30000km"], "30,000|30000"),
        (["--from", "Nowhereville", "--range", "800km"], "Nowhereville"),
        (["--from", "Sunan"], "--range"),
        (["--from", "Sunan", "--range", "800km", "--out", "ring.docx"], "ring.docx"),
        (["--from", "Sunan", "--range", "800km", "--out", "missing/ring.geojson"], "missing"),
    ],
)
def test_a_ring_that_cannot_be_drawn(run: Run, tmp_path: Path, arguments: list[str], named: str) -> None:
    ran = run("reach", *arguments)
    assert ran.code == 2
    assert any(n in ran.complaint for n in named.split("|")), ran.complaint
    assert left_behind(tmp_path) == []


def test_a_command_nobody_knows(run: Run) -> None:
    ran = run("launch")
    assert ran.code == 2
    assert "launch" in ran.complaint


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, only words " * 40, b"SQLite format 3\x00" + b"\xff" * 4096]
)
@pytest.mark.parametrize("verb", ["list", "add"])
def test_an_archive_that_is_none(run: Run, tmp_path: Path, content: bytes, verb: str) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(content)
    subject = [str(EXAMPLES / "2022-03-24_tokyo.txt")] if verb == "add" else []
    ran = run("archive", verb, *subject, "--archive", str(path))
    if content:
        assert ran.code == 2
        assert "broken.sqlite" in ran.complaint
        assert path.read_bytes() == content
    else:  # an empty file is how many programs make a place for a new one
        assert ran.code == 0


def test_an_archive_that_belongs_to_another_program(run: Run, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.sqlite")
    with other:
        other.execute("create table recipes (name text)")
    other.close()
    ran = run("archive", "list", "--archive", "other.sqlite")
    assert ran.code == 2
    assert "other.sqlite" in ran.complaint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(run: Run, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    ran = run("brief", str(EXAMPLES / "2022-03-24_tokyo.txt"), "--out", str(locked / "b.html"))
    assert ran.code == 2
    assert "locked" in ran.complaint


def test_a_page_that_cannot_be_put_in_place_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken.html").mkdir()
    ran = run("brief", str(EXAMPLES / "2022-03-24_tokyo.txt"), "--out", "taken.html")
    assert ran.code == 2
    assert "taken.html" in ran.complaint
    assert list(tmp_path.glob(".taken*")) == []


def test_showing_what_is_not_held(run: Run) -> None:
    ran = run("archive", "show", "claim-000000000000")
    assert ran.code == 2
    assert "claim-000000000000" in ran.complaint


def test_what_was_added_before_a_bad_source_is_kept_with_its_launches(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("archive", "add", str(EXAMPLES / "2022-03-24_tokyo.txt"), "empty.txt", "--archive", "a.sqlite")
    assert ran.code == 2
    assert "empty.txt" in ran.complaint
    listed = run("archive", "list", "--json", "--archive", "a.sqlite").json
    assert len(listed["documents"]) == 1
    assert [x["date"] for x in listed["launches"]] == ["2022-03-24"]


def test_a_failed_first_add_leaves_no_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("archive", "add", "empty.txt", "--archive", "new.sqlite").code == 2
    assert left_behind(tmp_path) == ["empty.txt"]


def test_an_archive_that_is_no_file(run: Run) -> None:
    ran = run("archive", "list", "--archive", "postgresql://localhost/x")
    assert ran.code == 2
    assert "postgresql://localhost/x" in ran.complaint


def test_a_list_of_an_archive_that_is_not_there_makes_none(run: Run, tmp_path: Path) -> None:
    ran = run("archive", "list", "--archive", "typo.sqlite")
    assert ran.code == 2
    assert "typo.sqlite" in ran.complaint
    assert left_behind(tmp_path) == []


def test_a_language_not_read_yet_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text(
        "Министерство обороны сообщило, что 24 марта 2022 года Северная Корея запустила баллистическую ракету.",
        encoding="utf-8",
    )
    ran = run("read", "ru.txt")
    assert ran.code == 3
    assert "ru.txt is in a language not read yet: skipped" in ran.err


def test_a_flash_of_a_few_words_is_read(run: Run) -> None:
    ran = run("read", "--json", "-", stdin=b"NK fired 2 SRBMs, 430km, apogee 90km - JCS")
    assert (ran.code, ran.err) == (0, "")
    (told,) = ran.json["documents"]
    assert (told["language"], told["mentions"][0]["country"]) == ("en", "KP")
    best = {c["attribute"]: c["value"]["best"] for c in told["claims"] if isinstance(c["value"], dict)}
    assert best == {"missile_count": 2.0, "range": 430_000.0, "apogee": 90_000.0}
    assert {c["speaker"] for c in told["claims"] if c["attribute"] == "range"} == {"South Korea Joint Chiefs of Staff"}


def test_too_few_words_are_no_language(run: Run) -> None:
    ran = run("read", "-", stdin=b"Misil lanzado 500 km")
    assert ran.code == 3
    assert "standard input has too few words that are known to tell its language: skipped" in ran.err


@pytest.mark.parametrize("command", ["brief", "read"])
def test_json_is_no_article(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.json").write_text('{"text": "North Korea fired a missile that flew 800 km."}')
    ran = run(command, "a.json")
    assert ran.code == 2
    assert "a.json: is JSON, a text or a web page was wanted; give" in ran.complaint


def test_the_page_never_takes_the_place_of_its_source(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes((EXAMPLES / "2022-03-24_tokyo.txt").read_bytes())
    (tmp_path / "link.txt").symlink_to(article)
    before = article.read_bytes()
    for out in ("article.txt", "./article.txt", "link.txt"):
        ran = run("brief", "article.txt", "--out", out)
        assert ran.code == 2
        assert "would be lost" in ran.complaint
    assert article.read_bytes() == before


def test_the_page_replaces_no_device(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = run("brief", str(EXAMPLES / "2022-03-24_tokyo.txt"), "--out", "pipe")
    assert ran.code == 2
    assert "no ordinary file" in ran.complaint
    assert (tmp_path / "pipe").is_fifo()


def test_the_page_is_written_through_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "there.html").write_bytes(b"old")
    (tmp_path / "here.html").symlink_to(tmp_path / "there.html")
    assert run("brief", str(EXAMPLES / "2022-03-24_tokyo.txt"), "--out", "here.html").code == 0
    assert (tmp_path / "here.html").is_symlink()
    assert len((tmp_path / "there.html").read_bytes()) > 10_000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trackside", "check", "--range", "800km", "--apogee", "60km"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "cannot be written" in done.stderr


def test_asking_for_a_list_begins_no_archive(run: Run, tmp_path: Path) -> None:
    assert "nothing is held yet" in run("archive", "list").out
    assert run("archive", "list", "--json").json == {"documents": [], "launches": [], "shipped": 0}
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_what_may_not_be_read_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder" / "closed").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.jsonl", "d.parquet", "e.wacz", "folder/f.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / "2022-03-24_tokyo.txt").read_bytes())
    for name in ("b.txt", "c.jsonl", "d.parquet", "e.wacz", "folder/closed"):
        (tmp_path / name).chmod(0)
    for name in ("b.txt", "c.jsonl", "d.parquet", "e.wacz", "folder/closed"):
        assert re.search(rf"{name}: .*(may not be read|permission denied)", run("read", name).complaint)
    ran = run("read", "a.txt", "b.txt")
    assert (ran.code, ran.err.count("\n")) == (0, 2)
    assert "folder/closed: is a folder that may not be read" in run("read", "folder").err
    assert "check the path after --list" in run("read", "a.txt", "--list", "b.txt").complaint
    (tmp_path / "folder" / "closed").chmod(0o700)


def test_a_folder_that_may_not_be_read_is_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for root, who may read anything: the system's refusal is played."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_bytes(QUIET)
    listed = os.scandir

    def refuses(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr("os.scandir", refuses)
    found = list(take_in_many([str(tmp_path), str(tmp_path / "closed")], clock=utc_now))
    assert [type(x) for x in found] == [Intake, LeftOut, LeftOut]
    assert {x.because for x in found if isinstance(x, LeftOut)} == {"is a folder that may not be read"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "--out", ""], '--out "": an empty name is no file'),
        (["a.txt", "--list", ""], '--list ""'),
        (["a.txt", "--list", "."], "cannot be read (is a directory); check the path after --list"),
        (["a.txt", "--list", "absent"], "absent: there is no such file; check the path after --list"),
        (["a.txt", "--out", "absent/x.jsonl"], "there is no folder absent"),
        (["a.txt", "--out", "."], "is a folder, a file name was wanted; write --out ./NAME"),
        (["a.txt", "--jobs", "0"], "from 1 to 256"),
        (["a.txt", "--jobs", "-2"], "from 1 to 256"),
        (["North Korea fired a missile"], "there is no such file; give a text itself through standard input: -"),
        (["ftp://example.org/a"], "ftp addresses are not opened"),
        (["x" * 300], "file name too long"),
    ],
)
def test_bad_use_of_read_is_one_line_and_leaves_nothing(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "a.txt").write_bytes((EXAMPLES / "2022-03-24_tokyo.txt").read_bytes())
    ran = run("read", *arguments)
    assert ran.code == 2
    assert said in ran.complaint
    assert left_behind(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.warc", b"hello\n" * 10, "is no WARC file, or a damaged one"),
        (
            "a.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP",
            "ends in the middle of a record",
        ),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n" * 50, mtime=0)[:-9], "a damaged record|gzip"),
        ("a.warc", b"", "holds no documents"),
        ("a.wacz", b"PK\x03\x04 and no more", "is a damaged or unusual zip file"),
        ("a.parquet", b"PAR1 and no more", "is no Parquet file, or a damaged one"),
        ("a.parquet", b"", "is no Parquet file, or a damaged one"),
        ("a.jsonl", b'{"text": broken\n', "is no JSON"),
        ("a.jsonl", b'{"title": "no words"}\n', 'has no "text"'),
        ("a.jsonl", b'{"text": ""}\n', "is empty"),
        ("a.jsonl", b"\n\n", "holds no documents"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n', mtime=0)[:12], "ends in the middle of its gzip"),
        ("a.pdf", b"", "is empty"),
        ("a.txt", bytes(4000), "NUL byte"),
    ],
)
@pytest.mark.parametrize("command", ["read", "brief"])
def test_a_damaged_file_is_one_line(
    run: Run, tmp_path: Path, command: str, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run(command, name)
    assert ran.code == 2
    assert re.search(said, ran.complaint), ran.complaint
    assert left_behind(tmp_path) == [name]


def test_a_folder_without_readable_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / ".hidden.txt").write_bytes(QUIET)
    assert "junk: is a folder without files" in run("read", "junk").complaint
    (tmp_path / "junk" / "a.txt").write_bytes(bytes(40))
    assert "junk/a.txt: holds a NUL byte" in run("read", "junk").complaint
    (tmp_path / "junk" / "b.txt").write_bytes(b"")
    ran = run("read", "junk")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "trackside: left out 2 of 2 documents:"
