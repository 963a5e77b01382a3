"""Whose office is meant in a text about other countries than the reader's own."""

import pytest

from tests.read.topic.spoken import launched, marked, reading, told

SEOUL, BEIJING = "South Korea Ministry of National Defense", "China Ministry of National Defense"
MOSCOW = "Russia Ministry of Defence"
RUSSIA = "러시아 국방부는 20일 신형 미사일 사르마트를 시험발사했다고 밝혔다."
CHINA = "中国国防省は11日、大陸間弾道ミサイル「東風31」を発射したと発表した。"


def _named(language: str, text: str) -> list[str]:
    return [a.name for a in marked(language, text).who.actors]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ko", f"{RUSSIA} 국방부는 성공이라고 했다.", MOSCOW),
        ("ko", f"{RUSSIA}\n\n국방부는 성공이라고 했다.", MOSCOW),
        ("ko", "인도가 12일 아그니-3을 시험발사했다.\n\n국방부는 성공이라고 했다.", "India Ministry of Defence"),
        ("ko", "중국이 미사일을 쐈다. 중국 국방부가 발표했다. 국방부는 연례 훈련이라고 했다.", BEIJING),
        ("ko", "이란이 미사일을 쐈다. 국방부는 성공이라고 했다.", "Iran Ministry of Defence"),
        ("ko", "북한이 미사일을 쐈다.\n\n미국 국방부도 밝혔다.\n\n국방부는 분석 중이라고 했다.", SEOUL),
        ("ko", "북한이 미사일을 쐈다. 미국 국방부는 규탄했다. 국방부는 위협이 아니라고 했다.", "Pentagon"),
        ("ko", "러시아가 미사일을 쐈다. 우리 군은 주시했다. 국방부는 분석 중이라고 했다.", SEOUL),
        ("ko", "프랑스가 미사일을 쐈다. 국방부가 밝혔다.", "France Ministry of Armed Forces"),
        ("ko", "뉴질랜드 정부도 우려했다.", "New Zealand government"),
        ("ko", "인도네시아 외무부는 우려했다.", "Indonesia foreign ministry"),
        ("ko", "미 공군은 성공이라고 했다.", "US Air Force"),
        ("ko", "파키스탄이 미사일을 쐈다. 총리는 축하했다.", "Pakistan government"),
        ("ko", "북한이 미사일을 쐈다. 총리는 규탄했다.", "Japan government"),
        ("ja", f"{CHINA} 国防省は訓練だとした。", BEIJING),
        ("ja", "インドのモディ首相が発表した。国防省は成功とした。", "India Ministry of Defence"),
        ("ja", "ロシア国防省が発表した。米国防総省は事前に通知を受けた。国防省は成功とした。", MOSCOW),
        ("ja", "中国外務省は自制を求めた。外務省は訓練だとした。", "China government"),
        ("ja", "北朝鮮が発射した。\n\n中国外務省は自制を求めた。\n\n外務省は抗議した。", "Japan foreign ministry"),
        ("ja", "米空軍が発射した。空軍は定例の実験だとした。", "US Air Force"),
        ("ja", "イランが発射した。政府は成功とした。", "Iran government"),
        ("ja", "北朝鮮が発射した。政府は抗議した。", "Japan government"),
        ("ja", "パキスタン軍が発射した。首相は祝意を伝えた。", "Pakistan government"),
        ("ja", "インドネシア政府は懸念を示した。", "Indonesia government"),
    ],
)
def test_an_office_without_a_country_is_of_whoever_the_text_is_about(language: str, text: str, name: str) -> None:
    assert _named(language, text)[-1] == name


@pytest.mark.parametrize(
    ("language", "text"),
    [("ko", "인도태평양 지역의 안정과 인도적 지원을 말했다."), ("ja", "インド太平洋の平和を訴えた。")],
)
def test_a_word_that_begins_as_a_country_does_names_none(language: str, text: str) -> None:
    assert _named(language, text) == []


def test_a_minister_abroad_tells_the_time_of_his_own_land() -> None:
    text = "인도가 12일 아그니-5를 시험발사했다. 시타라만 국방장관은 미사일이 오전 9시 30분에 발사됐다고 말했다."
    (time,) = told(reading("ko", text), "launch_time")
    assert time.value.earliest.isoformat()[:16] == "2023-07-12T04:00"  # type: ignore[union-attr]


def test_the_command_is_the_office_told_of_before() -> None:
    text = "미 공군 지구권타격사령부가 나섰다. 사령부는 미사일이 900km를 비행했다고 밝혔다."
    assert told(launched("ko", text), "range")[0].speaker.name == "US Air Force Global Strike Command"
