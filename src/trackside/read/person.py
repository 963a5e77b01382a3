"""`persons`: people named in a text, and media and bodies that a text names without the lexicon knowing them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from trackside.read.marks import Marks, within
from trackside.read.placed import first_after
from trackside.read.toponym import PlaceMark

# How far before a name its country may stand ("South Korean President Moon Jae-in").
COUNTRY_REACH = 60
# How far before its last word a title may begin: "Secretary of State Antony Blinken".
TITLE_REACH = 24
# How long before a month's name its date may begin ("Wednesday, 24 March").
DATE_REACH = 24
# How far before its verb or its title a name may begin, and how far into an entry "Suga: ..." may stand.
NAME_REACH, ENTRY_REACH = 60, 40
# How far before a name the words may begin that cite it.
CITED_REACH = 30
_BEFORE_VERB = re.compile(
    r"(?:\s+(?:in|of|at|from|with)\s+(?:the\s+)?(?:(?:[A-Z][\w’'.-]*|for|of|and|on|the|in)\s?){1,9})?(?:,[^,.;]{2,90},)?,?\s*"
    r"(?:(?:had|has|have|also|later|then|who|likewise)(?:,[^,.;]{2,60},)?\s+)?"
)
_APPOSITION = re.compile(r",?\s+(?:a|an|the|who)\s|:|\s+was\s+quoted")
# "Suga: ..." after a dateline or a clock.
_SPEAKS = re.compile(r"(?:[A-Z]{3}|\d)(?:[ \t]*+(?:--|—|–|-))?[ \t]++([A-Z][a-z]{2,})(?=:\s)")
# "Kishi said" and "the Sun reported", looked for before their verbs.
_ONCE = re.compile(
    r"(?:(?<!\w)(?!(?:in|on|at|of|from|to|by|for|with|near|over|than)\b)[a-z]+|[,\"”])\s([A-Z][a-z]{2,})\s+$"
)
_PAPER = re.compile(r"\b[Tt]he\s+([A-Z][a-z]+(?:\s+(?:of\s+)?[A-Z][a-z]+){0,4})\s+(?:has\s+|had\s+)?$")
_CALLED = re.compile(r"\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})")
_BEFORE_TITLE = re.compile(
    r"(?<![A-Za-z]\s)\b([A-Z][a-z]{2,}),\s+(?:the|an?|its|their|[A-Z]\w+[’']s)\s+(?:[\w-]+\s+){0,3}$"
)
_SINGLE = re.compile(r"\s+([A-Z][a-z]{2,})\b(?!\s+[A-Z][a-z])(?=\s+(?:[a-z]|\Z)|[,’'])")
_ORGANISED = re.compile(r"\b[A-Z]\w+\s+(?:for|of|on|and)\s+(?:the\s+)?$")
_WORD_AGAIN = re.compile(r"\b[A-Z][a-z]+\b")
_BARE = re.compile(r"\s+(?:[Tt]he\s+)?")
_ARTICLE = re.compile(r"^The\s+")
_OWNERS = re.compile(r"[’']s$")
_PARTED = re.compile(r"[.;:]\s")
_DIGIT = re.compile(r"\d")


class Named(NamedTuple):
    """Somebody named at ``text[start:end]``: a person, or a group such as a paper; `category` is the title."""

    start: int
    end: int
    name: str
    country: str
    kind: str
    category: str


def persons(marks: Marks, lands: Sequence[PlaceMark], offices: set[int], nameless: set[int]) -> Iterator[Named]:
    """Named people: after a title, or before a reporting verb; later also by one part of the name.

    `offices` are the offsets where offices begin, `nameless` those of offices without a country.
    """
    pattern = marks.lexicon.patterns.get("name")
    if pattern is None:
        return
    text, known = marks.text, dict[str, Named]()
    titles = {h.end: text[h.start : h.end].lower().split()[-1] for h in marks.hits["title"]}
    verbs = _verbs(marks)
    taken = offices | {s.start for s in marks.systems} | {d.start for d in marks.dates}
    for match in pattern.finditer(text):
        start, end = _without_title(text, match, marks)
        name = " ".join(_OWNERS.sub("", text[start:end]).split())
        if (
            start in taken
            or not _is_name(marks, name, start, end, lands)
            or not _in_one_line(marks, match.start(), end)
        ):
            continue
        title = titles.get(_stripped(text, start), "")
        if title or _introduced(text, end, verbs):
            person = Named(start, end, name, _land_before(text, start, lands), "person", title or "person")
            known.update({part: person for part in name.split() if len(part) > 2})
            yield person
    taken |= {p.start for p in known.values()}
    yield from _bodies(marks, lands, taken, verbs)
    yield from _by_family_name(marks, lands, taken)
    yield from _by_one_name(marks, lands, taken | nameless, known)
    yield from _named_again(text, known)


def _bodies(marks: Marks, lands: Sequence[PlaceMark], taken: set[int], verbs: set[int]) -> Iterator[Named]:
    """Bodies and papers that no list knows, beside a reporting verb: "the Asan Institute said"."""
    text, patterns = marks.text, marks.lexicon.patterns
    for match in patterns["name"].finditer(text):
        start, end = match.span()
        last = _OWNERS.sub("", match[0].split()[-1])
        if not patterns["speaking_body"].fullmatch(last) or not _in_one_line(marks, start, end):
            continue
        known = start in taken or within(lands, start, end) or marks.words("compound", start, end)
        speaks = _speaks(text, end, verbs) or _cited(marks, start)
        if not known and not marks.words("actor", start, end) and speaks:
            called = _ARTICLE.sub("", " ".join(_OWNERS.sub("", match[0]).split()))
            paper = patterns["paper"].fullmatch(last)
            yield Named(start, end, called, "", "group", "media" if paper else "body")


def _cited(marks: Marks, start: int) -> bool:
    """Whether words that name a source stand before a name: "according to the Asan Institute"."""
    before = (h for g in ("strong_according", "report_verb") for h in marks.words(g, start - CITED_REACH, start))
    return any(_BARE.fullmatch(marks.text, h.end, start) for h in before)


def _speaks(text: str, end: int, verbs: set[int]) -> bool:
    """Whether a reporting verb follows a name."""
    gap = _BEFORE_VERB.match(text, end)
    return bool(gap and gap.end() in verbs)


def _verbs(marks: Marks) -> set[int]:
    """Where verbs begin whose subject speaks."""
    found = {h.start for group in ("report_verb", "vouch_verb") for h in marks.hits.get(group, ())}
    return found | {h.start for h in marks.hits.get("holding", ()) if _DIGIT.search(marks.text, h.end, h.end + 10)}


def _by_family_name(marks: Marks, lands: Sequence[PlaceMark], taken: set[int]) -> Iterator[Named]:
    """Persons told by title and one name: "Prime Minister Abe", "Oniki, the vice minister"."""
    text = marks.text
    for hit in marks.hits["title"]:
        match = _SINGLE.match(text, hit.end)
        if match and match.start(1) not in taken and not is_vessel(marks, hit.start) and not _is_land(match, lands):
            title = text[hit.start : hit.end].lower().split()[-1]
            yield Named(*match.span(1), match[1], _land_before(text, hit.start, lands), "person", title)
        before = _BEFORE_TITLE.search(text, max(0, hit.start - NAME_REACH), hit.start)
        if before and before.start(1) not in taken and not _is_land(before, lands):
            yield Named(*before.span(1), before[1], "", "person", "person")


def _is_land(match: re.Match[str], lands: Sequence[PlaceMark]) -> bool:
    return bool(within(lands, match.start(1), match.end(1)))


def _by_one_name(
    marks: Marks, lands: Sequence[PlaceMark], taken: set[int], known: Mapping[str, Named]
) -> Iterator[Named]:
    """Persons and papers of which a text never tells more than one name, where they plainly speak."""
    for match, kind, sort in _single_names(marks):
        start, end = match.span(1)
        if match[1] not in known and start not in taken and not _is_common(marks, lands, start, end, sort):
            yield Named(start, end, match[1], "", kind, sort)


def _single_names(marks: Marks) -> Iterator[tuple[re.Match[str], str, str]]:
    text = marks.text
    for part in marks.sentences:
        entry = _SPEAKS.search(text, part.start, min(part.end, part.start + ENTRY_REACH))
        if entry:
            yield entry, "person", "person"
    for verb in marks.hits.get("speech_verb", ()):
        low = max(0, verb.start - NAME_REACH)
        paper = _PAPER.search(text, low, verb.start)
        once = None if paper else _ONCE.search(text, low, verb.start)
        if paper:
            yield paper, "group", "media"
        elif once:
            yield once, "person", "person"
    for hit in marks.hits.get("medium_noun", ()):
        called = _CALLED.match(text, hit.end)
        if called:
            yield called, "group", "media"


def _is_common(marks: Marks, lands: Sequence[PlaceMark], start: int, end: int, sort: str) -> bool:
    """Whether a capitalised word is a country, a day or one of the lexicon's own words."""
    if sort == "media" and " " in marks.text[start:end]:
        return bool(within(lands, start, start + 1))
    if within(lands, start, end) or any(d.end > start for d in within(marks.dates, start - DATE_REACH, end)):
        return True
    return any(marks.words(group, start, end) for group in ("title", "pronoun", "group_noun", "launch_noun", "weapon"))


