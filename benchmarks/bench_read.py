"""How fast the reader is: small stories one by one, and one text that doubles, to show that time grows linearly.

    python benchmarks/bench_read.py [FOLDER of .txt files]

Without a folder it reads the example announcements of the project.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from trackside.read import load_lexicons, read
from trackside.record import Document

DAY = dt.date(2022, 3, 25)
STORY = (
    "North Korea fired a ballistic missile from Sunan on Thursday, South Korea's Joint Chiefs of Staff said. It flew "
    "1,080 km and rose above 6,200 km. Japan said it stayed aloft for 71 minutes and fell 150 km west of Oshima.\n\n"
)


def seconds(text: str) -> float:
    """How long one text takes to read."""
    start = time.perf_counter()
    read(Document("bench", text, published=DAY), LEXICONS)
    return time.perf_counter() - start


LEXICONS = load_lexicons()


def main() -> None:
    """Prints megabytes per second for stories, and seconds for texts of growing length."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "examples")
    stories = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("**/*.txt"))] or [STORY]
    size = sum(len(s.encode()) for s in stories)
    print(f"{len(stories)} stories, {size / 1e6:.3f} MB: {size / 1e6 / sum(map(seconds, stories)):.3f} MB/s")
    for copies in (400, 800, 1600, 3200):
        text = STORY * copies
        print(f"one text of {len(text) / 1e6:.2f} MB: {seconds(text):.2f} s")


if __name__ == "__main__":
    main()
