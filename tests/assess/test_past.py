"""Which launches history is counted over: with an archive and without one, and what is worked out of a flight."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from trackside.archive import open_archive, utc_now
from trackside.archive.shipped import shipment, shipped_readings
from trackside.assess import joined
from trackside.assess.crossings import crossed, crossings
from trackside.desk import Desk
from trackside.library import Library, load_library
from trackside.measure import Estimate
from trackside.moment import Moment, day
from trackside.record import Chronicle, Event, Judgement, Reading, Ruling

ZONE = "Asia/Pyongyang"
NOW = Moment(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "UTC")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def row(launch: str) -> Reading:
    return next(r for r in shipped_readings() if r.document.source.endswith(launch))


def days(past: Chronicle) -> list[str]:
    return [str(e.when.date) for e in past.events if e.country == "KP"]


def past_after(library: Library, path: Path, judgement: Judgement) -> Chronicle:
    with open_archive(path, clock=utc_now, shipped=shipment()) as archive:
        archive.judge(judgement)
        archive.settle()
        return Desk(library, archive=archive).past()


def alike(event: Event) -> str:
    return repr(replace(event, id="", sources=()))


def test_an_archive_with_the_shipped_history_and_nothing_else_gives_the_same_launches(
    library: Library, tmp_path: Path
) -> None:
    with open_archive(tmp_path / "a.sqlite", clock=utc_now, shipped=shipment()) as archive:
        held = Desk(library, archive=archive).past()
    alone = Desk(library).past()
    assert sorted(map(alike, held.events)) == sorted(map(alike, alone.events))
    assert held.coverage == alone.coverage


def test_a_shipped_launch_that_is_discarded_is_not_counted(library: Library, tmp_path: Path) -> None:
    wrong = row("KP-2022-10-04-1")
    discarded = Judgement(Ruling.DISCARD, (wrong.document.id,), "A. Person", NOW, "no such launch")
    assert "2022-10-04" not in days(past_after(library, tmp_path / "a.sqlite", discarded))
    assert "2022-10-04" in days(Desk(library).past())


def test_a_launch_whose_date_is_corrected_is_on_one_day_alone(library: Library, tmp_path: Path) -> None:
    claim = next(c for c in row("KP-2022-10-04-1").claims if c.attribute == "launch_date")
    fixed = Judgement(Ruling.CORRECT, (claim.id,), "A. Person", NOW, "a slip", value=day(dt.date(2022, 10, 5), ZONE))
    found = days(past_after(library, tmp_path / "a.sqlite", fixed))
    assert (found.count("2022-10-04"), found.count("2022-10-05")) == (0, 1)
    assert len(found) == len(days(Desk(library).past()))


def one(name: str, kind: str = "SRBM", *systems: str) -> Event:
    return Event(name, "KP", day(dt.date(2022, 1, 5), ZONE), kinds=(kind,) if kind else (), systems=systems)


@pytest.mark.parametrize(
    ("also", "added"),
    [
        ([one("x")], []),
        ([one("x"), one("y")], ["y"]),  # the first is the one held, the second is another
        ([one("x", "cruise")], ["x"]),
        ([one("x", "")], []),
        ([one("x", "", "Hwasong-12")], ["x"]),
        ([one("x", "", "KN-23")], []),
    ],
)
def test_only_launches_that_may_be_the_one_held_are_left_out(also: list[Event], added: list[str]) -> None:
    found = joined(Chronicle((one("held", "SRBM", "KN-23"),)), Chronicle(tuple(also)))
    assert [e.id for e in found.events if e.id != "held"] == added


def km(number: float) -> tuple[Estimate, ...]:
    return (Estimate(number * 1e3, number * 1e3, number * 1e3, "m"),)


@pytest.mark.parametrize(
    ("country", "distance", "landing", "orbit", "over"),
    [
        ("KP", 2700, "Pacific Ocean", False, ("JP",)),
        ("KP", 900, "Pacific Ocean", False, ()),
        ("KP", 1300, "Sea of Japan", False, ()),
        ("KP", 0, "", True, ("JP",)),
        ("IR", 2700, "Pacific Ocean", True, ()),
    ],
)
def test_what_must_have_been_flown_over(
    country: str, distance: float, landing: str, orbit: bool, over: tuple[str, ...]
) -> None:
    assert crossed(country, km(distance), (landing,), orbit=orbit) == over


def test_every_crossing_says_why() -> None:
    assert all(len(c.ground) > 30 and (c.orbit or (c.landing and c.range_m)) for c in crossings())


def test_what_was_told_is_not_worked_out(library: Library) -> None:
    over = {str(e.when.date): (e.over, e.worked_out) for e in Desk(library).past().events if e.over}
    assert over["2017-08-29"] == (("JP",), ())
    assert over["2023-11-21"] == (("JP",), ("over",))
