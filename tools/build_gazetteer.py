"""The gazetteer's tables, made from the shared folder and from the hand-kept tables in tools/gazetteer.

    python tools/build_gazetteer.py SHARED

SHARED holds data/gazetteer_kp.csv, data/launch_facts.csv and data/base/. Writes src/trackside/earth/data/*.csv.
"""

from __future__ import annotations

import csv
import difflib
import gzip
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import shapely
from shapely.geometry import shape

from trackside.earth.gazetteer import fold
from trackside.earth.geodesic import leg

HERE = Path(__file__).parent / "gazetteer"
OUT = Path(__file__).parents[1] / "src" / "trackside" / "earth" / "data"
HEAD = ("name", "alternates", "kind", "country", "lat", "lon", "population", "uncertainty_m", "source")
Row = dict[str, str]
Line = tuple[object, ...]

# How far a table's point may be from what the name means, in metres, where the source says nothing.
SIZE_M = {"city": 5_000, "town": 3_000, "village": 2_000, "county": 15_000, "province": 60_000, "airport": 2_000}
# Natural Earth gives these no ISO code: the code of the state whose ISO entry covers the territory.
ISO_OF = {"France": "FR", "Norway": "NO", "Kosovo": "XK", "Northern Cyprus": "CY", "Somaliland": "SO"}
SAME_TOWN_M = 20_000.0
SMALLEST_TOWN = 10_000
# A spelling variant shares at least this much with the name; colonial-era and other-language names share less.
VARIANT = 0.6


def main() -> None:
    """Write every table and say how large it is."""
    data = Path(sys.argv[1]) / "data"
    cities = list(_cities(data / "base" / "ne_10m_populated_places.csv.gz"))
    towns = list(_towns(data / "base" / "gazetteer_kr_jp_cities.csv", cities))
    korea = list(_korea(data / "gazetteer_kp.csv", cities))
    settled = [*(_row(c) for c in cities), *towns]
    _write("places.csv", HEAD, [*settled, *_divisions(settled)])
    _write("korea.csv", HEAD, korea)
    _write("sites.csv", HEAD, [*_korean_sites(data / "launch_facts.csv"), *_other_sites()])
    _write("features.csv", HEAD, _features())
    head = ("iso2", "name", "alternates", "capital", "zone", "lat", "lon", "uncertainty_m", "source")
    _write("countries.csv", head, _countries(data))


def _write(name: str, head: tuple[str, ...], rows: Iterable[Line]) -> None:
    path = OUT / name
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        count = sum(1 for row in rows if out.writerow(row))
    print(f"{name}: {count} rows, {path.stat().st_size / 1e3:.0f} kB")


def _read(path: Path) -> list[Row]:
    held = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(held.decode("utf-8"), newline="")))


def _degrees(text: str) -> str:
    return f"{float(text):.4f}".rstrip("0").rstrip(".")


def _cities(path: Path) -> Iterator[Row]:
    for row in _read(path):
        others = {row["NAMEASCII"], *row["NAMEALT"].split("|")} - {"", row["NAME"]}
        iso2 = ISO_OF.get(row["ADM0NAME"], row["ISO_A2"])
        yield row | {"ISO_A2": iso2, "others": "|".join(sorted(o for o in others if fold(o) != fold(row["NAME"])))}


def _row(city: Row) -> Line:
    lat, lon = _degrees(city["LATITUDE"]), _degrees(city["LONGITUDE"])
    people = max(int(city["POP_MAX"] or 0), 0)
    return city["NAME"], city["others"], "city", city["ISO_A2"], lat, lon, people, SIZE_M["city"], "natural_earth"


def _towns(path: Path, cities: list[Row]) -> Iterator[Line]:
    """Towns of Japan and South Korea that Natural Earth lacks."""
    for row in _read(path):
        people, name = int(float(row["population"] or 0)), row["name"].removesuffix("-shi").removesuffix("-si")
        if people >= SMALLEST_TOWN and not _known(name, row["lat"], row["lon"], cities):
            lat, lon = _degrees(row["lat"]), _degrees(row["lon"])
            yield name, "", "town", row["country"], lat, lon, people, SIZE_M["town"], "geonames"


def _known(name: str, lat: str, lon: str, cities: list[Row]) -> bool:
    key = fold(name)
    return any(
        key in {fold(c["NAME"]), *map(fold, c["others"].split("|"))}
        and leg(float(lat), float(lon), float(c["LATITUDE"]), float(c["LONGITUDE"])).distance_m < SAME_TOWN_M
        for c in cities
        if abs(float(c["LATITUDE"]) - float(lat)) < 0.3
    )


