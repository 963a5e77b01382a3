"""Who launched and when, and who says so, where a text only hints at it."""

import datetime as dt

import pytest

from tests.read.topic.spoken import launched, marked, reading, told
from trackside.read.topic.day import days


def launches(language: str, text: str, published: str) -> list[tuple[str, str]]:
    found = reading(language, text, dt.date.fromisoformat(published)).mentions
    return sorted((m.country, m.date.date if m.date else "") for m in found)


@pytest.mark.parametrize(
    ("language", "text", "published", "expected"),
    [
        # An office tells today of today's launch, and of an older one in its next words.
        (
            "ja",
            "韓国軍は16日、北朝鮮が飛翔体2発を打ち上げたと明らかにした。10日の2発は約400キロ飛んだ。",
            "2019-08-16",
            [("KP", "2019-08-10"), ("KP", "2019-08-16")],
        ),
        # Only North Korea's media are a day late.
        ("ja", "新華社は25日、ロケット軍がICBM1発を撃ち、約1万2千キロ飛ばしたと伝えた。中国の発射は44年ぶり。",
         "2024-09-25", [("CN", "2024-09-25")]),
        ("ko", "조선중앙통신은 15일 미사일총국이 중거리탄도미사일을 시험발사했다고 전했다. 거리는 1천㎞였다.",
         "2024-01-15", [("KP", "2024-01-14")]),
        # Nobody is named, but where it rose.
        ("ja", "ミサイルは15日午前6時57分、順安を飛び立ち、約3700キロ飛んだ。", "2017-09-15", [("KP", "2017-09-15")]),
        # Forces tell of what they fired themselves.
        ("ko", "북한이 28일 탄도미사일을 쏘아 1천㎞를 날았다. 합참은 29일 새벽 현무-2 2발을 발사해 대응했다고 밝혔다.",
         "2017-07-29", [("KP", "2017-07-28"), ("KR", "2017-07-29")]),
        ("ko", "북한이 28일 탄도미사일을 쏘아 1천㎞를 날았다. 합참은 북한이 29일 2발을 발사했다고 밝혔다.",
         "2017-07-29", [("KP", "2017-07-28"), ("KP", "2017-07-29")]),
    ],
)  # fmt: skip
def test_whose_launch_of_which_day(language: str, text: str, published: str, expected: list[tuple[str, str]]) -> None:
    assert launches(language, text, published) == expected


def test_an_old_launch_is_of_the_day_told_beside_who_tells_it() -> None:
    text = "지난해 3월 9일 혁명수비대는 미사일 두 발을 발사해 1400㎞ 밖의 표적에 맞혔다고 발표했다."
    assert [d.date.first for d in days(marked("ko", text)).launches] == [dt.date(2022, 3, 9)]
    text = "11일 혁명수비대는 미사일 두 발을 발사해 1400㎞ 밖의 표적에 맞혔다고 발표했다."
    assert not days(marked("ko", text)).launches


def test_this_day_at_a_distance_is_that_of_the_news() -> None:
    text = "북한이 13일 발사했다. 지난 5일에도 쐈다.\n\n이날 일본은 항의했다. 그날 총리는 쉬었다."
    assert [d.first.day for d in marked("ko", text).dates] == [13, 5, 13, 13]


def test_a_minister_of_then_is_no_time() -> None:
    text = "6월 15일에도 2발을 쏴 900km를 날았다. 당시 방위상은 이번 미사일이 1천km를 날 수 있다고 말했다."
    found = launched("ko", text)
    day = {m.id: m.date.date if m.date else "" for m in found.mentions}
    ranges = [(c.quote.exact, day[c.mention_id]) for c in told(found, "range")]
    assert ranges == [("900km", "2023-06-15"), ("1천km", "2023-07-12")]


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("ja", "防衛省の推計では飛距離は約900キロだ。", "Japan Ministry of Defense"),
        ("ja", "防衛省の解説記事は飛距離を約900キロとした。", "Japan Ministry of Defense"),
        ("ja", "韓国軍が公にした数値は、飛距離が約900キロだった。", "South Korea Joint Chiefs of Staff"),
        ("ja", "防衛省の推計では古い船が使われた。\n\nミサイルは約900キロ飛行した。", "narrator"),
        ("ko", "합참이 잰 거리는 900㎞였다.", "South Korea Joint Chiefs of Staff"),
        ("ko", "합참이 잰 고도는 60㎞였고, 이튿날 조선중앙통신은 거리가 900㎞라고 보도했다.", "KCNA"),
        ("ko", "오니키 부대신은 900km를 비행했다고 말했다.", "Makoto Oniki"),
        ("ko", "김동엽 북한대학원대 교수는 900km를 비행했다고 말했다.", "Kim Dong-yub"),
    ],
)
def test_who_gives_a_value(language: str, sentence: str, speaker: str) -> None:
    assert [c.speaker.name for c in told(launched(language, sentence), "range")] == [speaker]


