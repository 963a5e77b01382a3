"""Coordinates that do not fit the name of the site, the country, the province, or one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from trackside.assess.audit_finding import AuditFinding, Cited
from trackside.assess.audit_peer import Peers
from trackside.assess.audit_row import Row
from trackside.earth import Gazetteer, Place
from trackside.earth.geodesic import leg
from trackside.flight.say import listed, rough_length
from trackside.library import Library
from trackside.reconcile.names import folded
from trackside.record import UNTOLD

Point = tuple[float, float]
# Any namesake this near, beyond what its name leaves open, is good enough.
NEAR_M = 50_000.0
# How sure a distance alone makes it that the point is wrong, by the distance beyond what is allowed.
BY_DISTANCE: Final = ((300_000.0, 0.85), (100_000.0, 0.7), (0.0, 0.45))
# Another reading of the same numbers that fits the name within `NEAR_M` shows what happened.
MENDED = 0.95
# Out at sea (or abroad) by more than the coarseness of the coast and of a site's own size.
OFF_SHORE_DEG, AT_SEA, ABROAD = 0.2, 0.6, 0.75
# One name, two points: one of them is wrong, or there are two sites of that name.
TWO_POINTS_M, TWO_POINTS = 10_000.0, 0.45
NO_SITE = 0.9
# The sixth decimal of a degree is a decimetre: nobody knows where a launcher stood so well.
DECIMALS, FALSE_PRECISION = 6, 0.25
# The named province's middle is this much farther away than another's: the point lies in the other.
PROVINCE_TIMES, PROVINCE_M, PROVINCE = 1.8, 40_000.0, 0.6
_AFLOAT = re.compile(r"(?i)slbm|submarine|ship|sea|bay|off |barge|pontoon|underwater")
_BESIDE = re.compile(r"(?i)location|province|region|other name|address")
SETTLE = "A map: the site's name and the coordinates side by side."


def coordinates(peers: Peers, library: Library) -> Iterator[AuditFinding]:
    """Every site of every table once, with all rows that give it so."""
    sites: dict[tuple[str, str, Point], list[Row]] = defaultdict(list)
    for r in peers.rows:
        if r.point:
            sites[r.table, _site(r), r.point].append(r)
    for (_, name, point), rows in sites.items():
        found = _off_globe(rows, point) or (_unnamed(rows, sites) if not name else _place(rows, name, point, library))
        yield from [found] if found else []
        yield from _provinces(rows, point, library.gazetteer)
    yield from _two_points(sites)
    yield from _too_fine(sites)


def _site(row: Row) -> str:
    return row.word("site")


def _finding(rows: Sequence[Row], sureness: float, because: str) -> AuditFinding:
    row = rows[0]
    sources = tuple(dict.fromkeys(r.source for r in rows))
    many = f" ({len(rows)} rows)" if len(rows) > 1 else ""
    values = (*row.cited("site"), *_cells(row))
    return AuditFinding(
        row.launch.id, row.when, "coordinates", sureness, because + many, SETTLE, values, row.source, sources
    )


def _cells(row: Row) -> tuple[Cited, ...]:
    return tuple(
        row.cited_cell(name, q) for name, q in zip(("latitude", "longitude"), row.point_cells, strict=True) if q
    )


def _off_globe(rows: Sequence[Row], point: Point) -> AuditFinding | None:
    lat, lon = point
    if abs(lat) <= 90.0 and abs(lon) <= 180.0:
        return None
    swapped = " They are likely swapped." if abs(lon) <= 90.0 and abs(lat) <= 180.0 else ""
    return _finding(rows, 0.97, f"{lat}, {lon} is no point on the globe.{swapped}")


def _place(rows: Sequence[Row], name: str, point: Point, library: Library) -> AuditFinding | None:
    """The point against the places that the name means, then against the country."""
    row = rows[0]
    places = _named(row, name, library.gazetteer)
    apart = min((_apart_m(point, p) for p in places), default=0.0)
    where = f"{name} at {_told(point)}"
    if apart > NEAR_M:
        nearest = min(places, key=lambda p: _apart_m(point, p))
        mended = _mended(point, places)
        if mended:
            other, words = mended
            text = (
                f"{where} lies {rough_length(apart)} from every place of that name known here; {words}, "
                f"{_told(other)}, fits {nearest.name}."
            )
            return _finding(rows, MENDED, text)
        sureness = next(s for least, s in BY_DISTANCE if apart - NEAR_M >= least)
        text = (
            f"{where} lies {rough_length(apart)} from the nearest place of that name known here ({nearest.name}, "
            f"{_told((nearest.lat_deg, nearest.lon_deg))})."
        )
        return _finding(rows, sureness, text)
    if _AFLOAT.search(" ".join((*row.words("kind"), *row.words("platform"), *row.words("site")))):
        return None
    return _ground(rows, where, point, library, known=bool(places))


def _ground(rows: Sequence[Row], where: str, point: Point, library: Library, *, known: bool) -> AuditFinding | None:
    """Whose ground the point is; the country's own within the coarseness of the coast is well."""
    here = {library.land.country_at(lat, lon) for lat, lon in _around(point)}
    if rows[0].country in here or known:
        return None
    mended = next(((p, w) for p, w in _readings(point) if library.land.country_at(*p) == rows[0].country), None)
    meant = f" {mended[1].capitalize()}, {_told(mended[0])}, would lie in the country." if mended else ""
    whose = here - {""}
    text = f"{where} lies {'in ' + listed(sorted(whose)) if whose else 'at sea'}, not in {rows[0].country}.{meant}"
    return _finding(rows, MENDED if mended else ABROAD if whose else AT_SEA, text)


