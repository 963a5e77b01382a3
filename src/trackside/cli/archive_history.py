"""`trackside archive history`: is a sentence about history true, and by which way of counting?"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from collections.abc import Iterator

from trackside.archive import plain_history_check
from trackside.assess import HistoryCheck, checked
from trackside.brief import countings, deciding
from trackside.cli.common import desk, held_archive, nothing_begun, show, show_json
from trackside.desk import Desk
from trackside.errors import BadInput
from trackside.moment import Moment, day
from trackside.read.page_language import language_of


def run_history(asked: argparse.Namespace) -> int:
    """Check one sentence against the shipped history and the archive, where there is one."""
    if not asked.sentence.strip():
        raise BadInput('""', "an empty sentence claims nothing", "write the sentence in quotation marks")
    with _desk(asked) as d:
        on = _day(asked, d)
        check = checked(
            asked.sentence, on, asked.country.upper(), d.library, d.past(), language=_language(asked.sentence)
        )
    if asked.json:
        show_json(plain_history_check(check))
    else:
        show("\n".join(history(check)))
    return 0


def history(check: HistoryCheck) -> Iterator[str]:
    """The check as lines: the verdict and why, by which countings, which launches decide it."""
    yield f"{check.verdict.value}: {check.because}"
    for line in countings(check.countings):
        yield f"  {line}"
    if check.launches:
        yield f"  decided by: {deciding(check.launches)}"


def _language(sentence: str) -> str:
    """The language of a sentence; letters of Chinese origin alone are taken for Japanese."""
    return language_of(sentence, "en" if sentence.isascii() else "ja")


@contextlib.contextmanager
def _desk(asked: argparse.Namespace) -> Iterator[Desk]:
    """A desk with the archive named or the user's own; with none, the shipped history alone answers."""
    if nothing_begun(asked):
        with desk(asked) as d:
            yield d
    else:
        with held_archive(asked) as (d, _):
            yield d


def _day(asked: argparse.Namespace, d: Desk) -> Moment:
    try:
        date = dt.date.fromisoformat(asked.on)
    except ValueError as error:
        raise BadInput(f"--on {asked.on}", "is no day", "write it as 2022-03-24") from error
    country = d.library.lexicons["en"].countries.get(asked.country.upper())
    if country is None:
        raise BadInput(f"--country {asked.country}", "is no country that is known to launch", "write ISO 3166: KP, IR")
    return day(date, country.zone)
