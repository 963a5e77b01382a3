"""What the page says, in order, from assessments: plain frozen values that any writer can follow."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from trackside.assess import Assessment, Examination
from trackside.brief import how_far, tell, vocabulary, wording
from trackside.brief.figure import strip
from trackside.brief.figure_longest import longest_figure
from trackside.brief.figure_map import centre, data_sources, map_figure
from trackside.brief.figure_side import side_figure
from trackside.brief.ledger import LONGEST_QUOTE, Ledger, language, ledger, method_text, spans
from trackside.brief.marks import clean, contexts, marked, plain
from trackside.brief.page import (
    Background,
    CheckItem,
    ClaimRow,
    FactRow,
    Figure,
    Held,
    Method,
    Page,
    Reading,
    Remembered,
    Said,
    Section,
    SourceText,
    Words,
)
from trackside.brief.remember import remember
from trackside.brief.room import ROOMS, Room
from trackside.earth.land import Land
from trackside.errors import called
from trackside.measure import Estimate, Verdict
from trackside.moment import Moment
from trackside.record import Claim, Finding, HistoryStatement, Launch, Modality, Reaction, spelled

_ORDER = (
    "launch_date", "launch_time", "country", "site", "system", "kind", "platform", "missile_count", "range", "apogee",
    "flight_time", "speed", "direction", "landing", "eez", "outcome",
)  # fmt: skip
_NOT_HELD = (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.DENIED)
_TOLD_OF_DATA = {"origin": "", "licence": "Licence: ", "attribution": ""}
_POSSIBLE = "Distance it could reach"
# Statements about history, and reactions, in the line of a launch that is only told of.
_MOST_WORDS_TOLD = 4
# Beyond this many maps on a page each is drawn a little coarser.
_FINE_MAPS = 3
_TOLERANCE = 0.45


def compose(
    assessments: Sequence[Assessment], land: Land, *, made: Moment, version: str, room: Room = ROOMS[0]
) -> Page:
    """The whole briefing: announced launches first with a section each, then those only told of, then the evidence.

    Where nothing is announced every launch told of has its section. `room` limits how much is shown.
    """
    main, background = parted(assessments)
    main, background = main[: room.sections], [*main[room.sections :], *background]
    book = ledger([*main, *background], most=room.claims)
    maps = min(len(main), room.maps)
    tolerance = _TOLERANCE * max(1.0, maps / _FINE_MAPS)
    sections = [
        section(a, book, f"l{i}", land=land if i <= maps else None, tolerance=tolerance, room=room)
        for i, a in enumerate(main, 1)
    ]
    return Page(
        title=_title(sections, background),
        description=sections[0].lead[0] if sections else "",
        sections=tuple(sections),
        background=tuple(_background(a, book, room) for a in background),
        limits=tuple(vocabulary.tables()["limits"].values()),
        methods=tuple(Method(n, *method_text(key)) for key, n in book.methods.items()),
        data=tuple(_data(main, land)),
        sources=tuple(_sources(book, [*main, *background], room)),
        made=wording.instant(made),
        version=version,
    )


def parted(assessments: Sequence[Assessment]) -> tuple[list[Assessment], list[Assessment]]:
    """The launches that are announced, and those only told of; all are the former where nothing is announced."""
    main = [a for a in assessments if a.launch.main]
    return (main, [a for a in assessments if not a.launch.main]) if main else (list(assessments), [])


def section(
    a: Assessment,
    book: Ledger,
    anchor: str,
    *,
    land: Land | None = None,
    tolerance: float = _TOLERANCE,
    room: Room = ROOMS[0],
) -> Section:
    """All that is said of one launch; without `land` no map is drawn, and no flights behind the arcs."""
    verdict, word = tell.gravest(a)
    claims = [c for c in a.launch.claims if c.id in book.claims]
    return Section(
        anchor=anchor,
        headline=tell.headline(a.launch),
        place_and_time=tell.place_and_time(a),
        lead=tell.lead(a, book),
        gravest=verdict,
        gravest_word=word,
        facts=tuple(_facts(a.launch, book, room)),
        map=map_figure(a, land, f"{anchor}-map", tolerance=tolerance) if land else None,
        side=side_figure(a, f"{anchor}-side", flights=room.flights if land else 0),
        longest=longest_figure(a, f"{anchor}-longest"),
        readings=tuple(_readings(a, book)),
        checks=tuple(_check(x, book, f"{anchor}-k{i}") for i, x in enumerate(a.examinations[: room.checks], 1)),
        unchecked=a.unchecked,
        disagreements=tuple(_fact(f, book, room, note=_difference(f)) for f in a.disagreements),
        within=_within(a),
        claims=tuple(_row(c, book) for c in claims),
        history=tuple(_history(a, book)[: room.words]),
        reactions=tuple(_reaction(r, book) for r in a.launch.reactions[: room.words]),
        unknown=(*tell.unknown(a), *_left_out(a, len(claims), room)),
    )


def _title(sections: Sequence[Section], background: Sequence[Assessment]) -> str:
    if len(sections) == 1:
        return sections[0].headline
    if sections:
        return vocabulary.capital(wording.counted(len(sections), "launch", "launches"))
    return "No launch" if not background else "Launches told of"


def _left_out(a: Assessment, claims: int, room: Room) -> Iterator[str]:
    """What did not fit, counted."""
    launch = a.launch
    for have, shown, one in (
        (len(launch.claims), claims, "claim"),
        (len(a.examinations), room.checks, "check"),
        (len(launch.reactions), room.words, "reaction"),
        (len(launch.history), room.words, "statement about history"),
    ):
        if have > shown:
            many = "statements about history" if " " in one else f"{one}s"
            yield vocabulary.capital(
                f"{wording.counted(have - shown, f'further {one}', f'further {many}')} left out here."
            )


def _facts(launch: Launch, book: Ledger, room: Room) -> Iterator[FactRow]:
    """What is held, attribute by attribute; then what is only planned, possible or denied."""
    for attribute in _ORDER:
        found = launch.finding(attribute)
        if found is not None:
            yield _fact(found, book, room)
        elif attribute == "launch_date" and launch.date is not None:
            yield FactRow(
                vocabulary.attribute(attribute),
                (Held(f"{wording.day(launch.date)}, {vocabulary.term('date', 'worked out')}", ()),),
                None,
            )
        elif attribute == "platform" and (words := tell.platform(launch)):
            yield FactRow(vocabulary.attribute(attribute), (Held(words, ()),), None)
        elif attribute == "country" and launch.country:
            yield FactRow(vocabulary.attribute(attribute), (Held(vocabulary.country(launch.country), ()),), None)
    for modality in _NOT_HELD:
        for attribute in _ORDER:
            claims = [c for c in launch.claims if c.modality is modality and c.attribute == attribute]
            if claims:
                yield _row_of(_qualified(attribute, modality), list(_grouped(claims, book, room)), room)


def _qualified(attribute: str, modality: Modality) -> str:
    if _is_possible(attribute, modality):
        return _POSSIBLE
    word = "possible" if modality is Modality.HYPOTHETICAL else modality.value
    return f"{vocabulary.attribute(attribute)}, {word}"


def _is_possible(attribute: str, modality: Modality) -> bool:
    return attribute == "range" and modality is Modality.HYPOTHETICAL


def _grouped(claims: Sequence[Claim], book: Ledger, room: Room) -> Iterator[Held]:
    for words in dict.fromkeys(str(spelled(c.value)) for c in claims):
        yield _held([c for c in claims if str(spelled(c.value)) == words], book, room)


def _fact(found: Finding, book: Ledger, room: Room, note: str = "") -> FactRow:
    held = [_held(p.claims, book, room) for p in found.positions]
    agreed = found.agreed if len(held) > 1 else None
    return _row_of(vocabulary.attribute(found.attribute), held, room, agreed=agreed, note=note)


def _row_of(name: str, held: Sequence[Held], room: Room, *, agreed: bool | None = None, note: str = "") -> FactRow:
    if len(held) > room.values:
        note = (
            f"{note} {vocabulary.capital(wording.counted(len(held) - room.values, 'further value'))} left out.".strip()
        )
    return FactRow(name, tuple(held[: room.values]), agreed, note)


def _held(claims: Sequence[Claim], book: Ledger, room: Room) -> Held:
    """One value with its speakers, each once for each way of saying it."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for c in claims:
        groups.setdefault((book.who(c), c.modality.value), []).append(c)
    by = [Said(who, how, book.numbers(said)) for (who, how), said in groups.items()]
    more = len(by) - room.speakers
    if more > 0:
        by = [*by[: room.speakers], Said(wording.counted(more, "other"), claims[0].modality.value, ())]
    return Held(wording.value(claims[0].value, claims[0].attribute), tuple(by))


