"""Which attribute of a launch a number is, and how firmly it is said, in topic-first languages."""

from __future__ import annotations

from collections.abc import Iterator

from trackside.read.marks import within
from trackside.read.mention import Story
from trackside.read.quantity import Quantity
from trackside.read.sentence import Sentence
from trackside.read.topic.denial import corrects, denied_by
from trackside.read.topic.sheet import Sheet
from trackside.read.topic.words import Word
from trackside.record import Modality

# What a cue loses for every letter, comma or other number between it and the number.
LOSS_BEFORE, LOSS_AFTER, LOSS_COMMA, LOSS_NUMBER = 0.04, 0.07, 0.6, 0.45
REACH_BEFORE, REACH_AFTER = 40, 24
# How near the next number must stand for a cue before it to be its own.
LEAD_GAP = 5
CARRIED = 2.5
LEAST_SURE = {"m": 1.0, "s": 1.2}
LONGEST_FLIGHT_S = 4 * 3600.0
SAME_THING = 1.35
_ATTRIBUTES = {"m": ("range", "apogee"), "s": ("flight_time",)}


def attribute(sheet: Sheet, part: Sentence, quantity: Quantity) -> str:
    """The attribute that the words around a number give it: an attribute, ``none``, or "" when they leave it open."""
    if sheet.words.patterns["not_flown"].search(sheet.text, part.start, part.end):
        return "none"
    if quantity.unit in ("Mach", "m/s"):
        return "speed"
    if quantity.unit == "m" and is_place(sheet, quantity):
        return "none"
    if quantity.unit == "s" and quantity.estimate.best > LONGEST_FLIGHT_S:
        return "none"
    scores = {"none": 0.0, **dict.fromkeys(_ATTRIBUTES[quantity.unit], 0.0)}
    for name, score in _scores(sheet, part, quantity):
        if name in scores:
            scores[name] = max(scores[name], score)
    best = max(scores, key=lambda k: scores[k])
    return best if scores[best] >= LEAST_SURE[quantity.unit] else ""


def is_place(sheet: Sheet, quantity: Quantity) -> bool:
    """Whether a length follows a word of direction or "off" and so only says where something is."""
    p, before = sheet.words.patterns, (max(0, quantity.start - 12), quantity.start)
    off = p["off_there"].match(sheet.text, quantity.end) and p["off_from"].search(sheet.text, *before)
    return bool(off or p["place_before"].search(sheet.text, *before))


def _scores(sheet: Sheet, part: Sentence, quantity: Quantity) -> Iterator[tuple[str, float]]:
    text, inside = sheet.text, within(sheet.quantities, part.start, part.end)
    last = next((q for q in reversed(inside) if q.end <= quantity.start), None)
    if (
        last
        and last.unit == "m"
        and sheet.words.patterns["carries"].search(text, max(part.start, last.start - 12), quantity.start)
    ):
        yield "range", CARRIED  # "at a height of 50 km 600 km": the height has its number, the other is the distance
    for word in sheet.inside("cue_before", max(part.start, quantity.start - REACH_BEFORE), quantity.core):
        name, weight = word.value.split("|")
        between = text[word.end : quantity.start]
        crossed = sum(word.end <= q.start < quantity.start for q in inside)
        yield name, float(weight) * _share(between, LOSS_BEFORE) * LOSS_NUMBER**crossed
    following = min((q.start for q in inside if q.start > quantity.start), default=part.end)
    for word in sheet.inside("cue_after", quantity.end, min(part.end, quantity.end + REACH_AFTER)):
        name, weight = word.value.split("|")
        if _leads(sheet, word, following):
            continue
        crossed = word.start >= following
        share = _share(text[quantity.end : word.start], LOSS_AFTER)
        yield name, float(weight) * share * (LOSS_NUMBER if crossed else 1.0)


def _leads(sheet: Sheet, word: Word, following: int) -> bool:
    """Whether a cue behind a number rather belongs to the next one: "330 km at a height of 70 km"."""
    if sheet.words.patterns["from_there"].match(sheet.text, word.end):
        return False
    begins = sheet.inside("cue_before", word.start, word.start + 1)
    return bool(begins) and begins[-1].end <= following <= begins[-1].end + LEAD_GAP


