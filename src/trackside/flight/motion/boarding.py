"""Putting a flight into a lane, and from one segment of its programme into the next."""

from __future__ import annotations

from typing import Any

from trackside.flight.motion.compiled import compiled
from trackside.flight.motion.lanes import WIDTH
from trackside.flight.motion.store import (
    ALLOWED,
    APOGEE,
    BOOST_DRAG,
    BURNOUT_PLACE,
    BURNOUT_TIME,
    BUSY,
    CLIMB,
    CLIMBING,
    DRAG_AREA,
    END_PLACE,
    END_TIME,
    FALL_DRAG,
    FLOW,
    LEAN,
    LEAN_RAD,
    LEAN_RATE,
    LEAN_TOWARDS,
    LEEWAY_SHARE,
    LIFT,
    LIFT_TO_DRAG,
    MASS_AT_ZERO,
    OUTCOME,
    PAD,
    PITCH_OVER_S,
    PLACE,
    SEGMENT_END,
    SPEED,
    SPIN,
    SPIN_RAD_S,
    STAGE,
    STAGE_BURN,
    STAGE_COAST,
    STAGE_DROP,
    STAGE_FLOW,
    STAGE_LOSS,
    STAGE_THRUST,
    STAGE_WIDTH,
    STAGES,
    STEP,
    STEPS,
    THRUST,
    THRUST_LOSS,
    TIME,
    UP,
    UPWARDS,
    VERTICAL_S,
    VERTICAL_UNTIL,
    Outcome,
)

# First guesses of a step, which the first few steps mend: on the pad, and at the edge of the air.
_STEP_S, _FALLING_STEP_S = 1.0, 8.0
# The last segment ends on the ground, and later than this never.
OPEN_S = 1e9
_WAITING = float(Outcome.WAITING)


@compiled
def take(
    plans: Any, results: Any, lanes: Any, flights: Any, segments: Any, lane: int, following: int, due: float
) -> int:
    """Put the next flight that is due into a lane, or leave the lane idle; gives where to look for the one after."""
    while following < plans.shape[0] and results[following, OUTCOME] != due:
        following += 1
    lanes[STEPS * WIDTH + lane] = 0.0
    if following == plans.shape[0]:
        flights[lane] = -1
        lanes[BUSY * WIDTH + lane] = 0.0
        return following
    flights[lane] = following
    lanes[SPIN * WIDTH + lane] = plans[following, SPIN_RAD_S]
    lanes[BUSY * WIDTH + lane] = 1.0
    if due == _WAITING:
        _lift_off(plans[following], lanes, lane)
        results[following, APOGEE] = 0.0
        segments[lane] = 0
        _begin(plans[following], lanes, segments, lane)
    else:
        _re_enter(results[following], lanes, lane)
        segments[lane] = 2 * int(plans[following, STAGES]) + 1
        _fall(plans[following], lanes, lane)
    return following + 1


@compiled
def advance(plans: Any, results: Any, lanes: Any, flights: Any, segments: Any, lane: int) -> None:
    """Into the next segment; the state at the last burnout is written down."""
    flight = flights[lane]
    lanes[TIME * WIDTH + lane] = lanes[SEGMENT_END * WIDTH + lane]
    segments[lane] += 1
    if segments[lane] < 2 * int(plans[flight, STAGES]) + 1:
        _begin(plans[flight], lanes, segments, lane)
        return
    results[flight, BURNOUT_TIME] = lanes[TIME * WIDTH + lane]
    for axis in range(6):
        results[flight, BURNOUT_PLACE + axis] = lanes[(PLACE + axis) * WIDTH + lane]
    _fall(plans[flight], lanes, lane)


