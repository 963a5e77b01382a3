"""Entries of the lexicons that only one open document has, and no test: written for that document, or not yet tried.

    python -m tools.once [--language en] [--words 3]

A lexicon is for texts nobody here has seen. An entry is given with its file and the one document; it wants a more
general form with a test, or to be dropped. Names of offices, people, places and systems are left out: they are facts.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tools.gate import CORPORA, ROOT

from trackside.read import Lexicon, load_lexicons, page
from trackside.read.topic.words import plain

LEXICONS, TESTS = ROOT / "src/trackside/read/lexicon", ROOT / "tests/read"
# Groups of names, and of words that are few.
NAMES = frozenset(
    (
        "actor",
        "compound",
        "country",
        "adjective",
        "site_name",
        "system",
        "number",
        "length",
        "title",
        "months",
        "weekdays",
    )
)
# One letter of Korean or Japanese says as much as this many of English.
LETTERS_PER_WORD = 2


class Entry(NamedTuple):
    """A phrase of a group, or an alternative of a pattern."""

    language: str
    group: str
    words: str


def size(words: str) -> int:
    """How many words a phrase has; a text without spaces is counted by its letters."""
    plain_words = re.findall(r"[a-z’']+", words.lower())
    others = re.findall(r"[^\x00-\x7f]", words)
    return len(plain_words) + len(others) // LETTERS_PER_WORD


def phrases(lexicon: Lexicon, text: str) -> Iterator[Entry]:
    """The phrases that a text has."""
    if lexicon.topic is not None:
        flat = plain(text)
        for word in lexicon.topic.find(flat):
            yield Entry(lexicon.language, word.group, flat[word.start : word.end])
        return
    for group, hits in lexicon.scanner.scan(text).items():
        for hit in hits:
            yield Entry(lexicon.language, group, " ".join(text[hit.start : hit.end].lower().split()))


def alternatives(pattern: str) -> Iterator[str]:
    """The plain alternatives of a pattern, those that are words and white space only."""
    yield from (one for one in re.split(r"[|()]+", pattern) if re.fullmatch(r"(?:[^\W\d_]|[’' -]|\\s\+|\?:)+", one))


def patterns(lexicon: Lexicon, text: str, tables: Mapping[str, str]) -> Iterator[Entry]:
    """The alternatives of patterns that a text has."""
    for name, pattern in tables.items():
        for one in set(alternatives(pattern)):
            words = one.removeprefix("?:")
            if size(words.replace(r"\s+", " ")) > 1 and re.search(words, text, re.IGNORECASE):
                yield Entry(lexicon.language, name, words.replace(r"\s+", " "))


def written_patterns(language: str) -> dict[str, str]:
    """The patterns of a language as they stand in its files."""
    found: dict[str, str] = {}
    for file in sorted(LEXICONS.glob(f"{language}*.toml")):
        found |= tomllib.loads(file.read_text(encoding="utf-8")).get("patterns", {})
    return found


def documents() -> Iterator[tuple[str, str, str]]:
    """Every open document: its name, language and text."""
    for corpus in (path for path in CORPORA.values() if path.is_dir()):
        for file in sorted(p for p in corpus.iterdir() if p.is_file()):
            found = page(file.read_bytes(), str(file))
            yield file.name, found.language, found.text


def tests() -> str:
    """All that the tests of the reader say."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(TESTS.rglob("*.py")))


def once(language: str, most: int) -> Iterator[tuple[Entry, str]]:
    """Entries of at least so many words that one document has, and no test."""
    lexicon, tables = load_lexicons()[language], written_patterns(language)
    seen: dict[Entry, set[str]] = {}
    for name, of, text in documents():
        for entry in {*phrases(lexicon, text), *patterns(lexicon, text, tables)} if of == language else ():
            seen.setdefault(entry, set()).add(name)
    told = tests()
    tried = {*phrases(lexicon, told), *patterns(lexicon, told, tables)}
    for entry, names in sorted(seen.items()):
        if len(names) == 1 and entry not in tried and entry.group not in NAMES and size(entry.words) >= most:
            yield entry, names.pop()


def main() -> int:
    """Print the list, and how long it is."""
    parser = argparse.ArgumentParser(prog="once", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--language", action="append", help="only this language")
    parser.add_argument("--words", type=int, default=3, help="how many words an entry has at least")
    asked = parser.parse_args()
    for language in asked.language or load_lexicons():
        found = list(once(language, asked.words))
        for entry, name in found:
            print(f"{language}  {entry.group:28} {entry.words:44} {name}")
        print(f"{language}: {len(found)} entries of {asked.words} words or more that one document has and no test\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
