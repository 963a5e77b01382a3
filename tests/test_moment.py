"""Moments: spans of time with the zone they were told in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside import moment
from trackside.errors import BadMoment
from trackside.moment import Moment


def test_a_clock_time_in_seoul_is_nine_hours_ahead() -> None:
    m = moment.clock(dt.date(2022, 3, 24), dt.time(14, 34), "Asia/Seoul")
    assert m.earliest == dt.datetime(2022, 3, 24, 5, 34, tzinfo=dt.UTC)
    assert m.latest - m.earliest == dt.timedelta(seconds=59)
    assert m.date == "2022-03-24"


def test_pyongyang_time_stood_half_an_hour_back_from_2015_to_2018() -> None:
    during = moment.clock(dt.date(2017, 5, 14), dt.time(4, 58), "Asia/Pyongyang")
    after = moment.clock(dt.date(2021, 9, 15), dt.time(12, 34), "Asia/Pyongyang")
    assert during.earliest == dt.datetime(2017, 5, 13, 20, 28, tzinfo=dt.UTC)
    assert after.earliest == dt.datetime(2021, 9, 15, 3, 34, tzinfo=dt.UTC)


def test_the_zone_decides_the_calendar_day() -> None:
    late = dt.datetime(2017, 7, 4, 0, 40, tzinfo=dt.UTC)
    assert Moment(late, late, "Asia/Pyongyang").date == "2017-07-04"
    assert Moment(late, late, "America/New_York").date == "2017-07-03"


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (moment.month(2017, 11, "Asia/Seoul"), "2017-11"),
        (moment.year(2017, "Asia/Seoul"), "2017"),
        (moment.days(dt.date(2021, 9, 11), dt.date(2021, 9, 12), "Asia/Seoul"), "2021-09"),
        (moment.days(dt.date(2021, 12, 31), dt.date(2022, 1, 1), "Asia/Seoul"), ""),
    ],
)
def test_a_span_is_named_by_what_holds_it(made: Moment, name: str) -> None:
    assert made.date == name
    assert not made.is_instant


def test_a_naive_time_is_refused_with_advice() -> None:
    naive = dt.datetime(2022, 3, 24, 5, 34)  # noqa: DTZ001 - the point of the test
    with pytest.raises(BadMoment, match=r"tzinfo=ZoneInfo"):
        Moment(naive, naive, "UTC")


def test_a_span_must_not_end_before_it_begins() -> None:
    t = dt.datetime(2022, 3, 24, tzinfo=dt.UTC)
    with pytest.raises(BadMoment, match="end before"):
        Moment(t, t - dt.timedelta(1), "UTC")


def test_a_zone_nobody_keeps_is_refused() -> None:
    with pytest.raises(BadMoment, match="Asia/Seoul"):
        moment.day(dt.date(2022, 3, 24), "Mars/Olympus")


@given(st.dates(dt.date(1945, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["Asia/Seoul", "UTC", "America/New_York"]))
def test_a_day_is_named_by_itself_in_its_zone(date: dt.date, zone: str) -> None:
    assert moment.day(date, zone).date == date.isoformat()
