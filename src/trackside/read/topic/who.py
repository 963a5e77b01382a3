"""Who vouches for the words at any place of a text of a topic-first language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import final

from trackside.read.marks import within
from trackside.read.placed import Row
from trackside.read.sentence import Sentence
from trackside.read.topic.named import MEDIA, Actor, actors
from trackside.read.topic.words import TopicWords, Word
from trackside.read.when import DateMark
from trackside.record import NARRATOR, Source

# How far back a title finds the person it was told of, and how long what stands between a subject and its verb may be.
NEAR, HEAD = 16, 420
# How far from its head the date of a sentence stands that tells of another day, and how long a conjunction may be.
HEAD_DATE, CLAUSE = 12, 16
LONGEST_TITLE = 40
_START = attrgetter("start")
# How far behind the hour of an entry stands who speaks in it.
ENTRY_GAP = 6
_OPENED = re.compile(r"[^()。]{0,12}\(")


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """Words ``text[start:end]`` that somebody vouches for; `aside` if only for a value and nothing that follows."""

    start: int
    end: int
    source: Source
    aside: bool = False


@final
@dataclass(frozen=True, slots=True)
class Speakers:
    """Who vouches for what: scopes in order, and who issued the document; `of_state` where that is a state agency."""

    scopes: tuple[Scope, ...]
    actors: tuple[Actor, ...]
    issuer: Source
    of_state: bool = False

    def at(self, place: int) -> Source:
        """Who vouches for the words at an offset."""
        low = bisect_right(self.scopes, place, key=_START)
        around = [s for s in self.scopes[max(0, low - 8) : low] if place < s.end]
        return min(around, key=lambda s: s.end - s.start).source if around else self.issuer

    def within(self, start: int, end: int) -> Sequence[Actor]:
        """The actors that begin between two offsets."""
        return within(self.actors, start, end)


def speakers(
    text: str, words: TopicWords, found: Sequence[Word], parts: Sequence[Sentence], when: Sequence[DateMark]
) -> Speakers:
    """Works out who vouches for every part of a document."""
    named = actors(text, words, found, words.home)
    issuer = _issuer(text, words, named)
    reports, launches, stances, detects = (
        [w for w in found if w.group == g] for g in ("report", "launch", "stance", "detect")
    )
    bare = Speakers((), Row(named), issuer)
    scopes, bare_parts = list[Scope](), list[Sentence]()
    carried, last, paragraph, head, opened = issuer, issuer, -1, issuer, False
    for part in parts:
        if part.heading:
            head = _entry(text, words, part, bare) or issuer
        opened = opened and part.paragraph == paragraph
        if part.paragraph != paragraph:
            carried = carried if _goes_on(text, words, part, bare) and head == issuer else head
        paragraph = part.paragraph
        if carried == issuer and last != issuer and head == issuer and _hearsay(text, words, part, bare):
            carried = last
        here = _scopes(
            text,
            words,
            part,
            bare.within(part.start, part.end),
            within(reports, part.start, part.end),
            within(launches, part.start, part.end),
            seen=bool(within(detects, part.start, part.end)),
        )
        before = carried
        anew = words.patterns["narrating"].search(text, part.start, part.end)
        dated = within(when, part.start, part.start + HEAD_DATE) and not opened  # "首相が会見。28日午後、..." goes on
        if not here and (anew or dated):
            carried = head
        whole = next((s.source for s in reversed(here) if not s.aside), None)
        # Who only takes a stance is not whose words go on in the next sentence.
        only_stance = within(stances, part.start, part.end) and not within(reports, part.start, part.end)
        carried, last = (head if only_stance and whole else whole or carried), whole or last
        first = min((s.start for s in here if not s.aside), default=part.end)
        # What is said before somebody else speaks is the narrator's, unless it ends with a verb of saying itself.
        behind = whole and first > part.start
        said = within(reports, part.start, first) if behind else ()
        scopes += [Scope(part.start, part.end, before if said else head if behind else carried), *here]
        bare_parts = [p for p in bare_parts if p.paragraph == part.paragraph]
        if whole and words.patterns["posterior"].match(text, part.start, part.end):
            scopes += [Scope(p.start, p.end - 1, whole) for p in bare_parts]
        opened = bool(whole and words.patterns["announces"].match(text, part.start, part.end))
        bare_parts = [] if here or carried != issuer else [*bare_parts, part]
    of_state = any(a.source == issuer and a.category == "agency" for a in named)
    return Speakers(tuple(sorted(scopes, key=lambda s: (s.start, -s.end))), Row(named), issuer, of_state)


def _entry(text: str, words: TopicWords, part: Sentence, who: Speakers) -> Source | None:
    """Who speaks under the head of an entry in a live report: "12:25 防衛省が公表" names one, behind an hour."""
    opens = words.patterns["entry_head"].match(text, part.start, part.end)
    named = [a for a in who.within(opens.end(), part.end) if a.role != "bracket"] if opens else []
    first = named[0] if named else None
    able = first is not None and first.kind != "country" and first.start - (opens.end() if opens else 0) <= ENTRY_GAP
    return first.source if first and able else None


def _hearsay(text: str, words: TopicWords, part: Sentence, who: Speakers) -> bool:
    """Whether a sentence without a speaker is said to be somebody's words: the last speaker's, then."""
    told = words.patterns["hearsay"].search(text, part.start, part.end)
    return bool(told) and not any(a.role != "other" for a in who.within(part.start, part.end))


def _goes_on(text: str, words: TopicWords, part: Sentence, who: Speakers) -> bool:
    """Whether a paragraph only goes on with the figures of the one before, as broadcasts do."""
    begins = words.patterns["goes_on"].match(text, part.start, part.end)
    figures = any(c.isdigit() for c in text[part.start : part.end])
    return (
        bool(begins) and figures and not any(a.role in ("topic", "according") for a in who.within(part.start, part.end))
    )


def _scopes(
    text: str,
    words: TopicWords,
    part: Sentence,
    named: Sequence[Actor],
    verbs: Sequence[Word],
    launches: Sequence[Word],
    *,
    seen: bool = False,
) -> list[Scope]:
    """The scopes of one sentence, in order of place; each reaches up to its reporting verb."""
    scopes = [s for a in named for s in _fronts(text, words, part, a)]
    begin = part.start
    for verb in verbs:
        subject = _subject(text, words, begin, [a for a in named if begin <= a.start and a.end <= verb.start], verb)
        inside = any(s.start <= subject.start < s.end for s in scopes[-1:]) if subject else True
        if subject is None or (inside and _clause_start(text, words, begin, subject) != subject.start):
            if scopes and subject is None and not scopes[-1].aside:
                scopes[-1] = replace(scopes[-1], end=max(scopes[-1].end, verb.end))
            continue
        posed = bool(words.patterns["near"].fullmatch(text, subject.end, verb.start))
        start = begin if posed else _clause_start(text, words, begin, subject)
        scopes.append(Scope(start, verb.end, subject.source))
        begin = verb.end
    if not launches:
        scopes += _valued(text, words, part, named)
    scopes += _topics(text, words, part, named, scopes, launches, fires=bool(launches) and not verbs and not seen)
    scopes.sort(key=lambda s: (s.end, s.start))
    whole = [n for n, s in enumerate(scopes) if not s.aside]
    if whole and not words.patterns["breaks_off"].match(text, scopes[whole[-1]].end):
        scopes[whole[-1]] = replace(scopes[whole[-1]], end=part.end)
    return scopes


def _fronts(text: str, words: TopicWords, part: Sentence, actor: Actor) -> Iterator[Scope]:
    """What somebody vouches for by words other than a verb: "...によると", "합참 발표로는", "...の見方だ", "(합참)"."""
    if actor.role in ("according", "speech", "account"):
        start = _clause_start(text, words, part.start, actor) if actor.role == "according" else actor.start
        if actor.role == "account" and words.patterns["said_of"].search(text, part.start, actor.start):
            start = part.start  # "... との韓国軍の発表"
        yield Scope(start, _account_end(text, actor, part), actor.source)
    elif actor.role == "closing":
        yield Scope(_clause_start(text, words, part.start, actor), part.end, actor.source)
    elif actor.role == "bracket":
        before = max(text.rfind(c, part.start, actor.start - 1) for c in ",、\t\n.。/") + 1
        yield Scope(max(before, part.start), actor.end + 1, actor.source, aside=True)


def _valued(text: str, words: TopicWords, part: Sentence, named: Sequence[Actor]) -> Iterator[Scope]:
    """Whoever stands right before a value gives it: "日本が7時22分、韓国は7時23分"."""
    for at, actor in enumerate(named):
        if words.patterns["role_value"].match(text, actor.end) or (
            actor.role in ("topic", "subject") and words.patterns["role_value"].match(text, actor.end - 1)
        ):
            end = named[at + 1].start if at + 1 < len(named) else part.end
            yield Scope(actor.start, end, actor.source, aside=True)


def _topics(
    text: str,
    words: TopicWords,
    part: Sentence,
    named: Sequence[Actor],
    scopes: Sequence[Scope],
    launches: Sequence[Word],
    *,
    fires: bool = False,
) -> Iterator[Scope]:
    """An office or a person that a sentence is about speaks in it, whatever its verb; forces that fire do not."""
    launching = any(part.start <= w.start < part.end for w in launches)
    able = [
        a
        for a in named
        if a.role == "topic" and (a.kind != "country" or not launching) and not (a.kind == "office" and fires)
    ]
    for at, actor in enumerate(able):
        if not any(s.start <= actor.start < s.end and not s.aside for s in scopes):
            end = able[at + 1].start if at + 1 < len(able) else part.end
            later = [s.start for s in scopes if s.start > actor.start]
            yield Scope(_clause_start(text, words, part.start, actor), min([end, *later]), actor.source)


def _clause_start(text: str, words: TopicWords, begin: int, actor: Actor) -> int:
    """Where the clause of a speaker begins: at him where a clause of its own ends right before him."""
    ended = words.patterns["clause_end"].search(text, max(begin, actor.start - CLAUSE), actor.start)
    return actor.start if ended else begin


def _account_end(text: str, actor: Actor, part: Sentence) -> int:
    """Where the words end that an account vouches for: its bracket, if it opens one, else the sentence."""
    opened = _OPENED.match(text, actor.end)
    closed = text.find(")", opened.end(), part.end) if opened and actor.role == "account" else -1
    return closed + 1 if closed > 0 else part.end


def _subject(text: str, words: TopicWords, begin: int, before: Sequence[Actor], verb: Word) -> Actor | None:
    """Who says it: the one right before the verb, else the topic of the clause, else an office or person as subject."""
    able = [a for a in before if a.role in ("topic", "subject")]
    if able and words.patterns["near"].fullmatch(text, able[-1].end, verb.start) and verb.start - able[-1].end < NEAR:
        return able[-1]
    topics = [a for a in able if a.role == "topic"]
    offices = [a for a in topics if a.kind != "country"] or topics
    if offices:
        opens = [a for a in offices if _clause_start(text, words, begin, a) == a.start]
        return opens[-1] if opens else offices[0]
    return next((a for a in able if a.kind != "country"), None)


def _issuer(text: str, words: TopicWords, named: Sequence[Actor]) -> Source:
    """Who issues the document: an office alone on a line of its head, or an agency that closes its dateline."""
    p = words.patterns
    for actor in named:
        if actor.start > HEAD:
            break
        start, end = text.rfind("\n", 0, actor.start) + 1, text.find("\n", actor.end)
        line = text[start : actor.start] + text[actor.end : end if end >= 0 else len(text)]
        if actor.kind == "office" and not words.patterns["letterhead"].sub("", line).strip():
            return actor.source
        heads = actor.kind != "country" and actor.category not in MEDIA and len(line) < LONGEST_TITLE
        if heads and actor.role == "other" and p["headline"].search(line) and p["first_person"].search(text):
            return actor.source
        if actor.category == "agency" and words.patterns["dateline"].search(text, start, actor.start):
            return actor.source
    return _spaced(text, words)


def _spaced(text: str, words: TopicWords) -> Source:
    """An office that fills a line with spaces between its letters: "防　衛　省"."""
    for line in text[:HEAD].split("\n"):
        bare = line.replace(" ", "")
        for group, value in words.phrases.get(bare, ()) if " " in line.strip() else ():
            if group == "actor" and value.startswith("office"):
                _, country, name, _ = value.split("|")
                return Source(name, country)
    return NARRATOR
