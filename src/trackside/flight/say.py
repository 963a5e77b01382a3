"""Numbers as a journalist reads them; the only place in this room where they become words."""

from __future__ import annotations

from trackside.measure import Estimate


def number(value: float, decimals: int = 0) -> str:
    """Thousands with commas, and no trailing zeros: ``6,248.5``."""
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def length(metres: float) -> str:
    """Kilometres; to the metre below ten, to 100 m below a million, so that an announced 6,248.5 km stays itself."""
    kilometres = metres / 1000.0
    return f"{number(kilometres, 3 if abs(kilometres) < 10 else 1)} km"


def rough_length(metres: float) -> str:
    """Kilometres for a computed length: whole ones, tens from 1,000 km on."""
    kilometres = metres / 1000.0
    if kilometres >= 1000:
        return f"{number(round(kilometres, -1))} km"
    return f"{number(kilometres, 0 if kilometres >= 10 else 1)} km"


def duration(seconds: float) -> str:
    """``67 min 55 s (4,075 s)``, or only seconds below two minutes."""
    whole = round(seconds)
    if whole < 120:
        return f"{number(seconds, 1 if seconds < 10 else 0)} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes:,} min {f'{rest} s ' if rest else ''}({whole:,} s)"


def seconds(value: float) -> str:
    """``4,052 s``."""
    return f"{number(value, 1 if value < 10 else 0)} s"


def pace(metres_per_second: float) -> str:
    """``7.8 km/s``, to two decimals below 3 km/s."""
    kilometres = metres_per_second / 1000.0
    return f"{number(kilometres, 2 if kilometres < 3 else 1)} km/s"


def pace_in(value: float, unit: str) -> str:
    """A speed in the unit it was announced in."""
    return f"Mach {number(value, 1)}" if unit == "Mach" else pace(value)


def claimed(value: Estimate, text: str) -> str:
    """The claimed number with the words its open ends stand for."""
    if value.high == float("inf"):
        return f"more than {text}"
    return f"less than {text}" if value.low <= 0.0 < value.best == value.high else text


def percent(share: float) -> str:
    """``45 %``, and never a false zero: ``under 1 %``."""
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