def _divisions(settled: list[Line]) -> Iterator[Line]:
    """Provinces, states and prefectures, each at its capital, as far off as such a division is wide."""
    for r in _read(HERE / "divisions.csv"):
        named = [t for t in settled if t[3] == r["country"] and fold(r["capital"]) in map(fold, _spellings(t))]
        if not named:
            raise SystemExit(f"{r['name']}: its capital {r['capital']} is in no table")
        capital = max(named, key=lambda t: int(str(t[6])))
        lat, lon, source = capital[4], capital[5], capital[8]
        yield r["name"], r["alternates"], "province", r["country"], lat, lon, 0, r["uncertainty_m"], source


def _spellings(line: Line) -> list[str]:
    return [str(line[0]), *str(line[1]).split("|")]


def _korea(path: Path, cities: list[Row]) -> Iterator[Line]:
    rows = _read(path)
    for row in rows:
        kind = {"province": "province", "county": "county", "airport": "airport"}.get(row["feature_type"])
        if kind:
            yield _korean(row, kind)
    settled = [r for r in rows if r["feature_type"] == "populated_place"]
    towns = [r for r in settled if float(r["population"] or 0) >= 1_000 and _main_name(r["name"])]
    yield from (_korean(r, "town") for r in towns if not _known(_plain(r["name"]), r["lat"], r["lon"], cities))
    yield from (_korean(r, "village") for r in _single(settled, {id(t) for t in towns}))


def _single(settled: list[Row], taken: set[int]) -> Iterator[Row]:
    """Villages and workers' settlements whose name nobody shares; the shared ones would only mislead."""
    shared = Counter(key for r in settled for key in {fold(n) for n in (r["name"], *r["alternates"].split("|")) if n})
    for row in settled:
        village = row["name"].endswith(("-ri", "-li", "-ni", "-nodongjagu"))
        if village and id(row) not in taken and shared[fold(row["name"])] == 1:
            yield row


def _main_name(name: str) -> bool:
    return name.isascii() or fold(name).isascii()


def _plain(name: str) -> str:
    """A town's name without the ending that only says it is one."""
    return name.removesuffix("-up").removesuffix("-ŭp")


def _korean(row: Row, kind: str) -> Line:
    name = _NAMED.get(row["source_id"], _plain(_straight(row["name"])))
    given = [] if name == _MISLABELLED else [_straight(a) for a in row["alternates"].split("|")]
    near = [_plain(a) for a in given if a and a != "NULL" and _variant(name, a)]
    hangul = [h for h in row["korean"].split("|") if h and "가" <= h[0] <= "힣"] if kind != "village" else []
    hangul = [] if name == _MISLABELLED and kind == "province" else hangul
    reading = [row["auto_rr"]] if row["auto_rr"] and kind in {"county", "town"} else []
    extra = _PROVINCES.get(name, [])
    others = _distinct(name, [*near, *reading, *extra, *hangul])
    people = 0 if kind in {"province", "county"} else int(float(row["population"] or 0))
    source = "geonames" if "GeoNames" in row["source"] or row["source_id"].startswith("gn:") else "whos_on_first"
    if row["source"].startswith("airportsdata"):
        source = "airportsdata"
    lat, lon = _degrees(row["lat"]), _degrees(row["lon"])
    return name, "|".join(others), kind, "KP", lat, lon, people, SIZE_M[kind], source


# Who's On First gives Rason the alternates and the population of North Hamgyong.
_MISLABELLED = "Rason"
_NAMED = {"wof:1108746965": "Kimhyongjik", "wof:1108747147": "Songchon"}
_PROVINCES = {
    "North Pyongan": ["North Pyongan Province", "North Phyongan", "North Pyeongan", "Pyonganbuk-do", "평북"],
    "South Pyongan": ["South Pyongan Province", "South Phyongan", "South Pyeongan", "Pyongannam-do", "평남"],
    "North Hamgyong": ["North Hamgyong Province", "North Hamgyeong", "Hamgyongbuk-do", "함북"],
    "South Hamgyong": ["South Hamgyong Province", "South Hamgyeong", "Hamgyongnam-do", "함남"],
    "North Hwanghae": ["North Hwanghae Province", "Hwanghaebuk-do", "황북"],
    "South Hwanghae": ["South Hwanghae Province", "Hwanghaenam-do", "황남"],
    "Chagang": ["Jagang", "Jagang Province", "Jagang-do"],
    "Kangwon": ["Kangwon Province", "Gangwon"],
    "Ryanggang": ["Yanggang", "Ryanggang Province", "Ryanggang-do", "Yanggang Province"],
    "Rason": ["Rason Special City", "라선", "나선", "라선특별시"],
}


