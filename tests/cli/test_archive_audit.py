"""`trackside archive audit`: what it prints, writes and refuses."""

import argparse
import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests import schema
from trackside.archive.shipped import shipped_readings
from trackside.assess.audit_finding import CHECKS
from trackside.cli.archive_audit import COLUMNS, TITLES, in_words, run_audit
from trackside.desk import Desk
from trackside.errors import BadInput
from trackside.library import load_library
from trackside.measure import stated
from trackside.moment import day
from trackside.reconcile import reconcile
from trackside.record import Judgement, Ruling


def desk(judgements: Sequence[Judgement] = ()) -> Desk:
    """A desk over the shipped history of 2022, as the command has it: launches and readings come one by one."""
    library = load_library()
    readings = [r for r in shipped_readings() if "KP-2022" in r.document.source]
    launches = reconcile(readings, judgements, gazetteer=library.gazetteer)
    archive = SimpleNamespace(
        launches=lambda: iter(launches), readings=lambda: iter(readings), judgements=lambda: tuple(judgements)
    )
    return cast("Desk", SimpleNamespace(archive=archive, library=library))


@pytest.fixture(scope="module")
def shipped() -> Desk:
    return desk()


def asked(**given: object) -> argparse.Namespace:
    return argparse.Namespace(**({"json": False, "out": None} | given))


def test_json_fits_its_schema_and_is_surest_first(shipped: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_audit(asked(json=True), shipped) == 0
    document = json.loads(capsys.readouterr().out)
    form = schema.load("audit")
    assert schema.faults(document, form, form) == []
    surenesses = [f["sureness"] for f in document["findings"]]
    assert surenesses == sorted(surenesses, reverse=True)
    assert document["findings"][0]["check"] == "physics"


def test_the_screen_groups_by_check_and_counts(shipped: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    run_audit(asked(), shipped)
    shown = capsys.readouterr().out
    assert f"{TITLES['physics']} (1)" in shown
    assert "4,052 s" in shown
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_a_report_in_markdown(shipped: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "audit.md"
    run_audit(asked(out=str(out)), shipped)
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# Audit\n")
    assert f"## {TITLES['physics']}" in text
    assert "To settle it:" in text
    assert str(out) in capsys.readouterr().out


def test_a_report_in_csv(shipped: Desk, tmp_path: Path) -> None:
    out = tmp_path / "audit.csv"
    run_audit(asked(out=str(out)), shipped)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["in_words"] == "almost surely"


@pytest.mark.parametrize("name", ["audit.pdf", "audit", "nowhere/audit.md"])
def test_a_file_that_cannot_be_written_is_refused_first(name: str, shipped: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        run_audit(asked(out=str(tmp_path / name)), shipped)


def test_without_an_archive_there_is_nothing_to_audit(shipped: Desk) -> None:
    bare = cast("Desk", SimpleNamespace(archive=None, library=shipped.library))
    with pytest.raises(BadInput):
        run_audit(asked(), bare)


def test_every_check_has_a_title() -> None:
    assert set(TITLES) == set(CHECKS)


@pytest.mark.parametrize(
    ("sureness", "words"), [(0.99, "almost surely"), (0.5, "more likely than not"), (0.01, "a hint")]
)
def test_a_sureness_in_words(sureness: float, words: str) -> None:
    assert in_words(sureness) == words


def physics(told: Desk, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run_audit(asked(json=True), told)
    return [f["because"] for f in json.loads(capsys.readouterr().out)["findings"] if f["check"] == "physics"]


def test_what_people_corrected_or_discarded_is_not_reported(shipped: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert "4,052 s" in " ".join(physics(shipped, capsys))
    wrong = next(
        c for r in shipped_readings() for c in r.claims if c.attribute == "flight_time" and c.quote.exact == "4052 s"
    )
    signed = ("A. Person", day(dt.date(2026, 1, 1), "UTC"), "looked it up")
    right = Judgement(Ruling.CORRECT, (wrong.id,), *signed, stated(4260.0, "s", step=1.0))
    later = Judgement(Ruling.CORRECT, (wrong.id,), *signed, stated(4000.0, "s", step=1.0))
    assert physics(desk([right]), capsys) == []
    assert "4,000 s" in " ".join(physics(desk([later]), capsys))
    assert physics(desk([Judgement(Ruling.DISCARD, (wrong.id,), *signed)]), capsys) == []
    assert physics(desk([Judgement(Ruling.DISCARD, (wrong.quote.document_id,), *signed)]), capsys) == []
