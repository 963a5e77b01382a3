"""`Gazetteer`: places and countries by name, from the tables in the package."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import final

from trackside.earth.geodesic import leg
from trackside.earth.place import Place
from trackside.earth.point import read_point
from trackside.errors import BadPlace

# What a bare name most likely means in an announcement, surest first; kinds not listed come after these.
KINDS = (
    "site", "airport", "city", "town", "county", "province", "coast", "sea", "country", "village", "point",
)  # fmt: skip
# Kinds whose names a text reader can look for without a country beside them; towns and villages are too often words.
TELLING_KINDS = ("site", "airport", "county", "province", "coast", "sea")

# Kinds of places that things are launched from, and no more than that.
SITES = ("site", "airport")
# A site belongs to a region named when it lies within so many of the region's mean half-widths: long regions reach
# about twice as far (Kapustin Yar from the middle of Astrakhan Region: 1.9).
WITHIN_WIDTHS = 2.0

# A name shared by several cities means the one that is so many times larger than the next; below that it is a guess.
DOMINANCE = 10.0
# Namesakes closer than this are one place in two tables, or a town and its county: no ambiguity worth a question.
SAME_SPOT_M = 40_000.0
NEAR_SPELLINGS = 4
LISTED = 6

_TABLES = ("sites.csv", "korea.csv", "places.csv", "features.csv")
_DROPPED = dict.fromkeys(map(ord, " '’‘`´ʼʹ\"-‐‑–—.,()/"))
_NAMES = re.compile(r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|of|the))*")
_SETTLED = frozenset({"city", "town"})
_RANK = {kind: i for i, kind in enumerate(KINDS)}


@final
@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory, as Natural Earth draws it (de facto).

    Attributes
    ----------
    iso2 : str
        ISO 3166 alpha-2 code; ``XK`` for Kosovo, which ISO leaves to its users.
    name : str
        The usual English short name.
    alternates : tuple of str
        Other names, abbreviations and adjectives ("DPRK", "North Korean"), some in other scripts.
    zone : str
        IANA time zone in which its launch sites, or else its capital, keep their clocks.
    capital : str
        Its capital; empty where there is none.
    lat_deg, lon_deg : float
        A point well inside its largest part.
    """

    iso2: str
    name: str
    alternates: tuple[str, ...]
    zone: str
    capital: str
    lat_deg: float
    lon_deg: float


