"""Who is named in a text: offices, persons, unnamed sources, countries, and the words that refer back to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.lexicon import Lexicon, Office
from trackside.read.marks import Marks, within
from trackside.read.phrases import Hit, around
from trackside.read.toponym import PlaceMark
from trackside.record import NARRATOR, Source

# How far before a name its country may stand ("South Korean President Moon Jae-in").
COUNTRY_REACH = 60
# How long before a month's name its date may begin ("Wednesday, 24 March").
DATE_REACH = 24
_POSSESSIVE = re.compile(r"[’']s?\b")
_BESIDE = re.compile(r"(?:[’']s?)?\s+(?:[\w’'-]+\s+){0,2}$")
# Names of ships look like those of persons.
_MEDIA = re.compile(
    r"(?i)book|brochure|broadcast|television|channel|tabloid|dail(?:y|ies)|newspaper|website|wires?$|agenc|press|media|tank"
)
_DEFINITE = re.compile(r"(?i)\b(?:the|its|his|their|own)\s+$")
_OURS = re.compile(r"(?i)(?:\w+\s+)?our\b")
_DIGIT = re.compile(r"\d")
_VESSEL = re.compile(
    r"\b(?:carrier|cruiser|destroyer|frigate|corvette|submarine|boat|ship|vessel|warship|trawler|tanker|ferry|class|HMS|USS|INS)"
    r"\s+[\"“«]?$"
)
# "Suga: ..." after a dateline or a clock, and "Kishi said" where no full name is told.
_BEFORE_VERB = re.compile(
    r"(?:\s+(?:in|of|at|from|with)\s+(?:the\s+)?(?:(?:[A-Z][\w’'.-]*|for|of|and|on|the|in)\s?){1,9})?(?:,[^,.;]{2,90},)?,?\s*(?:(?:had|has|have|also|later|then|who|likewise)(?:,[^,.;]{2,60},)?\s+)?"
)
_SPEAKS = re.compile(r"(?:(?:--|—|–|\d)[ \t]+)([A-Z][a-z]{2,})(?=:\s)")
_PAPER = re.compile(
    r"\b[Tt]he\s+([A-Z][a-z]+(?:\s+(?:of\s+)?[A-Z][a-z]+){0,4})(?=\s+(?:has\s+|had\s+)?(?:said|says|reported|reports|wrote|writes|quoted|quotes)\b)"
)
_CALLED = re.compile(
    r"\b(?:newspaper|daily|weekly|magazine|broadcaster|website|channel|station|network|portal|outlet|agency)\s+"
    r"([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})"
)
_TITLED = re.compile(r"\s+[A-Z][a-z]")
# A name that ends so is an organisation's.
_BODY = re.compile(
    r"\b(?:Party|Institute|Institution|University|Center|Centre|Command|Agency|Association|Foundation|Council|Committee|Group|Corps|"
    r"Forces?|Fleet|Troops|Ministry|Department|Office|Bureau|Times|Post|News|Herald|Tribune|Journal|Trust|Service|Academy|Squadron|"
    r"Wing|Guard|Guards|Navy|Army|Directorate|Administration|Organi[sz]ation|Union|Press|Television|Radio|Monitor|Laboratory|"
    r"Peace|Studies|Affairs|Defen[cs]e|Security)$"
)
_BEFORE_TITLE = re.compile(r"(?<![A-Za-z][ \n])\b([A-Z][a-z]{2,}),\s+(?:the|an?|its|their|[A-Z]\w+[’']s)\s+(?:[\w-]+\s+){0,3}$")
# "The commander of the fleet" is told here who he is; "the commander" was told before.
_OF_SOMETHING = re.compile(r"\s+of\s+(?:the\s+|its\s+)?[A-Za-z]")
_ORGANISED = re.compile(r"\b[A-Z]\w+\s+(?:for|of|on|and)\s+(?:the\s+)?$")
_NAMED_ONCE = re.compile(r"(?:(?<!\w)[a-z]+|[,\"”])[ \n]([A-Z][a-z]{2,})(?=\s+(?:said|says|told|added|adds|insisted|replied|conceded)\b)")
_SINGLE = re.compile(r"\s+([A-Z][a-z]{2,})\b(?!\s+[A-Z][a-z])(?=\s+(?:[a-z]|\Z)|[,’'])")
_PLACED = re.compile(r"\s+(?:in|of)\s+(?:the\s+)?|[ \t]*[,\n][ \t]*(?=[A-Z][A-Za-z ]{2,30}[\])]?[ \t]*(?:\n|$))")
_ATTACHED = re.compile(r"\s+(?:of|for|at|from|in|with|to)\s+(?:the\s+)?(?:[\w’']+\s+)?")
_NO_PERSON = re.compile(
    r"\b(?:Sea|Ocean|Gulf|Bay|Strait|Island|Islands|Peninsula|Atoll|River|Lake|Cape|Province|Street|Base|Range|"
    r"Airport|Port|Airfield|Site|Ground|Station|Complex|Coast|City|County|Prefecture|Region|Mountains?|Valley|Desert|Beach|Point|"
    r"Harbou?r|Canal|Channel|Hills|House|Hall|Square|Park|Road)$"
)
_NO_NAME = re.compile(
    r"^(?:The|A|An|In|On|At|By|It|He|She|They|But|And|That|This|These|When|While|After|Before|Some|No|Two|For|State|Test|Strategic|"
    r"Missile|Range|Army|Air|Asked|Both|Foreign|Prime|Sea|East|West|North|South|New|Security|General|United|Council)\b"
)


@final
@dataclass(frozen=True, slots=True)
class ActorMark:
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


def actors(marks: Marks) -> tuple[ActorMark, ...]:
    """Everybody named in a text, in order and without overlaps; of two that overlap the fuller one stays."""
    text, lexicon = marks.text, marks.lexicon
    lands = [p for p in marks.places if p.kind in ("country", "adjective")]
    offices = [_office(marks, hit, lands) for hit in marks.hits["actor"]]
    offices += list(_compounds(marks, lands))
    groups = list(_groups(marks, lands, sorted(offices, key=lambda a: a.start)))
    persons = list(_persons(marks, lands, offices))
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
    return tuple(_fullest([*persons, *groups, *offices, *countries, *pronouns]))


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
    return " ".join(text[start:end].split()).lower()


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
        elif _DEFINITE.search(text, max(0, hit.start - 8), hit.start) or text[hit.start : hit.end].lower()[:6] == "state ":
            yield ActorMark(hit.start, hit.end, hit.value, "", "unplaced", _category(text, hit.start, hit.end))


def office_of(lexicon: Lexicon, iso2: str, pattern: str) -> str:
    """The name of a country's office, under its common name where it has one."""
    name = pattern.replace("%s", lexicon.countries[iso2].name)
    return lexicon.renamed.get(name, name)


