"""How firmly a thing is said: asserted, estimated, planned, hypothetical or denied."""

from __future__ import annotations

import re

from trackside.read.attribution import Voices
from trackside.read.denial import in_erratum, put_aside
from trackside.read.marks import Marks, within
from trackside.read.negation import is_negated
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.record import Modality

# How far a marker governs: numbers lie farther from it than words.
REACH = {"able": 90, "estimated": 100, "planned": 60, "denied": 75, "earlier": 75}
REACH_AFTER = {"able": 48, "estimated": 30, "planned": 24, "denied": 60, "earlier": 40}
WORD_REACH = {"able": 34, "estimated": 34, "planned": 34, "denied": 60}
# An adverb governs what stands right behind it.
ADVERB_REACH = 26
# How far above a list its heading may stand, in sentences.
LONGEST_LIST = 10
# How far before a marker the number begins that it follows at once.
NUMBER_REACH = 60
_SAYS_ANEW = re.compile(r"\b(?:was|were|is|are|has|have|had|now|put|by|to|says?|said|speaks?|gives?|gave)\b")
# What parts a number from a marker behind it, once "..., Seoul said, ..." is taken out.
_ASIDE = re.compile(r",[^,;.]{0,40}\b(?:said|says|told|added)\b[^,;.]{0,24},")
_PARTS, _PARTS_ABLE = re.compile(r"[;,]|\band\b"), re.compile(r";|\band\b")
# How many verbs of reporting may stand between a marker and what it governs.
MOST_REPORTS = {"denied": 0, "earlier": 1}
# How near its number an assumption stands.
NOT_REACH = 24
_THAT_WAS = re.compile(r"(?:first|at\s+first|initially|originally|earlier|previously)\b", re.IGNORECASE)
_AS_FOLLOWS = re.compile(r"as\s+follows\s*[:.]$")
_BREAK = re.compile(r"[;]|,\s+(?:and|but|while|then|now|later)\s|\s(?:but|while|whereas)\s|--|—")


def modality(
    marks: Marks, who: Voices, part: Sentence, start: int, end: int, *, number: bool, flown: bool = False
) -> Modality:
    """How firmly the words ``text[start:end]`` are said.

    Parameters
    ----------
    marks, who : Marks, Voices
        The document.
    part : Sentence
        Where the words stand.
    start, end : int
        The words.
    number : bool
        Whether they are a number; a marker governs numbers from farther away.
    flown : bool
        Whether the words before say that this was flown, so that it is no mere capability.
    """
    if number and _aimed(marks, part, start, end):
        return Modality.PLANNED
    floor = max((s.start for s in within(who.scopes, part.start, start)), default=part.start)
    aside = put_aside(marks, part, start, end) if number else None
    not_so = is_negated(marks, part, start, number=number) or (aside is None and in_erratum(marks, part, start))
    if aside or not_so or (aside is None and _governed(marks, "denied", part, part.start, start, end, number=number)):
        return Modality.DENIED
    if number and _assumed(marks, part, end):
        return Modality.ESTIMATED
    if number and (_supposed(marks, part, start, end) or (not flown and _could(marks, part, start, end))):
        return Modality.HYPOTHETICAL
    if _governed(marks, "planned", part, floor, start, end, number=number):
        return Modality.PLANNED
    guessed = _governed(marks, "estimated", part, floor, start, end, number=number) or (number and _listed(marks, part))
    return Modality.ESTIMATED if guessed else Modality.ASSERTED


def _assumed(marks: Marks, part: Sentence, end: int) -> bool:
    """Whether an assumption about the path follows at once: "some 500 km, assuming a normal path"."""
    hit = next(iter(marks.words("assuming", end, min(part.end, end + NOT_REACH))), None)
    return hit is not None and not marks.text[end : hit.start].strip(" ,\n") and not marks.has("modal", part.start, end)


