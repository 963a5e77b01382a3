"""How many planted errors the audit finds, by kind, and how often it cries wolf over clean rows.

    python benchmarks/bench_audit.py [--seed 1]

A clean table is made from the shipped history: each launch whose range, apogee and day are told, as rows of a table of
somebody else's, one for each missile. Into one row after the other an error is planted, and the audit is run over the
table beside the shipped history, and over the table alone. An error is found when a finding of a check that may speak
of it names the entry, from a sureness of 0.3 on. A false alarm is a finding about a clean row.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trackside.archive.imports.entry import entry
from trackside.archive.shipped import rows as shipped_rows
from trackside.archive.shipped import shipped_readings
from trackside.assess.audit import audit
from trackside.assess.audit_finding import AuditFinding
from trackside.library import Library, load_library
from trackside.measure import Estimate, stated
from trackside.moment import Moment, clock, day
from trackside.reconcile import reconcile
from trackside.record import Claim, Mention, Modality, Quote, Reading, Source, Value

TABLE, SPEAKER = "seeded", Source("Example database")
TAKEN = day(dt.date(2026, 1, 1), "UTC")
LEAST = 0.3
# What is said of a whole table is no false alarm about a row.
OF_TABLES = ("unsupported", "repeated")
Cells = dict[str, str]
_FIGURE = re.compile(r"(\d+(?:\.\d+)?) (km|s|min)(?: \(([^)]*)\))?")


@dataclass(frozen=True)
class Plant:
    """One kind of error: which rows it can be planted in, how, and which checks may speak of it."""

    name: str
    checks: tuple[str, ...]
    make: Callable[[Cells], list[Cells] | None]


def clean_rows() -> list[Cells]:
    """A row for each launch of the shipped history whose day, range and apogee are told, in kilometres."""
    return [made for row in shipped_rows() if (made := _clean(row)) is not None]


def _clean(row: Mapping[str, str]) -> Cells | None:
    far, high = (_figure(row[name]) for name in ("range", "apogee"))
    when = re.match(r"(\d\d:\d\d)(?::\d\d)? UTC", row["time"])
    if far is None or high is None or len(row["date"]) != 10:
        return None
    local = dt.date.fromisoformat(row["date"])
    cells = {"id": row["id"], "country": row["country"], "zone": row["zone"], "date": str(local), "time": ""}
    cells["n"] = re.match(r"\d*", row["count"])[0] or "1"  # type: ignore[index]
    if when:
        moment = _utc(local, when[1], row["zone"])
        cells |= {"date": str(moment.date()), "time": when[1]}
    landing = row["landing"].partition(" (")[0]
    cells |= {"system": row["system"], "kind": row["kind"], "site": row["site"]}
    cells |= {"lat": row["lat_deg"], "lon": row["lon_deg"], "range": far, "apogee": high}
    outcome = row["outcome"].partition(" (")[0]
    return cells | {"outcome": outcome, "landing": landing if landing in {"Sea of Japan", "East Sea"} else ""}


def _figure(cell: str) -> str | None:
    """The first figure told without a hedge: an office's where one gives it; None where there is none."""
    told = [(value, who) for value, unit, who in _FIGURE.findall(cell) if unit == "km"]
    office = next((value for value, who in told if any(name in who for name in ("JCS", "KCNA", "MoD"))), None)
    return office or next((value for value, _ in told), None)


def _utc(local: dt.date, told: str, zone: str) -> dt.datetime:
    """The instant of a clock of UTC on the day of the site."""
    at = dt.time.fromisoformat(told)
    for step in (0, -1, 1):
        moment = dt.datetime.combine(local + dt.timedelta(step), at, tzinfo=dt.UTC)
        if moment.astimezone(ZoneInfo(zone)).date() == local:
            return moment
    raise ValueError(f"{told} UTC falls on no part of {local} in {zone}")


def readings_of(rows: Sequence[Cells]) -> list[Reading]:
    """The rows as a table's documents; rows of one id are one entry."""
    entries: dict[str, list[Cells]] = {}
    for row in rows:
        entries.setdefault(row["id"], []).extend([row] * int(row["n"]))
    return [_reading(key, own) for key, own in entries.items()]


