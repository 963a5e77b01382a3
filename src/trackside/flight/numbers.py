"""`Numbers` and `Departure`: what is announced of a flight, and where it started."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import final

from trackside.earth.geodesic import check_point
from trackside.errors import BadInput, BadQuantity
from trackside.flight.say import length, number
from trackside.measure import Estimate

# Half the equator of WGS 84: nothing on Earth lies farther away.
FARTHEST_M = 20_037_508.0
# The Moon's distance: what climbs higher is no longer the Earth's alone.
HIGHEST_M = 400_000_000.0
# The fall from there takes about this long.
LONGEST_S = 10 * 86_400.0
# Five times the speed of escape, or Mach 150: beyond it a slip of the pen is certain.
FASTEST = {"m/s": 56_000.0, "Mach": 150.0}

_WANTED = {
    "range_m": ("m", "a range", FARTHEST_M, "no point on Earth is farther away than 20,037 km"),
    "apogee_m": ("m", "an apogee", HIGHEST_M, "higher than 400,000 km is beyond the Moon"),
    "flight_time_s": (
        "s",
        "a flight time",
        LONGEST_S,
        "no flight from the Earth to the Earth falls for more than 10 days",
    ),
}


@final
@dataclass(frozen=True, slots=True)
class Numbers:
    """The few numbers governments announce of one flight; None where nothing is said.

    Attributes
    ----------
    range_m, apogee_m : Estimate or None
        In ``m``: up to 20,037 km and 400,000 km.
    flight_time_s : Estimate or None
        In ``s``: up to 10 days.
    speed : Estimate or None
        The greatest speed, in ``m/s`` or ``Mach``.

    Raises
    ------
    BadQuantity
        For a number that is zero, negative, of another unit, or beyond what it can mean.
    """

    range_m: Estimate | None = None
    apogee_m: Estimate | None = None
    flight_time_s: Estimate | None = None
    speed: Estimate | None = None

    def __post_init__(self) -> None:
        for name, (unit, noun, most, why) in _WANTED.items():
            value = getattr(self, name)
            if value is not None:
                _typed(value, noun)
                _refuse(value, (unit,), noun, most, why)
        if self.speed is not None:
            _typed(self.speed, "a speed")
            most = FASTEST.get(self.speed.unit, 0.0)
            _refuse(self.speed, tuple(FASTEST), "a speed", most, "no announced flight comes near such a speed")

    @property
    def count(self) -> int:
        """How many of the four are told."""
        return sum(getattr(self, f.name) is not None for f in fields(self))


def _typed(value: object, noun: str) -> None:
    # From a script a bare number comes easily, and its interval is what everything hangs on.
    if not isinstance(value, Estimate):
        raise BadQuantity(
            f"{noun} of {value!r}", "an Estimate was wanted", 'write measure.stated(1_090e3, "m", step=1e4)'
        )


@final
@dataclass(frozen=True, slots=True)
class Departure:
    """Where a flight started and, when known, which way it went.

    Attributes
    ----------
    lat_deg, lon_deg : float
        Degrees, north and east positive.
    azimuth_deg : float or None
        Direction of the landing point, clockwise from north.

    Raises
    ------
    BadPlace
        For a point that is not on the globe.
    BadQuantity
        For an azimuth that is no finite number within a full turn either way.
    """

    lat_deg: float
    lon_deg: float
    azimuth_deg: float | None = None

    def __post_init__(self) -> None:
        check_point(self.lat_deg, self.lon_deg)
        if self.azimuth_deg is not None and not abs(self.azimuth_deg) <= 360.0:
            raise BadQuantity(
                f"azimuth {self.azimuth_deg}", "an azimuth lies within 0..360 degrees", "count clockwise from north"
            )


def need_two(numbers: Numbers) -> None:
    """Refuse fewer than two numbers: one alone cannot disagree with anything.

    Raises
    ------
    BadInput
        Says which numbers would help.
    """
    if numbers.count < 2:
        raise BadInput(
            f"{numbers.count} number{'' if numbers.count == 1 else 's'}",
            "a check needs at least two of range, apogee, flight time and speed",
            "add one more, for example --apogee 6248.5km",
        )


def _refuse(value: Estimate, units: tuple[str, ...], noun: str, most: float, why: str) -> None:
    if value.unit not in units:
        raise BadQuantity(f"{value.best} {value.unit}", f"{noun} is given in {' or '.join(units)}", "convert it first")
    shown = f"{noun} of {length(value.best) if units == ('m',) else f'{number(value.best)} {value.unit}'}"
    if value.best <= 0:
        raise BadQuantity(shown, f"{noun} is more than zero", "leave it out if it is not known")
    if value.best > most:
        raise BadQuantity(shown, why, "check the unit and the decimal separator")