def _share(between: str, loss: float) -> float:
    commas = sum(c in ",、;。(" for c in between)
    return float(LOSS_COMMA**commas) / (1 + loss * len(between))


Role = tuple[Quantity, str]


def roles(sheet: Sheet, tale: Story) -> list[Role]:
    """Every number with its attribute; a length left open takes that of the nearest value of its launch."""
    told = [(q, _fixed(sheet, q)) for q in sheet.quantities]
    known = [(tale.at(q.start), q.estimate.best, a) for q, a in told if a in ("range", "apogee", "flight_time")]
    done = list[Role]()
    for at, (quantity, found) in enumerate(told):
        name = (
            found
            or _replaced(sheet, told, at)
            or _joined(sheet, told, at)
            or _parallel(sheet, told, at)
            or _next_shot(sheet, told, at, done)
            or _paired(sheet, told, at)
            or _reaching(sheet, quantity)
        )
        name = name or _alike(tale, quantity, known)
        done.append((quantity, name))
    return [r for at, r in enumerate(done) if not _repeats(sheet, done[:at][-1:], r)]


def _fixed(sheet: Sheet, quantity: Quantity) -> str:
    part = sheet.part(quantity.start)
    return "none" if part.heading else attribute(sheet, part, quantity)


def _paired(sheet: Sheet, told: list[Role], at: int) -> str:
    """A length left open beside a height in one sentence is the distance; a time beside either is the flight's."""
    quantity = told[at][0]
    part = sheet.part(quantity.start)
    beside = {a for q, a in told[max(0, at - 2) : at + 3] if part.start <= q.start < part.end}
    if quantity.unit == "m" and "apogee" in beside and "range" not in beside:
        return "range"
    flying = sheet.has(part.start, part.end, "flown")
    return "flight_time" if quantity.unit == "s" and flying and beside & {"apogee", "range"} else ""


def _replaced(sheet: Sheet, told: list[Role], at: int) -> str:
    """What the other number is, where one is told instead of the other: "600 km, corrected to 450"."""
    this, old = told[at][0], told[at - 1] if at else told[at]
    part = sheet.part(this.start)
    if old[0].unit == this.unit and old[0].start >= part.start and corrects(sheet, part, this):
        return old[1]
    if at + 1 == len(told) or told[at][0].unit != told[at + 1][0].unit:
        return ""
    part = sheet.part(told[at][0].start)
    new = told[at + 1][0]
    return told[at + 1][1] if new.start < part.end and corrects(sheet, part, new) else ""


def _joined(sheet: Sheet, told: list[Role], at: int) -> str:
    """What the number behind is, to which this one is joined: "7,421 and 7,445 seconds"."""
    if at + 1 == len(told) or told[at][0].unit != told[at + 1][0].unit:
        return ""
    between = sheet.text[told[at][0].end : told[at + 1][0].start]
    return told[at + 1][1] if sheet.words.patterns["and"].fullmatch(between) else ""


def _parallel(sheet: Sheet, told: list[Role], at: int) -> str:
    """What the next number is, where both stand behind a topic of their own: "1発は350キロ、4発は700キロ飛んだ"."""
    this, after = told[at][0], told[at + 1][0] if at + 1 < len(told) else told[at][0]
    if after is this or after.unit != this.unit or after.start >= sheet.part(this.start).end:
        return ""
    listed = sheet.text[this.end : this.end + 1] in ",、" and sheet.text[after.start - 1] in sheet.words.particles
    return told[at + 1][1] if listed and sheet.text[this.start - 1] in sheet.words.particles else ""


def _next_shot(sheet: Sheet, told: list[Role], at: int, done: list[Role]) -> str:
    """What the number before is, where this one is the next shot's: "1発目は飛距離350キロ、2発目は800キロだった"."""
    if not done or done[-1][0].unit != told[at][0].unit or done[-1][0].start < sheet.part(told[at][0].start).start:
        return ""
    follows = sheet.words.patterns["next_shot"].fullmatch(sheet.text, done[-1][0].end, told[at][0].start)
    return done[-1][1] if follows else ""


