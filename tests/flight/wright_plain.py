"""The equations of docs/methods/wright_1992.md once more, for tests only: another integrator, other state variables.

While it burns, the state is (speed, distance from the centre, angle at the centre): steering and mass are functions of
time, and each stage is cut into equal steps of a fourth-order Runge-Kutta, so that no step crosses a burnout. After it,
the state is (x, y, vx, vy) in a plane through the centre.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

RADIUS = 6.37e6
STRAIGHT_UP_S = 5.0
BOOST_STEP_S, FALL_STEP_S, LONGEST_FALL_S = 0.1, 0.25, 20_000.0

Numbers = tuple[float, ...]
Rates = Callable[[float, Numbers], Numbers]


class Burn(NamedTuple):
    fuel: float
    dry: float
    isp: float
    thrust: float


class Plain(NamedTuple):
    range_m: float
    apogee_m: float
    time_s: float
    burnout_speed: float
    burnout_height: float
    burnout_time: float


def gravity(r: float) -> float:
    return 9.8066 * (RADIUS / r) ** 2


def air(h: float) -> float:
    if h >= 47e3:
        return 0.0
    return 1.225 * (math.exp(-h / 8420) if h < 19.2e3 else math.pow(0.857003 + h / 57947, -13.201))


def sound(h: float) -> float:
    celsius = 15.04 - 0.00649 * h if h <= 11e3 else max(-56.46, -131.21 + 0.00299 * h)
    return math.sqrt(1.4 * 287 * (celsius + 273.15))


def drag_coefficient(mach: float) -> float:
    corners = [(0.0, 0.15), (0.8, 0.15), (1.2, 0.40), (1.8, 0.25), (5.0, 0.15), (1e9, 0.15)]
    for (left, low), (right, high) in pairwise(corners):
        if mach <= right:
            return low + (high - low) * (mach - left) / (right - left)
    return 0.15


def drag(area: float, v: float, h: float) -> float:
    return 0.0 if h >= 47e3 or area == 0 else 0.5 * air(h) * v * v * area * drag_coefficient(v / sound(h))


def lift_of_thrust(h: float, first: bool) -> float:
    x = h / 160934
    if x >= 1:
        return 1.19 if first else 1.0
    return 1.004 - 0.01 * x + 0.6233 * x**2 - 0.4339 * x**3


def rk4(rates: Rates, t: float, y: Numbers, dt: float) -> Numbers:
    def moved(by: Numbers, share: float) -> Numbers:
        return tuple(a + share * dt * b for a, b in zip(y, by, strict=True))

    k1 = rates(t, y)
    k2 = rates(t + dt / 2, moved(k1, 0.5))
    k3 = rates(t + dt / 2, moved(k2, 0.5))
    k4 = rates(t + dt, moved(k3, 1.0))
    return moved(tuple((a + 2 * b + 2 * c + d) / 6 for a, b, c, d in zip(k1, k2, k3, k4, strict=True)), 1.0)


def fly(
    burns: Sequence[Burn], payload: float, diameter: float, entry_diameter: float, angle_deg: float
) -> Plain | None:
    """None when it comes down before the last burnout, or is aloft after all the time there is."""
    area, entry_area = (math.pi / 4 * d**2 for d in (diameter, entry_diameter))
    times = [b.fuel * b.isp * 9.81 / b.thrust for b in burns]
    total, ignition = sum(times), 0.0
    mass = payload + sum(b.fuel + b.dry for b in burns)
    y: Numbers = (0.0, RADIUS + 0.001, 0.0)
    highest = RADIUS

    def slope(t: float) -> float:
        turned = max(t - STRAIGHT_UP_S, 0.0) / (total - STRAIGHT_UP_S)
        return math.radians(90 - (90 - angle_deg) * turned)

    for number, (burn, time) in enumerate(zip(burns, times, strict=True)):

        def boost(
            t: float, y: Numbers, b: Burn = burn, m0: float = mass, t0: float = ignition, n: int = number
        ) -> Numbers:
            v, r, _ = y
            m = m0 - b.thrust / (9.81 * b.isp) * (t - t0)
            push = b.thrust * lift_of_thrust(r - RADIUS, n == 0) - drag(area, v, r - RADIUS)
            up, level = math.sin(slope(t)), math.cos(slope(t))
            return push / m - gravity(r) * up, v * up, v * level / r

        steps = math.ceil(time / BOOST_STEP_S)
        for i in range(steps):
            y = rk4(boost, ignition + i * time / steps, y, time / steps)
            highest = max(highest, y[1])
            if y[1] <= RADIUS:
                return None
        ignition += time
        mass -= burn.fuel + burn.dry
    return fall(y, math.radians(angle_deg), entry_area / mass, total, highest)


def fall(burnout: Numbers, slope: float, area_per_mass: float, t: float, highest: float) -> Plain | None:
    v, r, psi = burnout
    burnt_out = t

    def falling(_: float, s: Numbers) -> Numbers:
        x, y, vx, vy = s
        far, fast = math.hypot(x, y), math.hypot(vx, vy)
        held = drag(area_per_mass, fast, far - RADIUS) / fast
        pulled = gravity(far) / far
        return vx, vy, -pulled * x - held * vx, -pulled * y - held * vy

    # The y axis points up at the departure; the angle at the centre grows towards x.
    bearing = psi + math.pi / 2 - slope
    s: Numbers = (r * math.sin(psi), r * math.cos(psi), v * math.sin(bearing), v * math.cos(bearing))
    flown = psi
    while t < LONGEST_FALL_S:
        last, s = s, rk4(falling, t, s, FALL_STEP_S)
        before, now = math.hypot(last[0], last[1]), math.hypot(s[0], s[1])
        swept = math.asin((last[1] * s[0] - last[0] * s[1]) / (before * now))
        share = 1.0 if now > RADIUS else (before - RADIUS) / (before - now)
        flown, t, highest = flown + share * swept, t + share * FALL_STEP_S, max(highest, now)
        if share < 1.0 or now == RADIUS:
            return Plain(RADIUS * flown, highest - RADIUS, t, v, r - RADIUS, burnt_out)
    return None
