"""What a statement about history claims, in three languages."""

import datetime as dt
from collections import Counter

import pytest

from tests.corpus.history.sentences import ZONES, Written, spelled, written
from trackside.moment import Moment, day
from trackside.read import load_lexicons
from trackside.read.question import question, questions
from trackside.record import Question

LEXICONS = load_lexicons()
# Of the sentences nobody looked at while the rules were made, so many of a language are read as expected, at least.
KEPT_FLOOR = {"en": 0.9, "ko": 1.0, "ja": 0.93}
# What is not read as expected, and known: words that only a count of launches one after another would settle.
MISSED = ("the second failure in a row for Trident",)


def asked(words: str, *, on: str = "2022-01-14", language: str = "en", since: Moment | None = None) -> list[str]:
    when = day(dt.date.fromisoformat(on), ZONES["KP"])
    found = questions(words, on=when, country="KP", lexicon=LEXICONS[language], since=since)
    return [spelled(q) for q in found]


@pytest.mark.parametrize("w", [w for w in written() if not w.kept and w.words not in MISSED], ids=lambda w: w.words)
def test_an_open_sentence_is_read_as_expected(w: Written) -> None:
    found = questions(w.words, on=w.on, country=w.country, lexicon=LEXICONS[w.language])
    assert w.claims in [spelled(q) for q in found]


def test_kept_sentences_are_read_as_well_as_they_were() -> None:
    right, all_of = Counter[str](), Counter[str]()
    for w in (w for w in written() if w.kept):
        found = questions(w.words, on=w.on, country=w.country, lexicon=LEXICONS[w.language])
        all_of[w.language] += 1
        right[w.language] += w.claims in [spelled(q) for q in found]
    assert all(right[k] >= KEPT_FLOOR[k] * n for k, n in all_of.items()), right


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("the first since the ICBM test of November 2021", "first_since launch since:2021-11"),
        ("the first launch since the summit of June 2018", "first_since launch after:2018-06"),
        ("its first launch since the failed launch of 3 November", "first_since launch since:2021-11-03"),
        ("the first launch of the year", "nth:1 launch in:2022"),
        ("the 1st launch this year", "nth:1 launch in:2022"),
        ("the 2nd launch this year", "nth:2 launch in:2022"),
        ("the 22nd launch this year", "nth:22 launch in:2022"),
        ("its 1st ICBM test since March 2021", "first_since ICBM since:2021-03"),
        ("the third test since the beginning of the calendar year", "nth:3 launch in:2022"),
        ("the third test since start of month", "nth:3 launch in:2022-01"),
        ("the first test since the US withdrawal from the INF Treaty", "first_since launch after:2019-08-02"),
        ("the first test since the INF pullout", "first_since launch after:2019-08-02"),
        ("the first test since the 2015 nuclear deal", "first_since launch after:2015-07-14"),
        ("its first Chinese-built missile", "first_of_kind missile ever"),
        ("its third test in 2021, after tests in May, June and July", "nth:3 launch in:2021"),
        ("the third missile this month", "nth:3 missiles in:2022-01"),
        ("the third missile test this month", "nth:3 missile in:2022-01"),
        ("the first in several weeks", "first_since launch days:42"),
        ("the first cruise missile test in more than two months", "first_since cruise days:61"),
        ("the first test of its kind", "first_of_kind same ever"),
    ],
)
def test_what_it_counts_and_from_when(words: str, claims: str) -> None:
    assert asked(words) == [claims]


@pytest.mark.parametrize(
    "words",
    ["", "What a day", "the first stage fell into the sea", "the seventh country with an SLBM", "the fastest missile"],
)
def test_what_claims_nothing_that_can_be_counted(words: str) -> None:
    assert asked(words) == []


def test_two_claims_are_two_questions_and_share_what_they_count() -> None:
    assert asked("the third hypersonic test, and the second within a week") == [
        "nth:3 hypersonic ever",
        "nth:2 hypersonic days:7",
    ]


def test_words_that_no_list_of_launches_holds_are_kept_as_such() -> None:
    found = question("the first unannounced launch", on=_today(), country="KP", lexicon=LEXICONS["en"])
    assert found is not None
    assert found.category.beyond == ("unannounced",)


def test_the_date_that_the_text_around_tells_is_taken() -> None:
    since = day(dt.date(2021, 10, 19), ZONES["KP"])
    assert asked("the first launch since then", since=since) == ["first_since launch since:2021-10-19"]


def test_a_question_says_whose_launches_it_counts() -> None:
    found = question("the third launch this year", on=_today(), country="IR", lexicon=LEXICONS["en"])
    assert isinstance(found, Question)
    assert (found.country, found.ordinal) == ("IR", 3)


def _today() -> Moment:
    return day(dt.date(2022, 1, 14), ZONES["KP"])
