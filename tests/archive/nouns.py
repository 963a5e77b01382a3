"""Nouns for tests of the archive: hypothesis strategies for any of them, and one small real reading."""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import TypeVar

from hypothesis import strategies as st

from trackside.archive import Intake, take_in
from trackside.measure import Estimate, Hedge, stated
from trackside.moment import Moment, clock, day, days, month, year
from trackside.record import (
    ATTRIBUTES,
    HISTORY_KINDS,
    MEASURED,
    STANCES,
    TIMED,
    Claim,
    Document,
    Finding,
    HistoryStatement,
    Launch,
    Mention,
    Modality,
    Position,
    Quote,
    Reaction,
    Reading,
    Source,
    Value,
    quote,
)

T = TypeVar("T")
TAKEN = dt.datetime(2026, 3, 1, 12, 30, 15, 250000, tzinfo=dt.UTC)
ZONES = ("UTC", "Asia/Seoul", "Asia/Pyongyang", "America/New_York", "Pacific/Kiritimati")
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
spelled = words.filter(lambda w: bool(w.strip()))
finite = st.floats(allow_nan=False, allow_infinity=False)
dates = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 30))
zones = st.sampled_from(ZONES)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    low, best, high = sorted(draw(st.tuples(finite, finite, finite)))
    low = draw(st.sampled_from([low, -math.inf]))
    high = draw(st.sampled_from([high, math.inf]))
    return Estimate(best, low, high, draw(st.sampled_from(["m", "s", "m/s", "Mach", "count", "deg"])))


instants = st.builds(
    lambda start, width, zone: Moment(start, start + width, zone),
    st.datetimes(dt.datetime(1900, 1, 3), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=800)),
    zones,
)
moments = st.one_of(
    instants,
    st.builds(day, dates, zones),
    st.builds(
        lambda d, n, zone: days(d, d + dt.timedelta(n), zone),
        st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
        st.integers(0, 800),
        zones,
    ),
    st.builds(month, st.integers(1900, 2100), st.integers(1, 12), zones),
    st.builds(year, st.integers(1900, 2100), zones),
    st.builds(clock, dates, st.times(), zones),
)
documents = st.builds(
    Document,
    words,
    spelled,
    title=words,
    published=st.none() | dates,
    language=st.sampled_from(["en", "ko", "ja", "und"]),
    sha256=words,
    title_end=st.integers(0, 20),
)
sources = st.builds(Source, words, st.sampled_from(["", "KP", "KR", "JP", "US"]))
quotes = st.builds(
    lambda i, start, exact: Quote(i, start, start + len(exact), exact), words, st.integers(0, 9999), spelled
)


def values(attribute: str) -> st.SearchStrategy[Value]:
    if attribute in MEASURED:
        return estimates()
    return moments if attribute in TIMED else words


@st.composite
def claims(draw: st.DrawFn, attribute: str = "") -> Claim:
    attribute = attribute or draw(st.sampled_from(ATTRIBUTES))
    said = draw(values(attribute)), draw(sources), draw(st.sampled_from(Modality)), draw(quotes), draw(words)
    return Claim(draw(words), attribute, *said)


mentions = st.builds(
    Mention, words, st.integers(0, 99), words, st.none() | moments, st.booleans(), words, words, words, words
)
reactions = st.builds(Reaction, words, sources, st.sampled_from(STANCES), quotes)
histories = st.builds(HistoryStatement, words, st.sampled_from(HISTORY_KINDS), st.none() | moments, quotes)


