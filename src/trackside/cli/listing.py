"""What `trackside read` prints of one document: its launches and their claims in columns, reactions, history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trackside.brief import vocabulary, wording
from trackside.brief.columns import GAP, beside, cells, padded, visible, wrapped
from trackside.errors import called
from trackside.record import Claim, Mention, Reading

_INDENT = "    "
# With less room for value, speaker and words side by side, speaker and words stand below the value.
_ROOM_BESIDE = 66
# Of that room at most these shares go to value and speaker; the words get what is left.
_VALUE_SHARE, _SAID_SHARE = 0.36, 0.3

_Row = tuple[str, str, str, str]


def listing(reading: Reading, width: int | None = None) -> str:
    """One document's claims as lines, launch by launch; lines of at most `width` cells, or each claim on one line."""
    rows = {c.id: _row(c) for c in reading.claims} | {
        m.id: row for m in reading.mentions if (row := _dated(m, reading))
    }
    label, *natural = (max((cells(row[i]) for row in rows.values()), default=0) for i in range(4))
    columns = (label, *_widths(natural, width, label))
    document = reading.document
    lines = wrapped(f"{called(document.source)}: {document.title or 'no title'}", width, then=GAP)
    for m in reading.mentions:
        lines += ["", *wrapped(_about(m), width, first=GAP, then=_INDENT)]
        lines += _told(rows[m.id], columns, width) if m.id in rows else ()
        for c in reading.claims:
            if c.mention_id == m.id:
                lines += _told(rows[c.id], columns, width)
                lines += _below(f"doubt: {c.doubt}", label, width) if c.doubt else ()
    for line in _statements(reading):
        lines += wrapped(line, width, first=GAP, then=_INDENT)
    return "\n".join(map(visible, lines))


def _about(m: Mention) -> str:
    """The heading of a launch: who, when, what and where, as far as it is told."""
    told = (vocabulary.country(m.country), wording.day(m.date) if m.date else "", m.system, m.site)
    return ", ".join(x for x in told if x) + ("" if m.main else " (background)")


def _dated(m: Mention, reading: Reading) -> _Row | None:
    """The day of a launch where nobody says it."""
    said = any(c.attribute == "launch_date" and c.mention_id == m.id for c in reading.claims)
    if m.date is None or said:
        return None
    return vocabulary.attribute("launch_date"), wording.day(m.date), vocabulary.term("date", "worked out"), ""


def _row(c: Claim) -> _Row:
    said = f"{c.speaker.name}, {c.modality.value}"
    return vocabulary.attribute(c.attribute), wording.value(c.value, c.attribute), said, f"“{_flat(c.quote.exact)}”"


def _widths(natural: Sequence[int], width: int | None, label: int) -> tuple[int | None, ...]:
    """The columns for value, speaker and words; none where they have to stand below each other."""
    value, said, words = natural
    if width is None:
        return value, said, None
    room = width - len(_INDENT) - label - 3 * len(GAP)
    if value + said + words <= room:
        return value, said, None
    if room < _ROOM_BESIDE:
        return ()
    value, said = min(value, int(_VALUE_SHARE * room)), min(said, int(_SAID_SHARE * room))
    return value, said, room - value - said


def _told(row: _Row, columns: Sequence[int | None], width: int | None) -> Iterator[str]:
    if len(columns) > 1:
        yield from beside(row, columns, indent=_INDENT)
        return
    attribute, value, said, words = row
    label = columns[0] or 0
    hung = " " * (len(_INDENT) + label + len(GAP))
    yield from wrapped(value, width, first=f"{_INDENT}{padded(attribute, label)}{GAP}", then=hung)
    yield from _below(f"{said}: {words}" if words else said, label, width)


def _below(text: str, label: int, width: int | None) -> list[str]:
    hung = " " * (len(_INDENT) + label + len(GAP))
    return wrapped(text, width, first=hung, then=hung + GAP)


def _statements(reading: Reading) -> Iterator[str]:
    for r in reading.reactions:
        yield f"reaction: {r.actor.name} {r.stance.replace('_', ' ')}: “{_flat(r.quote.exact)}”"
    for h in reading.history:
        yield f"history: {h.kind.replace('_', ' ')}: “{_flat(h.quote.exact)}”"


def _flat(text: str) -> str:
    return " ".join(text.split())
