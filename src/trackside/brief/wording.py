"""The only place where numbers become words: rounded as their uncertainty allows, in units a newspaper would use."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from trackside.brief.marks import plain
from trackside.brief.vocabulary import country, tables, term
from trackside.flight.rounding import OTHER_UNITS, digits, digits_said, interval_step, rounded
from trackside.measure import ABOUT_SHARE, NEARLY_SHARE, ROUNDING_CAP, Estimate
from trackside.moment import Moment
from trackside.record import Value

# Units in which a span may have been written, the one shown first.
_SCALES = {
    "m": (1000.0, *OTHER_UNITS["m"]),
    "s": (1.0, 60.0, 3600.0),
    "m/s": (1.0, 1000.0, *OTHER_UNITS["m/s"]),
}
_EPSILON = 1e-9
# What reaches this far reaches everything, or nearly; the antipode is 20,004 km away.
HALF_WAY_M = 19_500_000.0
_HALF_WAY = "half way round the Earth"
_ANTIPODE_SHOWN_M = 20_000_000.0
_COARSEST_REACH_M = 100_000.0
# From this many seconds on a duration is told in minutes, and from the second one in hours.
_MINUTES_FROM_S, _HOURS_FROM_S = 120.0, 3 * 3600.0


def value(it: Value, attribute: str) -> str:
    """A claim's value in words: ``"about 750 km"``, ``"14:34 KST (05:34 UTC)"``, ``"rail-mobile launcher"``."""
    if isinstance(it, Estimate):
        return estimate(it)
    if isinstance(it, Moment):
        return clock(it) if attribute == "launch_time" else day(it)
    return country(it) if attribute == "country" else plain(term(attribute, it))


def estimate(e: Estimate) -> str:
    """An announced number with its hedge, as near to its own words as the interval tells.

    ``"1,090 km"``, ``"about 750 km"``, ``"more than 6,000 km"``, ``"at most 900 km"``, ``"nearly 800 km"``,
    ``"between 800 and 900 km"``. The number shown lies within the estimate's own interval.
    """
    if math.isinf(e.high):
        lead = "at least" if e.unit == "count" else "more than"
        return f"{lead} {_plain(e)}" if e.low == e.best else f"at least {_exact(e.low, e.unit)}"
    if e.high == e.best > e.low:
        return _below(e)
    if _is_span(e):
        return _between(_exact(e.low, e.unit), _exact(e.high, e.unit))
    return f"about {_plain(e)}" if _is_about(e) else _plain(e)


def computed(e: Estimate, *, against: float | None = None) -> str:
    """An interval worked out, its ends rounded to about a tenth of its width: ``"between 810 and 900 km"``.

    `against` is a number it is set beside: the rounding is made fine enough that the number stays on its own side.
    """
    low, high = ends(e, against=against)
    if not low and not high:
        return "any value"
    if not low or not high:
        return f"at least {low}" if low else f"at most {high}"
    return low if low == high else _between(low, high)


def ends(e: Estimate, *, against: float | None = None) -> tuple[str, str]:
    """The two ends of an interval worked out, rounded as `computed` rounds them; an open end is an empty string."""
    step = interval_step(e, against)
    # A low end that rounds to nothing is no end.
    low = "" if math.isinf(e.low) or e.low < step / 2 else amount(e.low, e.unit, step)
    return low, "" if math.isinf(e.high) else amount(e.high, e.unit, step)


def amount(x: float, unit: str, step: float = 0.0) -> str:
    """One number in its unit, rounded to `step` (in SI; zero: as it is): ``"6,248.5 km"``, ``"67 min 32 s"``."""
    if unit == "s":
        return duration(x, step)
    if unit == "Mach":
        return f"Mach {_numeral(x, step)}"
    if unit == "count":
        return _numeral(x, step)
    if unit == "deg":
        return f"{_numeral(x, step or 1.0)}°"
    divisor, suffix = _shown_in(x, unit)
    return f"{_numeral(x / divisor, step / divisor)} {suffix}"


