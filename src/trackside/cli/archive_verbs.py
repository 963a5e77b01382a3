"""The verbs of `trackside archive` that need only the archive opened: each opens it and hands it to its own module.

Each imports its own module when it is called: finding a word must not wait for what an audit needs.
"""

from __future__ import annotations

import argparse

from trackside.cli.common import held_archive, opened_archive


def find(asked: argparse.Namespace) -> int:
    """Documents by their words."""
    from trackside.cli.archive_find import run_find

    with opened_archive(asked) as archive:
        return run_find(asked, archive)


def verify(asked: argparse.Namespace) -> int:
    """Everything held recomputed."""
    from trackside.cli.archive_verify import run_verify

    with opened_archive(asked) as archive:
        return run_verify(asked, archive)


def backup(asked: argparse.Namespace) -> int:
    """All of it in one new file."""
    from trackside.cli.archive_backup import run_backup

    with opened_archive(asked) as archive:
        return run_backup(asked, archive)


def evidence(asked: argparse.Namespace) -> int:
    """A folder that a stranger can check."""
    from trackside.cli.archive_evidence import run_evidence

    with opened_archive(asked) as archive:
        return run_evidence(asked, archive)


def export(asked: argparse.Namespace) -> int:
    """All of it, or some launches, in another format."""
    from trackside.cli.archive_export import run_export
    from trackside.earth import load_gazetteer

    with opened_archive(asked) as archive:
        return run_export(asked, archive, load_gazetteer())


def bring_in(asked: argparse.Namespace) -> int:
    """Somebody's table, row by row."""
    from trackside.cli.archive_import import run_import

    with held_archive(asked, begin=True) as (d, archive):
        run_import(asked, d, archive)
    return 0


def audit(asked: argparse.Namespace) -> int:
    """What is likely wrong in what is held."""
    from trackside.cli.archive_audit import run_audit

    with held_archive(asked) as (d, _):
        return run_audit(asked, d)
