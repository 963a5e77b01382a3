"""Words that say where, with what and how it ended, each with words that must not be taken for them."""

import pytest

from tests.read.marked import claims, launched, reading


@pytest.mark.parametrize(
    ("sentence", "attribute", "value"),
    [
        ("It was launched from a train.", "platform", "rail"),
        ("It was fired from a submerged submarine.", "platform", "submarine"),
        ("It was fired from a silo.", "platform", "silo"),
        ("The test was a success.", "outcome", "success"),
        ("The missile blew up.", "outcome", "failure"),
        ("It hit the island with great accuracy.", "outcome", "success"),
        ("It fell outside the island's exclusive economic zone.", "eez", "outside"),
        ("It fell inside Japan's exclusive economic zone.", "eez", "inside"),
        ("It fell outside Japan's EEZ.", "eez", "outside"),
        ("It flew eastward.", "direction", "east"),
        ("It fell into the East Sea.", "landing", "the East Sea"),
        ("It came down 150 km west of Oshima.", "landing", "150 km west of Oshima"),
        ("The missile fired was an intercontinental ballistic missile.", "kind", "ICBM"),
        ("The missile fired was a Hwasong-17.", "system", "Hwasong-17"),
    ],
)
def test_what_words_say(sentence: str, attribute: str, value: str) -> None:
    assert value in [c.value for c in claims(launched(sentence), attribute)]


@pytest.mark.parametrize(
    ("sentence", "attribute"),
    [
        ("The train service to the coast was halted.", "platform"),
        ("Talks in Geneva were a failure.", "outcome"),
        ("The test was not a success.", "outcome"),
        ("Its accuracy was poor.", "outcome"),
        ("The accuracy of the missile is a matter of debate.", "outcome"),
        ("The missile went where nobody had looked.", "outcome"),
        ("The eastern provinces were quiet.", "direction"),
        ("A ship in the East Sea was not hit.", "direction"),
        ("The Hwasong-17 stood in a museum.", "system"),
    ],
)
def test_what_words_do_not_say(sentence: str, attribute: str) -> None:
    assert claims(launched(sentence), attribute) == []


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("North Korea fired a missile from the Sunan area of Pyongyang on Thursday.", "Sunan"),
        ("India fired a missile on Thursday from Wheeler Island off the Odisha coast.", "Wheeler Island"),
        ("Russia launched a missile at Plesetsk on Thursday.", "Plesetsk"),
        ("A missile was fired by Iran from near Semnan on Thursday.", "Semnan"),
    ],
)
def test_where_it_was_launched(text: str, site: str) -> None:
    assert [c.value for c in claims(reading(text), "site")] == [site]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile from a train on Thursday.",
        "North Korea fired a missile on Thursday, officials said in Washington.",
        "North Korea fired a missile in March.",
    ],
)
def test_what_is_no_site(text: str) -> None:
    assert claims(reading(text), "site") == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("two short-range ballistic missiles", 2),
        ("1 missile", 1),
        ("a pair of missiles", 2),
        ("at least 23 missiles", 23),
        ("a single missile", 1),
        ("three Musudans", 3),
        ('two "Hwasal-1" cruise missiles', 2),
        ("two Pulhwasal-3-31 cruise missiles", 2),
        ("three air-to-surface missiles", 3),
        ("a four-missile salvo", 4),
        ("missiles, eight of them,", 8),
    ],
)
def test_how_many_missiles(words: str, count: int) -> None:
    found = claims(reading(f"North Korea fired {words} on Thursday."), "missile_count")
    assert [c.value.best for c in found] == [count]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    [
        "a missile",
        "several missiles",
        "a two-stage missile",
        "dozens of missiles",
        "a Pulhwasal-3-31 missile",
        "a missile with three warheads",
        "a missile and 100 rounds of artillery",
    ],
)
def test_what_is_no_count(words: str) -> None:
    assert claims(reading(f"North Korea fired {words} on Thursday."), "missile_count") == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Number: one.", 1),
        ("Make that at least two: Joint Chiefs.", 2),
        ("Tokyo counted two.", 2),
        ("Seoul fired two of its own.", 2),
        ("A pair left Hamhung at dawn.", 2),
        ("Eight were launched from four places.", 8),
        ("Some ten more followed.", 10),
        ("It was a salvo of eight.", 8),
        ("All four flew 300 km.", 4),
    ],
)
def test_a_number_counts_missiles_without_naming_them(sentence: str, count: int) -> None:
    assert [c.value.best for c in claims(launched(sentence), "missile_count")] == [count]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was fired three minutes later.",
        "It never climbed beyond 20.",
        "Number of guests: many.",
        "The two leaders spoke.",
        "One missile of either kind burst in the air.",
        "A pair of shoes was lost.",
    ],
)
def test_a_number_that_counts_no_missiles(sentence: str) -> None:
    assert claims(launched(sentence), "missile_count") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("North Korea fired two Pulhwasal-3-31 missiles on Thursday.", "Pulhwasal-3-31"),
        ("North Korea fired a Hwasong-11Ma missile on Thursday.", "Hwasong-11Ma"),
        ("France fired an M51.3 on Thursday.", "M51.3"),
        ("China fired a DF-31AG missile on Thursday.", "DF-31AG"),
        ("India fired an Agni-Prime missile on Thursday.", "Agni-Prime"),
        ("North Korea fired three Musudans on Thursday.", "Musudan"),
        ("INDIA FIRED AN AGNI-V MISSILE ON THURSDAY.", "AGNI-V"),
        ("Iran fired a Ghadir-110 ballistic missile on Thursday.", "Ghadir-110"),
        ("Iran fired a missile called Ghadir-110 on Thursday.", "Ghadir-110"),
        ("Russia fired two Kh-101 cruise missiles on Thursday.", "Kh-101"),
    ],
)
def test_names_of_missiles(text: str, name: str) -> None:
    assert [c.value for c in claims(reading(text), "system")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Iran fired a missile from an F-14 fighter on Thursday.",
        "Iran fired a missile on Thursday, and KF-16 jets fired three missiles.",
        "Iran fired a Mach-5 missile on Thursday.",
    ],
)
def test_names_that_are_no_missiles(text: str) -> None:
    assert claims(reading(text), "system") == []


