"""Hypothesis strategies: documents that share days, classes and clocks in every mixture, and judgements on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.reconcile.conftest import km
from trackside import moment
from trackside.moment import Moment
from trackside.record import Claim, Document, Judgement, Mention, Modality, Reading, Ruling, Source, Value, quote

DATES: tuple[Moment | None, ...] = (
    moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang"),
    moment.day(dt.date(2022, 3, 24), "UTC"),
    moment.day(dt.date(2022, 3, 25), "Asia/Pyongyang"),
    moment.day(dt.date(2022, 3, 25), "UTC"),
    moment.month(2022, 3, "Asia/Pyongyang"),
    moment.year(2022, "Asia/Pyongyang"),
    None,
)
CLOCKS = (None, dt.time(6), dt.time(7, 10), dt.time(23, 30))
WHEN = moment.clock(dt.date(2022, 4, 1), dt.time(9), "UTC")


@st.composite
def reading(draw: st.DrawFn, number: int, given: Document | None = None) -> Reading:
    """One document, new or given, with up to three mentions."""
    published = draw(st.sampled_from([None, dt.date(2022, 3, 25), dt.date(2022, 3, 26)]))
    source = draw(st.sampled_from([f"{number}.txt", f"{number}.txt", f"cns#{number}", f"launches#{number}"]))
    document = given or Document(source, f"text {number}", published=published)
    said: list[Claim] = []
    mentions = []
    for n in range(draw(st.integers(1, 3))):
        date = draw(st.sampled_from(DATES))
        m = Mention(document.id, n, draw(st.sampled_from(["KP", "KP", "KP", "IN"])), date, main=n == 0)
        mentions.append(m)
        told: list[tuple[str, Value]] = []
        told += [("kind", k) for k in draw(st.lists(st.sampled_from(["ICBM", "SRBM"]), max_size=2))]
        told += [("range", km(x)) for x in draw(st.lists(st.sampled_from([700.0, 760.0, 1090.5]), max_size=1))]
        told += [("site", s) for s in draw(st.lists(st.sampled_from(["Sunan", "순안", "Wonsan"]), max_size=1))]
        told += [("system", s) for s in draw(st.lists(st.sampled_from(["Hwasong-17", "火星15"]), max_size=1))]
        clock = draw(st.sampled_from(CLOCKS))
        if clock is not None and date is not None and len(date.date) == 10:
            told.append(("launch_time", moment.clock(dt.date.fromisoformat(date.date), clock, date.zone)))
        words = quote(document, 0, len(document.text))
        said += [Claim(m.id, a, v, Source("X"), Modality.ASSERTED, words) for a, v in told]
    return Reading(document, tuple(mentions), tuple(said))


@st.composite
def readings(draw: st.DrawFn, most: int = 7) -> list[Reading]:
    """Some documents."""
    return [draw(reading(n)) for n in range(draw(st.integers(1, most)))]


@st.composite
def judgements(draw: st.DrawFn, made: Sequence[Reading]) -> list[Judgement]:
    """Some decisions about them, contradictions and withdrawals among them."""
    mentions = [m.id for r in made for m in r.mentions]
    claims = [c.id for r in made for c in r.claims]
    ranges = [c.id for r in made for c in r.claims if c.attribute == "range"]
    found = []
    for n in range(draw(st.integers(0, 4))):
        ruling = draw(st.sampled_from([Ruling.SAME, Ruling.DIFFERENT, Ruling.DISCARD, Ruling.CORRECT]))
        value: Value | None = None
        if ruling in (Ruling.SAME, Ruling.DIFFERENT):
            if len(mentions) < 2:
                continue
            subjects = draw(st.lists(st.sampled_from(mentions), min_size=2, max_size=2, unique=True))
        elif ruling is Ruling.DISCARD:
            subjects = [draw(st.sampled_from([*mentions, *claims, made[0].document.id]))]
        elif ranges:
            subjects, value = [draw(st.sampled_from(ranges))], km(1090.5)
        else:
            continue
        signed = ("an analyst", WHEN, f"reason {n}")
        found.append(Judgement(ruling, tuple(subjects), *signed, value=value, withdrawn=draw(st.booleans())))
    return found
