"""`tools.once` lists what only one document has, and leaves out what a test or a second document has too."""

import pytest
from tools import once

FIRST = (
    "a.txt",
    "en",
    "It was fired as planned and shot into the sky. The height was disputed, at first said to be 60 km.",
)
SECOND = ("b.txt", "en", "It was in flight for an hour and shot into the sky.")


def listed(monkeypatch: pytest.MonkeyPatch, tests: str) -> set[str]:
    monkeypatch.setattr(once, "documents", lambda: [FIRST, SECOND])
    monkeypatch.setattr(once, "tests", lambda: tests)
    return {entry.words for entry, _ in once.once("en", 3)}


def test_what_one_document_has_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "at first said" in listed(monkeypatch, "")


def test_what_a_second_document_or_a_test_has_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "shot into the sky" not in listed(monkeypatch, "")
    assert "at first said" not in listed(monkeypatch, "Seoul at first said that it flew 60 km.")


def test_alternatives_of_a_pattern_are_told_from_its_signs() -> None:
    told = set(once.alternatives(r"\b(?:shot\s+off|went\s+up)\b[^.]{0,40}since"))
    assert told == {r"?:shot\s+off", r"went\s+up"}


def test_letters_without_spaces_count_as_words() -> None:
    assert (once.size("at first said"), once.size("最高高度は")) == (3, 2)
