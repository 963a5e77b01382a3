"""How fast the reader is beside dateparser (dates alone) and quantulum3 (numbers alone), and how time and memory grow.

    python -m benchmarks.bench_read [FOLDER of documents] [--many 200] [--jobs 2]

Without a folder it reads the corpora where they are, else the example announcements. The peers find one thing each; we
find everything. quantulum3 knows English only. `--many` writes that many documents and reads them as `trackside read
--jobs` does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dateparser.search import search_dates

from trackside.read import load_lexicons, page, read
from trackside.record import Document

try:
    warnings.simplefilter("ignore", UserWarning)
    from quantulum3 import parser as quantulum
except ImportError:  # pragma: no cover - it is in the extra `bench` only
    quantulum = None

ROOT = Path(__file__).parents[1]
CORPORA = (ROOT / "tests/corpus/own/open", ROOT / "../shared/corpus/dev")
DAY = dt.date(2022, 3, 25)
LEXICONS = load_lexicons()
STORY = (
    "North Korea fired a ballistic missile from Sunan on Thursday, South Korea's Joint Chiefs of Staff said. It flew "
    "1,080 km and rose above 6,200 km. Japan said it stayed aloft for 71 minutes and fell 150 km west of Oshima.\n\n"
)


def ours(document: Document) -> None:
    """Everything the reader finds in one document."""
    read(document, LEXICONS)


def dates(document: Document) -> None:
    """The dates that dateparser finds, told the language."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        search_dates(document.text, languages=[document.language])


def numbers(document: Document) -> None:
    """The quantities that quantulum3 finds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quantulum.parse(document.text)


def speed(work: Callable[[Document], None], documents: Sequence[Document]) -> tuple[float, int]:
    """MB a second of one core, the best of three runs; and at how many documents the tool failed."""
    runs, failed = [], 0
    for _ in range(3):
        start, failed = time.process_time(), 0
        for document in documents:
            try:
                work(document)
            except Exception:  # a peer that fails at a text is counted, not followed
                failed += 1
        runs.append(time.process_time() - start)
    return sum(len(d.text.encode()) for d in documents) / 1e6 / min(runs), failed


def documents_of(folder: Path | None) -> Iterator[Document]:
    """What is read: a folder, else the corpora where they are, else the examples."""
    folders = [folder] if folder else [f for f in CORPORA if f.is_dir()] or [ROOT / "examples"]
    for path in (p for f in folders for p in sorted(f.iterdir()) if p.suffix in {".txt", ".html"}):
        yield page(path.read_bytes(), path.name)


def compare(documents: Sequence[Document]) -> None:
    """A table of MB a second by language."""
    print(f"{'language':10}{'docs':>6}{'MB':>8}  MB/s of one core")
    for language in sorted({d.language for d in documents} & set(LEXICONS)):
        chosen = [d for d in documents if d.language == language]
        peers = {"trackside, everything": ours, "dateparser, dates": dates}
        if language == "en" and quantulum is not None:
            peers["quantulum3, numbers"] = numbers
        size = sum(len(d.text.encode()) for d in chosen) / 1e6
        told = []
        for name, work in peers.items():
            pace, failed = speed(work, chosen)
            told.append(f"{name} {pace:.3f}" + (f" (failed at {failed})" if failed else ""))
        print(f"{language:10}{len(chosen):>6}{size:>8.3f}  {'; '.join(told)}", flush=True)


def doubling() -> None:
    """Seconds for texts of growing length."""
    for copies in (200, 400, 800):
        document = Document("bench", STORY * copies, published=DAY)
        start = time.perf_counter()
        ours(document)
        print(f"one text of {len(document.text) / 1e6:.2f} MB: {time.perf_counter() - start:.2f} s", flush=True)


def many(count: int, jobs: int) -> None:
    """So many documents through the command; its greatest memory, and documents a second."""
    with tempfile.TemporaryDirectory() as folder:
        rows, out = Path(folder) / "many.jsonl", Path(folder) / "out.jsonl"
        with rows.open("w", encoding="utf-8") as file:
            for n in range(count):
                text = f"SEOUL, March 24, 2022 -- {STORY}".replace("1,080", str(200 + n % 1500))
                file.write(json.dumps({"id": str(n), "text": text}) + "\n")
        command = [sys.executable, "-m", "trackside", "read", str(rows), "--out", str(out), "--jobs", str(jobs)]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{count:,} documents with --jobs {jobs}: {count / taken:.0f} a second, at most {peak:.0f} MB in one process")


def main() -> None:
    """Prints all of it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--many", type=int, default=200)
    options.add_argument("--jobs", type=int, default=2)
    asked = options.parse_args()
    if quantulum is None:
        print("quantulum3 is not installed (extra `bench`): left out")
    compare(list(documents_of(asked.folder)))
    doubling()
    many(asked.many, asked.jobs)


if __name__ == "__main__":
    main()
