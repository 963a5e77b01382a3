"""Readings made by hand: small documents with the claims that a test needs."""

import datetime as dt
from collections.abc import Callable

import pytest

from trackside import moment
from trackside.measure import stated
from trackside.record import Claim, Document, Mention, Modality, Reading, Source, Value, quote

Say = Callable[..., Reading]


def reading(
    text: str,
    *,
    day: str = "2022-03-24",
    country: str = "KP",
    kind: str = "",
    said: tuple[tuple[str, str, Value], ...] = (),
    modality: Modality = Modality.ASSERTED,
) -> Reading:
    """One document with one mention; `said` holds (speaker, attribute, value), each quoting the whole text."""
    document = Document(f"{text}.txt", text)
    parts = [int(x) for x in day.split("-")]
    whole_day = len(parts) == 3
    date = (
        moment.day(dt.date(parts[0], parts[1], parts[2]), "Asia/Pyongyang")
        if whole_day
        else moment.month(parts[0], parts[1], "Asia/Pyongyang")
    )
    mention = Mention(document.id, 0, country, date, main=True, kind=kind)
    words = quote(document, 0, len(text))
    claims = tuple(Claim(mention.id, a, v, Source(who), modality, words) for who, a, v in said)
    return Reading(document, (mention,), claims)


@pytest.fixture
def say() -> Say:
    """Makes a reading."""
    return reading


def km(number: float, step_km: float = 1.0) -> Value:
    """A plain distance."""
    return stated(number * 1e3, "m", step=step_km * 1e3)