def _could(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a number is told of what could be."""
    return _governed(marks, "able", part, part.start, start, end, number=True) or _asked(marks, part)


def _supposed(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a number is only supposed ("If it flew 1,000 km, it could ...") or of a type only compared."""
    patterns, text = marks.lexicon.patterns, marks.text
    if "supposed" not in patterns:
        return False
    if patterns["supposed"].match(text, part.start, start):
        own = text[part.start : start].rpartition(", ")[2]
        closed = patterns["main_clause"].match(own)
        return not closed and marks.has("modal", end, part.end)
    return bool(patterns["compared"].match(text, part.start, start))


def _aimed(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a number is what was aimed at: "150 km short of its 600-km target", "the 600 km planned"."""
    text, patterns, before = marks.text, marks.lexicon.patterns, (max(part.start, start - NUMBER_REACH), start)
    if "aimed" not in patterns:
        return False
    if patterns["aimed"].search(text, *before) or patterns["as_aimed"].match(text, end):
        return True
    return bool(patterns["aim"].match(text, end) and patterns["missed"].search(text, *before))


def is_earlier(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a number is told as what somebody said before; nothing is yet said of its having been given up."""
    return _governed(marks, "earlier", part, part.start, start, end, number=True)


def _governed(marks: Marks, group: str, part: Sentence, floor: int, start: int, end: int, *, number: bool) -> bool:
    """Whether a marker of a group stands before or after the words with nothing breaking the bond."""
    reach = REACH[group] if number else WORD_REACH[group]
    text = marks.text
    for hit in marks.words(f"{group}_before", max(floor, start - reach), end):
        if group in MOST_REPORTS and len(marks.words("report_verb", hit.end, start)) > MOST_REPORTS[group]:
            continue
        if group in ("denied", "earlier") and _another(marks, hit, start):
            continue
        if hit.end <= end and not _BREAK.search(text, hit.end, max(start, hit.end)):
            return True
    if group == "estimated" and _beside(marks, floor, start, end):
        return True
    after = REACH_AFTER[group] if number else min(REACH_AFTER[group], WORD_REACH[group])
    for hit in marks.words(f"{group}_after", end, min(part.end, end + after)):
        if within(marks.quantities, end, hit.start):
            break
        between = _ASIDE.sub(" ", text[end : hit.start])
        if not (_PARTS_ABLE if group == "able" else _PARTS).search(between):
            return True
    return False


def _another(marks: Marks, marker: Hit[str], start: int) -> bool:
    """Whether a marker belongs to another number: one right before it, or one after which a new thing is said."""
    before = within(marks.quantities, marker.start - NUMBER_REACH, marker.start)
    if before and _THAT_WAS.match(marks.text, marker.start) and not marks.text[before[-1].end : marker.start].strip():
        return True
    between = within(marks.quantities, marker.end, start)
    return bool(between) and bool(_SAYS_ANEW.search(marks.text, between[-1].end, start))


def _asked(marks: Marks, part: Sentence) -> bool:
    """Whether the words tell more of what could be: "HOW FAR COULD IT GO? A physicist: 2,800 miles"."""
    at = marks.number(part.start)
    flown = marks.has("flown_verb", part.start, part.end)
    for earlier in reversed(marks.sentences[max(0, at - 4) : at]):
        if earlier.paragraph != part.paragraph:
            return False
        if marks.text[earlier.start : earlier.end].rstrip().endswith("?"):
            return marks.has("able_before", earlier.start, earlier.end)
        bare = not within(marks.quantities, earlier.start, earlier.end)
        if not flown and bare and marks.has("able_before", earlier.start, earlier.end):
            return True
    return False


def _beside(marks: Marks, floor: int, start: int, end: int) -> bool:
    """Whether an adverb of doubt ("possibly") stands right before the words, or begins them."""
    return marks.has("doubting", max(floor, start - ADVERB_REACH), end)


def _listed(marks: Marks, part: Sentence) -> bool:
    """Whether the words stand in a list under a heading that calls it estimates: "are estimated as follows:"."""
    if not part.bullet:
        return False
    at = marks.number(part.start)
    for earlier in reversed(marks.sentences[max(0, at - LONGEST_LIST) : at]):
        text = marks.text[earlier.start : earlier.end].rstrip()
        heads = not text.endswith((".", ";", ",")) and not within(marks.quantities, earlier.start, earlier.end)
        if heads or _AS_FOLLOWS.search(text):
            return any(marks.has(f"estimated_{side}", earlier.start, earlier.end) for side in ("before", "after"))
    return False
