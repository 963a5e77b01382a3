"""What is taken back or disputed, and what only looks like it."""

import pytest

from tests.read.topic.spoken import launched, reading, told

SEOUL, TOKYO = "South Korea Joint Chiefs of Staff", "Japan Ministry of Defense"


def _range(language: str, sentence: str) -> dict[str, str]:
    return {c.quote.exact: c.modality.value for c in told(launched(language, sentence), "range")}


@pytest.mark.parametrize(
    ("language", "sentence", "withdrawn", "held"),
    [
        ("ko", "합참은 비행거리를 600km가 아니라 450km라고 정정했다.", "600km", "450km"),
        ("ko", "합참은 당초 비행거리를 600km로 발표했다가 450km로 수정했다.", "600km", "450km"),
        ("ko", "합참은 앞서 430km라고 밝힌 비행거리를 600km로 정정했다.", "430km", "600km"),
        ("ko", "합참은 비행거리를 500km에서 600km로 바로잡았다.", "500km", "600km"),
        ("ko", "합참은 처음에 비행거리가 600km라고 했으나 이후 450km라고 고쳐 발표했다.", "600km", "450km"),
        ("ko", "비행거리를 600km로 보도한 것은 오류로, 450km로 바로잡습니다.", "600km", "450km"),
        ("ko", "합참이 발표한 비행거리 600km는 450km의 오기라고 합참은 밝혔다.", "600km", "450km"),
        ("ja", "韓国軍は飛行距離を600キロではなく450キロだったと訂正した。", "600キロ", "450キロ"),
        ("ja", "韓国軍は当初飛行距離を600キロとしていたが、450キロに修正した。", "600キロ", "450キロ"),
        ("ja", "韓国軍は飛距離を500キロから600キロに改めた。", "500キロ", "600キロ"),
        ("ja", "韓国軍は飛距離を600キロと発表していたが、450キロと訂正した。", "600キロ", "450キロ"),
        ("ja", "飛行距離を600キロとしたのは450キロの誤りでした。", "600キロ", "450キロ"),
        ("ja", "韓国軍は飛行距離が600キロとした発表を撤回し、450キロだったとした。", "600キロ", "450キロ"),
    ],
)
def test_a_value_that_another_replaces_is_withdrawn(language: str, sentence: str, withdrawn: str, held: str) -> None:
    assert _range(language, sentence) == {withdrawn: "denied", held: "asserted"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "비행거리는 450km로, 당초 알려진 600km보다 짧았다."),
        ("ko", "합참은 비행거리가 450km라고 밝히고 발사 계획을 수정했다."),
        ("ja", "飛行距離は当初の600キロより短い450キロだった。"),
        ("ja", "韓国軍は飛距離を450キロと発表し、警戒態勢を変更した。"),
        ("ko", "합참은 1,100km를 비행했다며 북한의 발표는 기만이라고 반박했다."),
        ("ja", "韓国軍は1100キロ飛行したと説明し、北朝鮮の発表は虚偽だと反論した。"),
    ],
)
def test_a_value_compared_with_or_beside_another_change_is_held(language: str, sentence: str) -> None:
    assert set(_range(language, sentence).values()) == {"asserted"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "합참은 사거리 1,500km 주장은 기만이라고 반박했다."),
        ("ko", "합참은 북한이 주장한 비행거리 1,500km는 사실과 다르다고 일축했다."),
        ("ko", "합참은 비행거리가 1,500km를 넘었다는 북한의 발표를 부인했다."),
        ("ko", "미사일이 1,500km를 날았다는 주장은 거짓이라고 합참이 반박했다."),
        ("ja", "韓国軍は、1500キロ飛行したとの北朝鮮の発表は誇張だと指摘した。"),
        ("ja", "韓国軍は、飛行距離を1500キロとする北朝鮮の主張を否定した。"),
        ("ja", "1500キロ飛んだというのは虚偽だと韓国軍は述べた。"),
    ],
)
def test_whoever_disputes_a_value_vouches_for_that(language: str, sentence: str) -> None:
    (claim,) = told(launched(language, sentence), "range")
    assert (claim.modality.value, claim.speaker.name) == ("denied", SEOUL)


