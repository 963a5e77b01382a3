"""The side view: distance over ground against height, one arc per account of the flight, space's edge, least energy."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.assess import Assessment, Flown
from trackside.brief import vocabulary, wording
from trackside.brief.figure import add, drawing, finished, shortened, ticks
from trackside.brief.page import Figure
from trackside.earth.track import Track
from trackside.flight import Arc, Departure, trajectory
from trackside.measure import Estimate

Floats = npt.NDArray[np.float64]

WIDTH = 480.0
_LEFT, _RIGHT, _TOP, _BELOW, _ROW = 64.0, 12.0, 30.0, 52.0, 42.0
# The plot is at most this wide and this high; a steep loft narrows it to the least width before it bends the scale.
_WIDEST, _NARROWEST, _HIGHEST, _LOWEST = WIDTH - _LEFT - _RIGHT, 280.0, 300.0, 180.0
# The Kármán line, where space begins by the common convention (Fédération Aéronautique Internationale).
SPACE_M = 100_000.0
_MOST_ARCS = 5
# From the side an arc over a still Earth is the same wherever it starts.
_ANYWHERE = Departure(0.0, 0.0, azimuth_deg=90.0)


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One line of the side view: points in metres (distance, height), what it is, and how it is drawn."""

    points: Floats
    who: str
    told: str
    style: str


@final
@dataclass(frozen=True, slots=True)
class Plot:
    """Where metres fall on the paper."""

    left: float
    width: float
    height: float
    far_m: float
    high_m: float

    def at(self, distance_m: float, height_m: float) -> tuple[float, float]:
        """The paper position of a distance and a height."""
        x = self.left + self.width * distance_m / self.far_m
        return x, _TOP + self.height * (1 - height_m / self.high_m)

    @property
    def ratio(self) -> float:
        """How much larger heights are drawn than distances."""
        return (self.height / self.high_m) / (self.width / self.far_m)


def side_figure(a: Assessment, uid: str) -> Figure | None:
    """The side view of one launch, or None when no account gives a shape; `uid` is unique on the page."""
    drawn = list(_lines(a.flown))
    if not drawn:
        return None
    plot = _plot(drawn)
    title = "The flight from the side"
    described = [f"{line.who}: {line.told}." for line in drawn]
    description = "Height over distance along the ground. " + " ".join(described)
    root = drawing(WIDTH, _TOP + plot.height + _BELOW + _ROW * len(drawn) + 4, uid, title, description)
    _axes(root, plot)
    for line in reversed(drawn):
        xy = [plot.at(x, y) for x, y in line.points]
        add(root, "path", f"arc {line.style}", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy))
    _legend(root, plot, drawn)
    return Figure(finished(root), title, description, _notes(a, plot))


def placeless(arc: Arc) -> Track:
    """The track of an arc that no account gives a place to start from: a still Earth, along the equator.

    Accounts without a known site, and the arc of least energy, have an `Arc` but no track of their own.
    """
    return trajectory(arc, _ANYWHERE)


def _profile(track: Track) -> Floats:
    """Distance over ground and height; shape (n, 2)."""
    return np.column_stack([track.distance_m, track.height_m])


def _lines(flown: Sequence[Flown]) -> Iterator[Line]:
    """The accounts' arcs, those that coincide once; then what a least-energy arc of the farthest would be."""
    found: list[tuple[tuple[str, float, float], list[str], Flown]] = []
    for reading in flown:
        shape = _shape(reading)
        if shape is None:
            continue
        same = next((names for key, names, _ in found if _alike(key, shape)), None)
        if same is None:
            found.append((shape, [reading.label], reading))
        elif reading.label not in same:
            same.append(reading.label)
    for i, ((_, far, high), names, reading) in enumerate(found[:_MOST_ARCS]):
        told = _told(reading, far, high)
        track = reading.track or _arc_alone(reading)
        who = vocabulary.capital(vocabulary.listing([vocabulary.speaker(n) for n in names]))
        if track is not None:
            yield Line(_profile(track), who, told, f"a{i}")
        else:
            ceiling = np.array([[0, 0], [0, high], [far, high], [far, 0]])
            yield Line(ceiling, who, f"{told}; path not known", f"ceiling a{i}")
    least = max((r.report.least_energy for r in flown if r.report.least_energy), key=lambda x: x.range_m, default=None)
    if least is not None and found:
        yield _least(least)


def _arc_alone(reading: Flown) -> Track | None:
    arc = reading.report.arc
    return placeless(arc) if arc is not None and reading.report.path == "ballistic" else None


