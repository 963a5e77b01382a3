"""What people decide: discards, corrections, contradictions; withdrawn decisions count for nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.reconcile.conftest import km
from tests.reconcile.conftest import reading as told
from trackside import moment
from trackside.errors import BadInput
from trackside.reconcile import reconcile, rulings
from trackside.record import Judgement, Launch, Reading, Ruling, Value


def judged(
    ruling: Ruling, *subjects: str, day: int = 1, value: Value | None = None, withdrawn: bool = False
) -> Judgement:
    when = moment.clock(dt.date(2022, 4, day), dt.time(9), "UTC")
    return Judgement(ruling, subjects, "an editor", when, "as the paper says", value=value, withdrawn=withdrawn)


def ids(*readings: Reading) -> list[str]:
    return [r.mentions[0].id for r in readings]


def only(*launches: Launch) -> Launch:
    (launch,) = launches
    return launch


def test_of_two_that_contradict_each_other_the_later_one_counts() -> None:
    a, b = told("a"), told("b")
    same, different = (judged(r, *ids(a, b), day=d) for r, d in ((Ruling.SAME, 1), (Ruling.DIFFERENT, 2)))
    assert len(reconcile([a, b], [same, different])) == 2
    later = judged(Ruling.SAME, *ids(a, b), day=3)
    assert len(reconcile([a, b], [later, different, same])) == 1
    assert len(reconcile([a, b], [later, different])) == 1


def test_what_is_joined_brings_along_those_that_go_with_it() -> None:
    a, b, c = told("a"), told("b", day="2022-03-16"), told("c", day="2022-03-16")
    launch = only(*reconcile([a, b, c], [judged(Ruling.SAME, *ids(a, b))]))
    assert {m.id for m in launch.mentions} == set(ids(a, b, c))
    d = told("d", day="2022-03-10")
    joined = [judged(Ruling.SAME, *ids(a, b)), judged(Ruling.SAME, *ids(b, d))]
    assert len(reconcile([a, b, d], joined)) == 1
    assert set(rulings(joined).groups) == set(ids(a, b, d))


def test_discarded_documents_mentions_and_claims_are_left_out() -> None:
    a, b = told("a", said=(("X", "range", km(600)),)), told("b", said=(("Y", "range", km(800)),))
    for subject in (a.document.id, a.mentions[0].id):
        launch = only(*reconcile([a, b], [judged(Ruling.DISCARD, subject)]))
        assert launch.mentions == b.mentions
        assert launch.claims == b.claims
    launch = only(*reconcile([a, b], [judged(Ruling.DISCARD, a.claims[0].id)]))
    assert len(launch.mentions) == 2
    assert launch.claims == b.claims
    assert len(only(*reconcile([a, b], [judged(Ruling.DISCARD, a.document.id, withdrawn=True)])).mentions) == 2


def test_a_correction_keeps_the_words_and_tells_who_why_and_from_what() -> None:
    a = told("a", said=(("X", "range", km(780)), ("X", "apogee", km(450))))
    wrong, right = (
        judged(Ruling.CORRECT, a.claims[0].id, value=km(1)),
        judged(Ruling.CORRECT, a.claims[0].id, day=2, value=km(4500)),
    )
    claim = only(*reconcile([a], [right, wrong])).claims[0]
    assert (claim.value, claim.quote) == (km(4500), a.claims[0].quote)
    assert claim.doubt == "corrected by an editor on 2022-04-02 from 780 km: as the paper says"


def test_a_corrected_date_moves_its_mention() -> None:
    date = moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang")
    a, b = told("a", day="2022-03-16", said=(("X", "launch_date", date),)), told("b")
    assert len(reconcile([a, b])) == 2
    other = judged(Ruling.CORRECT, a.claims[0].id, value=moment.day(dt.date(2022, 3, 24), "Asia/Seoul"))
    assert len(reconcile([a, b], [other])) == 1


def test_a_value_that_the_claim_cannot_have_is_one_clear_line() -> None:
    a = told("a", said=(("X", "range", km(780)),))
    with pytest.raises(BadInput, match=r"corrects range of .* which is no value of it"):
        reconcile([a], [judged(Ruling.CORRECT, a.claims[0].id, value="far")])
