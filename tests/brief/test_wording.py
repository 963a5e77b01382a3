"""Numbers become words: the tables of examples first, then the laws."""

import datetime as dt
import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trackside import moment
from trackside.brief import vocabulary, wording
from trackside.flight.rounding import digits
from trackside.measure import Estimate, Hedge, Verdict, between, rounding_step, stated

KM, MILE, SEA_MILE, FOOT = 1e3, 1609.344, 1852.0, 0.3048


@pytest.mark.parametrize(
    ("given_estimate", "words"),
    [
        (stated(1090 * KM, "m", step=10 * KM), "1,090 km"),
        (stated(6248.5 * KM, "m", step=100), "6,248.5 km"),
        (stated(750 * KM, "m", hedge=Hedge.ABOUT, step=10 * KM), "about 750 km"),
        (stated(1150 * KM, "m", hedge=Hedge.ABOUT, step=10 * KM), "about 1,150 km"),
        (stated(6000 * KM, "m", hedge=Hedge.AT_LEAST), "more than 6,000 km"),
        (stated(900 * KM, "m", hedge=Hedge.AT_MOST), "at most 900 km"),
        (stated(800 * KM, "m", hedge=Hedge.NEARLY), "nearly 800 km"),
        (between(800 * KM, 900 * KM, "m"), "between 800 and 900 km"),
        (between(800 * KM, 820 * KM, "m"), "between 800 and 820 km"),
        (between(66 * 60, 71 * 60, "s"), "between 66 and 71 min"),
        (between(4, 5, "Mach"), "between Mach 4 and 5"),
        (between(500 * MILE, 600 * MILE, "m"), "between 805 and 966 km"),
        (stated(497 * MILE, "m", step=MILE), "800 km"),
        (stated(60 * MILE, "m", step=10 * MILE), "97 km"),
        (stated(500 * MILE, "m", hedge=Hedge.AT_MOST, step=100 * MILE), "at most 800 km"),
        (stated(800 * KM, "m", hedge=Hedge.AT_MOST, step=100 * KM), "at most 800 km"),
        (stated(500 * MILE, "m", hedge=Hedge.AT_LEAST, step=100 * MILE), "more than 805 km"),
        (stated(4200 * MILE, "m", hedge=Hedge.ABOUT, step=100 * MILE), "about 6,800 km"),
        (stated(4200 * MILE, "m", hedge=Hedge.NEARLY, step=100 * MILE), "nearly 6,750 km"),
        (stated(5800 * MILE, "m", hedge=Hedge.AT_LEAST, step=100 * MILE), "more than 9,340 km"),
        (stated(1000 * MILE, "m", step=1000 * MILE), "1,600 km"),
        (stated(95 * MILE, "m", step=MILE), "153 km"),
        (stated(95 * MILE, "m", hedge=Hedge.ABOUT, step=MILE), "about 150 km"),
        (stated(108 * SEA_MILE, "m", step=SEA_MILE), "200 km"),
        (stated(600 * SEA_MILE, "m", step=100 * SEA_MILE), "1,100 km"),
        (stated(1111.2 * KM, "m", step=100), "1,111.2 km"),
        (stated(5556 * KM, "m", step=KM), "5,556 km"),
        (between(100 * SEA_MILE, 200 * SEA_MILE, "m"), "between 185 and 370 km"),
        (stated(30_000 * FOOT, "m", step=10_000 * FOOT), "9.1 km"),
        (stated(21_000 / 3.6, "m/s", hedge=Hedge.ABOUT, step=1000 / 3.6), "about 5.8 km/s"),
        (stated(7.037, "Mach", step=0.001), "Mach 7.037"),
        (stated(600, "m", step=100), "600 m"),
        (stated(4052, "s", step=1), "67 min 32 s"),
        (stated(4260, "s", step=60), "71 min"),
        (stated(45, "s", step=1), "45 s"),
        (stated(7580, "s", step=10), "126 min 20 s"),
        (stated(20, "Mach", step=1), "Mach 20"),
        (stated(7000, "m/s", step=100), "7 km/s"),
        (stated(340, "m/s", step=10), "340 m/s"),
        (stated(2, "count"), "2"),
        (stated(8, "count", hedge=Hedge.AT_LEAST), "at least 8"),
    ],
)
def test_an_announced_number_keeps_its_own_words(given_estimate: Estimate, words: str) -> None:
    assert wording.estimate(given_estimate) == words


