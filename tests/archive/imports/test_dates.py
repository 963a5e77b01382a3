"""Days and clock times as tables write them."""

import datetime as dt

import pytest

from trackside.archive.imports.dates import clock_told, day_told
from trackside.archive.imports.fault import CellError

BY = dt.date(2026, 1, 2)
DAYS = [
    ("9-Apr-84", "1984-04-09"),
    ("09-APR-1984", "1984-04-09"),
    ("Sep-84", "1984-09"),
    ("Sept 1984", "1984-09"),
    ("September 1984", "1984-09"),
    ("1984", "1984"),
    ("1984-04-09", "1984-04-09"),
    ("1984-04-09 00:00:00", "1984-04-09"),
    ("1984-09", "1984-09"),
    ("April 9, 1984", "1984-04-09"),
    ("9 April 1984", "1984-04-09"),
    ("4/9/1984", "1984-04-09"),
    ("13/4/1984", "1984-04-13"),
    ("3/23/2023", "2023-03-23"),
    ("9.4.1984", "1984-04-09"),
    ("1-Jan-27", "2027-01-01"),
    ("1-Jan-28", "1928-01-01"),
    ("29-Feb-24", "2024-02-29"),
]


@pytest.mark.parametrize(("cell", "name"), DAYS)
def test_a_day_month_or_year_is_read(cell: str, name: str) -> None:
    assert day_told(cell, BY).name == name


@pytest.mark.parametrize("cell", ["4/9/1984", "12/11/2022"])
def test_a_day_that_could_be_two_is_read_with_a_doubt(cell: str) -> None:
    assert "the day may come first" in day_told(cell, BY).doubt


@pytest.mark.parametrize("cell", ["4/13/1984", "13/4/1984", "4/4/1984", "9-Apr-84"])
def test_a_day_that_can_be_only_one_has_no_doubt(cell: str) -> None:
    assert day_told(cell, BY).doubt == ""


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("31-Apr-17", "April 2017 has no day 31"),
        ("29-Feb-23", "February 2023 has no day 29"),
        ("9-Arp-84", "no month is called 'Arp'"),
        ("1984-13-01", "no month between 1 and 12"),
        ("0-Apr-84", "no day 0"),
        ("1066-10-14", "in no year of missiles"),
        ("spring 84", "no month is called 'spring'"),
        ("early in the year", "is no day, month or year"),
        ("1984-04-09T12:00", "is no day, month or year"),
    ],
)
def test_what_is_no_day_says_why(cell: str, because: str) -> None:
    with pytest.raises(CellError, match=because):
        day_told(cell, BY)


@pytest.mark.parametrize(
    ("cell", "time", "zone"),
    [
        ("12:40:00 AM", "00:40:00", ""),
        ("12:40:00 PM", "12:40:00", ""),
        ("0:40 AM", "00:40:00", ""),
        ("9:20:00 PM", "21:20:00", ""),
        ("7:59:30 AM", "07:59:30", ""),
        ("00:40:00", "00:40:00", ""),
        ("12:40 (UTC)", "12:40:00", "UTC"),
        ("21:13 UTC", "21:13:00", "UTC"),
        ("21:13Z", "21:13:00", "UTC"),
        ("7:11 a.m. KST", "07:11:00", "Asia/Seoul"),
        ("06.34", "06:34:00", ""),
        ("2022-03-24 05:34:00", "05:34:00", ""),
    ],
)
def test_a_clock_time_is_read(cell: str, time: str, zone: str) -> None:
    found = clock_told(cell)
    assert (found.time.isoformat(), found.zone) == (time, zone)


@pytest.mark.parametrize("cell", ["24:00", "9:60 AM", "13:40 PM", "noon", "0940", "9:20 EST", "9:20:00:00"])
def test_what_is_no_clock_time_says_so(cell: str) -> None:
    with pytest.raises(CellError):
        clock_told(cell)
