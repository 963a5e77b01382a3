"""Launches of other countries: only what tests.csv lists, each written down by hand in told.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.launches.events import Event, matches

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


def launches(rows: Sequence[Mapping[str, str]], decided: Sequence[Mapping[str, Any]]) -> Iterator[Event]:
    """A launch for every row that is no North Korean one."""
    for row in rows:
        if row["country"] == "DPRK":
            continue
        entry = next((d for d in decided if matches(d, row)), None)
        if entry is None:
            raise SystemExit(f"{row['date_local']} {row['country']} {row['system']}: no entry in told.toml")
        country, zone = ISO[row["country"]]
        plain = {"id": entry["event"], "date": row["date_local"], "zone": zone, "country": country, "count": "1"}
        yield Event(plain | {"lat_deg": row["lat"], "lon_deg": row["lon"]})
