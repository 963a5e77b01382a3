"""`judge_history`: is a statement about history true, by which counting, and which launches decide it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from trackside.assess.counting import Seen, Way, either_day, seen, ways
from trackside.assess.records import record
from trackside.assess.tally import Outcome, Tally, tally
from trackside.measure import Verdict
from trackside.moment import Moment, local_days
from trackside.record import Chronicle, Event, Question

NOT_TOLD = "what is counted could not be told from the words"
# More launches than this decide nothing that anybody would look through.
MOST_LAUNCHES = 40


@final
@dataclass(frozen=True, slots=True)
class Counting:
    """What one way of counting makes of a statement.

    Attributes
    ----------
    how : str
        The way, in words.
    holds : bool or None
        Whether the statement is true under it; None where that cannot be told.
    count : int or None
        How many it counts, where it counts.
    because : str
        What decides it.
    natural : bool
        Whether the words of the statement leave it open; others are shown for comparison.
    """

    how: str
    holds: bool | None
    count: int | None
    because: str
    natural: bool = True


@final
@dataclass(frozen=True, slots=True)
class HistoryCheck:
    """A statement about history, checked.

    Attributes
    ----------
    verdict : Verdict
        ``consistent`` when it is true under a natural counting, ``contradicted`` when false under all, else
        ``undetermined``.
    because : str
        What decides it, in one sentence.
    countings : tuple of Counting
        Every way of counting that makes a difference.
    launches : tuple of Event
        The launches that decide it.
    questions : tuple of Question
        What was understood.
    """

    verdict: Verdict
    because: str
    countings: tuple[Counting, ...] = ()
    launches: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()


def judge_all(
    questions: Sequence[Question], past: Chronicle, on: Moment, country: str, *, subject: Event | None = None
) -> HistoryCheck:
    """A statement that may claim several things: it is as true as the least true of them."""
    checks = [judge_history(q, past, on, country, subject=subject) for q in questions]
    if not checks:
        return judge_history(None, past, on, country)
    order = (Verdict.CONTRADICTED, Verdict.UNDETERMINED, Verdict.CONSISTENT)
    worst = min(checks, key=lambda c: order.index(c.verdict))
    if len(checks) == 1:
        return worst
    because = "; ".join(dict.fromkeys(c.because for c in checks))
    countings = tuple(c for check in checks for c in check.countings)
    launches = tuple({e.id: e for check in checks for e in check.launches}.values())
    return HistoryCheck(worst.verdict, because, countings, launches, tuple(questions))


def judge_history(
    question: Question | None, past: Chronicle, on: Moment, country: str, *, subject: Event | None = None
) -> HistoryCheck:
    """Whether a statement about the launch of a day is true by what a chronicle holds.

    Parameters
    ----------
    question : Question or None
        What it claims; None gives ``undetermined``.
    past : Chronicle
        All launches held; the launch spoken of may be among them (same country, same day) or not.
    on : Moment
        The day of the launch spoken of.
    country : str
        Who launched, ISO 3166 alpha-2.
    subject : Event or None
        The launch spoken of, where more is known of it than the chronicle holds.
    """
    if question is None:
        return HistoryCheck(Verdict.UNDETERMINED, NOT_TOLD)
    if question.period.unknown and question.period.lasting is None:
        return HistoryCheck(
            Verdict.UNDETERMINED, f"when “{question.period.unknown}” was is not held", (), (), (question,)
        )
    own = _subjects(past, on, country, subject)
    held = seen(past, country)
    outcomes = [(w, _asked(question, past, w, country, on, own, held)) for w in _ways(question, own)]
    countings = _told_apart(outcomes, question)
    natural = [o for w, o in outcomes if is_natural(w, question)]
    holds = [o.holds for o in natural]
    verdict = Verdict.CONSISTENT if True in holds else Verdict.UNDETERMINED if None in holds else Verdict.CONTRADICTED
    decides = next(o for wanted in _first_of(verdict) for o in natural if o.holds is wanted)
    launches = {e.id: e for e in decides.launches}
    because = _because(verdict, holds, countings, decides) + _worked_out(question, decides)
    return HistoryCheck(verdict, because, countings, tuple(launches.values())[-MOST_LAUNCHES:], (question,))


def _first_of(verdict: Verdict) -> tuple[bool | None, ...]:
    return {Verdict.CONSISTENT: (True,), Verdict.CONTRADICTED: (False,)}.get(verdict, (None,))


def _subjects(past: Chronicle, on: Moment, country: str, subject: Event | None) -> tuple[Event, ...]:
    """The launch spoken of, as the chronicle holds it: every one of that country on that day, here or in UTC."""
    today = local_days(on)[0]
    same = [e for e in past.events if e.country == country and _is_day(e) and either_day(e)[0].first == today]
    held = same or [e for e in past.events if e.country == country and _is_day(e) and either_day(e)[1].first == today]
    if subject is None:
        return tuple(held)
    return tuple(held) if held and not _tells_more(subject, held) else (subject,)


def _is_day(event: Event) -> bool:
    first, last = local_days(event.when)
    return first == last


def _tells_more(subject: Event, held: Sequence[Event]) -> bool:
    """Whether a launch has figures of its own that the chronicle lacks."""
    mine = (subject.ranges, subject.apogees, subject.flight_times)
    theirs = [(e.ranges, e.apogees, e.flight_times) for e in held]
    return len(held) == 1 and any(m and not t for m, t in zip(mine, theirs[0], strict=True))


def is_natural(way: Way, question: Question) -> bool:
    """Whether a way of counting is one that the words may mean; others are shown for comparison.

    A test that failed is a test, and whoever counts keeps the calendar of the place: leaving failures out, or counting
    days of UTC, is natural only where the words compare with one launch before. Single missiles are counted where the
    words say so.
    """
    if question.shape != "nth" and question.measure != "count":
        return True
    each = (way.unit == "missiles") == (question.category.noun == "missiles")
    return each and way.failed and not way.utc


def _ways(question: Question, own: Sequence[Event]) -> list[Way]:
    counts = question.shape == "nth" or question.measure == "count"
    each = question.category.noun == "missiles"
    units = ("launches", "days", "missiles") if counts else ("launches",)
    units = ("missiles", "launches", "days") if counts and each else units
    every = list(ways(question.category, own[0] if own else None, units))
    what = question.category
    # Whether a launch was of another kind matters only to words that name one.
    named = bool(what.kinds or what.systems or what.same or what.noun != "launch")
    return [w for w in every if w.disputed or named]


def _asked(
    question: Question,
    past: Chronicle,
    way: Way,
    country: str,
    on: Moment,
    own: tuple[Event, ...],
    held: tuple[Seen, ...],
) -> Outcome:
    """What one way of counting makes of a question, and of the words that narrow it beyond what is held."""
    today = either_day(own[0])[way.utc].first if own and way.utc else local_days(on)[0]
    t = Tally(question, past, way, country, today, own, held)
    found = record(t) if question.shape == "record" else tally(t)
    beyond = question.category.beyond
    if not beyond:
        return found
    return _narrowed(found, question, ", ".join(f"“{w}”" for w in beyond))


def _narrowed(found: Outcome, question: Question, words: str) -> Outcome:
    """What is true of more than the words mean: none among many is none among few, and few are no more than many."""
    none = question.shape in ("first_since", "first_of_kind") and found.holds and question.period.lasting is None
    fewer = found.number is not None and found.number < question.ordinal
    few = question.shape == "nth" and found.holds is False and fewer
    if none or few or (question.shape == "record" and found.holds):
        return found
    return found._replace(holds=None, because=f"no list of launches holds {words}; without it, {found.because}")


def _told_apart(outcomes: Sequence[tuple[Way, Outcome]], question: Question) -> tuple[Counting, ...]:
    """The ways that make a difference: of those that give one answer and one number the plainest stands for all."""
    counts = question.shape == "nth" or question.measure == "count"
    found: dict[tuple[bool | None, int | None, bool], Counting] = {}
    alike = {(w.said, w.failed, w.utc, w.disputed): o for w, o in outcomes if w.unit == "days"}
    for way, o in outcomes:
        natural = is_natural(way, question)
        key = (o.holds, o.number, natural)
        if key in found:
            continue
        days = alike.get((way.said, way.failed, way.utc, way.disputed))
        both = way.unit == "launches" and days is not None and (days.holds, days.number) == (o.holds, o.number)
        found[key] = Counting(_how(way, both=both, counts=counts), o.holds, o.number, o.because, natural)
    return tuple(found.values())


def _how(way: Way, *, both: bool, counts: bool) -> str:
    if both:
        return way.how.replace("by launches", "by launches or launch days", 1)
    return way.how if counts else way.how.removeprefix("by launches").removeprefix(", ") or "by launches"


def _because(verdict: Verdict, holds: Sequence[bool | None], countings: Sequence[Counting], decides: Outcome) -> str:
    """The verdict's reason, led by how many ways of counting agree where they do not all."""
    wanted = _first_of(verdict)[0]
    agree = sum(h is wanted for h in holds)
    if agree == len(holds):
        return decides.because
    word = {True: "true", False: "false", None: "open"}[wanted]
    lead = f"{word} by {agree} of {len(holds)} ways of counting: {decides.because}"
    told = [c for c in countings if c.natural]
    true, false = [c.how for c in told if c.holds], [c for c in told if c.holds is False]
    if verdict is Verdict.CONSISTENT and false:
        lead = f"{word} by {agree} of {len(holds)} ways of counting: {true[0]}, {decides.because}"
        return f"{lead}; false {false[0].how}: {false[0].because}"
    return lead


def _worked_out(question: Question, decides: Outcome) -> str:
    """Which of the launches that decide are only worked out to have flown over the country asked about."""
    over = question.category.over
    days = [str(e.when.date) for e in decides.launches if over in e.over and "over" in e.worked_out] if over else []
    if not days:
        return ""
    return f"; that it flew over is worked out from its flight, and told by nobody, for {', '.join(days)}"
