"""The sentences about history, with what each claims, and a question spelled in the same way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import final

from trackside.moment import Moment, day
from trackside.record import Question

DAY_S = 86_400.0
ZONES = {
    "KP": "Asia/Pyongyang",
    "IN": "Asia/Kolkata",
    "PK": "Asia/Karachi",
    "GB": "Europe/London",
    "CN": "Asia/Shanghai",
}


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A sentence written for these tests, and what it claims."""

    language: str
    on: Moment
    country: str
    words: str
    claims: str
    kept: bool


def written() -> tuple[Written, ...]:
    """Every sentence; the odd ones of each language are open, the even ones kept."""
    found, seen = [], dict[str, int]()
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines():
        language, on, country, words, claims = (part.strip() for part in line.split(" | "))
        seen[language] = seen.get(language, 0) + 1
        when = day(dt.date.fromisoformat(on), ZONES[country])
        found.append(Written(language, when, country, words, claims, seen[language] % 2 == 0))
    return tuple(found)


def spelled(question: Question | None) -> str:
    """A question in the form that the sentences' claims are written in."""
    if question is None:
        return "none"
    shape = {"nth": f"nth:{question.ordinal}", "record": f"record:{question.measure}"}.get(
        question.shape, question.shape
    )
    shape += f"/{question.per}" if question.per else ""
    return f"{shape} {_what(question)} {_when(question)}"


def _what(question: Question) -> str:
    c = question.category
    parts = ["same" if c.same else "/".join(c.kinds) or c.noun]
    for mark, value in (("", c.platform), ("over:", c.over), ("", c.landing), ("", c.outcome)):
        parts += [f"+{mark}{value}"] if value else []
    parts += [f"+sys:{name}" for name in c.systems]
    return "".join([*parts, "+?" if c.beyond else ""])


def _when(question: Question) -> str:
    p, parts = question.period, list[str]()
    if p.since is not None:
        parts.append(f"{'in' if p.inside else 'since' if p.launched else 'after'}:{p.since.date}")
    if p.unknown:
        parts.append("after:?")
    if p.lasting is not None:
        parts.append(f"days:{round(p.lasting.best / DAY_S)}")
    return " ".join(parts) or "ever"
