"""Inline SVG: plain elements, labels that never overlap, and the strip that sets a claim against what is expected.

Colours and sizes of text are classes of templates/style.css, so that a figure follows the page into the dark.
"""

from __future__ import annotations

import math
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import final

from trackside.brief.marks import plain
from trackside.brief.page import Figure
from trackside.measure import Estimate

# The size labels are set at on a narrow screen, where they are largest against the drawing; boxes are computed for it.
TEXT = 15.5
_ADVANCE = 0.53
# Names keep this much room before and after them.
_CLEAR = 3.0
STRIP_WIDTH, STRIP_HEIGHT, _STRIP_MARGIN = 420.0, 62.0, 12.0


@final
@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly inside the other."""
        return (
            other.x <= self.x
            and other.y <= self.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


@final
@dataclass(frozen=True, slots=True)
class Label:
    """Words that want to stand near a point.

    `lines` are set one under the other; `gap` is how far from the point they keep; `centred` puts them on the point.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    style: str
    size: float = TEXT
    gap: float = 6.0
    centred: bool = False


@final
@dataclass(frozen=True, slots=True)
class Placed:
    """A label that found room: the box it fills and the side of its point its words start from."""

    label: Label
    box: Box
    anchor: str


@final
@dataclass(slots=True)
class Canvas:
    """Room on one drawing: the frame labels must stay in, and what is taken already."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def place(self, label: Label) -> Placed | None:
        """The first free position around the label's point, in a fixed order; None when there is no room."""
        width = max(width_of(line, label.size) for line in label.lines)
        height = len(label.lines) * label.size * 1.18
        for dx, dy, anchor in _AROUND if not label.centred else _ON:
            box = Box(
                label.x + dx * label.gap + {"start": 0.0, "middle": -width / 2, "end": -width}[anchor],
                label.y + dy * label.gap + {-1: -height, 0: -height / 2, 1: 0.0}[(dy > 0) - (dy < 0)],
                width,
                height,
            )
            clear = Box(box.x - _CLEAR, box.y, box.width + 2 * _CLEAR, box.height)
            if box.within(self.frame) and not any(clear.meets(other) for other in self.taken):
                self.taken.append(box)
                return Placed(label, box, anchor)
        return None


_AROUND = (
    (1.0, 0.0, "start"),
    (-1.0, 0.0, "end"),
    (0.7, -0.7, "start"),
    (0.7, 0.7, "start"),
    (-0.7, -0.7, "end"),
    (-0.7, 0.7, "end"),
    (0.0, -1.2, "middle"),
    (0.0, 1.2, "middle"),
)
_ON = ((0.0, 0.0, "middle"),)


def width_of(text: str, size: float = TEXT) -> float:
    """About how wide a text is set: a little more than it takes in common fonts, twice that for East Asian letters."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    capitals = sum(c.isupper() for c in text)
    return size * (_ADVANCE * (len(text) - wide) + 0.12 * capitals + 1.05 * wide)


def drawing(width: float, height: float, uid: str, title: str, description: str) -> ET.Element:
    """An empty drawing with its words for those who do not see it; `uid` is unique on the page."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:g} {height:g}",
            "role": "img",
            "aria-labelledby": f"{uid}-title {uid}-desc",
            "preserveAspectRatio": "xMidYMid meet",
        },
    )
    ET.SubElement(root, "title", {"id": f"{uid}-title"}).text = plain(title)
    ET.SubElement(root, "desc", {"id": f"{uid}-desc"}).text = plain(description)
    return root


def add(parent: ET.Element, tag: str, style: str = "", text: str = "", **attributes: float | str) -> ET.Element:
    """One element: numbers to a tenth, underscores in names become hyphens."""
    named = {k.replace("_", "-"): v if isinstance(v, str) else f"{round(v, 1):g}" for k, v in attributes.items()}
    element = ET.SubElement(parent, tag, ({"class": style} if style else {}) | named)
    if text:
        element.text = plain(text)
    return element


def write(root: ET.Element, placed: Placed) -> None:
    """Set a placed label's lines into its box."""
    x = placed.box.x + {"start": 0.0, "middle": placed.box.width / 2, "end": placed.box.width}[placed.anchor]
    for i, line in enumerate(placed.label.lines):
        y = placed.box.y + (i * 1.18 + 0.9) * placed.label.size
        add(root, "text", f"t {placed.label.style}", line, x=x, y=y, text_anchor=placed.anchor)


