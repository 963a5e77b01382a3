"""Everybody in a stretch of text who may hold a stance: those named, and those told by role, title or place only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.actor import ActorMark, office_of
from trackside.read.attribution import Voices
from trackside.read.marks import Marks, within
from trackside.read.placed import first_after
from trackside.record import NARRATOR, Source

# How far back, in letters and in marks, one may be named who is only "he" or "a spokeswoman" here.
BACK_REACH, BACK_MARKS = 1500, 40
# How far back a full name may stand that is only a surname here.
NAMED_REACH = 8000
_ROLE = re.compile(
    r"(?:[’']s?)?\s+(?:[\w’'-]+\s+){0,3}?(?:ambassador|command|envoy|delegat\w+|mission|president|premier|minister|"
    r"leaders?|cabinet|government|navy|army|military|officials?|diplomats?|spokes\w+|authorities|parliament|lawmakers|"
    r"chancellor|embassy|representative|secretary|ministry|commentators|admiral|general|marshal|chief|foreign\s+office)\b"
)
_LOCATED = re.compile(r"\b(?:in|from)\s+$", re.IGNORECASE)
_SURNAME = re.compile(r"\b([A-Z][a-z][\w’'-]+)\s+(?:also\s+|later\s+|then\s+)?$")
_COUNTRYS = re.compile(r"[\w. ]+[’']s\s+")
_PART_OF_NAME = re.compile(r"[ -][A-Z][a-z]+")
_OPENING = re.compile(r"\s*([A-Z][a-z][\w-]+)\s+(?:also\s+|later\s+|then\s+|strongly\s+)?[a-z]+(?:ed|s)\b")
_IS_TITLE = re.compile(
    r"Minister|President|Secretary|Premier|Chancellor|Mr|Mrs|Ms|Dr|General|Admiral|The|In|On|And|But"
)
_FIRST_NAME = re.compile(r"[A-Z][\w’'-]+$")
_VERB = re.compile(
    r",\s|\s+[“\"](?=[a-z])|\s+(?:[a-z]+ly\s+)?(?:[a-z]+(?:ed|s|d|t|ld)|spoke|made|gave|took|wrote|hit|shrugged)\b"
)
_NO_NAME = re.compile(
    r"^(?:The|A|An|In|On|At|By|It|He|She|They|But|And|That|This|These|When|While|After|Before|Some|No|For|Both|New|All|As|"
    r"One|Two|Three|From|With|Under|Sea|Air|Army|Missile|Range|Its|His|Her|Their|Our|Most|Such|Not|Never|If|To|Of|Asked)\b"
)
_TITLED = re.compile(
    r"^(?:The\s+|A\s+|An\s+)?(?:[A-Z][\w’'-]*\s+)*?(?:Minister|President|Secretary|Premier|Chancellor|Gen(?=\s+[A-Z][\w’'-]+\s+[A-Z]))\s+"
)
_ARTICLE = re.compile(r"^\s*(?:the|an?)\s+", re.IGNORECASE)
_OWNER = re.compile(r"\s+(?:of|for|from|at|with)\s+(?:the\s+)?")
_THEIRS = re.compile(r"(?:\b(?:his|her)|^\s*(?:its|their)|\b[A-Z][a-z]+[’']s)\s+$", re.IGNORECASE)
# "A peace group in Brest", "the association Stop Missiles": the name behind it, and where it sits.
_GROUP_NAMED = re.compile(r"\s+((?:[A-Z]\w*|[A-Z]+)(?:\s+[A-Z]\w*){0,3})")
_GROUP_SITS = re.compile(r"\s+(?:in|from|of|near|at)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*")
_ACRONYM = re.compile(r"\s*([A-Z]{3,6})(?=,\s+(?:which|whose)\b)")
_UNNAMED = re.compile(r"\b(?:spokes\w+|officials?|sources?|diplomats?|commentators)$", re.IGNORECASE)
_PERSONAL = frozenset(
    {"he", "she", "the minister", "the president", "the general", "the commander", "the official", "the spokesman"}
)


@final
@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody at ``text[start:end]`` who may hold a stance; `kind` is person, group, office, country or pronoun."""

    start: int
    end: int
    source: Source
    kind: str
    personal: bool = False


