"""The desk: the order of the day. The only impure composer, and the Python API.

desk = Desk(load_library())
readings = desk.read(["article.txt"])
page = desk.brief(desk.assess(readings))
"""

from __future__ import annotations

import contextlib
import datetime as dt
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, final

from trackside import __version__
from trackside.archive import Intake, LeftOut, left_out, take_in_many, utc_now
from trackside.archive.shipped import coordinates, coverage, flown_over, is_shipped, shipped_readings
from trackside.assess import Assessment, assess, chronicle, joined
from trackside.brief import briefing
from trackside.errors import BadInput, called
from trackside.library import Library, load_library
from trackside.moment import Moment
from trackside.read import page, read
from trackside.read.page_language import SHORT_WORDS, UNDETERMINED
from trackside.reconcile import reconcile
from trackside.record import Chronicle, Document, Judgement, Launch, Reading

if TYPE_CHECKING:
    from concurrent.futures import Future

    from trackside.archive import Archive

# A few short documents are read before anybody could read a line about it; this many letters take some seconds.
QUIET_UP_TO, LONG_TEXT = 3, 300_000
# Above this many sources a line for each would hide what matters; how far it has come is told now and then.
NAMED_UP_TO, NEWS_EVERY_S = 100, 5.0
# What goes to another process at a time: enough to be worth the way, little enough to come back soon.
BATCH_PIECES, BATCH_BYTES = 16, 1_000_000
# So many batches for each process are under way, so that none waits and memory does not grow.
BATCHES_WAITING = 3

Piece = Intake | LeftOut
Outcome = Reading | LeftOut
_Waiting = tuple[tuple[Piece, ...], "Future[list[Outcome]]"]

LANGUAGES = {"ko": "Korean, which is", "ja": "Japanese, which is", "zh": "Chinese, which is", "ru": "Russian, which is"}


