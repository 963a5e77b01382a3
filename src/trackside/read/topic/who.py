"""Who is named in a text of a topic-first language, and who vouches for the words at any place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.read.sentence import Sentence
from trackside.read.topic.words import TopicWords, Word
from trackside.record import NARRATOR, Source

# How far back a title finds the person it was told of, and how long what stands between a subject and its verb may be.
NEAR, HEAD = 16, 420


@final
@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at ``text[start:end]``; `role` is topic, subject, according, account, speech or other."""

    start: int
    end: int
    name: str
    country: str
    kind: str
    category: str = ""
    role: str = "other"

    @property
    def source(self) -> Source:
        """The actor as who vouches for a statement."""
        return Source(self.name, self.country)


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """Words ``text[start:end]`` that somebody vouches for."""

    start: int
    end: int
    source: Source


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
        low = bisect_right(self.scopes, place, key=lambda s: s.start)
        around = [s for s in self.scopes[max(0, low - 8) : low] if place < s.end]
        return min(around, key=lambda s: s.end - s.start).source if around else self.issuer

    def within(self, start: int, end: int) -> Sequence[Actor]:
        """The actors that begin between two offsets."""
        low = bisect_left(self.actors, start, key=lambda a: a.start)
        return self.actors[low : bisect_left(self.actors, end, lo=low, key=lambda a: a.start)]


def actors(text: str, words: TopicWords, found: Sequence[Word], home: str) -> list[Actor]:
    """Everybody named: countries, offices, people with or without titles, and people without a name."""
    marks: list[Actor] = []
    for word in found:
        if word.group == "actor":
            marks.append(_actor(word, home))
        elif word.group == "title":
            marks.append(_titled(text, words, word, marks))
        elif word.group == "anonymous":
            marks.append(Actor(word.start, word.end, text[word.start : word.end], "", "group"))
    return [_with_role(text, words, a) for a in _joined(text, words, sorted(marks, key=lambda a: (a.start, -a.end)))]


def _actor(word: Word, home: str) -> Actor:
    kind, country, name, category = word.value.split("|")
    country = home if country == "home" else country
    return Actor(word.start, word.end, name, country, kind, category)


def _titled(text: str, words: TopicWords, word: Word, before: Sequence[Actor]) -> Actor:
    """A person under a title: named right before it, or the last one told of under it, or the office itself."""
    category, country, fallback = word.value.split("|")
    for near in reversed(before[-2:]):
        if near.kind == "person" and words.patterns["title_gap"].fullmatch(text, near.end, word.start):
            return replace(near, end=word.end, category=category)
    name = words.patterns["name"].search(text, max(0, word.start - 20), word.start)
    if name and not any(a.end > name.start("name") for a in before[-2:]):
        land = next((a.country for a in reversed(before[-1:]) if name.start("name") - a.end <= 2), country)
        return Actor(name.start("name"), word.end, text[name.start("name") : word.end], land, "person", category)
    last = next((a for a in reversed(before) if a.kind == "person" and a.category == category), None)
    if last and not (before and before[-1].end >= word.start - 1 and before[-1].country not in ("", last.country)):
        return replace(last, start=word.start, end=word.end)
    return Actor(word.start, word.end, fallback or text[word.start : word.end], country, "office", category)


def _joined(text: str, words: TopicWords, marks: Sequence[Actor]) -> list[Actor]:
    """A country and what stands right behind it are one: "미 백악관", "韓国軍の合同参謀本部"."""
    kept: list[Actor] = []
    for mark in marks:
        last = kept[-1] if kept else None
        if last and mark.start < last.end:
            if mark.end > last.end:
                kept[-1] = replace(mark, start=last.start)
            continue
        beside = last and words.patterns["actor_gap"].fullmatch(text, last.end, mark.start)
        if last and beside and (last.kind in ("country", "office") or mark.kind == "group"):
            kept[-1] = _together(text, words, last, mark)
        else:
            kept.append(mark)
    return kept


def _together(text: str, words: TopicWords, first: Actor, second: Actor) -> Actor:
    if second.kind == "group":
        return replace(second, start=first.start, name=text[first.start : second.end], country=first.country)
    home = second.category == "any" and first.country in words.countries
    name = second.name.replace("%s", words.countries[first.country].name) if home else second.name
    return replace(second, start=first.start, name=name, country=second.country or first.country)


