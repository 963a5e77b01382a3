"""Lines and columns by the cells that letters take up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.brief.columns import beside, cells, padded, visible, wrapped

WORDS = st.lists(st.text(st.sampled_from("ab가미사일約キロ、。（）-’é\u0301"), max_size=30), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("800 km", 6), ("약 800km", 8), ("千キロ", 6), ("ｶﾅ", 2), ("e\u0301", 1), ("６km", 4), ("Žd’á", 4)],
)
def test_a_wide_letter_takes_two_cells_and_a_mark_none(text: str, wide: int) -> None:
    assert cells(text) == wide
    assert cells(padded(text, 9)) == 9
    assert padded(text, 0) == text


@given(WORDS, st.integers(2, 60), st.sampled_from(["", "  "]))
def test_no_line_is_wider_and_no_letter_is_lost(text: str, width: int, then: str) -> None:
    lines = wrapped(text, width + 2, first="", then=then)
    assert max(map(cells, lines)) <= width + 2
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert wrapped(text, None, first="x ") == ["x " + " ".join(text.split())]


def test_words_stay_whole_and_unspaced_letters_part_where_they_may() -> None:
    assert wrapped("the Hwasong-17 missile’s flight", 16) == ["the Hwasong-17", "missile’s flight"]
    assert wrapped("탄도미사일을 발사했다", 14) == ["탄도미사일을", "발사했다"]
    assert wrapped("日本海に落下した。", 17) == ["日本海に落下し", "た。"]
    assert wrapped("襟裳岬（北海道）の東", 8) == ["襟裳岬", "（北海", "道）の東"]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]


def test_cells_of_a_row_are_wrapped_in_their_columns() -> None:
    row = ("Came down", "東海の公海上", "KCNA", "“公海”")
    assert beside(row, (9, 8, 5, None), indent=" ") == [
        " Came down  東海の公  KCNA   “公海”",
        "            海上",
    ]


def test_nothing_steers_a_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec\u2028") == "a\ufffd[31mb\ufffdc\ufffd"
