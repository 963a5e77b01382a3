"""The archive with many documents: keeping, finding and settling, with sqlite-utils beside it in the same run.

python -m benchmarks.bench_archive                    10,000 documents, 100,000 claims
python -m benchmarks.bench_archive --documents 100000 a million claims (some ten minutes)

The peer keeps the same rows (documents with their bytes, mentions, claims, a full-text index over the texts) by
`insert_all`. It checks no quote and no id, keeps no order of readings and derives no launches; what the ratio buys is
said beside it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.archive_texts import articles, world

from trackside.archive import Archive, Item, open_archive, utc_now
from trackside.archive.plain import dumped, plain_value

LAUNCHES_PER_THOUSAND, FEWEST_LAUNCHES = 6, 40
# Words in three scripts, and last what takes longest: six words that nearly all have, and one side within some years.
FINDS = (
    *("Harrier", "missile", "Longbow Brenn", '"flew 4800 km"', "7548 km", "missile -Kestrel", "Halden*"),
    *("미사일", "탄도미사일을", '"동해상에 떨어졌다"', "합동참모본부 비행", "弾道ミサイル", "日本海", "高度 推定"),
    "missile launched from flew height for",
)
ONE_SIDE = ("missile", "KP", dt.date(1999, 3, 2), dt.date(2011, 10, 9))
NEW_DOCUMENTS, AT_A_TIME = 40, 500


def timed(job: Callable[[], object]) -> float:
    """Seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def items(documents: int) -> Iterator[Item]:
    """Made-up announcements in bulk."""
    shots = world(max(FEWEST_LAUNCHES, documents * LAUNCHES_PER_THOUSAND // 1000))
    return (Item(*made) for made in articles(documents, shots))


def kept(path: Path, documents: int) -> tuple[float, int]:
    """Seconds to keep so many documents (making them up not counted), and their claims."""
    spent, claims = 0.0, 0
    with open_archive(path, clock=utc_now, bare=True) as archive:
        for some in _some(documents):
            claims += sum(len(i.reading.claims) for i in some)
            spent += timed(partial(_all, archive, some))
    return spent, claims


def _all(archive: Archive, some: tuple[Item, ...]) -> None:
    for _ in archive.add_many(some, batch=AT_A_TIME):
        pass


def _some(documents: int) -> Iterator[tuple[Item, ...]]:
    made = items(documents)
    while some := tuple(itertools.islice(made, AT_A_TIME)):
        yield some


def peer(path: Path, documents: int) -> float:
    """Seconds for sqlite-utils to keep the same rows, with the same index over the texts."""
    from sqlite_utils import Database

    db, spent = Database(path), 0.0
    db.table("documents").create({"id": str, "source": str, "sha256": str, "text": str, "raw": bytes}, pk="id")
    db.table("documents").enable_fts(["text"], create_triggers=True)
    for some in _some(documents):
        docs = [
            {"id": i.document.id, "source": i.document.source, "sha256": i.intake.sha256, "text": i.document.text,
             "raw": i.intake.raw}
            for i in some
        ]  # fmt: skip
        mentions = [
            {"id": m.id, "document": i.document.id, "country": m.country, "site": m.site, "system": m.system}
            for i in some
            for m in i.reading.mentions
        ]
        claims = [
            {"id": c.id, "mention": c.mention_id, "attribute": c.attribute,
             "value": dumped(plain_value(c.value, c.attribute)), "speaker": c.speaker.name, "quote": c.quote.exact,
             "start": c.quote.start, "end": c.quote.end}
            for i in some
            for c in i.reading.claims
        ]  # fmt: skip

        start = time.perf_counter()
        for name, rows in (("documents", docs), ("mentions", mentions), ("claims", claims)):
            db.table(name).insert_all(rows, pk="id", ignore=True, batch_size=AT_A_TIME)
        spent += time.perf_counter() - start
    db.close()
    return spent


def found(path: Path) -> None:
    """Prints the milliseconds each search takes: the middle of five, after one to warm up."""
    with open_archive(path, clock=utc_now) as archive:
        words, country, since, until = ONE_SIDE
        asked = {given: partial(archive.find, given) for given in FINDS}
        asked[f"{words}, {country}, {since} to {until}"] = partial(
            archive.find, words, country=country, since=since, until=until
        )
        for name, find in asked.items():
            hits = find()
            times = [1e3 * timed(find) for _ in range(5)]
            print(f"  find {name:38} {hits.total:9,} documents {statistics.median(times):8.1f} ms")


def settled(path: Path, documents: int) -> None:
    """Prints what it takes to settle the whole, and one new document."""
    with open_archive(path, clock=utc_now) as archive:
        start = time.perf_counter()
        done = archive.settle()
        whole = time.perf_counter() - start
        print(f"  settle all {documents:,} documents: {whole:.1f} s, {done.launches:,} launches")
        shots, rng = world(max(FEWEST_LAUNCHES, documents * LAUNCHES_PER_THOUSAND // 1000)), random.Random(9)
        news = [Item(*made) for made in articles(NEW_DOCUMENTS, shots, seed=rng.randrange(10**6))]
        times = []
        for item in news:
            archive.add(*item)
            times.append(1e3 * timed(partial(archive.settle, whole=False)))
        middle, worst = statistics.median(times), max(times)
        print(f"  settle one new: middle {middle:.1f} ms, slowest of {NEW_DOCUMENTS}: {worst:.1f} ms")


def run(documents: int) -> None:
    """Everything for one number of documents."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.sqlite"
        spent, claims = kept(path, documents)
        print(f"{documents:,} documents, {claims:,} claims, {path.stat().st_size / 1e6:,.0f} MB")
        print(f"  kept: {claims / spent:,.0f} claims a second, {documents / spent:,.0f} documents a second")
        other = peer(Path(name) / "peer.sqlite", documents)
        print(f"  sqlite-utils: {claims / other:,.0f} claims a second; ratio {spent / other:.1f}")
        settled(path, documents)
        found(path)
        print(f"  most memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")


def main() -> None:
    """Prints cost against n: a tenth of the documents, then all."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--documents", type=int, default=10_000)
    most = asked.parse_args().documents
    print(f"SQLite {sqlite3.sqlite_version}")
    for documents in (most // 10, most):
        run(documents)


if __name__ == "__main__":
    main()
