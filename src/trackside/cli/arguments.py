"""What each command takes, with help that teaches. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn, final

from trackside import __version__
from trackside.cli.archive_arguments import add_archive
from trackside.cli.command import command

_STORY = """\
Turns what governments and media announce about a missile test into a checked,
cited, mapped record.

  trackside brief article.txt                     one page to publish, and a summary here
  trackside read article.txt                      who claims what, in which words
  trackside check --range 1090km --apogee 6248.5km --time 4052s
  trackside reach --from Sunan --range 800km      who and what lies within
  trackside archive add article.txt               keep it, with its bytes and hash
"""


@final
class Parser(argparse.ArgumentParser):
    """A parser that complains in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong, where help is, and exit 2."""
        sys.stderr.write(f"{self.prog}: {message}; try `{self.prog} --help`\n")
        raise SystemExit(2)


def parser() -> Parser:
    """The whole command line."""
    top = Parser(prog="trackside", description=_STORY, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"trackside {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for add in (_brief, _read, _check, _reach, add_archive):
        add(commands)
    return top


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """What is asked for; what no option takes is named with the help of the command it was given to."""
    top = parser()
    asked, left = top.parse_known_args(argv)
    if left:
        sys.stderr.write(f"{asked.prog}: takes no {' '.join(left)}; try `{asked.prog} --help`\n")
        raise SystemExit(2)
    return asked


def tidy(argv: Sequence[str]) -> list[str]:
    """Join a value that begins with a minus to its option, so that ``--range -5km`` is answered, not misread."""
    joined: list[str] = []
    for word in argv:
        option = joined and re.fullmatch(r"--(range|apogee|time|speed|from|azimuth)", joined[-1])
        if option and re.match(r"-[\d.]", word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _command(commands: Commands[Parser], name: str, summary: str, examples: str, module: str) -> Parser:
    made = command(commands, name, summary, examples, f"{module}:run")
    made.add_argument("--json", action="store_true", help="one JSON document on standard output, SI units")
    made.add_argument(
        "--archive", metavar="PATH", help="the archive to keep things in (or set TRACKSIDE_ARCHIVE)", default=None
    )
    return made


def _sources(made: Parser, *, how_many: str = "+") -> None:
    made.add_argument(
        "source",
        nargs=how_many,
        metavar="SOURCE",
        help="a .txt, .md or .html file, an http(s) address, or - for standard input",
    )


def _brief(commands: Commands[Parser]) -> None:
    made = _command(
        commands,
        "brief",
        "Read announcements and write one checked, cited, mapped page about the launches in them",
        "  trackside brief article.txt\n  trackside brief kcna.txt tokyo.html --out 2022-03-24.html\n"
        "  curl -s https://example.org/story | trackside brief - --json",
        "brief",
    )
    _sources(made)
    made.add_argument(
        "--out", metavar="FILE", default="brief.html", help="where to write the page (default: brief.html)"
    )
    made.add_argument("--seed", type=int, default=0, help="for ensembles; recorded in the page (default: 0)")


def _read(commands: Commands[Parser]) -> None:
    made = _command(
        commands,
        "read",
        "Say who claims what about which launch, each with the exact words",
        "  trackside read article.txt\n  trackside read --json *.txt > claims.json\n"
        "  cat article.txt | trackside read -\n  trackside read feed.xml report.pdf pages.wacz\n"
        "  trackside read folder documents.parquet --jobs 4 --out claims.jsonl\n"
        "  trackside read folder documents.parquet --jobs 4 --out claims.jsonl --resume",
        "read",
    )
    made.add_argument(
        "source",
        nargs="*",
        metavar="SOURCE",
        help="a text, Markdown, web page, PDF or feed, an http(s) address, - for standard input; "
        "a folder, .jsonl, .parquet, .warc or .wacz for many; a .txt of addresses",
    )
    made.add_argument("--list", dest="listed", metavar="FILE", help="read the sources named in FILE, too")
    made.add_argument("--jobs", type=int, metavar="N", default=1, help="how many processes read (default: 1)")
    made.add_argument("--out", metavar="FILE", help="write a line of JSON for each document to FILE")
    made.add_argument("--resume", action="store_true", help="go on with FILE: what is in it is not read again")
    made.add_argument("--text", action="store_true", help="give the text that offsets refer to with each document")
    made.add_argument("--strict", action="store_true", help="exit 2 when any document had to be left out")


def _check(commands: Commands[Parser]) -> None:
    made = _command(
        commands,
        "check",
        "Ask whether announced numbers can belong to one ballistic flight",
        "  trackside check --range 1090km --apogee 6248.5km --time 4052s\n"
        "  trackside check --range 800km --apogee 60km --from Yangdok\n"
        '  trackside check --range "about 1,100 km" --apogee "over 6,000 km" --time "71 minutes"',
        "check",
    )
    for name, text in (
        ("range", "distance over ground, such as 1090km, 680mi, 'about 800 km'"),
        ("apogee", "greatest height"),
        ("time", "time of flight, such as 4052s, 71min, '1 hour 7 minutes'"),
        ("speed", "greatest speed, such as Mach20, 7km/s"),
    ):
        made.add_argument(f"--{name}", metavar="NUMBER", help=text)
    made.add_argument(
        "--from", dest="origin", metavar="PLACE|LAT,LON", help="where it started; turns Earth's rotation on"
    )
    made.add_argument("--azimuth", metavar="DEGREES", help="which way it flew, clockwise from north")
    made.add_argument("--seed", type=int, default=0, help="for ensembles; recorded in the answer (default: 0)")


def _reach(commands: Commands[Parser]) -> None:
    made = _command(
        commands,
        "reach",
        "Draw the ring that a range makes around a place, and say who lives inside it",
        "  trackside reach --from Sunan --range 800km\n  trackside reach --from 40.1,125.2 --range 13000km --json\n"
        "  trackside reach --from Plesetsk --range 6000km --out ring.geojson",
        "reach",
    )
    made.add_argument("--from", dest="origin", metavar="PLACE|LAT,LON", required=True, help="the centre")
    made.add_argument("--range", metavar="NUMBER", required=True, help="such as 800km or 'between 700 and 800 km'")
    made.add_argument("--out", metavar="FILE", help="write the ring and the places: .geojson")
