"""Sentences of the own corpus, spliced and spoilt, through the reader: what must hold of any text must hold of these.

    python -m tools.fuzz_read [--seconds 60] [--seed N] [--save FOLDER]

Nothing may raise, every quote is exactly its place in the text, values are finite and positive, claims belong to
mentions, and the same text is read the same again. Failing texts are saved; exits 1 when there were any.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import math
import random
import sys
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from trackside.earth.gazetteer import load_gazetteer
from trackside.measure import Estimate
from trackside.read import load_lexicons, page, read
from trackside.record import Document, Reading

ROOT = Path(__file__).parents[1]
OPEN, DAY = ROOT / "tests/corpus/own/open", dt.date(2022, 3, 25)
LEXICONS, GAZETTEER = load_lexicons(), load_gazetteer()
# So many texts are made from one seed; then the next one begins.
BATCH = 400
NUMBERS = (
    "0",
    "1",
    "800",
    "1,090",
    "6.248,5",
    "5.000",
    "1e9",
    "9" * 30,
    "٣٤",
    "１２３",
    "½",
    "-500",
    "1/2",
    "千",
    "육십",
)
UNITS = ("km", "miles", "Mach", "minutes", "m/s", "킬로미터", "㎞", "キロ", "発", "발", "feet", "%")
MARKS = (
    "“",
    "”",
    '"',
    "'",
    "(",
    ")",
    "「",
    "」",
    ",",
    ".",
    "...",
    ";",
    ":",
    "--",
    "—",
    "\n",
    "\n\n",
    "\t",
    "•",
    "|",
    "#",
    "/",
)
STRANGE = (
    "\u200b",
    "\u200f",
    "\u202e",
    "\u0301",
    "\ufeff",
    "\xa0",
    "\u3000",
    "\u2028",
    "\0",
    "🚀",
    "İ",
    "ß",
    "ﬁ",
    "\ud7a3",
    "𝟖",
)
WORDS = (
    "Thursday",
    "24 March 2022",
    "10:45 a.m.",
    "since",
    "first",
    "said",
    "3월 24일",
    "午前10時",
    "not",
    "would",
    "year 0000",
)


def sentences(code: str) -> list[str]:
    """The sentences of the open half in one language, roughly cut."""
    texts = (page(p.read_bytes(), p.name).text for p in sorted(OPEN.glob(f"own_{code}*.*")))
    return [s for text in texts for s in text.replace("。", "。\0").replace(". ", ". \0").split("\0") if s.strip()]


SENTENCES: Mapping[str, list[str]] = {code: sentences(code) for code in ("en", "ko", "ja")}


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """A language and a few of its sentences, with things put in, taken out, doubled and swapped."""
    code = draw(st.sampled_from(sorted(SENTENCES)))
    mixed = SENTENCES[draw(st.sampled_from(sorted(SENTENCES)))] if draw(st.integers(0, 9)) == 0 else SENTENCES[code]
    text = "".join(draw(st.lists(st.sampled_from(SENTENCES[code] + mixed[:5]), min_size=1, max_size=6)))
    for _ in range(draw(st.integers(0, 6))):
        text = _changed(draw, text)
    return code, text


def _changed(draw: st.DrawFn, text: str) -> str:
    a, b = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    what = draw(st.integers(0, 5))
    if what == 0:
        return text[:a] + text[min(b, a + 30) :]
    if what == 1:
        return text[:b] + text[a:b][:60] + text[b:]
    if what == 2:
        return text[:a] + text[b:] + text[a:b]
    if what == 3:
        return text[:a] + draw(st.text(max_size=4)) + text[a:]
    put = draw(st.sampled_from((*NUMBERS, *UNITS, *MARKS, *STRANGE, *WORDS)))
    space = " " if draw(st.booleans()) else ""
    return text[:a] + space + put + space + text[a:]


def faults(code: str, text: str) -> Iterator[str]:
    """What does not hold of the reading of a text."""
    document = Document("fuzz", text, published=DAY, language=code)
    reading = read(document, LEXICONS, GAZETTEER)
    known = {m.id for m in reading.mentions}
    compared = (x.quote for x in reading.history)
    for quote in (*(x.quote for x in reading.claims), *(x.quote for x in reading.reactions), *compared):
        if text[quote.start : quote.end] != quote.exact or not quote.exact:
            yield f"a quote is not its place: {quote!r}"
    for claim in reading.claims:
        if claim.mention_id not in known:
            yield f"a claim of no mention: {claim!r}"
        if isinstance(claim.value, Estimate) and not _sound(claim.value):
            yield f"a value that cannot be: {claim.value!r}"
    if repr(reading) != repr(_again(document)):
        yield "not the same when read again"


def _sound(value: Estimate) -> bool:
    return math.isfinite(value.best) and value.best > 0 and value.low <= value.best <= value.high


def _again(document: Document) -> Reading:
    return read(document, LEXICONS, GAZETTEER)


def run(number: int, until: float, save: Path | None, seen: set[str]) -> int:
    """Read the texts of one seed; how many were read. New kinds of failure are added to `seen` and saved."""
    done = 0

    @seed(number)
    @settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(spoilt())
    def check(made: tuple[str, str]) -> None:
        nonlocal done
        if time.monotonic() > until:
            return
        done += 1
        try:
            found = list(faults(*made))
        except Exception:  # whatever it is, it is what is looked for
            found = ["".join(traceback.format_exc().splitlines(keepends=True)[-4:])]
        for line in found:
            _report(line, made, number, save, seen)

    check()
    return done


def _report(line: str, made: tuple[str, str], number: int, save: Path | None, seen: set[str]) -> None:
    kind = line.partition("(")[0][:200]
    if kind in seen:
        return
    seen.add(kind)
    print(f"seed {number}, {made[0]}: {line}\n  {made[1]!r}", flush=True)
    if save:
        save.mkdir(parents=True, exist_ok=True)
        name = f"{made[0]}_{hashlib.sha256(made[1].encode('utf-8', 'replace')).hexdigest()[:12]}.txt"
        (save / name).write_text(made[1], encoding="utf-8", errors="surrogatepass")


def main() -> int:
    """Read until the time is up."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    options.add_argument("--save", type=Path, default=None, help="a folder for failing texts")
    asked = options.parse_args()
    warnings.simplefilter("ignore", HypothesisWarning)
    until, done, number = time.monotonic() + asked.seconds, 0, asked.seed
    seen: set[str] = set()
    while time.monotonic() < until:
        done += run(number, until, asked.save, seen)
        number += 1
    print(f"{done} texts, seeds {asked.seed} to {number - 1}, {len(seen)} kinds of failure")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())
