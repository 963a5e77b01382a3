"""`trackside brief`: announcements in, one checked page out."""

from __future__ import annotations

import argparse

from trackside import archive
from trackside.brief import summary
from trackside.cli.common import check_sources, check_writable, desk, screen_width, show, show_json, write_whole
from trackside.errors import NothingFound, called

# Into a file or pipe, and where lines would be too long to read with ease.
USUAL_WIDTH, WIDEST = 80, 100


def run(asked: argparse.Namespace) -> int:
    """Read, settle, assess, write the page, and say in a screenful what is in it."""
    check_sources(asked.source)
    check_writable(asked.out, asked.source)
    with desk(asked) as d:
        readings = d.read(asked.source)
        assessments = d.assess(readings, seed=asked.seed)
        if not assessments:
            message = f"no launch found in {', '.join(called(s) for s in asked.source)}; nothing was written"
            raise NothingFound(message)
        write_whole(asked.out, d.brief(assessments))
    if asked.json:
        show_json({"launches": [archive.plain_assessment(a) for a in assessments], "out": asked.out})
    else:
        show(summary(assessments, width=min(screen_width() or USUAL_WIDTH, WIDEST)))
        show(f"\nThe page: {asked.out}")
    return 0
