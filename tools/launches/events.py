"""A row of the launch table in the making, and how what several sources say goes into one cell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, final

from trackside.archive.told import told

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
# Cells that are lists of statements; the others are plain values.
STATED = ("time", "alternates", "outcome", "range", "apogee", "flight_time", "speed", "bearing", "landing", "eez")
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
        words = [f"{name}: {', '.join(dict.fromkeys(why))}" for name, why in sorted(self.settled.items())]
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
    return [(t.value, who) for t in told(text) for _ in range(t.missiles or 1) for who in (t.speakers or ("",))]


def joined(first: str, second: str) -> str:
    """Two cells in one: speakers of an equal value come together, the first cell's values go before."""
    made: dict[tuple[str, int | None], list[str]] = {}
    for t in (*told(first), *told(second)):
        made.setdefault((t.value, t.missiles), []).extend(t.speakers)
    parts = []
    for (value, missiles), speakers in made.items():
        named = ", ".join(dict.fromkeys(speakers))
        parts.append(value + (f" x{missiles}" if missiles else "") + (f" ({named})" if named else ""))
    return "; ".join(parts)


def add_tests(
    everything: Sequence[Event], rows: Sequence[Mapping[str, str]], decided: Sequence[Mapping[str, Any]]
) -> None:
    """Put what the rows of tests.csv say into the events they tell of, and see that none is left over."""
    by_id = {e.cells["id"]: e for e in everything}
    for row in rows:
        names = f"{row['date_local']} {row['country']} {row['system']}"
        entries = [d for d in decided if matches(d, row)]
        if not entries and row["who_announced"] == "compiled by CNS":
            _same_numbers(row, everything)
        elif len(entries) != 1:
            raise SystemExit(f"{names}: {len(entries)} entries in told.toml, wanted one")
        for entry in entries:
            if entry["event"] not in by_id:
                raise SystemExit(f"{names}: there is no launch {entry['event']}")
            _put(by_id[entry["event"]], row, entry)
    left = [d["of"] for d in decided if not any(matches(d, r) for r in rows)]
    if left:
        raise SystemExit(f"told.toml: no such row in tests.csv: {left}")


def matches(entry: Mapping[str, Any], row: Mapping[str, str]) -> bool:
    """Whether an entry of told.toml is about a row: its date, country and the beginning of its system, and its range."""
    begins = f"{row['date_local']} {row['country']} {row['system']}".startswith(entry["of"])
    return (
        begins
        and entry.get("where", row["launch_site"]) == row["launch_site"]
        and entry.get("range_km", row["range_km"]) == row["range_km"]
    )


def _put(event: Event, row: Mapping[str, str], entry: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name not in entry:
            continue
        given = str(entry[name])
        event.cells[name] = joined(given, event.cells.get(name, "")) if name in STATED else given
    for name, why in entry.get("settled", {}).items():
        event.settle(name, why)
    event.sources.extend(addresses(row["source_urls"]))
    _checked(event, row, entry)


def _checked(event: Event, row: Mapping[str, str], entry: Mapping[str, Any]) -> None:
    """Every number of the row must stand in the event's cell, or the entry must say why not."""
    for column, name, unit in NUMBERS:
        wanted = row[column]
        if not wanted or column in entry.get("unlike", {}):
            continue
        held = [t.value for t in told(event.cells.get(name, ""))]
        if not any(re.search(rf"(?<![\d.]){re.escape(wanted)} {unit}", v) for v in held):
            raise SystemExit(f"{entry['of']}: {column} {wanted} is not in {name}: {held}; say why under [unlike]")


def _same_numbers(row: Mapping[str, str], everything: Sequence[Event]) -> None:
    """A row that CNS compiled, whose numbers must be those of a launch of that day and place."""
    for event in everything:
        c = event.cells
        here = c["date"] == row["date_local"] and (c["lat_deg"], c["lon_deg"]) == (row["lat"], row["lon"])
        if here and all(f"{row[k]} km" in c[name] for k, name, _ in NUMBERS[:2] if row[k]):
            event.sources.extend(addresses(row["source_urls"]))
            return
    raise SystemExit(f"{row['date_local']} {row['system']}: no launch has its numbers; write an entry in told.toml")


def addresses(text: str) -> list[str]:
    """The addresses of a list, each once; the shared tables' own runs of two in one are taken apart."""
    return [a for a in re.split(r"\s+|(?<=.)Video:", text) if a]
