"""Where a launch left from, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trackside.read.fact import Fact
from trackside.read.flying import flies, labelled
from trackside.read.marks import Marks, within
from trackside.read.mention import Story
from trackside.read.person import is_vessel
from trackside.read.phrases import Hit
from trackside.read.sentence import Sentence
from trackside.read.telling import Telling
from trackside.read.toponym import PlaceMark

# How far behind a launch verb the place it happened at may be named.
SITE_REACH = 150
# A distance right before "from" is counted from the place, which is then no site.
_MEASURED = re.compile(r"\b(?:km|kilomet\w+|miles?|away|metres?|meters?)\s+(?:\w+\s+)?(?:from|off|of)\s+$")
# Words that lead to a place of launch, how far before its name they may begin, and how near a word of falling may be.
_SITE_LEAD = re.compile(
    r"(?P<lead>\b(?:from|at|near|off|on|outside|around|under|beneath|below|out\s+of|in|leaving|left|departed|departing|of)|"
    r"(?i:\b(?:from|where|start|place|site|origin|launch\s+(?:site|point|place)):))\s+(?P<named>(?:(?:the|an?|its|his|their)\s+)?"
    r"(?:(?!(?:from|at|near|off|in|to|by|on|and|that|said|says)\s)[a-z-]+\s+){0,3})$"
)
SITE_LEAD, LANDING_BEFORE = 60, 30
# How far before a sea a vessel may be named that lay there, and how far behind a verb "off the coast of" may stand.
SEA_LEAD, SITE_OFF = 90, 110
# How far before "of" the words for a part of a place may begin; what stands between a place and where it lies.
PART_LEAD = 15
_LIES = re.compile(r",?\s+(?:(?!and\b|or\b)\w+\s+){0,3}")
# A sea is where a launch came from right behind these, behind a vessel that lies there, or at the head of a sentence.
_FROM_SEA = re.compile(r"\b(?:from|under|beneath|below|out\s+of|leaving|left)\s+$", re.IGNORECASE)
_TO_HERE = re.compile(r"\b(?:away|km|kilomet\w+|miles?)\s+from\s+$", re.IGNORECASE)
_LYING = re.compile(
    r"\b(?:submerged|surfaced|submarines?|boats?|ships?|vessel|platform|pontoon|barge|underwater|under\s+water|lying|cruising|"
    r"sailing|dived|diving|patrol\w*|destroyer|frigate|cruiser)\b[^.;]{0,60}\b(?:in|off|on)\s+$",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\W{0,4}(?:(?:and|then|later|also|earlier|meanwhile|(?:\w+\s+){1,4}(?:before|later|earlier|after)(?:\s+that)?),?\s+)?"
    r"(?:in|from|off|under|beneath)\s+$",
    re.IGNORECASE,
)
# In a dated list the place follows the date at once: "9 June -- Semnan", "2 March. The Wonsan area".
_AFTER_LABEL = re.compile(r"(?P<lead>[^A-Za-z]*(?:[\w.]+\s+){0,3}[^A-Za-z]*)(?P<named>)$")
_AREA = re.compile(r"\s+(?:area|suburbs?|outskirts|region|vicinity)\b|[’']s\s+(?:outskirts|suburbs?)")
_NEAR = re.compile(r"\b(?:near|outskirts\s+of|area\s+of|vicinity\s+of|outside)\s+$")
_TO_SITE = re.compile(r"\b(?:from|at|in|near|off)\s+$", re.IGNORECASE)
_LISTED = re.compile(r"(?:,|\band\b|\bor\b|:)\s*(?:(?!(?:in|of)\s)\w+\s+){0,3}$")
# "They came from four places: Sunan near the capital, Kaechon in South Phyongan and Hamhung".
_PLACES = re.compile(r"\b(?:places|sites|locations|points|areas|spots)\s*(?::|,|--?|–|—|\bincluding\b|\bsuch\s+as\b)")
_NEXT = re.compile(r"(?:[:,–—-]|\band|\bincluding|\bsuch\s+as)\s+$")
# Leaving is told by these; a place behind them is one of launch even where a fall was told of before.
_LEAVES = re.compile(
    r"\b(?:from|out\s+of|left|leaving|leaves|departed|departing)\s+(?:[a-z-]+\s+){0,4}$", re.IGNORECASE
)
# "From" tells here where somebody looked on or spoke, and a point is what was aimed at.
_ONLOOKER = re.compile(
    r"\b(?:seen|visible|heard|watched|watching|filmed|photographed|far|bridge|road|train|reporting|speaking|writing)\s+from\s+$|"
    r"\b(?:points?|spots?|targets?|mark|aims?|circle|patch)\s+(?:was\s+|were\s+)?(?:in|off|near|at|on)\s+$"
)
# "Of" leads to a place of launch only behind words for a part of it: "the runway of", "the outskirts of".
_PART_OF = re.compile(
    r"\b(?:area|areas|vicinity|outskirts|suburbs?|edge|runway|port|city|town|county|airfield|airport|coast|base|site|range|"
    r"north|south|east|west|neighbou?rhood|region|province|district|island|waters)\s+of\s",
    re.IGNORECASE,
)
_NO_SITE = re.compile(
    r"^(?:the\s+)?(?:vicinity|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\w+day\b|Mach|EEZ|Staff|Joint|Council|"
    r"Integrated\s+Test\s+Range|Defen[cs]e|State|Command|ICBMs?|KST|JST|GMT|UTC|Ex\b|Exercise|New\s+York|Washington|Parliament|Congress|"
    r"(?:(?:north|south)(?:ern\s+side)?|Korea|Bay|Gulf|Cape|Port|Coast|Islands?|Sea|Ocean|Mount|River|Lake)$)",
    re.IGNORECASE,
)


def sites(marks: Marks, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """All places that launches came from, told by name or in common words, on land and at sea."""
    named = list(_named(marks, tale, told))
    found = [*named, *_known(marks, tale, named)]
    found += [f for f in _described(marks, tale, told) if not any(f.start < k.end and k.start < f.end for k in found)]
    yield from told_in_full(marks, found)


def told_in_full(marks: Marks, found: Sequence[Fact]) -> Iterator[Fact]:
    """All but what a headline says of a launch whose place the text names."""
    body = next((p.start for p in marks.sentences if not p.heading), 0)
    told = {f.event for f in found if f.start >= body}
    yield from (f for f in found if f.start >= body or f.event not in told)


def _described(marks: Marks, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Seas that launches came from, and places told in common words: "the edge of the capital"."""
    tells = {t.sentence for t in told}
    pattern = marks.lexicon.patterns["site_area"]
    for number, part in enumerate(marks.sentences):
        telling = number in tells or flies(marks, part) or marks.has("launch_verb", part.start, part.end)
        if part.heading or not telling:
            continue
        for place in within(marks.places, part.start, part.end):
            if place.kind == "sea" and is_start(marks, part, place):
                yield from _fact(marks, tale, place.start, place.end)
        for match in pattern.finditer(marks.text, part.start, part.end):
            start, end = match.span("place" if match["place"] else "left")
            if not _fallen(marks, part, start):
                yield from _fact(marks, tale, start, end)


