"""The CNS North Korea Missile Test Database as the Nuclear Threat Initiative publishes it: xlsx, and CSV out of it.

One row a missile. Layout: docs/rooms/archive.md, "Importing tables".
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from trackside.archive.held import Item
from trackside.archive.imports.fault import Fault
from trackside.archive.imports.launches import read_launches
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.sheet import Row, read_rows
from trackside.moment import Moment
from trackside.read import Lexicon
from trackside.record import Source

LAYOUT = Layout(
    name="the CNS North Korea Missile Test Database",
    prefix="cns",
    speaker=Source("CNS/NTI database"),
    columns={
        "number": ("F1", "No", "Number", "#", "ID", "Test number"),
        "date": ("Date", "Launch Date", "Date of launch", "Test Date"),
        "updated": ("Date Entered/Updated", "Date Entered", "Date Updated", "Last Updated"),
        "time": ("Launch Time (UTC)", "Launch Time", "Time (UTC)", "Launch Time UTC", "Time"),
        "system": ("Missile Name", "Missile", "Name of missile"),
        "kind": ("Missile Type", "Type"),
        "agency": ("Launch Agency/Authority", "Launch Agency", "Launch Authority"),
        "site": ("Facility Name", "Facility", "Launch Site", "Launch Location"),
        "where": ("Facility Location", "Location"),
        "other": ("Other Name", "Other Names", "Facility Other Name"),
        "lat_deg": ("Facility Latitude", "Latitude", "Lat"),
        "lon_deg": ("Facility Longitude", "Longitude", "Lon", "Long"),
        "landing": ("Landing Location", "Landing"),
        "apogee": ("Apogee", "Apogee (km)"),
        "range": ("Distance Travelled", "Distance Traveled", "Distance", "Distance Travelled (km)", "Range"),
        "status": ("Confirmation Status", "Confirmation"),
        "outcome": ("Test Outcome", "Outcome"),
        "notes": ("Additional Information", "Notes", "Comments"),
        "sources": ("Source(s)", "Sources", "Source"),
    },
    titles={
        "date": "Date",
        "updated": "Date Entered/Updated",
        "time": "Launch Time (UTC)",
        "system": "Missile Name",
        "kind": "Missile Type",
        "agency": "Launch Agency/Authority",
        "site": "Facility Name",
        "where": "Facility Location",
        "other": "Other Name",
        "lat_deg": "lat_deg",
        "lon_deg": "lon_deg",
        "landing": "Landing Location",
        "apogee": "Apogee",
        "range": "Distance Travelled",
        "status": "Confirmation Status",
        "outcome": "Test Outcome",
        "notes": "Additional Information",
        "sources": "Source(s)",
    },
    needed=("date", "system", "site"),
)


def read_table(
    raw: bytes, source: str, *, taken: Moment, lexicons: Mapping[str, Lexicon]
) -> Generator[Item | Fault, None, int]:
    """Salvoes of the table as documents with readings, and the faults of its rows; gives how many rows there were.

    Parameters
    ----------
    raw : bytes
        An xlsx file, or CSV in UTF-8, UTF-16 or Windows-1252.
    source : str
        What to call it.
    taken : Moment
        When it was taken in.
    lexicons : mapping of language code to Lexicon
        English words for units and hedges.

    Raises
    ------
    BadInput
        When it is no such table.
    """
    return read_launches(_rows(raw, source), source, LAYOUT, taken=taken, lexicon=lexicons["en"])


def _rows(raw: bytes, source: str) -> Iterator[tuple[Row, str] | Fault]:
    for row in read_rows(raw, source, LAYOUT):
        yield row if isinstance(row, Fault) else (row, f"row {row.number}")
