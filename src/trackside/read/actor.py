"""Who is named in a text: offices, persons, unnamed sources, countries, and the words that refer back to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trackside.read.lexicon import Lexicon, Office
from trackside.read.marks import Marks, within
from trackside.read.person import persons
from trackside.read.phrases import Hit
from trackside.read.placed import Row, first_after
from trackside.read.toponym import PlaceMark
from trackside.record import NARRATOR, Source

_BESIDE = re.compile(r"(?:[’']s?)?\s+(?:[\w’'-]+\s+){0,2}$")
# Unnamed people begin at most so far before their noun, and go on at most so far behind it.
GROUP_REACH, GROUP_TAIL = 120, 44
# How far before "the maker" a firm's name may begin.
FIRM_REACH = 60
_BREAKS = (",", ";", ":", "(", '"', "“", "”", "\n\n")
_DEFINITE = re.compile(r"(?i)\b(?:the|its|his|their|own)\s+$")
_OURS = re.compile(r"(?i)(?:\w+\s+)?our\b")
_TITLED = re.compile(r"\s+[A-Z][a-z]")
# "The commander of the fleet" is told here who he is; "the commander" was told before.
_OF_SOMETHING = re.compile(r"\s+of\s+(?:the\s+|its\s+)?[A-Za-z]")
_PLACED = re.compile(r"\s+(?:in|of)\s+(?:the\s+)?|[ \t]*[,\n][ \t]*(?=[A-Z][A-Za-z ]{2,30}[\])]?[ \t]*(?:\n|$))")
_FEW = re.compile(r"(?i)^(?:(?:an?|the|one|two|three|four|some|several|other|second|first|its|their|his|her)\s+)+")
# "An analyst at a London institute" is of an institute.
_HOUSED, _NOUN = re.compile(r"\ban?\s"), re.compile(r"\s+[a-z]+")
_FIRM_BEHIND = re.compile(r",?\s+((?:[A-Z][\w’'-]+\s?){1,4})(?<!\s)\b")
_FIRM_BEFORE = re.compile(r"((?:\b[A-Z][\w’'-]+\s?){1,4}),\s$")
_ATTACHED = re.compile(r"\s+(?:of|for|at|from|in|with|to)\s+(?:the\s+)?(?:[\w’']+\s+)?")


class ActorMark(NamedTuple):
    """Somebody at ``text[start:end]``; `kind` is office, person, group, country or pronoun.

    `category` is what a later "the ministry" refers back to; for a pronoun it is the pronoun's own noun.
    """

    start: int
    end: int
    name: str
    country: str
    kind: str
    category: str = ""

    @property
    def source(self) -> Source:
        """The actor as who vouches for a statement."""
        return Source(self.name, self.country)


def actors(marks: Marks) -> Row[ActorMark]:
    """Everybody named in a text, in order and without overlaps; of two that overlap the fuller one stays."""
    text, lexicon = marks.text, marks.lexicon
    lands = Row(p for p in marks.places if p.kind in ("country", "adjective"))
    offices = [_office(marks, hit, lands) for hit in marks.hits["actor"]]
    offices += list(_compounds(marks, lands))
    groups = list(_groups(marks, lands, Row(sorted(offices, key=lambda a: a.start))))
    placed, nameless = ({o.start for o in offices if (o.kind == "office") is told} for told in (True, False))
    named = [ActorMark(*one) for one in persons(marks, lands, placed, nameless)]
    countries = [
        ActorMark(p.start, p.end, f"{lexicon.countries[p.value].name} government", p.value, "country")
        for p in lands
        if p.kind == "country"
    ]
    pronouns = [
        ActorMark(h.start, h.end, _flat(text, h.start, h.end), "", "pronoun")
        for h in marks.hits["pronoun"]
        if not _OF_SOMETHING.match(text, h.end)
    ]
    return Row(_fullest([*named, *groups, *offices, *countries, *pronouns]))


def _office(marks: Marks, hit: Hit[Office], lands: Sequence[PlaceMark]) -> ActorMark:
    """An office with the country named before it: "South Korea's Joint Chiefs of Staff"."""
    office = hit.value
    if office.only_with and all(land.value not in office.only_with for land in lands):
        anybodys = office.name.replace(marks.lexicon.countries[office.country].name, "%s")
        return ActorMark(hit.start, hit.end, anybodys, "", "unplaced", office.category)
    before = _country_before(marks.text, hit.start, lands)
    start = before.start if before and before.value == hit.value.country else hit.start
    return ActorMark(start, hit.end, hit.value.name, hit.value.country, "office", hit.value.category)


def _flat(text: str, start: int, end: int) -> str:
    return _squashed(text[start:end]).lower()


def _compounds(marks: Marks, lands: Sequence[PlaceMark]) -> Iterator[ActorMark]:
    """Offices made of a country and an office word: "Russia's Defence Ministry", "the defence ministry in Beijing"."""
    text, lexicon = marks.text, marks.lexicon
    for hit in marks.hits["compound"]:
        before = _country_before(text, hit.start, lands)
        after = _country_after(text, hit.end, lands) if before is None else None
        land = before or after
        if land:
            start, end = min(land.start, hit.start), max(land.end, hit.end)
            yield ActorMark(
                start,
                end,
                office_of(lexicon, land.value, hit.value),
                land.value,
                "office",
                _category(text, hit.start, hit.end),
            )
        elif (
            _DEFINITE.search(text, max(0, hit.start - 8), hit.start)
            or text[hit.start : hit.end].lower()[:6] == "state "
        ):
            yield ActorMark(hit.start, hit.end, hit.value, "", "unplaced", _category(text, hit.start, hit.end))


def office_of(lexicon: Lexicon, iso2: str, pattern: str) -> str:
    """The name of a country's office, under its common name where it has one."""
    name = pattern.replace("%s", lexicon.countries[iso2].name)
    return lexicon.renamed.get(name, name)


