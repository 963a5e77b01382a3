"""Unpacking by pieces, with a limit on how much may come out of how little."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, final

from trackside.errors import BadInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# News pages pack to between a third and a thirtieth; what unpacks to more than this is made to harm.
MOST_RATIO = 100
# Below this no ratio harms anybody.
HARMLESS_BYTES = 20_000_000
# gzip with its header, and nothing else (zlib manual, inflateInit2).
_GZIP = 31
_CHUNK = 1 << 16


@final
class Allowance:
    """How much has been unpacked out of how much; `spend` refuses when it is too much."""

    __slots__ = ("name", "packed", "unpacked")

    def __init__(self, name: str) -> None:
        self.name, self.packed, self.unpacked = name, 0, 0

    def spend(self, packed: int, unpacked: int) -> None:
        """Count bytes in and out.

        Raises
        ------
        BadInput
            When more than `HARMLESS_BYTES` came out, and more than `MOST_RATIO` for each byte that went in.
        """
        self.packed += packed
        self.unpacked += unpacked
        if self.unpacked > HARMLESS_BYTES and self.unpacked > MOST_RATIO * self.packed:
            raise BadInput(
                self.name,
                f"unpacks to more than {MOST_RATIO} times its size (a zip bomb?)",
                "unpack it by hand if you trust it",
            )


@final
class Gunzipped(io.RawIOBase):
    """The bytes in a gzip stream of any number of members, one behind the other (RFC 1952, section 2.2)."""

    def __init__(self, packed: BinaryIO, allowance: Allowance) -> None:
        super().__init__()
        self._packed, self._allowance = packed, allowance
        self._waiting, self._inflate = b"", zlib.decompressobj(_GZIP)
        self._begun = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: WriteableBuffer, /) -> int:
        """Fill a buffer with what comes next; 0 at the end.

        Raises
        ------
        BadInput
            For a damaged stream, one that ends in the middle, and one that unpacks to too much.
        """
        room = memoryview(into)
        while True:
            self._fetch()
            if not self._waiting:
                return self._ended()
            got = self._unpacked(len(room))
            if got:
                room[: len(got)] = got
                return len(got)

    def _fetch(self) -> None:
        if not self._waiting:
            self._waiting = self._packed.read(_CHUNK)
            self._allowance.spend(len(self._waiting), 0)

    def _unpacked(self, most: int) -> bytes:
        if self._inflate.eof:
            self._inflate, self._begun = zlib.decompressobj(_GZIP), False
        try:
            got = self._inflate.decompress(self._waiting, most)
        except zlib.error as error:
            raise BadInput(self._allowance.name, "is damaged gzip", "fetch it again") from error
        self._begun = True
        self._waiting = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        self._allowance.spend(0, len(got))
        return got

    def _ended(self) -> int:
        if self._begun and not self._inflate.eof:
            raise BadInput(self._allowance.name, "ends in the middle of its gzip", "fetch it again")
        return 0


@final
class Counted(io.RawIOBase):
    """The bytes of a member of a zip file, counted against what the member takes up there."""

    def __init__(self, member: BinaryIO, allowance: Allowance, packed: int) -> None:
        super().__init__()
        self._member, self._allowance = member, allowance
        allowance.spend(packed, 0)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: WriteableBuffer, /) -> int:
        """Fill a buffer with what comes next; 0 at the end."""
        room = memoryview(into)
        got = self._member.read(len(room))
        self._allowance.spend(0, len(got))
        room[: len(got)] = got
        return len(got)


def opened(stream: io.BufferedReader, allowance: Allowance) -> io.BufferedReader:
    """The stream unpacked where it begins as gzip does (RFC 1952, section 2.3.1), else as it is."""
    return buffered(Gunzipped(stream, allowance)) if stream.peek(2)[:2] == b"\x1f\x8b" else stream


def buffered(stream: io.RawIOBase) -> io.BufferedReader:
    """The stream with `readline`, read ahead by little."""
    return io.BufferedReader(stream, _CHUNK)


def inflated(raw: bytes, name: str, how: str, most: int) -> bytes:
    """A body that a server packed (``gzip``, ``deflate``), unpacked.

    Raises
    ------
    BadInput
        For another packing, a damaged body, and one of more than `most` bytes.
    """
    forms = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
    if how not in forms:
        raise BadInput(name, f"is packed as {how}, which is not read", "record it again without packing")
    for form in forms[how]:
        try:
            got = zlib.decompressobj(form).decompress(raw, most + 1)
        except zlib.error:
            continue  # Servers mean two things by "deflate" (RFC 9110, section 8.4.1.2, note).
        if len(got) > most:
            raise BadInput(name, f"unpacks to more than {most // 10**6} MB", "give the article alone")
        return got
    raise BadInput(name, f"is damaged {how}", "fetch it again")