def holders(marks: Marks, who: Voices, first: int, last: int) -> list[Holder]:
    """Everybody in a stretch of text who may hold a stance, in order."""
    named = [a for a in within(who.actors, first - 90, last) if a.end > first]
    found = [
        holder_of(marks, who, a, first)
        for a in named
        if a.kind != "person" or not _PART_OF_NAME.match(marks.text, a.end)
    ]
    found = [h for h in found if h.source.name != NARRATOR.name]
    whole = [*_their_offices(marks, who, first, last), *_campaigners(marks, found, first, last)]
    found = [h for h in found if not any(o.start <= h.start < o.end for o in whole)]
    offices = [*_roles(marks, found, first, last), *whole]
    found = [
        h
        for h in found
        if not any(o.start <= h.start < o.end and h.kind in ("country", "group", "pronoun") for o in offices)
    ]
    found += [o for o in offices if not any(h.start < o.end and o.start < h.end for h in found)]
    ends = {h.end for h in found if h.kind == "office"}
    people = list(_persons(marks, first, last, ends))
    found = [h for h in found if h.kind != "person" or not any(p.start < h.start and h.end <= p.end for p in people)]
    found += [p for p in people if not any(h.start < p.end and p.start < h.end for h in found)]
    return sorted(found, key=lambda h: h.start)


def holder_of(marks: Marks, who: Voices, actor: ActorMark, first: int = 0) -> Holder:
    start, source = max(first, actor.start), actor.source
    if actor.kind == "pronoun":
        people = actor.name in _PERSONAL
        source = _referred(who, actor, people=people)
        return Holder(start, actor.end, source, "person" if people else "pronoun", personal=people)
    if actor.kind == "unplaced":
        country = _located(marks, start, actor.end) or _before(who, start, ("office", "country")).country
        named = marks.lexicon.countries.get(country)
        name = office_of(marks.lexicon, country, actor.name) if named else actor.name.replace("%s ", "")
        return Holder(start, actor.end, Source(name, country), "office")
    called = _ARTICLE.sub("", marks.text[start : actor.end]).lower()
    if actor.kind == "group" and not actor.country and called in marks.lexicon.words["title"].meanings:
        person = _before(who, start, ("person",), category=called.split()[-1])
        return Holder(start, actor.end, person if person != NARRATOR else _side(marks, start), "group")
    if actor.kind == "group" and not actor.country and _UNNAMED.search(actor.name):
        country = _located(marks, start, actor.end)
        side = Source(f"{marks.lexicon.countries[country].name} government", country) if country else None
        source = side or _before(who, start, ("office",), source)
    if actor.kind == "person" and " " not in actor.name:
        source = Source(_full_name(marks.text, actor.name, start) or actor.name, actor.country)
    return Holder(start, actor.end, source, actor.kind)


def _side(marks: Marks, at: int) -> Source:
    """The government of the country named last before a place, within its paragraph."""
    first = max(at - BACK_REACH, marks.text.rfind("\n\n", 0, at))
    lands = [p.value for p in within(marks.places, first, at) if p.kind in ("country", "adjective")]
    return Source(f"{marks.lexicon.countries[lands[-1]].name} government", lands[-1]) if lands else NARRATOR


def _referred(who: Voices, actor: ActorMark, *, people: bool) -> Source:
    """Whom "he" or "it" refers back to: the person named last, or whoever spoke last."""
    if people:
        called = _before(who, actor.start, ("person",), category=actor.name.split()[-1])
        return (
            called
            if called != NARRATOR
            else _before(who, actor.start, ("person",), _before(who, actor.start, ("group",)))
        )
    return _before(who, actor.start, ("office", "country"))


def _before(who: Voices, at: int, kinds: Sequence[str], otherwise: Source = NARRATOR, category: str = "") -> Source:
    """Who of some kinds, and with some title, is named last before a place."""
    here = first_after(who.actors, at - 1)
    near = (a for a in reversed(who.actors[max(0, here - BACK_MARKS) : here]) if a.start > at - BACK_REACH)
    fit = (a for a in near if a.kind in kinds and category in ("", a.category))
    return next((a.source for a in fit if a.country or "person" in kinds), otherwise)


def _located(marks: Marks, start: int, end: int) -> str:
    """The country of unnamed people: "In Tokyo an official", "a spokesman in Islamabad"."""
    owner = _OWNER.match(marks.text, end)
    owned = within(marks.places, owner.end() - 4, owner.end() + 1) if owner else ()
    if owned and owned[0].kind in ("country", "adjective"):
        return owned[0].value
    near = [p for p in within(marks.places, start - 40, end + 40) if p.kind == "country"]
    here = (p for p in near if _LOCATED.search(marks.text[max(0, p.start - 8) : p.start]))
    return next((p.value for p in here if "." not in marks.text[min(p.end, end) : max(p.start, start)]), "")


def _roles(marks: Marks, found: Sequence[Holder], first: int, last: int) -> Iterator[Holder]:
    """A country's people and bodies by their role only: "the American command", "China's ambassador"."""
    whole = [h for h in found if h.kind in ("office", "person")]
    for place in within(marks.places, first, last):
        role = _ROLE.match(marks.text, place.end, min(last, place.end + 60))
        if place.kind not in ("country", "adjective") or not role:
            continue
        if not any(h.start < role.end() and place.start < h.end for h in whole):
            name = f"{marks.lexicon.countries[place.value].name} government"
            located = _LOCATED.search(marks.text[max(0, place.start - 8) : place.start])
            yield Holder(place.end if located else place.start, role.end(), Source(name, place.value), "office")