def duration(seconds: float, step_s: float = 0.0) -> str:
    """A span of time: ``"45 s"``, ``"67 min 32 s"``, ``"71 min"``, ``"3 h 20 min"``."""
    whole = abs(seconds) if step_s <= 0 else round(abs(seconds) / step_s) * step_s
    sign = "−" if seconds < 0 < whole else ""
    if whole < _MINUTES_FROM_S:
        return f"{sign}{_numeral(whole, step_s)} s"
    if whole >= _HOURS_FROM_S:
        hours, minutes = divmod(round(whole / 60), 60)
        return f"{sign}{hours} h {minutes} min" if minutes else f"{sign}{hours} h"
    full, rest = divmod(round(whole, 1), 60)
    tail = "" if rest < 0.05 else f" {_numeral(round(rest, 1), 0.0)} s"
    return f"{sign}{int(full)} min{tail}"


def distance(metres: float) -> str:
    """A distance on the map, to about one part in fifty: ``"340 km"``, ``"1,950 km"``."""
    step = 10.0 ** max(math.floor(math.log10(max(metres, 1.0))) - 1, 3)
    if metres < 10_000.0:
        step = 1_000.0
    return amount(max(round(metres / step) * step, step), "m")


def day(m: Moment) -> str:
    """A date, as precise as it is known: ``"24 March 2022"``, ``"March 2022"``, ``"2022"``, ``"3 to 5 May 2023"``."""
    first, last = _local(m)
    if first.date() == last.date():
        return _date(first)
    whole_years = first.strftime("%m-%d") == "01-01" and last.strftime("%m-%d") == "12-31"
    if whole_years:
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
        return f"{_months()[first.month]} {first.year}" if whole else f"{first.day} to {_date(last)}"
    return f"{_date(first)} to {_date(last)}"


def clock(m: Moment) -> str:
    """A clock time in the zone it was told in and in UTC: ``"14:34 KST (05:34 UTC)"``; a bare date when none is told.

    The UTC part carries its date where that is another day.
    """
    first, last = _local(m)
    if m.latest - m.earliest > dt.timedelta(hours=18):
        return day(m)
    utc_first, utc_last = m.earliest.astimezone(dt.UTC), m.latest.astimezone(dt.UTC)
    here = f"{_span(first, last)} {_zone(first)}"
    if first.utcoffset() == dt.timedelta(0):
        return here
    other = "" if utc_first.date() == first.date() else f", {_date(utc_first)}"
    return f"{here} ({_span(utc_first, utc_last)} UTC{other})"


def date(d: dt.date) -> str:
    """A calendar day: ``"25 March 2022"``."""
    return _date(d)


def chance(p: float) -> str:
    """A probability: ``"about 3 in 10"``, ``"less than 1 in 1,000"``, ``"1"`` never stands for certainty."""
    if p < 0.001:
        return "less than 1 in 1,000"
    if p > 0.999:
        return "more than 999 in 1,000"
    for whole in (10, 100, 1000):
        near = round(p * whole)
        if 0 < near < whole and abs(near / whole - p) <= 0.1 * min(p, 1 - p) + 0.02 * (whole == 10):
            return f"about {near} in {whole:,}"
    return f"about {max(1, round(p * 1000))} in 1,000"


def percent(share: float) -> str:
    """A share of a whole: ``"6 %"``, ``"less than 1 %"``."""
    return "less than 1 %" if share < 0.01 else f"{share * 100:.0f} %"


def floor(e: Estimate) -> str:
    """The lower end of what is known only to be at least so much: ``"at least 5,900 km"``."""
    least = e.low if math.isfinite(e.low) and e.low > 0 else e.best
    step = 10.0 ** max(math.floor(math.log10(max(least, 1.0))) - 2, 3 if least >= 10_000.0 else 0)
    return f"at least {amount(math.floor(least / step) * step, 'm')}"


def reached(e: Estimate) -> str:
    """How far a vehicle could fly: ``"about 12,500 km (nine in ten: between 10,600 and 18,800 km)"``.

    From `HALF_WAY_M` on it is told as half way round the Earth, beyond which nothing is farther.
    """
    step = reach_step(e)
    if e.low >= HALF_WAY_M:
        return _about(e.best, step)
    low, high = amount(e.low, "m", step), amount(e.high, "m", step) if e.high < HALF_WAY_M else _HALF_WAY
    span = f"at least {low}" if e.best >= HALF_WAY_M else _between(low, high)
    return f"{_about(e.best, step)} (nine in ten: {span})"


def reached_shortly(e: Estimate) -> str:
    """The same in few words for a drawing, in numbers only: ``"about 12,500 km; nine in ten: 10,600 to 18,800 km"``."""
    step = reach_step(e)
    low, best, high = (amount(min(x, _ANTIPODE_SHOWN_M), "m", step) for x in (e.low, e.best, e.high))
    return f"about {best}; nine in ten: {_to(low, high)}"