def _category(text: str, start: int, end: int) -> str:
    return text[start:end].lower().split()[-1] if not text[start:end].startswith("Ministry") else "ministry"


def _country_before(text: str, start: int, lands: Sequence[PlaceMark]) -> PlaceMark | None:
    at = bisect_right(lands, start, key=lambda p: p.start)
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
    for match in around(pattern, marks.text, marks.hits["group_noun"], 120, 44) if pattern else ():
        start, end = match.span()
        if _flat(marks.text, start, end) in back and not _OF_SOMETHING.match(marks.text, end):
            continue  # "the official" is somebody spoken of before
        if any(o.end >= end for o in within(offices, start, end)):  # the noun is a part of an office's name
            continue
        if _TITLED.match(marks.text, end) and marks.has("title", start, end):
            continue
        office = _office_of(marks.text, start, end, offices) or _ministry(marks, start, end, lands)
        land = next(iter(within(lands, start, end)), None) or _land_behind(marks.text, end, lands)
        if _OURS.match(match[0]):
            yield ActorMark(start, end, NARRATOR.name, "", "group", "official")
        elif office:
            yield ActorMark(start, max(end, office.end), office.name, office.country, _kind_of(office), _rank_of(office))
        else:
            country, last = (land.value, max(end, land.end)) if land else ("", end)
            yield ActorMark(start, last, _group_name(marks, match, land), country, "group", _sort_of(match["noun"]))


