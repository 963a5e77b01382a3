"""`trackside archive evidence FOLDER`: what a stranger needs to check what we hold, without our program."""

from __future__ import annotations

import argparse

from trackside.archive import Archive
from trackside.cli.common import show, show_json
from trackside.errors import BadInput


def run_evidence(asked: argparse.Namespace, archive: Archive) -> int:
    """Write the folder. `asked` has ``out`` (its path), ``launch`` (an id), ``document`` (ids) and ``json``."""
    if asked.launch and asked.document:
        raise BadInput("--launch and --document", "one of them is wanted", "leave one out")
    packed = archive.evidence(asked.out, launch=asked.launch or "", documents=asked.document or None)
    if asked.json:
        told = {"documents": packed.documents, "files": packed.files, "claims": packed.claims}
        show_json({"out": asked.out, **told})
    else:
        show(
            f"{asked.out}: {packed.documents:,} documents, {packed.files:,} files as taken in, {packed.claims:,} claims"
        )
        show(f"to check it: cd {asked.out} && sha256sum -c SHA256SUMS; see README.txt there")
    return 0
