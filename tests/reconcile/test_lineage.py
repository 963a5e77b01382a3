"""Who repeats whom: copies, their origins, offices under one name, what a person decided."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.reconcile.conftest import km
from trackside import moment
from trackside.reconcile import Print, copies, marks_of, reconcile, voice
from trackside.reconcile.lineage import mark, office, sentences
from trackside.record import Claim, Document, Judgement, Mention, Modality, Reading, Ruling, Source, quote

WIRE = (
    "The missile flew over the sea for about twenty minutes before it came down. "
    "Nobody on any of the ships in the area was hurt, the coast guard says. "
    "It is the third launch that the country has made in this month alone."
)
OWN = "Our own reporter on the island saw a bright light cross the sky at dawn."


def paper(name: str, text: str, published: dt.date | None = None, speaker: str = "narrator") -> Reading:
    document = Document(f"{name}.txt", text, published=published)
    m = Mention(document.id, 0, "KP", moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang"), main=True)
    words = quote(document, 0, len(text))
    return Reading(document, (m,), (Claim(m.id, "range", km(600), Source(speaker), Modality.ASSERTED, words),))


def printed(name: str, text: str, published: str = "") -> Print:
    return Print(name, published, marks_of(text))


def test_a_copy_is_told_with_its_share_and_its_origin_is_the_first() -> None:
    late, early = printed("a", f"{WIRE} {OWN}", "2022-03-25"), printed("b", WIRE, "2022-03-24")
    (copy,) = copies([late, early]).values()
    assert (copy.document_id, copy.origin_id) == ("a", "b")
    assert copy.because == "3 of its 4 longer sentences stand in the other"


def test_one_shared_sentence_is_no_copy_and_short_ones_do_not_count() -> None:
    first = printed("a", WIRE)
    one = WIRE.partition(". ")[0]
    assert copies([first, printed("b", f"{OWN} {one}. {OWN[:-1]} and at noon again.")]) == {}
    assert marks_of("Japan condemned it. Seoul did, too.") == frozenset()
    assert mark("합동참모본부는 북한이 동해상으로 탄도미사일을 발사했다고 밝혔다") is not None


def test_case_spaces_and_quotation_marks_make_no_other_sentence() -> None:
    plain = "Our missile rose to where nobody at all can follow it"
    assert mark(plain) == mark(f"  “{plain.upper()}” ")
    told = sentences(f"He said “{plain}” and left the room.")
    assert mark(plain) in told[0].marks


@given(
    st.permutations(
        [printed(n, WIRE, day) for n, day in zip("abcd", ["", "2022-03-25", "2022-03-24", ""], strict=True)]
    )
)
def test_the_order_makes_no_difference(prints: list[Print]) -> None:
    assert {a: c.origin_id for a, c in copies(prints).items()} == {"a": "c", "b": "c", "d": "c"}


def test_a_person_says_who_repeats_whom_and_circles_end() -> None:
    prints = [printed("a", WIRE), printed("b", OWN), printed("c", "x")]
    assert {a: c.origin_id for a, c in copies(prints, {"b": "c", "c": "a"}).items()} == {"b": "a", "c": "a"}
    assert {a: c.origin_id for a, c in copies(prints, {"b": "c", "c": "b"}).items()} == {"c": "b"}


def test_a_copy_of_what_a_person_calls_a_repeat_repeats_the_same() -> None:
    agency, translated, reprint = printed("a", OWN), printed("b", WIRE, "2022-03-24"), printed("c", WIRE, "2022-03-25")
    found = copies([agency, translated, reprint], {"b": "a"})
    assert {a: c.origin_id for a, c in found.items()} == {"b": "a", "c": "a"}
    assert found["c"].because == (
        "3 of its 3 longer sentences stand in b, of which a person says that it repeats the other"
    )
    # A person's word stands, whichever was published first.
    assert {a: c.origin_id for a, c in copies([translated, reprint], {"b": "c"}).items()} == {"b": "c"}


def test_five_papers_with_one_agencys_text_are_one_voice() -> None:
    made = [paper(f"{n}", f"{WIRE} Page {n}.", dt.date(2022, 3, 24 + n)) for n in range(5)]
    (launch,) = reconcile(made)
    finding = launch.finding("range")
    assert finding is not None
    (position,) = finding.positions
    assert len(position.claims) == 5
    assert position.voices == (f"narrator of {made[0].document.id}",)


def test_a_judgement_makes_one_document_a_copy_of_another() -> None:
    a, b = paper("a", WIRE), paper("b", OWN)
    when = moment.clock(dt.date(2022, 4, 1), dt.time(9), "UTC")
    told = Judgement(Ruling.REPEATS, (b.document.id, a.document.id), "an analyst", when, "translated from it")
    for judgements, voices in (([], 2), ([told], 1)):
        (launch,) = reconcile([a, b], judgements)
        finding = launch.finding("range")
        assert finding is not None
        assert len(finding.positions[0].voices) == voices


def test_one_office_has_one_voice_under_all_its_names() -> None:
    names = [
        "JCS",
        "South Korea's Joint Chiefs of Staff",
        "합동참모본부",
        "合同参謀本部",
        "South Korea Joint Chiefs of Staff",
    ]
    assert {office(n) for n in names} == {"South Korea Joint Chiefs of Staff"}
    assert office("Rodong Sinmun") == office("KCNA") == "KCNA"
    (claim,) = paper("a", WIRE, speaker="로동신문").claims
    assert voice(claim, {}) == "KCNA"
    (launch,) = reconcile([paper(f"{n}", f"{n} {OWN}", speaker=name) for n, name in enumerate(names)])
    finding = launch.finding("range")
    assert finding is not None
    assert len(finding.positions[0].voices) == 1
