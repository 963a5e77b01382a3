import datetime as dt

import pytest

from tests.read.topic.spoken import marked
from trackside.read.topic.day import days


def launched_on(language: str, text: str, published: dt.date = dt.date(2023, 7, 13)) -> list[str]:
    return [d.date.first.isoformat() for d in days(marked(language, text, published)).launches]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "5월 31일 평양에서 날아오른 미사일은 400㎞를 갔다.", ["2023-05-31"]),
        ("ko", "2월 18일 오후 5시, 순안. 화성-15형이 치솟아 900㎞를 날았다.", ["2023-02-18"]),
        ("ko", "2발을 쏜 25일 이후 처음이다.", ["2023-06-25"]),
        ("ko", "7월 4일의 미사일은 39분, 같은 달 8일의 두 번째는 47분을 날았다.", ["2023-07-04", "2023-07-08"]),
        ("ja", "北朝鮮が12日朝に撃った2発について、首相は13日に述べた。", ["2023-07-12"]),
        ("ja", "北朝鮮は6月15日にも2発を発射していて、韓国軍は800キロ飛んだと発表した。", ["2023-06-15"]),
        ("ja", "このミサイルが初めて飛んだのは2012年4月19日だった。", ["2012-04-19"]),
        ("ja", "3日前の10日には元山から2発。距離は190キロだった。", ["2023-07-10"]),
        ("ja", "■第1回　4月13日\n7時22分　平壌付近から発射。距離は約1000キロ。", ["2023-04-13"]),
    ],
)
def test_days_of_launches(language: str, text: str, expected: list[str]) -> None:
    assert launched_on(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "대통령은 10일 기자회견에서 북한의 미사일 발사를 규탄했다."),
        ("ko", "11일 관영매체는 미사일이 900㎞를 날았다고 적었다."),
        ("ko", "8일 열병식에서 미사일이 공개됐다."),
        ("ko", "공군은 10일 곡예비행을 선보였다."),
        ("ko", "2001년 300㎞, 2012년 800㎞로 늘었다."),
        ("ko", "6월 25일자 기사에서 비행거리를 1,800km로 보도했으나 1,080km가 맞기에 바로잡습니다."),
        ("ja", "6月25日付朝刊でミサイルの飛距離を1800キロと報じましたが、正しくは1080キロです。"),
        ("ja", "朝鮮中央通信は10日、試射に成功したと伝えた。"),
        ("ja", "首相は10日の会見で、ミサイルの発射を非難した。"),
        ("ja", "10日にエンジンの燃焼試験が行われた。ミサイルに使われる。"),
    ],
)
def test_days_of_something_else(language: str, text: str) -> None:
    assert launched_on(language, text) == []
