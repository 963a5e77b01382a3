"""The history that comes with the package: each row of data/launches.csv is a document whose claims quote its cells."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import resources
from typing import Any

from trackside.archive.held import Item, Shipment
from trackside.archive.imports.entry import Entry, entry
from trackside.archive.told import Told, amount, calendar, launch_time, statements
from trackside.measure import Estimate
from trackside.moment import Moment, day
from trackside.record import Claim, Coverage, Document, Gap, Mention, Modality, Reading, Source, Value

Row = Mapping[str, str]

# What each column claims; a column that is not here stands in the text and claims nothing.
CLAIMED = {
    "date": "launch_date",
    "time": "launch_time",
    "country": "country",
    "system": "system",
    "alternates": "system",
    "kind": "kind",
    "platform": "platform",
    "site": "site",
    "count": "missile_count",
    "outcome": "outcome",
    "range": "range",
    "apogee": "apogee",
    "flight_time": "flight_time",
    "speed": "speed",
    "landing": "landing",
    "eez": "eez",
}
# Every shipped document's source begins so; what follows is the launch's id, which stays when the row is corrected.
SOURCE = "trackside-launches#"
# Which way of reading rows this is: raise it whenever a row comes to other claims, so that every archive reads it anew.
ROWS_READ = 1
_COORDINATE = {name: re.compile(rf"^{name}: (-?[\d.]+)$", re.MULTILINE) for name in ("lat_deg", "lon_deg")}
_OVER = re.compile(r"^over: ([A-Z]{2}(?: [A-Z]{2})*)$", re.MULTILINE)


def shipment() -> Shipment:
    """The shipped history as an archive takes it in: `open_archive(path, shipped=shipment())`."""
    return Shipment(shipped_version(), shipped, SOURCE)


def shipped() -> Iterator[Item]:
    """Every launch of the shipped history, the earliest first: the row as it stands, its document, what it claims."""
    taken = day(_about()["date"], "UTC")
    speakers = _speakers()
    for row in rows():
        made = _entry(row, taken)
        yield Item(made.intake, made.document, _reading(row, made, speakers))


def shipped_readings() -> tuple[Reading, ...]:
    """The shipped history without an archive: what each row claims, the earliest launch first."""
    return tuple(reading for _, _, reading in shipped())


def is_shipped(source: str) -> bool:
    """Whether a document of that source came with the package."""
    return source.startswith(SOURCE)


def shipped_version() -> str:
    """Which shipped history this is: the package version that last changed it, and a digest.

    The digest is over all that its readings come from: the launches, the speakers, and how rows are read.
    """
    made = "\0".join((str(ROWS_READ), _data("launches.csv"), _data("speakers.csv")))
    return f"{_about()['version']}-{hashlib.sha256(made.encode()).hexdigest()[:12]}"


def coverage() -> tuple[Coverage, ...]:
    """For which countries and days every launch that counts is believed to be in the shipped history."""
    return tuple(
        Coverage(c["country"], c["first"], c["last"], tuple(c["kinds"]), tuple(map(_gap, c["gaps"])))
        for c in _about()["coverage"]
    )


def _gap(told: Mapping[str, Any]) -> Gap:
    return Gap(told["date"], tuple(told.get("kinds", ())), tuple(told.get("systems", ())), told.get("missiles"))


def coordinates(document: Document) -> tuple[float, float] | None:
    """Latitude and longitude of the launch site in degrees, where a document has them in cells of their own."""
    lat, lon = (pattern.search(document.text) for pattern in _COORDINATE.values())
    return (float(lat[1]), float(lon[1])) if lat and lon else None


def flown_over(document: Document) -> tuple[str, ...]:
    """Countries that the launch is said to have flown over, ISO 3166 alpha-2."""
    over = _OVER.search(document.text)
    return tuple(over[1].split(" ")) if over else ()


def rows() -> tuple[Row, ...]:
    """The rows of launches.csv; columns and grammar are in docs/data/launches.md."""
    return tuple(csv.DictReader(io.StringIO(_data("launches.csv"), newline="")))


def _entry(row: Row, taken: Moment) -> Entry:
    address = f"trackside/archive/data/launches.csv#{row['id']}"
    title = " ".join(filter(None, (row["date"], row["country"], _first(row["system"]) or _first(row["kind"]))))
    return entry(SOURCE + row["id"], [row], address=address, taken=taken, title=title)


def _reading(row: Row, made: Entry, speakers: Mapping[str, Source]) -> Reading:
    date = calendar(row["date"], row["zone"])
    mention = Mention(
        document_id=made.document.id,
        ordinal=0,
        country=row["country"],
        date=date,
        main=True,
        **{name: _first(row[name]) for name in ("site", "system", "kind", "platform")},
    )
    return Reading(made.document, (mention,), tuple(_claims(row, made, mention, speakers)))


def _first(cell: str) -> str:
    """What a cell says first, which is what the table itself holds."""
    return statements(cell)[0].value if cell else ""


def _claims(row: Row, made: Entry, mention: Mention, speakers: Mapping[str, Source]) -> Iterator[Claim]:
    doubts = _doubts(row["settled"])
    for column, attribute in CLAIMED.items():
        valued = _valued(attribute, row)
        for t in statements(row[column]):
            quote = made.words(0, column, t.start, t.end)
            for name in t.speakers or (row["by"],):
                yield Claim(
                    mention.id,
                    attribute,
                    valued(t.value),
                    _speaker(name, speakers),
                    _modality(t),
                    quote,
                    doubts.get(column, ""),
                )


def _valued(attribute: str, row: Row) -> Callable[[str], Value]:
    if attribute == "launch_date":
        return partial(calendar, zone=row["zone"])
    if attribute == "launch_time":
        return partial(launch_time, date=row["date"], zone=row["zone"])
    if attribute == "missile_count":
        return _count
    return amount if attribute in ("range", "apogee", "flight_time", "speed") else str


def _count(words: str) -> Estimate:
    return Estimate(float(words), float(words), float(words), "count")


def _modality(t: Told) -> Modality:
    return Modality.ESTIMATED if t.value.startswith("about ") else Modality.ASSERTED


def _speaker(name: str, speakers: Mapping[str, Source]) -> Source:
    """Who a name stands for; of ``A or B`` it is not known which, so it is a voice of its own."""
    if " or " in name:
        several = [speakers[n] for n in name.split(" or ")]
        sides = {s.country for s in several}
        return Source(" or ".join(s.name for s in several), sides.pop() if len(sides) == 1 else "")
    return speakers[name]


def _doubts(settled: str) -> dict[str, str]:
    """The doubts among what was settled, by column."""
    doubts: dict[str, str] = {}
    for name, _, words in (part.partition(": ") for part in settled.split("; ") if part):
        told_of = [w.removeprefix("doubt, ") for w in words.split(" / ") if w.startswith("doubt, ")]
        if told_of:
            doubts[name] = "; ".join(told_of)
    return doubts


def _speakers() -> dict[str, Source]:
    table = csv.DictReader(io.StringIO(_data("speakers.csv"), newline=""))
    return {r["name"]: Source(r["called"], r["country"]) for r in table}


def _about() -> Any:
    return tomllib.loads(_data("SOURCES.toml"))


def _data(name: str) -> str:
    return (resources.files("trackside.archive") / "data" / name).read_text(encoding="utf-8")


__all__ = [
    "coordinates",
    "coverage",
    "flown_over",
    "is_shipped",
    "rows",
    "shipment",
    "shipped",
    "shipped_readings",
    "shipped_version",
]