def _reading(key: str, rows: Sequence[Cells]) -> Reading:
    shown = [{k: v for k, v in r.items() if k not in {"id", "zone", "country", "n"}} for r in rows]
    made = entry(f"{TABLE}#{key}", shown, address=f"{TABLE}.csv", taken=TAKEN)
    first = rows[0]
    told = _moments(first)
    own_day = told["launch_time"].earliest.astimezone(ZoneInfo(first["zone"])).date() if "launch_time" in told else None
    date = day(own_day, first["zone"]) if own_day else told["launch_date"]
    words = {k: first[k] for k in ("site", "system", "kind")}
    mention = Mention(made.document.id, 0, first["country"], date, main=True, **words)
    claims = [
        Claim(mention.id, attribute, value, SPEAKER, Modality.ASSERTED, quote)
        for n, row in enumerate(rows)
        for attribute, value, column in _values(row)
        if (quote := made.cell(n, column)) is not None
    ]
    if len(rows) > 1:
        whole = Quote(made.document.id, 0, len(made.document.text), made.document.text)
        count = Estimate(len(rows), len(rows), len(rows), "count")
        claims.append(Claim(mention.id, "missile_count", count, SPEAKER, Modality.ASSERTED, whole))
    return Reading(made.document, (mention,), tuple({c.id: c for c in claims}.values()))


def _moments(row: Cells) -> dict[str, Moment]:
    date = dt.date.fromisoformat(row["date"])
    if not row["time"]:
        return {"launch_date": day(date, row["zone"])}
    return {"launch_date": day(date, "UTC"), "launch_time": clock(date, dt.time.fromisoformat(row["time"]), "UTC")}


def _values(row: Cells) -> Iterator[tuple[str, Value, str]]:
    for name, moment in _moments(row).items():
        yield name, moment, "date" if name == "launch_date" else "time"
    for name in ("site", "system", "kind", "outcome", "landing"):
        if row[name]:
            yield name, row[name], name
    for name in ("range", "apogee"):
        if row[name] and float(row[name]) > 0:
            yield name, stated(1000.0 * float(row[name]), "m", step=1000.0), name


def plants() -> tuple[Plant, ...]:
    """Every kind of error that is planted."""
    number = ("swapped", "slip", "physics", "class", "outlier")
    return (
        Plant("range and apogee swapped", number, _swap),
        Plant("apogee in the wrong unit (/1000)", number, lambda r: [r | {"apogee": f"{float(r['apogee']) / 1000:g}"}]),
        Plant("range with a digit too many (x10)", number, lambda r: [r | {"range": f"{float(r['range']) * 10:g}"}]),
        Plant("range in miles", number, lambda r: [r | {"range": f"{float(r['range']) / 1.609344:.0f}"}]),
        Plant("digits of the range in another order", number, _transposed),
        Plant("AM for PM", ("time",), lambda r: _clock(r, hours=12)),
        Plant("Korean time called UTC", ("time",), lambda r: _clock(r, hours=9)),
        Plant("day of the site beside a clock of UTC", ("time", "duplicate"), _local_day),
        Plant("day of UTC without its clock", ("time", "duplicate"), lambda r: _next_day(r, -1)),
        Plant("entered twice, a day apart", ("duplicate", "time"), _twice),
        Plant("latitude and longitude swapped", ("coordinates",), lambda r: _point(r, "lon", "lat", 1, 1)),
        Plant("longitude of the wrong sign", ("coordinates",), lambda r: _point(r, "lat", "lon", 1, -1)),
        Plant("latitude one degree off", ("coordinates",), _one_degree),
        Plant("coordinates without a site", ("coordinates",), lambda r: [r | {"site": ""}] if r["lat"] else None),
        Plant("one row too many", ("count",), lambda r: [r | {"n": str(int(r["n"]) + 1)}]),
        Plant("the other sea", ("landing",), _other_sea),
        Plant("another class", ("class",), lambda r: [r | {"kind": "SRBM"}] if r["kind"] in {"ICBM", "IRBM"} else None),
    )


def _swap(row: Cells) -> list[Cells] | None:
    far, high = float(row["range"]), float(row["apogee"])
    return [row | {"range": row["apogee"], "apogee": row["range"]}] if max(far, high) > 1.3 * min(far, high) else None


def _transposed(row: Cells) -> list[Cells] | None:
    digits = row["range"]
    if len(digits) < 3 or "." in digits or digits[0] == digits[1] or digits[1] == "0":
        return None
    return [row | {"range": digits[1] + digits[0] + digits[2:]}]


def _clock(row: Cells, *, hours: int) -> list[Cells] | None:
    if not row["time"]:
        return None
    moved = (int(row["time"][:2]) + hours) % 24
    return [row | {"time": f"{moved:02}{row['time'][2:]}"}]


def _local_day(row: Cells) -> list[Cells] | None:
    if not row["time"]:
        return None
    at = dt.datetime.fromisoformat(f"{row['date']}T{row['time']}+00:00").astimezone(ZoneInfo(row["zone"]))
    return [row | {"date": str(at.date())}] if str(at.date()) != row["date"] else None


def _next_day(row: Cells, step: int) -> list[Cells] | None:
    if row["time"]:
        return None
    return [row | {"date": str(dt.date.fromisoformat(row["date"]) + dt.timedelta(step))}]


