"""`trackside archive audit`: what is likely wrong in the entries held, the surest first."""

from __future__ import annotations

import argparse
import csv
import io
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from trackside.assess.audit import audit
from trackside.assess.audit_finding import AuditFinding, Cited
from trackside.cli.common import check_writable, screen_width, show, show_json, write_whole
from trackside.desk import Desk
from trackside.errors import BadInput
from trackside.reconcile import ruled, rulings

_Writer = Callable[[Sequence[AuditFinding]], str]
# On a screen so many of a check are shown; a file has them all.
SHOWN = 12
WIDTH = 100
TITLES: Mapping[str, str] = {
    "physics": "Numbers that no ballistic flight has",
    "swapped": "Range and apogee swapped",
    "slip": "Slips of unit, decimal point and digit",
    "duplicate": "Launches held twice",
    "time": "Clock times, zones and days",
    "count": "Counts of missiles",
    "outcome": "Outcomes that the figures belie",
    "coordinates": "Coordinates that do not fit the site",
    "landing": "Landings that do not fit range and direction",
    "repeated": "Figures that come up too often",
    "unsupported": "Figures without a source",
    "class": "Classes that do not fit the figures",
    "outlier": "Figures that others do not have",
}
# What a sureness means in words; the scale and how it was checked are in docs/rooms/assess.md.
SCALE = (
    (0.85, "almost surely"),
    (0.7, "very likely"),
    (0.5, "more likely than not"),
    (0.3, "perhaps"),
    (0.0, "a hint"),
)
COLUMNS = ("sureness", "in_words", "check", "verdict", "date", "launch", "row", "rows", "because", "settle", "values")


def run_audit(asked: argparse.Namespace, d: Desk) -> int:
    """Audit what the archive holds, as people corrected it; write it to ``--out`` where that is given, else show it.

    Raises
    ------
    BadInput
        Without an archive, and for a file that is neither Markdown nor CSV.
    """
    if d.archive is None:
        raise BadInput("--archive", "an empty path names no archive", "leave it out, or write --archive PATH")
    out: str | None = getattr(asked, "out", None)
    writer = _writer(out) if out is not None else None
    decided = rulings(d.archive.judgements())
    counting = (r for reading in d.archive.readings() if (r := ruled(reading, decided)) is not None)
    found = audit(d.archive.launches(), counting, d.library)
    if out is not None and writer is not None:
        write_whole(out, writer(found).encode())
    if asked.json:
        show_json({"findings": [plain_finding(f) for f in found], **({"out": out} if out else {})})
    elif out is not None:
        show(f"{_counted(len(found))} written to {out}")
    else:
        show("\n".join(_lines(found)))
    return 0


def plain_finding(f: AuditFinding) -> dict[str, object]:
    """A finding as JSON has it; docs/schema/audit.schema.json."""
    return {
        "launch": f.launch,
        "date": f.date,
        "check": f.check,
        "verdict": f.verdict.value,
        "sureness": round(f.sureness, 2),
        "because": f.because,
        "settle": f.settle,
        "row": f.row,
        "rows": list(f.rows),
        "values": [
            {"attribute": c.attribute, "value": c.quote.exact, "speaker": c.speaker, "row": c.row} | _place(c)
            for c in f.values
        ],
    }


def markdown(found: Sequence[AuditFinding]) -> str:
    """The whole report as Markdown: a table of how many, then each check with its findings."""
    return "\n".join(_markdown(found)) + "\n"


def table(found: Sequence[AuditFinding]) -> str:
    """The whole report as CSV, one line a finding, the surest first."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for f in found:
        said = "; ".join(_said(c) for c in f.values)
        told = (f"{f.sureness:.2f}", in_words(f.sureness), f.check, f.verdict.value, f.date, f.launch, f.row)
        lines.writerow((*told, " | ".join(f.rows), f.because, f.settle, said))
    return text.getvalue()


def in_words(sureness: float) -> str:
    """What a sureness is called."""
    return next(words for least, words in SCALE if sureness >= least)


def _writer(out: str) -> _Writer:
    """How the file is to be written, by its suffix; refused before the work begins where it cannot be."""
    check_writable(out)
    writers: Mapping[str, _Writer] = {".md": markdown, ".csv": table}
    suffix = Path(out).suffix.lower()
    if suffix not in writers:
        raise BadInput(out, "is neither Markdown nor CSV", "name a file that ends in .md or .csv")
    return writers[suffix]


def _place(c: Cited) -> dict[str, object]:
    return {"document": c.quote.document_id, "start": c.quote.start, "end": c.quote.end, "quote": c.quote.exact}


def _by_check(found: Sequence[AuditFinding]) -> Iterator[tuple[str, list[AuditFinding]]]:
    """Checks with their findings, that with the surest one first."""
    for check in dict.fromkeys(f.check for f in found):
        yield check, [f for f in found if f.check == check]


def _lines(found: Sequence[AuditFinding]) -> Iterator[str]:
    width = min(screen_width() or WIDTH, WIDTH)
    yield f"{_counted(len(found))}. How sure: 0 to 1, the chance that whoever looks it up will change the entry."
    for check, own in _by_check(found):
        yield ""
        yield f"{TITLES[check]} ({len(own)})"
        for f in own[:SHOWN]:
            yield textwrap.fill(
                f"{f.sureness:.2f}  {f.date or 'no date'}  {f.because}{_more(f)}",
                width,
                initial_indent="  ",
                subsequent_indent="        ",
                break_on_hyphens=False,
            )
        if len(own) > SHOWN:
            yield f"  and {len(own) - SHOWN} more; --out FILE.md has them all"


def _more(f: AuditFinding) -> str:
    return f" [{f.row}" + (f" and {len(f.rows) - 1} more" if len(f.rows) > 1 else "") + "]"


def _markdown(found: Sequence[AuditFinding]) -> Iterator[str]:
    yield "# Audit"
    yield ""
    yield (
        f"{_counted(len(found))}, the surest first. Sureness is the chance that whoever looks it up will change the "
        "entry."
    )
    yield ""
    yield "| check | findings | sureness 0.85 and up | 0.5 and up |"
    yield "|---|---:|---:|---:|"
    for check, own in _by_check(found):
        sure = [sum(f.sureness >= least for f in own) for least in (0.85, 0.5)]
        yield f"| {TITLES[check]} | {len(own)} | {sure[0]} | {sure[1]} |"
    for check, own in _by_check(found):
        yield from ("", f"## {TITLES[check]}", "")
        for f in own:
            yield (
                f"- **{f.sureness:.2f}, {in_words(f.sureness)}** · {f.date or 'no date'} · `{f.row}`{_others(f)}: "
                f"{f.because}"
            )
            yield f"  Said: {'; '.join(_said(c) for c in f.values[:12])}. To settle it: {f.settle}"


def _others(f: AuditFinding) -> str:
    return f" and {len(f.rows) - 1} more" if len(f.rows) > 1 else ""


def _said(c: Cited) -> str:
    words = c.quote.exact if len(c.quote.exact) <= 60 else c.quote.exact[:59] + "…"
    return f"{c.speaker} {c.attribute} “{' '.join(words.split())}” ({c.row})"


def _counted(n: int) -> str:
    return f"{n:,} finding{'' if n == 1 else 's'}"
