"""A name misspelt, in the code or in a table, switches a stage off without a word: both sides must match."""

import ast

import pytest

from tests.read.named import asked, composed, given, listed, looked_for, modules, parts, questions, slips, spelled
from trackside.read import load_lexicons
from trackside.read.lexicon import Lexicon

LEXICONS = load_lexicons()
# Read by what their names begin with.
BY_PREFIX = ("history_", "date_")
# Words of this group are looked for only so that shorter ones in them are not.
UNREAD = frozenset({"block"})


def names(lexicon: Lexicon) -> set[str]:
    return {n for tree in modules(topic=lexicon.topic is not None) for n in asked(tree)}


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_what_the_reader_asks_for_is_there(language: str) -> None:
    lexicon = LEXICONS[language]
    assert sorted(names(lexicon) - given(lexicon) - parts(lexicon) - set(slips(language))) == []


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_what_is_there_is_asked_for(language: str) -> None:
    lexicon = LEXICONS[language]
    strings = {n for tree in modules(topic=lexicon.topic is not None) for n in spelled(tree)}
    unread = given(lexicon) - strings - set(composed(strings)) - UNREAD
    assert sorted(n for n in unread if not n.startswith(BY_PREFIX)) == []


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_the_words_of_slips_are_asked_for(language: str) -> None:
    strings = {n for tree in modules(topic=False) for n in spelled(tree)}
    assert set(slips(language)) <= strings
    assert set(slips(language)) <= set(slips("en"))


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_groups_that_a_table_lists_are_there(language: str) -> None:
    assert listed(language) <= given(LEXICONS[language])


def test_a_name_nobody_has_is_noticed() -> None:
    told = 'marks.has("wepon", 1, 2) or marks.has_any(("launch_verb", "lanch"), 1, 2) or hits.get("kinds") or p["x"]'
    assert set(asked(ast.parse(told))) == {"wepon", "launch_verb", "lanch", "kinds", "x"}


def test_groups_that_questions_ask_for_are_there_and_no_others() -> None:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in questions()]
    wanted = {name for tree in trees for name in looked_for(tree)}
    there = {group for x in LEXICONS.values() if x.asking for group, _ in x.asking.patterns()}
    assert len(wanted) >= 20
    assert sorted(wanted - there) == []
    assert sorted(there - {name for tree in trees for name in spelled(tree)}) == []
