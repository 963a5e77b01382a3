import datetime as dt

import pytest

from tests.read.topic.spoken import reading


def launches(language: str, text: str, published: dt.date | None = dt.date(2023, 7, 13)) -> list[tuple[str, str]]:
    return [(m.country, m.date.date if m.date else "") for m in reading(language, text, published).mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "합참은 13일 북한이 전날 평양에서 탄도미사일 1발을 발사했다고 밝혔다.", [("KP", "2023-07-12")]),
        ("ko", "조선중앙통신은 13일 화성포-18형을 12일 시험발사했다고 보도했다.", [("KP", "2023-07-12")]),
        ("ko", "이란은 11일 탄도미사일을 시험발사했다. 약 600㎞를 비행했다.", [("IR", "2023-07-11")]),
        ("ja", "防衛省は12日、北朝鮮が同日午前、弾道ミサイルを発射したと発表した。", [("KP", "2023-07-12")]),
        ("ja", "インドは11日、弾道ミサイル「アグニ5」を発射した。約5000キロ飛行した。", [("IN", "2023-07-11")]),
    ],
)
def test_launches_told_of(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert launches(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "북한이 10일 밤 열병식에서 화성-18형을 공개했다. 사거리는 1만5천㎞로 추정된다."),
        ("ko", "북한이 탄도미사일을 발사하면 대응하겠다고 국방부가 13일 밝혔다."),
        ("ko", "북한은 12일 탄도미사일을 발사하지 않았다."),
        ("ko", "이동식발사대에 실린 미사일이 12일 전시됐다."),
        ("ko", "고체엔진 지상분출시험을 12일 진행했다. 추력은 140톤이다."),
        ("ko", "북한이 미사일을 발사했다는 상황을 가정한 대피 훈련이 12일 오후 2시 실시됐다."),
        ("ja", "弾道ミサイルが発射されたとの想定で12日午前10時に訓練が行われた。"),
        ("ja", "射程5500キロ以上のものを大陸間弾道ミサイルと呼ぶ。"),
        ("ja", "北朝鮮は12日の軍事パレードで火星18型を公開した。"),
        ("ja", "北朝鮮がミサイルを発射した場合、Jアラートが出る。"),
        ("ja", "試験のサイレンは午前十時に鳴る。"),
    ],
)
def test_nothing_is_told_of(language: str, text: str) -> None:
    found = reading(language, text)
    assert (found.mentions, found.claims, found.reactions, found.history) == ((), (), (), ())


def test_a_day_only_compared_with_is_no_launch_unless_it_is_spoken_of_further() -> None:
    text = "북한이 12일 탄도미사일을 발사했다. 탄도미사일 발사는 올해 3월 25일 이후 처음이다."
    assert launches("ko", text) == [("KP", "2023-07-12")]
    assert launches("ko", text + " 당시에는 두 발이 450㎞를 비행했다.") == [("KP", "2023-07-12"), ("KP", "2023-03-25")]


def test_two_kinds_counted_in_one_sentence_are_two_launches() -> None:
    text = "북한이 12일 평양에서 대륙간탄도미사일 1발과 단거리 탄도미사일 2발을 발사했다."
    assert launches("ko", text) == [("KP", "2023-07-12")] * 2
    text = "북한이 12일 평양에서 단거리 탄도미사일 1발과 단거리 탄도미사일 2발을 발사했다."
    assert launches("ko", text) == [("KP", "2023-07-12")]