def _with_role(text: str, words: TopicWords, actor: Actor) -> Actor:
    """An actor with the part it plays, told by what follows it; an office that many countries have becomes home's."""
    if "%s" in actor.name:
        land = actor.country or words.home
        country = words.countries[land]
        actor = replace(actor, name=actor.name.replace("%s", country.name), country=land)
    tail = words.patterns["attached"].match(text, actor.end)
    at = tail.end() if tail else actor.end
    for role in ("according", "account", "speech", "topic", "subject"):
        played = words.patterns[f"role_{role}"].match(text, at)
        if played:
            return replace(actor, role=role, end=played.end() if role in ("topic", "subject") else at)
    return actor


def speakers(text: str, words: TopicWords, found: Sequence[Word], parts: Sequence[Sentence], home: str) -> Speakers:
    """Works out who vouches for every part of a document."""
    named = actors(text, words, found, home)
    issuer = _issuer(text, words, named)
    reports = [w for w in found if w.group == "report"]
    bare = Speakers((), tuple(named), issuer)
    scopes: list[Scope] = []
    carried, paragraph = issuer, -1
    for part in parts:
        if part.paragraph != paragraph:
            carried = carried if _goes_on(text, words, part, bare) else issuer
        paragraph = part.paragraph
        low = bisect_left(reports, part.start, key=lambda w: w.start)
        verbs = reports[low : bisect_left(reports, part.end, lo=low, key=lambda w: w.start)]
        here = _scopes(text, words, part, bare.within(part.start, part.end), verbs)
        if words.patterns["narrating"].search(text, part.start, part.end) and not here:
            carried = issuer
        if here:
            carried = here[-1].source
        scopes += [Scope(part.start, part.end, here[-1].source if here else carried), *here]
    of_state = any(a.source == issuer and a.category == "agency" for a in named)
    return Speakers(tuple(sorted(scopes, key=lambda s: (s.start, -s.end))), tuple(named), issuer, of_state)


def _goes_on(text: str, words: TopicWords, part: Sentence, who: Speakers) -> bool:
    """Whether a paragraph only goes on with the figures of the one before, as broadcasts do."""
    begins = words.patterns["goes_on"].match(text, part.start, part.end)
    return bool(begins) and not any(a.role in ("topic", "according") for a in who.within(part.start, part.end))


def _scopes(text: str, words: TopicWords, part: Sentence, named: Sequence[Actor], verbs: Sequence[Word]) -> list[Scope]:
    """The scopes of one sentence, in order of place; each reaches up to its reporting verb."""
    begin = part.start
    fronts = [a for a in named if a.role in ("according", "speech", "account")]
    scopes = [Scope(a.start, _account_end(text, a, part), a.source) for a in fronts]
    for verb in verbs:
        subject = _subject(text, words, [a for a in named if begin <= a.start and a.end <= verb.start], verb)
        if subject is None or any(s.start <= subject.start < s.end for s in scopes[-1:]):
            if scopes and subject is None:
                scopes[-1] = replace(scopes[-1], end=max(scopes[-1].end, verb.end))
            continue
        scopes.append(Scope(begin, verb.end, subject.source))
        begin = verb.end
    scopes.sort(key=lambda s: s.end)
    if scopes:
        scopes[-1] = replace(scopes[-1], end=part.end)
    return scopes


def _account_end(text: str, actor: Actor, part: Sentence) -> int:
    """Where the words end that an account vouches for: its bracket, if it opens one, else the sentence."""
    opened = re.compile(r"[^()。]{0,12}\(").match(text, actor.end)
    closed = text.find(")", opened.end(), part.end) if opened and actor.role == "account" else -1
    return closed + 1 if closed > 0 else part.end


def _subject(text: str, words: TopicWords, before: Sequence[Actor], verb: Word) -> Actor | None:
    """Who says it: the one right before the verb, else the topic, else an office or person that is subject."""
    able = [a for a in before if a.role in ("topic", "subject")]
    if able and words.patterns["near"].fullmatch(text, able[-1].end, verb.start) and verb.start - able[-1].end < NEAR:
        return able[-1]
    topics = [a for a in able if a.role == "topic"]
    offices = [a for a in topics if a.kind != "country"] or topics
    if offices:
        return offices[0]
    return next((a for a in able if a.kind != "country"), None)


def _issuer(text: str, words: TopicWords, named: Sequence[Actor]) -> Source:
    """Who issues the document: an office alone on a line of its head, or an agency that closes its dateline."""
    for actor in named:
        if actor.start > HEAD:
            break
        start, end = text.rfind("\n", 0, actor.start) + 1, text.find("\n", actor.end)
        line = text[start : actor.start] + text[actor.end : end if end >= 0 else len(text)]
        if actor.kind == "office" and not words.patterns["letterhead"].sub("", line).strip():
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
