import pytest

from tests.read.topic.spoken import launched, reading, told, values
from trackside.moment import Moment


@pytest.mark.parametrize(
    ("language", "sentence", "attribute", "expected"),
    [
        ("ko", "미사일은 일본 EEZ 밖에 떨어졌다.", "eez", ["outside"]),
        ("ko", "미사일은 배타적경제수역(EEZ) 안에 낙하했다.", "eez", ["inside"]),
        ("ja", "EEZの内側に落下した。", "eez", ["inside"]),
        ("ja", "EEZ内には落下していない。", "eez", ["outside"]),
        ("ko", "미사일은 동쪽 방향으로 비행했다.", "direction", ["east"]),
        ("ko", "동쪽 150㎞ 해상에 떨어졌다.", "direction", []),
        ("ja", "北東方向に発射された。", "direction", ["northeast"]),
        ("ko", "시험발사는 성공했다.", "outcome", ["success"]),
        ("ko", "미사일은 공중에서 폭발했다.", "outcome", ["failure"]),
        ("ko", "시험발사는 성공하지 못했다.", "outcome", []),
        ("ja", "発射は失敗した。", "outcome", ["failure"]),
        ("ko", "열차에서 미사일을 발사했다.", "platform", ["rail"]),
        ("ko", "장관은 열차로 돌아갔다.", "platform", []),
        ("ja", "潜水艦から弾道ミサイルを発射した。", "platform", ["submarine"]),
        ("ko", "미사일은 동해상으로 떨어졌다.", "landing", ["East Sea"]),
        ("ja", "襟裳岬の東約２２００キロに落下した。", "landing", ["襟裳岬の東約2200キロ"]),
        ("ko", "미사일은 화성-17형이다.", "system", ["화성-17형"]),
        ("ko", "부대는 양강도 산악지대로 전개해 미사일을 쐈다.", "site", ["평양 일대", "양강도 산악지대"]),
        ("ko", "부대는 양강도 산악지대로 떠났다.", "site", ["평양 일대"]),
    ],
)
def test_words_that_tell_of_a_flight(language: str, sentence: str, attribute: str, expected: list[str]) -> None:
    assert values(launched(language, sentence), attribute) == expected


def test_where_it_was_launched() -> None:
    text = "북한이 12일 오전 10시께 평양 순안 일대에서 탄도미사일을 발사했다. 장관은 서울 일대에서 회의했다."
    assert values(reading("ko", text), "site") == ["평양 순안 일대"]
    text = "北朝鮮は12日午前10時ごろ、咸鏡南道宣徳付近から弾道ミサイルを発射した。大臣は東京付近から戻った。"
    assert values(reading("ja", text), "site") == ["咸鏡南道宣徳付近"]


def test_times_of_impact_and_of_broadcasts_are_no_launch_times() -> None:
    text = "北朝鮮は12日午前10時0分ごろ弾道ミサイルを発射し、午前11時14分ごろ日本海に落下した。"
    assert values(reading("ja", text), "launch_time") == ["2023-07-12T01:00"]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("ko", "문재인 대통령은 강력히 규탄했다.", [("Moon Jae-in", "condemns")]),
        ("ko", "기시다 총리는 엄중히 항의했다고 밝혔다.", [("Fumio Kishida", "protests")]),
        (
            "ko",
            "미 인도태평양사령부는 당장의 위협은 아니라고 했다.",
            [("US Indo-Pacific Command", "no_immediate_threat")],
        ),
        ("ko", "문재인 대통령은 회의에 참석했다.", []),
        ("ja", "岸田総理大臣「許しがたい。強く非難する」", [("Fumio Kishida", "condemns")]),
        ("ja", "政府は北京の大使館を通じて厳重に抗議しました。", [("Japan government", "protests")]),
        ("ja", "岸田首相は会議に出席した。", []),
    ],
)
def test_stances(language: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    found = launched(
        language, f"발사 소식이다.\n\n{sentence}" if language == "ko" else f"発射のニュース。\n\n{sentence}"
    )
    assert [(r.actor.name, r.stance) for r in found.reactions] == expected


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("ko", "탄도미사일 발사는 3월 25일 이후 약 4개월 만이다.", ["first_since"]),
        ("ko", "올해 들어 11번째 발사다.", ["nth_in_period"]),
        ("ko", "역대 최장 비행이다.", ["record"]),
        ("ko", "고체연료 미사일의 첫 시험발사다.", ["first_of_kind"]),
        ("ko", "지난 발사 나흘 만에 이뤄졌다.", ["interval"]),
        ("ko", "발사는 오전에 이뤄졌다.", []),
        ("ja", "発射は2月18日以来です。", ["first_since"]),
        ("ja", "今年に入り9回目の発射となる。", ["nth_in_period"]),
        ("ja", "飛行距離は過去最長だ。", ["record"]),
        ("ja", "発射は午前中だった。", []),
    ],
)
def test_history(language: str, sentence: str, kinds: list[str]) -> None:
    assert [h.kind for h in launched(language, sentence).history] == kinds


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        (
            "ja",
            "中国は12日午前8時44分(日本時間同9時44分)、大陸間弾道ミサイルを発射した。",
            ["00:44 Asia/Shanghai", "00:44 Asia/Tokyo"],
        ),
        ("ja", "北朝鮮は12日、弾道ミサイルを10:00 JSTに発射した。", ["01:00 Asia/Tokyo"]),
        ("ja", "イランは12日、現地時間の午前4時に弾道ミサイルを発射した。", ["00:30 Asia/Tehran"]),
        ("ja", "イランは12日午前1時(協定世界時)、弾道ミサイルを発射した。", ["01:00 UTC"]),
        ("ja", "米国は12日、米東部時間午前3時にミサイルを発射した。", ["07:00 America/New_York"]),
        (
            "ko",
            "러시아는 12일 오후 3시 12분(한국시간 오후 9시 12분) 미사일을 발사했다.",
            ["12:12 Europe/Moscow", "12:12 Asia/Seoul"],
        ),
        ("ko", "이란은 협정세계시(UTC) 기준 12일 0시 30분 탄도미사일을 발사했다.", ["00:30 UTC"]),
        ("ko", "미국은 12일 0시 56분(현지시간) 미사일을 발사했다.", ["07:56 America/Los_Angeles"]),
        ("ko", "북한은 12일 일본시간 오전 10시에 미사일을 발사했다.", ["01:00 Asia/Tokyo"]),
    ],
)
def test_a_clock_time_keeps_the_zone_it_is_told_in(language: str, text: str, times: list[str]) -> None:
    found = told(reading(language, text), "launch_time")
    moments = [c.value for c in found if isinstance(c.value, Moment)]
    assert [f"{m.earliest:%H:%M} {m.zone}" for m in moments] == times


