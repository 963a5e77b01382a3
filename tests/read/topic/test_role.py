import pytest

from tests.read.topic.spoken import launched, told, values
from trackside.record import Modality

A, E, P, H, D = (Modality.ASSERTED, Modality.ESTIMATED, Modality.PLANNED, Modality.HYPOTHETICAL, Modality.DENIED)


@pytest.mark.parametrize(
    ("language", "sentence", "attribute", "expected"),
    [
        ("ko", "비행거리는 약 800㎞, 고도는 60여㎞로 탐지됐다.", "range", [800_000]),
        ("ko", "비행거리는 약 800㎞, 고도는 60여㎞로 탐지됐다.", "apogee", [60_000]),
        ("ko", "2,802km까지 올라가 933km를 39분 동안 날았다.", "apogee", [2_802_000]),
        ("ko", "2,802km까지 올라가 933km를 39분 동안 날았다.", "range", [933_000]),
        ("ko", "2,802km까지 올라가 933km를 39분 동안 날았다.", "flight_time", [2340]),
        ("ko", "330km를 고도 70km, 마하 5로 날았다.", "range", [330_000]),
        ("ko", "미사일은 옆으로 240㎞를 감아돌았다.", "range", []),
        ("ko", "미사일 길이는 20m이다.", "range", []),
        ("ko", "오시마반도 서쪽 약 150㎞ 해상에 떨어졌다.", "range", []),
        ("ja", "最高高度は約50キロで、約750キロ飛んだ。", "apogee", [50_000]),
        ("ja", "最高高度は約50キロで、約750キロ飛んだ。", "range", [750_000]),
        ("ja", "約71分飛翔し、日本海に落下した。", "flight_time", [4260]),
        ("ja", "渡島半島の西方約150キロに落下した。", "range", []),
        ("ja", "ミサイルの全長は約20メートルだ。", "range", []),
        ("ja", "発射は71分前に確認された。", "flight_time", []),
    ],
)
def test_what_a_number_is(language: str, sentence: str, attribute: str, expected: list[float]) -> None:
    assert values(launched(language, sentence), attribute) == expected


def test_a_bare_number_takes_the_attribute_of_the_value_it_is_nearest_to() -> None:
    found = launched(
        "ja", "防衛省は飛行距離を約1000キロ、最高高度を約100キロと発表した。\n\n韓国軍も1100キロ余りと発表した。"
    )
    assert values(found, "range") == [1_000_000, 1_100_000]
    assert values(launched("ja", "防衛省は最高高度を約100キロと発表した。\n\n都市までは1100キロある。"), "range") == []


@pytest.mark.parametrize(
    ("language", "sentence", "attribute", "how"),
    [
        ("ko", "약 750㎞를 날아 동해에 떨어진 것으로 보인다.", "range", E),
        ("ko", "비행거리는 750㎞로 추정된다.", "range", E),
        ("ko", "비행거리는 750㎞였다. 추가 발사 가능성이 있다.", "range", A),
        ("ko", "정상 각도로 쏘면 사거리가 1만3천㎞를 넘을 것이다.", "range", H),
        ("ko", "미사일은 800㎞ 떨어진 표적을 치라는 임무를 받았다.", "range", P),
        ("ko", "부대는 800㎞ 밖의 섬을 타격하라는 명령을 받았다.", "range", P),
        ("ko", "비행거리가 1천500km라는 주장은 거짓이다.", "range", D),
        ("ja", "約71分飛翔し、日本海に落下したと推定している。", "flight_time", E),
        ("ja", "約71分飛翔し、日本海に落下した。", "flight_time", A),
        ("ja", "射程は1万5000キロを超えうる。", "range", H),
        ("ja", "「5000キロ飛行」とお伝えしましたが、誤りでした。", "range", D),
        ("ja", "飛距離を約500キロとし、EEZ外に落ちたと推定した。", "range", A),
    ],
)
def test_a_final_marker_governs_the_chain_before_it(
    language: str, sentence: str, attribute: str, how: Modality
) -> None:
    assert [c.modality for c in told(launched(language, sentence), attribute)] == [how]


@pytest.mark.parametrize(
    ("language", "sentence", "seconds"),
    [
        ("ko", "미사일은 4,415초간 비행했다.", 4415.0),
        ("ko", "미사일은 22분간 비행했다.", 1320.0),
        ("ko", "1시간 14분간의 비행 끝에 떨어졌다.", 4440.0),
        ("ko", "비행은 74분간 이어졌다.", 4440.0),
        ("ko", "미사일은 발사 후 74분 만에 낙하했다.", 4440.0),
        ("ko", "미사일이 낙하하기까지 71분이 걸렸다.", 4260.0),
        ("ja", "発射から約74分後に落下した。", 4440.0),
        ("ja", "飛翔は約74分間続いた。", 4440.0),
        ("ja", "約1時間14分にわたり飛翔した。", 4440.0),
    ],
)
def test_a_time_of_flight_in_other_orders(language: str, sentence: str, seconds: float) -> None:
    assert values(launched(language, sentence), "flight_time") == [seconds]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ko", "경보는 10분간 이어졌다."), ("ko", "발사 10분 뒤 경보가 울렸다."), ("ja", "会見は30分間続いた。")],
)
def test_other_times_are_of_no_flight(language: str, sentence: str) -> None:
    assert not values(launched(language, sentence), "flight_time")


def test_a_distance_of_the_missile_is_read_behind_its_owner() -> None:
    assert values(launched("ko", "미사일의 비행거리는 450km였다."), "range") == [450_000.0]


@pytest.mark.parametrize(
    ("language", "sentence", "attribute", "expected"),
    [
        ("ja", "1発目は8時10分に発射され、飛距離は約350キロ、2発目は約800キロだった。", "range", [350e3, 800e3]),
        ("ja", "1発目の最高高度は約100キロ、2発目は約50キロだった。", "apogee", [100e3, 50e3]),
        ("ja", "飛距離は1発が約350キロ、残りは約800キロ。", "range", [350e3, 800e3]),
        ("ko", "첫 번째는 350km를 날았고, 두 번째 미사일은 800km였다.", "range", [350e3, 800e3]),
        ("ko", "최고고도는 첫째가 60km, 둘째는 90km로 탐지됐다.", "apogee", [60e3, 90e3]),
        ("ja", "飛距離は約350キロ、東京までは約900キロだった。", "range", [350e3]),
        ("ja", "2発目の飛距離は約350キロ、最高高度は約50キロだった。", "range", [350e3]),
    ],
)
def test_the_number_of_the_next_shot_is_what_that_of_the_first_was(
    language: str, sentence: str, attribute: str, expected: list[float]
) -> None:
    assert values(launched(language, sentence), attribute) == expected
