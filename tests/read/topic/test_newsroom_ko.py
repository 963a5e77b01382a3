"""Korean wordings that newsrooms vary: days, heights, places of fall, verbs of firing, who speaks."""

import datetime as dt

import pytest

from tests.read.topic.spoken import launched, marked, reading, told, values


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("지난 10일 전략순항미사일", [10]),
        ("지난 10일 후속 시험", [10]),
        ("지난 10일 앞바다에서", [10]),
        ("10일 전 시험", [3]),
        ("10일 전에 쐈다", [3]),
        ("10일 만에", []),
        ("10일 만경대에서", [10]),
        ("지난달 4일로 잡혔다.\n중국은 바로 그 4일 쐈다", [4, 4]),
    ],
)
def test_a_word_that_only_begins_like_before_or_after_leaves_the_day_alone(text: str, days: list[int]) -> None:
    assert [d.first.day for d in marked("ko", text).dates] == days


def test_what_an_office_tells_of_weeks_later_is_the_day_of_the_launch() -> None:
    text = "영국 해군은 {} 잠수함이 쏜 트라이던트 미사일이 바다에 떨어졌다고 인정했다."
    old = reading("ko", text.format("지난달 10일"), dt.date(2023, 7, 13))
    assert [m.date.date for m in old.mentions if m.date] == ["2023-06-10"]
    new = reading("ko", text.format("지난 12일"), dt.date(2023, 7, 13))
    assert [m.date.date for m in new.mentions if m.date] == ["2023-07-12"]


def test_that_day_of_the_month_is_the_one_told_before() -> None:
    dates = marked("ko", "지난달 4일로 잡혔다.\n중국은 바로 그 4일 쐈다").dates
    assert [d.first for d in dates] == [dt.date(2023, 6, 4)] * 2


@pytest.mark.parametrize(
    ("text", "hours"), [("13:10 금일 11시 05분경", [13, 11]), ("오후 1시 10분과 3시 5분", [13, 15])]
)
def test_only_an_hour_told_in_halves_lends_its_half(text: str, hours: list[int]) -> None:
    assert [c.time.hour for c in marked("ko", text).clocks] == hours