def _fact(marks: Marks, tale: Story, start: int, end: int) -> Iterator[Fact]:
    event = tale.at(start)
    if event >= 0:
        yield Fact(event, "site", " ".join(marks.text[start:end].split()), start, end)


def _fallen(marks: Marks, part: Sentence, place: int) -> bool:
    """Whether the last word of launching or falling before a place is one of falling."""
    launched = [h.start for g in ("launch_verb", "launch_noun") for h in marks.words(g, part.start, place)]
    fell = [h.start for g in ("impact_verb", "fall_verb") for h in marks.words(g, part.start, place)]
    return max(fell, default=-1) > max(launched, default=-1)


def _named(marks: Marks, tale: Story, told: tuple[Telling, ...]) -> Iterator[Fact]:
    """Names behind a verb of launching and "from", or "at" and the like with little in between."""
    tells = {t.sentence for t in told}
    for number, part in enumerate(marks.sentences):
        last = -1
        for place in within(marks.places, part.start, part.end) if number in tells or flies(marks, part) else ():
            if place.kind != "site" or not _is_site(marks, place) or _is_no_start(marks, part, place.start, place.end):
                continue
            lead = _launching_before(marks, part, place)
            follows = last < 0 or bool(_LISTED.search(marks.text[last : place.start]))
            if follows and (_heads(marks, part, place) or (lead and _from(marks, lead, place))):
                last = place.end
                yield Fact(tale.at(place.start), "site", place.value, place.start, place.end)


