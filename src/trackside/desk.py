"""The desk: the order of the day. The only impure composer, and the Python API.

desk = Desk(load_library())
readings = desk.read(["article.txt"])
page = desk.brief(desk.assess(readings))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, final

from trackside import __version__
from trackside.archive import Archive, take_in, utc_now
from trackside.assess import Assessment, assess
from trackside.brief import briefing
from trackside.library import Library
from trackside.moment import Moment
from trackside.read import page, read
from trackside.reconcile import reconcile
from trackside.record import Judgement, Launch, Reading

# A few short documents are read before anybody could read a line about it; this many letters take some seconds.
QUIET_UP_TO, LONG_TEXT = 3, 300_000


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
        """Take in and read each source: a file, an address, or ``-`` for standard input; kept when there is an archive.

        Raises
        ------
        BadInput
            At the first source that cannot be opened or holds no readable text; what was read before it is kept, and
            the launches in the archive are derived anew all the same.
        """
        try:
            return tuple(self._readings(sources))
        finally:
            if self.archive is not None:
                self.archive.keep(self.settle(self.archive.readings()))

    def settle(self, readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> tuple[Launch, ...]:
        """The launches that the readings speak of, one each however many documents tell of it."""
        return reconcile(readings, judgements, gazetteer=self.library.gazetteer)

    def assess(
        self, readings: Sequence[Reading], judgements: Sequence[Judgement] = (), *, seed: int = 0
    ) -> tuple[Assessment, ...]:
        """What follows from what is claimed of each launch, those announced first."""
        documents, launches = tuple(r.document for r in readings), self.settle(readings, judgements)
        return tuple(assess(launch, documents, self.library, seed=seed) for launch in launches)

    def brief(self, assessments: Sequence[Assessment]) -> bytes:
        """One self-contained page about all of them."""
        t = self.clock()
        return briefing(assessments, self.library.land, made=Moment(t, t, "UTC"), version=__version__)

    def _readings(self, sources: Sequence[str]) -> Iterator[Reading]:
        for n, source in enumerate(sources, 1):
            if len(sources) > QUIET_UP_TO:
                self.progress(f"reading {n} of {len(sources)}: {source}")
            intake = take_in(source, stdin=self.stdin, clock=self.clock)
            document = page(intake.raw, intake.source, kind=intake.content_type)
            if len(document.text) > LONG_TEXT:
                self.progress(f"{source} is long ({len(document.text) / 1e6:.1f} million letters): this takes a while")
            if document.language not in self.library.lexicons:
                self.progress(f"{source} is in {LANGUAGES.get(document.language, 'a language')} not read yet: skipped")
            reading = read(document, self.library.lexicons, self.library.gazetteer)
            if self.archive is not None:
                self.archive.add(intake, document, reading)
            yield reading
