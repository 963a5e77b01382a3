"""What each verb of `trackside archive` takes. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trackside.cli.arguments import Commands, Parser

_STORY = """\
Keep documents and what was read in them: bytes, hash, time, claims; and the launches that follow.

  trackside archive add article.txt               keep a document and what is claimed in it
  trackside archive list                          what is held
  trackside archive show launch-1f2e3d            one thing, with where it comes from
"""


def add_archive(commands: Commands[Parser]) -> None:
    """The command `archive` with its verbs."""
    made = commands.add_parser(
        "archive",
        help="Keep documents and what was read in them: bytes, hash, time, claims, launches",
        description=_STORY,
        epilog="examples:\n  trackside archive add story.html --archive my.sqlite\n  trackside archive list --json\n"
        "every verb explains itself: trackside archive VERB --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _shared(made)
    made.set_defaults(json=False, archive=None)
    verbs = made.add_subparsers(title="verbs", metavar="VERB", dest="verb", required=True, parser_class=type(made))
    for add in (_add, _list, _show, _judge):
        add(verbs)


def _verb(verbs: Commands[Parser], name: str, summary: str, examples: str, run: str) -> Parser:
    made = verbs.add_parser(
        name,
        help=summary,
        description=summary + ".",
        epilog="examples:\n" + examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _shared(made)
    made.set_defaults(run=_lazily(*run.split(":")))
    return made


def _shared(made: Parser) -> None:
    # Left out when not given, so that a verb's own default does not hide what stands before the verb.
    made.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="one JSON document on standard output, SI units",
    )
    made.add_argument(
        "--archive",
        metavar="PATH|postgresql://...",
        default=argparse.SUPPRESS,
        help="the archive meant (or set TRACKSIDE_ARCHIVE); otherwise your own",
    )


def _lazily(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(asked: argparse.Namespace) -> int:
        return int(getattr(import_module(f"trackside.cli.{module}"), function)(asked))

    return run


def _add(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "add",
        "Take in documents, read them, and keep both",
        "  trackside archive add article.txt https://example.org/story\n"
        "  trackside archive add folder feed.xml pages.wacz --archive my.sqlite",
        "archive:run_add",
    )
    made.add_argument(
        "subject",
        nargs="+",
        metavar="SOURCE",
        help="a file, an http(s) address, a folder, a feed, - for standard input",
    )


def _list(verbs: Commands[Parser]) -> None:
    _verb(
        verbs,
        "list",
        "List the documents held and the launches they tell of",
        "  trackside archive list\n  trackside archive list --json --archive my.sqlite",
        "archive:run_list",
    )


def _show(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "show",
        "Show one document, mention, claim or launch, with where it comes from",
        "  trackside archive show launch-1f2e3d\n  trackside archive show 3f9a --json",
        "archive:run_show",
    )
    made.add_argument("subject", metavar="ID", help="an id, or the beginning of one (see `trackside archive list`)")


def _judge(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "judge",
        "Decide what is one launch, what repeats what, what is wrong; signed, with a reason, and reversible",
        "  trackside archive judge same launch-1f2e launch-9ac0 --by 'A. Person' --reason 'one flight, two labels'\n"
        "  trackside archive judge different mention-3b mention-77 --by 'A. Person' --reason 'an hour apart'\n"
        "  trackside archive judge repeats document-5d document-0c --by 'A. Person' --reason 'agency copy'\n"
        "  trackside archive judge discard claim-8e --by 'A. Person' --reason 'about another country'\n"
        "  trackside archive judge correct claim-8e --value '600 km' --by 'A. Person' --reason 'a zero too many'\n"
        "  trackside archive judge withdraw judgement-41 --by 'A. Person' --reason 'new footage'\n"
        "  trackside archive judge list",
        "archive_judge:run_judge",
    )
    made.add_argument(
        "ruling",
        choices=("same", "different", "repeats", "discard", "correct", "withdraw", "list"),
        help="what is decided; withdraw takes a judgement back, list shows them all",
    )
    made.add_argument("subject", nargs="*", metavar="ID", help="what it is about, by ids or beginnings of them")
    made.add_argument("--by", metavar="NAME", default="", help="who decides")
    made.add_argument("--reason", metavar="WORDS", default="", help="why")
    made.add_argument("--value", metavar="VALUE", help="what the claim should have said (correct alone)")
