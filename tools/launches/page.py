"""docs/data/launches.md from the table itself, so that the page and the table cannot part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tools.launches.events import HERE, ROUNDED

from trackside.archive.told import statements

Row = Mapping[str, str]
COVERED = "KP"
# What the page says once as a rule is not said again for every row.
RULES = (
    ROUNDED,
    "by the system's published range of",
    "the point is that of the package's gazetteer",
    "no class is named, and the source lists",
    "as CNS has it in twelve hours",
)


def page(rows: Sequence[Row], covered: tuple[str, str]) -> str:
    """The page for these rows; `covered` are the first and last day believed complete."""
    template = (HERE / "page.md").read_text(encoding="utf-8")
    filled = {
        "first": rows[0]["date"][:4],
        "last": max(r["date"] for r in rows)[:4],
        "total": str(len(rows)),
        "missiles": str(sum(map(missiles, rows))),
        "by_country": "\n".join(_by_country(rows)),
        "by_year": "\n".join(_by_year(rows)),
        "covered_first": covered[0],
        "covered_last": covered[1],
        "rounded": str(sum(ROUNDED in r["settled"] for r in rows)),
        "settled": "\n".join(_settled(rows, doubtful=False)),
        "doubtful": "\n".join(_settled(rows, doubtful=True)),
    }
    for name, words in filled.items():
        template = template.replace("{" + name + "}", words)
    return template


def missiles(row: Row) -> int:
    """How many missiles a launch has by the table's first count; 1 where none is told."""
    return int(statements(row["count"])[0].value) if row["count"] else 1


def _by_country(rows: Sequence[Row]) -> Iterator[str]:
    decades = sorted({r["date"][:3] for r in rows})
    yield "| country | " + " | ".join(f"{d}0s" for d in decades) + " | launches | missiles |"
    yield "|---" * (len(decades) + 3) + "|"
    counted = Counter((r["country"], r["date"][:3]) for r in rows)
    for country in sorted({r["country"] for r in rows}):
        own = [r for r in rows if r["country"] == country]
        cells = [str(counted[country, d] or "") for d in decades]
        yield f"| {country} | " + " | ".join(cells) + f" | {len(own)} | {sum(map(missiles, own))} |"


def _by_year(rows: Sequence[Row]) -> Iterator[str]:
    yield "| year | launches | missiles | days |"
    yield "|---|---|---|---|"
    own = [r for r in rows if r["country"] == COVERED]
    for year in sorted({r["date"][:4] for r in own}):
        then = [r for r in own if r["date"][:4] == year]
        yield f"| {year} | {len(then)} | {sum(map(missiles, then))} | {len({r['date'] for r in then})} |"


def _settled(rows: Sequence[Row], *, doubtful: bool) -> Iterator[str]:
    yield "| launch | column | what and why |"
    yield "|---|---|---|"
    for row in rows:
        for part in filter(None, row["settled"].split("; ")):
            column, _, words = part.partition(": ")
            for why in words.split(" / "):
                if why.startswith("doubt, ") is doubtful and not any(rule in why for rule in RULES):
                    yield f"| {row['id']} | `{column}` | {why.removeprefix('doubt, ')} |"
