"""Which of a text's dates say when something was launched, not when it was said, printed or last done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trackside.read.flying import ENOUGH, armed, flies, labelled, spoken_of, weight
from trackside.read.marks import Marks, within
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling
from trackside.read.when import DateMark

# A date this close behind or before a reporting verb is when it was said.
SAID_REACH = 28
# How far behind a date its flight is told of in words that take it up.
TAKEN_UP_REACH = 160
# How far from a launch verb its date may stand in one sentence.
DATE_REACH = 260
# How far from a date the noun for its launch may stand.
NOUN_REACH = 90
# An office right before a date did something of its own on it: "KCNA on Sunday unveiled".
OFFICE_REACH = 60
# How far behind a date what it is of may stand: "the June 12 summit", "Friday's statement".
NOTE_REACH = 18
# How far behind a date the launch may stand that it names, and behind "left" the place of launch that was left.
NOUN_BEHIND, SITE_BEHIND = 30, 12
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:[A-Z][\w.]*\s+){0,3}$")
_ON = re.compile(r"\s+(?:\w+\s+)?on\s+|\s+(?:late|early)\s+(?:on\s+)?|,\s+on\s+|\s+")
# How far behind a date its verb of speaking may stand, and what may stand between: the speaker, in few plain words.
SPOKEN_REACH = 44
_SPEAKER = (
    r"\s+(?:(?!(?:and|as|but|that|which|by|from|with|in|at|what|when|where|after|before)\s)[\w’'][\w’'.-]*\s+){0,5}"
)
_SPEAKER_ONLY, _OPENED = re.compile(_SPEAKER), re.compile(",?" + _SPEAKER)
_OPENING = re.compile(r"[\W]*(?:\w+\s+){0,2}")
# "a contrast to June 2, when nothing was heard"
# "since the Sejil of May 2009, which went far"
_WHICH = re.compile(r",\s+which\s+\w+")
_WHEN = re.compile(r",\s+when\s+(?!asked\b)")
_THEN_THAT = re.compile(
    r"(?:,|\.)\s+(?:(?:on|in|at|during)\s+)?(?:that|this)\s+"
    r"(?:one|flight|launch|test|missile|shot|time|occasion|day|firing)\b",
    re.IGNORECASE,
)
# "The other, on April 16, ..."; "In the second, on September 15, 2013, it ...": shots told by their order.
_BY_ORDER = re.compile(
    r"\b(?:the|that)\s+(?:first|second|third|fourth|fifth|other|next|last|previous|latest)(?:\s+(?!since)\w+)?,\s+(?:on|in)\s+$",
    re.IGNORECASE,
)
# "It was first flown on April 19, 2012".
_FLOWN_ON = re.compile(
    r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:flown|flight-tested|test-fired|tested|tried|launched|fired)\s+(?:\w+\s+)?(?:on|in)\s+$"
)
_ITS_NOUN = re.compile(r"(?:[’']s)?\s+(?:[\w-]+\s+){0,2}")
# "The last was in June; a submarine had then fired one", "That one flew 3,700 km".
_HAD_THEN = re.compile(r"\bhad\s+(?:then|that)\b|\bthen\s+had\b", re.IGNORECASE)
_THAT_ONE = re.compile(
    r"\s*(?:that|this)\s+(?:one|time|day|test|launch|shot|flight|firing|missile|attempt)\b", re.IGNORECASE
)
_FEW_WORDS = re.compile(r"[^.;:]{0,40}[.;:]?\s*")
# What only counts or compares from a date.
_COMPARED = re.compile(
    r"\bsince\b[^.,;:]{0,60}\s$|\b(?:beginning|starting|began)\s+(?:in|on|with)\s+$|"
    r"\b(?:until|till|before|after|by|between|ahead of|from)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "Nor had Saturday's.", "Friday's was the second": a launch left unsaid.
_POSSESSED = re.compile(
    r"[’']s\s*(?:[.,;:)]|$|(?:was|is|had|has|came|flew|went|reached|made|did|failed|also|too|did)\b)"
)
# A date that says when something was launched, and whether its words say so outright.
Dated = tuple[DateMark, bool]


def event_dates(marks: Marks, told: Sequence[Telling]) -> Iterator[Dated]:
    """The dates that say when something was launched, not when it was said, printed, or last done."""
    heads = labelled(marks)
    for number, part in enumerate(marks.sentences):
        for date in within(marks.dates, part.start, part.end):
            if heads.get(number) is date:
                yield date, True
                continue
            if date.how == "rel_month" or (part.heading and not marks.has("launch_verb", part.start, part.end)):
                continue
            if is_dateline(marks, part, date) or _is_since(marks, part, date) or is_said(marks, part, date):
                continue
            firm = _launches(marks, part, date, told)
            if firm or weight(marks, number, date) >= ENOUGH:
                yield date, firm


def is_dateline(marks: Marks, part: Sentence, date: DateMark) -> bool:
    """Whether a date only says when a report was written: "SEOUL, March 25, 2022 - "."""
    text = marks.text
    lead = text[part.start : date.start]
    early = part.paragraph <= 3 and len(lead) < 60 and not marks.has("launch_verb", part.start, date.start)
    near = marks.published is not None and abs((date.first - marks.published).days) <= 1
    printed = date.first == marks.published or bool(re.search(r"\d{4}$", text[date.start : date.end]))
    return (
        early
        and near
        and printed
        and date.how in ("absolute", "american", "iso")
        and not re.search(r"\b(?:on|when:)\s+$", lead, re.IGNORECASE)
    )


def _is_since(marks: Marks, part: Sentence, date: DateMark) -> bool:
    """Whether a date is only compared with ("since March"), or is another place's ("July 3 in Washington")."""
    text = marks.text
    lead = text[max(part.start, date.start - 45) : date.start]
    compared = _COMPARED.search(lead)
    if compared and ("since" in compared[0].lower() or not re.search(r"(?<!later )\bon\s+$", lead)):
        return not _taken_up(marks, date)
    if re.search(r"\([^)]*$", lead) and re.match(r"\s+in\s+[A-Z][^)]*\)", text[date.end : date.end + 24]):
        return True
    told = (
        bool(within(marks.quantities, date.end, part.end))
        or bool(within(marks.clocks, date.end, part.end))
        or marks.has("kind", date.end, part.end)
        or bool(within(marks.systems, date.end, part.end))
    )
    last = re.search(r"\b[Ll]ast\b[^.;]{0,200}\s\w{1,60}\s{1,12}$", text[part.start : date.start])
    return bool(last) and not (told or _taken_up(marks, date))


