"""CSL-JSON: for Zotero, Pandoc and every processor of the Citation Style Language (schema of CSL 1.0.2)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from trackside.archive.exports.citation import Citation, citations
from trackside.archive.exports.selection import Selection
from trackside.archive.plain import Plain


def write(path: Path, selection: Selection) -> None:
    """One item for each value, or for each document."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, citation in enumerate(citations(selection)):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(_item(citation), ensure_ascii=False, separators=(",", ":")))
        file.write("\n]\n")


def _item(c: Citation) -> Plain:
    issued: Plain = {"issued": _date(c.published)} if c.published else {}
    outlet: Plain = {"author": [{"literal": c.outlet}], "container-title": c.outlet} if c.outlet else {}
    table: Plain = {"source": c.table} if c.table else {}
    address: Plain = {"URL": c.address} if c.address else {}
    return {
        "id": c.key,
        "type": "webpage" if c.address else "document",
        "title": c.title,
        **outlet,
        **issued,
        "accessed": _date(c.taken),
        **address,
        **table,
        "language": c.language,
        "note": c.note,
        "keyword": c.launch,
    }


def _date(day: dt.date) -> Plain:
    return {"date-parts": [[day.year, day.month, day.day]]}
