"""Slips are noticed and named: what each rule must doubt, what it must leave alone, and that nothing else changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.read.marked import DAY, reading
from tests.read.texts import FRANCE, INDIA, TWO_CAPITALS
from tests.read.topic.spoken import reading as spoken
from trackside.read import gather
from trackside.read.assemble import Said
from trackside.read.doubt_number import fall_s
from trackside.read.topic import gather as topic_gather
from trackside.record import Reading

ICBM = (
    "North Korea fired an intercontinental ballistic missile from Sunan on Thursday, South Korea's military said.\n\n"
)
SHOT = "North Korea fired a ballistic missile from Sunan on Thursday, South Korea's military said.\n\n"
FIRED = "North Korea fired a ballistic missile "
SHORT = "The short-range ballistic missile flew 4,500 km, Seoul's military said."
KO = "북한이 24일 평양 순안 일대에서 대륙간탄도미사일(ICBM)을 발사했다고 합동참모본부가 밝혔다.\n\n"
JA = "北朝鮮は24日、平壌の順安付近から大陸間弾道ミサイル(ICBM)1発を発射した。\n\n"
SEPTEMBER = dt.date(2021, 9, 16)
TURKEY = (
    "A ballistic missile was launched by Turkey on Tuesday and hovered over the country, Japan's government said. "
    "North Korea's missile flew 4,600 km.\n\nNorth Korea last fired over Japan in 2017. The missile, thought to be a "
    "Hwasong-12, is North Korea's longest. North Korea has launched many Hwasong-12 missiles."
)

# The text, the words in doubt, and what the doubt must say.
DOUBTED = {
    "a thousand lost beside another's value": (
        ICBM
        + "It rose to over 6,200 km, Seoul said.\n\nJapan's defence ministry said that it reached an altitude of 6 km.",
        "6 km",
        "may be 6,000 km",
    ),
    "a thousand lost, in words, against the time": (
        ICBM + "It flew for 71 minutes and reached a maximum altitude of over six kilometers, Tokyo said.",
        "over six kilometers",
        "may be 6,000 km",
    ),
    "a thousand lost against the range": (
        ICBM + "It flew 1,080 km and reached an altitude of 6 km, Seoul's military said.",
        "6 km",
        "stays this low",
    ),
    "a range beside the launcher": (
        SHOT + "It reached an altitude of 6,100 km and flew 1 km, Seoul's military said.",
        "1 km",
        "may be 1,000 km",
    ),
    "a range beside the launcher, of a success": (
        "North Korea successfully fired an intercontinental ballistic missile on Thursday. It flew 12 km, KCNA said.",
        "12 km",
        "may be 12,000 km",
    ),
    "a thousand too much": (
        SHOT + "It rose to 50 km, Seoul's military said.\n\nIt reached an altitude of 50,000 km, Tokyo said.",
        "50,000 km",
        "one group too many",
    ),
    "miles that the time rules out": (
        SHOT + "The missile flew for 53 minutes and reached an altitude of about 4,500 miles, the Pentagon said.",
        "about 4,500 miles",
        "may be 4,500 km",
    ),
    "miles where another says kilometres": (
        SHOT + "It rose to about 4,500 km and flew 960 km, Seoul said.\n\nThe Pentagon said it climbed to 4,500 miles.",
        "4,500 miles",
        "may be 4,500 km",
    ),
    "nautical miles where another says kilometres": (
        SHOT
        + "It flew 960 km, Seoul's military said, and fell into the sea.\n\nTokyo said it flew 960 nautical miles.",
        "960 nautical miles",
        "may be 960 km",
    ),
    "units of a conversion swapped": (
        SHOT + "It flew 500 miles (310 km), Seoul's military said.",
        "500 miles",
        "units may be swapped",
    ),
    "a conversion that is none": (
        SHOT + "It reached a height of approximately 3,700 kilometers (3,000 miles), Seoul's military said.",
        "approximately 3,700 kilometers",
        "2,299",
    ),
    "a digit": (
        ICBM + "KCNA said it reached an altitude of 6,248.5 km.\n\nThe altitude of 6,258.5 km is a record, KCNA said.",
        "6,258.5 km",
        "may be 6,248.5 km",
    ),
    "two digits in the wrong order": (
        ICBM + "KCNA said the missile flew for 4,052 seconds.\n\nIt flew for 4,025 seconds, an analyst said.",
        "4,025 seconds",
        "may be 4,052 seconds",
    ),
    "range and height swapped": (
        ICBM + "It flew 1,100 km and reached an altitude of 6,000 km, Seoul said.\n\nIt flew 1,090 km, KCNA said.\n\n"
        "Japan's defence ministry said it flew 6,000 km and reached an altitude of 1,100 km.",
        "1,100 km",
        "swapped",
    ),
    "a short-range missile across an ocean": (
        "North Korea fired a short-range ballistic missile on Thursday. It flew far. " + SHORT,
        "4,500 km",
        "1,000 km",
    ),
    "more than half way round the Earth": (
        SHOT + "The missile covered 27,000 km, Seoul's military said.",
        "27,000 km",
        "half way round",
    ),
    "faster than escape": (SHOT + "The missile flew at Mach 62, Seoul's military said.", "Mach 62", "for good"),
    "a day to come": (
        FIRED + "on April 24, 2022 from Sunan, Seoul's military said. It flew 1,000 km.",
        "April 24, 2022",
        "may be 24 March 2022",
    ),
    "a missile handed on without a word": (TURKEY.replace("Turkey", "Russia"), "Russia", "may be North Korea"),
    "evening in the morning": (
        FIRED + "at 7:10 p.m. on Thursday morning from Sunan. It flew 1,000 km.",
        "7:10 p.m.",
        "not in the morning",
    ),
    "forenoon for afternoon": (
        FIRED + "at 2:34 a.m. on Thursday from Sunan, Seoul's military said.\n\n"
        "Japan's defence ministry said the missile was launched at 14:33 and flew 1,100 km.",
        "2:34 a.m.",
        "half a day",
    ),
    "clock times that are not so far apart": (
        FIRED + "at 10:15 a.m. on Thursday from Sunan. It fell at 11:20 a.m. west of "
        "Hokkaido, Japan's defence ministry said. KCNA said it flew for 69 minutes.",
        "69 minutes",
        "65 minutes apart",
    ),
    "a launching country that nothing else is of": (TURKEY, "Turkey", "may be North Korea"),
}


def in_doubt(found: Reading) -> dict[str, str]:
    """The words of each claim in doubt, and the doubt."""
    return {c.quote.exact: c.doubt for c in found.claims if c.doubt}


@pytest.mark.parametrize("name", DOUBTED)
def test_a_slip_is_named(name: str) -> None:
    text, words, reason = DOUBTED[name]
    found = in_doubt(reading(text))
    assert words in found
    assert reason in found[words]


UNDOUBTED = {
    "the altitude told by two": ICBM + "It rose to over 6,200 km, Seoul said.\n\nTokyo said it reached 6,000 km.",
    "a low flight of a short-range missile": SHOT + "It flew 430 km at an altitude of 36 km, Seoul's military said.",
    "a small distance beside the height": SHOT + "It flew 500 km and reached an altitude of 550 km, Seoul said.\n\n"
    "The altitude told by Tokyo was a dozen kilometres off; the missile flew at an altitude of 2 km by then.",
    "a missile that failed at once": "North Korea fired an intermediate-range ballistic missile on Thursday. "
    "It rose to 3 km and exploded, Seoul's military said; the launch failed.",
    "a cruise missile close to the sea": "North Korea fired a cruise missile on Thursday. It flew 1,500 km for "
    "7,580 seconds at an altitude of 1 km, KCNA said.",
    "miles that fit the time": SHOT + "It flew for 53 minutes and reached an altitude of 2,800 miles, Washington said.",
    "miles beside other miles": SHOT + "It flew 500 miles, Seoul said.\n\nTokyo said it flew 460 miles.",
    "miles that another has in kilometres": SHOT + "It flew 500 miles, Washington said.\n\nTokyo said it flew 800 km.",
    "a conversion as people round": SHOT
    + "It rose as high as 600 km (400 miles) and flew 300 km (200 miles), Tokyo said.",
    "a height in brackets": SHOT + "It flew 800 km (60 km high), Seoul's military said.",
    "two exact numbers of two flights": ICBM
    + "KCNA said it flew 1,001.2 km.\n\nThe Hwasong-17 of 18 November 2021 flew "
    "1,000.2 km, KCNA said.",
    "round numbers that differ in one digit": SHOT + "It flew 1,090 km, KCNA said.\n\nSeoul said it flew 1,080 km.",
    "a value taken back": ICBM
    + "Tokyo first said it reached an altitude of 6 km, then 6,000 km. It flew for 71 minutes.",
    "range and height of a lofted flight": ICBM + "It flew 1,100 km and reached an altitude of 6,000 km, Seoul said.",
    "a short-range missile and an ICBM": "North Korea fired a short-range ballistic missile on Thursday, unlike the "
    "ICBM that flew 4,500 km in 2017.",
    "a reach round the Earth": SHOT + "The missile could reach targets more than 18,000 km away, Moscow said.",
    "a fast re-entry": SHOT + "The missile flew at Mach 22, Seoul's military said.",
    "a weekday that is right": FIRED + "on Wednesday, September 15, 2021. It flew 800 km.",
    "two days, two weekdays": "North Korea fired ballistic missiles on Saturday and Sunday, March 19 and 20. "
    "They flew 800 km.",
    "a weekday of the next thought": FIRED + "on September 15, 2021, Monday's statement said. It flew 800 km.",
    "a notice of days to come": "North Korea will launch a satellite between March 31, 2022 and April 11, 2022, "
    "it said. North Korea fired a ballistic missile on Thursday. It flew 800 km.",
    "the hour elsewhere": FIRED + "at 7:10 p.m. Washington time on Thursday morning from Sunan. It flew 1,000 km.",
    "two clocks of one launch": FIRED + "at 2:34 p.m. on Thursday, Seoul's military said. "
    "Tokyo said the missile was launched at 2:33 p.m. and flew 1,100 km.",
    "clock times that agree": FIRED + "at 10:15 a.m. on Thursday from Sunan. It fell at "
    "11:23 a.m. west of Hokkaido, Tokyo said. KCNA said it flew for 69 minutes.",
    "a fall that was foretold": FIRED + "at 10:15 a.m. on Thursday from Sunan. Tokyo expected it to have landed at "
    "11:05 a.m. KCNA said it flew for 69 minutes.",
    "a fall told to the minute": FIRED
    + "at 6:57 a.m. on Thursday from Sunan. It fell at 7:16 a.m., Tokyo said. KCNA said "
    "it flew for 21 minutes.",
    "a salvo of two halves of a day": "North Korea fired four ballistic missiles on Thursday, the first at 2:34 a.m., "
    "Seoul's military said.\n\nTokyo said a missile was launched at 2:33 p.m. and flew 350 km.",
    "a weekday of another year": "On Wednesday, Nov. 29, North Korea fired a ballistic missile. It flew 950 km.",
    "a missile that fell at once": "North Korea fired an intercontinental ballistic missile on Thursday. It flew "
    "12 km, Seoul's military said.",
    "a low flight that failed": "North Korea fired an intermediate-range ballistic missile on Thursday. It flew 350 km "
    "at an altitude of 5 km and exploded, Seoul's military said; the launch failed.",
    "a value that is denied elsewhere": ICBM + "An early report said the missile reached an altitude of 6 km.\n\n"
    "Tokyo denied that it reached 6 km; it reached an altitude of 6,000 km.",
    "exact numbers of two missiles": "North Korea fired two ballistic missiles on Thursday. The first flew 1,001.2 km, "
    "KCNA said.\n\nThe second flew 1,002.2 km.",
    "what it flew and what it could": SHOT + "It flew 1,000 km, Seoul said. It could reach 1,000 miles, Tokyo said.",
    "a missile handed on": TURKEY.replace("Turkey", "Russia") + " It was supplied last year.",
    "a country named again and again": TURKEY + " Turkey is far off." * 3 + " North Korea is not." * 15,
    "a missile that is like another's": "A ballistic missile was launched by Turkey on Tuesday. Turkey tests few. It "
    "is like North Korea's Hwasong-11; North Korea showed that in 2019, and North Korea sells none.",
    "a country with missiles of its own": TURKEY + " It may have been a Tayfun.",
    "a country that speaks for itself": TURKEY + " It flew 4,500 km, Turkey's defence ministry said.",
    "an alert after the fall": FIRED + "at 10:15 a.m. on Thursday from Sunan. It fell into "
    "the sea, Tokyo said at 11:50 a.m. KCNA said it flew for 69 minutes.",
    "a country that fires another's missiles": "Russia launched a ballistic missile at Kharkiv on Thursday. It "
    "was a North Korean Hwasong-11, supplied by North Korea; North Korea's missile flew 400 km. North Korea denied it.",
    "two countries on one day": FIRED + "on Thursday. It flew 800 km. North Korea's missile "
    "was a Hwasong-12. South Korea fired a Hyunmoo-2 missile on Thursday in reply.",
}


@pytest.mark.parametrize("name", UNDOUBTED)
def test_what_may_well_be_true_is_left_alone(name: str) -> None:
    found = reading(UNDOUBTED[name])
    assert found.claims
    assert in_doubt(found) == {}


WEEKDAYS = [
    ("on Sunday, September 15, 2021", True),
    ("on Sunday, 15 September 2021", True),
    ("on September 15, 2021 (Sunday)", True),
    ("on September 15, 2021, a Sunday", True),
    ("on Sun., Sept. 15", True),
    ("on Wednesday, 15 September 2021", False),
    ("on September 15, 2021 (Wed)", False),
    ("on 15 September 2021", False),
    ("on Sunday", False),
]


@pytest.mark.parametrize(("when", "doubted"), WEEKDAYS)
def test_a_weekday_that_is_not_of_its_date_is_in_doubt(when: str, doubted: bool) -> None:
    found = reading(FIRED + f"{when}, Seoul's military said. It flew 800 km.", SEPTEMBER)
    said = [d for d in in_doubt(found).values() if "was a Wednesday, not a Sunday" in d]
    assert bool(said) is doubted


@pytest.mark.parametrize(
    ("language", "text", "published", "words", "reason"),
    [
        (
            "ko",
            "북한이 지난 15일(일) 탄도미사일 2발을 발사했다고 합동참모본부가 밝혔다.",
            SEPTEMBER,
            "15일",
            "Wednesday",
        ),
        ("ja", "北朝鮮は15日（日）、弾道ミサイル2発を発射したと防衛省が発表した。", SEPTEMBER, "15日", "Wednesday"),
        (
            "ko",
            KO + "합참은 고도 약 6200㎞로 탐지했다.\n\n일본 방위성은 최고 고도는 6㎞라고 밝혔다.",
            DAY,
            "6㎞",
            "6,000 km",
        ),
        (
            "ja",
            JA + "防衛省は、ミサイルが約71分間飛翔し、最高高度は約6キロだったと発表した。",
            DAY,
            "約6キロ",
            "6,000 km",
        ),
        (
            "ja",
            JA + "最高高度は6248.5キロだった。\n\n最高高度6258.5キロは過去最高だという。",
            DAY,
            "6258.5キロ",
            "6,248.5 km",
        ),
        (
            "ko",
            KO + "최대 고도 6248.5㎞를 기록했다.\n\n최대 고도 6258.5㎞는 역대 최고다.",
            DAY,
            "6258.5㎞",
            "6,248.5 km",
        ),
    ],
)
def test_slips_are_named_in_every_language(
    language: str, text: str, published: dt.date, words: str, reason: str
) -> None:
    assert reason in in_doubt(spoken(language, text, published)).get(words, "")


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        (
            "ko",
            "북한이 지난 15일(수) 탄도미사일 2발을 발사했다고 합동참모본부가 밝혔다. 비행거리는 약 800km였다.",
            SEPTEMBER,
        ),
        ("ja", "北朝鮮は15日（水）、弾道ミサイル2発を発射したと防衛省が発表した。飛距離は約750キロ。", SEPTEMBER),
        ("ko", KO + "합참은 고도 약 6200㎞로 탐지했다.\n\n일본 방위성은 최고 고도는 6000㎞라고 밝혔다.", DAY),
        ("ja", JA + "防衛省は、ミサイルが約71分間飛翔し、最高高度は約6000キロだったと発表した。", DAY),
    ],
)
def test_what_is_right_is_left_alone_in_every_language(language: str, text: str, published: dt.date) -> None:
    found = spoken(language, text, published)
    assert found.claims
    assert in_doubt(found) == {}


def _untouched(page: object, tale: object, who: object, said: Sequence[Said]) -> list[Said]:
    return list(said)


@pytest.mark.parametrize("text", [*(t for t, *_ in DOUBTED.values()), *UNDOUBTED.values(), FRANCE.body, INDIA.body])
def test_nothing_but_the_doubt_changes(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_doubts = reading(text)
    monkeypatch.setattr(gather, "doubted", _untouched)
    without = reading(text)
    assert tuple(replace(c, doubt="") for c in with_doubts.claims) == without.claims
    assert [c.id for c in with_doubts.claims] == [c.id for c in without.claims]
    assert replace(with_doubts, claims=()) == replace(without, claims=())


@pytest.mark.parametrize(
    ("language", "text"), [("ko", KO + "최고 고도는 6㎞였다."), ("ja", JA + "最高高度は6キロだった。")]
)
def test_nothing_but_the_doubt_changes_in_any_language(
    language: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_doubts = spoken(language, text, DAY)
    monkeypatch.setattr(topic_gather, "doubted", _untouched)
    assert tuple(replace(c, doubt="") for c in with_doubts.claims) == spoken(language, text, DAY).claims


def test_a_long_list_is_compared_with_nothing() -> None:
    rows = "".join(f"The missile flew {n} km and reached an altitude of 6 km.\n\n" for n in range(1000, 1080))
    assert len({c.value for c in reading(SHOT + rows).claims if c.attribute == "range"}) > 60
    assert in_doubt(reading(SHOT + rows)) == {}


def test_a_doubt_that_is_there_already_stays() -> None:
    found = reading(SHOT + "It flew 5.000 km, Seoul's military said, and 5.000 miles, Tokyo said.")
    assert all("5,000" in d for d in in_doubt(found).values())


def test_true_announcements_raise_no_doubt() -> None:
    for text in (FRANCE, INDIA, TWO_CAPITALS):
        assert in_doubt(reading(text.body, text.published)) == {}


def test_a_fall_takes_as_long_as_kepler_says() -> None:
    # Lofted flights as reported minus 115 to 261 s of boost; free flight from 2,111 km takes 1,676 s at 787 km.
    assert fall_s(0) == 0
    assert fall_s(2_111_500) == pytest.approx(1_676, rel=0.06)
    assert fall_s(6_248_500) == pytest.approx(4_075, rel=0.02)
