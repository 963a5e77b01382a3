"""SQLite for Datasette: plain tables that anybody's tools read, with a full-text index of the quotes.

`NAME.metadata.json` beside it says what every column means: ``datasette NAME.db -m NAME.metadata.json``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import final

from trackside.archive.exports.columns import (
    CLAIM_COLUMNS,
    LAUNCH_COLUMNS,
    Cell,
    Column,
    Kind,
    claim_rows,
    document_cells,
    launch_row,
)
from trackside.archive.exports.selection import Selection, Told
from trackside.archive.exports.spreadsheet import plain_cell
from trackside.archive.held import Held
from trackside.archive.judging import plain_ruled
from trackside.archive.plain import Plain, dumped
from trackside.record import Judgement, Withdrawal

_TYPES = {Kind.NUMBER: "REAL", Kind.WHOLE: "INTEGER", Kind.FLAG: "INTEGER"}
# What of a claim's row stands in another table here.
_ELSEWHERE = {
    *("launch_date", "launch_country", "source", "address", "title", "published", "taken_utc", "sha256"),
    *("speaker", "speaker_country"),
}
_PLACES = {c.name: n for n, c in enumerate(CLAIM_COLUMNS)}
_SPEAKER = _PLACES["speaker"]
# The key first.
_KEPT = (_PLACES["claim"], *(n for name, n in _PLACES.items() if name not in {*_ELSEWHERE, "claim"}))

_SPEAKER_COLUMN = Column("speaker", Kind.WHOLE, "who vouches for it")
CLAIMS = (*(CLAIM_COLUMNS[n] for n in _KEPT), _SPEAKER_COLUMN)
DOCUMENTS = (
    Column("document", Kind.TEXT, "the document, by id; also the key of its citation"),
    *(c for c in CLAIM_COLUMNS if c.name in {"source", "address", "title", "published", "taken_utc", "sha256"}),
    Column("language", Kind.TEXT, "ISO 639-1, or und"),
)
SPEAKERS = (
    Column("speaker", Kind.WHOLE, "a number of this file's own"),
    Column("name", Kind.TEXT, "an office, a person, a database; narrator for the document itself"),
    Column("country", Kind.TEXT, "the side it speaks for, ISO 3166 alpha-2"),
)
JUDGEMENTS = (
    Column("judgement", Kind.TEXT, "the judgement, by id"),
    Column("ruling", Kind.TEXT, "same, different, repeats, discard or correct"),
    Column("subjects", Kind.TEXT, "ids of what it is about, as a JSON list"),
    Column("value", Kind.TEXT, "of correct alone: what the claim should have said, as JSON"),
    Column("by", Kind.TEXT, "who decided"),
    Column("when_utc", Kind.TIME, "when"),
    Column("reason", Kind.TEXT, "why"),
    Column("withdrawn_by", Kind.TEXT, "who withdrew it, where it counts no more"),
    Column("withdrawn_utc", Kind.TIME, "when that was"),
    Column("withdrawn_because", Kind.TEXT, "why"),
)
TABLES = {
    "launches": LAUNCH_COLUMNS,
    "speakers": SPEAKERS,
    "documents": DOCUMENTS,
    "claims": CLAIMS,
    "judgements": JUDGEMENTS,
}
_ABOUT = {
    "launches": "One row for each launch: of each attribute the best supported value, and how many compete.",
    "speakers": "Who vouches for claims.",
    "documents": "Where claims stand, and when that was taken in. Texts and bytes are in JSON Lines exports.",
    "claims": "One row for each claim, with the exact words. Search finds parts of words, of three letters or more.",
    "judgements": "What people decided about the record: signed, dated, with a reason.",
}
_FACETS = {"launches": ["country", "kind", "outcome"], "claims": ["attribute", "modality", "speaker"]}
_LINKED = {"launch": "launches", "document": "documents", "speaker": "speakers"}
# Parts of words, because Korean joins particles to words and Japanese writes no spaces. Datasette and sqlite-utils know
# an index by the spelling of `content`, double quotes and all.
_SEARCH = """CREATE VIRTUAL TABLE claims_fts USING fts5 (
    quote, tokenize="trigram", content="claims", content_rowid="rowid"
)"""


def write(path: Path, selection: Selection) -> None:
    """The database alone; `metadata` says what belongs beside it."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            _fill(db, selection)
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error