@pytest.mark.parametrize(
    ("interval", "against", "words"),
    [
        (Estimate(850e3, 812.3e3, 901.7e3, "m"), None, "between 810 and 900 km"),
        (Estimate(4111, 4075.3, 4290.2, "s"), 4052, "between 68 min and 71 min 30 s"),
        (Estimate(4111, 4053.3, 4290.2, "s"), 4052, "between 67 min 33 s and 71 min 30 s"),
        (Estimate(4111, 4075.3, math.inf, "s"), 4052, "at least 67 min 55 s"),
        (Estimate(1000e3, 1e-6, 3680e3, "m"), 1100e3, "at most 3,700 km"),
        (Estimate(15.2, 12.3, 21.1, "Mach"), None, "between Mach 12 and 21"),
        (Estimate(8.2, 7.037, math.inf, "Mach"), 7.5, "at least Mach 7"),
        (Estimate(1.0, -math.inf, math.inf, "m"), None, "any value"),
    ],
)
def test_an_interval_worked_out_is_rounded_to_what_it_tells(
    interval: Estimate, against: float | None, words: str
) -> None:
    assert wording.computed(interval, against=against) == words


@given(st.integers(1, 20_000), st.sampled_from([1, 10, 100]))
def test_a_plain_number_of_kilometres_comes_back_as_it_was_written(n: int, step: int) -> None:
    words = wording.estimate(stated(n * step * KM, "m", step=step * KM))
    assert words == f"{n * step:,} km"


@given(st.integers(1, 9_999), st.integers(0, 1), st.sampled_from([MILE, SEA_MILE]), st.sampled_from(list(Hedge)))
def test_a_conversion_has_about_as_many_digits_as_were_said(n: int, zeros: int, unit: float, hedge: Hedge) -> None:
    said = f"{n * 10**zeros}"
    metres = int(said) * unit
    own = digits(metres) <= digits(n) + 1  # a number that is as short in kilometres may have been said in them
    words = wording.estimate(stated(metres, "m", hedge=hedge, step=rounding_step(said) * unit))
    least = max(len(said.rstrip("0")), 2)
    spare = {Hedge.ABOUT: 0, Hedge.NONE: 2}.get(hedge, 3)
    if not own and metres >= 10 * KM:
        assert digits(read_back(words)) <= least + spare
        assert abs(read_back(words) - metres) <= 0.051 * metres


_UNITS = {"km": 1e3, "m": 1.0, "km/s": 1e3, "m/s": 1.0, "h": 3600.0, "min": 60.0, "s": 1.0, "°": 1.0, "": 1.0}


def read_back(words: str) -> float:
    """The number that an announced number's words hold, in SI."""
    parts = re.findall(r"([\d,]+(?:\.\d+)?)[ ]?(km/s|m/s|km|min|m|s|h|°|)(?=\s|$)", words)
    return sum(float(n.replace(",", "")) * _UNITS[unit] for n, unit in parts)


@given(
    st.floats(1.0, 2e7),
    st.sampled_from(["m", "s", "m/s", "Mach", "deg"]),
    st.sampled_from(list(Hedge)),
    st.one_of(st.just(0.0), st.floats(1e-6, 1.0)),
)
def test_the_number_shown_lies_within_its_own_interval(best: float, unit: str, hedge: Hedge, share: float) -> None:
    e = stated(best, unit, hedge=hedge, step=share * best)
    words = wording.estimate(e)
    if not words.startswith("between"):
        # The last digit shown: three decimals, tenths of a second past two minutes, minutes past three hours.
        size = 1e3 if unit in {"m", "m/s"} and best >= 1e3 else 1.0
        slack = 1e-3 * size
        if unit == "s":
            slack = 30.0 if best > 10_700.0 else 0.05 if best > 119.0 else 1e-3
        assert e.low - slack <= read_back(words) <= e.high + slack


