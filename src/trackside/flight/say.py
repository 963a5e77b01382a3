"""Numbers as a journalist reads them; the only place in this room where they become words.

The units are those of the room that shows the page, so that both can stand on one screen: metres below a kilometre,
minutes and seconds from two minutes on, hours and minutes from three hours on.
"""

from __future__ import annotations

from collections.abc import Sequence

from trackside.flight.rounding import KILO, interval_step, rounded
from trackside.measure import Estimate

_MINUTES_FROM_S, _HOURS_FROM_S = 120.0, 3 * 3600.0


def number(value: float, decimals: int = 0) -> str:
    """Thousands with commas, and no trailing zeros: ``6,248.5``."""
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def length(metres: float) -> str:
    """A length as it is, to the metre: ``6,248.5 km``, ``500 m``."""
    if abs(metres) < KILO:
        return f"{number(metres, 3)} m"
    return f"{number(metres / KILO, 3)} km"


def rough_length(metres: float) -> str:
    """A computed length: whole kilometres, tens from 1,000 km on, tenths below ten, metres below one."""
    if abs(metres) < KILO:
        return f"{number(metres)} m"
    kilometres = metres / KILO
    if kilometres >= 1000:
        return f"{number(round(kilometres, -1))} km"
    return f"{number(kilometres, 0 if kilometres >= 10 else 1)} km"


def duration(seconds: float) -> str:
    """A span of time as it is: ``95.4 s``, ``67 min 55 s``, ``138 h 53 min``."""
    if seconds < _MINUTES_FROM_S:
        return f"{number(seconds, 3)} s"
    if seconds >= _HOURS_FROM_S:
        hours, minutes = divmod(round(seconds / 60.0), 60)
        return f"{hours:,} h {minutes} min" if minutes else f"{hours:,} h"
    full, rest = divmod(round(seconds, 1), 60.0)
    return f"{full:.0f} min" + (f" {number(rest, 1)} s" if rest >= 0.05 else "")


def rough_duration(seconds: float) -> str:
    """A computed span of time, to the second (tenths below ten): ``67 min 55 s``."""
    return duration(round(seconds, 1 if seconds < 10 else 0))


def counted(seconds: float) -> str:
    """A span of time and the same in seconds, to be subtracted: ``67 min 55 s (4,075 s)``."""
    whole = round(seconds)
    return rough_duration(seconds) + (f" ({whole:,} s)" if whole >= _MINUTES_FROM_S else "")


def pace(metres_per_second: float) -> str:
    """A speed as it is: ``7.58 km/s``, ``198 m/s``."""
    if abs(metres_per_second) < KILO:
        return f"{number(metres_per_second, 3)} m/s"
    return f"{number(metres_per_second / KILO, 3)} km/s"


def rough_pace(metres_per_second: float, decimals: int | None = None) -> str:
    """A computed speed: ``7.8 km/s``, two decimals below 3 km/s, metres below one."""
    if abs(metres_per_second) < KILO:
        return pace(round(metres_per_second))
    return pace(round(metres_per_second, (decimals or (2 if metres_per_second < 3 * KILO else 1)) - 3))


def rough_paces(one: float, other: float) -> tuple[str, str]:
    """Two computed speeds, with as many digits more as it takes to tell them apart (to the metre per second)."""
    told = rough_pace(one), rough_pace(other)
    for decimals in (2, 3):
        if told[0] == told[1]:
            told = rough_pace(one, decimals), rough_pace(other, decimals)
    return told


def amount(value: float, unit: str) -> str:
    """A number in its unit as it is; `unit` is ``m``, ``s``, ``m/s`` or ``Mach``."""
    if unit == "Mach":
        return f"Mach {number(value, 3)}"
    return {"m": length, "s": duration, "m/s": pace}[unit](value)


def stated(value: Estimate) -> str:
    """The stated number without the words around it, as round as they allow."""
    return amount(rounded(value), value.unit)


def claimed(value: Estimate) -> str:
    """The stated number with the words its open ends stand for: ``more than 6,000 km``, ``at most 90 km``."""
    if value.high == float("inf"):
        return f"more than {stated(value)}"
    return f"at most {stated(value)}" if value.low <= 0.0 < value.best == value.high else stated(value)


def between(value: Estimate, against: float | None = None) -> str:
    """A computed interval, rounded as its width allows: ``between 5,640 and 6,020 km``, ``between Mach 6 and 8``.

    `against` is a number it is set beside and which keeps its side of both ends.
    """
    step = interval_step(value, against)
    low, high = (amount(round(end / step) * step, value.unit) for end in (value.low, value.high))
    if value.low < step / 2:
        return f"between 0 and {high}"
    if low == high:
        return f"close to {low}"
    digits, _, unit = low.partition(" ")
    if value.unit == "Mach":
        return f"between {low} and {high.removeprefix('Mach ')}"
    once = " " not in unit and high.partition(" ")[2] == unit
    return f"between {digits if once else low} and {high}"


def listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1])))


def percent(share: float) -> str:
    """``45 %``, and never a false zero: ``under 1 %``."""
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
