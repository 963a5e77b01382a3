"""`Row`: what one row of a table, or one speaker of a text, says of one missile; what every check looks at."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final
from zoneinfo import ZoneInfo

from trackside.assess.audit_finding import Cited, cite
from trackside.earth import Gazetteer
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import HELD, MEASURED, UNTOLD, Claim, Document, Launch, Mention, Quote, Reading, quote

# A row of a table has this many cells at least; a text of lines with colons has not.
FEWEST_CELLS = 3
_CELL = re.compile(r"(?P<column>[^:\n]{1,60}): (?P<value>.+)")
_LAT = re.compile(r"(?i)(?<![a-z])lat(itude)?(?![a-z])")
_LON = re.compile(r"(?i)(?<![a-z])(lon|lng|longitude)(?![a-z])")
_BEARING = re.compile(r"(?i)bearing|azimuth")
_NUMBER = re.compile(
    r"\s*(?P<before>[NESWnesw])?\s*(?P<digits>[-+−]?[\d.,]+(?:[eE][-+]?\d+)?)\s*°?\s*(?P<after>[NESWnesw])?\s*"
)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_NAMES = re.compile(r"[/;(),]|\bor\b")


@final
@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What one row of a table, or one speaker of a text, says of one missile.

    Attributes
    ----------
    launch : Launch
        The launch it is held under.
    source : str
        The key of the entry (``cns#...``), or the source of the text.
    table : str
        The table's name; for a text the text's own id.
    number : int
        Its place among the rows of the entry, from 0.
    siblings : int
        How many rows the entry has.
    mention : Mention
        The launch as the entry speaks of it.
    claims : tuple of Claim
        What the speaker holds, in the order of the text.
    context : tuple of Claim
        What others say in the same row: the site, the day, the system are the same for all of them.
    cells : mapping of str to Quote
        Column to words; empty for a text.
    zone : str
        The zone in which the country's launch sites keep their clocks.
    """

    launch: Launch
    source: str
    table: str
    number: int
    siblings: int
    mention: Mention
    claims: tuple[Claim, ...]
    context: tuple[Claim, ...]
    cells: Mapping[str, Quote]
    zone: str

    def claim(self, attribute: str) -> Claim | None:
        """The one claim on an attribute; None where there is none, or where several values compete.

        Numbers are the speaker's own; for words and times the rest of the row stands in.
        """
        found = [c for c in self.claims if c.attribute == attribute]
        if not found and attribute not in MEASURED:
            found = [c for c in self.context if c.attribute == attribute]
        return found[0] if found and all(c.value == found[0].value for c in found) else None

    def numbers(self, attribute: str) -> tuple[Claim, ...]:
        """The speaker's own claims on a measured attribute that leave no end open."""
        return tuple(c for c in self.claims if c.attribute == attribute and _closed(c))

    def everything(self, attribute: str) -> tuple[Claim, ...]:
        """What anybody in the row claims of a measured attribute without an open end: a salvo has many values."""
        return tuple(c for c in (*self.claims, *self.context) if c.attribute == attribute and _closed(c))

    def number_of(self, attribute: str) -> float | None:
        """The number claimed, in SI, where there is one and it has no open end."""
        claim = self.claim(attribute)
        return best(claim) if claim and _closed(claim) else None

    def word(self, attribute: str) -> str:
        """The word claimed; empty where nothing or nothing definite is said."""
        value = c.value if (c := self.claim(attribute)) else getattr(self.mention, attribute, "")
        return value if isinstance(value, str) and value.strip().lower() not in UNTOLD else ""

    def words(self, attribute: str) -> tuple[str, ...]:
        """Every word claimed by anybody in the row, in its parts: "Hwasong-12 / KN-17" is two names for one system."""
        said = [c.value for c in (*self.claims, *self.context) if c.attribute == attribute]
        said.append(getattr(self.mention, attribute, ""))
        parts = (p.strip() for v in said if isinstance(v, str) for p in (v, *_NAMES.split(v)))
        return tuple(dict.fromkeys(p for p in parts if p.lower() not in UNTOLD))

    @property
    def country(self) -> str:
        """Who launched."""
        return self.mention.country

    @property
    def speaker(self) -> str:
        """Who vouches for most of it."""
        names = [c.speaker.name for c in self.claims]
        return max(dict.fromkeys(names), key=names.count) if names else self.table

    @property
    def clock(self) -> Moment | None:
        """The launch time, where one is told."""
        value = c.value if (c := self.claim("launch_time")) else None
        return value if isinstance(value, Moment) and value.is_instant else None

    @property
    def printed(self) -> dt.date | None:
        """The day as the row has it, in the calendar it is told in."""
        claimed = c.value if (c := self.claim("launch_date")) else None
        when = claimed if isinstance(claimed, Moment) else self.mention.date
        text = when.date if when else ""
        return dt.date.fromisoformat(text) if len(text) == 10 else None

    @property
    def day(self) -> dt.date | None:
        """The calendar day at the site: by the launch time where that is told."""
        clock = self.clock
        return clock.earliest.astimezone(ZoneInfo(self.zone)).date() if clock else self.printed

    @property
    def when(self) -> str:
        """The day to show: as exact as it is known."""
        if self.day:
            return self.day.isoformat()
        return self.launch.date.date if self.launch.date else ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude as the row has them, in degrees."""
        found = [_number(q.exact) if q else None for q in self.point_cells]
        lat, lon = found
        return (lat, lon) if lat is not None and lon is not None else None

    @property
    def point_cells(self) -> tuple[Quote | None, Quote | None]:
        """The cells of latitude and longitude."""
        return self._cell(_LAT), self._cell(_LON)

    @property
    def bearing(self) -> Quote | None:
        """The cell of the direction of flight in degrees, where the table has one."""
        return self._cell(_BEARING)

    @property
    def degrees(self) -> float | None:
        """The direction of flight, clockwise from north, where the table has one."""
        return _number(self.bearing.exact.partition(" ")[0]) if self.bearing else None

    def cited(self, attribute: str) -> tuple[Cited, ...]:
        """The claims on an attribute, to be shown beside a finding."""
        return tuple(cite(c, self.source) for c in self.claims if c.attribute == attribute)

    def cited_cell(self, column: str, words: Quote) -> Cited:
        """A cell, to be shown beside a finding."""
        return Cited(column, self.speaker, self.source, words)

    def _cell(self, name: re.Pattern[str]) -> Quote | None:
        return next((q for column, q in self.cells.items() if name.search(column.replace("_", " "))), None)


def rows(launches: Iterable[Launch], readings: Iterable[Reading], gazetteer: Gazetteer) -> tuple[Row, ...]:
    """Every row of every table, and every speaker of every text, that belongs to a launch held."""
    homes = {m.id: launch for launch in launches for m in launch.mentions}
    zones = {c.iso2: c.zone for c in gazetteer.countries}
    return tuple(r for reading in readings for r in _of_reading(reading, homes, zones))


def _of_reading(reading: Reading, homes: Mapping[str, Launch], zones: Mapping[str, str]) -> Iterator[Row]:
    blocks = table_rows(reading.document)
    for mention in reading.mentions:
        if mention.id not in homes:
            continue
        own = tuple(c for c in reading.claims if c.mention_id == mention.id and c.modality in HELD)
        parts = _by_block(own, blocks) if blocks else [(own, {})]
        source, at = reading.document.source, zones.get(mention.country, "UTC")
        table = source.partition("#")[0] if blocks else reading.document.id
        for number, (claims, cells) in enumerate(parts):
            for said, others in _by_voice(claims):
                yield Row(homes[mention.id], source, table, number, len(parts), mention, said, others, cells, at)


def table_rows(document: Document) -> tuple[Mapping[str, Quote], ...]:
    """The rows of an entry, column to words; empty for a text that is no entry of a table."""
    found: list[Mapping[str, Quote]] = []
    at = document.title_end
    for block in document.text[at:].split("\n\n"):
        start, cells = at + len(block) - len(block.lstrip("\n")), {}
        at += len(block) + 2
        for line in block.strip("\n").split("\n"):
            match = _CELL.fullmatch(line)
            if line and match is None:
                return ()
            if match:
                first = start + match.start("value")
                cells[match["column"]] = quote(document, first, start + match.end("value"))
            start += len(line) + 1
        if cells:
            found.append(cells)
    return tuple(found) if found and all(len(c) >= FEWEST_CELLS for c in found) else ()


def _by_block(
    claims: Sequence[Claim], blocks: Sequence[Mapping[str, Quote]]
) -> list[tuple[tuple[Claim, ...], Mapping[str, Quote]]]:
    """The claims of each row: those that quote it, those that rest on several, and those that quote the like elsewhere.

    What the rows of a salvo share is claimed once, of the first of them.
    """
    spans = [(min(q.start for q in b.values()), max(q.end for q in b.values())) for b in blocks]
    homes = [
        next((n for n, (s, e) in enumerate(spans) if s <= c.quote.start and c.quote.end <= e), None) for c in claims
    ]
    made = []
    for n, block in enumerate(blocks):
        mine = {c.attribute for c, home in zip(claims, homes, strict=True) if home == n}
        kept = tuple(
            c
            for c, home in zip(claims, homes, strict=True)
            if home in {n, None} or (home != n and c.attribute not in mine and _same_cell(c, blocks[home], block))
        )
        made.append((kept, block))
    return made


def _same_cell(claim: Claim, theirs: Mapping[str, Quote], mine: Mapping[str, Quote]) -> bool:
    """Whether the cell a claim quotes stands in another row with the same words."""
    at = claim.quote
    column = next((c for c, q in theirs.items() if q.start <= at.start and at.end <= q.end), "")
    return column in mine and mine[column].exact == theirs[column].exact


def _by_voice(claims: Sequence[Claim]) -> Iterator[tuple[tuple[Claim, ...], tuple[Claim, ...]]]:
    """Each speaker's claims with those of the others; a speaker of words alone is only company to one of numbers."""
    voices: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        voices[c.voice].append(c)
    telling = [v for v, own in voices.items() if any(c.attribute in MEASURED for c in own)] or list(voices)[:1]
    for voice in telling:
        yield tuple(voices[voice]), tuple(c for c in claims if c.voice != voice)
    if not voices:
        yield (), ()


def best(claim: Claim) -> float:
    """The number of a measured claim, in SI."""
    return claim.value.best if isinstance(claim.value, Estimate) else math.nan


def _closed(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Estimate) and math.isfinite(value.high) and not (value.low == 0.0 < value.best)


def _number(text: str) -> float | None:
    """A cell's number: ``33.5°S`` and ``W 70.1`` are below nothing, ``1,234.5`` has thousands, ``39,41`` a fraction."""
    match = _NUMBER.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        return None
    digits = match["digits"].replace("−", "-")
    plain = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    side = (match["before"] or match["after"] or "").upper()
    if side and value < 0.0:
        return None
    return (-value if side in ("S", "W") else value) if math.isfinite(value) else None
