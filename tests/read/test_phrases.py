from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.errors import BadInput
from trackside.read.phrases import Phrases, expanded


def found(table: dict[str, str], text: str, **how: bool) -> list[tuple[str, str]]:
    return [(text[h.start : h.end], h.value) for h in Phrases(table, **how).find(text)]


def test_the_longer_phrase_wins() -> None:
    assert found({"more": "a", "more than": "b"}, "more than one, no more") == [("more than", "b"), ("more", "a")]


def test_a_phrase_ends_at_a_words_edge() -> None:
    assert found({"flew": "x"}, "flew, outflew, flewn, 3flew") == [("flew", "x"), ("flew", "x")]


def test_white_space_and_typographic_marks_are_alike() -> None:
    assert found({"japan's time": "x"}, "Japan’s\n time") == [("Japan’s\n time", "x")]


def test_capitals_count_only_when_asked() -> None:
    assert found({"May": "m"}, "may May", cased=True) == [("May", "m")]


def test_braces_stand_for_either() -> None:
    assert expanded("{fly,flew} {far ,}out") == ["fly far out", "fly out", "flew far out", "flew out"]


def test_a_phrase_too_long_is_a_slip_in_the_data() -> None:
    with pytest.raises(BadInput, match="at most"):
        Phrases({"x" * 200: 1})


def test_no_phrases_find_nothing() -> None:
    assert list(Phrases({}).find("anything")) == []
    assert Phrases({}).at("anything", 0) is None


@given(st.lists(st.text("ab c", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1), st.text("ab c"))
def test_what_is_found_is_in_the_table_and_in_order(table: list[str], text: str) -> None:
    hits = list(Phrases(dict.fromkeys(table, "x")).find(text))
    assert all(" ".join(text[h.start : h.end].split()) in {" ".join(t.split()) for t in table} for h in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
