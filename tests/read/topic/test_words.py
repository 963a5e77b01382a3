import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.named import documented, modules, spelled
from tests.read.topic.spoken import words
from trackside.errors import BadInput
from trackside.read.topic.words import plain, topic_words

TINY = {"grammar": {"home": "KR", "within": ["cue"], "bounded": ["who"]}}


def test_the_longest_word_wins_and_one_phrase_may_mean_several_things() -> None:
    tiny = topic_words(
        {**TINY, "words": {"a": ["가나"], "b": ["가나다"], "c": ["가나다"], "cue": ["가"], "who": ["나"]}}
    )
    assert [(w.group, w.start, w.end) for w in tiny.find("가나다")] == [("b", 0, 3), ("c", 0, 3), ("cue", 0, 1)]
    assert [w.group for w in tiny.find("마나 나")] == ["who"]


@given(st.text(max_size=60))
def test_plain_text_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_full_width_letters_become_plain() -> None:
    assert plain("ＥＥＺ　１，０００ｋｍ～") == "EEZ 1,000km~"


def test_both_languages_have_the_same_tables() -> None:
    korean, japanese = words("ko"), words("ja")
    dated = {"date_that", "date_short", "date_dotted", "date_year_behind", "date_short_year"}
    assert set(korean.patterns) - dated == set(japanese.patterns) - dated
    assert set(korean.calendar) == set(japanese.calendar)


def test_a_damaged_pattern_is_refused() -> None:
    with pytest.raises(BadInput, match="regular expression"):
        topic_words({**TINY, "patterns": {"date_full": "("}})


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_no_word_goes_past_the_end_of_its_text(language: str) -> None:
    tables = words(language)
    for phrase in tables.phrases:
        for cut in range(1, len(phrase) + 1):
            assert all(w.end <= cut for w in tables.find(phrase[:cut]))


def test_no_word_of_a_language_stands_in_the_code_of_topic_first_ones() -> None:
    letters = re.compile(r"[\uac00-\ud7a3\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
    told = [s for tree in modules(topic=True) for s in {*spelled(tree)} - {*documented(tree)} if letters.search(s)]
    assert told == []
