"""Derived launches: settled bit by bit or as a whole, the same as in memory; rebuilt from nothing; explained."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.nouns import fixed_clock, intake_of
from tests.reconcile.conftest import km
from tests.reconcile.conftest import reading as told
from tests.reconcile.mixtures import WHEN, judgements, reading, readings
from trackside import moment
from trackside.archive import derived, judging, open_archive
from trackside.archive.schema import DERIVED, MARKS, MEMBERSHIPS, PROFILES, TRAITS
from trackside.archive.store import Archive
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.reconcile import reconcile
from trackside.record import (
    Claim,
    Document,
    Judgement,
    Launch,
    Mention,
    Modality,
    Reading,
    Ruling,
    Source,
    Value,
    Withdrawal,
    quote,
)


@contextmanager
def archive(where: str = ":memory:") -> Iterator[Archive]:
    with open_archive(where, clock=fixed_clock) as opened:
        yield opened


def add(held: Archive, *given_: Reading, supersede: bool = False) -> None:
    for r in given_:
        held.add(intake_of(r.document.text.encode(), r.document.source), r.document, r, supersede=supersede)


def settled(held: Archive, *given_: Reading, supersede: bool = False) -> None:
    add(held, *given_, supersede=supersede)
    held.settle(whole=False)


def rows(held: Archive, table: sa.Table) -> list[tuple[object, ...]]:
    with held._db.reading() as connection:
        return sorted((tuple(r) for r in connection.execute(sa.select(table))), key=repr)


def alike(found: Iterable[Launch], wanted: Iterable[Launch]) -> bool:
    return sorted(found, key=lambda x: x.id) == sorted(wanted, key=lambda x: x.id)


def news(data: st.DataObject, made: list[Reading]) -> Iterator[tuple[int, Reading]]:
    """Documents out of those held that are read otherwise, or published anew and that supersede the old."""
    for n in data.draw(st.lists(st.integers(0, len(made) - 1), max_size=3)):
        document = made[n].document
        if data.draw(st.booleans()):
            document = dataclasses.replace(document, text=f"{document.text} anew")
        yield n, data.draw(reading(n, document))


@settings(deadline=None, max_examples=16, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_bit_by_bit_as_a_whole_and_in_memory_are_the_same(data: st.DataObject) -> None:
    made = data.draw(readings(most=5))
    given_ = data.draw(judgements(made))
    with archive() as held:
        for r in data.draw(st.permutations(made)):
            settled(held, r)
        for j in given_:
            held.judge(j)
            held.settle(whole=False)
            if j.withdrawn:
                held.withdraw(Withdrawal(j.id, "another", WHEN, "on second thoughts"))
                held.settle(whole=False)
        for n, r in news(data, made):
            made[n] = r
            settled(held, r, supersede=True)
        bit_by_bit = rows(held, MEMBERSHIPS), rows(held, PROFILES), rows(held, TRAITS)
        counted = held.judgements()
        assert alike(held.launches(), reconcile(made, counted))
        held.settle()
        assert (rows(held, MEMBERSHIPS), rows(held, PROFILES), rows(held, TRAITS)) == bit_by_bit
        with held._db.writing() as connection:
            for table in DERIVED:
                connection.execute(table.delete())
        held.settle(whole=False)
        assert (rows(held, MEMBERSHIPS), rows(held, PROFILES), rows(held, TRAITS)) == bit_by_bit


def row(name: str, date: Moment | None, *said: tuple[str, Value]) -> Reading:
    """One row of a table ``cns``; the words are its name."""
    document = Document(f"cns#{name}", name)
    m = Mention(document.id, 0, "KP", date, main=True)
    words = quote(document, 0, len(name))
    return Reading(document, (m,), tuple(Claim(m.id, a, v, Source("CNS"), Modality.ASSERTED, words) for a, v in said))


@pytest.mark.parametrize("how", ["vanishes", "moves", "is of another country"])
def test_a_row_that_goes_makes_room_for_another_of_its_table(how: str) -> None:
    paper = told("a paper", said=(("X", "range", km(450)), ("X", "apogee", km(80)), ("X", "site", "Sunan")))
    day = moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang")
    first = row("first", day, ("range", km(450)), ("site", "Sunan"))
    second = row("second", day, ("site", "Sunan"))
    month = moment.month(2017, 4, "Asia/Pyongyang")
    gone = Reading(first.document, tuple(dataclasses.replace(m, date=month) for m in first.mentions))
    if how == "vanishes":
        gone = Reading(first.document, ())
    elif how == "is of another country":
        gone = Reading(first.document, tuple(dataclasses.replace(m, country="IN") for m in first.mentions))
    with archive() as held:
        settled(held, paper, first, second)
        assert sorted(len(x.mentions) for x in held.launches()) == [1, 2]
        settled(held, gone)
        assert alike(held.launches(), reconcile([paper, gone, second]))
        assert frozenset(m.id for m in (*paper.mentions, *second.mentions)) in {
            frozenset(m.id for m in x.mentions) for x in held.launches()
        }


def test_a_mention_that_comes_back_takes_those_that_people_joined_with_it_along() -> None:
    day, other, third = told("a day"), told("another", day="2022-05"), told("a third", day="2022-05")
    joined = Judgement(Ruling.SAME, (day.mentions[0].id, other.mentions[0].id), "an analyst", WHEN, "its day")
    gone = Judgement(Ruling.DISCARD, (day.document.id,), "an analyst", WHEN, "a hoax")
    with archive() as held:
        settled(held, day, other, third)
        for j in (joined, gone):
            held.judge(j)
            held.settle(whole=False)
        held.withdraw(Withdrawal(gone.id, "an analyst", WHEN, "it was none"))
        held.settle(whole=False)
        bit_by_bit = rows(held, MEMBERSHIPS), rows(held, PROFILES)
        held.settle()
        assert (rows(held, MEMBERSHIPS), rows(held, PROFILES)) == bit_by_bit


def test_a_mention_that_goes_makes_room_for_one_that_a_person_told_from_it() -> None:
    paper, first, second = (
        told("a paper", said=(("X", "range", km(450)), ("X", "apogee", km(80)), ("X", "site", "Sunan"))),
        told("first", said=(("X", "site", "Sunan"),)),
        told("second"),
    )
    parted = Judgement(
        Ruling.DIFFERENT, (first.mentions[0].id, second.mentions[0].id), "an analyst", WHEN, "two of them"
    )
    with archive() as held:
        settled(held, paper, first, second)
        held.judge(parted)
        held.settle(whole=False)
        assert sorted(len(x.mentions) for x in held.launches()) == [1, 2]
        settled(held, Reading(first.document, ()))
        assert [len(x.mentions) for x in held.launches()] == [2]


def test_what_is_superseded_drops_out_and_what_is_read_anew_moves(where: str) -> None:
    old, other = told("the table of 2020", day="2022-03-24"), told("a paper", day="2022-03-24")
    newer = told("the table of 2021", day="2022-03-16")
    new = Reading(dataclasses.replace(newer.document, source=old.document.source), newer.mentions)
    with archive(where) as held:
        settled(held, old, other)
        (launch,) = held.launches()
        assert len(launch.mentions) == 2
        settled(held, new, supersede=True)
        assert [x.date.date for x in held.launches() if x.date] == ["2022-03-16", "2022-03-24"]
        assert [len(x.mentions) for x in held.launches()] == [1, 1]
        moved = dataclasses.replace(other.mentions[0], date=newer.mentions[0].date)
        settled(held, Reading(other.document, (moved,)))
        (launch,) = held.launches()
        assert len(launch.mentions) == 2
        assert launch.date is not None
        assert launch.date.date == "2022-03-16"


def test_what_was_added_without_settling_is_settled_with_the_next() -> None:
    with archive() as held:
        settled(held, told("a"))
        add(held, told("b"))
        assert [len(x.mentions) for x in held.launches()] == [1]
        settled(held, told("c", day="2022-03-16"))
        assert sorted(len(x.mentions) for x in held.launches()) == [1, 2]


def test_a_membership_says_in_words_why() -> None:
    with archive() as held:
        settled(held, told("a", said=(("X", "range", km(1090.5)),)), told("b", said=(("Y", "range", km(1090.5)),)))
        why = [json.loads(str(r[3])) for r in rows(held, MEMBERSHIPS)]
        (link,) = (w for w in why if w["reasons"])
        assert link["reasons"] == [[2.0, "both on 2022-03-24"], [2.0, "the same range to the digit"]]
        assert link["beside"] == link["leader"]


def test_a_correction_is_told_and_reversible(where: str) -> None:
    given_ = told("a", said=(("X", "apogee", km(780)),))
    correction = Judgement(
        Ruling.CORRECT, (given_.claims[0].id,), "an editor", WHEN, "the columns are swapped", value=km(4500)
    )
    with archive(where) as held:
        settled(held, given_)
        held.judge(correction)
        held.settle(whole=False)
        (launch,) = held.launches()
        assert launch.claims[0].value == km(4500)
        assert launch.claims[0].quote == given_.claims[0].quote
        assert launch.claims[0].doubt == "corrected by an editor on 2022-04-01 from 780 km: the columns are swapped"
        held.withdraw(Withdrawal(correction.id, "an editor", WHEN, "they were not"))
        held.settle(whole=False)
        assert next(held.launches()).claims == given_.claims


def test_copies_are_one_voice_and_traits_of_another_form_are_noted_anew(where: str) -> None:
    body = (
        "The missile flew over the sea for about twenty minutes before it came down. "
        "Nobody on any of the ships in the area was hurt, the coast guard says. "
        "It is the third launch that the country has made in this month alone."
    )
    wire, paper = (
        told(body, said=(("narrator", "range", km(600)),)),
        told(body + " By our own staff.", said=(("narrator", "range", km(600)),)),
    )
    with archive(where) as held:
        settled(held, wire, paper)
        marks = rows(held, MARKS)
        assert marks
        (launch,) = held.launches()
        finding = launch.finding("range")
        assert finding is not None
        assert len(finding.positions[0].claims) == 2
        assert len(finding.positions[0].voices) == 1
        with held._db.writing() as connection:
            connection.execute(TRAITS.update().values(form=0, content="{}"))
            connection.execute(MARKS.delete())
        held.settle(whole=False)
        assert rows(held, MARKS) == marks
        assert next(held.launches()) == launch


def test_a_launch_that_is_not_held_is_one_clear_line() -> None:
    with archive() as held, pytest.raises(BadInput, match="names no launch held here"):
        held.launch("launch-000000000000")


def test_many_launches_are_built_under_judgements_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(connection: sa.Connection) -> tuple[Judgement, ...]:
        asked.append(1)
        return judging.judgements(connection)

    monkeypatch.setattr(derived, "judgements", counted)
    with archive() as held:
        settled(held, *(told(f"{n}", day=f"2022-03-{n:02}") for n in (5, 16, 24)))
        assert len(list(held.launches())) == 3
        assert len(asked) == 1