def _straight(name: str) -> str:
    """One sort of apostrophe, and none of the accents that only some catalogues write."""
    plain = name.replace("’", "'").replace("´", "'").replace("ŏ", "o").replace("ŭ", "u").replace("Ŭ", "U")
    return plain.replace("'", "") if plain.isascii() else plain


def _variant(name: str, other: str) -> bool:
    a, b = fold(name), fold(_plain(other))
    return b.isascii() and b != a and b[:1].isalpha() and difflib.SequenceMatcher(None, a, b).ratio() >= VARIANT


def _distinct(name: str, others: list[str]) -> list[str]:
    """Spellings that differ when folded, in their order, without the name itself."""
    seen = {fold(name)}
    return [o for o in others if o and not (fold(o) in seen or seen.add(fold(o)))]  # type: ignore[func-returns-value]


def _korean_sites(path: Path) -> Iterator[Line]:
    points = {r["facility_name"]: (r["facility_lat"], r["facility_lon"]) for r in _read(path)}
    for row in _read(HERE / "sites_kp.csv"):
        lat, lon = (_degrees(x) for x in points[row["facility"]])
        yield row["name"], row["alternates"], "site", "KP", lat, lon, 0, row["uncertainty_m"], "cns_nti"


def _other_sites() -> Iterator[Line]:
    for r in _read(HERE / "sites.csv"):
        yield r["name"], r["alternates"], "site", r["country"], r["lat"], r["lon"], 0, r["uncertainty_m"], "trackside"


def _features() -> Iterator[Line]:
    for r in _read(HERE / "features.csv"):
        yield (
            r["name"],
            r["alternates"],
            r["kind"],
            r["country"],
            r["lat"],
            r["lon"],
            0,
            r["uncertainty_m"],
            "trackside",
        )


def _countries(data: Path) -> Iterator[Line]:
    outlines = json.loads(gzip.decompress((data / "base" / "ne_50m_admin_0_countries.geojson.gz").read_bytes()))[
        "features"
    ]
    drawn = [(ISO_OF.get(o["properties"]["ADMIN"], o["properties"]["ISO_A2"]), shape(o["geometry"])) for o in outlines]
    shapes = dict(sorted(drawn, key=lambda pair: pair[1].area))
    cities = list(_cities(data / "base" / "ne_10m_populated_places.csv.gz"))
    zones = list(_zones())
    for row in _read(HERE / "countries.csv"):
        iso2 = row["iso2"]
        capital = next((c for c in cities if c["ISO_A2"] == iso2 and c["FEATURECLA"] == "Admin-0 capital"), None)
        inside = _inside(shapes[iso2]) if iso2 in shapes else _at(capital, iso2, zones)
        zone = row["zone"] or _zone_of(iso2, capital, inside, zones)
        name = capital["NAME"] if capital else ""
        lat, lon, size = inside
        where = f"{lat:.2f}", f"{lon:.2f}", f"{size:.0f}"
        yield iso2, row["name"], row["alternates"], name, zone, *where, "natural_earth"


def _inside(outline: shapely.Geometry) -> tuple[float, float, float]:
    """The point of the largest part farthest from its edge, and half that part's extent in metres."""
    largest = max(getattr(outline, "geoms", [outline]), key=lambda g: g.area)
    point = shapely.get_point(shapely.maximum_inscribed_circle(largest, 0.05), 0)
    west, south, east, north = largest.bounds
    metres = 111_000.0 * math.hypot(north - south, (east - west) * math.cos(math.radians(point.y))) / 2
    return point.y, point.x, round(metres, -3)


def _at(capital: Row | None, iso2: str, zones: list[tuple[str, str, float, float]]) -> tuple[float, float, float]:
    """A territory too small for the outlines: its capital, or the city of its time zone."""
    if capital:
        return float(capital["LATITUDE"]), float(capital["LONGITUDE"]), 20_000.0
    return next((lat, lon, 20_000.0) for code, _, lat, lon in zones if code == iso2)


def _zones() -> Iterator[tuple[str, str, float, float]]:
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            code, where, zone = line.split("\t")[:3]
            cut = max(where.rfind("+"), where.rfind("-"))
            yield code, zone, _packed(where[:cut], 2), _packed(where[cut:], 3)


def _packed(text: str, digits: int) -> float:
    size = float(text[1 : 1 + digits]) + float(text[1 + digits : 3 + digits]) / 60
    return -size if text[0] == "-" else size


def _zone_of(
    iso2: str, capital: Row | None, inside: tuple[float, float, float], zones: list[tuple[str, str, float, float]]
) -> str:
    lat, lon = (float(capital["LATITUDE"]), float(capital["LONGITUDE"])) if capital else inside[:2]
    return min((leg(lat, lon, z[2], z[3]).distance_m, z[1]) for z in zones if z[0] == iso2)[1]


if __name__ == "__main__":
    main()
