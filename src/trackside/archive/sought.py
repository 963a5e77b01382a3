"""What a person types to find something, as terms: words, "phrases", -excluded, beginnings*; days, sides, attributes.

Whatever is typed means something or nothing; there is no syntax to get wrong.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

from trackside.archive.words import asked
from trackside.errors import BadInput
from trackside.record import ATTRIBUTES

# Facets are tokens of their own: no word of a text begins with this.
EVERY = "@all"
_COUNTRY, _ATTRIBUTE, _DAY = "@c.", "@a.", "@d"
# A day stands in the index under its millennium, century, decade, year, month and day, so that any span of days is
# a few dozen tokens at most.
_LEVELS = (1, 2, 3, 4, 6, 8)
# PostgreSQL keeps long texts in pieces that overlap by so many tokens; longer phrases are compared so far.
LONGEST_PHRASE = 128
MOST_TERMS = 64
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂「」『』«»", '"'))
_CHUNK = re.compile(r'([-−－]?)(?:"([^"]*)(?:"|$)|([^\s"]+))([*＊]?)')
_MANY = re.compile(r"[*＊]+$")


@final
@dataclass(frozen=True, slots=True)
class Term:
    """Tokens next to each other that must, or must not, occur.

    Attributes
    ----------
    tokens : tuple of str
        At least one.
    open : bool
        Whether the last is only the beginning of a token.
    form : str
        The beginning of a whole Latin word; where it is given it is what counts, and `tokens` is a wider net.
    excluded : bool
        Whether it must not occur.
    """

    tokens: tuple[str, ...]
    open: bool = False
    form: str = ""
    excluded: bool = False


@final
@dataclass(frozen=True, slots=True)
class Sought:
    """What a document must have to be found.

    Attributes
    ----------
    given : str
        As it was typed.
    terms : tuple of Term
        Each must occur, or must not.
    facets : tuple of tuple of str
        Of each of these sets one must be on the document.
    """

    given: str
    terms: tuple[Term, ...]
    facets: tuple[tuple[str, ...], ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must occur."""
        return tuple(t for t in self.terms if not t.excluded)


def sought(
    given: str,
    *,
    country: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    attribute: str = "",
) -> Sought:
    """What a person asks for.

    Parameters
    ----------
    given : str
        Words that must all occur; ``"words in a row"``; ``-word`` must not occur; ``begin*``.
    country : str
        The side that launched, ISO 3166 alpha-2.
    since, until : date, optional
        The document's day of publication, both included.
    attribute : str
        What the document makes a claim about, such as ``range``.

    Raises
    ------
    BadInput
        When there is nothing to look for, or more than 64 words; for an attribute that is none, or no span of days.
    """
    terms = tuple(_terms(given))
    if len(terms) > MOST_TERMS:
        raise BadInput(given, f"is {len(terms)} words, at most {MOST_TERMS} are looked for", "give fewer of them")
    if attribute and attribute not in ATTRIBUTES:
        raise BadInput(attribute, "is no attribute", f"use one of {', '.join(ATTRIBUTES)}")
    if since and until and since > until:
        raise BadInput(f"--since {since} --until {until}", "the first day is after the last", "turn them around")
    facets: list[tuple[str, ...]] = [(_COUNTRY + country.lower(),)] if country else []
    facets += [(_ATTRIBUTE + attribute,)] if attribute else []
    if since or until:
        facets.append(tuple(_span(since or dt.date.min, until or dt.date.max)))
    if not terms and not facets:
        wanted = "there is no word in it to look for" if given.strip() else "no words to look for were given"
        raise BadInput(given if given.strip() else "archive find", wanted, "write a word, such as Hwasong or 화성")
    return Sought(given, terms, tuple(facets))


def facets_of(published: dt.date | None, countries: Iterable[str], attributes: Iterable[str]) -> list[str]:
    """The facets of a document: its day, the sides whose launches it tells of, what it makes claims about."""
    day = f"{published:%Y%m%d}".zfill(8) if published else ""
    days = [_DAY + day[:n] for n in _LEVELS if day]
    sides = sorted({_COUNTRY + c.lower() for c in countries if c})
    return [EVERY, *days, *sides, *sorted({_ATTRIBUTE + a for a in attributes})]


def _terms(given: str) -> Iterator[Term]:
    for minus, phrase, word, star in _CHUNK.findall(given.translate(_QUOTES)):
        typed = phrase or _MANY.sub("", word)
        beginning = bool(star) or typed != (phrase or word)
        found = asked(typed, beginning=beginning, exactly=bool(phrase))
        if found.tokens:
            cut = found.tokens[:LONGEST_PHRASE]
            yield Term(cut, found.open and cut == found.tokens, found.form, bool(minus))


def _span(since: dt.date, until: dt.date) -> Iterator[str]:
    """The fewest facets that together are the days from one to another."""
    first, last = f"{since:%Y%m%d}".zfill(8), f"{until:%Y%m%d}".zfill(8)
    # Whole months and years are asked for as such.
    if since.day == 1:
        first = first[:4] + ("0000" if since.month == 1 else first[4:6] + "00")
    if until.day == calendar.monthrange(until.year, until.month)[1]:
        last = last[:4] + ("9999" if until.month == 12 else last[4:6] + "99")
    yield from (_DAY + prefix for prefix in _prefixes("", first, last))


def _prefixes(prefix: str, first: str, last: str) -> Iterator[str]:
    low, high = prefix.ljust(8, "0"), prefix.ljust(8, "9")
    if high < first or low > last:
        return
    if prefix and ((first <= low and high <= last) or len(prefix) == 8):
        yield prefix
        return
    for child in _children(prefix):
        yield from _prefixes(prefix + child, first, last)


def _children(prefix: str) -> Iterator[str]:
    if len(prefix) < 4:
        return map(str, range(10))
    return (f"{n:02d}" for n in range(1, 13 if len(prefix) == 4 else 32))
