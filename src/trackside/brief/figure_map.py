"""The map: the site in the middle, coasts and borders, the ring of the range, direction, arcs over ground, names."""

from __future__ import annotations

import math
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import final

import numpy as np

from trackside.assess import Assessment
from trackside.brief import vocabulary, wording
from trackside.brief.basemap import Basemap, draw
from trackside.brief.figure import (
    TEXT,
    Box,
    Canvas,
    Label,
    add,
    drawing,
    finished,
    shortened,
    ticks,
    width_of,
    write,
)
from trackside.brief.globe import View, lines, path, view
from trackside.brief.marks import plain
from trackside.brief.page import Figure
from trackside.earth.land import Land
from trackside.earth.place import Place

WIDTH, HEIGHT = 480.0, 440.0
# What is shown when no range is known: the site and its neighbourhood.
_NEIGHBOURHOOD_M, _SMALLEST_M = 600_000.0, 120_000.0
# Room between the ring and the edge of the paper.
_ROOM = 1.13
_SMALL = 14.0
_MOST_PLACES, _FIRST_PLACES = 14, 4
# Where else a sea's name may stand, in shares of how far the sea stretches.
_SHIFTS = (
    (0.0, 0.0),
    *((dx * r, dy * r) for r in (0.3, 0.55) for dx in (0, -1, 1) for dy in (-1, 1, 0) if dx or dy),
)


@final
@dataclass(frozen=True, slots=True)
class Sea:
    """A sea's names in common use, where to write them, and how far it surely stretches from there."""

    names: tuple[str, ...]
    lat_deg: float
    lon_deg: float
    reach_m: float


def map_figure(a: Assessment, land: Land, uid: str, *, tolerance: float = 0.5) -> Figure | None:
    """The map of one launch, or None when nobody knows where it started.

    `tolerance` is how far a coastline may stray, in drawing units; `uid` is unique on the page.
    """
    middle = centre(a)
    if middle is None:
        return None
    on = view(middle.lat_deg, middle.lon_deg, _radius_m(a), width=WIDTH, height=HEIGHT)
    title = f"Map around {plain(middle.name)}"
    description = _description(a, middle)
    root = drawing(WIDTH, HEIGHT, uid, title, description)
    base = draw(root, land, on, home=a.launch.country, tolerance=tolerance)
    canvas = Canvas(Box(4, 4, WIDTH - 8, HEIGHT - 8))
    _scale_bar(root, canvas, on)
    _ring(root, canvas, on, a)
    ends = _courses(root, canvas, on, a)
    _site(root, canvas, on, middle)
    _ends(root, canvas, on, ends)
    _keep_clear(canvas, on, a)
    _names(root, canvas, on, a, base)
    add(root, "rect", "frame", x=0.5, y=0.5, width=WIDTH - 1, height=HEIGHT - 1)
    return Figure(finished(root), title, description, _notes(a, middle))


def centre(a: Assessment) -> Place | None:
    """Where the map of a launch is centred: the site, or the middle of the country when no site is known."""
    return a.ring.place if a.ring else a.site


def _radius_m(a: Assessment) -> float:
    if a.range_m is None:
        return _NEIGHBOURHOOD_M
    far = a.range_m.high if math.isfinite(a.range_m.high) else a.range_m.best
    return max(far * _ROOM, _SMALLEST_M)


def _description(a: Assessment, middle: Place) -> str:
    parts = [f"The launch site {middle.name} is in the middle." if a.site else f"It is centred on {middle.name}."]
    if a.range_m is not None:
        parts.append(f"A circle around it shows the distance flown, {wording.estimate(a.range_m)}.")
    if a.exposure is not None and a.exposure.countries:
        names = [vocabulary.country(c) for c in a.exposure.countries]
        parts.append(
            f"Within the circle lie parts of {vocabulary.listing(names[:12])}" + ("." if len(names) < 13 else "…")
        )
    if a.aim is not None:
        parts.append(f"An arrow shows the direction of flight: {with_both_names(a.aim.because)}.")
    return " ".join(parts)


def _notes(a: Assessment, middle: Place) -> tuple[str, ...]:
    notes = [f"Distances and directions from {middle.name} are true; elsewhere shapes are stretched."]
    if a.range_m is not None:
        notes.append(
            f"Circle: {wording.estimate(a.range_m)}, the greatest distance anybody says was flown. It shows how far"
            " that is, not where the missile went."
        )
    if a.site is None:
        notes.append(
            f"No site is named that the gazetteer knows: the true one lies up to about"
            f" {wording.distance(middle.uncertainty_m)} from {middle.name}."
        )
    elif middle.uncertainty_m >= 1_000:
        notes.append(f"The place of the site is known to about {wording.distance(middle.uncertainty_m)}.")
    if a.aim is not None:
        notes.append(f"Direction: {with_both_names(a.aim.because)}.")
    if any(r.track is not None for r in a.flown):
        notes.append("Bent lines: the arcs of the side view over the turning Earth, if they went in that direction.")
    places = vocabulary.listing([vocabulary.term("data_source", key) for key in data_sources(a)])
    notes.append(
        "Outlines: Natural Earth (public domain). Borders are drawn as it draws them, by who controls the ground; that"
        " is no statement on any claim." + (f" Places: {places}." if places else "")
    )
    return tuple(notes)


