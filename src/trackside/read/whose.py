"""Whose launches a text is about, and which countries of a sentence may be those that launch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from trackside.earth.gazetteer import Gazetteer
from trackside.read.launcher import aside, dateline
from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling
from trackside.read.toponym import PlaceMark

# The first real sentence of a report says whose launch it is; a dateline or a by-line is shorter.
LEAD_WEIGHT, LEAD_LENGTH = 10, 60
# How near behind a country its reporting verb stands.
SAYS_REACH = 12
# What else says whose launches a text is about: a subject close to its verb or farther off, the maker of a missile,
# the owner of a weapon or launch.
CLOSE_WEIGHT, LOOSE_WEIGHT, MAKER_WEIGHT, OWNER_WEIGHT, LEAD_MAKER_WEIGHT, LEAD_SENTENCES = 4, 1, 2, 2, 10, 3
# What may stand between a country and its verb of launching where it is the plain subject.
RESUMED_REACH = 40
_RESUMED = re.compile(
    r"\s+(?:(?:has|had|have|again|also|resumed|resumes|began|begun|started|kept|continued|went|back|to|on)\s+){0,4}"
)
_FROM_SITE = re.compile(r"\b(?:from|out\s+of)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}$")
_OWN_WEAPON = re.compile(
    r"(?:[’']s?)?\s+(?:(?!made\b)[\w-]+\s+){0,3}?"
    r"(?:missiles?|rockets?|projectiles?|ICBMs?|IRBMs?|MRBMs?|SRBMs?|SLBMs?|launch(?:es)?|shots?|firings?|tests?|satellites?)\b",
    re.IGNORECASE,
)


def main_country(told: Sequence[Telling], marks: Marks, gazetteer: Gazetteer | None = None) -> str:
    """The country whose launch the document mainly tells of; empty when it tells of none."""
    votes: Counter[str] = Counter()
    if not told:
        return ""
    lead = [n for n, s in enumerate(marks.sentences) if not s.heading and s.end - s.start > LEAD_LENGTH][:1]
    for telling in told:
        part = marks.sentences[telling.sentence]
        if telling.country and marks.has("reply_verb", part.start, part.end):
            votes[telling.country] += LOOSE_WEIGHT
        elif telling.country:
            close = CLOSE_WEIGHT if telling.close else LOOSE_WEIGHT
            votes[telling.country] += LEAD_WEIGHT if telling.close and telling.sentence in lead else close
    early = [s for s in marks.sentences if not s.heading][:LEAD_SENTENCES]
    replying = {marks.number(h.start) for h in marks.hits["reply_verb"]}
    for system in (s for s in marks.systems if marks.number(s.start) not in replying):
        leads = early and early[0].start <= system.start < early[-1].end
        votes[system.country] += LEAD_MAKER_WEIGHT if leads else MAKER_WEIGHT
    for country in _resuming(marks, early):
        votes[country] += CLOSE_WEIGHT
    for site in marks.hits["site_name"]:
        if site.value in marks.lexicon.countries and _FROM_SITE.search(marks.text, max(0, site.start - 24), site.start):
            votes[site.value] += OWNER_WEIGHT
    for country in _owners(marks):
        votes[country] += OWNER_WEIGHT
    if not votes:
        votes.update(_by_site(marks, gazetteer) or _spoken_of(told, marks))
    return votes.most_common(1)[0][0] if votes else ""


def _resuming(marks: Marks, early: Sequence[Sentence]) -> Iterator[str]:
    """Countries that are the subject of a verb of launching in the first sentences, be no weapon named beside it."""
    for part in early if marks.hits["weapon"] or marks.systems else ():
        for land in within(marks.places, part.start, part.end):
            verb = next(iter(marks.words("launch_verb", land.end, min(part.end, land.end + RESUMED_REACH))), None)
            plain = land.kind == "country" and verb and not aside(marks.text, land.start, land.end, verb.start)
            if verb and plain and _RESUMED.fullmatch(marks.text, land.end, verb.start):
                yield land.value


def _owners(marks: Marks) -> Iterator[str]:
    """Countries that own a weapon or a launch by name: "North Korean missile", "Iran's test"."""
    for land in marks.places:
        owned = _OWN_WEAPON.match(marks.text, land.end) if land.kind in ("country", "adjective") else None
        if owned and (land.kind == "adjective" or "s" in owned[0][:2] or marks.text[land.start : land.end].isupper()):
            yield land.value


def _spoken_of(told: Sequence[Telling], marks: Marks) -> list[str]:
    """The countries named where a launch is told of beside a day or hour, but for those that only report."""
    parts = [p for p in (marks.sentences[n] for n in sorted({t.sentence for t in told})) if not p.heading]
    timed = [
        p for p in parts if bool(within(marks.clocks, p.start, p.end)) or bool(within(marks.dates, p.start, p.end))
    ]
    lands = [
        p for part in timed for p in within(marks.places, part.start, part.end) if p.kind in ("country", "adjective")
    ]
    reporting = {a.start for a in marks.hits["report_verb"]}
    return [p.value for p in lands if not any(p.end < v <= p.end + SAYS_REACH for v in reporting)]


def _by_site(marks: Marks, gazetteer: Gazetteer | None) -> list[str]:
    """The countries in which the places of launch lie, when no country is named."""
    sites = [p.value for p in marks.places if p.kind == "site"] if gazetteer else []
    found = (
        [gazetteer.find(name, kinds=("site", "airport", "county", "province")) for name in sites] if gazetteer else []
    )
    return [places[0].country for places in found if places and places[0].country in marks.lexicon.countries]


def subjects(marks: Marks, part: Sentence, place: int) -> list[str]:
    """The countries of a sentence that may be those that launch, nearest to a place first: none that only report."""
    lands = [
        p
        for p in within(marks.places, part.start, part.end)
        if p.kind in ("country", "adjective")
        and not dateline(marks.text, part, p)
        and not aside(marks.text, p.start, p.end, part.end)
        and not marks.has("report_verb", p.end, p.end + SAYS_REACH)
        and (_OWN_WEAPON.match(marks.text, p.end) or not _is_owner(marks.text, p))
    ]
    return [p.value for p in sorted(lands, key=lambda p: abs(p.start - place))]


def _is_owner(text: str, land: PlaceMark) -> bool:
    """Whether a country only owns what follows: "Japan's zone", "Japanese waters"."""
    return land.kind == "adjective" or text[land.end : land.end + 1] in ("'", "’")
