"""Settling: the same launches whatever the order, whole or one by one; days of two calendars; several in one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconcile.conftest import km
from tests.reconcile.mixtures import judgements, readings
from trackside import moment
from trackside.moment import Moment
from trackside.reconcile import Shelf, links, reconcile, ruled, rulings, traits_of
from trackside.record import Claim, Document, Judgement, Launch, Mention, Modality, Reading, Source, Value, quote


def told(
    text: str, date: Moment | None, *said: tuple[str, Value], published: dt.date | None = None, ordinal: int = 0
) -> Reading:
    """One document with one mention of a launch of North Korea."""
    document = Document(f"{text[:20]}.txt", text, published=published)
    m = Mention(document.id, ordinal, "KP", date, main=True)
    words = quote(document, 0, len(text))
    return Reading(document, (m,), tuple(Claim(m.id, a, v, Source("X"), Modality.ASSERTED, words) for a, v in said))


def day(text: str, zone: str = "Asia/Pyongyang") -> Moment:
    return moment.day(dt.date.fromisoformat(text), zone)


def clock(text: str, zone: str = "Asia/Pyongyang") -> tuple[str, Moment]:
    at = dt.datetime.fromisoformat(text)
    return "launch_time", moment.clock(at.date(), at.time(), zone)


def groups(launches: Iterable[Launch]) -> set[frozenset[str]]:
    return {frozenset(m.id for m in x.mentions) for x in launches}


def shelved(made: list[Reading], given: list[Judgement]) -> Shelf:
    decided = rulings(given)
    shelf = Shelf(decided)
    for r in made:
        counted = ruled(r, decided)
        shelf.bring(traits_of(counted) if counted else ())
    return shelf


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_one_by_one_in_any_order_comes_to_the_same_as_all_at_once(data: st.DataObject) -> None:
    made = data.draw(readings())
    given_ = data.draw(judgements(made))
    whole = reconcile(made, given_)
    shelf = shelved(data.draw(st.permutations(made)), given_)
    assert dict(shelf.launches()) == {x.mentions[0].id: tuple(m.id for m in x.mentions) for x in whole}
    assert reconcile(data.draw(st.permutations(made)), given_) == whole


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_is_taken_away_again_leaves_no_trace(data: st.DataObject) -> None:
    made = data.draw(readings())
    given_ = data.draw(judgements(made))
    gone = data.draw(st.sets(st.sampled_from([m.id for r in made for m in r.mentions])))
    shelf = shelved(made, given_)
    for m in sorted(gone):
        shelf.take_away([m])
    decided = rulings(given_)
    counted = [r for x in made if (r := ruled(x, decided)) is not None]
    fresh = Shelf(decided)
    fresh.bring((t for r in counted for t in traits_of(r) if t.mention_id not in gone), afresh=True)
    assert dict(shelf.launches()) == dict(fresh.launches())


def test_a_day_in_utc_meets_the_night_in_pyongyang() -> None:
    database = told("utc", day("2017-11-28", "UTC"), clock("2017-11-28T18:17", "UTC"))
    local = told("local", day("2017-11-29"))
    bare = told("bare utc", day("2017-11-28", "UTC"))
    assert len(reconcile([database, local])) == 1
    assert len(reconcile([bare, local])) == 1
    # The same number of a day is another night where a launch time says so.
    assert len(reconcile([database, told("before", day("2017-11-28"))])) == 2


def test_an_hour_apart_is_two_launches_however_alike_they_are() -> None:
    alike = (("site", "Sunan"), ("system", "KN-25"), ("platform", "road"), ("range", km(380)), ("apogee", km(90)))
    six = told("six", day("2022-05-25"), clock("2022-05-25T06:00"), *alike)
    seven = told("seven", day("2022-05-25"), clock("2022-05-25T07:00"), *alike)
    assert len(reconcile([six, seven])) == 2
    assert len(reconcile([six, told("also", day("2022-05-25"), clock("2022-05-25T06:02"), *alike)])) == 1


def test_who_tells_of_several_launches_in_one_joins_none_of_them_together() -> None:
    icbm = told("icbm", day("2022-05-25"), clock("2022-05-25T06:00"), ("kind", "ICBM"), ("range", km(360)))
    srbm = told("srbm", day("2022-05-25"), clock("2022-05-25T06:42"), ("kind", "SRBM"), ("range", km(760)))
    both = told(
        "both",
        day("2022-05-25"),
        clock("2022-05-25T06:00"),
        clock("2022-05-25T06:42"),
        ("kind", "ICBM"),
        ("kind", "SRBM"),
        ("range", km(360)),
        ("range", km(760)),
    )
    assert groups(reconcile([both, srbm, icbm])) == {
        frozenset({icbm.mentions[0].id, both.mentions[0].id}),
        frozenset({srbm.mentions[0].id}),
    }


def test_competing_labels_and_classes_that_are_labels_do_not_split_a_launch() -> None:
    kcna = told("kcna", day("2022-03-24"), ("system", "Hwasong-17"), ("kind", "space_launch"))
    seoul = told("seoul", day("2022-03-24"), ("system", "Hwasong-15"), ("kind", "ICBM"))
    assert len(reconcile([kcna, seoul])) == 1


def test_three_languages_name_one_site_and_one_system() -> None:
    month = moment.month(2022, 3, "Asia/Pyongyang")
    said = [("Sunan", "Hwasong-17"), ("평양 순안 일대", "화성포-17형"), ("平壌の順安付近", "火星17")]
    made = [told(f"{n}", month, ("site", s), ("system", w)) for n, (s, w) in enumerate(said)]
    (launch,) = reconcile(made)
    system = launch.finding("system")
    assert system is not None
    assert len(system.positions) == 1


def test_figures_to_the_digit_find_the_day_of_a_month() -> None:
    on_day = told("day", day("2022-03-24"), ("apogee", km(6248.5, 0.1)))
    other = told("other", day("2022-03-05"), ("apogee", km(560)))
    vague = told("vague", moment.month(2022, 3, "Asia/Pyongyang"), ("apogee", km(6248.5, 0.1)))
    undated = told("undated", None, ("apogee", km(6248.5, 0.1)))
    assert frozenset(x.mentions[0].id for x in (on_day, vague, undated)) in groups(
        reconcile([on_day, other, vague, undated])
    )


def test_a_sentence_that_both_quote_joins_them() -> None:
    words = "“Our missile rose to where nobody can follow it and came down where we had said it would”, he added"
    by = ("direction", "east")
    on_day = told(f"One. {words}.", day("2022-03-24"), by)
    vague = told(f"Another begins. {words}.", moment.month(2022, 3, "Asia/Pyongyang"), by)
    assert len(reconcile([on_day, vague])) == 1


def test_a_month_that_fits_two_launches_alike_joins_neither() -> None:
    first, second = (told(d, day(d), ("system", "KN-25")) for d in ("2022-03-05", "2022-03-24"))
    vague = told("vague", moment.month(2022, 3, "Asia/Pyongyang"), ("system", "KN-25"))
    assert len(reconcile([first, second, vague])) == 3
    assert len(reconcile([first, vague])) == 2 - 1


def row(name: str, date: Moment | None, *said: tuple[str, Value]) -> Reading:
    """One row of a table."""
    document = Document(f"cns#{name}", name)
    m = Mention(document.id, 0, "KP", date, main=True)
    words = quote(document, 0, len(name))
    return Reading(document, (m,), tuple(Claim(m.id, a, v, Source("X"), Modality.ASSERTED, words) for a, v in said))


def test_rows_of_one_table_never_meet_over_the_end_of_a_month_nor_in_a_year() -> None:
    site = ("site", "Sunan")
    may, june = row("may", day("2017-05-31", "UTC"), site), row("june", day("2017-06-01", "UTC"), site)
    paper = told("a paper", day("2017-06-01"), site, ("range", km(450)), ("apogee", km(80)))
    # A day in Pyongyang meets two in UTC; its launch is the one that it has more hours in common with.
    assert groups(reconcile([may, june, paper])) == {
        frozenset({june.mentions[0].id, paper.mentions[0].id}),
        frozenset({may.mentions[0].id}),
    }
    vague = row("some day", moment.year(2017, "UTC"), site)
    assert len(reconcile([may, vague])) == 2
    assert len(reconcile([may, told("some year", moment.year(2017, "UTC"), site)])) == 1


def test_a_launch_keeps_its_id_when_later_documents_tell_of_it() -> None:
    first = told("first", day("2022-03-24"), clock("2022-03-24T14:34"), published=dt.date(2022, 3, 24))
    later = told("later", day("2022-03-24"), clock("2022-03-24T14:34"), published=dt.date(2022, 3, 25))
    (before,), (after,) = reconcile([first]), reconcile([later, first])
    assert before.id == after.id
    assert after.mentions[0] == first.mentions[0]


def test_links_say_in_words_why_a_mention_is_where_it_is() -> None:
    first = told("first", day("2022-03-24"), clock("2022-03-24T14:34"), ("site", "Sunan"))
    second = told("second", day("2022-03-24"), ("site", "순안"))
    leader, link = sorted(links([first, second]), key=lambda x: len(x.reasons))
    assert leader.reasons == ()
    assert [r.because for r in link.reasons] == ["both on 2022-03-24", "the same site (sunan)"]
    assert link.score == pytest.approx(3.0)


def test_a_newcomer_is_settled_by_looking_at_few() -> None:
    made = [told(f"{n}", day("2022-03-24"), published=dt.date(2022, 3, 24)) for n in range(200)]
    shelf = shelved(made, [])
    late = told("late", day("2022-03-24"), published=dt.date(2022, 3, 30))
    assert shelf.bring(traits_of(late)) == 1
