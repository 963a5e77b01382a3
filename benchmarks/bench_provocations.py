"""The reader on short real descriptions of events, beside a table of launches that others keep.

    python -m benchmarks.bench_provocations [DESCRIPTIONS LAUNCHES] [--differing]

For measuring only: the descriptions (CSIS Beyond Parallel, 1958-2022) and the launches (CNS/NTI, by way of
nk-missile-tests) lie beside the checkout and are no part of it. A number that was read agrees when some launch of the
same days, or their sum where missiles are counted, is within 5 % or inside the bounds told. Launches of the day before
and after count, because both tables mix local time with UTC or that of the United States.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from trackside.earth.gazetteer import load_gazetteer
from trackside.earth.geodesic import distances_m
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.read import load_lexicons, read
from trackside.record import Claim, Document

DATA = Path(__file__).parents[1] / "../shared/data"
# A clock time agrees with the table's taken as UTC or as Korean time, and without its half of the day, which the table
# has lost in places; a place agrees when it lies within the radius of a county.
CLOSE, DAY, MINUTES, NEAR_M = 0.05, dt.timedelta(days=1), 10, 30e3
BALLISTIC = {"SRBM", "MRBM", "IRBM", "ICBM", "SLBM"}
GAZETTEER = load_gazetteer()
ATTRIBUTES = ("range", "apogee", "missile_count", "launch_time", "site", "kind")
COLUMNS = {"range": "distance_km", "apogee": "apogee_km"}
Launch = Mapping[str, str]


@final
@dataclass(frozen=True, slots=True)
class Compared:
    """One number read, what the table has, and whether they agree."""

    day: str
    attribute: str
    told: str
    known: str
    agrees: bool


def days(launches: Sequence[Launch]) -> dict[dt.date, list[Launch]]:
    """The launches of every day that is told in full."""
    found: dict[dt.date, list[Launch]] = {}
    for launch in launches:
        if len(launch["date"]) == len("2022-03-24"):
            found.setdefault(dt.date.fromisoformat(launch["date"]), []).append(launch)
    return found


def compared(claim: Claim, day: dt.date, known: Mapping[dt.date, Sequence[Launch]]) -> Compared | None:
    """A claim beside the launches of its day and of those around it; None where the table has nothing to say."""
    near = [launch for n in (0, -1, 1) for launch in known.get(day + n * DAY, ())]
    values = _known(claim.attribute, near, [list(known.get(day + n * DAY, ())) for n in (0, -1, 1)])
    if not values:
        return None
    agrees = any(_same(claim, value) for value in values)
    return Compared(str(day), claim.attribute, " ".join(claim.quote.exact.split()), ", ".join(values), agrees)


def _known(attribute: str, near: Sequence[Launch], by_day: Sequence[Sequence[Launch]]) -> list[str]:
    """What the table has of an attribute, as it writes it."""
    if attribute == "missile_count":
        groups = [Counter(launch["missile_key"] for launch in launches) for launches in by_day]
        return sorted({str(n) for group in groups for n in (*group.values(), sum(group.values())) if n})
    if attribute == "site":
        return sorted({f"{x['facility_lat']},{x['facility_lon']}" for x in near if x["facility_lat"][:1].isdigit()})
    column = {**COLUMNS, "launch_time": "time_as_given", "kind": "missile_type"}[attribute]
    return sorted({launch[column] for launch in near} - {"unknown", "Unknown", "na", "N/A", ""})


def _same(claim: Claim, known: str) -> bool:
    value = claim.value
    if isinstance(value, Estimate):
        size = float(known) * (1.0 if claim.attribute == "missile_count" else 1000.0)
        return value.low <= size <= value.high or abs(value.best - size) <= CLOSE * size
    if isinstance(value, Moment):
        clock = dt.datetime.strptime(known[:5], "%H:%M")  # noqa: DTZ007 - the zone is what is in doubt
        told = value.earliest.hour * 60 + value.earliest.minute
        apart = abs(told - clock.hour * 60 - clock.minute) % 720
        return min(apart, 720 - apart, abs(apart - 180)) <= MINUTES
    if claim.attribute == "site":
        return _near(str(value), *map(float, known.split(",")))
    return (
        known == str(value)
        or (known == "HGV" and value == "hypersonic")
        or (value == "ballistic" and known in BALLISTIC)
    )


def _near(name: str, lat_deg: float, lon_deg: float) -> bool:
    """Whether a place that the name may mean lies near a point."""
    places = GAZETTEER.named_in(name, country="KP")
    found = distances_m(lat_deg, lon_deg, np.array([p.lat_deg for p in places]), np.array([p.lon_deg for p in places]))
    return bool((found <= NEAR_M).any())


def readings(descriptions: Sequence[Mapping[str, str]]) -> Iterator[tuple[dt.date, Claim]]:
    """Every claim that is compared, with the day of its launch."""
    lexicons = load_lexicons()
    for row in descriptions:
        published = dt.date.fromisoformat(row["date"])
        document = Document("description", row["description"], published=published, language="en")
        reading = read(document, lexicons, GAZETTEER)
        dates = {m.id: m.date for m in reading.mentions if m.country == "KP"}
        for claim in reading.claims:
            date = dates.get(claim.mention_id)
            if claim.attribute in ATTRIBUTES and date is not None:
                yield _day(date, published), claim


def _day(date: Moment, published: dt.date) -> dt.date:
    """The day a description is of, unless it speaks of another launch, far before."""
    first, last = date.earliest.date(), date.latest.date()
    return published if first - DAY <= published <= last + DAY else first


def table(found: Sequence[Compared]) -> str:
    """Agreement by attribute."""
    lines = [f"{'attribute':15}{'compared':>9}{'agree':>7}{'share':>8}"]
    for attribute in (*ATTRIBUTES, "all"):
        chosen = [c for c in found if attribute in (c.attribute, "all")]
        agree = sum(c.agrees for c in chosen)
        lines.append(f"{attribute:15}{len(chosen):>9}{agree:>7}{agree / max(len(chosen), 1):>8.3f}")
    return "\n".join(lines)


def main() -> int:
    """Print the table, and what differs."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--differing", action="store_true", help="list what differs")
    asked = options.parse_args()
    paths = asked.files or [DATA / "provocations_to_2022.csv", DATA / "launch_facts.csv"]
    if not all(p.exists() for p in paths):
        print("bench_provocations: the tables are not beside this checkout; nothing measured")
        return 0
    descriptions, launches = (
        list(csv.DictReader(p.read_text(encoding="utf-8").splitlines(keepends=True))) for p in paths
    )
    known = days(launches)
    found = [c for day, claim in readings(descriptions) if (c := compared(claim, day, known))]
    print(f"{len(descriptions)} descriptions, {len(launches)} launches\n{table(found)}")
    for c in found if asked.differing else ():
        if not c.agrees:
            print(f"{c.day} {c.attribute}: “{c.told}”, the table has {c.known}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
