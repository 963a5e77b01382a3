"""North Korean launches: the missiles of launch_facts.csv, beside CNS as published, grouped into launches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, final
from zoneinfo import ZoneInfo

from tools.launches.events import ROUNDED, Event, Said, cell, said, table

ZONE = "Asia/Pyongyang"
CNS, NAGIX, LATER = "CNS/NTI", "nk-missile-tests", "CNS/NTI via nk-missile-tests"
ADDRESSES = (
    "https://github.com/nagix/nk-missile-tests/blob/master/data/test.en.json",
    "https://github.com/mesege1/dprk_missile_stats/blob/main/data/north_korea_missile_test_database.csv",
)
# Missiles of one system from one site this near in time are one salvo.
SALVO = dt.timedelta(minutes=45)
# Apogees that the source repeats for flight after flight: figures of a type until 2015, and since 2019, where it can be
# checked, the "about 50" and "about 100 km" of Japan's ministry.
ROUND_UNTIL, ROUND_SINCE = "2015", "2019"
ROUND_EARLY, ROUND_LATE = {"150 km", "200 km"}, {"50 km", "100 km"}
NOTHING = {"unknown", "na", "n/a", "", "0"}
KINDS = {"SLV": "space_launch", "HGV": "hypersonic", "Unknown": "ballistic"}
LANDINGS = {
    "sea-of-japan": "Sea of Japan",
    "yellow-sea": "Yellow Sea",
    "pacific-ocean": "Pacific",
    "north-korea": "North Korea",
}
SPELLED = {"missle": "missile", "Wast": "West"}
PLATFORMS = {"Rail-mobile": "rail", "Silo-based": "silo"}


@final
@dataclass(eq=False)
class Missile:
    """One missile: what each of the two tables says of it, and what was settled."""

    date: str
    clock: list[Said]
    system: str
    names: list[Said]
    kind: str
    site: str
    lat: str
    lon: str
    landing: str
    outcome: str
    bearing: str
    numbers: dict[str, list[Said]]
    by: str
    over: str = ""
    site_by: str = ""
    settled: list[tuple[str, str]] = field(default_factory=list)

    @property
    def begins(self) -> dt.datetime | None:
        """When it was launched, UTC."""
        if not self.clock:
            return None
        time = dt.time.fromisoformat(self.clock[0][0].removesuffix(" UTC"))
        return dt.datetime.combine(dt.date.fromisoformat(self.date), time, dt.UTC)

    @property
    def local(self) -> str:
        """The day at the site, or as much of it as is known."""
        return self.begins.astimezone(ZoneInfo(ZONE)).date().isoformat() if self.begins else self.date


def launches(data: Path, decided: Sequence[Mapping[str, Any]]) -> list[Event]:
    """Every North Korean launch, the earliest first."""
    missiles = list(_missiles(data, decided))
    made = []
    count: dict[str, int] = {}
    for salvo in _salvos(missiles):
        day = salvo[0].local
        count[day] = count.get(day, 0) + 1
        made.append(_event(f"KP-{day}-{count[day]}", salvo))
    return made


def _missiles(data: Path, decided: Sequence[Mapping[str, Any]]) -> Iterator[Missile]:
    facts = table(data / "launch_facts.csv")
    layout = table(data / "cns_layout_sample.csv", "cp1252")
    used = set()
    for n, row in enumerate(facts):
        missile = _missile(row, layout[n] if n < len(layout) else None)
        for at, d in enumerate(decided):
            if all(row[k] == v for k, v in d["of"].items()):
                used.add(at)
                _settle(missile, d)
        yield missile
    if len(used) < len(decided):
        raise SystemExit(f"settled.toml: no such missile: {[d['of'] for n, d in enumerate(decided) if n not in used]}")


def _missile(row: Mapping[str, str], cns: Mapping[str, str] | None) -> Missile:
    made = Missile(
        date=row["date"],
        clock=[],
        system="",
        names=[],
        kind=_kind(row, cns),
        site=" ".join(SPELLED.get(w, w) for w in row["facility_name"].split()),
        lat=row["facility_lat"],
        lon=row["facility_lon"],
        landing=LANDINGS.get(row["landing"], ""),
        outcome=row["outcome"],
        bearing=row["bearing_deg"],
        numbers={},
        by=CNS if cns else LATER,
    )
    _clocks(made, row, cns)
    _names(made, row, cns)
    for name, ours, theirs in (("range", "distance_km", "Distance Travelled"), ("apogee", "apogee_km", "Apogee")):
        made.numbers[name] = _number(row[ours], cns[theirs] if cns else None)
    if made.bearing == "90" and not made.numbers["range"]:
        made.bearing = ""
    if cns and cns["Facility Name"] == "Unknown" and row["facility_name"] != "unknown":
        made.site_by = NAGIX
    if made.kind == "ballistic":
        made.settled.append(
            ("kind", "no class is named, and the source lists ballistic missiles and space launches only")
        )
    if cns and cns["Confirmation Status"] != "Confirmed":
        made.settled.append(("date", "doubt, CNS lists the launch itself as unconfirmed"))
    return made


def _kind(row: Mapping[str, str], cns: Mapping[str, str] | None) -> str:
    kind = row["missile_type"]
    if kind == "Unknown" and cns:
        kind = cns["Missile Type"]
    return KINDS.get(kind, kind)


def _clocks(made: Missile, row: Mapping[str, str], cns: Mapping[str, str] | None) -> None:
    theirs = row["time_as_given"].removesuffix(" (UTC)")
    published = _published(cns["Launch Time (UTC)"]) if cns else ""
    if theirs == "unknown":
        theirs = ""
    if not published:
        made.clock = [(f"{theirs} UTC", made.by)] if theirs else []
        return
    made.clock = [(f"{published} UTC", CNS)]
    if theirs == f"12{published[2:5]}" and published.startswith("00"):
        made.settled.append(
            (
                "time",
                f"{published} UTC as CNS has it in twelve hours (12{published[2:5]} AM), nk-missile-tests has {theirs}",
            )
        )
    elif theirs != published[:5]:
        made.clock.append((f"{theirs} UTC", NAGIX))


def _published(text: str) -> str:
    """CNS's clock time in 24 hours, with seconds only where it has any."""
    if text in ("", "Unknown"):
        return ""
    time = dt.datetime.strptime(text, "%I:%M:%S %p").time()  # noqa: DTZ007 - a clock time, its zone is the column's
    return time.isoformat("seconds" if time.second else "minutes")