def _known(marks: Marks, tale: Story, known: Sequence[Fact]) -> Iterator[Fact]:
    """Names of places of launch behind "from", "near", "at" and the like: "Strategic Command says near Kusong"."""
    heads = {
        p
        for n in labelled(marks)
        for p in (marks.sentences[n].start, marks.sentences[min(n + 1, len(marks.sentences) - 1)].start)
    }
    for part in marks.sentences:
        last = -1
        for hit in marks.words("site_name", part.start, part.end) if not part.heading else ():
            event = tale.at(hit.start)
            last = max((last, *(f.end for f in known if part.start <= f.start < hit.start)))
            if event < 0 or _is_capital(marks, hit) or hit.value != tale.events[event].country:
                continue
            lead = _SITE_LEAD.search(marks.text, max(part.start, hit.start - SITE_LEAD), hit.start)
            lead = lead or (_AFTER_LABEL.match(marks.text, part.start, hit.start) if part.start in heads else None)
            start = lead.start("named") if lead else hit.start
            told = any(f.start < hit.end and hit.start < f.end for f in known)
            if not told and (_leads(marks, part, hit, lead, last) if lead else _lists(marks, part, hit)):
                last = hit.end
                yield Fact(event, "site", marks.text[hit.start : hit.end], start, hit.end)


def _leads(marks: Marks, part: Sentence, hit: Hit[str], lead: re.Match[str], last: int) -> bool:
    """Whether the words before a known name lead to it as a place of launch; `last` is where one told before ends."""
    word = lead["lead"]
    if word == "on" and not marks.has_any(("launch_verb", "launch_noun"), part.start, part.end):
        return False
    if word == "of" and not _PART_OF.search(marks.text, max(part.start, lead.start() - PART_LEAD), hit.start):
        return False
    # "From Hodo near Wonsan", "Sinpo, a port in South Hamgyong": the second name only tells where the first lies.
    if word in ("in", "of", "near") and last >= 0 and _LIES.fullmatch(marks.text, last, lead.start()):
        return False
    if _is_no_start(marks, part, hit.start, hit.end):
        return False
    reach = max(part.start, lead.start() - LANDING_BEFORE)
    fallen = marks.has("landing_verb", reach, lead.start()) and not lead[0].lower().startswith("from")
    measured = _MEASURED.search(marks.text, reach, lead.end("lead") + 1)
    return not (fallen or measured or within(marks.systems, hit.start, hit.end))


def _lists(marks: Marks, part: Sentence, hit: Hit[str]) -> bool:
    """Whether a place is one of several counted before: "from four places: Sunan, Kaechon and Hamhung"."""
    named = _PLACES.search(marks.text, part.start, hit.start)
    return bool(named and _NEXT.search(marks.text, named.start(), hit.start))


def _heads(marks: Marks, part: Sentence, place: PlaceMark) -> bool:
    """Whether a place opens a sentence that goes on with a launch: "At Jakto-dong, they loosed two missiles"."""
    if not re.fullmatch(r"\W*(?:At|From|Off)\s+(?:the\s+)?", marks.text[part.start : place.start]):
        return False
    verb = next((h for h in marks.words("launch_verb", place.end, min(part.end, place.end + SITE_LEAD))), None)
    return verb is not None and not marks.has("report_verb", place.end, verb.start)


