"""A row of the launch table in the making, and how what several sources say goes into one cell."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, final

from trackside.archive.told import statements

HERE = Path(__file__).parent
VERSION = "0.1.0"
COLUMNS = (
    *(
        "id",
        "date",
        "zone",
        "time",
        "country",
        "system",
        "alternates",
        "kind",
        "platform",
        "site",
        "lat_deg",
        "lon_deg",
    ),
    *("count", "outcome", "range", "apogee", "flight_time", "speed", "bearing", "landing", "eez", "over", "by"),
    *("sources", "settled", "first_added"),
)
# Cells to which what others say is added: theirs before what is held already, or after it.
STATED = ("time", "alternates", "range", "apogee", "flight_time", "speed", "bearing", "landing", "eez")
OURS_FIRST = ("kind", "site", "count", "outcome")
ROUNDED = "a round figure that the source repeats for many flights"
# Cells of tests.csv, the cell here they must be found in, and how many of its units make one of ours.
NUMBERS = (("range_km", "range", "km"), ("apogee_km", "apogee", "km"), ("flight_time_min", "flight_time", "min"))

Said = tuple[str, str]  # a value and who says it; several speakers are told apart by commas


@final
@dataclass(eq=False)
class Event:
    """One launch on its way into the table."""

    cells: dict[str, str]
    settled: dict[str, list[str]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def row(self) -> dict[str, str]:
        """The row as it is written."""
        words = [f"{name}: {' / '.join(dict.fromkeys(why))}" for name, why in sorted(self.settled.items()) if why]
        known = {c: self.cells.get(c, "") for c in COLUMNS}
        return known | {
            "sources": " ".join(dict.fromkeys(self.sources)),
            "settled": "; ".join(words),
            "first_added": VERSION,
        }

    def settle(self, name: str, why: str) -> None:
        """Write down what was decided about one cell."""
        self.settled.setdefault(name, []).append(" ".join(why.split()).replace(";", ","))


def decisions(name: str) -> Any:
    """One table of decisions."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def table(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    """The rows of a table of the shared folder."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def cell(said: Iterable[Said], *, counted: bool = False) -> str:
    """What several speakers say, equal values together, in the order they come; `counted` says of how many missiles."""
    who: dict[str, dict[str, int]] = {}
    for value, speaker in said:
        if value:
            speakers = who.setdefault(value, {})
            speakers[speaker] = speakers.get(speaker, 0) + 1
    several = counted and len(who) > 1
    parts = []
    for value, speakers in who.items():
        times = f" x{max(speakers.values())}" if several else ""
        named = ", ".join(s for s in speakers if s)
        parts.append(f"{value}{times}" + (f" ({named})" if named else ""))
    return "; ".join(parts)


def said(text: str) -> list[Said]:
    """The statements of a cell as pairs; how many missiles each is about is said by saying it so many times."""
    return [(t.value, who) for t in statements(text) for _ in range(t.missiles or 1) for who in (t.speakers or ("",))]


def joined(first: str, second: str) -> str:
    """Two cells in one: speakers of an equal value come together, the first cell's values go before."""
    made: dict[tuple[str, int | None], list[str]] = {}
    for t in (*statements(first), *statements(second)):
        made.setdefault((t.value, t.missiles), []).extend(t.speakers)
    parts = []
    for (value, missiles), speakers in made.items():
        named = ", ".join(dict.fromkeys(speakers))
        parts.append(value + (f" x{missiles}" if missiles else "") + (f" ({named})" if named else ""))
    return "; ".join(parts)


