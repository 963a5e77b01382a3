"""The corpus gate: documents are read and scored, and no figure may be under its floor. Floors only rise.

    python -m tools.gate [--raise] [--lower NAME --why WORDS] [--accept CORPUS --why WORDS] [--kept]

The project's own corpus is always read, the development corpus beside the checkout where there is one. Floors stand in
`tests/corpus/floors.toml` with a digest of each corpus. Exits 1 with a line for every floor missed, 2 on bad input.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import final

from tools.scoring import scores
from tools.scoring_same import Table, load_names

from trackside.archive import plain_reading
from trackside.desk import Desk
from trackside.errors import BadInput
from trackside.library import load_library

ROOT = Path(__file__).parents[1]
NAMES, FLOORS = ROOT / "tests/corpus/names.toml", ROOT / "tests/corpus/floors.toml"
CORPORA = {
    "own/open": ROOT / "tests/corpus/own/open",
    "wider/open": ROOT / "tests/corpus/wider/open",
    "dev": ROOT / "../shared/corpus/dev",
}
# For one run at the very end: its figures are printed and never become floors, or rules would be made for it.
KEPT = {"own/kept": ROOT / "tests/corpus/own/kept", "wider/kept": ROOT / "tests/corpus/wider/kept"}
HELD = ("measured.f1", "claims.f1", "attribution", "modality", "launch.f1", "reaction.f1", "history.f1")
AT_MOST = ("false_launches", "bad_quotes")
HEAD = """\
# The floors of `make gate` by corpus, language and measure; of `false_launches` and `bad_quotes` the most there may be.
# `make gate RAISE=1` writes better figures here. Lowering one, or taking a changed corpus, leaves its reason below.
"""

Figures = Mapping[str, float]


@final
@dataclass(frozen=True, slots=True)
class Floors:
    """What is in the floors file: digests and floors by corpus, and what was given way to, and why."""

    digests: Mapping[str, str]
    least: Mapping[str, Figures]
    given_way: tuple[Mapping[str, str | float], ...] = ()


def digest(corpus: Path) -> str:
    """A digest of all documents of a corpus and their annotations."""
    found = hashlib.sha256()
    for path in sorted(p for p in corpus.rglob("*") if p.is_file()):
        found.update(f"{path.relative_to(corpus).as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return found.hexdigest()[:32]


def read_and_scored(corpus: Path) -> dict[str, dict[str, float]]:
    """The figures of a corpus, read as the command line reads it."""
    sources = sorted(str(p) for p in corpus.iterdir() if p.is_file())
    readings = Desk(load_library()).read(sources)
    return scores(corpus, map(plain_reading, readings), load_names(NAMES))


def held(scored: Mapping[str, Figures]) -> dict[str, float]:
    """The figures that have floors, by dotted name: `ko.launch.f1`."""
    return {f"{lang}.{name}": scored[lang][name] for lang in scored for name in (*HELD, *AT_MOST)}


def worse(name: str, value: float, floor: float) -> bool:
    """Whether a figure is on the wrong side of its floor."""
    return value > floor if name.endswith(AT_MOST) else value < floor


def faults(corpus: str, path: Path, found: Figures, floors: Floors) -> Iterator[str]:
    """A line for a corpus that is not the one measured before, and one for every floor missed."""
    if floors.digests.get(corpus, digest(path)) != digest(path):
        yield f'{corpus}: the corpus has changed; if that is meant, --accept {corpus} --why "..."'
    for name, floor in floors.least.get(corpus, {}).items():
        if name not in found:
            yield f"{corpus}: {name} has a floor of {floor:g} and is not measured any more"
        elif worse(name, found[name], floor):
            side = "above the most allowed," if name.endswith(AT_MOST) else "under its floor,"
            yield f"{corpus}: {name} is {found[name]:g}, {side} {floor:g}"


def raised(floors: Floors, corpus: str, path: Path, found: Figures) -> Floors:
    """The floors with every figure that has become better, and those that are new; none is lowered."""
    before = floors.least.get(corpus, {})
    best = {k: before[k] if k in before and not worse(k, before[k], v) else v for k, v in found.items()}
    digests = {corpus: digest(path), **floors.digests}
    return replace(floors, digests=digests, least={**floors.least, corpus: {**before, **best}})


def lowered(floors: Floors, corpus: str, name: str, value: float, why: str) -> Floors:
    """The floors with one set to a worse figure, and the reason kept."""
    told: dict[str, str | float] = {
        "lowered": f"{corpus}.{name}",
        "from": floors.least[corpus][name],
        "to": value,
        "why": why,
    }
    least = {**floors.least, corpus: {**floors.least[corpus], name: value}}
    return replace(floors, least=least, given_way=(*floors.given_way, told))


def accepted(floors: Floors, corpus: str, path: Path, why: str) -> Floors:
    """The floors of a corpus that was changed on purpose, and the reason kept; the floors themselves stand."""
    told = {"accepted": corpus, "digest": digest(path), "why": why}
    return replace(floors, digests={**floors.digests, corpus: digest(path)}, given_way=(*floors.given_way, told))


def load(path: Path) -> Floors:
    """The floors in a file; none where there is no file."""
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    corpora: Table = table.get("corpus", {})
    return Floors(
        {name: row["digest"] for name, row in corpora.items()},
        {name: row.get("floors", {}) for name, row in corpora.items()},
        tuple(table.get("given_way", ())),
    )


def written(floors: Floors) -> str:
    """The floors as TOML, always in the same order."""
    parts = [HEAD]
    for corpus in sorted(floors.least):
        rows = "".join(f"{json.dumps(k)} = {v:g}\n" for k, v in sorted(floors.least[corpus].items()))
        name = json.dumps(corpus)
        parts.append(f'[corpus.{name}]\ndigest = "{floors.digests[corpus]}"\n\n[corpus.{name}.floors]\n{rows}')
    for told in floors.given_way:
        rows = "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in told.items())
        parts.append(f"[[given_way]]\n{rows}")
    return "\n".join(parts)


def table(corpus: str, scored: Mapping[str, Figures]) -> str:
    """The figures of a corpus, a line for each language."""
    lines = [f"{corpus:10}{'docs':>5}" + "".join(f"{name:>16}" for name in (*HELD, *AT_MOST))]
    for lang, s in scored.items():
        figures = "".join(f"{s[name]:>16.3f}" for name in HELD) + "".join(f"{s[name]:>16g}" for name in AT_MOST)
        lines.append(f"{lang:10}{s['documents']:>5g}{figures}")
    return "\n".join(lines)


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="gate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raise", dest="up", action="store_true", help="write what became better as new floors")
    parser.add_argument("--lower", metavar="NAME", help="set one floor, such as dev.ko.launch.f1, to today's figure")
    parser.add_argument("--accept", metavar="CORPUS", help="take a corpus that was changed on purpose")
    parser.add_argument("--why", default="", help="the reason, which is kept in the file")
    parser.add_argument("--kept", action="store_true", help="read the kept parts, too; for one final run")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="another file of floors")
    asked = parser.parse_args(argv)
    if (asked.lower or asked.accept) and not asked.why.strip():
        parser.error('--lower and --accept want their reason: --why "..."')
    return asked


def changed(floors: Floors, found: Mapping[str, Figures], asked: argparse.Namespace) -> Floors:
    """The floors as they were asked to be changed."""
    if asked.accept:
        if asked.accept not in found:
            raise BadInput(f"--accept {asked.accept}", "is no corpus at hand", f"name one of {', '.join(found)}")
        floors = accepted(floors, asked.accept, CORPORA[asked.accept], asked.why)
    if asked.lower:
        corpus = next((c for c in found if asked.lower.startswith(f"{c}.")), "")
        name = asked.lower.removeprefix(f"{corpus}.")
        floor = floors.least.get(corpus, {}).get(name)
        if floor is None or not worse(name, found[corpus][name], floor):
            raise BadInput(f"--lower {asked.lower}", "is no floor that is missed", "name one as the gate does")
        floors = lowered(floors, corpus, name, found[corpus][name], asked.why)
    for corpus in found if asked.up else ():
        floors = raised(floors, corpus, CORPORA[corpus], found[corpus])
    return floors


def main(argv: list[str] | None = None) -> int:
    """Print the tables; exit 1 when a floor is missed, 2 on bad input."""
    asked = arguments(argv)
    try:
        return gate(asked)
    except (BadInput, OSError, ValueError, KeyError) as error:
        print(f"gate: bad input: {error}", file=sys.stderr)
        return 2


def gate(asked: argparse.Namespace) -> int:
    """Read, score, compare and, where asked, write the floors."""
    present = {name: path for name, path in CORPORA.items() if path.is_dir()}
    found: dict[str, Figures] = {}
    for name, path in (present | (KEPT if asked.kept else {})).items():
        scored = read_and_scored(path)
        print(table(name, scored), end="\n\n", flush=True)
        if name in present:
            found[name] = held(scored)
    before = load(asked.floors)
    floors = changed(before, found, asked)
    missed = [line for name in found for line in faults(name, present[name], found[name], floors)]
    if floors != before:
        asked.floors.write_text(written(floors), encoding="utf-8")
    print("\n".join(missed) or f"gate: {sum(map(len, floors.least.values()))} floors, none missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
