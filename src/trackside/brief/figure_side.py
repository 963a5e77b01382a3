"""The side view: height over distance, an arc per account, flights that fit it, space's edge, least energy."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.assess import Assessment, Flown
from trackside.brief import vocabulary, wording
from trackside.brief.accounts import Account, accounts
from trackside.brief.figure import add, drawing, finished, shortened, ticks
from trackside.brief.globe import path, stretches
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
# Flights of a reconstruction behind one arc; what changes a line by less than this on paper is left out of it.
FLIGHTS = 16
_COARSE = 0.25
# How much farther than the arcs the flights behind them may stretch the scale.
_ROOM_FOR_FLIGHTS = 1.5
# From the side an arc over a still Earth is the same wherever it starts.
_ANYWHERE = Departure(0.0, 0.0, azimuth_deg=90.0)


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One line of the side view: points in metres (distance, height), what it is, its style, flights behind it."""

    points: Floats
    who: str
    told: str
    style: str
    flights: tuple[Floats, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Plot:
    """Where metres fall on the paper."""

    left: float
    width: float
    height: float
    far_m: float
    high_m: float

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Its left, upper, right and lower edge on the paper."""
        return self.left, _TOP, self.left + self.width, _TOP + self.height

    def at(self, distance_m: float, height_m: float) -> tuple[float, float]:
        """The paper position of a distance and a height."""
        x = self.left + self.width * distance_m / self.far_m
        return x, _TOP + self.height * (1 - height_m / self.high_m)

    def paper(self, points: Floats) -> Floats:
        """The paper positions of points in metres (distance, height)."""
        x = self.left + self.width * points[:, 0] / self.far_m
        return np.column_stack([x, _TOP + self.height * (1 - points[:, 1] / self.high_m)])

    @property
    def ratio(self) -> float:
        """How much larger heights are drawn than distances."""
        return (self.height / self.high_m) / (self.width / self.far_m)


def side_figure(a: Assessment, uid: str, *, flights: int = FLIGHTS) -> Figure | None:
    """The side view of one launch, or None when no account gives a shape.

    `uid` is unique on the page; `flights` is how many flights of a reconstruction stand behind an arc, at most.
    """
    drawn = list(_lines(a.flown, flights))
    if not drawn:
        return None
    plot = _plot(drawn)
    title = "The flight from the side"
    described = [f"{line.who}: {line.told}{_peaks(line)}." for line in drawn]
    description = "Height over distance along the ground. " + " ".join(described)
    root = drawing(WIDTH, _TOP + plot.height + _BELOW + _ROW * len(drawn) + 4, uid, title, description)
    for line in reversed(drawn):
        _behind(root, plot, line)
    _axes(root, plot)
    for line in reversed(drawn):
        xy = [plot.at(x, y) for x, y in line.points]
        add(root, "path", f"arc {line.style}", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy))
    _legend(root, plot, drawn)
    return Figure(finished(root), title, description, _notes(a, plot, drawn))


def placeless(arc: Arc) -> Track:
    """The track of an arc that no account gives a place to start from: a still Earth, along the equator.

    Accounts without a known site, and the arc of least energy, have an `Arc` but no track of their own.
    """
    return trajectory(arc, _ANYWHERE)


def _profile(track: Track) -> Floats:
    """Distance over ground and height; shape (n, 2)."""
    return np.column_stack([track.distance_m, track.height_m])


def _lines(flown: Sequence[Flown], flights: int) -> Iterator[Line]:
    """The accounts' arcs; then what a least-energy arc of the farthest would be."""
    found = accounts(flown)
    for account in found:
        track = account.readings[0].track or _arc_alone(account)
        told = f"{account.far()} far, {account.high()} high"
        if track is not None:
            yield Line(_profile(track), account.who, told, account.style, _flown(account, flights))
        else:
            far, high = account.range_m, account.apogee_m
            ceiling = np.array([[0, 0], [0, high], [far, high], [far, 0]])
            yield Line(ceiling, account.who, f"{told}; path not known", f"ceiling {account.style}")
    least = max((r.report.least_energy for r in flown if r.report.least_energy), key=lambda x: x.range_m, default=None)
    if least is not None and found:
        yield _least(least)


def _arc_alone(account: Account) -> Track | None:
    arc = account.readings[0].report.arc
    return placeless(arc) if arc is not None and account.arc else None


def _flown(account: Account, most: int) -> tuple[Floats, ...]:
    """Some of the flights that fit an account, evenly out of all; none where nothing fits or no place is told."""
    fitting = account.fitting
    bundle = fitting.report.reconstruction.bundle if fitting and fitting.report.reconstruction else None
    if bundle is None or most < 1:
        return ()
    count = len(bundle.tracks)
    pick = np.linspace(0, count - 1, min(most, count)).round().astype(int)
    return tuple(_profile(bundle.tracks[i]) for i in pick)


def _least(arc: Arc) -> Line:
    far, high = wording.distance(arc.range_m), wording.distance(arc.apogee_m)
    return Line(_profile(placeless(arc)), "For comparison: least speed", f"{far} far, {high} high", "least")


def _plot(drawn: Sequence[Line]) -> Plot:
    far, high = (_extent(drawn, axis) for axis in (0, 1))
    far, high = far * 1.04, max(high, SPACE_M if high > 0.4 * SPACE_M else 0.0) * 1.08
    height = min(max(_WIDEST * high / far, _LOWEST), _HIGHEST)
    width = min(max(height * far / high, _NARROWEST), _WIDEST)
    return Plot(_LEFT + (_WIDEST - width) / 2, width, height, far, high)


def _extent(drawn: Sequence[Line], axis: int) -> float:
    """How far the lines reach along an axis; flights that go much farther than any of them are cut off."""
    lines = max(float(line.points[:, axis].max()) for line in drawn)
    flights = max((float(points[:, axis].max()) for line in drawn for points in line.flights), default=0.0)
    return max(lines, min(flights, _ROOM_FOR_FLIGHTS * lines))


def _behind(root: ET.Element, plot: Plot, line: Line) -> None:
    """The flights behind a line, a faint path each, cut at the edges of the plot."""
    if not line.flights:
        return
    group = add(root, "g", f"flights {line.style}", transform="scale(.1)")
    for points in line.flights:
        add(group, "path", d=path(stretches(plot.paper(points), plot.frame, _COARSE)))


def _peaks(line: Line) -> str:
    """Between what heights the flights behind a line peak, in words."""
    if not line.flights:
        return ""
    peaks = sorted(float(points[:, 1].max()) for points in line.flights)
    told = wording.computed(Estimate(peaks[len(peaks) // 2], peaks[0], peaks[-1], "m"))
    return f"; {wording.counted(len(peaks), 'flight')} that fit peak {f'at {told}' if told[:1].isdigit() else told}"


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


def _notes(a: Assessment, plot: Plot, drawn: Sequence[Line]) -> tuple[str, ...]:
    notes = [wording.stretch(plot.ratio)]
    if plot.high_m > SPACE_M:
        notes.append("The line at 100 km is where space begins by convention.")
    paths = {str(r.report.path) for r in a.flown}
    if "ballistic" in paths:
        notes.append("Bold arcs are free flight from ground to ground: no climb under power, no air.")
    if any(line.flights for line in drawn):
        notes.extend(_on_flights(a, plot, drawn))
    if any(r.track is not None for r in a.flown):
        notes.append("The ground turns while the missile is aloft, which bends a steep arc.")
    if "not ballistic" in paths:
        notes.append("A flat bracket shows only how far and how high: those numbers make no free-flight arc.")
    return tuple(notes)


def _on_flights(a: Assessment, plot: Plot, drawn: Sequence[Line]) -> Iterator[str]:
    """What the faint lines are, and for whom there are none."""
    yield vocabulary.term("reconstruction", "flights")
    if a.aim is None:
        yield vocabulary.term("reconstruction", "any_direction")
    every = np.vstack([points for line in drawn for points in line.flights])
    if every[:, 0].max() > plot.far_m or every[:, 1].max() > plot.high_m:
        yield vocabulary.term("reconstruction", "cut")
    without = [vocabulary.named(x.who) for x in accounts(a.flown) if x.arc and x.misfit]
    if without:
        yield vocabulary.term("reconstruction", "none").format(vocabulary.listing(without))


def _km(metres: float) -> str:
    return wording.amount(metres / 1000.0, "count") if metres else "0"
