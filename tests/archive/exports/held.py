"""Archives to export in these tests: the shipped examples, and one with everything in it that facts can be."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.archive.nouns import TAKEN, intake_of, sample
from trackside.archive import Archive, Intake, open_archive, take_in
from trackside.archive.held import Item
from trackside.earth import Gazetteer
from trackside.library import Library, load_library
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.read import page, read
from trackside.record import Judgement, Ruling, Withdrawal

EXAMPLES = Path(__file__).parents[3] / "examples"
# One document of the examples comes from the web, under an address that every format has to take care of.
ADDRESS = "https://www.example.jp/news_{a}?x=1&y=50%25#top"
NOW = Moment(TAKEN, TAKEN, "UTC")


class Ticking:
    """A clock that goes on by a second whenever it is asked, so that times tell the order."""

    def __init__(self) -> None:
        self.now = TAKEN

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@cache
def library() -> Library:
    return load_library()


def gazetteer() -> Gazetteer:
    return library().gazetteer


@cache
def example_items() -> tuple[Item, ...]:
    return tuple(_examples())


def _examples() -> Iterator[Item]:
    for path in sorted(EXAMPLES.glob("*.txt")):
        taken = take_in(str(path), clock=lambda: TAKEN)
        address = ADDRESS if path.name == "2022-03-24_tokyo.txt" else taken.address
        intake = Intake(taken.raw, taken.source, address, taken.taken, taken.sha256)
        document = page(intake.raw, intake.source, kind="")
        yield Item(intake, document, read(document, library().lexicons, library().gazetteer))


def examples(where: Path | str) -> Archive:
    """The shipped examples as read, in a new archive."""
    archive = open_archive(where, clock=lambda: TAKEN, bare=True)
    list(archive.add_many(example_items()))
    archive.settle()
    return archive


def everything(where: Path | str) -> Archive:
    """Documents read twice, superseded, taken twice, given again; judgements of every kind, one of them withdrawn."""
    archive = open_archive(where, clock=Ticking(), bare=True)
    items = [Item(*sample(n)) for n in range(4)]
    list(archive.add_many(items, batch=1))
    reread = dataclasses.replace(items[0].reading, reactions=())
    archive.add(items[0].intake, items[0].document, reread)
    newer = _same_source(items[1], 7)
    archive.add(*newer, supersede=True)
    archive.add(*_same_source(newer, 8), supersede=True)
    archive.add(*items[1], supersede=True)
    archive.add(*_other_bytes(items[2]))
    _decide(archive, items)
    archive.settle()
    return archive


def _same_source(item: Item, number: int) -> Item:
    intake, document, reading = sample(number, range_km=700)
    named = dataclasses.replace(document, source=item.document.source)
    return Item(
        dataclasses.replace(intake, source=item.document.source), named, dataclasses.replace(reading, document=named)
    )


def _other_bytes(item: Item) -> Item:
    """The same text from other bytes: one document, two pieces of evidence."""
    intake = intake_of(item.intake.raw + b"\n", "copy.txt")
    document = dataclasses.replace(item.document, source="copy.txt", sha256=intake.sha256)
    return Item(intake, document, dataclasses.replace(item.reading, document=document))


def _decide(archive: Archive, items: list[Item]) -> None:
    mentions = [i.reading.mentions[0].id for i in items]
    claims = [i.reading.claims[0].id for i in items]
    later = Moment(TAKEN, TAKEN + dt.timedelta(hours=1), "Asia/Seoul")
    correction = Estimate(430e3, 425e3, float("inf"), "m")
    judged = [
        Judgement(Ruling.SAME, (mentions[0], mentions[2]), "A. Reader", NOW, "one flight"),
        Judgement(Ruling.DIFFERENT, (mentions[0], mentions[3]), "A. Reader", later, "another site — see “p. 3”"),
        Judgement(Ruling.CORRECT, (claims[3],), "B. Editor", NOW, "a slip of the pen", correction),
        Judgement(Ruling.DISCARD, (claims[2],), "B. Editor", NOW, "no claim"),
    ]
    for j in judged:
        archive.judge(j)
    archive.withdraw(Withdrawal(judged[3].id, "C. Chief", later, "it is one"))
