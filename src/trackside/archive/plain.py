"""Values as plain JSON parts and back: estimates, moments and dates, and the checks on what a plain form holds."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping

from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import Moment, days, local_days, month, year
from trackside.record import MEASURED, TIMED, Value

Plain = dict[str, object]

# Made once: json.dumps makes a new encoder at every call that has options.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def plain_estimate(estimate: Estimate) -> Plain:
    """``{"best", "low", "high", "unit"}`` in SI; null where the words leave an end open."""
    low, high = (x if math.isfinite(x) else None for x in (estimate.low, estimate.high))
    return {"best": estimate.best, "low": low, "high": high, "unit": estimate.unit}


def estimate_from_plain(plain: Mapping[str, object]) -> Estimate:
    """The estimate of a plain form."""
    low, high = optional_number(plain, "low"), optional_number(plain, "high")
    ends = (-math.inf if low is None else low, math.inf if high is None else high)
    return Estimate(number(plain, "best"), *ends, word(plain, "unit"))


def plain_moment(moment: Moment) -> Plain:
    """``{"earliest", "latest", "zone"}``, exactly; the instants as ISO times in UTC that end in Z."""
    return {"earliest": _instant(moment.earliest), "latest": _instant(moment.latest), "zone": moment.zone}


def moment_from_plain(plain: Mapping[str, object]) -> Moment:
    """The moment of a plain form."""
    return Moment(_parsed(word(plain, "earliest")), _parsed(word(plain, "latest")), word(plain, "zone", "UTC"))


def plain_date(moment: Moment | None) -> object:
    """A day, month or year as ``2022-03-24``, ``2017-11``, ``2017``; else two days ``{"earliest", "latest"}``."""
    if moment is None:
        return None
    if moment.date and (_whole(moment.date, moment.zone) == moment or len(moment.date) == 10):
        return moment.date
    first, last = local_days(moment)
    return {"earliest": first.isoformat(), "latest": last.isoformat()}


def date_extras(moment: Moment | None) -> Plain:
    """What `plain_date` loses: the zone, and the exact instants where they are not whole days."""
    if moment is None:
        return {}
    exact = {} if _date_from(plain_date(moment), moment.zone) == moment else {"exact": plain_moment(moment)}
    return {"zone": moment.zone, **exact}


def date_from_plain(plain: Mapping[str, object], key: str) -> Moment | None:
    """The moment that ``plain[key]`` names, with its zone (UTC where none is given) and exact instants beside it."""
    if plain.get(key) is None:
        return None
    if plain.get("exact") is not None:
        return moment_from_plain(part(plain, "exact"))
    return _date_from(plain[key], word(plain, "zone", "UTC"))


def plain_value(value: Value, attribute: str = "") -> object:
    """A claim's value as DESIGN's ``read`` form has it: an estimate, a date, two instants in UTC, or words."""
    if isinstance(value, Estimate):
        return plain_estimate(value)
    if not isinstance(value, Moment):
        return value
    instants = plain_moment(value)
    instants.pop("zone")
    return instants if attribute == "launch_time" else plain_date(value)


def value_extras(value: Value, attribute: str = "") -> Plain:
    """What `plain_value` loses of a moment."""
    if not isinstance(value, Moment):
        return {}
    return {"zone": value.zone} if attribute == "launch_time" else date_extras(value)


def value_from_plain(plain: Mapping[str, object]) -> Value:
    """The value of a plain claim or position, by its ``attribute``."""
    attribute = word(plain, "attribute")
    if attribute in MEASURED:
        return estimate_from_plain(part(plain, "value"))
    if attribute not in TIMED:
        return word(plain, "value")
    if attribute == "launch_time":
        return moment_from_plain({**part(plain, "value"), "zone": word(plain, "zone", "UTC")})
    moment = date_from_plain(plain, "value")
    if moment is None:
        raise _unfit(plain, "value", "a date")
    return moment


def word(plain: Mapping[str, object], key: str, otherwise: str | None = None) -> str:
    """The string under a key."""
    value = plain.get(key, otherwise)
    if not isinstance(value, str):
        raise _unfit(plain, key, "a string")
    return value


def number(plain: Mapping[str, object], key: str) -> float:
    """The number under a key."""
    value = optional_number(plain, key)
    if value is None:
        raise _unfit(plain, key, "a number")
    return value


def optional_number(plain: Mapping[str, object], key: str) -> float | None:
    """The number or null under a key."""
    value = plain.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _unfit(plain, key, "a number or null")
    return value


def whole(plain: Mapping[str, object], key: str, otherwise: int | None = None) -> int:
    """The whole number under a key."""
    value = plain.get(key, otherwise)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unfit(plain, key, "a whole number")
    return value


def flag(plain: Mapping[str, object], key: str, otherwise: bool | None = None) -> bool:  # noqa: FBT001 - a value, no option
    """The truth value under a key."""
    value = plain.get(key, otherwise)
    if not isinstance(value, bool):
        raise _unfit(plain, key, "true or false")
    return value


def part(plain: Mapping[str, object], key: str) -> Plain:
    """The object under a key."""
    value = plain.get(key)
    if not isinstance(value, dict):
        raise _unfit(plain, key, "an object")
    return value


def parts(plain: Mapping[str, object], key: str) -> list[Plain]:
    """The list of objects under a key; empty where the key is missing."""
    value = plain.get(key, [])
    if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
        raise _unfit(plain, key, "a list of objects")
    return value


def words(plain: Mapping[str, object], key: str) -> list[str]:
    """The list of strings under a key."""
    value = plain.get(key)
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise _unfit(plain, key, "a list of strings")
    return value


def dumped(plain: object) -> str:
    """One canonical line of JSON: the same content always gives the same characters."""
    return _CANONICAL.encode(plain)


def _unfit(plain: Mapping[str, object], key: str, wanted: str) -> BadInput:
    given = f"{key!r} is {plain[key]!r}" if key in plain else f"{key!r} is missing"
    return BadInput(f"{given} in {str(dict(plain))[:60]}", f"{wanted} was wanted", "see docs/schema/read.schema.json")


def _instant(time: dt.datetime) -> str:
    return time.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _parsed(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except ValueError as error:
        raise BadInput(text, "is no time", "write it as 2022-03-24T05:34:00Z") from error


def _date_from(plain: object, zone: str) -> Moment:
    if isinstance(plain, dict):
        first, last = (_whole(word(plain, end), zone) for end in ("earliest", "latest"))
        return Moment(first.earliest, last.latest, zone)
    return _whole(str(plain), zone)


def _whole(text: str, zone: str) -> Moment:
    found = _DATE.fullmatch(text)
    if not found:
        raise BadInput(text, "is no date", "write it as 2022-03-24, 2022-03 or 2022")
    number_of_year, number_of_month, number_of_day = (int(g) if g else 0 for g in found.groups())
    try:
        if number_of_day:
            day = dt.date(number_of_year, number_of_month, number_of_day)
            return days(day, day, zone)
        return month(number_of_year, number_of_month, zone) if number_of_month else year(number_of_year, zone)
    except ValueError as error:
        raise BadInput(text, "is no day of the calendar") from error