def add_tests(
    everything: Sequence[Event], rows: Sequence[Mapping[str, str]], decided: Sequence[Mapping[str, Any]]
) -> None:
    """Put what the rows of tests.csv say into the launches they tell of, and see that none is left over."""
    by_id = {e.cells["id"]: e for e in everything}
    for entry in decided:
        told_of = [r for r in rows if matches(entry, r)]
        if len(told_of) != 1 and not (told_of and entry.get("several")):
            raise SystemExit(f"{entry['of']}: {len(told_of)} such rows in tests.csv")
        if "left_out" in entry:
            continue
        if entry["event"] not in by_id:
            raise SystemExit(f"{entry['of']}: there is no launch {entry['event']}")
        _put(by_id[entry["event"]], entry)
        for row in told_of:
            by_id[entry["event"]].sources.extend(addresses(row["source_urls"]))
            _checked(by_id[entry["event"]], row, entry)
    for row in rows:
        entries = [d for d in decided if matches(d, row)]
        if not entries and compiled(row):
            _same_numbers(row, everything)
        elif len(entries) != 1:
            raise SystemExit(f"{named(row)}: {len(entries)} entries in told.toml, wanted one")


def compiled(row: Mapping[str, str]) -> bool:
    """Whether a row only repeats the database: it says so, or it has the database's bearing and nothing in conflict."""
    return row["who_announced"] == "compiled by CNS" or (
        "nagix addition" in row["notes"] and not row["conflicting_values"]
    )


def named(row: Mapping[str, str]) -> str:
    """A row of tests.csv by its date, country and system."""
    return f"{row['date_local']} {row['country']} {row['system']}"


def matches(entry: Mapping[str, Any], row: Mapping[str, str]) -> bool:
    """Whether an entry of told.toml is about a row of tests.csv."""
    return (
        named(row).startswith(entry["of"])
        and entry.get("where", row["launch_site"]) == row["launch_site"]
        and entry.get("range_km", row["range_km"]) == row["range_km"]
    )


def _put(event: Event, entry: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name not in entry:
            continue
        given, held = str(entry[name]), event.cells.get(name, "")
        if name in OURS_FIRST:
            event.cells[name] = joined(_owned(held, event.cells.get("by", "") or entry["by"]), given) if held else given
        elif name in STATED:
            event.cells[name] = joined(given, _as_told(held, given))
        else:
            event.cells[name] = given
    for name, why in entry.get("settled", {}).items():
        event.settle(name, why)
    if "about" not in event.cells.get("apogee", ""):
        event.settled["apogee"] = [w for w in event.settled.get("apogee", []) if w != ROUNDED]


def _owned(held: str, by: str) -> str:
    """A cell beside which others are put says whose it is."""
    return "; ".join(p if p.endswith(")") else f"{p} ({by})" for p in held.split("; "))


def _as_told(held: str, given: str) -> str:
    """A round figure that somebody is named for is no mere round figure."""
    exact = {t.value for t in statements(given)}
    return "; ".join(p.removeprefix("about ") if _value(p) in exact else p for p in held.split("; ") if p)


def _value(part: str) -> str:
    return statements(part)[0].value.removeprefix("about ")


def _checked(event: Event, row: Mapping[str, str], entry: Mapping[str, Any]) -> None:
    """Every number of the row must stand in the event's cell, or the entry must say why not."""
    for column, name, unit in NUMBERS:
        wanted = row[column]
        if not wanted or column in entry.get("unlike", {}):
            continue
        held = [t.value for t in statements(event.cells.get(name, ""))]
        if not any(re.search(rf"(?<![\d.]){re.escape(wanted)} {unit}", v) for v in held):
            raise SystemExit(f"{entry['of']}: {column} {wanted} is not in {name}: {held}; say why under [unlike]")


def _same_numbers(row: Mapping[str, str], everything: Sequence[Event]) -> None:
    """A row that only repeats the database must have the numbers of a launch of that day and place."""
    for event in everything:
        c = event.cells
        here = c["date"] == row["date_local"] and (c["lat_deg"], c["lon_deg"]) == (row["lat"], row["lon"])
        if here and all(f"{row[k]} km" in c[name] for k, name, _ in NUMBERS[:2] if row[k]):
            event.sources.extend(addresses(row["source_urls"]))
            return
    raise SystemExit(f"{named(row)}: no launch has its numbers; write an entry in told.toml")


def addresses(text: str) -> list[str]:
    """The addresses of a list, each once; the shared tables' own runs of two in one are taken apart."""
    return [a for a in re.split(r"\s+|(?<=.)Video:", text) if a]
