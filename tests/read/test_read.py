"""The reader as a whole: own texts with expectations, and laws that hold for any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.marked import document, english, reading
from tests.read.texts import NOTHING, TOLD, Text
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.read import read
from trackside.record import Claim, Document, HistoryStatement, Reaction

WORDS = st.sampled_from(
    [
        "North",
        "Korea",
        "fired",
        "launched",
        "two",
        "missiles",
        "800",
        "km",
        "about",
        "more",
        "than",
        "6,248.5",
        "Mach",
        "5",
        "on",
        "Thursday",
        "since",
        "March",
        "2017",
        ".",
        ",",
        ";",
        ":",
        "\n",
        '"',
        "“",
        "”",
        "(",
        ")",
        "said",
        "the",
        "ministry",
        "Tokyo",
        "it",
        "they",
        "could",
        "reach",
        "flew",
        "rose",
        "to",
        "71",
        "minutes",
        "7:10",
        "a.m.",
        "KST",
        "first",
        "of",
        "its",
        "kind",
        "from",
        "Sunan",
        "into",
        "the",
        "East",
        "Sea",
        "-",
        "--",
        "e",
        "09",
        "1.",
        "o",
        "’s",
        "。",
        "ミサイル",
        "800km",
        "「",
        "」",
    ]
)


def says(claim: Claim, attribute: str, value: float | str, speaker: str, modality: str) -> bool:
    told = claim.value
    if isinstance(told, Estimate):
        same = isinstance(value, float) and told.best == pytest.approx(value, rel=1e-3)
    elif isinstance(told, Moment):
        same = isinstance(value, str) and told.earliest.isoformat().startswith(value)
    else:
        same = told == value
    return (claim.attribute, claim.speaker.name, claim.modality.value) == (attribute, speaker, modality) and same


@pytest.mark.parametrize("text", TOLD, ids=lambda t: t.name)
def test_what_a_careful_reader_would_note(text: Text) -> None:
    found = reading(text.body, text.published)
    assert tuple((m.country, m.date.date) for m in found.mentions if m.date) == text.launches
    missing = [e for e in text.claims if not any(says(c, *e) for c in found.claims)]
    assert missing == []
    assert set(text.stances) <= {(r.actor.name, r.stance) for r in found.reactions}
    assert set(text.history) <= {h.kind for h in found.history}


@pytest.mark.parametrize("text", TOLD, ids=lambda t: t.name)
def test_no_number_is_read_that_is_not_there(text: Text) -> None:
    measured = ("range", "apogee", "flight_time", "speed")
    found = [c for c in reading(text.body, text.published).claims if c.attribute in measured]
    assert [c.quote.exact for c in found if not any(says(c, *e) for e in text.claims)] == []


@pytest.mark.parametrize("text", NOTHING, ids=lambda t: t.name)
def test_nothing_is_read_where_nothing_was_launched(text: Text) -> None:
    found = reading(text.body, text.published)
    assert (found.mentions, found.claims, found.reactions, found.history) == ((), (), (), ())


def test_a_language_without_a_lexicon_gives_an_empty_reading() -> None:
    doc = Document("x", "North Korea fired a missile today.", published=dt.date(2022, 1, 1), language="xx")
    assert read(doc, {"en": english()}).mentions == ()


def test_without_any_date_a_launch_is_undated() -> None:
    (mention,) = reading("North Korea fired a missile that flew 800 km.", None).mentions
    assert mention.date is None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.one_of(st.text(st.characters(codec="utf-8")), st.lists(WORDS, max_size=60).map(" ".join)))
def test_every_quote_is_exact_and_every_claim_has_its_mention(text: str) -> None:
    found = reading(text)
    said: list[Claim | Reaction | HistoryStatement] = [*found.claims, *found.reactions, *found.history]
    quotes = [x.quote for x in said]
    assert all(text[q.start : q.end] == q.exact for q in quotes)
    assert {x.mention_id for x in said} <= {m.id for m in found.mentions}
    assert [m.ordinal for m in found.mentions] == list(range(len(found.mentions)))


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert reading(text) == reading(text)


def test_a_long_text_is_read_in_one_go() -> None:
    text = "\n\n".join(t.body for t in TOLD) * 20
    assert len(reading(text, dt.date(2024, 9, 12)).claims) > 20


@pytest.mark.parametrize(
    "text", ["km " * 4000, "1 " * 4000, "from the " * 3000, "North Korea fired " * 2000, "," * 9000]
)
def test_dull_repetition_is_no_trap(text: str) -> None:
    assert read(document(text), {"en": english()}).document.text == text