def finished(root: ET.Element) -> str:
    """The drawing as text for the page."""
    return ET.tostring(root, encoding="unicode")


def shortened(text: str, longest: int) -> str:
    """A text cut at a word to at most `longest` characters."""
    text = plain(text)
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def ticks(high: float, most: int) -> list[float]:
    """Round steps from 0 to `high`, at most `most` of them after the first."""
    if high <= 0:
        return [0.0]
    rough = high / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * (1 - 1e-9))
    return [step * i for i in range(int(high / step + 1e-9) + 1)]


def strip(
    claimed: Estimate, expected: Estimate, uid: str, title: str, description: str, ends: tuple[str, str]
) -> Figure:
    """One line that sets a claimed number (mark) against the interval expected (bar); open ends run off the edge.

    `ends` are the words for the bar's two ends; an empty one is not written.
    """
    low, high = _window(claimed, expected)

    def x(v: float) -> float:
        span = STRIP_WIDTH - 2 * _STRIP_MARGIN
        return _STRIP_MARGIN + span * min(max((v - low) / (high - low), 0.0), 1.0)

    root = drawing(STRIP_WIDTH, STRIP_HEIGHT, uid, title, description)
    add(root, "line", "axis", x1=_STRIP_MARGIN, y1=23.0, x2=STRIP_WIDTH - _STRIP_MARGIN, y2=23.0)
    _bar(root, x(expected.low), x(expected.high), open_ends=(expected.low <= low, math.isinf(expected.high)))
    add(root, "line", "middle", x1=x(expected.best), y1=14.0, x2=x(expected.best), y2=32.0)
    _mark(root, x(claimed.low), x(claimed.best), x(claimed.high), open_end=math.isinf(claimed.high))
    _ends(root, x(expected.low), x(expected.high), ends)
    return Figure(finished(root), title, description)


def _window(claimed: Estimate, expected: Estimate) -> tuple[float, float]:
    """From where to where a strip shows: all finite ends with some room, never below zero."""
    ends = [x for e in (claimed, expected) for x in (e.low, e.best, e.high) if math.isfinite(x) and x >= 0.0]
    low, high = min(ends), max(ends)
    room = max((high - low) * 0.18, abs(high) * 0.005, 1e-9)
    return max(low - room, 0.0), high + room


def _ends(root: ET.Element, left: float, right: float, words: tuple[str, str]) -> None:
    """The words for the bar's ends, each under its end; pushed apart or left out where they would meet."""
    canvas = Canvas(Box(0, 36, STRIP_WIDTH, STRIP_HEIGHT - 36))
    for at, text in zip((left, right), words, strict=True):
        half = width_of(text, TEXT) / 2
        middle = min(max(at, half + 1), STRIP_WIDTH - half - 1)
        placed = canvas.place(Label(middle, STRIP_HEIGHT - 12, (text,), "tick", centred=True)) if text else None
        if placed:
            write(root, placed)


def _bar(root: ET.Element, left: float, right: float, *, open_ends: tuple[bool, bool]) -> None:
    add(root, "rect", "band", x=left, y=14.0, width=max(right - left, 2.0), height=18.0)
    for at, is_open, tip in ((left, open_ends[0], -8.0), (right, open_ends[1], 8.0)):
        if is_open:
            add(root, "path", "band", d=f"M{at:.1f} 14L{at + tip:.1f} 23L{at:.1f} 32Z")
        else:
            add(root, "line", "bandend", x1=at, y1=11.0, x2=at, y2=35.0)


def _mark(root: ET.Element, left: float, at: float, right: float, *, open_end: bool) -> None:
    if right - left > 3.0:
        add(root, "line", "claimline", x1=left, y1=23.0, x2=right, y2=23.0)
    if open_end:
        add(root, "path", "claim", d=f"M{right - 7:.1f} 17L{right + 3:.1f} 23L{right - 7:.1f} 29Z")
    add(root, "path", "claim", d=f"M{at:.1f} 23L{at - 7:.1f} 6L{at + 7:.1f} 6Z")
    add(root, "line", "claimline", x1=at, y1=6.0, x2=at, y2=40.0)
