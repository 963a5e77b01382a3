"""Forms that Japanese newsrooms and ministries use: rows of figures, corrections, who told it said a sentence later."""

import datetime as dt

import pytest

from tests.read.topic.spoken import launched, marked, reading, told, values
from trackside.read.topic.day import days
from trackside.record import Modality, Reading

NEWS = "北朝鮮は12日、平壌付近から弾道ミサイルを発射した。"
DAY = dt.date(2023, 7, 13)


def _other_days(text: str) -> list[str]:
    found = days(marked("ja", f"{NEWS}\n\n{text}", DAY)).launches
    return [d.date.first.isoformat() for d in found][1:]


def _speaker(found: Reading, attribute: str) -> str:
    return told(found, attribute)[0].speaker.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("弾道ミサイルの発射は、約3700キロ飛んだ6月15日以来。", ["2023-06-15"]),
        ("発射は、4発が日本海に落ちた2017年3月6日以来となる。", ["2017-03-06"]),
        ("6月15日に何があったのか。資料で振り返る。北朝鮮は午後7時25分ごろ2発を発射した。", ["2023-06-15"]),
        ("昨年は5月31日に2段目のエンジン、8月24日に3段目の不具合でいずれも失敗した。", ["2023-05-31", "2022-08-24"]),
        ("方式を変えたのは1月31日の3回目からで、このときも成功している。", ["2023-01-31"]),
        ("発射は6月15日以来。", []),
        ("首相が欧州を回った6月15日以来の外遊だ。", []),
        ("その2日後の10日、浜田防衛相はこの説明を取り消す。1発は800キロ飛んだという説明だった。", []),
        ("朝鮮中央通信の13日の記事は、撃ったのは火星砲だとした。", []),
        ("6月3日の2回目の会談では制裁を協議した。", []),
        ("北朝鮮は8月1日から10日までに衛星を打ち上げると通報し、落下予想海域を示した。", []),
        ("7月20日に撃たれたら、どうするのか。", []),
    ],
)
def test_days_told_beside_the_news(text: str, expected: list[str]) -> None:
    assert _other_days(text) == expected


SHEET = """防衛省

北朝鮮は12日、弾道ミサイルを2発発射した。

(1発目)
　発射時刻　　9時59分頃
　飛翔方向　　北東
　最高高度　　約6000km
　飛翔距離：約1000km
(2発目)
　発射時刻　　{time}頃
　最高高度　　約50km
　飛翔距離：約350km

いずれも日本海に落下した。"""


def test_rows_of_figures_are_no_headings() -> None:
    found = reading("ja", SHEET.format(time="10時5分"))
    assert len(found.mentions) == 1
    assert sorted(map(str, values(found, "apogee"))) == ["50000.0", "6000000.0"]
    assert values(found, "direction") == ["northeast"]


def test_shots_under_heads_of_their_own_long_apart_are_two_launches() -> None:
    found = reading("ja", SHEET.format(time="11時2分"))
    assert [m.date.date for m in found.mentions if m.date] == ["2023-07-12", "2023-07-12"]
    first, second = (c.mention_id for c in told(found, "range"))
    assert first != second
    assert values(found, "landing") == ["East Sea", "East Sea"]


def test_a_line_of_speech_in_a_live_report_is_no_heading_but_a_headline_is() -> None:
    entry = reading("ja", f"発射の速報\n\n{NEWS}\n\n午前10時50分\n政府関係者「飛行時間は70分程度」\n")
    assert values(entry, "flight_time") == [4200.0]
    headline = reading("ja", f"防衛相「飛行時間は70分程度」\n\n{NEWS}")
    assert values(headline, "flight_time") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("約1000キロ飛んだ。韓国軍合同参謀本部が発表した。", "South Korea Joint Chiefs of Staff"),
        ("約1000キロ飛んだ。朝鮮中央通信が13日、平壌発で報じた。", "KCNA"),
        ("約1000キロ飛んだ。韓国軍合同参謀本部は2発だったと発表した。", "narrator"),
        ("米FOXテレビは米当局者の話として、約1000キロ飛んだと報じた。", "米当局者"),
        ("NHKは政府関係者の話として、約1000キロ飛んだと伝えた。", "政府関係者"),
        ("約1000キロ飛んだとの韓国軍の発表については承知している。", "South Korea Joint Chiefs of Staff"),
        ("菅官房長官が会見。飛翔距離は約1000キロ。", "Yoshihide Suga"),
        (
            "北朝鮮は声明で成功したと発表した。約1000キロ飛んだとし、金正恩委員長が完成を宣言したと伝えた。",
            "North Korea government",
        ),
    ],
)
def test_who_told_it(text: str, speaker: str) -> None:
    assert _speaker(launched("ja", text), "range") == speaker


