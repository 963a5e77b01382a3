"""Sources named without a verb: before a colon, behind a dash, in brackets, as the owner of figures."""

from __future__ import annotations

import re

from trackside.read.actor import ActorMark
from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence

# How far before a name the clock time may stand that is told by it, and how far after "has" a number may begin.
CLOCK_REACH, NUMBER_REACH = 44, 14
# A label before a colon ("Country: North Korea") has at most so many words.
LABEL_WORDS = 4
_OWN_NUMBER = re.compile(r"[’']s\s+(?P<is>(?:is|are|was|were)\s+)|(?:[’']s?)?\s+(?:\w+\s+){1,3}?of\s+")
_NEXT = re.compile(
    r"[\s\"“]*(?:(?:only|just|some|about|around|a|an|the|it|them|at|that|for|to|no|for\s+its\s+part)[\s\"“]+){0,2}"
)
_BY = re.compile(r"\b(?:by|in|on|from|to|with|and)\s+(?:the\s+)?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:.—–]|-|\b(?:and|but|while|whereas|as))[\s\"“”]*(?:the\s+)?$", re.IGNORECASE)
_OWNS = re.compile(r"(?:[’']s?)?\s+(?:(?!is\b|was\b|has\b|said\b)[\w-]+\s+){0,2}")
_FOR_THEM = re.compile(r"\b(?:to|for)\s+(?:the\s+)?$", re.IGNORECASE)
_IT_WAS = re.compile(
    r"(?:,\s+(?:which|who|whose)\b[^.;:,]{2,110},|,)?\s+(?:it|they|both|this|that|(?:these|those|the)(?:\s+\w+)?)\s+"
    r"(?:was|were|is|are|had|flew|went|reached|covered|climbed|rose|travell?ed|fell|landed|came)\b"
)
_FOR_WHICH = re.compile(
    r",?\s+(?:(?:for|to)\s+(?:which|whom)\s+(?:it|they|this|that|these|those)\s+(?:was|were|is|are|had)"
    r"|(?:in|by)\s+whose\s+(?:own\s+)?(?:view|eyes|judge?ment|opinion|reckoning|estimate|account|figures))\b"
)
_GAPPED = re.compile(r"(?:,\s+(?:(?:at|with|for\s+its\s+part,)\s+)?|\s+at\s+)")
_COLON = re.compile(r"(?:[’']s?)?(?:,[^,:.;]{2,60}(?:,\s+\w+)?)?(?:\s+[\w’']+){0,6}\s*:(?!\d)")
# A name after these is part of a label or a clause, not who speaks: "Letter to Moscow: sent".
_GOVERNED = re.compile(
    r"\b(?:of|to|from|at|by|with|for|against|on|over|near|into|toward|towards|than|via|between|about|like)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?:--|—|–|\s-|:)\s*(?:the\s+)?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:source:\s*)?(?:the\s+)?$", re.IGNORECASE)
_BRACKET_GOES_ON = re.compile(r"(?:[’']s?\s+\w+)?(?:,[^)\]]*)?[)\]](?!\s*(?:--|—|–))")


def unspoken(marks: Marks, part: Sentence, actor: ActorMark) -> str:
    """Sources without a verb: "Japan: ...", "Seoul's figures: ...", "-- JCS.", "by the Chinese account", "(JCS)"."""
    if actor.kind == "pronoun":
        return ""
    text = marks.text
    lead, after = text[part.start : actor.start], text[actor.end : part.end]
    account = _account(marks, actor)
    if account and _BY.search(lead):
        return "measured"
    if (account and _OPENS.search(lead)) or _leads(marks, part, actor, lead, after):
        return "front"
    return _closing(lead, after, actor) or _bracketed(lead, after, actor) or _clocked(marks, part, actor)


def _leads(marks: Marks, part: Sentence, actor: ActorMark, lead: str, after: str) -> bool:
    """Whether a name leads in what is its own: "Tokyo, at 750 km", "to the JCS it was", "Japan: ..."."""
    gapped = _GAPPED.match(marks.text, actor.end, part.end) if _OPENS.search(lead) else None
    if gapped and numbered(marks, gapped.end()):
        return True
    if (_FOR_THEM.search(lead) and _IT_WAS.match(after)) or _FOR_WHICH.match(after):
        return True
    return actor.kind != "unplaced" and bool(_COLON.match(after)) and not _GOVERNED.search(lead)


def _account(marks: Marks, actor: ActorMark) -> bool:
    """Whether a name's owner owns words or figures: "the ministry's reckoning", "the South's figures"."""
    if actor.kind == "office" and any(h.end == actor.end for h in marks.words("account_noun", actor.start, actor.end)):
        return True
    own = _OWNS.match(marks.text, actor.end)
    return bool(own) and marks.has("account_noun", actor.end, own.end() + 1 if own else 0)


def _closing(lead: str, after: str, actor: ActorMark) -> str:
    """A name after a dash or a colon at the very end: "...; it headed eastward: Joint Chiefs."."""
    ends = not after.strip(' .\n"”;)!')
    if not ends or not _DASHED.search(lead):
        return ""
    return "closing" if actor.kind != "country" or len(lead.split()) > LABEL_WORDS else ""


def _bracketed(lead: str, after: str, actor: ActorMark) -> str:
    """A name in brackets behind what it vouches for: "120 km at the top (JCS)"; no short form of a name before it."""
    if not _IN_BRACKETS.search(lead) or not _BRACKET_GOES_ON.match(after):
        return ""
    named_before = re.search(r"(?:[A-Z][\w.’'&-]{0,60}|\b(?:of|and))\s{0,12}\(\s{0,12}(?:the\s{1,12})?$", lead)
    measured = re.search(r"(?<![\d.,])\d[\d.,]{0,30}\s{0,12}[\w-]{1,60}\s{0,12}\(\s{0,12}$", lead)
    return "tail" if measured or (actor.kind != "country" and not named_before) else ""


def _clocked(marks: Marks, part: Sentence, actor: ActorMark) -> str:
    """ "at 7:10 by Seoul's clock, 7:11 by Tokyo's": a clock time vouched for by a country."""
    clocks = within(marks.clocks, max(part.start, actor.start - CLOCK_REACH), actor.end)
    near = clocks and re.search(r"\bby\s+(?:the\s+)?$", marks.text[part.start : actor.start])
    return "clock" if near and actor.kind in ("country", "office") else ""


def owned_number(marks: Marks, part: Sentence, actor: ActorMark) -> bool:
    """Whether a name's own number follows: "Pyongyang's claim of 700 km", "Japan's is 650 km"."""
    own = _OWN_NUMBER.match(marks.text, actor.end, part.end)
    if own is None or not numbered(marks, own.end()):
        return False
    return bool(own["is"]) or marks.has("account_noun", actor.end, own.end())


def numbered(marks: Marks, place: int) -> bool:
    """Whether a measured number or a clock time comes next."""
    starts = [q.start for q in within(marks.quantities, place - 1, place + NUMBER_REACH)]
    starts += [c.start for c in within(marks.clocks, place - 1, place + NUMBER_REACH)]
    return any(_NEXT.fullmatch(marks.text, place, max(place, start)) for start in starts)
