"""Archive: what is held, where it came from, and when it was taken.

takes       addresses (files, standard input, web pages); documents with their readings; launches
gives       Intake (bytes, digest, time taken); Archive (one SQLite file, gives back what was put in); JSON forms
may import  assess, library, read, reconcile, flight, reach, rail, footage, record, earth, measure, moment, errors
data        none
proof       tests/archive
"""

from trackside.archive.convert import (
    launch_from_plain,
    plain_launch,
    plain_reading,
    reading_from_plain,
)
from trackside.archive.intake import Intake, take_in
from trackside.archive.intake_many import take_in_many
from trackside.archive.intake_piece import LeftOut, left_out
from trackside.archive.outward import geojson, plain_assessment, plain_reach, plain_report
from trackside.archive.store import Added, Archive, Held, default_path, open_archive, utc_now

__all__ = [
    "Added",
    "Archive",
    "Held",
    "Intake",
    "LeftOut",
    "default_path",
    "geojson",
    "launch_from_plain",
    "left_out",
    "open_archive",
    "plain_assessment",
    "plain_launch",
    "plain_reach",
    "plain_reading",
    "plain_report",
    "reading_from_plain",
    "take_in",
    "take_in_many",
    "utc_now",
]
