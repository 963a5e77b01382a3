"""Which dates of a text of a topic-first language are days of a launch, and which only say when somebody spoke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from trackside.read.marks import within
from trackside.read.sentence import Sentence
from trackside.read.topic.named import Actor
from trackside.read.topic.sheet import Sheet
from trackside.read.when import DateMark

# What the words behind a date must weigh, by how exact it is, before they are thought to tell of a launch.
LEAST_DAY, LEAST_MONTH, LEAST_YEAR, LEAST_NEXT = 2, 2, 5, 2
MONTH_DAYS, YEAR_DAYS = 31, 366
# How far behind a date stands what it is the date of, where that is no launch; and what it is joined to.
NEAR, SPOKEN, JOINED = 12, 16, 8
# A country speaks in the news of a day no older than this.
SAID_DAYS = 3
# What was said longer ago than this is no news, and how much of a launch a sentence must tell to be of its day.
OLD_DAYS, LEAST_OLD = 20, 4
# How far behind a date its hour stands.
HOUR = 8
# How many sentences more than the next are looked at for what answers a question.
ANSWER = 2
MEDIA = ("agency", "media")
SAYING = ("report", "stance")
SAID_GROUPS = ("report", "stance", "launch", "launch_noun", "flown", "impact")


@final
@dataclass(frozen=True, slots=True)
class LaunchDay:
    """A date of a launch and the words ``text[start:end]`` that it is the date of."""

    date: DateMark
    start: int
    end: int


@final
@dataclass(frozen=True, slots=True)
class Days:
    """The dates of a text: those of launches, and those on which something was said."""

    launches: tuple[LaunchDay, ...]
    said: tuple[DateMark, ...]


def days(sheet: Sheet) -> Days:
    """Sorts the dates of a document; one that tells of a weapon or a flight is a launch's by default."""
    launches, said = list[LaunchDay](), list[DateMark]()
    for number, part in enumerate(sheet.parts):
        here = within(sheet.dates, part.start, part.end)
        if part.heading:
            launches += _of_section(sheet, number, part, here)
        if not here or part.heading:
            continue
        spoken = {d.start for d in here if is_said(sheet, part, d, here)}
        said += [d for d in here if d.start in spoken]
        launches += _of_launches(sheet, number, part, [d for d in here if d.start not in spoken])
    return Days(tuple(launches), tuple(said))


def _of_section(sheet: Sheet, number: int, part: Sentence, here: Sequence[DateMark]) -> Iterator[LaunchDay]:
    """The day over a section of a chronicle, where what stands under it tells of a launch without another day."""
    under = sheet.parts[number + 1 : number + 3]
    if len(here) != 1 or not here[0].is_day or here[0].first == sheet.published or not under:
        return
    if any(p.heading or within(sheet.dates, p.start, p.end) for p in under[:1]) or is_said(sheet, part, here[0], here):
        return
    end = under[-1].end
    if _told(sheet, under[0].start, end, armed=True) > LEAST_NEXT and not _is_aside(sheet, here[0], end):
        yield LaunchDay(here[0], here[0].start, end)


def _of_launches(sheet: Sheet, number: int, part: Sentence, here: Sequence[DateMark]) -> Iterator[LaunchDay]:
    for at, date in enumerate(here):
        end = _reach(here, at, part.end)
        begin = here[at - 1].end if at else part.start
        if _is_since(sheet, part, date):
            if _taken_up(sheet, part, date):
                yield LaunchDay(date, date.start, end)
        elif not _is_aside(sheet, date, end):
            if _weight(sheet, begin, date, end) >= _least(date):
                yield LaunchDay(date, date.start, end)
            elif date is here[-1] and date.is_day and (_goes_on(sheet, number, date) or _answered(sheet, part)):
                yield LaunchDay(date, date.start, sheet.parts[number + 1].end)


def _reach(here: Sequence[DateMark], at: int, end: int) -> int:
    """Where the words end that a date is the date of: at the next date, unless that is joined to it ("11, 12일")."""
    for this, after in zip(here[at:], here[at + 1 :], strict=False):
        if after.start - this.end > JOINED:
            return after.start
    return end


def _least(date: DateMark) -> int:
    length = (date.last - date.first).days
    return LEAST_DAY if length < MONTH_DAYS - 4 else LEAST_MONTH if length <= MONTH_DAYS else LEAST_YEAR


