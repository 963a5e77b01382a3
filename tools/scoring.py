"""How well documents are read: what a reader says beside what was annotated by hand.

What counts, and how, follows the corpus's CONVENTIONS; with its own scorer this one agrees to the last digit
(`tests/corpus/test_gate.py`). `tools/gate.py` holds the figures to their floors.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

from tools.scoring_same import MEASURED, Names, Table, distinct, overlap, same_launch, same_value, squashed, visible

# Fields of an annotated launch that are not called as the attribute is.
RECORDED = {"launch_date": "date", "launch_time": "time_utc"}
# All of them are ballistic missiles, so the plain word says nothing wrong.
BALLISTIC = frozenset({"SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "hypersonic"})
LISTS = ("launch", "reaction", "history")


@final
@dataclass(frozen=True, slots=True)
class Row:
    """What came of one claim: right, false or missed; if right, whether its speaker and modality were, too."""

    attribute: str
    came: str
    speaker: bool = False
    modality: bool = False


@final
@dataclass(frozen=True, slots=True)
class Counts:
    """Right, false and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    def rates(self) -> dict[str, float]:
        """Precision, recall and F1 to four digits; 1 where there was nothing to find."""
        twice = 2 * self.right + self.false + self.missed
        return {
            "precision": _share(self.right, self.right + self.false),
            "recall": _share(self.right, self.right + self.missed),
            "f1": _share(2 * self.right, twice),
        }


@final
@dataclass(frozen=True, slots=True)
class Scored:
    """One document's score."""

    claims: tuple[Row, ...]
    lists: Mapping[str, Counts]
    false_launches: int
    bad_quotes: int


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def scored(gold: Table, read: Table, text: str, names: Names) -> Scored:
    """The score of what was read of one document with that visible text."""
    mentions, issuer = read.get("mentions", []), gold.get("issuer")
    reactions = distinct(names, (r for r in read.get("reactions", []) if r.get("stance") != "other"))
    quotes = [x.get("quote") for part in ("claims", "reactions", "history") for x in read.get(part, [])]

    def same_reaction(g: Table, r: Table) -> bool:
        return bool(g["stance"] == r.get("stance")) and names.same_actor(g["actor"], r.get("actor"), issuer)

    return Scored(
        claims=tuple(_claims(gold, read, names)),
        lists={
            "launch": _one_to_one(gold["launches"], mentions, lambda g, r: same_launch(r, g)),
            "reaction": _one_to_one(distinct(names, gold["reactions"]), reactions, same_reaction),
            "history": _one_to_one(gold["history"], read.get("history", []), lambda g, r: g["kind"] == r.get("kind")),
        },
        false_launches=0 if gold["launches"] else len(mentions),
        bad_quotes=sum(not q or squashed(q) not in text for q in quotes),
    )


def _one_to_one(wanted: Sequence[Table], read: Sequence[Table], fits: Callable[[Table, Table], bool]) -> Counts:
    """Exact dates are matched first; what is optional, and what fits only that, counts neither way."""
    used: set[int] = set()
    came: Counter[bool] = Counter()
    for g in sorted(wanted, key=lambda g: (g.get("optional", False), -len(g.get("date", "")))):
        fitting = next((j for j, r in enumerate(read) if j not in used and fits(g, r)), None)
        if fitting is not None:
            used.add(fitting)
        if not g.get("optional"):
            came[fitting is not None] += 1
    return Counts(came[True], len(read) - len(used), came[False])


def _claims(gold: Table, read: Table, names: Names) -> Iterable[Row]:
    """Claims matched one to one, those that agree best first."""
    wanted, claims = _folded(gold["claims"]), read.get("claims", [])
    mentions = {m["id"]: m for m in read.get("mentions", [])}
    pairs = sorted(_pairs(gold, wanted, claims, mentions, names), key=lambda p: p[:3])
    got: set[int] = set()
    used: set[int] = set()
    for _, i, j, speaker, modality in pairs:
        if i not in got and j not in used:
            got.add(i)
            used.add(j)
            if not wanted[i]["optional"]:
                yield Row(wanted[i]["attribute"], "right", speaker, modality)
    for i, g in enumerate(wanted):
        if i not in got and not g["optional"]:
            yield Row(g["attribute"], "missed")
    repeats = {j for _, _, j, _, _ in pairs}
    for j, r in enumerate(claims):
        if j not in repeats and not _implied(r, mentions.get(str(r.get("mention"))), gold["launches"], names):
            yield Row(r["attribute"], "false")


