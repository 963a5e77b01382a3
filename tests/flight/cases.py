"""Announced flights for the tests of the ensemble: the rows of flight_triples.csv as `Numbers`, and slips of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.flight.authority import rows
from trackside.flight import Departure, Numbers
from trackside.measure import Estimate, rounding_step, stated

KM = 1000.0


def km(text: str) -> Estimate:
    """A length as announced in kilometres: its last digit says how far it is rounded."""
    return stated(float(text) * KM, "m", step=rounding_step(text) * KM)


def announced(row: dict[str, str]) -> tuple[Numbers, Departure]:
    """A row as numbers and the place they start from."""
    time = stated(float(row["flight_time_s"]), "s", step=float(row["time_step_s"]))
    where = Departure(float(row["lat_deg"]), float(row["lon_deg"]), float(row["azimuth_deg"]))
    return Numbers(km(row["range_km"]), km(row["apogee_km"]), time), where


def true_flights() -> Iterator[tuple[str, Numbers, Departure]]:
    """Every row with range, apogee and time."""
    for row in rows("flight_triples.csv"):
        yield (row["flight"], *announced(row))


def scaled(value: Estimate, factor: float) -> Estimate:
    """A number off by a factor, its wording with it."""
    return Estimate(value.best * factor, value.low * factor, value.high * factor, value.unit)


def slips(numbers: Numbers) -> Iterator[tuple[str, Numbers]]:
    """The slips that real copy makes: numbers swapped, in the wrong unit, a thousandfold, a time cut short."""
    reach, peak, total = numbers.range_m, numbers.apogee_m, numbers.flight_time_s
    assert reach is not None
    assert peak is not None
    assert total is not None
    mile = 1.609344
    yield "range and apogee swapped", replace(numbers, range_m=peak, apogee_m=reach)
    yield "apogee: km printed as miles", replace(numbers, apogee_m=scaled(peak, mile))
    yield "apogee: miles printed as km", replace(numbers, apogee_m=scaled(peak, 1 / mile))
    yield "range: km printed as miles", replace(numbers, range_m=scaled(reach, mile))
    yield "apogee a thousandth", replace(numbers, apogee_m=scaled(peak, 1e-3))
    yield "range a thousandth", replace(numbers, range_m=scaled(reach, 1e-3))
    yield "time 8 % short", replace(numbers, flight_time_s=scaled(total, 0.92))
    yield "time 8 % long", replace(numbers, flight_time_s=scaled(total, 1.08))
