"""`trackside archive backup FILE`: all of an archive in one new file, while others go on writing."""

from __future__ import annotations

import argparse
from pathlib import Path

from trackside.archive import Archive
from trackside.cli.archive_verify import Ticker
from trackside.cli.common import show, show_json


def run_backup(asked: argparse.Namespace, archive: Archive) -> int:
    """Write the backup. `asked` has ``out`` (the file), ``force`` and ``json``."""
    archive.backup(asked.out, force=asked.force, progress=Ticker())
    size = Path(asked.out).stat().st_size
    if asked.json:
        show_json({"archive": archive.where, "out": asked.out, "bytes": size})
    else:
        show(f"{asked.out}: {size:,} bytes, read back and sound")
    return 0
