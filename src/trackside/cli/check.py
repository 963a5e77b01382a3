"""`trackside check`: can these announced numbers belong to one ballistic flight?"""

from __future__ import annotations

import argparse
import math
import textwrap
from collections.abc import Iterator

from trackside import flight
from trackside.brief import vocabulary, wording
from trackside.cli.common import show, show_json
from trackside.cli.quantities import length, span, speed
from trackside.earth import load_gazetteer
from trackside.errors import BadInput
from trackside.flight.rounding import interval_step

# A screen this wide shows a sentence of a check without scrolling sideways.
WIDTH = 100


def run(asked: argparse.Namespace) -> int:
    """Check two or more of range, apogee, time and speed against one another."""
    numbers = flight.Numbers(
        range_m=length(asked.range, "--range") if asked.range is not None else None,
        apogee_m=length(asked.apogee, "--apogee") if asked.apogee is not None else None,
        flight_time_s=span(asked.time, "--time") if asked.time is not None else None,
        speed=speed(asked.speed, "--speed") if asked.speed is not None else None,
    )
    report = flight.check(numbers, _departure(asked), seed=asked.seed)
    if asked.json:
        # The archive brings a database along, which a plain answer has no use for.
        from trackside import archive

        show_json(archive.plain_report(report))
    else:
        show("\n".join(_lines(report)))
    return 0


def _departure(asked: argparse.Namespace) -> flight.Departure | None:
    if asked.origin is None:
        if asked.azimuth is not None:
            raise BadInput(
                f"--azimuth {asked.azimuth}", "needs a place to start from", "add --from PLACE or --from LAT,LON"
            )
        return None
    place = load_gazetteer().place(asked.origin)
    return flight.Departure(place.lat_deg, place.lon_deg, _azimuth(asked.azimuth))


def _azimuth(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -360.0 <= value <= 360.0:
        raise BadInput(
            f"--azimuth {text}", "a direction in degrees clockwise from north was wanted", "write --azimuth 90"
        )
    return value % 360.0


def _lines(report: flight.Report) -> Iterator[str]:
    for c in report.checks:
        expected = wording.computed(c.expected, against=c.claimed.best) if c.expected else "not computable"
        yield f"{vocabulary.attribute(c.about)}: {vocabulary.verdict(c.verdict)}"
        yield f"  claimed   {wording.estimate(c.claimed)}"
        yield f"  expected  {expected}" + (
            f"   (chance: {wording.chance(c.probability)})" if c.probability is not None else ""
        )
        yield _wrapped(c.because)
    yield f"Path: {report.path}"
    if report.because:
        yield _wrapped(report.because)
    for name, value in report.predicted:
        yield f"{vocabulary.attribute(name)} expected: {wording.computed(value)}"
    yield from _reach(report)
    if report.methods:
        yield "Methods:"
    for method in report.methods:
        title, citation, _where = flight.METHODS[method]
        yield _wrapped(f"{title}. {citation}")


def _reach(report: flight.Report) -> Iterator[str]:
    """How far the same vehicle could fly, and what stands behind it."""
    found, longest = report.reconstruction, report.longest_range_m
    if longest is not None and (found is None or found.longest is None):
        yield f"The same burnout speed on its best arc: {wording.floor(longest)}"
    if found is not None and found.longest is None and report.path is not flight.Path.NOT_BALLISTIC:
        yield "Too few flights of broad classes of vehicle were found that fit, so nothing follows about the vehicle."
    if found is None or found.longest is None or longest is None:
        return
    if not found.fits:
        yield "What follows is of the flights that come nearest to these numbers."
    yield f"The same vehicle with the same load, on its best trajectory: {wording.computed(longest)}"
    step = interval_step(longest)
    yield f"  middle {wording.amount(longest.best, 'm', step)}, on an Earth that stands still"
    if found.longest.by_direction:
        ends = [f(found.longest.by_direction, key=lambda d: d[1].best) for f in (min, max)]
        words = [f"{wording.amount(e.best, 'm', step / 2)} towards {a:.0f}°" for a, e in ends]
        same = words[0].partition(" towards")[0] == words[1].partition(" towards")[0]
        spread = "as far in every direction" if same else f"from {words[0]} to {words[1]}"
        yield f"  over the turning Earth {spread}"
    if found.burnout_speed_m_s and found.burnout_time_s:
        when = wording.computed(found.burnout_time_s)
        yield f"Burnout: {wording.computed(found.burnout_speed_m_s)}, {when} after lift-off"
    classes = sorted(found.classes.items(), key=lambda c: -c[1])[:3]
    yield f"Vehicles that fit best: {', '.join(f'{name} {wording.percent(p)}' for name, p in classes if p > 0.05)}"
    yield f"From flights worth {found.effective_sample_size:,.0f} independent ones, seed {found.seed}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