def _their_offices(marks: Marks, who: Voices, first: int, last: int) -> Iterator[Holder]:
    """ "His security council", "Yoon's office": an office of the country of whoever is named last."""
    for hit in marks.words("compound", first, last):
        begin = max(first, hit.start - 24)
        theirs = _THEIRS.search(marks.text[begin : hit.start])
        if theirs and not within(marks.places, begin + theirs.start(), hit.start):
            country = _before(who, hit.start, ("person",)).country or _side(marks, hit.start).country
            known = country in marks.lexicon.countries
            name = office_of(marks.lexicon, country, hit.value) if known else hit.value.replace("%s ", "")
            yield Holder(begin + theirs.start(), hit.end, Source(name, country), "office")


def _campaigners(marks: Marks, found: Sequence[Holder], first: int, last: int) -> Iterator[Holder]:
    """Groups that are no government's: "a peace group in Brest", "the association Stop Missiles", "CND, which"."""
    text = marks.text
    for hit in marks.words("campaigner", first, last):
        named = _GROUP_NAMED.match(text, hit.end, last)
        sits = _GROUP_SITS.match(text, hit.end, last)
        name, end = (named[1], named.end()) if named else (text[hit.start : hit.end], sits.end() if sits else hit.end)
        yield Holder(hit.start, end, Source(" ".join(name.split())), "office")
    short = _ACRONYM.match(text, first, last)
    known = any(h.start < short.end() for h in found) or marks.has("history_noun", *short.span()) if short else True
    if short and not known and not within(marks.systems, *short.span()):
        yield Holder(*short.span(1), Source(short[1]), "office")


def _persons(marks: Marks, first: int, last: int, offices: set[int]) -> Iterator[Holder]:
    """Named people whom their title, their country, the verb beside them or their place in the sentence tells."""
    pattern, text = marks.lexicon.patterns.get("name"), marks.text
    for match in pattern.finditer(text, first, last) if pattern else ():
        start, end = match.span()
        owned = _COUNTRYS.match(match[0])
        start = start + owned.end() if owned else start
        within_title = next((h.end for h in marks.words("title", start - 30, start) if start < h.end < end), start - 1)
        start = within_title + 1
        title = _TITLED.match(text[start:end])
        begun = start + title.end() if title else start
        start = max((h.end + 1 for h in marks.words("title", begun, end) if h.end + 1 < end), default=begun)
        titled = (
            title
            or start > begun
            or start - 1 in offices
            or any(h.end <= start <= h.end + 2 for h in marks.words("title", start - 40, start))
        )
        begins = start - first <= 2 and _VERB.match(text, end) and not _NO_NAME.match(match[0])
        inverted = any(h.end + 1 == start for h in marks.words("report_verb", start - 12, start))
        of_country = owned is not None and bool(within(marks.places, match.start(), start))
        lands = [p for p in within(marks.places, start - 30, end) if not titled or p.kind in ("country", "adjective")]
        spans = [(p.start, p.end) for p in lands]
        spans += [(m.start, m.end) for m in within(marks.systems, start - 30, end)]
        taken = (
            any(a < end and start < b and text[a - 1 : a] != "-" for a, b in spans) or text[start - 1 : start].isalnum()
        )
        if start < end and not taken and (titled or inverted or of_country or begins):
            yield Holder(start, end, Source(" ".join(re.sub(r"[’']s$", "", text[start:end]).split())), "person")
    yield from _surnames(marks, first, last)


def _surnames(marks: Marks, first: int, last: int) -> Iterator[Holder]:
    """People named by surname only whose full name stands before: "Iwaya said"."""
    text = marks.text
    opening = _OPENING.match(text, first, last)
    names = {opening.span(1)} if opening else set[tuple[int, int]]()
    for verb in marks.words("report_verb", first, last):
        name = _SURNAME.search(text, max(first, verb.start - 24), verb.start)
        names |= {name.span(1)} if name else set()
    for start, end in sorted(names):
        full = _full_name(text, text[start:end], first)
        if full and not within(marks.places, start, end):
            yield Holder(start, end, Source(full), "person")


def _full_name(text: str, surname: str, before: int) -> str:
    """The full name under which somebody was named before, or nothing."""
    at = text.rfind(f" {surname}", max(0, before - NAMED_REACH), before)
    first = _FIRST_NAME.search(text, max(0, at - 24), at) if at > 0 else None
    return f"{first[0]} {surname}" if first and not _IS_TITLE.fullmatch(first[0]) else ""