@example(4032, 4928)
@example(4033, 4927)
@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_a_span_is_told_as_a_span_and_its_ends_come_back(a: int, b: int) -> None:
    words = wording.estimate(between(a * KM, b * KM, "m"))
    numbers = [int(x.replace(",", "")) for x in re.findall(r"[\d,]+", words)]
    # Ends within rounding of each other are the number between them, and so is a span that "about" would also make.
    if words.startswith("between"):
        assert numbers == sorted((a, b))
    else:
        assert abs(a - b) <= 0.1 * (a + b) / 2 + 1


@given(st.integers(0, 3 * 3600 - 1))
def test_a_duration_below_three_hours_loses_no_second(seconds: int) -> None:
    words = wording.duration(float(seconds))
    minutes = re.search(r"(\d+) min", words)
    rest = re.search(r"(\d+) s", words)
    assert 60 * int(minutes[1] if minutes else 0) + int(rest[1] if rest else 0) == seconds


@given(st.floats(1e3, 1e7), st.floats(1.0001, 5.0), st.floats(0.2, 5.0))
def test_a_number_stays_on_its_own_side_of_a_rounded_interval(low: float, wider: float, at: float) -> None:
    interval, claimed = Estimate(low, low, low * wider, "m"), low * at
    told = [float(e.split()[0].replace(",", "")) * KM if e else None for e in wording.ends(interval, against=claimed)]
    for shown, true in zip(told, (interval.low, interval.high), strict=True):
        if shown is not None and abs(claimed - true) > 1e-6 * true and shown >= 1e6:
            assert (claimed < shown) == (claimed < true)


@given(st.floats(0.0, 1.0))
def test_a_chance_is_never_told_as_certain(p: float) -> None:
    words = wording.chance(p)
    assert re.fullmatch(r"(about|less than|more than) [\d,]+ in [\d,]+", words)
    top, bottom = (int(x.replace(",", "")) for x in re.findall(r"[\d,]+", words))
    assert 0 < top < bottom
    assert abs(top / bottom - p) <= 0.06


@given(st.floats(1e3, 2e7))
def test_a_floor_never_promises_more_than_it_knows(least: float) -> None:
    told = float(wording.floor(Estimate(least, least, math.inf, "m")).split()[2].replace(",", "")) * KM
    assert least * 0.9 - 1e3 <= told <= least + 1e-6


@pytest.mark.parametrize(
    ("e", "words", "shortly"),
    [
        (
            Estimate(12.51e6, 10.58e6, 18.81e6, "m"),
            "about 12,500 km (nine in ten: between 10,600 and 18,800 km)",
            "about 12,500 km; nine in ten: 10,600 to 18,800 km",
        ),
        (
            Estimate(5617.1e3, 5357e3, 5835.5e3, "m"),
            "about 5,620 km (nine in ten: between 5,360 and 5,840 km)",
            "about 5,620 km; nine in ten: 5,360 to 5,840 km",
        ),
        (
            Estimate(17.9e6, 13.55e6, 19.93e6, "m"),
            "about 17,900 km (nine in ten: between 13,600 km and half way round the Earth)",
            "about 17,900 km; nine in ten: 13,600 to 19,900 km",
        ),
        (
            Estimate(19.6e6, 16e6, 20_003_931.0, "m"),
            "half way round the Earth (nine in ten: at least 16,000 km)",
            "about 19,600 km; nine in ten: 16,000 to 20,000 km",
        ),
        (
            Estimate(20_003_931.0, 19.9e6, 20_003_931.0, "m"),
            "half way round the Earth",
            "about 20,000 km; nine in ten: 19,900 to 20,000 km",
        ),
    ],
)
def test_how_far_a_vehicle_could_fly_is_rounded_and_ends_half_way_round(e: Estimate, words: str, shortly: str) -> None:
    assert wording.reached(e) == words
    assert wording.reached_shortly(e) == shortly


