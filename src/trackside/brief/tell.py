"""The sentences of a section: headline, what was announced by whom, the gravest finding, what stays unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trackside.assess import Assessment, Examination
from trackside.brief import how_far, vocabulary, wording
from trackside.brief.ledger import Ledger
from trackside.brief.marks import plain
from trackside.flight import Path
from trackside.measure import Estimate, Verdict
from trackside.moment import Moment
from trackside.record import HELD, NARRATOR, Claim, Launch, Modality

_NUMBERS = ("range", "apogee", "flight_time", "speed")
_MOST_SPEAKERS, _MOST_NAMED = 4, 4
_GRAVE = (Verdict.CONTRADICTED, Verdict.STRAINED)


def headline(launch: Launch) -> str:
    """``"North Korea: Hwasong-17, 24 March 2022"``."""
    what = _first(launch, "system") or _kind(launch) or "missile launch"
    when = f", {wording.day(launch.date)}" if launch.date else ", date not told"
    return f"{vocabulary.country(launch.country) or 'Unknown country'}: {what}{when}"


def place_and_time(a: Assessment) -> str:
    """The line under the headline: where and at what time, as far as either is known."""
    told = a.launch.finding("launch_time")
    times = [wording.clock(p.value) for p in told.positions if isinstance(p.value, Moment)] if told else []
    where = f"{a.site.name} ({wording.point(a.site.lat_deg, a.site.lon_deg)})" if a.site else _sites(a.launch)
    return " · ".join(x for x in (where, vocabulary.listing(times[:3])) if x)


def platform(launch: Launch) -> str:
    """What it was launched from, as claimed or else as the texts mention it: ``"a train"``; empty where not told."""
    return _first(launch, "platform")


def lead(a: Assessment, book: Ledger) -> tuple[str, ...]:
    """The paragraphs at the head of a section."""
    numbers = list(_numbers(a.launch, book))
    paragraphs = [_announced(a.launch, book), " ".join(numbers), _finding(a, book), _disagree(a)]
    return tuple(p for p in paragraphs if p)


def gravest(a: Assessment) -> tuple[str, str]:
    """The gravest verdict of a section: its key (``odd`` for a path that is no arc, empty for none) and its words."""
    grave = next((x.check.verdict for v in _GRAVE for x in a.examinations if x.check.verdict is v), None)
    if grave is None and any(r.report.path is Path.NOT_BALLISTIC for r in a.flown):
        return "odd", vocabulary.term("path", "not ballistic")
    verdict = grave or next((x.check.verdict for x in a.examinations), None)
    return (verdict.value, vocabulary.verdict(verdict)) if verdict else ("", "not checked")


def tested(x: Examination, book: Ledger) -> str:
    """What a check holds against what: ``"KCNA’s flight time against the same speaker’s distance and peak height"``."""
    first, rest = x.rests_on[0], x.rests_on[1:]
    own = [vocabulary.term("number_of", c.attribute) for c in rest if c.voice == first.voice]
    parts = [f"the same speaker’s {vocabulary.listing(list(dict.fromkeys(own)))}"] if own else []
    for voice in dict.fromkeys(c.voice for c in rest if c.voice != first.voice):
        theirs = [c for c in rest if c.voice == voice]
        things = vocabulary.listing([vocabulary.term("number_of", c.attribute) for c in theirs])
        parts.append(f"{vocabulary.possessive(vocabulary.named(book.who(theirs[0])))} {things}")
    whose = vocabulary.possessive(vocabulary.named(book.who(first)))
    against = vocabulary.listing(parts) or "what is possible"
    return f"{whose} {vocabulary.term('number_of', x.check.about)} against {against}"


def unknown(a: Assessment) -> tuple[str, ...]:
    """What this section in particular cannot tell."""
    return tuple(_unknown(a))


def _unknown(a: Assessment) -> Iterator[str]:
    if a.site is None and a.ring is not None:
        yield f"Where it started is not told, or not known to the gazetteer; the map shows {a.ring.place.name} instead."
    elif a.site is None:
        yield "Where it started is not told, or not known to the gazetteer; so there is no map."
    elif a.aim is None:
        yield "Which way it flew is not told; the circle on the map says only how far."
    if not a.examinations and not a.unchecked and not a.flown:
        yield "Nobody gives two numbers of one flight, so nothing could be held against physics."
    if not any(c.attribute in _NUMBERS for c in a.launch.claims):
        yield "No distance, height, time or speed is told."
    if any(how_far.told(r) for r in a.flown):
        yield vocabulary.term("reconstruction", "load")
    if any(x.check.verdict is Verdict.CONSISTENT for x in a.examinations):
        yield "A consistent number is a possible one; it need not be a true one."


def _announced(launch: Launch, book: Ledger) -> str:
    held = [c for c in launch.claims if c.modality in HELD]
    planned = any(c.modality is Modality.PLANNED for c in launch.claims)
    verb = "launched" if held or not planned else "announced that it would launch"
    who = vocabulary.country_in_sentence(launch.country) or "An unknown side"
    sentence = f"{vocabulary.capital(who)} {verb} {_what(launch)}"
    if told_from := platform(launch):
        sentence += f" from {told_from}"
    if launch.date:
        day = wording.day(launch.date)
        lead_in = "some time from" if " to " in day else "on" if len(launch.date.date) == len("2022-03-24") else "in"
        sentence += f" {lead_in} {day}"
    if names := _authorities(held or launch.claims, book):
        more = [wording.counted(len(names) - _MOST_NAMED, "other")] if len(names) > _MOST_NAMED else []
        sentence += f", according to {vocabulary.listing(names[:_MOST_NAMED] + more)}"
    return " ".join([f"{sentence}.", *_remarks(launch, book)])


def _authorities(claims: Sequence[Claim], book: Ledger) -> list[str]:
    """Who is named for a launch; a text's own voice only where nobody else speaks."""
    named = [c for c in claims if c.speaker.name != NARRATOR.name]
    return list(dict.fromkeys(vocabulary.named(book.who(c)) for c in named or claims))