@pytest.mark.parametrize(
    ("text", "attribute", "modalities"),
    [
        ("長官は1回目の会見で飛翔時間を「約50分」と述べていたが、2回目で言い直した。", "flight_time", ["denied"]),
        ("防衛省は第1報で高度を約500キロと発表していたが、約550キロに改めた。", "apogee", ["denied", "asserted"]),
        (
            "先ほど「飛距離は約800キロ」とお伝えしましたが、正しくは「約600キロ」でした。",
            "range",
            ["denied", "asserted"],
        ),
        ("防衛省は第1報で高度を約500キロと発表した。", "apogee", ["asserted"]),
    ],
)
def test_what_is_taken_back(text: str, attribute: str, modalities: list[str]) -> None:
    assert [c.modality for c in told(launched("ja", text), attribute)] == [Modality(m) for m in modalities]


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("浙江省からの1発は約350キロ、福建省からの4発は約700キロ飛んだ。", "range", [350e3, 700e3]),
        ("軌道次第では1万5,000km以上の射程になり得ます。", "range", [15000e3]),
        ("関係者は「本当は8千キロ届く」と話した。", "range", [8000e3]),
        ("ミサイルは約3分後に黄海上で消失した。", "flight_time", [180.0]),
        ("ミサイルは高度101キロまで上がり、降下したあと72キロまで再び上昇した。", "apogee", [101e3]),
        ("200キロは、弾道ミサイルの落下地点としては最も近い。", "range", []),
        ("射程1万キロのこの型を通常の角度で撃った例は一度もない。", "range", []),
        ("約3分後に会見が始まった。", "flight_time", []),
        ("防衛省は2発を発射したとした。韓国軍は「3発」としている。", "missile_count", [2.0, 3.0]),
        ("首相は帰国した。野党は「2発」の反論をした。", "missile_count", []),
        ("新型の「火星15」の試射に成功したと発表した。", "outcome", ["success"]),
        ("「火星15」の試射に成功していないと発表した。", "outcome", []),
        ("「火星15」は沖合の標的を破壊したと発表した。", "outcome", ["success"]),
        ("ICBMの発射は、失敗とみられるものを除き、5度目だ。", "outcome", []),
        ("密閉した発射筒を載せた車両から試射した。", "platform", ["road"]),
        ("演習では短距離弾道ミサイル「ゾルファガール」を撃った。", "system", ["ゾルファガール"]),
        ("ミサイルは波照間島の南西に落下した。", "landing", ["波照間島の南西"]),
        ("ミサイルは三陸沖の太平洋まで届いた。", "landing", ["Pacific"]),
        ("ミサイルは排他的経済水域に落下した。", "landing", []),
    ],
)
def test_figures_and_words_of_a_flight(text: str, attribute: str, expected: list[float | str]) -> None:
    assert values(launched("ja", text), attribute) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("岸信夫防衛相が会見した。岸氏は強く非難した。", [("Nobuo Kishi", "condemns")]),
        ("外務省の森健良次官は中国の大使に抗議した。", [("Japan foreign ministry", "protests")]),
        ("アメリカ太平洋軍は「北米への脅威ではない」と付け加えた。", [("US Pacific Command", "no_immediate_threat")]),
        ("ティラーソン米国務長官は外交の選択肢は残っていると述べた。", [("Rex Tillerson", "calls_for_talks")]),
        ("中国外務省は緊張を高めないよう求めた。", [("China government", "calls_for_talks")]),
        ("米中央軍は発射を非難した。", [("US Central Command", "condemns")]),
        ("バゲリ参謀総長は「侵略の意図はない」と語った。", [("Mohammad Bagheri", "defends")]),
        ("中国外務省は論評を避けた。", []),
    ],
)
def test_stances(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.actor.name, r.stance) for r in launched("ja", text).reactions] == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("首相は「これまでにない深刻な脅威だ」と述べた。", []),
        ("これまでにない高度だった。", ["record"]),
        ("3日後の9日、官房長官が会見した。", []),
        ("3日後に再び発射した。", ["interval"]),
        ("長官は2回目で言い直した。", []),
        ("ことし2回目の発射だ。", ["nth_in_period"]),
    ],
)
def test_what_sets_a_launch_among_others(text: str, kinds: list[str]) -> None:
    assert [h.kind for h in launched("ja", text).history] == kinds


def test_who_holds_a_conference_speaks_behind_it_also_of_a_day() -> None:
    found = launched("ja", "稲田防衛相が会見。ミサイルは12日午後に発射され、約45分飛翔した。")
    assert _speaker(found, "flight_time") == "Tomomi Inada"
    found = launched("ja", "稲田防衛相は発射を非難した。ミサイルは12日午後に発射され、約45分飛翔した。")
    assert _speaker(found, "flight_time") == "narrator"


def test_what_a_zone_is_corrected_to_is_not_denied() -> None:
    found = launched("ja", "防衛省は当初、EEZの外側に落下したと発表していたが、その後、EEZの内側と訂正した。")
    assert [(c.value, c.modality.value) for c in told(found, "eez")] == [("outside", "denied"), ("inside", "asserted")]


@pytest.mark.parametrize(
    ("text", "system", "count"),
    [
        ("4月15日にもムスダン1発を発射した。", ["ムスダン"], [1.0]),
        ("「火星14」発射を中央通信が報じた。", ["火星14"], []),
        ("火星14発射を中央通信が報じた。", ["火星14"], []),
    ],
)
def test_a_count_is_no_part_of_a_name(text: str, system: list[str], count: list[float]) -> None:
    found = launched("ja", text)
    assert (values(found, "system"), values(found, "missile_count")) == (system, count)
