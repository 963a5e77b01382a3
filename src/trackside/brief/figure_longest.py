"""The longest range: how the flights that fit spread over how far the same vehicle could fly, and what was flown."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from trackside.assess import Assessment, Flown
from trackside.brief import how_far, vocabulary, wording
from trackside.brief.accounts import Account, accounts
from trackside.brief.figure import TEXT, Box, Canvas, Label, add, drawing, finished, shortened, ticks, write
from trackside.brief.globe import Floats
from trackside.brief.page import Figure
from trackside.flight import Longest
from trackside.measure import Estimate

WIDTH = 480.0
_LEFT, _RIGHT = 12.0, 14.0
# From the top of a panel: two lines of words, the mark of what was flown beside its words, the heap, the bar under it.
_PANEL, _HEAP_TOP, _GROUND, _HIGH = 172.0, 66.0, 138.0, 68.0
_BELOW = 30.0
_MOST = 2
# The heap has about this many steps within nine tenths of it, and none is narrower than this on paper.
_STEPS, _NARROWEST = 9, 5.0
_ROUND_ANTIPODE_M = 19_999_999.0


@final
@dataclass(frozen=True, slots=True)
class Panel:
    """One account: who, the ranges its flights could fly, and what was flown."""

    account: Account
    longest: Longest
    flown: Estimate
    told: str


@final
@dataclass(frozen=True, slots=True)
class Axis:
    """Where metres over ground fall on the paper, from left to right."""

    far_m: float

    def x(self, metres: float) -> float:
        """The paper position of a distance."""
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * min(metres / self.far_m, 1.0)


def longest_figure(a: Assessment, uid: str) -> Figure | None:
    """The spread of the longest range, a panel for each of the first two accounts that flights fit; else None.

    Where flights fit no account, those that come nearest are shown, and called that.
    """
    panels = list(_panels(a.flown))
    if not panels:
        return None
    axis = Axis(max(max(float(p.longest.sample_m[-1]), _end(p.flown)) for p in panels) * 1.03)
    title = "How far the same vehicle could fly"
    description = f"{title}, with the same load over a still Earth. " + " ".join(_described(p) for p in panels)
    root = drawing(WIDTH, _PANEL * len(panels) + _BELOW, uid, title, description)
    for i, panel in enumerate(panels):
        _draw(add(root, "g", transform=f"translate(0 {_PANEL * i:g})"), axis, panel)
    _scale(root, axis, _PANEL * (len(panels) - 1) + _GROUND)
    return Figure(finished(root), title, description, tuple(_notes(panels)))


def _panels(flown: Sequence[Flown]) -> Iterator[Panel]:
    arcs = [(x, x.fitting or x.readings[0]) for x in accounts(flown) if x.arc]
    arcs = [(x, reading) for x, reading in arcs if how_far.told(reading) is not None]
    for account, reading in ([pair for pair in arcs if pair[0].fitting] or arcs)[:_MOST]:
        if longest := how_far.told(reading):
            yield Panel(account, longest, _flown(account, reading), account.far())


def _flown(account: Account, reading: Flown) -> Estimate:
    """The distance claimed, or else worked out."""
    told = (c.value for c in reading.rests_on if c.attribute == "range" and isinstance(c.value, Estimate))
    return next(told, Estimate(account.range_m, account.range_m, account.range_m, "m"))


def _described(p: Panel) -> str:
    return f"{p.account.who}: {wording.reached(p.longest.still)}; flown: {p.told}."


def _notes(panels: Sequence[Panel]) -> Iterator[str]:
    yield vocabulary.term("reconstruction", "heap")
    if any(not p.account.fitting for p in panels):
        yield vocabulary.term("reconstruction", "nearest")
    if any(p.longest.still.high >= wording.HALF_WAY_M for p in panels):
        yield vocabulary.term("reconstruction", "half_way")
    yield vocabulary.term("reconstruction", "load_short")


def _draw(root: ET.Element, axis: Axis, p: Panel) -> None:
    """One panel, from its own top."""
    add(root, "text", "t legend who", shortened(p.account.who, 52), x=_LEFT, y=18.0)
    add(root, "text", "t legend", vocabulary.capital(wording.reached_shortly(p.longest.still)), x=_LEFT, y=37.0)
    still, (edges, heights) = p.longest.still, heap(p.longest.sample_m, axis)
    add(root, "path", f"spread {p.account.style}", d=_steps(axis, edges, heights, 0.0, math.inf))
    add(root, "path", f"spread {p.account.style}", d=_steps(axis, edges, heights, still.low, still.high))
    add(root, "line", "ground", x1=_LEFT, y1=_GROUND, x2=WIDTH - _RIGHT, y2=_GROUND)
    low, middle, high = (axis.x(x) for x in (still.low, still.best, still.high))
    for x in (low, high):
        add(root, "line", "claimline", x1=x, y1=_GROUND + 8, x2=x, y2=_GROUND + 18)
    add(root, "line", "claimline", x1=low, y1=_GROUND + 13, x2=high, y2=_GROUND + 13)
    add(root, "line", "claimline median", x1=middle, y1=_GROUND - _HIGH, x2=middle, y2=_GROUND + 18)
    _mark(root, axis, p)


def _mark(root: ET.Element, axis: Axis, p: Panel) -> None:
    """What was flown: a triangle on a line, as on the strips, with its words beside it."""
    left, at, right = (axis.x(x) for x in (p.flown.low, p.flown.best, _end(p.flown)))
    if right - left > 3.0:
        add(root, "line", "claimline", x1=left, y1=_GROUND, x2=right, y2=_GROUND)
    tip, top = _HEAP_TOP + 4, _HEAP_TOP - 13
    add(root, "path", "claim", d=f"M{at:.1f} {tip:.0f}L{at - 7:.1f} {top:.0f}L{at + 7:.1f} {top:.0f}Z")
    add(root, "line", "claimline", x1=at, y1=top, x2=at, y2=_GROUND)
    canvas = Canvas(Box(0.0, _HEAP_TOP - 20, WIDTH, TEXT * 1.3))
    if placed := canvas.place(Label(at, _HEAP_TOP - 10, (f"flown: {p.told}",), "tick", gap=11.0)):
        write(root, placed)


def heap(sample_m: Floats, axis: Axis) -> tuple[Floats, Floats]:
    """A histogram in round steps: edges in metres, and heights as a share of the highest."""
    # The antipode lies a hair beyond 20,000 km, and would have a step of its own.
    sample_m = np.minimum(sample_m, _ROUND_ANTIPODE_M)
    low, high = np.quantile(sample_m, (0.05, 0.95))
    finest = _NARROWEST * axis.far_m / (WIDTH - _LEFT - _RIGHT)
    step = ticks(max(float(high - low), finest * _STEPS), _STEPS)[1]
    first, last = math.floor(sample_m[0] / step), math.floor(sample_m[-1] / step) + 1
    edges = np.arange(first, last + 1) * step
    counts, _ = np.histogram(sample_m, edges)
    return edges, counts / counts.max()


def _steps(axis: Axis, edges: Floats, heights: Floats, low_m: float, high_m: float) -> str:
    """The outline of the histogram between two distances."""
    points = []
    for left, right, height in zip(edges[:-1], edges[1:], heights, strict=True):
        a, b = max(float(left), low_m), min(float(right), high_m)
        if a < b:
            y = _GROUND - _HIGH * float(height)
            points += [(axis.x(a), y), (axis.x(b), y)]
    if not points:
        return "M0 0"
    closed = [(points[0][0], _GROUND), *points, (points[-1][0], _GROUND)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in closed) + "Z"


def _scale(root: ET.Element, axis: Axis, ground: float) -> None:
    for distance in ticks(axis.far_m, 5):
        x = axis.x(distance)
        add(root, "line", "ground", x1=x, y1=ground, x2=x, y2=ground + 5)
        words = wording.amount(distance / 1000.0, "count") if distance else "0"
        side = "start" if x < _LEFT + 9 else "end" if x > WIDTH - 34 else "middle"
        add(root, "text", "t tick", words, x=x, y=ground + 38, text_anchor=side)
    add(root, "text", "t tick", "km over ground", x=WIDTH - _RIGHT, y=ground + 58, text_anchor="end")


def _end(e: Estimate) -> float:
    return e.high if math.isfinite(e.high) else e.best