@given(st.floats(2e5, 1.9e7), st.floats(0.5, 0.98), st.floats(1.02, 2.0))
def test_a_reach_is_told_to_within_half_a_step(best: float, lower: float, higher: float) -> None:
    e = Estimate(best, best * lower, best * higher, "m")
    told = [float(n.replace(",", "")) * KM for n in re.findall(r"[\d,]+", wording.reached(e))]
    for shown, true in zip(told, (e.best, e.low, e.high), strict=False):
        assert abs(shown - true) <= 0.5 * wording.reach_step(e) + 1.0
    assert wording.reach_step(e) <= 100 * KM
    assert len(told) == (3 if e.high < wording.HALF_WAY_M else 2)


def test_directions_are_told_from_the_nearest_to_the_farthest() -> None:
    def at(*km: float) -> list[tuple[float, Estimate]]:
        return [(45.0 * i, Estimate(x * KM, 0.9 * x * KM, 1.1 * x * KM, "m")) for i, x in enumerate(km)]

    still = Estimate(5617e3, 5357e3, 5835e3, "m")
    assert (
        wording.directions(at(5619, 5824, 5906, 5831, 5627, 5458, 5393, 5453), still)
        == "from 5,390 km towards the west to 5,910 km towards the east"
    )
    assert wording.directions(at(600, 601, 602), Estimate(6e5, 4e5, 9e5, "m")) == "about 600 km in any direction"
    assert (
        wording.directions(at(19_000, 19_800), still)
        == "from 19,000 km towards the north to half way round the Earth towards the north-east"
    )
    assert wording.directions(at(19_600, 19_800), still) == "half way round the Earth in any direction"


@given(st.floats(-720.0, 720.0))
def test_a_direction_is_the_nearest_of_eight(azimuth: float) -> None:
    names = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"]
    told = 45.0 * names.index(wording.compass(azimuth).removeprefix("the "))
    assert abs((azimuth - told + 180.0) % 360.0 - 180.0) <= 22.5 + 1e-9


@pytest.mark.parametrize(
    ("e", "words"),
    [
        (Estimate(7e3, 6.12e3, 8.17e3, "m/s"), "6.1 to 8.2 km/s"),
        (Estimate(1e3, 950.0, 1230.0, "m/s"), "950 m/s to 1.23 km/s"),
        (Estimate(200.0, 110.0, 290.0, "s"), "2 to 5 minutes"),
        (Estimate(155.0, 57.0, 319.0, "s"), "1 to 5 minutes"),
        (Estimate(150.0, 140.0, 160.0, "s"), "2 to 3 minutes"),
        (Estimate(125.0, 115.0, 130.0, "s"), "about 2 minutes"),
        (Estimate(76.8, 49.3, 107.9, "s"), "50 to 110 s"),
        (Estimate(60.0, 58.0, 62.0, "s"), "about 60 s"),
        (Estimate(12.0, 3.0, 20.0, "s"), "10 to 20 s"),
    ],
)
def test_an_interval_after_a_verb_says_its_unit_once(e: Estimate, words: str) -> None:
    assert wording.from_to(e) == words


def test_times_are_told_in_the_zone_and_in_utc() -> None:
    day = dt.date(2022, 3, 24)
    assert wording.clock(moment.clock(day, dt.time(14, 34), "Asia/Pyongyang")) == "14:34 KST (05:34 UTC)"
    assert wording.clock(moment.clock(day, dt.time(5, 34), "UTC")) == "05:34 UTC"
    odd = moment.clock(day, dt.time(3, 0), "Asia/Tehran")
    assert wording.clock(odd) == "03:00 UTC+4:30 (22:30 UTC, 23 March 2022)"
    # Pyongyang's own half hour, 2015 to 2018.
    assert (
        wording.clock(moment.clock(dt.date(2017, 7, 4), dt.time(9, 40), "Asia/Pyongyang"))
        == ("09:40 UTC+8:30 (01:10 UTC)")
        or wording.clock(moment.clock(dt.date(2017, 7, 4), dt.time(9, 40), "Asia/Pyongyang")) == "09:40 KST (01:10 UTC)"
    )