def data_sources(a: Assessment) -> tuple[str, ...]:
    """Where the places of a launch's map come from, as keys of the ground floor's list of sources."""
    middle = centre(a)
    if middle is None:
        return ()
    places = [middle, *(r.place for r in (a.exposure.places if a.exposure else ()))]
    return tuple(dict.fromkeys(p.source for p in places if p.source))


def with_both_names(text: str) -> str:
    """A text in which a sea of two names is told with both, where only one of them stands."""
    text = plain(text)
    for sea in seas():
        told = [n for n in sea.names if n in text]
        if len(told) == 1 and len(sea.names) > 1:
            text = text.replace(told[0], " / ".join(sea.names), 1)
    return text


def _ring(root: ET.Element, canvas: Canvas, on: View, a: Assessment) -> None:
    e = a.range_m
    if a.ring is None or e is None:
        return
    x, y = WIDTH / 2, HEIGHT / 2
    low, high = max(e.low, 0.0) * on.scale, e.high * on.scale
    if math.isfinite(high) and high - low > 2.0:
        middle, width = (low + high) / 2, high - low
        add(root, "circle", "ringband", cx=x, cy=y, r=middle, stroke_width=width)
    style = "ring" if math.isfinite(high) and e.low > 0 else "ring open"
    add(root, "circle", style, cx=x, cy=y, r=e.best * on.scale)
    for azimuth in (315.0, 45.0, 225.0, 135.0, 0.0, 180.0):
        at = on.at(azimuth, e.best)
        placed = canvas.place(Label(*at, (wording.estimate(e),), "ringname", _SMALL, centred=True))
        if placed:
            write(root, placed)
            break


def _courses(root: ET.Element, canvas: Canvas, on: View, a: Assessment) -> list[tuple[float, float, str]]:
    """The direction as an arrow, the arcs over ground where the direction is known; gives where the arcs end."""
    if a.aim is None:
        return []
    far = a.range_m.best if a.range_m else _NEIGHBOURHOOD_M * 0.6
    tip = on.at(a.aim.azimuth_deg, far)
    add(root, "line", "aim", x1=WIDTH / 2, y1=HEIGHT / 2, x2=tip[0], y2=tip[1])
    _arrow(root, tip, a.aim.azimuth_deg)
    canvas.taken.extend(_spot(*on.at(a.aim.azimuth_deg, far * share / 40), 2) for share in range(4, 41))
    ends: list[tuple[float, float, str]] = []
    for reading in a.flown:
        if reading.track is not None:
            points = on.project(reading.track.lat_deg, reading.track.lon_deg)
            add(root, "path", "course", d=path(lines(points, on, 0.3)), transform="scale(.1)")
            canvas.taken.extend(_spot(float(px), float(py), 2) for px, py in points[8::3] if on.holds(px, py))
            ends.append((float(points[-1, 0]), float(points[-1, 1]), shortened(reading.label, 24)))
    return ends


def _spot(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, 2 * reach, 2 * reach)


def _arrow(root: ET.Element, tip: tuple[float, float], azimuth_deg: float) -> None:
    x, y = tip
    turn = azimuth_deg
    add(root, "path", "aimtip", d="M0 -2L5 9L0 6L-5 9Z", transform=f"translate({x:.1f} {y:.1f}) rotate({turn:.1f})")


def _site(root: ET.Element, canvas: Canvas, on: View, middle: Place) -> None:
    x, y = WIDTH / 2, HEIGHT / 2
    unsure = middle.uncertainty_m * on.scale
    if unsure > 7:
        add(root, "circle", "unsure", cx=x, cy=y, r=unsure)
    add(root, "path", "site", d=f"M{x} {y - 9:g}L{x + 8:g} {y + 6:g}L{x - 8:g} {y + 6:g}Z")
    canvas.taken.append(Box(x - 9, y - 9, 18, 16))
    placed = canvas.place(Label(x, y, (shortened(middle.name, 34),), "sitename", gap=12))
    if placed:
        write(root, placed)


def _keep_clear(canvas: Canvas, on: View, a: Assessment) -> None:
    """The names of places and seas keep off the ring."""
    if a.ring is not None and a.range_m is not None:
        canvas.taken.extend(_spot(*on.at(float(turn), a.range_m.best), 3) for turn in range(0, 360, 2))