def few(parts: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(parts, max_size=3).map(tuple)


readings = st.builds(Reading, documents, few(mentions), few(claims()), few(reactions), few(histories))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    attribute = draw(st.sampled_from(ATTRIBUTES))
    # A claim's id leaves out its doubt: two that differ in nothing else are one claim.
    several = st.lists(claims(attribute), min_size=1, max_size=2, unique_by=lambda c: c.id).map(tuple)
    held = st.builds(Position, values(attribute), several)
    positions = draw(st.lists(held, min_size=1, max_size=2))
    cited = {c.id: c for p in positions for c in p.claims}
    told = (Position(p.value, tuple(cited[c.id] for c in p.claims)) for p in positions)
    return Finding(attribute, tuple(told), draw(st.booleans()))


@st.composite
def launches(draw: st.DrawFn) -> Launch:
    found = draw(st.lists(findings(), max_size=2, unique_by=lambda f: f.attribute).map(tuple))
    cited = {c.id: c for f in found for p in f.positions for c in p.claims}
    others = {c.id: c for c in draw(st.lists(claims(), max_size=2)) if c.id not in cited}
    return Launch(
        draw(words),
        draw(st.none() | moments),
        draw(st.booleans()),
        tuple(draw(st.lists(mentions, min_size=1, max_size=2))),
        tuple({**cited, **others}.values()),
        tuple(found),
        tuple(draw(st.lists(reactions, max_size=2))),
        tuple(draw(st.lists(histories, max_size=2))),
    )


def fixed_clock() -> dt.datetime:
    return TAKEN


def intake_of(raw: bytes, name: str = "-") -> Intake:
    taken = take_in("-", clock=fixed_clock, stdin=io.BytesIO(raw))
    return Intake(raw, name, name, taken.taken, taken.sha256)


def sample(n: int = 0, *, range_km: int = 450) -> tuple[Intake, Document, Reading]:
    """One short document and what a reader would have read in it; another document for every number."""
    text = (
        f"Report {n}. The missile flew about {range_km} km at 7:11 a.m. on Oct. 2, 2019, the joint chiefs said. "
        "Tokyo protested. It was the first from a submarine since 2016."
    )
    intake = intake_of(text.encode(), f"report{n}.txt")
    document = Document(intake.source, text, published=dt.date(2019, 10, 2), sha256=intake.sha256)

    def words_of(phrase: str) -> Quote:
        start = text.index(phrase)
        return quote(document, start, start + len(phrase))

    when = day(dt.date(2019, 10, 2), "Asia/Seoul")
    m = Mention(document.id, 0, "KP", when, main=True, system="Pukguksong-3")
    chiefs = Source("JCS", "KR")
    flown = stated(range_km * 1e3, "m", hedge=Hedge.ABOUT, step=1e4)
    time = clock(dt.date(2019, 10, 2), dt.time(7, 11), "Asia/Seoul")
    said = (
        Claim(m.id, "range", flown, chiefs, Modality.ASSERTED, words_of(f"about {range_km} km")),
        Claim(m.id, "launch_time", time, chiefs, Modality.ASSERTED, words_of("7:11 a.m.")),
        Claim(m.id, "launch_date", when, chiefs, Modality.ASSERTED, words_of("Oct. 2, 2019"), "a doubt"),
        Claim(m.id, "platform", "submarine", Source("narrator"), Modality.ASSERTED, words_of("submarine")),
    )
    protest = Reaction(m.id, Source("Japan", "JP"), "protests", words_of("Tokyo protested"))
    since = HistoryStatement(
        m.id, "first_since", year(2016, "Asia/Seoul"), words_of("first from a submarine since 2016")
    )
    return intake, document, Reading(document, (m,), said, (protest,), (since,))


def launch_of(*readings: Reading) -> Launch:
    """A launch that all the readings speak of, with one finding on its range."""
    held = tuple(c for r in readings for c in r.claims)
    flown = tuple(Position(c.value, (c,)) for c in held if c.attribute == "range")
    found = (Finding("range", flown, agreed=True),)
    first = readings[0].mentions[0]
    reacted, told = tuple(x for r in readings for x in r.reactions), tuple(x for r in readings for x in r.history)
    return Launch("KP", first.date, True, tuple(r.mentions[0] for r in readings), held, found, reacted, told)