def metadata(name: str) -> Plain:
    """What Datasette shows beside the tables of the database ``NAME``: what every column means, what to count by."""
    tables = {
        table: {
            "description": _ABOUT[table],
            "columns": {c.name: c.about for c in columns},
            **({"facets": _FACETS[table]} if table in _FACETS else {}),
            **({"sort_desc": "earliest_utc"} if table == "launches" else {}),
        }
        for table, columns in TABLES.items()
    }
    tables["speakers"]["label_column"] = "name"
    tables["documents"]["label_column"] = "title"
    tables["launches"]["label_column"] = "date"
    title = "Announced launches, with every claim and its exact words"
    return {"title": title, "databases": {name: {"tables": tables}}}


def _fill(db: sqlite3.Connection, selection: Selection) -> None:
    # The file is thrown away when anything goes wrong, so it needs no journal.
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    for table, columns in TABLES.items():
        db.execute(_create(table, columns))
    db.execute("BEGIN")
    rows = _Rows(db)
    for drawn in selection.drawn():
        rows.add("launches", [launch_row(drawn)])
        rows.add("documents", map(_document, drawn.told.fresh))
        rows.add("claims", _claims(drawn.told, rows))
    rows.add("judgements", _judgements(selection))
    for column in ("launch", "attribute", "speaker", "document"):
        db.execute(f"CREATE INDEX claims_by_{column} ON claims ({column})")
    db.execute("CREATE INDEX launches_by_date ON launches (country, earliest_utc)")
    db.execute(_SEARCH)
    db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
    db.execute("COMMIT")
    db.execute("ANALYZE")


def _create(table: str, columns: Sequence[Column]) -> str:
    key, *others = columns
    lines = [f'"{key.name}" {_TYPES.get(key.kind, "TEXT")} PRIMARY KEY NOT NULL']
    for c in others:
        linked = f" REFERENCES {_LINKED[c.name]} ({c.name})" if c.name in _LINKED else ""
        lines.append(f'"{c.name}" {_TYPES.get(c.kind, "TEXT")}{linked}')
    inner = ",\n    ".join(lines)
    return f"CREATE TABLE {table} (\n    {inner}\n)"


@final
class _Rows:
    """Rows on their way into the tables; speakers get a number when they are first met."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._speakers: dict[tuple[str, str], int] = {}

    def add(self, table: str, rows: Iterator[tuple[Cell, ...]] | Sequence[tuple[Cell, ...]]) -> None:
        """Insert rows."""
        marks = ", ".join("?" * len(TABLES[table]))
        plain = ([plain_cell(cell) for cell in row] for row in rows)
        self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", plain)  # noqa: S608 - our own names

    def speaker(self, name: str, country: str) -> int:
        """The number of a speaker."""
        known = self._speakers.get((name, country))
        if known is None:
            known = self._speakers[name, country] = len(self._speakers) + 1
            self.add("speakers", [(known, name, country)])
        return known


def _claims(told: Told, rows: _Rows) -> list[tuple[Cell, ...]]:
    return [
        (*(row[n] for n in _KEPT), rows.speaker(str(row[_SPEAKER]), str(row[_SPEAKER + 1]))) for row in claim_rows(told)
    ]


def _document(held: Held) -> tuple[Cell, ...]:
    return (*document_cells(held), held.language)


def _judgements(selection: Selection) -> Iterator[tuple[Cell, ...]]:
    gone = {w.judgement_id: w for w in selection.archive.withdrawals()}
    for j in selection.archive.judgements():
        yield _judgement(j, gone.get(j.id))


def _judgement(j: Judgement, w: Withdrawal | None) -> tuple[Cell, ...]:
    value = None if j.value is None else dumped(plain_ruled(j.value))
    withdrawn = (w.by, w.when.earliest, w.reason) if w else (None, None, None)
    return (j.id, j.ruling.value, dumped(list(j.subjects)), value, j.by, j.when.earliest, j.reason, *withdrawn)


def described(path: Path) -> str:
    """The text of the metadata for a database at a path."""
    return json.dumps(metadata(path.stem), ensure_ascii=False, indent=1) + "\n"
