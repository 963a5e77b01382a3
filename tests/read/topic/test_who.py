import pytest

from tests.read.topic.spoken import launched, reading, told


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("ko", "합동참모본부는 비행거리가 약 900km라고 밝혔다.", "South Korea Joint Chiefs of Staff"),
        ("ko", "미사일은 거리 900km를 날았다고 조선중앙통신이 13일 보도했다.", "KCNA"),
        ("ko", "방위성에 따르면 미사일은 900km를 비행했다.", "Japan Ministry of Defense"),
        ("ko", "이성준 합참 공보실장은 900km를 비행했다고 말했다.", "Lee Sung-jun"),
        ("ko", "하마다 방위상은 900km를 비행했다고 설명했다.", "Yasukazu Hamada"),
        ("ko", "군 소식통은 비행거리가 900km라고 말했다.", "군 소식통"),
        ("ko", "미사일은 900km를 비행했다.", "narrator"),
        ("ja", "防衛省によると、ミサイルは約900キロ飛行した。", "Japan Ministry of Defense"),
        ("ja", "韓国軍は飛距離を約900キロと発表した。", "South Korea Joint Chiefs of Staff"),
        ("ja", "浜田防衛相は、約900キロ飛翔したと述べた。", "Yasukazu Hamada"),
        ("ja", "韓国軍の分析では飛行距離は900キロだ。", "South Korea Joint Chiefs of Staff"),
        ("ja", "ミサイルは900キロ飛行した。", "narrator"),
    ],
)
def test_who_vouches(language: str, sentence: str, speaker: str) -> None:
    (claim,) = told(launched(language, sentence), "range")
    assert claim.speaker.name == speaker


def test_two_speakers_in_one_sentence() -> None:
    text = "합참은 비행거리가 780km라고 했고, 방위성은 비행거리가 850km라고 했다."
    found = {c.quote.exact: c.speaker.name for c in told(launched("ko", text), "range")}
    assert found == {"780km": "South Korea Joint Chiefs of Staff", "850km": "Japan Ministry of Defense"}


def test_a_speaker_is_carried_on_to_the_end_of_a_paragraph() -> None:
    text = "防衛省は弾道ミサイルだと発表した。飛行距離は900キロだった。"
    assert told(launched("ja", text), "range")[0].speaker.name == "Japan Ministry of Defense"
    text = "防衛省は弾道ミサイルだと発表した。\n\n一方で飛行距離は900キロだった。"
    assert told(launched("ja", text), "range")[0].speaker.name == "narrator"


def test_the_minister_without_a_name_is_the_last_one_named() -> None:
    text = "木原稔防衛相は会見した。防衛相は、約900キロ飛翔したと述べた。"
    assert told(launched("ja", text), "range")[0].speaker.name == "Minoru Kihara"


def test_an_office_alone_on_a_line_issues_the_document() -> None:
    text = "報道資料\n令和5年7月12日\n防　衛　省\n\n北朝鮮は本日、弾道ミサイルを発射しました。飛翔距離は約900キロ。"
    assert told(reading("ja", text), "range")[0].speaker.name == "Japan Ministry of Defense"
    text = "報道資料\n防衛省の今後\n\n北朝鮮は本日、弾道ミサイルを発射しました。飛翔距離は約900キロ。"
    assert told(reading("ja", text), "range")[0].speaker.name == "narrator"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ko", "합참은 탄도미사일이라고 밝혔다. 방위성은 비행거리가 900km쯤이라고 봤다.", "Japan Ministry of Defense"),
        ("ko", "미사일이 900km를 날았다는 것이 합참의 발표였다.", "South Korea Joint Chiefs of Staff"),
        ("ko", "비행거리는 900km(합참)였다.", "South Korea Joint Chiefs of Staff"),
        ("ko", "백악관 대변인은 미사일이 900km를 날았다고 말했다.", "US White House"),
        ("ko", "하마다 방위상이 나왔다. 그는 미사일이 900km를 갔다고 덧붙였다.", "Yasukazu Hamada"),
        ("ja", "朝鮮中央通信が伝えた。同通信によると、飛行距離は900キロだった。", "KCNA"),
        (
            "ja",
            "韓国軍合同参謀本部は弾道ミサイルだとした。報道官は、900キロ飛んだと語った。",
            "South Korea Joint Chiefs of Staff",
        ),
        ("ja", "北朝鮮は発射していて、韓国軍はこのとき900キロ飛んだと発表した。", "South Korea Joint Chiefs of Staff"),
    ],
)
def test_who_is_meant(language: str, text: str, speaker: str) -> None:
    assert [c.speaker.name for c in told(launched(language, text), "range")] == [speaker]


def test_a_day_of_its_own_is_told_by_the_narrator() -> None:
    text = "합참은 탄도미사일이라고 밝혔다. 6월 15일에는 미사일이 780km를 날았다."
    assert [c.speaker.name for c in told(launched("ko", text), "range")] == ["narrator"]
