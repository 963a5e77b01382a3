"""Where a launch and its landing can be drawn: the places their words name, as points with how wide they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from trackside.earth import Gazetteer, Place
from trackside.earth.gazetteer import SITES
from trackside.earth.point import read_point
from trackside.errors import BadPlace
from trackside.record import Claim, Launch

# Latitude and longitude by document, looked for only when they are asked for.
Coordinates = tuple[float, float]
Held = Callable[[], Mapping[str, Coordinates]]

# A pin in the middle of what is wider than this (an ocean) would say nothing.
WIDEST_M = 1_000_000.0
# A landing "in Japan's exclusive economic zone" is nowhere near the middle of Japan.
_TOO_WIDE = "country"


class Spot(NamedTuple):
    """A place, the words that name it, and the claims that say so."""

    place: Place
    words: str
    claims: tuple[Claim, ...]


def site_of(launch: Launch, gazetteer: Gazetteer, held: Held) -> Spot | None:
    """Where it was launched.

    A site that the gazetteer knows by the best supported words comes first; then coordinates that a document of the
    launch holds (`held` looks for them); then whatever wider place the words name in the launching country.
    """
    told = _told(launch, "site")
    for words, claims in told.items():
        if point := _point(words):
            return Spot(point, words, claims)
    found = gazetteer.site_in(told, country=launch.country)
    named = Spot(found[1], found[0], told[found[0]]) if found and found[1].kind != _TOO_WIDE else None
    if named and named.place.kind in SITES:
        return named
    return _measured(told, held()) or named


def _measured(told: Mapping[str, tuple[Claim, ...]], held: Mapping[str, Coordinates]) -> Spot | None:
    """The coordinates of the first document that holds some, with what that document calls the site."""
    for document_id, at in held.items():
        said = ((w, c) for w, claims in told.items() for c in claims if c.quote.document_id == document_id)
        words, claim = next(said, ("", None))
        place = Place(words or "the site", *at, kind="site", source=document_id)
        return Spot(place, words, (claim,) if claim else ())
    return None


def landing_of(launch: Launch, gazetteer: Gazetteer) -> Spot | None:
    """Where it is said to have come down, as far as a place is named: a coast or town before a whole sea."""
    known = list(_landings(launch, gazetteer))
    return next((s for s in known if s.place.kind != "sea"), known[0] if known else None)


def _landings(launch: Launch, gazetteer: Gazetteer) -> Iterator[Spot]:
    for words, claims in _told(launch, "landing").items():
        if point := _point(words):
            yield Spot(point, words, claims)
        for place in gazetteer.named_in(words):
            if place.kind != _TOO_WIDE and place.uncertainty_m <= WIDEST_M:
                yield Spot(place, words, claims)


def _told(launch: Launch, attribute: str) -> dict[str, tuple[Claim, ...]]:
    """Every value held in words, the best supported first, with its claims; then what mentions say without a claim."""
    finding = launch.finding(attribute)
    told = {str(p.value): p.claims for p in finding.positions} if finding else {}
    if attribute == "site":
        told |= {m.site: () for m in launch.mentions if m.site and m.site not in told}
    return told


def _point(words: str) -> Place | None:
    try:
        point = read_point(words)
    except BadPlace:
        # Numbers off the globe stay words; the audit is what finds them.
        return None
    return Place(words.strip(), *point, source="given") if point else None
