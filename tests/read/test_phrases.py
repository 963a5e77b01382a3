import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.errors import BadInput
from trackside.read.phrases import Hit, Phrases, Scanner, around, expanded


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


def test_a_scan_finds_what_each_table_finds_alone() -> None:
    tables = {"a": Phrases({"flew over": 1, "flew": 2}), "b": Phrases({"over Japan": 3, "japan": 4}, cased=True)}
    text = "It flew over Japan, then flew home over japan"
    assert Scanner(tables).scan(text) == {name: tuple(table.find(text)) for name, table in tables.items()}
    assert [h.value for h in Scanner(tables).scan(text)["b"]] == [3, 4]


def test_a_pattern_is_only_tried_around_its_anchors() -> None:
    text = "12 May, then 300 pages, then 14 May and 16 May"
    months = list(Phrases({"may": 5}).find(text))
    assert [m[0] for m in around(re.compile(r"\d+ \w+"), text, months, 6, 2)] == ["12 May", "14 May", "16 May"]


@given(st.lists(st.integers(0, 60), max_size=5), st.integers(0, 9), st.integers(0, 9))
def test_no_match_is_given_twice_however_the_anchors_crowd(starts: list[int], before: int, after: int) -> None:
    anchors = [Hit(at, at + 1, None) for at in sorted(starts)]
    places = [m.span() for m in around(re.compile("ab"), "ab" * 32, anchors, before, after)]
    assert all(a[1] <= b[0] for a, b in pairwise(places))
