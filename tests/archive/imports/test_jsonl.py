"""Our own JSON Lines: there and back, and what does not hold together."""

import gzip
import json
from collections.abc import Mapping

import pytest

from tests.archive.imports.tables import check, told
from tests.archive.nouns import sample
from trackside.archive import plain_reading
from trackside.record import Reading


def line(reading: Reading, **changes: object) -> bytes:
    return json.dumps({**plain_reading(reading, with_text=True), **changes}, ensure_ascii=False).encode() + b"\n"


READING = sample()[2]


@pytest.mark.parametrize("packed", [False, True])
def test_there_and_back(packed: bool) -> None:
    raw = b"\xef\xbb\xbf" + b"\n".join(line(sample(n)[2]) for n in range(3))
    items, faults, rows = told(gzip.compress(raw) if packed else raw, "jsonl", source="claims.jsonl")
    assert (len(items), faults, rows) == (3, [], 3)
    for n, item in enumerate(items):
        check(item)
        was = sample(n)[2]
        assert item.document.id == was.document.id
        assert (item.reading.mentions, item.reading.claims) == (was.mentions, was.claims)
        assert (item.reading.reactions, item.reading.history) == (was.reactions, was.history)
        assert json.loads(item.intake.raw)["sha256"] == was.document.sha256
    assert items[1].intake.address == "claims.jsonl:3"


def parts(key: str) -> list[dict[str, object]]:
    found = plain_reading(READING, with_text=True)[key]
    assert isinstance(found, list)
    return [dict(x) for x in found]


def test_parts_that_do_not_hold_together_are_listed_and_the_others_come_in() -> None:
    claims = parts("claims")
    del claims[0]["id"]
    claims[0]["start"] = 3
    claims[1]["mention"] = "mention-000000000000"
    claims[2]["value"] = "yesterday"
    (item,), faults, _ = told(line(READING, claims=claims, reactions="none"), "jsonl")
    check(item)
    assert item.reading.claims == READING.claims[3:]
    assert [f.path for f in faults] == [
        "line 1, /claims/0",
        "line 1, /claims/1",
        "line 1, /claims/2",
        "line 1, /reactions",
    ]


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (b"{\n", "is no JSON"),
        (b"[1]\n", "is no reading"),
        (b"\xff\n", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (json.dumps(plain_reading(READING)).encode(), "trackside read --text"),
        (line(READING, id="document-000000000000"), "does not fit its content"),
        (line(READING, published="1 May"), "no day of publication"),
        (line(READING, text=3), "string"),
    ],
)
def test_a_line_that_is_no_reading_is_listed(raw: bytes, because: str) -> None:
    items, faults, rows = told(raw + b"\n" + line(READING), "jsonl")
    assert (len(items), rows) == (1, 2)
    assert because in faults[0].because
    assert faults[0].path.startswith("line 1")


def test_a_line_without_end_is_passed_over() -> None:
    raw = b'{"text": "' + b"x" * 41_000_000 + b'"}\n' + line(READING)
    items, faults, _ = told(raw, "jsonl")
    assert len(items) == 1
    assert faults[0].because == "is longer than 20 MB; left out"


def test_mentions_of_another_text_are_listed() -> None:
    plain: Mapping[str, object] = plain_reading(sample(1)[2])
    (item,), faults, _ = told(line(READING, mentions=plain["mentions"]), "jsonl")
    assert (item.reading.mentions, item.reading.claims) == ((), ())
    assert "line 1, /mentions/0" in [f.path for f in faults]


def test_letters_no_archive_can_keep_are_listed() -> None:
    claims = parts("claims")
    claims[0]["speaker"] = "J\x00CS"
    claims[1]["doubt"] = "\ud83d"
    raw = json.dumps({**plain_reading(READING, with_text=True), "claims": claims}).encode()
    items, faults, _ = told(raw + b"\n" + line(READING, source="a\x00b") + line(READING, title_end=-4), "jsonl")
    assert [len(i.reading.claims) for i in items] == [2, 4]
    assert [f.path for f in faults] == ["line 1, /claims/0", "line 1, /claims/1", "line 2", "line 3, /title_end"]
