"""One line of JSON Lines to a Document, and each way in which it can be none."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from trackside.errors import BadDocument
from trackside.read.page import RECORD, page


def read(**told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def test_what_is_told_counts_and_what_is_not_is_looked_for() -> None:
    told = page(read(text="It flew 640\u200b km.", title="Missile", published="2022-01-05T08:10:00Z"), "a", kind=RECORD)
    assert (told.text, told.title, told.published) == ("It flew 640 km.", "Missile", dt.date(2022, 1, 5))
    bare = page(
        read(text="Missile flew 640 km\n\nSEOUL, Jan. 12, 2022 -- It fell into the sea.", id=7), "a", kind=RECORD
    )
    assert (bare.title, bare.published) == ("Missile flew 640 km", dt.date(2022, 1, 12))
    assert page(read(text="x y z", language="ko-KR"), "a", kind=RECORD).language == "ko"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"text": "cut', "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'["text"]', 'has no "text"'),
        (read(body="words"), 'has no "text"'),
        (read(text=5), 'has no "text"'),
        (read(text=" \u200b\n"), "is empty"),
        (read(text="a\0b"), "NUL"),
        (b'{"text": "half \\ud83d"}', "half a character"),
        (b'{"text": "\xff\xfe"}', "is not UTF-8"),
        (read(text="words", published="soon"), "a day was wanted"),
        (read(text="words", published=20220105), "words were wanted"),
        (read(text="words", title=["a"]), "words were wanted"),
        (read(text="l’été".encode().decode("cp1252") * 3), "wrong encoding"),
    ],
)
def test_each_fault_is_one_line(raw: bytes, said: str) -> None:
    with pytest.raises(BadDocument) as caught:
        page(raw, "many.jsonl:3", kind=RECORD)
    assert said in str(caught.value)
    assert str(caught.value).startswith("many.jsonl:3: ")
    assert "\n" not in str(caught.value)


def test_too_much_is_refused() -> None:
    with pytest.raises(BadDocument, match=r"holds 21\.0 MB, the most is 20 MB"):
        page(b" " * 21_000_000, "a", kind=RECORD)
