import datetime as dt

import pytest

from tests.read.topic.spoken import DAY, marked, reading, values


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("ko", "2022년 3월 24일", dt.date(2022, 3, 24)),
        ("ko", "주체112(2023)년 7월 12일", dt.date(2023, 7, 12)),
        ("ko", "'22. 10. 4.", dt.date(2022, 10, 4)),
        ("ko", "12일", dt.date(2023, 7, 12)),
        ("ko", "28일", dt.date(2023, 6, 28)),
        ("ko", "지난해 11월 18일", dt.date(2022, 11, 18)),
        ("ko", "지난달 15일", dt.date(2023, 6, 15)),
        ("ko", "12월 18일", dt.date(2022, 12, 18)),
        ("ko", "전날", dt.date(2023, 7, 12)),
        ("ko", "오늘", DAY),
        ("ja", "令和4年11月3日", dt.date(2022, 11, 3)),
        ("ja", "平成29年9月15日", dt.date(2017, 9, 15)),
        ("ja", "令和元年5月4日", dt.date(2019, 5, 4)),
        ("ja", "昨年12月18日", dt.date(2022, 12, 18)),
        ("ja", "12日", dt.date(2023, 7, 12)),
        ("ja", "本日", DAY),
        ("ja", "２０１７年９月１５日", dt.date(2017, 9, 15)),
        ("ja", "二〇一七年十一月二十九日", dt.date(2017, 11, 29)),
        ("ja", "平成二十九年七月四日", dt.date(2017, 7, 4)),
        ("ja", "十二日午後", dt.date(2023, 7, 12)),
        ("ja", "本年5月12日", dt.date(2023, 5, 12)),
        ("ja", "3日前", dt.date(2023, 7, 10)),
        ("ko", "금일", DAY),
        ("ko", "나흘 전", dt.date(2023, 7, 9)),
    ],
)
def test_days(language: str, text: str, first: dt.date) -> None:
    (found,) = marked(language, text).dates
    assert (found.first, found.last) == (first, first)


@pytest.mark.parametrize(
    ("language", "text"),
    [("ko", "10일간"), ("ko", "48일 만에"), ("ko", "13월 45일"), ("ja", "10日間"), ("ja", "4日後"), ("ja", "2日ぶり")],
)
def test_what_is_no_day(language: str, text: str) -> None:
    assert not any(d.is_day for d in marked(language, text).dates)


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("ko", "5월 4일 쐈다. 닷새 뒤에는", dt.date(2023, 5, 9)),
        ("ko", "2월 18일 쐈다. 이튿날", dt.date(2023, 2, 19)),
        ("ko", "2월 18일 쐈다. 같은 달 20일", dt.date(2023, 2, 20)),
        ("ko", "2월 18일 쐈다.\n전날", dt.date(2023, 7, 12)),
        ("ja", "3月16日に撃った。同日", dt.date(2023, 3, 16)),
        ("ja", "3月16日に撃った。翌日", dt.date(2023, 3, 17)),
        ("ja", "2012年4月に撃った。翌13年9月3日", dt.date(2013, 9, 3)),
        ("ja", "一日に三回、十分に", None),
    ],
)
def test_days_counted_from_another(language: str, text: str, last: dt.date | None) -> None:
    found = [d.first for d in marked(language, text).dates if d.is_day]
    assert (found[-1] if found else None) == last


def test_a_month_is_a_span() -> None:
    (found,) = marked("ja", "2017年11月の「火星15」").dates
    assert (found.first, found.last) == (dt.date(2017, 11, 1), dt.date(2017, 11, 30))


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("ko", "오후 2시 34분께", [(14, 34)]),
        ("ko", "낮 12시 34분께와 12시 39분께", [(12, 34), (12, 39)]),
        ("ko", "밤 11시 41분", [(23, 41)]),
        ("ko", "새벽 1시", [(1, 0)]),
        ("ko", "22시 42분", [(22, 42)]),
        ("ja", "午後0時32分ごろと37分ごろ", [(12, 32), (12, 37)]),
        ("ja", "午後7時24分ごろ", [(19, 24)]),
        ("ja", "午前七時二十二分ごろ", [(7, 22)]),
        ("ja", "午前5時半ごろ", [(5, 30)]),
        ("ja", "午前8時50分と同54分", [(8, 50), (8, 54)]),
        ("ko", "오전 5시 34분과 57분", [(5, 34), (5, 57)]),
        ("ja", "14時33分頃", [(14, 33)]),
        ("ko", "2시간 4분", []),
        ("ja", "9時台", []),
        ("ja", "71分間", []),
    ],
)
def test_clock_times(language: str, text: str, times: list[tuple[int, int]]) -> None:
    assert [(c.time.hour, c.time.minute) for c in marked(language, text).clocks] == times


def test_pyongyang_kept_its_own_clock_for_three_years() -> None:
    text = "조선중앙통신은 북한이 {} 오전 9시 평양에서 탄도미사일을 발사했다고 보도했다."
    first = reading("ko", text.format("2016년 2월 7일"), dt.date(2016, 2, 8))
    later = reading("ko", text.format("2022년 2월 7일"), dt.date(2022, 2, 8))
    assert values(first, "launch_time") == ["2016-02-07T00:30"]
    assert values(later, "launch_time") == ["2022-02-07T00:00"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "북한은 2016년 2월 7일 오전 9시 30분 평양에서 탄도미사일을 발사했다."),
        ("ja", "北朝鮮は2016年2月7日午前9時30分、平壌から弾道ミサイルを発射した。"),
    ],
)
def test_a_narrator_in_seoul_or_tokyo_tells_the_hour_by_his_own_clock(language: str, text: str) -> None:
    assert values(reading(language, text, dt.date(2016, 2, 8)), "launch_time") == ["2016-02-07T00:30"]


def test_what_seoul_gives_is_on_seouls_clock() -> None:
    text = "합동참모본부는 북한이 2016년 2월 7일 오전 9시 30분 평양에서 탄도미사일을 발사했다고 밝혔다."
    assert values(reading("ko", text, dt.date(2016, 2, 8)), "launch_time") == ["2016-02-07T00:30"]