@final
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Gazetteer:
    """Places by name, whatever the case, accents, apostrophes, hyphens and spaces.

    Attributes
    ----------
    places : tuple of Place
        Every place once, countries among them (kind ``country``).
    countries : tuple of Country
        The countries, with the names and adjectives that a reader needs.
    alternates : tuple of tuples of str
        Other spellings of each place, in the order of `places`.
    index : mapping of str to tuple of int
        Folded name -> positions in `places`, best first.
    """

    places: tuple[Place, ...]
    countries: tuple[Country, ...]
    alternates: tuple[tuple[str, ...], ...]
    index: Mapping[str, tuple[int, ...]]

    def find(self, name: str, *, country: str = "", kinds: Collection[str] = ()) -> tuple[Place, ...]:
        """Every place of that name, best first; empty when there is none.

        Launch sites come before cities, cities before counties, counties before villages (`KINDS`); then those whose
        main name it is; then the more populous.

        Parameters
        ----------
        name : str
            A name in any spelling the tables hold.
        country : str
            ISO alpha-2 code to keep to; seas and other places without a country stay in. Empty for all.
        kinds : collection of str
            Kinds to keep to; empty for all.
        """
        found = (self.places[i] for i in self.index.get(fold(name), ()))
        return tuple(p for p in found if (not country or p.country in {country, ""}) and (not kinds or p.kind in kinds))

    def named_in(self, phrase: str, *, country: str = "") -> tuple[Place, ...]:
        """The places a phrase names, as they stand in it: "the Sunan area of Pyongyang" gives Sunan, then Pyongyang.

        The whole phrase is looked up first, then each run of capitalised words; of namesakes the best is given.
        """
        words = dict.fromkeys([phrase, *_NAMES.findall(phrase)])
        return tuple(found[0] for name in words if (found := self.find(name, country=country)))

    def site_in(self, phrases: Iterable[str], *, country: str = "") -> tuple[str, Place] | None:
        """The phrase that says best where something was launched, with its place: the first one known here.

        Where that is no site ("the Arkhangelsk region"), a site within it that a phrase names ("Plesetsk") is told.
        """
        known = [(phrase, p) for phrase in phrases for p in self.named_in(phrase, country=country)]
        if not known or known[0][1].kind in SITES:
            return known[0] if known else None
        wide = known[0][1]
        within = (
            x for x in known if x[1].kind in SITES and _distance_m(wide, x[1]) <= WITHIN_WIDTHS * wide.uncertainty_m
        )
        return next(within, known[0])

    def place(self, text: str) -> Place:
        """The one place that a person's words mean: a name, ``NAME, COUNTRY``, or ``LAT,LON``.

        Raises
        ------
        BadPlace
            For a name nobody knows (near spellings are offered), one that several places share with no way to tell
            (they are listed), or a point off the globe.
        """
        point = read_point(text)
        if point:
            return Place(text.strip(), *point, source="given")
        name, country = self._split(text)
        found = self.find(name, country=country)
        if not found:
            raise BadPlace(text or "nothing", "is no place known here", self._offer(name, country))
        rivals = _rivals(found, fold(name))
        if rivals:
            listed = "; ".join(_shown(p) for p in (found[0], *rivals)[:LISTED])
            raise BadPlace(text, f"several places share that name: {listed}", "write LAT,LON or 'NAME, COUNTRY'")
        return found[0]

    def names(
        self, *, kinds: Collection[str] = TELLING_KINDS, country: str = "", shortest: int = 3
    ) -> Iterator[tuple[str, Place]]:
        """Every spelling with its place, as written in the tables, for a reader that builds its own matcher.

        Parameters
        ----------
        kinds : collection of str
            Kinds to give; by default those that can stand without a country (`TELLING_KINDS`). Cities, towns and
            villages ("Of", "Nice", "Reading", "Mobile") are given only when asked for.
        country : str
            ISO alpha-2 code to keep to; empty for all.
        shortest : int
            Names in the Latin alphabet shorter than this are left out.
        """
        for place, others in zip(self.places, self.alternates, strict=True):
            if place.kind in kinds and (not country or place.country == country):
                for name in (place.name, *others):
                    if len(name) >= shortest or not name.isascii():
                        yield name, place

    def country(self, name: str) -> Country | None:
        """The country of that name, abbreviation, adjective or code in capitals; None when there is none."""
        code = name.strip()
        found = self.find(name, kinds=("country",))
        iso2 = found[0].country if found else code
        return next((c for c in self.countries if c.iso2 == iso2), None)

    def _split(self, text: str) -> tuple[str, str]:
        name, comma, rest = text.rpartition(",")
        country = self.country(rest) if comma else None
        return (name, country.iso2) if country else (text, "")

    def _offer(self, name: str, country: str) -> str:
        import difflib

        key = fold(name)
        near = difflib.get_close_matches(key, self.index, n=3 * NEAR_SPELLINGS, cutoff=0.72)
        near += [k for k in self.index if len(key) > 3 and k.startswith(key)]
        best = dict.fromkeys(p for key in near for p in self.find(key, country=country)[:1])
        words = ", ".join(_shown(p) for p in list(best)[:NEAR_SPELLINGS])
        return f"near spellings: {words}" if words else "write a launch site, a town, or LAT,LON in degrees"