def _weight(sheet: Sheet, begin: int, date: DateMark, end: int) -> int:
    """How much the words behind a date tell of a launch, or those before it where it ends a clause or a sentence."""
    before = _clause_before(sheet, begin, date)
    start = begin if before or sheet.words.patterns["copula"].match(sheet.text, date.end) else date.end
    first = sheet.part(date.start).start  # a weapon named once in a sentence is that of all its days
    armed = sheet.has(first, end, "weapon", "kind") or bool(within(sheet.systems, first, end))
    hour = bool(within(sheet.clocks, date.end, date.end + HOUR))
    of_launch = sheet.has(max(begin, date.start - NEAR), date.start, "clock_noun", "launch_noun")
    told = _told(sheet, start, end, armed=armed or hour)
    told = told or 3 * _told_elsewhere(sheet, date, end) or 2 * _told_of_each(sheet, date, end)
    heads = bool(told) and date.start - begin < NEAR
    return told + armed + hour + 2 * _owns(sheet, date) + of_launch + heads


def _told_elsewhere(sheet: Sheet, date: DateMark, end: int) -> bool:
    """Whether a day's verb is farther off, "3日にAを、5日にBを撃った", or its noun before, "実験を18日に行った"."""
    part, p = sheet.part(date.start), sheet.words.patterns
    if p["shares_verb"].search(sheet.text, date.end, end) and end < part.end:
        return any(done(sheet, v.end) for v in sheet.inside("launch", end, part.end))
    nouns = sheet.inside("launch_noun", part.start, date.start)
    held = (p["noun_done"].match(sheet.text, w.end, part.end) for w in nouns)
    return any(m is not None and date.end <= m.end() for m in held)


def _told_of_each(sheet: Sheet, date: DateMark, end: int) -> bool:
    """Whether a day is one of a list whose last words are of each: "5月31日にAの、8月24日にBの不具合でいずれも失敗"."""
    part = sheet.part(date.start)
    listed = end < part.end and sheet.text[end - 1] in ",、"
    each = sheet.inside("each", end, part.end)
    return listed and bool(each) and sheet.has(each[0].end, part.end, "outcome", "launch", "impact")


def _told(sheet: Sheet, start: int, end: int, *, armed: bool) -> int:
    """How much words tell of a launch: as done, as a noun, by numbers, and by the flight of what is no aircraft."""
    verb = any(done(sheet, v.end) for v in sheet.inside("launch", start, end))
    noun = any(done(sheet, v.end) for v in sheet.inside("launch_noun", start, end))
    numbers = min(2, len(within(sheet.quantities, start, end)))
    counted, flown = bool(within(sheet.counts, start, end)), sheet.has(start, end, "flown", "impact")
    failed = any(w.value == "failure" for w in sheet.inside("outcome", start, end))
    told = 3 * verb + (noun and not verb) + numbers + counted + 2 * failed
    return told + (flown + sheet.has(start, end, "detect", "outcome") if told or armed else 0)


def _owns(sheet: Sheet, date: DateMark) -> bool:
    """Whether a missile or a number right behind a date is that day's: "7月28日の火星14", "7월 12일의 74분"."""
    of = sheet.words.patterns["possessive"].match(sheet.text, date.end)
    if not of or of.end() == date.end:
        return False
    if within(sheet.systems, of.end(), of.end() + 8):
        return True
    if sheet.words.patterns["nth"].match(sheet.text, of.end()):  # "15年1月31日の3回目も成功した"
        part = sheet.part(date.start)
        return sheet.has(part.start, part.end, "launch", "launch_noun", "flown", "outcome")
    return any(within(numbers, of.end(), of.end() + 2) for numbers in (sheet.counts, sheet.quantities))


def done(sheet: Sheet, end: int) -> bool:
    """Whether a word of launching that ends at an offset is told as done: not denied, planned or imagined."""
    return not sheet.words.patterns["not_done"].match(sheet.text, end)


def _clause_before(sheet: Sheet, begin: int, date: DateMark) -> bool:
    """Whether a clause about a launch or a flight ends at a date: "2발을 쏜 25일", "約3700キロ飛んだ9月15日"."""
    near = max(begin, date.start - 8)
    verbs = sheet.inside("launch", near, date.start)
    if any(within(told, begin, date.start) for told in (sheet.quantities, sheet.counts, sheet.systems)):
        verbs = [*verbs, *sheet.inside("flown", near, date.start)]
    return any(v.end >= date.start - 2 for v in verbs)


def _goes_on(sheet: Sheet, number: int, date: DateMark) -> bool:
    """Whether the next sentence tells of the launch of a day that its own sentence only names: "18일, 순안. ..."."""
    part = sheet.parts[number]
    after = _going_on(sheet, number)
    if after is part or after.paragraph != part.paragraph or within(sheet.dates, after.start, after.end):
        return False
    if sheet.has(date.end, part.end, "report") or sheet.has(after.start, after.end, "drill", "engine"):
        return False
    if any(a.role == "topic" and a.kind != "country" for a in sheet.who.within(part.start, part.end)):
        return False  # what an office or a person does on a day is no launch
    armed = sheet.has(part.start, after.end, "weapon", "kind") or bool(within(sheet.systems, part.start, after.end))
    return _told(sheet, after.start, after.end, armed=armed) + armed >= LEAST_NEXT


