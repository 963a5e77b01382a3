"""The columns of what is exported as a table: one row for each claim, or one for each launch. docs/rooms/archive.md."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from trackside.archive.exports.place import Spot
from trackside.archive.exports.selection import Drawn, Told, date_text
from trackside.archive.held import Held
from trackside.archive.shown import shown_source
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import ATTRIBUTES, Claim, Finding, Launch, Value

Cell = str | float | int | bool | dt.date | dt.datetime | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    TIME = "time"


class Column(NamedTuple):
    """A column: its name, what its cells are, and what they mean."""

    name: str
    kind: Kind
    about: str


CLAIM_COLUMNS = (
    Column("launch", Kind.TEXT, "the launch the claim is about, by id"),
    Column("launch_date", Kind.TEXT, "its day, month, year or span at the site: 2022-03-24, 2017-11, 2017, first/last"),
    Column("launch_country", Kind.TEXT, "who launched, ISO 3166 alpha-2"),
    Column("claim", Kind.TEXT, "the claim, by id; also the key of its citation in .bib and .csl.json"),
    Column("attribute", Kind.TEXT, "what is claimed: range, apogee, launch_time, site ..."),
    Column("value_best", Kind.NUMBER, "a measured value as stated"),
    Column("value_low", Kind.NUMBER, "the least that the words allow; empty where they leave it open"),
    Column("value_high", Kind.NUMBER, "the most that the words allow; empty where they leave it open"),
    Column("unit", Kind.TEXT, "of the three: m, s, m/s, Mach, count"),
    Column("words", Kind.TEXT, "a value that is words or a date, as text"),
    Column("earliest_utc", Kind.TIME, "the first instant of a value that is a date or a time"),
    Column("latest_utc", Kind.TIME, "its last instant"),
    Column("zone", Kind.TEXT, "the IANA time zone it was told in"),
    Column("speaker", Kind.TEXT, "who vouches for it; narrator for the document itself"),
    Column("speaker_country", Kind.TEXT, "the side the speaker speaks for, ISO 3166 alpha-2"),
    Column("modality", Kind.TEXT, "asserted, estimated, planned, hypothetical or denied"),
    Column("doubt", Kind.TEXT, "a likely slip in the words and the reason; the value stands as written"),
    Column("quote", Kind.TEXT, "the exact words"),
    Column("start", Kind.WHOLE, "where they begin in the document's text, in characters from 0"),
    Column("end", Kind.WHOLE, "where they end"),
    Column("mention", Kind.TEXT, "the launch as the document speaks of it, by id"),
    Column("document", Kind.TEXT, "the document, by id"),
    Column("source", Kind.TEXT, "the document as it was named when it was added; of a path on a disk the last part"),
    Column("address", Kind.TEXT, "its address on the web, or the table and row; of a path on a disk the last part"),
    Column("title", Kind.TEXT, "its title"),
    Column("published", Kind.DAY, "the day it was published, where it says so"),
    Column("taken_utc", Kind.TIME, "when it was taken in"),
    Column("sha256", Kind.TEXT, "of its bytes as taken in"),
)


def claim_rows(told: Told) -> Iterator[tuple[Cell, ...]]:
    """A row for each claim of a launch, in the order of `CLAIM_COLUMNS`."""
    launch, date = told.launch, date_text(told.launch.date)
    for c in told.claims:
        q = c.quote
        yield (
            *(launch.id, date, launch.country, c.id, c.attribute),
            *value_cells(c.value),
            *(c.speaker.name, c.speaker.country, c.modality.value, c.doubt, q.exact, q.start, q.end, c.mention_id),
            *document_cells(told.documents[q.document_id]),
        )


def value_cells(value: Value) -> tuple[Cell, ...]:
    """A value as best, low, high, unit, words, first instant, last instant, zone."""
    if isinstance(value, Estimate):
        return (*number_cells(value), value.unit, None, None, None, None)
    if isinstance(value, Moment):
        return (None, None, None, None, date_text(value), value.earliest, value.latest, value.zone)
    return (None, None, None, None, value, None, None, None)


def number_cells(value: Estimate) -> tuple[Cell, Cell, Cell]:
    """Best, low and high; None where the words leave an end open."""
    low, high = (x if math.isfinite(x) else None for x in (value.low, value.high))
    return value.best, low, high


def document_cells(held: Held) -> tuple[Cell, ...]:
    """A document as id, source, address, title, day, time taken, digest."""
    where = shown_source(held.source), shown_source(held.address)
    return held.id, *where, held.title, held.published, held.taken.earliest, held.sha256


# How an attribute's value stands in a launch's row: the columns' endings, what their cells are, the unit.
_METRES = (("_m", "as stated, in m"), ("_low_m", "at least"), ("_high_m", "at most"))
_MEASURED = {
    "range": _METRES,
    "apogee": _METRES,
    "speed": (("", "as stated, in the unit beside it"), ("_low", "at least"), ("_high", "at most")),
    "flight_time": (("_s", "as stated, in s"), ("_low_s", "at least"), ("_high_s", "at most")),
    "missile_count": (("", "as stated"), ("_low", "at least"), ("_high", "at most")),
}


def _attribute_columns(attribute: str) -> Iterator[Column]:
    words = attribute.replace("_", " ")
    for ending, about in _MEASURED.get(attribute, ()):
        yield Column(attribute + ending, Kind.NUMBER, f"the best supported {words} {about}")
    if attribute == "speed":
        yield Column("speed_unit", Kind.TEXT, "m/s or Mach")
    if attribute == "launch_time":
        yield Column("launch_time_earliest_utc", Kind.TIME, "the best supported launch time, first instant")
        yield Column("launch_time_latest_utc", Kind.TIME, "its last instant")
        yield Column("launch_time_zone", Kind.TEXT, "the IANA time zone it was told in")
    elif attribute not in {*_MEASURED, "country"}:
        yield Column(attribute, Kind.TEXT, f"the best supported {words}")
    yield Column(f"{attribute}_said_by", Kind.TEXT, "who holds that value, with semicolons between")
    yield Column(f"{attribute}_values", Kind.WHOLE, f"how many values of {words} compete")
    yield Column(f"{attribute}_agreed", Kind.FLAG, "whether they are one value within rounding; empty without any")


def _spot_columns(role: str, about: str) -> Iterator[Column]:
    yield Column(f"{role}_place", Kind.TEXT, f"the gazetteer's place for {about}")
    yield Column(f"{role}_lat_deg", Kind.NUMBER, "its latitude, north positive")
    yield Column(f"{role}_lon_deg", Kind.NUMBER, "its longitude, east positive")
    yield Column(f"{role}_uncertainty_m", Kind.NUMBER, "how far the point may be from what the name means")
    yield Column(f"{role}_point_from", Kind.TEXT, "the gazetteer's table, or the document with coordinates, by id")


LAUNCH_COLUMNS = (
    Column("launch", Kind.TEXT, "the launch, by id"),
    Column("date", Kind.TEXT, "its day, month, year or span at the site: 2022-03-24, 2017-11, 2017, first/last"),
    Column("earliest_utc", Kind.TIME, "the first instant of that"),
    Column("latest_utc", Kind.TIME, "its last instant"),
    Column("zone", Kind.TEXT, "the IANA time zone of the site"),
    Column("country", Kind.TEXT, "who launched, ISO 3166 alpha-2"),
    Column("announced", Kind.FLAG, "whether a document announces it, rather than telling it as background"),
    Column("documents", Kind.WHOLE, "how many documents speak of it"),
    Column("claims", Kind.WHOLE, "how many claims they make"),
    *_spot_columns("site", "where it was launched"),
    *_spot_columns("landing", "where it is said to have come down"),
    *(column for attribute in ATTRIBUTES for column in _attribute_columns(attribute)),
)


def launch_row(drawn: Drawn) -> tuple[Cell, ...]:
    """The row of a launch, in the order of `LAUNCH_COLUMNS`."""
    told, x = drawn.told, drawn.told.launch
    when = (x.date.earliest, x.date.latest, x.date.zone) if x.date else (None, None, None)
    return (
        *(x.id, date_text(x.date), *when, x.country, x.main, len(told.documents), len(told.claims)),
        *_spot_cells(drawn.site),
        *_spot_cells(drawn.landing),
        *(cell for attribute in ATTRIBUTES for cell in _finding_cells(attribute, x)),
    )


def _spot_cells(spot: Spot | None) -> tuple[Cell, ...]:
    if spot is None:
        return (None,) * 5
    place = spot.place
    return place.name, place.lat_deg, place.lon_deg, place.uncertainty_m, place.source


def _finding_cells(attribute: str, launch: Launch) -> Iterator[Cell]:
    finding = launch.finding(attribute)
    best = finding.positions[0] if finding else None
    yield from _best_cells(attribute, best.value if best else None)
    yield said_by(best.claims) if best else None
    yield len(finding.positions) if finding else 0
    yield finding.agreed if finding else None


def _best_cells(attribute: str, value: Value | None) -> Iterator[Cell]:
    if attribute in _MEASURED:
        yield from number_cells(value) if isinstance(value, Estimate) else (None, None, None)
        if attribute == "speed":
            yield value.unit if isinstance(value, Estimate) else None
    elif attribute == "launch_time":
        yield from (value.earliest, value.latest, value.zone) if isinstance(value, Moment) else (None, None, None)
    elif attribute != "country":
        yield date_text(value) if isinstance(value, Moment) else value if isinstance(value, str) else None


def said_by(claims: Sequence[Claim]) -> str:
    """The names of those who say it, each once, in the order they were read."""
    return "; ".join(dict.fromkeys(c.speaker.name for c in claims))


def held_by(finding: Finding) -> Iterator[tuple[Value, str]]:
    """Every value of a finding with who says so, the best supported first."""
    return ((p.value, said_by(p.claims)) for p in finding.positions)
