"""Flight under power and through air: an adaptive Runge-Kutta 5(4) of eight flights at once, each with its own step.

When one of the eight flights is done, the next one takes its lane at once, so that no lane waits for the others.
"""

from __future__ import annotations

from typing import Any

from trackside.flight.motion import boarding
from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.events import landing, peak
from trackside.flight.motion.forces import acceleration, climb_m_s, height_m
from trackside.flight.motion.lanes import WIDTH, least, load, most, rough_power, some, store, where
from trackside.flight.motion.store import (
    ALLOWED,
    APOGEE,
    APOGEE_TIME,
    BUSY,
    CLIMB,
    END_PLACE,
    END_TIME,
    ENDED,
    LANDED,
    LEFT,
    NEXT_CLIMB,
    NEXT_PLACE,
    NEXT_SPEED,
    OUTCOME,
    PASSED,
    PEAKED,
    PLACE,
    PULLS,
    SEGMENT_END,
    SPEED,
    SPIN,
    STEP,
    STEPS,
    STEPS_TAKEN,
    TAKEN,
    TIME,
    TRACED,
    Outcome,
)
from trackside.flight.motion.tables import (
    PLACE_WEIGHTS,
    SPEED_ERRORS,
    SPEED_WEIGHTS,
    STAGE_TIMES,
    STAGES,
)

# A step may grow sixfold and shrink to a fifth; the aim is a little below what would just pass (Hairer, Norsett and
# Wanner, Solving Ordinary Differential Equations I, section II.4).
_CAREFUL, _SHRINK, _GROW = 0.8, 0.2, 6.0
# Flights that come down take 50 to 180 steps; the bound ends what skims the air round after round, or is senseless.
MOST_STEPS = 4_000.0
# What climbs more slowly out of the air soon comes back and stays long in its upper part, where even thin air adds up.
# Above the flattened Earth, too, it can have passed the point farthest from the centre before it stops gaining height.
_STEADILY_M_S = 500.0
# What is left of a segment counts as over.
_OVER_S = 1e-9
_ERRORS = tuple(SPEED_ERRORS.tolist())
_PARKED, _UNFINISHED = int(Outcome.PARKED), int(Outcome.UNFINISHED)
_DROPPED, _FELL_BACK = int(Outcome.LANDED), int(Outcome.FELL_BACK)


@compiled
def _sum(lanes: Any, weights: Any) -> Any:
    """A weighted sum of the accelerations of the stages so far."""
    x, y, z = load(lanes, PULLS) * weights[0], load(lanes, PULLS + 1) * weights[0], load(lanes, PULLS + 2) * weights[0]
    for stage in range(1, len(weights)):
        row, weight = PULLS + 3 * stage, weights[stage]
        x, y, z = x + weight * load(lanes, row), y + weight * load(lanes, row + 1), z + weight * load(lanes, row + 2)
    return x, y, z


@compiled
def _pull(lanes: Any, stage: int, time: Any, state: Any) -> None:
    ax, ay, az = acceleration(lanes, time, *state)
    store(lanes, PULLS + 3 * stage, ax)
    store(lanes, PULLS + 3 * stage + 1, ay)
    store(lanes, PULLS + 3 * stage + 2, az)


@compiled
def _first_pull(lanes: Any) -> None:
    """The acceleration at the start, for lanes whose forces have jumped."""
    _pull(lanes, 0, load(lanes, TIME), _state(lanes, PLACE))


@compiled
def _state(lanes: Any, row: int) -> Any:
    return (
        load(lanes, row), load(lanes, row + 1), load(lanes, row + 2),
        load(lanes, row + 3), load(lanes, row + 4), load(lanes, row + 5),
    )  # fmt: skip


def _make_stage(stage: int) -> Any:
    """One stage of the step as code of its own, its weights known to the compiler."""
    speeds = tuple(SPEED_WEIGHTS[stage, :stage].tolist())
    # The second stage's place leans on no acceleration; nothing is lost by a weight of zero.
    places = tuple(PLACE_WEIGHTS[stage, : max(stage - 1, 1)].tolist())
    share = float(STAGE_TIMES[stage])

    @compiled
    def run(lanes: Any, h: Any) -> Any:
        px, py, pz = _sum(lanes, speeds)
        qx, qy, qz = _sum(lanes, places)
        c, square = h * share, h * h
        u, v, w = load(lanes, SPEED), load(lanes, SPEED + 1), load(lanes, SPEED + 2)
        x = load(lanes, PLACE) + (c * u + square * qx)
        y = load(lanes, PLACE + 1) + (c * v + square * qy)
        z = load(lanes, PLACE + 2) + (c * w + square * qz)
        u, v, w = u + h * px, v + h * py, w + h * pz
        _pull(lanes, stage, load(lanes, TIME) + c, (x, y, z, u, v, w))
        return x, y, z, u, v, w

    return run