def _difference(found: Finding) -> str:
    """How far the values lie apart, in words."""
    values = [p.value for p in found.positions if isinstance(p.value, Estimate)]
    closed = [v for v in values if math.isfinite(v.high) and v.low > 0.0 and v.unit == values[0].unit]
    if len(closed) < 2:
        return ""
    low, high = min(closed, key=lambda v: v.best), max(closed, key=lambda v: v.best)
    if high.best <= low.best:
        return ""
    if high.unit == "count":
        return f"They differ by {wording.small(high.best - low.best)}."
    apart = high.best - low.best
    step = 10.0 ** (math.floor(math.log10(apart)) - 1)
    share = wording.percent(apart / low.best)
    return f"They differ by {wording.amount(apart, high.unit, step)}, {share} of the smaller."


def _check(x: Examination, book: Ledger, uid: str) -> CheckItem:
    c = x.check
    heading = tell.tested(x, book)
    claimed = wording.estimate(c.claimed)
    expected = wording.computed(c.expected, against=c.claimed.best) if c.expected else ""
    return CheckItem(
        heading=heading,
        verdict=c.verdict,
        word=vocabulary.verdict(c.verdict),
        claimed=claimed,
        expected=expected,
        chance=_chance(c.probability) if c.verdict in {Verdict.CONTRADICTED, Verdict.STRAINED} else "",
        because=plain(c.because),
        method=book.methods.get(c.method, 0),
        claims=book.numbers(x.rests_on),
        strip=_strip(x, uid, claimed, expected),
    )