def directions(by_azimuth: Sequence[tuple[float, Estimate]], still: Estimate) -> str:
    """From where to where the middles reach: ``"from 11,900 km towards the west to 13,300 km towards the east"``."""
    ordered = sorted(by_azimuth, key=lambda x: x[1].best)
    least, most = ordered[0], ordered[-1]
    step = min(reach_step(e) for e in (still, least[1], most[1]))
    if least[1].best >= HALF_WAY_M:
        return f"{_HALF_WAY} in any direction"
    low, high = (_about(e.best, step).removeprefix("about ") for _, e in (least, most))
    if low == high:
        return f"about {low} in any direction"
    return f"from {low} towards {compass(least[0])} to {high} towards {compass(most[0])}"


def reach_step(e: Estimate) -> float:
    """To what a reach is rounded, in metres: as its interval, but so fine that directions can be told apart."""
    return min(interval_step(e), _COARSEST_REACH_M)


def compass(azimuth_deg: float) -> str:
    """The nearest of eight directions: ``"the north"``, ``"the south-west"``."""
    return f"the {tables()['compass'][str(round(azimuth_deg / 45.0) % 8)]}"


def from_to(e: Estimate) -> str:
    """An interval worked out, in running words: ``"6.1 to 8.2 km/s"``, ``"2 to 5 minutes"``, ``"70 to 110 s"``.

    Times are told in whole minutes where the middle is two minutes or more, else to ten seconds.
    """
    if e.unit != "s":
        return _to(*ends(e))
    size, step, unit = (60.0, 60.0, "minutes") if e.best >= _MINUTES_FROM_S else (1.0, 10.0, "s")
    return _to(*(f"{_numeral(max(round(x / step), 1) * step / size, 1.0)} {unit}" for x in (e.low, e.high)))


def population(people: int) -> str:
    """A number of people, to two digits: ``"9.6 million"``, ``"24,000"``, ``"320"``."""
    if people >= 1_000_000_000:
        return f"{_numeral(float(f'{people / 1e9:.2g}'), 0.0)} billion"
    if people >= 1_000_000:
        return f"{_numeral(float(f'{people / 1e6:.2g}'), 0.0)} million"
    return f"{int(float(f'{people:.2g}')):,}"


def stretch(ratio: float) -> str:
    """What an uneven scale does: `ratio` is drawn height per height over drawn distance per distance."""
    if abs(math.log(ratio)) < 0.02:
        return "Height and distance are drawn to the same scale."
    times = ratio if ratio > 1 else 1 / ratio
    told = _numeral(float(f"{times:.2g}"), 0.0)
    greater, lesser = ("Heights", "distances") if ratio > 1 else ("Distances", "heights")
    return f"{greater} are drawn {told} times larger than {lesser}."


def counted(n: int, one: str, many: str = "") -> str:
    """``"no checks"``, ``"one check"``, ``"three checks"``, ``"14 checks"``."""
    words = tables()["number"]
    return f"{words.get(str(n), f'{n:,}')} {one if n == 1 else many or one + 's'}"


def small(n: float) -> str:
    """A whole number as a word up to ten: ``"two"``, ``"14"``."""
    return tables()["number"].get(f"{n:g}", _numeral(n, 0.0))


def point(lat_deg: float, lon_deg: float) -> str:
    """A point on the globe: ``"39.22° N, 125.67° E"``."""
    lon = (lon_deg + 180.0) % 360.0 - 180.0
    return f"{abs(lat_deg):.2f}° {'N' if lat_deg >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


def instant(m: Moment) -> str:
    """Date and clock time of a moment in UTC: ``"25 March 2022, 06:12 UTC"``."""
    t = m.earliest.astimezone(dt.UTC)
    return f"{_date(t)}, {t:%H:%M} UTC"


def _about(metres: float, step: float) -> str:
    return _HALF_WAY if metres >= HALF_WAY_M else f"about {amount(metres, 'm', step)}"


def _below(e: Estimate) -> str:
    if e.low <= 0.0:
        return f"at most {_plain(e)}"
    if abs(e.best - e.low - NEARLY_SHARE * e.best) < 1e-6 * e.best:
        return f"nearly {_plain(e)}"
    return _between(_exact(e.low, e.unit), _exact(e.high, e.unit))


