"""What each verb of `trackside archive` takes. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from trackside.cli.command import command

if TYPE_CHECKING:
    from trackside.cli.arguments import Commands, Parser

_STORY = """\
Keep documents and what was read in them: bytes, hash, time, claims; and the launches that follow.

  trackside archive add article.txt               keep a document and what is claimed in it
  trackside archive list                          what is held
  trackside archive show launch-1f2e3d            one thing, with where it comes from
  trackside archive history "first since March"   is that true, and by which counting
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
    for add in (
        _add,
        _list,
        _show,
        _find,
        _judge,
        _history,
        _audit,
        _import,
        _export,
        _evidence,
        _verify,
        _settle,
        _backup,
    ):
        add(verbs)


def _verb(verbs: Commands[Parser], name: str, summary: str, examples: str, run: str) -> Parser:
    made = command(verbs, name, summary, examples, run)
    _shared(made)
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
    _bare(made)


def _list(verbs: Commands[Parser]) -> None:
    _verb(
        verbs,
        "list",
        "List the documents held and the launches they tell of",
        "  trackside archive list\n  trackside archive list --json --archive my.sqlite",
        "archive:run_list",
    ).add_argument("--all", action="store_true", help="also what came with the package")


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


def _history(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "history",
        "Say whether a sentence about history is true, by which ways of counting, and which launches decide it",
        "  trackside archive history 'the first ballistic missile test since March 2020' --on 2021-03-25 --country KP\n"
        "  trackside archive history 'the 13th launch this year' --on 2019-11-28 --country KP --json\n"
        "  trackside archive history '올해 세 번째 발사다' --on 2022-01-14 --country KP",
        "archive_history:run_history",
    )
    made.add_argument("sentence", metavar="SENTENCE", help="in English, Korean or Japanese, in quotation marks")
    made.add_argument("--on", metavar="DATE", required=True, help="the day of the launch it speaks of, at its place")
    made.add_argument("--country", metavar="ISO2", required=True, help="who launched, such as KP or IR")


def _bare(made: Parser) -> None:
    made.add_argument(
        "--bare", action="store_true", help="begin a new archive without the launches that come with the package"
    )


def _find(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "find",
        "Find documents by their words, in English, Korean and Japanese",
        "  trackside archive find Hwasong-17\n  trackside archive find 화성 -- -15\n"
        "  trackside archive find '\"rail-borne\"' --since 2021-09-01 --country KP\n"
        "  trackside archive find 6,248.5 --attribute apogee --json",
        "archive_verbs:find",
    )
    made.add_argument(
        "words", nargs="*", metavar="WORD", help='all must occur; "several words" in a row; -WORD must not; begin*'
    )
    made.add_argument("--country", metavar="COUNTRY", help="only documents that tell of this country's launches")
    made.add_argument("--since", metavar="DATE", help="published on this day or later")
    made.add_argument("--until", metavar="DATE", help="published on this day or earlier")
    made.add_argument("--attribute", metavar="NAME", help="only documents that claim something of it, such as range")
    made.add_argument("--limit", type=int, default=20, metavar="N", help="how many to show (default: 20)")


def _audit(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "audit",
        "Put every launch and every imported row through all checks, and say what is likely wrong, surest first",
        "  trackside archive audit\n  trackside archive audit --out findings.md\n"
        "  trackside archive import cns.xlsx --archive a.sqlite && trackside archive audit --archive a.sqlite --json",
        "archive_verbs:audit",
    )
    made.add_argument("--out", metavar="FILE", help="write the whole report: .md or .csv")


def _import(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "import",
        "Take in somebody's table: good rows come in, what is wrong in others is listed with its place",
        "  trackside archive import cns.xlsx --format cns\n  trackside archive import test.en.json\n"
        "  trackside archive import export.jsonl --archive new.sqlite --bare\n"
        "  trackside archive import provocations.csv --format beyond-parallel --faults faults.csv",
        "archive_verbs:bring_in",
    )
    made.add_argument("subject", nargs=1, metavar="FILE", help="a file, an http(s) address, or - for standard input")
    made.add_argument(
        "--format",
        choices=("cns", "nk-missile-tests", "beyond-parallel", "jsonl"),
        help="whose table it is (told from what is in it when left out)",
    )
    made.add_argument("--faults", metavar="FILE", help="write all faults: .csv or .jsonl")
    _bare(made)


def _export(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "export",
        "Write what is held in the format that the file's suffix names",
        "  trackside archive export claims.csv\n  trackside archive export all.jsonl.gz\n"
        "  trackside archive export 2022.kml --since 2022-01-01 --until 2022-12-31 --country KP\n"
        "  trackside archive export citations.bib --launch launch-1f2e3d",
        "archive_verbs:export",
    )
    made.add_argument(
        "subject",
        nargs=1,
        metavar="FILE",
        help=".csv, .jsonl, .jsonl.gz, .parquet, .geojson, .kml, .db or .sqlite (Datasette), .bib, .csl.json",
    )
    made.add_argument("--launch", action="append", metavar="ID", help="only this launch (may be given several times)")
    made.add_argument("--since", metavar="DATE", help="only launches on this day or later")
    made.add_argument("--until", metavar="DATE", help="only launches on this day or earlier")
    made.add_argument("--country", metavar="COUNTRY", help="only this country's launches")
    made.add_argument(
        "--per",
        choices=("claim", "launch", "document"),
        help="what a row of CSV and Parquet is (claim or launch), or what is cited (claim or document); default: claim",
    )
    made.add_argument("--no-bom", action="store_true", help="CSV without the mark that spreadsheets know UTF-8 by")


def _evidence(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "evidence",
        "Write a folder that a stranger can check with standard tools: raw bytes, hashes, texts, claims",
        "  trackside archive evidence folder\n  trackside archive evidence folder --launch launch-1f2e3d",
        "archive_verbs:evidence",
    )
    made.add_argument("out", metavar="FOLDER", help="made now; there must be none of this name")
    made.add_argument("--launch", metavar="ID", help="the documents that tell of this launch")
    made.add_argument("--document", action="append", metavar="ID", help="this document (may be given several times)")


def _verify(verbs: Commands[Parser]) -> None:
    _verb(
        verbs,
        "verify",
        "Recompute every hash, id and quote, and say what is damaged",
        "  trackside archive verify\n  trackside archive verify --json --archive my.sqlite",
        "archive_verbs:verify",
    )


def _backup(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "backup",
        "Copy all of it into one new file, while others go on writing",
        "  trackside archive backup archive-2026-01.sqlite\n"
        "  trackside archive backup copy.sqlite --archive postgresql://server/tests",
        "archive_verbs:backup",
    )
    made.add_argument("out", metavar="FILE", help="made now, as an archive of its own")
    made.add_argument("--force", action="store_true", help="replace a file of this name")


def _settle(verbs: Commands[Parser]) -> None:
    made = _verb(
        verbs,
        "settle",
        "Derive the launches anew from all that is held (each command does so for what it changes)",
        "  trackside archive settle\n  trackside archive settle --words",
        "archive:run_settle",
    )
    made.add_argument("--words", action="store_true", help="make the index for finding anew, too")