def _is_no_start(marks: Marks, part: Sentence, start: int, end: int) -> bool:
    """Whether a place is a range of impact, something aimed or looked at from, or stands behind a word of falling."""
    if _ONLOOKER.search(marks.text, max(part.start, start - SITE_LEAD), start):
        return True
    leaves = _LEAVES.search(marks.text, max(part.start, start - SITE_LEAD), start)
    return not leaves and (marks.has("impact_range", start, end) or _fallen(marks, part, start))


def _launching_before(marks: Marks, part: Sentence, place: PlaceMark) -> tuple[int, int] | None:
    """The last words of launching before a place in its sentence."""
    reach = max(part.start, place.start - SITE_REACH)
    for groups in (("launch_verb", "launch_noun", "light_verb"), ("flown_verb", "weapon")):
        words = [h for g in groups for h in marks.words(g, reach, place.start) if h.end <= place.start]
        if words:
            last = max(words, key=lambda h: h.end)
            return last.start, last.end
    return None


def _from(marks: Marks, launching: tuple[int, int], place: PlaceMark) -> bool:
    """A place after "from" is where it left; after "at" or "in" only when nothing else came in between."""
    start, end = launching
    lead = marks.text[end : place.start]
    if within(marks.quantities, end, place.start) and _MEASURED.search(lead):
        return False
    if not _TO_SITE.search(marks.text[max(0, place.start - 8) : place.start]):
        return False
    leaves = re.search(r"\b(?:from|out\s+of)\s+$", marks.text[start : place.start])
    if not marks.has("launch_verb", start, end) and not leaves:
        return False
    if leaves:
        return not re.search(r"\b(?:said|told)\b[^,]*$", lead)
    return (
        not marks.has("report_verb", end, place.start)
        and not marks.has("landing_verb", end, place.start)
        and len(lead) < (SITE_OFF if lead.rstrip().endswith("off") else 60)
    )


def _is_site(marks: Marks, place: PlaceMark) -> bool:
    name = place.value
    named_at = place.end - len(name)
    if marks.has("flag", place.start, place.end) or is_vessel(marks, max(place.start, named_at)):
        return False
    if _NO_SITE.match(name) or len(name) < 3 or (name.isupper() and len(name) < 5):
        return False
    countries = [p for p in within(marks.places, place.start, place.end) if p.kind in ("country", "adjective")]
    whole = any(" ".join(marks.text[p.start : p.end].split()) == name for p in countries)
    return not (
        whole
        and not re.search(r"\barea\b|\bnear\b|\baround\b|\boutside\b|\bsuburb", marks.text[place.start : place.end])
    ) and not any(
        s.start <= place.start + len(marks.text[place.start : place.end]) - len(name) < s.end
        for s in within(marks.systems, place.start, place.end)
    )


def _is_capital(marks: Marks, hit: Hit[str]) -> bool:
    """Whether a name stands for its country, not for the area around it ("near Pyongyang", "the Pyongyang area")."""
    around = _AREA.match(marks.text, hit.end) or _NEAR.search(marks.text, max(0, hit.start - 24), hit.start)
    country = any(h.end == hit.end for h in marks.words("country", hit.start, hit.end))
    return country and not around


def is_start(marks: Marks, part: Sentence, sea: PlaceMark) -> bool:
    """Whether a sea is where a launch came from: "from beneath the Sea of Okhotsk", "In the Gulf the navy fired"."""
    before = marks.text[max(part.start, sea.start - SEA_LEAD) : sea.start]
    if _FROM_SEA.search(before):
        return not _TO_HERE.search(before)
    lying = _LYING.search(before)
    if lying:
        return not marks.has_any(("impact_verb", "fall_verb"), sea.start - len(before) + lying.start(), sea.start)
    return bool(_HEADS.match(marks.text, part.start, sea.start)) and marks.has_any(
        ("launch_verb", "light_verb"), sea.end, min(part.end, sea.end + SITE_REACH)
    )