def _going_on(sheet: Sheet, number: int) -> Sentence:
    """The next sentence; behind a question ("what happened on the 6th?") the first of the next few that tells."""
    part, after = sheet.parts[number], sheet.parts[number + 1 : number + 2 + ANSWER]
    if not after or not sheet.words.patterns["asks"].search(sheet.text, max(part.start, part.end - 8), part.end):
        return after[0] if after else part
    told = (a for a in after if a.paragraph == part.paragraph and sheet.has(a.start, a.end, "launch", "detect"))
    return next(told, after[0])


def _answered(sheet: Sheet, part: Sentence) -> bool:
    """Whether a day only asked about is spoken of in the answer: "3月24日のものと同型か。 — あのときは約71分飛んだ"."""
    for after in sheet.parts[sheet.index(part.start) + 1 :][:1]:
        then = sheet.has(after.start, min(after.end, after.start + 24), "then")
        return then and bool(within(sheet.quantities, after.start, after.end))
    return False


def _is_aside(sheet: Sheet, date: DateMark, end: int) -> bool:
    """Whether a date is that of something else: a notice, a parade, a meeting, an engine on its stand, a drill."""
    near = (date.end, min(end, date.end + NEAR))
    fired = any(done(sheet, v.end) for v in sheet.inside("launch", date.end, end))
    if sheet.has(*near, "aside") or (sheet.has(*near, "exercise") and not fired):
        return True
    part = sheet.part(date.start)
    stand = sheet.has(date.end, end, "engine") and not sheet.has(date.end, end, "launch", "launch_noun", "impact")
    stand = stand and not _told_of_each(sheet, date, end)
    if stand or sheet.has(date.end, end, "notice") or sheet.has(part.start, part.end, "drill"):
        return True
    launches = [w for g in ("launch", "launch_noun") for w in sheet.inside(g, date.end, end)]
    never = launches and not any(done(sheet, w.end) for w in launches)
    return bool(never) and not sheet.has(date.end, end, "flown", "impact", "outcome")


