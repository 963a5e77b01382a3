"""Launches of other countries: only what tests.csv lists, each written down by hand in told.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.launches.events import Event, matches, named, table

from trackside.earth.gazetteer import fold

SITES = Path(__file__).parents[2] / "src" / "trackside" / "earth" / "data" / "sites.csv"

ISO = {
    "China": ("CN", "Asia/Shanghai"),
    "France": ("FR", "Europe/Paris"),
    "India": ("IN", "Asia/Kolkata"),
    "Iran": ("IR", "Asia/Tehran"),
    "Pakistan": ("PK", "Asia/Karachi"),
    "Russia": ("RU", "Europe/Moscow"),
    "South Korea": ("KR", "Asia/Seoul"),
    "Turkey": ("TR", "Europe/Istanbul"),
    "UK": ("GB", "America/New_York"),
    "USA": ("US", "America/Los_Angeles"),
}


# Points that may be farther off than this are no launch site's.
FARTHEST_M = 25_000
# Where a class begins, by the published range of the system in km: the usual classes of the field.
CLASSES = ((0, "SRBM"), (1000, "MRBM"), (3000, "IRBM"), (5500, "ICBM"))


def launches(rows: Sequence[Mapping[str, str]], decided: Sequence[Mapping[str, Any]]) -> Iterator[Event]:
    """A launch for every row that is no North Korean one."""
    places = table(SITES)
    for row in rows:
        if row["country"] == "DPRK":
            continue
        entry = next((d for d in decided if matches(d, row)), None)
        if entry is None:
            raise SystemExit(f"{named(row)}: no entry in told.toml")
        if "left_out" not in entry:
            yield _event(row, entry, places)


def _event(row: Mapping[str, str], entry: Mapping[str, Any], places: Sequence[Mapping[str, str]]) -> Event:
    country, zone = ISO[row["country"]]
    count = "" if "count" in entry else "1"
    event = Event({"id": entry["event"], "date": row["date_local"], "zone": zone, "country": country, "count": count})
    if "class_km" in entry:
        name = next(name for least, name in reversed(CLASSES) if entry["class_km"] >= least)
        event.cells["kind"] = f"{name} (Trackside)"
        event.settle("kind", f"by the system's published range of {entry['class_km']} km")
    place = next((p for p in places if _is(p, country, entry.get("site", ""))), None)
    if place:
        event.cells |= {"lat_deg": place["lat"], "lon_deg": place["lon"]}
        event.settle("lat_deg", "the point is that of the package's gazetteer")
    return event


def _is(place: Mapping[str, str], country: str, site: str) -> bool:
    names = {fold(n) for n in (place["name"], *place["alternates"].split("|")) if n}
    near = int(place["uncertainty_m"]) <= FARTHEST_M
    return near and place["country"] == country and fold(site.partition(",")[0]) in names
