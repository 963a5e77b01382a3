"""Texts unlike the examples, each with what it must give and what it must not."""

import datetime as dt

from tests.read.marked import claims, reading

JUNE = dt.date(2025, 6, 3)


def test_an_old_launch_told_today_is_the_only_one_where_nothing_else_flew() -> None:
    found = reading(
        "WASHINGTON, June 3, 2025 - In 1998 North Korea launched a Taepodong-1 over Japan; it flew 1,646 km. "
        "Nothing was launched this week.",
        JUNE,
    )
    assert [m.date.date for m in found.mentions if m.date] == ["1998"]


def test_a_blogger_vouches_for_his_own_guess() -> None:
    found = reading(
        "MOSCOW, June 3, 2025 - Russia launched a Yars ICBM from Plesetsk, the Kremlin said. A blogger on Telegram "
        "reckons it peaked at 1,200 km.",
        JUNE,
    )
    (apogee,) = claims(found, "apogee")
    assert apogee.speaker.name == "blogger"
    assert {c.speaker.name for c in claims(found, "site")} == {"Russia government"}


def test_a_branch_of_the_guards_is_the_guards() -> None:
    found = reading("Iran launched a missile that flew 300 miles on Monday, the IRGC Aerospace Force said.", JUNE)
    assert [c.speaker.name for c in claims(found, "range")] == ["IRGC"]


def test_words_inside_a_name_are_no_kind_of_missile() -> None:
    titled = "The US Air Force launched a Minuteman III missile on Monday, said the commander of Space Launch Delta 30."
    assert "space_launch" not in {c.value for c in claims(reading(titled, JUNE), "kind")}
    plain = "Iran made a space launch on Monday, when a carrier rocket was launched from Semnan."
    assert "space_launch" in {c.value for c in claims(reading(plain, JUNE), "kind")}


def test_what_goes_into_orbit_is_a_space_launch() -> None:
    found = reading("Iran launched the Soraya satellite into orbit on Saturday aboard a three-stage rocket.", JUNE)
    assert "space_launch" in {c.value for c in claims(found, "kind")}
    missile = reading("Iran launched a ballistic missile on Saturday from Semnan.", JUNE)
    assert "space_launch" not in {c.value for c in claims(missile, "kind")}


def test_a_leader_who_praises_is_named_himself() -> None:
    found = reading(
        "North Korea fired a missile on Thursday that flew 1,000 km, KCNA said. "
        "Leader Kim Jong Un praised the new weapon."
    )
    assert ("Kim Jong Un", "praises") in {(r.actor.name, r.stance) for r in found.reactions}


def test_a_denied_launch_is_none() -> None:
    assert (
        reading("South Korea denied that it had launched a missile. Reports of a 300 km flight were false.").mentions
        == ()
    )


def test_a_sea_towards_which_it_flew_is_no_direction() -> None:
    found = reading("North Korea fired a missile toward the East Sea on Thursday, South Korea's military said.")
    assert claims(found, "direction") == []
    south = reading("India fired an Agni-V missile to the south on Thursday, DRDO said.")
    assert [c.value for c in claims(south, "direction")] == ["south"]


def test_a_headlines_last_name_does_not_run_into_the_dateline() -> None:
    found = reading(
        "India sends Agni-V across the Bay of Bengal\n\nBHUBANESWAR, April 19 - It was fired from Wheeler Island."
    )
    assert not [c for c in claims(found, "site") if "BHUBANESWAR" in str(c.value)]
