"""JSON Lines: every fact as a line of the stream, so that putting it in again makes the same archive."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from trackside.archive.exports.selection import Selection
from trackside.archive.fact import Fact, Filed, Judged, Noted, Withdrawn
from trackside.archive.stream import write_stream


def write(path: Path, selection: Selection) -> None:
    """All facts; of some launches all facts of the documents that speak of them."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(write_stream(_facts(selection)))


def write_packed(path: Path, selection: Selection) -> None:
    """The same, packed; without name and time in it, so that the same facts give the same bytes."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(write_stream(_facts(selection)))


def _facts(selection: Selection) -> Iterator[Fact]:
    if selection.wanted.everything:
        yield from _counted(selection.archive.facts(), selection)
        return
    documents = {i for told in selection.launches() for i in told.documents}
    known = set(documents)
    judged: set[str] = set()
    for fact in selection.archive.facts(documents):
        if isinstance(fact, Noted):
            known |= {m.id for m in fact.mentions} | {c.id for c in fact.claims}
        if isinstance(fact, Judged) and not known.issuperset(fact.judgement.subjects):
            continue
        if isinstance(fact, Judged):
            judged.add(fact.judgement.id)
        if isinstance(fact, Withdrawn) and fact.withdrawal.judgement_id not in judged:
            continue
        yield fact


def _counted(facts: Iterable[Fact], selection: Selection) -> Iterator[Fact]:
    for fact in facts:
        if isinstance(fact, Filed):
            selection.count.documents += 1
        elif isinstance(fact, Noted):
            selection.count.claims += len(fact.claims)
        yield fact