def fold(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens and spaces: ``"Kaech'ŏn"`` and ``"Kaechon"`` are one."""
    bare = name.translate(_DROPPED)
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        bare = unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
        bare = bare.translate(_DROPPED)
    return bare.casefold()


def load_gazetteer() -> Gazetteer:
    """The gazetteer of the tables in the package (origins and licences: ``data/SOURCES.toml`` beside them)."""
    countries = list(_countries())
    entries = [(p, names) for table in _TABLES for p, names in _places(table)]
    entries += [
        (Place(c.name, c.lat_deg, c.lon_deg, c.iso2, "country", 0, size, "natural_earth"), c.alternates)
        for c, size in countries
    ]
    return gazetteer(entries, tuple(c for c, _ in countries))


def gazetteer(entries: Iterable[tuple[Place, tuple[str, ...]]], countries: tuple[Country, ...] = ()) -> Gazetteer:
    """A gazetteer of places with their other spellings."""
    held = list(entries)
    index: dict[str, tuple[int, ...]] = {}
    for i, (place, others) in enumerate(held):
        keys = (fold(place.name),) if not others else {fold(name) for name in (place.name, *others)}
        for key in keys:
            index[key] = (*index[key], i) if key in index else (i,)
    places = tuple(p for p, _ in held)
    for key, found in index.items():
        if len(found) > 1:
            index[key] = tuple(sorted(found, key=lambda i, key=key: _order(places[i], key)))  # type: ignore[misc]
    return Gazetteer(places, countries, tuple(o for _, o in held), index)


def site_names() -> Mapping[str, str]:
    """Names in Latin letters that places of launch go by, with their countries: sites, and counties of North Korea.

    A reader looks for these in a text; :func:`load_gazetteer` says where they are.
    """
    kinds = {"sites.csv": ("site",), "korea.csv": ("airport", "county", "province")}
    rows = ((place, others) for table, kept in kinds.items() for place, others in _places(table) if place.kind in kept)
    return {
        name: place.country
        for place, others in rows
        for name in (place.name, *others)
        if name[:1].isupper() and name.isascii()
    }


def _order(place: Place, key: str) -> tuple[int, bool, int]:
    return _RANK.get(place.kind, len(KINDS)), fold(place.name) != key, -place.population


def _rivals(found: tuple[Place, ...], key: str) -> tuple[Place, ...]:
    """Namesakes that a bare name could as well mean: of the same kind, far away, and not much smaller."""
    best, *others = found
    kinds = _SETTLED if best.kind in _SETTLED else {best.kind}
    main = fold(best.name) == key
    alike = (p for p in others if p.kind in kinds and (fold(p.name) == key or not main))
    return tuple(p for p in alike if best.population <= DOMINANCE * p.population and _apart(best, p))


def _apart(a: Place, b: Place) -> bool:
    return _distance_m(a, b) > SAME_SPOT_M + a.uncertainty_m + b.uncertainty_m


def _distance_m(a: Place, b: Place) -> float:
    return leg(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg).distance_m


def _shown(place: Place) -> str:
    where = f", {place.country}" if place.country else ""
    return f"{place.name}{where} ({place.kind}, {place.lat_deg:.2f},{place.lon_deg:.2f})"


def _rows(table: str) -> Iterator[list[str]]:
    from importlib import resources  # it brings half the standard library, which a bare Place does not need

    text = resources.files("trackside.earth").joinpath("data", table).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return rows


def _places(table: str) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for name, others, kind, country, lat, lon, population, size, source in _rows(table):
        place = Place(name, float(lat), float(lon), country, kind, int(population), float(size), source)
        yield place, tuple(others.split("|")) if others else ()


def _countries() -> Iterator[tuple[Country, float]]:
    for iso2, name, others, capital, zone, lat, lon, size, _ in _rows("countries.csv"):
        names = tuple(others.split("|")) if others else ()
        yield Country(iso2, name, names, zone, capital, float(lat), float(lon)), float(size)