def _folded(claims: Sequence[Table]) -> list[Table]:
    """Repeats as one, `said` in several places: the same value of one launch, of measures by the same speaker."""
    folded: dict[tuple[object, ...], Table] = {}
    for c in claims:
        speaker = c["speaker"] if c["attribute"] in MEASURED else None
        key = (c["launch"], c["attribute"], *(c.get(k) for k in ("best", "low", "high", "text")), speaker)
        one = folded.setdefault(key, {**c, "said": [], "optional": True})
        one["said"].append(c)
        one["optional"] = one["optional"] and c.get("optional", False)
    return list(folded.values())


def _pairs(
    gold: Table, wanted: Sequence[Table], claims: Sequence[Table], mentions: Mapping[str, Table], names: Names
) -> Iterable[tuple[float, int, int, bool, bool]]:
    """Every two that say the same: how far they are from agreeing in all, their places, speaker and modality right."""
    launches, issuer = {launch["key"]: launch for launch in gold["launches"]}, gold.get("issuer")
    for i, g in enumerate(wanted):
        for j, r in enumerate(claims):
            attribute, said, quote = g["attribute"], g["said"], r.get("quote")
            if attribute != r["attribute"] or not same_launch(
                mentions.get(str(r.get("mention"))), launches[g["launch"]]
            ):
                continue
            if any(same_value(names, attribute, g, r["value"], (s["quote"], quote)) for s in said):
                speaker = any(names.same_actor(s["speaker"], r.get("speaker"), issuer) for s in said)
                modality = any(s["modality"] == r.get("modality") for s in said)
                near = any(overlap(s["quote"], quote) for s in said)
                yield -(speaker + modality + near / 2), i, j, speaker, modality


def _implied(claim: Table, mention: Table | None, launches: Sequence[Table], names: Names) -> bool:
    """Whether a claim only repeats what the annotated launch records of itself."""
    attribute: str = claim["attribute"]
    for launch in launches:
        known = launch.get(str(RECORDED.get(attribute, attribute)))
        if known is None or not same_launch(mention, launch):
            continue
        as_told: Table = {"best": known, "unit": "count"} if isinstance(known, int) else {"text": known}
        told = [as_told, *([{"text": "ballistic"}] if known in BALLISTIC else [])]
        if any(same_value(names, attribute, c, claim["value"]) for c in told):
            return True
    return False


def figures(parts: Sequence[Scored]) -> dict[str, float]:
    """The figures of some documents by dotted name: `measured.f1`, `attribution`, `false_launches` ..."""
    rows = [row for part in parts for row in part.claims]
    right = [row for row in rows if row.came == "right"]
    groups = {"measured": [row for row in rows if row.attribute in MEASURED], "claims": rows}
    counts = {name: _counted(chosen) for name, chosen in groups.items()}
    for name in LISTS:
        counts[name] = sum((part.lists[name] for part in parts), Counts())
    return {
        "documents": len(parts),
        **{f"{name}.{rate}": value for name, c in counts.items() for rate, value in c.rates().items()},
        "attribution": round(sum(row.speaker for row in right) / max(len(right), 1), 4),
        "modality": round(sum(row.modality for row in right) / max(len(right), 1), 4),
        "false_launches": sum(part.false_launches for part in parts),
        "bad_quotes": sum(part.bad_quotes for part in parts),
    }


def _counted(rows: Sequence[Row]) -> Counts:
    came = Counter(row.came for row in rows)
    return Counts(came["right"], came["false"], came["missed"])


def golds(corpus: Path) -> list[Table]:
    """The annotations of a corpus, by file name."""
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted((corpus / "gold").glob("*.json"))]


def scores(corpus: Path, documents: Iterable[Table], names: Names) -> dict[str, dict[str, float]]:
    """The figures of a corpus by language, and in total; a document that is not among those read is all missed."""
    read = {Path(d["source"]).name: d for d in documents}
    annotated = golds(corpus)
    parts = [scored(g, read.get(g["file"], {}), visible(corpus / g["file"]), names) for g in annotated]
    languages = sorted({g["language"] for g in annotated})
    by_language = {
        lang: figures([part for g, part in zip(annotated, parts, strict=True) if g["language"] == lang])
        for lang in languages
    }
    return {**by_language, "total": figures(parts)}
