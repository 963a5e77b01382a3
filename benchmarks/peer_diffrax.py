"""The same flights with diffrax: one adaptive solve a flight from lift-off to the ground, `vmap` over a batch of them.

Discontinuities are given to diffrax as such (`jump_ts`), the landing is its event with a root finder, and air and drag
come from the same cubic tables. Double precision, on the processor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import diffrax
import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optimistix

from trackside.flight.arc import MU_M3_S2
from trackside.flight.motion import store, tables
from trackside.flight.motion.forces import EQUATOR_M, FLATTENING, J2, POLE_M

Floats = npt.NDArray[np.float64]

# Straight up, leaning over, the rest of the first stage, a coast and a burn for each further stage, the fall.
SEGMENTS, NEVER_S, LAST_S = 2 + 2 * 4, 1e9, 40_000.0
FLOW, THRUST, LOSS, MASS, AREA, PROGRAMMED = range(6)

_ECC2 = FLATTENING * (2.0 - FLATTENING)
_AIR, _DRAG = tables.AIR.reshape(-1, 2, 4), tables.DRAG.reshape(-1, 4)


def prepared(plans: Floats, solver: str, rtol: float, batch: int) -> Callable[[], Floats]:
    """A job that flies all plans and gives time and place of each landing, shape (n, 4); compiled on its first call."""
    jax.config.update("jax_enable_x64", True)  # noqa: FBT003
    flights = [jnp.asarray(part) for part in (plans, *programmes(plans))]
    batches = [tuple(part[begun : begun + batch] for part in flights) for begun in range(0, len(plans), batch)]
    method = getattr(diffrax, solver)()
    job = jax.jit(jax.vmap(lambda *flight: _landing(flight, method, rtol)))
    return lambda: np.concatenate([np.asarray(job(*some)) for some in batches])


def programmes(plans: Floats) -> tuple[Floats, Floats]:
    """When each segment of each flight ends, and what acts in it: flow, thrust, its loss, mass, area, programme."""
    ends = np.full((len(plans), SEGMENTS - 1), NEVER_S)
    acting = np.zeros((len(plans), SEGMENTS, 6))
    acting[:, :, MASS] = 1.0
    acting[:, :, AREA] = plans[:, None, store.FALL_DRAG]
    for plan, end, row in zip(plans, ends, acting, strict=True):
        _programme(plan, end, row)
    return ends, acting


def _programme(plan: Floats, ends: Floats, rows: Floats) -> None:
    time, mass, segment, area = 0.0, 1.0, 0, plan[store.BOOST_DRAG]
    vertical, over = plan[store.VERTICAL_S], plan[store.PITCH_OVER_S]
    for stage in range(int(plan[store.STAGES])):
        first = store.STAGE + store.STAGE_WIDTH * stage
        flow, thrust, loss, burn, coast, drop = plan[first : first + store.STAGE_WIDTH]
        burning = (flow, thrust, loss, mass + flow * time, area)
        for end in (vertical, vertical + over) if stage == 0 else ():
            rows[segment], ends[segment], segment = (*burning, 1.0), end, segment + 1
        rows[segment], ends[segment], segment = (*burning, 0.0), time + burn, segment + 1
        time, mass = time + burn + coast, mass - flow * burn - drop
        if coast > 0.0:
            rows[segment], ends[segment], segment = (0.0, 0.0, 0.0, mass, area, 0.0), time, segment + 1


def _landing(flight: Any, method: Any, rtol: float) -> Any:
    plan, ends, _ = flight
    pad = plan[store.PAD : store.PAD + 3]
    start = jnp.concatenate([pad, plan[store.SPIN_RAD_S] * jnp.array([-pad[1], pad[0], 0.0])])
    tolerance = diffrax.PIDController(rtol=rtol, atol=rtol * jnp.array([1e3] * 3 + [1.0] * 3))
    found = diffrax.diffeqsolve(
        diffrax.ODETerm(_slope),
        method,
        0.0,
        LAST_S,
        1.0,
        start,
        args=flight,
        stepsize_controller=diffrax.ClipStepSizeController(tolerance, jump_ts=ends),
        event=diffrax.Event(_above_ground, optimistix.Newton(1e-10, 1e-10)),
        throw=False,
        max_steps=20_000,
    )
    return jnp.concatenate([found.ts, found.ys[0, :3]])


def _above_ground(t: Any, y: Any, *_args: Any, **_given: Any) -> Any:
    return jnp.where(t > 1.0, _height(y), 1.0)


def _height(state: Any) -> Any:
    size = jnp.sqrt(state[:3] @ state[:3])
    return size - POLE_M / jnp.sqrt(1.0 - _ECC2 * (1.0 - (state[2] / size) ** 2))


def _gravity(r: Any) -> Any:
    square = r @ r
    lean = 5.0 * r[2] ** 2 / square
    bulge = 1.5 * J2 * EQUATOR_M**2 / square * (jnp.array([1.0, 1.0, 3.0]) - lean)
    return -MU_M3_S2 / (square * jnp.sqrt(square)) * r * (1.0 + bulge)


def _cubic(table: Any, cell: Any) -> Any:
    index = cell.astype(jnp.int32)
    t = cell - index
    c = jnp.asarray(table)[index]
    return c[..., 0] + t * (c[..., 1] + t * (c[..., 2] + t * c[..., 3]))


def _air(height: Any) -> Any:
    inside = jnp.clip(height, tables.LOWEST_M, tables.HIGHEST_M - 1e-3)
    fine, coarse = (inside - tables.LOWEST_M) / tables.FINE_M, (inside - tables.BEND_M) / tables.COARSE_M
    return _cubic(_AIR, jnp.where(inside < tables.BEND_M, fine, coarse + tables.BEND_CELL))


def _pointing(plan: Any, t: Any) -> Any:
    angle = plan[store.LEAN_RAD] * jnp.maximum(t - plan[store.VERTICAL_S], 0.0) / plan[store.PITCH_OVER_S]
    way = jnp.cos(angle) * plan[store.UP : store.UP + 3] + jnp.sin(angle) * plan[store.LEAN : store.LEAN + 3]
    c, s = jnp.cos(plan[store.SPIN_RAD_S] * t), jnp.sin(plan[store.SPIN_RAD_S] * t)
    return jnp.stack([c * way[0] - s * way[1], s * way[0] + c * way[1], way[2]])


def _slope(t: Any, state: Any, flight: Any) -> Any:
    plan, ends, acting = flight
    now = acting[jnp.searchsorted(ends, t, side="right")]
    r, v = state[:3], state[3:]
    density, slowness = _air(_height(state))
    wind = v - plan[store.SPIN_RAD_S] * jnp.stack([-r[1], r[0], jnp.zeros_like(r[0])])
    speed = jnp.sqrt(wind @ wind + 1e-12)
    mass = now[MASS] - now[FLOW] * t
    cell = jnp.minimum(speed * slowness / tables.MACH_CELL, len(_DRAG) - 1e-9)
    braking = now[AREA] * _cubic(_DRAG, cell) * density * speed / mass
    towards = jnp.where(now[PROGRAMMED] > 0.0, _pointing(plan, t), wind / speed)
    push = (now[THRUST] - now[LOSS] * density / (1.4 * slowness**2)) / mass
    pull = _gravity(r) - braking * wind + push * towards
    return jnp.concatenate([v, pull])
