"""What the rows of one salvo claim, each claim with the words of its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import final
from zoneinfo import ZoneInfo

from trackside.archive.imports.cells import platform_in, without_marks
from trackside.archive.imports.dates import LOCAL
from trackside.archive.imports.entry import Entry
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.line import Line
from trackside.measure import stated
from trackside.moment import Moment, day
from trackside.record import Claim, Mention, Modality, Quote, Reading, Value, quote

# What the rows of a salvo share is claimed once; the rest is claimed of each missile with its own cell, so that a range
# and an apogee of one missile stay together.
_SHARED = ("system", "kind", "site")


def reading_of(made: Entry, salvo: Sequence[Line], layout: Layout) -> Reading:
    """The one launch that an entry tells of, with all its claims.

    The mention's day is the one at the launch site: worked out from the launch time where it is told, else as written.
    """
    words, system = salvo[0].words, salvo[0].words.get("system", "")
    platform = platform_in(system)
    mention = Mention(
        made.document.id,
        0,
        layout.country,
        day_at_site(salvo[0]),
        main=True,
        site=words.get("site", ""),
        system=system,
        kind=words.get("kind", ""),
        platform=platform[0] if platform else "",
    )
    claims = _Claims(made, salvo, layout, mention.id)
    return Reading(made.document, (mention,), tuple({c.id: c for c in claims.all()}.values()))


def day_at_site(line: Line) -> Moment:
    """The calendar day at the launch site."""
    if line.at is None:
        return line.day.moment(LOCAL)
    return day(line.at.earliest.astimezone(ZoneInfo(LOCAL)).date(), LOCAL)


@final
class _Claims:
    """The claims of one entry."""

    __slots__ = ("_layout", "_made", "_mention", "_salvo")

    def __init__(self, made: Entry, salvo: Sequence[Line], layout: Layout, mention: str) -> None:
        self._made, self._salvo, self._layout, self._mention = made, salvo, layout, mention

    def all(self) -> Iterator[Claim]:
        """What the rows share, then what each missile did, then how many there were."""
        first = self._salvo[0]
        yield self._country(first)
        yield self._claim(first, "launch_date", first.day.moment(first.zone), self._cell(0, "date"), "date")
        for name in _SHARED:
            if value := first.words.get(name):
                yield self._claim(first, name, value, self._cell(0, name), name)
        if platform := platform_in(first.words.get("system", "")):
            words = self._made.words(0, self._layout.titles["system"], *platform[1:])
            yield self._claim(first, "platform", platform[0], words, "system")
        times = set[Moment]()
        for number, line in enumerate(self._salvo):
            if line.at is not None and line.at not in times:
                times.add(line.at)
                yield self._claim(line, "launch_time", line.at, self._cell(number, "time"), "time")
            yield from self._of_missile(number, line)
        yield self._count()

    def _of_missile(self, number: int, line: Line) -> Iterator[Claim]:
        for name, lengths in line.lengths.items():
            for length in lengths.found:
                words = self._made.words(number, self._layout.titles[name], length.start, length.end)
                yield self._claim(line, name, length.estimate, words, name, length.doubt)
        for name in ("landing", "outcome"):
            if value := line.words.get(name):
                yield self._claim(line, name, value, self._cell(number, name), name)

    def _country(self, first: Line) -> Claim:
        """Whose launch it was: the table lists one country's, and its name says so."""
        start = self._layout.name.index(self._layout.country_words)
        words = quote(self._made.document, start, start + len(self._layout.country_words))
        return self._claim(first, "country", self._layout.country, words, "")

    def _count(self) -> Claim:
        """How many flew: the table has a row for each."""
        first = self._salvo[0]
        text = self._made.document.text
        words = quote(self._made.document, self._made.document.title_end, len(text))
        return self._claim(first, "missile_count", stated(float(len(self._salvo)), "count"), words, "")

    def _cell(self, number: int, name: str) -> Quote:
        cell = self._salvo[number].row.cells[name]
        return self._made.words(number, self._layout.titles[name], 0, len(without_marks(cell)))

    def _claim(self, line: Line, attribute: str, value: Value, words: Quote, name: str, doubt: str = "") -> Claim:
        told = "; ".join(x for x in (doubt, line.doubts.get(name, "")) if x)
        modality: Modality = line.modality
        return Claim(self._mention, attribute, value, self._layout.speaker, modality, words, told)
