"""Reconcile: one launch from many documents; values side by side, never averaged."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reconcile.conftest import Say, km, reading
from trackside import moment
from trackside.earth import load_gazetteer
from trackside.measure import Estimate, Hedge, stated
from trackside.reconcile import links, reconcile
from trackside.reconcile.names import folded, share
from trackside.record import Judgement, Mention, Modality, Reading, Ruling, table_of


def test_two_documents_of_one_day_tell_of_one_launch(say: Say) -> None:
    (launch,) = reconcile(
        [say("a", said=(("KCNA", "range", km(1090, 10)),)), say("b", said=(("Japan", "range", km(1100)),))]
    )
    assert len(launch.mentions) == 2
    assert launch.date is not None
    assert launch.date.date == "2022-03-24"


def test_values_stand_side_by_side_with_who_holds_them(say: Say) -> None:
    (launch,) = reconcile([say("a", said=(("KCNA", "range", km(800)),)), say("b", said=(("Japan", "range", km(750)),))])
    finding = launch.finding("range")
    assert finding is not None
    assert not finding.agreed
    held = {p.speakers: p.value.best for p in finding.positions if isinstance(p.value, Estimate)}
    assert held == {("KCNA",): 800e3, ("Japan",): 750e3}


def test_a_bound_that_holds_the_other_number_is_no_dissent(say: Say) -> None:
    over = stated(6e6, "m", hedge=Hedge.AT_LEAST)
    (launch,) = reconcile(
        [say("a", said=(("KCNA", "apogee", km(6248.5, 0.1)),)), say("b", said=(("Japan", "apogee", over),))]
    )
    finding = launch.finding("apogee")
    assert finding is not None
    assert finding.agreed
    assert len(finding.positions) == 2


def test_two_missiles_of_one_speaker_are_no_dissent(say: Say) -> None:
    (launch,) = reconcile([say("a", said=(("Japan", "range", km(850)), ("Japan", "range", km(900))))])
    finding = launch.finding("range")
    assert finding is not None
    assert finding.agreed


def test_labels_that_compete_are_a_disagreement(say: Say) -> None:
    a = say("a", said=(("KCNA", "system", "Hwasong-17"),))
    b = say("b", said=(("South Korea", "system", "Hwasong-15"),))
    (launch,) = reconcile([a, b])
    finding = launch.finding("system")
    assert finding is not None
    assert not finding.agreed


def test_a_ballistic_missile_may_be_any_of_them(say: Say) -> None:
    (launch,) = reconcile([say("a", said=(("X", "kind", "ballistic"),)), say("b", said=(("Y", "kind", "ICBM"),))])
    finding = launch.finding("kind")
    assert finding is not None
    assert finding.agreed


def test_denied_and_hypothetical_values_hold_no_position(say: Say) -> None:
    denied = say("a", said=(("Seoul", "range", km(700)),), modality=Modality.DENIED)
    (launch,) = reconcile([denied])
    assert launch.finding("range") is None
    assert len(launch.claims) == 1


def test_another_country_or_day_or_class_is_another_launch(say: Say) -> None:
    icbm, srbm = say("a", kind="ICBM"), say("b", kind="SRBM")
    assert len(reconcile([icbm, srbm])) == 2
    assert len(reconcile([icbm, say("c", country="KR")])) == 2
    assert len(reconcile([icbm, say("d", day="2022-03-16")])) == 2


def test_a_month_joins_a_day_only_with_something_more_in_common(say: Say) -> None:
    day = say("a", day="2017-11-29", said=(("KCNA", "range", km(950)), ("KCNA", "apogee", km(4475))))
    bare = say("b", day="2017-11")
    alike = say("c", day="2017-11", said=(("narrator", "range", km(950)), ("narrator", "apogee", km(4475))))
    assert len(reconcile([day, bare])) == 2
    (launch,) = reconcile([day, alike])
    assert launch.date is not None
    assert launch.date.date == "2017-11-29"


def test_a_link_explains_itself(say: Say) -> None:
    made = links([say("a", said=(("KCNA", "range", km(1090)),)), say("b", said=(("Japan", "range", km(1100)),))])
    (link,) = (x for x in made if x.mention_id != x.leader_id)
    assert [r.because for r in link.reasons] == ["both on 2022-03-24", "ranges agree within 1 %"]
    assert link.score == sum(r.weight for r in link.reasons)


def test_two_launches_of_one_document_stay_apart() -> None:
    made = reading("a")
    second = Mention(made.document.id, 1, "KP", made.mentions[0].date)
    both = Reading(made.document, (*made.mentions, second))
    assert len(reconcile([both])) == 2


def test_a_person_can_join_and_part_what_the_score_did_not(say: Say) -> None:
    a, b = say("a"), say("b", day="2022-03-25")
    when = moment.clock(dt.date(2022, 4, 1), dt.time(9), "UTC")
    ids = (a.mentions[0].id, b.mentions[0].id)
    same = Judgement(Ruling.SAME, ids, "an analyst", when, "the second counts the day in Washington")
    withdrawn = Judgement(Ruling.SAME, ids, "an analyst", when, "as above", withdrawn=True)
    assert len(reconcile([a, b], [same])) == 1
    assert len(reconcile([a, b], [withdrawn])) == 2
    c = say("c")
    apart = Judgement(Ruling.DIFFERENT, (a.mentions[0].id, c.mentions[0].id), "an analyst", when, "two sites")
    assert len(reconcile([a, c])) == 1
    assert len(reconcile([a, c], [apart])) == 2


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """Documents that share days, classes and figures in every mixture."""
    days, kinds = st.sampled_from(["2022-03-24", "2022-03-25", "2022-03"]), st.sampled_from(["", "ICBM", "SRBM"])
    numbers = st.sampled_from([700.0, 760.0, 1090.0])
    count = draw(st.integers(1, 6))
    return [
        reading(f"text {n}", day=draw(days), kind=draw(kinds), said=(("X", "range", km(draw(numbers))),))
        for n in range(count)
    ]


@given(readings(), st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(made: list[Reading], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconcile(made) == reconcile(shuffled)


@given(readings())
def test_every_mention_is_in_just_one_launch_and_adding_twice_changes_nothing(made: list[Reading]) -> None:
    launches = reconcile(made)
    members = [m.id for x in launches for m in x.mentions]
    assert sorted(members) == sorted(m.id for r in made for m in r.mentions)
    assert reconcile([*made, *made]) == launches


def test_the_narrators_of_two_papers_are_two_speakers(say: Say) -> None:
    (launch,) = reconcile(
        [say("a", said=(("narrator", "range", km(600)),)), say("b", said=(("narrator", "range", km(800)),))]
    )
    finding = launch.finding("range")
    assert finding is not None
    assert not finding.agreed


def test_one_far_number_is_a_disagreement_not_a_second_launch(say: Say) -> None:
    (launch,) = reconcile([say("a", said=(("KCNA", "range", km(900)),)), say("b", said=(("Japan", "range", km(500)),))])
    finding = launch.finding("range")
    assert finding is not None
    assert not finding.agreed


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Hwasong-17", "Hwasong 17", True),
        ("Hwasong-17", "the Hwasongpho-17", True),
        ("Hwasong-17", "KN-17", False),
        ("Hwasong-17", "Hwasong-15", False),
        ("Agni-V", "Agni V", True),
        ("Agni-V", "Agni-IV", False),
        ("Tongch'ang-ri", "Tongchang-ri", True),
        ("North Pyongan province", "South Pyongan province", False),
        ("Sunan", "the Sunan area of Pyongyang", True),
        ("the East Sea", "the Yellow Sea", False),
    ],
)
def test_names_that_can_be_one(a: str, b: str, *, same: bool) -> None:
    assert share(folded(a), folded(b)) is same


@pytest.mark.parametrize(
    ("a", "b", "agreed"),
    [
        ("the East Sea", "the Sea of Japan", True),
        ("the East Sea", "the Yellow Sea", False),
        ("about 150 km west of the Oshima Peninsula", "170 km west of Cape Tappi", True),
        ("the East Sea", "some 150 km west of the Oshima Peninsula", True),
    ],
)
def test_two_names_of_one_place_are_no_disagreement(say: Say, a: str, b: str, *, agreed: bool) -> None:
    said = [say("a", said=(("X", "landing", a),)), say("b", said=(("Y", "landing", b),))]
    (launch,) = reconcile(said, gazetteer=load_gazetteer())
    finding = launch.finding("landing")
    assert finding is not None
    assert finding.agreed is agreed


@pytest.mark.parametrize(("metres", "agreed"), [(1_600.0, True), (7_000.0, False)])
def test_mach_is_held_against_metres_per_second(say: Say, metres: float, *, agreed: bool) -> None:
    mach, speed = stated(5, "Mach", step=1), stated(metres, "m/s", step=10)
    (launch,) = reconcile([say("a", said=(("X", "speed", mach),)), say("b", said=(("Y", "speed", speed),))])
    finding = launch.finding("speed")
    assert finding is not None
    assert finding.agreed is agreed


def test_rows_of_one_table_are_launches_apart_and_rows_of_two_tables_meet() -> None:
    rows = [
        reading("cns#2022-06-05 KN-25 Sunan", said=(("CNS", "site", "Sunan"),)),
        reading("cns#2022-06-05 KN-25 Kaechon", said=(("CNS", "site", "Kaechon"),)),
        reading("launches#KP-2022-06-05-2", said=(("CNS", "site", "Kaechon"),)),
    ]
    sources = {r.document.id: r.document.source for r in rows}
    together = [{sources[m.document_id] for m in x.mentions} for x in reconcile(rows)]
    assert len(together) == 2
    assert {"cns#2022-06-05 KN-25 Kaechon.txt", "launches#KP-2022-06-05-2.txt"} in together


@pytest.mark.parametrize("source", ["feed.xml#3", "https://x.org/a#b", "-#4", "stories.jsonl#cns", "#", "cns#", ""])
def test_no_file_and_no_address_is_taken_for_a_table(source: str) -> None:
    assert table_of(source) == ""


def test_a_row_is_known_by_its_source() -> None:
    assert table_of("nk-missile-tests#2022-06-05 KN-25") == "nk-missile-tests"
