"""Many documents behind one source: folders, lists of addresses, feeds; one that fails never stops the rest."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.archive.nouns import fixed_clock
from tests.archive.test_intake import FakeAnswer
from trackside.archive import Intake, LeftOut, take_in_many
from trackside.archive.intake_web import Answer
from trackside.read.page import ENTRY

FEED = (
    b"""<rss><channel><item><title>One</title><link>/one</link></item><item><title>Two</title></item></channel></rss>"""
)


class Web:
    """Addresses that were opened; those with "gone" in them do not answer."""

    def __init__(self, raw: bytes = b"A page.") -> None:
        self.raw, self.opened = raw, list[str]()

    def __call__(self, address: str) -> AbstractContextManager[Answer]:
        return self._opening(address)

    @contextmanager
    def _opening(self, address: str) -> Iterator[Answer]:
        self.opened.append(address)
        if "gone" in address:
            raise TimeoutError
        yield FakeAnswer(self.raw, address, "text/plain")


def take(sources: Sequence[str], web: Web | None = None, listed: str = "", stdin: bytes = b"") -> list[str]:
    """The names of what is taken in, those left out with their reasons."""
    found = take_in_many(
        sources, clock=fixed_clock, opener=web or Web(), listed=listed, stdin=io.BytesIO(stdin) if stdin else None
    )
    return [x.source if isinstance(x, Intake) else f"! {x.error}" for x in found]


def test_a_folder_is_its_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "deeper/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    os.mkfifo(tmp_path / "pipe")
    assert take([str(tmp_path)]) == [str(tmp_path / name) for name in ("a.txt", "b.txt", "deeper/c.txt")]


def test_an_empty_folder_and_an_absent_file_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("words")
    names = [str(tmp_path / name) for name in ("empty", "absent.txt", "absent.warc", "a.txt")]
    empty, absent, archive, there = take([*names])
    assert "is a folder without files" in empty
    assert "there is no such file" in absent
    assert "there is no such file" in archive
    assert there == names[3]


def test_a_list_of_addresses_is_opened_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        "https://example.org/a\n\n# later\nhttps://example.org/gone\nhttp://example.org/b\n"
    )
    web = Web()
    found = take([str(tmp_path / "list.txt")], web)
    assert found[0::2] == ["https://example.org/a", "http://example.org/b"]
    assert found[1].startswith("! https://example.org/gone: does not answer in time")
    assert web.opened == ["https://example.org/a", "https://example.org/gone", "http://example.org/b"]


def test_a_text_that_speaks_of_addresses_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://example.org/a\nIt flew 640 km.\n")
    web = Web()
    assert take([str(tmp_path / "a.txt")], web) == [str(tmp_path / "a.txt")]
    assert web.opened == []


def test_reading_a_folder_opens_nothing_outside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://example.org/a\n")
    web = Web()
    assert take([str(tmp_path)], web) == [str(tmp_path / "a.txt")]
    assert web.opened == []


def test_a_list_that_is_named_as_one_may_name_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "list").write_text(f"{tmp_path / 'a.txt'}\nhttps://example.org/a\n-\n")
    found = take([], listed=str(tmp_path / "list"), stdin=b"never read")
    assert found[:2] == [str(tmp_path / "a.txt"), "https://example.org/a"]
    assert "there is none here" in found[2]
    assert "check the path after --list" in take([], listed=str(tmp_path / "absent"))[0]


def test_a_feed_is_its_entries_wherever_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(FEED)
    path = str(tmp_path / "feed.xml")
    assert take([path]) == [f"{path}#1", f"{path}#2"]
    assert take(["https://example.org/feed"], Web(FEED)) == ["https://example.org/one", "https://example.org/feed#2"]
    assert take(["-"], stdin=FEED) == ["-#1", "-#2"]
    entry = next(iter(take_in_many([path], clock=fixed_clock)))
    assert isinstance(entry, Intake)
    assert (entry.content_type, entry.address) == (ENTRY, f"{path}#1")


def test_a_broken_feed_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(b"<rss></rss>")
    assert take([str(tmp_path / "feed.xml")])[0].startswith(f"! {tmp_path / 'feed.xml'}: is a feed without entries")


def test_what_is_known_is_passed_over_and_an_address_not_even_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    web, asked = Web(), list[tuple[str, bool]]()

    def known(source: str, sha256: str) -> bool:
        asked.append((source, bool(sha256)))
        return True

    sources = ["https://example.org/a", str(tmp_path / "a.txt")]
    assert list(take_in_many(sources, clock=fixed_clock, opener=web, known=known)) == []
    assert asked == [("https://example.org/a", False), (str(tmp_path / "a.txt"), True)]
    assert web.opened == []


def test_a_name_in_no_encoding_can_still_be_written(tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    try:
        Path(odd).write_text("words")
    except OSError:
        pytest.skip("this file system takes no such names")
    (name,) = take([str(tmp_path)])
    assert name == f"{tmp_path}/?.txt"


def test_nothing_is_opened_before_it_is_asked_for() -> None:
    web = Web()
    found = iter(take_in_many([f"https://example.org/{n}" for n in range(5)], clock=fixed_clock, opener=web))
    assert not isinstance(next(found), LeftOut)
    assert web.opened == ["https://example.org/0"]
