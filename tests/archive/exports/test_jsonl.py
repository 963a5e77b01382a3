"""JSON Lines: there and back gives the same archive, both ways; broken streams; a stream put in twice."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import schema
from tests.archive.exports.held import everything, examples, gazetteer
from trackside.archive import Archive, open_archive
from trackside.archive.exports import Wanted, export
from trackside.archive.fact import Fact, Spoilt
from trackside.archive.held import Added
from trackside.archive.restore import Refused
from trackside.archive.stream import read_stream
from trackside.errors import BadArchive, BadInput

Filled = Callable[[Path], Archive]
SCHEMA = schema.load("archive")
SCHEMA["$defs"] = {**schema.load("read")["$defs"], **SCHEMA["$defs"]}


def written(archive: Archive, path: Path, **wanted: object) -> Path:
    return export(archive, path, wanted=Wanted(**wanted), gazetteer=gazetteer()).path  # type: ignore[arg-type]


def sound(lines: list[str]) -> Iterator[Fact]:
    for fact in read_stream(lines, "test.jsonl"):
        assert not isinstance(fact, Spoilt), fact
        yield fact


def restored(lines: list[str], where: Path | str) -> Archive:
    archive = open_archive(where, bare=True)
    outcomes = list(archive.restore(sound(lines)))
    assert not [o for o in outcomes if isinstance(o, Refused)]
    archive.settle()
    return archive


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize("filled", [examples, everything])
def test_there_and_back_gives_the_same_archive_and_again_the_same_bytes(filled: Filled, tmp_path: Path) -> None:
    with filled(tmp_path / "a.sqlite") as one:
        first = written(one, tmp_path / "one.jsonl")
        with restored(lines_of(first), tmp_path / "b.sqlite") as other:
            second = written(other, tmp_path / "other.jsonl")
            assert second.read_bytes() == first.read_bytes()
            assert list(other.facts()) == list(one.facts())
            assert list(other.documents(superseded=True)) == list(one.documents(superseded=True))
            assert list(other.readings()) == list(one.readings())
            assert list(other.launches()) == list(one.launches())
            assert other.judgements() == one.judgements()
            assert other.withdrawals() == one.withdrawals()
            for held in one.documents(superseded=True):
                assert other.raw(held.id) == one.raw(held.id)
                assert other.show(held.id) == one.show(held.id)
            # Back again: the copy's stream into a third archive, and into the first, where all is held.
            with restored(lines_of(second), tmp_path / "c.sqlite") as third:
                assert list(third.facts()) == list(one.facts())
            again = list(one.restore(sound(lines_of(second))))
            assert again == [Added(h.id, new=False) for h in one.documents(superseded=True)]
            assert written(one, tmp_path / "again.jsonl").read_bytes() == first.read_bytes()


def test_from_a_file_to_a_server_and_back_gives_the_same_bytes(tmp_path: Path, postgresql: str) -> None:
    with everything(tmp_path / "a.sqlite") as one:
        first = written(one, tmp_path / "one.jsonl")
        with restored(lines_of(first), postgresql) as other:
            second = written(other, tmp_path / "other.jsonl.gz")
            assert gzip.decompress(second.read_bytes()) == first.read_bytes()
            assert list(other.launches()) == list(one.launches())
            for name in ("x.csv", "x.kml", "x.db", "x.bib"):
                written(one, tmp_path / name)
                written(other, tmp_path / f"server-{name}")
                assert (tmp_path / name).read_bytes() == (tmp_path / f"server-{name}").read_bytes()


def test_the_archive_with_everything_has_everything(tmp_path: Path) -> None:
    """Otherwise the test above would hold little."""
    with everything(tmp_path / "a.sqlite") as archive:
        lines = [json.loads(line) for line in lines_of(written(archive, tmp_path / "one.jsonl"))]
    count = Counter(r["record"] for r in lines)
    assert count["document"] == 6
    assert count["evidence"] == count["taking"] == 7
    assert count["reading"] == 7
    assert count["standing"] == 7 + 3 + 1
    assert count["judgement"] == 4
    assert count["withdrawal"] == 1
    assert any(r["record"] == "standing" and r["reading"] is None for r in lines)


@pytest.mark.parametrize("filled", [examples, everything])
def test_every_line_fits_the_schema(filled: Filled, tmp_path: Path) -> None:
    with filled(tmp_path / "a.sqlite") as archive:
        path = written(archive, tmp_path / "one.jsonl")
    for line in lines_of(path):
        record = json.loads(line)
        assert schema.faults(record, SCHEMA["$defs"][record["record"]], SCHEMA) == []
        assert schema.faults(record, SCHEMA, SCHEMA) == []


def test_packed_is_the_same_and_has_no_time_in_it(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as archive:
        plain = written(archive, tmp_path / "one.jsonl").read_bytes()
        packed = written(archive, tmp_path / "one.jsonl.gz").read_bytes()
        assert gzip.decompress(packed) == plain
        assert written(archive, tmp_path / "two.jsonl.gz").read_bytes() == packed


def test_some_launches_take_their_documents_and_the_decisions_about_them_along(tmp_path: Path) -> None:
    with everything(tmp_path / "a.sqlite") as one:
        chosen = next(x for x in one.launches() if len(x.mentions) > 1)
        lines = lines_of(written(one, tmp_path / "some.jsonl", launches=(chosen.id,)))
        with restored(lines, tmp_path / "b.sqlite") as other:
            documents = {m.document_id for m in chosen.mentions}
            assert {h.id for h in other.documents(superseded=True)} == documents
            assert chosen.id in {x.id for x in other.launches()}
            known = {i for r in other.readings() for i in (*(m.id for m in r.mentions), *(c.id for c in r.claims))}
            assert 0 < len(other.judgements()) < len(one.judgements())
            assert all({*j.subjects} <= known | documents for j in other.judgements())


def test_a_document_whose_line_is_lost_is_refused_whole_and_the_others_come_in(tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as one:
        lines = lines_of(written(one, tmp_path / "one.jsonl"))
        ids = [h.id for h in one.documents()]
    kinds = [json.loads(line)["record"] for line in lines]
    for lost in ("evidence", "document", "reading", "standing"):
        at = kinds.index(lost)
        where = tmp_path / f"{lost}.sqlite"
        with open_archive(where, bare=True) as other:
            facts = (f for f in read_stream([*lines[:at], *lines[at + 1 :]], "x") if not isinstance(f, Spoilt))
            outcomes = list(other.restore(facts))
            assert [o.about for o in outcomes if isinstance(o, Refused)] == ids[:1]
            assert [h.id for h in other.documents(superseded=True)] == ids[1:]
            # The whole stream mends it.
            assert [o.document_id for o in other.restore(sound(lines)) if isinstance(o, Added) and o.new] == ids[:1]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"reading":"reading-', '"reading":"reading-0', "neither held nor told of"),
        ('"start":', '"start":1', "quote is the exact words|not what stands|does not fit"),
    ],
)
def test_what_does_not_belong_together_is_refused(before: str, after: str, told: str, tmp_path: Path) -> None:
    with examples(tmp_path / "a.sqlite") as one:
        lines = lines_of(written(one, tmp_path / "one.jsonl"))
    at = next(n for n, line in enumerate(lines) if before in line and '"record":"evidence"' not in line)
    lines[at] = lines[at].replace(before, after, 1)
    with open_archive(tmp_path / "b.sqlite", bare=True) as other:
        facts = list(read_stream(lines, "x"))
        outcomes = list(other.restore(f for f in facts if not isinstance(f, Spoilt)))
        said = [f.because for f in (*facts, *outcomes) if isinstance(f, Spoilt | Refused)]
        assert said
        assert any(re.search(told, s) for s in said), said
        assert len(list(other.documents())) == 4


def test_an_archive_whose_bytes_were_changed_is_not_exported(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    examples(path).close()
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER evidence_update")
    db.execute("UPDATE evidence SET bytes = X'00' WHERE rowid = 1")
    db.commit()
    db.close()
    with open_archive(path, bare=True) as archive, pytest.raises((BadInput, BadArchive), match="is not the SHA-256"):
        written(archive, tmp_path / "one.jsonl")
    assert not list(tmp_path.glob("*one.jsonl*"))
