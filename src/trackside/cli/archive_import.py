"""`trackside archive import`: other people's tables, row by row; what cannot be read is listed with its place."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import final

from trackside.archive import Added, Archive, Intake, take_in
from trackside.archive.imports import Fault, Imported, guess, import_into, import_table
from trackside.archive.imports.jsonl import is_stream, shared_sources, stream_lines
from trackside.archive.imports.nk_missile_tests import BESIDE, is_tests
from trackside.archive.intake_piece import printable
from trackside.cli.common import check_writable, show, show_json, write_whole
from trackside.desk import Desk
from trackside.errors import BadInput, NothingFound, called

# So many faults are shown; `--faults FILE` writes all.
SHOWN = 20
# How often it is said how far it has come, in documents.
NEWS_EVERY = 5_000


def run_import(asked: argparse.Namespace, desk: Desk, archive: Archive) -> Imported:
    """Import the table asked for; says what came in and what did not.

    Parameters
    ----------
    asked : argparse.Namespace
        ``subject`` (one file or address), ``format`` (or None), ``faults`` (a file for them, or None), ``json``.
    desk : Desk
        Its library, clock, standard input and progress.
    archive : Archive
        Where to.

    Raises
    ------
    BadInput
        For a file that is no table of the format, or of none that is known.
    NothingFound
        When not one row could be read.
    """
    source = _one(asked.subject)
    if asked.faults is not None:
        _check_faults_file(asked.faults, source)
    intake = take_in(source, clock=desk.clock, stdin=desk.stdin)
    chosen = asked.format or guess(intake.raw, printable(called(source)))
    faults, news = list[Fault](), _News(desk)
    try:
        done = _imported(intake, chosen, desk, archive, on_fault=faults.append, on_kept=news.add)
    finally:
        # What is stored stays so whatever happens then, and its launches are derived.
        archive.settle(whole=False)
    absent = _absent(archive, chosen, done)
    if asked.faults is not None:
        write_whole(asked.faults, _written(faults, Path(asked.faults).suffix.lower()))
    if asked.json:
        show_json(_plain(done, faults, absent))
    else:
        show("\n".join(_lines(source, chosen, done, faults, asked.faults)))
        if absent:
            show(f"{absent:,} documents of other editions are not in this one; they stay until somebody discards them")
    if not done.added and not done.already:
        first = f" (the first: {faults[0].path}: {faults[0].because})" if faults else ""
        message = f"{called(source)}: no row could be taken in{first}"
        raise NothingFound(message)
    return done


def _imported(
    intake: Intake,
    chosen: str,
    desk: Desk,
    archive: Archive,
    *,
    on_fault: Callable[[Fault], None],
    on_kept: Callable[[Added], None],
) -> Imported:
    name = printable(called(intake.source))
    if chosen == "jsonl" and is_stream(intake.raw, name):
        from trackside.archive.imports.stream import restore_into

        lines = stream_lines(intake.raw, name)
        return restore_into(archive, lines, name, on_fault=on_fault, on_kept=on_kept)
    told = import_table(
        intake.raw,
        name,
        chosen,
        taken=intake.taken,
        lexicons=desk.library.lexicons,
        gazetteer=desk.library.gazetteer,
        beside=_beside(intake.source, desk) if chosen == "nk-missile-tests" and is_tests(intake.raw) else {},
    )
    apart = shared_sources(intake.raw, name) if chosen == "jsonl" else ()
    return import_into(archive, told, on_fault=on_fault, on_kept=on_kept, apart=apart)


def _one(subject: Sequence[str]) -> str:
    if len(subject) != 1:
        raise BadInput(f"archive import {' '.join(subject)}".strip(), "import takes one FILE")
    return subject[0]


def _beside(source: str, desk: Desk) -> Mapping[str, bytes]:
    """The files of names that lie beside the tests and end as they do: ``missile.en.json`` beside ``test.en.json``."""
    path = Path(source)
    if source == "-" or "://" in source or not path.name.startswith("test."):
        return {}
    found = {name: path.with_name(name + path.name.removeprefix("test")) for name in BESIDE}
    for name in (name for name, other in found.items() if not other.is_file()):
        desk.progress(
            f"{found[name]} is not there: keys stand for names" + (", kinds are left open" if name == "missile" else "")
        )
    return {name: take_in(str(other), clock=desk.clock).raw for name, other in found.items() if other.is_file()}


@final
class _News:
    """Now and then a word of how far an import has come."""

    __slots__ = ("_desk", "_seen")

    def __init__(self, desk: Desk) -> None:
        self._desk, self._seen = desk, 0

    def add(self, _added: Added) -> None:
        """One more document is safe."""
        self._seen += 1
        if self._seen % NEWS_EVERY == 0:
            self._desk.progress(f"{self._seen:,} documents are safe")


def _absent(archive: Archive, chosen: str, done: Imported) -> int:
    """How many documents of other editions of a table count that are not in this one."""
    if chosen == "jsonl":
        return 0
    here = {*done.added, *done.already}
    return sum(1 for held in archive.documents() if held.source.startswith(f"{chosen}#") and held.id not in here)


def _plain(done: Imported, faults: Sequence[Fault], absent: int) -> dict[str, object]:
    return {
        "read": done.read,
        "added": len(done.added),
        "already": len(done.already),
        "reread": len(done.reread),
        "superseded": len(done.superseded),
        "absent": absent,
        "faults": [{"row": f.row, "path": f.path, "because": f.because} for f in faults],
    }


def _lines(source: str, chosen: str, done: Imported, faults: Sequence[Fault], out: str | None) -> Iterator[str]:
    yield (
        f"{called(source)} ({chosen}): {done.read:,} rows read; {len(done.added):,} documents added, "
        f"{len(done.already):,} held already"
        + (f" ({len(done.reread):,} of them read or counted anew)" if done.reread else "")
        + (f", {len(done.superseded):,} of an earlier edition superseded" if done.superseded else "")
    )
    if not faults:
        return
    rows = len({f.row for f in faults})
    yield f"{len(faults):,} faults in {rows:,} rows:"
    groups = Counter(f.because for f in faults).most_common()
    for because, count in groups[:SHOWN]:
        yield f"  {_places([f.path for f in faults if f.because == because][:3], count)}: {because}"
    if len(groups) > SHOWN:
        where = f"all are in {out}" if out else "write all with --faults FILE"
        yield f"  … and {len(groups) - SHOWN:,} other kinds; {where}"


def _places(paths: Sequence[str], count: int) -> str:
    more = f" and {count - len(paths):,} more" if count > len(paths) else ""
    return "; ".join(paths) + more


def _check_faults_file(path: str, source: str) -> None:
    try:
        check_writable(path, [source] if source != "-" and "://" not in source else [])
    except BadInput as error:
        given, advice = error.given.replace("--out", "--faults"), error.advice.replace("--out", "--faults")
        raise BadInput(given, error.wanted, advice) from error
    if Path(path).suffix.lower() not in (".csv", ".jsonl", ".ndjson"):
        raise BadInput(path, "faults are written as CSV or JSON Lines", "name it .csv or .jsonl")


def _written(faults: Sequence[Fault], suffix: str) -> bytes:
    rows = [{"row": f.row, "path": f.path, "because": f.because} for f in faults]
    out = io.StringIO(newline="")
    if suffix == ".csv":
        writer = csv.DictWriter(out, ("row", "path", "because"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return out.getvalue().encode("utf-8", "replace")
