"""A folder of evidence, checked as a stranger would: with sha256sum and Python's own modules, without Trackside."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.nouns import fixed_clock, intake_of, sample
from trackside.archive import Archive, Intake, open_archive
from trackside.archive.shown import shown_source
from trackside.errors import BadArchive, BadInput
from trackside.record import Claim, Document, Mention, Modality, Reading, digest, quote
from trackside.record.claim import NARRATOR


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    with open_archive(where, clock=fixed_clock) as opened:
        for n in range(3):
            opened.add(*sample(n))
        yield opened


def add(archive: Archive, text: str, *, source: str, address: str, content_type: str = "") -> Document:
    """A document that claims its first word, taken in from somewhere."""
    taken = intake_of(f"<html>{text}</html>".encode())
    intake = dataclasses.replace(taken, source=source, address=address, content_type=content_type)
    document = Document(source, text, sha256=intake.sha256)
    mention = Mention(document.id, 0, "KP", None)
    said = Claim(mention.id, "site", "x", NARRATOR, Modality.ASSERTED, quote(document, 0, len(text.partition(" ")[0])))
    archive.add(intake, document, Reading(document, (mention,), (said,)))
    return document


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_stranger_can_check_it(archive: Archive, tmp_path: Path) -> None:
    odd = 'Ünï"co,de\r\n\n한글 =1+1 𝒳 said\u2028so'
    add(
        archive,
        odd,
        source="https://example.org/a.html?x=1",
        address="https://example.org/b",
        content_type="text/html; charset=utf-8",
    )
    folder = tmp_path / "evidence"
    packed = archive.evidence(folder)
    assert (packed.documents, packed.files, packed.claims) == (4, 4, 13)
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True
    )
    listed = {line.rpartition(": ")[0] for line in done.stdout.splitlines()}
    assert listed == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    claims, manifest = rows(folder / "claims.csv"), rows(folder / "manifest.csv")
    assert len(claims) == 13
    for claim in claims:
        text = (folder / claim["text"]).read_bytes().decode()
        assert text[int(claim["start"]) : int(claim["end"])] == claim["quote"]
    for row in manifest:
        raw = (folder / row["file"]).read_bytes()
        assert (hashlib.sha256(raw).hexdigest(), str(len(raw))) == (row["sha256"], row["bytes"])
        assert raw == archive.raw(row["document"])
        assert (folder / row["text"]).read_bytes().decode() == archive.reading(row["document"]).document.text
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [{k: str(v) for k, v in entry.items()} for entry in told["files"]] == manifest
    page = next(row for row in manifest if row["address"])
    assert page["address"] == "https://example.org/b"
    assert re.fullmatch(r"raw/[0-9a-f]{16}\.html", page["file"])


def test_what_the_readme_says_to_type_works(archive: Archive, tmp_path: Path) -> None:
    archive.evidence(tmp_path / "e")
    readme = (tmp_path / "e" / "README.txt").read_text(encoding="utf-8")
    (command,) = (line.strip() for line in readme.splitlines() if "csv.DictReader" in line)
    _, *arguments = shlex.split(command)

    def ran() -> str:
        done = subprocess.run(
            [sys.executable, "-I", *arguments], cwd=tmp_path / "e", capture_output=True, text=True, check=True
        )
        return done.stdout

    assert ran() == "every quote is there\n"
    text = next((tmp_path / "e" / "texts").iterdir())
    text.write_text(text.read_text(encoding="utf-8").replace("submarine", "submersed"), encoding="utf-8")
    assert ran().startswith("not as told: ['claim-")
    assert (
        subprocess.run(["sha256sum", "--status", "-c", "SHA256SUMS"], cwd=tmp_path / "e", check=False).returncode == 1
    )


def test_some_documents_or_those_of_a_launch(archive: Archive, tmp_path: Path) -> None:
    archive.settle()
    held = [d.id for d in archive.documents()]
    assert archive.evidence(tmp_path / "two", documents=[held[0], held[2], held[0]]).documents == 2
    launch = next(archive.launches())
    archive.evidence(tmp_path / "launch", launch=launch.id)
    told = {row["document"] for row in rows(tmp_path / "launch" / "manifest.csv")}
    assert told == {m.document_id for m in launch.mentions}
    with pytest.raises(BadInput):
        archive.evidence(tmp_path / "none", documents=["document-0"])
    assert not (tmp_path / "none").exists()


def test_a_document_taken_in_twice_has_both_its_files(archive: Archive, tmp_path: Path) -> None:
    intake, document, reading = sample()
    raw = b"other bytes, same text"
    again = Intake(raw, intake.source, intake.address, intake.taken, digest(raw))
    same = dataclasses.replace(document, sha256=again.sha256)
    archive.add(again, same, dataclasses.replace(reading, document=same))
    archive.evidence(tmp_path / "e", documents=[document.id])
    assert {row["sha256"] for row in rows(tmp_path / "e" / "manifest.csv")} == {intake.sha256, again.sha256}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("article.txt", "article.txt"),
        ("cases/article.txt", "cases/article.txt"),
        ("/home/jane/secret plans/article.txt", "article.txt"),
        ("/home/jane/rows.jsonl#a/17", "rows.jsonl#a/17"),
        ("~/article.txt", "article.txt"),
        ("../../jane/article.txt", "article.txt"),
        (r"C:\Users\jane\article.txt", "article.txt"),
        (r"\\server\jane\article.txt", "article.txt"),
        ("file:///home/jane/article.txt", "article.txt"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("https://jane:secret@example.org/a@b", "https://example.org/a@b"),
        ("cns#1984-04-09 Scud-B", "cns#1984-04-09 Scud-B"),
        ("-", "-"),
        ("https://jane:a@b@example.org/a@b", "https://example.org/a@b"),
        ("ftp://jane:secret@example.org/a", "ftp://example.org/a"),
        ("file:///home/jane/table.csv#12-14", "table.csv#12-14"),
        ("/home/jane/pages.warc#https://jane:secret@example.org/a/b", "pages.warc#https://example.org/a/b"),
        ("/home/jane#old/plans/article.txt", "article.txt"),
        ("notes/../../jane/article.txt", "article.txt"),
        ("./jane/article.txt", "article.txt"),
        ("cns#2024-03-05 Tern-2 Heron Point/East", "cns#2024-03-05 Tern-2 Heron Point/East"),
    ],
)
def test_no_ones_folders_are_told(given: str, shown: str) -> None:
    assert shown_source(given) == shown


def test_nothing_of_the_machine_is_in_the_folder(archive: Archive, tmp_path: Path) -> None:
    add(archive, "Words of a file.", source="/home/jane/plans/x.html", address="/home/jane/plans/x.html")
    archive.evidence(tmp_path / "e")
    for path in (tmp_path / "e").rglob("*"):
        assert "jane" not in path.name
        assert path.is_dir() or b"jane" not in path.read_bytes()
        assert path.is_dir() or str(tmp_path).encode() not in path.read_bytes()


def test_a_folder_that_is_there_stays_as_it_is(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    for name in ("mine", "file", "link", "none/e", "file/e"):
        with pytest.raises(BadInput) as refused:
            archive.evidence(tmp_path / name)
        assert "\n" not in str(refused.value)
    assert not list((tmp_path / "mine").iterdir())
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_it_is_whole_or_not_there(path: Path, tmp_path: Path) -> None:
    with open_archive(path, clock=fixed_clock) as archive:
        for n in range(3):
            archive.add(*sample(n))
        last = list(archive.documents())[-1]
        with archive._db.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER evidence_update")
            connection.exec_driver_sql("UPDATE evidence SET bytes = 'x' WHERE sha256 = ?", (last.sha256,))
        with pytest.raises(BadArchive, match="verify"):
            archive.evidence(tmp_path / "e")
    assert {p.name for p in tmp_path.iterdir()} == {path.name}


def test_sha256sum_is_there() -> None:
    assert shutil.which("sha256sum")
