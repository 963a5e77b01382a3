"""The grammar of the launch table's cells."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.archive.told import amount, calendar, launch_time, statements
from trackside.errors import BadInput
from trackside.measure import Estimate

names = st.text(alphabet="ABCdef /-'", min_size=1, max_size=12).map(str.strip).filter(bool)
values = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 .,-]{0,15}[A-WYZa-wyz.]", fullmatch=True)
spoken = st.tuples(values, st.one_of(st.none(), st.integers(1, 99)), st.lists(names, max_size=3))


@given(st.lists(spoken, min_size=1, max_size=4))
def test_what_is_written_is_read(given_statements: list[tuple[str, int | None, list[str]]]) -> None:
    written = "; ".join(
        value + (f" x{count}" if count else "") + (f" ({', '.join(who)})" if who else "")
        for value, count, who in given_statements
    )
    read = statements(written)
    assert [(t.value, t.missiles, list(t.speakers)) for t in read] == given_statements
    assert all(written[t.start : t.end] == t.value for t in read)


@pytest.mark.parametrize("cell", ["1090 km (", "a; ; b", "(KCNA)", "1 km (KCNA) (JCS)", "; 1 km", "1 km)"])
def test_what_follows_no_grammar_is_refused(cell: str) -> None:
    with pytest.raises(BadInput, match="not a list of statements"):
        statements(cell)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("1090 km", Estimate(1_090_000, 1_085_000, 1_095_000, "m")),
        ("6248.5 km", Estimate(6_248_500, 6_248_450, 6_248_550, "m")),
        ("more than 6200 km", Estimate(6_200_000, 6_200_000, math.inf, "m")),
        ("less than 1000 km", Estimate(1_000_000, 0, 1_000_000, "m")),
        ("800 to 900 km", Estimate(850_000, 800_000, 900_000, "m")),
        ("about 50 km", Estimate(50_000, 47_500, 52_500, "m")),
        ("4052 s", Estimate(4052, 4051.5, 4052.5, "s")),
        ("71 min", Estimate(4260, 4230, 4290, "s")),
        ("72 deg", Estimate(72, 71.5, 72.5, "deg")),
        ("more than Mach 6.1", Estimate(6.1, 6.1, math.inf, "Mach")),
    ],
)
def test_numbers_mean_what_their_words_allow(words: str, meant: Estimate) -> None:
    found = amount(words)
    assert found.unit == meant.unit
    assert (found.best, found.low, found.high) == pytest.approx((meant.best, meant.low, meant.high))


@pytest.mark.parametrize("words", ["", "1090", "1090 miles", "around 5 km", "km", "Mach", "1,090 km"])
def test_other_numbers_are_refused(words: str) -> None:
    with pytest.raises(BadInput, match="not a number with a unit"):
        amount(words)


@pytest.mark.parametrize(
    ("words", "date", "zone", "utc"),
    [
        # North Korea's clocks stood at UTC+8:30 from 15 August 2015 to 4 May 2018 (IANA, Asia/Pyongyang).
        ("20:28 UTC", "2017-05-14", "Asia/Pyongyang", "2017-05-13T20:28"),
        ("02:48 local", "2017-11-29", "Asia/Pyongyang", "2017-11-28T18:18"),
        ("03:18 KST", "2017-11-29", "Asia/Pyongyang", "2017-11-28T18:18"),
        ("07:22 JST", "2022-10-04", "Asia/Pyongyang", "2022-10-03T22:22"),
        ("08:30 local", "2019-12-12", "America/Los_Angeles", "2019-12-12T16:30"),
        ("23:50 UTC", "2022-01-17", "Asia/Pyongyang", "2022-01-16T23:50"),
    ],
)
def test_a_clock_time_is_of_the_day_at_the_site(words: str, date: str, zone: str, utc: str) -> None:
    assert launch_time(words, date, zone).earliest == dt.datetime.fromisoformat(utc + "+00:00")


def test_an_approximate_time_reaches_a_quarter_of_an_hour() -> None:
    found = launch_time("about 07:00 local", "2022-10-18", "Europe/Istanbul")
    assert found.earliest == dt.datetime(2022, 10, 18, 3, 45, tzinfo=dt.UTC)
    assert found.latest == dt.datetime(2022, 10, 18, 4, 15, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize("words", ["7:22 JST", "07:22", "07:22 CET"])
def test_times_without_a_known_zone_are_refused(words: str) -> None:
    with pytest.raises(BadInput, match="not a clock time"):
        launch_time(words, "2022-10-04", "Asia/Pyongyang")


@pytest.mark.parametrize(
    ("words", "date", "hours"),
    [
        ("2022-03-24", "2022-03-24", 24),
        ("1984-09", "1984-09", 30 * 24),
        ("2011", "2011", 365 * 24),
        ("2011-01-21 to 2011-02-19", "2011", 30 * 24),
    ],
)
def test_dates_are_as_wide_as_they_are_told(words: str, date: str, hours: int) -> None:
    found = calendar(words, "Asia/Pyongyang")
    assert found.date == date
    assert found.latest - found.earliest == dt.timedelta(hours=hours) - dt.timedelta(seconds=1)


def test_other_dates_are_refused() -> None:
    with pytest.raises(BadInput, match="not a date"):
        calendar("24 March 2022", "Asia/Pyongyang")
