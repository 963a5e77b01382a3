"""Small tables in the layouts that are published, with rows of our own; and what importers make of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Generator, Mapping, Sequence
from functools import cache

from trackside.archive.held import Item
from trackside.archive.imports import Fault, import_table
from trackside.earth import Gazetteer, load_gazetteer
from trackside.moment import Moment
from trackside.read import Lexicon, load_lexicons
from trackside.record import Claim

NOON = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
TAKEN = Moment(NOON, NOON, "UTC")
CNS = (
    "F1",
    "Date",
    "Date Entered/Updated",
    "Launch Time (UTC)",
    "Missile Name",
    "Missile Type",
    "Launch Agency/Authority",
    "Facility Name",
    "Facility Location",
    "Other Name",
    "Facility Latitude",
    "Facility Longitude",
    "Landing Location",
    "Apogee",
    "Distance Travelled",
    "Confirmation Status",
    "Test Outcome",
    "Additional Information",
    "Source(s)",
)
ROW = {
    "F1": "1",
    "Date": "4-Mar-24",
    "Date Entered/Updated": "3/6/2024",
    "Launch Time (UTC)": "9:20:00 PM",
    "Missile Name": "Tern-2",
    "Missile Type": "SRBM",
    "Facility Name": "Heron Point",
    "Facility Location": "Heron County",
    "Facility Latitude": "39.4",
    "Facility Longitude": "127.5",
    "Landing Location": "Sea of Japan or East Sea",
    "Apogee": "50 km",
    "Distance Travelled": "350 km",
    "Confirmation Status": "Confirmed",
    "Test Outcome": "Success",
    "Additional Information": "A made-up test.",
    "Source(s)": "https://example.org/a; https://example.org/b",
}


@cache
def lexicons() -> Mapping[str, Lexicon]:
    return load_lexicons()


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def row(**changes: str) -> dict[str, str]:
    """One row of the CNS layout; a column is named by its first word in lower case ("launch" is the time)."""
    short = {name.split()[0].lower(): name for name in reversed(CNS)}
    short |= {"time": "Launch Time (UTC)", "system": "Missile Name", "kind": "Missile Type", "lat": "Facility Latitude"}
    short |= {"lon": "Facility Longitude", "updated": "Date Entered/Updated", "site": "Facility Name"}
    return {**ROW, **{short[name]: value for name, value in changes.items()}}


def csv_of(
    rows: Sequence[Mapping[str, str]], columns: Sequence[str] = CNS, *, encoding: str = "cp1252", separator: str = ","
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(columns)
    writer.writerows([r.get(c, "") for c in columns] for r in rows)
    return out.getvalue().encode(encoding)


def told(
    raw: bytes, name: str = "cns", *, source: str = "table.csv", beside: Mapping[str, bytes] | None = None
) -> tuple[list[Item], list[Fault], int]:
    """The documents, the faults and the count of rows."""
    found: Generator[Item | Fault, None, int] = import_table(
        raw, source, name, taken=TAKEN, lexicons=lexicons(), gazetteer=gazetteer(), beside=beside or {}
    )
    items, faults = list[Item](), list[Fault]()
    while True:
        try:
            one = next(found)
        except StopIteration as end:
            return items, faults, end.value
        if isinstance(one, Fault):
            faults.append(one)
        else:
            items.append(one)


def claims(item: Item, attribute: str) -> list[Claim]:
    return [c for c in item.reading.claims if c.attribute == attribute]


def check(item: Item) -> None:
    """Every claim quotes the words that stand where it says, of its own document and mention."""
    text, ids = item.document.text, {m.id for m in item.reading.mentions}
    assert item.reading.document == item.document
    assert item.intake.sha256 == item.document.sha256
    for c in item.reading.claims:
        assert text[c.quote.start : c.quote.end] == c.quote.exact
        assert c.quote.document_id == item.document.id
        assert c.mention_id in ids
