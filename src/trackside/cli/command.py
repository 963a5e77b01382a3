"""How every command and every verb is made: its help with examples, and its function imported when it is called."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trackside.cli.arguments import Commands, Parser


def command(commands: Commands[Parser], name: str, summary: str, examples: str, run: str) -> Parser:
    """A command or verb with its help; `run` is what it calls, as ``module:function`` of this room."""
    made = commands.add_parser(
        name,
        help=summary,
        description=summary + ".",
        epilog="examples:\n" + examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=_lazily(*run.split(":")), prog=made.prog)
    return made


def _lazily(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """The command's function, imported when it is called: `trackside --help` must answer at once."""

    def run(asked: argparse.Namespace) -> int:
        return int(getattr(import_module(f"trackside.cli.{module}"), function)(asked))

    return run
