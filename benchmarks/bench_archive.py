"""How fast the archive keeps documents, beside bare SQLite with the same promise (each in a transaction of its own).

python benchmarks/bench_archive.py
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path

from trackside.archive import open_archive, take_in, utc_now
from trackside.read import load_lexicons, page, read

COPIES = 300


def kept(folder: Path, sources: list[Path]) -> float:
    """Seconds to keep every source with its reading, reading not counted."""
    lexicons, spent = load_lexicons(), 0.0
    with open_archive(folder / "bench.sqlite", clock=utc_now) as archive:
        for source in sources:
            intake = take_in(str(source), clock=utc_now)
            document = page(intake.raw, intake.source)
            reading = read(document, lexicons)
            start = time.perf_counter()
            archive.add(intake, document, reading)
            spent += time.perf_counter() - start
    return spent


def bare(folder: Path, sources: list[Path]) -> float:
    """Seconds for SQLite alone to keep the same bytes, one row and one transaction each."""
    db = sqlite3.connect(folder / "bare.sqlite")
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table documents (id integer primary key, raw blob)")
    start = time.perf_counter()
    for source in sources:
        with db:
            db.execute("insert into documents (raw) values (?)", (source.read_bytes(),))
    spent = time.perf_counter() - start
    db.close()
    return spent


def main() -> None:
    """Prints documents a second for both, and the ratio."""
    story = Path("examples/2022-03-24_tokyo.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{n}.txt" for n in range(COPIES)]
        for n, source in enumerate(sources):
            source.write_text(f"{story}\nCopy {n}.\n", encoding="utf-8")
        ours, theirs = kept(folder, sources), bare(folder, sources)
    print(f"archive.add, claims and all: {COPIES / ours:8.0f} documents/s")
    print(f"bare SQLite, bytes only:     {COPIES / theirs:8.0f} documents/s, ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