def _sort_of(noun: str) -> str:
    """What may stand for unnamed people later: "he" for an official, only "they" for officials, "it" for a paper."""
    if _MEDIA.search(noun):
        return "media"
    return "people" if _flat(noun, 0, len(noun)).split()[0].endswith(("s", "people")) else "official"


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
    return next(iter(within(lands, attached.end() - 4, attached.end() + 1)), None) if attached else None


def _group_name(marks: Marks, match: re.Match[str], land: PlaceMark | None) -> str:
    words = " ".join(match[0].split())
    if re.search(r"[A-Z]\w{1,60} and [A-Z]", words):  # of several countries: nobody's in particular
        words = match["noun"]
    bare = re.sub(
        r"^(?:(?:an?|the|one|two|three|four|some|several|other|second|first)\s+)+", "", words, flags=re.IGNORECASE
    )
    if land and land.start > match.end():
        return f"{marks.lexicon.countries[land.value].name} {bare}"
    return bare


def _persons(marks: Marks, lands: Sequence[PlaceMark], offices: Sequence[ActorMark]) -> Iterator[ActorMark]:
    """Named people: after a title, or before a reporting verb; later also by one part of the name."""
    text, known = marks.text, dict[str, ActorMark]()
    titles = {h.end: text[h.start : h.end].lower().split()[-1] for h in marks.hits["title"]}
    verbs = {h.start for group in ("report_verb", "vouch_verb") for h in marks.hits[group]}
    verbs |= {h.start for h in marks.hits["holding"] if _DIGIT.search(text, h.end, h.end + 10)}
    taken = {o.start for o in offices if o.kind == "office"}
    taken |= {s.start for s in marks.systems} | {d.start for d in marks.dates}
    pattern = marks.lexicon.patterns.get("name")
    for match in pattern.finditer(text) if pattern else ():
        start, end = _without_title(text, match, marks)
        if not _in_one_line(marks, match.start(), end):
            continue
        name = " ".join(re.sub(r"[’']s$", "", text[start:end]).split())
        if start in taken or not _is_name(name, start, end, lands) or _is_thing(text, start):
            continue
        title = titles.get(_stripped(text, start), "")
        if title or _introduced(text, end, verbs):
            person = ActorMark(start, end, name, _land_before(text, start, lands), "person", title or "person")
            known.update({part: person for part in name.split() if len(part) > 2})
            yield person
    yield from _by_family_name(marks, lands, taken | {p.start for p in known.values()})
    yield from _by_one_name(marks, lands, taken | {o.start for o in offices}, known)
    yield from _apposed(marks, lands, taken | {p.start for p in known.values()})
    yield from _named_again(text, known)


def _by_family_name(marks: Marks, lands: Sequence[PlaceMark], taken: set[int]) -> Iterator[ActorMark]:
    """Persons told by title and one name: "Prime Minister Abe"."""
    text = marks.text
    for hit in marks.hits["title"]:
        match = _SINGLE.match(text, hit.end)
        if match and match.start(1) not in taken and not _ship_or_land(text, hit.start, match, lands):
            title = text[hit.start : hit.end].lower().split()[-1]
            country = _land_before(text, hit.start, lands)
            yield ActorMark(match.start(1), match.end(), match[1], country, "person", title)


def _in_one_line(marks: Marks, start: int, end: int) -> bool:
    """Whether a name lies in one sentence: a heading's last word does not go on in the text below."""
    if "\n" not in marks.text[start:end]:
        return True
    at = bisect_right(marks.sentences, start, key=lambda s: s.start) - 1
    return at >= 0 and end <= marks.sentences[at].end


def _is_thing(text: str, start: int) -> bool:
    """Whether a name is a ship's, or the end of an organisation's: "the Endowment for International Peace"."""
    return text[max(0, start - 4) : start].lower() == "the " or bool(_VESSEL.search(text, max(0, start - 32), start) or _ORGANISED.search(text, max(0, start - 32), start))


def _ship_or_land(text: str, start: int, match: re.Match[str], lands: Sequence[PlaceMark]) -> bool:
    return bool(_VESSEL.search(text, max(0, start - 16), start) or within(lands, match.start(1), match.end()))