def _names(root: ET.Element, canvas: Canvas, on: View, a: Assessment, base: Basemap) -> None:
    _seas(root, canvas, on)
    places = _places(a, on)
    shown = _dots(root, canvas, places, _FIRST_PLACES)
    _countries(root, canvas, base)
    _dots(root, canvas, places[_FIRST_PLACES:], _MOST_PLACES - shown)


def _ends(root: ET.Element, canvas: Canvas, on: View, ends: Sequence[tuple[float, float, str]]) -> None:
    """Where the computed arcs come down; ends that fall on one spot share a name."""
    groups: list[tuple[float, float, list[str]]] = []
    for x, y, name in ends:
        near = next((g for g in groups if math.hypot(g[0] - x, g[1] - y) < 12), None)
        if near is None:
            groups.append((x, y, [name]))
        elif name not in near[2]:
            near[2].append(name)
    for x, y, names in groups:
        if on.holds(x, y, 6):
            add(root, "path", "end", d=f"M{x - 5:.1f} {y - 5:.1f}l10 10m0-10l-10 10")
            canvas.taken.append(Box(x - 6, y - 6, 12, 12))
            words = "arcs come down" if len(names) > 1 else "arc comes down"
            if placed := canvas.place(Label(x, y, (words,), "endname", _SMALL, gap=10)):
                write(root, placed)


def _seas(root: ET.Element, canvas: Canvas, on: View) -> None:
    for sea in seas():
        widest = max(width_of(n, _SMALL) for n in sea.names)
        reach = sea.reach_m * on.scale
        if reach < 0.42 * widest:
            continue
        [(x, y)] = on.project(np.array([sea.lat_deg]), np.array([sea.lon_deg]))
        for dx, dy in _SHIFTS:
            label = Label(x + dx * reach, y + dy * reach, sea.names, "sea", _SMALL, centred=True)
            if placed := canvas.place(label):
                write(root, placed)
                break


def _places(a: Assessment, on: View) -> list[tuple[Place, float, float]]:
    """The places within the ring that are worth a name, the most populous first."""
    if a.exposure is None:
        return []
    reached = sorted((r.place for r in a.exposure.places), key=lambda p: -p.population)[:80]
    if not reached:
        return []
    points = on.project(np.array([p.lat_deg for p in reached]), np.array([p.lon_deg for p in reached]))
    return [(p, float(x), float(y)) for p, (x, y) in zip(reached, points, strict=True) if on.holds(x, y, 5)]


def _dots(root: ET.Element, canvas: Canvas, places: Sequence[tuple[Place, float, float]], most: int) -> int:
    shown = 0
    for place, x, y in places:
        spot = _spot(x, y, 4)
        if shown >= most or any(spot.meets(b) for b in canvas.taken):
            continue
        placed = canvas.place(Label(x, y, (shortened(place.name, 22),), "place", _SMALL, gap=7))
        if placed:
            canvas.taken.append(spot)
            add(root, "circle", "dot", cx=x, cy=y, r=2.6)
            write(root, placed)
            shown += 1
    return shown


def _countries(root: ET.Element, canvas: Canvas, base: Basemap) -> None:
    for iso2, x, y, room in base.names:
        name = vocabulary.country(iso2).upper()
        if width_of(name, _SMALL) < room and (
            placed := canvas.place(Label(x, y, (name,), "country", _SMALL, centred=True))
        ):
            write(root, placed)


def _scale_bar(root: ET.Element, canvas: Canvas, on: View) -> None:
    length_m = ticks(WIDTH * 0.28 / on.scale, 2)[1]
    length, x, y = length_m * on.scale, 16.0, HEIGHT - 18.0
    words = wording.amount(length_m, "m")
    box = Box(x - 8, y - TEXT - 6, max(length, width_of(words)) + 16, TEXT + 18)
    canvas.taken.append(box)
    add(root, "rect", "plate", x=box.x, y=box.y, width=box.width, height=box.height, rx=3.0)
    add(root, "path", "scalebar", d=f"M{x:.1f} {y - 4:.1f}v8m0-4h{length:.1f}m0-4v8")
    add(root, "text", "t place", words, x=x, y=y - 8)


@cache
def seas() -> tuple[Sea, ...]:
    """The names of seas for maps, the largest last; see seas.toml."""
    with (files("trackside.brief") / "seas.toml").open("rb") as table:
        rows = tomllib.load(table)["sea"]
    found = (Sea(tuple(r["names"]), r["lat_deg"], r["lon_deg"], r["reach_km"] * 1000.0) for r in rows)
    return tuple(sorted(found, key=lambda s: s.reach_m))
