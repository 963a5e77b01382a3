import datetime as dt

import pytest

from tests.read.marked import claims, launched, reading


def launches(text: str, published: dt.date | None = dt.date(2022, 3, 25)) -> list[tuple[str, str]]:
    return [(m.country, m.date.date if m.date else "") for m in reading(text, published).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea fired a missile on Thursday.", [("KP", "2022-03-24")]),
        ("North Korea said on Friday that it had launched a missile a day earlier.", [("KP", "2022-03-24")]),
        ("A missile was fired by Iran on March 20.", [("IR", "2022-03-20")]),
        ("Today India test-fired an Agni-V missile.", [("IN", "2022-03-25")]),
        ("Pakistan's launch of a Shaheen-III missile on Wednesday went well.", [("PK", "2022-03-23")]),
        ("SEOUL (March 25) - North Korea fired a missile, the JCS said on Thursday.", [("KP", "2022-03-24")]),
        ("North Korea fired a missile toward Japan on Thursday.", [("KP", "2022-03-24")]),
        ("Russia carried out a test of its Sarmat missile on Tuesday.", [("RU", "2022-03-22")]),
    ],
)
def test_who_launched_and_when(text: str, expected: list[tuple[str, str]]) -> None:
    assert launches(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "North Korea showed ten missiles at a parade on Thursday.",
        "North Korea would fire a missile if it were provoked, analysts said on Thursday.",
        "South Korea plans to launch a rocket in May.",
        "North Korea has not fired a missile since March, Seoul said on Thursday.",
        "A ground-launched cruise missile with a range of 1,000 km stood in the hall in South Korea on Thursday.",
        "Shares of missile makers took off in Seoul on Thursday.",
    ],
)
def test_what_is_no_launch(text: str) -> None:
    assert launches(text) == []


def test_an_older_launch_stands_apart_with_its_own_numbers() -> None:
    found = launched("It flew 1,090 km.\n\nA Hwasong-15 fired in November 2017 flew 950 km and rose to 4,475 km.")
    assert [m.date.date for m in found.mentions if m.date] == ["2022-03-24", "2017-11"]
    by = {m.id: m.ordinal for m in found.mentions}
    assert [(by[c.mention_id], c.value.best) for c in claims(found, "range")] == [(0, 1_090_000.0), (1, 950_000.0)]  # type: ignore[union-attr]


def test_a_date_only_compared_with_makes_no_launch() -> None:
    assert len(launched("It was the first launch since December 2017.").mentions) == 1


def test_a_launch_named_by_its_day_is_the_same_launch() -> None:
    found = launched("A shot on March 5 flew 270 km.\n\nThursday's shot flew 1,090 km.")
    by = {m.id: m.ordinal for m in found.mentions}
    assert [(by[c.mention_id], c.value.best) for c in claims(found, "range")] == [(1, 270_000.0), (0, 1_090_000.0)]  # type: ignore[union-attr]


def test_another_countrys_launch_on_the_day() -> None:
    assert launches("North Korea fired a missile on Thursday. South Korea responded by firing two missiles.") == [
        ("KP", "2022-03-24"),
        ("KR", "2022-03-24"),
    ]


def test_two_kinds_on_one_day_are_two_launches() -> None:
    found = reading(
        "North Korea fired one long-range ballistic missile and two short-range ballistic missiles today.\n\n"
        "o Long-range ballistic missile: distance 760 km.\n\no Short-range ballistic missiles: distance 330 km."
    )
    assert [m.kind for m in found.mentions] == ["ballistic", "SRBM"]
    assert [c.mention_id for c in claims(found, "range")] == [m.id for m in found.mentions]


def test_what_seoul_tells_is_on_its_own_clock_while_pyongyangs_was_slow() -> None:
    day = dt.date(2017, 7, 28)
    told = reading("North Korea fired a missile today. It was fired at 11:41 p.m., Seoul said.", day)
    local = reading("North Korea fired a missile at 11:11 p.m. today.", day)
    assert claims(told, "launch_time")[0].value == claims(told, "launch_time")[0].value
    (a,), (b,) = claims(told, "launch_time"), claims(local, "launch_time")
    assert a.value.earliest == b.value.earliest == dt.datetime(2017, 7, 28, 14, 41, tzinfo=dt.UTC)  # type: ignore[union-attr]


def test_an_impact_is_no_launch_time() -> None:
    found = launched("It was launched at 7:10 a.m. and fell at 8:37 a.m.")
    assert len(claims(found, "launch_time")) == 1