@final
@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents come in and briefings go out.

    Attributes
    ----------
    library : Library
        The reference data.
    clock : callable
        Gives the present time, aware; tests give a fixed one.
    archive : Archive or None
        Where what is taken in is kept; None keeps nothing.
    stdin : binary stream or None
        What the source ``-`` reads; None refuses it.
    progress : callable
        Told a line for every document when there are many, and for every long one.
    """

    library: Library
    clock: Callable[[], dt.datetime] = utc_now
    archive: Archive | None = None
    stdin: BinaryIO | None = None
    progress: Callable[[str], None] = lambda _line: None

    def read(self, sources: Sequence[str]) -> tuple[Reading, ...]:
        """Take in and read each source, and all documents behind it; kept when there is an archive.

        A source is what `trackside.archive.take_in_many` takes: a file, an address, ``-`` for standard input, a folder,
        a feed, a web archive, JSON Lines. What is left out of one that holds many is told as progress.

        Raises
        ------
        BadInput
            At the first source that itself cannot be opened or holds no readable text, and where nothing could be read
            at all; what was read before it is kept, and the launches in the archive are derived anew all the same.
        """
        readings, left = list[Reading](), list[LeftOut]()
        with contextlib.closing(self.each(sources, shield=False)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Reading):
                    readings.append(outcome)
                elif outcome.source in sources:
                    raise outcome.error
                else:
                    left.append(outcome)
        if not readings:
            named = ", ".join(map(called, sources))
            raise left[0].error if left else BadInput(named, "holds no documents", "check what is in it")
        for outcome in left:
            self.progress(f"left out {outcome.error}")
        return tuple(readings)

    def each(
        self,
        sources: Sequence[str],
        *,
        listed: str = "",
        jobs: int = 1,
        known: Callable[[str, str], bool] = lambda _source, _sha256: False,
        shield: bool = True,
    ) -> Generator[Outcome, None, None]:
        """The readings of all documents behind the sources, one by one in their order; what fails is a value.

        Close it (`contextlib.closing`) where not all are asked for.

        Parameters
        ----------
        sources, listed, known
            As `trackside.archive.take_in_many` has them.
        jobs : int
            How many processes read; more than one have the package's own reference data.
        shield : bool
            Whether a document at which the reader itself fails is left out like any other that cannot be read.

        Raises
        ------
        BadInput
            When a process dies. With an archive, the launches in it are derived anew at the end, whatever happens.
        """
        pieces = take_in_many(self._told(sources), clock=self.clock, stdin=self.stdin, listed=listed, known=known)
        outcomes = _read_by_processes(pieces, jobs) if jobs > 1 else self._read_here(pieces, shield=shield)
        try:
            yield from self._with_news(outcomes)
        finally:
            if self.archive is not None:
                self.archive.settle(whole=False)

    def settle(self, readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> tuple[Launch, ...]:
        """The launches that the readings speak of, one each however many documents tell of it."""
        return reconcile(readings, judgements, gazetteer=self.library.gazetteer)

    def assess(
        self, readings: Sequence[Reading], judgements: Sequence[Judgement] | None = None, *, seed: int = 0
    ) -> tuple[Assessment, ...]:
        """What follows from what is claimed of each launch, those announced first.

        Where no judgements are given, those in the archive count.
        """
        if judgements is None:
            judgements = self.archive.judgements() if self.archive else ()
        documents, launches = tuple(r.document for r in readings), self.settle(readings, judgements)
        past = self.past() if any(launch.history for launch in launches) else None
        return tuple(assess(launch, documents, self.library, seed=seed, past=past) for launch in launches)

    def past(self) -> Chronicle:
        """Every launch that is held: as the archive settled them, or, where it was not given the shipped history, both.

        In an archive that holds the shipped history its judgements count: what is discarded there is no launch.
        """
        gazetteer, archive = self.library.gazetteer, self.archive
        ids = [held.id for held in archive.documents() if is_shipped(held.source)] if archive else []
        if archive is not None and ids:
            return chronicle(archive.launches(gazetteer), coverage(), more=_beside(archive.readings(ids)))
        readings = shipped_readings()
        # Each row of the shipped table is a launch of its own, however alike two of one day are.
        launches = [launch for reading in readings for launch in self.settle([reading])]
        shipped = chronicle(launches, coverage(), more=_beside(readings))
        return shipped if archive is None else joined(shipped, chronicle(archive.launches(gazetteer), ()))

    def brief(self, assessments: Sequence[Assessment]) -> bytes:
        """One self-contained page about all of them."""
        t = self.clock()
        return briefing(assessments, self.library.land, made=Moment(t, t, "UTC"), version=__version__)

    def _told(self, sources: Sequence[str]) -> Iterator[str]:
        for n, source in enumerate(sources, 1):
            if QUIET_UP_TO < len(sources) <= NAMED_UP_TO:
                self.progress(f"reading {n} of {len(sources)}: {called(source)}")
            yield source

    def _read_here(self, pieces: Iterable[Piece], *, shield: bool) -> Iterator[tuple[Piece, Outcome]]:
        for piece in pieces:
            yield piece, outcome_of(piece, self.library, shield=shield, progress=self.progress)

    def _with_news(self, outcomes: Iterable[tuple[Piece, Outcome]]) -> Iterator[Outcome]:
        """Keep what is read where there is an archive, and say now and then how far it has come."""
        began = last = self.clock()
        done = left = 0
        for piece, outcome in outcomes:
            if isinstance(outcome, Reading):
                done += 1
                if self.archive is not None and isinstance(piece, Intake):
                    self.archive.add(piece, outcome.document, outcome)
            else:
                left += 1
            now = self.clock()
            if (now - last).total_seconds() >= NEWS_EVERY_S:
                last, pace = now, done / (now - began).total_seconds()
                self.progress(
                    f"{done:,} read, {pace:.{0 if pace >= 10 else 1}f} a second"
                    + (f"; {left:,} left out" if left else "")
                )
            yield outcome


def _beside(readings: Iterable[Reading]) -> Callable[[Launch], tuple[tuple[float, float] | None, tuple[str, ...]]]:
    """What the cells of shipped rows say of a launch beside their claims: its coordinates, what it flew over."""
    told = {r.document.id: (coordinates(r.document), flown_over(r.document)) for r in readings}

    def more(launch: Launch) -> tuple[tuple[float, float] | None, tuple[str, ...]]:
        rows = [told[m.document_id] for m in launch.mentions if m.document_id in told]
        at = next((place for place, _ in rows if place), None)
        return at, tuple(dict.fromkeys(country for _, over in rows for country in over))

    return more


def outcome_of(
    piece: Piece,
    library: Library,
    *,
    shield: bool = True,
    progress: Callable[[str], None] = lambda _line: None,
) -> Outcome:
    """The reading of one document, or why it is left out."""
    if isinstance(piece, LeftOut):
        return piece
    try:
        document = page(piece.raw, piece.source, kind=piece.content_type)
        if len(document.text) > LONG_TEXT:
            progress(
                f"{called(piece.source)} is long ({len(document.text) / 1e6:.1f} million letters): this takes a while"
            )
        if document.language not in library.lexicons:
            progress(f"{called(piece.source)} {_unread(document)}: skipped")
        return read(document, library.lexicons, library.gazetteer)
    except BadInput as error:
        return left_out(piece.source, error)
    except Exception as error:
        # A mistake of ours at one document is no reason to lose the ten thousand behind it.
        if not shield:
            raise
        told = f"made the reader fail ({type(error).__name__}: {' '.join(str(error).split())[:80]})"
        return LeftOut(piece.source, told, "please report it with the document")


def _unread(document: Document) -> str:
    """Why a text is in no language that is read; of a few Latin letters none can be told."""
    words = document.text.split()
    if document.language == UNDETERMINED and document.text.isascii() and len(words) <= SHORT_WORDS:
        return "has too few words that are known to tell its language"
    return f"is in {LANGUAGES.get(document.language, 'a language')} not read yet"


def _batches(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    batch, size = list[Piece](), 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.raw) if isinstance(piece, Intake) else 0
        if len(batch) >= BATCH_PIECES or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _read_by_processes(pieces: Iterable[Piece], jobs: int) -> Iterator[tuple[Piece, Outcome]]:
    """The same as one process gives, in the same order; a few batches ahead of what is asked for, never more."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    others, waiting = set(active_children()), deque[_Waiting]()
    # Started afresh and not forked: a fork copies locks that other threads may hold.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_own)
    finished = False
    with _uninterrupted():  # each of these starts a process; later ones find all of them there
        for _ in range(jobs):
            pool.submit(int)
    try:
        for batch in _batches(pieces):
            waiting.append((batch, pool.submit(_read_batch, batch)))
            while len(waiting) >= BATCHES_WAITING * jobs:
                yield from _first(waiting)
        while waiting:
            yield from _first(waiting)
        finished = True
    except BrokenProcessPool as error:
        near = waiting[0][0][0].source if waiting else "the first document"
        raise BadInput(near, "a process died near this document (out of memory?)", "go on with fewer --jobs") from error
    finally:
        if not finished:
            for child in set(active_children()) - others:
                child.terminate()
        pool.shutdown(cancel_futures=True)


def _first(waiting: deque[_Waiting]) -> Iterator[tuple[Piece, Outcome]]:
    batch, future = waiting[0]
    outcomes = future.result()
    waiting.popleft()
    yield from zip(batch, outcomes, strict=True)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started within never hears of Ctrl-C, which a terminal tells every process; the first one tells them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)


@cache
def _own() -> Library:
    """The package's reference data, loaded once in each process that reads."""
    return load_library()


def _read_batch(batch: Sequence[Piece]) -> list[Outcome]:
    return [outcome_of(piece, _own()) for piece in batch]
