import pytest

from tests.read.topic.spoken import marked
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