@pytest.mark.parametrize(
    ("language", "sentence", "systems"),
    [
        ("ko", "미국은 다음 주 ICBM 미니트맨-3를 시험발사할 예정이다.", []),
        ("ko", "한국군은 다음 달 현무-5 시험발사 계획을 공개했다.", []),
        ("ko", "인도는 아그니-5를 발사하지 않았다.", []),
        ("ko", "미국은 다음 주 미니트맨-3를 쏠 예정이다.", []),
        ("ja", "米国は来週ミニットマン3を撃つ予定だ。", []),
        ("ja", "米軍はICBM「ミニットマン3」の発射実験を来週行う計画だ。", []),
        ("ja", "中国は東風41の発射を計画している。", []),
        ("ja", "ロシアは近くサルマトを発射する方針だ。", []),
        ("ko", "화성-11형으로 추정된다.", ["화성-11형"]),
        ("ja", "ロシアのイスカンデルに似た軌道だった。", ["イスカンデル"]),
    ],
)
def test_the_type_of_a_launch_that_others_plan_is_not_that_of_the_news(
    language: str, sentence: str, systems: list[str]
) -> None:
    found = launched(language, sentence)
    assert values(found, "system") == systems
    assert "ICBM" not in values(found, "kind")


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("ja", "防衛省は、ICBMではないとみている。", []),
        ("ja", "ICBM級ではなかったという。", []),
        ("ja", "ICBMには当たらない。", []),
        ("ja", "ICBMの可能性は低い。", []),
        ("ja", "ICBMではなく、短距離弾道ミサイルだった。", ["SRBM"]),
        ("ja", "ICBMではないかとみられる。", ["ICBM"]),
        ("ja", "ICBMの可能性は否定できない。", ["ICBM"]),
        ("ko", "합참은 ICBM은 아니라고 밝혔다.", []),
        ("ko", "ICBM급은 아닌 것으로 보인다.", []),
        ("ko", "ICBM으로 보지 않는다.", []),
        ("ko", "ICBM이 아니라 중거리탄도미사일이다.", ["IRBM"]),
        ("ko", "ICBM이 아니냐는 관측이 나온다.", ["ICBM"]),
        ("ko", "ICBM일 가능성이 있다.", ["ICBM"]),
    ],
)
def test_a_kind_that_it_was_not_is_not_told(language: str, sentence: str, kinds: list[str]) -> None:
    assert [k for k in values(launched(language, sentence), "kind") if k != "ballistic"] == kinds


@pytest.mark.parametrize(
    ("language", "sentence", "systems"),
    [
        ("ja", "火星17ではないという。", []),
        ("ja", "火星17ではないかとみられる。", ["火星17"]),
        ("ko", "화성-17형은 아니라고 했다.", []),
        ("ko", "화성-17형 아니냐는 말이 나온다.", ["화성-17형"]),
    ],
)
def test_a_type_that_it_was_not_is_not_told(language: str, sentence: str, systems: list[str]) -> None:
    assert values(launched(language, sentence), "system") == systems