def _names(made: Missile, row: Mapping[str, str], cns: Mapping[str, str] | None) -> None:
    made.system, *others = _apart(cns["Missile Name"] if cns else row["missile_name"])
    made.names = [(n, made.by) for n in others]
    if cns:
        theirs = [n for n in _apart(row["missile_name"]) if n != made.system]
        made.names += [(n, NAGIX) for n in theirs if n and n not in others]
    if not made.system and made.names:
        made.settled.append(("system", f"{made.names[0][0]} is {NAGIX}'s, CNS has none"))
        made.system, made.names = f"{made.names[0][0]} ({NAGIX})", made.names[1:]


def _apart(name: str) -> list[str]:
    """ "Hwasong-11A (KN-23)" is two names; "Unknown" is none."""
    if name == "Unknown":
        return [""]
    return name.rstrip(")").replace("(2022", "2022").split(" (")


def _number(ours: str, published: str | None) -> list[Said]:
    theirs = published.lower().replace(",", "").removesuffix("km").removesuffix("lm").strip() if published else ""
    if published is None:
        return [] if ours in NOTHING else [(f"{ours} km", LATER)]
    found: list[Said] = []
    if theirs not in NOTHING:
        words = theirs.removeprefix("between ").replace(" and ", " to ")
        found.append((f"{words} km", CNS))
    if ours not in NOTHING and ours != theirs:
        found.append((f"{ours} km", NAGIX))
    return found


def _settle(missile: Missile, decision: Mapping[str, Any]) -> None:
    for name, value in decision.get("set", {}).items():
        if name in ("range", "apogee"):
            missile.numbers[name] = said(value)
        elif name == "clock":
            missile.clock = said(value)
        elif name == "names":
            missile.names = said(value)
        else:
            setattr(missile, name, value)
    missile.settled.append((decision["about"], decision["why"]))


def _salvos(missiles: Sequence[Missile]) -> Iterator[list[Missile]]:
    """One system from one site within 45 minutes; what has no time goes with the others of its day."""
    last: dict[tuple[str, str, str], list[Missile]] = {}
    made: list[list[Missile]] = []
    for m in missiles:
        key = (m.local, m.system + m.kind, m.site)
        salvo = last.get(key)
        if salvo is not None and _together(salvo, m):
            salvo.append(m)
        else:
            last[key] = [m]
            made.append(last[key])
    yield from sorted(made, key=lambda s: (s[0].local, s[0].begins.isoformat() if s[0].begins else ""))


def _together(salvo: Sequence[Missile], m: Missile) -> bool:
    times = [x.begins for x in salvo if x.begins]
    return m.begins is None or not times or abs(m.begins - times[-1]) <= SALVO


def _event(name: str, salvo: Sequence[Missile]) -> Event:
    first = salvo[0]
    event = Event(
        {
            "id": name,
            "date": first.local,
            "zone": ZONE,
            "time": cell(t for m in salvo for t in m.clock),
            "country": "KP",
            "system": first.system,
            "alternates": cell(t for m in salvo for t in m.names),
            "kind": "ballistic (Trackside)" if first.kind == "ballistic" else first.kind,
            "platform": PLATFORMS.get(first.system.split(" ")[0], ""),
            "site": "" if first.site.lower() == "unknown" else first.site + (f" ({NAGIX})" if first.site_by else ""),
            "lat_deg": first.lat,
            "lon_deg": first.lon,
            "count": str(len(salvo)),
            "outcome": cell(((m.outcome, m.by) for m in salvo), counted=True),
            "range": _numbers(salvo, "range"),
            "apogee": _numbers(salvo, "apogee"),
            "bearing": cell(((f"{m.bearing} deg" if m.bearing else "", NAGIX) for m in salvo), counted=True),
            "landing": cell((m.landing, m.by) for m in salvo),
            "over": first.over,
            "by": first.by,
        }
    )
    event.sources.extend(ADDRESSES if first.by == CNS else ADDRESSES[:1])
    for m in salvo:
        for about, why in m.settled:
            event.settle(about, why)
    _round(event)
    return event


def _numbers(salvo: Iterable[Missile], name: str) -> str:
    return cell((t for m in salvo for t in m.numbers[name]), counted=True)


def _round(event: Event) -> None:
    """Apogees that stand for many flights are round figures, not measurements."""
    date = event.cells["date"]
    usual = ROUND_EARLY if date < ROUND_UNTIL else ROUND_LATE if date >= ROUND_SINCE else set()
    pairs = said(event.cells["apogee"])
    rounded = [(f"about {v}" if v in usual else v, who) for v, who in pairs]
    if rounded != pairs:
        event.cells["apogee"] = cell(rounded, counted=True)
        event.settle("apogee", ROUNDED)