def _least(arc: Arc) -> Line:
    far, high = wording.distance(arc.range_m), wording.distance(arc.apogee_m)
    return Line(_profile(placeless(arc)), "For comparison: least speed", f"{far} far, {high} high", "least")


def _shape(reading: Flown) -> tuple[str, float, float] | None:
    """What kind of line an account makes, how far and how high it goes; None when it tells too little."""
    arc, path = reading.report.arc, str(reading.report.path)
    if path == "ballistic" and arc is not None:
        return "ballistic", arc.range_m, arc.apogee_m
    told = {c.attribute: c.value.best for c in reading.rests_on if isinstance(c.value, Estimate)}
    if path == "not ballistic" and "range" in told and "apogee" in told:
        return "ceiling", told["range"], told["apogee"]
    return None


def _alike(a: tuple[str, float, float], b: tuple[str, float, float]) -> bool:
    return a[0] == b[0] and all(math.isclose(x, y, rel_tol=2e-3) for x, y in zip(a[1:], b[1:], strict=True))


def _told(reading: Flown, far_m: float, high_m: float) -> str:
    """The numbers of a line: as claimed, or worked out where they are not."""
    claimed = {c.attribute: wording.value(c.value, c.attribute) for c in reading.rests_on}
    far = claimed.get("range") or f"{wording.distance(far_m)} (worked out)"
    high = claimed.get("apogee") or f"{wording.distance(high_m)} (worked out)"
    return f"{far} far, {high} high"


def _plot(drawn: Sequence[Line]) -> Plot:
    far = max(float(line.points[:, 0].max()) for line in drawn) * 1.04
    high = max(float(line.points[:, 1].max()) for line in drawn)
    high = max(high, SPACE_M if high > 0.4 * SPACE_M else 0.0) * 1.08
    height = min(max(_WIDEST * high / far, _LOWEST), _HIGHEST)
    width = min(max(height * far / high, _NARROWEST), _WIDEST)
    return Plot(_LEFT + (_WIDEST - width) / 2, width, height, far, high)


def _axes(root: ET.Element, plot: Plot) -> None:
    right, ground = plot.left + plot.width, _TOP + plot.height
    for height in ticks(plot.high_m, 5):
        y = plot.at(0, height)[1]
        add(root, "line", "grid" if height else "ground", x1=plot.left, y1=y, x2=right, y2=y)
        add(root, "text", "t tick", _km(height), x=plot.left - 7, y=y + 5, text_anchor="end")
    for distance in ticks(plot.far_m, 4)[1:]:
        x = plot.at(distance, 0)[0]
        add(root, "line", "ground", x1=x, y1=ground, x2=x, y2=ground + 5)
        add(root, "text", "t tick", _km(distance), x=x, y=ground + 21, text_anchor="middle")
    add(root, "text", "t tick", "km over ground", x=right, y=ground + 41, text_anchor="end")
    add(root, "text", "t tick", "km high", x=plot.left, y=_TOP - 12)
    if plot.high_m > SPACE_M:
        y = plot.at(0, SPACE_M)[1]
        add(root, "line", "space", x1=plot.left, y1=y, x2=right, y2=y)
        if min(abs(y - plot.at(0, h)[1]) for h in ticks(plot.high_m, 5)) > 16:
            add(root, "text", "t tick", "100", x=plot.left - 7, y=y + 5, text_anchor="end")


def _legend(root: ET.Element, plot: Plot, drawn: Sequence[Line]) -> None:
    for i, line in enumerate(drawn):
        y = _TOP + plot.height + _BELOW + _ROW * (i + 0.4)
        add(root, "line", f"arc {line.style}", x1=8.0, y1=y - 5, x2=44.0, y2=y - 5)
        add(root, "text", "t legend who", shortened(line.who, 46), x=54.0, y=y)
        add(root, "text", "t legend", shortened(line.told, 52), x=54.0, y=y + 18)


def _notes(a: Assessment, plot: Plot) -> tuple[str, ...]:
    notes = [wording.stretch(plot.ratio)]
    if plot.high_m > SPACE_M:
        notes.append("The line at 100 km is where space begins by convention.")
    paths = {str(r.report.path) for r in a.flown}
    if "ballistic" in paths:
        notes.append("Arcs are free flight from ground to ground: no climb under power, no air.")
    if any(r.track is not None for r in a.flown):
        notes.append("The ground turns while the missile is aloft, which bends a steep arc.")
    if "not ballistic" in paths:
        notes.append("A flat bracket shows only how far and how high: those numbers make no free-flight arc.")
    return tuple(notes)


def _km(metres: float) -> str:
    return wording.amount(metres / 1000.0, "count") if metres else "0"
