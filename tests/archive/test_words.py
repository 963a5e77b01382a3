"""Texts as tokens, and what is typed as terms: numbers, endings, particles, letters without spaces."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.nouns import dates
from trackside.archive.hit import excerpt
from trackside.archive.sought import LONGEST_PHRASE, facets_of, sought
from trackside.archive.words import LARGEST_VOCABULARY_BYTES, asked, located, vocabulary
from trackside.errors import BadInput

LETTERS = st.text(st.sampled_from("aBé’'1,0.7-화성을 북한ミサイルﾐｼﾞ北朝鮮㎞ＩＣ\u0301\n\"*½ﬁß"), max_size=60)


def tokens(text: str) -> list[str]:
    return vocabulary("", text)[0]


def shown(text: str, words: str) -> str:
    """The snippet with its marks in brackets."""
    found = excerpt(text, sought(words).wanted)
    assert text[found.start : found.end] == found.text
    out, last = "", 0
    for start, end in found.marks:
        out += found.text[last:start] + f"[{found.text[start:end]}]"
        last = end
    return out + found.text[last:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,090", "1090"),
        ("6,248.5 km", "6248.5 KM"),
        ("１，０９０㎞", "1,090 km"),
        ("missiles", "Missile"),
        ("Kim’s", "kim"),
        ("Kim's", "KIM"),
        ("launching", "launched"),
        ("Café", "cafe\u0301"),
        ("KN23", "KN-23"),
        ("ﾐｻｲﾙ", "ミサイル"),
        ("ＩＣＢＭ", "icbm"),
        ("화성", "\u1112\u116a\u1109\u1165\u11bc"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_is_the_same_word(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1,090", "1,091"), ("10.90", "1090"), ("화성", "성화"), ("missile", "missive")]
)
def test_what_is_not(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_numbers_end_where_their_digits_do() -> None:
    assert tokens("It flew 800, 6,248.5 and 1,2345. On 24.03.2022.") == [
        *("it", "flew", "800", "6248.5", "and", "1", "2345", "on", "24.03", "2022")
    ]


def test_letters_without_spaces_are_pairs_and_the_last_one() -> None:
    assert tokens("화성을 쏜") == ["화성", "성을", "을", "쏜"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("화성을", ("화성",)),
        ("화성이", ("화성",)),
        ("서울로", ("서울",)),
        ("신포에서는", ("신포",)),
        ("KN-23을", ("kn", "23")),
        # 문 is a closed syllable, after which 가 is no particle; one letter is never taken for a word with a particle.
        ("전문가", ("전문", "문가")),
        ("평가", ("평가",)),
    ],
)
def test_a_korean_particle_is_not_asked_for(given: str, found: tuple[str, ...]) -> None:
    assert asked(given).tokens == found
    assert asked("화성을", exactly=True).tokens == ("화성", "성을")


def test_one_letter_is_a_beginning() -> None:
    assert (asked("北").tokens, asked("北").open) == (("北",), True)
    assert shown("ソウル、東北の空", "北") == "ソウル、東[北]の空"


@given(LETTERS)
def test_tokens_stand_where_they_say(text: str) -> None:
    placed = list(located(text))
    assert [t.word for t in placed] == tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in placed)
    assert all(set(tokens(text[t.start : t.end])) >= {t.word} for t in placed)


@given(st.text(max_size=80))
def test_any_text_gives_tokens_that_an_index_takes(text: str) -> None:
    found, forms = vocabulary("", text)
    for token in (*found, *(form.removeprefix("@") for form in forms)):
        assert 0 < len(token) <= 64
        assert not set(token) & set(" \n\t\"'\\*():&|!<>@=")


@given(st.text(max_size=80) | LETTERS)
def test_whatever_is_typed_means_something_or_is_refused_in_one_line(typed: str) -> None:
    try:
        terms = sought(typed).terms
    except BadInput as refused:
        terms, told = (), str(refused)
    else:
        told = ""
    assert bool(terms) != bool(told)
    assert "\n" not in told
    assert all(0 < len(t.tokens) <= LONGEST_PHRASE for t in terms)


def test_words_phrases_exclusions_and_beginnings() -> None:
    told = sought('missiles -cruise "guided missile" ballisti* -“of short range” "화성을').terms
    assert [(t.tokens, t.open, t.form, t.excluded) for t in told] == [
        (("missil",), False, "", False),
        (("cruis",), False, "", True),
        (("guid", "missil"), False, "", False),
        (("ballisti",), True, "ballisti", False),
        (("of", "short", "rang"), False, "", True),
        (("화성", "성을"), False, "", False),
    ]


@pytest.mark.parametrize("typed", ["", "  ", '"', "- * --", "?!", " ".join(f"w{n}" for n in range(65))])
def test_nothing_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        sought(typed)
    assert "\n" not in str(refused.value)


def test_other_mistakes_are_refused() -> None:
    with pytest.raises(BadInput, match="no attribute"):
        sought("missile", attribute="colour")
    with pytest.raises(BadInput, match="after the last"):
        sought("missile", since=dt.date(2022, 2, 2), until=dt.date(2022, 2, 1))


@given(dates, dates, dates)
def test_a_span_of_days_has_the_days_in_it_and_no_others(one: dt.date, other: dt.date, day: dt.date) -> None:
    first, last = sorted((one, other))
    for since, until in ((first, last), (first, None), (None, last)):
        (facets,) = sought("", since=since, until=until).facets
        found = bool(set(facets) & set(facets_of(day, (), ())))
        assert found == ((since or dt.date.min) <= day <= (until or dt.date.max))
        assert len(facets) < 150


def test_a_text_beyond_all_bounds_is_indexed_in_part() -> None:
    text = " ".join(f"{n:x}q" for n in range(400_000))
    found, forms = vocabulary("", text)
    assert sum(len(t) for t in {*found, *forms}) <= LARGEST_VOCABULARY_BYTES
    assert len(found) > 50_000


# What is shown of a hit.


def test_the_words_around_a_match_are_the_text_itself() -> None:
    text = "North Korea fired it on Thursday.\n\nThe guided missile flew 1,090 km. It fell into the sea."
    assert shown(text, "1090 missiles") == "The guided [missile] flew [1,090] km. It fell into the sea."
    assert shown(text, '"guided missile"') == "The [guided missile] flew 1,090 km. It fell into the sea."
    assert shown(text, "guid*") == "The [guided] missile flew 1,090 km. It fell into the sea."
    assert shown("북한이 탄도미사일을 발사했다.", "탄도미사일은 북한") == "[북한]이 [탄도미사일]을 발사했다."
    assert shown("約７５０㎞飛行", "750 km") == "約[７５０][㎞]飛行"


def test_the_best_match_has_most_of_the_words_close_together() -> None:
    text = "A missile. " + "x " * 300 + "A cruise missile. " + "y " * 300 + "A cruise. A missile. A cruise."
    assert shown(text, "missile cruise").count("[") == 3


def test_a_match_far_down_a_long_text_is_found() -> None:
    text = "z " * 90_000 + "the last word"
    assert shown(text, "last").endswith("the [last] word")


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    assert shown("\n The first words.\n\nMore.", "title") == "The first words."


@given(LETTERS, LETTERS)
def test_any_snippet_is_exact(text: str, typed: str) -> None:
    try:
        terms = sought(typed).wanted
    except BadInput:
        return
    found = excerpt(text, terms)
    assert text[found.start : found.end] == found.text
    assert all(0 <= a < b <= len(found.text) for a, b in found.marks)
    assert all(a[1] <= b[0] for a, b in zip(found.marks, found.marks[1:], strict=False))