_second, _third, _fourth, _fifth, _sixth, _last = (_make_stage(stage) for stage in range(1, STAGES))


@compiled
def _try(lanes: Any, h: Any) -> None:
    """Take a step of every lane: the state at its end into the rows of the next state."""
    _second(lanes, h)
    _third(lanes, h)
    _fourth(lanes, h)
    _fifth(lanes, h)
    _sixth(lanes, h)
    x, y, z, u, v, w = _last(lanes, h)
    store(lanes, NEXT_PLACE, x)
    store(lanes, NEXT_PLACE + 1, y)
    store(lanes, NEXT_PLACE + 2, z)
    store(lanes, NEXT_SPEED, u)
    store(lanes, NEXT_SPEED + 1, v)
    store(lanes, NEXT_SPEED + 2, w)


@compiled
def _error(lanes: Any, h: Any, tolerance: float, slow_m_s: float) -> Any:
    """The square of the local error of the speed over what is allowed, a share of the air speed."""
    x, y, z = _sum(lanes, _ERRORS)
    spin = load(lanes, SPIN)
    a, b = load(lanes, SPEED) + spin * load(lanes, PLACE + 1), load(lanes, SPEED + 1) - spin * load(lanes, PLACE)
    c = load(lanes, SPEED + 2)
    allowed = tolerance * tolerance * load(lanes, ALLOWED) * (a * a + b * b + c * c + slow_m_s * slow_m_s)
    return h * h * (x * x + y * y + z * z) / allowed + 1e-12


@compiled
def _length(lanes: Any, busy: Any) -> Any:
    """The step each lane takes: none past the end of its segment, and the last two of one length."""
    wanted, left = load(lanes, STEP), load(lanes, SEGMENT_END) - load(lanes, TIME)
    h = where(wanted >= left, left, where(2.0 * wanted > left, 0.5 * left, wanted))
    return where(busy, h, 0.0)


@compiled
def trace_lane(lanes: Any, results: Any, traces: Any, lane: int, flight: int) -> None:
    """Add the present state of a lane to its trace, if the trace has room left."""
    point = int(results[flight, TRACED])
    if point < traces.shape[1]:
        traces[flight, point, 0] = lanes[TIME * WIDTH + lane]
        for axis in range(6):
            traces[flight, point, 1 + axis] = lanes[(PLACE + axis) * WIDTH + lane]
        results[flight, TRACED] = point + 1


@compiled
def _keep(lanes: Any, passed: Any, h: Any) -> None:
    """Where the step has passed, its end is the start of the next."""
    for row in range(6):
        store(lanes, PLACE + row, where(passed, load(lanes, NEXT_PLACE + row), load(lanes, PLACE + row)))
    for row in range(3):
        last = load(lanes, PULLS + 3 * (STAGES - 1) + row)
        store(lanes, PULLS + row, where(passed, last, load(lanes, PULLS + row)))
    store(lanes, CLIMB, where(passed, load(lanes, NEXT_CLIMB), load(lanes, CLIMB)))
    store(lanes, TIME, where(passed, load(lanes, TIME) + h, load(lanes, TIME)))


@compiled
def _note(lanes: Any, results: Any, flights: Any) -> None:
    """Write down apogees and landings that lie within the step just passed."""
    for lane in range(WIDTH):
        step, result = lanes[TAKEN * WIDTH + lane], results[flights[lane]]
        if lanes[PEAKED * WIDTH + lane] > 0.0:
            share, height = peak(lanes, lane, step)
            if height > result[APOGEE]:
                result[APOGEE], result[APOGEE_TIME] = height, lanes[TIME * WIDTH + lane] + share * step
        if lanes[LANDED * WIDTH + lane] > 0.0:
            share, state = landing(lanes, lane, step)
            open_end = lanes[SEGMENT_END * WIDTH + lane] >= boarding.OPEN_S
            result[OUTCOME] = _DROPPED if open_end else _FELL_BACK
            result[END_TIME] = lanes[TIME * WIDTH + lane] + share * step
            result[END_PLACE : END_PLACE + 6] = state


