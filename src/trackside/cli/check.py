"""`trackside check`: can these announced numbers belong to one ballistic flight?"""

from __future__ import annotations

import argparse
import math
import textwrap
from collections.abc import Iterator

from trackside import archive, flight
from trackside.brief import vocabulary, wording
from trackside.cli.common import show, show_json
from trackside.cli.quantities import length, span, speed
from trackside.earth import load_gazetteer
from trackside.errors import BadInput

# A screen this wide shows a sentence of a check without scrolling sideways.
WIDTH = 100


def run(asked: argparse.Namespace) -> int:
    """Check two or more of range, apogee, time and speed against one another."""
    numbers = flight.Numbers(
        range_m=length(asked.range, "--range") if asked.range else None,
        apogee_m=length(asked.apogee, "--apogee") if asked.apogee else None,
        flight_time_s=span(asked.time, "--time") if asked.time else None,
        speed=speed(asked.speed, "--speed") if asked.speed else None,
    )
    report = flight.check(numbers, _departure(asked), seed=asked.seed)
    if asked.json:
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
    if report.longest_range_m:
        yield f"The same burnout speed on its best arc: {wording.floor(report.longest_range_m)}"
    if report.methods:
        yield "Methods:"
    for method in report.methods:
        title, citation, _where = flight.METHODS[method]
        yield _wrapped(f"{title}. {citation}")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
