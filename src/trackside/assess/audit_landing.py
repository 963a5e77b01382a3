"""Where it is said to have come down, against the site, the range and the direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from trackside.assess.audit_finding import AuditFinding, Cited, weigh
from trackside.assess.audit_peer import Peers
from trackside.assess.audit_row import Row
from trackside.assess.locate import COMPASS_DEG
from trackside.earth import Gazetteer, Place
from trackside.earth.geodesic import destination, distances_m, leg
from trackside.flight.say import claimed, listed, rough_length
from trackside.library import Library
from trackside.measure import Estimate

Point = tuple[float, float]
Known = dict[tuple[tuple[float, float], float, str], bool]
# A range is told to a tenth; where it came down, to some tens of kilometres.
LOOSE_SHARE, LOOSE_M = 0.12, 60_000.0
# How sure: the place told is out of reach; far nearer than the range; in another sea; opposite to the direction.
TOO_FAR, TOO_NEAR, OTHER_SEA, OTHER_WAY, AGAINST = 0.8, 0.6, 0.65, 0.5, 0.85
# Others name another sea: how much more each unit of weight makes it likely that they are right.
PER_WEIGHT = 1.8
# A sea reaches in its long direction about this much farther than its mean half-width.
WIDTHS = 1.5
# Wider than this it is an ocean, which is where no sea of its rim is.
OCEAN_M, OCEAN_WIDTHS, MARGINAL_M = 2_000_000.0, 3.0, 200_000.0
# Seas that no coast parts from their ocean: who falls there falls into the ocean, too.
OPEN_SEAS = frozenset({"Philippine Sea"})
# Directions and parts of the range that are tried.
AZIMUTHS = np.arange(0.0, 360.0, 5.0)
REACHES_M = (1e5, 2e5, 4e5, 8e5, 1.6e6, 3.2e6)
EEZ_M = 370_400.0
_OFFSET = re.compile(
    r"(?i)(?P<far>[\d,.]+) ?km "
    r"(?P<way>north|south|east|west|northeast|northwest|southeast|southwest|n|s|e|w|ne|nw|se|sw)"
    r"(?:ern)? (?:of|off) (?P<name>[A-Z][\w' -]+)"
)
_SHORT = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "ne": "northeast",
    "nw": "northwest",
    "se": "southeast",
    "sw": "southwest",
}
SETTLE = "The range and the place of landing as the offices that tracked it gave them."


def landings(peers: Peers, library: Library) -> Iterator[AuditFinding]:
    """Landing against range, and a direction in degrees against the sea that is named."""
    known: Known = {}
    for row, others in peers.pairs():
        yield from _elsewhere(peers, row, others, library.gazetteer)
        start = _start(row, library.gazetteer)
        if start is None:
            continue
        said = dict.fromkeys(str(c.value) for c in (*row.claims, *row.context) if c.attribute == "landing")
        found = [f for words in said if (f := _one(row, start, words, library, known))]
        # Several who differ about the place have their own finding; here all of them must be out of reach.
        if said and len(found) == len(said):
            yield max(found, key=lambda f: f.sureness)
        yield from _eez(row, start, library)


def _start(row: Row, gazetteer: Gazetteer) -> Point | None:
    if row.point and abs(row.point[0]) <= 90.0 and abs(row.point[1]) <= 180.0:
        return row.point
    found = gazetteer.site_in(row.words("site"), country=row.country)
    return (found[1].lat_deg, found[1].lon_deg) if found and found[1].uncertainty_m <= LOOSE_M else None


def _elsewhere(peers: Peers, row: Row, others: Sequence[Row], gazetteer: Gazetteer) -> Iterator[AuditFinding]:
    """A sea that lies apart from every sea that others name."""
    own = _seas_named(row, gazetteer)
    told = [(o, _seas_named(o, gazetteer)) for o in others if o.speaker != row.speaker]
    against = [o for o, theirs in told if theirs and all(_apart(a, b) for a in own for b in theirs)]
    agree = [row, *(o for o, theirs in told if theirs and o not in against)]
    if not own or not against or len(agree) > len(against):
        return
    names = list(dict.fromkeys(f"{o.speaker} ({o.source}) the {_seas_named(o, gazetteer)[0].name}" for o in against))
    because = f"{row.speaker} has it come down in the {own[0].name}, {listed(names)}."
    sureness = weigh(0.5, PER_WEIGHT ** (peers.weight(against) - peers.weight(agree)))
    yield _finding(row, sureness, because)


def _seas_named(row: Row, gazetteer: Gazetteer) -> tuple[Place, ...]:
    said = (str(c.value) for c in (*row.claims, *row.context) if c.attribute == "landing")
    return tuple(dict.fromkeys(p for words in said for p in gazetteer.named_in(words) if p.kind == "sea"))


def _apart(a: Place, b: Place) -> bool:
    return leg(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg).distance_m > a.uncertainty_m + b.uncertainty_m


def _one(row: Row, start: Point, words: str, library: Library, known: Known) -> AuditFinding | None:
    """What one landing told has against it."""
    places = library.gazetteer.named_in(words)
    seas = [p for p in places if p.kind == "sea"]
    if _OFFSET.search(words):
        return _offset(row, start, words, library.gazetteer)
    if seas:
        found = [_sea(row, start, sea, library, known) for sea in seas]
        return next((f for f in found if f), None) if all(found) else None
    fixed = places and places[0].kind in {"site", "city", "town", "coast"} and row.claim("range") is not None
    if fixed and words.partition(",")[0].strip().lower() == places[0].name.lower():
        return _distance(row, start, words, (places[0].lat_deg, places[0].lon_deg), places[0].uncertainty_m)
    return None


def _offset(row: Row, start: Point, words: str, gazetteer: Gazetteer) -> AuditFinding | None:
    """ "250 km W of Oga Peninsula": a point, whose distance the range must be."""
    said, far = _OFFSET.search(words), row.claim("range")
    places = gazetteer.named_in(said["name"]) if said else ()
    if said is None or not places or far is None or places[0].uncertainty_m > LOOSE_M:
        return None
    way = said["way"].lower()
    azimuth = COMPASS_DEG[_SHORT.get(way, way)]
    end = destination(places[0].lat_deg, places[0].lon_deg, azimuth, float(said["far"].replace(",", "")) * 1000.0)
    return _distance(row, start, words, end, places[0].uncertainty_m)


def _distance(row: Row, start: Point, words: str, end: Point, unsure_m: float) -> AuditFinding | None:
    """The way from site to landing against the range."""
    far, way = row.claim("range"), leg(*start, *end).distance_m
    if far is None or not isinstance(far.value, Estimate):
        return None
    value, slack = far.value, LOOSE_SHARE * max(far.value.best, way) + LOOSE_M + unsure_m
    # An end that the words leave open ("more than 3,000 km") is out of reach on the other side only.
    is_long, is_short = way < min(value.best, value.low) - slack, way > max(value.best, value.high) + slack
    if not is_long and not is_short:
        return None
    because = (
        f"From the site to “{words}” it is {rough_length(way)}, and {row.speaker} gives a range of {claimed(value)}: "
        f"{'it cannot have come down there' if is_short else 'it came down nearer, or flew less far'}."
    )
    return _finding(row, TOO_FAR if is_short else TOO_NEAR, because)


def _sea(row: Row, start: Point, sea: Place, library: Library, known: Known) -> AuditFinding | None:
    """Whether a flight of this range, in the direction told where one is, comes down in the sea named."""
    far, bearing = row.number_of("range"), row.degrees
    if far is not None and bearing is not None and _reachable(start, far, sea, library, known):
        end = destination(*start, bearing, far)
        if _near_sea(end, sea, library):
            return None
        where = library.land.country_at(*end)
        because = (
            f"{rough_length(far)} towards {bearing:.0f}° from the site end at {end[0]:.1f}, {end[1]:.1f}"
            f"{' in ' + where if where else ', in ' + _nearest(end, library).name}, not in the {sea.name} that is "
            "named."
        )
        return _finding(row, OTHER_WAY, because)
    if far is not None and not _reachable(start, far, sea, library, known):
        because = (
            f"No flight of {rough_length(far)} from the site comes down in the {sea.name}, which is named as where "
            "it fell."
        )
        return _finding(row, OTHER_SEA, because)
    if far is None and bearing is not None and sea.uncertainty_m < OCEAN_M and not _ever(start, bearing, sea, library):
        because = (
            f"A flight towards {bearing:.0f}° from the site never comes to the {sea.name}, which is named as where "
            "it fell."
        )
        return _finding(row, AGAINST, because)
    return None


def _ever(start: Point, bearing: float, sea: Place, library: Library) -> bool:
    """Whether a flight of any range in this direction can come down there."""
    return any(_in_sea(destination(*start, bearing, reach), sea, library) for reach in REACHES_M)


def _reachable(start: Point, far: float, sea: Place, library: Library, known: Known) -> bool:
    """Whether any direction leads there, with as much more or less range as rounding leaves open."""
    key = (start, far, sea.name)
    if key not in known:
        known[key] = any(
            _in_sea(destination(*start, float(azimuth), far * (1 + s * LOOSE_SHARE)), sea, library)
            for s in (0.0, -1.0, 1.0)
            for azimuth in AZIMUTHS
        )
    return known[key]


def _in_sea(end: Point, sea: Place, library: Library) -> bool:
    """Whether a point at sea belongs to the sea named: to no other of its size, for an ocean to no sea of its rim."""
    own = _scaled(end, sea)
    if own > (WIDTHS if sea.uncertainty_m < OCEAN_M else OCEAN_WIDTHS) or library.land.country_at(*end):
        return False
    if sea.uncertainty_m >= OCEAN_M:
        rim = (s for s in _seas(library, MARGINAL_M, OCEAN_M) if s.name not in OPEN_SEAS)
        return not any(_scaled(end, s) <= WIDTHS for s in rim)
    rivals = (_scaled(end, s) for s in _seas(library, sea.uncertainty_m / 2, 2 * sea.uncertainty_m))
    return own <= 1.1 * min(rivals, default=own)


def _near_sea(end: Point, sea: Place, library: Library) -> bool:
    """Whether the point or one within `LOOSE_M` of it lies there, so that neither coast nor wording can mend it."""
    around = (destination(*end, float(a), 2 * LOOSE_M) for a in range(0, 360, 45))
    return _in_sea(end, sea, library) or any(_in_sea(p, sea, library) for p in around)


def _scaled(end: Point, sea: Place) -> float:
    return leg(*end, sea.lat_deg, sea.lon_deg).distance_m / sea.uncertainty_m


def _seas(library: Library, least_m: float, most_m: float) -> Sequence[Place]:
    return [p for p in _all_seas(library.gazetteer) if least_m <= p.uncertainty_m <= most_m]


@cache
def _all_seas(gazetteer: Gazetteer) -> tuple[Place, ...]:
    return tuple(p for p in gazetteer.places if p.kind == "sea")


def _nearest(end: Point, library: Library) -> Place:
    return min(_all_seas(library.gazetteer), key=lambda s: _scaled(end, s))


def _eez(row: Row, start: Point, library: Library) -> Iterator[AuditFinding]:
    """Inside Japan's zone: within 200 nautical miles of its coast, which the range has to reach."""
    far = row.number_of("range")
    if far is None or row.word("eez").lower() != "inside":
        return
    japan = next((o for o in library.land.outlines if o.iso2 == "JP"), None)
    if japan is None:
        return
    coast = np.concatenate(japan.rings)
    short = float(distances_m(*start, coast[:, 0], coast[:, 1]).min()) - EEZ_M - far * (1 + LOOSE_SHARE)
    if short > LOOSE_M:
        because = (
            f"A range of {rough_length(far)} falls {rough_length(short)} short of Japan's zone, in which it is said "
            "to have come down."
        )
        yield _finding(row, TOO_FAR, because, "eez")


def _finding(row: Row, sureness: float, because: str, attribute: str = "landing") -> AuditFinding:
    bearing: tuple[Cited, ...] = (row.cited_cell("bearing", row.bearing),) if row.bearing else ()
    sites = tuple(
        Cited(c.attribute, c.speaker.name, row.source, c.quote)
        for c in (*row.claims, *row.context)
        if c.attribute in {attribute, "site"}
    )
    values = (*row.cited("range"), *sites, *bearing)
    same = f"{row.when} {because}"
    return AuditFinding(row.launch.id, row.when, "landing", sureness, because, SETTLE, values, row.source, same=same)
