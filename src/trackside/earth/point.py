"""A point on the globe as a person writes it: ``40.1,125.2``, ``40.1N 125.2E``, ``40°01'12"N 125°13'30"E``."""

from __future__ import annotations

import re

from trackside.earth.geodesic import check_point
from trackside.errors import BadPlace

_SIGNED = re.compile(r"\s*([+\-−]?\d+(?:\.\d+)?)\s*°?\s*[,;\s]\s*([+\-−]?\d+(?:\.\d+)?)\s*°?\s*", re.ASCII)
# Degrees, perhaps minutes and seconds, and the side of the globe.
_NUMBER = r"(\d+(?:\.\d+)?)"
_ARC = rf"\s*{_NUMBER}\s*[°d\s]?\s*(?:{_NUMBER}\s*['′’]\s*)?(?:{_NUMBER}\s*(?:\"|″|''|”)\s*)?"
_SIDED = re.compile(rf"{_ARC}([NS])\s*[,;\s]?{_ARC}([EW])\s*", re.ASCII | re.IGNORECASE)


def read_point(text: str) -> tuple[float, float] | None:
    """The (lat_deg, lon_deg) that a text writes, north and east positive; None when it is no pair of numbers.

    Raises
    ------
    BadPlace
        For a pair of numbers that is no point: latitude beyond 90, longitude beyond 180, 60 minutes or more.
    """
    point = _signed(text) or _sided(text)
    if point:
        check_point(*point)
        if abs(point[1]) > 180.0:
            raise BadPlace(text, "longitude must be in -180..180", "write LAT,LON in degrees, east positive")
    return point


def _signed(text: str) -> tuple[float, float] | None:
    found = _SIGNED.fullmatch(text)
    if not found:
        return None
    lat, lon = (float(x.replace("−", "-")) for x in found.groups())
    return lat, lon


def _sided(text: str) -> tuple[float, float] | None:
    found = _SIDED.fullmatch(text)
    if not found:
        return None
    parts = found.groups()
    return _degrees(text, parts[:4]), _degrees(text, parts[4:])


def _degrees(text: str, parts: tuple[str | None, ...]) -> float:
    degrees, minutes, seconds = (float(p or 0.0) for p in parts[:3])
    if minutes >= 60.0 or seconds >= 60.0:
        raise BadPlace(text, "minutes and seconds of arc end below 60", "write LAT,LON in degrees")
    size = degrees + minutes / 60.0 + seconds / 3600.0
    return -size if (parts[3] or "").upper() in {"S", "W"} else size
