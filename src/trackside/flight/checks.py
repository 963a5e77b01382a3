"""Each announced number held against the others: flight time, apogee, range, speed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.earth.geodesic import EARTH_RADIUS_M
from trackside.errors import BadInput
from trackside.flight.arc import (
    CIRCULAR_M_S,
    HALF_ROUND_M,
    arc,
    ellipse,
    least_energy,
    skimming_time_s,
    vertical_speed_m_s,
)
from trackside.flight.case import (
    FEW,
    HIGHEST_PLAUSIBLE_M,
    ROUND_EARTH_SHARE,
    Case,
    Duration,
    Inference,
    directions,
    envelope,
    infer_apogee,
    infer_duration,
    infer_range,
)
from trackside.flight.course import SENSIBLE_AIR_M, Course, enough, speed_span_m_s, steepest_m
from trackside.flight.margin import SOUND_HIGH_M_S, SOUND_LOW_M_S, SPEED_SIGMA, kindest_tail, speed_below
from trackside.flight.report import STRAINED_BELOW, Check, Path, verdict_of
from trackside.flight.say import between, counted, rough_duration, rough_length, rough_pace
from trackside.flight.say import claimed as told
from trackside.flight.spread import OPEN_SHARE, is_open, nodes
from trackside.measure import Estimate, Verdict

Floats = npt.NDArray[np.float64]

# A sentence speaks of the kindest reading of rounded numbers only where it differs by more than this.
KIND_S = 5.0


# Half of the shortest free fall among the calibrated flights (V-2, 256 s; data/residuals.csv): below it the margin of
# boost and re-entry would be a guess.
SHORTEST_KNOWN_S = 128.0


@final
@dataclass(frozen=True, slots=True)
class Triple:
    """Range, apogee and flight time together, and what each two of them say about the third.

    `duration` is that of the quickest direction where the azimuth is not known; the expected time and `heights` span
    from there to the slowest.

    Three numbers disagree as one: whichever is asked about, the kindest reading of the wording counts for all, so
    `probability` is the greater of those of time and apogee, and zero only when the flight is impossible.
    """

    case: Case
    range_m: Estimate
    apogee: Estimate
    total: Estimate
    duration: Duration
    expected_time: Estimate
    heights: tuple[Inference, ...]
    probability: float

    @property
    def impossible(self) -> bool:
        """Whether even the longest time claimed is shorter than the fall."""
        return self.total.high < self.duration.impossible_below_s

    @property
    def unknown_margin(self) -> bool:
        """Whether the flight is too short for what is known of boost and re-entry to say anything about it."""
        return self.duration.free_s < SHORTEST_KNOWN_S and not self.impossible


def triple(case: Case, range_m: Estimate, apogee: Estimate, total: Estimate) -> Triple:
    """What range, apogee and flight time say about each other."""
    ways = directions(case, range_m.best, apogee.best)
    durations = [infer_duration(way, range_m, apogee) for way in ways]
    heights = tuple(infer_apogee(way, range_m, total) for way in ways)
    span = envelope([d.expected for d in durations])
    found = Triple(case, range_m, apogee, total, durations[0], span, heights, 0.0)
    if found.impossible:
        return found
    by_time = _kindest([_in_time(d) for d in durations], total)
    by_height = _kindest([_at_point(h) for h in heights], apogee)
    return replace(found, probability=max(by_time, by_height))


def flight_time(t: Triple) -> Check:
    """The flight time against range and apogee."""
    claimed, expected, verdict = t.total, t.expected_time, verdict_of(t.probability)
    flight = f"A missile that peaked at {told(t.apogee)} and came down {told(t.range_m)} away"
    if t.impossible:
        because = _impossible_sentence(t.case, flight, t.duration.free_s, t.duration.least_s, claimed)
        return Check("flight_time", claimed, expected, 0.0, verdict, because, t.case.method)
    if t.unknown_margin:
        return _undetermined("flight_time", claimed, f"{flight} falls freely for {_so_short(t)}", "boost-margin")
    because = (
        f"{flight} falls freely for {counted(t.duration.free_s)}; with boost and re-entry it should take "
        f"{between(expected, claimed.best)}{_loosely(t.apogee, t.range_m)}, and the "
        f"{told(claimed)} claimed {stands(verdict, claimed, expected, ('short', 'long'))}."
    )
    return Check("flight_time", claimed, expected, t.probability, verdict, because, "boost-margin")


def apogee(t: Triple) -> Check:
    """The apogee against range and flight time."""
    claimed, verdict = t.apogee, verdict_of(t.probability)
    flight = f"A flight of {told(t.total)} that came down {told(t.range_m)} away"
    if t.unknown_margin:
        return _undetermined("apogee", claimed, f"{flight} would fall freely for {_so_short(t)}", "boost-margin")
    if t.heights[0].reaches[0] > 0.5:
        because = f"{flight} is too quick for any ballistic arc, so nothing follows for its apogee."
        return _undetermined("apogee", claimed, because, "boost-margin")
    expected = envelope([h.expected for h in t.heights])
    because = (
        f"{flight} should have peaked {between(expected, claimed.best)}, and the "
        f"{told(claimed)} claimed {stands(verdict, claimed, expected, ('low', 'high'))}."
    )
    return Check("apogee", claimed, expected, t.probability, verdict, because, "boost-margin")


def range_over_ground(t: Triple) -> Check:
    """The range against apogee and flight time; most often these say too little about it."""
    claimed, found = t.range_m, infer_range(t.case, t.apogee, t.total)
    flight = f"A flight of {told(t.total)} with an apogee of {told(t.apogee)}"
    if t.unknown_margin:
        return _undetermined("range", claimed, f"{flight} would fall freely for {_so_short(t)}", "boost-margin")
    if found.reaches[0] > 0.95 or found.reaches[1] < 0.05:
        odd = "short" if found.reaches[0] > 0.95 else "long"
        because = f"{flight} is too {odd} for all but the odd range, so nothing follows for the range."
        return _undetermined("range", claimed, because, "boost-margin")
    expected = found.expected
    span = f"{between(expected, claimed.best)} away"
    outside = claimed.low > expected.high or claimed.high < expected.low
    if useless(found) and not (outside and t.probability < STRAINED_BELOW):
        because = f"{flight} may come down anywhere {span}: its time hardly depends on the range."
        return Check("range", claimed, expected, None, Verdict.UNDETERMINED, because, "boost-margin")
    probability = max(t.probability, _kindest([_at_point(found)], claimed))
    verdict = verdict_of(probability)
    fits = stands(verdict, claimed, expected, ("near", "far"))
    because = f"{flight} should come down {span}, and the {told(claimed)} claimed {fits}."
    return Check("range", claimed, expected, probability, verdict, because, "boost-margin")


def speed(case: Case, range_m: Estimate, peak: Estimate, claimed: Estimate) -> Check:
    """The greatest speed against range and apogee."""
    surface = surface_speeds_m_s(range_m, peak)
    found = arc(range_m.best, peak.best, case.departure)

    def below(value: float) -> float:
        return float(speed_below(value, claimed.unit, surface))

    expected = speed_expected(surface, claimed.unit)
    probability = _kindest([below], claimed)
    verdict = verdict_of(probability)
    because = (
        f"To peak at {told(peak)} and come down {told(range_m)} away it leaves the ground at "
        f"{rough_pace(found.speed_m_s)}; a top speed {between(expected, claimed.best)} is to be expected, and the "
        f"{told(claimed)} claimed {stands(verdict, claimed, expected, ('slow', 'fast'))}."
    )
    return Check("speed", claimed, expected, probability, verdict, because, "top-speed")


def speed_expected(surface_m_s: Floats, unit: str) -> Estimate:
    """The median and 90 % interval of the announced top speed of arcs with these surface speeds."""
    slow, fast = (SOUND_LOW_M_S, SOUND_HIGH_M_S) if unit == "Mach" else (1.0, 1.0)
    wide = math.exp(4.0 * SPEED_SIGMA)
    grid = np.geomspace(surface_m_s.min() / fast / wide, surface_m_s.max() / slow * wide, 81)
    low, best, high = np.interp((0.05, 0.5, 0.95), speed_below(grid, unit, surface_m_s), grid)
    return Estimate(float(best), float(low), float(high), unit)


def least_flight_time(claimed: Estimate, *, range_m: Estimate | None = None, peak: Estimate | None = None) -> Check:
    """The flight time against range or apogee alone: only a least time follows."""
    if peak is not None:
        least, best = (_told_time(float(ellipse(0.0, max(h, 0.1)).time_s)) for h in (peak.low, peak.best))
        what = f"Up to {told(peak)} and down again takes at least {rough_duration(least)}, falling freely and straight"
    elif range_m is not None:
        least, best = (_told_time(skimming_time_s(max(r, 0.0))) for r in (range_m.low, range_m.best))
        what = (
            f"Over {told(range_m)} it takes at least {rough_duration(least)}, even at the speed of the lowest satellite"
        )
    else:
        raise BadInput("a flight time alone", "a least flight time needs a range or an apogee")
    expected = Estimate(best, least, math.inf, "s")
    in_air = peak is not None and peak.low <= SENSIBLE_AIR_M
    if claimed.high < least * (1.0 - ROUND_EARTH_SHARE) and not in_air:
        because = f"{what}; only {told(claimed)} were claimed."
        return Check("flight_time", claimed, expected, 0.0, Verdict.CONTRADICTED, because, "free-flight-arc")
    because = f"{what}; these two numbers alone say no more than that."
    return Check("flight_time", claimed, expected, None, Verdict.UNDETERMINED, because, "free-flight-arc")


def _told_time(seconds: float) -> float:
    """A least time as it is told, no longer than it is: whole seconds, tenths below ten."""
    return math.floor(seconds) if seconds >= 10.0 else math.floor(10.0 * seconds) / 10.0


def least_speed(claimed: Estimate, *, range_m: Estimate | None = None, peak: Estimate | None = None) -> Check:
    """The speed against range or apogee alone: only a least speed follows."""
    if range_m is not None:
        floor, what = least_energy(max(range_m.low, 1.0)).speed_m_s, f"A ballistic flight of {told(range_m)}"
    elif peak is not None:
        floor, what = vertical_speed_m_s(max(peak.low, 1.0)), f"A ballistic flight that peaks at {told(peak)}"
    else:
        raise BadInput("a speed alone", "a least speed needs a range or an apogee")
    slow, fast = speed_span_m_s(claimed)
    needs = f"{what} needs at least {rough_pace(floor)} from the ground"
    shape = "steep" if range_m is not None else "flat"
    probability, verdict, ends = None, Verdict.UNDETERMINED, f"more than that fits as well, if it was {shape}"
    steep = steepest_m(range_m, slow) if range_m else 0.0
    if steep > HIGHEST_PLAUSIBLE_M:
        if math.isinf(steep):
            # Announced speeds err, so one a little above that of no return may have been a little below it.
            above = 1.0 - float(speed_below(slow, "m/s", np.array([math.sqrt(2.0) * CIRCULAR_M_S])))
            probability = min(above, 0.5 * STRAINED_BELOW)
            verdict = verdict_of(probability)
            ends = f"at the {told(claimed)} claimed it would never come down"
        else:
            verdict = Verdict.STRAINED
            ends = (
                f"at the {told(claimed)} claimed it could only come down there after climbing to "
                f"{rough_length(steep)}, far above anything announced so far"
            )
    elif enough(fast, floor) < STRAINED_BELOW:
        ends = f"{told(claimed)} is less, which only a steered or a powered path allows"
        # Nothing is held up by lift that high: there the contradiction stands.
        if peak is not None and peak.low > SENSIBLE_AIR_M:
            probability = enough(fast, floor)
            verdict, ends = verdict_of(probability), f"{told(claimed)} was claimed"
    expected = _at_least(floor, claimed.unit)
    if verdict is Verdict.UNDETERMINED and fast >= floor:
        ends += ", and announced top speeds lie a little below it now and then"
    return Check("speed", claimed, expected, probability, verdict, f"{needs}; {ends}.", "least-energy")


def _at_least(floor_m_s: float, unit: str) -> Estimate:
    spread = speed_expected(np.array([floor_m_s]), unit)
    return Estimate(spread.best, spread.low, math.inf, unit)


def set_aside(about: str, claimed: Estimate, path: Course) -> Check:
    """The check of a number that no ballistic arc can test."""
    why = {
        Path.NOT_BALLISTIC: "The flight was steered through the air, so a freely falling arc says nothing about its ",
        Path.ORBITAL: "The flight is one towards orbit, so an arc that comes down says nothing about its ",
    }.get(path.path, "The flight may have been steered through the air, so a freely falling arc cannot test its ")
    return _undetermined(about, claimed, f"{why}{about.replace('_', ' ')}.", "sensible-air")


def useless(found: Inference) -> bool:
    """Whether the interval of a range says nothing worth showing: cut off by the search, or wider than itself."""
    expected = found.expected
    cut = found.reaches[0] > 0.05 or found.reaches[1] < 0.95 or expected.high > 0.999 * HALF_ROUND_M
    return cut or expected.high - expected.low > expected.best


def _at_point(found: Inference) -> Callable[[float], float]:
    return lambda x: float(found.below(np.array([max(x, 1e-3)]))[0])


def _in_time(found: Duration) -> Callable[[float], float]:
    return lambda t: float(found.below(t))


def _kindest(belows: Sequence[Callable[[float], float]], claimed: Estimate) -> float:
    # Of all values that the wording allows, and of all directions, the one nearest the middle is judged.
    at_low = min(below(claimed.low) if claimed.low > 0.0 else 0.0 for below in belows)
    at_high = max(below(claimed.high) if math.isfinite(claimed.high) else 1.0 for below in belows)
    return kindest_tail(at_low, at_high)


def surface_speeds_m_s(range_m: Estimate, peak: Estimate) -> Floats:
    """Surface speeds of the arcs that range and apogee allow, of equal weight, on a still Earth."""
    half = nodes(range_m, FEW)[:, None] / (2.0 * EARTH_RADIUS_M)
    return ellipse(np.minimum(half, math.pi / 2), nodes(peak, FEW)[None, :]).speed_m_s.ravel()


def _impossible_sentence(case: Case, flight: str, free_s: float, least_s: float, claimed: Estimate) -> str:
    # Where rounding alone moves the least time by seconds, the kindest reading is the one that must fail.
    loose = free_s - least_s > KIND_S
    kindly = f" (and for {counted(least_s)} on the kindest reading of those numbers)" if loose else ""
    lacking = (least_s if loose else free_s) - claimed.best
    return (
        f"{flight} must have been in flight for at least {counted(free_s)}{kindly}, even without a boost phase"
        f"{case.earth}; {counted(claimed.best)} were claimed, {rough_duration(lacking)} too few."
    )


def stands(verdict: Verdict, claimed: Estimate, expected: Estimate, words: tuple[str, str]) -> str:
    """How a claimed number stands to an expected one, as the end of a sentence; `words` for too little, too much."""
    word = words[0] if claimed.best < expected.best else words[1]
    return {Verdict.CONSISTENT: "fit", Verdict.STRAINED: f"are {word} for it"}.get(verdict, f"are too {word} for it")


def _loosely(*values: Estimate) -> str:
    if not any(is_open(v) for v in values):
        return ""
    return (
        f" (where the wording is open, up to some {OPEN_SHARE:.0%}".replace("%", " %")
        + " beyond it is taken as likely)"
    )


def _so_short(t: Triple) -> str:
    return (
        f"{counted(t.duration.free_s)}; what boost and re-entry add is known only from flights of four minutes and "
        "more, so nothing follows for one so short."
    )


def _undetermined(about: str, claimed: Estimate, because: str, method: str) -> Check:
    return Check(about, claimed, None, None, Verdict.UNDETERMINED, because, method)