def test_the_head_of_a_live_entry_names_who_speaks_in_it() -> None:
    text = "▶ 12日 12:25　防衛省が数値を公表\n飛んだ距離はおよそ900キロだった。"
    assert told(launched("ja", text), "range")[0].speaker.name == "Japan Ministry of Defense"
    text = "防衛省の長い一日\n飛んだ距離はおよそ900キロだった。"
    assert told(launched("ja", text), "range")[0].speaker.name == "narrator"


def test_a_hedge_at_the_end_reaches_over_a_joining_particle() -> None:
    text = "ミサイルは約900キロ飛翔、最高高度は約60キロで、EEZの外に落下したと推定される。"
    assert {c.modality for c in told(launched("ja", text), "apogee")} == {"estimated"}
    text = "最高高度は約60キロだと発表し、EEZの外に落下したと推定される。"
    assert {c.modality for c in told(launched("ja", text), "apogee")} == {"asserted"}


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("22日朝、元山からミサイル1発が撃たれ、400キロ飛んだ。日本は抗議した。", "2016-06-22", ["KP"]),
        ("インドは22日、元山と同じ緯度の島からアグニ5を発射し、5千キロ飛ばした。", "2016-06-22", ["IN"]),
        ("北朝鮮が22日、ミサイルを発射した。防衛省は10時に2発が撃たれたとしていた。", "2016-06-22", ["KP"]),
    ],
)
def test_the_soil_tells_who_launched_where_nobody_is_said_to(text: str, published: str, expected: list[str]) -> None:
    assert [country for country, _ in launches("ja", text, published)] == expected


def test_a_day_asked_about_is_spoken_of_in_the_answer() -> None:
    asked = "3月24日のものと同型ですか。"
    found = days(marked("ja", asked + "あのときのミサイルは約71分飛びました。")).launches
    assert [d.date.first for d in found] == [dt.date(2023, 3, 24)]
    assert not days(marked("ja", asked + "分析を続けています。")).launches


def test_years_ago() -> None:
    (date,) = marked("ja", "5年前の9月15日にも越えた。", dt.date(2022, 10, 4)).dates
    assert date.first == dt.date(2017, 9, 15)
    (date,) = marked("ko", "5년 전인 9월 15일에도 넘었다.", dt.date(2022, 10, 4)).dates
    assert date.first == dt.date(2017, 9, 15)


@pytest.mark.parametrize(
    ("language", "sentence", "stands"),
    [
        ("ko", "영국, 프랑스, 독일은 발사를 규탄했다.", {"UK government", "France government", "Germany government"}),
        (
            "ko",
            "영국과 프랑스, 독일 3국은 발사를 규탄했다.",
            {"UK government", "France government", "Germany government"},
        ),
        ("ko", "한미일 3국은 발사를 규탄했다.", {"Japan government", "US government", "South Korea government"}),
        (
            "ja",
            "英国、フランス、ドイツの3カ国は発射を非難した。",
            {"UK government", "France government", "Germany government"},
        ),
        ("ja", "日米韓3カ国は発射を非難した。", {"Japan government", "US government", "South Korea government"}),
        ("ja", "EU報道官は懸念を表明した。", {"European Union"}),
        ("ko", "크렘린궁 대변인은 위협이 되지 않는다고 했다.", {"Russia government"}),
    ],
)
def test_all_that_are_named_together_take_the_stance(language: str, sentence: str, stands: set[str]) -> None:
    assert {r.actor.name for r in launched(language, sentence).reactions} == stands


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ja", "岸田首相は「断じて容認できない」と非難した。ミサイルは約900キロ飛行した。", "narrator"),
        ("ja", "岸田首相は「断じて容認できない」と述べた。約900キロ飛行したという。", "Fumio Kishida"),
        ("ja", "岸田首相は発射を非難し、韓国軍は900キロ飛行したと発表した。", "South Korea Joint Chiefs of Staff"),
        ("ko", "기시다 총리는 발사를 규탄했다. 미사일은 900km를 비행했다.", "narrator"),
        (
            "ko",
            "미 국무부는 발사를 규탄했고, 합참은 미사일이 900km를 비행했다고 밝혔다.",
            "South Korea Joint Chiefs of Staff",
        ),
        ("ko", "합참은 미사일을 분석했다며 미사일이 900km를 비행했다고 밝혔다.", "South Korea Joint Chiefs of Staff"),
    ],
)
def test_who_takes_a_stance_does_not_speak_for_the_next(language: str, text: str, speaker: str) -> None:
    assert [c.speaker.name for c in told(launched(language, text), "range")] == [speaker]
