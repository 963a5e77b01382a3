"""The verbs of `trackside archive` that need only the archive opened: each opens it and hands it to its own module."""

from __future__ import annotations

import argparse

from trackside.cli.archive_audit import run_audit
from trackside.cli.archive_backup import run_backup
from trackside.cli.archive_evidence import run_evidence
from trackside.cli.archive_export import run_export
from trackside.cli.archive_find import run_find
from trackside.cli.archive_import import run_import
from trackside.cli.archive_verify import run_verify
from trackside.cli.common import held_archive


def find(asked: argparse.Namespace) -> int:
    """Documents by their words."""
    with held_archive(asked) as (_, archive):
        return run_find(asked, archive)


def verify(asked: argparse.Namespace) -> int:
    """Everything held recomputed."""
    with held_archive(asked) as (_, archive):
        return run_verify(asked, archive)


def backup(asked: argparse.Namespace) -> int:
    """All of it in one new file."""
    with held_archive(asked) as (_, archive):
        return run_backup(asked, archive)


def evidence(asked: argparse.Namespace) -> int:
    """A folder that a stranger can check."""
    with held_archive(asked) as (_, archive):
        return run_evidence(asked, archive)


def export(asked: argparse.Namespace) -> int:
    """All of it, or some launches, in another format."""
    with held_archive(asked) as (d, archive):
        return run_export(asked, archive, d.library.gazetteer)


def bring_in(asked: argparse.Namespace) -> int:
    """Somebody's table, row by row."""
    with held_archive(asked, begin=True) as (d, archive):
        run_import(asked, d, archive)
    return 0


def audit(asked: argparse.Namespace) -> int:
    """What is likely wrong in what is held."""
    with held_archive(asked) as (d, _):
        return run_audit(asked, d)
