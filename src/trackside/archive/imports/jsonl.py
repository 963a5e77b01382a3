"""Our own JSON Lines: readings, one a line, as ``trackside read --text --out claims.jsonl`` writes them.

The stream of ``trackside archive export FILE.jsonl`` holds more than readings (`is_stream`); `restore_into` takes it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from trackside.archive.convert import (
    claim_from_plain,
    document_from_plain,
    history_from_plain,
    mention_from_plain,
    reaction_from_plain,
)
from trackside.archive.held import Item
from trackside.archive.imports.fault import Fault
from trackside.archive.intake import Intake
from trackside.archive.intake_rows import LONGEST_LINE
from trackside.archive.intake_unpack import Allowance, opened
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.record import Claim, Document, HistoryStatement, Mention, Quote, Reaction, Reading, digest, table_of

# No document of 20 MB speaks of so many launches.
MOST_MENTIONS = 1_000_000
_FIRST_LINE = 1000
_NO_LETTERS = re.compile("[\x00\ud800-\udfff]")
_Noun = TypeVar("_Noun", Mention, Claim, Reaction, HistoryStatement)
Plain = Mapping[str, object]


def read_table(raw: bytes, source: str, *, taken: Moment) -> Generator[Item | Fault, None, int]:
    """The documents on the lines of a file with what was read in them; gives how many lines there were.

    The evidence of each is its line: the bytes it was read from are not on it.

    Parameters
    ----------
    raw : bytes
        JSON Lines, packed with gzip or not.
    source : str
        What to call the file.
    taken : Moment
        When it was taken in.

    Raises
    ------
    BadInput
        For the stream of an archive.
    """
    if is_stream(raw, source):
        raise BadInput(source, "is the stream of an archive", "put it in with `trackside archive import`")
    lines, number, count = _opened(raw, source), 0, 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            yield Fault(number, f"line {number}", f"is longer than {LONGEST_LINE // 10**6} MB; left out")
            while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            count += 1
            yield from _of_line(line.strip(b"\r\n"), f"{source}:{number}", number, taken)
    return count


def shared_sources(raw: bytes, source: str) -> frozenset[str]:
    """The rows of tables, by source, that several lines of a file tell of: none of these lines replaces another."""
    lines, seen, shared = _opened(raw, source), set[str](), set[str]()
    while line := lines.readline(LONGEST_LINE + 1):
        named = _source_of(line) if b"#" in line else ""
        if table_of(named):
            (shared if named in seen else seen).add(named)
    return frozenset(shared)


def _source_of(line: bytes) -> str:
    """The source that a line names; empty for what is no reading, which `read_table` tells of."""
    try:
        plain = json.loads(line.strip(b" \t\r\n\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return ""
    named = plain.get("source") if isinstance(plain, dict) else ""
    return named if isinstance(named, str) else ""


def is_stream(raw: bytes, source: str) -> bool:
    """Whether a file begins as the stream of an archive does."""
    first = _opened(raw, source).readline(_FIRST_LINE)
    try:
        plain = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(plain, dict) and plain.get("record") == "archive"


def stream_lines(raw: bytes, source: str) -> Iterator[str]:
    """The lines of a stream; what is no UTF-8 in them is shown as �, and then no id fits any more."""
    for line in _opened(raw, source):
        yield line.decode("utf-8", "replace")


def _opened(raw: bytes, source: str) -> io.BufferedReader:
    return opened(io.BufferedReader(io.BytesIO(raw)), Allowance(source))


def _of_line(line: bytes, address: str, number: int, taken: Moment) -> Iterator[Item | Fault]:
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Fault(number, f"line {number}", f"is no JSON ({str(error).partition(':')[0].lower()}); left out")
        return
    if not isinstance(plain, dict):
        yield Fault(number, f"line {number}", "is no reading; left out")
        return
    if "text" not in plain:
        yield Fault(number, f"line {number}, /text", "is missing; make the file anew with `trackside read --text`")
        return
    try:
        _check_letters({k: v for k, v in plain.items() if isinstance(v, str)})
        document = replace(document_from_plain(plain), sha256=digest(line))
    except (BadInput, OverflowError) as error:
        yield Fault(number, f"line {number}", f"{error}; left out")
        return
    if not 0 <= document.title_end <= len(document.text):
        yield Fault(number, f"line {number}, /title_end", "lies outside the text; left out")
        document = replace(document, title_end=0)
    faults = list[Fault]()
    reading = _reading(document, plain, faults, number)
    yield from faults
    yield Item(Intake(line, document.source, address, taken, document.sha256, "application/json"), document, reading)


def _reading(document: Document, plain: Plain, faults: list[Fault], number: int) -> Reading:
    """All that a line says was read, without what does not hold together."""

    def told(key: str, make: Callable[[Plain], _Noun], check: Callable[[_Noun], str]) -> tuple[_Noun, ...]:
        return tuple(_sound(plain, key, make, check, faults, number))

    mentions = told("mentions", mention_from_plain, lambda m: _fits(document, m))
    ids = {m.id for m in mentions}

    def said(noun: Claim | Reaction | HistoryStatement) -> str:
        if noun.mention_id not in ids:
            return f"is about {noun.mention_id}, which is no mention of this line"
        return _stands(document, noun.quote)

    return Reading(
        document,
        mentions,
        told("claims", claim_from_plain, said),
        told("reactions", reaction_from_plain, said),
        told("history", history_from_plain, said),
    )


def _sound(
    plain: Plain,
    key: str,
    make: Callable[[Plain], _Noun],
    check: Callable[[_Noun], str],
    faults: list[Fault],
    number: int,
) -> Iterator[_Noun]:
    """The parts under a key that can be built and hold together; the others are faults."""
    parts = plain.get(key, [])
    if not isinstance(parts, Sequence) or isinstance(parts, str):
        faults.append(Fault(number, f"line {number}, /{key}", "is no list; left out"))
        return
    for place, part in enumerate(parts):
        because = ""
        try:
            _check_letters(part)
            noun = make(part if isinstance(part, dict) else {})
        except (BadInput, OverflowError) as error:
            because = str(error)
        else:
            because = check(noun)
        if because:
            faults.append(Fault(number, f"line {number}, /{key}/{place}", f"{because}; left out"))
        else:
            yield noun


def _check_letters(told: object) -> None:
    """Refuse NULs and halves of characters wherever they stand: no archive can keep them."""
    if isinstance(told, str):
        if _NO_LETTERS.search(told):
            raise BadInput(told.encode("ascii", "backslashreplace").decode(), "holds a NUL or half a character")
    elif isinstance(told, dict | list):
        for part in told.values() if isinstance(told, dict) else told:
            _check_letters(part)


def _fits(document: Document, mention: Mention) -> str:
    if not 0 <= mention.ordinal < MOST_MENTIONS:
        return f"is mention {mention.ordinal} of its document, which cannot be"
    return "" if mention.document_id == document.id else f"is of {mention.document_id}, the text makes {document.id}"


def _stands(document: Document, words: Quote) -> str:
    if words.document_id != document.id:
        return f"quotes {words.document_id}, the text makes {document.id}"
    if document.text[words.start : words.end] != words.exact:
        return f"quotes '{words.exact[:40]}', which does not stand at {words.start} of the text"
    return ""
