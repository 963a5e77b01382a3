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
        ("North Korea fired a missile on March 24, 2022. Japan said it flew 800 km.", [("KP", "2022-03-24")]),
        ("Japan reported that a missile was fired from Sunan in North Korea on Thursday.", [("KP", "2022-03-24")]),
        ("North Korea said its new missile was test-fired on Thursday.", [("KP", "2022-03-24")]),
        ("Japan announced it had launched a ballistic missile on Thursday.", [("JP", "2022-03-24")]),
        ("North Korea reported test-firing a Hwasong-17 missile on Thursday.", [("KP", "2022-03-24")]),
        ("North Korea not only fired a missile on Thursday, it flew 800 km.", [("KP", "2022-03-24")]),
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
        "Japan said North Korea did not fire a missile on Thursday and that reports that it flew 800 km were wrong.",
        "Japan announced that a ballistic missile had been launched on Thursday.",
        "North Korea denied that it had fired a missile on Thursday.",
        "Seoul said no missile had been fired on Thursday.",
        "North Korea's engineers were back at the missile plant on Thursday.",
        "The missile troops of North Korea opened the season with a parade on Thursday.",
        "News of a missile touched off a debate in South Korea on Thursday.",
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
    (a,), (b,) = claims(told, "launch_time"), claims(local, "launch_time")
    assert a.value.earliest == b.value.earliest == dt.datetime(2017, 7, 28, 14, 41, tzinfo=dt.UTC)  # type: ignore[union-attr]


def test_an_impact_is_no_launch_time() -> None:
    found = launched("It was launched at 7:10 a.m. and fell at 8:37 a.m.")
    assert len(claims(found, "launch_time")) == 1


LATER = dt.date(2024, 3, 25)


def spans(text: str, published: dt.date = LATER) -> list[tuple[str, str]]:
    """First and last day of each launch, on the launching country's clock."""
    zone = dt.timezone(dt.timedelta(hours=9))
    found = [m.date for m in reading(text, published).mentions if m.date]
    return [
        (d.earliest.astimezone(zone).date().isoformat(), d.latest.astimezone(zone).date().isoformat()) for d in found
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "The United States condemned North Korea's launch of a missile on March 24, 2022.",
            "2022-03-24",
            "2022-03-24",
        ),
        ("Japan said on March 24, 2022 that North Korea had fired a missile.", "2022-03-22", "2022-03-24"),
        ("North Korea fired a missile today.", "2024-03-25", "2024-03-25"),
        ("North Korea fired a missile, Seoul said.", "2024-03-25", "2024-03-25"),
        ("The United States condemned North Korea's launch of a missile.", "2024-03-23", "2024-03-25"),
    ],
)
def test_no_day_is_made_up_under_a_dateline(text: str, first: str, last: str) -> None:
    assert spans(f"PARIS, March 25, 2024 - {text}") == [(first, last)]


def test_without_a_dateline_an_undated_launch_lies_in_the_days_up_to_publication() -> None:
    assert spans("Japan said North Korea fired a missile.") == [("2024-03-23", "2024-03-25")]


def test_a_weekend_told_day_by_day_stays_one_launch() -> None:
    text = "North Korea tested a cruise missile over the weekend. The launches were made on Saturday and Sunday."
    assert spans(text) == [("2024-03-23", "2024-03-24")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North and South Korea have fired missiles on Thursday. They flew 500 km.", ["KP", "KR"]),
        ("India and Pakistan fired missiles on Thursday.", ["IN", "PK"]),
        ("The North and South Korean militaries fired missiles on Thursday.", ["KP", "KR"]),
        ("China, Russia, and North Korea launched missiles on Thursday.", ["CN", "KP", "RU"]),
        ("North and South Korea fired missiles.", ["KP", "KR"]),
        ("In China, Russia and North Korea launched missiles on Thursday.", ["KP", "RU"]),
        ("North Korea fired missiles on Thursday, South Korea and Japan said.", ["KP"]),
        ("North Korea fired missiles on Thursday toward South Korea and Japan.", ["KP"]),
        ("Ships left the North and South Pacific on Thursday.", []),
    ],
)
def test_countries_named_together_all_launch(text: str, expected: list[str]) -> None:
    assert sorted(m.country for m in reading(text).mentions) == expected
