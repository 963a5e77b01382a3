"""Archive: what is held, where it came from, and when it was taken.

takes       addresses (files, standard input, web pages); documents with their readings; launches
gives       Intake (bytes, digest, time taken); Archive (SQLite or PostgreSQL, gives back what was put in); JSON forms
may import  assess, library, read, reconcile, flight, reach, rail, footage, record, earth, measure, moment, errors
data        archive/data: launches since 1980, and who speaks in them
proof       tests/archive
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from trackside.archive.convert import (
    launch_from_plain,
    plain_launch,
    plain_reading,
    reading_from_plain,
)
from trackside.archive.held import Added, Held, Item, Shipment, default_path, utc_now
from trackside.archive.intake import Intake, take_in
from trackside.archive.intake_piece import LeftOut, left_out
from trackside.archive.opening import open_archive

if TYPE_CHECKING:
    from trackside.archive.intake_many import take_in_many
    from trackside.archive.outward import (
        geojson,
        plain_assessment,
        plain_history_check,
        plain_reach,
        plain_report,
    )
    from trackside.archive.store import Archive

__all__ = [
    "Added",
    "Archive",
    "Held",
    "Intake",
    "Item",
    "LeftOut",
    "Shipment",
    "default_path",
    "geojson",
    "launch_from_plain",
    "left_out",
    "open_archive",
    "plain_assessment",
    "plain_history_check",
    "plain_launch",
    "plain_reach",
    "plain_reading",
    "plain_report",
    "reading_from_plain",
    "take_in",
    "take_in_many",
    "utc_now",
]


# What is imported when it is asked for: SQLAlchemy takes 0.3 s, the reader and the assessments' rooms more.
_LATER = {
    "Archive": "store",
    "take_in_many": "intake_many",
    **dict.fromkeys(("geojson", "plain_assessment", "plain_history_check", "plain_reach", "plain_report"), "outward"),
}


def __getattr__(name: str) -> object:
    """What stands in a module that is heavy to import."""
    if name in _LATER:
        return getattr(import_module(f"trackside.archive.{_LATER[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
