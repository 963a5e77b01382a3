import datetime as dt

from tests.read.marked import claims, reading

DAY = dt.date(2023, 6, 16)


def ranges(text: str) -> dict[int, list[float]]:
    """The distances told of each launch, by its number."""
    found = reading(text, DAY)
    numbers = {m.id: m.ordinal for m in found.mentions}
    told: dict[int, list[float]] = {n: [] for n in numbers.values()}
    for claim in claims(found, "range"):
        told[numbers[claim.mention_id]].append(claim.value.best)  # type: ignore[union-attr]
    return told


def test_two_types_named_at_once_are_two_launches() -> None:
    text = (
        "China launched a DF-21 from Gansu and a DF-15 from Fujian on Thursday, a spokesman said. "
        "The DF-21 flew 1,700 km and the DF-15 some 550 km."
    )
    assert ranges(text) == {0: [1_700_000.0], 1: [550_000.0]}


def test_two_types_counted_before_are_two_launches() -> None:
    text = (
        "Russia fired two missiles on Thursday, the ministry said. A Yars left the ground at Plesetsk and flew "
        "5,700 km. From the White Sea a submarine launched a Bulava, which flew 5,500 km."
    )
    assert ranges(text) == {0: [5_700_000.0], 1: [5_500_000.0]}


def test_two_names_for_one_missile_are_one_launch() -> None:
    text = (
        "North Korea fired an intercontinental ballistic missile on Thursday. KCNA said it had launched a Hwasong-17. "
        "Seoul believes that the North fired a Hwasong-15. It flew 1,080 km."
    )
    assert list(ranges(text)) == [0]


def test_variants_by_a_letter_are_one_type() -> None:
    assert list(ranges("Iran fired a Qadr-H and a Qadr-F missile on Thursday. They flew 1,400 km.")) == [0]


def test_each_of_two_countries_has_its_own_types() -> None:
    text = (
        "North Korea fired a ballistic missile on Thursday.\n\nIn reply South Korea and the U.S. fired missiles, "
        "in which our side launched 1 Hyunmoo-2 missile and the U.S. side launched 1 PrSM missile."
    )
    found = reading(text, DAY)
    country = {m.id: m.country for m in found.mentions}
    systems = {(country[c.mention_id], c.value) for c in claims(found, "system")}
    assert {("KR", "Hyunmoo-2"), ("US", "PrSM")} <= systems


def test_country_and_day_hold_for_each_launch_of_a_day() -> None:
    found = reading("North Korea fired an ICBM and two SRBMs on Thursday. The ICBM flew 360 km.", DAY)
    for attribute in ("country", "launch_date"):
        assert len({c.mention_id for c in claims(found, attribute)}) == len(found.mentions) == 2


def test_items_with_an_hour_and_figures_are_launches() -> None:
    text = (
        "North Korea fired 2 missiles on Thursday.\n\n- Missile fired at 06:01: flew about 350 km / height 80 km.\n\n"
        "- Missile fired at 06:23: flew about 800 km / height 60 km."
    )
    assert ranges(text) == {0: [350_000.0], 1: [800_000.0]}


def test_two_offices_hours_for_one_missile_are_one_launch() -> None:
    text = (
        "North Korea fired a missile on Thursday.\n\n- JCS: launch 06:01, flew 350 km.\n\n- No damage.\n\n"
        "Tokyo has it leaving at 06:03 and flying about 350 km."
    )
    assert list(ranges(text)) == [0]


def test_two_kinds_of_an_older_day_do_not_divide_the_news() -> None:
    text = (
        "North Korea fired a missile on Thursday. It flew 800 km.\n\nOn Nov. 2 it fired two cruise missiles and "
        "three short-range ballistic missiles, which flew 590 km."
    )
    assert ranges(text)[0] == [800_000.0]
    assert len(ranges(text)) == 2


def test_types_in_quotation_marks_are_told_apart() -> None:
    text = 'North Korea fired two "Hwasal-1" and two "Hwasal-2" missiles on Thursday. The Hwasal-1 flew 1,500 km.'
    assert len(ranges(text)) == 2
