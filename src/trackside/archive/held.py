"""What goes into an archive and what it says about it: `Item`, `Added`, `Held`; where a person's own archive lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, final

from trackside.archive.intake import Intake
from trackside.moment import Moment
from trackside.record import Document, Reading


class Item(NamedTuple):
    """One document to be kept: its bytes, its text, and what was read in it."""

    intake: Intake
    document: Document
    reading: Reading


class Shipment(NamedTuple):
    """What the package brings to every archive: a version of its data, and the documents it comes to.

    The version begins with numbers (``0.2.1-3f9a``), which say which of two is the older. The sources of all documents
    that any version brings, and of no others, begin with `prefix`; where it is given, those that a version does not
    have any more count no more.
    """

    version: str
    items: Callable[[], Iterable[Item]]
    prefix: str = ""


@final
@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document did.

    Attributes
    ----------
    document_id : str
        The document.
    new : bool
        Whether it was not held before.
    reread : bool
        Whether it was held, and another reading of it is in force now.
    superseded : tuple of str
        Ids of the earlier documents of the same source whose place it took.
    """

    document_id: str
    new: bool
    reread: bool = False
    superseded: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Held:
    """A document in the archive, without its text: where it came from and when it was taken.

    `superseded` says why it counts no more (``superseded by document-...``); empty where it counts.
    """

    id: str
    source: str
    address: str
    title: str
    published: dt.date | None
    language: str
    sha256: str
    taken: Moment
    superseded: str = ""


def default_path() -> Path:
    """Where a person's archive lies when nothing else is said: in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("trackside", appauthor=False) / "archive.sqlite"


def utc_now() -> dt.datetime:
    """The present time, aware."""
    return dt.datetime.now(dt.UTC)