def _remarks(launch: Launch, book: Ledger) -> Iterator[str]:
    if sites := _sites(launch):
        yield f"Launch site as named: {sites}."
    outcome = launch.finding("outcome")
    if outcome and outcome.positions[0].value in {"failure", "partial"}:
        who = vocabulary.named(book.who(outcome.positions[0].claims[0]))
        yield f"Outcome, says {who}: {wording.value(outcome.positions[0].value, 'outcome')}."
    for c in launch.claims:
        if c.attribute == "launch_date" and c.modality is Modality.DENIED:
            yield f"{vocabulary.capital(vocabulary.named(book.who(c)))} denies that the launch took place."


def _what(launch: Launch) -> str:
    """``"an intercontinental ballistic missile (Hwasong-17)"``, ``"one or two missiles"``."""
    noun = _kind(launch) or "missile"
    system = _first(launch, "system")
    count = launch.finding("missile_count")
    if count is None:
        words = vocabulary.one(noun)
    else:
        values = sorted({p.value.best for p in count.positions if isinstance(p.value, Estimate)})
        told = [wording.value(p.value, "missile_count") for p in count.positions][:1]
        if len(values) > 1:
            told = [wording.small(v) for v in values[:3]]
        words = f"{vocabulary.listing(told, 'or')} {noun if values == [1.0] else noun + 's'}"
    return f"{words} ({system})" if system else words


def _kind(launch: Launch) -> str:
    found = launch.finding("kind")
    word = str(found.positions[0].value) if found else next((m.kind for m in launch.mentions if m.kind), "")
    return "" if word in {"", "other"} else plain(vocabulary.term("kind", word))