def _chance(probability: float | None) -> str:
    if probability is None:
        return ""
    return "impossible for any free flight" if probability == 0.0 else wording.chance(probability)


def _strip(x: Examination, uid: str, claimed: str, expected: str) -> Figure | None:
    e = x.check.expected
    if e is None or e.unit != x.check.claimed.unit:
        return None
    words = f"Claimed: {claimed}. Expected, with 90 % probability: {expected}."
    ends = wording.ends(e, against=x.check.claimed.best)
    return strip(x.check.claimed, e, uid, "Claimed against expected", words, ends)


def _readings(a: Assessment, book: Ledger) -> Iterator[Reading]:
    for r in a.flown:
        label = (
            book.who(r.rests_on[0]) if len({c.speaker.name for c in r.rests_on}) == 1 else vocabulary.speaker(r.label)
        )
        path = vocabulary.term("path", str(r.report.path))
        path = "" if r.report.because.lower().startswith(path) else vocabulary.capital(f"{path}.")
        screen = how_far.screen(r, label)
        far = how_far.longest(r)
        yield Reading(label, path, r.report.because, how_far.burnout(r), far, screen, book.numbers(r.rests_on))


def _within(a: Assessment) -> str:
    """What lies inside the circle, in two sentences."""
    if a.exposure is None or a.range_m is None or a.ring is None:
        return ""
    countries = [vocabulary.country_in_sentence(c) for c in a.exposure.countries]
    lies = f"parts of {vocabulary.listing(countries[:8])}" if countries else "no country’s ground"
    if len(countries) > 8:
        lies = f"parts of {len(countries)} countries"
    text = f"Within {wording.value(a.range_m, 'range')} of {a.ring.place.name}, in any direction, lie {lies}."
    largest = sorted((r for r in a.exposure.places if r.place.population), key=lambda r: -r.place.population)[:5]
    if largest:
        told = [f"{r.place.name} ({wording.distance(r.distance_m)} away)" for r in largest]
        people = wording.population(a.exposure.population)
        text += f" The largest cities there are {vocabulary.listing(told)};"
        text += f" all that are listed have {people} people together."
    return text