@compiled
def _leave(lanes: Any, results: Any, flights: Any, lane: int) -> None:
    """Note the steps of a flight that gives up its lane, and its state if it is not down yet."""
    result = results[flights[lane]]
    result[STEPS_TAKEN] += lanes[STEPS * WIDTH + lane]
    if lanes[LANDED * WIDTH + lane] > 0.0:
        return
    result[OUTCOME] = _PARKED if lanes[LEFT * WIDTH + lane] > 0.0 else _UNFINISHED
    result[END_TIME] = lanes[TIME * WIDTH + lane]
    for axis in range(6):
        result[END_PLACE + axis] = lanes[(PLACE + axis) * WIDTH + lane]


@compiled
def _judge(lanes: Any, h: Any, passed: Any, ceiling_m: float) -> Any:
    """What has happened in the step: whether any lane has anything to be seen to."""
    x, y, z, u, v, w = _state(lanes, NEXT_PLACE)
    height, climb = height_m(x, y, z), climb_m_s(x, y, z, u, v, w)
    store(lanes, NEXT_CLIMB, climb)
    falling = passed & (climb < 0.0) & (h > 0.0)
    landed, peaked = falling & (height < 0.0), falling & (load(lanes, CLIMB) >= 0.0)
    ended = passed & (load(lanes, TIME) + h >= load(lanes, SEGMENT_END) - _OVER_S)
    free = (height > ceiling_m) & (climb > _STEADILY_M_S)
    left = passed & free & (load(lanes, SEGMENT_END) >= boarding.OPEN_S)
    store(lanes, LANDED, where(landed, 1.0, 0.0))
    store(lanes, PEAKED, where(peaked, 1.0, 0.0))
    store(lanes, ENDED, where(ended, 1.0, 0.0))
    store(lanes, LEFT, where(left, 1.0, 0.0))
    store(lanes, TAKEN, h)
    lost = load(lanes, STEPS) >= MOST_STEPS
    return some(landed | peaked), some(landed | ended | left | lost)


@compiled
def airborne(
    plans: Any, results: Any, traces: Any, crew: Any, due: float, tolerance: float, slow_m_s: float, ceiling_m: float
) -> None:
    """Fly every flight whose outcome is `due` until it is down, or has burnt out and left the air.

    `crew` is the working memory of the lanes and, for each lane, which flight it flies and how far its programme has
    come. `tolerance` is a share of the air speed, where that is more than `slow_m_s`. A flight that has left
    `ceiling_m` below after its last burnout is parked there. `traces` has room for no flight or for all.
    """
    lanes, flights, segments = crew
    following, busy = 0, 0
    for lane in range(WIDTH):
        following = boarding.take(plans, results, lanes, flights, segments, lane, following, due)
        busy += flights[lane] >= 0
    _first_pull(lanes)
    while busy > 0:
        flying = load(lanes, BUSY) > 0.0
        h = _length(lanes, flying)
        _try(lanes, h)
        error = _error(lanes, h, tolerance, slow_m_s)
        passed = (error <= 1.0) & flying
        change = least(most(rough_power(error, -0.1) * _CAREFUL, _SHRINK), _GROW)
        # A segment of no length says nothing about the step that fits.
        store(lanes, STEP, where(h > 0.0, h * change, load(lanes, STEP)))
        store(lanes, STEPS, load(lanes, STEPS) + 1.0)
        noted, changed = _judge(lanes, h, passed, ceiling_m)
        if noted:
            _note(lanes, results, flights)
        _keep(lanes, passed, h)
        if traces.shape[0] > 0:
            store(lanes, PASSED, where(passed, 1.0, 0.0))
            for lane in range(WIDTH):
                if lanes[PASSED * WIDTH + lane] > 0.0 and lanes[LANDED * WIDTH + lane] == 0.0:
                    trace_lane(lanes, results, traces, lane, flights[lane])
        if changed:
            for lane in range(WIDTH):
                if flights[lane] < 0:
                    continue
                gone = lanes[LANDED * WIDTH + lane] + lanes[LEFT * WIDTH + lane] > 0.0
                if gone or lanes[STEPS * WIDTH + lane] >= MOST_STEPS:
                    _leave(lanes, results, flights, lane)
                    following = boarding.take(plans, results, lanes, flights, segments, lane, following, due)
                    busy -= flights[lane] < 0
                elif lanes[ENDED * WIDTH + lane] > 0.0:
                    boarding.advance(plans, results, lanes, flights, segments, lane)
            _first_pull(lanes)