def _first(launch: Launch, attribute: str) -> str:
    """The best-supported words of an attribute, else what a mention has."""
    found = launch.finding(attribute)
    word = str(found.positions[0].value) if found else ""
    if not word and attribute in {"system", "platform"}:
        word = next((w for m in launch.mentions if (w := getattr(m, attribute))), "")
    return plain(vocabulary.term(attribute, word))


def _sites(launch: Launch) -> str:
    found = launch.finding("site")
    words = [str(p.value) for p in found.positions] if found else [m.site for m in launch.mentions if m.site]
    return vocabulary.listing(list(dict.fromkeys(plain(w) for w in words))[:4], "or")


def _numbers(launch: Launch, book: Ledger) -> Iterator[str]:
    """One sentence for each speaker who gives numbers of the flight."""
    flown = [c for c in launch.claims if c.attribute in _NUMBERS and c.modality in HELD]
    names = list(dict.fromkeys(book.who(c) for c in flown))
    for name in names[:_MOST_SPEAKERS]:
        theirs = [c for c in flown if book.who(c) == name]
        verb = "estimates" if all(c.modality is Modality.ESTIMATED for c in theirs) else "gives"
        side = vocabulary.side(name, theirs[0].speaker.country)
        yield f"{vocabulary.capital(vocabulary.named(name))}{side} {verb} {vocabulary.listing(list(_amounts(theirs)))}."
    if len(names) > _MOST_SPEAKERS:
        yield f"{vocabulary.capital(wording.counted(len(names) - _MOST_SPEAKERS, 'other'))} also give numbers."


def _amounts(claims: Sequence[Claim]) -> Iterator[str]:
    for attribute in _NUMBERS:
        values = list(dict.fromkeys(wording.value(c.value, attribute) for c in claims if c.attribute == attribute))
        if values:
            yield vocabulary.term("attribute_in_sentence", attribute).format(vocabulary.listing(values[:4]))


def _finding(a: Assessment, book: Ledger) -> str:
    """The gravest finding in one or two sentences, and who says it differently and fits."""
    for verdict, words in ((Verdict.CONTRADICTED, "cannot be right"), (Verdict.STRAINED, "is strained")):
        for x in a.examinations:
            if x.check.verdict is verdict:
                what, _, against = tested(x, book).partition(" against ")
                said = f"{vocabulary.capital(what)} {words}, held against {against}. {x.check.because}"
                return f"{said} {_other(a, x, book)}".rstrip()
    odd = next((r for r in a.flown if r.report.path in {Path.NOT_BALLISTIC, Path.ORBITAL}), None)
    if odd is not None:
        path = vocabulary.term("path", str(odd.report.path))
        return f"The numbers of {vocabulary.named(vocabulary.speaker(odd.label))} describe {path}. {odd.report.because}"
    if any(x.check.verdict is Verdict.CONSISTENT for x in a.examinations):
        return "As far as the numbers can be checked, they agree with each other and with a ballistic flight."
    if a.examinations and not a.unchecked:
        return "Too little is told to say whether the numbers agree with physics."
    return a.unchecked


def _other(a: Assessment, grave: Examination, book: Ledger) -> str:
    """Another speaker's number of the same kind that does fit, best where it fits the grave one's own other numbers."""
    fits = [
        x
        for x in a.examinations
        if x.check.verdict is Verdict.CONSISTENT and x.check.about == grave.check.about and x.speaker != grave.speaker
    ]
    if not fits:
        return ""
    x = max(fits, key=lambda x: grave.speaker in x.others)
    what, _, against = tested(x, book).partition(" against ")
    number = wording.estimate(x.check.claimed)
    return f"{vocabulary.capital(what)} ({number}) is consistent with {against}."


def _disagree(a: Assessment) -> str:
    names = [vocabulary.term("attribute_noun", f.attribute) for f in a.disagreements]
    return f"The speakers disagree on {vocabulary.listing(names)}." if names else ""