def _is_since(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    return bool(sheet.words.patterns["since"].match(sheet.text, date.end, part.end))


def _taken_up(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    """Whether a day only compared with is spoken of further: "... since March 25. Then two flew 450 km"."""
    if _clause_before(sheet, part.start, date):
        return True
    if sheet.has(date.end, part.end, "then") and within(sheet.quantities, date.end, part.end):
        return True
    for after in sheet.parts[sheet.index(part.start) + 1 :][:1]:
        if after.paragraph == part.paragraph:
            then = sheet.has(after.start, min(after.end, after.start + 24), "then")
            numbers = bool(within(sheet.quantities, after.start, after.end))
            return then and (numbers or bool(within(sheet.systems, after.start, after.end)))
    return False


def is_said(sheet: Sheet, part: Sentence, date: DateMark, here: Sequence[DateMark]) -> bool:
    """Whether a date says when somebody spoke: beside a speaker, before a verb of saying, in a dateline."""
    text, p = sheet.text, sheet.words.patterns
    if p["dateline_behind"].match(text, date.end):
        return True
    if p["copula"].match(text, date.end) and sheet.has(max(part.start, date.start - NEAR), date.start, "report"):
        return True
    limit = min((d.start for d in here if d.start > date.start), default=part.end)
    if sheet.has(date.end, min(limit, date.end + SPOKEN), "meeting"):
        return not _clocked_launch(sheet, date, limit) or sheet.has(date.end, min(limit, date.end + HOUR), "meeting")
    behind = p["said_behind"].match(text, date.end, part.end)
    if behind and sheet.has(behind.end(), behind.end() + 1, "report"):
        return True
    if _by_speaker_behind(sheet, part, date):
        return True
    return _by_speaker_before(sheet, part, date, here)


def _by_speaker_behind(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    """Whether a speaker follows a date: "19일 관영매체는 ...라고 적었다"."""
    near = sheet.who.within(date.end, date.end + 6)
    speaker = next((a for a in near if a.role in ("topic", "subject", "speech", "account")), None)
    if speaker is None or sheet.has(date.end, speaker.start, "launch", "launch_noun", "weapon", "kind"):
        return False
    if speaker.category not in MEDIA and _long_ago(sheet, part, date, within(sheet.dates, part.start, part.end)):
        return False
    if speaker.role == "account":
        return True
    if speaker.kind == "country" and speaker.role != "topic":
        return False
    return speaker.role == "speech" or speaker.category in MEDIA or reports(sheet, part, speaker)


def _by_speaker_before(sheet: Sheet, part: Sentence, date: DateMark, here: Sequence[DateMark]) -> bool:
    """Whether a date stands right behind a speaker, and not before the hour of a launch: "합참은 16일 ...밝혔다"."""
    before = [a for a in sheet.who.within(part.start, date.start) if a.role in ("topic", "subject")]
    beside = before and sheet.words.patterns["said_gap"].fullmatch(sheet.text, before[-1].end, date.start)
    if not beside or _launches_at_once(sheet, date) or _fired(sheet, part, date, before[-1]):
        return False
    speaker = before[-1]
    if speaker.category in MEDIA and not within(sheet.clocks, date.end, date.end + HOUR):
        return True
    launches = speaker.role == "subject" and speaker.country != sheet.words.home and _launches_next(sheet, part, date)
    if (
        launches
        or _long_ago(sheet, part, date, here)
        or not reports(sheet, part, speaker)
        or _clocked_launch(sheet, date, part.end)
    ):
        return False
    if speaker.kind == "country" and speaker.country not in ("", sheet.words.home):
        if sheet.published and (sheet.published - date.last).days > SAID_DAYS:
            return False
        later = [d for d in here if d.start > date.start]
        return not any(is_said(sheet, part, d, here) for d in later)
    return True


def _long_ago(sheet: Sheet, part: Sentence, date: DateMark, here: Sequence[DateMark]) -> bool:
    """Whether a sentence with one day, long before the news, tells of a launch: nobody remembers when it was told."""
    old = sheet.published is not None and (sheet.published - date.last).days > OLD_DAYS
    return old and date.is_day and len(here) == 1 and _told(sheet, date.end, part.end, armed=False) >= LEAST_OLD


def _launches_at_once(sheet: Sheet, date: DateMark) -> bool:
    """Whether a word of launching stands right behind a date: "통신은 하루 전 시험발사한 미사일이 ..."."""
    verbs = sheet.inside("launch", date.end, date.end + 2)
    beside = bool(verbs) and not sheet.text[date.end : verbs[0].start].strip()
    return beside and done(sheet, verbs[0].end)


def _fired(sheet: Sheet, part: Sentence, date: DateMark, speaker: Actor) -> bool:
    """Whether an office tells of its own fire: "합참은 29일 현무 2발을 발사해 대응했다고 밝혔다"."""
    if speaker.category in MEDIA or not _launches_next(sheet, part, date):
        return False
    verb = sheet.inside("launch", date.end, part.end)[:1]
    joined = bool(verb) and sheet.words.patterns["joins_on"].match(sheet.text, verb[0].end - 1)
    return bool(joined) and not any(a.role in ("subject", "topic") for a in sheet.who.within(date.end, verb[0].start))


def _launches_next(sheet: Sheet, part: Sentence, date: DateMark) -> bool:
    """Whether the next verb behind a date is one of launching: "北朝鮮が15日に撃った2発について...述べた"."""
    verbs = [w for g in SAID_GROUPS for w in sheet.inside(g, date.end, part.end)]
    first = min(verbs, key=lambda w: w.start, default=None)
    return first is not None and first.group in ("launch", "launch_noun") and done(sheet, first.end)


def _clocked_launch(sheet: Sheet, date: DateMark, end: int) -> bool:
    """Whether a clock time follows a date, and behind it a launch: then it is the launch's, whoever tells it."""
    hours = within(sheet.clocks, date.end, date.end + HOUR)
    return bool(hours) and sheet.has(hours[0].end, end, "launch", "launch_noun", "detect", "flown")


def reports(sheet: Sheet, part: Sentence, actor: Actor) -> bool:
    """Whether what an actor does in a sentence is to say something: its last verb is one of saying and its own."""
    verbs = [w for g in SAID_GROUPS for w in sheet.inside(g, actor.end, part.end)]
    if not verbs:
        return False
    last = max(verbs, key=lambda w: (w.start, w.group in SAYING))
    if last.group not in SAYING:
        return False
    others = [a for a in sheet.who.within(actor.end, last.start) if takes_over(a)]
    return not others or sheet.has(actor.end, others[0].start, *SAYING)


def takes_over(actor: Actor) -> bool:
    """Whether somebody else is who speaks from here on: a topic, or an office or a person as subject."""
    return actor.role == "topic" or (actor.role == "subject" and actor.kind != "country")
