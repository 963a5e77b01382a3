"""Names compared: one spelling for many, across Latin letters, Hangul, Han and kana."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_SHORTEST_STEM = 5
_COMPASS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "northern", "southern"}
    | {"eastern", "western", "central"}
)
_PLAIN = frozenset(
    {"the", "a", "of", "in", "near", "area", "areas", "province", "region", "county", "from", "coast", "test", "range"}
    | {"launch", "site", "airport", "sea", "ocean", "waters", "open", "off", "island", "peninsula", "and", "some"}
    | {"about", "km", "ri", "ni", "airfield", "airbase"}
)
# "Hwasong-17형", "火星17型", "光明星4号": the word for "type" or "number" behind the number.
_TYPED = re.compile(r"(?<=\d)(\s?[a-z]{0,2})[형型号호]")
# Korean letters behind a number tell variants in the order of the alphabet: "화성-11라형" is Hwasong-11Ra.
_VARIANTS = {"가": "ka", "나": "na", "다": "da", "라": "ra", "마": "ma", "바": "ba", "사": "sa"}
_VARIANT = re.compile(r"(?<=\d)([가나다라마바사])(?=형|\b)")
_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
# "KN17" and "KN-17"; a single letter belongs to its number: "M51", "K4".
_GLUED = re.compile(r"([a-z]{2,})(\d+[a-z]{0,2})")


class _Tables(NamedTuple):
    foreign: re.Pattern[str]
    latin_of: Mapping[str, str]
    spellings: Mapping[str, str]
    phrases: re.Pattern[str]
    phrase_of: Mapping[str, str]
    designations: Mapping[str, str]


@cache
def _tables() -> _Tables:
    with resources.files(__package__).joinpath("data/names.toml").open("rb") as file:
        told: dict[str, dict[str, str]] = tomllib.load(file)
    latin_of = {**told["systems"], **told["sites"], **told["words"]}
    longest = sorted(latin_of, key=len, reverse=True)
    phrases = sorted(told["phrases"], key=len, reverse=True)
    return _Tables(
        re.compile("|".join(map(re.escape, longest))),
        latin_of,
        told["spellings"],
        re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"),
        told["phrases"],
        told["designations"],
    )


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A name without case, accents and apostrophes, its words apart: "Tongch'ang-ri" becomes "tongchang ri".

    Names in Hangul, Han and kana that the tables know become Latin ("화성-17형" is "hwasong 17"), numerals become
    numbers ("Agni-V" is "agni 5"), other spellings the usual one.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    if not plain.isascii():
        tables = _tables()
        plain = tables.foreign.sub(lambda m: f" {tables.latin_of[m[0]]} ", plain)
        plain = _VARIANT.sub(lambda m: _VARIANTS[m[0]], plain)
        plain = _TYPED.sub(r"\1 ", plain)
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = unicodedata.normalize("NFC", plain)
    words = re.split(r"[\W_]+", re.sub(r"['’ʼ]", "", plain))
    return " ".join(_spelled(words)).strip()


def _spelled(words: list[str]) -> list[str]:
    spellings = _tables().spellings
    found: list[str] = []
    for word in filter(None, words):
        glued = _GLUED.fullmatch(word)
        parts = glued.groups() if glued else (word,)
        for part in parts:
            found.append(_number(part) if found and _ROMAN.fullmatch(part) else spellings.get(part, part))
    return found


def _number(numeral: str) -> str:
    values = [_ROMAN_DIGITS[c] for c in numeral]
    signed = (-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return str(sum(signed))


@lru_cache(maxsize=65_536)
def keyed(text: str) -> str:
    """A folded name under the one name that is compared: a site's several names, a type's designations."""
    tables = _tables()
    plain = tables.phrases.sub(lambda m: tables.phrase_of[m[0]], folded(text))
    return tables.designations.get(plain, plain)


@lru_cache(maxsize=262_144)
def share(a: str, b: str) -> bool:
    """Whether two folded names can be one: the same letters, or half of the shorter one's telling words in common.

    Numbers and compass words must not differ: Hwasong-15 is not Hwasong-17, North Pyongan is not South Pyongan.
    """
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    first, second = set(a.split()), set(b.split())
    for kind in (_numerals, _COMPASS.intersection):
        if kind(first) and kind(second) and kind(first) != kind(second):
            return False
    first, second = first - _PLAIN - _COMPASS, second - _PLAIN - _COMPASS
    common = {x for x in first for y in second if x == y or _stem(x, y)}
    told = common - _numerals(common)
    return bool(told) and 2 * len(common) >= min(len(first), len(second))


@lru_cache(maxsize=65_536)
def name_keys(name: str) -> frozenset[str]:
    """Parts of a folded name, at least one of which it has in common with every name that `share` takes for it."""
    words = set(name.split())
    told = words - _PLAIN - _COMPASS - _numerals(words)
    return frozenset({name.replace(" ", ""), *(w[:_SHORTEST_STEM] for w in told)})


def _stem(a: str, b: str) -> bool:
    """Whether one word is the other with an ending: Hwasong and Hwasongpho."""
    return min(len(a), len(b)) >= _SHORTEST_STEM and (a.startswith(b) or b.startswith(a))


def _numerals(words: Set[str]) -> Set[str]:
    return {w for w in words if any(c.isdigit() for c in w)}
