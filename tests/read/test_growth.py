"""Time grows with the text and no faster: for every regular expression of the reader, and for whole documents."""

import datetime as dt
import re
import time

import pytest

from tests.read.growth import COMMON, Tried, compiling, patterns
from trackside.read import load_lexicons, read
from trackside.read.bounded import bounded
from trackside.record import Document

LEXICONS = load_lexicons()
PATTERNS = patterns()
NUMERALS = ("topic.amount.run_pattern", "topic.amount.numeral_pattern")
# A text of 500 letters takes well under a hundredth of a second; what grows with the power of the text does not.
SHORT, SOON_S = (12, 23, 60, 500), 0.15
# Four times the text may take four times as long; nine times is on the way to its square. What is done at once is not
# compared, because the clock is too coarse for it, nor a first try that something else on the machine has disturbed.
LENGTHS, GROWTH, AT_ONCE_S, TRIES = (2_500, 10_000), 9.0, 0.03, 3
DOCUMENTS = (10_000, 40_000)
STORY = "North Korea fired a ballistic missile on Thursday, the Joint Chiefs of Staff said. It flew 800 km. "
RUNS = (
    *COMMON,
    "said. ",
    "Seoul said ",
    "st ",
    "1 2 3 ",
    "fired ",
    "March ",
    "first ",
    "since ",
    "800 km ",
    "Kim ",
    "of its own ",
)


def of_length(before: str, run: str, length: int) -> str:
    return (before + run * (length // len(run) + 1))[:length]


def grows(tried: Tried, before: str, run: str) -> str:
    """Why its time grows too fast over longer and longer runs; "" when it does not."""
    for length in SHORT:
        text = of_length(before, run, length)
        if tried.seconds(text) > SOON_S and min(tried.seconds(text) for _ in range(TRIES)) > SOON_S:
            return f"{before!r} and {run!r} to {length} letters take over {SOON_S} s"
    short, long = (of_length(before, run, length) for length in LENGTHS)
    if tried.seconds(long) < AT_ONCE_S:
        return ""
    ratio = min(_ratio(tried, short, long) for _ in range(TRIES))
    return f"{before!r} and {run!r} to four times the letters take {ratio:.0f} times as long" if ratio > GROWTH else ""


def _ratio(tried: Tried, short: str, long: str) -> float:
    """The least for the long text over the most for the short one: what disturbs makes it smaller."""
    return min(tried.seconds(long) for _ in range(2)) / max(tried.seconds(short) for _ in range(2))


@pytest.mark.parametrize("room", ["en", "ja", "ko", "trackside"])
def test_no_pattern_takes_more_than_its_text_is_long(room: str) -> None:
    faults = []
    for name, tried in PATTERNS.items():
        if name.startswith(room):
            slow = next((s for s in (grows(tried, *text) for text in tried.texts()) if s), "")
            faults += [f"{name}: {slow}"] if slow else []
    assert faults == []


@pytest.mark.parametrize("pattern", [r"\s+x", r"(?:a+)+b", r"\w+\s*\w+@"], ids=["square", "power", "words"])
def test_what_grows_too_fast_is_noticed(pattern: str) -> None:
    tried = Tried(re.compile(pattern), anchored=False)
    assert any(grows(tried, *text) for text in tried.texts())


def test_all_kinds_of_places_are_looked_through() -> None:
    kinds = {"en: site", "ko: counter", "trackside.read.sentence._QUOTED[0]", "en: slip falls", "ja: numeral_pattern"}
    assert kinds <= set(PATTERNS)
    assert len(PATTERNS) > 400


def test_no_pattern_is_compiled_where_the_test_does_not_look() -> None:
    """Within functions only those that make the patterns of a table compile any."""
    assert compiling() == {
        "lexicon._patterns",
        "asking._compile",
        "topic.words.pattern",
        "doubt_ground.patterns",
        *NUMERALS,
    }


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        (r"a\s+b", r"a\s{1,12}b"),
        (r"[\w-]*?x", r"[\w-]{0,60}?x"),
        (r"[^.;]+", r"[^.;]{1,400}"),
        (r"\\s+ \[x]+", r"\\s+ \[x]+"),
        (r"x{0,9}(?:ab)*", r"x{0,9}(?:ab)*"),
    ],
)
def test_runs_of_a_lexicon_have_an_end(told: str, becomes: str) -> None:
    assert bounded(told) == becomes


def taken(language: str, run: str, length: int) -> float:
    """Seconds for a document of that length."""
    document = Document("x", STORY + of_length("", run, length), published=dt.date(2022, 3, 25), language=language)
    start = time.perf_counter()
    read(document, LEXICONS)
    return time.perf_counter() - start


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("run", RUNS)
def test_a_document_of_four_times_the_length_takes_about_four_times_as_long(language: str, run: str) -> None:
    """Sentences end after 2,000 letters, so from there on time grows with the text."""
    short, long = DOCUMENTS
    ratios = (taken(language, run, long) / taken(language, run, short) for _ in range(TRIES))
    assert any(ratio < GROWTH for ratio in ratios)
