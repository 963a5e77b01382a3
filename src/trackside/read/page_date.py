"""The day a text says it was published: in a dateline, a byline or on a line of its own; never in prose."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import final

# Where a text says when it was published: in its first characters, or after its last words.
HEAD, TAIL = 600, 200
# A line as long as this and without a full stop may be a heading, a byline or a letterhead; longer ones are prose.
HEADER_LINE = 120
# A dateline begins the paragraph: "VANDENBERG AIR FORCE BASE, Calif. (Feb. 24, 2021) --".
DATELINE = 60
# No full date is longer ("September 30th, Juche 111 (2022)"); one that begins inside a part is read to its end.
LONGEST_DATE = 40

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_HAN = "0-9０-９〇一二三四五六七八九十元"


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


# Months of other languages, for datelines that an English text kept ("Paris, le 18 novembre 2023").
_WORDS = tomllib.loads((files("trackside.read") / "data" / "dates.toml").read_text(encoding="utf-8"))
_OTHER_MONTHS = {name: int(number) for number, names in _WORDS["months"].items() for name in names}
_LEAD = rf"(?:{_either(_WORDS['articles'])}\s)?(?:{_either(_WORDS['weekdays'])},?\s)?"
_LINK = rf"(?:\s{_either(_WORDS['links'])})?"
_OTHER_DATE = (
    rf"(?<![\w.]){_LEAD}(?P<d>\d{{1,2}})(?:er|º|\.)?{_LINK}\s(?P<m>{_either(_OTHER_MONTHS)})\b\.?,?{_LINK}\s{_YEAR}"
    rf"(?:\s?{_either(_WORDS['ends'])})?"
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<s>[-./])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})(?!\d)\.?",
        rf"(?<!\w)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]{{1,2}}(?:of\s)?{_MONTH},?[\s-]{{1,2}}{_YEAR}",
        rf"(?<!\w){_MONTH}\s{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s){_YEAR}",
        rf"(?<!\w){_MONTH}\s(?P<d>\d{{1,2}}),?\sJuche\s\d{{1,3}}\s?\({_YEAR}\)",
        _OTHER_DATE,
        rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?<![\d/])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/{_YEAR}",
        r"(?<!\w)['‘’](?P<yy>\d\d)\.\s?(?P<m>\d{1,2})\.\s?(?P<d>\d{1,2})(?!\d)\.?",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)년\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일",
        r"주체\s?\d{1,3}\s?[(（](?P<y>(?:19|20)\d\d)[)）]\s?년\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일",
        rf"(?<![{_HAN}])(?P<y>[0-9０-９〇一二三四五六七八九]{{4}})年\s?(?P<m>[{_HAN}]{{1,3}})月\s?(?P<d>[{_HAN}]{{1,4}})日",
        rf"(?P<era>令和|平成|昭和)\s?(?P<y>[{_HAN}]{{1,3}})年\s?(?P<m>[{_HAN}]{{1,3}})月\s?(?P<d>[{_HAN}]{{1,4}})日",
    )
)
# First year of an era is its year 1 (Japan's Era Name Act and cabinet orders of 1926, 1989 and 2019).
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}

_PUBLISHED = (
    r"(?:date|dated|posted|published|first published|issued|released|publication date|release date"
    r"|입력|송고|송고시간|등록|승인|기사입력|작성|배포|게재|公開|配信|掲載|公開日|掲載日|発表日|更新日時)"
)
_UPDATED = r"(?:updated|last updated|modified|last modified|수정|최종수정|更新|最終更新)"
_WEEKDAY = (
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
    r"|[월화수목금토일]요일|[月火水木金土日]曜日?|[(（][월화수목금토일月火水木金土日][)）]"
)
_TIME = (
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:Z|[+-]\d\d:?\d\d)?|\b\d{4}\s(?=GMT|UTC|KST|JST)"
    r"|(?:오전|오후|午前|午後)?\s?\d{1,2}[시時]\s?(?:\d{1,2}[분分])?|\b\d{1,2}\s?[ap]\.?m\b\.?"
)
_ZONE = r"\b(?:GMT|UTC|KST|JST|EST|EDT|PST|PDT|CET|CEST|BST|MSK|IST|PKT|AEST|local(?: time)?)\b"
_NOISE = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}|{_TIME}|{_ZONE}|{_PUBLISHED}\b|{_UPDATED}\b)|\bT?\d\d:\d\d\S*|[(（\[【][^()（）\[\]【】\n]{{0,40}}[)）\]】]",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    rf"(?:^|[|·•,;(\[–—/>-])\s*{_PUBLISHED}(?:\s?on|\s?at)?(?:\s+the)?\s?[:：]?\s*$", re.IGNORECASE
)
_UPDATE_BEFORE = re.compile(rf"{_UPDATED}(?:\s?on|\s?at)?\s?[:：]?\s*$", re.IGNORECASE)
_LEADING_WEEKDAY = re.compile(rf"(?:(?<!\w)(?:{_WEEKDAY}),?\s*)$", re.IGNORECASE)
_AFTER_DATELINE = re.compile(
    r"(?:\s?[(（\[][^()\n]{1,40}[)）\]])?\s*(?:[)\]）]|--|[-–—:|]|\.-|\.(?=\s|$)|$|,\s?\d{1,2}[:.]\d\d|\d{1,2}[:.]\d\d|발\b|付)",
    re.IGNORECASE,
)
_BEFORE_SEGMENT = re.compile(r"(?:^|[|·•,;:(\[（【–—/-]|[\u3000-\u9fff\uac00-\ud7a3])\s*$")
_AFTER_SEGMENT = re.compile(r"\s*(?:$|[|·•,;)\]）】–—/(（-])")
# Words that make a date the day something happened, not the day of publication.
_HAPPENED = re.compile(
    r"\b(?:on|in|since|until|till|by|from|before|after|of|the|between|and|to|as of)\s*$", re.IGNORECASE
)
_SMALL = frozenset(
    ["of", "and", "the", "de", "la", "al", "el", "near", "off", "at", "by", *_WORDS["articles"], *_WORDS["weekdays"]]
)
_LABELS = re.compile(r"\s*[:：]\s*\S|\s+[-–—]\s+\S")
_FULL_STOP = (".", "。", "．")


@final
@dataclass(frozen=True, slots=True)
class Dated:
    """A full date in a text: the day, and where it stands."""

    day: dt.date
    start: int
    end: int


def published(text: str) -> dt.date | None:
    """The day a text says it was published, or None where it does not say.

    Looks at the first `HEAD` and the last `TAIL` characters, in this order: a date on a line of its own or under a
    label ("posted", "송고"); a dateline ("SEOUL, Jan. 12, 2022 --"); a date set off in a heading line; a date on a
    line of its own at the very end; a date of updating. A date in running prose is an event's and is not taken.
    """
    if _is_timeline(text):
        return None
    tail_start = max(len(text.rstrip()) - TAIL, HEAD)
    head = [(rank, d.start, d.day) for d, rank in _ranked(text, 0, HEAD)]
    tail = [(3 + rank, d.start, d.day) for d, rank in _ranked(text, tail_start, len(text)) if rank in (0, 4)]
    ordered = sorted(head + tail)
    return ordered[0][2] if ordered else None


def _is_timeline(text: str) -> bool:
    """Whether the first lines are a list of days: "July 4, 2017: ...", so that none of them is that of publication."""
    starts = [
        d for d in full_dates(text, 0, HEAD) if not text[text.rfind("\n", 0, d.start) + 1 : d.start].strip(" -*•")
    ]
    labels = {d.day for d in starts if _LABELS.match(text, d.end)}
    return len(labels) > 1


def full_dates(text: str, start: int = 0, stop: int | None = None) -> Iterator[Dated]:
    """Every full date (with its year) that begins in a part of a text, pattern by pattern."""
    stop = len(text) if stop is None else stop
    for pattern in _DATES:
        for found in pattern.finditer(text, start, stop + LONGEST_DATE):
            if found.start() >= stop:
                break
            day = _day(found)
            if day:
                yield Dated(day, found.start(), found.end())


def only_date(line: str) -> bool:
    """Whether a line holds a full date and hardly anything else: no heading, then."""
    return any(_alone(line[: d.start], line[d.end :]) for d in full_dates(line))


def _ranked(text: str, start: int, stop: int) -> Iterator[tuple[Dated, int]]:
    for found in full_dates(text, start, stop):
        line_start = text.rfind("\n", 0, found.start) + 1
        line_stop = text.find("\n", found.end)
        # Beyond a header's length nothing on the line matters: it is prose, and may be megabytes.
        line_start = max(line_start, found.start - HEADER_LINE - 1)
        line_stop = min(line_stop if line_stop >= 0 else len(text), found.end + HEADER_LINE + 1)
        rank = _rank(text[line_start : found.start].lstrip(), text[found.end : line_stop].rstrip())
        if rank is not None:
            yield found, rank


def _rank(before: str, after: str) -> int | None:
    """How surely a date between these two parts of its line is that of publication: 0 most, None not at all."""
    bare = _LEADING_WEEKDAY.sub("", before)
    if _UPDATE_BEFORE.search(bare):
        return 4
    if _LABEL_BEFORE.search(bare) or _alone(before, after):
        return 0
    if _HAPPENED.search(bare):
        return None
    if len(bare) <= DATELINE and _names_only(bare) and _AFTER_DATELINE.match(after):
        return 1
    header = len(before) + len(after) <= HEADER_LINE and not after.endswith(_FULL_STOP)
    rest = _NOISE.sub("", after, count=1) if after.lstrip()[:1] in "(（" else after
    return 2 if header and _BEFORE_SEGMENT.search(bare) and _AFTER_SEGMENT.match(rest) else None


def _alone(before: str, after: str) -> bool:
    words = re.findall(r"[^\W\d_]+", _NOISE.sub(" ", before) + " " + _NOISE.sub(" ", after))
    if any(len(w) > 1 and ord(w[0]) > 0x2E7F for w in words):
        return sum(map(len, words)) <= 4
    return len(words) <= 2 and all(w[0].isupper() or ord(w[0]) > 0x2E7F for w in words)


def _names_only(before: str) -> bool:
    words = re.findall(r"[^\W\d_]+", before)
    return all(not w[0].islower() or w in _SMALL for w in words) and not before.rstrip().endswith(_FULL_STOP[1:])


def _day(found: re.Match[str]) -> dt.date | None:
    parts = {k: v for k, v in found.groupdict().items() if v}
    month, day = parts.get("m", ""), parts.get("d", "")
    if "a" in parts:
        month, day = _month_and_day(parts["a"], parts["b"])
    year = _ERAS.get(parts.get("era", ""), 0) + _number(parts["y"]) if "y" in parts else 2000 + int(parts["yy"])
    try:
        return dt.date(year, _month(month), _number(day))
    except ValueError:
        return None  # No such day, so these digits are no date.


def _month_and_day(first: str, second: str) -> tuple[str, str]:
    """The parts of 03/25/2022 or 25/03/2022 where only one order is a date, else nothing."""
    if int(first) == int(second) or int(second) > 12:
        return first, second
    return (second, first) if int(first) > 12 else ("0", "0")


def _month(word: str) -> int:
    if word.lower() in _OTHER_MONTHS:
        return _OTHER_MONTHS[word.lower()]
    return _MONTHS.index(word[:3].lower()) + 1 if word[0].isascii() and word[0].isalpha() else _number(word)


def _number(word: str) -> int:
    """A number in digits of any width or in Han numerals: ``24``, ``２４``, ``二十四``, ``二〇二二``, ``元``."""
    if word == "元":
        return 1
    if "十" not in word:
        return int("".join(str(_DIGITS.get(c, c)) for c in word))
    tens, _, ones = word.partition("十")
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
