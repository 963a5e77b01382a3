"""Whether a statement about history is true: counted over chronicles made up here."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.assess import HistoryCheck, judge_all, judge_history
from trackside.measure import Estimate, Verdict
from trackside.moment import Moment, clock, day, month
from trackside.record import Category, Chronicle, Coverage, Event, Gap, Period, Question

ZONE, KP = "Asia/Pyongyang", "KP"
ALL = (Coverage(KP, dt.date(1984, 1, 1), dt.date(2026, 1, 1)),)
BALLISTIC = (Coverage(KP, dt.date(1984, 1, 1), dt.date(2026, 1, 1), ("ballistic", "space_launch")),)
TRUE, FALSE, OPEN = Verdict.CONSISTENT, Verdict.CONTRADICTED, Verdict.UNDETERMINED


def on(text: str) -> Moment:
    return day(dt.date.fromisoformat(text), ZONE)


def whole(text: str) -> Moment:
    """A day, or a month."""
    return month(int(text[:4]), int(text[5:]), ZONE) if len(text) == 7 else on(text)


def event(date: str, kind: str = "SRBM", **more: object) -> Event:
    when = whole(date)
    return Event(f"{date}-{kind}-{len(more)}", KP, when, kinds=(kind,) if kind else (), **more)  # type: ignore[arg-type]


def judged(
    question: Question | None, events: Sequence[Event], today: str, coverage: tuple[Coverage, ...] = ALL
) -> HistoryCheck:
    past = Chronicle(tuple(sorted(events, key=lambda e: e.when.earliest)), coverage)
    return judge_history(question, past, on(today), KP)


def since(date: str, *, launched: bool = True, **what: object) -> Question:
    when = whole(date)
    return Question("first_since", Category(**what), Period(when, launched=launched))  # type: ignore[arg-type]


def nth(number: int, first: str = "2022-01-01", last: str = "2022-12-31", **what: object) -> Question:
    whole = Moment(on(first).earliest, on(last).latest, ZONE)
    return Question("nth", Category(**what), Period(whole, inside=True), number)  # type: ignore[arg-type]


def lasting(days: float, low: float, high: float) -> Period:
    return Period(lasting=Estimate(days * 86400, low * 86400, high * 86400, "s"))


def km(number: float) -> tuple[Estimate, ...]:
    return (Estimate(number * 1e3, number * 1e3, number * 1e3, "m"),)


def test_words_without_a_question_are_undetermined() -> None:
    check = judged(None, [], "2022-01-14")
    assert (check.verdict, check.because) == (OPEN, "what is counted could not be told from the words")


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        (["2021-03-25"], TRUE),
        (["2021-03-25", "2021-09-15"], FALSE),
        (["2021-03-25", "2021-09"], FALSE),  # whichever day of September it was
        (["2020-01-01"], FALSE),  # none in March, though none after it either
    ],
)
def test_the_first_since_a_launch(events: list[str], verdict: Verdict) -> None:
    assert judged(since("2021-03"), [event(d) for d in events], "2022-01-14").verdict is verdict


def test_a_launch_told_to_the_month_alone_may_have_been_after_the_day() -> None:
    assert judged(since("2021-03-25"), [event("2021-03-25"), event("2021-03")], "2022-01-14").verdict is OPEN


def test_what_rests_on_there_being_none_is_open_outside_the_coverage() -> None:
    short = (Coverage(KP, dt.date(1984, 1, 1), dt.date(2021, 6, 1)),)
    assert judged(since("2021-03"), [event("2021-03-25")], "2022-01-14", short).verdict is OPEN
    assert judged(since("2021-03"), [event("2021-03-25"), event("2021-09-15")], "2022-01-14", short).verdict is FALSE


def test_a_day_may_be_told_by_the_calendar_of_another_place() -> None:
    late = clock(dt.date(2022, 3, 5), dt.time(1, 0), ZONE)  # still 4 March in UTC
    events = [event("2022-03-05", clock=late)]
    assert judged(since("2022-03-04"), events, "2022-03-24").verdict is TRUE
    assert judged(since("2022-03-03"), events, "2022-03-24").verdict is FALSE


def test_a_time_that_is_no_launch_needs_none_on_it() -> None:
    assert judged(since("2021-05-10", launched=False), [event("2021-03-25")], "2021-09-15").verdict is TRUE
    assert judged(since("2021-03", launched=False), [event("2021-03-25")], "2021-09-15").verdict is OPEN


@pytest.mark.parametrize(("number", "verdict"), [(2, FALSE), (3, TRUE), (4, FALSE)])
@pytest.mark.parametrize("itself", [True, False])
def test_the_launch_itself_may_be_held_or_not(number: int, verdict: Verdict, itself: bool) -> None:
    events = [event("2021-12-31"), event("2022-01-05"), event("2022-01-11"), *([event("2022-01-14")] if itself else [])]
    assert judged(nth(number, noun="missile"), events, "2022-01-14").verdict is verdict


def test_launches_days_and_missiles_are_told_apart() -> None:
    events = [
        event("2022-01-05", missiles=2),
        event("2022-01-11"),
        event("2022-01-11", "MRBM"),
        event("2022-01-14", missiles=2),
    ]
    check = judged(nth(3), events, "2022-01-14")
    told = {(c.how.split(",")[0], c.count): c.holds for c in check.countings}
    assert told[("by launch days", 3)] is True
    assert told[("by launches", 4)] is False
    assert told[("by missiles", 6)] is False
    assert check.verdict is TRUE
    assert judged(nth(5, noun="missiles"), events, "2022-01-14").verdict is TRUE
    assert judged(nth(3, noun="missiles"), events, "2022-01-14").verdict is FALSE


def test_failed_launches_may_be_counted_or_not() -> None:
    events = [event("2022-01-05"), event("2022-01-11", outcomes=("failure",)), event("2022-01-14")]
    assert judged(nth(3, noun="missile"), events, "2022-01-14").verdict is TRUE
    check = judged(nth(2, noun="missile"), events, "2022-01-14")
    assert check.verdict is FALSE  # a test that failed is a test; what they make without it is shown all the same
    assert [c.how for c in check.countings if c.holds and not c.natural] == [
        "by launches or launch days, ballistic missiles only, failed launches left out"
    ]
    asked = Question("first_since", Category(noun="missile"), Period(on("2022-01-05"), launched=True))
    assert judged(asked, events, "2022-01-14").verdict is TRUE


def test_a_wording_fixes_the_kind_or_leaves_it_open() -> None:
    events = [event("2022-01-05"), event("2022-01-11", "cruise"), event("2022-01-14")]
    assert judged(nth(3, noun="missile"), events, "2022-01-14").verdict is TRUE
    assert judged(nth(3, kinds=("ballistic",), noun="missile"), events, "2022-01-14").verdict is FALSE
    assert judged(nth(2, kinds=("ballistic",), noun="missile"), events, "2022-01-14").verdict is TRUE


def test_a_count_that_could_be_reached_with_launches_not_covered_is_open() -> None:
    events = [event("2022-01-05"), event("2022-01-14")]
    assert judged(nth(3, noun="missile"), events, "2022-01-14", BALLISTIC).verdict is OPEN
    assert judged(nth(3, noun="missile"), events, "2022-01-14").verdict is FALSE
    assert judged(nth(1, noun="missile"), events, "2022-01-14", BALLISTIC).verdict is FALSE  # two are held


def test_days_of_utc_may_begin_another_year() -> None:
    early = clock(dt.date(2022, 1, 1), dt.time(7, 0), ZONE)  # 31 December in UTC
    check = judged(nth(1, noun="missile"), [event("2022-01-01", clock=early), event("2022-01-14")], "2022-01-14")
    assert check.verdict is FALSE
    assert [c.how for c in check.countings if c.holds and not c.natural] == [
        "by launches or launch days, ballistic missiles only, by dates in UTC"
    ]


def test_competing_types_are_counted_both_ways() -> None:
    both = event("2022-03-05", systems=("Hwasong-15", "Hwasong-17"))
    asked = Question("nth", Category(systems=("Hwasong-17",)), ordinal=2)
    check = judged(asked, [replace(both, id="a"), event("2022-03-24", "ICBM", systems=("Hwasong-17",))], "2022-03-24")
    assert check.verdict is TRUE
    assert any(c.holds is False and "disputed" in c.how for c in check.countings)


@pytest.mark.parametrize(
    ("told", "asked", "same"),
    [
        ("Hwasong-17", "화성-17형", True),
        ("Hwasong-17", "火星17", True),
        ("KN-23 / Hwasong-11A", "KN-23", True),
        ("Hwasong-11A", "KN-23", True),
        ("Musudan", "Hwasong-10", True),
        ("Hwasong-1", "Hwasong-17", False),
        ("Hwasong-17", "Hwasong-1", False),
        ("Scud-C", "Scud", True),
        ("Agni-V", "Agni-IV", False),
    ],
)
def test_names_of_systems(told: str, asked: str, same: bool) -> None:
    question = Question("first_of_kind", Category(systems=(asked,)))
    check = judged(question, [event("2020-01-01", "", systems=(told,))], "2022-01-01")
    assert (check.verdict is FALSE) is same


def test_a_system_gives_a_launch_its_kind() -> None:
    events = [event("2021-01-01", "", systems=("Hwasong-15",))]
    assert judged(since("2021-01", kinds=("ICBM",)), events, "2022-01-14").verdict is TRUE


def test_such_a_launch_is_of_the_kind_of_the_launch_spoken_of() -> None:
    events = [event("2023-04-13", "ICBM"), event("2023-05-31", "space_launch"), event("2023-06-15")]
    asked = Question("first_since", Category(same=True), lasting(61, 46, 92))
    assert judged(asked, events, "2023-06-15").verdict is TRUE


@pytest.mark.parametrize(("last", "verdict"), [("2017-09-15", TRUE), ("2019-09-15", FALSE), ("2011-09-15", FALSE)])
def test_the_first_in_five_years(last: str, verdict: Verdict) -> None:
    asked = Question("first_since", Category(over="JP"), lasting(1826, 1644, 2191))
    assert judged(asked, [event(last, over=("JP",))], "2022-10-04").verdict is verdict


@pytest.mark.parametrize(("number", "verdict"), [(4, FALSE), (5, TRUE), (6, FALSE)])
def test_so_many_in_ten_days(number: int, verdict: Verdict) -> None:
    events = [event(f"2022-{d}") for d in ("09-20", "09-25", "09-28", "09-29", "10-01", "10-04")]
    asked = Question("nth", Category(noun="missile"), lasting(10, 9, 10), number)
    assert judged(asked, events, "2022-10-04").verdict is verdict


def test_the_longest_flight() -> None:
    events = [event("2017-08-29", "IRBM", ranges=km(2700)), event("2017-09-15", "IRBM", ranges=km(3700))]
    asked = Question("record", measure="range")
    assert judged(asked, events, "2017-09-15").verdict is TRUE
    assert judged(asked, [*events, event("2017-01-01", "IRBM", ranges=km(4000))], "2017-09-15").verdict is FALSE
    # An ICBM of which nobody told how far it flew may have flown farther; a short-range missile cannot have.
    assert judged(asked, [*events, event("2017-07-04", "ICBM")], "2017-09-15").verdict is OPEN
    assert judged(asked, [*events, event("2017-07-04", "SRBM")], "2017-09-15").verdict is TRUE
    assert judged(asked, events[:1], "2017-09-15").verdict is OPEN  # its own range is not held


def test_the_launch_spoken_of_may_tell_more_than_the_chronicle() -> None:
    past = Chronicle((event("2017-08-29", "IRBM", ranges=km(2700)),), ALL)
    mine = event("2017-09-15", "IRBM", ranges=km(3700))
    asked = Question("record", measure="range")
    assert judge_history(asked, past, on("2017-09-15"), KP, subject=mine).verdict is TRUE


def test_the_most_in_a_month() -> None:
    events = [event(f"2022-01-{d:02}") for d in (5, 11, 14)] + [event(f"2021-09-{d:02}") for d in (13, 15)]
    asked = Question("record", Category(noun="missile"), measure="count", per="month")
    assert judged(asked, events, "2022-01-14").verdict is TRUE
    more = [*events, event("2021-09-20"), event("2021-09-28")]
    assert judged(asked, more, "2022-01-14").verdict is FALSE


def test_the_most_powerful_since() -> None:
    events = [event("2017-11-29", "ICBM"), event("2019-05-04"), event("2022-01-30", "IRBM")]
    asked = Question("record", period=Period(on("2017-11-29")), measure="power")
    assert judged(asked, events, "2022-01-30").verdict is TRUE
    assert judged(asked, [*events, event("2020-01-01", "ICBM")], "2022-01-30").verdict is FALSE


@pytest.mark.parametrize(("days", "verdict"), [(15, TRUE), (12, FALSE)])
def test_so_long_after_another(days: int, verdict: Verdict) -> None:
    events = [event("2022-11-03", "ICBM", outcomes=("failure",)), event("2022-11-09")]
    period = replace(lasting(days, days - 1, days), since=on("2022-11-03"), launched=True)
    asked = Question("interval", Category(outcome="failure"), period)
    assert judged(asked, events, "2022-11-18").verdict is verdict


def test_words_that_no_list_holds_leave_a_narrower_first_open() -> None:
    asked = Question("first_of_kind", Category(over="JP", beyond=("unannounced",)))
    assert judged(asked, [], "2017-08-29").verdict is TRUE  # none at all is none of those either
    before = [event("1998-08-31", "space_launch", over=("JP",)), event("1997-01-01", over=("JP",))]
    assert judged(asked, before, "2017-08-29").verdict is OPEN


def test_a_statement_is_as_true_as_the_least_of_what_it_claims() -> None:
    events = [event("2022-01-05"), event("2022-01-14")]
    past = Chronicle(tuple(events), ALL)
    check = judge_all([nth(2, noun="missile"), nth(5, noun="missile")], past, on("2022-01-14"), KP)
    assert check.verdict is FALSE


def test_the_launches_that_decide_are_named() -> None:
    events = [event("2021-03-25"), event("2021-09-15")]
    check = judged(since("2021-03"), events, "2022-01-14")
    assert [e.when.date for e in check.launches] == ["2021-09-15"]


days_of_2021 = st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31))


@given(st.lists(days_of_2021, max_size=8, unique=True), st.integers(1, 10))
def test_exactly_one_number_is_right_by_days(dates: list[dt.date], number: int) -> None:
    """With all launches held, of one kind and on days of their own, the n-th is the n-th and no other."""
    events = [event(d.isoformat()) for d in dates]
    asked = nth(number, "2021-01-01", "2022-01-14", kinds=("SRBM",), noun="missile")
    assert (judged(asked, events, "2022-01-14").verdict is TRUE) == (number == len(dates) + 1)


@given(st.lists(days_of_2021, min_size=1, max_size=8, unique=True), days_of_2021)
def test_a_launch_more_never_makes_a_first_true(dates: list[dt.date], also: dt.date) -> None:
    events = [event(d.isoformat()) for d in dates]
    asked = since(max(dates).isoformat(), kinds=("SRBM",))
    before = judged(asked, events, "2022-01-14").verdict
    after = judged(asked, [*events, event(also.isoformat(), "MRBM"), event(also.isoformat())], "2022-01-14").verdict
    assert before is TRUE
    assert (after is TRUE) == (also <= max(dates))


@pytest.mark.parametrize(("number", "verdict"), [(2, TRUE), (3, FALSE), (4, FALSE)])
def test_only_launches_of_the_kind_are_counted_of_a_day_with_several(number: int, verdict: Verdict) -> None:
    day_of_three = [event("2022-01-14"), event("2022-01-14", "cruise"), event("2022-01-14", "cruise", missiles=2)]
    events = [event("2022-01-05"), *day_of_three]
    assert judged(nth(number, noun="missile", kinds=("ballistic",)), events, "2022-01-14").verdict is verdict


@pytest.mark.parametrize("shape", ["nth", "first_of_kind"])
def test_a_launch_known_to_be_of_another_kind_is_not_the_one_said(shape: str) -> None:
    question = Question(shape, Category(noun="missile", kinds=("ICBM",)))
    assert judged(question, [event("2022-01-14")], "2022-01-14").verdict is FALSE
    assert judged(question, [event("2022-01-14", "")], "2022-01-14").verdict is FALSE
    assert judged(question, [event("2022-01-14", "ICBM")], "2022-01-14").verdict is TRUE
    assert judged(question, [event("2022-01-14")], "2022-01-14", ()).verdict is OPEN  # another one may not be held


def test_the_most_counts_only_launches_of_its_kind() -> None:
    question = Question("record", Category(noun="missile", kinds=("ballistic",)), measure="count", per="day")
    events = [event("2021-01-05"), event("2021-01-05", "MRBM"), event("2022-01-14")]
    more = [event("2022-01-14", "cruise"), event("2022-01-14", "cruise", missiles=2)]
    assert judged(question, [*events, *more], "2022-01-14").verdict is FALSE


@pytest.mark.parametrize(("unsure", "per"), [(event("2021-06-03", ""), "month"), (event("2021-06"), "day")])
def test_the_most_is_open_while_launches_of_untold_kind_or_day_may_have_been_as_many(unsure: Event, per: str) -> None:
    question = Question("record", Category(noun="missile", kinds=("ballistic",)), measure="count", per=per)
    events = [event("2021-06-01"), event("2022-01-14"), event("2022-01-14", "MRBM")]
    third = event("2022-01-14", "IRBM")
    assert judged(question, events, "2022-01-14").verdict is TRUE
    assert judged(question, [*events, unsure], "2022-01-14").verdict is OPEN
    assert judged(question, [*events, third, unsure], "2022-01-14").verdict is TRUE


GAP = Gap(dt.date(2021, 6, 2), ("SRBM",), ("KN-02",))


@pytest.mark.parametrize(
    ("question", "without"),
    [
        (since("2021-03"), TRUE),
        (nth(3, "2021-01-01", "2022-12-31", noun="missile"), FALSE),
        (nth(2, "2021-01-01", "2022-12-31", noun="missile"), TRUE),
        (Question("first_of_kind", Category(systems=("KN-02",))), TRUE),
        (Question("record", Category(noun="missile"), measure="count", per="day"), TRUE),
    ],
)
def test_what_rests_on_a_day_with_launches_known_to_be_missing_is_open(question: Question, without: Verdict) -> None:
    events = [event("2021-03-25"), event("2022-01-14", missiles=2, systems=("KN-02",))]
    if question.measure:
        events.append(event("2022-01-14", "MRBM"))
    lacking = tuple(replace(c, gaps=(GAP,)) for c in ALL)
    assert judged(question, events, "2022-01-14").verdict is without
    assert judged(question, events, "2022-01-14", lacking).verdict is OPEN


@pytest.mark.parametrize(
    "question",
    [
        since("2021-07-01", launched=False),
        since("2021-03-25", kinds=("ICBM",)),
        Question("first_of_kind", Category(kinds=("ICBM",))),
        Question("first_of_kind", Category(noun="missile", over="JP")),
        Question("record", Category(noun="missile"), measure="range"),
    ],
)
def test_a_day_with_launches_missing_leaves_open_only_what_they_may_decide(question: Question) -> None:
    events = [event("2021-03-25", "ICBM", ranges=km(900)), event("2022-01-14", "IRBM", ranges=km(4000), over=("JP",))]
    if "ICBM" in question.category.kinds:
        events[1] = event("2022-01-14", "ICBM", ranges=km(4000))
        events[:1] = [] if question.shape == "first_of_kind" else events[:1]
    lacking = tuple(replace(c, gaps=(GAP,)) for c in ALL)
    assert judged(question, events, "2022-01-14", lacking).verdict is TRUE


def test_a_missing_day_is_named() -> None:
    lacking = tuple(replace(c, gaps=(GAP,)) for c in ALL)
    assert (
        "of 2021-06-02 launches are known to be missing"
        in judged(since("2021-03"), [event("2021-03-25")], "2022-01-14", lacking).because
    )


def test_the_reason_leads_with_how_many_ways_of_counting_agree() -> None:
    events = [event("2022-01-05"), event("2022-01-11"), event("2022-01-11", "MRBM"), event("2022-01-14")]
    check = judged(nth(3, noun="missile"), events, "2022-01-14")
    assert check.because.startswith("true by 4 of 8 ways of counting: by launch days")
    assert "; false by launches" in check.because
    assert judged(nth(2), events[:1] + events[3:], "2022-01-14").because == "it was the 2nd since 2022-01-01"


def test_single_missiles_are_counted_only_where_the_words_say_so() -> None:
    events = [event("2022-01-05", missiles=3), event("2022-01-14", missiles=2)]
    assert judged(nth(5), events, "2022-01-14").verdict is FALSE
    assert judged(nth(5, noun="missiles"), events, "2022-01-14").verdict is TRUE


def test_that_nobody_told_of_a_flight_over_a_country_is_said() -> None:
    events = [event("2022-10-04", over=("JP",), worked_out=("over",)), event("2023-05-31", over=("JP",))]
    check = judged(since("2022-10-04", over="JP"), events, "2023-05-31")
    assert check.verdict is TRUE
    assert check.because.endswith("worked out from its flight, and told by nobody, for 2022-10-04")
