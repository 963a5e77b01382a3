"""GeoJSON (RFC 7946): a point for where each launch started and one for where it is said to have come down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from trackside.archive.exports.columns import LAUNCH_COLUMNS, held_by, launch_row, said_by
from trackside.archive.exports.place import Spot
from trackside.archive.exports.selection import Drawn, Selection, Told
from trackside.archive.exports.spreadsheet import plain_cell
from trackside.archive.plain import Plain, plain_value
from trackside.archive.shown import shown_source

# A hundredth of a millionth of a degree would claim a millimetre; six decimals are 0.1 m.
_DECIMALS = 6


def write(path: Path, selection: Selection) -> None:
    """One FeatureCollection; a launch at no known place is a feature without a geometry (RFC 7946, section 3.2)."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for number, feature in enumerate(f for drawn in selection.drawn() for f in _features(drawn)):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
        file.write("\n]}\n")


def _features(drawn: Drawn) -> Iterator[Plain]:
    told = drawn.told
    cells = zip(LAUNCH_COLUMNS, launch_row(drawn), strict=True)
    facts: Plain = {c.name: plain_cell(cell) for c, cell in cells if cell not in (None, "")}
    yield _feature(told, "site", drawn.site, {**facts, "held": _held(told), "sources": _sources(told)})
    if drawn.landing:
        brief: Plain = {key: facts[key] for key in ("date", "country", "system") if key in facts}
        yield _feature(told, "landing", drawn.landing, brief)


def _feature(told: Told, role: str, spot: Spot | None, facts: Plain) -> Plain:
    properties = {"role": role, "launch": told.launch.id, **(_drawn(spot) if spot else {}), **facts}
    where = _point(spot) if spot else None
    return {"type": "Feature", "id": f"{told.launch.id}/{role}", "geometry": where, "properties": properties}


def _point(spot: Spot) -> Plain:
    position = [round(spot.place.lon_deg, _DECIMALS), round(spot.place.lat_deg, _DECIMALS)]
    return {"type": "Point", "coordinates": position}


def _drawn(spot: Spot) -> Plain:
    """What the point is: the place, the words that name it, how far it may be off, who says so."""
    place = {"place": spot.place.name, "words": spot.words, "uncertainty_m": spot.place.uncertainty_m}
    return {**place, "said_by": said_by(spot.claims)}


def _held(told: Told) -> list[Plain]:
    """Every value of every attribute with who says so."""
    return [
        {"attribute": finding.attribute, "value": plain_value(value, finding.attribute), "said_by": who}
        for finding in told.launch.findings
        for value, who in held_by(finding)
    ]


def _sources(told: Told) -> list[str]:
    return list(dict.fromkeys(shown_source(held.address) for held in told.documents.values()))
