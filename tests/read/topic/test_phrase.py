"""Values are clean phrases: whole brackets, no particle, no subject before the place."""

import pytest

from tests.read.topic.spoken import launched, told, values


@pytest.mark.parametrize(
    ("language", "sentence", "name", "words"),
    [
        ("ko", "통신은 《화성-14》형 시험발사에 성공했다고 했다.", "화성-14형", "《화성-14》형"),
        ("ko", "미사일은 《화성-12》라고 통신은 밝혔다.", "화성-12", "화성-12"),
        ("ko", "북한은 '화성-17형'을 발사했다.", "화성-17형", "화성-17형"),
        ("ja", "北朝鮮は「火星14」を発射した。", "火星14", "火星14"),
        ("ja", "北朝鮮は新型の「スカッド8」を発射した。", "スカッド8", "スカッド8"),
        ("ja", "北朝鮮は火星17型を発射した。", "火星17型", "火星17型"),
    ],
)
def test_a_name_has_no_brackets(language: str, sentence: str, name: str, words: str) -> None:
    assert [(c.value, c.quote.exact) for c in told(launched(language, sentence), "system")] == [(name, words)]


@pytest.mark.parametrize(
    ("language", "sentence", "place"),
    [
        ("ko", "미사일이 홋카이도 서쪽 250km에 떨어졌다.", "홋카이도 서쪽 250km"),
        ("ko", "탄두는 오시마섬 서쪽 약 200㎞ 지점에 낙하했다.", "오시마섬 서쪽 약 200㎞"),
        ("ko", "미사일은 하와이 서쪽 900km에 떨어졌다.", "하와이 서쪽 900km"),
        ("ja", "航跡を計算し直した結果だとして石川県の北250キロに落下したと改めた。", "石川県の北250キロ"),
        ("ja", "ミサイルが北海道の西約250キロに落下した。", "北海道の西約250キロ"),
    ],
)
def test_a_place_of_impact_has_no_subject(language: str, sentence: str, place: str) -> None:
    assert place in values(launched(language, sentence), "landing")


@pytest.mark.parametrize(
    ("language", "sentence", "sites"),
    [
        ("ko", "발사 장소는 공개되지 않았다.", []),
        ("ko", "미사일은 같은 장소에서 발사됐다.", []),
        ("ko", "미사일은 캘리포니아주 반덴버그 우주군기지에서 발사됐다.", ["캘리포니아주 반덴버그 우주군기지"]),
        ("ja", "ミサイルは、同じ場所から発射された。", []),
        ("ja", "ミサイルは同じ慈江道から発射された。", ["慈江道"]),
        ("ja", "米国はロシアから発射の通知を受けた。", []),
        (
            "ja",
            "ミサイルはカリフォルニア州バンデンバーグ宇宙軍基地から発射された。",
            ["カリフォルニア州バンデンバーグ宇宙軍基地"],
        ),
    ],
)
def test_a_site_is_a_place_with_a_name(language: str, sentence: str, sites: list[str]) -> None:
    assert [c.value for c in told(launched(language, sentence), "site")][1:] == sites
