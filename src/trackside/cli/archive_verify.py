"""`trackside archive verify`: everything held recomputed, and what is damaged named, one line each."""

from __future__ import annotations

import argparse
import time
from typing import final

from trackside.archive import Archive
from trackside.archive.damage import Damage
from trackside.brief.columns import visible
from trackside.cli.common import progress, show, show_json

SOUND, DAMAGED = 0, 2
# How often standard error hears how far it has come.
_EVERY_S = 5.0


@final
class Ticker:
    """Says now and then, on standard error, how far something has come; nothing of what is done at once."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _EVERY_S

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say it, when it is time to."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY_S
            progress(f"{what}: {done:,} of {of:,}")


def run_verify(asked: argparse.Namespace, archive: Archive) -> int:
    """Say what is damaged: exit code 2 with a line for each thing, 0 for a sound archive. `asked` has ``json``."""
    found = []
    for damage in archive.verify(progress=Ticker()):
        found.append(damage)
        if not asked.json:
            show(visible(line(damage)))
    if asked.json:
        told = [{"what": d.what, "id": d.id, "because": d.because, "advice": d.advice} for d in found]
        show_json({"sound": not found, "damage": told})
    elif not found:
        show(f"{archive.where}: sound")
    else:
        progress(f"{archive.where}: {len(found):,} {'things are' if len(found) > 1 else 'thing is'} damaged")
    return DAMAGED if found else SOUND


def line(damage: Damage) -> str:
    """One line on one damaged thing."""
    of_its_kind = damage.id.startswith(f"{damage.what}-")
    return f"{'' if of_its_kind else damage.what + ' '}{damage.id}: {damage.because}; {damage.advice}"
