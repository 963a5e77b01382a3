"""`trackside archive`: keep documents and what was read in them, list them, show one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from trackside import archive as room
from trackside.archive.shipped import is_shipped
from trackside.cli.archive_judge import plain_decision
from trackside.cli.common import check_sources, held_archive, nothing_begun, opened_archive, show, show_json
from trackside.earth import load_gazetteer
from trackside.errors import BadInput, NothingFound, called
from trackside.record import Reading

if TYPE_CHECKING:
    from trackside.archive import Archive
    from trackside.desk import Desk

# Longer values (a document's text) are cut here; --json gives them whole.
LONGEST = 160
EMPTY = "nothing is held yet; add something with `trackside archive add article.txt`"


def run_add(asked: argparse.Namespace) -> int:
    """Keep every source; exit 3 when none of them speaks of a launch."""
    check_sources(asked.subject)
    with held_archive(asked, begin=True) as (d, archive):
        return _add(asked, d, archive)


def run_list(asked: argparse.Namespace) -> int:
    """Every document held and every launch they tell of."""
    if nothing_begun(asked):
        if asked.json:
            show_json({"documents": [], "launches": [], "shipped": 0})
        else:
            show(EMPTY)
        return 0
    with opened_archive(asked) as archive:
        return _list(asked, archive)


def run_show(asked: argparse.Namespace) -> int:
    """One thing held, by its id."""
    if nothing_begun(asked):
        raise BadInput(asked.subject, "is not held; no archive has been begun", "see `trackside archive add --help`")
    with opened_archive(asked) as archive:
        return _show(asked, archive)


def _add(asked: argparse.Namespace, d: Desk, archive: Archive) -> int:
    """Keep every source; the desk derives the launches that they touch anew."""
    before = {held.id for held in archive.documents()}
    readings = d.read(asked.subject)
    if asked.json:
        show_json({"documents": [{**_line(r), "new": r.document.id not in before} for r in readings]})
    else:
        for r in readings:
            held = "already held" if r.document.id in before else "added"
            show(f"{r.document.id}  {held}: {len(r.mentions)} launches, {len(r.claims)} claims  {r.document.source}")
    if not any(r.mentions for r in readings):
        message = f"kept, but no launch found in {', '.join(called(s) for s in asked.subject)}"
        raise NothingFound(message)
    return 0


def run_settle(asked: argparse.Namespace) -> int:
    """Derive the launches anew from all that is held, or make the index for finding anew."""
    with opened_archive(asked) as archive:
        if asked.words:
            archive.reindex()
        done = archive.settle()
    if asked.json:
        show_json({"launches": done.launches, "mentions": done.looked_at})
    else:
        show(f"{done.launches:,} launches from {done.looked_at:,} mentions")
    return 0


def _list(asked: argparse.Namespace, archive: Archive) -> int:
    """What people put in; what came with the package is counted, and listed with --all."""
    everything = [(x.id, is_shipped(x.source)) for x in archive.documents()]
    held = [i for i, came_along in everything if asked.all or not came_along]
    readings = archive.readings(held)
    launches = archive.launches(load_gazetteer(), documents=held)
    shipped = len(everything) - len(held)
    if asked.json:
        told = [room.plain_launch(x) for x in launches]
        show_json({"documents": [_line(r) for r in readings], "launches": told, "shipped": shipped})
        return 0
    for r in readings:
        published = r.document.published or "no date"
        show(f"{r.document.id}  {published}  {len(r.claims):3} claims  {r.document.title or r.document.source}")
    for x in launches:
        about = ", ".join(dict.fromkeys(w for m in x.mentions for w in (m.system, m.site) if w))
        show(f"{x.id}  {x.date.date if x.date else 'no date'}  {x.country}  {len(x.claims):3} claims  {about}")
    if not held:
        show(EMPTY)
    if shipped:
        show(f"{shipped:,} launches came with the package; see them with --all")
    return 0


def _show(asked: argparse.Namespace, archive: Archive) -> int:
    held = archive.show(asked.subject, load_gazetteer())
    if decided := [plain_decision(j) for j in archive.judgements() if held["id"] in j.subjects]:
        held = {**held, "judgements": decided}
    if asked.json:
        show_json(held)
    else:
        show("\n".join(_outline(held)))
    return 0


def _outline(held: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """A held thing as indented lines: what is empty is left out, what is long is cut at the end of the line."""
    for key, value in sorted(held.items(), key=lambda kv: isinstance(kv[1], Mapping | list | tuple)):
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _outline(value, indent + "  ")
        elif isinstance(value, list | tuple):
            for item in value:
                yield f"{indent}{key}:" if isinstance(item, Mapping) else f"{indent}{key}: {item}"
                yield from _outline(item, indent + "  ") if isinstance(item, Mapping) else ()
        elif value not in (None, ""):
            flat = " ".join(str(value).split())
            yield f"{indent}{key}: {flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + '…'}"


def _line(reading: Reading) -> dict[str, object]:
    d = reading.document
    return {
        "id": d.id,
        "source": d.source,
        "title": d.title,
        "published": d.published.isoformat() if d.published else None,
        "sha256": d.sha256,
        "mentions": len(reading.mentions),
        "claims": len(reading.claims),
    }
