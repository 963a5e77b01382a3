"""One archive, one file: what the suffix asks for, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, final

from trackside.archive.exports import datasette
from trackside.archive.exports.selection import Selection, Wanted
from trackside.archive.schema import APPLICATION_ID
from trackside.archive.store import Archive
from trackside.archive.whole import whole_file
from trackside.earth import Gazetteer
from trackside.errors import BadInput, NothingFound


class Format(NamedTuple):
    """A form of export: what it is for, the module and the function that write it, what its rows may be."""

    about: str
    module: str
    per: tuple[str, ...] = ()
    writes: str = "write"


_SQLITE = Format("SQLite, for Datasette and every other tool", "datasette")
# By suffix; the longest that fits decides. What rows may be: the format's own comes first.
FORMATS: Mapping[str, Format] = {
    ".csv": Format("CSV, for spreadsheets", "spreadsheet", ("claim", "launch")),
    ".parquet": Format("Parquet, the same columns with their types", "parquet", ("claim", "launch")),
    ".geojson": Format("GeoJSON, for maps", "geojson"),
    ".kml": Format("KML, for Google Earth", "kml"),
    ".db": _SQLITE,
    ".sqlite": _SQLITE,
    ".bib": Format("BibTeX, one citation for each value", "bibtex", ("claim", "document")),
    ".csl.json": Format("CSL-JSON, the same for Zotero and Pandoc", "csl", ("claim", "document")),
    ".jsonl": Format("JSON Lines, everything: makes the archive again", "jsonl"),
    ".jsonl.gz": Format("the same, packed", "jsonl", writes="write_packed"),
}
# Where SQLite keeps the number that tells whose file it is (SQLite file format, section 1.3).
_APPLICATION_ID_AT = 68


@final
@dataclass(frozen=True, slots=True)
class Exported:
    """What went out.

    Attributes
    ----------
    path : pathlib.Path
        The file.
    beside : pathlib.Path or None
        A second file that belongs to it: the metadata of a SQLite file.
    launches, claims, documents : int
        How many of each it holds.
    """

    path: Path
    launches: int
    claims: int
    documents: int
    beside: Path | None = None


def export(archive: Archive, path: str | Path, *, wanted: Wanted, gazetteer: Gazetteer) -> Exported:
    """Write what is wanted of an archive to a file, in the format that its suffix names.

    Raises
    ------
    BadInput
        For an unknown suffix, rows that the format does not have, an archive in the place of the file, a file that
        cannot be written.
    NothingFound
        When no launch is held that is wanted; nothing is written then.
    """
    path = Path(path)
    form = FORMATS[check(archive, path, wanted)]
    beside = path.with_suffix(".metadata.json") if form is _SQLITE else None
    with Selection(archive, wanted, gazetteer) as selection:
        with whole_file(path) as made:
            _written(made, selection, form)
            count = selection.count
            if not (count.launches or (form.module == "jsonl" and wanted.everything)):
                raise NothingFound(_nothing(wanted))
        if beside:
            with whole_file(beside) as made:
                made.write_text(datasette.described(path), encoding="utf-8")
    return Exported(path, count.launches, count.claims, count.documents, beside)


def check(archive: Archive, path: Path, wanted: Wanted) -> str:
    """The suffix that decides, once nothing stands in the way of writing."""
    suffix = _suffix(path)
    known = FORMATS[suffix].per
    if wanted.per and wanted.per not in known:
        rows = f"--per {' or --per '.join(known)}" if known else "nothing after --per"
        raise BadInput(f"--per {wanted.per}", f"{suffix} has no such rows", f"write {rows}")
    if path.is_dir():
        raise BadInput(str(path), "is a folder, a file was wanted", f"write {path / f'launches{suffix}'}")
    if path.resolve() == Path(archive.where).resolve():
        raise BadInput(str(path), "is the archive itself and would be lost", "name another file")
    if _is_archive(path):
        raise BadInput(str(path), "is an archive and would be lost", "name another file")
    return suffix


def _suffix(path: Path) -> str:
    name = path.name.lower()
    fitting = [s for s in FORMATS if name.endswith(s) and name != s]
    if not fitting:
        raise BadInput(path.name, "its suffix names no format that can be written", f"known are {', '.join(FORMATS)}")
    return max(fitting, key=len)


def _is_archive(path: Path) -> bool:
    """Whether a file is an archive, this or another: what a slip of the hand must never overwrite."""
    try:
        with path.open("rb") as file:
            return file.read(_APPLICATION_ID_AT + 4)[_APPLICATION_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")
    except OSError:
        return False


def _written(made: Path, selection: Selection, form: Format) -> None:
    module = import_module(f"trackside.archive.exports.{form.module}")
    write: Callable[[Path, Selection], None] = getattr(module, form.writes)
    write(made, selection)


def _nothing(wanted: Wanted) -> str:
    return "no launch is held yet" if wanted.everything else "no launch is held that fits; nothing was written"