def _row(c: Claim, book: Ledger) -> ClaimRow:
    return ClaimRow(
        number=book.claims[c.id],
        attribute=_POSSIBLE if _is_possible(c.attribute, c.modality) else vocabulary.attribute(c.attribute),
        value=wording.value(c.value, c.attribute),
        who=book.who(c),
        modality=c.modality.value,
        quote=_short(c.quote.exact),
        language=book.language(c.quote),
        doubt=plain(c.doubt),
        source=book.source(c.quote),
        mark=book.mark(c.quote),
    )


def _short(quote: str) -> str:
    quote = clean(quote)
    if len(quote) <= LONGEST_QUOTE:
        return quote
    half = LONGEST_QUOTE // 2
    return f"{quote[:half]} […] {quote[-half:]}"


def _history(a: Assessment, book: Ledger) -> list[Remembered]:
    checks = a.history or (None,) * len(a.launch.history)
    return [remember(_statement(h, book), c) for h, c in zip(a.launch.history, checks, strict=True)]


def _statement(h: HistoryStatement, book: Ledger) -> Words:
    label = vocabulary.term("history", h.kind)
    if h.since is not None:
        label += f" {wording.day(h.since)}" if label.endswith("since") else f", {wording.day(h.since)}"
    return _words("", label, h, book)


def _reaction(r: Reaction, book: Ledger) -> Words:
    source = book.source(r.quote)
    who = vocabulary.speaker(r.actor.name, f"source {source}" if source and len(book.documents) > 1 else "the report")
    return _words(who, vocabulary.term("stance", r.stance), r, book)


def _words(who: str, label: str, said: Reaction | HistoryStatement, book: Ledger) -> Words:
    q = said.quote
    return Words(who, label, _short(q.exact), book.language(q), book.source(q), book.mark(q))


def _background(a: Assessment, book: Ledger, room: Room) -> Background:
    most = min(room.words, _MOST_WORDS_TOLD)
    history, reactions = a.launch.history, a.launch.reactions
    more = max(len(history) - most, 0) + max(len(reactions) - most, 0)
    return Background(
        tell.headline(a.launch),
        tuple(_row(c, book) for c in a.launch.claims if c.id in book.claims),
        tuple(_history(a, book)[:most]),
        tuple(_reaction(r, book) for r in reactions[:most]),
        f"{vocabulary.capital(wording.counted(more, 'further statement'))} left out here." if more else "",
    )


def _data(assessments: Sequence[Assessment], land: Land) -> Iterator[Method]:
    """The bodies of data that were used, as the ground floor's own list of sources describes them."""
    used = dict.fromkeys(key for a in assessments for key in (("outlines",) if centre(a) else ()) + data_sources(a))
    if any(isinstance(c.value, Moment) for a in assessments for c in a.launch.claims):
        used["tz"] = None
    with (files("trackside.earth") / "data" / "SOURCES.toml").open("rb") as table:
        listed = tomllib.load(table)
    # A file of outlines has one scale; the entry of its source speaks of all of them.
    drawn: dict[str, str] = next((f for f in listed["file"] if f["name"] == f"land_{land.scale}.npz"), {})
    told = {**listed["sources"], "outlines": drawn}
    for i, key in enumerate(used, 1):
        own = vocabulary.tables()["data_origin"].get(key)
        row = told.get(key, {}) | ({"origin": own} if own else {})
        words = " ".join(f"{label}{row[k]}." for k, label in _TOLD_OF_DATA.items() if k in row)
        yield Method(i, vocabulary.term("data_source", key), words, "")


def _sources(book: Ledger, assessments: Sequence[Assessment], room: Room) -> Iterator[SourceText]:
    quoted = spans(book, assessments)
    fits = contexts({k: d.text for k, (_, d) in book.documents.items()}, quoted, most=room.text_bytes)
    for key, (number, d) in book.documents.items():
        yield SourceText(
            number=number,
            title=plain(d.title) or "untitled",
            source=plain(called(d.source)),
            link=d.source if d.source.startswith(("http://", "https://")) else "",
            published=wording.date(d.published) if d.published else "",
            language=language(d),
            language_name=vocabulary.term("language", language(d)) or "not known",
            sha256=d.sha256,
            whole=fits[key] is None,
            pieces=marked(d.text, quoted[key], fits[key]),
        )