def _is_name(marks: Marks, name: str, start: int, end: int, lands: Sequence[PlaceMark]) -> bool:
    """Whether capitalised words are a person's name, and no ship's, body's or place's."""
    parts, text = name.split(), marks.text
    patterns = marks.lexicon.patterns
    if len(parts) < 2 or patterns["no_name"].match(name) or patterns["body"].fullmatch(parts[-1]):
        return False
    if text[max(0, start - 4) : start].lower() == "the " or is_vessel(marks, start):
        return False
    if within(marks.dates, start, end) or marks.has("missile_noun", start, end):
        return False
    if _ORGANISED.search(text, max(0, start - COUNTRY_REACH // 2), start):
        return False
    return not any(p.start < end and start < p.end for p in within(lands, start - COUNTRY_REACH // 2, end))


def is_vessel(marks: Marks, start: int) -> bool:
    """Whether a ship is named here: names of ships look like those of persons."""
    return bool(marks.lexicon.patterns["vessel"].search(marks.text, max(0, start - 20), start))


def _in_one_line(marks: Marks, start: int, end: int) -> bool:
    """Whether a name lies in one sentence: a heading's last word does not go on in the text below."""
    if "\n" not in marks.text[start:end]:
        return True
    at = first_after(marks.sentences, start) - 1
    return at >= 0 and end <= marks.sentences[at].end


def _named_again(text: str, known: Mapping[str, Named]) -> Iterator[Named]:
    """One part of a name that was told in full before: "Saraswat", "Moon"."""
    for match in _WORD_AGAIN.finditer(text) if known else ():
        person = known.get(match[0])
        if person and not person.start <= match.start() < person.end:
            yield person._replace(start=match.start(), end=match.end())


def _without_title(text: str, match: re.Match[str], marks: Marks) -> tuple[int, int]:
    """A name without the country and titles it begins with ("Japanese Prime Minister Yoshihide Suga")."""
    start, end = match.span()
    titles = [(h.start, h.end) for h in marks.words("title", start - TITLE_REACH, end) if h.end > start]
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
    return _speaks(text, end, verbs) or bool(_APPOSITION.match(text, end, end + 14))


def _land_before(text: str, start: int, lands: Sequence[PlaceMark]) -> str:
    at = first_after(lands, start)
    land = lands[at - 1] if at else None
    near = land is not None and start - land.end < COUNTRY_REACH and not _PARTED.search(text[land.end : start])
    return land.value if land and near else ""
