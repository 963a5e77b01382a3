"""One screen of plain text: the same sections as the page, in few lines, for a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from trackside.assess import Assessment
from trackside.brief import tell, vocabulary
from trackside.brief.columns import cells, padded, visible, wrapped
from trackside.brief.compose import parted, section
from trackside.brief.ledger import Ledger, ledger
from trackside.brief.marks import plain
from trackside.brief.page import FactRow, Section
from trackside.errors import called
from trackside.measure import Verdict

_SHOWN = (
    "platform",
    "launch_date",
    "launch_time",
    "site",
    "system",
    "missile_count",
    "range",
    "apogee",
    "flight_time",
    "speed",
    "landing",
)
# With several launches a screen has room for the numbers of each and its gravest verdict.
_SHOWN_OF_MANY = ("platform", "range", "apogee", "flight_time", "speed")
_LABEL = 17
_MOST_CHECKS, _MOST_BACKGROUND, _MOST_DOUBTS = 3, 5, 2
_SOURCE = re.compile(r"\bsource (\d{1,6})\b", re.IGNORECASE)
_GRAVE = (Verdict.CONTRADICTED, Verdict.STRAINED)


def summary(assessments: Sequence[Assessment], *, width: int = 80) -> str:
    """One screen on the launches found: what is claimed, the verdicts, where speakers disagree; no escape codes.

    `width` is that of the screen in cells, 40 or more.
    """
    width = max(width, 40)
    main, background = parted(assessments)
    book = ledger([*main, *background])
    lines: list[str] = []
    for i, a in enumerate(main, 1):
        lines.extend(_section(section(a, book, f"l{i}"), width, lean=len(main) > 1))
        lines.append("")
    lines.extend(_background(background, width))
    if not lines:
        return "No launch.\n"
    lines.extend(_legend(lines, book, width))
    return "\n".join(map(visible, lines)).rstrip() + "\n"


def _section(s: Section, width: int, *, lean: bool) -> Iterator[str]:
    yield from wrapped(s.headline, width)
    yield "=" * min(width, max(cells(s.headline), 20))
    if s.place_and_time:
        yield from wrapped(s.place_and_time, width)
    yield ""
    rows = {row.attribute: row for row in reversed(s.facts)}
    for name in _SHOWN_OF_MANY if lean else _SHOWN:
        row = rows.get(vocabulary.attribute(name))
        if row is not None and not (name == "launch_date" and _is_plain(row)):
            yield from _fact(row, width)
    if s.checks or s.unchecked or s.readings or s.disagreements:
        yield ""
    yield from _verdicts(s, width) if lean else _checks(s, width)
    if s.unchecked:
        yield from _hung("[not checked]", s.unchecked, width)
    for odd in s.readings:
        if odd.path.lower().startswith(vocabulary.term("path", "not ballistic")):
            because = odd.because.split(";")[0].rstrip(".") + "." if lean else odd.because
            label = f"[{odd.path.lower().rstrip('.')}]"
            yield from _hung(label, f"{vocabulary.capital(odd.label)}: {because}", width)
    reached = next((r.screen for r in s.readings if r.screen), "")
    if reached and not lean:
        yield from _hung("Longest range:", vocabulary.capital(reached), width)
    if s.disagreements:
        told = [
            row.attribute.lower() + (f" ({row.note.rstrip('.').lower()})" if row.note else "")
            for row in s.disagreements
        ]
        yield from _hung("Speakers differ on", "; ".join(told) + ".", width)
    yield from _history(s, width)
    yield from _doubts(s, width, most=1 if lean else _MOST_DOUBTS)


def _history(s: Section, width: int) -> Iterator[str]:
    """One line for each statement about history that was checked, cut at its end; what finds no room is counted."""
    told = [r for r in s.history if r.verdict]
    for r in told[:_MOST_CHECKS]:
        line = f"[{r.word}] “{r.words.quote}”: {r.because}"
        yield line if cells(line) <= width else wrapped(line, width - 2)[0] + " …"
    if len(told) > _MOST_CHECKS:
        yield from _hung("History:", f"{len(told) - _MOST_CHECKS} more statements, listed on the page.", width)


def _doubts(s: Section, width: int, *, most: int) -> Iterator[str]:
    """Claims whose words may hold a slip, with the reason; what finds no room is counted."""
    told = [c for c in s.claims if c.doubt]
    for c in told[:most]:
        yield from _hung("[in doubt]", f"{c.attribute} {c.value} ({c.who}): {c.doubt}.", width)
    if len(told) > most:
        yield from _hung("[in doubt]", f"{len(told) - most} more, listed with the claims.", width)


def _checks(s: Section, width: int) -> Iterator[str]:
    """Grave verdicts with their reason, the others by name only."""
    grave = [k for k in s.checks if k.verdict in _GRAVE]
    for check in grave[:_MOST_CHECKS]:
        yield from _hung(f"[{check.word}]", f"{vocabulary.capital(check.heading)}. {check.because}", width)
    for verdict in (Verdict.CONSISTENT, Verdict.UNDETERMINED):
        names = [k.heading for k in s.checks if k.verdict is verdict]
        if names:
            told = "; ".join(names[:_MOST_CHECKS]) + (
                f"; and {len(names) - _MOST_CHECKS} more" if len(names) > _MOST_CHECKS else ""
            )
            yield from _hung(f"[{vocabulary.verdict(verdict)}]", f"{vocabulary.capital(told)}.", width)


def _verdicts(s: Section, width: int) -> Iterator[str]:
    """The gravest verdict with its reason, the others counted."""
    ordered = sorted(s.checks, key=lambda k: list(_GRAVE).index(k.verdict) if k.verdict in _GRAVE else len(_GRAVE))
    for first in ordered[:1]:
        because = first.because if first.verdict in _GRAVE else ""
        yield from _hung(f"[{first.word}]", f"{vocabulary.capital(first.heading)}. {because}".rstrip(), width)
    others = Counter(k.word for k in ordered[1:])
    if others:
        told = ", ".join(f"{n} {word}" for word, n in others.items())
        yield from _hung("Other checks:", f"{told}.", width)


def _is_plain(row: FactRow) -> bool:
    """Whether there is one value and somebody says it: the headline has it, then."""
    return len(row.held) == 1 and bool(row.held[0].by)


def _fact(row: FactRow, width: int) -> Iterator[str]:
    told = " | ".join(
        h.value + (f" ({vocabulary.listing(list(dict.fromkeys(b.who for b in h.by)))})" if h.by else "")
        for h in row.held
    )
    yield from wrapped(told, width, first=padded(row.attribute, _LABEL), then=" " * _LABEL)


def _hung(label: str, text: str, width: int) -> Iterator[str]:
    yield from wrapped(f"{label} {text}", width, then="  ")


def _background(assessments: Sequence[Assessment], width: int) -> Iterator[str]:
    if assessments:
        names = [tell.headline(a.launch) for a in assessments[:_MOST_BACKGROUND]]
        more = len(assessments) - len(names)
        yield from _hung("Also told of:", "; ".join(names) + (f"; and {more} more" if more else ""), width)


def _legend(lines: Sequence[str], book: Ledger, width: int) -> Iterator[str]:
    """What "source 2" is, for each that the screen names."""
    shown = {int(n) for n in _SOURCE.findall(" ".join(line.strip() for line in lines))}
    named = [(n, d) for n, d in book.documents.values() if n in shown] if len(book.documents) > 1 else []
    if named and lines[-1]:
        yield ""
    for number, document in named:
        file = (
            called(document.source) if document.source == "-" else plain(document.source).rstrip("/").rpartition("/")[2]
        )
        title = plain(document.title)
        yield from _hung(f"source {number}:", f"{title} ({file})" if title and title != file else file, width)