def _apposed(marks: Marks, lands: Sequence[PlaceMark], taken: set[int]) -> Iterator[ActorMark]:
    """Persons told by one name and what they are: "Oniki, the vice minister, said"."""
    for hit in marks.hits["title"]:
        match = _BEFORE_TITLE.search(marks.text, max(0, hit.start - 60), hit.start)
        if match and match.start(1) not in taken and not within(lands, match.start(1), match.end(1)):
            yield ActorMark(match.start(1), match.end(1), match[1], "", "person", "person")


def _by_one_name(
    marks: Marks, lands: Sequence[PlaceMark], taken: set[int], known: Mapping[str, ActorMark]
) -> Iterator[ActorMark]:
    """Persons of whom a text never tells more than one name, where they plainly speak."""
    for pattern, kind, sort in ((_SPEAKS, "person", "person"), (_NAMED_ONCE, "person", "person"), (_PAPER, "group", "media"), (_CALLED, "group", "media")):
        for match in pattern.finditer(marks.text):
            start, end = match.span(1)
            if match[1] not in known and start not in taken and not _is_common(marks, lands, start, end, sort):
                yield ActorMark(start, end, match[1], "", kind, sort)


def _is_common(marks: Marks, lands: Sequence[PlaceMark], start: int, end: int, sort: str) -> bool:
    """Whether a capitalised word is a country, a day or one of the lexicon's own words."""
    if sort == "media" and " " in marks.text[start:end]:
        return bool(within(lands, start, start + 1))
    if within(lands, start, end) or any(d.end > start for d in within(marks.dates, start - DATE_REACH, end)):
        return True
    return any(marks.words(group, start, end) for group in ("title", "pronoun", "group_noun", "launch_noun", "weapon"))


def _is_name(name: str, start: int, end: int, lands: Sequence[PlaceMark]) -> bool:
    overlaps = any(p.start < end and start < p.end for p in within(lands, start - 30, end))
    return " " in name and not _BODY.search(name) and not _NO_NAME.match(name) and not _NO_PERSON.search(name) and not overlaps


def _named_again(text: str, known: dict[str, ActorMark]) -> Iterator[ActorMark]:
    """One part of a name that was told in full before: "Saraswat", "Moon"."""
    for match in re.finditer(r"\b[A-Z][a-z]+\b", text) if known else ():
        person = known.get(match[0])
        if person and not person.start <= match.start() < person.end:
            yield ActorMark(match.start(), match.end(), person.name, person.country, "person", person.category)


def _without_title(text: str, match: re.Match[str], marks: Marks) -> tuple[int, int]:
    """A name without the country and titles it begins with ("Japanese Prime Minister Yoshihide Suga")."""
    start, end = match.span()
    titles = [(h.start, h.end) for h in marks.words("title", start, end)]
    lands = [(p.start, p.end) for p in within(marks.places, start, end)]
    for first, last in sorted((*titles, *lands), key=lambda s: (s[0], -s[1])):
        if last < end and not text[start:first].strip():
            bare = re.sub(r"^(?:[’']s)?\s+", "", text[last:end])
            start = end - len(bare)
    return start, end


def _stripped(text: str, start: int) -> int:
    edge = start
    while edge > 0 and text[edge - 1] in " \n,":
        edge -= 1
    return edge


def _introduced(text: str, end: int, verbs: set[int]) -> bool:
    """Whether a reporting verb, a colon or an apposition follows a name."""
    gap = _BEFORE_VERB.match(text, end)
    return bool(gap and gap.end() in verbs) or bool(
        re.match(r",?\s+(?:a|an|the|who)\s|:|\s+was\s+quoted", text[end : end + 14])
    )


def _land_before(text: str, start: int, lands: Sequence[PlaceMark]) -> str:
    at = bisect_right(lands, start, key=lambda p: p.start)
    land = lands[at - 1] if at else None
    near = land is not None and start - land.end < COUNTRY_REACH and not re.search(r"[.;:]\s", text[land.end : start])
    return land.value if land and near else ""


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
