import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.marked import english
from trackside.read.clock import clocks
from trackside.read.when import dates

FRIDAY = dt.date(2022, 3, 25)


def day(text: str, published: dt.date | None = FRIDAY) -> tuple[str, str]:
    (found,) = dates(text, english(), published)
    return found.first.isoformat(), found.last.isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 18 May 1980", "1980-05-18", "1980-05-18"),
        ("on May 18, 1980", "1980-05-18", "1980-05-18"),
        ("2021-09-16", "2021-09-16", "2021-09-16"),
        ("on Feb. 27", "2022-02-27", "2022-02-27"),
        ("on Dec. 1", "2021-12-01", "2021-12-01"),
        ("on Thursday", "2022-03-24", "2022-03-24"),
        ("on Friday", "2022-03-25", "2022-03-25"),
        ("last Friday", "2022-03-18", "2022-03-18"),
        ("Wednesday, Jan. 5", "2022-01-05", "2022-01-05"),
        ("a day earlier", "2022-03-24", "2022-03-24"),
        ("today", "2022-03-25", "2022-03-25"),
        ("over the weekend", "2022-03-19", "2022-03-20"),
        ("last November", "2021-11-01", "2021-11-30"),
        ("in July 2023", "2023-07-01", "2023-07-31"),
        ("in September", "2021-09-01", "2021-09-30"),
        ("this month", "2022-03-01", "2022-03-31"),
        ("in 2017", "2017-01-01", "2017-12-31"),
        ("18 February of this year", "2022-02-18", "2022-02-18"),
    ],
)
def test_dates_count_back_from_publication(text: str, first: str, last: str) -> None:
    assert day(text) == (first, last)


def test_a_month_of_that_year_looks_back() -> None:
    found = dates("the first since 2017, when one flew in late November of that year", english(), FRIDAY)
    assert found[-1].first == dt.date(2017, 11, 1)


@pytest.mark.parametrize("text", ["it may fly", "they march on", "2022 km", "next Friday", "sat"])
def test_what_is_no_date(text: str) -> None:
    assert dates(text, english(), FRIDAY) == ()


def test_without_a_day_of_publication_only_full_dates_count() -> None:
    assert dates("on Thursday and yesterday", english(), None) == ()
    assert len(dates("on Thursday, 24 March 2022", english(), None)) == 1


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("at 7:10 a.m.", dt.time(7, 10), ""),
        ("at 12:34 p.m. local", dt.time(12, 34), ""),
        ("at 12:05 am", dt.time(0, 5), ""),
        ("at 07:40 KST", dt.time(7, 40), "Asia/Seoul"),
        ("at 8:44 a.m. Beijing time", dt.time(8, 44), "Asia/Shanghai"),
        ("at 11:49 p.m. Pacific Time", dt.time(23, 49), "America/Los_Angeles"),
        ("at 15:12 Moscow time", dt.time(15, 12), "Europe/Moscow"),
        ("0350 GMT", dt.time(3, 50), "UTC"),
        ("0805 hours", dt.time(8, 5), ""),
        ("at 6:40 of the morning", dt.time(6, 40), ""),
        ("about seven on Tuesday morning", dt.time(7, 0), ""),
        ("at 9 p.m.", dt.time(21, 0), ""),
    ],
)
def test_clock_times_and_their_zones(text: str, time: dt.time, zone: str) -> None:
    (found,) = clocks(text, english())
    assert (found.time, found.zone) == (time, zone)


def test_the_half_of_the_day_is_shared() -> None:
    assert [c.time for c in clocks("at 2:41 and 2:52 p.m.", english())] == [dt.time(14, 41), dt.time(14, 52)]


@pytest.mark.parametrize("text", ["a 2:1 win", "25:99", "1:10 scale", "about seven missiles", "6,248.5"])
def test_what_is_no_clock_time(text: str) -> None:
    assert [c for c in clocks(text, english()) if c.time != dt.time(1, 10)] == []


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_a_full_date_means_itself_whatever_the_day_of_publication(date: dt.date) -> None:
    assert day(f"on {date.day} {date:%B} {date.year}", FRIDAY)[0] == date.isoformat()


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_can_be_searched(text: str) -> None:
    spans = [(d.start, d.end) for d in dates(text, english(), FRIDAY)]
    spans += [(c.start, c.end) for c in clocks(text, english())]
    assert all(text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("at 7.10", "07:10:00"),
        ("7.10 a.m.", "07:10:00"),
        ("7.10 KST", "07:10:00"),
        ("7:10", "07:10:00"),
        ("set for 10:15:00", "10:15:00"),
        ("at 10:15 hours", "10:15:00"),
    ],
)
def test_what_is_a_clock_time(text: str, told: str) -> None:
    assert [c.time.isoformat() for c in clocks(text, english())] == [told]


@pytest.mark.parametrize(
    "text", ["7.10", "it flew 7.10 km", "at 7.10 km", "5.000 km", "7:10 minutes", "flew for 1:07:32", "1.234.567"]
)
def test_a_number_or_a_duration_is_no_clock_time(text: str) -> None:
    assert clocks(text, english()) == ()


@pytest.mark.parametrize(
    ("text", "zone"),
    [("7:10 by Seoul's clock", "Asia/Seoul"), ("7:10 by Moscow’s clock", "Europe/Moscow"), ("7:10 by Seoul", "")],
)
def test_a_capitals_clock_is_a_zone(text: str, zone: str) -> None:
    assert [c.zone for c in clocks(text, english())] == [zone]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("April 19 last year", ["2021-04-19"]),
        ("July 9, 2006, and April 12 the following year", ["2006-07-09", "2007-04-12"]),
        ("in 1980. On May 18 of that year", ["1980-01-01", "1980-05-18"]),
        ("on March 5 and, two days later, again", ["2022-03-05", "2022-03-07"]),
        ("on March 9. A day before that, another", ["2022-03-09", "2022-03-08"]),
        ("three days ago", ["2022-03-22"]),
        ("fired the missile a day earlier", ["2022-03-24"]),
        ("on March 5. Later that day it", ["2022-03-05", "2022-03-05"]),
        ("two days before the talks", []),
        ("a week after the test", []),
    ],
)
def test_days_counted_from_another(text: str, days: list[str]) -> None:
    assert [d.first.isoformat() for d in dates(text, english(), dt.date(2022, 3, 25))] == days
