"""Who is named in a text of a topic-first language: countries, offices, people, and words that refer back to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from trackside.read.topic.words import TopicWords, Word
from trackside.record import Source

# How far back "a spokesman" finds the office he speaks for, and how many letters make a family name.
OFFICE_NEAR, FAMILY = 250, 2
# Among how many of the actors named last home is looked for.
LOOK_BACK = 400
# How far before somebody unnamed it may be told whose he is.
OF_WHOM = 32
MEDIA = ("agency", "media")


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


def actors(text: str, words: TopicWords, found: Sequence[Word], home: str) -> list[Actor]:
    """Everybody named: countries, offices, people with or without titles, and people without a name."""
    marks: list[Actor] = []
    for word in found:
        if word.group == "actor":
            marks.append(_actor(word, home))
        elif word.group == "title":
            marks.append(_titled(text, words, word, marks))
        elif word.group in ("anonymous", "spokesman", "same"):
            kind = "group" if word.group == "anonymous" else f"{word.group} {word.value}"
            of = words.patterns["of_whom"].search(text, max(0, word.start - OF_WHOM), word.start)
            start = of.start("who") if of and word.group == "anonymous" else word.start
            end = word.end - (word.group == "same" and text[word.end - 1] in words.particles)
            marks.append(Actor(start, end, text[start:end], "", kind))
    known: list[Actor] = []
    for mark in _joined(text, words, sorted(marks, key=lambda a: (a.start, -a.end))):
        known.append(_with_role(text, words, _meant(text, words, mark, known)))
    return known


def _meant(text: str, words: TopicWords, actor: Actor, known: Sequence[Actor]) -> Actor:
    """Who is meant by "同通信", "그는", "報道官", a family name, or an office of any country."""
    if actor.kind.startswith("spokesman"):
        last = next((a for a in reversed(known) if a.kind == "office" and a.category not in MEDIA), None)
        near = last if last and actor.start - last.end < OFFICE_NEAR else None
        return replace(near, start=actor.start, end=actor.end) if near else replace(actor, kind="group")
    if actor.kind.startswith("same"):
        last = next((a for a in reversed(known) if _is_of(a, actor.kind.split()[1])), None)
        return replace(last, start=actor.start, end=actor.end) if last else replace(actor, kind="group")
    if actor.kind == "person" and actor.name == text[actor.start : actor.end]:
        family = actor.name[: min(FAMILY, len(actor.name) - 1)]  # "岸氏" is a name of one letter
        full = next((a for a in reversed(known) if a.kind == "person" and text.startswith(family, a.start)), None)
        return replace(full, start=actor.start, end=actor.end) if full else actor
    if "%s" in actor.name:
        land = actor.country or _told_of(text, words, actor, known) or words.home
        return replace(actor, name=words.office_of(actor.name, land), country=land)
    return actor


def _is_of(actor: Actor, kind: str) -> bool:
    return actor.category in MEDIA if kind == "media" else actor.kind == kind and actor.category not in MEDIA


def _told_of(text: str, words: TopicWords, actor: Actor, known: Sequence[Actor]) -> str:
    """Whose "the ministry" is: of the country whose own was told of, else of whoever the text is about abroad."""
    word = text[actor.start : actor.end]
    own = next((a for a in reversed(known) if a.kind == "office" and a.country and word in text[a.start : a.end]), None)
    if own and ("\n" not in text[own.end : actor.start] or not _at_home(words, known)):
        return own.country
    if actor.category == "abroad":
        return next((a.country for a in reversed(known) if a.country not in ("", words.home)), "")
    return _abroad(words, known)


def _at_home(words: TopicWords, known: Sequence[Actor]) -> bool:
    """Whether a text has told of home or of its neighbours' launches, and so says "the ministry" of home's."""
    return any(a.country == words.home or a.country in words.beside for a in known[-LOOK_BACK:])


def _abroad(words: TopicWords, known: Sequence[Actor]) -> str:
    """The country that a text is about which has told of others only: the first one named."""
    return "" if _at_home(words, known) else next((a.country for a in known if a.country), "")


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
        land = next((a.country for a in reversed(before[-1:]) if name.start("name") - a.end <= 2), "")
        land = land or _of_title(words, country, before)
        return Actor(name.start("name"), word.end, text[name.start("name") : word.end], land, "person", category)
    held = before[-1] if before and before[-1].kind == "office" and 0 <= word.start - before[-1].end <= 2 else None
    name = words.patterns["name"].search(text, max(0, held.start - 20), held.start) if held else None
    if held and name and not any(a.end > name.start("name") for a in before[-2:-1]):
        start = name.start("name")
        return Actor(start, word.end, text[start : word.end], held.country, "person", category)
    last = next((a for a in reversed(before) if a.kind == "person" and a.category == category), None)
    if not fallback and words.patterns["of"].search(text, max(0, word.start - 2), word.start):
        return Actor(word.start, word.end, text[word.start : word.end], "", "group")
    if last and not (before and before[-1].end >= word.start - 1 and before[-1].country not in ("", last.country)):
        return replace(last, start=word.start, end=word.end)
    land = _of_title(words, country, before)
    office = words.office_of(fallback, land) if land else fallback
    return Actor(word.start, word.end, office or text[word.start : word.end], land, "office", category)


def _of_title(words: TopicWords, country: str, before: Sequence[Actor]) -> str:
    """Whose minister a title without a country means: that of whom it mostly is, unless the text is of others only."""
    return (
        country
        if not country or any(a.country == country for a in before[-LOOK_BACK:])
        else _abroad(words, before) or country
    )


def _joined(text: str, words: TopicWords, marks: Sequence[Actor]) -> list[Actor]:
    """A country and what stands right behind it are one: "미 백악관", "韓国軍の合同参謀本部"."""
    kept: list[Actor] = []
    for mark in marks:
        last = kept[-1] if kept else None
        if last and mark.start < last.end:
            if mark.end > last.end:
                kept[-1] = replace(mark, start=last.start)
            continue
        speaks = mark.kind.startswith("spokesman") and last is not None and last.kind in ("country", "office")
        if last and speaks and words.patterns["actor_gap"].fullmatch(text, last.end, mark.start):
            kept[-1] = replace(last, end=mark.end)
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
    name = words.office_of(second.name, first.country) if "%s" in second.name else second.name
    return replace(second, start=first.start, name=name, country=second.country or first.country)


def _with_role(text: str, words: TopicWords, actor: Actor) -> Actor:
    """An actor with the part it plays, told by what follows it."""
    titled = words.patterns["person_title"].match(text, actor.end) if actor.kind == "person" else None
    if titled:
        actor = replace(actor, end=titled.end())
    tail = words.patterns["attached"].match(text, actor.end)
    at = tail.end() if tail else actor.end
    if text[actor.start - 1 : actor.start] == "(" and words.patterns["role_bracket"].match(text, at):
        return replace(actor, role="bracket")
    for role in ("closing", "according", "account", "speech", "topic", "subject"):
        played = words.patterns[f"role_{role}"].match(text, at)
        if played:
            return replace(actor, role=role, end=played.end() if role in ("topic", "subject") else at)
    return actor