def _category(text: str, start: int, end: int) -> str:
    return text[start:end].lower().split()[-1] if not text[start:end].startswith("Ministry") else "ministry"


def _country_before(text: str, start: int, lands: Sequence[PlaceMark]) -> PlaceMark | None:
    at = first_after(lands, start)
    for land in reversed(lands[max(0, at - 2) : at]):
        gap = text[land.end : start]
        if (
            land.end <= start
            and len(gap) < 30
            and _BESIDE.fullmatch(gap)
            and ("s" in gap[:3] or land.kind == "adjective" or len(gap.split()) == 0)
        ):
            return land
    return None


def _country_after(text: str, end: int, lands: Sequence[PlaceMark]) -> PlaceMark | None:
    placed = _PLACED.match(text, end)
    if placed is None:
        return None
    return next((p for p in within(lands, placed.end(), placed.end() + 1) if p.kind == "country"), None)


def _groups(marks: Marks, lands: Sequence[PlaceMark], offices: Sequence[ActorMark]) -> Iterator[ActorMark]:
    """Unnamed people: "two U.S. officials", "a JCS spokesman", "people familiar with the launch"."""
    pattern = marks.lexicon.patterns.get("group")
    back = marks.lexicon.words["pronoun"].table if pattern else {}
    for match in _near(pattern, marks.text, marks.hits["group_noun"]) if pattern else ():
        start, end = match.span()
        if _flat(marks.text, start, end) in back and not _OF_SOMETHING.match(marks.text, end):
            continue  # "the official" is somebody spoken of before
        if any(o.end >= end for o in within(offices, start, end)):  # the noun is a part of an office's name
            continue
        if _TITLED.match(marks.text, end) and marks.has("title", start, end):
            continue
        office = _office_of(marks.text, start, end, offices) or _ministry(marks, start, end, lands)
        land = next(iter(within(lands, start, end)), None) or _land_behind(marks.text, end, lands)
        firm = _firm(marks, match)
        if firm:
            yield ActorMark(start, end, firm, "", "group", "company")
        elif _OURS.match(match[0]):
            yield ActorMark(start, end, NARRATOR.name, "", "group", "official")
        elif office:
            yield ActorMark(
                start, max(end, office.end), office.name, office.country, _kind_of(office), _rank_of(office)
            )
        else:
            country, last = (land.value, max(end, land.end)) if land else ("", end)
            yield ActorMark(start, last, _group_name(marks, match, land), country, "group", _sort_of(marks, match))


