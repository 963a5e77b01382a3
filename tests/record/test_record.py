"""The record: nothing is claimed without the words it was said in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.errors import BadInput
from trackside.measure import stated
from trackside.record import Claim, Document, Finding, Launch, Mention, Modality, Quote, Source, content_id, quote

TEXT = "Tokyo, March 24 - The missile flew for 71 minutes, Japan said."


def _claim(document: Document, mention: str = "mention-1") -> Claim:
    words = quote(document, TEXT.index("71"), TEXT.index(", Japan"))
    return Claim(mention, "flight_time", stated(4260, "s", step=60), Source("Japan", "JP"), Modality.ASSERTED, words)


@given(st.text(min_size=1, max_size=200), st.data())
def test_a_quote_is_an_exact_substring(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document("a.txt", text)
    if not text[start:end].strip():
        with pytest.raises(BadInput):
            quote(document, start, end)
        return
    q = quote(document, start, end)
    assert text[q.start : q.end] == q.exact == text[start:end].strip()


@pytest.mark.parametrize("bad", [(3, 3, ""), (0, 4, "abc"), (0, 3, "   "), (-1, 2, "abc")])
def test_a_quote_that_is_no_words_cannot_exist(bad: tuple[int, int, str]) -> None:
    with pytest.raises(BadInput, match="exact words"):
        Quote("document-1", *bad)


def test_ids_come_from_content() -> None:
    one, same = Document("a.txt", TEXT), Document("elsewhere.txt", TEXT)
    other = Document("a.txt", TEXT, published=dt.date(2022, 3, 24))
    assert one.id == same.id != other.id
    assert _claim(one).id == _claim(same).id
    assert _claim(one).id != _claim(one, "mention-2").id


@given(st.lists(st.one_of(st.text(), st.integers(), st.none()), max_size=5))
def test_an_id_is_stable_and_short(parts: list[object]) -> None:
    assert content_id("thing", *parts) == content_id("thing", *parts)
    assert len(content_id("thing", *parts)) == len("thing-") + 12


def test_a_finding_needs_evidence() -> None:
    with pytest.raises(BadInput, match="at least one claim"):
        Finding("range", (), agreed=True)


def test_a_launch_needs_a_mention() -> None:
    with pytest.raises(BadInput, match="at least one mention"):
        Launch("KP", None, main=True, mentions=(), claims=(), findings=())


def test_a_launch_is_named_by_the_mention_that_leads_it() -> None:
    a, b = Mention("document-1", 0, "KP", None), Mention("document-2", 0, "KP", None)
    alone = Launch("KP", None, main=True, mentions=(a,), claims=(), findings=())
    joined = Launch("KP", None, main=True, mentions=(a, b), claims=(), findings=())
    other = Launch("KP", None, main=True, mentions=(b, a), claims=(), findings=())
    assert alone.id == joined.id
    assert alone.id != other.id
