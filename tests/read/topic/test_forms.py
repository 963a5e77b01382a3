"""The forms that numbers, units, dates and hours take in Korean and Japanese announcements."""

import datetime as dt

import pytest

from tests.read.topic.spoken import launched, marked, reading, told, values
from trackside.measure import Estimate


@pytest.mark.parametrize(
    ("language", "sentence", "attribute", "expected"),
    [
        ("ko", "미사일은 약 800km를 비행했다.", "range", 800e3),
        ("ko", "미사일은 고도 60여 km까지 올라갔다.", "apogee", 60e3),
        ("ko", "미사일은 2천100여㎞ 높이까지 치솟았다.", "apogee", 2100e3),
        ("ko", "미사일의 속도는 마하 6으로 탐지됐다.", "speed", 6),
        ("ko", "미사일의 속도는 마하 3~6으로 탐지됐다.", "speed", 4.5),
        ("ko", "미사일은 1시간 14분 동안 비행했다.", "flight_time", 4440),
        ("ja", "ミサイルは約800キロ飛翔した。", "range", 800e3),
        ("ja", "ミサイルは千二百キロ飛翔した。", "range", 1200e3),
        ("ja", "ミサイルは８００ｋｍ飛翔した。", "range", 800e3),
        ("ja", "最高高度およそ60キロまで上昇した。", "apogee", 60e3),
        ("ja", "ミサイルは71分間飛翔した。", "flight_time", 4260),
        ("ja", "速度はマッハ6・1だった。", "speed", 6.1),
    ],
)
def test_numbers_and_units(language: str, sentence: str, attribute: str, expected: float) -> None:
    assert values(launched(language, sentence), attribute) == [expected]


def test_so_many_each_is_a_count_and_the_first_of_them_is_none() -> None:
    assert values(launched("ja", "両軍はミサイルを2発ずつ発射した。"), "missile_count") == [2]
    assert not values(launched("ja", "ミサイルの2発目を発射した。"), "missile_count")


def test_a_bound_bounds() -> None:
    (claim,) = told(launched("ko", "미사일은 고도 60여 km까지 올라갔다."), "apogee")
    assert isinstance(claim.value, Estimate)
    assert claim.value.low == 60e3


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "평양에서 부산까지는 직선으로 520㎞쯤 된다."),
        ("ko", "극초음속미사일은 마하 5가 넘는 속도로 날아가는 무기를 이른다."),
        ("ja", "グアムまでは平壌から約3400キロの距離にある。"),
        ("ja", "極超音速ミサイルとは、マッハ5を超える速度で飛ぶ兵器を指す。"),
    ],
)
def test_distances_on_the_map_and_definitions_are_no_flight(language: str, sentence: str) -> None:
    found = launched(language, sentence)
    assert not values(found, "range")
    assert not values(found, "speed")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "北朝鮮は令和4年11月18日、弾道ミサイルを発射した。", "2022-11-18"),
        ("ja", "北朝鮮は平成29年（2017年）9月15日、弾道ミサイルを発射した。", "2017-09-15"),
        ("ja", "北朝鮮は2017年（平成29年）9月15日、弾道ミサイルを発射した。", "2017-09-15"),
        ("ko", "북한은 주체106(2017)년 9월 15일 탄도미사일을 발사했다.", "2017-09-15"),
    ],
)
def test_eras(language: str, text: str, expected: str) -> None:
    (mention,) = reading(language, text, dt.date(2023, 7, 13)).mentions
    assert mention.date is not None
    assert mention.date.date == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "북한이 16일 오전 6시 20분(KST) 탄도미사일을 발사했다.", "2017-04-15T21:20"),
        ("ko", "북한은 하와이 시간으로 15일 오전 11시 21분 탄도미사일을 발사했다.", "2017-04-15T21:21"),
        ("ko", "북한이 16일 오전 6시 20분(협정세계시) 탄도미사일을 발사했다.", "2017-04-16T06:20"),
        ("ja", "北朝鮮は16日午前6時20分（JST）、弾道ミサイルを発射した。", "2017-04-15T21:20"),
        ("ja", "北朝鮮はハワイ時間の15日午前11時21分、弾道ミサイルを発射した。", "2017-04-15T21:21"),
        # Pyongyang's clock stood half an hour behind Seoul's from 15 August 2015 to 4 May 2018.
        ("ko", "북한이 평양시간 16일 오전 5시 50분 탄도미사일을 발사했다.", "2017-04-15T21:20"),
        ("ja", "北朝鮮は平壌時間の16日午前5時50分、弾道ミサイルを発射した。", "2017-04-15T21:20"),
    ],
)
def test_hours_of_many_clocks(language: str, text: str, expected: str) -> None:
    assert values(reading(language, text, dt.date(2017, 4, 17)), "launch_time") == [expected]


def test_pyongyang_keeps_its_own_clock_only_for_a_while() -> None:
    text = "北朝鮮は平壌時間の12日午前5時50分、弾道ミサイルを発射した。"
    assert values(reading("ja", text), "launch_time") == ["2023-07-11T20:50"]


def test_the_day_of_another_clock_is_the_day_at_the_site() -> None:
    text = "북한은 하와이 시간으로 15일 오전 11시 21분 탄도미사일을 발사했다."
    (mention,) = reading("ko", text, dt.date(2017, 4, 17)).mentions
    assert mention.date is not None
    assert mention.date.date == "2017-04-16"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "2017年に2度、上を通った。8月29日は2700キロ飛んだ。", ["2017-08-29"]),
        ("ja", "2017年に初めて試した。" + "長らく謎のままだった。" * 6 + "8月29日に動いた。", ["2022-08-29"]),
        ("ja", "6日に撃った。その4日さかのぼる2日にも撃った。", ["2023-07-06", "2023-07-02"]),
        ("ko", "나흘 전인 지난 9일에도 쐈다.", ["2023-07-09"]),
        ("ko", "통신은 13일 시험사격이 12일 있었다고 했다. 전날의 발사다.", ["2023-07-13", "2023-07-12", "2023-07-12"]),
    ],
)  # fmt: skip
def test_dates_that_lean_on_others(language: str, text: str, expected: list[str]) -> None:
    days = [d for d in marked(language, text, dt.date(2023, 7, 13)).dates if d.is_day]
    assert [d.first.isoformat() for d in days] == expected
