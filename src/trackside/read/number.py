"""Numbers in digits and words with their place in the text; what leaves a number without a value is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trackside.measure import Hedge, rounding_step
from trackside.read.lexicon import Lexicon
from trackside.read.phrases import Hit, Hits, around

# How far before a number a word may begin that makes it vague, and how long a unit before a hyphen may be.
VAGUE_REACH, UNIT_REACH = 16, 24

# Words that stand for so many together: "two dozen", "a pair".
COLLECTIVES = ("dozen", "pair", "couple", "brace", "duo", "trio", "quartet", "quintet", "quarter", "quarters")
# What hedges a number from right behind it, by the name of its pattern.
TAILS = {"rough": Hedge.ABOUT, "and_more": Hedge.AT_LEAST}

# How far around a number word the words may stand that belong to it: "half an", "two and a half".
WORDS_BEFORE, WORDS_AFTER = 14, 48

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(
    r"(?:(?<![\w.,$€£¥#^/])(?<!\s[-−])|(?<=\bMach)|(?<=\bc\.)|(?<=\bca\.)|(?<=\bapprox\.)|(?<=\dh)|(?<=\dhr)|(?<=\dm)|(?<=\dmin))"
    r"(?:\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![.\d])|"
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    r"(?:[½¼¾]|[ \u00a0]1/2(?!\d))?)(?![\w%]*%)"
)
# Dots between thousands and a comma before decimals: "6.248,5"; and what may be that or a plain decimal: "5.000".
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_DOTTED_TEXT = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+,\d+(?![\w,])")
_MAYBE_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_AND = re.compile(r"[\s-]{1,3}and[\s-]{1,3}(?:an?[\s-])?", re.IGNORECASE)
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5}
_FRACTION = re.compile(r"[½¼¾]$|[ \u00a0]1/2$")
_NOT_SIZE = re.compile(r"(?:\bno|\bnos|\bpage|\bchapter|\bresolution|\bjuche|\barticle)\.?\s*$", re.IGNORECASE)
# A longer row of digits is no measure of anything.
TOO_LARGE = 1e15


class Number(NamedTuple):
    """A bare number at ``text[start:end]``; `step` is the size of its last meaningful digit.

    `hedge` is what stands behind it ("300-odd", "9,000+"); `other` is what it may mean too, or 0 ("5.000": 5000).
    """

    start: int
    end: int
    value: float
    step: float
    hedge: Hedge = Hedge.NONE
    other: float = 0.0


def numbers(text: str, lexicon: Lexicon, hits: Hits | None = None) -> tuple[Number, ...]:
    """Every number in digits or words, in order; times, dates and parts of names are still among them."""
    dotted = bool(_DOTTED_TEXT.search(text))
    found = [
        _in_digits(m, dotted=dotted)
        for m in _digits(text)
        if not _NOT_SIZE.search(text, max(0, m.start() - 16), m.start()) and not _is_suffix(text, m.start(), lexicon)
    ]
    words = (hits or lexicon.scanner.scan(text))["number"]
    found = sorted([*found, *_worded(text, lexicon, words)], key=lambda n: n.start)
    return tuple(
        _roughened(text, n, lexicon)
        for n in _multiplied(text, found, lexicon)
        if n.value < TOO_LARGE and not _is_vague(text, n, lexicon)
    )


def _digits(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while digit := _DIGIT.search(text, at):
        match = _DIGITS.match(text, digit.start())
        at = match.end() if match else digit.end()
        if match:
            yield match


def _is_vague(text: str, number: Number, lexicon: Lexicon) -> bool:
    """Whether the words before a number leave it without a value: "minus 500", "several hundred"."""
    groups = ("below_zero",) if text[number.start].isdigit() else ("below_zero", "vague")
    before = (max(0, number.start - VAGUE_REACH), number.start)
    return any(name in lexicon.patterns and lexicon.patterns[name].search(text, *before) for name in groups)


def _in_digits(match: re.Match[str], *, dotted: bool) -> Number:
    """A number in digits; a dot groups thousands only where the number or the text shows it beyond doubt."""
    told, other = match[0], 0.0
    part = _FRACTION.search(told)
    if part:
        value = _digits_value(told[: part.start()]) + _HALVES[part[0].strip()]
        return Number(match.start(), match.end(), value, _HALVES[part[0].strip()])
    if _DOTTED.fullmatch(told):
        told = told.replace(".", "").replace(",", ".")
    elif _MAYBE_DOTTED.fullmatch(told):
        whole = told.replace(".", "")
        told, other = (whole, 0.0) if dotted else (told, float(whole))
    return Number(match.start(), match.end(), _digits_value(told), rounding_step(told), other=other)


def _is_suffix(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether digits are hyphenated to a word and so part of a name ("KN-23"), not to a unit ("800km-900km")."""
    if start < 2 or text[start - 1] != "-" or not text[start - 2].isalpha():
        return False
    measured = re.search(r"\d\s*(?=[^\W\d][^\d]*$)", text[max(0, start - UNIT_REACH) : start - 1])
    at = max(0, start - UNIT_REACH) + measured.end() if measured else start
    unit = lexicon.units.at(text, at) if measured else None
    return unit is None or unit.end != start - 1