def _firm(marks: Marks, match: re.Match[str]) -> str:
    """The name beside "the makers": "the makers, Lockheed Martin, say", "Roketsan, the maker, says"."""
    if not marks.has("maker_noun", match.start("noun"), match.end("noun")):
        return ""
    text, start = marks.text, match.start()
    named = _FIRM_BEHIND.match(text, match.end()) or _FIRM_BEFORE.search(text, max(0, start - FIRM_REACH), start)
    return _squashed(named[1]) if named else ""


def _near(pattern: re.Pattern[str], text: str, nouns: Sequence[Hit[str]]) -> Iterator[re.Match[str]]:
    """The matches around nouns, each looked for from the last comma or bracket before its noun."""
    beyond = 0
    for hit in nouns:
        low = max(beyond, hit.start - GROUP_REACH)
        low = max([low, *(text.rfind(mark, low, hit.start) + 1 for mark in _BREAKS)])
        match = pattern.search(text, low, hit.end + GROUP_TAIL) if hit.start >= beyond else None
        if match:
            beyond = match.end()
            yield match


def _sort_of(marks: Marks, match: re.Match[str]) -> str:
    """What may stand for unnamed people later: "he" for an official, only "they" for officials, "it" for a paper."""
    if marks.has("medium_noun", match.start("noun"), match.end("noun")):
        return "media"
    return "people" if match["noun"].split()[0].lower().endswith(("s", "people")) else "official"


def _kind_of(office: ActorMark) -> str:
    return "group" if office.kind == "office" else office.kind


def _rank_of(office: ActorMark) -> str:
    return "official" if office.kind == "office" else office.category


def _office_of(text: str, start: int, end: int, offices: Sequence[ActorMark]) -> ActorMark | None:
    """The office that unnamed people belong to: "a JCS spokesman", "an official of the Joint Chiefs of Staff"."""
    inside = [o for o in within(offices, start, end) if o.end <= end]
    attached = _ATTACHED.match(text, end)
    reach = (end, attached.end() + 1) if attached else (end, end)
    return next(iter((*inside, *within(offices, *reach))), None)


def _ministry(marks: Marks, start: int, end: int, lands: Sequence[PlaceMark]) -> ActorMark | None:
    """The ministry without its country's name that unnamed people belong to: "a ministry spokesman"."""
    inside = (h for h in within(marks.hits["compound"], start, end) if marks.text[h.start : h.end].endswith("inistry"))
    hit = next(inside, None) if not within(lands, start, end) else None
    return ActorMark(hit.start, hit.end, hit.value, "", "unplaced", "ministry") if hit else None


def _land_behind(text: str, end: int, lands: Sequence[PlaceMark]) -> PlaceMark | None:
    attached = _ATTACHED.match(text, end)
    return next(iter(within(lands, end, attached.end() + 1)), None) if attached else None


def _group_name(marks: Marks, match: re.Match[str], land: PlaceMark | None) -> str:
    words = _squashed(match[0])
    if re.search(r"[A-Z]\w{1,60} and [A-Z]", words):  # of several countries: nobody's in particular
        words = match["noun"]
    bare = _FEW.sub("", words)
    if land is None or land.start < match.end():
        return bare
    if marks.has("state_noun", match.start("noun"), match.end("noun")):
        return f"{marks.lexicon.countries[land.value].name} {bare}"
    housed = _HOUSED.search(marks.text, match.end(), land.end)
    beyond = _NOUN.match(marks.text, land.end) if housed else None
    return f"{bare} {_squashed(marks.text[match.end() : beyond.end() if beyond else land.end])}"


def _squashed(text: str) -> str:
    return " ".join(text.split())


def _fullest(found: Sequence[ActorMark]) -> list[ActorMark]:
    rank = {"person": 0, "office": 1, "group": 1, "unplaced": 1, "country": 3, "pronoun": 4}
    kept: list[ActorMark] = []
    for mark in sorted(found, key=lambda a: (a.start, -a.end, rank[a.kind])):
        if kept and mark.start < kept[-1].end:
            longer = mark.end - mark.start > kept[-1].end - kept[-1].start
            if (longer and rank[mark.kind] <= rank[kept[-1].kind]) or rank[mark.kind] < rank[kept[-1].kind] == 4:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept
