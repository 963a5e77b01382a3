"""How well statements about history are understood and settled.

    python -m benchmarks.bench_history [FILE]

Four measures: the project's own sentences (tests/corpus/history), open and kept; statements that were printed, in our
words (tests/authorities/history_statements.csv), against the answer settled by hand; how many of both pass as true
once they are made false; and, where FILE is named or ../shared/data/first_since_dev.csv is there, the same statements
as first paraphrased. How an answer in words is scored is told in docs/accuracy.md, "History".
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.history_variants import Variant, judged
from tests.corpus.history.sentences import spelled, written

from trackside.assess import HistoryCheck, checked
from trackside.desk import Desk
from trackside.library import load_library
from trackside.measure import Verdict
from trackside.moment import day
from trackside.read.question import questions

ROOT = Path(__file__).parents[1]
OURS = ROOT / "tests" / "authorities" / "history_statements.csv"
SHARED = ROOT.parent / "shared" / "data" / "first_since_dev.csv"
COUNTRIES = {"DPRK": "KP", "India": "IN", "Iran": "IR", "USA": "US", "ROK": "KR", "Russia": "RU", "Turkey": "TR"}
COUNTRIES |= {"UK": "GB", "China": "CN", "Pakistan": "PK"}


class Row(NamedTuple):
    """A statement and the answer settled by hand."""

    date: str
    country: str
    statement: str
    answer: str


def agrees(answer: str, check: HistoryCheck) -> bool:
    """Whether a verdict agrees with an answer settled by hand."""
    verdict, natural = check.verdict, [c.holds for c in check.countings if c.natural]
    if answer in ("true", "false"):
        return verdict is (Verdict.CONSISTENT if answer == "true" else Verdict.CONTRADICTED)
    if answer == "no history":
        return verdict is Verdict.UNDETERMINED
    if answer == "open":
        return verdict is Verdict.UNDETERMINED or (verdict is Verdict.CONSISTENT and not all(natural))
    return verdict is not Verdict.CONTRADICTED


def ours() -> list[Row]:
    """The statements in our words."""
    lines = [line for line in OURS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Row(r["date"], r["country"], r["statement"], r["answer"]) for r in csv.DictReader(lines)]


def as_paraphrased(path: Path) -> list[Row]:
    """The statements as first paraphrased, with the answers that ours have."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answers = [r.answer for r in ours()]
    countries = [COUNTRIES[r["event"].split()[0]] for r in rows]
    told = [(r["date"], r["statement_paraphrased"]) for r in rows]
    return [Row(d, c, s, a) for (d, s), c, a in zip(told, countries, answers, strict=True)]


def settled(rows: list[Row], desk: Desk) -> Iterator[tuple[Row, HistoryCheck]]:
    """Each statement with its check against the shipped history."""
    past, countries = desk.past(), desk.library.lexicons["en"].countries
    for row in rows:
        on = day(dt.date.fromisoformat(row.date), countries[row.country].zone)
        yield row, checked(row.statement, on, row.country, desk.library, past)


def understood(desk: Desk, *, kept: bool) -> dict[str, tuple[int, int]]:
    """Of the project's own sentences, how many are read as expected, by language."""
    right, all_of = Counter[str](), Counter[str]()
    for w in written():
        if w.kept is kept:
            lexicon = desk.library.lexicons[w.language]
            found = questions(w.words, on=w.on, country=w.country, lexicon=lexicon)
            all_of[w.language] += 1
            right[w.language] += w.claims in [spelled(q) for q in found or (None,)]
    return {language: (right[language], n) for language, n in all_of.items()}


def report(name: str, rows: list[Row], desk: Desk) -> None:
    """Agreement, and every disagreement with what decided it."""
    start = time.perf_counter()
    found = list(settled(rows, desk))
    took = (time.perf_counter() - start) / len(rows)
    good = [agrees(row.answer, check) for row, check in found]
    rate, each = sum(good) / len(good), f"{1000 * took:.0f} ms each"
    held = [g for g, (row, _) in zip(good, found, strict=True) if row.country == "KP"]
    plain = [g for g, (row, c) in zip(good, found, strict=True) if row.answer in ("true", "false")]
    print(f"{name}: of those settled as true or false, {sum(plain)} of {len(plain)} are answered so")
    print(f"{name}: {sum(good)} of {len(good)} agree ({rate:.1%}); North Korea {sum(held)} of {len(held)}; {each}")
    for fine, (row, check) in zip(good, found, strict=True):
        if not fine:
            print(f"  {row.date} {row.country} “{row.statement}”: {row.answer}; {check.verdict}: {check.because}")


def false_ones(desk: Desk) -> dict[str, list[tuple[str, Variant, HistoryCheck]]]:
    """Variants made false of the printed statements settled as true, and of own sentences that come out true."""
    past, lexicons = desk.past(), desk.library.lexicons
    found: dict[str, list[tuple[str, Variant, HistoryCheck]]] = {"printed": [], "own": []}
    for row in ours():
        on = day(dt.date.fromisoformat(row.date), lexicons["en"].countries[row.country].zone)
        if row.answer == "true":
            for q in questions(row.statement, on=on, country=row.country, lexicon=lexicons["en"]):
                found["printed"] += [(f"{row.date} {row.statement}", v, c) for v, c in judged(q, past, on)]
    for w in written():
        for q in questions(w.words, on=w.on, country=w.country, lexicon=lexicons[w.language]):
            found["own"] += [(f"{w.on.date} {w.words}", v, c) for v, c in judged(q, past, w.on)]
    return found


def report_false(desk: Desk) -> None:
    """How many statements made false pass as true, and which."""
    for name, made in false_ones(desk).items():
        verdicts = Counter(c.verdict.value for _, _, c in made)
        by_how = Counter(v.how for _, v, c in made if c.verdict is Verdict.CONSISTENT)
        print(f"made false, {name}: {len(made)}, of which {dict(verdicts)}; passed by {dict(by_how)}")
        for words, v, check in made:
            if check.verdict is Verdict.CONSISTENT:
                print(f"  {words} ({v.how}): {check.because}")


def main() -> None:
    """Print all four."""
    desk = Desk(load_library())
    for kept in (False, True):
        told = ", ".join(f"{k} {a} of {n}" for k, (a, n) in understood(desk, kept=kept).items())
        print(f"own sentences, {'kept' if kept else 'open'}: {told}")
    report("printed statements, in our words", ours(), desk)
    report_false(desk)
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if shared.exists():
        report("as first paraphrased", as_paraphrased(shared), desk)


if __name__ == "__main__":
    main()