@compiled
def _lift_off(plan: Any, lanes: Any, lane: int) -> None:
    for axis in range(3):
        lanes[(PLACE + axis) * WIDTH + lane] = plan[PAD + axis]
        lanes[(UPWARDS + axis) * WIDTH + lane] = plan[UP + axis]
        lanes[(LEAN_TOWARDS + axis) * WIDTH + lane] = plan[LEAN + axis]
    lanes[SPEED * WIDTH + lane] = -plan[SPIN_RAD_S] * plan[PAD + 1]
    lanes[(SPEED + 1) * WIDTH + lane] = plan[SPIN_RAD_S] * plan[PAD]
    lanes[(SPEED + 2) * WIDTH + lane] = 0.0
    lanes[TIME * WIDTH + lane] = 0.0
    lanes[STEP * WIDTH + lane] = _STEP_S
    lanes[ALLOWED * WIDTH + lane] = plan[LEEWAY_SHARE] ** 2
    lanes[CLIMB * WIDTH + lane] = -1.0
    lanes[VERTICAL_UNTIL * WIDTH + lane] = plan[VERTICAL_S]
    lanes[LEAN_RATE * WIDTH + lane] = plan[LEAN_RAD] / plan[PITCH_OVER_S]


@compiled
def _re_enter(result: Any, lanes: Any, lane: int) -> None:
    for axis in range(6):
        lanes[(PLACE + axis) * WIDTH + lane] = result[END_PLACE + axis]
    lanes[TIME * WIDTH + lane] = result[END_TIME]
    lanes[STEP * WIDTH + lane] = _FALLING_STEP_S
    lanes[ALLOWED * WIDTH + lane] = 1.0
    lanes[CLIMB * WIDTH + lane] = -1.0


@compiled
def _begin(plan: Any, lanes: Any, segments: Any, lane: int) -> None:
    """Forces and end of a segment: 0 straight up, 1 leaning over, 2 the rest of the burn, then coasts and burns."""
    segment = segments[lane]
    stage = 0 if segment <= 2 else (segment - 1) // 2
    mass, start = 1.0, 0.0
    for earlier in range(stage):
        c = STAGE + STAGE_WIDTH * earlier
        mass -= plan[c + STAGE_FLOW] * plan[c + STAGE_BURN] + plan[c + STAGE_DROP]
        start += plan[c + STAGE_BURN] + plan[c + STAGE_COAST]
    c = STAGE + STAGE_WIDTH * stage
    burning = 1.0 if segment <= 2 or segment % 2 == 0 else 0.0
    lanes[FLOW * WIDTH + lane] = burning * plan[c + STAGE_FLOW]
    lanes[THRUST * WIDTH + lane] = burning * plan[c + STAGE_THRUST]
    lanes[THRUST_LOSS * WIDTH + lane] = burning * plan[c + STAGE_LOSS]
    lanes[MASS_AT_ZERO * WIDTH + lane] = mass + burning * plan[c + STAGE_FLOW] * start
    lanes[DRAG_AREA * WIDTH + lane] = plan[BOOST_DRAG]
    lanes[LIFT * WIDTH + lane] = 0.0
    lanes[CLIMBING * WIDTH + lane] = 1.0 if segment < 2 else 0.0
    end = start + burning * plan[c + STAGE_BURN]
    if segment == 0:
        end = plan[VERTICAL_S]
    if segment == 1:
        end = plan[VERTICAL_S] + plan[PITCH_OVER_S]
    lanes[SEGMENT_END * WIDTH + lane] = end


@compiled
def _fall(plan: Any, lanes: Any, lane: int) -> None:
    lanes[FLOW * WIDTH + lane] = 0.0
    lanes[THRUST * WIDTH + lane] = 0.0
    lanes[THRUST_LOSS * WIDTH + lane] = 0.0
    lanes[MASS_AT_ZERO * WIDTH + lane] = 1.0
    lanes[DRAG_AREA * WIDTH + lane] = plan[FALL_DRAG]
    lanes[LIFT * WIDTH + lane] = plan[LIFT_TO_DRAG]
    lanes[CLIMBING * WIDTH + lane] = 0.0
    lanes[SEGMENT_END * WIDTH + lane] = OPEN_S