def _taken_up(marks: Marks, date: DateMark) -> bool:
    """Whether the words after a date go on about what happened then: "since 2017. That one flew 3,700 km"."""
    if _WHEN.match(marks.text, date.end):
        return True
    number = marks.number(date.start) + 1
    follower = marks.sentences[number] if number < len(marks.sentences) else None
    if (
        follower is not None
        and follower.paragraph == marks.sentences[number - 1].paragraph
        and _FEW_WORDS.fullmatch(marks.text, date.end, follower.start)
        and (
            _THAT_ONE.match(marks.text, follower.start)
            or _HAD_THEN.search(marks.text, follower.start, min(follower.end, follower.start + TAKEN_UP_REACH))
        )
        and (flies(marks, follower) or marks.has("outcome", follower.start, follower.end))
    ):
        return True
    which = _WHICH.match(marks.text, date.end)
    return bool(which or _THEN_THAT.match(marks.text, date.end)) and bool(
        within(marks.quantities, date.end, date.end + TAKEN_UP_REACH)
    )


def is_said(marks: Marks, part: Sentence, date: DateMark) -> bool:
    """Whether a date says when something was said: "said on Friday", "on Tuesday the ministry said"."""
    text = marks.text
    verb = next(reversed(marks.words("speech_verb", max(part.start, date.start - SAID_REACH - 12), date.start)), None)
    if verb and _leads_to(marks, verb.end, date):
        return True
    following = next(iter(marks.words("speech_verb", date.end, min(date.end + SPOKEN_REACH, part.end))), None)
    opening = _OPENING.fullmatch(text, part.start, date.start)
    if (
        following
        and text[following.end : following.end + 1] != ","
        and (_OPENED if opening else _SPEAKER_ONLY).fullmatch(text, date.end, following.start)
    ):
        return not marks.has("launch_verb", date.end, following.start + 1)
    office = any(
        _ON.fullmatch(text, h.end, date.start) and not _done_by(marks, part, h.start)
        for g in ("actor", "compound")
        for h in marks.words(g, max(part.start, date.start - OFFICE_REACH), date.start)
    )
    if office and not marks.has("launch_verb", date.end, min(date.end + 24, part.end)):
        return True
    of = text[max(part.start, date.start - 4) : date.start].endswith("of ")
    ahead = not of and bool(re.match(r"\s*:\s", text[date.end : date.end + 3]))
    comma = text.find(",", date.end, date.end + NOTE_REACH)
    upto = min(comma if comma >= 0 else date.end + NOTE_REACH, part.end)
    beside = marks.has("reporting_noun", date.end, upto) or marks.has("treaty", date.start - 24, date.start)
    return ahead or beside or bool(re.search(r"\bspeaking\s+on\s+$", text[part.start : date.start]))


