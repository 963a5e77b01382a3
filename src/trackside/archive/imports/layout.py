"""`Layout`: how a table of launches is laid out, and who speaks in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import final

from trackside.archive.imports.dates import Clock
from trackside.record import Source

Columns = Mapping[str, Sequence[str]]


def _no_doubt(_cell: str, _clock: Clock) -> str:
    return ""


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """How a table of launches is laid out, and who speaks in it.

    Attributes
    ----------
    name : str
        What it is called in messages and titles; holds the words `country_words`.
    prefix : str
        Begins the name of every entry: ``cns``.
    speaker : Source
        Who vouches for its values.
    columns : mapping
        Each field with the names its column goes by, the one to show first. Claims are made of ``date``, ``updated``,
        ``time``, ``system``, ``kind``, ``site``, ``landing``, ``apogee``, ``range``, ``status`` and ``outcome``;
        ``number``, in which the rows of one salvo differ anyhow, is left out; ``lat_deg``, ``lon_deg`` and any others
        stay in the text.
    titles : mapping
        What each field is called in the text of an entry, whatever its column is called; also their order there.
    needed : sequence of str
        The fields without which it is no such table.
    country, country_words : str
        Whose launches it lists, and the words of `name` that say so.
    bare_unit : str
        The unit of lengths written without one, where the format says so.
    landings : mapping
        Keys of the table for where it fell, with their words.
    clock_doubt : callable
        What may be wrong with a clock time as a cell writes it, or an empty string.
    """

    name: str
    prefix: str
    speaker: Source
    columns: Columns
    titles: Mapping[str, str]
    needed: Sequence[str]
    country: str = "KP"
    country_words: str = "North Korea"
    bare_unit: str = ""
    landings: Mapping[str, str] = field(default_factory=dict)
    clock_doubt: Callable[[str, Clock], str] = _no_doubt
