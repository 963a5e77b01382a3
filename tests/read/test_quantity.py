import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.marked import english
from trackside.measure import Hedge
from trackside.read.quantity import quantities


def only(text: str) -> tuple[str, float, float, float, str]:
    (found,) = quantities(text, english())
    e = found.estimate
    return text[found.start : found.end], e.best, e.low, e.high, e.unit


# SI values from the definitions: mile 1609.344 m (1959), nautical mile 1852 m, foot 0.3048 m, knot 1852/3600 m/s.
@pytest.mark.parametrize(
    ("text", "best", "unit"),
    [
        ("it flew 6,248.5 km", 6_248_500.0, "m"),
        ("a height of 6 248.5 km", 6_248_500.0, "m"),
        ("range of 2750 kms", 2_750_000.0, "m"),
        ("some 1,500 kilometres", 1_500_000.0, "m"),
        ("four hundred\nkilometers", 400_000.0, "m"),
        ("a thousand kilometers", 1_000_000.0, "m"),
        ("600 miles", 965_606.4, "m"),
        ("3,650 nautical miles", 6_759_800.0, "m"),
        ("900 nmi", 1_666_800.0, "m"),
        ("70,000 feet", 21_336.0, "m"),
        ("500m up", 500.0, "m"),
        ("for 4 052 seconds", 4052.0, "s"),
        ("71 minutes", 4260.0, "s"),
        ("half an hour", 1800.0, "s"),
        ("in 11 and a half minutes", 690.0, "s"),
        ("a 12-and-a-half-minute flight", 750.0, "s"),
        ("about 7½ minutes", 450.0, "s"),
        ("3 1/2 hours", 12_600.0, "s"),
        ("1 hour 7 minutes 32 seconds", 4052.0, "s"),
        ("1h 26min", 5160.0, "s"),
        ("two hours and six minutes", 7560.0, "s"),
        ("twenty-two minutes", 1320.0, "s"),
        ("Mach 22", 22.0, "Mach"),
        ("ten times the speed of sound", 10.0, "Mach"),
        ("7.2 km/s", 7200.0, "m/s"),
        ("360 km/h", 100.0, "m/s"),
        ("100 mph", 44.704, "m/s"),
        ("0.8 thousand km", 800_000.0, "m"),
        ("2 thousand km", 2_000_000.0, "m"),
        ("300-odd km", 300_000.0, "m"),
        ("three quarters of an hour", 2700.0, "s"),
        ("12 times that of sound", 12.0, "Mach"),
        ("a reach of 6,000-plus miles", 9_656_064.0, "m"),
        ("9,000+ km", 9_000_000.0, "m"),
        ("6.248,5 km", 6_248_500.0, "m"),
        ("67min32s", 4052.0, "s"),
        ("1h7m32s", 4052.0, "s"),
        ("1h7m", 4020.0, "s"),
    ],
)
def test_units_become_si(text: str, best: float, unit: str) -> None:
    _, value, low, high, name = only(text)
    assert value == pytest.approx(best)
    assert name == unit
    assert low <= value <= high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 800 and 900 km", 800e3, 900e3),
        ("800-900 km", 800e3, 900e3),
        ("800km-900km", 800e3, 900e3),
        ("800 km-900 km", 800e3, 900e3),
        ("from 110 to 670 km", 110e3, 670e3),
        ("17 to 19 minutes", 1020.0, 1140.0),
        ("from Mach 3 to Mach 6", 3.0, 6.0),
        ("Mach 5 to 6", 5.0, 6.0),
        ("2,500 to 4,000\nkilometers", 2500e3, 4000e3),
    ],
)
def test_a_span_has_both_its_ends(text: str, low: float, high: float) -> None:
    quote, best, first, last, _ = only(text)
    assert first == pytest.approx(low)
    assert last == pytest.approx(high)
    assert best == pytest.approx((low + high) / 2)
    assert quote == text


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("about 800 km", Hedge.ABOUT),
        ("some 800 km", Hedge.ABOUT),
        ("800-odd km", Hedge.ABOUT),
        ("800 km or so", Hedge.ABOUT),
        ("more than 800 km", Hedge.AT_LEAST),
        ("exceeding 800 km", Hedge.AT_LEAST),
        ("800 km or more", Hedge.AT_LEAST),
        ("2,000 km plus", Hedge.AT_LEAST),
        ("up to 800 km", Hedge.AT_MOST),
        ("less than 800 km", Hedge.AT_MOST),
        ("nearly 800 km", Hedge.NEARLY),
        ("exactly 800 km", Hedge.NONE),
        ("~800km", Hedge.ABOUT),
        ("approx.800 km", Hedge.ABOUT),
        ("abt. 800 km", Hedge.ABOUT),
        ("c. 800 km", Hedge.ABOUT),
        ("800 or so km", Hedge.ABOUT),
        ("800-some km", Hedge.ABOUT),
        ("800 km, give or take", Hedge.ABOUT),
        ("800km+", Hedge.AT_LEAST),
        (">800 km", Hedge.AT_LEAST),
        ("well north of 800 km", Hedge.AT_LEAST),
        ("a shade over 800 km", Hedge.AT_LEAST),
        ("800 km or a little more", Hedge.AT_LEAST),
        ("a shade under 800 km", Hedge.AT_MOST),
        ("<800 km", Hedge.AT_MOST),
        ("just shy of 800 km", Hedge.NEARLY),
        ("north of Japan, 800 km", Hedge.NONE),
        ("800 km + 5 km", Hedge.NONE),
    ],
)
def test_hedges_before_and_behind(text: str, hedge: Hedge) -> None:
    found = quantities(text, english())[0]
    assert found.hedge is hedge
    low, high = found.estimate.low, found.estimate.high
    assert (low == found.estimate.best) == (hedge is Hedge.AT_LEAST)
    assert math.isinf(high) == (hedge is Hedge.AT_LEAST)