def _is_about(e: Estimate) -> bool:
    """Whether the interval is the one that "about" makes: wider than any rounding."""
    reach = e.best - e.low
    return reach > (ROUNDING_CAP + ABOUT_SHARE) / 2 * e.best or (e.unit == "count" and reach > 0.5)


def _is_span(e: Estimate) -> bool:
    """Whether the two ends are the written numbers and the middle is only their mean (or the mean tells less).

    Rounding and "about" leave ends that need more digits than the number itself; a written span does the opposite.
    """
    if not e.low < e.best < e.high:
        return e.low != e.high
    if abs(e.best - e.low - ABOUT_SHARE * e.best) < 1e-6 * e.best and abs(e.high - e.best - (e.best - e.low)) < 1e-6:
        return False
    if abs((e.low + e.high) / 2 - e.best) > 1e-6 * max(e.best, 1.0):
        return True
    scale = min(_SCALES.get(e.unit, (1.0,)), key=lambda s: sum(digits(x / s) for x in (e.low, e.best, e.high)))
    ends = max(digits(e.low / scale), digits(e.high / scale))
    # No hedge reaches farther than "about" does.
    return ends <= digits(e.best / scale) or e.high - e.low > 2 * ABOUT_SHARE * e.best * (1 + 1e-9)


def _plain(e: Estimate) -> str:
    """The stated number by itself; a converted one (4,200 miles) with about as many digits as were said."""
    return amount(rounded(e), e.unit, 0.001 if e.unit == "deg" else 0.0)


def _exact(x: float, unit: str) -> str:
    """The end of a written span as written, when it is short in the unit shown; else rounded to three digits."""
    divisor, _ = _shown_in(x, unit)
    whole = abs(x / divisor - round(x / divisor)) < 1e-6
    if whole or (abs(x / divisor - round(x / divisor, 1)) < 1e-6 and not digits_said(x, unit)):
        return amount(x, unit)
    if unit == "Mach" or abs(x) < _EPSILON:
        return amount(x, unit, 0.01)
    return amount(x, unit, 10.0 ** (math.floor(math.log10(abs(x))) - 2))


def _between(low: str, high: str) -> str:
    """Two ends with their unit said once where it is the same."""
    number, _, unit = low.partition(" ")
    if " " not in unit and high.partition(" ")[2] == unit and number[:1].isdigit():
        return f"between {number} and {high}"
    return f"between {low} and {high.removeprefix('Mach ')}"


def _to(low: str, high: str) -> str:
    """Two ends with their unit said once where it is the same, and once where they are."""
    if low == high:
        return f"about {low}"
    number, _, unit = low.partition(" ")
    return f"{number if high.partition(' ')[2] == unit else low} to {high}"


def _shown_in(x: float, unit: str) -> tuple[float, str]:
    if unit == "m":
        return (1000.0, "km") if abs(x) >= 1000.0 else (1.0, "m")
    if unit == "m/s":
        return (1000.0, "km/s") if abs(x) >= 1000.0 else (1.0, "m/s")
    return 1.0, unit


def _numeral(x: float, step: float) -> str:
    """Digits with thousands in commas, to `step` (zero: to a hundred-millionth of the number), without idle zeros."""
    if step > 0.0:
        x = round(x / step) * step
        decimals = max(0, -math.floor(math.log10(step) + _EPSILON))
    else:
        decimals = 3
    text = f"{abs(x):,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if x < 0 and text.strip("0.,") else text


def _local(m: Moment) -> tuple[dt.datetime, dt.datetime]:
    zone = ZoneInfo(m.zone)
    return m.earliest.astimezone(zone), m.latest.astimezone(zone)


def _date(d: dt.date) -> str:
    return f"{d.day} {_months()[d.month]} {d.year}"


def _months() -> Mapping[int, str]:
    return {int(k): v for k, v in tables()["month"].items()}


def _span(first: dt.datetime, last: dt.datetime) -> str:
    if last - first < dt.timedelta(minutes=2):
        return f"{first:%H:%M:%S}" if first.second else f"{first:%H:%M}"
    return f"{first:%H:%M} to {last:%H:%M}"


def _zone(t: dt.datetime) -> str:
    """The zone's short name, or its offset where it has none: ``KST``, ``UTC+3:30``."""
    name = t.tzname() or ""
    if name.isalpha():
        return name
    minutes = int((t.utcoffset() or dt.timedelta()).total_seconds() // 60)
    sign, (hours, rest) = ("+" if minutes >= 0 else "−"), divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