def _unnamed(rows: Sequence[Row], sites: Mapping[tuple[str, str, Point], Sequence[Row]]) -> AuditFinding | None:
    """Coordinates without a site: whose are they?"""
    row = rows[0]
    same = next((n for (t, n, p) in sites if t == row.table and n and p == row.point), "")
    lent = f": they are those of {same}" if same else ""
    return _finding(rows, NO_SITE if same else 0.5 * NO_SITE, f"The site is unknown, yet coordinates are given{lent}.")


def _named(row: Row, name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every place that the name may mean, by the whole of it or by a part."""
    places = dict.fromkeys(p for n in (name, *row.words("site")) for p in gazetteer.find(n, country=row.country))
    if not places:
        parts = gazetteer.named_in(name, country=row.country)
        places = dict.fromkeys(p for part in parts for p in gazetteer.find(part.name, country=row.country))
    return tuple(p for p in places if p.kind != "country")


def _readings(point: Point) -> Iterator[tuple[Point, str]]:
    """Other points that the same two numbers would be after a common slip."""
    lat, lon = point
    candidates = (
        ((lon, lat), "latitude and longitude swapped"),
        ((-lat, lon), "the other sign of the latitude"),
        ((lat, -lon), "the other sign of the longitude"),
        ((lat + 1, lon), "a latitude one degree more"),
        ((lat - 1, lon), "a latitude one degree less"),
        ((lat, lon + 1), "a longitude one degree more"),
        ((lat, lon - 1), "a longitude one degree less"),
        ((lat + 10, lon), "a latitude ten degrees more"),
        ((lat - 10, lon), "a latitude ten degrees less"),
        ((lat, lon + 10), "a longitude ten degrees more"),
        ((lat, lon - 10), "a longitude ten degrees less"),
    )
    return ((p, words) for p, words in candidates if abs(p[0]) <= 90.0 and abs(p[1]) <= 180.0)


def _mended(point: Point, places: Sequence[Place]) -> tuple[Point, str] | None:
    fits = ((p, w) for p, w in _readings(point) if min(_apart_m(p, x) for x in places) <= NEAR_M)
    return next(fits, None)


def _apart_m(point: Point, place: Place) -> float:
    """How far a point lies from a place, beyond what the place's name leaves open."""
    return max(leg(*point, place.lat_deg, place.lon_deg).distance_m - place.uncertainty_m, 0.0)


def _around(point: Point) -> Iterator[Point]:
    lat, lon = point
    for north in (-OFF_SHORE_DEG, 0.0, OFF_SHORE_DEG):
        for east in (-OFF_SHORE_DEG, 0.0, OFF_SHORE_DEG):
            yield min(max(lat + north, -90.0), 90.0), lon + east


def _provinces(rows: Sequence[Row], point: Point, gazetteer: Gazetteer) -> Iterator[AuditFinding]:
    """A province named beside the site, while the point lies in another."""
    all_of_them = _provinces_of(gazetteer, rows[0].country)
    said: dict[str, list[Row]] = defaultdict(list)
    for r in rows:
        for column, q in r.cells.items():
            if _BESIDE.search(column.replace("_", " ")):
                said[q.exact].append(r)
    if abs(point[0]) > 90.0 or len(all_of_them) < 2:
        return
    nearest = min(all_of_them, key=lambda p: leg(*point, p.lat_deg, p.lon_deg).distance_m)
    if not _is_wide(nearest, gazetteer):
        return
    for words, mine in said.items():
        named = [
            p for w in words.split(",") for p in gazetteer.find(w.strip(), country=rows[0].country, kinds=("province",))
        ]
        if not named:
            continue
        away = min(leg(*point, p.lat_deg, p.lon_deg).distance_m for p in named)
        near = leg(*point, nearest.lat_deg, nearest.lon_deg).distance_m
        if nearest not in named and away > PROVINCE_TIMES * near and away - near > PROVINCE_M:
            text = (
                f"{_site(mine[0]) or 'The site'} is said to lie in “{words}”, but {_told(point)} is "
                f"{rough_length(away)} from the "
                f"middle of that province and {rough_length(near)} from that of {nearest.name}: another site of a "
                "like name may "
                "be meant."
            )
            yield _finding(mine, PROVINCE, text)


@cache
def _provinces_of(gazetteer: Gazetteer, country: str) -> tuple[Place, ...]:
    return tuple(p for p in gazetteer.places if p.kind == "province" and p.country == country)


def _is_wide(province: Place, gazetteer: Gazetteer) -> bool:
    """Whether it is more than a city of that rank, which lies within another and was cut out of it at some time."""
    settled = ("city", "town", "site", "airport")
    return not gazetteer.find(province.name, country=province.country, kinds=settled)


def _two_points(sites: Mapping[tuple[str, str, Point], Sequence[Row]]) -> Iterator[AuditFinding]:
    """One name with points far apart, within a table; the rarer one is told."""
    by_name: dict[tuple[str, str], list[tuple[Point, Sequence[Row]]]] = defaultdict(list)
    for (table, name, point), rows in sites.items():
        if name.lower() not in UNTOLD and abs(point[0]) <= 90.0:
            by_name[table, folded(name)].append((point, rows))
    for held in by_name.values():
        usual = max(held, key=lambda h: len(h[1]))
        for point, rows in held:
            apart = leg(*point, *usual[0]).distance_m
            if apart > TWO_POINTS_M:
                text = (
                    f"{_site(rows[0])} is at {_told(point)} here and at {_told(usual[0])} in {len(usual[1])} other "
                    f"rows, {rough_length(apart)} apart."
                )
                yield _finding(rows, TWO_POINTS, text)


def _too_fine(sites: Mapping[tuple[str, str, Point], Sequence[Row]]) -> Iterator[AuditFinding]:
    by_table: dict[str, list[Row]] = defaultdict(list)
    for (table, _, _), rows in sites.items():
        cells = [q.exact.partition(".")[2] for q in rows[0].point_cells if q]
        if any(len(decimals) >= DECIMALS for decimals in cells):
            by_table[table].append(rows[0])
    for table, rows in by_table.items():
        text = (
            f"{len(rows)} sites of {table} are given to {DECIMALS} decimals of a degree or more, a decimetre: finer "
            "than anybody knows."
        )
        yield _finding(rows, FALSE_PRECISION, text)


def _told(point: Point) -> str:
    return f"{point[0]:.3f}, {point[1]:.3f}"
