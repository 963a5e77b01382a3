"""`antecedent`: whom a pronoun, "the ministry" or "state media" refers back to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trackside.read.actor import ActorMark, office_of
from trackside.read.frame import is_placed
from trackside.read.marks import Marks, within
from trackside.read.placed import first_after

# How many actors back a pronoun may reach.
REMEMBERED = 150
# A person named this near to a sentence's head is its subject, whom a later "he" means.
SUBJECT_REACH = 24
# How far into a text its dateline may stand.
DATELINE_REACH = 500
_IN_PLACE = re.compile(r"\b(?:In|From)\s+$")
_AFTER_CITY = re.compile(r"(?:\s*,[^\n]{0,30}?|\s*\([^)\n]{2,40}\)|[^\n]{0,24}?)\s*(?:--|—|–|-|:)\s")
_LEAD = re.compile(r"(?i)^\s*(?:the|an?)\b")


def antecedent(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], named: Sequence[ActorMark], country: str
) -> ActorMark | None:
    """Whom a pronoun or "the ministry" refers back to; everybody else is who they are."""
    if actor.kind not in ("unplaced", "pronoun"):
        return actor
    here = first_after(named, actor.start)
    earlier, seen = named[max(0, here - REMEMBERED) : here], seen[-REMEMBERED:]
    if actor.kind == "unplaced":
        return _placed(marks, actor, seen, earlier, country)
    return _meant(marks, actor, seen, earlier, country)


def _meant(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark], country: str
) -> ActorMark | None:
    """Whom a pronoun, or "the agency", means."""
    if actor.name == "its own account":
        return _launching(marks, actor, seen, country)
    if actor.name in marks.lexicon.words["he_she"].table:
        return _person(marks, actor, seen, earlier, country)
    noun = actor.name.split()[-1]
    if noun == "it":
        return _thing(marks, actor, seen, earlier)
    if noun in ("they", "another", "them"):
        return _opening(marks, actor, earlier) or next(reversed(seen), None)
    alike = (a for a in reversed(earlier) if a.category == noun and a.kind in ("office", "person"))
    return next(alike, None) or next(reversed(seen), None)


def _thing(marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark]) -> ActorMark | None:
    """Whom "it" means: never a person; who opens the sentence or the one before, who spoke last, or any office."""
    here = marks.part(actor.start).start
    spoken = (a for a in reversed(seen) if a.kind in ("office", "country") or a.category == "media")
    subject = next((a for a in earlier if a.start >= here and a.kind in ("country", "office")), None)
    subject = subject if subject and not is_placed(marks.text, subject) else None
    opens = subject if subject and not _LEAD.sub("", marks.text[here : subject.start]).strip() else None
    offices = (a for a in reversed(earlier) if a.kind == "office")
    return opens or _opening(marks, actor, earlier) or next(spoken, None) or next(offices, None) or subject


def _placed(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark], country: str
) -> ActorMark:
    """An office named without its country: the last of its kind; else of the country that spoke last, or launched."""
    of_state = " state " in actor.name
    alike = (a for a in reversed(earlier) if a.category and a.category == actor.category and a.kind == "office")
    last = None if of_state else next(alike, None)
    if last:
        return last
    opens = _paragraph_start(marks, actor.start)
    beside = [
        a for a in earlier if a.start >= opens and (of_state or _scene(marks, a, actor) or _citing(marks, a, actor))
    ]
    spoken = beside if of_state or beside else [a for a in seen if a.category != "media"]
    lands = [a.country for a in reversed(spoken) if a.country in marks.lexicon.countries]
    home = next(iter(lands), "" if of_state else _dateline(marks)) or country
    name = office_of(marks.lexicon, home, actor.name) if home in marks.lexicon.countries else actor.name
    return ActorMark(actor.start, actor.end, name, home, "office", actor.category)


def _dateline(marks: Marks) -> str:
    """The country from which a report is sent: "TOKYO (Kyodo) - ...", "SEOUL, March 25 -- ..."."""
    for place in within(marks.places, 0, DATELINE_REACH):
        opens = marks.text[: place.start].rstrip(" ")[-1:] in ("", "\n")
        if place.kind == "country" and opens and _AFTER_CITY.match(marks.text, place.end):
            return place.value
    return ""


def _scene(marks: Marks, place: ActorMark, actor: ActorMark) -> bool:
    """Whether a sentence opens with the country where its "ministry" sits: "In Tokyo, ... the ministry said"."""
    if place.kind != "country" or not _IN_PLACE.search(marks.text, max(0, place.start - 8), place.start):
        return False
    return not re.search(r"[.!?]\s", marks.text[place.end : actor.start])


def _citing(marks: Marks, medium: ActorMark, actor: ActorMark) -> bool:
    """Whether a country's medium tells what "the ministry" says in the same sentence: "NHK, citing the ministry".

    An agency in brackets after a dateline only wrote the report.
    """
    if marks.text[max(0, medium.start - 1) : medium.start] == "(":
        return False
    return medium.category == "media" and not re.search(r"[.!?]\s", marks.text[medium.end : actor.start])


def _launching(marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], country: str) -> ActorMark | None:
    """The side that launched, by whose own account something is told when nobody has spoken before."""
    if seen or country not in marks.lexicon.countries:
        return next(reversed(seen), None)
    name = f"{marks.lexicon.countries[country].name} government"
    return ActorMark(actor.start, actor.end, name, country, "country")


def _person(
    marks: Marks, actor: ActorMark, seen: Sequence[ActorMark], earlier: Sequence[ActorMark], country: str
) -> ActorMark | None:
    """Whom "he" or "the minister" means: who opens the sentence, spoke or was named last in the paragraph, or spoke."""
    opens = _paragraph_start(marks, actor.start)
    spoken = [a for a in seen if _is_one(a)]
    named = [a for a in earlier if _is_one(a)]
    here = marks.part(actor.start)
    inside = [a for a in named if here.start <= a.start and a.kind == "person"]
    if inside and inside[0].start - here.start < SUBJECT_REACH:
        return inside[0]
    for found in (spoken, named):
        if found and found[-1].start >= opens:
            return found[-1]
    if spoken or named:
        return next(reversed(spoken or [a for a in named if a.kind == "person"]), None)
    offices = [a for a in earlier if a.kind in ("office", "unplaced") and a.start >= opens]
    if offices or len(actor.name.split()) == 1:
        return antecedent(marks, offices[-1], seen, earlier, country) if offices else None
    return ActorMark(actor.start, actor.end, actor.name.split()[-1], "", "group", "official")


def _is_one(actor: ActorMark) -> bool:
    return actor.kind == "person" or (actor.kind == "group" and actor.category == "official")


def _opening(marks: Marks, actor: ActorMark, earlier: Sequence[ActorMark]) -> ActorMark | None:
    """The subject that the sentence before opens with, of an "it" that opens the next."""
    at = marks.number(actor.start)
    if at < 1 or marks.sentences[at].paragraph != marks.sentences[at - 1].paragraph:
        return None
    if marks.text[marks.sentences[at].start : actor.start].strip():
        return None
    before = marks.sentences[at - 1]
    first = next((a for a in earlier if a.start >= before.start), None)
    opens = first and not _LEAD.sub("", marks.text[before.start : first.start]).strip()
    return first if first and opens and first.kind in ("office", "country", "group") else None


def _paragraph_start(marks: Marks, place: int) -> int:
    return marks.sentences[marks.opening(marks.number(place))].start