def test_a_span_is_none_where_its_ends_are_old_and_new() -> None:
    (old, new) = told(launched("ja", "防衛省は最高高度を50キロから100キロに訂正した。"), "apogee")
    assert (old.modality.value, new.modality.value, old.speaker.name) == ("denied", "asserted", TOKYO)
    (span,) = told(launched("ja", "最高高度は50キロから100キロだった。"), "apogee")
    assert span.quote.exact == "50キロから100キロ"


def test_values_taken_back_together() -> None:
    assert _range("ko", "합참은 비행거리 430km와 690km를 모두 600km로 정정했다.") == {
        "430km": "denied",
        "690km": "denied",
        "600km": "asserted",
    }


def test_a_number_of_missiles_is_withdrawn_too() -> None:
    found = told(launched("ko", "합참은 미사일이 3발이 아니라 2발이라고 정정했다."), "missile_count")
    assert [(c.quote.exact, c.modality.value) for c in found] == [("3발", "denied"), ("2발", "asserted")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "防衛省は2023年7月12日、北朝鮮は弾道ミサイルを発射していないと発表した。"),
        ("ja", "防衛省は2023年7月12日、北朝鮮が弾道ミサイルを発射したとの先の発表を取り消した。誤情報だったという。"),
        ("ja", "防衛省は12日、北朝鮮が弾道ミサイルを発射した事実はないと明らかにした。"),
        ("ja", "防衛省は2023年7月12日、北朝鮮は弾道ミサイルを発射しておらず、警報は誤りだったと発表した。"),
        ("ja", "北朝鮮は2023年7月12日、弾道ミサイルを発射したとの報道は虚偽だと反論した。"),
        ("ja", "防衛省は12日、北朝鮮が弾道ミサイルを発射したと誤って発表したとして謝罪した。"),
        ("ko", "합참은 2023년 7월 12일 북한이 탄도미사일을 발사했다고 잘못 발표했다며 사과했다."),
        ("ko", "합참은 2023년 7월 12일 북한이 미사일을 발사한 것은 아니라고 밝혔다."),
        ("ko", "합참은 2023년 7월 12일 북한이 탄도미사일을 발사한 사실이 없다고 밝혔다."),
        ("ko", "합참은 2023년 7월 12일 북한이 미사일을 발사했다는 앞선 발표를 취소했다. 오보였다는 것이다."),
        (
            "ko",
            "국방부는 2023년 7월 12일 북한이 미사일을 쏘지 않았다고 밝혔다. 미사일이 발사됐다는 글이 퍼졌었다.",
        ),
    ],
)
def test_a_launch_that_is_denied_is_none(language: str, text: str) -> None:
    assert not reading(language, text).mentions


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "北朝鮮は2023年7月12日、弾道ミサイルを発射した。日本への影響は確認されていない。"),
        ("ja", "北朝鮮が7月12日、弾道ミサイルを発射したとの報道を受け、首相は被害はないと述べた。"),
        ("ko", "북한이 2023년 7월 12일 탄도미사일을 발사했다는 보도가 나왔다. 합참은 피해는 없다고 밝혔다."),
    ],
)
def test_a_launch_beside_another_denial_is_one(language: str, text: str) -> None:
    assert [m.country for m in reading(language, text).mentions] == ["KP"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "最高高度を「約150キロ」としましたが、正しくは「約100キロ」でした。"),
        ("ja", "最高高度を約150キロとしていたのは誤りで、正しくは約100キロ。"),
        ("ko", "최고고도를 약 150km로 보도했으나 정확한 수치는 약 100km입니다."),
        ("ko", "최고고도를 약 150km로 보도했으나 약 100km가 맞습니다."),
    ],
)
def test_a_value_called_the_right_one_is_what_the_wrong_one_was(language: str, sentence: str) -> None:
    found = launched(language, sentence)
    assert [(c.modality.value, "150" in c.quote.exact) for c in told(found, "apogee")] == [
        ("denied", True),
        ("asserted", False),
    ]
    assert not told(found, "range")
