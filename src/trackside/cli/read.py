"""`trackside read`: who claims what about which launch, each with the exact words."""

from __future__ import annotations

import argparse

from trackside import archive
from trackside.brief import vocabulary, wording
from trackside.cli.common import desk, show, show_json
from trackside.errors import NothingFound
from trackside.record import Reading


def run(asked: argparse.Namespace) -> int:
    """Read the sources and list their claims; exit 3 when no source speaks of a launch."""
    with desk(asked) as d:
        readings = d.read(asked.source)
    if asked.json:
        show_json({"documents": [archive.plain_reading(r) for r in readings]})
    else:
        show("\n\n".join(_listing(r) for r in readings))
    if not any(r.mentions for r in readings):
        message = f"no launch found in {', '.join(asked.source)}"
        raise NothingFound(message)
    return 0


def _listing(reading: Reading) -> str:
    """One document's claims as lines, launch by launch."""
    lines = [f"{reading.document.source}: {reading.document.title or 'no title'}"]
    for m in reading.mentions:
        about = ", ".join(x for x in (m.country, m.date.date if m.date else "", m.system, m.site) if x)
        lines.append(f"\n  {about}" + ("" if m.main else " (background)"))
        for c in reading.claims:
            if c.mention_id == m.id:
                said = f"{c.speaker.name}, {c.modality.value}"
                quote = " ".join(c.quote.exact.split())
                value = wording.value(c.value, c.attribute)
                lines.append(f"    {vocabulary.attribute(c.attribute):15} {value:36} {said:44} “{quote}”")
                if c.doubt:
                    lines.append(f"    {'':15} doubt: {c.doubt}")
    lines.extend(
        f"  reaction: {r.actor.name} {r.stance.replace('_', ' ')}: “{r.quote.exact}”" for r in reading.reactions
    )
    lines.extend(f"  history: {h.kind.replace('_', ' ')}: “{h.quote.exact}”" for h in reading.history)
    return "\n".join(lines)
