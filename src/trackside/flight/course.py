"""Whether the numbers are those of a ballistic path at all, or of one through air, or of one towards orbit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np

from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.flight.arc import (
    CIRCULAR_M_S,
    HALF_ROUND_M,
    MU_M3_S2,
    arc,
    least_energy,
    share_below,
    skimming_time_s,
    steep_apogee_m,
    vertical_speed_m_s,
)
from trackside.flight.case import HIGHEST_PLAUSIBLE_M, Case, ends, implied_apogee_m
from trackside.flight.margin import SOUND_HIGH_M_S, SOUND_LOW_M_S, speed_below
from trackside.flight.report import CONTRADICTED_BELOW, Path
from trackside.flight.say import claimed, length, percent, rough_length, rough_pace, rough_paces, stated
from trackside.measure import Estimate

# Below this height fins and lift still steer a missile: at 60 km the air has 3.1e-4 kg/m3 (U.S. Standard Atmosphere
# 1976, table I), which at 3 km/s is a dynamic pressure of 1.4 kPa.
SENSIBLE_AIR_M = 60_000.0
# A flight that spends at least this share of its time there is a flight through air.
MOSTLY_IN_AIR = 0.5
# Lower than this nothing stays in orbit for a round (U.S. Standard Atmosphere 1976, table I: 7e-10 kg/m3 at 170 km).
LOWEST_ORBIT_M = 160_000.0
# Farther than this an arc is all but an orbit, and least energy means little.
ALL_BUT_ROUND_M = 0.9 * HALF_ROUND_M
# On a short flight the apogee over the least-energy apogee of the same range is about the tangent of the launch angle:
# at one half a missile would leave the ground at 27 degrees and cross the dense air twice at a slant. Announced short
# flights of older ballistic types lie at 0.8 or more, those of the steered types of 2019-2023 at 0.24 to 0.7.
DEPRESSED_SHARE = 0.5


@final
@dataclass(frozen=True, slots=True)
class Course:
    """The kind of path, and the sentence that says why."""

    path: Path
    because: str


def course(case: Case) -> Course:
    """The kind of path that the announced numbers describe."""
    told = case.numbers
    if told.range_m and told.apogee_m:
        return _by_shape(told.range_m, told.apogee_m)
    if told.range_m and told.flight_time_s:
        return _by_pace(case, told.range_m, told.flight_time_s)
    if told.range_m and told.speed:
        return _by_speed_over(told.range_m, told.speed)
    if told.apogee_m and told.speed:
        return _by_speed_up(told.apogee_m, told.speed)
    return Course(Path.UNKNOWN, "Without a range the kind of path cannot be told from these numbers.")


def steered(range_m: float, apogee_m: float) -> bool:
    """Whether a path this flat and this low is no ballistic one: far below least energy, and mostly in air."""
    # Towards half way round the least-energy apogee sinks to nothing again, but air stays what it is.
    flat = apogee_m < DEPRESSED_SHARE * least_energy(min(range_m, HALF_ROUND_M / 2.0)).apogee_m
    return flat and share_below(arc(range_m, apogee_m), SENSIBLE_AIR_M) >= MOSTLY_IN_AIR


def speed_span_m_s(speed: Estimate) -> tuple[float, float]:
    """The slowest and fastest that an announced speed can mean, by the convention for Mach numbers."""
    slow, fast = (SOUND_LOW_M_S, SOUND_HIGH_M_S) if speed.unit == "Mach" else (1.0, 1.0)
    return max(speed.low, 0.0) * slow, speed.high * fast


def enough(fastest_m_s: float, needed_m_s: float) -> float:
    """The probability that a flight which needs a surface speed is announced with a top speed this low; one-sided."""
    if math.isinf(fastest_m_s):
        return 1.0
    return float(speed_below(fastest_m_s, "m/s", np.array([needed_m_s])))


def steepest_m(range_m: Estimate, speed_m_s: float) -> float:
    """How high a flight of this range must climb at an orbital speed; 0 below that speed, inf from escape on."""
    if speed_m_s < CIRCULAR_M_S:
        return 0.0
    escape = math.sqrt(2.0) * CIRCULAR_M_S
    return steep_apogee_m(min(range_m.best, HALF_ROUND_M), speed_m_s) if speed_m_s < 0.9999 * escape else math.inf


def _by_shape(range_m: Estimate, apogee: Estimate) -> Course:
    (near, far), (low, high) = ends(range_m), ends(apogee)
    at_best = steered(range_m.best, apogee.best)
    if at_best and steered(near, high):
        return Course(Path.NOT_BALLISTIC, _steered_sentence(range_m, apogee))
    if not at_best and not steered(far, low):
        return Course(Path.BALLISTIC, _ballistic_sentence(range_m, apogee))
    return Course(
        Path.UNKNOWN,
        f"With an apogee of {claimed(apogee)} over {claimed(range_m)}, as it is worded, the flight may have been "
        "ballistic or steered through the air; least energy would peak near "
        f"{rough_length(least_energy(range_m.best).apogee_m)}.",
    )


def _steered_sentence(range_m: Estimate, apogee: Estimate) -> str:
    flown, best = arc(range_m.best, apogee.best), least_energy(range_m.best)
    share = share_below(flown, SENSIBLE_AIR_M)
    portion = "all" if share == 1.0 else percent(share)
    needs, instead = rough_paces(flown.speed_m_s, best.speed_m_s)
    # Half way round the Earth every arc asks for the same.
    speeds = "no less speed" if needs == instead else f"{needs} instead of {instead}"
    return (
        f"A ballistic flight of {stated(range_m)} that needs the least energy peaks near "
        f"{rough_length(best.apogee_m)}; falling freely from {stated(apogee)} instead, it would need "
        f"{speeds} and spend {portion} of its time below {length(SENSIBLE_AIR_M)}, in air dense enough to steer by: "
        "the missile was held up by lift, so these numbers may well be right and no ballistic arc tests them."
    )


def _ballistic_sentence(range_m: Estimate, apogee: Estimate) -> str:
    least_m = least_energy(range_m.best).apogee_m
    ratio = apogee.best / least_m
    if range_m.best > ALL_BUT_ROUND_M:
        far = f"An arc of {stated(range_m)}, peaking at {claimed(apogee)}"
        return f"{far}: all but half way round the Earth, close to an orbit."
    shape = "steeply lofted" if ratio > 2 else "lofted" if ratio > 1.25 else "flattened" if ratio < 0.75 else "ordinary"
    return (
        f"A ballistic arc, {shape}: it peaked at {claimed(apogee)}, where a flight of {stated(range_m)} "
        f"that needs the least energy peaks near {rough_length(least_m)}."
    )


def _by_pace(case: Case, range_m: Estimate, flight_time: Estimate) -> Course:
    if flight_time.high < skimming_time_s(range_m.low):
        return Course(
            Path.ORBITAL,
            f"{stated(range_m)} in {stated(flight_time)} is faster over ground than the "
            f"{rough_pace(CIRCULAR_M_S)} of a satellite in the lowest orbit; nothing that falls back does that.",
        )
    peak = implied_apogee_m(case)
    if peak is None:
        return Course(
            Path.UNKNOWN,
            f"No ballistic flight of a height ever announced fits {stated(range_m)} in "
            f"{stated(flight_time)} ({rough_pace(range_m.best / flight_time.best)} over ground on average): it was "
            "powered or steered for most of the way, or one of the two numbers is wrong.",
        )
    return Course(
        Path.UNKNOWN,
        f"Range and flight time alone do not tell the path; if it was ballistic, it peaked near {rough_length(peak)}.",
    )


def _by_speed_over(range_m: Estimate, speed: Estimate) -> Course:
    slowest, fastest = speed_span_m_s(speed)
    needed = least_energy(max(range_m.low, 1.0)).speed_m_s
    if enough(fastest, needed) < CONTRADICTED_BELOW:
        return Course(
            Path.NOT_BALLISTIC,
            f"A ballistic flight of {stated(range_m)} needs at least {rough_pace(needed)} from the ground; at "
            f"{claimed(speed)} the missile was powered or held up by lift for most of "
            "the way, or one of the two numbers is wrong.",
        )
    if steepest_m(range_m, slowest) <= HIGHEST_PLAUSIBLE_M:
        return Course(Path.UNKNOWN, "Range and speed alone allow a flat, a steep and a steered path.")
    faster, circular = rough_paces(slowest if speed.unit == "Mach" else speed.best, CIRCULAR_M_S)
    lost = math.isinf(steepest_m(range_m, slowest))
    return Course(
        Path.ORBITAL,
        f"{faster} is more than the {circular} that keeps a satellite in the lowest orbit; "
        + ("nothing that fast comes down again." if lost else _beyond(range_m)),
    )


def _beyond(range_m: Estimate) -> str:
    return f"to come down {stated(range_m)} away it would have to climb higher than anything announced so far."


def _by_speed_up(apogee: Estimate, speed: Estimate) -> Course:
    slowest, _ = speed_span_m_s(speed)
    reach = _reach_m(apogee.best, slowest)
    if reach is not None and reach < HALF_ROUND_M:
        why = "Without a range the kind of path cannot be told from apogee and speed."
        circling = math.sqrt(MU_M3_S2 / (EARTH_RADIUS_M + apogee.best))
        if apogee.best > LOWEST_ORBIT_M and speed_span_m_s(speed)[1] >= circling:
            why = f"{why} A satellite {stated(apogee)} up needs no more than {rough_pace(circling)} to stay there."
        return Course(Path.UNKNOWN, why)
    return Course(
        Path.ORBITAL,
        f"At {rough_pace(slowest)} and no higher than {stated(apogee)} it would travel at least half way round "
        "the Earth before it came down: this is the speed of something on its way to orbit.",
    )


def _reach_m(apogee_m: float, speed_m_s: float) -> float | None:
    """How far an arc with this apogee and surface speed reaches; 0 when too slow, None when it never comes down."""
    if speed_m_s <= vertical_speed_m_s(apogee_m):
        return 0.0
    top = EARTH_RADIUS_M + apogee_m
    energy = speed_m_s**2 / 2.0 - MU_M3_S2 / EARTH_RADIUS_M
    across = math.sqrt(2.0 * (energy + MU_M3_S2 / top)) * top
    if across >= EARTH_RADIUS_M * speed_m_s:
        return None
    parameter = across**2 / MU_M3_S2
    eccentricity = 1.0 - parameter / top
    cosine = (1.0 - parameter / EARTH_RADIUS_M) / eccentricity
    return 2.0 * EARTH_RADIUS_M * math.acos(min(max(cosine, -1.0), 1.0))
