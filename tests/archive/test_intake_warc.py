"""Web archives: the pages in WARC and WACZ files; damage, oddities and bombs in one line each."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive.nouns import fixed_clock
from trackside.archive import Intake, LeftOut, take_in_many

HTML = b"<html><body><article><p>It flew 640 km.</p></article></body></html>"


def answer(
    body: bytes = HTML, status: str = "200 OK", kind: str = "text/html; charset=utf-8", extra: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body


def record(block: bytes, target: str = "https://example.org/a", warc_type: str = "response", length: str = "") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {warc_type}\r\nWARC-Target-URI: {target}\r\nWARC-Date: 2022-01-05T01:02:03Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def found(path: Path, raw: bytes) -> list[Intake | LeftOut]:
    path.write_bytes(raw)
    return list(take_in_many([str(path)], clock=fixed_clock))


def pages(path: Path, raw: bytes) -> list[Intake]:
    return [x for x in found(path, raw) if isinstance(x, Intake)]


def faults(path: Path, raw: bytes) -> list[str]:
    return [str(x.error) for x in found(path, raw) if isinstance(x, LeftOut)]


MIXED = [
    record(b"software: by hand\r\n", warc_type="warcinfo"),
    record(answer()),
    record(b"GET / HTTP/1.1\r\n\r\n", warc_type="request"),
    record(answer(b"\x89PNG", kind="image/png"), "https://example.org/picture"),
    record(answer(status="404 Not Found"), "https://example.org/gone"),
    record(answer(), "https://example.org/b"),
]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_only_pages_that_were_answered_are_given(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    taken = pages(tmp_path / "a.warc.gz", b"".join(map(pack, MIXED)))
    assert [x.source for x in taken] == ["https://example.org/a", "https://example.org/b"]
    assert {x.raw for x in taken} == {HTML}
    assert taken[0].taken.earliest == dt.datetime(2022, 1, 5, 1, 2, 3, tzinfo=dt.UTC)
    assert taken[0].content_type == "text/html; charset=utf-8"


def test_bodies_as_servers_send_them(tmp_path: Path) -> None:
    half = len(HTML) // 2
    chunks = b"%x\r\n%b\r\n%x;x=y\r\n%b\r\n0\r\n\r\n" % (half, HTML[:half], len(HTML) - half, HTML[half:])
    raw = zlib.compressobj(wbits=-15)
    bodies = [
        (chunks, "Transfer-Encoding: chunked\r\n"),
        (HTML, "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(HTML), "Content-Encoding: gzip\r\n"),
        (zlib.compress(HTML), "Content-Encoding: deflate\r\n"),
        (raw.compress(HTML) + raw.flush(), "Content-Encoding: deflate\r\n"),
    ]
    taken = pages(tmp_path / "a.warc", b"".join(record(answer(body, extra=extra)) for body, extra in bodies))
    assert [x.raw for x in taken] == [HTML] * len(bodies)


def test_a_page_that_cannot_be_had_does_not_stop_the_next(tmp_path: Path) -> None:
    bad = [
        record(answer(b"\x1b\x00", extra="Content-Encoding: br\r\n"), "https://example.org/br"),
        record(answer(b"junk", extra="Content-Encoding: gzip\r\n"), "https://example.org/junk"),
        record(
            answer(gzip.compress(bytes(30_000_000)), extra="Content-Encoding: gzip\r\n"), "https://example.org/bomb"
        ),
        record(answer(b" " * 20_000_001), "https://example.org/long"),
    ]
    raw = b"".join([*bad, record(answer())])
    assert [x.source for x in pages(tmp_path / "a.warc", raw)] == ["https://example.org/a"]
    told = faults(tmp_path / "a.warc", raw)
    for said, line in zip(
        ("packed as br", "damaged gzip", "more than 20 MB", "recorded with 20 MB"), told, strict=True
    ):
        assert said in line
        assert line.startswith("https://example.org/")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", ""),
        (b"just words\n", "is no WARC file"),
        (record(answer())[:-40], "ends in the middle of a record"),
        (gzip.compress(record(answer()))[:-60], "ends in the middle of its gzip"),
        (b"\x1f\x8bjunk", "is damaged gzip"),
        (record(answer(), length="many"), "unknown length"),
        (record(answer(), length="999999999999"), "ends in the middle"),
        (b"WARC/1.0\r\nno colon here\r\n\r\n", "damaged record"),
    ],
)
def test_damage_is_one_line(tmp_path: Path, raw: bytes, said: str) -> None:
    told = faults(tmp_path / "a.warc", raw)
    assert len(told) == bool(said)
    assert all(said in line and "\n" not in line for line in told)


def test_what_stands_before_the_damage_is_read(tmp_path: Path) -> None:
    assert len(pages(tmp_path / "a.warc", record(answer()) + b"junk")) == 1


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_wacz_gives_the_pages_of_its_warc_files(tmp_path: Path) -> None:
    members = {
        "datapackage.json": b"{}",
        "archive/1.warc.gz": gzip.compress(record(answer())),
        "archive/2.warc": record(answer(), "https://example.org/b"),
    }
    for how in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        taken = pages(tmp_path / "a.wacz", zipped(members, how))
        assert [x.source for x in taken] == ["https://example.org/a", "https://example.org/b"]


@pytest.mark.parametrize("name", ["a.wacz", "a.warc.gz"])
def test_a_zip_bomb_is_refused_before_it_bursts(tmp_path: Path, name: str) -> None:
    """A record that claims, and would unpack to, 200 MB of nothing, in 0.2 MB."""
    bomb = record(bytes(200_000_000), warc_type="resource")
    raw = zipped({"archive/1.warc": bomb}, zipfile.ZIP_DEFLATED) if name.endswith("wacz") else gzip.compress(bomb)
    assert len(raw) < 1_000_000
    assert [x for x in faults(tmp_path / name, raw) if "more than 100 times its size (a zip bomb?)" in x]
    assert len(faults(tmp_path / name, raw)) == 1


def test_zips_that_are_none_or_hold_nothing(tmp_path: Path) -> None:
    assert "damaged or unusual zip" in faults(tmp_path / "a.wacz", b"junk")[0]
    assert "holds no WARC files" in faults(tmp_path / "a.wacz", zipped({"a.txt": b"x"}))[0]
    damaged = bytearray(zipped({"archive/1.warc": b"".join(MIXED)}, zipfile.ZIP_DEFLATED))
    damaged[60:90] = bytes(30)
    assert "zip" in faults(tmp_path / "a.wacz", bytes(damaged))[0]
