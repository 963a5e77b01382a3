"""What is said of a launch's history, checked against all that is held: statement by statement."""

from __future__ import annotations

from collections.abc import Sequence

from trackside.assess.history import HistoryCheck, judge_all
from trackside.assess.past import event_of
from trackside.library import Library
from trackside.measure import Verdict
from trackside.moment import Moment, local_days
from trackside.read.question import questions
from trackside.record import Chronicle, Document, HistoryStatement, Launch

NO_DAY = "the day of the launch is not told, and history is counted by days"


def recall(
    launch: Launch, documents: Sequence[Document], library: Library, past: Chronicle | None
) -> tuple[HistoryCheck, ...]:
    """A check for each statement about history of a launch, in their order; none without a chronicle."""
    if past is None:
        return ()
    by_id = {d.id: d for d in documents}
    return tuple(_checked(h, launch, by_id.get(h.quote.document_id), library, past) for h in launch.history)


def _checked(
    said: HistoryStatement, launch: Launch, document: Document | None, library: Library, past: Chronicle
) -> HistoryCheck:
    on = launch.date
    if on is None or local_days(on)[0] != local_days(on)[1]:
        return HistoryCheck(Verdict.UNDETERMINED, NO_DAY)
    language = document.language if document else ""
    return checked(
        said.quote.exact, on, launch.country, library, past, language=language, launch=launch, since=said.since
    )


def checked(
    words: str,
    on: Moment,
    country: str,
    library: Library,
    past: Chronicle,
    *,
    language: str = "en",
    launch: Launch | None = None,
    since: Moment | None = None,
) -> HistoryCheck:
    """One statement in words about the launch of a day, checked.

    Parameters
    ----------
    words : str
        The statement.
    on : Moment
        The day of the launch it speaks of, in the zone of its place.
    country : str
        Who launched, ISO 3166 alpha-2.
    library, past
        The words of each language, and all launches held.
    language : str
        Of the words, ISO 639-1.
    launch : Launch or None
        The launch itself, where more is known of it than that it was.
    since : Moment or None
        What the statement counts from, where the text around it tells.
    """
    lexicon = library.lexicons.get(language)
    found = questions(words, on=on, country=country, lexicon=lexicon, since=since) if lexicon else ()
    return judge_all(found, past, on, country, subject=event_of(launch) if launch else None)
