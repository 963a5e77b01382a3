"""`trackside reach`: the ring that a range makes around a place, and who lives inside it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from trackside import archive, reach
from trackside.brief import wording
from trackside.cli.common import check_writable, show, show_json, write_whole
from trackside.cli.quantities import length
from trackside.earth import load_gazetteer, load_land
from trackside.errors import BadInput

# A screenful; --json gives them all.
SHOWN = 20


def run(asked: argparse.Namespace) -> int:
    """Draw the ring, list what is inside, and write it when asked to."""
    if asked.out:
        _check_suffix(asked.out)
        check_writable(asked.out)
    gazetteer, land = load_gazetteer(), load_land()
    place = gazetteer.place(asked.origin)
    ring = reach.ring(place, length(asked.range, "--range"))
    exposure = reach.exposure(ring, gazetteer, land)
    if asked.out:
        geojson = json.dumps(archive.geojson(ring, exposure), ensure_ascii=False, allow_nan=False)
        write_whole(asked.out, geojson.encode())
    if asked.json:
        show_json(archive.plain_reach(ring, exposure, asked.out))
    else:
        show(_text(ring, exposure, asked.out))
    return 0


def _check_suffix(path: str) -> None:
    if Path(path).suffix != ".geojson":
        raise BadInput(path, "this version writes .geojson only", "write --out ring.geojson")


def _text(ring: reach.Ring, exposure: reach.Exposure, out: str | None) -> str:
    largest = sorted(exposure.places, key=lambda p: -p.place.population)[:SHOWN]
    lines = [
        _headline(ring, exposure),
        "",
        *(_line(p) for p in sorted(largest, key=lambda p: p.distance_m)),
    ]
    if len(exposure.places) > SHOWN:
        lines.append(f"  the {SHOWN} most populous are shown; --json gives them all")
    return "\n".join([*lines, f"\nThe ring: {out}"] if out else lines)


def _headline(ring: reach.Ring, exposure: reach.Exposure) -> str:
    words = wording.estimate(ring.range_m)
    span = words.removeprefix("between ").replace(" and ", " to ") if words.startswith("between ") else words
    cities = wording.counted(len(exposure.places), "city", "cities")
    lands = wording.counted(len(exposure.countries), "country", "countries")
    people = wording.population(exposure.population)
    return f"Within {span} of {ring.place.name}: {cities} on record with {people} people, in {lands}"


def _line(reached: reach.Reached) -> str:
    place = reached.place
    named = f"{place.name}, {place.country}"
    return f"  {wording.distance(reached.distance_m):>10}  {named:32} {wording.population(place.population):>12}"