def test_a_part_of_the_country_is_a_site() -> None:
    found = launched("According to South Korea, the shooting took place in a central region of the country.")
    assert [(c.value, c.speaker.name) for c in claims(found, "site")][-1] == (
        "central region",
        "South Korea government",
    )


def test_a_region_where_nothing_was_launched_is_no_site() -> None:
    assert [c.value for c in claims(launched("The talks took place in a central region of the country."), "site")] == [
        "Sunan"
    ]


def test_a_doubtful_number_says_so() -> None:
    assert [c.doubt for c in claims(launched("It flew 5.000 km and stayed aloft for 71 minutes."), "range")] == [
        "may be 5,000 km"
    ]


@pytest.mark.parametrize(
    ("sentence", "attribute", "value"),
    [
        ("The missile landed with precision in the preset area.", "outcome", "success"),
        ("Both missiles struck their mock target.", "outcome", "success"),
        ("The missile performed as it should.", "outcome", "success"),
        ("The missile went up in a ball of fire.", "outcome", "failure"),
        ("The missile's boosters didn't light.", "outcome", "failure"),
        ("The missile came down out of its economic zone.", "eez", "outside"),
        ("The missile never got near Japan's exclusive economic zone.", "eez", "outside"),
        ("The missile fell within the exclusive economic zone.", "eez", "inside"),
        ("The missile turned northeast and was lost to radar.", "direction", "northeast"),
        ("The missile was sent in a northeasterly direction.", "direction", "northeast"),
        ("The missile headed eastward.", "direction", "east"),
        ("The missile is put in the medium-range class, officials said.", "kind", "MRBM"),
        ("The missile was launched from HMS Vanguard.", "platform", "submarine"),
        ("The missile was fired by Le Vigilant.", "platform", "submarine"),
        ("The missile was launched from a converted railway wagon.", "platform", "rail"),
        ("The missile was launched from a flatbed.", "platform", "road"),
    ],
)
def test_what_more_words_say(sentence: str, attribute: str, value: str) -> None:
    assert value in [c.value for c in claims(launched(sentence), attribute)]


@pytest.mark.parametrize(
    ("sentence", "attribute"),
    [
        ("The ministry spoke with precision about the missile.", "direction"),
        ("HMS Vanguard watched the missile.", "platform"),
        ("The flatbed was parked far from the missile.", "platform"),
        ("Fishermen near the missile went home to the zone.", "eez"),
        ("The minister headed east to see the missile.", "eez"),
    ],
)
def test_what_more_words_do_not_say(sentence: str, attribute: str) -> None:
    assert claims(launched(sentence), attribute) == []


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("North Korea fired a missile on Thursday, 24 March, from Sunan at 2:34 p.m.", "05:34"),
        (
            "At 2:34 p.m. on Thursday the forces of North Korea, officials in the region believe, fired a missile.",
            "05:34",
        ),
        ("A missile test by North Korea took place on Thursday at 2:34 p.m. local time.", "05:34"),
    ],
)
def test_hours_of_launches(text: str, hour: str) -> None:
    found = [c.value for c in claims(reading(text), "launch_time")]
    assert [f"{v.earliest:%H:%M}" for v in found] == [hour]  # type: ignore[union-attr]


def test_an_hour_told_far_away_is_of_the_day_at_the_site() -> None:
    found = claims(launched("The missile was launched at 7:34 p.m. Wednesday Hawaii time."), "launch_time")
    assert [f"{c.value.earliest:%d %H:%M}" for c in found] == ["24 05:34"]  # type: ignore[union-attr]


def test_hours_in_dated_entries_are_of_their_launches() -> None:
    found = reading(
        "North Korea fired missiles all summer.\n\n25 July 2019 -- Hodo. Two missiles, 05:34 and 05:57. 600 km.\n\n"
        "31 July 2019 -- Kalma. Two missiles at 05:06. 250 km.\n\n"
        "2 August 2019 -- Yonghung. Two missiles, 02:59. 220 km.",
        None,
    )
    hours = {f"{c.value.earliest:%H:%M}" for c in claims(found, "launch_time")}  # type: ignore[union-attr]
    assert hours >= {"20:06", "17:59"}


@pytest.mark.parametrize(
    "sentence",
    [
        "In our post of 06:02 we wrote that the missile was launched from Kusong.",
        "The missile fell at 2:34 p.m.",
        "Officials conferred on the missile by telephone at 10:15.",
    ],
)
def test_hours_of_other_things(sentence: str) -> None:
    assert claims(launched(sentence), "launch_time") == []
