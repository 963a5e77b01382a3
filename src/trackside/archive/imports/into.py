"""Into the archive: documents as they come, faults on the side, and a count of both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, final

from trackside.archive.held import Added, Item
from trackside.archive.imports.fault import Fault
from trackside.archive.imports.formats import Told
from trackside.record import table_of


class Keeper(Protocol):
    """An archive, as far as an import needs one."""

    def add_many(self, items: Iterable[Item], *, supersede: bool = False) -> Iterator[Added]:
        """Keep documents; each answer comes when its document is safe."""
        ...


@final
@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes
    ----------
    read : int
        Rows of the table (lines of a file).
    added, already : tuple of str
        Ids of documents that are new, and of those that were held before; rows of one salvo are one document.
    reread : tuple of str
        Ids of those held before that count anew, or are read anew.
    superseded : tuple of str
        Ids of documents of an earlier edition whose place new ones took.
    faults : int
        How many faults were told.
    """

    read: int
    added: tuple[str, ...]
    already: tuple[str, ...]
    reread: tuple[str, ...]
    superseded: tuple[str, ...]
    faults: int


def import_into(
    archive: Keeper,
    told: Told,
    *,
    on_fault: Callable[[Fault], None],
    on_kept: Callable[[Added], None] = lambda _added: None,
    apart: Collection[str] = (),
) -> Imported:
    """Keep what a table tells; a row that was changed since an earlier edition takes the earlier one's place.

    Other documents (articles, pages in our own JSON Lines) take nobody's place: two of one name are two.

    Parameters
    ----------
    archive : Keeper
        Where to.
    told : generator
        What `import_table` gives.
    on_fault : callable
        Is told every fault when it is found.
    on_kept : callable
        Is told of every document when it is safe.
    apart : collection of str
        Sources of rows that take no other's place either (see `jsonl.shared_sources`).
    """
    tally = _Tally(told, on_fault)
    added, already, reread, superseded = list[str](), list[str](), list[str](), list[str]()

    def replaces(item: Item) -> bool:
        return bool(table_of(item.document.source)) and item.document.source not in apart

    for supersede, items in groupby(tally.items(), replaces):
        for kept in archive.add_many(items, supersede=supersede):
            (added if kept.new else already).append(kept.document_id)
            reread.extend([kept.document_id] if kept.reread else ())
            superseded.extend(kept.superseded)
            on_kept(kept)
    return Imported(tally.read, tuple(added), tuple(already), tuple(reread), tuple(superseded), tally.faults)


@final
class _Tally:
    """Passes items on, tells faults aside, and counts."""

    __slots__ = ("_on_fault", "_told", "faults", "read")

    def __init__(self, told: Told, on_fault: Callable[[Fault], None]) -> None:
        self._told, self._on_fault = told, on_fault
        self.read = self.faults = 0

    def items(self) -> Iterator[Item]:
        """The documents alone; how many rows there were is known at their end."""
        while True:
            try:
                found = next(self._told)
            except StopIteration as end:
                self.read = end.value
                return
            if isinstance(found, Fault):
                self.faults += 1
                self._on_fault(found)
            else:
                yield found
