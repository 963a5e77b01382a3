"""Accounts that coincide are one; each has a colour of its own."""

from collections.abc import Callable
from dataclasses import replace

from tests.brief.cases import A, flown, icbm, km, rail
from trackside.assess import Assessment
from trackside.brief.accounts import MOST, accounts
from trackside.flight.arc import arc
from trackside.measure import Estimate
from trackside.record import Reading

Assess = Callable[[list[Reading]], list[Assessment]]
STILL = Estimate(12.5e6, 10.6e6, 18.8e6, "m")


def test_accounts_that_coincide_are_one_with_all_their_names() -> None:
    first, second = flown(), replace(flown(), label="Tokyo")
    (one,) = accounts([first, second, first])
    assert one.who == "KCNA and Tokyo"
    assert (one.style, one.arc) == ("a0", True)
    assert (one.far(), one.high()) == ("950 km", "4,475 km")


def test_there_are_no_more_than_there_are_colours() -> None:
    one = flown()
    many = [replace(one, report=replace(one.report, arc=arc(5e5 + 1e5 * i, 1e6))) for i in range(8)]
    found = accounts(many)
    assert [x.style for x in found] == [f"a{i}" for i in range(MOST)]


def test_a_reading_that_flights_fit_stands_for_the_others() -> None:
    short, fits, bare = flown(still=STILL, fits=False), flown(still=STILL), flown()
    assert accounts([short, fits])[0].fitting is fits
    assert not accounts([short, fits])[0].misfit
    assert accounts([short])[0].misfit
    assert accounts([bare])[0].fitting is None
    assert not accounts([bare])[0].misfit


def test_what_is_not_told_is_worked_out() -> None:
    (only,) = accounts([flown(told=[("950 km", "range", km(950), "KCNA", A)])])
    assert only.high() == "4,500 km (worked out)"


def test_a_flat_path_is_no_arc_and_a_speaker_with_one_number_has_none(assessed: Assess) -> None:
    (flat,) = accounts(assessed(rail())[0].flown)
    assert not flat.arc
    assert flat.who == "South Korea Joint Chiefs of Staff"
    assert [x.who for x in accounts(assessed(icbm())[0].flown)] == [
        "Japan Ministry of Defense",
        "South Korea Joint Chiefs of Staff",
        "KCNA",
    ]
