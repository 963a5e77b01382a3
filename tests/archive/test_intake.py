"""Taking in: files, standard input and addresses, through one seam; every refusal in one line."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import io
import threading
import urllib.error
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.archive.nouns import TAKEN, fixed_clock
from trackside.archive import Intake, intake, take_in
from trackside.archive.intake_web import Answer
from trackside.errors import BadInput, BadMoment
from trackside.moment import Moment
from trackside.record import digest

ADDRESS = "https://example.org/story"


class FakeAnswer:
    """What a server would answer, without one."""

    def __init__(self, raw: bytes, url: str = ADDRESS, content_type: str = "text/html") -> None:
        self.stream, self.url = io.BytesIO(raw), url
        self.headers = Message()
        self.headers["Content-Type"] = content_type

    def read(self, amount: int, /) -> bytes:
        return self.stream.read(amount)

    def geturl(self) -> str:
        return self.url


def opener_of(answer: FakeAnswer | Exception) -> Callable[[str], contextlib.AbstractContextManager[Answer]]:
    @contextlib.contextmanager
    def opening(_address: str) -> Iterator[Answer]:
        if isinstance(answer, Exception):
            raise answer
        yield answer

    return opening


def refused(address: str, answer: FakeAnswer | Exception | None = None) -> str:
    opener = opener_of(answer) if answer is not None else opener_of(AssertionError("nothing was to be opened"))
    with pytest.raises(BadInput) as caught:
        take_in(address, clock=fixed_clock, opener=opener)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_is_taken_whole_with_its_digest_and_time(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"The missile flew.\r\n")
    taken = take_in(str(path), clock=fixed_clock)
    when = Moment(TAKEN, TAKEN, "UTC")
    assert taken == Intake(path.read_bytes(), str(path), str(path.resolve()), when, digest(path.read_bytes()))


def test_a_relative_name_keeps_its_full_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "story.txt").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    taken = take_in("story.txt", clock=fixed_clock)
    assert (taken.source, taken.address) == ("story.txt", str((tmp_path / "story.txt").resolve()))


def test_standard_input() -> None:
    taken = take_in("-", clock=fixed_clock, stdin=io.BytesIO(b"The missile flew."))
    assert (taken.raw, taken.source, taken.address) == (b"The missile flew.", "-", "-")
    assert refused("-").startswith("standard input: there is none here")


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    assert "there is no such file" in refused(str(tmp_path / "absent.txt"))
    assert "is a folder" in refused(str(tmp_path))
    (tmp_path / "file").write_bytes(b"x")
    assert "cannot be opened" in refused(str(tmp_path / "file" / "below"))
    assert "cannot be opened" in refused("nul\0inside")
    assert "cannot be opened" in refused("x" * 5000)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "may not be read" in refused(str(tmp_path / "secret.txt"))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a", "data://text", "FILE:///etc/passwd"])
def test_other_schemes_are_not_opened(address: str) -> None:
    assert "addresses are not opened" in refused(address)


def test_a_page_on_the_web_through_the_seam() -> None:
    answer = FakeAnswer(b"<html>", "https://example.org/moved", "text/html; charset=euc-kr")
    taken = take_in(ADDRESS, clock=fixed_clock, opener=opener_of(answer))
    assert (taken.raw, taken.source, taken.address) == (b"<html>", ADDRESS, "https://example.org/moved")
    assert taken.content_type == "text/html; charset=euc-kr"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (urllib.error.HTTPError(ADDRESS, 404, "Not Found", Message(), None), "the server answered 404 Not Found"),
        (urllib.error.URLError(OSError(111, "Connection refused")), "cannot be reached (connection refused)"),
        (urllib.error.URLError("no host given"), "cannot be reached (no host given)"),
        (TimeoutError("timed out"), "does not answer in time"),
        (ConnectionResetError(104, "Connection reset by peer"), "cannot be fetched (connection reset by peer)"),
        (ValueError("Invalid IPv6 URL"), "cannot be fetched (invalid ipv6 url)"),
    ],
)
def test_servers_that_do_not_answer(fault: Exception, told: str) -> None:
    message = refused(ADDRESS, fault)
    assert told in message
    assert "check the address, or save the page and give the file" in message


def test_too_much_is_refused_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST_INTAKE_BYTES", 2_000_000)
    (tmp_path / "long.txt").write_bytes(b"a" * 2_000_001)
    assert "more than 2 MB" in refused(str(tmp_path / "long.txt"))
    assert "more than 2 MB" in refused(ADDRESS, FakeAnswer(b"a" * 2_000_001))
    with pytest.raises(BadInput, match="more than 2 MB"):
        take_in("-", clock=fixed_clock, stdin=io.BytesIO(b"a" * 2_000_001))


def test_a_server_that_drips_is_left() -> None:
    times = iter([TAKEN + dt.timedelta(seconds=50 * n) for n in range(100)])
    with pytest.raises(BadInput, match="takes longer than 120 s"):
        take_in(ADDRESS, clock=lambda: next(times), opener=opener_of(FakeAnswer(b"a" * 10_000_000)))


def test_the_clock_must_know_its_zone() -> None:
    with pytest.raises(BadMoment, match="without a zone"):
        take_in("-", clock=lambda: dt.datetime(2026, 3, 1), stdin=io.BytesIO(b"x"))  # noqa: DTZ001


class Server(http.server.BaseHTTPRequestHandler):
    """A server on this machine that answers, sends away, and refuses."""

    def do_GET(self) -> None:
        kinds = {
            "/ok": (200, ""),
            "/moved": (302, "/ok"),
            "/file": (302, "file:///etc/passwd"),
            "/ftp": (302, "ftp://x/y"),
        }
        code, where = kinds.get(self.path, (404, ""))
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_a_real_server_and_its_redirects(server: str) -> None:
    taken = take_in(f"{server}/moved", clock=fixed_clock)
    assert (taken.raw, taken.address, taken.content_type) == (b"hello", f"{server}/ok", "text/plain; charset=utf-8")
    for path, told in (
        ("/file", "file:///etc/passwd.* is not allowed"),
        ("/ftp", "leads to ftp://"),
        ("/gone", "answered 404"),
    ):
        with pytest.raises(BadInput, match=told):
            take_in(server + path, clock=fixed_clock)


def test_an_unreachable_host_is_one_line(server: str) -> None:
    with pytest.raises(BadInput, match="cannot be reached"):
        take_in("http://127.0.0.1:9/never", clock=fixed_clock)
