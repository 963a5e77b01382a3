"""`trackside read`: who claims what about which launch, each with the exact words."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import final

from trackside import archive
from trackside.archive import LeftOut
from trackside.cli.common import check_sources, check_writable, desk, progress, screen_width, show, show_json
from trackside.cli.listing import listing
from trackside.cli.read_file import check_apart, sheet
from trackside.desk import Desk
from trackside.errors import BadInput, NothingFound, called
from trackside.record import Reading

MOST_JOBS = 256
# So many sources are named where nothing was found in any; of more, their number says enough.
_NAMED = 5


@final
@dataclass(slots=True)
class _Tally:
    """What came of the documents so far."""

    read: int = 0
    already: int = 0
    launches: int = 0
    left: list[LeftOut] = field(default_factory=list)


def run(asked: argparse.Namespace) -> int:
    """Read the sources and list their claims; exit 3 when no source speaks of a launch."""
    _check(asked)
    with desk(asked) as d:
        tally = _to_file(asked, d) if asked.out else _to_output(asked, d)
    return _ended(asked, tally)


def _check(asked: argparse.Namespace) -> None:
    if not asked.source and asked.listed is None:
        raise BadInput("trackside read", "wants a SOURCE or more, or --list FILE", "try `trackside read --help`")
    if not 1 <= asked.jobs <= MOST_JOBS:
        raise BadInput(f"--jobs {asked.jobs}", f"from 1 to {MOST_JOBS} processes can read", "write --jobs 4")
    if asked.resume and not asked.out:
        raise BadInput("--resume", "goes on with a file, and none is named", "add --out FILE")
    check_sources(asked.source, asked.listed)
    if asked.out is not None:
        check_writable(asked.out, asked.source)
        check_apart(asked.out, asked.source)


def _to_file(asked: argparse.Namespace, d: Desk) -> _Tally:
    """A line of JSON for each document into the file asked for; a few words about it on standard output."""
    tally = _Tally()
    with sheet(asked.out, resume=asked.resume) as lines:

        def known(source: str, sha256: str) -> bool:
            held = lines.holds(source, sha256)
            tally.already += held
            return held

        _read(asked, d, tally, lambda r: lines.write(_line(r, with_text=asked.text)), known)
    if asked.json:
        left = [{"source": x.source, "because": x.because} for x in tally.left]
        show_json({"out": asked.out, "read": tally.read, "already": tally.already, "left_out": left})
    elif tally.read or tally.already:
        before = f" ({tally.already:,} were there before)" if tally.already else ""
        show(f"{tally.read:,} documents read{before}, {tally.launches:,} of them with launches: {asked.out}")
    return tally


def _to_output(asked: argparse.Namespace, d: Desk) -> _Tally:
    """Everything on standard output, document by document as it is read."""
    tally, width = _Tally(), screen_width()
    with _json_written() if asked.json else _listed() as write:
        _read(asked, d, tally, lambda r: write(_indented(r, with_text=asked.text) if asked.json else listing(r, width)))
    return tally


def _read(
    asked: argparse.Namespace,
    d: Desk,
    tally: _Tally,
    write: Callable[[Reading], None],
    known: Callable[[str, str], bool] = lambda _source, _sha256: False,
) -> None:
    with closing(d.each(asked.source, listed=asked.listed or "", jobs=asked.jobs, known=known)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, LeftOut):
                tally.left.append(outcome)
                continue
            write(outcome)
            tally.read += 1
            tally.launches += bool(outcome.mentions)


@contextmanager
def _listed() -> Iterator[Callable[[str], None]]:
    written = 0

    def write(listing: str) -> None:
        nonlocal written
        show(f"\n{listing}" if written else listing)
        written += 1

    yield write


@contextmanager
def _json_written() -> Iterator[Callable[[str], None]]:
    """One JSON document that grows with its readings, whole also when interrupted; nothing when there are none."""
    written = 0

    def write(item: str) -> None:
        nonlocal written
        sys.stdout.write(f",\n{item}" if written else f'{{\n "documents": [\n{item}')
        written += 1

    try:
        yield write
    except OSError:
        raise  # Nobody reads on, or there is no room: nothing can be finished.
    except BaseException:
        sys.stdout.write("\n ]\n}\n" if written else "")
        raise
    sys.stdout.write("\n ]\n}\n" if written else "")


def _line(reading: Reading, *, with_text: bool) -> str:
    plain = archive.plain_reading(reading, with_text=with_text)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False)


def _indented(reading: Reading, *, with_text: bool) -> str:
    plain = archive.plain_reading(reading, with_text=with_text)
    lines = json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False).split("\n")
    return "\n".join(f"  {line}" for line in lines)


def _ended(asked: argparse.Namespace, tally: _Tally) -> int:
    """List what was left out, with its reasons, and say how it ended."""
    done = tally.read + tally.already
    if len(tally.left) == 1 and not done:
        raise tally.left[0].error
    if tally.left:
        progress(f"left out {len(tally.left):,} of {len(tally.left) + done:,} documents:")
        for left in tally.left:
            progress(f"  {left.error}")
    if tally.left and (asked.strict or not done):
        return 2
    if not done:
        raise BadInput(_named(asked), "holds no documents", "check what is in it")
    if not tally.launches and not tally.already:
        message = f"no launch found in {_named(asked)}"
        raise NothingFound(message)
    return 0


def _named(asked: argparse.Namespace) -> str:
    names = [*map(called, asked.source), *([asked.listed] if asked.listed else [])]
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names)} sources"
