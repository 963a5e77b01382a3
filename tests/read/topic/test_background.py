"""Launches of other countries, and those told of beside the news, in texts as newspapers write them."""

import datetime as dt

import pytest

from tests.read.topic.spoken import reading, values
from trackside.record import Reading


def _launches(language: str, text: str, day: str) -> list[str]:
    found = reading(language, text, dt.date.fromisoformat(day)).mentions
    return sorted(f"{m.country} {m.date.date if m.date else ''}".strip() for m in found)


def _outcomes(found: Reading) -> list[str]:
    whose = {m.id: m.date.date if m.date else "" for m in found.mentions}
    return sorted(whose[c.mention_id] for c in found.claims if c.attribute == "outcome")


@pytest.mark.parametrize(
    ("language", "day", "text", "launches"),
    [
        (
            "ko",
            "2024-09-26",
            "중국이 25일 태평양으로 ICBM을 쐈다. 중국이 ICBM을 쏜 것은 1980년 5월 둥펑-5 발사 이후 44년 만이다.",
            ["CN 2024-09-25"],
        ),
        (
            "ko",
            "2022-04-21",
            "러시아 국방부는 20일 미사일 사르마트를 쐈다고 밝혔다.\n\n미국은 3월 미니트맨3 발사 계획을 취소했다.",
            ["RU 2022-04-20"],
        ),
        (
            "ko",
            "2021-09-16",
            (
                "우리 군이 15일 잠수함발사탄도미사일(SLBM) 발사시험에 성공했다고 청와대가 밝혔다.\n\n"
                "같은 날 낮 12시 34분께 북한은 단거리 탄도미사일 2발을 발사했다."
            ),
            ["KP 2021-09-15", "KR 2021-09-15"],
        ),
        (
            "ko",
            "2022-03-25",
            "북한이 24일 미사일 1발을 쐈다.\n\n지난달 27일과 이달 5일에는 준중거리 탄도미사일을 각각 1발 발사했다.",
            ["KP 2022-02-27", "KP 2022-03-05", "KP 2022-03-24"],
        ),
        (
            "ja",
            "2023-09-07",
            (
                "米空軍は6日、大陸間弾道ミサイル「ミニットマン3」の発射実験をバンデンバーグ宇宙軍基地で実施したと発表した。\n\n"
                "米軍は4月19日にもミニットマン3を発射していた。"
            ),
            ["US 2023-04-19", "US 2023-09-06"],
        ),
        (
            "ja",
            "2017-04-27",
            (
                "米空軍は26日未明、大陸間弾道ミサイルを発射した。2月8日にも1発を発射しており、ことし2回目。\n\n"
                "外務省は北朝鮮に挑発の自制を求めた。"
            ),
            ["US 2017-02-08", "US 2017-04-26"],
        ),
        (
            "ja",
            "2021-09-16",
            (
                "韓国大統領府は15日、潜水艦発射弾道ミサイル(SLBM)の水中発射実験に成功したと発表した。\n\n"
                "北朝鮮は同日午後0時半すぎ、短距離弾道ミサイル2発を発射した。"
            ),
            ["KP 2021-09-15", "KR 2021-09-15"],
        ),
        (
            "ja",
            "2024-09-26",
            "中国は25日、ICBMを太平洋に発射した。太平洋への発射は1980年5月の「東風5」の発射以来とみられる。",
            ["CN 2024-09-25"],
        ),
        (
            "ja",
            "2022-08-20",
            "米空軍は16日、ミニットマン3を発射したと発表した。4日に予定した発射実験を延期していた。",
            ["US 2022-08-16"],
        ),
        (
            "ko",
            "2021-10-20",
            "북한이 19일 미사일 1발을 쐈다. 9월 15일에는 탄도미사일 2발을, 9월 28일에는 화성-8형 1발을 쐈다.",
            ["KP 2021-09-15", "KP 2021-09-28", "KP 2021-10-19"],
        ),
        (
            "ko",
            "2023-02-20",
            "북한이 20일 미사일 2발을 쐈다. 지난해 11월 3일과 18일에도 ICBM을 쐈다.",
            ["KP 2022-11-03", "KP 2022-11-18", "KP 2023-02-20"],
        ),
        (
            "ko",
            "2023-04-14",
            "북한이 13일 ICBM을 쐈다. 지난달 19일에는 단거리 탄도미사일 1발을, 22일에는 순항미사일 4발을 쐈다.",
            ["KP 2023-03-19", "KP 2023-03-22", "KP 2023-04-13"],
        ),
        (
            "ko",
            "2024-06-28",
            "북한은 27일 다탄두 시험에 성공했다고 주장했다. 합참은 전날 발사한 미사일이 폭발했다고 반박했다.",
            ["KP 2024-06-26"],
        ),
        (
            "ja",
            "2019-08-20",
            "米国防総省は19日、巡航ミサイルの発射実験をサンニコラス島で18日に行ったと発表した。",
            ["US 2019-08-18"],
        ),
        (
            "ja",
            "2022-10-05",
            "北朝鮮は4日、弾道ミサイル1発を発射した。3日に1発を、1日に2発を撃つなどしていた。",
            ["KP 2022-10-01", "KP 2022-10-03", "KP 2022-10-04"],
        ),
    ],
)
def test_launches_and_days(language: str, day: str, text: str, launches: list[str]) -> None:
    assert _launches(language, text, day) == launches


def test_an_exercise_in_which_missiles_are_fired_is_no_aside() -> None:
    text = "러시아가 25일 핵무기 훈련을 실시하고 대륙간탄도미사일 야르스를 시험발사했다."
    assert values(reading("ko", text, dt.date(2023, 10, 26)), "launch_date") == ["2023-10-25"]
    text = "러시아가 25일 핵무기 훈련을 실시했다."
    assert not reading("ko", text, dt.date(2023, 10, 26)).mentions


def test_two_days_in_a_row_are_one_span() -> None:
    text = "北朝鮮は15日、弾道ミサイルを発射した。11、12両日にも長距離巡航ミサイルの発射実験を行ったと発表した。"
    days = [m.date for m in reading("ja", text, dt.date(2021, 9, 16)).mentions if m.date]
    assert [(d.earliest.day, (d.latest - d.earliest).days) for d in days] == [(14, 0), (10, 1)]  # in UTC


def test_a_span_may_reach_into_the_next_month() -> None:
    text = "北朝鮮は4日、弾道ミサイル1発を発射した。9月25日から10月1日にかけて計7発の短距離弾道ミサイルを撃った。"
    days = [m.date for m in reading("ja", text, dt.date(2022, 10, 5)).mentions if m.date]
    assert sorted((d.latest - d.earliest).days for d in days) == [0, 6]


def test_how_one_of_several_launches_ended_is_said_of_that_one() -> None:
    text = "北朝鮮は18日、ICBMを発射した。17日にも短距離弾道ミサイル1発を撃ち、3日にはICBMを発射したが失敗した。"
    assert _outcomes(reading("ja", text, dt.date(2022, 11, 19))) == ["2022-11-03"]
    text = "북한이 6일 미사일을 쐈다. 지난 5월 31일과 8월 24일의 위성 발사는 실패했다."
    assert _outcomes(reading("ko", text, dt.date(2023, 9, 7))) == ["2023-05-31", "2023-08-24"]