def _reaching(sheet: Sheet, quantity: Quantity) -> str:
    """A bare length where the words speak of what a missile could do is how far it could fly."""
    part = sheet.part(quantity.start)
    able = quantity.unit == "m" and not part.heading and _able(sheet, part, quantity.start, quantity.end)
    return "range" if able else ""


def _alike(tale: Story, quantity: Quantity, known: list[tuple[int, float, str]]) -> str:
    """What a bare length most likely is: the nearest value told of the same launch, else of any launch."""
    known = [k for k in known if (k[2] == "flight_time") == (quantity.unit == "s")]
    event, value = tale.at(quantity.start), quantity.estimate.best
    ours = [k for k in known if k[0] == event] or known
    best = min(ours, key=lambda k: max(value, k[1]) / min(value, k[1]), default=None)
    return best[2] if best and max(value, best[1]) / min(value, best[1]) <= SAME_THING else ""


def _repeats(sheet: Sheet, before: list[Role], role: Role) -> bool:
    """Whether a value in brackets only says the value before it in another unit."""
    last = before[0] if before else None
    near = last and last[0].unit == role[0].unit and sheet.text[last[0].end : role[0].start].strip() == "("
    return bool(near and last and abs(last[0].estimate.best - role[0].estimate.best) < 0.03 * role[0].estimate.best)


def modality(sheet: Sheet, start: int, end: int, name: str) -> Modality:
    """How firmly words are said; a marker at the end governs the chain of flight verbs before it."""
    part, p = sheet.part(start), sheet.words.patterns
    text = sheet.text
    lead = text[max(part.start, start - 40) : start]
    if denied_by(sheet, start, end, name):
        return Modality.DENIED
    if name == "range" and _able(sheet, part, start, end):
        return Modality.HYPOTHETICAL
    if p["planned"].match(text, end, min(part.end, end + 24)) or p["planned_before"].search(lead):
        return Modality.PLANNED
    if (
        p["marked"].match(text, end, part.end)
        or _governed(sheet, part, (start, end), name)
        or (name in CHAINED and _listed(sheet, part))
    ):
        return Modality.ESTIMATED
    return Modality.ASSERTED


CHAINED = ("range", "apogee", "flight_time", "speed", "landing", "eez")
# How near the marker must be for words that are not part of the flight.
WORD_REACH = 22


def _governed(sheet: Sheet, part: Sentence, place: tuple[int, int], name: str) -> bool:
    """Whether a marker of estimate ends the chain these words stand in, and nothing breaks the chain before it."""
    start, end = place
    limit = part.end if name in CHAINED else min(part.end, end + WORD_REACH)
    for marker in sheet.inside("estimate", start, limit):
        pattern = "chain_break" if name in CHAINED else "word_break"
        return not sheet.words.patterns[pattern].search(sheet.text, end, marker.start)
    return False


def _able(sheet: Sheet, part: Sentence, start: int, end: int) -> bool:
    """Whether a distance is what a missile could reach."""
    p = sheet.words.patterns
    if p["reach_word"].search(sheet.text, max(part.start, start - 16), start):
        heights = (w for w in sheet.inside("cue_before", part.start, part.end) if w.value.startswith("apogee"))
        flown = p["flown_reach"].search(sheet.text, part.start, part.end)
        return not flown and not sheet.has(part.start, part.end, "detect") and not any(heights)
    if p["able"].search(sheet.text, max(part.start, start - 40), min(part.end, end + 24)):
        return True
    at = sheet.index(part.start)
    asked = [e for e in sheet.parts[max(0, at - 2) : at] if e.paragraph == part.paragraph]
    return any(p["able_question"].search(sheet.text, e.start, e.end) for e in asked)


def _listed(sheet: Sheet, part: Sentence) -> bool:
    """Whether words stand in a list headed "estimated as follows"."""
    at = sheet.index(part.start)
    for earlier in reversed(sheet.parts[max(0, at - 12) : at]) if part.bullet else ():
        if sheet.words.patterns["as_follows"].search(sheet.text, earlier.start, earlier.end):
            return sheet.has(earlier.start, earlier.end, "estimate") and part.paragraph - earlier.paragraph <= 8
    return False
