"""`trackside archive export FILE`: what an archive holds, in the format that the file's suffix names."""

from __future__ import annotations

import argparse

from trackside.archive import Archive
from trackside.archive.exports import Exported, Wanted, export
from trackside.cli.archive_choice import chosen_country, chosen_day
from trackside.cli.common import check_writable, show, show_json
from trackside.earth import Gazetteer


def run_export(asked: argparse.Namespace, archive: Archive, gazetteer: Gazetteer) -> int:
    """Write the file and say what it holds."""
    (path,) = asked.subject
    wanted = wanted_of(asked, gazetteer)
    check_writable(path)
    done = export(archive, path, wanted=wanted, gazetteer=gazetteer)
    if asked.json:
        show_json(plain_exported(done))
    else:
        show(_told(done))
    return 0


def wanted_of(asked: argparse.Namespace, gazetteer: Gazetteer) -> Wanted:
    """What the options choose."""
    return Wanted(
        tuple(asked.launch or ()),
        chosen_day("--since", asked.since),
        chosen_day("--until", asked.until),
        chosen_country(asked.country, gazetteer),
        per=asked.per or "",
        bom=not asked.no_bom,
    )


def plain_exported(done: Exported) -> dict[str, object]:
    """The JSON of ``trackside archive export``."""
    beside = str(done.beside) if done.beside else None
    held = {"launches": done.launches, "claims": done.claims, "documents": done.documents}
    return {"out": str(done.path), "beside": beside, **held}


def _told(done: Exported) -> str:
    held = (
        ("launch", "launches", done.launches),
        ("claim", "claims", done.claims),
        ("document", "documents", done.documents),
    )
    counted = ", ".join(f"{n:,} {one if n == 1 else many}" for one, many, n in held if n)
    lines = [f"{done.path}: {counted or 'nothing is held yet'}"]
    if done.beside:
        lines += [f"{done.beside}: what its columns mean", f"open both with: datasette {done.path} -m {done.beside}"]
    return "\n".join(lines)
