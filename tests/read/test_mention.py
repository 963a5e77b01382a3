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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A missile launched by the Royal Navy on March 2 crashed into the sea, a newspaper said.", "2022-03-02"),
        (
            "North Korea fired a missile on Monday, according to a statement by the JCS on Tuesday. It flew 300 km.",
            "2022-03-21",
        ),
        ("What is known of the shots of last Wednesday, March 16, when China fired missiles, is little.", "2022-03-16"),
        ("A missile was fired from Yemen at Israel on Sunday.", "2022-03-20"),
        ("North Korea fired a missile on Monday. The report it released yesterday gives 4,000 km.", "2022-03-21"),
    ],
)
def test_the_day_of_the_launch_is_not_that_of_the_report(text: str, expected: str) -> None:
    assert [day for _, day in launches(text)] == [expected]


def test_a_missile_fired_from_a_country_is_not_that_of_the_country_it_is_fired_at() -> None:
    text = (
        "Israel and the Houthi movement agree that a missile was fired from Yemen at Israel on Sunday. Sirens went off."
    )
    assert [country for country, _ in launches(text)] == ["YE"]


@pytest.mark.parametrize(
    "text",
    [
        "A missile is fired lofted when it goes up steeply. One able to cover 2,000 km may do 1,200 when flown low.",
        "An earlier slot, on Tuesday, was given up as boats had strayed into India's missile range.",
    ],
)
def test_what_is_so_in_general_or_came_to_nothing_is_no_launch(text: str) -> None:
    assert launches(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two missiles failed. The first, on March 2, flew 30 km. The other, on March 9, blew up.",
            ["2022-03-02", "2022-03-09"],
        ),
        ("The last was in June 2020; a submarine had then launched one that flew 5,000 km.", ["2020-06"]),
        ("The last such trial, also a success, took place on December 26, 2020 at 11:05 a.m.", ["2020-12-26"]),
        ("Three flights are on record, all from 2017. On 14 May it went up 2,111 km.", ["2017-05-14"]),
        ("On Saturday a Hwasong-15 left Sunan, the ministry said.", ["2022-03-19"]),
        ("In July 2019 the same sea got six missiles.", ["2019-07"]),
        ("The type was first flown on April 19, 2019. That time it flew 3,500 km.", ["2019-04-19"]),
        ("A repeat on Feb. 15 went farther: 3,700 km.", ["2022-02-15"]),
        (
            "It was the strongest since November 2017. One fired on the 29th of that month got to 4,475 km.",
            ["2017-11-29"],
        ),
        ("The last one was tried on Feb. 18, from the coast; that test too was a success.", ["2022-02-18"]),
    ],
)
def test_older_launches_told_in_passing(text: str, expected: list[str]) -> None:
    found = launched(text)
    assert [m.date.date for m in found.mentions if m.date][1:] == expected


def test_that_year_is_that_of_the_day_told_last() -> None:
    found = launched(
        "All are from 2017. On 14 May it went up 2,111 km.\n\nOn 29 August of that year it was flown 2,700 km."
    )
    assert [m.date.date for m in found.mentions if m.date][1:] == ["2017-05-14", "2017-08-29"]


def test_a_date_only_counted_from_is_no_launch() -> None:
    found = launched("It was the first since March 2. The ministry gave no distance.")
    assert [m.date.date for m in found.mentions if m.date] == ["2022-03-24"]


def test_a_type_tells_whose_launch_a_passive_is() -> None:
    text = (
        "Iran test-fired a Khorramshahr missile on Thursday.\n\nIts head wrote on Tuesday that a Tayfun "
        "had been fired from Rize and flew 400 km.\n\nIn its debut on 18 October last year the same type flew 561 km."
    )
    assert sorted(launches(text)) == [("IR", "2022-03-24"), ("TR", "2021-10-18"), ("TR", "2022-03-22")]


def test_a_running_report_begins_with_the_launch_of_its_day() -> None:
    text = (
        "LIVE: Missile over Hokkaido\n\n16:45\n\nBeijing calls for calm.\n\n12:25\n\nSeoul gives 2,700 km.\n\n08:05\n\n"
        "A busy week: on Saturday three missiles were fired by North Korea and flew 250 km.\n\n06:02\n\n"
        "Loudspeakers: missile launched from North Korea, go inside."
    )
    assert launches(text)[0] == ("KP", "2022-03-25")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran tested a Khorramshahr-4 on Wednesday in what state TV called a message.", [("IR", "2022-03-23")]),
        ("Japan and France condemned a ballistic missile launch by North Korea on Thursday.", [("KP", "2022-03-24")]),
        ("North Korea's Kim Jong Un oversaw the test-firing of a new ICBM on Thursday.", [("KP", "2022-03-24")]),
        (
            (
                "Test ends beside the submarine\n\nA Trident missile launched by the Royal Navy on Feb. 3 fell beside "
                "the submarine that had fired it, the ministry said on Wednesday."
            ),
            [("GB", "2022-02-03")],
        ),
        (
            (
                "North Korea tried out two missiles this week, a cruise missile on Tuesday and a short-range missile "
                "on Thursday.\n\nThe cruise missile flew 1,800 km on Tuesday. Thursday's missile flew 190 km."
            ),
            [("KP", "2022-03-22"), ("KP", "2022-03-24")],
        ),
        (
            (
                "Seoul/Tokyo, 24 March 2022.- A burst of four missiles departed this Thursday from the northwest of "
                "North Korea and flew 1,000 km."
            ),
            [("KP", "2022-03-24")],
        ),
    ],
)
def test_leads_as_newsrooms_write_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert launches(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "July 4, 2017: North Korea launched a Hwasong-14; flew 933 km.\nJuly 28, 2017: North Korea launched a "
                "Hwasong-14; flew 998 km."
            ),
            [("KP", "2017-07-04"), ("KP", "2017-07-28")],
        ),
        (
            "On 5 May 2022 North Korea fired a missile that flew 470 km. On 7 May it fired one that flew 600 km.",
            [("KP", "2022-05-05"), ("KP", "2022-05-07")],
        ),
        (
            "North Korea fired a missile on 5 May 2022. The South test-fired its L-SAM on 10 May; it reached 50 km.",
            [("KP", "2022-05-05"), ("KR", "2022-05-10")],
        ),
        (
            "South Korea tested its Hyunmoo-4 on 3 May 2021, hours after North Korea fired two KN-23 missiles.",
            [("KR", "2021-05-03"), ("KP", "2021-05-03")],
        ),
        (
            (
                "Seoul, 2 February 2024: The North fired cruise missiles into the sea around 11 a.m., its fourth this "
                "year. Last week, on Jan. 28, two cruise missiles flew for 7,421 seconds."
            ),
            [("KP", "2024-02-02"), ("KP", "2024-01-28")],
        ),
        (
            "On 5 September 2023 a Minuteman III was destroyed after an anomaly. The launch took place at 12:06 a.m.",
            [("US", "2023-09-05")],
        ),
    ],
)
def test_texts_without_a_day_of_publication(text: str, expected: list[tuple[str, str]]) -> None:
    assert launches(text, None) == expected


def test_a_village_is_not_the_missile_called_after_it() -> None:
    found = reading("North Korea fired a missile on Thursday from Musudan-ri.")
    assert [c.value for c in claims(found, "site")] == ["Musudan-ri"]
    assert not claims(found, "system")
