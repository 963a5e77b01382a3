"""Texts that can tell of no launch are put aside at once, and no others."""

from __future__ import annotations

import pytest

from tests.read.marked import english, reading
from trackside.read.idle import idle
from trackside.read.marks import mark
from trackside.record import Document

NOTHING = [
    "The central bank left rates unchanged on Thursday. Its governor said prices had risen less than feared.",
    "The company launched a savings account in 2021, and 400 customers signed up on the first day.",
    "Iran's parliament met on Sunday. The speaker said the budget would be passed by March 20.",
]
SOMETHING = [
    "North Korea fired a ballistic missile on Thursday.",
    "Iran's latest launch was on Sunday.",
    "It was test-fired at 7:10 a.m. by North Korea.",
    "March 24. North Korea: it flew 400 km.",
    "Pakistan tested the Shaheen on Monday.",
    "North Korea: it climbed 420 up and 270 out on Sunday.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_without_weapon_or_length_is_put_aside(text: str) -> None:
    assert idle(text, english().scanner.scan(text))
    assert not reading(text).mentions


@pytest.mark.parametrize("text", SOMETHING)
def test_a_text_that_may_tell_of_a_launch_is_read(text: str) -> None:
    assert not idle(text, english().scanner.scan(text))


def test_the_words_found_once_stay_as_they_were_found() -> None:
    text = "North Korea closed a missile base and fired a ballistic missile on Thursday."
    hits = english().scanner.scan(text)
    before = dict(hits)
    mark(Document("x", text, language="en"), english(), hits)
    assert hits == before
    assert "none" in {h.value for h in hits["weapon"]}
