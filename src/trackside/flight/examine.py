"""`bounds`: what closed form alone says of announced numbers, step by step."""

from __future__ import annotations

from trackside.flight import checks
from trackside.flight.arc import HALF_ROUND_M, Arc, arc, least_energy, least_energy_range_m
from trackside.flight.case import (
    Case,
    directions,
    envelope,
    implied_apogee_m,
    infer_apogee,
    infer_duration,
    infer_range,
    settle,
)
from trackside.flight.course import Course, course
from trackside.flight.methods import METHODS
from trackside.flight.numbers import Departure, Numbers, need_two
from trackside.flight.report import Check, Path, Report
from trackside.measure import Estimate


def bounds(numbers: Numbers, departure: Departure | None = None, *, seed: int = 0) -> Report:
    """Whether one ballistic flight can have all the announced numbers, in closed form on a round Earth.

    Without a departure the Earth is taken as standing still. With a departure but no azimuth it turns, and any
    direction is allowed: the quickest for what is too short, the slowest for what is too long, so that a contradiction
    is never overstated.

    Raises
    ------
    BadInput
        For fewer than two numbers.
    """
    need_two(numbers)
    case = settle(numbers, departure)
    path = course(case)
    flown = _arc(case)
    if flown is not None and not flown.settled:
        path = Course(Path.UNKNOWN, "Flight time and carried landing point could not be settled together.")
    found = _checks(case, path)
    fastest = _longest(numbers) if path.path is Path.BALLISTIC else None
    return Report(
        checks=found,
        path=path.path,
        because=path.because,
        arc=flown,
        longest_range_m=fastest,
        least_energy=least_energy(numbers.range_m.best) if numbers.range_m else None,
        predicted=_predicted(case, path),
        methods=_methods(case, path, found),
        seed=seed,
    )


def _arc(case: Case) -> Arc | None:
    told = case.numbers
    apogee = told.apogee_m.best if told.apogee_m else implied_apogee_m(case)
    return arc(told.range_m.best, apogee, case.departure) if told.range_m and apogee is not None else None


def _checks(case: Case, path: Course) -> tuple[Check, ...]:
    told = case.numbers
    if told.range_m and told.apogee_m:
        return _shape_known(case, path)
    claims = (("flight_time", told.flight_time_s), ("speed", told.speed))
    floors = (checks.least_flight_time, checks.least_speed)
    if not told.range_m and not told.apogee_m:
        return tuple(checks.set_aside(about, claim, path) for about, claim in claims if claim)
    return tuple(
        floor(claim, range_m=told.range_m, peak=told.apogee_m)
        for floor, (_, claim) in zip(floors, claims, strict=True)
        if claim
    )


def _shape_known(case: Case, path: Course) -> tuple[Check, ...]:
    told, found = case.numbers, []
    reach, peak, total = told.range_m, told.apogee_m, told.flight_time_s
    if reach is None or peak is None:
        return ()
    ballistic = path.path is Path.BALLISTIC
    if total and not ballistic:
        found = [checks.set_aside(a, c, path) for a, c in (("flight_time", total), ("apogee", peak), ("range", reach))]
    elif total:
        three = checks.triple(case, reach, peak, total)
        found = [checks.flight_time(three), checks.apogee(three), checks.range_over_ground(three)]
    if told.speed:
        fast = told.speed
        found.append(checks.speed(case, reach, peak, fast) if ballistic else checks.set_aside("speed", fast, path))
    return tuple(found)


def _longest(numbers: Numbers) -> Estimate | None:
    if not numbers.range_m or not numbers.apogee_m:
        return None
    flown = arc(numbers.range_m.best, numbers.apogee_m.best)
    floor = least_energy_range_m(flown.speed_m_s)
    return Estimate(floor, floor, HALF_ROUND_M, "m")


def _predicted(case: Case, path: Course) -> tuple[tuple[str, Estimate], ...]:
    told = case.numbers
    if path.path in (Path.NOT_BALLISTIC, Path.ORBITAL):
        return ()
    if told.range_m and told.apogee_m:
        return _from_shape(case, told.range_m, told.apogee_m)
    if told.range_m and told.flight_time_s:
        return _from_time(case, told.range_m, told.flight_time_s)
    if told.apogee_m and told.flight_time_s:
        found = infer_range(case, told.apogee_m, told.flight_time_s)
        return () if checks.useless(found) else (("range", found.expected),)
    return ()


def _from_shape(case: Case, range_m: Estimate, apogee: Estimate) -> tuple[tuple[str, Estimate], ...]:
    found: list[tuple[str, Estimate]] = []
    if case.numbers.flight_time_s is None:
        spans = [infer_duration(way, range_m, apogee).expected for way in directions(case, range_m.best, apogee.best)]
        found.append(("flight_time", envelope(spans)))
    if case.numbers.speed is None:
        found.append(("speed", checks.speed_expected(checks.surface_speeds_m_s(range_m, apogee), "m/s")))
    return tuple(found)


def _from_time(case: Case, range_m: Estimate, flight_time: Estimate) -> tuple[tuple[str, Estimate], ...]:
    near = implied_apogee_m(case)
    if near is None:
        return ()
    found = [infer_apogee(way, range_m, flight_time) for way in directions(case, range_m.best, near)]
    if any(f.reaches[0] > 0.05 for f in found):
        return ()
    apogee = envelope([f.expected for f in found])
    if case.numbers.speed is not None:
        return (("apogee", apogee),)
    return (("apogee", apogee), ("speed", checks.speed_expected(checks.surface_speeds_m_s(range_m, apogee), "m/s")))


def _methods(case: Case, path: Course, found: tuple[Check, ...]) -> tuple[str, ...]:
    used = {case.method, *(c.method for c in found)}
    if case.numbers.range_m:
        used.add("least-energy")
    if case.numbers.range_m and case.numbers.apogee_m:
        used.add("sensible-air")
    if path.path is Path.BALLISTIC:
        used.add("boost-margin")
    return tuple(name for name in METHODS if name in used)