def _twice(row: Cells) -> list[Cells] | None:
    if not row["time"]:
        return None
    later = str(dt.date.fromisoformat(row["date"]) + dt.timedelta(1))
    return [row, row | {"id": row["id"] + "-again", "date": later}]


def _point(row: Cells, first: str, second: str, one: int, other: int) -> list[Cells] | None:
    if not row["lat"] or not row["site"]:
        return None
    return [row | {"lat": f"{one * float(row[first])}", "lon": f"{other * float(row[second])}"}]


def _one_degree(row: Cells) -> list[Cells] | None:
    return [row | {"lat": f"{float(row['lat']) + 1:.3f}"}] if row["lat"] and row["site"] else None


def _other_sea(row: Cells) -> list[Cells] | None:
    return [row | {"landing": "Yellow Sea"}] if row["landing"] and float(row["range"]) > 600 else None


def about(found: Sequence[AuditFinding], keys: Sequence[str]) -> list[AuditFinding]:
    """The findings that name one of the entries, and not a table as a whole."""
    names = {f"{TABLE}#{k}" for k in keys}
    return [f for f in found if f.sureness >= LEAST and f.check not in OF_TABLES and names & {f.row, *f.rows}]


def run(rows: Sequence[Cells], library: Library, beside: Sequence[Reading]) -> tuple[AuditFinding, ...]:
    """The audit over a table beside other readings."""
    readings = [*readings_of(rows), *beside]
    return audit(reconcile(readings, gazetteer=library.gazetteer), readings, library)


def recall(
    plant: Plant, rows: Sequence[Cells], draw: random.Random, most: int, setting: Setting
) -> tuple[int, int, int]:
    """How many errors of a kind were planted, found by a check that may speak of them, and found at all.

    Errors are planted together in rows more than a week apart, so that none hides another.
    """
    fit = [r for r in rows if plant.make(dict(r))]
    draw.shuffle(fit)
    chosen: list[Cells] = []
    for r in fit:
        apart = (abs((dt.date.fromisoformat(r["date"]) - dt.date.fromisoformat(c["date"])).days) > 7 for c in chosen)
        if len(chosen) < most and all(apart):
            chosen.append(r)
    ids = {r["id"] for r in chosen}
    table = [x for r in rows for x in ((plant.make(dict(r)) or [r]) if r["id"] in ids else [r])]
    found = run(table, *setting)
    named = [{f.check for f in about(found, [i, f"{i}-again"])} for i in ids]
    return len(ids), sum(bool(checks & set(plant.checks)) for checks in named), sum(map(bool, named))


def planted_together(rows: Sequence[Cells], draw: random.Random, setting: Setting) -> dict[str, tuple[int, int]]:
    """How many were planted and found by kind, when half the rows get an error of a kind that fits, all at once."""
    given: dict[str, Plant] = {}
    for row in draw.sample(list(rows), len(rows) // 2):
        fit = [p for p in plants() if p.make(dict(row))]
        given[row["id"]] = draw.choice(fit)
    table = [x for r in rows for x in ((given[r["id"]].make(dict(r)) if r["id"] in given else None) or [r])]
    found = run(table, *setting)
    counted: dict[str, tuple[int, int]] = {}
    for key, plant in given.items():
        checks = {f.check for f in about(found, [key, f"{key}-again"])}
        n, right = counted.get(plant.name, (0, 0))
        counted[plant.name] = n + 1, right + bool(checks & set(plant.checks))
    return counted


Setting = tuple[Library, Sequence[Reading]]


def main() -> None:
    """Print recall by kind, false alarms of the clean table, and how long an audit takes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    draw = random.Random(asked.parse_args().seed)
    setting = load_library(), shipped_readings()
    rows = clean_rows()
    begun = time.perf_counter()
    clean = run(rows, *setting)
    took = time.perf_counter() - begun
    alarms = about(clean, [r["id"] for r in rows])
    print(f"{len(rows)} clean rows beside {len(setting[1])} shipped launches: reconciled and audited in {took:.1f} s")
    for least in (0.3, 0.5, 0.7, 0.85):
        sure = [f for f in alarms if f.sureness >= least]
        print(f"false alarms from {least}: {len(sure)}  {dict(Counter(f.check for f in sure))}")
    for f in alarms:
        print(f"    {f.sureness:.2f} {f.check} {f.date}: {f.because[:150]}")
    for beside, readings in (("the shipped history", setting[1]), ("nothing", ())):
        print(f"planted beside {beside}:")
        planted = hit = 0
        for plant in plants():
            n, right, some = recall(plant, rows, draw, 25, (setting[0], readings))
            planted, hit = planted + n, hit + right
            print(f"    {plant.name:42} {right:3} of {n:3}  ({some} by any check)")
        print(f"    {'all':42} {hit:3} of {planted:3}  {hit / planted:.0%}")


if __name__ == "__main__":
    main()
