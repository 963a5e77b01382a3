import pytest

from tests.read.topic.spoken import marked, reading, values
from trackside.read.topic.land import launcher


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("ko", "북한이 미사일을 쐈다. 일본의 배타적경제수역 밖에 떨어졌다고 일본이 밝혔다.", "KP"),
        ("ko", "이란이 이스라엘을 향해 탄도미사일을 쐈다.", "IR"),
        ("ko", "인도가 아그니-5를 시험발사했다. 중국은 우려를 나타냈다.", "IN"),
        ("ja", "中国国防省は、ICBM1発を太平洋に発射したと発表した。", "CN"),
        ("ja", "北朝鮮のミサイルについて、韓国が分析している。", "KP"),
    ],
)
def test_who_launched(language: str, text: str, country: str) -> None:
    assert launcher(marked(language, text)) == country


def test_without_a_weapon_nobody_launched() -> None:
    assert launcher(marked("ko", "북한과 일본이 회담했다.")) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ko",
            "북한은 2023년 7월 13일 미사일이 1,500㎞를 비행했다고 주장했다. 합참은 북한의 발표는 기만이라고 반박했다.",
        ),
        ("ko", "북한은 2023년 7월 13일 극초음속 미사일이 1,500km를 날았다고 발표했다."),
        ("ja", "朝鮮中央通信は2023年7月13日、極超音速ミサイルが1500キロ飛行したと伝えた。"),
        ("ja", "北朝鮮は2023年7月13日、ミサイルが1500キロを飛行したと主張した。"),
    ],
)
def test_a_flight_of_a_distance_on_a_day_tells_of_a_launch(language: str, text: str) -> None:
    found = reading(language, text)
    assert [m.country for m in found.mentions] == ["KP"]
    assert values(found, "range") == [1500e3]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "북한은 2023년 7월 13일 미사일이 1,500km를 비행할 수 있다고 주장했다."),
        ("ko", "합참은 2023년 7월 13일 북한 미사일이 1,500km를 비행하지 않았다고 밝혔다."),
        ("ko", "국방부는 2023년 7월 13일 사거리 800km 미사일을 배치했다."),
        ("ja", "北朝鮮は2023年7月13日、ミサイルは1500キロ飛行できると主張した。"),
        ("ja", "防衛省は2023年7月13日、ミサイル防衛の哨戒機が1500キロを巡回したと発表した。"),
    ],
)
def test_a_flight_that_is_only_possible_or_denied_tells_of_none(language: str, text: str) -> None:
    assert not reading(language, text).mentions
