"""Texts as tokens for looking up, in any language: what `archive find` takes for the same word.

Latin words lose their endings, case and accents. Numbers stay whole: "1,090" is "1090". Hangul, kana and Han, which
set few or no spaces, become overlapping pairs of letters, so that any two letters or more are found wherever they
stand; the last letter of a run stands for itself, so that one letter is the beginning of some token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, final

from snowballstemmer.english_stemmer import EnglishStemmer

# What the rules here make of a text; another number has every text indexed anew.
RULES = "1"
# Between a title and its text, so that no phrase reaches over.
BREAK = "@"
# The first letters of a text's words are indexed behind this: beginnings of one letter are too many to be gone through
# (1 s for four of them in 100,000 documents).
INITIAL = "@"
# A word longer than this is cut; PostgreSQL takes none over 2 kB.
LONGEST_WORD = 64
# Of a text's different words so many bytes are indexed: a row of PostgreSQL's takes 1 MB. English reaches a fifth of
# that in ten books; the rest of a text that goes on after it is not found.
LARGEST_VOCABULARY_BYTES = 800_000

_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7fb"
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_HAN = "\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = _HANGUL + _KANA + _HAN
# A point or comma belongs to a number only between its digits.
_PIECE = re.compile(
    rf"(?P<run>[{_RUN}]+)"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<word>[^\W0-9_{_RUN}]+(?:['’][^\W0-9_{_RUN}]+)*)"
)
_OF = re.compile(r"['’]s$")
# What compatibility forms may change: everything but the letters that stay as they are in all of our three languages.
_CLUSTER = re.compile(
    r"[^\x00-\x7f가-힣\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff‘’“”–—][\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*"
    r"|[\x00-\x7f가-힣\u3041-\u3096\u30a1-\u30fa][\u0300-\u036f\u11a8-\u11ff\u3099\u309a]+"
)

# Endings that Korean sets after a noun: after a closed syllable, after an open one (and ㄹ, for 로), after either.
_CLOSED = ("으로부터", "으로는", "으로", "이라고", "이라는", "이나", "을", "은", "이", "과")
_OPEN = ("로부터", "로는", "로", "라고", "라는", "나", "를", "는", "가", "와")
_EITHER = ("에서는", "에서", "에게", "에는", "까지", "부터", "보다", "처럼", "의", "에", "도", "만")
_PARTICLES = tuple(sorted({*_CLOSED, *_OPEN, *_EITHER}, key=len, reverse=True))
_RIEUL = 8

# Where each letter of a text in compatibility form begins and ends in the text as given.
Places = tuple[Sequence[int], Sequence[int]]


class Token(NamedTuple):
    """A token, the whole word it comes from without its case and accents, and where in the text it stands."""

    word: str
    form: str
    start: int
    end: int


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """Some words as they are looked for: tokens in a row.

    Attributes
    ----------
    tokens : tuple of str
        All of them next to each other; none where nothing in the words can be looked for.
    open : bool
        Whether the last token is only the beginning of one.
    form : str
        The beginning of a whole word, where nothing else was asked; it goes before `tokens`.
    """

    tokens: tuple[str, ...]
    open: bool = False
    form: str = ""


def vocabulary(title: str, text: str) -> tuple[list[str], list[str]]:
    """What is indexed of a document: its tokens in order; its different Latin words whole, and their first letters.

    `title` is empty where the text begins with it.
    """
    spelled: dict[str, str] = {}
    tokens = _tokens(title, spelled)
    if title:
        tokens.append(BREAK)
    tokens += _tokens(text, spelled)
    if len(text) + len(title) > LARGEST_VOCABULARY_BYTES // 10:
        tokens = _bounded(tokens)
        held = set(tokens)
        spelled = {form: token for form, token in spelled.items() if token in held}
    return tokens, [*sorted(spelled), *sorted({INITIAL + form[0] for form in spelled})]


def located(text: str) -> Iterator[Token]:
    """The tokens of a text one by one, each with its place there."""
    normal, places = _normal(text)
    starts, ends = places or (range(len(text)), range(1, len(text) + 1))
    for piece in _PIECE.finditer(normal):
        start, end = piece.span()
        if piece.lastgroup == "run":
            for at in range(start, end):
                stop = min(at + 2, end)
                yield Token(normal[at:stop], "", starts[at], ends[stop - 1])
            continue
        found = piece.group()
        word, form = (_number(found), "") if piece.lastgroup == "number" else spelling(found)
        yield Token(word, form, starts[start], ends[end - 1])


def asked(given: str, *, beginning: bool = False, exactly: bool = False) -> Asked:
    """Words as they are looked for.

    Parameters
    ----------
    given : str
        One word, or a phrase.
    beginning : bool
        Whether the last word is only the beginning of one.
    exactly : bool
        Whether a Korean particle at the end is meant, too.
    """
    pieces = list(_PIECE.finditer(_normal(given)[0]))
    if pieces and not exactly and pieces[-1].lastgroup == "run":
        last = _without_particle(pieces[-1].group(), alone=len(pieces) == 1)
    else:
        last = pieces[-1].group() if pieces else ""
    tokens = [t for piece in pieces[:-1] for t in _piece_tokens(piece)]
    if not last:
        return Asked(tuple(tokens))
    kind = pieces[-1].lastgroup
    if kind == "run":
        return Asked((*tokens, *_pairs(last), *([] if len(last) > 1 else [last])), open=len(last) == 1)
    if kind == "number":
        return Asked((*tokens, _number(last)), open=beginning)
    word, form = spelling(last)
    if not beginning:
        return Asked((*tokens, word))
    # A stem may be shorter than the beginning asked for, or end in another letter ("happi" for "happy").
    return Asked((*tokens, _common(word, form)), open=True, form="" if tokens else form)


@lru_cache(maxsize=200_000)
def spelling(word: str) -> tuple[str, str]:
    """A Latin (Greek, Cyrillic ...) word as its stem and as it is, both without case, accents and apostrophes."""
    bare = word if word.isascii() else _unaccented(word)
    form = re.sub("['’]", "", _OF.sub("", bare.casefold()))[:LONGEST_WORD] or word[:1]
    # A stemmer keeps its word in itself: a new one each time costs nothing and may be asked from any thread.
    return (str(EnglishStemmer().stemWord(form)) if form.isascii() else form), form


def _tokens(text: str, spelled: dict[str, str]) -> list[str]:
    """The tokens of a text; its Latin words and their stems go into `spelled`."""
    made: list[str] = []
    for piece in _PIECE.finditer(_normal(text)[0]):
        found = piece.group()
        if piece.lastgroup == "word":
            word, form = spelling(found)
            spelled[form] = word
            made.append(word)
        elif piece.lastgroup == "run":
            made += _pairs(found)
            made.append(found[-1])
        else:
            made.append(_number(found))
    return made


def _piece_tokens(piece: re.Match[str]) -> list[str]:
    found = piece.group()
    if piece.lastgroup == "run":
        return [*_pairs(found), found[-1]]
    return [_number(found) if piece.lastgroup == "number" else spelling(found)[0]]


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)]


def _number(digits: str) -> str:
    return digits.replace(",", "")[:LONGEST_WORD]


def _common(word: str, form: str) -> str:
    length = next((n for n, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    return form[:length]


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _bounded(tokens: Sequence[str]) -> list[str]:
    """The tokens up to where their different ones come to `LARGEST_VOCABULARY_BYTES`."""
    seen, size = set[str](), 0
    for number, token in enumerate(tokens):
        if token not in seen:
            seen.add(token)
            # Latin words are indexed twice, and every entry has a little beside it.
            size += 3 * len(token.encode()) if token.isascii() else len(token.encode()) + 4
        if size > LARGEST_VOCABULARY_BYTES:
            return list(tokens[:number])
    return list(tokens)


def _without_particle(run: str, *, alone: bool) -> str:
    """A Korean word without the particle at its end; at least two letters stay, or something stands before the run."""
    for particle in _PARTICLES:
        stem = run.removesuffix(particle)
        if stem == run or (len(stem) < 2 and (alone or stem)):
            continue
        if not stem or _may_follow(stem[-1], particle):
            return stem
    return run


def _may_follow(letter: str, particle: str) -> bool:
    if not "가" <= letter <= "힣":
        return False
    final = (ord(letter) - ord("가")) % 28
    if particle in _EITHER:
        return True
    if particle in _OPEN:
        return final == 0 or (final == _RIEUL and particle.startswith("로"))
    return final != 0


def _normal(text: str) -> tuple[str, Places | None]:
    """A text in compatibility form, and where each of its letters stands in the text as given."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text, None
    parts, starts, ends, last = list[str](), list[int](), list[int](), 0
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        folded = unicodedata.normalize("NFKC", cluster.group())
        parts += (text[last:start], folded)
        starts += range(last, start)
        ends += range(last + 1, start + 1)
        # Several letters out of one stand where it does.
        starts += [start] * len(folded)
        ends += [end] * len(folded)
        last = end
    parts.append(text[last:])
    starts += range(last, len(text))
    ends += range(last + 1, len(text) + 1)
    return "".join(parts), (starts, ends)