@pytest.mark.parametrize(
    "text",
    [
        "from all of 35 yards",
        "delivery is 24 months",
        "some 3,000 degrees Celsius",
        "400 million euros and $5 km",
        "climbed 9.7 percent",
        "the Hwasong-17, KN-23, DF-41 and F-15K",
        "No. 3 of 5",
        "in 2,022 and 2022",
        "eight missiles",
        "it flew -5 km",
        "it flew minus 500 km",
        "10^9 km",
        "1/2 km",
        "several hundred km",
        "a few hundred km",
        "a couple of hundred km",
        "many thousand km",
        "2 thousand five km",
        "the KN-23 km",
        "fired at 10:15:00 UTC",
        "set for 10:15:00",
    ],
)
def test_what_is_no_measure_of_a_flight(text: str) -> None:
    assert quantities(text, english()) == ()


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("950 km up and 300 out", 300e3),
        ("reached 910 kilometers at its highest and flew around 450, they said", 450e3),
        ("some 700 km. Tokyo: about 800.", 800e3),
        ("600 miles out and 400 up", 400 * 1609.344),
        ("590 nautical miles out and 430 up", 430 * 1852.0),
        ("20,000 feet, then 30,000 up", 30_000 * 0.3048),
        ("some 1,090 km (677 miles) out and 6,248 up", 6_248_000.0),
    ],
)
def test_a_number_borrows_the_unit_of_the_one_before(text: str, second: float) -> None:
    assert quantities(text, english())[-1].estimate.best == pytest.approx(second)


@pytest.mark.parametrize("text", ["it flew 800 km in 2017.", "950 km on May 4, 2019.", "800 km and 3 jets"])
def test_years_and_small_numbers_borrow_nothing(text: str) -> None:
    assert len(quantities(text, english())) == 1


def test_an_impossible_number_is_none() -> None:
    assert quantities("1000000000000 km", english()) == ()


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_can_be_read(text: str) -> None:
    for q in quantities(text, english()):
        assert text[q.start : q.end]
        assert q.estimate.low <= q.estimate.best <= q.estimate.high


@given(st.integers(1, 20000), st.sampled_from(["km", "miles", "m"]))
def test_grouped_and_plain_digits_mean_the_same(number: int, unit: str) -> None:
    assert only(f"it flew {number} {unit}")[1] == only(f"it flew {number:,} {unit}")[1]


@pytest.mark.parametrize(
    ("text", "best", "doubt"),
    [
        ("it flew 5.000 km", 5_000.0, "may be 5,000 km"),
        ("some 1.090 kilometers", 1_090.0, "may be 1,090 kilometers"),
        ("up 6.248,5 km and 1.090 km out", 1_090_000.0, ""),
        ("it flew 0.800 km", 800.0, ""),
        ("it flew 6,248.5 km", 6_248_500.0, ""),
        ("it flew 5.25 km", 5_250.0, ""),
    ],
)
def test_a_dot_that_may_group_thousands_is_doubted_unless_the_text_settles_it(
    text: str, best: float, doubt: str
) -> None:
    found = quantities(text, english())[-1]
    assert found.estimate.best == pytest.approx(best)
    assert found.doubt == doubt


@pytest.mark.parametrize("text", ["flew for 1:07:32", "lasted about 1:07:32", "a flight time of 1:07:32"])
def test_hours_minutes_and_seconds_behind_words_of_lasting(text: str) -> None:
    (found,) = quantities(text, english())
    assert (found.estimate.best, found.unit) == (4052.0, "s")


@pytest.mark.parametrize("text", ["9,000+ km", "6,000-plus miles"])
def test_a_plus_bounds_from_below(text: str) -> None:
    _, best, low, high, _ = only(text)
    assert low == best
    assert high == math.inf


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It flew 5 km.\n\nTokyo has 800 up and 500 out.", [5e3, 800e3, 500e3]),
        ("Tokyo has 800 up and 500 out.", [800e3, 500e3]),
        ("It flew 700 km. The height was about 36, they said.", [700e3, 36e3]),
        ("It flew 700 km, they said. A physicist: more than 2,000.", [700e3, 2000e3]),
        ("Twelve up and ready.", []),
        ("It flew 700 km. The height of 20 men is not known.", [700e3]),
        ("It flew 700 km. There were 30 people out in the rain.", [700e3]),
        ("It flew 700 km, said 2,000 people.", [700e3]),
    ],
)
def test_a_number_borrows_its_unit_where_words_call_it_a_length(text: str, values: list[float]) -> None:
    assert [q.estimate.best for q in quantities(text, english())] == [pytest.approx(v) for v in values]
