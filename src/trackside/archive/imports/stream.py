"""The stream of another archive put in: more than readings, so it has its own way past `import_table`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, final

from trackside.archive.fact import Fact, Spoilt
from trackside.archive.held import Added
from trackside.archive.imports.fault import Fault
from trackside.archive.imports.into import Imported
from trackside.archive.restore import Refused
from trackside.archive.stream import read_stream


class Restorer(Protocol):
    """An archive, as far as putting a stream back in needs one."""

    def restore(self, told: Iterable[Fact]) -> Iterator[Added | Refused]:
        """Put in facts; each answer comes when its document is safe."""
        ...


def restore_into(
    archive: Restorer,
    lines: Iterable[str],
    source: str,
    *,
    on_fault: Callable[[Fault], None],
    on_kept: Callable[[Added], None] = lambda _added: None,
) -> Imported:
    """Put in the stream of another archive: documents with their bytes, times and standings, and decisions.

    Parameters
    ----------
    archive : Restorer
        Where to.
    lines : iterable of str
        The stream (`trackside.archive.stream`).
    source : str
        What to call it.
    on_fault, on_kept
        As for `import_into`; what the archive refuses is a fault, too.

    Raises
    ------
    BadInput
        When it is no such stream.
    """
    count, faults = _Counted(lines), 0
    added, already, reread = list[str](), list[str](), list[str]()

    def told(fault: Fault) -> None:
        nonlocal faults
        faults += 1
        on_fault(fault)

    def facts() -> Iterator[Fact]:
        for found in read_stream(count, source):
            if isinstance(found, Spoilt):
                told(Fault(found.line, f"line {found.line}", found.because))
            else:
                yield found

    for done in archive.restore(facts()):
        if isinstance(done, Refused):
            told(Fault(0, done.about, done.because))
            continue
        (added if done.new else already).append(done.document_id)
        reread.extend([done.document_id] if done.reread else ())
        on_kept(done)
    return Imported(count.seen, tuple(added), tuple(already), tuple(reread), (), faults)


@final
class _Counted:
    """Lines, counted as they go by."""

    __slots__ = ("_lines", "seen")

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self.seen = lines, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.seen += 1
            yield line