@pytest.mark.parametrize(
    ("sentence", "heights", "lengths"),
    [
        ("미사일은 60㎞ 높이로 760㎞가량을 가로질렀다.", [60e3], [760e3]),
        ("미사일은 550㎞ 고도로 2천700여㎞를 갔다.", [550e3], [2700e3]),
        ("하나는 최고 고도 약 550㎞로 약 300㎞, 다른 하나는 최고 고도 약 50㎞로 약 750㎞를 비행했다.",
         [550e3, 50e3], [300e3, 750e3]),
        ("정점고도 6000㎞까지 상승하여 989㎞를 4015s동안 비행하였다.", [6000e3], [989e3]),
        ("1차 정점고도 101㎞, 2차 정점고도 72㎞를 그리며 1천㎞를 비행했다.", [101e3], [1000e3]),
        ("2802㎞ 고도까지 올라 933㎞ 거리를 39분 동안 날았다.", [2802e3], [933e3]),
        ("첫 발은 420여㎞를, 다음 발은 270여㎞를 비행했다.", [], [420e3, 270e3]),
        ("탄두는 600m 상공에서 터졌고 거리는 800㎞였다.", [], [800e3]),
        ("파고 3m를 넘는 바다였고 미사일은 800㎞를 날았다.", [], [800e3]),
        ("에리모 곶에서 동쪽으로 약 2천200㎞ 떨어진 태평양에 떨어졌다.", [], []),
        ("동쪽으로 약 2천200㎞ 비행했다.", [], [2200e3]),
        ("무게가 같은 탄두를 달면 8천300㎞쯤 날 수 있다.", [], [8300e3]),
    ],
)  # fmt: skip
def test_heights_and_lengths(sentence: str, heights: list[float], lengths: list[float]) -> None:
    found = launched("ko", sentence)
    assert values(found, "apogee") == heights
    assert values(found, "range") == lengths


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("재진입체는 마셜제도 콰절린 환초에 도달했다.", ["마셜제도 콰절린 환초에"]),
        ("미사일은 쿠라 시험장의 표적을 맞혔다.", ["쿠라 시험장의 표적을"]),
        ("미사일을 대만 주변 바다로 쏟아부었다.", ["대만 주변 바다로"]),
        ("군은 쿠라 시험장에 사람을 보냈다.", []),
        ("미사일은 같은 섬에서 발사됐다.", []),
    ],
)
def test_where_it_fell(sentence: str, places: list[str]) -> None:
    assert [c.quote.exact for c in told(launched("ko", sentence), "landing")] == places


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("반덴버그 우주군 기지의 지하 격납고에서 미사일을 발사했다.", ["반덴버그 우주군 기지"]),
        ("잠수함 '툴라'가 바렌츠해의 물속에서 쏜 미사일이다.", ["바렌츠해"]),
        ("함경남도 함흥시 흥남구역 작도동에서 미사일을 발사했다.", ["함경남도 함흥시 흥남구역 작도동"]),
        ("발사 장소는 평양시 순안입니다.", ["평양시 순안"]),
        ("지난 시험발사에서 미사일을 쏘았다.", []),
    ],
)
def test_where_from(sentence: str, places: list[str]) -> None:
    assert [c.quote.exact for c in told(launched("ko", sentence), "site")[1:]] == places


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            '장영근 한국국가전략연구원 미사일센터장은 "제한 없이 쏘면 3천㎞ 이상은 나온다"고 풀이했다.',
            "Jang Young-geun",
        ),
        ("김태효 국가안보실 1차장은 거리가 360㎞라고 했다.", "김태효 국가안보실 1차장"),
        ("국방연구개발기구(DRDO)는 거리를 360㎞로 설명해 왔다.", "Defence Research and Development Organisation"),
        ("거리가 360㎞라는 것이 군사 전문가들의 관측이다.", "군사 전문가"),
        ('중국군 산하 연구소의 한 연구원은 "거리는 360㎞"라고 주장했다.', "중국군 산하 연구소의 한 연구원"),
        ("미국 뉴욕타임스는 거리를 360㎞로 전했다.", "뉴욕타임스"),
        ("미사일은 360㎞를 비행했고, 제원은 정보당국이 정밀 분석하고 있다.", "narrator"),
        ("정보당국은 거리를 360㎞로 분석하고 있다.", "정보당국"),
    ],
)
def test_who_speaks(sentence: str, speaker: str) -> None:
    assert [c.speaker.name for c in told(launched("ko", sentence), "range")] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("중국은 4일 대만 주변 바다로 둥펑 계열 탄도미사일을 쏟아부었다.", ["CN"]),
        (
            "북한이 4일 미사일을 쐈다. 우리 군은 북한 미사일이 날던 7시 3분 현무-2A 두 발을 쏘며 맞불을 놨다.",
            ["KP", "KR"],
        ),
        ("북한이 4일 미사일을 쐈다. 우리 군은 북한 미사일이 날던 7시 3분 회의를 열었다.", ["KP"]),
        ("인도가 4일 아그니-5를 쐈다. 4월 3일에는 네 번째 미사일 시험을 했고 성공했다.", ["IN", "IN"]),
        ("인도가 4일 아그니-5를 쐈다. 4월 3일에는 미사일 엔진 시험을 했다.", ["IN"]),
    ],
)
def test_whose_launches(text: str, expected: list[str]) -> None:
    assert sorted(m.country for m in reading("ko", text, dt.date(2023, 8, 5)).mentions) == expected


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("앞선 공지에서 비행거리를 900여km로 알려드렸으나 위와 같이 바로잡습니다.", ["900여km"]),
        ("앞선 공지에서 비행거리를 900여km로 알려드렸습니다.", []),
        ('공보실장은 1천㎞라는 수치를 두고 "과장된 것으로 판단한다"고 잘라 말했다.', ["1천㎞"]),
        ('공보실장은 1천㎞라는 수치를 두고 "맞는 것으로 판단한다"고 잘라 말했다.', []),
    ],
)
def test_what_is_taken_back_or_disputed(sentence: str, denied: list[str]) -> None:
    claims = told(launched("ko", sentence), "range")
    assert [c.quote.exact for c in claims if c.modality.value == "denied"] == denied


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("잠수함에서 미사일을 쏜 것은 그때가 처음이었다.", ["first_of_kind"]),
        ("대통령은 취임 후 처음으로 회의를 주재했다.", []),
        ("이번 미사일은 가장 먼 거리를 날았다.", ["record"]),
        ("미사일에서 가장 먼 사람은 웃었다.", []),
    ],
)
def test_history(sentence: str, kinds: list[str]) -> None:
    assert [h.kind for h in launched("ko", sentence).history] == kinds


@pytest.mark.parametrize(
    ("sentence", "stances"),
    [
        ("메드베데프 대통령은 발사를 보고 흡족해했다.", ["praises"]),
        ("시험비행대 지휘관은 대원들을 치켜세웠다.", ["praises"]),
        ("외교부는 이번 발사가 어느 나라도 겨냥하지 않았다고 했다.", ["defends"]),
        ("외교부는 발사 시각을 묻지 않았다.", []),
    ],
)
def test_stances(sentence: str, stances: list[str]) -> None:
    assert [r.stance for r in launched("ko", sentence).reactions] == stances
