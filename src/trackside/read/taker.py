"""Who takes a stance: the subject of its words, the author named after "by", or whoever speaks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from trackside.read.attribution import Voices
from trackside.read.holder import Holder, holder_of, holders
from trackside.read.marks import Marks, within
from trackside.read.placed import first_after
from trackside.read.sentence import Sentence
from trackside.record import NARRATOR, Source

# How far behind the words of a stance its author may be named ("a protest was lodged by the government").
BY_REACH = 70
# How far a quotation's speaker may be named behind it and before it.
SPEAKER_REACH, LEAD_REACH = 70, 240
# How far back, in letters and in marks, one may be named who is only "he" or "a spokeswoman" here.
BACK_REACH, BACK_MARKS = 1500, 40
# How long the titles before a name in a list may be.
TITLE_REACH = 70
# How many words may stand between a subject and the words of its stance.
SUBJECT_WORDS = 18
# How far into a sentence the words may stand that describe a subject named only after them ("Greatly pleased, ...").
FRONTED = 16
# Stances that whoever launched does not take on its own launch.
AGAINST = ("condemns", "protests", "concerned", "calls_for_talks", "no_immediate_threat")
_NOT_SUBJECT = re.compile(
    r"\b(?:by|of|in|to|with|at|from|against|towards?|near|via|through|on|upon|over|off|for|between|into|about|than|"
    r"tells?|told|asked|asks|urged|urges|warned|accused?|accuses|condemned|condemns|prevent|denounced|both\s+the)\s+"
    r"(?:(?:the|its|his|an?|both|all)\s+)?$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"[’']s?\s+(?:(?!(?:also|later|then|too|had|has|have)\b)[\w-]+\s+){0,3}?(?:launch|test|missile|shot|firing|act|"
    r"program|activit|conduct|behavio|rocket|weapon|move|step|provocation|resolution|violation|zone|waters|sea|coast|"
    r"airspace|territory|nuclear|ballistic)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,\s*(?:and\b)?|\band\b|&)\s*(?:also\s+)?(?:the\s+|an?\s+)?")
# Where a list goes on; and what is left of "Japan's" when the country is taken out.
_LISTS = re.compile(r"\s*(?:,|and\b|&)")
_OWN = re.compile(r"(?<=\s)[’']s?(?=\s)")
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:government\s+of\s+)?$", re.IGNORECASE)
_WHO = re.compile(r",?\s+who\b")
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
# A clause of its own: "... and Japan protested".
_ANEW = re.compile(r"(?:\b(?:and|while|but)|,)\s+(?:the\s+)?\Z")
_ENDS = re.compile(r"[.!?][\"”]?\s")
_SO_THAT = re.compile(r"(?:\band|,)\s+that\b")
_FROM = re.compile(r"\s+(?:\w+\s+){0,2}?(?:from|among)\s+(?:the\s+|both\s+)?")
_IN = re.compile(r"\s+(?:\w+\s+)?in\s+(?:the\s+|both\s+)?")
_MEMBERS = re.compile(
    r"\b(?:ministers?|leaders?|members?|spokes\w+|chief|head|government|president|commander|envoys?|representatives?|"
    r"general|director|chairman|secretary|ambassadors?|officials?|side|ministry|council|command)\s+(?:of|for|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NAME = re.compile(r",?\s+[A-Z]")
# Between a name and what describes it: "Jo Doe, Iran's foreign minister".
_SET_OFF = re.compile(r",\s+(?:the\s+|an?\s+)?")
_SENTENCE_ENDS = re.compile(r"[;?!]")
# A clause about somebody, with others in it: "Israel, where Joe Biden was on a visit, condemned".
_ABOUT = re.compile(r",\s+(?:who|whose|where|which|whom)\b[^,;.!?]{1,140},")
_APPOSITION = re.compile(r",[^,;:.]{1,140},|\([^)]{0,80}\)")


def takers(
    marks: Marks,
    who: Voices,
    part: Sentence,
    held: Sequence[Holder],
    span: tuple[int, int],
    stance: str,
    launcher: str,
) -> list[Source]:
    """Who of those in a sentence, or carried on, takes a stance in the words of a span.

    `launcher` is the country whose launch the text mainly tells of.
    """
    start, end = span
    authors = _authors(marks, held, end)
    if authors:
        return authors
    at = bisect_right(marks.quotes, (start, len(marks.text)))
    quote = marks.quotes[at - 1] if at and start < marks.quotes[at - 1][1] else None
    found = _speakers(marks, who, part, held, quote, start) if quote else []
    found = found or _subjects(marks, who, part, held, start, stance, launcher)
    if stance in AGAINST and launcher and all(_own(who, part, s, launcher) for s in found):
        found = []
    found = found or _placed(marks, held, end) or _titled(marks, part, start, launcher)
    return found or _carried(marks, who, part, start, stance, launcher)


def _own(who: Voices, part: Sentence, source: Source, launcher: str) -> bool:
    """Whether a body of the launching country speaks; of a person the country is too often only guessed."""
    near = within(who.actors, part.start - BACK_REACH, part.end)
    return source.country == launcher and not any(a.kind == "person" and a.name == source.name for a in near)


def _authors(marks: Marks, held: Sequence[Holder], end: int) -> list[Source]:
    """Who is named behind the words, with those joined to it: "condemned by Japan and France", "concern from Tokyo"."""
    behind = [h for h in held if h.start >= end]
    for at, holder in enumerate(behind):
        gap = marks.text[end : holder.start]
        if (
            len(gap) <= BY_REACH
            and not _POSSESSED.match(marks.text, holder.end)
            and (_BY.search(gap) or _FROM.fullmatch(gap))
        ):
            return _listed(marks, behind[at:])
    return []


def _placed(marks: Marks, held: Sequence[Holder], end: int) -> list[Source]:
    """Where nobody else is named, the countries that feel it: "There was alarm in Tokyo"."""
    behind = [h for h in held if h.start >= end and h.kind == "country"]
    near = behind and _IN.fullmatch(marks.text[end : behind[0].start])
    return _listed(marks, behind) if near else []


def _titled(marks: Marks, part: Sentence, start: int, launcher: str) -> list[Source]:
    """The government of a minister who has no name here: of the country named last before, else of whoever launched."""
    text = marks.text
    for hit in marks.words("title", part.start, start):
        if _THE.search(text[max(part.start, hit.start - 5) : hit.start]) and not _NAME.match(text, hit.end):
            first = max(hit.start - BACK_REACH, text.rfind("\n\n", 0, hit.start))
            lands = [p.value for p in within(marks.places, first, hit.start) if p.kind in ("country", "adjective")]
            country = lands[-1] if lands else launcher
            named = marks.lexicon.countries.get(country)
            return [Source(f"{named.name} government", country)] if named else []
    return []


def _listed(marks: Marks, behind: Sequence[Holder]) -> list[Source]:
    """The first of some holders and those joined to it."""
    last = next((n for n in range(1, len(behind)) if not _joins(marks, behind[n - 1], behind[n])), None)
    found = behind[:last]
    joined = len(found) > 1 and any("and" in marks.text[a.end : b.start] for a, b in pairwise(found))
    return [h.source for h in (found if joined else found[:1])]


def _speakers(
    marks: Marks, who: Voices, part: Sentence, held: Sequence[Holder], quote: tuple[int, int], start: int
) -> list[Source]:
    """Who speaks a quotation: whoever is named with a verb of saying behind it or before it."""
    text, (first, last) = marks.text, quote
    inside = (h for h in held if first <= h.start and h.end <= start and h.kind in ("office", "person"))
    inner = next((h for h in inside if _may_take(text, h, start)), None)
    if inner and inner.start < first + 30:
        return [inner.source]
    begun = next((h for h in held if first - 2 <= h.end <= first), None)
    if begun and text[first + 1 : first + 2].islower() and _free(text, begun):
        return [begun.source]
    after = next((h for h in held if last <= h.start <= last + SPEAKER_REACH), None)
    said = after and marks.has("report_verb", last, after.end + 30) and "." not in text[last : after.start]
    if after and said and (first <= part.start + 3 or not held[0].end <= first):
        return [after.source]
    lead = holders(marks, who, max(first - LEAD_REACH, text.rfind("\n\n", 0, first)), first)
    named = _nearest(marks, lead, first)
    if named >= 0 and not _ENDS.search(text, lead[named].end, first):
        return _joined(marks, lead, named)
    spoken = _spoken(marks, who, first) or _spoken(marks, who, last - 1)
    return [spoken] if spoken else []


def _subjects(
    marks: Marks, who: Voices, part: Sentence, held: Sequence[Holder], start: int, stance: str, launcher: str
) -> list[Source]:
    """The subject of the words and those joined to it; else who says the words."""
    text, spoken = marks.text, _spoken(marks, who, start)
    before = [h for h in held if h.end <= start]
    near = _nearest(marks, before, start)
    if near < 0:
        late = next((h for h in held if h.start > start and _free(text, h)), None)
        if late and start - part.start < FRONTED and "," in text[start : late.start] and late.kind != "country":
            return [late.source]
        return [spoken] if spoken else []
    subject = before[near]
    own = stance in AGAINST and subject.kind != "person" and subject.source.country == launcher
    if own:
        other = (h for h in before if _free(text, h) and h.source.country != launcher and h.kind != "pronoun")
        named = next(other, None)
        return [named.source] if named else [spoken] if spoken else []
    told = subject.kind == "country" and _speaks_before(who, start, subject)
    if spoken and (subject.kind == "pronoun" or (told and not _ANEW.search(text, part.start, subject.start))):
        return [spoken]
    return _joined(marks, before, near)


def _nearest(marks: Marks, before: Sequence[Holder], start: int) -> int:
    """Which of those before the words is their subject, or -1: the nearest that can be, pronouns and groups last."""
    text = marks.text
    told = [m.span() for m in _ABOUT.finditer(text, before[0].start, start)] if before else []
    free = [n for n, h in enumerate(before) if _free(text, h) and not any(a < h.start < b for a, b in told)]
    fit = [n for n in free if _may_take(text, before[n], start)] or free
    named = [n for n in fit if before[n].kind != "pronoun" and not before[n].personal]
    if not fit:
        return -1
    near = (named or fit)[-1]
    return next((n for n in reversed(free) if n < near and _ahead(marks, before[n], before[near], start)), near)


def _ahead(marks: Marks, earlier: Holder, near: Holder, start: int) -> bool:
    """Whether somebody named earlier is the subject, and the nearer one only told, described or spoken of."""
    text = marks.text
    gap = text[earlier.end : near.start]
    if _ENDS.search(gap):
        return False
    if near.kind == "group" and "," not in gap and 0 < len(gap.split()) <= SUBJECT_WORDS // 4:
        return not _JOINED.fullmatch(gap) and earlier.kind != "pronoun"
    if (
        earlier.kind == "person"
        and not earlier.personal
        and near.kind in ("office", "country", "group")
        and _SET_OFF.fullmatch(gap)
    ):
        return True
    if earlier.kind not in ("person", "office", "group") or not marks.has("report_verb", earlier.end, near.start):
        return False
    return near.kind in ("country", "pronoun") or bool(_SO_THAT.search(text, near.end, start))


def _joins(marks: Marks, one: Holder, other: Holder) -> bool:
    """Whether two are named in one list, each perhaps with a title: "Joe Biden and Japanese Prime Minister Kishida"."""
    gap = marks.text[one.end : other.start]
    if _JOINED.fullmatch(gap):
        return True
    if other.kind != "person" or not _LISTS.match(gap) or len(gap) > TITLE_REACH:
        return False
    lands = ((p.start, p.end) for p in within(marks.places, one.end, other.start))
    titles = ((h.start, h.end) for h in marks.words("title", one.end, other.start))
    for start, end in (*lands, *titles):
        gap = gap[: start - one.end] + " " * (end - start) + gap[end - one.end :]
    return _JOINED.fullmatch(_OWN.sub("", gap)) is not None


def _joined(marks: Marks, before: Sequence[Holder], near: int) -> list[Source]:
    """A subject with those before it that share its verb: "the United States, South Korea and Japan"."""
    text, subjects, listed = marks.text, [before[near].source], False
    while near > 0:
        gap = text[before[near - 1].end : before[near].start]
        listed = listed or bool(re.search(r"\band\b|&", gap))
        if not listed or not _joins(marks, before[near - 1], before[near]) or not _free(text, before[near - 1]):
            break
        near -= 1
        subjects.append(before[near].source)
    return subjects


def _free(text: str, holder: Holder) -> bool:
    """Whether somebody may be a subject: neither ruled by a preposition nor only the owner of what is meant."""
    before = text[max(0, holder.start - 30) : holder.start]
    held = _NOT_SUBJECT.search(before) and not _MEMBERS.search(before) and not _WHO.match(text, holder.end)
    return not held and not _POSSESSED.match(text, holder.end)


def _may_take(text: str, holder: Holder, start: int) -> bool:
    gap = _APPOSITION.sub(" ", text[holder.end : start])
    return _free(text, holder) and len(gap.split()) <= SUBJECT_WORDS and not _SENTENCE_ENDS.search(gap)


def _spoken(marks: Marks, who: Voices, place: int) -> Source | None:
    """Who says the words at a place in a sentence that names the speaker."""
    last = first_after(who.scopes, place)
    around = [s for s in who.scopes[max(0, last - 12) : last] if s.start <= place < s.end]
    if not around:
        return None
    scope = min(around, key=lambda s: s.end - s.start)
    found = holder_of(marks, who, scope.actor).source if scope.actor and scope.actor.kind == "group" else scope.source
    return found if found != NARRATOR else None


def _speaks_before(who: Voices, place: int, holder: Holder) -> bool:
    """Whether the one who says the words is named before a holder, who is then only spoken of."""
    last = first_after(who.scopes, place)
    around = [s for s in who.scopes[max(0, last - 12) : last] if s.start <= place < s.end]
    cue = min(around, key=lambda s: s.end - s.start).cue if around else place
    return cue < holder.start


def _carried(marks: Marks, who: Voices, part: Sentence, start: int, stance: str, launcher: str) -> list[Source]:
    """Who spoke last in the paragraph; the issuer of an announcement speaks for itself."""
    if who.issuer != NARRATOR:
        return [who.issuer]
    speaker, text = who.at(start), marks.text
    if text[max(0, part.start - 3) : part.start].rstrip().endswith(";"):
        first = max(text.rfind(". ", 0, part.start), text.rfind("\n\n", 0, part.start)) + 1
        earlier = holders(marks, who, max(first, part.start - LEAD_REACH), part.start - 1)
        speaker = next((h.source for h in earlier if _free(text, h) and h.kind != "pronoun"), speaker)
    elif speaker == NARRATOR and text[part.start : part.start + 1] in '"“':
        first = text.rfind("\n\n", 0, part.start) + 1
        earlier = holders(marks, who, max(first, part.start - BACK_REACH), part.start)
        back = (h.source for h in reversed(earlier) if h.kind != "country" and _free(text, h))
        speaker = next(back, NARRATOR)
    against = stance in AGAINST and speaker.country == launcher
    return [] if speaker == NARRATOR or against else [speaker]