def _done_by(marks: Marks, part: Sentence, office: int) -> bool:
    """Whether a launch was done by an office, not told by it: "launched by the Royal Navy on Jan. 30"."""
    by = _BY.search(marks.text, max(part.start, office - OFFICE_REACH), office)
    if by is None:
        return False
    near = (max(part.start, by.start() - OFFICE_REACH), by.start())
    return marks.has_any(("launch_verb", "launch_noun"), *near) and not marks.has_any(
        ("reporting_noun", "speech_verb"), *near
    )


def _leads_to(marks: Marks, start: int, date: DateMark) -> bool:
    """Whether nothing but a few plain words stand between a reporting verb and a date."""
    between = marks.text[start : date.start]
    return (
        len(between) <= SAID_REACH
        and not re.search(r"\b(?:that|those|were|was|is|are|had)\b|[,:;]", between)
        and not marks.has("launch_verb", start, date.start)
        and not within(marks.systems, start, date.start)
        and not within(marks.clocks, start, date.start)
    )


def _launches(marks: Marks, part: Sentence, date: DateMark, told: Sequence[Telling]) -> bool:
    """Whether a launch is told of beside a date: a launch verb in its sentence, or "Thursday's shot"."""
    left = next(iter(marks.words("leaving", part.start, part.end)), None)
    if left and marks.has("site_name", left.end, left.end + SITE_BEHIND) and armed(marks, part):
        return True
    verb = any(t.sure and abs(t.start - date.start) < DATE_REACH for t in within(told, part.start, part.end))
    flown = bool(within(marks.quantities, part.start, part.end)) and marks.has("flown_verb", part.start, part.end)
    pointed = _POSSESSED.match(marks.text, date.end) and part.end - part.start > date.end - date.start + 2
    clock = bool(within(marks.clocks, date.start - 30, date.end + 20)) and marks.has("starting", part.start, part.end)
    return (
        verb
        or flown
        or clock
        or bool(pointed)
        or _taken_up(marks, date)
        or _names(marks, part, date)
        or _beside(marks, part, date)
    )


def _names(marks: Marks, part: Sentence, date: DateMark) -> bool:
    """Whether a date names a launch: "Thursday's shot", "the July missile", "the launch of May 4"."""
    noun = next(iter(marks.words("shot_noun", date.end, date.end + NOUN_BEHIND)), None)
    if noun and _ITS_NOUN.fullmatch(marks.text, date.end, noun.start):
        return True
    if _BY_ORDER.search(marks.text, part.start, date.start) or _FLOWN_ON.search(marks.text, part.start, date.start):
        return spoken_of(marks, marks.number(part.start))
    of = re.search(
        r"\b(\w+)\s+(?:of|from)\s+(?:(?:the|this|that|last|past)\s+){0,2}$", marks.text[part.start : date.start]
    )
    return bool(of and marks.lexicon.words["shot_noun"].at(marks.text, part.start + of.start(1)))


def _beside(marks: Marks, part: Sentence, date: DateMark) -> bool:
    """Whether a launch noun stands near a date in a sentence that says something of a launch."""
    if not any(abs(n.start - date.start) < NOUN_REACH for n in marks.words("launch_noun", part.start, part.end)):
        return False
    named = bool(within(marks.systems, part.start, part.end)) or bool(within(marks.quantities, part.start, part.end))
    return named or marks.has_any(("outcome", "weapon"), part.start, part.end)
