"""What is to be exported: which launches, one by one, each with the documents it is told in."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import NamedTuple, final

from trackside.archive.exports.place import Coordinates, Spot, landing_of, site_of
from trackside.archive.held import Held
from trackside.archive.shipped import coordinates
from trackside.archive.store import Archive
from trackside.earth import Gazetteer
from trackside.errors import BadInput
from trackside.moment import Moment, local_days
from trackside.record import Claim, Launch

# What the name of a table's row has in it (`imports.entry`).
_ROW = "#"
_DOCUMENTS = """CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT, address TEXT, title TEXT, published TEXT,
    language TEXT, sha256 TEXT, taken TEXT, met INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"""


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """What to choose of an archive; empty chooses all.

    Attributes
    ----------
    launches : tuple of str
        Ids, or unambiguous beginnings of ids.
    since, until : datetime.date or None
        Launches whose day (month, year) at the site can be on or between these.
    country : str
        Who launched, ISO 3166 alpha-2.
    per : str
        What a row or an entry is: ``claim``, ``launch`` or ``document``; empty for the format's own.
    bom : bool
        Whether CSV begins with the mark by which spreadsheets know UTF-8.
    """

    launches: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    country: str = ""
    per: str = ""
    bom: bool = True

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise BadInput(f"--since {self.since} --until {self.until}", "the span ends before it begins")

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.launches or self.since or self.until or self.country)

    def takes(self, launch: Launch) -> bool:
        """Whether a launch is within the span and of the country."""
        if self.country and launch.country != self.country:
            return False
        if not (self.since or self.until):
            return True
        if launch.date is None:
            return False
        first, last = local_days(launch.date)
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)


class Told(NamedTuple):
    """A launch with its claims, each once, its documents by id, and those of them not met with before."""

    launch: Launch
    claims: tuple[Claim, ...]
    documents: Mapping[str, Held]
    fresh: tuple[Held, ...]


class Drawn(NamedTuple):
    """A launch with the points where it can be drawn as launched and as come down."""

    told: Told
    site: Spot | None
    landing: Spot | None


@final
@dataclass(slots=True)
class Count:
    """How much has gone out."""

    launches: int = 0
    claims: int = 0
    documents: int = 0


@final
class Selection:
    """The launches wanted, streaming; documents' lines lie in a temporary database, so memory does not grow."""

    __slots__ = ("_lines", "archive", "count", "gazetteer", "wanted")

    def __init__(self, archive: Archive, wanted: Wanted, gazetteer: Gazetteer) -> None:
        self.archive, self.wanted, self.gazetteer = archive, wanted, gazetteer
        self.count = Count()
        # SQLite keeps a database without a name in a file of its own and takes it away at the end.
        self._lines = sqlite3.connect("", isolation_level=None)
        self._lines.execute(_DOCUMENTS)

    def __enter__(self) -> Selection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()

    def launches(self) -> Iterator[Told]:
        """Every launch wanted, once."""
        self._fill()
        for launch in self._chosen():
            ids = dict.fromkeys(m.document_id for m in launch.mentions)
            lines = {i: self._line(i) for i in ids}
            fresh = tuple(held for held, met in lines.values() if not met)
            self._lines.executemany("UPDATE documents SET met = 1 WHERE id = ?", [(held.id,) for held in fresh])
            claims = tuple({c.id: c for c in launch.claims}.values())
            self.count.launches += 1
            self.count.claims += len(claims)
            self.count.documents += len(fresh)
            yield Told(launch, claims, {i: held for i, (held, _) in lines.items()}, fresh)

    def drawn(self) -> Iterator[Drawn]:
        """Every launch wanted, once, with its points."""
        for told in self.launches():
            site = site_of(told.launch, self.gazetteer, partial(self._coordinates, told.documents))
            yield Drawn(told, site, landing_of(told.launch, self.gazetteer))

    def _coordinates(self, documents: Mapping[str, Held]) -> dict[str, Coordinates]:
        """Latitude and longitude of the site by document, for rows of tables that hold them."""
        rows = [i for i, held in documents.items() if _ROW in held.source]
        found = ((r.document.id, coordinates(r.document)) for r in self.archive.readings(rows)) if rows else ()
        return {i: at for i, at in found if at}

    def _chosen(self) -> Iterator[Launch]:
        if self.wanted.launches:
            named = {x.id: x for x in (self.archive.launch(i, self.gazetteer) for i in self.wanted.launches)}
            yield from filter(self.wanted.takes, named.values())
            return
        yield from filter(self.wanted.takes, self.archive.launches(self.gazetteer))

    def _fill(self) -> None:
        self._lines.execute("BEGIN")
        self._lines.execute("DELETE FROM documents")
        rows = map(_row, self.archive.documents(superseded=True))
        self._lines.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)", rows)
        self._lines.execute("COMMIT")

    def _line(self, document_id: str) -> tuple[Held, bool]:
        row = self._lines.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
        taken = dt.datetime.fromisoformat(row[7])
        published = dt.date.fromisoformat(row[4]) if row[4] else None
        named = row[0], row[1], row[2], row[3]
        return Held(*named, published, row[5], row[6], taken=Moment(taken, taken, "UTC")), bool(row[8])


def _row(held: Held) -> tuple[str | None, ...]:
    published = held.published.isoformat() if held.published else None
    named = (held.id, held.source, held.address, held.title, published)
    return (*named, held.language, held.sha256, held.taken.earliest.isoformat())


def date_text(moment: Moment | None) -> str | None:
    """A day, month or year as ``2022-03-24``, ``2017-11``, ``2017``; another span as ``2017-11-02/2017-11-05``."""
    if moment is None:
        return None
    first, last = local_days(moment)
    whole = moment.date
    if len(whole) == 10 or (whole and _fills(whole, first, last)):
        return whole
    return f"{first}/{last}"


def _fills(whole: str, first: dt.date, last: dt.date) -> bool:
    """Whether a span is all of the month or year it lies in."""
    after = last + dt.timedelta(days=1)
    return first.day == after.day == 1 and (len(whole) == 7 or first.month == after.month == 1)
