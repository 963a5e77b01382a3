"""What `archive find`, `verify`, `backup` and `evidence` print, and how they end."""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.nouns import fixed_clock, sample
from trackside.archive import Archive, open_archive
from trackside.cli.archive_backup import run_backup
from trackside.cli.archive_evidence import run_evidence
from trackside.cli.archive_find import run_find
from trackside.cli.archive_verify import Ticker, run_verify
from trackside.errors import BadInput

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.delenv("COLUMNS", raising=False)
    with open_archive(tmp_path / "archive.sqlite", clock=fixed_clock) as opened:
        for n in range(3):
            opened.add(*sample(n))
        opened.settle()
        yield opened


def asked(**given: object) -> argparse.Namespace:
    without: dict[str, object] = dict.fromkeys(("country", "since", "until", "attribute", "launch", "document"))
    return argparse.Namespace(**{**without, "words": [], "limit": 20, "force": False, "json": False, **given})


def test_find_shows_the_words_with_the_matches_marked(archive: Archive, capsys: Capture) -> None:
    assert run_find(asked(words=["submarine", '"missile', 'flew"'], limit=2), archive) == 0
    lines = capsys.readouterr().out.splitlines()
    hit = archive.find('submarine "missile flew"').hits[0]
    assert lines[0] == f"2019-10-02 {hit.document} {hit.source}"
    assert "The [missile flew] about 450 km" in lines[1]
    assert "from a [submarine] since 2016." in lines[1]
    assert lines[2] == f"  tells of {hit.launches[0]}"
    assert lines[-1] == "3 documents in all; see more with --limit"


def test_find_as_json(archive: Archive, capsys: Capture) -> None:
    given = asked(words=["450"], country="KP", since="2019-10-01", until="2019-10-31", attribute="range", json=True)
    assert run_find(given, archive) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["ranked"], len(told["hits"])) == (3, 3, 3)
    hit = told["hits"][0]
    assert set(hit) == {"document", "title", "source", "published", "language", "snippet", "launches", "score"}
    text = archive.reading(hit["document"]).document.text
    s = hit["snippet"]
    assert text[s["start"] : s["end"]] == s["text"]
    assert [s["text"][a:b] for a, b in s["marks"]] == ["450"]


def test_a_country_is_known_by_name_and_code(archive: Archive, capsys: Capture) -> None:
    for name in ("North Korea", "kp", "KP"):
        run_find(asked(words=["450"], country=name, json=True), archive)
        assert json.loads(capsys.readouterr().out)["total"] == 3
    run_find(asked(words=["450"], country="Iran", json=True), archive)
    assert json.loads(capsys.readouterr().out)["total"] == 0


def test_find_says_when_not_all_were_ranked(archive: Archive, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trackside.archive.fulltext.RANKED", 2)
    run_find(asked(words=["submarine"]), archive)
    assert "only the 2 added last were ranked" in capsys.readouterr().out
    run_find(asked(words=["submarine"], json=True), archive)
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["ranked"], len(told["hits"])) == (3, 2, 2)


def test_finding_nothing_is_an_answer(archive: Archive, capsys: Capture) -> None:
    assert run_find(asked(words=["nowhere"]), archive) == 0
    assert capsys.readouterr().out == "nothing found\n"
    assert run_find(asked(words=["nowhere"], json=True), archive) == 0
    assert json.loads(capsys.readouterr().out) == {"hits": [], "total": 0, "ranked": 0}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"words": ["x"], "since": "soon"},
        {"words": ["x"], "limit": 0},
        {"words": ["x"], "attribute": "y"},
        {"words": ["x"], "country": "Nowhere"},
    ],
)
def test_what_find_refuses(archive: Archive, given: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        run_find(asked(**given), archive)


def test_verify_says_sound_or_names_the_damage(archive: Archive, capsys: Capture) -> None:
    assert run_verify(asked(), archive) == 0
    assert capsys.readouterr().out == f"{archive.where}: sound\n"
    assert run_verify(asked(json=True), archive) == 0
    assert json.loads(capsys.readouterr().out) == {"sound": True, "damage": []}
    db = sqlite3.connect(archive.where)
    with db:
        db.execute("DROP TRIGGER claims_update")
        db.execute("UPDATE claims SET quote = 'about 999 km' WHERE quote = 'about 450 km' AND reading = 1")
    db.close()
    assert run_verify(asked(), archive) == 2
    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    claim = archive_claim(archive)
    assert line.startswith(f"{claim}: its quote is not what stands at 27..39 of document-")
    assert line.endswith("; restore a backup")
    assert said.err == f"trackside: {archive.where}: 1 thing is damaged\n"
    assert run_verify(asked(json=True), archive) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["sound"], told["damage"][0]["what"], told["damage"][0]["id"]) == (False, "claim", claim)


def archive_claim(archive: Archive) -> str:
    return sample(0)[2].claims[0].id


def test_progress_is_told_now_and_then(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("trackside.cli.archive_verify.time.monotonic", lambda: now)
    tell = Ticker()
    tell("evidence", 1, 3000)
    assert capsys.readouterr().err == ""
    now += 6
    tell("evidence", 2000, 3000)
    tell("evidence", 2001, 3000)
    assert capsys.readouterr().err == "trackside: evidence: 2,000 of 3,000\n"


def test_backup_says_where_and_how_much(archive: Archive, tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / "copy.sqlite")
    assert run_backup(asked(out=out), archive) == 0
    size = Path(out).stat().st_size
    assert capsys.readouterr().out == f"{out}: {size:,} bytes, read back and sound\n"
    with pytest.raises(BadInput):
        run_backup(asked(out=out), archive)
    assert run_backup(asked(out=out, force=True, json=True), archive) == 0
    assert json.loads(capsys.readouterr().out) == {"archive": archive.where, "out": out, "bytes": size}


def test_evidence_says_how_to_check_it(archive: Archive, tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / "evidence")
    assert run_evidence(asked(out=out), archive) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{out}: 3 documents, 3 files as taken in, 12 claims"
    assert "sha256sum -c SHA256SUMS" in lines[1]
    ids = [d.id for d in archive.documents()]
    assert run_evidence(asked(out=f"{out}2", document=ids[:1], json=True), archive) == 0
    assert json.loads(capsys.readouterr().out) == {"out": f"{out}2", "documents": 1, "files": 1, "claims": 4}
    with pytest.raises(BadInput):
        run_evidence(asked(out=f"{out}3", document=ids[:1], launch="launch-1"), archive)
