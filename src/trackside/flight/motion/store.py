"""Where things lie: rows of the lanes' working memory, columns of a plan and of a result."""

from __future__ import annotations

from enum import IntEnum

# Rows of the working memory, `lanes.WIDTH` numbers each; a row named for a vector is the first of three.
PLACE, SPEED, PULLS = 0, 3, 6  # PULLS: the accelerations of seven stages
TIME, STEP, SEGMENT_END = 27, 28, 29
FLOW, THRUST, THRUST_LOSS, MASS_AT_ZERO, DRAG_AREA, LIFT = 30, 31, 32, 33, 34, 35
CLIMBING, VERTICAL_UNTIL, LEAN_RATE = 36, 37, 38
UPWARDS, LEAN_TOWARDS = 39, 42
STEPS, BUSY, CLIMB, TAKEN = 45, 46, 47, 48
NEXT_PLACE, NEXT_SPEED, NEXT_CLIMB = 49, 52, 55
LANDED, PEAKED, ENDED, LEFT = 56, 57, 58, 59
PASSED, SPIN, ALLOWED = 60, 61, 62
ROWS = 63

# Columns of a plan: one flight.
PAD, UP, LEAN = 0, 3, 6  # vectors
VERTICAL_S, PITCH_OVER_S, LEAN_RAD = 9, 10, 11
BOOST_DRAG, FALL_DRAG, LIFT_TO_DRAG, STAGES = 12, 13, 14, 15
# and for each of four stages
STAGE, STAGE_WIDTH = 16, 6
STAGE_FLOW, STAGE_THRUST, STAGE_LOSS, STAGE_BURN, STAGE_COAST, STAGE_DROP = range(6)
SPIN_RAD_S = STAGE + 4 * STAGE_WIDTH
LEEWAY_SHARE = SPIN_RAD_S + 1
PLAN_WIDTH = LEEWAY_SHARE + 1

# Columns of a result: one flight.
OUTCOME, END_TIME, END_PLACE, END_SPEED = 0, 1, 2, 5
APOGEE, APOGEE_TIME = 8, 9
BURNOUT_TIME, BURNOUT_PLACE, BURNOUT_SPEED = 10, 11, 14
STEPS_TAKEN, TRACED = 17, 18
RESULT_WIDTH = 19

# Columns of a trace: time, place, speed.
TRACE_WIDTH = 7


class Outcome(IntEnum):
    """How a flight ended; what the integrator still has to do is negative."""

    PARKED = -2
    WAITING = -1
    LANDED = 0
    FELL_BACK = 1
    ORBIT = 2
    ESCAPED = 3
    UNFINISHED = 4