def test_days_are_told_as_precisely_as_they_are_known() -> None:
    assert wording.day(moment.day(dt.date(2022, 3, 24), "Asia/Seoul")) == "24 March 2022"
    assert wording.day(moment.month(2019, 4, "Asia/Seoul")) == "April 2019"
    assert wording.day(moment.year(2017, "Asia/Seoul")) == "2017"
    assert wording.day(moment.days(dt.date(2023, 5, 3), dt.date(2023, 5, 5), "UTC")) == "3 to 5 May 2023"
    across = moment.days(dt.date(2023, 12, 31), dt.date(2024, 1, 1), "UTC")
    assert wording.day(across) == "31 December 2023 to 1 January 2024"


def test_scales_are_told_as_how_much_larger() -> None:
    assert wording.stretch(1.0) == "Height and distance are drawn to the same scale."
    assert wording.stretch(3.4) == "Heights are drawn 3.4 times larger than distances."
    assert wording.stretch(0.2) == "Distances are drawn 5 times larger than heights."


def test_names_stand_rightly_in_a_sentence() -> None:
    assert vocabulary.listing(["A"]) == "A"
    assert vocabulary.listing(["A", "B", "C"]) == "A, B and C"
    assert vocabulary.listing(["one", "two"], "or") == "one or two"
    assert vocabulary.country("KP") == "North Korea"
    assert vocabulary.country("ZZ") == "ZZ"
    assert vocabulary.country_in_sentence("US") == "the United States"
    assert vocabulary.one("intercontinental ballistic missile").startswith("an ")
    assert vocabulary.possessive("KCNA") == "KCNA’s"
    assert vocabulary.possessive("officials") == "officials’"
    assert vocabulary.named("Japan Ministry of Defense") == "the Japan Ministry of Defense"
    assert vocabulary.named("KCNA") == "KCNA"
    assert vocabulary.speaker("KCNA and narrator", "source 2") == "KCNA and source 2"


def test_every_word_of_the_record_has_its_words() -> None:
    from trackside.flight.report import Path
    from trackside.record import ATTRIBUTES, HISTORY_KINDS, STANCES, Modality

    tables = vocabulary.tables()
    assert set(ATTRIBUTES) == set(tables["attribute"]) == set(tables["attribute_noun"])
    assert {v.value for v in Verdict} == set(tables["verdict"]) == set(tables["verdict_means"])
    assert {m.value for m in Modality} == set(tables["modality"])
    assert set(STANCES) == set(tables["stance"])
    assert set(HISTORY_KINDS) == set(tables["history"])
    assert {p.value for p in Path} == set(tables["path"])


@given(st.text(max_size=60))
def test_words_from_outside_never_turn_a_sentence_around(text: str) -> None:
    import unicodedata

    shown = wording.value(text, "site")
    assert not [
        c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} or (c in "\u202a\u202b\u202d\u202e\u2066\u2067")
    ]
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("who", "iso2", "words"),
    [
        ("Makoto Oniki", "JP", " (Japan)"),
        ("KCNA", "KP", " (North Korea)"),
        ("South Korea Joint Chiefs of Staff", "KR", ""),
        ("US Indo-Pacific Command", "US", ""),
        ("analysts", "", ""),
        ("somebody", "XX", ""),
    ],
)
def test_a_speaker_is_told_with_the_side_he_speaks_for(who: str, iso2: str, words: str) -> None:
    assert vocabulary.side(who, iso2) == words
