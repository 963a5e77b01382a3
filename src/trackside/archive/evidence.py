"""A folder of evidence for a stranger: bytes, hashes, texts and claims that standard tools can check, without us."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, final

import sqlalchemy as sa

from trackside.archive import readback
from trackside.archive.damage import is_as_taken
from trackside.archive.engine import Database
from trackside.archive.evidence_readme import README
from trackside.archive.plain import dumped, plain_value
from trackside.archive.schema import EVIDENCE, TAKINGS
from trackside.archive.shown import shown_source
from trackside.archive.whole import whole_folder
from trackside.errors import BadArchive
from trackside.record import Claim, Reading

_FILES = ("file", "sha256", "bytes", "address", "source", "taken", "content_type", "title", "published", "language")
MANIFEST = (*_FILES, "document", "text")
CLAIMS = (
    *("claim", "document", "mention", "attribute", "value", "speaker", "modality"),
    *("quote", "start", "end", "text"),
)
_BY_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/json": "json",
    "text/plain": "txt",
    "application/xml": "xml",
    "text/xml": "xml",
}
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,5})(?:[#?].*)?$")
_CHUNK_BYTES = 1 << 20


@final
@dataclass(frozen=True, slots=True)
class Packed:
    """How much went into a folder of evidence: documents, files of raw bytes, claims."""

    documents: int
    files: int
    claims: int


class _Table(Protocol):
    """What the csv module writes rows with."""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write some rows."""


def pack(database: Database, folder: str | Path, documents: Iterable[str], made_utc: str) -> Packed:
    """Write the evidence for some documents into a folder that is not there yet, whole or not at all.

    Parameters
    ----------
    database : Database
        The archive's.
    folder : path
        Made now.
    documents : iterable of str
        Their ids.
    made_utc : str
        The present time, which the manifest tells.

    Raises
    ------
    BadInput
        When something is at that path already, or nothing can be written there.
    BadArchive
        When bytes no longer have the SHA-256 they were taken in with: such evidence would prove nothing.
    """
    with whole_folder(Path(folder)) as beside:
        (beside / "raw").mkdir()
        (beside / "texts").mkdir()
        packed = _fill(database, beside, documents, made_utc)
        (beside / "README.txt").write_bytes(README.format(made=made_utc).encode())
        sums = "".join(f"{_sha256(path)}  {path.relative_to(beside).as_posix()}\n" for path in _files(beside))
        (beside / "SHA256SUMS").write_bytes(sums.encode())
    return packed


def _fill(database: Database, beside: Path, documents: Iterable[str], made_utc: str) -> Packed:
    """Everything but what is told of the folder itself; one document after the other, so that memory stays flat."""
    entries: list[Mapping[str, object]] = []
    claims, held, files = 0, 0, set[str]()
    with _table(beside / "claims.csv", CLAIMS) as table:
        for document_id in documents:
            with database.reading() as connection:
                reading = readback.reading(connection, document_id, database.where)
                taken = list(_takings(connection, reading, database.where, beside))
            text = f"texts/{document_id}.txt"
            (beside / text).write_bytes(reading.document.text.encode())
            table.writerows(_claim_row(c, text) for c in reading.claims)
            claims, held = claims + len(reading.claims), held + 1
            files |= {str(t["file"]) for t in taken}
            entries += [{**t, "text": text} for t in taken]
    with _table(beside / "manifest.csv", MANIFEST) as table:
        table.writerows([entry[key] for key in MANIFEST] for entry in entries)
    told = {"made": made_utc, "documents": held, "claims": claims, "files": entries}
    (beside / "manifest.json").write_bytes((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    return Packed(held, len(files), claims)


def _takings(connection: sa.Connection, reading: Reading, where: str, beside: Path) -> Iterator[Mapping[str, object]]:
    """Every time the document was taken in, its bytes written beside; what `MANIFEST` tells of it but the text."""
    d = reading.document
    wanted = sa.select(TAKINGS).where(TAKINGS.c.document_id == d.id).order_by(TAKINGS.c.number)
    for row in connection.execute(wanted).mappings().all():
        evidence = sa.select(EVIDENCE.c.bytes).where(EVIDENCE.c.sha256 == row["sha256"])
        raw = connection.execute(evidence).scalar_one()
        if not is_as_taken(raw, row["sha256"]):
            raise BadArchive(
                where, f"no longer has the bytes {row['sha256']} of {d.id}", "see `trackside archive verify`"
            )
        file = f"raw/{row['sha256'][:16]}.{_suffix(row['source'], row['content_type'], raw)}"
        (beside / file).write_bytes(raw)
        web = re.match(r"https?://", row["address"], re.IGNORECASE)
        yield {
            "file": file,
            "sha256": row["sha256"],
            "bytes": len(raw),
            "address": shown_source(row["address"]) if web else "",
            "source": shown_source(row["source"]),
            "taken": row["taken_utc"],
            "content_type": row["content_type"],
            "title": d.title,
            "published": d.published.isoformat() if d.published else "",
            "language": d.language,
            "document": d.id,
        }


def _claim_row(claim: Claim, text: str) -> list[object]:
    value = claim.value if isinstance(claim.value, str) else dumped(plain_value(claim.value, claim.attribute))
    said = (claim.attribute, value, claim.speaker.name, claim.modality.value)
    q = claim.quote
    return [claim.id, q.document_id, claim.mention_id, *said, q.exact, q.start, q.end, text]


def _suffix(source: str, content_type: str, raw: bytes) -> str:
    """What the file is called by: what a server said it is, else its name, else its first bytes."""
    told = _BY_TYPE.get(content_type.partition(";")[0].strip().lower())
    named = _SUFFIX.search(source)
    if told or (named and not re.match(r"https?://[^/]*$", source)):
        return told or (named[1].lower() if named else "")
    head = raw[:1024].lstrip().lower()
    if head.startswith(b"%pdf"):
        return "pdf"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "txt" if _is_text(raw) else "bin"


def _is_text(raw: bytes) -> bool:
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False


@contextmanager
def _table(path: Path, columns: Iterable[str]) -> Iterator[_Table]:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        yield table


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    """Of a file as it lies on the disk, a piece at a time."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            made.update(chunk)
    return made.hexdigest()
