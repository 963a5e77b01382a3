"""How fast the reader is beside dateparser's search; and one text that doubles, to show that time grows linearly.

    python benchmarks/bench_read.py [FOLDER of .txt files]

Without a folder it reads the example announcements of the project. The peer finds dates only; we find everything.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from dateparser.search import search_dates

from trackside.read import load_lexicons, read
from trackside.record import Document

DAY = dt.date(2022, 3, 25)
STORY = (
    "North Korea fired a ballistic missile from Sunan on Thursday, South Korea's Joint Chiefs of Staff said. It flew "
    "1,080 km and rose above 6,200 km. Japan said it stayed aloft for 71 minutes and fell 150 km west of Oshima.\n\n"
)


def ours(text: str) -> None:
    """Everything the reader finds in one text."""
    read(Document("bench", text, published=DAY), LEXICONS)


def peers(text: str) -> None:
    """The dates that dateparser finds in one text, told that it is English."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        search_dates(text, languages=["en"])


def seconds(work: Callable[[str], None], texts: list[str]) -> float:
    """The best of three runs over all texts."""
    runs = []
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            work(text)
        runs.append(time.perf_counter() - start)
    return min(runs)


LEXICONS = load_lexicons()


def main() -> None:
    """Prints megabytes per second for stories, and seconds for texts of growing length."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "examples")
    stories = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("**/*.txt"))] or [STORY]
    size = sum(len(s.encode()) for s in stories)
    mine, theirs = seconds(ours, stories), seconds(peers, stories)
    print(f"{len(stories)} stories, {size / 1e6:.3f} MB")
    print(f"  read, everything:        {size / 1e6 / mine:.3f} MB/s")
    print(f"  dateparser, dates only:  {size / 1e6 / theirs:.3f} MB/s, ratio {theirs / mine:.1f}")
    for copies in (200, 400, 800):
        text = STORY * copies
        print(f"one text of {len(text) / 1e6:.2f} MB: {seconds(ours, [text]):.2f} s")


if __name__ == "__main__":
    main()