def _multiplied(text: str, found: Sequence[Number], lexicon: Lexicon) -> Iterator[Number]:
    """The numbers, digits and the word behind them as one: "0.8 thousand", "11 and a half"; what goes on is refused."""
    at = 0
    while at < len(found):
        number, after = found[at], found[at + 1] if at + 1 < len(found) else None
        if after is not None and after.value == 0.5 and _AND.fullmatch(text, number.end, after.start):
            yield Number(number.start, after.end, number.value + after.value, after.step)
            at += 2
            continue
        words = text[after.start : after.end].lower().split() if after else []
        joined = after is not None and text[number.start].isdigit() and text[number.end : after.start].isspace()
        if after is None or not joined or lexicon.numbers.get(words[0], 0) < 100:
            yield number
            at += 1
            continue
        if all(lexicon.numbers.get(word, 0) >= 100 for word in words):
            yield Number(number.start, after.end, number.value * after.value, number.step * after.value)
        at += 2


def tail(text: str, end: int, lexicon: Lexicon) -> Hit[Hedge] | None:
    """What hedges a number or its unit from right behind it: "300-odd km", "9,000+ km", "9,000km+"."""
    for name, hedge in TAILS.items():
        pattern = lexicon.patterns.get(name)
        match = pattern.match(text, end) if pattern else None
        if match:
            return Hit(end, match.end(), hedge)
    return None


def _roughened(text: str, number: Number, lexicon: Lexicon) -> Number:
    behind = tail(text, number.end, lexicon)
    return number._replace(end=behind.end, hedge=behind.value) if behind else number


def _worded(text: str, lexicon: Lexicon, words: Sequence[Hit[float]]) -> Iterator[Number]:
    """Numbers in words: "four hundred", "half an hour", "two and a half", "a thousand"."""
    pattern = lexicon.patterns.get("number_words")
    for match in around(pattern, text, words, WORDS_BEFORE, WORDS_AFTER) if pattern else ():
        value = _words_value(match[0].lower(), lexicon)
        if value is not None:
            yield Number(match.start(), match.end(), value, _words_step(value))


def _words_value(phrase: str, lexicon: Lexicon) -> float | None:
    if phrase == "an":
        return 1.0
    total, current, seen = 0.0, 0.0, False
    for word in re.findall(r"[a-z]+", phrase):
        number = lexicon.numbers.get(word)
        if number is None:
            continue
        if number >= 100:
            current = (current or 1) * number
            if number >= 1000:
                total, current = total + current, 0.0
        elif word in COLLECTIVES:
            current = (current or 1) * number
        else:
            current += number
        seen = True
    return total + current if seen else None


def _words_step(value: float) -> float:
    return rounding_step(f"{value:g}") if "e" not in f"{value:g}" else value


def _digits_value(digits: str) -> float:
    return float(digits if digits.isdecimal() else "".join(c for c in digits if c.isdigit() or c == "."))
